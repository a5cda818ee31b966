//! Evidence files: taking in, checking, handing out.

use super::{aside, blocking, until_leaving};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::Failure;
use sandyq_casework::view::{AttachOutcome, EvidenceCheck};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// Lets the person choose files and takes them into a case; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn pick_evidence(app: AppHandle, case: String, lang: Lang) -> Result<Vec<AttachOutcome>, Failure> {
    aside(move || attach(&app, &case, &dialogs::files(&app), lang)).await
}

/// Takes named files into a case; only the test build may name any.
#[tauri::command(rename_all = "snake_case")]
pub async fn attach_evidence(
    app: AppHandle,
    case: String,
    paths: Vec<PathBuf>,
    lang: Lang,
) -> Result<Vec<AttachOutcome>, Failure> {
    let paths: Vec<PathBuf> = paths
        .into_iter()
        .filter_map(|path| dialogs::named(Some(path)))
        .collect();
    aside(move || attach(&app, &case, &paths, lang)).await
}

fn attach(app: &AppHandle, case: &str, paths: &[PathBuf], lang: Lang) -> Result<Vec<AttachOutcome>, Failure> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    app.state::<Desk>()
        .with(|session| session.attach_evidence(case, paths, lang, &mut until_leaving(app)))
}

/// Reads stored files to their end and compares their hashes: of one case, or of all.
#[tauri::command(rename_all = "snake_case")]
pub async fn verify_evidence(app: AppHandle, case: Option<String>, lang: Lang) -> Result<Vec<EvidenceCheck>, Failure> {
    let handle = app.clone();
    blocking(app, move |session| {
        session.verify_evidence(case.as_deref(), lang, &mut until_leaving(&handle))
    })
    .await
}

/// Writes a piece of evidence where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn export_evidence(app: AppHandle, id: String, path: Option<PathBuf>) -> Result<Option<String>, Failure> {
    aside(move || {
        let desk = app.state::<Desk>();
        let name = desk.with(|session| session.evidence_name(&id))?;
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &name)) else {
            return Ok(None);
        };
        desk.with(|session| session.export_evidence(&id, &out))?;
        Ok(Some(dialogs::name(&out)))
    })
    .await
}
