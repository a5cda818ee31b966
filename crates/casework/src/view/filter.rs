//! Filters of the list: what can be chosen, what was, and what is kept under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field with values, any of which a record of the case must have.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldFilter {
    /// `kind.field`.
    pub field: String,
    /// Slugs, `other`, `yes`, `term:` with an id, or tags.
    pub values: Vec<String>,
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CaseSort {
    /// The newest change first.
    #[default]
    Recent,
    /// By code.
    Code,
    /// By title, in the alphabet of the reader's language.
    Title,
    /// Opened last first.
    Opened,
    /// By monitoring status.
    Status,
    /// The most urgent first.
    Priority,
    /// The greatest danger first.
    Risk,
}

/// Which cases, in which order, and which part of them.
#[derive(Clone, PartialEq, Eq, Default, Deserialize, TS)]
#[ts(export)]
pub struct CaseQuery {
    /// Words that stand in the case; empty for any.
    #[serde(default)]
    pub query: String,
    /// All of them.
    #[serde(default)]
    pub filters: Vec<FieldFilter>,
    /// In this order.
    #[serde(default)]
    pub sort: CaseSort,
    /// So many are left out at the top.
    pub offset: u32,
    /// Most rows in the answer.
    pub limit: u32,
}

/// A field that lists can be filtered by.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FilterField {
    /// `kind.field`.
    pub field: String,
    /// The field in words.
    pub label: String,
    /// Its kind in words.
    pub kind_label: String,
}

/// A value that some record has.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FilterValue {
    /// As a filter names it.
    pub value: String,
    /// In words.
    pub label: String,
    /// Cases that have it.
    pub cases: u32,
}

/// Filters kept under a name, in words too.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SavedFilter {
    /// The name.
    pub name: String,
    /// The filters.
    pub filters: Vec<FieldFilter>,
    /// Each in words: "Act: beating or threat".
    pub told: Vec<String>,
    /// The order kept with them.
    pub sort: CaseSort,
}
