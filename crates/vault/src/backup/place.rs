//! The folder of a backup: its names, what in it is ours, and packs written and read. No symbolic link inside it is followed.

use super::index::{Header, PACK_LIMIT, Pack};
use super::{BackupError, Progress, go_on};
use crate::disk::{self, DIR_MODE};
use crate::folder::{Folder, names};
use crate::hex;
use crate::key::KEY_FILE_LEN;
use crate::locked::Locked;
use openssl::sha::sha256;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// Not the name it has in a vault: a folder with a backup must never pass for a vault that can be opened, or wiped.
const KEY: &str = "door";
const INDEX: &str = "index";
const PACKS: &str = "packs";
/// What is being written has this name, in `index/` or in `packs/`.
const PART: &str = "part";

/// A folder that holds a backup, or will.
pub(super) struct Place(PathBuf);

impl Place {
    /// An existing backup.
    ///
    /// # Errors
    /// [`BackupError::NoBackup`].
    pub fn existing(dir: &Path) -> Result<Self, BackupError> {
        let place = Self(disk::real(dir));
        if disk::is_dir(&place.index()) {
            Ok(place)
        } else {
            Err(BackupError::NoBackup)
        }
    }

    /// A place to write a backup of the vault in `folder` to, made when it is missing.
    ///
    /// # Errors
    /// [`BackupError::InsideVault`], [`BackupError::OfAnother`], [`BackupError::Newer`]: nothing was changed then.
    pub fn for_writing(
        dir: &Path,
        folder: &Folder,
        vault: &[u8; 16],
        key: &[u8],
        backup_key: &Locked,
    ) -> Result<Self, BackupError> {
        let dir = std::path::absolute(dir)?;
        let there = dir.ancestors().find(|above| above.exists()).unwrap_or(&dir);
        if is_inside(there, folder) {
            return Err(BackupError::InsideVault);
        }
        DirBuilder::new().recursive(true).mode(DIR_MODE).create(&dir)?;
        let place = Self(disk::real(&dir));
        if is_inside(&place.0, folder) {
            return Err(BackupError::InsideVault);
        }
        place.must_be_ours(vault, key, backup_key)?;
        for dir in [place.index(), place.packs()] {
            make_dir(&dir)?;
        }
        for part in [place.index().join(PART), place.packs().join(PART)] {
            remove_if_there(&part)?;
        }
        Ok(place)
    }

    /// Another vault's key file must never be written over, nor its snapshots be taken for old ones of this one. An index with
    /// another id beside one that opens is left alone: somebody put it there, or its bytes changed.
    fn must_be_ours(&self, vault: &[u8; 16], key: &[u8], backup_key: &Locked) -> Result<(), BackupError> {
        let mut snapshots = self.snapshots(Some(vault))?;
        if snapshots.newer {
            return Err(BackupError::Newer);
        }
        snapshots.take_up(vault, backup_key);
        if snapshots.has_foreign() && !snapshots.are_foreign_ones_astray(backup_key) {
            return Err(BackupError::OfAnother);
        }
        let a_vault = [names::DATA, names::KEY]
            .iter()
            .any(|name| disk::is_file(&self.0.join(name)));
        if a_vault {
            return Err(BackupError::OfAnother);
        }
        let no_key = self.0.join(KEY).symlink_metadata().is_err();
        let is_ours = !snapshots.ours.is_empty() || no_key || self.key_bytes()?.is_some_and(|bytes| bytes == key);
        if is_ours {
            return Ok(());
        }
        Err(snapshots.unread.unwrap_or(BackupError::OfAnother))
    }

    pub fn index(&self) -> PathBuf {
        self.0.join(INDEX)
    }

    pub fn packs(&self) -> PathBuf {
        self.0.join(PACKS)
    }

    fn pack(&self, name: &[u8; 32]) -> PathBuf {
        let name = hex(name);
        self.packs().join(&name[..2]).join(name)
    }

