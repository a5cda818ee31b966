//! Days in a row: what a fuzzy date leaves possible, and what something is counted for.

use chrono::NaiveDate;

/// Days in a row, both ends included; an absent end is open. Never empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Span {
    /// From one end to the other; `None` when they are the wrong way round.
    #[must_use]
    pub fn new(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Option<Self> {
        let is_empty = first.zip(last).is_some_and(|(first, last)| first > last);
        (!is_empty).then_some(Self { first, last })
    }

    /// From one day to another; `None` when they are the wrong way round.
    #[must_use]
    pub fn of_days(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        Self::new(Some(first), Some(last))
    }

    /// The first day; `None` when there is none.
    #[must_use]
    pub fn first(self) -> Option<NaiveDate> {
        self.first
    }

    /// The last day; `None` when there is none.
    #[must_use]
    pub fn last(self) -> Option<NaiveDate> {
        self.last
    }

    /// How many days it has; `None` when an end is open.
    #[must_use]
    pub fn length(self) -> Option<u64> {
        let (first, last) = self.first.zip(self.last)?;
        u64::try_from((last - first).num_days() + 1).ok()
    }

    /// The days both have.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let first = self.first.max(other.first);
        let last = match (self.last, other.last) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        Self::new(first, last)
    }

    /// Whether every day of `other` is one of its days.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.intersection(other) == Some(other)
    }

    /// Whether every one of its days is before every day of `other`.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.last.zip(other.first).is_some_and(|(last, first)| last < first)
    }
}
