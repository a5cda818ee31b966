//! Counts and shares as they are written.

use super::measure::{self, Size};
use super::{Count, Words, clean::clean};
use sandyq_domain::lang::Lang;
use sandyq_domain::words::number_text;

impl Words {
    /// A count as it stands in a table. A sign that is empty would look like a gap, so it never is.
    pub(super) fn count(&self, count: Count) -> String {
        match count {
            Count::Known(n) => number_text(n, self.lang),
            Count::Suppressed => sign(&self.suppressed, "•"),
            Count::NotCounted => sign(&self.not_counted, "–"),
        }
    }

    /// The same where there is little room. A number is never cut: one without room is written by its magnitude, and stands
    /// whole in the table and in the tooltip.
    pub(super) fn count_within(&self, count: Count, room: i32, size: Size) -> String {
        let whole = self.count(count);
        match count {
            _ if measure::width(&whole, size) <= room => whole,
            Count::Known(n) => magnitude(n),
            Count::Suppressed | Count::NotCounted => measure::lines(&whole, room, size, 1).concat(),
        }
    }

    /// What the sign of a suppressed count means: `*: …`.
    pub(super) fn suppressed_legend(&self) -> String {
        meaning(&self.count(Count::Suppressed), &self.suppressed_means)
    }

    /// What the sign of what was not counted means.
    pub(super) fn not_counted_legend(&self) -> String {
        meaning(&self.count(Count::NotCounted), &self.not_counted_means)
    }

    /// What part of another count this one is; nothing unless both are known, so that none tells a suppressed one.
    pub(super) fn share(&self, part: Count, of: Count) -> Option<String> {
        let (Count::Known(part), Count::Known(of)) = (part, of) else {
            return None;
        };
        Some(self.percent(part, of)).filter(|_| of > 0)
    }

    /// In whole hundredths. Not all is never 100, and not nothing is never 0.
    fn percent(&self, part: u64, of: u64) -> String {
        let (part, of) = (u128::from(part), u128::from(of.max(1)));
        let rounded = (part * 100 + of / 2) / of;
        let (less, hundredths) = match rounded {
            0 if part > 0 => ("<", 1),
            100 if part < of => (">", 99),
            whole => ("", whole),
        };
        let number = number_text(u64::try_from(hundredths).unwrap_or(u64::MAX), self.lang);
        let gap = match self.lang {
            Lang::En => "",
            Lang::Ru | Lang::Kk => "\u{a0}",
        };
        format!("{less}{number}{gap}%")
    }
}

fn sign(given: &str, usual: &str) -> String {
    let given = clean(given);
    if given.is_empty() { usual.to_owned() } else { given }
}

/// Nothing, if nobody says what it means.
fn meaning(sign: &str, means: &str) -> String {
    let means = clean(means);
    if means.is_empty() {
        return means;
    }
    format!("{sign}: {means}")
}

/// `~10⁶` for a million and a half.
fn magnitude(n: u64) -> String {
    let exponent = n.max(1).ilog10().to_string();
    let raised = exponent.bytes().map(|digit| match digit {
        b'1' => '¹',
        b'2' => '²',
        b'3' => '³',
        b'4' => '⁴',
        b'5' => '⁵',
        b'6' => '⁶',
        b'7' => '⁷',
        b'8' => '⁸',
        b'9' => '⁹',
        _ => '⁰',
    });
    "~10".chars().chain(raised).collect()
}

/// The greatest known count, at least 1: what lengths and shades are measured by.
pub(super) fn greatest(counts: impl Iterator<Item = u128>) -> u128 {
    counts.max().unwrap_or(0).max(1)
}

/// What is known of a count; a suppressed one weighs nothing.
pub(super) fn known(count: Count) -> u128 {
    match count {
        Count::Known(n) => u128::from(n),
        Count::Suppressed | Count::NotCounted => 0,
    }
}

/// A length in proportion; what is not nothing is at least two pixels long.
pub(super) fn length(n: u128, greatest: u128, room: i32) -> i32 {
    let room_u = u128::try_from(room.max(0)).unwrap_or(0);
    let exact = i32::try_from(n.min(greatest) * room_u / greatest.max(1)).unwrap_or(room);
    if n > 0 { exact.max(2) } else { 0 }
}
