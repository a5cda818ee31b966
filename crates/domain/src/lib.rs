//! The nouns of Sandyq: records, vocabularies, dates, versions, words.
//!
//! Nothing here does I/O: no SQL, no files, no clock, no randomness. Whoever needs an instant or an id hands it in.
#![warn(clippy::pedantic)]

pub mod casefile;
pub mod collation;
pub mod counting;
pub mod deadlines;
pub mod edits;
pub mod envelope;
pub mod field;
pub mod fold;
pub mod fuzzy;
pub mod ids;
pub mod intake;
pub mod joins;
pub mod kinds;
pub mod lang;
pub mod own_terms;
pub mod places;
pub mod residual;
pub mod schema;
pub mod value;
pub mod version;
pub mod vocab;
pub mod wordlist;
pub mod words;

pub use casefile::{CaseFile, Entry};
pub use collation::sort_key;
pub use edits::{Dispute, Dot, Edits, join};
pub use envelope::Envelope;
pub use field::{Field, FieldType, Privacy, Problem};
pub use fold::fold;
pub use fuzzy::{FuzzyDate, Precision};
pub use ids::{MachineId, RecordId, Timestamp};
pub use kinds::{KINDS, Kind, KindSpec, Scope, coded_values, is_coded, kind_spec, links, relink, search_texts};
pub use lang::Lang;
pub use own_terms::OwnTerms;
pub use version::{Relation, VersionVector};
