//! Dates as people remember them: an interval, how precise it is, and the person's own words.
//!
//! A date is civil, without a zone; only an exact time carries its offset. Counting uses the interval, never the words.

use chrono::{DateTime, Datelike, FixedOffset, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How well a date is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
    /// Some time before `to`.
    Before,
    /// Some time after `from`.
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

/// The text or the interval is not a date this program can count with.
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
            from: None,
            to: None,
            precision: Precision::Unknown,
            time: None,
            as_told,
        }
    }

    fn span(from: NaiveDate, to: NaiveDate, precision: Precision) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
            precision,
            time: None,
            as_told: None,
        }
    }

    /// Checks that the interval fits the precision.
    ///
    /// # Errors
    /// [`NotADate`] when a bound is missing, superfluous or the wrong way round.
    pub fn checked(self) -> Result<Self, NotADate> {
        let fits = match self.precision {
            Precision::ExactTime => {
                self.time.is_some_and(|t| Some(t.date_naive()) == self.from) && self.from == self.to
            }
            Precision::Day => self.from.is_some() && self.from == self.to,
            Precision::Month => self
                .from
                .zip(self.to)
                .is_some_and(|(f, t)| month(f.year(), f.month()) == Some((f, t))),
            Precision::Year => self
                .from
                .zip(self.to)
                .is_some_and(|(f, t)| year(f.year()) == Some((f, t))),
            Precision::Before => self.from.is_none() && self.to.is_some(),
            Precision::After => self.from.is_some() && self.to.is_none(),
            Precision::Between | Precision::About => self.from.zip(self.to).is_some_and(|(f, t)| f <= t),
            Precision::Unknown => self.from.is_none() && self.to.is_none(),
        };
        let time_fits = (self.precision == Precision::ExactTime) == self.time.is_some();
        let sane = [self.from, self.to]
            .into_iter()
            .flatten()
            .all(|day| (1850..=2200).contains(&day.year()));
        if fits && time_fits && sane {
            Ok(self)
        } else {
            Err(NotADate)
        }
    }

    /// The day a timeline sorts by: the first possible day, else the last, else none (at the end).
    #[must_use]
    pub fn sort_day(&self) -> Option<NaiveDate> {
        self.from.or(self.to)
    }
}

fn month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn year(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_ymd_opt(year, 1, 1)?,
        NaiveDate::from_ymd_opt(year, 12, 31)?,
    ))
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Reads `2025`, `2025-09`, `2025-09-28` (and `28.09.2025`, `09.2025`) into its interval.
fn plain(text: &str) -> Option<FuzzyDate> {
    let dotted: Vec<&str> = text.split('.').collect();
    let iso: Vec<&str> = text.split('-').collect();
    let (y, m, d) = match (dotted.as_slice(), iso.as_slice()) {
        ([d, m, y], _) | (_, [y, m, d]) => (digits(y, 4)?, Some(digits(m, 2)?), Some(digits(d, 2)?)),
        ([m, y], _) | (_, [y, m]) => (digits(y, 4)?, Some(digits(m, 2)?), None),
        (_, [y]) => (digits(y, 4)?, None, None),
        _ => return None,
    };
    let y = i32::try_from(y).ok()?;
    match (m, d) {
        (Some(m), Some(d)) => NaiveDate::from_ymd_opt(y, m, d).map(|day| FuzzyDate::span(day, day, Precision::Day)),
        (Some(m), None) => month(y, m).map(|(from, to)| FuzzyDate::span(from, to, Precision::Month)),
        (None, _) => year(y).map(|(from, to)| FuzzyDate::span(from, to, Precision::Year)),
    }
}

impl FromStr for FuzzyDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        let read = if text == "unknown" || text == "?" {
            Some(Self::unknown(None))
        } else if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (plain(from.trim()), plain(to.trim()));
            from.zip(to)
                .and_then(|(f, t)| Some(Self::span(f.from?, t.to?, Precision::Between)))
        } else if let Some(rest) = prefixed(text, &["before ", "до ", "<"]) {
            plain(rest).map(|d| Self {
                from: None,
                precision: Precision::Before,
                ..d
            })
        } else if let Some(rest) = prefixed(text, &["after ", "после ", ">"]) {
            plain(rest).map(|d| Self {
                to: None,
                precision: Precision::After,
                ..d
            })
        } else if let Some(rest) = prefixed(text, &["about ", "около ", "шамамен ", "~"]) {
            plain(rest).map(|d| Self {
                precision: Precision::About,
                ..d
            })
        } else if let Ok(time) =
            DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
        {
            let day = time.date_naive();
            Some(Self {
                time: Some(time),
                ..Self::span(day, day, Precision::ExactTime)
            })
        } else {
            plain(text)
        };
        read.ok_or(NotADate)?.checked()
    }
}

fn prefixed<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_become_intervals() {
        let cases = [
            ("2025", "2025-01-01", "2025-12-31", Precision::Year),
            ("2024-02", "2024-02-01", "2024-02-29", Precision::Month),
            ("02.2025", "2025-02-01", "2025-02-28", Precision::Month),
            ("28.09.2025", "2025-09-28", "2025-09-28", Precision::Day),
            ("около 2025-03", "2025-03-01", "2025-03-31", Precision::About),
            ("2025-09-01..2025-09", "2025-09-01", "2025-09-30", Precision::Between),
            (
                "2025-09-28T23:10+05:00",
                "2025-09-28",
                "2025-09-28",
                Precision::ExactTime,
            ),
        ];
        for (text, from, to, precision) in cases {
            let date: FuzzyDate = text.parse().expect(text);
            assert_eq!(date.from.map(|d| d.to_string()).as_deref(), Some(from), "{text}");
            assert_eq!(date.to.map(|d| d.to_string()).as_deref(), Some(to), "{text}");
            assert_eq!(date.precision, precision, "{text}");
        }
        let before: FuzzyDate = "до 2025-03-05".parse().expect("a date");
        assert!(before.from.is_none() && before.to.is_some());
    }

    #[test]
    fn words_and_impossible_days_are_refused() {
        for text in [
            "spring",
            "весна",
            "2025-13",
            "2025-02-30",
            "31.11.2025",
            "2025-09-28..2025-09-01",
            "20250928",
            "",
            "0001",
            "९९९९",
        ] {
            assert!(text.parse::<FuzzyDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_survives_its_json() {
        for text in [
            "2025",
            "before 2025-03-05",
            "after 2025-03",
            "unknown",
            "2025-09-28T23:10+05:00",
        ] {
            let date: FuzzyDate = text.parse().expect(text);
            let json = serde_json::to_string(&date).expect("serialises");
            assert!(
                serde_json::from_str::<FuzzyDate>(&json).expect("parses") == date,
                "{json}"
            );
        }
    }
}
