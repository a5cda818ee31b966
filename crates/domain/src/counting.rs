//! Counting: distinct units under stated rules, from the records of one case after another.
//!
//! The rules are those of docs/counting.md, printed under every table. What a unit is made of is told by *contexts*: one for
//! each act and perpetrator, or for each article an application asked for. Two dimensions meet only within a context, so that
//! the blow of one person and the threat of another never become a blow of the other; a filter holds within a context too.

mod age;
mod context;
mod dimension;
mod facts;
mod guard;
mod legal;
#[cfg(test)]
mod legal_tests;
mod measures;
mod tally;
#[cfg(test)]
mod tests;
mod units;

pub use context::CaseRecords;
pub use dimension::{Derived, Dimension, NotADimension};
pub use facts::Facts;
pub use guard::{Guarded, THRESHOLD, guard};
pub use measures::{Measure, Measured, Measures};
pub use tally::{Cell, LeftOut, Place, Table, Tally};
pub use units::{Across, known_as};

use crate::fuzzy::Span;
use std::fmt;
use std::str::FromStr;

/// Nothing was recorded: shown, never dropped.
pub const NOT_RECORDED: &str = "";

/// What is counted. Never mixed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// Cases with at least one event that counts.
    Cases,
    /// Events that are confirmed or likely, and nobody's duplicate.
    Events,
    /// People who suffered an act in an event that counts; a group by its least number.
    Victims,
    /// Acts in events that count: one victim, one type, one event.
    Acts,
    /// Those who did such an act and are known: by a person's code, a mark they left, or as an organisation.
    Perpetrators,
    /// Applications to an authority: attempts and filings joined by `continues` are one.
    Applications,
    /// Legal tracks.
    Proceedings,
    /// Steps of legal tracks, refusals among them.
    Steps,
    /// Authorities that were addressed or that acted.
    Authorities,
    /// People in whose name a legal track was opened.
    Applicants,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 10] = [
        Self::Cases,
        Self::Events,
        Self::Victims,
        Self::Acts,
        Self::Perpetrators,
        Self::Applications,
        Self::Proceedings,
        Self::Steps,
        Self::Authorities,
        Self::Applicants,
    ];

    /// The word for it in commands, files and keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Events => "events",
            Self::Victims => "victims",
            Self::Acts => "acts",
            Self::Perpetrators => "perpetrators",
            Self::Applications => "applications",
            Self::Proceedings => "proceedings",
            Self::Steps => "steps",
            Self::Authorities => "authorities",
            Self::Applicants => "applicants",
        }
    }

    /// Whether a small number of them can point at somebody. What authorities did is exempt: an application that was not
    /// registered is the authority's deed.
    #[must_use]
    pub const fn is_guarded(self) -> bool {
        !matches!(
            self,
            Self::Applications | Self::Proceedings | Self::Steps | Self::Authorities
        )
    }

    /// Whether it counts by events that are established, and the acts in them.
    #[must_use]
    pub const fn is_of_events(self) -> bool {
        matches!(
            self,
            Self::Cases | Self::Events | Self::Victims | Self::Acts | Self::Perpetrators
        )
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// Not the word for a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a unit")]
pub struct NotAUnit;

impl FromStr for Unit {
    type Err = NotAUnit;

    fn from_str(text: &str) -> Result<Self, NotAUnit> {
        Self::ALL.into_iter().find(|unit| unit.slug() == text).ok_or(NotAUnit)
    }
}

/// A filter: one of these values, in one context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Where {
    /// Of what.
    pub dimension: Dimension,
    /// Any of these; [`NOT_RECORDED`] is one.
    pub values: Vec<String>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What is counted.
    pub unit: Unit,
    /// What is measured of them, instead of counting them.
    pub measure: Option<Measure>,
    /// By what, down the side.
    pub rows: Option<Dimension>,
    /// By what, across.
    pub columns: Option<Dimension>,
    /// When; everything without.
    pub period: Option<Span>,
    /// All of these hold.
    pub filters: Vec<Where>,
}

impl Question {
    /// Everything it asks for.
    pub fn dimensions(&self) -> impl Iterator<Item = Dimension> {
        let filters = self.filters.iter().map(|filter| filter.dimension);
        self.rows.into_iter().chain(self.columns).chain(filters)
    }

    /// The first dimension that says nothing of this unit.
    #[must_use]
    pub fn misfit(&self) -> Option<Dimension> {
        self.dimensions().find(|dimension| !dimension.fits(self.unit))
    }
}
