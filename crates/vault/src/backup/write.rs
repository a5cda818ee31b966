//! Making a snapshot: packs first, read back; then the index; then the key file; only then the old ones go.

use super::copy::{Copied, Writer};
use super::index::{self, BLOCK_U32, Header, Index};
use super::place::{Place, verify};
use super::{BackupError, Progress, prune, setting};
use crate::disk;
use crate::folder::names;
use crate::hex;
use crate::key::{KEY_FILE_LEN, KeyError, KeyImage, SALT_RANGE};
use crate::store::backups::{self, BackupRow};
use crate::store::census::{self, Census};
use crate::store::{StoreError, View, evidence_files, rewriting, settings};
use crate::vault::Vault;
use sandyq_domain::Timestamp;
use sha2::{Digest, Sha256};
use std::path::Path;

/// A snapshot that was written and read back.
pub struct Written {
    /// Its row in the ledger, for the caller to enter.
    pub row: BackupRow,
    /// Bytes that had to be written for it.
    pub written: u64,
    /// Evidence files that are missing or cut short in the vault itself, and so are not in it.
    pub absent: u64,
    /// Older snapshots that were removed from the folder.
    pub pruned: Vec<[u8; 16]>,
    /// Its sequence.
    pub sequence: u64,
    /// The vault's `forgotten.at` in it, negative when it still holds what was forgotten.
    forgotten: i64,
    /// Why the folder could not be put in order afterwards: its key file may be the old one, and snapshots that were to go are
    /// there. The snapshot itself is whole, and is to be entered all the same.
    pub unfinished: Option<BackupError>,
}

impl Written {
    /// Enters the snapshot in the vault's ledger, in the caller's transaction: from then on nothing is due, unless something
    /// forgotten may still be in the folder.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub fn enter(&self, tx: &crate::store::Tx<'_>) -> Result<(), StoreError> {
        backups::enter(tx, &self.row)?;
        for snapshot in &self.pruned {
            backups::mark_removed(tx, snapshot, self.row.time)?;
        }
        settings::write(tx, setting::SEQUENCE, &self.sequence)?;
        if self.unfinished.is_none() {
            settings::write(tx, setting::CLEAN, &self.forgotten)?;
        }
        settings::write(tx, setting::DISTRUST, &false)
    }
}

/// What the vault says about itself before anything is copied.
pub(super) struct Facts {
    census: Census,
    schema: u32,
    pub forgotten: i64,
    sequence: u64,
    pub distrust: bool,
    pub files: Vec<([u8; 16], u64)>,
}

fn facts(view: &View<'_>) -> Result<Facts, StoreError> {
    Ok(Facts {
        census: census::take(view)?,
        schema: u32::try_from(census::schema(view)?).map_err(|_| StoreError::Damaged)?,
        forgotten: forgotten(view)?,
        sequence: settings::read(view, setting::SEQUENCE)?.unwrap_or(0),
        distrust: settings::read(view, setting::DISTRUST)?.unwrap_or(false),
        files: evidence_files::stored(view)?,
    })
}

/// The vault's `forgotten.at`; its negative as long as pages of the database still hold what was forgotten. That is never the
/// later value: the backup after stays due, and removes this one.
fn forgotten(view: &View<'_>) -> Result<i64, StoreError> {
    let at: i64 = settings::read(view, setting::FORGOTTEN)?.unwrap_or(0);
    Ok(if rewriting::is_due(view)? { -at.max(1) } else { at })
}

/// The 16 bytes by which a backup knows its vault: drawn with its first backup, and anew for whatever is restored from one.
pub(super) fn id_of(view: &View<'_>) -> Result<Option<[u8; 16]>, StoreError> {
    let text: Option<String> = settings::read(view, setting::ID)?;
    text.map(|text| {
        u128::from_str_radix(&text, 16)
            .map(u128::to_be_bytes)
            .map_err(|_| StoreError::Damaged)
    })
    .transpose()
}

fn ensure_id(vault: &mut Vault) -> Result<[u8; 16], StoreError> {
    if let Some(id) = vault.read(id_of)? {
        return Ok(id);
    }
    let id = crate::random::<16>()?;
    vault.write(|tx| settings::write(tx, setting::ID, &hex(&id)))?;
    Ok(id)
}

