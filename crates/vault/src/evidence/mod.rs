//! Evidence files: one age file each, under a random name and a random key that only the database knows.
//!
//! **The row with the key is on the disk before the file's first byte**; the row becomes whole together with the first
//! reference to it ([`keep`]). What was not finished is removed at the next unlock; a file without a row is reported and
//! never deleted. Exporting a file in the clear is not here: that is `casework`'s, with its question and ledger.

mod arriving;
mod batch;
mod copying;
mod opened;
mod padding;
mod write;

pub use arriving::{Arrived, Arriving, admit};
pub use batch::add_batch;
pub(crate) use copying::copy_in;
pub use opened::{Checked, Evidence, OpenEvidenceError, open, verify};
pub use write::{AddError, Added, add, keep};
pub(crate) use write::{make_folder, set_fixed_time};

use crate::disk;
use crate::store::StoreError;
use crate::store::evidence_files::{self, Doomed};
use crate::vault::Vault;
use crate::wipe;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// `files/ab/<32 hexadecimal digits>`, where `ab` is how the name begins.
pub(crate) fn path(files: &Path, name: &[u8; 16]) -> PathBuf {
    let hex = crate::hex(name);
    files.join(&hex[..2]).join(hex)
}

/// How much of a file's ends is overwritten before it is unlinked: an age file's head holds what its key opens.
const ENDS: u64 = 4 * 1024;

/// Removes what an interrupted [`add`] left, and what an interrupted destroying or forgetting did not come to.
pub(crate) fn remove_unfinished(vault: &mut Vault) -> Result<(), StoreError> {
    let unfinished = vault.read(evidence_files::unfinished)?;
    remove(vault, &unfinished)
}

/// Overwrites the ends of files and unlinks them: first the file, then its row, so that no file is left without a row.
pub(crate) fn remove(vault: &mut Vault, doomed: &[Doomed]) -> Result<(), StoreError> {
    for doomed in doomed {
        let path = path(&vault.folder().files(), &doomed.name);
        if disk::is_file(&path) {
            wipe::spoil(&path, ENDS, None)?.sync_data()?;
        }
        remove_file(&path)?;
        vault.write(|tx| evidence_files::abandon(tx, doomed.id()))?;
    }
    Ok(())
}

fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => path.parent().map_or(Ok(()), disk::sync_dir),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Paths below `files/` that belong to no row. To be reported; **never to be deleted**: their rows may be in a backup.
///
/// # Errors
/// The folder cannot be read.
pub fn strays(vault: &Vault) -> Result<Vec<PathBuf>, StoreError> {
    // All names at once: this runs at every unlock, and one question for each of 20 000 files would take longer.
    let names = vault.read(evidence_files::every_name)?;
    let mut strays = Vec::new();
    for folder in fs::read_dir(vault.folder().files())? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            strays.push(folder.path());
            continue;
        }
        for file in fs::read_dir(folder.path())? {
            let file = file?;
            let is_known = name_of(&file.path())
                .is_some_and(|name| names.contains(&name) && path(&vault.folder().files(), &name) == file.path());
            if !is_known {
                strays.push(file.path());
            }
        }
    }
    strays.sort();
    Ok(strays)
}

fn name_of(path: &Path) -> Option<[u8; 16]> {
    let hex = path
        .file_name()?
        .to_str()
        .filter(|name| name.len() == 32 && name.is_ascii())?;
    let mut name = [0; 16];
    for (number, byte) in name.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[2 * number..2 * number + 2], 16).ok()?;
    }
    Some(name)
}
