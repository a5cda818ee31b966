//! Numbers of telephones, people and cards: groups of digits, and which of them belong together.
//!
//! A date or a sum may stand right before or behind a number, so groups are tried together from each one on, and a
//! telephone or card counts only in the groups people write it in.

use super::{Class, Finding};
use chrono::NaiveDate;

/// Most groups one number is written in: `+7 (700) 0 0 0 0 1 2 3` is nobody's habit, pairs are.
const GROUPS: usize = 8;
/// Most signs between two groups of one number, as in `) - `.
const BETWEEN: usize = 3;
/// The first digits of mobile numbers of Kazakhstan, and of Russia, behind the 8 or 7.
const MOBILE: [&str; 4] = ["70", "747", "77", "9"];

/// A run of digits.
struct Group<'t> {
    digits: &'t str,
    start: usize,
    end: usize,
    /// The group behind it may belong to the same number.
    joins: bool,
    /// A plus stands before it.
    plus: bool,
}

pub(super) fn find(text: &str, known: &[String]) -> Vec<Finding> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match number_at(&groups[at..], known) {
            Some((class, taken)) => {
                let first = &groups[at];
                found.push(Finding {
                    class,
                    start: first.start - usize::from(first.plus),
                    end: groups[at + taken - 1].end,
                });
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let end = text[start..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(text.len(), |length| start + length);
        rest = end;
        let before = text[..start].chars().next_back();
        if before.is_some_and(char::is_alphabetic) || text[end..].starts_with(char::is_alphabetic) {
            continue;
        }
        let plus = before == Some('+');
        if let Some(last) = groups.last_mut() {
            let between = &text[last.end..start];
            last.joins = !plus && between.chars().count() <= BETWEEN && between.chars().all(is_between);
        }
        groups.push(Group {
            digits: &text[start..end],
            start,
            end,
            joins: false,
            plus,
        });
    }
    groups
}

const fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '\u{2009}' | '\u{2010}'..='\u{2013}' | '\u{202f}'
    )
}

/// The class of the number that begins with the first group, and how many groups it takes.
fn number_at(groups: &[Group<'_>], known: &[String]) -> Option<(Class, usize)> {
    let (mut number, mut lengths) = (String::new(), Vec::new());
    let mut found = None;
    for (n, group) in groups.iter().take(GROUPS).enumerate() {
        number.push_str(group.digits);
        lengths.push(group.digits.len());
        let class = if groups[0].plus {
            is_international(&number).then_some(Class::Phone)
        } else {
            known_class(&number, known).or_else(|| class_of(&number, &lengths))
        };
        if let Some(class) = class {
            found = Some((class, n + 1));
            // Only abroad may a longer number be the same one.
            if !groups[0].plus {
                break;
            }
        }
        if !group.joins {
            break;
        }
    }
    found
}

/// Numbers with +: of a country whose numbers have one length it is that one.
fn is_international(number: &str) -> bool {
    const LENGTHS: [(&str, usize); 9] = [
        ("7", 11),
        ("996", 12),
        ("998", 12),
        ("992", 12),
        ("993", 11),
        ("994", 12),
        ("375", 12),
        ("380", 12),
        ("90", 12),
    ];
    let own = LENGTHS.iter().find(|(country, _)| number.starts_with(country));
    own.map_or((11..=15).contains(&number.len()), |(_, length)| number.len() == *length)
}

/// A number that stands in an identity, also without what a telephone number begins with.
fn known_class(number: &str, known: &[String]) -> Option<Class> {
    let is_known = known
        .iter()
        .any(|one| one == number || (number.len() >= 10 && one.ends_with(number)));
    is_known.then(|| match number.len() {
        12 if is_iin(number) => Class::Iin,
        13.. => Class::Account,
        10..=12 => Class::Phone,
        _ => Class::Document,
    })
}

/// Sums are written in threes from behind: eleven digits of one begin with two.
fn class_of(number: &str, lengths: &[usize]) -> Option<Class> {
    let first = lengths[0];
    let is_even = lengths.iter().all(|length| *length == first);
    match number.len() {
        10 if (first == 3 || first == 10) && is_mobile(number) => Some(Class::Phone),
        11 if ![2, 3].contains(&first) && is_domestic(number) => Some(Class::Phone),
        12 if (first == 6 || is_even) && is_iin(number) => Some(Class::Iin),
        13..=19 if is_card(number, lengths) => Some(Class::Account),
        _ => None,
    }
}

/// Ten digits without the 8: only of mobile telephones, for anything may have ten digits.
fn is_mobile(number: &str) -> bool {
    MOBILE.iter().take(3).any(|code| number.starts_with(code))
}

/// Behind 8 or 7: a mobile of either country, or a town of Kazakhstan.
fn is_domestic(number: &str) -> bool {
    number.strip_prefix(['7', '8']).is_some_and(|rest| {
        let has_code = MOBILE.iter().any(|code| rest.starts_with(code));
        has_code || rest.starts_with("71") || rest.starts_with("72")
    })
}

/// Length and beginning of a payment card, in the groups that stand on it, with its checksum (ISO/IEC 7812-1).
fn is_card(number: &str, lengths: &[usize]) -> bool {
    let is_grouped = match lengths {
        [_] | [4, 6, 5] => true,
        [most @ .., last] => most.iter().all(|length| *length == 4) && *last <= 4,
        [] => false,
    };
    let network = match number.len() {
        15 => number.starts_with("34") || number.starts_with("37"),
        16 => number.starts_with(['2', '3', '4', '5', '6', '9']),
        13 => number.starts_with('4'),
        _ => number.starts_with('6'),
    };
    is_grouped && network && passes_luhn(number)
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
