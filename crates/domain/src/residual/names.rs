//! Known names in a text, whatever ending they have and in either alphabet.

use super::endings::Stems;
use super::letters::{cyrillic, latin};
use super::{Class, Finding};
use crate::fold::fold;

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

#[derive(Clone, PartialEq, Eq, Debug)]
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
