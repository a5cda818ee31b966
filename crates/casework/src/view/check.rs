//! Whether a vault is whole, and what a damaged one still gives out.

use serde::Serialize;
use ts_rs::TS;

/// One thing that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckedPart {
    /// The key file's MAC and slot list.
    Key,
    /// The HMAC of every page of the database.
    Pages,
    /// The database's own structure: tables, indexes, references.
    Structure,
    /// The search index against the texts.
    Search,
    /// The hash chains of the journal.
    Journal,
    /// Every evidence file: there, its size, its hash.
    Evidence,
    /// Files that belong to no row.
    Strays,
}

/// What was found about one part.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CheckLine {
    /// The part.
    pub part: CheckedPart,
    /// The part in words.
    pub label: String,
    /// How many things were looked at: pages, entries, files.
    #[ts(type = "number")]
    pub looked_at: u64,
    /// What is damaged, in words; empty when it is whole.
    pub faults: Vec<String>,
}

/// The whole answer. Nothing was deleted, renamed or changed.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VerifyView {
    /// Nothing is damaged. Stray files alone are no damage.
    pub whole: bool,
    /// Part by part.
    pub parts: Vec<CheckLine>,
    /// What to do, in words; empty when nothing is to be done.
    pub advice: String,
}

/// What was saved from a damaged vault into a new one, table by table.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RescueView {
    /// Every row of every table came along.
    pub complete: bool,
    /// Table by table.
    pub tables: Vec<RescuedTable>,
    /// Evidence files that came along.
    #[ts(type = "number")]
    pub files: u64,
    /// Evidence files that could not be read.
    #[ts(type = "number")]
    pub files_lost: u64,
}

/// What was saved of one table.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RescuedTable {
    /// Its name.
    pub table: String,
    /// Rows that came along.
    #[ts(type = "number")]
    pub rows: u64,
    /// Gaps in it: runs of rows on pages that cannot be read.
    #[ts(type = "number")]
    pub gaps: u64,
}
