//! Making a snapshot: packs first, read back; then the index; then the key file; only then the old ones go.

use super::index::{self, BLOCK, BLOCK_U32, Block, Header, Index, PACK_LIMIT, Pack, StoredFile};
use super::place::{Place, hex, read_up_to, verify};
use super::{BackupError, Progress, go_on, prune, setting};
use crate::disk;
use crate::evidence;
use crate::folder::names;
use crate::key::KEY_FILE_LEN;
use crate::store::backups::{self, BackupRow};
use crate::store::census::{self, Census};
use crate::store::{StoreError, View, evidence_files, settings};
use crate::vault::Vault;
use sandyq_domain::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
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
    /// The vault's `forgotten.at` in it.
    forgotten: i64,
}

impl Written {
    /// Enters the snapshot in the vault's ledger, in the caller's transaction: from then on nothing is due.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub fn enter(&self, tx: &crate::store::Tx<'_>) -> Result<(), StoreError> {
        backups::enter(tx, &self.row)?;
        for snapshot in &self.pruned {
            backups::mark_removed(tx, snapshot, self.row.time)?;
        }
        settings::write(tx, setting::SEQUENCE, &self.sequence)?;
        settings::write(tx, setting::CLEAN, &self.forgotten)?;
        settings::write(tx, setting::DISTRUST, &false)
    }
}

/// What the vault says about itself before anything is copied.
struct Facts {
    census: Census,
    schema: u32,
    forgotten: i64,
    sequence: u64,
    distrust: bool,
    files: Vec<([u8; 16], u64)>,
}

fn facts(view: &View<'_>) -> Result<Facts, StoreError> {
    Ok(Facts {
        census: census::take(view)?,
        schema: u32::try_from(census::schema(view)?).map_err(|_| StoreError::Damaged)?,
        forgotten: settings::read(view, setting::FORGOTTEN)?.unwrap_or(0),
        sequence: settings::read(view, setting::SEQUENCE)?.unwrap_or(0),
        distrust: settings::read(view, setting::DISTRUST)?.unwrap_or(false),
        files: evidence_files::stored(view)?,
    })
}

/// The 16 bytes by which a backup knows its vault: drawn once, and kept by whatever is restored from it.
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
/// As [`BackupError`] says. Packs that a stopped attempt left are used by the next one.
pub fn write(
    vault: &mut Vault,
    out: &Path,
    now: Timestamp,
    progress: &mut Progress<'_>,
) -> Result<Written, BackupError> {
    let id = ensure_id(vault)?;
    let key = key_to_store(vault)?;
    let place = Place::for_writing(out, vault.folder(), &id, &key)?;
    let facts = vault.read(facts)?;
    let base = place.newest(Some(&id), vault.backup_key())?;
    let sequence = base.as_ref().map_or(0, |(header, _, _)| header.sequence);
    let sequence = sequence.max(facts.sequence).saturating_add(1);
    let base = base.map(|(_, index, _)| index);
    let mut writer = Writer {
        place: &place,
        base: base.as_ref(),
        distrust: facts.distrust,
        clean: base.as_ref().is_none_or(|base| base.forgotten == facts.forgotten),
        packs: Vec::new(),
        numbers: HashMap::new(),
        fresh: Vec::new(),
        written: 0,
        done: 0,
        progress,
    };
    let copied = writer.copy(vault, &facts);
    let Writer {
        packs, fresh, written, ..
    } = writer;
    let copied = copied.and_then(|copied| {
        place.settle()?;
        verify(&place, &fresh, progress)?;
        Ok(copied)
    });
    if matches!(copied, Err(BackupError::Full)) {
        // A stick that is full to the last byte is of no use to anybody; everything else is found again by the next attempt.
        place.take_back(&fresh);
    }
    let Copied { data, files, absent } = copied?;
    let key = match place.key_bytes()? {
        // The vault's own key file has a rotten byte: the copy made when it had none is the better one.
        Some(kept) if vault.key_damaged() => kept,
        Some(_) | None => key,
    };
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
    let sealed = index::seal(&index, &header, vault.backup_key())?;
    place.put_index(&header, &sealed)?;
    let changed_key = place.key_bytes()?.is_none_or(|there| there != key);
    if changed_key {
        place.put_key(&key)?;
    }
    let pruned = prune::prune(&place, &id, vault.backup_key(), &header, &index)?;
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
    })
}

