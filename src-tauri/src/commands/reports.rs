//! Papers: what would be in one, its file, and the texts that people write for it.

use super::{aside, in_turn, until_replaced};
use crate::desk::Desk;
use crate::dialogs;
use sandyq_casework::view::{
    AnnexAsked, AnnexPreview, AnnexReleased, ReportKind, ReportPreview, ReportRequest, ReportWritten,
};
use sandyq_casework::{AnnexFormat, ErrorCode, Failure, write_report_template};
use sandyq_domain::Lang;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// What would be in a paper, who would not, and what is missing. A newer question takes the place of one that still waits.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_report(app: AppHandle, request: ReportRequest, lang: Lang) -> Result<ReportPreview, Failure> {
    let request = with_texts(app.state::<Desk>().texts(), request)?;
    let preview = in_turn(app, Desk::answers, move |session, go_on| {
        session.report_preview(&request, lang, go_on)
    });
    preview.await.map_err(without_path)
}

/// Writes a paper where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn write_report(
    app: AppHandle,
    request: ReportRequest,
    format: String,
    path: Option<PathBuf>,
    lang: Lang,
) -> Result<Option<ReportWritten>, Failure> {
    let request = with_texts(app.state::<Desk>().texts(), request)?;
    aside(move || {
        let ending = ["docx", "pdf", "xlsx", "csv"]
            .into_iter()
            .find(|known| **known == *format);
        let ending = ending.ok_or(ErrorCode::System)?;
        // A name that says what kind of thing it is and nothing of whom it tells.
        let name = format!("{}.{ending}", request.kind.slug());
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &name)) else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        let go_on = &mut until_replaced(&app, Desk::writings);
        let written = desk
            .with(|session| session.write_report(&request, &out, lang, go_on))
            .map_err(without_path)?;
        Ok(Some(written))
    })
    .await
}

/// Ends a paper or annex that is being written: there is no file then.
#[tauri::command(rename_all = "snake_case")]
pub async fn stop_writing(app: AppHandle) -> Result<(), Failure> {
    app.state::<Desk>().writings().stop();
    Ok(())
}

/// What a statistical annex would hold.
#[tauri::command(rename_all = "snake_case")]
pub async fn preview_annex(app: AppHandle, asked: AnnexAsked, lang: Lang) -> Result<AnnexPreview, Failure> {
    in_turn(app, Desk::answers, move |session, go_on| {
        session.preview_annex(&asked, lang, go_on)
    })
    .await
}

/// Writes it in a language of its own where the person says; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn write_annex(
    app: AppHandle,
    asked: AnnexAsked,
    format: String,
    paper_lang: Lang,
    path: Option<PathBuf>,
) -> Result<Option<AnnexReleased>, Failure> {
    aside(move || {
        let (format, ending) = match format.as_str() {
            "docx" => (AnnexFormat::Docx, "docx"),
            "pdf" => (AnnexFormat::Pdf, "pdf"),
            "xlsx" => (AnnexFormat::Xlsx, "xlsx"),
            _ => return Err(ErrorCode::System.into()),
        };
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &format!("annex.{ending}"))) else {
            return Ok(None);
        };
        let desk = app.state::<Desk>();
        let go_on = &mut until_replaced(&app, Desk::writings);
        desk.with(|session| session.release_annex(&asked, format, &out, paper_lang, go_on))
            .map(Some)
    })
    .await
}

/// Lets the person choose a file with their own texts, and answers with its name; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn pick_template(app: AppHandle, path: Option<PathBuf>) -> Result<Option<String>, Failure> {
    aside(move || {
        let chosen = dialogs::named(path).or_else(|| dialogs::file(&app));
        Ok(chosen.map(|file| {
            let name = dialogs::name(&file);
            app.state::<Desk>().lay_texts(file);
            name
        }))
    })
    .await
}

/// Writes the program's own texts for a paper where the person says, to be edited; nothing when the dialog was closed.
#[tauri::command(rename_all = "snake_case")]
pub async fn save_template(
    app: AppHandle,
    kind: ReportKind,
    articles: Vec<String>,
    paper_lang: Lang,
    path: Option<PathBuf>,
) -> Result<Option<String>, Failure> {
    aside(move || {
        let name = format!("{}-{}.txt", kind.slug(), paper_lang.code());
        let Some(out) = dialogs::named(path).or_else(|| dialogs::place(&app, &name)) else {
            return Ok(None);
        };
        write_report_template(kind, &articles, paper_lang, &out).map(Some)
    })
    .await
}

/// The request with the place of its texts.
///
/// # Security
/// The page never names a path: what it says is the name of the file that was chosen last, and anything else is refused.
fn with_texts(chosen: Option<PathBuf>, mut request: ReportRequest) -> Result<ReportRequest, Failure> {
    if request.template.is_empty() {
        return Ok(request);
    }
    let texts = chosen
        .filter(|file| dialogs::name(file) == request.template)
        .ok_or_else(|| Failure::about(ErrorCode::FileUnreadable, request.template.as_str()))?;
    request.template = texts.to_string_lossy().into_owned();
    Ok(request)
}

/// A failure about a file says its name and not where it lies.
fn without_path(failure: Failure) -> Failure {
    match failure.code {
        ErrorCode::FileUnreadable => Failure::about(failure.code, dialogs::name(failure.about.as_ref())),
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(template: &str) -> ReportRequest {
        ReportRequest {
            kind: ReportKind::Complaint,
            cases: Vec::new(),
            articles: Vec::new(),
            body: String::new(),
            lang: Lang::Kk,
            identity: String::new(),
            template: template.to_owned(),
        }
    }

    #[test]
    fn the_page_reads_no_file_but_the_one_that_was_chosen() {
        let chosen = || Some(PathBuf::from("/home/aisha/texts.txt"));
        for name in [
            "/etc/passwd",
            "/home/aisha/texts.txt",
            "other.txt",
            "../aisha/texts.txt",
        ] {
            let refused = with_texts(chosen(), asked(name));
            assert!(
                refused.is_err_and(|failure| failure.code == ErrorCode::FileUnreadable),
                "{name}"
            );
        }
        assert!(with_texts(None, asked("texts.txt")).is_err());
        let found = with_texts(chosen(), asked("texts.txt")).map(|request| request.template);
        assert!(found.is_ok_and(|path| path == "/home/aisha/texts.txt"));
        assert!(with_texts(chosen(), asked("")).is_ok_and(|request| request.template.is_empty()));
    }

    #[test]
    fn a_failure_says_the_name_of_a_file_and_not_where_it_lies() {
        let told = without_path(Failure::about(ErrorCode::FileUnreadable, "/home/aisha/texts.txt"));
        assert_eq!(told.about, "texts.txt");
        assert_eq!(without_path(Failure::about(ErrorCode::NoSuchCase, "K/1")).about, "K/1");
    }
}
