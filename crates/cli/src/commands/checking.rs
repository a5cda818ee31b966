//! Is the vault whole, and what of a damaged one can be saved. Neither opens it for writing.

use crate::Trouble;
use crate::door::Door;
use crate::print::{Out, table};
use sandyq_casework::checking;
use sandyq_casework::view::{CheckedPart, RescueView, VerifyView};
use sandyq_domain::words::{Arg, text, text_with};
use std::ops::ControlFlow;
use std::path::Path;

pub fn verify(door: &Door, out: Out) -> Result<(), Trouble> {
    let secret = door.secret()?;
    let found = checking::verify(&door.dir, &secret, out.lang, &mut |_| ControlFlow::Continue(()))?;
    out.show(&found, |found| lines(found, out))?;
    if found.whole {
        return Ok(());
    }
    // The answer was shown; what to do about it is the one line of the refusal.
    Err(Trouble::Said(found.advice))
}

fn lines(found: &VerifyView, out: Out) -> Vec<String> {
    let VerifyView { whole, parts, advice } = found;
    let mut lines = Vec::new();
    for part in parts {
        let state = match (part.part, part.faults.is_empty()) {
            (CheckedPart::Strays, _) => String::new(),
            (_, true) => text(out.lang, "cli-check-whole"),
            (_, false) => text(out.lang, "cli-check-damaged"),
        };
        lines.push(vec![
            part.label.clone(),
            text_with(out.lang, "cli-check-looked", &[("n", Arg::from(part.looked_at))]),
            state,
        ]);
        lines.extend(part.faults.iter().map(|fault| vec![format!("  {fault}")]));
    }
    let mut lines = table_with_notes(lines);
    if *whole {
        lines.push(text(out.lang, "cli-check-all-whole"));
        lines.extend((!advice.is_empty()).then(|| advice.clone()));
    }
    lines
}

/// Columns of the parts only: a long fault must not push them apart.
fn table_with_notes(rows: Vec<Vec<String>>) -> Vec<String> {
    let parts: Vec<Vec<String>> = rows.iter().filter(|row| row.len() > 1).cloned().collect();
    let mut aligned = table(&parts).into_iter();
    let line = |row: Vec<String>| match row.as_slice() {
        [note] => note.clone(),
        _ => aligned.next().unwrap_or_default(),
    };
    rows.into_iter().map(line).collect()
}

pub fn rescue(door: &Door, out: Out, into: &Path) -> Result<(), Trouble> {
    let secret = door.secret()?;
    let saved = checking::rescue(&door.dir, &secret, into)?;
    out.show(&saved, |saved| {
        let RescueView {
            complete,
            tables,
            files,
            files_lost,
        } = saved;
        let count = |key, n: u64| text_with(out.lang, key, &[("n", Arg::from(n))]);
        let rows: Vec<Vec<String>> = tables
            .iter()
            .map(|one| {
                vec![
                    one.table.clone(),
                    count("cli-rescue-rows", one.rows),
                    count("cli-rescue-gaps", one.gaps),
                ]
            })
            .collect();
        let mut lines = table(&rows);
        let counts = [("n", Arg::from(*files)), ("lost", Arg::from(*files_lost))];
        lines.push(text_with(out.lang, "cli-rescue-files", &counts));
        let end = if *complete {
            "cli-rescue-complete"
        } else {
            "cli-rescue-incomplete"
        };
        lines.push(text(out.lang, end));
        lines
    })
}
