//! Cases for practice.

use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// The cases for practice that are here, and what goes when they are removed.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PracticeView {
    /// The cases, by code.
    pub cases: Vec<PracticeCase>,
    /// Their records, and those of people and organisations that nothing real names.
    pub records: u32,
}

/// One of them.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PracticeCase {
    /// The case.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Its working title.
    pub title: String,
    /// It lies in the trash.
    pub is_trashed: bool,
}
