//! Bringing the packs of a snapshot together: what the last one has is taken over, the rest is written.

use super::index::{BLOCK, Block, Index, PACK_LIMIT, Pack, StoredFile};
use super::place::{Place, read_up_to};
use super::write::Facts;
use super::{BackupError, Progress, go_on};
use crate::disk;
use crate::evidence;
use crate::vault::Vault;
use openssl::sha::{Sha256, sha256};
use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Where everything lies now.
pub(super) struct Copied {
    pub data: Data,
    pub files: Vec<StoredFile>,
    pub absent: u64,
}

/// The database.
pub(super) struct Data {
    pub length: u64,
    pub sha256: [u8; 32],
    pub blocks: Vec<Block>,
}

/// The packs of a snapshot, as they are being brought together.
pub(super) struct Writer<'w, 'p> {
    place: &'w Place,
    base: Option<&'w Index>,
    /// Packs are read before they are relied on.
    distrust: bool,
    /// Nothing was forgotten since the last snapshot.
    clean: bool,
    /// Every pack the snapshot names.
    pub packs: Vec<Pack>,
    numbers: HashMap<[u8; 32], u32>,
    /// Those that were written now: to be read back.
    pub fresh: Vec<Pack>,
    /// Those of them in whose place there was nothing before: no index names them yet.
    pub new: Vec<Pack>,
    pub written: u64,
    done: u64,
    progress: &'w mut Progress<'p>,
}

impl<'w, 'p> Writer<'w, 'p> {
    pub fn new(place: &'w Place, base: Option<&'w Index>, facts: &Facts, progress: &'w mut Progress<'p>) -> Self {
        Self {
            place,
            base,
            distrust: facts.distrust,
            clean: base.is_none_or(|base| base.forgotten == facts.forgotten),
            packs: Vec::new(),
            numbers: HashMap::new(),
            fresh: Vec::new(),
            new: Vec::new(),
            written: 0,
            done: 0,
            progress,
        }
    }

    /// Copies what is not there yet.
    pub fn copy(&mut self, vault: &mut Vault, facts: &Facts) -> Result<Copied, BackupError> {
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
            hashes.push(sha256(&buffer[..len]));
            whole.update(&buffer[..len]);
            start += len as u64;
            self.step(len as u64)?;
        }
        Ok((hashes, whole.finish()))
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
        let name = sha256(bytes);
        if let Some(number) = self.numbers.get(&name) {
            return Ok(*number);
        }
        let length = u32::try_from(bytes.len()).expect("a pack is shorter");
        let pack = Pack { name, length };
        // Of an attempt that was cut short, or of an older snapshot.
        if !self.place.has_pack(&pack) || self.place.read_pack(&pack).is_none() {
            if !self.place.has_name(&name) {
                self.new.push(pack.clone());
            }
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
