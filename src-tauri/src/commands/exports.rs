//! What leaves in the clear, and what comes in.

use super::{aside, blocking, until_leaving};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::Failure;
use sandyq_casework::view::{ExportOutcome, ExportPreview, ImportView};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// What an unencrypted file with these cases would hold; without cases, with everything.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_export(app: AppHandle, cases: Vec<String>, lang: Lang) -> Result<ExportPreview, Failure> {
    let handle = app.clone();
    blocking(app, move |session| {
        session.preview_export(&cases, lang, &mut until_leaving(&handle))
    })
    .await
}

/// Writes it where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn export_document(
    app: AppHandle,
    cases: Vec<String>,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<ExportOutcome>, Failure> {
    aside(move || {
        let name = format!("{}.json", cases.first().map_or("export", String::as_str));
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &name)) else {
            return Ok(None);
        };
        let exported = app
            .state::<Desk>()
            .with(|session| session.export_document(&cases, &out, lang, &mut until_leaving(&app)))?;
        Ok(Some(exported))
    })
    .await
}

/// Adds the records of an import document that the person chooses; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn import_document(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<ImportView>, Failure> {
    aside(move || {
        let Some(file) = dialogs::named(path).or_else(|| dialogs::file(&app)) else {
            return Ok(None);
        };
        let report = app.state::<Desk>().with(|session| session.import_file(&file, lang))?;
        Ok(Some(report.told(lang)))
    })
    .await
}
