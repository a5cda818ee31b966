//! Cases as lists, pages and search results.

use sandyq_domain::{RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// What a mark means; never told by colour alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Meaning {
    /// A refusal.
    Refusal,
    /// Something falls due.
    Due,
    /// Accepted, verified, whole.
    Sound,
    /// Kept out of sight.
    Hidden,
    /// No special meaning.
    Plain,
}

/// A short word with a meaning.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Mark {
    /// What it means.
    pub meaning: Meaning,
    /// The word.
    pub text: String,
}

/// One line of the case list: what is read from the case, its events and its steps alone.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CaseLine {
    /// The case.
    #[ts(type = "string")]
    pub id: RecordId,
    /// `K-26-014`.
    pub code: String,
    /// Working title; empty when none was given.
    pub title: String,
    /// When the first event was, in words; empty when not known.
    pub when: String,
    /// Where the first event was, in words.
    pub place: String,
    /// Refusals among the steps.
    pub refusals: u32,
    /// The authorities' response in a word, such as "6 refusals" or "accepted".
    pub response: Option<Mark>,
    /// That it is urgent, and that it is dangerous for those concerned; nothing where it is neither.
    pub alarms: Vec<Mark>,
    /// How well it is established, when said.
    pub verification: Option<Mark>,
    /// Last change, in words ("today", "20 Nov.").
    pub changed: String,
    /// Invented, for practice.
    pub is_practice: bool,
}

/// The summary of a case: its line, and what the people, acts and evidence in it tell.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CaseRow {
    /// Its line in the list.
    #[serde(flatten)]
    #[ts(flatten)]
    pub line: CaseLine,
    /// Codes of the people who suffered an act.
    pub victims: Vec<String>,
    /// Who did it, as described.
    pub involved: Vec<String>,
    /// Pieces of evidence.
    pub evidence: u32,
    /// What to do next, as written.
    pub next_action: String,
    /// Free words to find it by.
    pub tags: Vec<String>,
    /// What is missing, as next questions, the most useful first.
    pub questions: Vec<super::Question>,
}

/// The case list.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CaseList {
    /// Cases in the vault, or cases that match the query.
    pub total: u32,
    /// How many of them are invented, for practice: no count is theirs.
    pub practice: u32,
    /// The rows asked for, newest change first.
    pub rows: Vec<CaseLine>,
}

/// What a new case is made of: the shortest form that is still a case.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
pub struct NewCase {
    /// Working title.
    pub title: String,
    /// What happened, in the words it was told.
    pub told: String,
    /// When, as typed; empty when not known. Words that are not a date are kept as told.
    pub when: String,
    /// Town or village, as typed.
    pub locality: String,
}

/// On which stretch of the timeline something stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TimelinePart {
    /// Up to today.
    Past,
    /// Below today: what is open or still to come.
    Ahead,
    /// Without a date that can be counted.
    Undated,
}

/// A thing on the timeline.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TimelineItem {
    /// Its name in this list.
    pub key: String,
    /// The record it stands for.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind; `deadline` for what is due.
    pub kind: String,
    /// What entries of its kind are called together.
    pub kind_label: String,
    /// Where it stands.
    pub part: TimelinePart,
    /// The field of the record that takes the date.
    pub date_field: String,
    /// When, in words; empty when not known.
    pub when: String,
    /// When, as it was told; empty when that says nothing else.
    pub told: String,
    /// The days a vague date is counted as; empty when that says nothing else.
    pub counted: String,
    /// How vague its date is: 0 a day, 1 a week, 2 a month, 3 a season, 4 a year, 5 more or an open end.
    pub vagueness: u32,
    /// It is a refusal: the loudest mark of the page.
    pub is_refusal: bool,
    /// Heading.
    pub title: String,
    /// One line below the heading.
    pub detail: String,
    /// Marks beside the heading.
    pub marks: Vec<Mark>,
    /// Evidence that belongs to it.
    #[ts(type = "string[]")]
    pub evidence: Vec<RecordId>,
}

