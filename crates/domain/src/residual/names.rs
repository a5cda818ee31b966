//! Known names in a text, whatever ending they have.

use super::{Class, Finding};
use crate::fold::fold;

/// Shorter names are too often something else.
const SHORTEST: usize = 2;
/// A name of fewer letters counts only with a capital: вера is a word.
const CERTAIN: usize = 6;
/// Endings of Russian declension behind the stem, folded.
const RUSSIAN: &[&str] = &[
    "", "а", "у", "е", "ы", "и", "о", "я", "ю", "ь", "й", "ой", "ей", "ою", "ею", "ом", "ем", "ам", "ям", "ах", "ях",
    "ами", "ями", "ов", "ев", "ого", "его", "ому", "ему", "ая", "ую", "ые", "ых", "ий", "ый", "ин", "ина", "ье", "ьи",
    "ью", "ья",
];
/// Endings of Kazakh: case, possession and company, folded.
const KAZAKH: &[&str] = &[
    "нын", "нин", "дын", "дин", "тын", "тин", "га", "ге", "ка", "ке", "на", "не", "ды", "ди", "ты", "ти", "ны", "ни",
    "н", "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен", "пен", "ым",
    "им", "мыз", "миз", "сы", "си", "лар", "лер", "дар", "дер", "тар", "тер",
];
const VOWELS: &str = "аеиоуыэюя";

/// The names somebody may be recognised by.
#[derive(Clone, Default, Debug)]
pub struct Known {
    names: Vec<Name>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Name {
    /// As written, folded.
    whole: String,
    /// Without the vowel or sign that endings replace.
    stem: String,
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
                if whole.chars().count() < SHORTEST || !word.chars().any(char::is_alphabetic) {
                    continue;
                }
                let name = Name {
                    stem: stem(&whole).to_owned(),
                    latin: latin(word),
                    whole,
                };
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        Self { names: known }
    }

    /// Whether there is nobody to be recognised.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
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
            .filter(|(_, word)| self.names.iter().any(|name| name.is(word)))
            .map(place)
    }
}

impl Name {
    fn is(&self, word: &str) -> bool {
        let has_capital = word.chars().next().is_some_and(char::is_uppercase);
        if !has_capital && self.whole.chars().count() < CERTAIN {
            return false;
        }
        let folded = fold(word);
        if self
            .latin
            .iter()
            .any(|latin| *latin == folded || folded.strip_suffix("'s") == Some(latin))
        {
            return has_capital;
        }
        if folded == self.whole {
            return true;
        }
        // Kazakh endings follow the whole name, Russian ones its stem.
        let kazakh = folded
            .strip_prefix(&self.whole)
            .is_some_and(|ending| KAZAKH.contains(&ending));
        let russian = folded
            .strip_prefix(&self.stem)
            .is_some_and(|ending| RUSSIAN.contains(&ending));
        kazakh || (russian && self.stem.chars().count() >= SHORTEST)
    }
}

/// Without the letter at its end that Russian endings stand in the place of.
fn stem(folded: &str) -> &str {
    let last = folded
        .chars()
        .last()
        .filter(|last| VOWELS.contains(*last) || "йь".contains(*last));
    last.map_or(folded, |last| &folded[..folded.len() - last.len_utf8()])
}

/// The runs of letters of a text, hyphens and apostrophes between letters among them, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphabetic();
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_part)?;
        let length = text[start..].find(|c: char| !is_part(c)).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}

/// A Cyrillic name in Latin letters: by the passport, and as people write it in messengers.
fn latin(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let one = |style: usize| -> String { lower.chars().map(|c| letter(c)[style]).collect() };
    let mut forms = vec![one(0), one(1), one(2)];
    forms.dedup();
    forms.retain(|form| form.len() > SHORTEST);
    forms
}

const fn letter(c: char) -> [&'static str; 3] {
    match c {
        'а' | 'ә' => ["a", "a", "a"],
        'б' => ["b", "b", "b"],
        'в' => ["v", "v", "v"],
        'г' => ["g", "g", "g"],
        'ғ' => ["g", "gh", "g"],
        'д' => ["d", "d", "d"],
        'е' | 'э' => ["e", "e", "e"],
        'ё' => ["yo", "e", "e"],
        'ж' => ["zh", "zh", "j"],
        'з' => ["z", "z", "z"],
        'и' | 'і' => ["i", "i", "i"],
        'й' => ["y", "i", "y"],
        'к' => ["k", "k", "k"],
        'қ' => ["k", "q", "k"],
        'л' => ["l", "l", "l"],
        'м' => ["m", "m", "m"],
        'н' | 'ң' => ["n", "n", "n"],
        'о' | 'ө' => ["o", "o", "o"],
        'п' => ["p", "p", "p"],
        'р' => ["r", "r", "r"],
        'с' => ["s", "s", "s"],
        'т' => ["t", "t", "t"],
        'у' | 'ұ' | 'ү' => ["u", "u", "u"],
        'ф' => ["f", "f", "f"],
        'х' | 'һ' => ["kh", "h", "h"],
        'ц' => ["ts", "ts", "c"],
        'ч' => ["ch", "ch", "ch"],
        'ш' => ["sh", "sh", "sh"],
        'щ' => ["shch", "sch", "sch"],
        'ы' => ["y", "y", "y"],
        'ю' => ["yu", "iu", "yu"],
        'я' => ["ya", "ia", "ya"],
        _ => ["", "", ""],
    }
}
