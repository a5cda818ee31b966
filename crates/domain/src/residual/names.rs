//! Known names in a text, whatever ending they have and in either alphabet.

use super::endings::Stems;
use super::letters::{cyrillic, latin};
use super::{Class, Finding};
use crate::fold::fold;
use std::collections::{BTreeSet, HashMap};

/// Shorter names are too often something else.
const SHORTEST: usize = 2;
/// A name of fewer letters counts only with a capital: вера is a word.
const CERTAIN: usize = 6;
/// Fewer digits are a time, a house or a sum.
const FEWEST_DIGITS: usize = 6;
/// More are several numbers in one line.
const MOST_DIGITS: usize = 20;
/// Shorter names in networks are ordinary words.
const SHORTEST_HANDLE: usize = 4;
/// Parts of names that are no names: son and daughter of somebody.
const PARTICLES: [&str; 5] = ["улы", "кызы", "оглы", "угли", "кизи"];

/// The names somebody may be recognised by.
#[derive(Clone, Default, Debug)]
pub struct Known {
    names: Vec<Name>,
    /// Digits of contacts and documents.
    pub(super) numbers: Vec<String>,
    /// Names in networks, in small letters.
    pub(super) handles: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Name {
    /// As written, and for one in Latin letters as it may be meant.
    stems: Vec<Stems>,
    /// In Latin letters, in each usual way.
    latin: Vec<String>,
}

impl Known {
    /// From names as they stand in an identity: each word of them is one.
    #[must_use]
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut known: Vec<Name> = Vec::new();
        for name in names {
            for (_, word) in words(name) {
                let whole = fold(word);
                if whole.chars().count() < SHORTEST || PARTICLES.contains(&whole.as_str()) {
                    continue;
                }
                let meant = cyrillic(&whole).into_iter();
                let name = Name {
                    latin: latin(word),
                    stems: std::iter::once(whole).chain(meant).map(Stems::of).collect(),
                };
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        Self {
            names: known,
            ..Self::default()
        }
    }

    /// Besides names, what else stands in an identity: telephones, documents, names in networks. A text may have them without
    /// the signs by which such a thing is otherwise known.
    #[must_use]
    pub fn and<'n>(mut self, others: impl IntoIterator<Item = &'n str>) -> Self {
        for other in others {
            // A day or an hour is no number that leads to somebody.
            let parts = other
                .split(char::is_alphabetic)
                .filter(|part| !part.contains(['.', ':']));
            for part in parts {
                let digits: String = part.chars().filter(char::is_ascii_digit).collect();
                if (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()) {
                    self.numbers.push(digits);
                }
            }
            for word in other.split_whitespace() {
                let last = word.rsplit('/').next().unwrap_or(word);
                let name = last
                    .trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .to_ascii_lowercase();
                let is_handle = name.len() >= SHORTEST_HANDLE
                    && name
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
                    && name.contains(|c: char| c.is_ascii_alphabetic())
                    && (word.starts_with('@') || name.contains(|c: char| !c.is_ascii_alphabetic()));
                if is_handle {
                    self.handles.push(name);
                }
            }
        }
        self
    }

    /// Whether there is nobody to be recognised.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty() && self.numbers.is_empty() && self.handles.is_empty()
    }

    /// Whether one of them stands in a text.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Finding> + 't {
        let place = |(start, word): (usize, &str)| Finding {
            class: Class::Name,
            start,
            end: start + word.len(),
        };
        words(text)
            .filter(|(_, word)| {
                let said = Word::of(word);
                self.names.iter().any(|name| name.is(&said))
            })
            .map(place)
    }
}

/// The names of many people. A word of a text is compared only with names that begin as it does, so that a thousand people cost
/// little more than one.
#[derive(Default)]
pub struct Crowd {
    /// Each name once, with the places of those who have it.
    names: Vec<(Name, Vec<usize>)>,
    /// Names by what a word that may be one begins with.
    by_beginning: HashMap<String, Vec<usize>>,
    /// The most letters of a beginning.
    longest: usize,
}

impl Crowd {
    /// Of people in an order of their own.
    #[must_use]
    pub fn of<'k>(people: impl IntoIterator<Item = &'k Known>) -> Self {
        let mut crowd = Self::default();
        let mut places: HashMap<&'k Name, usize> = HashMap::new();
        for (person, known) in people.into_iter().enumerate() {
            for name in &known.names {
                let place = *places.entry(name).or_insert_with(|| {
                    crowd.names.push((name.clone(), Vec::new()));
                    crowd.names.len() - 1
                });
                crowd.names[place].1.push(person);
            }
        }
        for (place, (name, _)) in crowd.names.iter().enumerate() {
            for beginning in name.beginnings() {
                crowd.longest = crowd.longest.max(beginning.chars().count());
                crowd.by_beginning.entry(beginning.to_owned()).or_default().push(place);
            }
        }
        crowd
    }

    /// Which of them have a name that stands in one of the texts, by their places in that order.
    pub fn standing_in<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<usize> {
        let mut names = BTreeSet::new();
        for (_, word) in texts.into_iter().flat_map(words) {
            let said = Word::of(word);
            names.extend(self.candidates(&said).filter(|place| self.names[*place].0.is(&said)));
        }
        names
            .into_iter()
            .flat_map(|place| self.names[place].1.iter().copied())
            .collect()
    }

    /// The names that begin as a word does, or as it may be meant: every name that it is, is among them.
    fn candidates<'s>(&'s self, word: &'s Word) -> impl Iterator<Item = usize> + 's {
        let spellings = std::iter::once(&word.folded).chain(&word.meant);
        spellings.flat_map(move |spelling| {
            let ends = spelling.char_indices().map(|(at, c)| at + c.len_utf8());
            let beginnings = ends.take(self.longest).map(move |end| &spelling[..end]);
            beginnings
                .filter_map(|beginning| self.by_beginning.get(beginning))
                .flatten()
                .copied()
        })
    }
}

