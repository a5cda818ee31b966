//! What identifies somebody and was left in a text.

use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// One place.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ResidualLine {
    /// The record.
    #[ts(type = "string")]
    pub record: RecordId,
    /// Its case.
    #[ts(type = "string")]
    pub case: RecordId,
    /// That case's code.
    pub case_code: String,
    /// The record's kind in words.
    pub kind_label: String,
    /// The field.
    pub field: String,
    /// The field in words.
    pub field_label: String,
    /// What was found, in words: a name, a telephone number.
    pub class_label: String,
    /// What stands there.
    pub found: String,
    /// With the words around it; itself between U+E000 and U+E001.
    pub excerpt: String,
}
