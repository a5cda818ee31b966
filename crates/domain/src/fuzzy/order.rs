//! The order of a timeline: total, and equal only for equal dates.
//!
//! By the first day named (for "before" the last, as it has no other), what has none at the end. On one day: "before" it; then
//! what ends sooner, "after" last; then a day without a time ahead of its hours; then the precision and the words, so that
//! nothing is left to chance. It says where a date is shown, not what happened first: that is
//! [`FuzzyDate::is_definitely_before`].

use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{FuzzyDate, Precision};

type Place<'d> = (
    bool,
    Option<NaiveDate>,
    bool,
    (bool, Option<NaiveDate>),
    Option<DateTime<FixedOffset>>,
    Precision,
    Option<&'d str>,
);

impl FuzzyDate {
    fn place(&self) -> Place<'_> {
        let named = self.from.or(self.to);
        (
            named.is_none(),
            named,
            self.from.is_some(),
            (self.to.is_none(), self.to),
            self.time,
            self.precision,
            self.as_told.as_deref(),
        )
    }
}

impl Ord for FuzzyDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for FuzzyDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
