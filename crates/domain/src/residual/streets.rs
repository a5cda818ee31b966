//! Addresses: a street or quarter, what it is called, and a number of a house.

use super::{Class, Finding};

/// Words for a street, as far as they are the same in every case, in small letters.
const STEMS: [&str; 12] = [
    "улиц",
    "проспект",
    "переул",
    "микрорайон",
    "бульвар",
    "шоссе",
    "тупик",
    "квартал",
    "көше",
    "даңғыл",
    "ықшамаудан",
    "тұйығ",
];
/// Shortened, with or without the full stop.
const SHORT: [&str; 12] = [
    "ул",
    "пр",
    "пр-т",
    "пр-кт",
    "просп",
    "пер",
    "мкр",
    "мкрн",
    "мкр-н",
    "б-р",
    "көш",
    "ш",
];
/// A quarter has a number itself; a street has a name.
const QUARTERS: [&str; 5] = ["мкр", "мкрн", "мкр-н", "микрорайон", "ықшамаудан"];
/// Of a house and what is in it.
const HOUSE: [&str; 13] = [
    "кв",
    "квартира",
    "пәтер",
    "үй",
    "үйі",
    "үйде",
    "д",
    "дом",
    "доме",
    "корп",
    "к",
    "строение",
    "подъезд",
];
const LATIN: [&str; 6] = ["street", "st", "avenue", "ave", "road", "lane"];
/// So many words may stand between a street and the number of a house: its name, and "дом".
const REACH: usize = 5;
/// A number of a house has no more digits.
const LONGEST: usize = 4;

/// A word without the signs around it.
struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    lower: String,
    /// A sentence or a clause ends behind it.
    stops: bool,
}

pub(super) fn find(text: &str) -> Vec<Finding> {
    let words = words(text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let place = if LATIN.contains(&words[at].lower.as_str()) {
            in_english(&words, at)
        } else {
            let is_street = is_street(&words[at].lower);
            is_street.then(|| around(&words, at)).flatten()
        };
        if let Some((start, end)) = place {
            found.push(Finding {
                class: Class::Address,
                start,
                end,
            });
        }
    }
    found
}

/// Words between spaces and commas; a full stop behind a shortened word ends it too: ул.Вымышленной.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/');
    let mut rest = 0;
    while let Some(start) = text[rest..].find(char::is_alphanumeric).map(|at| rest + at) {
        let length = text[start..].find(|c: char| !is_word(c));
        let end = length.map_or(text.len(), |length| start + length);
        rest = end;
        let word = &text[start..end];
        let behind = &text[end..];
        words.push(Word {
            start,
            end,
            text: word,
            lower: word.to_lowercase(),
            stops: behind.starts_with(['!', '?', ';', ':', '\n']),
        });
    }
    words
}

fn is_street(lower: &str) -> bool {
    SHORT.contains(&lower) || STEMS.iter().any(|stem| lower.starts_with(stem))
}

fn is_named(word: &Word<'_>) -> bool {
    word.text.starts_with(char::is_uppercase)
}

/// The digits of a number of a house: 12, 12А, 12-5, 12/1.
fn house(word: &Word<'_>) -> Option<usize> {
    let digits = word.text.chars().take_while(char::is_ascii_digit).count();
    (1..=LONGEST).contains(&digits).then(|| {
        let rest = &word.text[digits..];
        let flat = rest
            .strip_prefix(['-', '/'])
            .map_or(0, |flat| flat.bytes().take_while(u8::is_ascii_digit).count());
        let mut letters = rest.chars();
        let letter = letters.next().filter(|c| c.is_alphabetic() && letters.next().is_none());
        digits
            + if flat > 0 {
                1 + flat
            } else {
                letter.map_or(0, char::len_utf8)
            }
    })
}

/// The name before or behind the street, and the last number of the house behind it.
fn around(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let is_quarter = QUARTERS.iter().any(|quarter| words[at].lower.starts_with(quarter));
    let before = at
        .checked_sub(1)
        .map(|before| &words[before])
        .filter(|word| !word.stops);
    let is_name = |word: &&Word<'_>| is_named(word) || (is_quarter && house(word).is_some());
    let named_before = before.filter(|word| is_name(word) && !is_street(&word.lower));
    let mut has_name = named_before.is_some() || is_quarter;
    let mut end = None;
    for word in words[at + 1..].iter().take(REACH) {
        if let Some(length) = house(word) {
            end = has_name.then_some(word.start + length).or(end);
        } else if end.is_some() && !HOUSE.contains(&word.lower.as_str()) {
            break;
        }
        has_name |= is_named(word);
        if word.stops {
            break;
        }
    }
    let is_behind = words.get(at + 1).is_some_and(is_named);
    // "Ойдан көшесі", but not "В улице Ойдан".
    let start = named_before
        .filter(|_| !is_behind)
        .map_or(words[at].start, |word| word.start);
    Some((start, end?))
}

/// A number, a name and the word: 14 Invented Street.
fn in_english(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let before = &words[at.saturating_sub(3)..at];
    let number = before
        .iter()
        .find(|word| word.text.len() <= LONGEST && word.text.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_called = before.last().is_some_and(|word| is_named(word));
    is_called.then_some((number.start, words[at].end))
}
