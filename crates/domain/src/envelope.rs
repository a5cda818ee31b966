//! The envelope every record travels and rests in: who wrote which version of what, when, where.
//!
//! The body stays raw JSON here, so that what a newer program wrote is kept and passed on untouched.

use crate::edits::Edits;
use crate::ids::{MachineId, RecordId, Timestamp};
use crate::version::VersionVector;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One version of one record. `Debug` is absent on purpose: the body is what a person said.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The record.
    pub id: RecordId,
    /// The case it belongs to; `null` for kinds that belong to cases through links, and for a case: its own id.
    pub case: Option<RecordId>,
    /// The slug of its kind, perhaps one this program does not know.
    pub kind: String,
    /// What edits the body contains.
    pub version: VersionVector,
    /// The profile name of who wrote this version.
    pub author: String,
    /// The machine it was written on.
    pub machine: MachineId,
    /// When, in UTC.
    pub time: Timestamp,
    /// The record itself: the fields of its kind, and fields a newer program added.
    pub body: Map<String, Value>,
    /// Names of fields that exist but were not handed over: absent knowledge, never a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<String>,
    /// Which edit wrote which field, where it was not the last one, and values beside those in the body.
    #[serde(default, skip_serializing_if = "Edits::is_plain")]
    pub edits: Edits,
}
