//! A first talk: the blank form, the questions, and a case made of the answers.

use crate::Trouble;
use crate::print::{Out, table};
use sandyq_casework::{DOCUMENT_LIMIT, ErrorCode, Failure, Session, write_intake_form};
use sandyq_domain::intake::{QUESTIONS, Question};
use sandyq_domain::words::text;
use serde_json::{Value, json};
use std::path::Path;

/// Needs no vault: whoever prints it may have none yet.
pub fn form(out: Out, file: &Path) -> Result<(), Trouble> {
    write_intake_form(file, out.lang)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    out.show(&json!({ "file": name }), |_| {
        vec![format!("{}: {name}", text(out.lang, "cli-intake-form"))]
    })
}

/// Needs no vault either.
pub fn questions(out: Out) -> Result<(), Trouble> {
    let told = |question: &Question| json!({ "number": question.number, "id": question.id, "repeats": question.repeats, "parts": parts(question) });
    let all: Vec<Value> = QUESTIONS.iter().map(told).collect();
    out.show(&all, |_| {
        let cells = |question: &Question| {
            vec![
                format!("{}.", question.number),
                question.id.to_owned(),
                text(out.lang, &format!("intake-{}", question.id)),
                parts(question).join(", "),
            ]
        };
        table(&QUESTIONS.iter().map(cells).collect::<Vec<_>>())
    })
}

fn parts(question: &Question) -> Vec<&'static str> {
    question.parts.iter().map(|part| part.field).collect()
}

pub fn add(session: &mut Session, out: Out, file: &Path) -> Result<(), Trouble> {
    let name = file.to_string_lossy().into_owned();
    let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, name.clone());
    if file.metadata().map_err(unreadable)?.len() > DOCUMENT_LIMIT {
        return Err(Failure::about(ErrorCode::BadImport, name.clone()).into());
    }
    let document = std::fs::read_to_string(file).map_err(unreadable)?;
    let row = session.add_intake(&document, out.lang)?;
    out.show(&row, |row| {
        vec![format!(
            "{}: {}  {}",
            text(out.lang, "cli-intake-added"),
            row.line.code,
            row.line.title
        )]
    })
}
