//! Numbers, addresses of networks and streets: what leads to somebody without a name.

use super::{Class, Finding};
use chrono::NaiveDate;

/// How far behind a street its house may stand, in characters.
const HOUSE: usize = 34;
const STREETS: [&str; 22] = [
    "ул.",
    "улица",
    "улице",
    "улицы",
    "пр.",
    "просп.",
    "проспект",
    "проспекте",
    "пер.",
    "переулок",
    "мкр",
    "мкр.",
    "мкрн",
    "микрорайон",
    "микрорайоне",
    "көш.",
    "көшесі",
    "көшесінде",
    "көшесінің",
    "даңғылы",
    "даңғылында",
    "ықшамауданы",
];
const LATIN_STREETS: [&str; 6] = ["street", "st.", "avenue", "ave.", "road", "lane"];
const NETWORKS: [&str; 8] = [
    "t.me/",
    "wa.me/",
    "instagram.com/",
    "facebook.com/",
    "vk.com/",
    "tiktok.com/@",
    "x.com/",
    "twitter.com/",
];

pub fn find(text: &str) -> Vec<Finding> {
    let mut found = digits(text);
    found.extend(handles(text));
    found.extend(accounts_and_plates(text));
    found.extend(addresses(text));
    found
}

/// Runs of digits with spaces, hyphens and brackets between them.
fn digits(text: &str) -> Vec<Finding> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&(start, c)) = letters.get(at) {
        let before = at.checked_sub(1).map(|before| letters[before].1);
        let begins =
            c.is_ascii_digit() || (c == '+' && letters.get(at + 1).is_some_and(|(_, next)| next.is_ascii_digit()));
        if !begins || before.is_some_and(char::is_alphanumeric) {
            at += 1;
            continue;
        }
        let (mut number, mut end, mut next) = (String::new(), start, at);
        while let Some(&(place, c)) = letters.get(next) {
            if c.is_ascii_digit() {
                number.push(c);
                end = place + 1;
            } else if !(matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}') || (c == '+' && next == at)) || place >= end + 3 {
                break;
            }
            next += 1;
        }
        let follows = letters
            .get(next)
            .is_some_and(|(place, c)| *place == end && c.is_alphabetic());
        if !follows && let Some(class) = class_of(&number, c == '+') {
            found.push(Finding { class, start, end });
        }
        at = next.max(at + 1);
    }
    found
}

fn class_of(number: &str, is_international: bool) -> Option<Class> {
    match number.len() {
        11..=15 if is_international => Some(Class::Phone),
        11 if number.starts_with("77") || number.starts_with("87") => Some(Class::Phone),
        12 if is_iin(number) => Some(Class::Iin),
        13..=19 if passes_luhn(number) => Some(Class::Account),
        _ => None,
    }
}

/// Day of birth, century, and the control digit in either of its two weightings.
fn is_iin(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let [year, month, day] = [0, 2, 4].map(|at| digits[at] * 10 + digits[at + 1]);
    let century = match digits[6] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return false,
    };
    let born = i32::try_from(century + year).ok();
    let is_a_day = born.is_some_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some());
    let sum = |shift: u32| -> u32 {
        (0..11_u32)
            .zip(&digits)
            .map(|(n, digit)| digit * ((n + shift) % 11 + 1))
            .sum::<u32>()
            % 11
    };
    let control = match sum(0) {
        10 => sum(2),
        control => control,
    };
    is_a_day && control < 10 && control == digits[11]
}

