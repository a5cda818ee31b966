//! What is deleted, comes back, or goes for good; and what a record was before.

use super::cases::{history_cells, record_lines};
use crate::Trouble;
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::{Deleted, FieldChange, Gone, GoneRecord, TrashLine};
use sandyq_domain::words::text;

pub fn delete(session: &mut Session, out: Out, id: &str) -> Result<(), Trouble> {
    let deleted = session.delete_record(id, out.lang)?;
    out.show(&deleted, |deleted| moved(deleted, "cli-deleted", out))
}

pub fn restore(session: &mut Session, out: Out, id: &str) -> Result<(), Trouble> {
    let restored = session.restore_record(id, out.lang)?;
    out.show(&restored, |restored| moved(restored, "cli-restored", out))
}

fn moved(what: &Deleted, key: &str, out: Out) -> Vec<String> {
    let Deleted { id, title, records } = what;
    vec![
        format!("{}: {title}  {id}", text(out.lang, key)),
        format!("{}: {records}", text(out.lang, "cli-records")),
    ]
}

pub fn list(session: &Session, out: Out) -> Result<(), Trouble> {
    let lines = session.list_trash(out.lang)?;
    let cells = |line: &TrashLine| {
        vec![
            line.id.to_string(),
            line.code.clone(),
            line.kind_label.clone(),
            line.title.clone(),
            line.case_code.clone(),
            line.when.clone(),
            line.by.clone(),
            line.records.to_string(),
        ]
    };
    out.show(&lines, |lines| table(&lines.iter().map(cells).collect::<Vec<_>>()))
}

pub fn destroy(session: &mut Session, out: Out, id: &str, yes: bool) -> Result<(), Trouble> {
    if !yes {
        return ask(session, out, id);
    }
    let gone = session.destroy_record(id, out.lang)?;
    out.show(&gone, |gone| gone_lines(gone, "cli-gone", out))
}

pub fn forget(session: &mut Session, out: Out, id: &str, yes: bool) -> Result<(), Trouble> {
    if !yes {
        return ask(session, out, id);
    }
    let gone = session.forget_record(id, out.lang)?;
    out.show(&gone, |gone| gone_lines(gone, "cli-gone", out))
}

/// Shows what would go and does nothing.
fn ask(session: &Session, out: Out, id: &str) -> Result<(), Trouble> {
    let gone = session.preview_gone(id, out.lang)?;
    out.show(&gone, |gone| gone_lines(gone, "cli-would-go", out))?;
    Err(Trouble::Said(text(out.lang, "cli-gone-needs-yes")))
}

pub(super) fn gone_lines(gone: &Gone, heading: &str, out: Out) -> Vec<String> {
    let Gone {
        id: _,
        title,
        records,
        revisions,
        files,
        still_named_by,
        bundles,
        backups,
        exports,
        unfinished,
    } = gone;
    let say = |key| text(out.lang, key);
    let record = |record: &GoneRecord| format!("  {}  {}  {}", record.id, record.kind_label, record.title);
    let mut lines = vec![
        format!("{}: {title}", say(heading)),
        format!(
            "{}: {}, {}: {revisions}, {}: {files}",
            say("cli-records"),
            records.len(),
            say("cli-versions"),
            say("cli-files")
        ),
    ];
    lines.extend(records.iter().map(record));
    let mut section = |key, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.push(say(key));
            lines.extend(rows);
        }
    };
    let indented = |rows: &[String]| rows.iter().map(|row| format!("  {row}")).collect();
    section("cli-still-named-by", still_named_by.iter().map(record).collect());
    section("cli-in-bundles", indented(bundles));
    section("cli-in-backups", indented(backups));
    section("cli-in-exports", indented(exports));
    if *unfinished {
        lines.push(say("cli-gone-unfinished"));
    }
    lines
}

pub fn history(
    session: &mut Session,
    out: Out,
    id: &str,
    compare: Option<&[u32]>,
    restore: Option<u32>,
) -> Result<(), Trouble> {
    match (compare, restore) {
        (Some([a, b]), _) => {
            let changes = session.compare_revisions(id, *a, *b, out.lang)?;
            out.show(&changes, |changes| changes.iter().flat_map(change_lines).collect())
        }
        (_, Some(n)) => {
            let record = session.restore_revision(id, n)?;
            out.show(&record, |record| record_lines(record, out))
        }
        (_, None) => {
            let lines = session.read_history(id, out.lang)?;
            out.show(&lines, |lines| {
                table(&lines.iter().map(history_cells).collect::<Vec<_>>())
            })
        }
    }
}

fn change_lines(change: &FieldChange) -> Vec<String> {
    let FieldChange {
        field: _,
        label,
        before,
        after,
    } = change;
    let marked = |sign: &str, words: &str| {
        let lines = words.lines().map(|line| format!("  {sign} {line}"));
        lines.collect::<Vec<_>>()
    };
    let mut lines = vec![label.clone()];
    lines.extend(marked("−", before));
    lines.extend(marked("+", after));
    lines
}
