//! The order of an alphabet, as keys that compare byte by byte: for sorting where no library of collations is, in SQL.
//!
//! Kazakh and Russian put their letters before Latin ones, English the other way round. Letter case and signs do not count,
//! digits come before letters and by their value. Two texts with one key differ in nothing the order knows.

use crate::lang::Lang;
use unicode_normalization::UnicodeNormalization;

const KAZAKH: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
/// Russian readers look for ә under а, and for і under и.
const RUSSIAN: &str = "аәбвгғдеёжзиійкқлмнңоөпрстуүұфхһцчшщъыьэюя";
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";

/// Longest text that counts, in characters: titles differ sooner.
const LIMIT: usize = 60;
/// Where letters begin, behind the digits; those of the other script behind these.
const LETTERS: u8 = 0x30;
const OTHER_SCRIPT: u8 = 0x70;
const ELSEWHERE: u8 = 0xb0;

/// The key of a text in the alphabet of a language: letters, digits and gaps, nothing else.
#[must_use]
pub fn sort_key(text: &str, lang: Lang) -> Vec<u8> {
    let (own, other) = match lang {
        Lang::Kk => (KAZAKH, LATIN),
        Lang::Ru => (RUSSIAN, LATIN),
        Lang::En => (LATIN, RUSSIAN),
    };
    let mut key = Vec::new();
    let mut digits = String::new();
    let folded: String = text.nfc().flat_map(char::to_lowercase).take(LIMIT).collect();
    for c in folded.chars() {
        if let Some(digit) = c.to_digit(10) {
            digits.push(char::from(b'0' + u8::try_from(digit).unwrap_or_default()));
            continue;
        }
        number(&mut key, &mut digits);
        if let Some(place) = place_in(own, c) {
            key.push(LETTERS + place);
        } else if let Some(place) = place_in(other, c) {
            key.push(OTHER_SCRIPT + place);
        } else if c.is_alphabetic() {
            key.push(ELSEWHERE);
            key.extend(c.to_string().bytes());
        } else if key.last().is_some_and(|last| *last != 1) {
            key.push(1);
        }
    }
    number(&mut key, &mut digits);
    while key.last() == Some(&1) {
        key.pop();
    }
    key
}

/// A number by its value: how many digits it has, then they themselves.
fn number(key: &mut Vec<u8>, digits: &mut String) {
    let value = digits.trim_start_matches('0');
    if !digits.is_empty() {
        key.push(2 + u8::try_from(value.len()).unwrap_or(20).min(20));
        key.extend(value.bytes().map(|digit| digit - b'0' + 2));
    }
    digits.clear();
}

fn place_in(alphabet: &str, c: char) -> Option<u8> {
    let place = alphabet.chars().position(|letter| letter == c)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(lang: Lang, words: &[&str]) {
        let mut found = words.to_vec();
        found.reverse();
        found.sort_by_key(|word| sort_key(word, lang));
        assert_eq!(found, words);
    }

    #[test]
    fn each_language_has_its_own_order() {
        sorted(
            Lang::Kk,
            &[
                "10 үй",
                "Ай",
                "Әже",
                "Гүл",
                "Ғалым",
                "Ел",
                "Ёлка",
                "Кеш",
                "Қар",
                "Нан",
                "Ңан",
                "Ойын",
                "Өзен",
                "Суық",
                "Тұз",
                "Түн",
                "Хат",
                "Һәм",
                "Ыдыс",
                "Іс",
                "Эхо",
                "Night",
            ],
        );
        sorted(
            Lang::Ru,
            &[
                "2 отказа",
                "10 отказов",
                "Адрес",
                "Әже",
                "Ель",
                "Ёлка",
                "Жалоба",
                "Ива",
                "Іс",
                "Йод",
                "Кража",
                "Қар",
                "Ыдыс",
                "Night",
            ],
        );
        sorted(Lang::En, &["7 days", "Arrest", "Night", "Zone", "Арест", "Әже", "Ночь"]);
    }

    #[test]
    fn case_signs_and_spaces_do_not_count_and_numbers_do_by_their_value() {
        for (a, b) in [("«Дело»", "дело"), ("  Дело № 7 ", "дело 7"), ("дело 007", "Дело 7")]
        {
            assert_eq!(sort_key(a, Lang::Ru), sort_key(b, Lang::Ru), "{a}");
        }
        sorted(Lang::Ru, &["дело", "дело 2", "дело 10", "дело 10 б", "делократия"]);
    }

    proptest! {
        #[test]
        fn a_key_is_short_and_the_same_each_time(text in ".{0,200}") {
            for lang in Lang::ALL {
                let key = sort_key(&text, lang);
                prop_assert!(key.len() <= LIMIT * 5);
                prop_assert_eq!(&key, &sort_key(&text, lang));
            }
        }
    }
}
