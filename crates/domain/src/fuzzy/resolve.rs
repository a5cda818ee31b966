//! The parts of a date as days.

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate};

use super::calendar;
use super::clock::Clock;
use super::lexicon::{Holiday, LAST, Part, Season, Unit};
use super::parts::Parts;
use super::span::Span;

/// What a date is read against.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// The day it is told on. Without one, "yesterday" names no day.
    pub today: Option<NaiveDate>,
    /// A year that was not named may be the last one possible.
    pub may_guess: bool,
}

/// The days that were named.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub span: Span,
    /// Which part of something it is: «до конца июня» is another bound than «до начала июня».
    pub part: Option<Part>,
    pub time: Option<DateTime<FixedOffset>>,
    pub is_about: bool,
    /// The words name these days by themselves; no rule of ours was needed.
    pub is_plain: bool,
}

impl Named {
    pub(super) fn plainly(span: Span) -> Self {
        Self {
            span,
            part: None,
            time: None,
            is_about: false,
            is_plain: true,
        }
    }

    fn by_rule(span: Span) -> Self {
        Self {
            is_plain: false,
            ..Self::plainly(span)
        }
    }
}

impl Told {
    /// The days that all of these parts name together.
    pub(super) fn resolve(self, mut parts: Parts) -> Option<Named> {
        let clock = parts.take_clock()?;
        let weekday = parts.weekday.take();
        let is_turned = self.turn(&mut parts).is_some();
        let days = self.days(&mut parts)?;
        if parts != Parts::default() || !falls_on(days.span, weekday) {
            return None;
        }
        let day = days.span.first().filter(|_| days.span.length() == Some(1));
        // A time of day belongs to one day.
        let time = match clock {
            Clock::Unsaid => None,
            Clock::Vague => day.map(|_| None)?,
            Clock::At { .. } => Some(clock.on(day?)?),
        };
        Some(Named {
            time,
            is_plain: days.is_plain && !is_turned && clock != Clock::Vague,
            ..days
        })
    }

    /// "Last year" and "this month" become the year and month of what else is named; tells whether they did.
    fn turn(self, parts: &mut Parts) -> Option<()> {
        let today = self.today.filter(|_| parts.year.is_none())?;
        match parts.turn? {
            (Unit::Year, n) => parts.year = Some(today.year() + n),
            (Unit::Month, n) => {
                let first = month_from(today, n)?;
                (parts.year, parts.month) = (Some(first.year()), Some(first.month()));
            }
            (Unit::Week | Unit::Day, _) => return None,
        }
        parts.turn = None;
        Some(())
    }

    fn days(self, parts: &mut Parts) -> Option<Named> {
        if let Some((unit, n)) = parts.ago.take() {
            return self.ago(unit, n);
        }
        if let Some(n) = parts.shift.take() {
            let day = day_from(self.today?, i64::from(n))?;
            return Some(Named::by_rule(Span::of_days(day, day)?));
        }
        if let Some((Unit::Week, n)) = parts.turn {
            parts.turn = None;
            return self.week(parts, n);
        }
        if let Some(holiday) = parts.take_holiday() {
            return self
                .year(parts, |year| calendar::holiday(holiday, year))
                .map(Named::by_rule);
        }
        if let Some(share) = parts.share.take() {
            let ordinal = parts.take_ordinal()?;
            let month = parts.month.take();
            return self
                .year(parts, |year| calendar::share(share, ordinal, year, month))
                .map(Named::plainly);
        }
        if std::mem::take(&mut parts.has_week) {
            let (ordinal, month) = (parts.take_ordinal()?, parts.month.take()?);
            let week = |year| calendar::week_of(calendar::month(year, month)?, ordinal);
            return self.year(parts, week).map(Named::by_rule);
        }
        let whole = match parts.season.take() {
            Some(season) => self.season(parts, season)?,
            None => self.date(parts)?,
        };
        let Some(part) = parts.part.take() else {
            return Some(whole);
        };
        // A part of a day is no part of the calendar.
        whole.span.length().filter(|days| *days > 1)?;
        Some(Named {
            part: Some(part),
            ..Named::by_rule(calendar::part(whole.span, part)?)
        })
    }

    /// So many days ago is that day; weeks, months and years ago are about that day, month or year.
    fn ago(self, unit: Unit, n: u32) -> Option<Named> {
        let (today, back) = (self.today?, i32::try_from(n).ok()?);
        let span = match unit {
            Unit::Day | Unit::Week => {
                let days = if unit == Unit::Week { 7 } else { 1 };
                let day = day_from(today, -days * i64::from(n))?;
                Span::of_days(day, day)?
            }
            Unit::Month => {
                let first = month_from(today, -back)?;
                calendar::month(first.year(), first.month())?
            }
            Unit::Year => calendar::year(today.year().checked_sub(back)?)?,
        };
        Some(Named {
            is_about: unit != Unit::Day,
            ..Named::by_rule(span)
        })
    }

