//! Deadlines and tasks, what became of them, and the rules they are counted by.

use super::blocking;
use sandyq_casework::Failure;
use sandyq_casework::view::{DeadlineLine, NewTask, RuleLine, SettleTask, TaskFilter, TaskList};
use sandyq_domain::Lang;
use tauri::AppHandle;

/// Of all cases that are worked on, or of one.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_tasks(app: AppHandle, filter: TaskFilter, lang: Lang) -> Result<TaskList, Failure> {
    blocking(app, move |session| session.list_tasks(&filter, lang)).await
}

/// What became of a deadline or task, and why.
#[tauri::command(rename_all = "snake_case")]
pub async fn settle_task(app: AppHandle, settle: SettleTask, lang: Lang) -> Result<DeadlineLine, Failure> {
    let settled = blocking(app, move |session| session.settle_task(&settle, lang)).await;
    settled.map_err(|failure| failure.worded(lang))
}

/// A task of one's own.
#[tauri::command(rename_all = "snake_case")]
pub async fn add_task(app: AppHandle, new: NewTask, lang: Lang) -> Result<DeadlineLine, Failure> {
    let added = blocking(app, move |session| session.add_task(&new, lang)).await;
    added.map_err(|failure| failure.worded(lang))
}

/// Every rule: the program's, then one's own.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_rules(app: AppHandle, lang: Lang) -> Result<Vec<RuleLine>, Failure> {
    blocking(app, move |session| session.list_rules(lang)).await
}
