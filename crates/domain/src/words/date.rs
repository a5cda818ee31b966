//! Dates in words: exact ones, uncertain ones, and how long ago.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};

use super::{Arg, text, text_with};
use crate::fold::fold;
use crate::fuzzy::{FuzzyDate, Precision};
use crate::ids::Timestamp;
use crate::lang::Lang;

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Long,
    Short,
}

/// A date in words, with the person's own words where they say something else: `spring 2024 (“after Nauryz”)`.
#[must_use]
pub fn date_text(date: &FuzzyDate, lang: Lang) -> String {
    let plain = plain(date, lang, Size::Long);
    let told = date.as_told.as_deref().map(str::trim).filter(|told| !told.is_empty());
    match told {
        None => plain,
        Some(told) if date.precision == Precision::Unknown => {
            text_with(lang, "date-only-told", &[("told", told.into())])
        }
        Some(told) if fold(told) == fold(&plain) => plain,
        Some(told) => text_with(
            lang,
            "date-told",
            &[("date", plain.as_str().into()), ("told", told.into())],
        ),
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
    day_in(day, lang, "of")
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

fn plain(date: &FuzzyDate, lang: Lang, size: Size) -> String {
    let around = |key, span: String| text_with(lang, key, &[("date", span.as_str().into())]);
    match (date.precision, date.from, date.to) {
        (Precision::ExactTime, Some(day), _) => match date.time {
            Some(time) => at_time(day, time, lang, size),
            None => on_day(day, lang, size),
        },
        (Precision::Day, Some(day), _) => on_day(day, lang, size),
        (Precision::Month, Some(day), _) => in_month(day, lang),
        (Precision::Year, Some(day), _) => in_year(day, lang),
        (Precision::Before, _, Some(day)) => around("date-before", day_in(day, lang, bound(lang, size, "to"))),
        (Precision::After, Some(day), _) => around("date-after", day_in(day, lang, bound(lang, size, "from"))),
        (Precision::Between, Some(from), Some(to)) => span(from, to, lang, size),
        (Precision::About, Some(from), Some(to)) => around("date-about", span(from, to, lang, size)),
        // A bound is missing only when the date was never checked; nothing can be said then.
        (_, _, _) => text(lang, "date-not-known"),
    }
}

/// Kazakh puts the month into a case before «дейін» and «кейін», which its short form cannot take.
fn bound(lang: Lang, size: Size, case: &'static str) -> &'static str {
    if size == Size::Short && lang != Lang::Kk {
        "short"
    } else {
        case
    }
}

fn on_day(day: NaiveDate, lang: Lang, size: Size) -> String {
    day_in(day, lang, if size == Size::Short { "short" } else { "of" })
}

fn day_in(day: NaiveDate, lang: Lang, form: &str) -> String {
    let (number, month, year) = (day.day().to_string(), month(day, lang, form), day.year().to_string());
    let key = if matches!(form, "to" | "from") {
        "date-day-bound"
    } else {
        "date-day"
    };
    text_with(
        lang,
        key,
        &[
            ("day", number.as_str().into()),
            ("month", month.as_str().into()),
            ("year", year.as_str().into()),
        ],
    )
}

/// A month alone keeps its full name even where room is short: «мая 2025» would read as a day.
fn in_month(day: NaiveDate, lang: Lang) -> String {
    let (month, year) = (month(day, lang, "name"), day.year().to_string());
    text_with(
        lang,
        "date-month",
        &[("month", month.as_str().into()), ("year", year.as_str().into())],
    )
}

fn in_year(day: NaiveDate, lang: Lang) -> String {
    text_with(lang, "date-year", &[("year", day.year().to_string().as_str().into())])
}

fn month(day: NaiveDate, lang: Lang, form: &str) -> String {
    text_with(lang, &format!("month-{}", day.month()), &[("form", form.into())])
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

/// An interval by its shortest name: a year, a month, a season, days of one month, or two days.
fn span(from: NaiveDate, to: NaiveDate, lang: Lang, size: Size) -> String {
    let next = to.checked_add_days(Days::new(1)).unwrap_or(to);
    let whole_months = from.day() == 1 && next.day() == 1;
    let months = (next.year() - from.year()) * 12 + i32::try_from(next.month()).unwrap_or(0)
        - i32::try_from(from.month()).unwrap_or(0);
    match (whole_months, months, from.month()) {
        _ if from == to => on_day(from, lang, size),
        (true, 12, 1) => in_year(from, lang),
        (true, 1, _) => in_month(from, lang),
        (true, 3, 3 | 6 | 9 | 12) => season(from, to, lang),
        _ if (from.year(), from.month()) == (to.year(), to.month()) => {
            let last = on_day(to, lang, size);
            format!("{}–{last}", from.day())
        }
        _ => format!("{} – {}", on_day(from, lang, size), on_day(to, lang, size)),
    }
}

fn season(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    let key = match from.month() {
        3 => "season-spring",
        6 => "season-summer",
        9 => "season-autumn",
        _ => "season-winter",
    };
    let year = if from.year() == to.year() {
        from.year().to_string()
    } else {
        format!("{}/{}", from.year(), to.year())
    };
    text_with(lang, key, &[("year", year.as_str().into())])
}