fn key_to_store(vault: &Vault) -> Result<Vec<u8>, BackupError> {
    let file = disk::open_existing(&vault.folder().path().join(names::KEY), false)?;
    Ok(disk::read_limited(&file, KEY_FILE_LEN)?)
}

struct Copied {
    data: Data,
    files: Vec<StoredFile>,
    absent: u64,
}

struct Data {
    length: u64,
    sha256: [u8; 32],
    blocks: Vec<Block>,
}

struct Writer<'w, 'p> {
    place: &'w Place,
    base: Option<&'w Index>,
    /// Packs are read before they are relied on.
    distrust: bool,
    /// Nothing was forgotten since the last snapshot.
    clean: bool,
    packs: Vec<Pack>,
    numbers: HashMap<[u8; 32], u32>,
    /// Packs that no earlier index names: to be read back.
    fresh: Vec<Pack>,
    written: u64,
    done: u64,
    progress: &'w mut Progress<'p>,
}

impl Writer<'_, '_> {
    fn copy(&mut self, vault: &mut Vault, facts: &Facts) -> Result<Copied, BackupError> {
        let data = self.copy_data(vault)?;
        let (mut files, mut absent) = (Vec::with_capacity(facts.files.len()), 0);
        let folder = vault.folder().files();
        for (name, stored) in &facts.files {
            let parts = match self.known_parts(name, *stored) {
                Some(parts) => Some(parts),
                None => self.copy_file(&evidence::path(&folder, name), *stored)?,
            };
            match parts {
                Some(parts) => files.push(StoredFile {
                    name: *name,
                    length: *stored,
                    parts,
                }),
                None => absent += 1,
            }
        }
        Ok(Copied { data, files, absent })
    }

    fn step(&mut self, bytes: u64) -> Result<(), BackupError> {
        self.done += bytes;
        go_on(self.progress, self.done)
    }

    /// The database: blocks that are where they were and what they were keep their place in their pack.
    fn copy_data(&mut self, vault: &mut Vault) -> Result<Data, BackupError> {
        let data = vault.still_data()?;
        let length = data.metadata()?.len();
        let (hashes, sha256) = self.hash_blocks(data, length)?;
        let kept = self.kept_blocks(&hashes, length);
        let mut blocks: Vec<Block> = Vec::with_capacity(hashes.len());
        let (mut buffer, mut waiting) = (Vec::new(), Vec::new());
        for (number, (hash, kept)) in hashes.iter().zip(kept).enumerate() {
            if let Some(block) = kept {
                blocks.push(block);
                continue;
            }
            let start = number as u64 * BLOCK as u64;
            let len = usize::try_from((length - start).min(BLOCK as u64)).expect("at most a block");
            let offset = buffer.len();
            buffer.resize(offset + len, 0);
            data.read_exact_at(&mut buffer[offset..], start)?;
            waiting.push(number);
            blocks.push(Block {
                pack: 0,
                offset: u32::try_from(offset).expect("a pack is shorter"),
                sha256: *hash,
            });
            if buffer.len() + BLOCK > PACK_LIMIT {
                self.put_blocks(&mut buffer, &mut waiting, &mut blocks)?;
            }
        }
        self.put_blocks(&mut buffer, &mut waiting, &mut blocks)?;
        Ok(Data { length, sha256, blocks })
    }

    fn put_blocks(
        &mut self,
        buffer: &mut Vec<u8>,
        waiting: &mut Vec<usize>,
        blocks: &mut [Block],
    ) -> Result<(), BackupError> {
        if buffer.is_empty() {
            return Ok(());
        }
        let pack = self.put(buffer)?;
        for number in waiting.drain(..) {
            blocks[number].pack = pack;
        }
        self.step(buffer.len() as u64)?;
        buffer.clear();
        Ok(())
    }

    fn hash_blocks(&mut self, data: &File, length: u64) -> Result<(Vec<[u8; 32]>, [u8; 32]), BackupError> {
        let (mut hashes, mut whole) = (Vec::new(), Sha256::new());
        let mut buffer = vec![0; BLOCK];
        let mut start = 0;
        while start < length {
            let len = usize::try_from((length - start).min(BLOCK as u64)).expect("at most a block");
            data.read_exact_at(&mut buffer[..len], start)?;
            hashes.push(Sha256::digest(&buffer[..len]).into());
            whole.update(&buffer[..len]);
            start += len as u64;
            self.step(len as u64)?;
        }
        Ok((hashes, whole.finalize().into()))
    }

