//! Cases and records.

use super::page::page_lines;
use super::{practice, trash};
use crate::Trouble;
use crate::arguments::{CaseCommand, RecordCommand};
use crate::fields;
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::{CaseLine, HistoryLine, RecordView};
use sandyq_domain::words::{date_text, has, text};
use sandyq_domain::{FieldType, FuzzyDate, Lang, kind_spec};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

pub fn import(session: &mut Session, out: Out, file: &Path) -> Result<(), Trouble> {
    let report = session.import_file(file, out.lang)?;
    out.show(&report, |report| {
        let mut lines = vec![format!("{}: {}", text(out.lang, "cli-added"), report.added.len())];
        let coded = report.added.iter().filter(|record| !record.code.is_empty());
        lines.extend(coded.map(|record| {
            format!(
                "  {}  {}",
                record.code,
                text(out.lang, &format!("kind-{}", record.kind))
            )
        }));
        if !report.refused.is_empty() {
            lines.push(format!("{}: {}", text(out.lang, "cli-refused"), report.refused.len()));
        }
        lines.extend(report.refused.iter().map(|record| {
            format!(
                "  records[{}] {} {}: {}",
                record.index,
                record.kind,
                record.key,
                record.why.join("; ")
            )
        }));
        if !report.as_told.is_empty() {
            lines.push(format!(
                "{}: {}",
                text(out.lang, "cli-dates-as-told"),
                report.as_told.len()
            ));
        }
        lines.extend(report.as_told.iter().map(|told| {
            let label = text(out.lang, &format!("field-{}-{}", told.kind, told.field));
            format!("  records[{}] {} {label}", told.index, told.kind)
        }));
        lines
    })
}

pub fn case(session: &Session, out: Out, command: CaseCommand) -> Result<(), Trouble> {
    match command {
        CaseCommand::List(asked) => super::filters::list(session, out, asked),
        CaseCommand::Show { code } => {
            let page = session.show_case(&code, out.lang)?;
            out.show(&page, |page| page_lines(page, out))
        }
    }
}

pub fn row_cells(row: &CaseLine, out: Out) -> Vec<String> {
    let response = row.response.as_ref().map_or_else(String::new, |mark| mark.text.clone());
    let when_where = [row.when.as_str(), row.place.as_str()]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    vec![
        row.code.clone(),
        marked(&row.title, row.is_practice, out),
        when_where,
        response,
        row.changed.clone(),
    ]
}

/// A title, with the mark beside it where it is for practice.
pub(super) fn marked(title: &str, is_practice: bool, out: Out) -> String {
    if is_practice {
        format!("{} {title}", practice::mark(out))
    } else {
        title.to_owned()
    }
}

pub fn record(session: &mut Session, out: Out, command: RecordCommand) -> Result<(), Trouble> {
    match command {
        RecordCommand::Add {
            kind,
            case,
            fields: words,
        } => {
            let record = session.add_record(&kind, case.as_deref(), &fields::body(&kind, &words)?)?;
            out.show(&record, |record| record_lines(record, out))
        }
        RecordCommand::Edit { id, fields: words } => {
            let kind = session.read_record(&id)?.kind;
            let record = session.edit_record(&id, &fields::body(&kind, &words)?)?;
            out.show(&record, |record| record_lines(record, out))
        }
        RecordCommand::Show { id } => {
            let record = session.read_record(&id)?;
            out.show(&record, |record| record_lines(record, out))
        }
        RecordCommand::Undo { id } => {
            let record = session.undo_record(&id)?;
            out.show(&record, |record| record_lines(record, out))
        }
        RecordCommand::Redo { id } => {
            let record = session.redo_record(&id)?;
            out.show(&record, |record| record_lines(record, out))
        }
        RecordCommand::Delete { id } => trash::delete(session, out, &id),
        RecordCommand::Restore { id } => trash::restore(session, out, &id),
        RecordCommand::Trash => trash::list(session, out),
        RecordCommand::Destroy { id, yes } => trash::destroy(session, out, &id, yes),
        RecordCommand::Forget { id, yes } => trash::forget(session, out, &id, yes),
        RecordCommand::History { id } => {
            let history = session.read_history(&id, out.lang)?;
            out.show(&history, |history| {
                table(&history.iter().map(history_cells).collect::<Vec<_>>())
            })
        }
    }
}

pub(super) fn record_lines(record: &RecordView, out: Out) -> Vec<String> {
    let field = |(name, value): (&String, &Value)| {
        let key = format!("field-{}-{name}", record.kind);
        let label = if has(out.lang, &key) {
            text(out.lang, &key)
        } else {
            name.clone()
        };
        vec![label, value_text(&record.kind, name, value, out.lang)]
    };
    let mut lines = vec![format!(
        "{}  {}",
        record.id,
        text(out.lang, &format!("kind-{}", record.kind))
    )];
    lines.extend(
        table(&record.body.iter().map(field).collect::<Vec<_>>())
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    lines
}

/// A date in words; anything else as it is stored.
fn value_text(kind: &str, field: &str, value: &Value, lang: Lang) -> String {
    let is_date = kind_spec(kind)
        .and_then(|spec| spec.field(field))
        .is_some_and(|field| field.kind == FieldType::Date);
    let date = FuzzyDate::deserialize(value).ok().filter(|_| is_date);
    let stored = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    date.map_or_else(stored, |date| date_text(&date, lang))
}

pub(super) fn history_cells(line: &HistoryLine) -> Vec<String> {
    vec![
        line.time.to_string(),
        line.author.clone(),
        line.machine.clone(),
        format!("{} · {}", line.title, line.n),
        line.changed.join(", "),
    ]
}
