//! What two sides changed, what others propose, and what was merged.

use super::PreviewLine;
use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// A record on which a person has to decide.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ConflictView {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is.
    pub title: String,
    /// The code of its case; empty for none.
    pub case_code: String,
    /// Why this is no ordinary difference, in words; empty for one.
    pub alarm: String,
    /// The fields in question, in the order of the form.
    pub fields: Vec<ConflictField>,
}

/// One field with several values.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ConflictField {
    /// The field.
    pub field: String,
    /// Its label.
    pub label: String,
    /// What it says here, or said here before theirs came.
    pub ours: ConflictValue,
    /// What others say.
    pub theirs: Vec<ConflictValue>,
    /// What it said before either changed it, where that is known; empty otherwise.
    pub before: String,
}

/// One value of a field in question.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ConflictValue {
    /// The value in words; empty for an emptied field.
    pub text: String,
    /// Who wrote it; empty when that is not known here.
    pub author: String,
    /// When, in words; empty when that is not known here.
    pub when: String,
}

/// That a record ended somewhere else.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EndingView {
    /// For deciding.
    #[ts(type = "number")]
    pub number: i64,
    /// The record.
    #[ts(type = "string")]
    pub record: RecordId,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is.
    pub title: String,
    /// The code of its case; empty for none.
    pub case_code: String,
    /// A person asked to be forgotten there; else it is in the trash there.
    pub is_forgotten: bool,
    /// Who tells it.
    pub from: String,
    /// When it came, in words.
    pub when: String,
}

/// A merged bundle.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MergeLine {
    /// The bundle's id.
    pub bundle: String,
    /// Its kind, in words.
    pub kind: String,
    /// Whose it was.
    pub from: String,
    /// Codes of its cases that are here.
    pub cases: Vec<String>,
    /// When it was merged, in words.
    pub when: String,
    /// When it was taken back, in words; empty when it was not.
    pub undone: String,
    /// Records it changed here.
    pub records: u32,
}

/// What taking a merge back did.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct UndoneMerge {
    /// The bundle's id.
    pub bundle: String,
    /// Records that say again what they said before.
    pub restored: u32,
    /// Records that had not been here, now in the trash.
    pub trashed: u32,
    /// Records changed since, which stay as they are.
    pub kept: u32,
}

/// The journal, the newest entry first.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalView {
    /// The entries.
    pub entries: Vec<JournalLine>,
    /// What does not hold, in words; empty when every chain is whole.
    pub faults: Vec<String>,
}

/// One entry.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalLine {
    /// Its number on its machine.
    #[ts(type = "number")]
    pub seq: u64,
    /// The machine, the first of its digits.
    pub machine: String,
    /// When, in words.
    pub when: String,
    /// Kind of entry: custody, merge, copy, override, access.
    pub entry: String,
    /// What was done; empty once that was forgotten.
    pub action: String,
    /// What it is about: a code or title; an id for what is not here.
    pub item: String,
    /// The rest, name by name.
    pub details: Vec<PreviewLine>,
    /// The hash that commits to it, 64 hexadecimal digits.
    pub hash: String,
}

/// A page of the journal, the newest entry first.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalPage {
    /// Entries of the whole journal.
    pub total: u32,
    /// Entries on a full page.
    pub page: u32,
    /// Those of this page.
    pub rows: Vec<JournalRow>,
}

/// One entry, in words.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalRow {
    /// The first digits of its machine, and its number there.
    pub number: String,
    /// When.
    pub when: String,
    /// What was done, or that it was forgotten.
    pub what: String,
    /// What it is about: a code or title; an id for what is not here.
    pub item: String,
    /// The code of the case that it is part of; empty for a case.
    pub case_code: String,
    /// Who did it; empty where nobody is named.
    pub by: String,
    /// The rest: to whom, why.
    pub details: Vec<PreviewLine>,
    /// The hash that commits to it, 64 hexadecimal digits.
    pub hash: String,
}

/// Whether the journal holds.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalCheck {
    /// Entries that were followed.
    pub entries: u32,
    /// What does not hold, in words; empty when every chain is whole.
    pub faults: Vec<String>,
}