/// A person of the case, by code.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PersonLine {
    /// The person.
    #[ts(type = "string")]
    pub id: RecordId,
    /// `P-103`.
    pub code: String,
    /// Roles in this case, in words.
    pub roles: Vec<String>,
    /// A name is kept apart.
    pub has_identity: bool,
    /// The identity record, when there is one.
    #[ts(type = "string | null")]
    pub identity: Option<RecordId>,
    /// What consents allow, in words.
    pub consents: Vec<String>,
}

/// Who did what to whom: acts of one type that the same people did in one event.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Sentence {
    /// The acts, one for each who suffered it.
    #[ts(type = "string[]")]
    pub acts: Vec<RecordId>,
    /// All of it as one sentence.
    pub text: String,
    /// The event.
    #[ts(type = "string | null")]
    pub event: Option<RecordId>,
    /// Which event, where and when, in words.
    pub scene: String,
    /// Who, in words; empty when not known.
    pub who: String,
    /// What.
    pub what: String,
    /// To whom, by code.
    pub whom: String,
}

/// A longer text of the case.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TextLine {
    /// The record it is in.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Heading: kind, source, date.
    pub heading: String,
    /// Language code, when known.
    pub lang: Option<String>,
    /// The text itself.
    pub text: String,
}

/// Any record as one line.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RecordLine {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is, in a few words.
    pub title: String,
}

/// A whole case.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct CasePage {
    /// Its line in the list.
    pub row: CaseRow,
    /// What happened, was done, told and found, what is due, and what has no date.
    pub timeline: Vec<TimelineItem>,
    /// The proceedings, each with its steps.
    pub tracks: Vec<super::ProceedingTrack>,
    /// Deadlines and tasks, the settled ones last.
    pub deadlines: Vec<super::DeadlineLine>,
    /// The people.
    pub people: Vec<PersonLine>,
    /// The organisations that have a role.
    pub organisations: Vec<super::OrganisationLine>,
    /// What they are to each other.
    pub relations: Vec<RecordLine>,
    /// Numbers and marks that perpetrators left.
    pub marks: Vec<super::MarkLine>,
    /// Cases that an event links with this one.
    pub linked: Vec<super::LinkedCase>,
    /// Who did what to whom.
    pub sentences: Vec<Sentence>,
    /// What was told, in full.
    pub texts: Vec<TextLine>,
    /// The evidence.
    pub evidence: Vec<super::EvidenceLine>,
    /// Every record of the case, for choosing one in a form.
    pub records: Vec<RecordLine>,
    /// Records that were begun and are not whole yet: drafts that wait for what they need.
    pub unfinished: Vec<RecordLine>,
}

/// One record, for its form.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct RecordView {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its case.
    #[ts(type = "string | null")]
    pub case: Option<RecordId>,
    /// Its kind.
    pub kind: String,
    /// Its fields: the draft when there is one.
    #[ts(type = "Record<string, unknown>")]
    pub body: Map<String, Value>,
    /// The body is a draft that is not yet a revision.
    pub is_draft: bool,
    /// The field that was being edited.
    pub focus: Option<String>,
    /// Where in that field, in UTF-16 units as the page counts.
    pub cursor: Option<u32>,
    /// How many revisions there are.
    pub revisions: u32,
    /// Fields that were not handed over.
    pub withheld: Vec<String>,
}

/// One revision.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HistoryLine {
    /// Number of the revision, from 1.
    pub n: u32,
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// What it is.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// On which machine: the first eight digits of its id.
    pub machine: String,
    /// When, UTC.
    #[ts(type = "string")]
    pub time: Timestamp,
    /// When, in words.
    pub when: String,
    /// Labels of the fields that differ from the revision before.
    pub changed: Vec<String>,
}

/// A place where the searched words stand.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SearchHit {
    /// The record.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its case, when it has one.
    #[ts(type = "string | null")]
    pub case: Option<RecordId>,
    /// That case's code, or empty.
    pub case_code: String,
    /// Its kind.
    pub kind: String,
    /// Its kind in words.
    pub kind_label: String,
    /// What it is.
    pub title: String,
    /// It stands in a case for practice.
    pub is_practice: bool,
    /// The words around the hit; the hit itself between U+E000 and U+E001.
    pub snippet: String,
}
