//! Dates as people remember them: an interval, how precise it is, and the person's own words.
//!
//! A date is civil, without a zone; only an exact time carries its offset. Counting uses the interval, never the words. Words
//! are read by [`FuzzyDate::told`] against a day that is handed in; there is no clock here. What is not understood is no error:
//! it is an unknown date, with the words kept.

mod calendar;
mod clock;
mod iso;
mod lexer;
mod lexicon;
mod numeric;
mod order;
mod parts;
mod phrase;
mod range;
mod read;
mod resolve;
mod span;
mod standing;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub use calendar::day_in_kazakhstan;
pub use read::{Reading, propose, read};
pub use span::Span;
pub use standing::Standing;

/// Years a date may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2200;

/// How well a date is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute, with the offset of the place.
    ExactTime,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Some time before `to`, which itself is still possible.
    Before,
    /// Some time after `from`, which itself is still possible.
    After,
    /// Some time from `from` to `to`, both included.
    Between,
    /// Around the interval.
    About,
    /// Not known; perhaps told in words.
    Unknown,
}

/// A date with its uncertainty. In JSON: `{"from","to","precision","time"?,"as_told"?}`, days as `YYYY-MM-DD`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FuzzyDate {
    /// First possible day; absent for `before` and `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last possible day; absent for `after` and `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// How the interval is to be read.
    pub precision: Precision,
    /// The instant with its offset, for `exact_time` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<DateTime<FixedOffset>>,
    /// The person's own words, such as "the week after Nauryz".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_told: Option<String>,
}

/// The text is none of the canonical forms, or the interval contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a date: write 2025, 2025-09, 2025-09-28, before 2025-09-28, after …, about …, 2025-09-01..2025-09-15, or unknown"
)]
pub struct NotADate;

impl FuzzyDate {
    /// A date nobody knows, with what was said about it.
    #[must_use]
    pub fn unknown(as_told: Option<String>) -> Self {
        Self {
            as_told,
            ..Self::blank(Precision::Unknown)
        }
    }

    fn blank(precision: Precision) -> Self {
        Self {
            from: None,
            to: None,
            precision,
            time: None,
            as_told: None,
        }
    }

    /// These days by their shortest name: a day, a month, a year, or the span itself.
    fn named(from: NaiveDate, to: NaiveDate) -> Self {
        let is = |named: Option<Span>| named.is_some_and(|span| Span::of_days(from, to) == Some(span));
        let precision = if from == to {
            Precision::Day
        } else if is(calendar::month(from.year(), from.month())) {
            Precision::Month
        } else if is(calendar::year(from.year())) {
            Precision::Year
        } else {
            Precision::Between
        };
        Self {
            from: Some(from),
            to: Some(to),
            ..Self::blank(precision)
        }
    }

    /// Checks that the interval fits the precision.
    ///
    /// # Errors
    /// [`NotADate`] when a bound is missing, superfluous or the wrong way round.
    pub fn checked(self) -> Result<Self, NotADate> {
        let both = self.from.zip(self.to);
        let is_named = |precision| both.is_some_and(|(from, to)| Self::named(from, to).precision == precision);
        let fits = match self.precision {
            Precision::ExactTime => {
                self.time.is_some_and(|t| Some(t.date_naive()) == self.from) && self.from == self.to
            }
            Precision::Day | Precision::Month | Precision::Year => is_named(self.precision),
            Precision::Before => self.from.is_none() && self.to.is_some(),
            Precision::After => self.from.is_some() && self.to.is_none(),
            Precision::Between | Precision::About => both.is_some_and(|(from, to)| from <= to),
            Precision::Unknown => self.from.is_none() && self.to.is_none(),
        };
        let time_fits = (self.precision == Precision::ExactTime) == self.time.is_some();
        let days = [self.from, self.to];
        let sane = days.into_iter().flatten().all(|day| YEARS.contains(&day.year()));
        if fits && time_fits && sane {
            Ok(self)
        } else {
            Err(NotADate)
        }
    }
}
