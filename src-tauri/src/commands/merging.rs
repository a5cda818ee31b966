//! What two sides changed, what ended elsewhere, what was merged, and the journal.

use super::blocking;
use sandyq_casework::view::{ConflictView, EndingView, JournalCheck, JournalPage, MergeLine, RecordView, UndoneMerge};
use sandyq_casework::{Failure, Take};
use sandyq_domain::Lang;
use std::collections::BTreeMap;
use tauri::AppHandle;

/// Every record on which somebody has to decide.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_conflicts(app: AppHandle, lang: Lang) -> Result<Vec<ConflictView>, Failure> {
    blocking(app, move |session| session.list_conflicts(lang)).await
}

/// Decides, field by field: 0 is what this vault said, then the others in their order.
#[tauri::command(rename_all = "snake_case")]
pub async fn resolve_conflict(app: AppHandle, id: String, sides: BTreeMap<String, u32>) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.resolve_conflict(&id, Take::Sides(sides))).await
}

/// What was deleted or forgotten elsewhere and waits for a decision.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_endings(app: AppHandle, lang: Lang) -> Result<Vec<EndingView>, Failure> {
    blocking(app, move |session| session.list_endings(lang)).await
}

/// Lets a record go here too, or keeps it.
#[tauri::command(rename_all = "snake_case")]
pub async fn decide_ending(app: AppHandle, number: i64, accept: bool, lang: Lang) -> Result<(), Failure> {
    blocking(app, move |session| session.decide_ending(number, accept, lang)).await
}

/// The merged bundles.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_merges(app: AppHandle, lang: Lang) -> Result<Vec<MergeLine>, Failure> {
    blocking(app, move |session| session.list_merges(lang)).await
}

/// Takes a whole merge back.
#[tauri::command(rename_all = "snake_case")]
pub async fn undo_merge(app: AppHandle, bundle: String) -> Result<UndoneMerge, Failure> {
    blocking(app, move |session| session.undo_merge(&bundle)).await
}

/// A page of the journal.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_journal(app: AppHandle, skip: u32, lang: Lang) -> Result<JournalPage, Failure> {
    blocking(app, move |session| session.journal_page(skip, lang)).await
}

/// Whether every chain of the journal holds.
#[tauri::command(rename_all = "snake_case")]
pub async fn verify_journal(app: AppHandle, lang: Lang) -> Result<JournalCheck, Failure> {
    blocking(app, move |session| session.verify_journal(lang)).await
}
