//! Words that stand for numbers: passphrases offered, recovery codes, fingerprints read aloud.
//!
//! 2048 words a language, eleven bits each; word *i* of every language stands for the same *i*, so one code can be shown
//! in all three. The lists never change once released: a printed recovery code is older than the program that reads it.
//! How they were made: `docs/wordlists.md`.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::lang::Lang;

/// Words in each list.
pub const WORD_COUNT: u16 = 2048;

/// Letters that are enough to name a word.
const PREFIX: usize = 4;

static EN: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../wordlists/en.txt").lines().collect());
static RU: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../wordlists/ru.txt").lines().collect());
static KK: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../wordlists/kk.txt").lines().collect());

/// Every word as typed without its Kazakh letters, in order, so that a prefix finds its neighbours.
static FOLDED: LazyLock<Vec<(String, Lang, u16)>> = LazyLock::new(|| {
    let mut all: Vec<(String, Lang, u16)> = Lang::ALL
        .into_iter()
        .flat_map(|lang| (0..WORD_COUNT).map(move |index| (fold(word(lang, index)), lang, index)))
        .collect();
    all.sort();
    all
});

fn list(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &EN,
        Lang::Ru => &RU,
        Lang::Kk => &KK,
    }
}

/// The word that stands for `index`.
///
/// # Panics
/// When `index` is not below [`WORD_COUNT`]: eleven bits cannot be.
#[must_use]
pub fn word(lang: Lang, index: u16) -> &'static str {
    list(lang)[usize::from(index)]
}

/// Which word a person typed: in any case, with or without its Kazakh letters or ё, whole or its first four letters at
/// least. No guess is made at a word that goes wrong after the fourth letter.
///
/// No word of one language can be taken for one of another.
#[must_use]
pub fn find(text: &str) -> Option<(Lang, u16)> {
    let typed = fold(text.trim());
    let start = FOLDED.partition_point(|(folded, ..)| *folded < typed);
    let (folded, lang, index) = FOLDED.get(start)?;
    let named = *folded == typed || (typed.chars().count() >= PREFIX && folded.starts_with(&typed));
    named.then_some((*lang, *index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn prefix(word: &str) -> String {
        fold(word).chars().take(PREFIX).collect()
    }

    #[test]
    fn every_list_has_2048_words_of_three_to_eight_small_letters() {
        for lang in Lang::ALL {
            assert_eq!(list(lang).len(), usize::from(WORD_COUNT), "{lang}");
            for word in list(lang) {
                assert!((3..=8).contains(&word.chars().count()), "{word}");
                let own = |c: char| match lang {
                    Lang::En => c.is_ascii_lowercase(),
                    Lang::Ru => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".contains(c),
                    Lang::Kk => "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя".contains(c),
                };
                assert!(word.chars().all(own), "{word}");
            }
        }
    }

    #[test]
    fn the_first_four_letters_name_a_word_among_all_three_lists_even_without_kazakh_letters() {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for lang in Lang::ALL {
            for word in list(lang) {
                if let Some(other) = seen.insert(prefix(word), word) {
                    panic!("{word} and {other} begin alike");
                }
            }
        }
    }

    #[test]
    fn a_word_is_found_as_people_type_it() {
        for lang in Lang::ALL {
            for index in 0..WORD_COUNT {
                let word = word(lang, index);
                assert_eq!(find(word), Some((lang, index)), "{word}");
                assert_eq!(find(&word.to_uppercase()), Some((lang, index)), "{word}");
                assert_eq!(find(&fold(word)), Some((lang, index)), "{word}");
                if word.chars().count() >= PREFIX {
                    assert_eq!(find(&prefix(word)), Some((lang, index)), "{word}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_a_word_is_not_found() {
        for text in ["", " ", "abc", "qqqq", "ъъъъ", "abilityx", "abil ity", "я"] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }

    #[test]
    fn three_letters_name_only_a_word_of_three_letters() {
        let short: BTreeSet<String> = Lang::ALL
            .into_iter()
            .flat_map(list)
            .map(|w| fold(w))
            .filter(|w| w.chars().count() == 3)
            .collect();
        for lang in Lang::ALL {
            for word in list(lang) {
                let three: String = fold(word).chars().take(3).collect();
                assert_eq!(find(&three).is_some(), short.contains(&three), "{three}");
            }
        }
    }

    #[test]
    fn the_released_lists_have_not_changed() {
        // FNV-1a over each file: a changed list would turn printed recovery codes into other numbers.
        let sum = |text: &str| {
            text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
        };
        let sums = [EN.join("\n"), RU.join("\n"), KK.join("\n")].map(|text| format!("{:016x}", sum(&text)));
        assert_eq!(sums, ["ed7fd31d3c760831", "a612e1403f7dff1c", "00be4e55e3240c82"]);
    }
}
