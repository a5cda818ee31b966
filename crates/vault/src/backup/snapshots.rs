//! What lies in `index/`: which of it is this vault's, and the newest that opens. An index that the disk does not give back is
//! neither dead nor another's: whoever asks is told, and goes on to the others.

use super::index::{self, HEADER_LEN, Header, INDEX_LIMIT, Index, VAULT};
use super::place::{Place, is_hex_name};
use super::{BackupError, Damage};
use crate::disk;
use crate::locked::Locked;
use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// More files of ours than this in `index/` were put there by somebody else.
const INDEX_FILES: usize = 1000;

/// One snapshot in the folder.
pub(super) struct Snapshot {
    pub path: PathBuf,
    pub header: Header,
}

/// Everything in `index/` that is an index.
#[derive(Default)]
pub(super) struct Snapshots {
    /// The newest first; those of the vault asked for.
    pub ours: Vec<Snapshot>,
    /// Those with another id in the clear.
    pub foreign: Vec<Snapshot>,
    /// One of the vault asked for, by a newer program.
    pub newer: bool,
    /// One of another vault, by a newer program.
    pub newer_foreign: bool,
    /// The beginning of one could not be read: whose it is is not known.
    pub unread: Option<BackupError>,
}

/// The newest snapshot that opens.
pub(super) struct Newest {
    /// With how many newer ones do not.
    pub found: Option<(Header, Index, u64)>,
    /// Why one could not be read.
    unread: Option<BackupError>,
}

impl Newest {
    /// # Errors
    /// Why one could not be read, when none opens.
    pub fn or_unread(self) -> Result<Option<(Header, Index, u64)>, BackupError> {
        match (self.found, self.unread) {
            (None, Some(error)) => Err(error),
            (found, _) => Ok(found),
        }
    }
}

impl Place {
    /// The snapshots in the folder; `ours` are all of them when no vault is named.
    ///
    /// # Errors
    /// The folder itself could not be read, or is stuffed with indexes.
    pub fn snapshots(&self, vault: Option<&[u8; 16]>) -> Result<Snapshots, BackupError> {
        let mut all = Snapshots::default();
        if !disk::is_dir(&self.index()) {
            return Ok(all);
        }
        let is_ours = |id: &[u8; 16]| vault.is_none_or(|vault| id == vault);
        let mut number = 0;
        for entry in fs::read_dir(self.index())? {
            let path = entry?.path();
            if !is_hex_name(&path, 32) {
                continue;
            }
            match head_of(&path) {
                Ok(None) => continue,
                Ok(Some(Ok(header))) if is_ours(&header.vault) => all.ours.push(Snapshot { path, header }),
                Ok(Some(Ok(header))) => all.foreign.push(Snapshot { path, header }),
                Ok(Some(Err(id))) if is_ours(&id) => all.newer = true,
                Ok(Some(Err(_))) => all.newer_foreign = true,
                Err(error) => all.unread = Some(error.into()),
            }
            number += 1;
            if number > INDEX_FILES {
                return Err(BackupError::Damaged(Damage::of_index()));
            }
        }
        all.sort();
        Ok(all)
    }
}

/// The header of what is an index; the vault's id alone when a newer program wrote it.
fn head_of(path: &Path) -> io::Result<Option<Result<Header, [u8; 16]>>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = disk::open_existing(path, false)?;
    Ok(Header::decode(&disk::read_limited(&file, HEADER_LEN)?))
}

impl Snapshots {
    fn sort(&mut self) {
        self.ours
            .sort_by_key(|snapshot| Reverse((snapshot.header.sequence, snapshot.header.snapshot)));
    }

    /// # Errors
    /// [`BackupError::OfAnother`] when there are only another's, [`BackupError::Newer`] when only a newer program's,
    /// [`BackupError::NoBackup`], or why none could be read.
    pub fn must_have_ours(mut self) -> Result<Self, BackupError> {
        if !self.ours.is_empty() {
            return Ok(self);
        }
        Err(match self.unread.take() {
            Some(error) => error,
            None if self.newer => BackupError::Newer,
            None if self.has_foreign() => BackupError::OfAnother,
            None => BackupError::NoBackup,
        })
    }

    pub fn has_foreign(&self) -> bool {
        self.newer_foreign || !self.foreign.is_empty()
    }

    /// The newest of ours that opens with this key.
    pub fn newest(self, key: &Locked) -> Newest {
        let mut unread = self.unread;
        for (number, snapshot) in self.ours.into_iter().enumerate() {
            match snapshot.open(key) {
                Ok(Some(index)) => {
                    let found = Some((snapshot.header, index, number as u64));
                    return Newest { found, unread };
                }
                Ok(None) => {}
                Err(error) => unread = Some(error),
            }
        }
        Newest { found: None, unread }
    }

    /// Takes up as `vault`'s what its tag says is: in the clear id of an index a bit may have changed.
    pub fn take_up(&mut self, vault: &[u8; 16], key: &Locked) {
        let ours = self.foreign.extract_if(.., |snapshot| snapshot.becomes(vault, key));
        self.ours.extend(ours);
        self.sort();
    }

    /// Whether every index with another id is to be left alone, since the folder is this vault's all the same: one of its own
    /// opens, and none of those does.
    pub fn are_foreign_ones_astray(&self, key: &Locked) -> bool {
        let opens = |snapshot: &Snapshot| matches!(snapshot.open(key), Ok(Some(_)));
        self.ours.iter().any(opens) && !self.foreign.iter().any(opens)
    }
}

impl Snapshot {
    /// `None` when the key does not fit or a byte is not what was written.
    ///
    /// # Security
    /// At most [`INDEX_LIMIT`] bytes are read, and none of them is believed before the tag is checked.
    pub fn open(&self, key: &Locked) -> Result<Option<Index>, BackupError> {
        let mut bytes = self.bytes()?;
        if let Some(id) = bytes.get_mut(VAULT) {
            id.copy_from_slice(&self.header.vault);
        }
        Ok(index::open(&bytes, key))
    }

    /// Whether it opens as if the id in the clear were this one, which it then is.
    fn becomes(&mut self, vault: &[u8; 16], key: &Locked) -> bool {
        let there = std::mem::replace(&mut self.header.vault, *vault);
        let opens = matches!(self.open(key), Ok(Some(_)));
        if !opens {
            self.header.vault = there;
        }
        opens
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let file = disk::open_existing(&self.path, false)?;
        let long = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        disk::read_limited(&file, long.min(INDEX_LIMIT))
    }
}
