//! Care for the vault as a whole: backup, rehearsal, check. All of it is long work, and a lock does not wait for it.

use super::{aside, blocking, until_leaving};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::Failure;
use sandyq_casework::view::{BackupState, BackupView, RehearsalView, VerifyView};
use sandyq_domain::Lang;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

/// Writes a backup where the person says, beginning at the last place; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn make_backup(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<BackupView>, Failure> {
    aside(move || {
        let Some(out) = place(&app, path, lang)? else {
            return Ok(None);
        };
        app.state::<Desk>()
            .with(|session| session.make_backup(&out, lang, &mut until_leaving(&app)))
            .map(Some)
    })
    .await
}

/// Opens the last backup aside and counts what is in it; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn rehearse_backup(
    app: AppHandle,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<RehearsalView>, Failure> {
    aside(move || {
        let Some(dir) = place(&app, path, lang)? else {
            return Ok(None);
        };
        app.state::<Desk>()
            .with(|session| session.rehearse_backup(&dir, lang, &mut until_leaving(&app)))
            .map(Some)
    })
    .await
}

/// How old the last backup is, and whether it is time for another.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_backup_state(app: AppHandle, lang: Lang) -> Result<BackupState, Failure> {
    blocking(app, move |session| session.backup_state(lang)).await
}

/// Checks everything in the vault, part by part. Nothing is changed.
#[tauri::command(rename_all = "snake_case")]
pub async fn verify_vault(app: AppHandle, lang: Lang) -> Result<VerifyView, Failure> {
    let handle = app.clone();
    blocking(app, move |session| session.verify(lang, &mut until_leaving(&handle))).await
}

/// The folder of backups: named by a test, or chosen by the person.
fn place(app: &AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<PathBuf>, Failure> {
    if let Some(named) = dialogs::named(path) {
        return Ok(Some(named));
    }
    let last = app.state::<Desk>().with(|session| session.backup_state(lang))?.place;
    Ok(dialogs::folder(app, Some(Path::new(&last))))
}
