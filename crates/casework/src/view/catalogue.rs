//! What can be asked of the numbers, and what stands behind one of them.

use super::StatsRequest;
use serde::Serialize;
use ts_rs::TS;

/// What a screen offers to ask. It knows no unit and no dimension of its own: it shows what stands here.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsCatalogue {
    /// What can be counted.
    pub units: Vec<StatsUnit>,
    /// By what.
    pub dimensions: Vec<StatsDimension>,
    /// Questions that are asked often, ready to be counted.
    pub questions: Vec<StatsQuestion>,
    /// Periods that are asked often.
    pub periods: Vec<StatsPeriod>,
    /// Cases that counting looks at.
    pub cases: u32,
}

/// Something that is counted.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsUnit {
    /// As [`StatsRequest::unit`].
    pub unit: String,
    /// In words.
    pub label: String,
}

/// Something it is counted by.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsDimension {
    /// As [`StatsRequest::rows`].
    pub name: String,
    /// In words.
    pub label: String,
    /// The kind of record it is a field of, in words; empty for what follows from several.
    pub group: String,
    /// The units it says something of.
    pub units: Vec<String>,
}

/// A question that is ready.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsQuestion {
    /// Its word in keys.
    pub id: String,
    /// In words.
    pub label: String,
    /// What its answer looks like: `funnel`, `months`, `grid`, `tiles` or `bars`.
    pub chart: String,
    /// What is counted then; its period is the reader's to choose.
    pub asked: StatsRequest,
}

/// A period that is ready.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StatsPeriod {
    /// Its word in keys.
    pub id: String,
    /// In words.
    pub label: String,
    /// As [`StatsRequest::from`].
    pub from: Option<String>,
    /// As [`StatsRequest::to`].
    pub to: Option<String>,
}

/// The cases behind a number.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountedCases {
    /// By code; those that are only possibly in it at the end.
    pub cases: Vec<CountedCase>,
    /// How many there are: more than are listed where a list would be too long.
    pub total: u32,
}

/// A case behind a number.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountedCase {
    /// The case.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title; the code while names are hidden.
    pub title: String,
    /// It is only possibly inside the period.
    pub is_possible: bool,
}