/// The checksum of payment cards (ISO/IEC 7812-1).
fn passes_luhn(number: &str) -> bool {
    let digits = number.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 = digits
        .map(|(n, digit)| match n % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && number.bytes().any(|digit| digit != b'0')
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

fn handles(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let behind = run(&text[at + 1..]);
        let before: usize = text[..at]
            .chars()
            .rev()
            .take_while(|c| is_name(*c))
            .map(char::len_utf8)
            .sum();
        let (start, end) = (at - before, at + 1 + behind);
        if before > 0 && text[at + 1..end].contains('.') {
            found.push(Finding {
                class: Class::Mail,
                start,
                end,
            });
        } else if before == 0 && behind > 2 {
            found.push(Finding {
                class: Class::Handle,
                start,
                end,
            });
        }
    }
    let lower = text.to_ascii_lowercase();
    for network in NETWORKS {
        for (start, _) in lower.match_indices(network) {
            let stands_alone = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
            let behind = run(&text[start + network.len()..]);
            if stands_alone && behind > 2 {
                let end = start + network.len() + behind;
                found.push(Finding {
                    class: Class::Handle,
                    start,
                    end,
                });
            }
        }
    }
    found
}

/// How far a name in a network goes; a full stop at its end is the sentence's.
fn run(text: &str) -> usize {
    let end = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-']).len()
}

/// So many signs of one sort.
type Group = (fn(char) -> bool, usize);

/// IBAN of Kazakhstan, and plates in Latin or Cyrillic letters that look alike.
fn accounts_and_plates(text: &str) -> Vec<Finding> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    for at in 0..letters.len() {
        if at
            .checked_sub(1)
            .is_some_and(|before| letters[before].1.is_alphanumeric())
        {
            continue;
        }
        // Spaces may stand between the groups, not within them.
        let taken = |pattern: &[Group]| -> Option<usize> {
            let mut next = at;
            for (n, (fits, length)) in pattern.iter().enumerate() {
                if n > 0 && letters.get(next).is_some_and(|(_, c)| *c == ' ') {
                    next += 1;
                }
                for _ in 0..*length {
                    letters.get(next).filter(|(_, c)| fits(*c))?;
                    next += 1;
                }
            }
            let ends = letters.get(next).is_none_or(|(_, c)| !c.is_alphanumeric());
            ends.then(|| letters.get(next).map_or(text.len(), |(place, _)| *place))
        };
        let digit: fn(char) -> bool = |c| c.is_ascii_digit();
        let letter: fn(char) -> bool = |c| c.is_ascii_uppercase() || "АВЕКМНОРСТУХ".contains(c);
        let any: fn(char) -> bool = |c| c.is_ascii_alphanumeric();
        let start = letters[at].0;
        if text[start..].starts_with("KZ")
            && let Some(end) = taken(&[(any, 20)])
        {
            found.push(Finding {
                class: Class::Account,
                start,
                end,
            });
        } else if let Some(end) = taken(&[(digit, 3), (letter, 3), (digit, 2)])
            .or_else(|| taken(&[(digit, 3), (letter, 2), (digit, 2)]))
            .or_else(|| taken(&[(letter, 1), (digit, 3), (letter, 3)]))
        {
            found.push(Finding {
                class: Class::Plate,
                start,
                end,
            });
        }
    }
    found
}

/// A street or quarter with a number of a house behind it, or in front of it in English.
fn addresses(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let words: Vec<(usize, &str)> = text
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect();
    for (n, (start, word)) in words.iter().enumerate() {
        let plain = word.trim_matches([',', ';', '(', ')', '«', '»']).to_lowercase();
        if STREETS.contains(&plain.as_str()) || STREETS.contains(&plain.trim_end_matches('.')) {
            if let Some(end) = last_number(&words[n + 1..], *start) {
                found.push(Finding {
                    class: Class::Address,
                    start: *start,
                    end,
                });
            }
        } else if LATIN_STREETS.contains(&plain.as_str())
            && let Some((from, _)) = words[n.saturating_sub(3)..n].iter().find(|(_, word)| is_number(word))
            && words[..n]
                .last()
                .is_some_and(|(_, word)| word.starts_with(char::is_uppercase))
        {
            let end = start + word.trim_end_matches([',', '.', ';']).len();
            found.push(Finding {
                class: Class::Address,
                start: *from,
                end,
            });
        }
    }
    found
}

/// The end of the last number within reach: of the house, or of the flat in it.
fn last_number(words: &[(usize, &str)], from: usize) -> Option<usize> {
    let near = words.iter().take_while(|(start, _)| start - from < HOUSE * 2).take(6);
    let mut end = None;
    for (start, word) in near {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits.len() < 5 {
            end = Some(start + digits.len());
        } else if end.is_some()
            && !["кв.", "кв", "пәтер", "үй", "д.", "дом", "корп.", "к."].contains(&word.trim_end_matches(','))
        {
            break;
        }
    }
    end
}

fn is_number(word: &str) -> bool {
    word.len() < 5 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
