//! What two sides changed, what ended elsewhere, what was merged, and the journal of it all.

use super::beginning_of;
use crate::Trouble;
use crate::arguments::{ConflictsCommand, MergeCommand, ProposalsCommand, Side};
use crate::print::{Out, table};
use sandyq_casework::view::{ConflictValue, ConflictView, JournalView};
use sandyq_casework::{ErrorCode, Failure, Session, Take};
use sandyq_domain::words::text;
use serde_json::{Map, Value};
use std::path::Path;

/// Largest file with decided fields, in bytes: a record and room.
const FIELDS_LIMIT: u64 = 8 << 20;

pub fn conflicts(session: &mut Session, out: Out, command: ConflictsCommand) -> Result<(), Trouble> {
    match command {
        ConflictsCommand::List => {
            let found = session.list_conflicts(out.lang)?;
            out.show(&found, |found| {
                let cells = |conflict: &ConflictView| {
                    let fields: Vec<&str> = conflict.fields.iter().map(|field| field.label.as_str()).collect();
                    vec![
                        conflict.id.to_string(),
                        conflict.case_code.clone(),
                        conflict.kind_label.clone(),
                        conflict.title.clone(),
                        fields.join(", "),
                    ]
                };
                table(&found.iter().map(cells).collect::<Vec<_>>())
            })
        }
        ConflictsCommand::Show { id } => {
            let conflict = session.read_conflict(&id, out.lang)?;
            out.show(&conflict, |conflict| sides(conflict, out))
        }
        ConflictsCommand::Resolve { id, take } => {
            let take = match take {
                Side::Ours => Take::Ours,
                Side::Theirs => Take::Theirs,
                Side::File(file) => Take::These(fields(&file)?),
            };
            let record = session.resolve_conflict(&id, take)?;
            out.show(&record, |record| vec![record.id.to_string()])
        }
    }
}

fn sides(conflict: &ConflictView, out: Out) -> Vec<String> {
    let mut lines = vec![format!(
        "{} {} · {}",
        conflict.case_code, conflict.kind_label, conflict.title
    )];
    if !conflict.alarm.is_empty() {
        lines.push(format!("! {}", conflict.alarm));
    }
    let told = |key: &str, value: &ConflictValue| {
        let whose = [value.author.as_str(), value.when.as_str()].join(" ");
        format!("  {}: {}  {}", text(out.lang, key), value.text, whose.trim())
            .trim_end()
            .to_owned()
    };
    for field in &conflict.fields {
        lines.push(format!("{} ({})", field.label, field.field));
        lines.push(told("cli-ours", &field.ours));
        lines.extend(field.theirs.iter().map(|value| told("cli-theirs", value)));
        if !field.before.is_empty() {
            lines.push(format!("  {}: {}", text(out.lang, "cli-before"), field.before));
        }
    }
    lines
}

/// The decided fields: a JSON object.
fn fields(file: &Path) -> Result<Map<String, Value>, Trouble> {
    let bytes = beginning_of(file, FIELDS_LIMIT)?;
    serde_json::from_slice(&bytes).map_err(|_| Failure::about(ErrorCode::BadImport, file.to_string_lossy()).into())
}

pub fn proposals(session: &mut Session, out: Out, command: &ProposalsCommand) -> Result<(), Trouble> {
    let (number, accept) = match command {
        ProposalsCommand::List => {
            let open = session.list_endings(out.lang)?;
            return out.show(&open, |open| {
                let cells = |ending: &sandyq_casework::view::EndingView| {
                    let what = if ending.is_forgotten {
                        "cli-forgotten-there"
                    } else {
                        "cli-deleted-there"
                    };
                    vec![
                        ending.number.to_string(),
                        ending.case_code.clone(),
                        ending.kind_label.clone(),
                        ending.title.clone(),
                        text(out.lang, what),
                        ending.from.clone(),
                        ending.when.clone(),
                    ]
                };
                table(&open.iter().map(cells).collect::<Vec<_>>())
            });
        }
        ProposalsCommand::Accept { number } => (*number, true),
        ProposalsCommand::Decline { number } => (*number, false),
    };
    session.decide_ending(number, accept, out.lang)?;
    out.show(&number, |number| vec![number.to_string()])
}

pub fn merge(session: &mut Session, out: Out, command: &MergeCommand) -> Result<(), Trouble> {
    match command {
        MergeCommand::List => {
            let merges = session.list_merges(out.lang)?;
            out.show(&merges, |merges| {
                let cells = |merge: &sandyq_casework::view::MergeLine| {
                    let undone = if merge.undone.is_empty() {
                        String::new()
                    } else {
                        format!("{} {}", text(out.lang, "cli-undone"), merge.undone)
                    };
                    vec![
                        merge.bundle.clone(),
                        merge.kind.clone(),
                        merge.from.clone(),
                        merge.cases.join(", "),
                        merge.when.clone(),
                        merge.records.to_string(),
                        undone,
                    ]
                };
                table(&merges.iter().map(cells).collect::<Vec<_>>())
            })
        }
        MergeCommand::Undo { bundle } => {
            let undone = session.undo_merge(bundle)?;
            out.show(&undone, |undone| {
                let figure = |key: &str, n: u32| format!("{}: {n}", text(out.lang, key));
                vec![
                    [
                        figure("cli-merge-restored", undone.restored),
                        figure("cli-trashed", undone.trashed),
                        figure("cli-kept", undone.kept),
                    ]
                    .join(" · "),
                ]
            })
        }
    }
}

pub fn journal(session: &mut Session, out: Out, verify: bool) -> Result<(), Trouble> {
    let journal = session.read_journal(verify, out.lang)?;
    out.show(&journal, |journal| journal_lines(journal, verify, out))?;
    if journal.faults.is_empty() {
        Ok(())
    } else {
        Err(Trouble::Answered(ErrorCode::VaultDamaged.into(), Some(out.lang)))
    }
}

fn journal_lines(journal: &JournalView, verify: bool, out: Out) -> Vec<String> {
    let cells = |line: &sandyq_casework::view::JournalLine| {
        let details: Vec<String> = line
            .details
            .iter()
            .map(|detail| format!("{}={}", detail.text, detail.note))
            .collect();
        vec![
            line.when.clone(),
            format!("{}/{}", line.machine, line.seq),
            line.entry.clone(),
            line.action.clone(),
            line.item.clone(),
            details.join(" "),
        ]
    };
    let mut lines = table(&journal.entries.iter().map(cells).collect::<Vec<_>>());
    lines.extend(journal.faults.iter().map(|fault| format!("! {fault}")));
    if verify && journal.faults.is_empty() {
        lines.push(text(out.lang, "cli-journal-whole"));
    }
    lines
}
