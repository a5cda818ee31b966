//! The nouns of Sandyq: records, vocabularies, dates, versions, words.
//!
//! Nothing here does I/O: no SQL, no files, no clock, no randomness. Whoever needs an instant or an id hands it in.
#![warn(clippy::pedantic)]

pub mod envelope;
pub mod fold;
pub mod ids;
pub mod lang;
pub mod version;

pub use envelope::Envelope;
pub use fold::fold;
pub use ids::{MachineId, RecordId, Timestamp};
pub use lang::Lang;
pub use version::{Relation, VersionVector};
