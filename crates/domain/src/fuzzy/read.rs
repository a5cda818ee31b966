//! Written words as a date, with what was told kept beside it.

use chrono::NaiveDate;

use super::resolve::Told;
use super::{FuzzyDate, lexer, phrase};

/// What was read from words.
#[derive(Clone, PartialEq, Eq)]
pub struct Reading {
    /// The date. Words in quotes after it are its `as_told`.
    pub date: FuzzyDate,
    /// The words name these days by themselves. "Early June" and "yesterday" do not: a rule of ours made days of them.
    pub is_plain: bool,
}

/// Quotes in brackets, as [`crate::words::date_text`] puts them around the person's own words.
const QUOTES: [(&str, &str); 3] = [("(«", "»)"), ("(“", "”)"), ("(\"", "\")")];

impl FuzzyDate {
    /// The date that was told in these words on this day. Never fails: what is not understood is unknown, as told.
    ///
    /// The words are kept unless they are one of the canonical forms ([`str::parse`]). A year that nobody named is not added.
    #[must_use]
    pub fn told(text: &str, today: NaiveDate) -> Self {
        if let Ok(date) = text.parse() {
            return date;
        }
        let told = Some(text.trim().to_owned()).filter(|told| !told.is_empty());
        match read(text, Some(today)) {
            Some(Reading { date, is_plain: _ }) => Self {
                as_told: date.as_told.or(told),
                ..date
            },
            None => Self::unknown(told),
        }
    }
}

/// Reads words in any of the three languages; `None` when they are no date. Without a day to tell them against, "yesterday" is
/// none.
///
/// # Security
/// Anybody's text: its length is bounded, and reading takes a time in proportion to it.
#[must_use]
pub fn read(text: &str, today: Option<NaiveDate>) -> Option<Reading> {
    let may_guess = false;
    read_with(text, Told { today, may_guess })
}

/// A date that may be meant where a year is missing: the last one that had begun by `today`. Only ever offered, because it is a
/// guess; `None` where nothing needs guessing.
#[must_use]
pub fn propose(text: &str, today: NaiveDate) -> Option<FuzzyDate> {
    let told = |may_guess| Told {
        today: Some(today),
        may_guess,
    };
    if text.parse::<FuzzyDate>().is_ok() || read_with(text, told(false)).is_some() {
        return None;
    }
    let Reading { date, is_plain: _ } = read_with(text, told(true))?;
    Some(FuzzyDate {
        as_told: date.as_told.or_else(|| Some(text.trim().to_owned())),
        ..date
    })
}

fn read_with(text: &str, told: Told) -> Option<Reading> {
    let (words, quoted) = without_quote(text.trim());
    let whole = lexer::tokens(words).and_then(|tokens| phrase::read(&tokens, told));
    let reading = whole.or_else(|| narrowed(words, told))?;
    Some(Reading {
        date: FuzzyDate {
            as_told: quoted.map(str::to_owned),
            ..reading.date
        },
        ..reading
    })
}

/// "In the spring of 2025, I think in April": the narrower of two dates with a comma between, when it lies within the other. Where
/// it names no year, that of the other is meant.
fn narrowed(words: &str, told: Told) -> Option<Reading> {
    let (wide, narrow) = words.split_once(',')?;
    let wide = phrase::read(&lexer::tokens(wide)?, told)?;
    let outer = wide.date.possible()?;
    let last = outer.last().or(outer.first())?;
    let within = |tokens: &str, told| {
        let reading = phrase::read(&lexer::tokens(tokens)?, told)?;
        let day = reading.date.from?..=reading.date.to?;
        let is_inside = outer.first().is_none_or(|first| first <= *day.start())
            && outer.last().is_none_or(|last| *day.end() <= last);
        is_inside.then_some(reading)
    };
    // As it would be told on the last day of the other: the year is then the one that is meant.
    let then = Told {
        today: Some(last),
        may_guess: true,
    };
    within(narrow, told).or_else(|| within(narrow, then))
}

/// `5 марта 2023 («вчера»)` in its two pieces.
fn without_quote(text: &str) -> (&str, Option<&str>) {
    for (open, close) in QUOTES {
        let pieces = text.strip_suffix(close).and_then(|text| text.split_once(open));
        if let Some((words, quoted)) = pieces.filter(|(_, quoted)| !quoted.trim().is_empty()) {
            return (words, Some(quoted.trim()));
        }
    }
    (text, None)
}