    /// Last week, from Monday to Sunday; with a month, its last seven days.
    fn week(self, parts: &mut Parts, n: i32) -> Option<Named> {
        let Some(month) = parts.month.take() else {
            let monday = calendar::week_with(day_from(self.today?, i64::from(n) * 7)?)?;
            return Some(Named::by_rule(monday));
        };
        let is_last = n == -1;
        let week = |year| calendar::week_of(calendar::month(year, month)?, LAST);
        is_last.then(|| self.year(parts, week).map(Named::by_rule))?
    }

    /// A season of a year, the winter of two, or the last one that is over.
    fn season(self, parts: &mut Parts, season: Season) -> Option<Named> {
        if let Some(n) = parts.season_turn.take() {
            return self.season_turned(season, n);
        }
        if let Some(first) = parts.two_years.take() {
            let is_winter = season == Season::Winter && parts.year.is_none();
            return is_winter.then(|| calendar::season(season, first + 1).map(Named::plainly))?;
        }
        let span = self.year(parts, |year| calendar::season(season, year))?;
        Some(Named {
            is_plain: season != Season::Winter,
            ..Named::plainly(span)
        })
    }

    fn season_turned(self, season: Season, n: i32) -> Option<Named> {
        let today = self.today?;
        let seasons = || (-3..=2).filter_map(|years| calendar::season(season, today.year() + years));
        let span = match n {
            -1 => seasons().rfind(|span| span.last() < Some(today)),
            // The one going on, or the last one: what is told has happened.
            0 => seasons().rfind(|span| span.first() <= Some(today)),
            1 => seasons().find(|span| span.first() > Some(today)),
            _ => None,
        };
        span.map(Named::by_rule)
    }

    /// A day, a month or a year.
    fn date(self, parts: &mut Parts) -> Option<Named> {
        let (month, number) = (parts.month.take(), parts.number.take());
        let span = match (month, number) {
            (Some(month), Some(day)) => self.year(parts, |year| {
                let day = NaiveDate::from_ymd_opt(year, month, day)?;
                Span::of_days(day, day)
            }),
            (Some(month), None) => self.year(parts, |year| calendar::month(year, month)),
            (None, Some(_)) => None,
            (None, None) => parts.year.take().and_then(calendar::year),
        };
        span.map(Named::plainly)
    }

    /// What the named year makes of it; without one, the last year in which it had begun by today, if that may be guessed.
    fn year(self, parts: &mut Parts, of: impl Fn(i32) -> Option<Span>) -> Option<Span> {
        if let Some(year) = parts.year.take() {
            return of(year);
        }
        let today = self.today.filter(|_| self.may_guess)?;
        let has_begun = |span: &Span| span.first() <= Some(today);
        let short = parts.short_year.take();
        let years = (0..100).map(|back| today.year() - back);
        // A 29 February may lie eight years back.
        let likely = years.filter(|year| short.map_or(today.year() - year <= 8, |short| year.rem_euclid(100) == short));
        likely.filter_map(of).find(has_begun)
    }
}

impl Parts {
    fn take_ordinal(&mut self) -> Option<u32> {
        match (self.ordinal.take(), self.number.take()) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    /// «Наурыз мейрамы» is the holiday, «наурыз» the month.
    fn take_holiday(&mut self) -> Option<Holiday> {
        let is_nauryz = self.has_holiday_mark && self.holiday.is_none();
        let march = self.month.take_if(|month| is_nauryz && *month == 3);
        let holiday = self.holiday.take().or(march.map(|_| Holiday::Nauryz))?;
        self.has_holiday_mark = false;
        Some(holiday)
    }
}

fn falls_on(span: Span, weekday: Option<u32>) -> bool {
    let Some(weekday) = weekday else { return true };
    span.length() == Some(1)
        && span
            .first()
            .is_some_and(|day| day.weekday().number_from_monday() == weekday)
}

fn day_from(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 {
        today.checked_sub_days(distance)
    } else {
        today.checked_add_days(distance)
    }
}

fn month_from(today: NaiveDate, months: i32) -> Option<NaiveDate> {
    let distance = Months::new(months.unsigned_abs());
    let first = today.with_day(1)?;
    if months < 0 {
        first.checked_sub_months(distance)
    } else {
        first.checked_add_months(distance)
    }
}