/// A word of a text, taken apart once for all names.
struct Word {
    folded: String,
    has_capital: bool,
    /// What it may mean in Cyrillic, for a word in Latin letters that begins like a name.
    meant: Vec<String>,
}

impl Word {
    fn of(word: &str) -> Self {
        let has_capital = word.chars().next().is_some_and(char::is_uppercase);
        let folded = fold(word);
        let meant = if has_capital { cyrillic(&folded) } else { Vec::new() };
        Self {
            folded,
            has_capital,
            meant,
        }
    }
}

impl Name {
    /// Everything that a word must begin with to be this name: [`Name::is`] says yes to no other.
    fn beginnings(&self) -> BTreeSet<&str> {
        let stems = self.stems.iter().flat_map(Stems::beginnings);
        stems.chain(self.latin.iter().map(String::as_str)).collect()
    }

    fn is(&self, word: &Word) -> bool {
        let is_certain = self.stems.first().is_some_and(|whole| whole.length() >= CERTAIN);
        if !word.has_capital && !is_certain {
            return false;
        }
        let mut stems = self.stems.iter();
        stems.any(|stems| stems.are_in(&word.folded, word.has_capital)) || (word.has_capital && self.is_latin(word))
    }

    /// In Latin letters, also with the endings of Kazakh, and of Russian where enough stands before them.
    fn is_latin(&self, word: &Word) -> bool {
        let plain = word.folded.strip_suffix("'s").unwrap_or(&word.folded);
        let by_passport = self.latin.iter().any(|latin| latin == plain);
        by_passport
            || word.meant.iter().any(|meant| {
                let mut stems = self.stems.iter();
                stems.any(|stems| stems.in_kazakh(meant) || (stems.is_sure() && stems.are_in(meant, true)))
            })
    }
}

/// The runs of letters of a text, with where they begin. Stress marks, soft hyphens and a breve apart from its letter belong to them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| {
        c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
    };
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphabetic)?;
        let length = text[start..].find(|c: char| !is_part(c)).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SYLLABLES: [&str; 12] = [
        "ай", "бек", "вы", "дум", "жан", "ка", "ла", "мар", "ов", "ра", "сын", "ту",
    ];

    /// A name nobody else has, from the number of a person.
    fn name(number: usize) -> String {
        let syllable = |place: u32| SYLLABLES[number / 12_usize.pow(place) % 12];
        let lower: String = (0..4).map(syllable).collect();
        let mut letters = lower.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    #[test]
    fn a_word_is_compared_with_the_names_that_begin_like_it_and_no_others() {
        let compared = |people: usize| {
            let known: Vec<Known> = (0..people).map(|n| Known::of([name(n).as_str()])).collect();
            let crowd = Crowd::of(&known);
            let words: Vec<Word> = (0..people).map(|n| Word::of(&name(n))).collect();
            words.iter().map(|word| crowd.candidates(word).count()).sum::<usize>()
        };
        // Each with each would be sixteen times as many.
        let (few, many) = (compared(500), compared(2_000));
        assert!(few >= 500 && many <= 6 * few, "{few} comparisons, then {many}");
    }

    #[test]
    fn of_many_people_those_are_told_whose_name_stands_there() {
        let known: Vec<Known> = [["Дина", "Вымышлева"], ["Қуаныш", "Ойданұлы"], ["Динара", "Вымышлева"]]
            .iter()
            .map(|names| Known::of(names.iter().copied()))
            .collect();
        let crowd = Crowd::of(&known);
        let found = |text: &str| crowd.standing_in([text]).into_iter().collect::<Vec<_>>();
        assert_eq!(found("Дину увезли"), [0]);
        assert_eq!(found("говорили с Вымышлевой"), [0, 2]);
        assert_eq!(found("Kuanysh was not at home"), [1]);
        assert!(found("динамика за год").is_empty());
        assert_eq!(Crowd::default().standing_in(["Дина"]).len(), 0);
    }

    proptest! {
        #[test]
        fn a_crowd_finds_what_each_of_its_people_finds(
            names in prop::collection::vec("[А-ЯӘҚҰ][а-яәқңұіё]{0,7}|[A-Z][a-z]{1,8}", 1..6),
            tails in prop::collection::vec("[а-яқңі]{0,4}|[a-z]{0,3}|'s", 1..6),
            cut in 0_usize..3,
            around in ".{0,12}",
        ) {
            let known: Vec<Known> = names.iter().map(|name| Known::of([name.as_str()])).collect();
            let crowd = Crowd::of(&known);
            let mut texts = vec![around];
            for name in &names {
                let kept: String = name.chars().take(name.chars().count() - cut.min(name.chars().count())).collect();
                texts.extend(tails.iter().flat_map(|tail| [format!("{kept}{tail}"), format!("{kept}{tail}").to_lowercase()]));
                texts.extend(latin(name));
            }
            for text in &texts {
                let apart: BTreeSet<usize> = (0..known.len()).filter(|n| known[*n].stands_in(text)).collect();
                prop_assert_eq!(&crowd.standing_in([text.as_str()]), &apart, "{}", text);
            }
        }
    }
}
