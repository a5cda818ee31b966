//! The canonical forms: what programs write, and what needs no words kept beside it.
//!
//! `2025`, `2025-09`, `2025-09-28`, `2025-09-28T23:10+05:00`; `before`, `after` or `about` one of them; `A..B`; `unknown`.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate};

use super::{FuzzyDate, NotADate, Precision, calendar, span::Span};

impl FromStr for FuzzyDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let read = match text.trim() {
            "unknown" | "?" => Some(Self::unknown(None)),
            text => bounded(text).or_else(|| exact(text)),
        };
        read.ok_or(NotADate)?.checked()
    }
}

/// Like the words for it: before the first day of what is named, after its last day.
fn bounded(text: &str) -> Option<FuzzyDate> {
    let after = |word: &str| text.strip_prefix(word).and_then(|rest| plain(rest.trim()));
    if let Some(span) = after("before ") {
        let to = span.first();
        return Some(FuzzyDate {
            to,
            ..FuzzyDate::blank(Precision::Before)
        });
    }
    if let Some(span) = after("after ") {
        let from = span.last();
        return Some(FuzzyDate {
            from,
            ..FuzzyDate::blank(Precision::After)
        });
    }
    if let Some(span) = after("about ") {
        let precision = Precision::About;
        return Some(FuzzyDate {
            precision,
            ..FuzzyDate::named(span.first()?, span.last()?)
        });
    }
    let Some((from, to)) = text.split_once("..") else {
        return plain(text).and_then(|span| Some(FuzzyDate::named(span.first()?, span.last()?)));
    };
    let (from, to) = (plain(from.trim())?, plain(to.trim())?);
    Some(FuzzyDate::named(from.first()?, to.last()?))
}

fn exact(text: &str) -> Option<FuzzyDate> {
    let with_minutes = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z");
    let time = DateTime::parse_from_rfc3339(text).or_else(|_| with_minutes()).ok()?;
    let day = time.date_naive();
    Some(FuzzyDate {
        time: Some(time),
        precision: Precision::ExactTime,
        ..FuzzyDate::named(day, day)
    })
}

fn plain(text: &str) -> Option<Span> {
    let parts: Vec<&str> = text.split('-').collect();
    let year = |y| i32::try_from(digits(y, 4)?).ok();
    match *parts.as_slice() {
        [y] => calendar::year(year(y)?),
        [y, m] => calendar::month(year(y)?, digits(m, 2)?),
        [y, m, d] => {
            let day = NaiveDate::from_ymd_opt(year(y)?, digits(m, 2)?, digits(d, 2)?)?;
            Span::of_days(day, day)
        }
        _ => None,
    }
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
