//! What was deleted, what comes back, and what goes for good.

use super::blocking;
use sandyq_casework::Failure;
use sandyq_casework::view::{ActionsView, Deleted, Gone, TrashLine};
use sandyq_domain::Lang;
use tauri::AppHandle;

/// Moves a record, and what belongs to it alone, to the trash.
#[tauri::command(rename_all = "snake_case")]
pub async fn delete_record(app: AppHandle, id: String, lang: Lang) -> Result<Deleted, Failure> {
    blocking(app, move |session| session.delete_record(&id, lang)).await
}

/// Brings a record back from the trash.
#[tauri::command(rename_all = "snake_case")]
pub async fn restore_record(app: AppHandle, id: String, lang: Lang) -> Result<Deleted, Failure> {
    blocking(app, move |session| session.restore_record(&id, lang)).await
}

/// What is in the trash.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_trash(app: AppHandle, lang: Lang) -> Result<Vec<TrashLine>, Failure> {
    blocking(app, move |session| session.list_trash(lang)).await
}

/// What would go for good, and where copies remain.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_gone(app: AppHandle, id: String, lang: Lang) -> Result<Gone, Failure> {
    blocking(app, move |session| session.preview_gone(&id, lang)).await
}

/// Erases a record of the trash for good.
#[tauri::command(rename_all = "snake_case")]
pub async fn destroy_record(app: AppHandle, id: String, lang: Lang) -> Result<Gone, Failure> {
    blocking(app, move |session| session.destroy_record(&id, lang)).await
}

/// Erases a record for good, wherever it is, so that no bundle brings it back.
#[tauri::command(rename_all = "snake_case")]
pub async fn forget_record(app: AppHandle, id: String, lang: Lang) -> Result<Gone, Failure> {
    blocking(app, move |session| session.forget_record(&id, lang)).await
}

/// Takes the last deletion or return back.
#[tauri::command(rename_all = "snake_case")]
pub async fn undo_action(app: AppHandle, lang: Lang) -> Result<ActionsView, Failure> {
    blocking(app, move |session| session.undo_action(lang)).await
}

/// Does again what was taken back last.
#[tauri::command(rename_all = "snake_case")]
pub async fn redo_action(app: AppHandle, lang: Lang) -> Result<ActionsView, Failure> {
    blocking(app, move |session| session.redo_action(lang)).await
}

/// What can be taken back and done again.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_actions(app: AppHandle, lang: Lang) -> Result<ActionsView, Failure> {
    blocking(app, move |session| session.list_actions(lang)).await
}
