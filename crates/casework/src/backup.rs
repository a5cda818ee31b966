//! Backups: made into a folder, tried without touching anything, put back into an empty place, and quietly asked for.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{BackupState, BackupView, RehearsalView, RestoreView};
use sandyq_domain::words::{Arg, recent_text, size_text, text, text_with};
use sandyq_domain::{Lang, RecordId, Timestamp};
use sandyq_vault::backup::{self, BackupError, Damage, Fault, Rehearsal, Written, setting};
use sandyq_vault::backups::BackupRow;
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::key::KeyError;
use sandyq_vault::secret::Secret;
use sandyq_vault::{backups, settings};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::Path;

/// Versions after which a backup is due: what one documenter writes in about two full days, and would hate to write again.
const DUE_CHANGES: u64 = 50;
/// With any change at all, a backup is due after so many days: long enough not to nag whoever writes little.
const DUE_DAYS: i64 = 14;
/// Before there ever was a backup it is due earlier: about one whole case.
const DUE_FIRST: u64 = 20;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

impl Session {
    /// Writes a backup of the whole vault into `out` and reads it back. Entered in the copy ledger: from then on the vault is there,
    /// too, for whoever has a secret of it.
    ///
    /// # Errors
    /// [`ErrorCode::PlaceInsideVault`], [`ErrorCode::BackupOfAnother`], [`ErrorCode::NewerBackup`], [`ErrorCode::DiskFull`], … The earlier
    /// backup in the folder is as it was. [`ErrorCode::BackupUnfinished`]: the new one is there and in the ledger, and what was to go
    /// may not be gone.
    pub fn make_backup(
        &mut self,
        out: &Path,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<BackupView, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        // As it is named in the ledger it must mean the same tomorrow, in another working folder.
        let out = &std::path::absolute(out).map_err(|error| Failure::of_writing(&error, &name(out)))?;
        let written = backup::write(self.vault_mut(), out, now, progress).map_err(|error| failure(error, out, lang))?;
        let Written {
            row,
            written: bytes_written,
            absent,
            pruned,
            sequence,
            unfinished: _,
            ..
        } = &written;
        self.vault_mut().write(|tx| {
            written.enter(tx)?;
            let payload = json!({
                "action": "backed_up", "by": author, "path": row.place, "records": row.records, "files": row.files,
                "bytes": row.bytes, "sequence": sequence,
            });
            journal::append(
                tx,
                &NewEntry {
                    item: RecordId::from_bytes(row.snapshot),
                    entry: EntryType::Copy,
                    time: now,
                    payload: &payload,
                },
            )?;
            Ok::<_, Failure>(())
        })?;
        if let Some(error) = written.unfinished {
            let why = match error {
                BackupError::OfAnother => text(lang, "backup-beside-another"),
                error => failure(error, out, lang).text(lang),
            };
            return Err(Failure::about(ErrorCode::BackupUnfinished, why));
        }
        Ok(BackupView {
            place: row.place.clone(),
            when: recent_text(now, now, lang),
            records: row.records,
            files: row.files,
            bytes: row.bytes,
            written: *bytes_written,
            written_text: size_text(*bytes_written, lang),
            verified: true,
            absent: *absent,
            pruned: u32::try_from(pruned.len()).unwrap_or(u32::MAX),
        })
    }

    /// Opens the last backup in `dir` aside, reads every byte of it and counts. Nothing is overwritten, here or there.
    ///
    /// # Errors
    /// [`ErrorCode::NoBackup`], [`ErrorCode::BackupOfAnother`], [`ErrorCode::BackupBeforeRekey`], [`ErrorCode::BackupDamaged`] when not even
    /// its list of contents can be read.
    pub fn rehearse_backup(
        &mut self,
        dir: &Path,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<RehearsalView, Failure> {
        let now = self.now();
        let found = backup::rehearse(self.vault(), dir, progress).map_err(|error| failure(error, dir, lang))?;
        let Rehearsal {
            time,
            records,
            records_expected,
            files,
            files_expected,
            faults,
        } = found;
        if !faults.is_empty() {
            // The next backup reads what it would have relied on, and writes anew what is not whole.
            self.vault_mut()
                .write(|tx| Ok::<_, Failure>(settings::write(tx, setting::DISTRUST, &true)?))?;
        }
        Ok(RehearsalView {
            whole: faults.is_empty(),
            when: recent_text(time, now, lang),
            records,
            records_expected,
            files,
            files_expected,
            faults: faults.iter().map(|fault| fault_text(fault, lang)).collect(),
        })
    }

    /// When the last backup was made, and whether it is time for another. A remark in the corner, never a question in the way.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn backup_state(&self, lang: Lang) -> Result<BackupState, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let last = backups::last(view)?;
            let changes = backups::changes_since(view, last.as_ref().map_or(0, |last| last.upto))?;
            let forgotten: Option<i64> = settings::read(view, setting::FORGOTTEN)?;
            let clean: Option<i64> = settings::read(view, setting::CLEAN)?;
            let holds_forgotten = forgotten.unwrap_or(0) != clean.unwrap_or(0);
            Ok(BackupState {
                is_due: is_due(changes, last.as_ref(), holds_forgotten, now),
                when: last
                    .as_ref()
                    .map_or_else(String::new, |last| recent_text(last.time, now, lang)),
                place: last.map_or_else(String::new, |last| last.place),
                changes,
            })
        })
    }
}

