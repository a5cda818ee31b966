//! Invented cases to learn on.

use super::blocking;
use sandyq_casework::Failure;
use sandyq_casework::view::{Gone, PracticeView};
use sandyq_domain::Lang;
use tauri::AppHandle;

/// The practice cases that are here.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_practice(app: AppHandle, lang: Lang) -> Result<PracticeView, Failure> {
    blocking(app, move |session| session.list_practice(lang)).await
}

/// Adds six.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_practice(app: AppHandle, lang: Lang) -> Result<PracticeView, Failure> {
    blocking(app, move |session| session.add_practice(lang)).await
}

/// Erases every one for good.
#[tauri::command(rename_all = "snake_case")]
pub async fn remove_practice(app: AppHandle, lang: Lang) -> Result<Gone, Failure> {
    blocking(app, move |session| session.remove_practice(lang)).await
}
