//! A first talk: its questions, what is unfinished, and the records it becomes. Its draft is saved as any other.

use super::{aside, blocking};
use crate::dialogs;
use sandyq_casework::view::{CaseRow, IntakeLine, IntakePreview, IntakeQuestion};
use sandyq_casework::{Failure, write_intake_form};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::AppHandle;

/// The questions, in the language of the talk.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_questions(app: AppHandle, spoken: Lang) -> Result<Vec<IntakeQuestion>, Failure> {
    blocking(app, move |session| session.list_questions(spoken)).await
}

/// Talks that were begun and are not recorded yet.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_intakes(app: AppHandle, lang: Lang) -> Result<Vec<IntakeLine>, Failure> {
    blocking(app, move |session| session.list_intakes(lang)).await
}

/// What a talk would record.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_intake(app: AppHandle, id: String, lang: Lang) -> Result<IntakePreview, Failure> {
    let preview = blocking(app, move |session| session.preview_intake(&id, lang)).await;
    preview.map_err(|failure| failure.worded(lang))
}

/// Makes the records of a talk.
#[tauri::command(rename_all = "snake_case")]
pub async fn take_intake(app: AppHandle, id: String, lang: Lang) -> Result<CaseRow, Failure> {
    let taken = blocking(app, move |session| session.take_intake(&id, lang)).await;
    taken.map_err(|failure| failure.worded(lang))
}

/// Writes the blank form where the person says, and answers the file's name; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn print_intake_form(app: AppHandle, spoken: Lang, path: Option<PathBuf>) -> Result<Option<String>, Failure> {
    aside(move || {
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &format!("blank-{spoken}.html"))) else {
            return Ok(None);
        };
        write_intake_form(&out, spoken)?;
        Ok(Some(dialogs::name(&out)))
    })
    .await
}
