//! Putting a snapshot together again from its packs, each checked against its name while it is read.

use super::index::{Index, StoredFile};
use super::place::Place;
use super::{BackupError, Damage, Progress, go_on};
use crate::disk;
use crate::hex;
use openssl::sha::Sha256;
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// The packs of one snapshot, being read.
pub(super) struct Reading<'r, 'p> {
    pub place: &'r Place,
    pub index: &'r Index,
    pub progress: &'r mut Progress<'p>,
    /// Names of packs that are missing or not what they were.
    pub bad: Vec<[u8; 32]>,
    /// The database cannot be put together.
    pub database_bad: bool,
    /// Evidence files with every byte.
    pub files_whole: HashSet<[u8; 16]>,
    done: u64,
}

/// The bytes of a part of an evidence file, as they come.
pub(super) type TakePart<'t> = dyn FnMut(&StoredFile, usize, &[u8]) -> io::Result<()> + 't;

impl<'r, 'p> Reading<'r, 'p> {
    pub fn new(place: &'r Place, index: &'r Index, progress: &'r mut Progress<'p>) -> Self {
        Self {
            place,
            index,
            progress,
            bad: Vec::new(),
            database_bad: false,
            files_whole: HashSet::new(),
            done: 0,
        }
    }

    fn pack(&mut self, number: u32) -> Result<Option<Vec<u8>>, BackupError> {
        let pack = &self.index.packs[number as usize];
        let bytes = self.place.read_pack(pack);
        if bytes.is_none() && !self.bad.contains(&pack.name) {
            self.bad.push(pack.name);
        }
        self.done += u64::from(pack.length);
        go_on(self.progress, self.done)?;
        Ok(bytes)
    }

    /// Writes the database into a new file at `path` and compares its hash. Where a pack is bad, the others are still checked.
    pub fn database(&mut self, path: &Path) -> Result<(), BackupError> {
        let out = disk::create(path)?;
        out.set_len(self.index.data_length)?;
        // Each pack is read once, however its blocks lie in the database.
        let mut of_pack: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, block) in self.index.blocks.iter().enumerate() {
            of_pack.entry(block.pack).or_default().push(number);
        }
        for (pack, blocks) in of_pack {
            let Some(bytes) = self.pack(pack)? else {
                self.database_bad = true;
                continue;
            };
            for number in blocks {
                let start = self.index.blocks[number].offset as usize;
                let piece = &bytes[start..start + self.index.block_len(number)];
                out.write_all_at(piece, number as u64 * u64::from(self.index.block))?;
            }
        }
        out.sync_all()?;
        if !self.database_bad {
            self.database_bad = hash_of(path)? != self.index.data_sha256;
        }
        Ok(())
    }

    /// Hands out every part of every evidence file whose pack is good.
    pub fn evidence(&mut self, take: &mut TakePart<'_>) -> Result<(), BackupError> {
        for file in &self.index.files {
            let mut whole = true;
            for (number, part) in file.parts.iter().enumerate() {
                match self.pack(*part)? {
                    Some(bytes) => take(file, number, &bytes)?,
                    None => whole = false,
                }
            }
            if whole {
                self.files_whole.insert(file.name);
            }
        }
        Ok(())
    }

    /// What is damaged, if anything is.
    pub fn damage(&self) -> Option<Damage> {
        if self.bad.is_empty() && !self.database_bad {
            return None;
        }
        Some(Damage {
            pack: self.bad.first().map(|name| hex(name)),
            packs: self.bad.len() as u64,
            files: (self.index.files.len() - self.files_whole.len()) as u64,
            database: self.database_bad,
        })
    }
}

fn hash_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 256 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.finish()),
            read => hash.update(&buffer[..read]),
        }
    }
}