/// Puts the last backup in `from` back into `into`, which must be empty or missing. The secret is one of the vault's at the time of
/// that backup.
///
/// # Errors
/// As at the door; [`ErrorCode::NoBackup`], [`ErrorCode::FolderNotEmpty`], [`ErrorCode::VaultExists`], [`ErrorCode::BackupDamaged`] with how
/// much is concerned. Nothing half done stays.
pub fn restore(
    from: &Path,
    into: &Path,
    secret: &Secret,
    now: Timestamp,
    lang: Lang,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<RestoreView, Failure> {
    if sandyq_vault::folder::is_vault(into) {
        return Err(ErrorCode::VaultExists.into());
    }
    let restored = backup::restore(from, into, secret, progress).map_err(|error| failure(error, from, lang))?;
    let backup::Restored {
        time,
        records,
        files,
        bytes,
    } = restored;
    Ok(RestoreView {
        when: recent_text(time, now, lang),
        records,
        files,
        bytes,
    })
}

/// `holds_forgotten`: something was forgotten since, and the last backup still holds it.
fn is_due(changes: u64, last: Option<&BackupRow>, holds_forgotten: bool, now: Timestamp) -> bool {
    let Some(last) = last else {
        return changes >= DUE_FIRST;
    };
    let days = now.millis().saturating_sub(last.time.millis()) / DAY_MILLIS;
    holds_forgotten || changes >= DUE_CHANGES || (changes > 0 && days >= DUE_DAYS)
}

fn failure(error: BackupError, place: &Path, lang: Lang) -> Failure {
    match error {
        BackupError::NoBackup => ErrorCode::NoBackup.into(),
        BackupError::OfAnother => ErrorCode::BackupOfAnother.into(),
        BackupError::Newer | BackupError::Key(KeyError::NewerVersion) => ErrorCode::NewerBackup.into(),
        BackupError::BeforeRekey => ErrorCode::BackupBeforeRekey.into(),
        BackupError::InsideVault => ErrorCode::PlaceInsideVault.into(),
        BackupError::Damaged(damage) => Failure::about(ErrorCode::BackupDamaged, damage_text(&damage, lang)),
        BackupError::Unreliable => Failure::about(ErrorCode::BackupDamaged, text(lang, "backup-unreliable")),
        BackupError::Stopped => ErrorCode::Cancelled.into(),
        BackupError::Full => Failure::about(ErrorCode::DiskFull, name(place)),
        BackupError::ReadOnly => Failure::about(ErrorCode::ReadOnly, name(place)),
        BackupError::Disk(error) => Failure::of_writing(&error, &name(place)),
        BackupError::Store(error) => error.into(),
        BackupError::Key(error) => error.into(),
        BackupError::Folder(error) => error.into(),
    }
}

fn name(place: &Path) -> String {
    place.to_string_lossy().into_owned()
}

fn damage_text(damage: &Damage, lang: Lang) -> String {
    let Damage {
        pack,
        packs,
        files,
        database,
    } = damage;
    let number = |key: &str, n: u64| text_with(lang, key, &[("n", Arg::from(n))]);
    let Some(pack) = pack else {
        return text(lang, "backup-damage-list");
    };
    let mut said = vec![text_with(
        lang,
        "backup-damage-parts",
        &[("n", Arg::from(*packs)), ("pack", Arg::from(short(pack)))],
    )];
    if *database {
        said.push(text(lang, "backup-damage-records"));
    }
    if *files > 0 {
        said.push(number("backup-damage-files", *files));
    }
    said.join("; ")
}

fn fault_text(fault: &Fault, lang: Lang) -> String {
    let number = |key: &str, n: u64| text_with(lang, key, &[("n", Arg::from(n))]);
    match fault {
        Fault::Pack(pack) => text_with(lang, "backup-fault-part", &[("pack", Arg::from(short(pack)))]),
        Fault::MorePacks(n) => number("backup-fault-more", *n),
        Fault::Database => text(lang, "backup-fault-records"),
        Fault::Counts => text(lang, "backup-fault-counts"),
        Fault::Key => text(lang, "backup-fault-key"),
        Fault::NewestGone => text(lang, "backup-fault-newest"),
        Fault::Absent(n) => number("backup-fault-absent", *n),
    }
}

/// Enough of a pack's name to find it in the folder.
fn short(pack: &str) -> &str {
    pack.get(..12).unwrap_or(pack)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(days_ago: i64) -> BackupRow {
        BackupRow {
            snapshot: [0; 16],
            place: String::new(),
            time: Timestamp::from_millis(-days_ago * DAY_MILLIS),
            upto: 0,
            records: 0,
            files: 0,
            bytes: 0,
            removed: None,
        }
    }

    #[test]
    fn a_backup_is_due_after_fifty_changes_two_weeks_or_a_forgetting() {
        let now = Timestamp::from_millis(0);
        for (changes, last, holds_forgotten, due) in [
            (0, None, false, false),
            (19, None, false, false),
            (20, None, false, true),
            (0, Some(last(400)), false, false),
            (49, Some(last(13)), false, false),
            (1, Some(last(14)), false, true),
            (50, Some(last(0)), false, true),
            (0, Some(last(0)), true, true),
            // The clock was set back since.
            (1, Some(last(-30)), false, false),
        ] {
            assert_eq!(is_due(changes, last.as_ref(), holds_forgotten, now), due, "{changes}");
        }
    }
}
