//! Papers about cases: shown before they are written, and written.

mod annex;

use crate::Trouble;
use crate::arguments::{Paper, ReportCommand};
use crate::print::Out;
use sandyq_casework::view::{
    PreviewLine, ReportCase, ReportKind, ReportLength, ReportPreview, ReportRequest, ReportWritten,
};
use sandyq_casework::{Session, write_report_template};
use sandyq_domain::Lang;
use sandyq_domain::words::{text, text_with};
use std::ops::ControlFlow;
use std::path::Path;

/// Writes a template: no vault is needed for that.
pub fn template(
    out: Out,
    kind: ReportKind,
    file: &Path,
    lang: Option<Lang>,
    articles: &[String],
) -> Result<(), Trouble> {
    let name = write_report_template(kind, articles, lang.unwrap_or(out.lang), file)?;
    out.show(&name, |name| vec![name.clone()])
}

pub fn run(session: &mut Session, out: Out, command: ReportCommand) -> Result<(), Trouble> {
    let (kind, paper) = match command {
        ReportCommand::AlternativeReport(paper) => (ReportKind::AlternativeReport, paper),
        ReportCommand::Communication(paper) => (ReportKind::Communication, paper),
        ReportCommand::Register(paper) => (ReportKind::Register, paper),
        ReportCommand::Chronology(paper) => (ReportKind::Chronology, paper),
        ReportCommand::HateCrime(paper) => (ReportKind::HateCrime, paper),
        ReportCommand::Statement(paper) => (ReportKind::Statement, paper),
        ReportCommand::Complaint(paper) => (ReportKind::Complaint, paper),
        ReportCommand::JudgeComplaint(paper) => (ReportKind::JudgeComplaint, paper),
        ReportCommand::Examination(paper) => (ReportKind::Examination, paper),
        ReportCommand::ConsentForm(paper) => (ReportKind::ConsentForm, paper),
        ReportCommand::Annex(asked) => return annex::run(session, out, asked),
        ReportCommand::Template {
            kind,
            out: file,
            lang,
            articles,
        } => return template(out, kind.into(), &file, lang, &articles),
    };
    let Paper {
        cases,
        articles,
        body,
        lang,
        identity,
        template,
        out: file,
    } = paper;
    let request = ReportRequest {
        kind,
        cases,
        articles,
        body,
        lang: lang.unwrap_or(out.lang),
        identity,
        template: template.map_or_else(String::new, |path| path.to_string_lossy().into_owned()),
    };
    let mut go_on = |_| ControlFlow::Continue(());
    if let Some(file) = file {
        let written = session.write_report(&request, &file, out.lang, &mut go_on)?;
        return out.show(&written, |written| written_lines(written, out));
    }
    let preview = session.report_preview(&request, out.lang, &mut go_on)?;
    out.show(&preview, |preview| {
        let mut told = lines(preview, out);
        if let Some(annex) = &preview.annex {
            told.extend([String::new(), text(out.lang, "report-annex-numbers")]);
            told.extend(annex::lines(annex, out));
        }
        told
    })
}

fn written_lines(written: &ReportWritten, out: Out) -> Vec<String> {
    let args = [
        ("file", written.file.as_str().into()),
        ("size", written.size_text.as_str().into()),
    ];
    let mut told = vec![
        text_with(out.lang, "cli-report-file", &args),
        format!("SHA-256  {}", written.sha256),
    ];
    told.extend(written.not_noted.clone());
    told.extend(lines(&written.preview, out));
    told
}

fn lines(preview: &ReportPreview, out: Out) -> Vec<String> {
    let say = |key: &str| text(out.lang, key);
    let mut told = vec![
        preview.title.clone(),
        format!("{} · {}", preview.purpose_label, preview.identity_label),
        String::new(),
        say("cli-report-cases"),
    ];
    told.extend(preview.cases.iter().flat_map(|case| case_lines(case, out)));
    for (heading, found) in [
        ("cli-report-stays", &preview.stays),
        ("cli-report-look", &preview.look_again),
    ] {
        told.extend((!found.is_empty()).then(|| say(heading)));
        told.extend(found.iter().map(line));
    }
    told.extend((!preview.missing.is_empty()).then(|| say("cli-report-missing")));
    told.extend(preview.missing.iter().map(|gap| format!("  {gap}")));
    told.push(say("cli-report-length"));
    told.extend(preview.lengths.iter().map(length));
    told
}

fn case_lines(case: &ReportCase, out: Out) -> Vec<String> {
    let key = if case.is_told {
        "cli-report-told"
    } else {
        "cli-report-left"
    };
    let mut told = vec![format!("  {}  {}", case.code, text(out.lang, key))];
    told.extend(case.people.iter().map(|person| match person.note.as_str() {
        "" => format!("    {}  {}", person.code, person.text),
        note => format!("    {}  {} — {note}", person.code, person.text),
    }));
    told
}

fn length(length: &ReportLength) -> String {
    let ReportLength {
        heading,
        words,
        limit,
        is_over: _,
    } = length;
    match limit {
        Some(limit) => format!("  {heading}: {words} / {limit}"),
        None => format!("  {heading}: {words}"),
    }
}

fn line(line: &PreviewLine) -> String {
    let PreviewLine { text, note } = line;
    match note.as_str() {
        "" => format!("  {text}"),
        note => format!("  {text} — {note}"),
    }
}