/// Makes a snapshot of the whole vault in `out`, or fails and leaves the earlier ones as they were. `progress` is told the bytes
/// looked at, then those read back. The caller enters it in the ledger ([`Written::enter`]).
///
/// # Errors
/// As [`BackupError`] says; [`KeyError::Damaged`] when bytes of the vault's key file rotted and the folder's is no older copy of it: a
/// new key is the way out. Packs that a stopped attempt left are used by the next one.
pub fn write(
    vault: &mut Vault,
    out: &Path,
    now: Timestamp,
    progress: &mut Progress<'_>,
) -> Result<Written, BackupError> {
    vault.end_erasing()?;
    let id = ensure_id(vault)?;
    let key = key_to_store(vault)?;
    let place = Place::for_writing(out, vault.folder(), &id, &key, vault.backup_key())?;
    let facts = vault.read(facts)?;
    // What cannot be read is not built upon; everything is written that no readable one has.
    let base = place.snapshots(Some(&id))?.newest(vault.backup_key()).found;
    let sequence = base.as_ref().map_or(0, |(header, _, _)| header.sequence);
    let sequence = sequence.max(facts.sequence).saturating_add(1);
    let base = base.map(|(_, index, _)| index);
    let there = place.key_bytes()?;
    let key = match &there {
        // The vault's own key file has a rotten byte: the copy made when it had none is the better one.
        Some(kept) if vault.key_damaged() && is_own_before_rot(kept, &key, base.as_ref()) => kept.clone(),
        Some(_) if vault.key_damaged() => return Err(BackupError::Key(KeyError::Damaged)),
        Some(_) | None => key,
    };
    let changed_key = there.is_none_or(|there| there != key);
    let mut writer = Writer::new(&place, base.as_ref(), &facts, progress);
    let copied = writer.copy(vault, &facts);
    let Writer {
        packs,
        fresh,
        new,
        written,
        ..
    } = writer;
    let copied = copied.and_then(|copied| {
        place.settle()?;
        verify(&place, &fresh, progress)?;
        Ok(copied)
    });
    if matches!(copied, Err(BackupError::Full)) {
        // A stick that is full to the last byte is of no use to anybody; everything else is found again by the next attempt.
        place.take_back(&new);
    }
    let Copied { data, files, absent } = copied?;
    let index = Index {
        time: now.millis(),
        schema: facts.schema,
        forgotten: facts.forgotten,
        key_sha256: Sha256::digest(&key).into(),
        census: facts.census,
        packs,
        block: BLOCK_U32,
        data_length: data.length,
        data_sha256: data.sha256,
        blocks: data.blocks,
        files,
    };
    let snapshot = crate::random::<16>()?;
    let header = Header {
        vault: id,
        snapshot,
        sequence,
    };
    let sealed = index::seal_checked(&index, &header, vault.backup_key())?;
    if let Err(error) = place.put_index(&header, &sealed) {
        if matches!(error, BackupError::Full) {
            place.take_back(&new);
        }
        return Err(error);
    }
    // The snapshot has its name and is whole: from here on nothing makes it undone.
    let mut pruned = Vec::new();
    let ended = if changed_key { place.put_key(&key) } else { Ok(()) };
    let ended = ended.and_then(|()| prune::prune(&place, &id, vault.backup_key(), &header, &index, &mut pruned));
    let own = sealed.len() + if changed_key { KEY_FILE_LEN } else { 0 };
    Ok(Written {
        row: BackupRow {
            snapshot,
            place: out.to_string_lossy().into_owned(),
            time: now,
            upto: index.census.upto,
            records: index.census.records(),
            files: index.files.len() as u64,
            bytes: index.bytes(),
            removed: None,
        },
        written: written + own as u64,
        absent,
        pruned,
        sequence,
        forgotten: facts.forgotten,
        unfinished: ended.err(),
    })
}

/// Whether `kept` is what the vault's key file `own` was before bytes of it rotted: the one that the newest snapshot was written
/// with, and not from before a change, which draws most of the file anew.
fn is_own_before_rot(kept: &[u8], own: &[u8], base: Option<&Index>) -> bool {
    let known = base.is_some_and(|base| <[u8; 32]>::from(Sha256::digest(kept)) == base.key_sha256);
    let altered = kept.iter().zip(own).filter(|(kept, own)| kept != own).count();
    KeyImage::from_bytes(kept).is_ok_and(|kept| Some(kept.salt()) == own.get(SALT_RANGE))
        && own.len() == KEY_FILE_LEN
        && altered <= KEY_FILE_LEN / 4
        && known
}

pub(super) fn key_to_store(vault: &Vault) -> Result<Vec<u8>, BackupError> {
    let file = disk::open_existing(&vault.folder().path().join(names::KEY), false)?;
    Ok(disk::read_limited(&file, KEY_FILE_LEN)?)
}
