//! Names in networks, addresses of mail, accounts, plates of cars, numbers of documents.

use super::{Class, Finding};

const NETWORKS: [&str; 12] = [
    "t.me/",
    "telegram.me/",
    "wa.me/",
    "instagram.com/",
    "facebook.com/",
    "fb.com/",
    "vk.com/",
    "ok.ru/",
    "tiktok.com/@",
    "threads.net/@",
    "x.com/",
    "twitter.com/",
];
/// Words for a document, as far as they are the same in every case; folded to small letters only.
const DOCUMENTS: [&str; 9] = [
    "удостоверен",
    "уд. лич",
    "паспорт",
    "куәлі",
    "құжат",
    "төлқұжат",
    "passport",
    "identity card",
    "id card",
];
/// So far behind its word the number of a document may stand, in bytes.
const NEAR: usize = 60;

pub(super) fn find(text: &str, known: &[String]) -> Vec<Finding> {
    let mut found = handles(text);
    found.extend(known_handles(text, known));
    found.extend(accounts_and_plates(text));
    found.extend(documents(text));
    found
}

/// Names in networks that stand in an identity, wherever they stand alone.
fn known_handles(text: &str, known: &[String]) -> Vec<Finding> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for handle in known {
        for (start, _) in lower.match_indices(handle.as_str()) {
            let end = start + handle.len();
            let is_within = lower[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                || lower[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if !is_within {
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

/// Eight or nine digits near the word for a document, perhaps behind the letter of a passport; and a passport's number alone.
fn documents(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let end = text[start..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(text.len(), |length| start + length);
        rest = end;
        let letter = text[..start].chars().next_back().filter(|c| "NНН".contains(*c));
        let from = start - letter.map_or(0, char::len_utf8);
        let stands_alone =
            !text[..from].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric);
        let is_passport = letter.is_some() && end - start == 8;
        if stands_alone && (is_passport || (matches!(end - start, 8 | 9) && is_named(&text[..from]))) {
            found.push(Finding {
                class: Class::Document,
                start: from,
                end,
            });
        }
    }
    found
}

fn is_named(before: &str) -> bool {
    let mut from = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = before[from..].to_lowercase();
    DOCUMENTS.iter().any(|word| near.contains(word))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

/// Before the @ of an address more signs may stand than in a name behind it.
fn is_box(c: char) -> bool {
    is_name(c) || c == '+'
}

fn handles(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let behind = run(&text[at + 1..]);
        let before: usize = text[..at]
            .chars()
            .rev()
            .take_while(|c| is_box(*c))
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
        let typed: fn(char) -> bool = |c| c.is_ascii_digit() || c.is_ascii_lowercase();
        let any: fn(char) -> bool = |c| c.is_ascii_alphanumeric();
        let start = letters[at].0;
        if text[start..].starts_with("KZ")
            && let Some(end) = taken(&[(any, 20)]).or_else(|| taken(&[(any, 4); 5]))
        {
            found.push(Finding {
                class: Class::Account,
                start,
                end,
            });
        } else if let Some(end) = taken(&[(digit, 3), (letter, 3), (digit, 2)])
            .or_else(|| taken(&[(digit, 3), (letter, 2), (digit, 2)]))
            .or_else(|| taken(&[(letter, 1), (digit, 3), (letter, 3)]))
            .or_else(|| taken(&[(typed, 8)]).filter(|end| is_plate(&text[start..*end])))
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

/// In small letters only without spaces: 123abc02.
fn is_plate(word: &str) -> bool {
    let digits: String = word
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { 'a' })
        .collect();
    digits == "000aaa00"
}
