//! What the names of the calendar mean in days, and the rules behind the names that are not exact.

use chrono::{Datelike, Days, FixedOffset, Months, NaiveDate};

use super::lexicon::{Holiday, LAST, Part, Season, Share};
use super::span::Span;
use crate::ids::Timestamp;

/// Kazakhstan has one time since this day, UTC+5; before it, most of the country had UTC+6.
const ONE_TIME_SINCE: (i32, u32, u32) = (2024, 3, 1);
const HOUR: i32 = 3600;

/// Days of Nauryz, in March.
const NAURYZ: (u32, u32) = (21, 23);
/// First day of Qurban Ait, as celebrated in Kazakhstan; it lasts three days.
const QURBAN: &[(i32, u32, u32)] = &[
    (2015, 9, 24),
    (2016, 9, 12),
    (2017, 9, 1),
    (2018, 8, 21),
    (2019, 8, 11),
    (2020, 7, 31),
    (2021, 7, 20),
    (2022, 7, 9),
    (2023, 6, 28),
    (2024, 6, 16),
    (2025, 6, 6),
    (2026, 5, 27),
];

/// The offset of a clock in most of Kazakhstan on this day; the daylight-saving time of before 2005 is not known here.
pub(super) fn offset_on(day: NaiveDate) -> Option<FixedOffset> {
    let (year, month, first) = ONE_TIME_SINCE;
    let is_one = day >= NaiveDate::from_ymd_opt(year, month, first)?;
    FixedOffset::east_opt(if is_one { 5 * HOUR } else { 6 * HOUR })
}

/// The civil day in Kazakhstan at an instant.
///
/// What "yesterday" is told against. The zone of the computer is not asked: it may be hidden, or wrong.
#[must_use]
pub fn day_in_kazakhstan(instant: Timestamp) -> NaiveDate {
    let hours = Timestamp::from_millis(instant.millis().saturating_add(5 * 3_600_000));
    hours.day().parse().unwrap_or_default()
}

pub(super) fn month(year: i32, month: u32) -> Option<Span> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Span::of_days(first, first.checked_add_months(Months::new(1))?.pred_opt()?)
}

pub(super) fn months(year: i32, first: u32, last: u32) -> Option<Span> {
    Span::of_days(month(year, first)?.first()?, month(year, last)?.last()?)
}

pub(super) fn year(year: i32) -> Option<Span> {
    months(year, 1, 12)
}

/// A season of whole months. The winter of one year is the one that ends in it: December before, January and February.
pub(super) fn season(season: Season, year: i32) -> Option<Span> {
    match season {
        Season::Spring => months(year, 3, 5),
        Season::Summer => months(year, 6, 8),
        Season::Autumn => months(year, 9, 11),
        Season::Winter => Span::of_days(month(year - 1, 12)?.first()?, month(year, 2)?.last()?),
    }
}

/// A third: of a month days 1–10, 11–20 and the rest; of a year four months; of a season one month.
pub(super) fn part(of: Span, part: Part) -> Option<Span> {
    let (first, last) = (of.first()?, of.last()?);
    let (start, middle, months) = match (first.month(), last.month()) {
        (same, also) if same == also => (first.checked_add_days(Days::new(10))?, 10, 0),
        (1, 12) => (first.checked_add_months(Months::new(4))?, 0, 4),
        _ => (first.checked_add_months(Months::new(1))?, 0, 1),
    };
    let end = start
        .checked_add_days(Days::new(middle))?
        .checked_add_months(Months::new(months))?;
    match part {
        Part::Start => Span::of_days(first, start.pred_opt()?),
        Part::Middle => Span::of_days(start, end.pred_opt()?),
        Part::End => Span::of_days(end, last),
    }
}

/// One of the halves or quarters of a year, the halves of a month (days 1–15 and the rest), or its ten days.
pub(super) fn share(share: Share, ordinal: u32, in_year: i32, of_month: Option<u32>) -> Option<Span> {
    match (share, of_month) {
        (Share::Half, None) => {
            let n = nth(ordinal, 2)?;
            months(in_year, n * 6 + 1, n * 6 + 6)
        }
        (Share::Quarter, None) => {
            let n = nth(ordinal, 4)?;
            months(in_year, n * 3 + 1, n * 3 + 3)
        }
        (Share::Half, Some(of)) => days_of(month(in_year, of)?, nth(ordinal, 2)?, 15, 2),
        (Share::Decade, Some(of)) => days_of(month(in_year, of)?, nth(ordinal, 3)?, 10, 3),
        (Share::Quarter, Some(_)) | (Share::Decade, None) => None,
    }
}

/// Days 1–7, 8–14 … of a month; the last week is its last seven days.
pub(super) fn week_of(in_month: Span, ordinal: u32) -> Option<Span> {
    if ordinal == LAST {
        let last = in_month.last()?;
        return Span::of_days(last.checked_sub_days(Days::new(6))?, last);
    }
    days_of(in_month, nth(ordinal, 4)?, 7, 5)
}

/// From Monday to Sunday.
pub(super) fn week_with(day: NaiveDate) -> Option<Span> {
    let since_monday = u64::from(day.weekday().num_days_from_monday());
    let monday = day.checked_sub_days(Days::new(since_monday))?;
    Span::of_days(monday, monday.checked_add_days(Days::new(6))?)
}

pub(super) fn holiday(holiday: Holiday, year: i32) -> Option<Span> {
    match holiday {
        Holiday::Nauryz => {
            let day = |day| NaiveDate::from_ymd_opt(year, 3, day);
            Span::of_days(day(NAURYZ.0)?, day(NAURYZ.1)?)
        }
        Holiday::Qurban => {
            let (_, month, day) = QURBAN.iter().find(|(known, ..)| *known == year)?;
            let first = NaiveDate::from_ymd_opt(year, *month, *day)?;
            Span::of_days(first, first.checked_add_days(Days::new(2))?)
        }
    }
}

/// Counted from 0; `None` when there are not so many.
fn nth(ordinal: u32, of: u32) -> Option<u32> {
    match ordinal {
        LAST => Some(of - 1),
        n => n.checked_sub(1).filter(|n| *n < of),
    }
}

/// The `n`th run of so many days, counted from 0; the last of `count` runs ends with the month.
fn days_of(month: Span, n: u32, length: u32, count: u32) -> Option<Span> {
    let first = month.first()?.checked_add_days(Days::new(u64::from(n * length)))?;
    let full = first.checked_add_days(Days::new(u64::from(length - 1)))?;
    Span::of_days(first, if n + 1 == count { month.last()? } else { full })
}