    /// The bytes of the key file; `None` when there is none. Never more than a key file has.
    pub fn key_bytes(&self) -> Result<Option<Vec<u8>>, BackupError> {
        match disk::open_existing(&self.0.join(KEY), false) {
            Ok(file) => Ok(Some(disk::read_limited(&file, KEY_FILE_LEN)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the index under its name, once it is whole on the disk, and reads it back.
    pub fn put_index(&self, header: &Header, bytes: &[u8]) -> Result<(), BackupError> {
        let part = self.index().join(PART);
        let path = self.index().join(hex(&header.snapshot));
        write_synced(&part, bytes)?;
        let back = read_past_the_cache(&part)?;
        if disk::read_limited(&back, bytes.len())? != bytes {
            remove_if_there(&part)?;
            return Err(BackupError::Unreliable);
        }
        fs::rename(&part, &path)?;
        Ok(disk::sync_dir(&self.index())?)
    }

    /// Puts the vault's key file in the place of the old one, then destroys the old bytes: an old passphrase must not open what
    /// this backup holds from now on.
    pub fn put_key(&self, bytes: &[u8]) -> Result<(), BackupError> {
        let (part, path) = (self.index().join(PART), self.0.join(KEY));
        let old = match disk::open_existing(&path, true) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        write_synced(&part, bytes)?;
        fs::rename(&part, &path)?;
        disk::sync_dir(&self.0)?;
        disk::sync_dir(&self.index())?;
        if let Some(old) = old {
            disk::overwrite(&old, 0, old.metadata()?.len())?;
            old.sync_data()?;
            disk::punch_hole(&old, 0);
        }
        Ok(())
    }

    /// Whether a pack is there with its length; its bytes are not looked at.
    pub fn has_pack(&self, pack: &Pack) -> bool {
        let path = self.pack(&pack.name);
        self.is_reachable(&path)
            && fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() == u64::from(pack.length))
    }

    /// Whether anything has this pack's name.
    pub fn has_name(&self, name: &[u8; 32]) -> bool {
        self.pack(name).symlink_metadata().is_ok()
    }

    /// Gives a pack its name. Whether it is on the disk is known after [`Place::settle`]; until an index names it, it is nothing.
    pub fn put_pack(&self, name: &[u8; 32], bytes: &[u8]) -> Result<(), BackupError> {
        let (part, path) = (self.packs().join(PART), self.pack(name));
        make_dir(path.parent().unwrap_or(&self.0))?;
        let written = write_part(&part, bytes).and_then(|()| fs::rename(&part, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&part);
            return Err(error.into());
        }
        Ok(())
    }

    /// Takes back packs that no index names, to give room back.
    pub fn take_back(&self, packs: &[Pack]) {
        for pack in packs {
            let _ = fs::remove_file(self.pack(&pack.name));
        }
    }

    /// Everything written so far is on the disk. One call instead of one for each of ten thousand small packs.
    pub fn settle(&self) -> Result<(), BackupError> {
        Ok(disk::sync_file_system(&self.0)?)
    }

    /// The bytes of a pack, past the system's cache; `None` when it is missing, unreadable, or not what its name says.
    pub fn read_pack(&self, pack: &Pack) -> Option<Vec<u8>> {
        let path = self.pack(&pack.name);
        if !self.is_reachable(&path) || !disk::is_file(&path) {
            return None;
        }
        let read = read_past_the_cache(&path)
            .and_then(|file| disk::read_limited(&file, (pack.length as usize).min(PACK_LIMIT)));
        // A sector that cannot be read is a damaged pack like any other.
        read.ok().filter(|bytes| sha256(bytes) == pack.name)
    }

    /// The folders on the way to a pack are folders, and not links to some.
    fn is_reachable(&self, path: &Path) -> bool {
        disk::is_dir(&self.packs()) && path.parent().is_some_and(disk::is_dir)
    }
}

/// Reads back every one of these packs, as the disk has them.
///
/// # Errors
/// [`BackupError::Unreliable`] for one that is not what was written.
pub(super) fn verify(place: &Place, packs: &[Pack], progress: &mut Progress<'_>) -> Result<(), BackupError> {
    let mut done = 0;
    for pack in packs {
        if place.read_pack(pack).is_none() {
            place.take_back(std::slice::from_ref(pack));
            return Err(BackupError::Unreliable);
        }
        done += u64::from(pack.length);
        go_on(progress, done)?;
    }
    Ok(())
}

fn is_inside(dir: &Path, folder: &Folder) -> bool {
    disk::real(dir).starts_with(disk::real(folder.path()))
}

fn make_dir(path: &Path) -> io::Result<()> {
    if disk::is_dir(path) {
        return Ok(());
    }
    DirBuilder::new().mode(DIR_MODE).create(path)
}

pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write_part(part: &Path, bytes: &[u8]) -> io::Result<()> {
    remove_if_there(part)?;
    let mut file = disk::create(part)?;
    file.write_all(bytes)?;
    // Where there is no call that settles a whole file system, each file is settled.
    #[cfg(not(target_os = "linux"))]
    file.sync_all()?;
    Ok(())
}

fn write_synced(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = write_part(part, bytes).and_then(|()| File::open(part)?.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(part);
    }
    written
}

/// A file opened so that its bytes come from the disk, where the system lets one ask for it.
fn read_past_the_cache(path: &Path) -> io::Result<File> {
    let file = disk::open_existing(path, false)?;
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    Ok(file)
}

/// Fills `buffer` as far as the file reaches.
pub(super) fn read_up_to(file: &mut impl Read, buffer: &mut Vec<u8>, limit: usize) -> io::Result<()> {
    buffer.clear();
    file.take(limit as u64).read_to_end(buffer).map(drop)
}

/// Whether a file's name is `len` hexadecimal digits in lower case.
pub(super) fn is_hex_name(path: &Path, len: usize) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.len() == len && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}
