//! Backups.

use crate::Trouble;
use crate::arguments::{Backup, BackupCommand};
use crate::commands::keys;
use crate::door::{Door, host};
use crate::print::{Out, table};
use sandyq_casework::view::{BackupState, BackupView, RehearsalView, RestoreView};
use sandyq_casework::{ErrorCode, Failure, Session, backup};
use sandyq_domain::words::{Arg, number_text, size_text, text, text_with};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub fn run(session: &mut Session, out: Out, request: Backup) -> Result<(), Trouble> {
    let mut progress = |_| ControlFlow::Continue(());
    match (request.command, request.out) {
        (None, Some(dir)) => {
            let made = session.make_backup(&dir, out.lang, &mut progress)?;
            out.show(&made, |made| made_lines(made, out))
        }
        (Some(BackupCommand::Rehearse { dir }), _) => {
            let found = session.rehearse_backup(&dir, out.lang, &mut progress)?;
            out.show(&found, |found| rehearsal_lines(found, out))?;
            match found.faults.first() {
                Some(fault) => Err(Trouble::Answered(
                    Failure::about(ErrorCode::BackupDamaged, fault.clone()),
                    None,
                )),
                None => Ok(()),
            }
        }
        (Some(BackupCommand::State), _) => {
            let state = session.backup_state(out.lang)?;
            out.show(&state, |state| state_lines(state, out))
        }
        (None, None) => unreachable!("clap asks for one of them"),
    }
}

/// On a new machine there is no vault yet: none is looked for, and the secret is the backup's. `share`: two files with cards.
pub fn restore(door: &Door, out: Out, from: &Path, into: &Path, share: Option<&[PathBuf]>) -> Result<(), Trouble> {
    let secret = match share {
        Some([first, second]) => keys::joined(first, second)?,
        Some(_) | None => door.typed_secret()?,
    };
    let mut progress = |_| ControlFlow::Continue(());
    let now = (host().now)();
    let restored = backup::restore(from, into, &secret, now, out.lang, &mut progress)?;
    out.show(&restored, |restored| {
        let RestoreView {
            when,
            records,
            files,
            bytes,
        } = restored;
        let mut rows = vec![row(out, "cli-backup-when", when.clone())];
        rows.push(row(out, "cli-records", number_text(*records, out.lang)));
        let size = size_text(*bytes, out.lang);
        rows.push(row(
            out,
            "cli-evidence",
            format!("{} · {size}", number_text(*files, out.lang)),
        ));
        let mut lines = table(&rows);
        lines.push(text(out.lang, "cli-backup-restored"));
        lines
    })
}

fn row(out: Out, key: &str, cell: String) -> Vec<String> {
    vec![text(out.lang, key), cell]
}

fn made_lines(made: &BackupView, out: Out) -> Vec<String> {
    let BackupView {
        place,
        when,
        records,
        files,
        bytes,
        written: _,
        written_text,
        verified,
        absent,
        pruned,
    } = made;
    let number = |n: u64| number_text(n, out.lang);
    let mut rows = vec![
        row(out, "cli-backup-place", place.clone()),
        row(out, "cli-backup-when", when.clone()),
        row(out, "cli-records", number(*records)),
        row(
            out,
            "cli-evidence",
            format!("{} · {}", number(*files), size_text(*bytes, out.lang)),
        ),
    ];
    let checked = if *verified {
        format!(" · {}", text(out.lang, "cli-backup-verified"))
    } else {
        String::new()
    };
    rows.push(row(out, "cli-backup-written", format!("{written_text}{checked}")));
    if *absent > 0 {
        rows.push(row(out, "cli-backup-absent", number(*absent)));
    }
    if *pruned > 0 {
        rows.push(row(out, "cli-backup-pruned", number((*pruned).into())));
    }
    table(&rows)
}

fn rehearsal_lines(found: &RehearsalView, out: Out) -> Vec<String> {
    let RehearsalView {
        whole,
        when,
        records,
        records_expected,
        files,
        files_expected,
        faults,
    } = found;
    let of = |n: u64, expected: u64| {
        let arguments = [("n", Arg::from(n)), ("expected", Arg::from(expected))];
        text_with(out.lang, "cli-backup-of", &arguments)
    };
    let mut lines = table(&[
        row(out, "cli-backup-when", when.clone()),
        row(out, "cli-records", of(*records, *records_expected)),
        row(out, "cli-evidence", of(*files, *files_expected)),
    ]);
    lines.extend(faults.iter().cloned());
    if *whole {
        lines.push(text(out.lang, "cli-backup-whole"));
    }
    lines
}

fn state_lines(state: &BackupState, out: Out) -> Vec<String> {
    let BackupState {
        when,
        place,
        changes,
        is_due,
    } = state;
    let mut lines = if when.is_empty() {
        vec![text(out.lang, "cli-backup-never")]
    } else {
        table(&[
            row(out, "cli-backup-place", place.clone()),
            row(out, "cli-backup-when", when.clone()),
            row(out, "cli-backup-changes", number_text(*changes, out.lang)),
        ])
    };
    if *is_due {
        lines.push(text(out.lang, "cli-backup-due"));
    }
    lines
}
