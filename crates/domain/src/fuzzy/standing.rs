//! Counting with fuzzy dates: what is certain, what is possible, and what is neither.
//!
//! "Definitely" holds on every day the date leaves possible; "possibly" on one at least. So definite implies possible, and a
//! date that is unknown is nowhere: it is counted apart, as missing.

use chrono::{Days, NaiveDate};

use super::{FuzzyDate, Precision, Span};

/// Where a date lies as seen from a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// On every day it leaves possible, inside.
    Inside,
    /// On some, inside.
    PossiblyInside,
    /// On none.
    Outside,
    /// Nothing is known of it.
    Unknown,
}

/// "About" reaches this many days to either side, or as many as it names if those are more.
const ABOUT_LEAST: u64 = 7;

impl FuzzyDate {
    /// The days it leaves possible; `None` when nothing is known.
    #[must_use]
    pub fn possible(&self) -> Option<Span> {
        let named = Span::new(self.from, self.to)?;
        match self.precision {
            Precision::Unknown => None,
            Precision::About => {
                let reach = Days::new(named.length()?.max(ABOUT_LEAST));
                let first = self.from.and_then(|day| day.checked_sub_days(reach));
                Span::new(first, self.to.and_then(|day| day.checked_add_days(reach)))
            }
            Precision::ExactTime
            | Precision::Day
            | Precision::Month
            | Precision::Year
            | Precision::Before
            | Precision::After
            | Precision::Between => (self.from.is_some() || self.to.is_some()).then_some(named),
        }
    }

    /// The first possible day; `None` when there is none.
    #[must_use]
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.possible()?.first()
    }

    /// The last possible day; `None` when there is none.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.possible()?.last()
    }

    /// How many days are possible; `None` when they are not bounded.
    #[must_use]
    pub fn days(&self) -> Option<u64> {
        self.possible()?.length()
    }

    /// Where it lies as seen from a period: the one question that counting asks.
    #[must_use]
    pub fn standing_in(&self, period: Span) -> Standing {
        match self.possible() {
            None => Standing::Unknown,
            Some(possible) if period.contains(possible) => Standing::Inside,
            Some(possible) if period.intersection(possible).is_some() => Standing::PossiblyInside,
            Some(_) => Standing::Outside,
        }
    }

    /// Certainly inside the period.
    #[must_use]
    pub fn is_definitely_in(&self, period: Span) -> bool {
        self.standing_in(period) == Standing::Inside
    }

    /// Perhaps inside the period, or certainly.
    #[must_use]
    pub fn is_possibly_in(&self, period: Span) -> bool {
        matches!(self.standing_in(period), Standing::Inside | Standing::PossiblyInside)
    }

    /// Certainly on an earlier day than the other.
    #[must_use]
    pub fn is_definitely_before(&self, other: &Self) -> bool {
        let both = self.possible().zip(other.possible());
        both.is_some_and(|(own, other)| own.is_before(other))
    }

    /// Certainly on a later day than the other.
    #[must_use]
    pub fn is_definitely_after(&self, other: &Self) -> bool {
        other.is_definitely_before(self)
    }

    /// The days on which both are possible.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<Span> {
        self.possible()?.intersection(other.possible()?)
    }
}
