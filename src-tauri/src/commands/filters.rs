//! Lists of cases by what their records answer.

use super::blocking;
use sandyq_casework::Failure;
use sandyq_casework::view::{
    CaseList, CaseQuery, CaseSort, FieldFilter, FilterField, FilterValue, SavedFilter, SearchHit,
};
use sandyq_domain::Lang;
use tauri::AppHandle;

/// The cases asked for, in the order asked for.
#[tauri::command(rename_all = "snake_case")]
pub async fn find_cases(app: AppHandle, asked: CaseQuery, lang: Lang) -> Result<CaseList, Failure> {
    blocking(app, move |session| session.find_cases(&asked, lang)).await
}

/// Every place where the words stand, in the cases of which each filter is true.
#[tauri::command(rename_all = "snake_case")]
pub async fn search_among(
    app: AppHandle,
    query: String,
    filters: Vec<FieldFilter>,
    lang: Lang,
) -> Result<Vec<SearchHit>, Failure> {
    blocking(app, move |session| session.search_among(&query, &filters, lang)).await
}

/// The fields that lists can be filtered by.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_filter_fields(app: AppHandle, lang: Lang) -> Result<Vec<FilterField>, Failure> {
    blocking(app, move |session| session.list_filter_fields(lang)).await
}

/// The values of one of them.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_filter_values(app: AppHandle, field: String, lang: Lang) -> Result<Vec<FilterValue>, Failure> {
    blocking(app, move |session| session.list_filter_values(&field, lang)).await
}

/// Filters kept under a name.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_filters(app: AppHandle, lang: Lang) -> Result<Vec<SavedFilter>, Failure> {
    blocking(app, move |session| session.list_filters(lang)).await
}

/// Keeps some.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_filter(
    app: AppHandle,
    name: String,
    filters: Vec<FieldFilter>,
    sort: CaseSort,
) -> Result<(), Failure> {
    blocking(app, move |session| session.save_filter(&name, &filters, sort)).await
}

/// Forgets some.
#[tauri::command(rename_all = "snake_case")]
pub async fn remove_filter(app: AppHandle, name: String) -> Result<bool, Failure> {
    blocking(app, move |session| session.remove_filter(&name)).await
}
