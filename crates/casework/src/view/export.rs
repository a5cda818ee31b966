//! What an export in the clear holds, and what came of an import.

use super::PreviewLine;
use serde::Serialize;
use ts_rs::TS;

/// What an export would hold, before anything is written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportPreview {
    /// Cases.
    pub cases: u32,
    /// Records of all kinds.
    pub records: u32,
    /// Bytes of the file.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// Records by kind.
    pub leaves: Vec<PreviewLine>,
    /// What such a file cannot carry.
    pub stays: Vec<PreviewLine>,
    /// What to look at again before writing: whose name is in it without consent, what an import would refuse.
    pub look_again: Vec<PreviewLine>,
}

/// An export that was written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportOutcome {
    /// Name of the file.
    pub file: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// That it is not encrypted, in words.
    pub warning: String,
    /// Cases inside.
    pub cases: u32,
    /// Records inside.
    pub records: u32,
    /// What the file does not carry.
    pub stays: Vec<PreviewLine>,
    /// What to remember about it.
    pub look_again: Vec<PreviewLine>,
}

/// What became of an import document.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ImportView {
    /// Records that were added.
    pub added: u32,
    /// The same by kind, in words.
    pub kinds: Vec<String>,
    /// Records that were refused.
    pub refused: u32,
    /// The first of them: why, and which.
    pub refusals: Vec<PreviewLine>,
    /// Dates kept as told, because nothing else is known of them.
    pub as_told: u32,
}
