//! What was deleted, what can come back, and what is gone for good.

use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// What went into the trash, or came back from it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Deleted {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// What it is.
    pub title: String,
    /// How many records moved with it, itself included.
    pub records: u32,
}

/// One line of the trash.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TrashLine {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// The code it was shown under, if it has one.
    pub code: String,
    /// The slug of its kind.
    pub kind: String,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is.
    pub title: String,
    /// The code of the case it was in; empty for none.
    pub case_code: String,
    /// When it was deleted, in words.
    pub when: String,
    /// Who deleted it.
    pub by: String,
    /// Records that went with it, itself included.
    pub records: u32,
}

/// What destroying or forgetting takes away, or took away; and where copies remain.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Gone {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// What it is; read before it went.
    pub title: String,
    /// Records whose text goes: itself, and what belongs to it alone.
    pub records: Vec<GoneRecord>,
    /// Versions of all of them.
    pub revisions: u32,
    /// Evidence files destroyed with their keys.
    pub files: u32,
    /// Records that still name it, and may hold words about it: to be looked at by a person.
    pub still_named_by: Vec<GoneRecord>,
    /// Bundles that were handed over and may hold the text: recipient, file and day, in words.
    pub bundles: Vec<String>,
    /// Backups that still hold the text: place and day, in words.
    pub backups: Vec<String>,
    /// Evidence that was exported in the clear: path and day, in words.
    pub exports: Vec<String>,
    /// The text is out of every table, and old traces in the vault's files are still to be overwritten: at the next unlock,
    /// when there is room. Always false before anything went.
    pub unfinished: bool,
}

/// A record on such a list.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GoneRecord {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is.
    pub title: String,
}

/// One field in two versions.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// Its label.
    pub label: String,
    /// Its value in the first version, in words; empty when it had none.
    pub before: String,
    /// Its value in the second version, in words; empty when it has none.
    pub after: String,
}

/// What can be undone and redone among list actions, in words; absent when nothing can.
#[derive(Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ActionsView {
    /// The last action.
    pub undo: Option<String>,
    /// The last undone action.
    pub redo: Option<String>,
}

/// Where the person was when the vault was closed: after unlocking they are there again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[ts(export)]
pub struct Place {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// It is an unfinished intake, which belongs to no case yet.
    pub is_intake: bool,
    /// Its case; a record outside any case is shown where it was edited.
    #[ts(type = "string | null")]
    pub case: Option<RecordId>,
    /// The field.
    pub field: Option<String>,
    /// Where in the field, in UTF-16 units as the page counts.
    pub cursor: Option<u32>,
}
