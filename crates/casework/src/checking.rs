//! Whether a vault is whole, in words, and the rescue of one that is not.
//!
//! Knows neither pages nor keys: it says what the vault found and what to do about it. Nothing is changed by asking.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{CheckLine, CheckedPart, RescueView, RescuedTable, VerifyView};
use sandyq_domain::Lang;
use sandyq_domain::words::{Arg, day_text, text, text_with};
use sandyq_vault::check::{self, DatabaseFault, Fault, Finding, Part, Report};
use sandyq_vault::evidence::Checked;
use sandyq_vault::rescue::{self, RescueError, Rescued, Table};
use sandyq_vault::secret::Secret;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// How many faults of one part are told one by one.
const TOLD: usize = 50;

impl Session {
    /// Checks everything in the open vault that can be checked. `progress` is told the bytes of evidence read.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`], and those of reading the vault; damage is the answer.
    pub fn verify(
        &mut self,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<VerifyView, Failure> {
        Ok(view(check::verify(self.vault_mut(), progress)?, lang))
    }
}

/// Checks a locked vault, also one that unlocking refuses, and changes not a byte of its folder.
///
/// # Errors
/// Those of the secret, the key file's header, another process and a newer program; damage of the rest is the answer.
pub fn verify(
    dir: &Path,
    secret: &Secret,
    lang: Lang,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<VerifyView, Failure> {
    Ok(view(check::look(dir, secret, progress)?, lang))
}

/// Makes a new vault in `into`, an empty or missing folder, of what a damaged one still gives out. It opens with the same
/// secrets.
///
/// # Errors
/// [`ErrorCode::VaultDamaged`] when the first page is damaged: only a backup helps. [`ErrorCode::PlaceInsideVault`], and
/// those of making a vault.
pub fn rescue(dir: &Path, secret: &Secret, into: &Path) -> Result<RescueView, Failure> {
    if is_inside(into, dir) {
        return Err(ErrorCode::PlaceInsideVault.into());
    }
    let Rescued {
        tables,
        files,
        files_lost,
    } = rescue::rescue(dir, secret, into).map_err(|error| match error {
        RescueError::Source(error) => Failure::from(error),
        RescueError::Target(error) => Failure::from(error),
    })?;
    let table = |Table { name, rows, gaps }| RescuedTable {
        table: name,
        rows,
        gaps,
    };
    Ok(RescueView {
        complete: files_lost == 0 && tables.iter().all(|table| table.gaps == 0),
        tables: tables.into_iter().map(table).collect(),
        files,
        files_lost,
    })
}

/// Whether a path that may not exist yet leads into a folder, links on the way followed.
pub(crate) fn is_inside(path: &Path, dir: &Path) -> bool {
    let Ok(dir) = dir.canonicalize() else {
        return false;
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|part| part.canonicalize().ok());
    there.is_some_and(|there: PathBuf| there.starts_with(dir))
}

fn view(report: Report, lang: Lang) -> VerifyView {
    let whole = report.is_whole();
    let advice = advice(&report).map_or_else(String::new, |key| text(lang, key));
    let parts = report.findings.into_iter().map(|finding| line(finding, lang)).collect();
    VerifyView { whole, parts, advice }
}

/// What to do about the worst that was found.
fn advice(report: &Report) -> Option<&'static str> {
    let Report { findings, opens } = report;
    if !opens {
        return Some("check-advice-restore");
    }
    let damaged = |part| {
        findings
            .iter()
            .any(|finding| finding.part == part && !finding.faults.is_empty())
    };
    let worst = [
        (Part::Pages, "check-advice-rescue"),
        (Part::Structure, "check-advice-rescue"),
        (Part::Evidence, "check-advice-evidence"),
        (Part::Journal, "check-advice-journal"),
        (Part::Search, "check-advice-rescue"),
        (Part::Key, "check-advice-key"),
        (Part::Strays, "check-advice-strays"),
    ];
    worst.into_iter().find(|(part, _)| damaged(*part)).map(|(_, key)| key)
}

fn line(finding: Finding, lang: Lang) -> CheckLine {
    let Finding {
        part,
        looked_at,
        faults,
    } = finding;
    let mut told: Vec<String> = faults.iter().take(TOLD).map(|fault| words(fault, lang)).collect();
    if faults.len() > TOLD {
        let more = faults.len() - TOLD;
        told.push(text_with(lang, "check-fault-more", &[("n", Arg::from(more as u64))]));
    }
    let (part, label) = match part {
        Part::Key => (CheckedPart::Key, "check-part-key"),
        Part::Pages => (CheckedPart::Pages, "check-part-pages"),
        Part::Structure => (CheckedPart::Structure, "check-part-structure"),
        Part::Search => (CheckedPart::Search, "check-part-search"),
        Part::Journal => (CheckedPart::Journal, "check-part-journal"),
        Part::Evidence => (CheckedPart::Evidence, "check-part-evidence"),
        Part::Strays => (CheckedPart::Strays, "check-part-strays"),
    };
    CheckLine {
        part,
        label: text(lang, label),
        looked_at,
        faults: told,
    }
}

fn words(fault: &Fault, lang: Lang) -> String {
    let about = |key, what: &str| text_with(lang, key, &[("about", Arg::from(what))]);
    let count = |key, n: u64| text_with(lang, key, &[("n", Arg::from(n))]);
    match fault {
        Fault::Key => text(lang, "check-fault-key"),
        Fault::Database(DatabaseFault::Page(number)) => count("check-fault-page", *number),
        Fault::Database(DatabaseFault::Length) => text(lang, "check-fault-length"),
        Fault::Database(DatabaseFault::Structure(said)) => about("check-fault-structure", said),
        Fault::Database(DatabaseFault::Reference(table)) => about("check-fault-reference", table),
        Fault::Database(DatabaseFault::Unreadable) => text(lang, "check-fault-unreadable"),
        Fault::Database(DatabaseFault::Search(records)) => count("check-fault-search", *records),
        Fault::Database(DatabaseFault::Index) => text(lang, "check-fault-index"),
        Fault::Journal(Some((time, number))) => text_with(
            lang,
            "check-fault-journal",
            &[
                ("n", Arg::from(*number)),
                ("date", Arg::from(day_text(*time, lang).as_str())),
            ],
        ),
        Fault::Journal(None) => text(lang, "check-fault-journal-end"),
        Fault::Evidence { sha256, found } => {
            let key = match found {
                Checked::Missing => "check-fault-missing",
                Checked::Unreadable => "check-fault-unread",
                Checked::Damaged | Checked::Whole | Checked::Stopped => "check-fault-altered",
            };
            about(key, &crate::evidence::hex(&sha256[..8]))
        }
        Fault::Stray(name) => about("check-fault-stray", name),
    }
}
