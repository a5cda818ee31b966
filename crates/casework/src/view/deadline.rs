//! Deadlines and tasks, in words.

use super::Mark;
use sandyq_domain::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Under which heading a line stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DeadlineGroup {
    /// It has passed, in the last sixty days, or may have.
    Overdue,
    /// In the next seven days, at the earliest.
    Soon,
    /// Later, or without a day.
    Later,
    /// A presumption: nothing ends with it.
    Note,
    /// It passed more than sixty days ago and nobody said what became of it: history rather than work.
    Past,
    /// Answered, done, missed or dropped.
    Settled,
}

/// One deadline or task.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DeadlineLine {
    /// Its name for [`SettleTask`]: `rule:record`, or the id of a task of one's own.
    pub key: String,
    /// Under which heading it stands.
    pub group: DeadlineGroup,
    /// What is due.
    pub label: String,
    /// What kind of deadline it is, such as "a right ends with it" or "a presumption, not a bar".
    pub nature: String,
    /// The slug of that: `term`, `presumption`, `expected_reply`, `review`, `own`.
    pub nature_slug: String,
    /// The case.
    #[ts(type = "string")]
    pub case: RecordId,
    /// Its code.
    pub case_code: String,
    /// Its title; empty when there is none.
    pub case_title: String,
    /// The record it is counted from.
    #[ts(type = "string")]
    pub record: RecordId,
    /// That record in a few words; empty for a task of one's own.
    pub counted_from: String,
    /// By when, in words; empty when no day can be counted.
    pub due: String,
    /// Where it stands, in words; none where the heading says it all.
    pub mark: Option<Mark>,
    /// What else to know: the day is no working day, a step may have answered it, the date was withheld.
    pub remarks: Vec<String>,
    /// What it rests on; empty for one's own.
    pub ground: String,
    /// What it is and what it is not.
    pub note: String,
    /// A lawyer has not confirmed the rule.
    pub to_be_confirmed: bool,
    /// Why it was done so, missed or dropped, as written.
    pub why: String,
    /// The record that says what became of it.
    #[ts(type = "string | null")]
    pub task: Option<RecordId>,
    /// Somebody may say what became of it. What a later step answered is said by that step.
    pub can_settle: bool,
}

impl DeadlineLine {
    /// Whether nothing is to be done about it any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.group {
            DeadlineGroup::Overdue | DeadlineGroup::Soon | DeadlineGroup::Later | DeadlineGroup::Note => false,
            DeadlineGroup::Past | DeadlineGroup::Settled => true,
        }
    }
}

/// Deadlines and tasks of all cases that are worked on, or of one.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TaskList {
    /// By heading, the earliest first.
    pub lines: Vec<DeadlineLine>,
    /// How many are long past and left out.
    pub older: u32,
    /// How many more there are than one answer holds.
    pub more: u32,
    /// There are more cases than were looked at: those whose last change is oldest were not.
    pub is_partial: bool,
}

/// Which of them.
#[derive(Clone, Default, Deserialize, TS)]
#[ts(export)]
pub struct TaskFilter {
    /// One case by id or code; all when empty.
    pub case: String,
    /// Also what is settled, and what passed long ago.
    pub all: bool,
}

/// What became of a deadline.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
pub struct SettleTask {
    /// Its [`DeadlineLine::key`].
    pub key: String,
    /// `done`, `missed`, `dropped`, or `open` to take that back.
    pub status: String,
    /// Why, as typed; may be empty.
    pub why: String,
    /// The day it was done, as typed; may be empty.
    pub done_on: String,
}

/// A task of one's own.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
pub struct NewTask {
    /// Its case, by id or code.
    pub case: String,
    /// What is to be done.
    pub what: String,
    /// By when, as typed; may be empty.
    pub due: String,
}

/// A rule in words.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RuleLine {
    /// The record of a rule of one's own; none for the program's.
    #[ts(type = "string | null")]
    pub id: Option<RecordId>,
    /// What is due.
    pub label: String,
    /// How long, in words; empty where somebody writes the day down.
    pub length: String,
    /// What kind of deadline it gives.
    pub nature: String,
    /// What it rests on.
    pub ground: String,
    /// What it is and what it is not.
    pub note: String,
    /// A lawyer has not confirmed it.
    pub to_be_confirmed: bool,
    /// It lacks something, and starts nothing.
    pub is_incomplete: bool,
}
