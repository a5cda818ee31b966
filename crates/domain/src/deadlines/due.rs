//! By when: an interval, because the date it is counted from may be one.

use super::State;
use super::rules::{Length, Unit, is_fixed_holiday};
use crate::fuzzy::{FuzzyDate, Precision};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// So many days ahead a deadline is soon.
pub const SOON_DAYS: u64 = 7;
/// "About" is no interval with ends: it reaches at least so many days beyond them, and at least its own length.
const ABOUT_DAYS: u64 = 7;

/// First and last possible day; `None` where that end is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Due {
    /// The earliest possible day.
    pub from: Option<NaiveDate>,
    /// The latest possible day.
    pub to: Option<NaiveDate>,
    /// The ends themselves are not certain.
    pub is_about: bool,
}

/// Why the day it ends on is none on which offices work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday that does not move.
    Holiday,
}

impl Due {
    /// Counted from a date. The day of the start is not counted; nothing is moved off a weekend.
    #[must_use]
    pub fn counted(start: Option<&FuzzyDate>, length: Length, spread_days: u16) -> Self {
        let Some(start) = start else {
            return Self::default();
        };
        let spread = Days::new(spread_days.into());
        Self {
            from: start.from.and_then(|day| after(day, length)),
            to: start
                .to
                .and_then(|day| after(day, length))
                .and_then(|day| day.checked_add_days(spread)),
            is_about: start.precision == Precision::About,
        }
    }

    /// As somebody wrote it down. "By the 1st of December" is the 1st of December: it may be done earlier, but is due then.
    #[must_use]
    pub fn written(date: Option<&FuzzyDate>) -> Self {
        date.map_or_else(Self::default, |date| Self {
            from: date.from.or(date.to),
            to: date.to,
            is_about: date.precision == Precision::About,
        })
    }

    /// One of the two, nobody knows which. What is not dated at all leaves the ends of the other uncertain.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if other.is_undated() || self.is_undated() {
            let known = if self.is_undated() { other } else { self };
            return Self {
                is_about: true,
                ..known
            };
        }
        Self {
            from: self.from.zip(other.from).map(|(one, two)| one.min(two)),
            to: self.to.zip(other.to).map(|(one, two)| one.max(two)),
            is_about: self.is_about || other.is_about,
        }
    }

    /// Neither end is known.
    #[must_use]
    pub fn is_undated(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The one day, where it is one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        self.from.filter(|_| self.from == self.to && !self.is_about)
    }

    /// The same as a date, for words: a day only where it is one.
    #[must_use]
    pub fn date(self) -> FuzzyDate {
        let precision = match (self.from, self.to, self.is_about) {
            (None, None, _) => Precision::Unknown,
            (Some(_), Some(_), true) => Precision::About,
            (Some(from), Some(to), false) if from == to => Precision::Day,
            (Some(_), Some(_), false) => Precision::Between,
            (None, Some(_), _) => Precision::Before,
            (Some(_), None, _) => Precision::After,
        };
        FuzzyDate {
            from: self.from,
            to: self.to,
            precision,
            time: None,
            as_told: None,
        }
    }

    /// Where an unanswered deadline stands today.
    #[must_use]
    pub fn state(self, today: NaiveDate) -> State {
        if self.is_undated() {
            return State::Undated;
        }
        let (from, to) = self.widened();
        let soon = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today);
        if to.is_some_and(|last| last < today) {
            State::Passed
        } else if from.is_none_or(|first| first < today) {
            State::MayHavePassed
        } else if from.is_some_and(|first| first <= soon) {
            State::Soon
        } else {
            State::Later
        }
    }

    /// Whether the last possible day is certainly over by then.
    #[must_use]
    pub fn is_certainly_before(self, date: Option<&FuzzyDate>) -> bool {
        let certain = date.filter(|date| date.precision != Precision::About);
        self.widened()
            .1
            .zip(certain.and_then(|date| date.from))
            .is_some_and(|(last, day)| last < day)
    }

    /// Whether the one day it ends on is no working day.
    #[must_use]
    pub fn day_off(self) -> Option<DayOff> {
        let day = self.day()?;
        if is_fixed_holiday(day) {
            Some(DayOff::Holiday)
        } else {
            matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(DayOff::Weekend)
        }
    }

    /// The ends beyond which it certainly does not lie.
    fn widened(self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if !self.is_about {
            return (self.from, self.to);
        }
        let length = self.from.zip(self.to).map_or(0, |(from, to)| (to - from).num_days());
        let more = Days::new(u64::try_from(length).unwrap_or(0).max(ABOUT_DAYS));
        (
            self.from.and_then(|day| day.checked_sub_days(more)),
            self.to.and_then(|day| day.checked_add_days(more)),
        )
    }
}

fn after(day: NaiveDate, length: Length) -> Option<NaiveDate> {
    let count = u32::from(length.count);
    match length.unit {
        Unit::Days => day.checked_add_days(Days::new(count.into())),
        Unit::Months => day.checked_add_months(Months::new(count)),
        Unit::Years => day.checked_add_months(Months::new(count.checked_mul(12)?)),
    }
}
