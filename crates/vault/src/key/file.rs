//! The key file on the disk: read, published with a new vault, replaced.
//!
//! **After a replacement nothing in the folder opens with the old secret, and at no moment is there no key file.**

use super::{KEY_FILE_LEN, KeyError, KeyImage};
use crate::disk;
use crate::folder::Folder;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Reads the key file and checks what needs no secret.
///
/// # Errors
/// [`KeyError::Missing`], the header's refusals, or the disk's.
pub fn read(folder: &Folder) -> Result<KeyImage, KeyError> {
    let file = disk::open_existing(&folder.key(), false)?;
    KeyImage::from_bytes(&disk::read_limited(&file, KEY_FILE_LEN)?)
}

/// The last act of making a vault: `data.new` becomes `data`, then the key file appears. **The database must be complete,
/// closed and synced before.** A power cut in between leaves either nothing or the whole vault.
///
/// # Errors
/// The disk failed; [`std::io::ErrorKind::AlreadyExists`] when there is a key file.
pub fn publish(folder: &Folder, image: &KeyImage) -> Result<(), KeyError> {
    if folder.key().symlink_metadata().is_ok() {
        return Err(KeyError::Io(io::ErrorKind::AlreadyExists.into()));
    }
    write_new(folder, image)?;
    if disk::is_file(&folder.new_data()) {
        fs::rename(folder.new_data(), folder.data())?;
        let named = disk::sync_dir(folder.path()).and_then(|()| fs::rename(folder.new_key(), folder.key()));
        if named.is_err() {
            // A database without a key file would be in the way for ever: nothing may be made over it.
            let _ = fs::rename(folder.data(), folder.new_data());
        }
        named?;
    } else {
        fs::rename(folder.new_key(), folder.key())?;
    }
    disk::sync_dir(folder.path())?;
    Ok(())
}

/// Puts a changed key file in the place of the old one, then destroys the old bytes where they lie.
///
/// # Errors
/// Before the rename: the old file is untouched. After it: the new file is in place, and whether it survives a power cut
/// is not known; the old bytes are then left alone on purpose, since a lost rename would bring them back.
pub fn replace(folder: &Folder, image: &KeyImage) -> Result<(), KeyError> {
    stage(folder, image)?;
    commit(folder)?.destroy()
}

/// Writes `key.new` to the last byte. Nothing opens with it yet.
///
/// # Errors
/// The disk failed; there is no `key.new` then.
pub(crate) fn stage(folder: &Folder, image: &KeyImage) -> Result<(), KeyError> {
    Ok(write_new(folder, image)?)
}

/// Gives the staged file its name, durably. **From here on only the new secrets open.**
///
/// # Errors
/// As [`replace`].
pub(crate) fn commit(folder: &Folder) -> Result<Outgoing, KeyError> {
    let renamed = disk::open_existing(&folder.key(), true).and_then(|old| {
        fs::rename(folder.new_key(), folder.key())?;
        Ok(old)
    });
    if renamed.is_err() {
        let _ = discard_unfinished(folder);
    }
    let old = renamed?;
    disk::sync_dir(folder.path())?;
    Ok(Outgoing(old))
}

/// The key file that was replaced: it has no name any more, and this is the last way to its bytes.
pub(crate) struct Outgoing(fs::File);

impl Outgoing {
    /// Destroys the bytes where they lie.
    ///
    /// # Errors
    /// The disk failed.
    pub fn destroy(self) -> Result<(), KeyError> {
        disk::overwrite(&self.0, 0, self.0.metadata()?.len())?;
        self.0.sync_data()?;
        disk::punch_hole(&self.0, 0);
        Ok(())
    }
}

/// Destroys a `key.new` that an interrupted replacement left. **Only to be called when `key` has just opened undamaged.**
///
/// # Errors
/// The disk failed.
pub fn discard_unfinished(folder: &Folder) -> io::Result<()> {
    let path = folder.new_key();
    match disk::open_existing(&path, true) {
        Ok(file) => {
            disk::overwrite(&file, 0, file.metadata()?.len())?;
            file.sync_data()?;
            fs::remove_file(&path)?;
            disk::sync_dir(folder.path())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Writes `key.new` to the last byte, or leaves none.
fn write_new(folder: &Folder, image: &KeyImage) -> io::Result<()> {
    discard_unfinished(folder)?;
    let path = folder.new_key();
    let written = write_synced(&path, image);
    if written.is_err() {
        let _ = fs::remove_file(&path);
    }
    written
}

fn write_synced(path: &Path, image: &KeyImage) -> io::Result<()> {
    let mut file = disk::create(path)?;
    file.write_all(image.bytes())?;
    file.sync_all()
}
