//! Numbers: what can be asked, the answer with its picture, the cases behind it, and what of it may leave.

use super::{aside, blocking, in_turn, until_replaced};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::view::{
    CountedCases, StatsAgain, StatsCatalogue, StatsReleased, StatsRequest, StatsTo, StatsTogether, StatsView,
};
use sandyq_casework::{Failure, Ground, StatsFormat, draw_stats as drawn};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::ipc::Response;
use tauri::{AppHandle, Manager};
use zeroize::Zeroizing;

/// More cases behind a number than anybody reads in a list.
const CASES_LISTED: usize = 500;

/// Units, dimensions, ready questions and periods.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_catalogue(app: AppHandle, lang: Lang) -> Result<StatsCatalogue, Failure> {
    blocking(app, move |session| session.stats_catalogue(lang)).await
}

/// Counts. A newer question ends an older one that is still being counted.
#[tauri::command(rename_all = "snake_case")]
pub async fn count_stats(app: AppHandle, asked: StatsRequest, lang: Lang) -> Result<StatsView, Failure> {
    in_turn(app, Desk::answers, move |session, go_on| {
        session.count(&asked, lang, go_on)
    })
    .await
}

/// The same beside an answer that is being counted: which values a dimension has.
#[tauri::command(rename_all = "snake_case")]
pub async fn count_values(app: AppHandle, asked: StatsRequest, lang: Lang) -> Result<StatsView, Failure> {
    in_turn(app, Desk::asides, move |session, go_on| {
        session.count(&asked, lang, go_on)
    })
    .await
}

/// How many cases have been looked at for the answer that is being counted.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_counting(app: AppHandle) -> Result<u64, Failure> {
    Ok(app.state::<Desk>().answers().done())
}

/// Ends whatever is being counted.
#[tauri::command(rename_all = "snake_case")]
pub async fn stop_counting(app: AppHandle) -> Result<(), Failure> {
    app.state::<Desk>().answers().stop();
    app.state::<Desk>().asides().stop();
    Ok(())
}

/// The picture of a table, for a light or a dark page, so many pixels wide.
#[tauri::command(rename_all = "snake_case")]
pub async fn draw_stats(table: StatsView, dark: bool, width: u32, lang: Lang) -> Result<String, Failure> {
    let ground = if dark { Ground::Dark } else { Ground::Light };
    aside(move || Ok(drawn(&table, ground, width, lang))).await
}

/// The cases that stand in a cell; none for a line or column means all of it.
#[tauri::command(rename_all = "snake_case")]
pub async fn list_counted_cases(
    app: AppHandle,
    asked: StatsRequest,
    row: Option<String>,
    column: Option<String>,
    lang: Lang,
) -> Result<CountedCases, Failure> {
    in_turn(app, Desk::asides, move |session, go_on| {
        let place = (row.as_deref(), column.as_deref());
        session.counted_cases(&asked, place, CASES_LISTED, lang, go_on)
    })
    .await
}

/// What of it may leave, before it does.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_stats(
    app: AppHandle,
    asked: StatsRequest,
    for_partner: bool,
    lang: Lang,
) -> Result<StatsView, Failure> {
    in_turn(app, Desk::asides, move |session, go_on| {
        session.preview_stats(&asked, for_partner, lang, go_on)
    })
    .await
}

/// Writes it where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn release_stats(
    app: AppHandle,
    asked: StatsRequest,
    format: StatsFormat,
    for_partner: bool,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<StatsReleased>, Failure> {
    aside(move || {
        // A name that says what kind of thing it is and nothing of what was counted.
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &format!("table.{}", format.ending())))
        else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        let go_on = &mut until_replaced(&app, Desk::asides);
        desk.with(|session| session.release_stats(&asked, format, &out, for_partner, lang, go_on))
            .map(Some)
    })
    .await
}

/// Hands it over to be copied: the picture as text or as dots.
#[tauri::command(rename_all = "snake_case")]
pub async fn copy_stats(
    app: AppHandle,
    asked: StatsRequest,
    format: StatsFormat,
    for_partner: bool,
    lang: Lang,
) -> Result<Response, Failure> {
    let copied = in_turn(app, Desk::asides, move |session, go_on| {
        session.copy_stats(&asked, format, for_partner, lang, go_on)
    });
    Ok(Response::new(copied.await?))
}

/// Counts again what a saved table says was counted; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn count_again(app: AppHandle, path: Option<PathBuf>, lang: Lang) -> Result<Option<StatsAgain>, Failure> {
    aside(move || {
        let Some(file) = dialogs::named(path).or_else(|| dialogs::file(&app)) else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        let go_on = &mut until_replaced(&app, Desk::asides);
        desk.with(|session| session.count_file_again(&file, lang, go_on))
            .map(Some)
    })
    .await
}

/// Seals what may go to a partner for one of them alone, where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn seal_stats(
    app: AppHandle,
    asked: StatsRequest,
    to: StatsTo,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<StatsReleased>, Failure> {
    aside(move || {
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, "table.age")) else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        let go_on = &mut until_replaced(&app, Desk::asides);
        desk.with(|session| session.seal_stats(&asked, &to, &out, lang, go_on))
            .map(Some)
    })
    .await
}

/// Opens tables of other groups that the person chooses, beside those chosen before.
#[tauri::command(rename_all = "snake_case")]
pub async fn choose_numbers(app: AppHandle, paths: Option<Vec<PathBuf>>, lang: Lang) -> Result<StatsTogether, Failure> {
    aside(move || {
        let files = dialogs::named(paths).unwrap_or_else(|| dialogs::files(&app));
        let desk = app.state::<Desk>();
        desk.with(|session| session.choose_numbers(&files, None, lang))
    })
    .await
}

/// Tries a passphrase on those of the chosen tables that wait for one.
#[tauri::command(rename_all = "snake_case")]
pub async fn open_numbers(app: AppHandle, passphrase: Zeroizing<String>, lang: Lang) -> Result<StatsTogether, Failure> {
    blocking(app, move |session| session.choose_numbers(&[], Some(&passphrase), lang)).await
}

/// What was chosen, put together.
#[tauri::command(rename_all = "snake_case")]
pub async fn read_together(app: AppHandle, lang: Lang) -> Result<StatsTogether, Failure> {
    blocking(app, move |session| session.chosen_numbers(lang)).await
}

/// Leaves one of the chosen tables out, or all of them.
#[tauri::command(rename_all = "snake_case")]
pub async fn drop_numbers(app: AppHandle, at: Option<usize>, lang: Lang) -> Result<StatsTogether, Failure> {
    blocking(app, move |session| {
        session.drop_numbers(at);
        session.chosen_numbers(lang)
    })
    .await
}

/// Writes what was put together where the person says; its name, or nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_together(
    app: AppHandle,
    format: StatsFormat,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<String>, Failure> {
    aside(move || {
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &format!("together.{}", format.ending())))
        else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        desk.with(|session| session.write_together(&session.chosen_numbers(lang)?, format, &out, lang))?;
        Ok(Some(dialogs::name(&out)))
    })
    .await
}
