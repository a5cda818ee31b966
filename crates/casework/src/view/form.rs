//! Forms: the field tables in words.

use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// A term to choose.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OptionView {
    /// The slug that is stored; empty for an own term.
    pub slug: String,
    /// The word that is shown.
    pub label: String,
    /// The record of an own term, stored as `{"term": id}`.
    #[ts(type = "string | null")]
    pub term: Option<RecordId>,
    /// Shown where it was chosen before, and not offered.
    pub is_retired: bool,
}

/// A field of a form.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FieldView {
    /// The name in the body.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Help below the field, or empty.
    pub hint: String,
    /// `text`, `prose`, `date`, `code`, `codes`, `number`, `flag`, `link`, `links` or `tags`.
    #[ts(
        type = "\"text\" | \"prose\" | \"date\" | \"code\" | \"codes\" | \"number\" | \"flag\" | \"link\" | \"links\" | \"tags\""
    )]
    pub kind: &'static str,
    /// The kind a link leads to (`*`: any); empty otherwise.
    pub target: String,
    /// Terms to choose from, reserved answers last.
    pub options: Vec<OptionView>,
    /// The record makes no sense without it.
    pub required: bool,
    /// Of all such fields of a kind, at least one.
    pub either: bool,
    /// Set by the program.
    pub machine_made: bool,
    /// The part of the form it stands in: slug.
    pub group: String,
    /// That part's heading; empty for the first part.
    pub group_label: String,
    /// `A` identifies, `B` facts, `C` safe for statistics.
    pub privacy: String,
}

/// How a date is read, while it is typed or before it is changed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, TS)]
#[ts(export)]
pub struct DateReading {
    /// The date as text to edit.
    pub written: String,
    /// What is counted, in words; empty when the words were not understood and are kept as told.
    pub words: String,
    /// Whether anything is counted; a date that is said to be unknown is understood, and counted nowhere.
    pub is_counted: bool,
    /// What to write instead, where a year is missing and may be guessed; empty otherwise.
    pub proposal: String,
    /// What would be counted then, in words.
    pub proposed: String,
}

/// A kind with its form.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FormKind {
    /// The slug.
    pub name: String,
    /// In words.
    pub label: String,
    /// Lives in one case (else in the vault, linked).
    pub in_case: bool,
    /// Its fields in the order of the form.
    pub fields: Vec<FieldView>,
}

/// A draft was encrypted and stored.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DraftSaved {
    /// Fields that will not be accepted as they are, in words: shown beside the field, never blocking typing.
    pub problems: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// What to do about it, in words.
    pub text: String,
}
