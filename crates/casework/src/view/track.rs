//! Proceedings as tracks.

use super::Mark;
use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// One proceeding: where it stands, its steps in order, and what may come next.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProceedingTrack {
    /// The proceeding.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its short name, else its kind.
    pub title: String,
    /// Its kind in words; empty where the title says it.
    pub kind: String,
    /// Articles it rests on, in words.
    pub legal_basis: String,
    /// Official numbers, each with what it is.
    pub numbers: Vec<String>,
    /// Whose complaint, by code.
    pub applicant: String,
    /// The lawyer, by code.
    pub lawyer: String,
    /// Refusals among its steps.
    pub refusals: u32,
    /// Its steps in time; those without a date last.
    pub stations: Vec<TrackStation>,
    /// Where it stands, as recorded.
    pub stage: String,
    /// How it ended, as recorded.
    pub outcome: String,
    /// What became of the motive, and the ground given.
    pub motive: String,
    /// Open deadlines that follow from it or from one of its steps.
    pub next: Vec<TrackNext>,
}

/// One step of a proceeding.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TrackStation {
    /// The step.
    #[ts(type = "string")]
    pub id: RecordId,
    /// When, in words; empty when not known.
    pub when: String,
    /// Before whom, and what.
    pub title: String,
    /// It is a refusal.
    pub is_refusal: bool,
    /// In which way it was refused, in words.
    pub mode: String,
    /// The words used, in quotation marks.
    pub words: String,
    /// The organisation and the official, as known.
    pub who: String,
    /// Articles asked for.
    pub asked: String,
    /// Articles given.
    pub given: String,
    /// What was said of the motive.
    pub motive: String,
    /// What it led to, unless it was refused.
    pub result: Option<Mark>,
    /// Evidence of the step.
    #[ts(type = "string[]")]
    pub evidence: Vec<RecordId>,
}

/// What may come next in a proceeding.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TrackNext {
    /// The name of the deadline.
    pub key: String,
    /// The record it is counted from.
    #[ts(type = "string")]
    pub record: RecordId,
    /// By when, in words; empty when no day can be counted.
    pub when: String,
    /// What is due.
    pub what: String,
    /// Where it stands, in words.
    pub mark: Option<Mark>,
}
