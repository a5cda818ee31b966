//! The statistical annex: shown before it is written, and written.

use crate::Trouble;
use crate::arguments::AnnexPaper;
use crate::commands::stats::grid;
use crate::print::Out;
use sandyq_casework::view::{AnnexAsked, AnnexPreview};
use sandyq_casework::{AnnexFormat, ErrorCode, Failure, Session};
use sandyq_domain::words::{text, text_with};
use std::ops::ControlFlow;
use std::path::Path;

pub fn run(session: &mut Session, out: Out, asked: AnnexPaper) -> Result<(), Trouble> {
    let AnnexPaper {
        from,
        to,
        partner,
        lang,
        out: file,
    } = asked;
    let asked = AnnexAsked {
        from,
        to,
        for_partner: partner,
    };
    let mut go_on = |_| ControlFlow::Continue(());
    if let Some(file) = file {
        let format = format_of(&file)?;
        let released = session.release_annex(&asked, format, &file, lang.unwrap_or(out.lang), &mut go_on)?;
        return out.show(&released, |released| {
            let args = [
                ("file", released.file.as_str().into()),
                ("tables", released.tables.into()),
            ];
            vec![text_with(out.lang, "cli-annex-file", &args)]
        });
    }
    let preview = session.preview_annex(&asked, out.lang, &mut go_on)?;
    out.show(&preview, |preview| lines(preview, out))
}

/// By the ending of its name.
fn format_of(file: &Path) -> Result<AnnexFormat, Failure> {
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    match ending.as_str() {
        "docx" => Ok(AnnexFormat::Docx),
        "pdf" => Ok(AnnexFormat::Pdf),
        "xlsx" => Ok(AnnexFormat::Xlsx),
        _ => Err(Failure::about(
            ErrorCode::NoSuchFormat,
            file.file_name().unwrap_or_default().to_string_lossy(),
        )),
    }
}

/// What an annex holds, with its numbers.
pub(super) fn lines(preview: &AnnexPreview, out: Out) -> Vec<String> {
    let mut told = Vec::new();
    for chapter in &preview.chapters {
        told.push(chapter.heading.clone());
        for table in &chapter.tables {
            told.push(String::new());
            told.extend(grid(table, out).into_iter().map(|line| format!("  {line}")));
        }
        told.push(String::new());
    }
    let args = [
        ("tables", preview.tables.into()),
        ("pictures", preview.pictures.into()),
        ("empty", preview.empty.into()),
        ("hidden", preview.hidden.into()),
    ];
    told.push(text_with(out.lang, "cli-annex-sum", &args));
    if preview.tables == 0 {
        told.push(text(out.lang, "cli-annex-nobody"));
    }
    told.extend(preview.notes.iter().cloned());
    told
}
