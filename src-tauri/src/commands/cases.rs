//! Cases and their records, search, drafts and history.

use super::blocking;
use crate::clock;
use sandyq_casework::view::{
    CaseList, CasePage, CaseRow, DateReading, DraftSaved, FieldChange, FormKind, HistoryLine, NewCase, RecordLine,
    RecordView, ResidualLine, SearchHit,
};
use sandyq_casework::{Failure, Reach, Session};
use sandyq_domain::Lang;
use serde_json::{Map, Value};
use tauri::AppHandle;

/// Cases that match, newest change first.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_cases(
    app: AppHandle,
    query: String,
    offset: u32,
    limit: u32,
    lang: Lang,
) -> Result<CaseList, Failure> {
    blocking(app, move |session| session.list_cases(&query, offset, limit, lang)).await
}

/// What stands beside the list for one case.
#[tauri::command(rename_all = "snake_case")]
pub async fn summarize_case(app: AppHandle, case: String, lang: Lang) -> Result<CaseRow, Failure> {
    blocking(app, move |session| session.summarize_case(&case, lang)).await
}

/// A whole case, by id or code.
#[tauri::command(rename_all = "snake_case")]
pub async fn show_case(app: AppHandle, case: String, lang: Lang) -> Result<CasePage, Failure> {
    blocking(app, move |session| session.show_case(&case, lang)).await
}

/// The shortest form that is still a case.
#[tauri::command(rename_all = "snake_case")]
pub async fn create_case(app: AppHandle, new: NewCase, lang: Lang) -> Result<CaseRow, Failure> {
    blocking(app, move |session| session.create_case(&new, lang)).await
}

/// A new record.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_record(
    app: AppHandle,
    kind: String,
    case: Option<String>,
    body: Map<String, Value>,
    lang: Lang,
) -> Result<RecordView, Failure> {
    let added = blocking(app, move |session| session.add_record(&kind, case.as_deref(), &body)).await;
    added.map_err(|failure| failure.worded(lang))
}

/// A new record that cannot be one yet: a draft from its first letter.
#[tauri::command(rename_all = "snake_case")]
pub async fn begin_record(
    app: AppHandle,
    kind: String,
    case: String,
    body: Map<String, Value>,
) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.begin_record(&kind, &case, body)).await
}

/// A record for its form: the draft when there is one.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_record(app: AppHandle, id: String) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.read_record(&id)).await
}

/// Keeps what was typed, encrypted.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_draft(
    app: AppHandle,
    id: String,
    body: Map<String, Value>,
    focus: Option<String>,
    cursor: Option<u32>,
    lang: Lang,
) -> Result<DraftSaved, Failure> {
    blocking(app, move |session| session.save_draft(&id, body, focus, cursor, lang)).await
}

/// The draft becomes a revision.
#[tauri::command(rename_all = "snake_case")]
pub async fn commit_draft(app: AppHandle, id: String, lang: Lang) -> Result<RecordView, Failure> {
    let committed = blocking(app, move |session| session.commit_draft(&id)).await;
    committed.map_err(|failure| failure.worded(lang))
}

/// What was typed since the last revision goes; all of it, for a record that was only begun.
#[tauri::command(rename_all = "snake_case")]
pub async fn discard_draft(app: AppHandle, id: String) -> Result<(), Failure> {
    blocking(app, move |session| session.discard_draft(&id)).await
}

/// Drafts that nobody has touched for a minute become revisions; says how many did.
#[tauri::command(rename_all = "snake_case")]
pub async fn commit_resting_drafts(app: AppHandle) -> Result<u32, Failure> {
    blocking(app, Session::commit_resting_drafts).await
}

/// The form was closed on purpose: after unlocking there is nothing to return to.
#[tauri::command(rename_all = "snake_case")]
pub async fn leave_place(app: AppHandle) -> Result<(), Failure> {
    blocking(app, Session::leave_place).await
}

/// The saved version before this one, as a version of its own.
#[tauri::command(rename_all = "snake_case")]
pub async fn undo_record(app: AppHandle, id: String) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.undo_record(&id)).await
}

/// The version that was undone last.
#[tauri::command(rename_all = "snake_case")]
pub async fn redo_record(app: AppHandle, id: String) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.redo_record(&id)).await
}

/// Two versions of a record, field by field.
#[tauri::command(rename_all = "snake_case")]
pub async fn compare_revisions(
    app: AppHandle,
    id: String,
    a: u32,
    b: u32,
    lang: Lang,
) -> Result<Vec<FieldChange>, Failure> {
    blocking(app, move |session| session.compare_revisions(&id, a, b, lang)).await
}

/// Brings an earlier version back, as a version of its own.
#[tauri::command(rename_all = "snake_case")]
pub async fn restore_revision(app: AppHandle, id: String, n: u32) -> Result<RecordView, Failure> {
    blocking(app, move |session| session.restore_revision(&id, n)).await
}

/// Every revision of a record, or of a whole case.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_history(app: AppHandle, id: String, lang: Lang) -> Result<Vec<HistoryLine>, Failure> {
    blocking(app, move |session| session.read_history(&id, lang)).await
}

/// Where the words stand.
#[tauri::command(rename_all = "snake_case")]
pub async fn search_records(app: AppHandle, query: String, lang: Lang) -> Result<Vec<SearchHit>, Failure> {
    blocking(app, move |session| session.search_records(&query, Reach::Glance, lang)).await
}

/// The person of this code, of whichever case.
#[tauri::command(rename_all = "snake_case")]
pub async fn find_person(app: AppHandle, code: String, lang: Lang) -> Result<Option<RecordLine>, Failure> {
    blocking(app, move |session| session.find_person(&code, lang)).await
}

/// What a record of any case may name: organisations, marks, persons who stand in no case yet.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_shared(app: AppHandle, kind: String, lang: Lang) -> Result<Vec<RecordLine>, Failure> {
    blocking(app, move |session| session.list_shared(&kind, lang)).await
}

/// Every kind with its form, the group's own words among what can be chosen.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_kinds(app: AppHandle, lang: Lang) -> Result<Vec<FormKind>, Failure> {
    blocking(app, move |session| session.list_kinds(lang)).await
}

/// What stands in a date's field, as it would be counted if it were told now.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_date(value: Value, lang: Lang) -> Result<DateReading, Failure> {
    Ok(sandyq_casework::read_date(&value, clock::now(), lang))
}

/// What identifies somebody in the texts of a case.
#[tauri::command(rename_all = "snake_case")]
pub async fn find_residual(app: AppHandle, case: String, lang: Lang) -> Result<Vec<ResidualLine>, Failure> {
    blocking(app, move |session| session.find_residual(Some(&case), lang)).await
}

/// Whether names are hidden.
#[tauri::command(rename_all = "snake_case")]
pub async fn names_hidden(app: AppHandle) -> Result<bool, Failure> {
    blocking(app, move |session| session.names_hidden()).await
}

/// Hides names, or shows them again.
#[tauri::command(rename_all = "snake_case")]
pub async fn hide_names(app: AppHandle, hidden: bool) -> Result<(), Failure> {
    blocking(app, move |session| session.hide_names(hidden)).await
}
