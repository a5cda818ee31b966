//! The time of day: «14:30», «2 часа дня», «сағат 14-те», "2 pm", "in the morning".

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use super::calendar;
use super::lexer::Token;
use super::lexicon::{Daytime, HalfDay, Sense};
use super::numeric::Numeric;
use super::parts::{Parts, put};

/// The time of day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    Unsaid,
    /// In the morning; at about two.
    Vague,
    At {
        hour: u32,
        minute: u32,
        /// Minutes east of UTC.
        offset: Option<i32>,
    },
}

impl Clock {
    /// With the offset that was told, else that of Kazakhstan on that day.
    pub(super) fn on(self, day: NaiveDate) -> Option<DateTime<FixedOffset>> {
        let Self::At { hour, minute, offset } = self else {
            return None;
        };
        let offset = match offset {
            Some(minutes) => FixedOffset::east_opt(minutes * 60)?,
            None => calendar::offset_on(day)?,
        };
        let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
        offset.from_local_datetime(&day.and_time(time)).single()
    }
}

/// «2 часа дня» is 14; `None` for an hour that does not fit its half of the day.
fn hour_of_day(hour: u32, half: Option<HalfDay>, daytime: Option<Daytime>) -> Option<u32> {
    match (half, daytime) {
        (Some(_), _) if !(1..=12).contains(&hour) => None,
        (Some(HalfDay::Am), _) => Some(hour % 12),
        (Some(HalfDay::Pm), _) => Some(hour % 12 + 12),
        (None, Some(Daytime::Day)) if (1..=5).contains(&hour) => Some(hour + 12),
        (None, Some(Daytime::Evening)) if (4..=11).contains(&hour) => Some(hour + 12),
        (None, Some(Daytime::Night)) if (9..=12).contains(&hour) => Some((hour + 12) % 24),
        (None, _) => Some(hour),
    }
}

impl Parts {
    /// Takes what stands together for a time of day, and tells how many tokens it was.
    pub(super) fn take_time(&mut self, tokens: &[Token]) -> Option<usize> {
        use Token::{Number, Word};
        let (fits, taken) = match *tokens {
            [
                Number { value: hour, .. },
                Word(Sense::Hour),
                Number { value: minute, .. },
                Word(Sense::Minute),
                ..,
            ] => (self.put_time(hour, minute), 4),
            [Number { value: hour, .. }, Word(Sense::Hour), ..]
            | [Word(Sense::Hour), Number { value: hour, .. }, ..] => (self.put_time(hour, 0), 2),
            [Word(Sense::Hour), Token::Numeric(Numeric::Time { hour, minute }), ..] => (self.put_time(hour, minute), 2),
            [Number { value: hour, .. }, Word(Sense::HalfDay(half)), ..] => {
                (self.put_time(hour, 0) && put(&mut self.half_day, half), 2)
            }
            [Number { value: hour, .. }, Word(Sense::HourOf(daytime)), ..] => {
                (self.put_time(hour, 0) && put(&mut self.daytime, daytime), 2)
            }
            _ => return None,
        };
        fits.then_some(taken)
    }

    pub(super) fn put_time(&mut self, hour: u32, minute: u32) -> bool {
        hour < 24 && minute < 60 && put(&mut self.time, (hour, minute))
    }

    /// What was told about the time of day; `None` when it cannot be.
    pub(super) fn take_clock(&mut self) -> Option<Clock> {
        let (offset, half) = (self.offset.take(), self.half_day.take());
        let (daytime, is_vague) = (self.daytime.take(), std::mem::take(&mut self.is_time_vague));
        match self.time.take() {
            Some((hour, minute)) => {
                let hour = hour_of_day(hour, half, daytime)?;
                let at = Clock::At { hour, minute, offset };
                Some(if is_vague { Clock::Vague } else { at })
            }
            None if offset.is_some() || half.is_some() || is_vague => None,
            None if daytime.is_some() => Some(Clock::Vague),
            None => Some(Clock::Unsaid),
        }
    }
}
