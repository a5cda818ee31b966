//! The nouns of Sandyq: records, vocabularies, dates, versions, words.
//!
//! Nothing here does I/O: no SQL, no files, no clock, no randomness. Whoever needs an instant or an id hands it in.
#![warn(clippy::pedantic)]

pub mod envelope;
pub mod ids;
pub mod version;

pub use envelope::Envelope;
pub use ids::{MachineId, RecordId, Timestamp};
pub use version::{Relation, VersionVector};
