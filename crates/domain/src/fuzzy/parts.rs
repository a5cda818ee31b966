//! What one end of a date names: its year, month, day, season … in whatever order they were written.
//!
//! Everything written must find its place, each thing once; what was named twice or fits nowhere makes it no date.

use super::lexer::Token;
use super::lexicon::{Daytime, HalfDay, Holiday, Part, Season, Sense, Share, Unit};
use super::numeric::{Numeric, Year};

#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: Option<i32>,
    /// The last two digits of one.
    pub short_year: Option<i32>,
    /// The first of two, of which one follows the other.
    pub two_years: Option<i32>,
    pub month: Option<u32>,
    /// A small number: a day, or the ordinal of a share or week.
    pub number: Option<u32>,
    pub season: Option<Season>,
    pub part: Option<Part>,
    pub share: Option<Share>,
    pub ordinal: Option<u32>,
    pub has_week: bool,
    pub shift: Option<i32>,
    /// Last, this or next week, month or year.
    pub turn: Option<(Unit, i32)>,
    pub season_turn: Option<i32>,
    pub ago: Option<(Unit, u32)>,
    pub weekday: Option<u32>,
    pub holiday: Option<Holiday>,
    pub has_holiday_mark: bool,
    pub time: Option<(u32, u32)>,
    pub offset: Option<i32>,
    pub half_day: Option<HalfDay>,
    pub daytime: Option<Daytime>,
    /// «Около 14:30».
    pub is_time_vague: bool,
}

impl Parts {
    /// Finds a place for every token.
    pub(super) fn of(tokens: &[Token]) -> Option<Self> {
        let mut parts = Self::default();
        let mut rest = tokens;
        while !rest.is_empty() {
            rest = rest.get(parts.take(rest)?..)?;
        }
        Some(parts)
    }

    /// Takes the first token, or those that mean something together, and tells how many they were.
    fn take(&mut self, tokens: &[Token]) -> Option<usize> {
        use Token::{Number, Word};
        if let Some(taken) = self.take_time(tokens) {
            return Some(taken);
        }
        let (fits, taken) = match *tokens {
            [
                Number {
                    value: n,
                    digits: 1 | 2,
                }
                | Word(Sense::Count(n)),
                Word(Sense::Unit(unit)),
                Word(Sense::Ago),
                ..,
            ] => (put(&mut self.ago, (unit, n)), 3),
            [Word(Sense::Unit(unit)), Word(Sense::Ago), ..] => (put(&mut self.ago, (unit, 1)), 2),
            [Word(Sense::Turn(n)), Word(Sense::Unit(unit)), ..] => (put(&mut self.turn, (unit, n)), 2),
            [Word(Sense::Turn(n)), Word(Sense::Season(season)), ..] => {
                (put(&mut self.season_turn, n) && put(&mut self.season, season), 2)
            }
            // So many days or years name no date; «2 неделя мая» does.
            [
                Number { digits: 1 | 2, .. },
                Word(Sense::Unit(Unit::Day | Unit::Month | Unit::Year)),
                ..,
            ] => (false, 2),
            [one, ..] => (self.single(one), 1),
            [] => (false, 0),
        };
        fits.then_some(taken)
    }

    /// Finds a place for one token; false when it has none.
    fn single(&mut self, token: Token) -> bool {
        match token {
            Token::Number { value, digits: 4 } => i32::try_from(value).is_ok_and(|year| put(&mut self.year, year)),
            Token::Number { value, digits: 1 | 2 } => put(&mut self.number, value),
            Token::Number { .. } | Token::Dash => false,
            Token::Numeric(Numeric::Date { year, month, day }) => {
                let year_fits = match year {
                    None => true,
                    Some(Year::Whole(year)) => put(&mut self.year, year),
                    Some(Year::Short(year)) => put(&mut self.short_year, year),
                };
                year_fits && put(&mut self.month, month) && day.is_none_or(|day| put(&mut self.number, day))
            }
            Token::Numeric(Numeric::Years(first)) => put(&mut self.two_years, first),
            Token::Numeric(Numeric::Time { hour, minute }) => self.put_time(hour, minute),
            Token::Offset(minutes) => put(&mut self.offset, minutes),
            Token::Word(sense) => self.word(sense),
        }
    }

    fn word(&mut self, sense: Sense) -> bool {
        match sense {
            Sense::Month(month) => put(&mut self.month, month),
            Sense::Season(season) => put(&mut self.season, season),
            Sense::Part(part) => put(&mut self.part, part),
            Sense::Share(share) => put(&mut self.share, share),
            Sense::Ordinal(ordinal) => put(&mut self.ordinal, ordinal),
            Sense::Shift(days) => put(&mut self.shift, days),
            Sense::TurnedYear(years) => put(&mut self.turn, (Unit::Year, years)),
            Sense::Weekday(weekday) => put(&mut self.weekday, weekday),
            Sense::Holiday(holiday) => put(&mut self.holiday, holiday),
            Sense::HalfDay(half) => put(&mut self.half_day, half),
            Sense::Daytime(daytime) | Sense::HourOf(daytime) => put(&mut self.daytime, daytime),
            Sense::Utc => put(&mut self.offset, 0),
            Sense::Unit(Unit::Week) => !std::mem::replace(&mut self.has_week, true),
            Sense::HolidayMark => !std::mem::replace(&mut self.has_holiday_mark, true),
            Sense::About => !std::mem::replace(&mut self.is_time_vague, true),
            // «В 2 часа дня».
            Sense::Unit(Unit::Day) if self.time.is_some() => put(&mut self.daytime, Daytime::Day),
            Sense::Unit(Unit::Day | Unit::Month | Unit::Year) | Sense::Filler | Sense::On => true,
            Sense::Count(_)
            | Sense::Turn(_)
            | Sense::Ago
            | Sense::Before
            | Sense::After
            | Sense::NotAfter
            | Sense::NotBefore
            | Sense::Trailing(_)
            | Sense::Between
            | Sense::From
            | Sense::To
            | Sense::And
            | Sense::Or
            | Sense::Hour
            | Sense::Minute
            | Sense::Unknown
            | Sense::Suffix
            | Sense::DaySuffix => false,
        }
    }

    /// Whether it names no year in any way, and needs one.
    pub(super) fn needs_a_year(&self) -> bool {
        let names_one = self.year.is_some()
            || self.short_year.is_some()
            || self.two_years.is_some()
            || self.shift.is_some()
            || self.turn.is_some()
            || self.season_turn.is_some()
            || self.ago.is_some();
        !names_one
    }

    /// What one end of a span leaves to the other: «5–9 мая 2023», «март–апрель 2022», «I–II квартал 2022».
    pub(super) fn complete_from(&mut self, other: &Self) {
        let is_only_counted = self.number.is_some() || self.ordinal.is_some();
        if is_only_counted && self.month.is_none() && self.share.is_none() {
            self.share = other.share;
        }
        let is_a_piece = self.part.is_some() || self.share.is_some();
        let needs_a_month = self.number.is_some() || (is_a_piece && self.needs_a_year());
        if needs_a_month && self.month.is_none() && self.season.is_none() {
            (self.month, self.season) = (other.month, other.season);
        }
        if self.needs_a_year() {
            (self.year, self.turn) = (other.year, other.turn);
        }
    }
}

/// Fills an empty place; false when it is taken.
pub(super) fn put<T>(place: &mut Option<T>, value: T) -> bool {
    let is_free = place.is_none();
    *place = Some(value);
    is_free
}
