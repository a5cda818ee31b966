//! What belongs together.

use super::{aside, blocking};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::view::{CaseRow, GroupView, LinkOutcome, LinkProposals, PictureOutcome};
use sandyq_casework::{Failure, Ground};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// What may belong together, and what was declined.
#[tauri::command(rename_all = "snake_case")]
pub async fn propose_links(app: AppHandle, lang: Lang) -> Result<LinkProposals, Failure> {
    blocking(app, move |session| session.propose_links(lang)).await
}

/// Says that a proposal is right.
#[tauri::command(rename_all = "snake_case")]
pub async fn accept_link(app: AppHandle, id: String, lang: Lang) -> Result<LinkOutcome, Failure> {
    blocking(app, move |session| session.accept_link(&id, lang)).await
}

/// Says that it is wrong, or takes that back.
#[tauri::command(rename_all = "snake_case")]
pub async fn decline_link(app: AppHandle, id: String, declined: bool) -> Result<(), Failure> {
    blocking(app, move |session| session.decline_link(&id, declined)).await
}

/// Makes a case of the cases of a group.
#[tauri::command(rename_all = "snake_case")]
pub async fn group_cases(app: AppHandle, cases: Vec<String>, title: String, lang: Lang) -> Result<CaseRow, Failure> {
    blocking(app, move |session| session.group_cases(&cases, &title, lang)).await
}

/// The group a case belongs to.
#[tauri::command(rename_all = "snake_case")]
pub async fn show_group(app: AppHandle, case: String, lang: Lang) -> Result<GroupView, Failure> {
    blocking(app, move |session| session.show_group(&case, lang)).await
}

/// Its picture, for a light or a dark page.
#[tauri::command(rename_all = "snake_case")]
pub async fn draw_group(app: AppHandle, case: String, dark: bool, lang: Lang) -> Result<String, Failure> {
    let ground = if dark { Ground::Dark } else { Ground::Light };
    blocking(app, move |session| session.draw_group(&case, ground, lang)).await
}

/// Writes the picture where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn export_graph(
    app: AppHandle,
    case: String,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<PictureOutcome>, Failure> {
    aside(move || {
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &format!("{case}.svg"))) else {
            return Ok(None);
        };
        let written = app
            .state::<Desk>()
            .with(|session| session.export_graph(&case, &out, lang))?;
        Ok(Some(written))
    })
    .await
}
