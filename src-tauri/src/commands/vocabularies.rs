//! The vocabularies, and the words a group adds to them.

use super::blocking;
use sandyq_casework::Failure;
use sandyq_casework::view::{NewTerm, TermView, VocabularyLine, VocabularyView};
use sandyq_domain::Lang;
use tauri::AppHandle;

/// Every vocabulary.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_vocabularies(app: AppHandle, lang: Lang) -> Result<Vec<VocabularyLine>, Failure> {
    blocking(app, move |session| session.list_vocabularies(lang)).await
}

/// One vocabulary with all its terms.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_vocabulary(app: AppHandle, name: String, lang: Lang) -> Result<VocabularyView, Failure> {
    blocking(app, move |session| session.read_vocabulary(&name, lang)).await
}

/// Adds a word of the group's own.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_term(app: AppHandle, new: NewTerm, lang: Lang) -> Result<TermView, Failure> {
    let added = blocking(app, move |session| session.add_term(&new, lang)).await;
    added.map_err(|failure| failure.worded(lang))
}

/// Takes an own word out of what is offered, or offers it again.
#[tauri::command(rename_all = "snake_case")]
pub async fn retire_term(app: AppHandle, id: String, retired: bool, lang: Lang) -> Result<TermView, Failure> {
    blocking(app, move |session| session.retire_term(&id, retired, lang)).await
}
