//! A rehearsal: the newest snapshot put together aside, opened and counted. **Nothing in the backup or the vault is changed**;
//! the copy is ciphertext, lies in the vault's quarantine, and is removed.

use super::index::{Header, Index};
use super::place::Place;
use super::read::Reading;
use super::write::{id_of, key_to_store};
use super::{BackupError, Damage, Progress};
use crate::hex;
use crate::key::{KeyImage, SALT_RANGE};
use crate::store::{StoreError, backups, census};
use crate::vault::{Vault, as_key};
use sandyq_domain::Timestamp;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// One thing that is wrong with a backup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// This pack is missing or not what was written.
    Pack(String),
    /// So many packs more.
    MorePacks(u64),
    /// The database does not open, or a page or table in it is damaged.
    Database,
    /// The database holds other numbers than the index says.
    Counts,
    /// The key file is missing, or another than was written with this snapshot.
    Key,
    /// The snapshot that this vault wrote last into this folder is not there, or does not open.
    NewestGone,
    /// Evidence files that were missing from the vault when the backup was made.
    Absent(u64),
}

/// Packs named one by one; the rest is counted.
const NAMED: usize = 10;

/// What a rehearsal found.
pub struct Rehearsal {
    /// When the backup was made.
    pub time: Timestamp,
    /// Records in the copy's database.
    pub records: u64,
    /// Records there should be.
    pub records_expected: u64,
    /// Evidence files whose every byte is there.
    pub files: u64,
    /// Evidence files there should be.
    pub files_expected: u64,
    /// What is wrong; empty when the backup is whole.
    pub faults: Vec<Fault>,
}

/// Tries the newest backup in `dir`.
///
/// # Errors
/// [`BackupError::NoBackup`], [`BackupError::OfAnother`], [`BackupError::BeforeRekey`]; [`BackupError::Damaged`] when there are snapshots and none can be read. What
/// is wrong inside a readable one is in the answer.
pub fn rehearse(vault: &Vault, dir: &Path, progress: &mut Progress<'_>) -> Result<Rehearsal, BackupError> {
    let place = Place::existing(dir)?;
    let Some(id) = vault.read(id_of)? else {
        // This vault never made one: whatever lies there is another's.
        place.snapshots(None)?.must_have_ours()?;
        return Err(BackupError::OfAnother);
    };
    let snapshots = place.snapshots(Some(&id))?.must_have_ours()?;
    let Some((header, index, passed)) = snapshots.newest(vault.backup_key()).or_unread()? else {
        return Err(none_opens(vault, &place)?);
    };
    let mut faults = Vec::new();
    if passed > 0 || is_older_than_the_last(vault, dir, &header)? {
        faults.push(Fault::NewestGone);
    }
    let right_key = |bytes: Vec<u8>| {
        <[u8; 32]>::from(Sha256::digest(&bytes)) == index.key_sha256 && has_salt_of(&bytes, vault) != Some(false)
    };
    if !place.key_bytes()?.is_some_and(right_key) {
        faults.push(Fault::Key);
    }
    let aside = Aside(vault.folder().incoming().join(hex(&crate::random::<16>()?)));
    let mut reading = Reading::new(&place, &index, progress);
    reading.database(&aside.0)?;
    reading.evidence(&mut |_, _, _| Ok(()))?;
    let examined = if reading.database_bad {
        None
    } else {
        let key = as_key(vault.database_key()).map_err(BackupError::Key)?;
        match census::examine(&aside.0, key) {
            Ok(examined) => Some(examined),
            Err(StoreError::Damaged | StoreError::Newer { .. }) => None,
            Err(other) => return Err(other.into()),
        }
    };
    faults.extend(reading.bad.iter().take(NAMED).map(|name| Fault::Pack(hex(name))));
    if reading.bad.len() > NAMED {
        faults.push(Fault::MorePacks((reading.bad.len() - NAMED) as u64));
    }
    if examined.as_ref().is_none_or(|examined| !examined.sound) {
        faults.push(Fault::Database);
    }
    let listed = index.files.len() as u64;
    let (mut records, mut expected) = (0, listed);
    if let Some(examined) = &examined {
        records = examined.census.records();
        expected = examined.files.len() as u64;
        faults.extend(wrong_counts(examined, &index));
    }
    Ok(Rehearsal {
        time: Timestamp::from_millis(index.time),
        records,
        records_expected: index.census.records(),
        files: reading.files_whole.len() as u64,
        files_expected: expected,
        faults,
    })
}

fn wrong_counts(examined: &census::Examined, index: &Index) -> Vec<Fault> {
    let mut faults = Vec::new();
    let in_database = |name: &[u8; 16], length: u64| {
        let at = examined.files.binary_search_by(|file| file.0.cmp(name));
        at.is_ok_and(|at| examined.files[at].1 == length)
    };
    let known = index.files.iter().all(|file| in_database(&file.name, file.length));
    if examined.census != index.census || !known {
        faults.push(Fault::Counts);
    }
    let absent = examined.files.len().saturating_sub(index.files.len()) as u64;
    if absent > 0 {
        faults.push(Fault::Absent(absent));
    }
    faults
}

/// Whether the vault remembers a later snapshot in this very folder: somebody put an old copy of the folder back.
fn is_older_than_the_last(vault: &Vault, dir: &Path, header: &Header) -> Result<bool, BackupError> {
    let rows = vault.read(backups::all)?;
    let here = |place: &str| real(Path::new(place)) == real(dir);
    let last = rows.iter().find(|row| here(&row.place) && row.removed.is_none());
    let known = rows.iter().any(|row| row.snapshot == header.snapshot);
    Ok(known && last.is_some_and(|last| last.snapshot != header.snapshot))
}

fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    crate::disk::real(&path)
}

/// Why there are snapshots and none opens: a key file that agrees with itself and has another salt says that they are of an
/// earlier key.
fn none_opens(vault: &Vault, place: &Place) -> Result<BackupError, BackupError> {
    let bytes = place.key_bytes()?.unwrap_or_default();
    let before = KeyImage::from_bytes(&bytes).is_ok() && has_salt_of(&bytes, vault) == Some(false);
    Ok(if before {
        BackupError::BeforeRekey
    } else {
        BackupError::Damaged(Damage::of_index())
    })
}

/// Whether a key file has the salt of the vault's own, which only a new key changes; `None` when the vault's cannot be read: then
/// a rehearsal is needed more than ever.
fn has_salt_of(bytes: &[u8], vault: &Vault) -> Option<bool> {
    let own = key_to_store(vault).ok()?;
    Some(bytes.get(SALT_RANGE) == own.get(SALT_RANGE))
}

/// The copy, removed whatever happens.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        for suffix in crate::folder::names::DATA_SUFFIXES {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            let _ = fs::remove_file(path);
        }
    }
}
