//! What arrives from outside, as the fuzzer gives it. See docs/fuzzing.md.

mod targets;

pub use targets::{age_file, card, date, key_file, manifest, records, tar};
