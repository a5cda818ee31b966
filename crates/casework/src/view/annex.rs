//! What a statistical annex would hold, before it is written.

use super::StatsView;
use serde::Serialize;
use ts_rs::TS;

/// A chapter of an annex.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AnnexChapter {
    /// Its heading.
    pub heading: String,
    /// Its tables, with the numbers that may be told.
    pub tables: Vec<StatsView>,
}

/// An annex, before it is written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AnnexPreview {
    /// Chapters in which something can be told.
    pub chapters: Vec<AnnexChapter>,
    /// How many tables would be in it, besides the one that says what was not answered.
    #[ts(type = "number")]
    pub tables: usize,
    /// How many pictures.
    #[ts(type = "number")]
    pub pictures: usize,
    /// Tables of which only a line says that nothing may be told or nothing was recorded.
    #[ts(type = "number")]
    pub empty: usize,
    /// Tables in which a number is not shown.
    #[ts(type = "number")]
    pub hidden: usize,
    /// What stands below its first table: of how many, from which records, who was left out.
    pub notes: Vec<String>,
}