    /// For each block its place in a pack that is there, when it did not change. A pack of which more than half is of no use
    /// any more is not relied on, so that what is alive moves and the pack can go. After a forgetting, one dead block is
    /// enough: it holds what was to be forgotten.
    fn kept_blocks(&mut self, hashes: &[[u8; 32]], length: u64) -> Vec<Option<Block>> {
        let Some(base) = self.base.filter(|base| base.block as usize == BLOCK) else {
            return vec![None; hashes.len()];
        };
        let len = |number: usize| (length - number as u64 * BLOCK as u64).min(BLOCK as u64);
        let same = |(number, hash): (usize, &[u8; 32])| {
            let block = base.blocks.get(number).filter(|block| block.sha256 == *hash)?;
            (base.block_len(number) as u64 == len(number)).then_some(block)
        };
        let same: Vec<Option<&Block>> = hashes.iter().enumerate().map(same).collect();
        let mut alive = vec![0u64; base.packs.len()];
        for (number, block) in same.iter().enumerate() {
            if let Some(block) = block {
                alive[block.pack as usize] += len(number);
            }
        }
        let mut moved = vec![None; base.packs.len()];
        for (number, pack) in base.packs.iter().enumerate() {
            let length = u64::from(pack.length);
            let enough = if self.clean {
                alive[number] * 2 >= length
            } else {
                alive[number] == length
            };
            if alive[number] > 0 && enough && self.is_whole(pack) {
                moved[number] = Some(self.number_of(pack.clone()));
            }
        }
        let kept = |block: Option<&Block>| {
            let block = block?;
            Some(Block {
                pack: moved[block.pack as usize]?,
                offset: block.offset,
                sha256: block.sha256,
            })
        };
        same.into_iter().map(kept).collect()
    }

    /// An evidence file never changes: what the last snapshot has of it is not read again from the vault. A copy that was good
    /// is thus not driven out by one that has rotted since.
    fn known_parts(&mut self, name: &[u8; 16], length: u64) -> Option<Vec<u32>> {
        let base = self.base?;
        let at = base.files.binary_search_by(|file| file.name.cmp(name)).ok()?;
        let file = &base.files[at];
        let packs = file.parts.iter().map(|part| &base.packs[*part as usize]);
        if file.length != length || !packs.clone().all(|pack| self.is_whole(pack)) {
            return None;
        }
        Some(packs.map(|pack| self.number_of(pack.clone())).collect())
    }

    /// `None` when the vault has not got the whole file.
    fn copy_file(&mut self, path: &Path, length: u64) -> Result<Option<Vec<u32>>, BackupError> {
        let Ok(mut file) = disk::open_existing(path, false) else {
            return Ok(None);
        };
        if !file.metadata().is_ok_and(|meta| meta.len() == length) {
            return Ok(None);
        }
        let (mut parts, mut buffer, mut left) = (Vec::new(), Vec::new(), length);
        while left > 0 {
            if read_up_to(&mut file, &mut buffer, PACK_LIMIT).is_err() || buffer.is_empty() {
                return Ok(None);
            }
            left = left.saturating_sub(buffer.len() as u64);
            parts.push(self.put(&buffer)?);
            self.step(buffer.len() as u64)?;
        }
        Ok(Some(parts))
    }

    /// A pack with these bytes, written unless it is there.
    fn put(&mut self, bytes: &[u8]) -> Result<u32, BackupError> {
        let name: [u8; 32] = Sha256::digest(bytes).into();
        if let Some(number) = self.numbers.get(&name) {
            return Ok(*number);
        }
        let length = u32::try_from(bytes.len()).expect("a pack is shorter");
        let pack = Pack { name, length };
        // Of an attempt that was cut short, or of an older snapshot.
        if !self.place.has_pack(&pack) || self.place.read_pack(&pack).is_none() {
            self.fresh.push(pack.clone());
            self.place.put_pack(&name, bytes)?;
            self.written += u64::from(length);
        }
        Ok(self.number_of(pack))
    }

    fn number_of(&mut self, pack: Pack) -> u32 {
        let next = u32::try_from(self.packs.len()).expect("the index would be longer than its limit");
        *self.numbers.entry(pack.name).or_insert_with(|| {
            self.packs.push(pack);
            next
        })
    }

    fn is_whole(&self, pack: &Pack) -> bool {
        self.place.has_pack(pack) && (!self.distrust || self.place.read_pack(pack).is_some())
    }
}
