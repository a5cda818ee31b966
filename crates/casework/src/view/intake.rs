//! A first talk: its questions, what is unfinished, and what would be recorded.

use super::{FieldView, PreviewLine};
use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// One numbered question, in the language of the talk.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IntakeQuestion {
    /// Its number, the same on the printed form.
    pub number: u8,
    /// Its name in the answers.
    pub id: String,
    /// The question.
    pub text: String,
    /// What to mind while asking.
    pub hint: String,
    /// May be answered several times.
    pub repeats: bool,
    /// What a row is called, with `#` for its number; empty where it does not repeat.
    pub row: String,
    /// What is asked, as fields.
    pub parts: Vec<FieldView>,
}

/// A talk that was begun and is not recorded yet.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IntakeLine {
    /// Its draft.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its working title, or empty.
    pub title: String,
    /// How many questions are answered.
    pub answered: u32,
    /// How many there are.
    pub of: u32,
    /// When it was last written in, in words.
    pub changed: String,
}

/// What would be recorded, before anything is.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IntakePreview {
    /// Each kind of record, and how many.
    pub records: Vec<PreviewLine>,
    /// What to look at again: a code that looks like a name.
    pub look_again: Vec<String>,
    /// Neither words nor a title yet: there is nothing to record.
    pub is_empty: bool,
}
