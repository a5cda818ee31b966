//! What stands beside the timeline of a case: who and what belongs to it, and what to ask next.

use sandyq_domain::RecordId;
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;

/// An organisation of the case and what it did or was in it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OrganisationLine {
    /// The organisation.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// What kind it is, in words.
    pub kind: String,
    /// Roles in this case, in words.
    pub roles: Vec<String>,
}

/// A number, handle or plate that perpetrators left.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MarkLine {
    /// The mark.
    #[ts(type = "string")]
    pub id: RecordId,
    /// What kind it is, in words.
    pub kind: String,
    /// The number, handle or words themselves.
    pub value: String,
}

/// A case that an event links with this one.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LinkedCase {
    /// The other case.
    #[ts(type = "string")]
    pub case: RecordId,
    /// Its code.
    pub code: String,
    /// Its title; empty when there is none.
    pub title: String,
    /// What the events are to each other, in words.
    pub links: Vec<String>,
}

/// What is missing, and where to write it down: never an error.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct Question {
    /// The question.
    pub text: String,
    /// The kind of record that answers it.
    pub kind: String,
    /// The record, when it is there already; otherwise a new one is made.
    #[ts(type = "string | null")]
    pub record: Option<RecordId>,
    /// The field that answers it.
    pub field: String,
    /// What a new record knows already.
    #[ts(type = "Record<string, unknown>")]
    pub with: Map<String, Value>,
}
