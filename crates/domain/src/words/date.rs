//! Dates in words: exact ones, uncertain ones, and how long ago.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::span::{self, Size, on_day};
use super::{Arg, text, text_with};
use crate::fuzzy::{FuzzyDate, Precision, read};
use crate::ids::Timestamp;
use crate::lang::Lang;

/// A date in words, with the person's own words where they say something else: `spring 2024 (“after Nauryz”)`. Reads back as
/// the same date ([`crate::fuzzy::read`]).
#[must_use]
pub fn date_text(date: &FuzzyDate, lang: Lang) -> String {
    let plain = plain(date, lang, Size::Long);
    match own_words(date) {
        Some(told) if !says_it_plainly(told, date) && date.precision == Precision::Unknown => {
            text_with(lang, "date-only-told", &[("told", told.into())])
        }
        Some(told) if !says_it_plainly(told, date) => beside(&plain, told, lang),
        Some(_) | None => plain,
    }
}

/// A date as text to edit: in the person's own words where they say it all, otherwise with them beside it. Reads back as the
/// same date on any day.
#[must_use]
pub fn written_date(date: &FuzzyDate, lang: Lang) -> String {
    let Some(told) = own_words(date) else {
        return plain(date, lang, Size::Long);
    };
    let is_never_read = || {
        let again = FuzzyDate::told(told, NaiveDate::default());
        again.precision == Precision::Unknown && again.as_told.is_some()
    };
    if says_it_plainly(told, date) || (date.precision == Precision::Unknown && is_never_read()) {
        told.to_owned()
    } else {
        beside(&plain(date, lang, Size::Long), told, lang)
    }
}

/// What a date is counted as, in days: `1 March – 31 May 2024`.
#[must_use]
pub fn reading_text(date: &FuzzyDate, lang: Lang) -> String {
    let named = plain(date, lang, Size::Long);
    let possible = date
        .possible()
        .and_then(|possible| possible.first().zip(possible.last()));
    match (date.precision, possible) {
        (Precision::Month | Precision::Year | Precision::Between, Some((from, to))) => {
            span::in_days(from, to, lang, Size::Long)
        }
        (Precision::About, Some((from, to))) => {
            let days = span::in_days(from, to, lang, Size::Long);
            let args = [("date", named.as_str().into()), ("days", days.as_str().into())];
            text_with(lang, "date-about-days", &args)
        }
        _ => named,
    }
}

/// A date for a narrow column, without the person's words: `28 Sep 2025`, `28 сен. 2025`, `28 қыр. 2025`.
#[must_use]
pub fn short_date_text(date: &FuzzyDate, lang: Lang) -> String {
    plain(date, lang, Size::Short)
}

/// A civil day in full: `28 September 2025`.
#[must_use]
pub fn civil_day_text(day: NaiveDate, lang: Lang) -> String {
    on_day(day, lang, Size::Long)
}

/// The UTC day of an instant in full.
#[must_use]
pub fn day_text(time: Timestamp, lang: Lang) -> String {
    civil_day_text(utc_day(time), lang)
}

/// How long ago, from a minute to a week; before that the day. An instant that is not past yet (another machine's clock)
/// counts as now.
#[must_use]
pub fn recent_text(time: Timestamp, now: Timestamp, lang: Lang) -> String {
    let seconds = u64::try_from(now.millis().saturating_sub(time.millis()) / 1000).unwrap_or(0);
    let ago = |key, n: u64| text_with(lang, key, &[("n", Arg::from(n))]);
    match (seconds / 60, seconds / 3600, seconds / 86_400) {
        (0, ..) => text(lang, "recent-now"),
        (minutes @ 1..60, ..) => ago("recent-minutes", minutes),
        (_, hours @ 0..24, _) => ago("recent-hours", hours),
        (_, _, days @ 0..7) => ago("recent-days", days),
        _ => day_text(time, lang),
    }
}

fn utc_day(time: Timestamp) -> NaiveDate {
    DateTime::from_timestamp_millis(time.millis())
        .unwrap_or_default()
        .date_naive()
}

fn own_words(date: &FuzzyDate) -> Option<&str> {
    date.as_told.as_deref().map(str::trim).filter(|told| !told.is_empty())
}

/// Whether the words alone name this date and nothing more. "Early June" does not: which days those are is our rule.
fn says_it_plainly(told: &str, date: &FuzzyDate) -> bool {
    let same = |read: &FuzzyDate| {
        (read.from, read.to, read.time, read.precision) == (date.from, date.to, date.time, date.precision)
            && read.as_told.is_none()
    };
    read(told, None).is_some_and(|reading| reading.is_plain && same(&reading.date))
}

fn beside(plain: &str, told: &str, lang: Lang) -> String {
    text_with(lang, "date-told", &[("date", plain.into()), ("told", told.into())])
}

fn plain(date: &FuzzyDate, lang: Lang, size: Size) -> String {
    let around = |key, span: String| text_with(lang, key, &[("date", span.as_str().into())]);
    match (date.precision, date.from, date.to) {
        (Precision::ExactTime, Some(day), _) => match date.time {
            Some(time) => at_time(day, time, lang, size),
            None => on_day(day, lang, size),
        },
        (Precision::Before, _, Some(day)) => around("date-before", bound(day, lang, size, "to")),
        (Precision::After, Some(day), _) => around("date-after", bound(day, lang, size, "from")),
        (Precision::About, Some(from), Some(to)) => around("date-about", span::named(from, to, lang, size)),
        (Precision::Day | Precision::Month | Precision::Year | Precision::Between, Some(from), Some(to)) => {
            span::named(from, to, lang, size)
        }
        // A bound is missing only when the date was never checked; nothing can be said then.
        (_, _, _) => text(lang, "date-not-known"),
    }
}

/// Kazakh puts the month into a case before «дейін» and «кейін», which its short form cannot take.
fn bound(day: NaiveDate, lang: Lang, size: Size, case: &str) -> String {
    if size == Size::Short && lang != Lang::Kk {
        on_day(day, lang, size)
    } else {
        span::day_in(day, lang, Size::Long, case)
    }
}

fn at_time(day: NaiveDate, time: DateTime<FixedOffset>, lang: Lang, size: Size) -> String {
    let minutes = time.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let zone = if rest == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{rest:02}")
    };
    let (day, clock) = (on_day(day, lang, size), time.format("%H:%M").to_string());
    let key = if size == Size::Short {
        "date-time-short"
    } else {
        "date-time"
    };
    text_with(
        lang,
        key,
        &[
            ("day", day.as_str().into()),
            ("time", clock.as_str().into()),
            ("zone", zone.as_str().into()),
        ],
    )
}
