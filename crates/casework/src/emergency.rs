//! Everything gone: the wipe, its resumption, and proof that nothing opens.
//!
//! Step 0 (every command refuses, the database is interrupted, the page dies) belongs to the program that calls this:
//! it has the threads. The wipe itself asks nobody and needs no passphrase.

use crate::failure::{ErrorCode, Failure};
use sandyq_vault::wipe::{self, KeyFate, Report, WipeError};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// What a wipe did, in figures.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub struct WipeView {
    /// Milliseconds until the key file was overwritten and nothing could be opened any more.
    pub until_no_return_ms: f64,
    /// Milliseconds for everything.
    pub total_ms: f64,
    /// The key file was overwritten where it lay (else only removed).
    pub key_overwritten: bool,
    /// Files removed.
    #[ts(type = "number")]
    pub removed: u64,
    /// Things in the folder that are not the vault's: left alone.
    #[ts(type = "number")]
    pub left_alone: u64,
    /// Operations the disk refused.
    #[ts(type = "number")]
    pub failed: u64,
    /// Looked for at the end: nothing is left that opens.
    pub nothing_opens: bool,
}

/// Destroys the vault in `dir`, open or locked, whoever holds its lock.
///
/// # Errors
/// [`ErrorCode::NoVault`] when there is none: nothing was touched. [`ErrorCode::FileUnwritable`] when the key file could be
/// neither overwritten nor removed.
pub fn wipe(dir: &Path) -> Result<WipeView, Failure> {
    Ok(view(&wipe::wipe(dir).map_err(|error| failure(&error))?))
}

/// Ends a wipe that was interrupted. Called at every start, before anything else looks at the folder.
///
/// # Errors
/// As [`wipe`].
pub fn resume(dir: &Path) -> Result<Option<WipeView>, Failure> {
    let report = wipe::resume_wipe(dir).map_err(|error| failure(&error))?;
    Ok(report.as_ref().map(view))
}

fn failure(error: &WipeError) -> Failure {
    match error {
        WipeError::NotAVault => ErrorCode::NoVault.into(),
        WipeError::KeyRemains(_) => Failure::about(ErrorCode::FileUnwritable, "key"),
    }
}

fn view(report: &Report) -> WipeView {
    let Report {
        steps,
        key,
        overwritten: _,
        removed,
        left_alone,
        failed,
        resumed: _,
        nothing_opens,
    } = report;
    let ms = |upto: usize| {
        steps
            .iter()
            .take(upto)
            .map(|(_, took)| took.as_secs_f64() * 1000.0)
            .sum()
    };
    WipeView {
        until_no_return_ms: ms(2),
        total_ms: ms(usize::MAX),
        key_overwritten: matches!(key, KeyFate::Destroyed | KeyFate::AlreadyGone),
        removed: *removed,
        left_alone: *left_alone,
        failed: *failed,
        nothing_opens: *nothing_opens,
    }
}
