//! What an interrupted making or restoring leaves: recognised by the vault's own names, and by nothing else.

use super::names::{self, data_names, is_evidence_dir, is_evidence_file};
use super::{Folder, remove_if_there};
use crate::disk;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Whether a file of this name is part of a database or key file that was never finished.
pub(super) fn is_unfinished(name: &str) -> bool {
    name == names::NEW_KEY || data_names(names::NEW_DATA).iter().any(|own| own == name)
}

/// Whether everything below `files` was put there by a restoring that did not end: **only beside `data.new`**, which is there before
/// the first of them, and only under names that the vault gives.
pub(super) fn is_unfinished_evidence(dir: &Path) -> bool {
    disk::is_file(&dir.join(names::NEW_DATA)) && matches!(evidence(&dir.join(names::FILES)), Ok(Some(_)))
}

/// The evidence files and their folders below `files`; `None` when anything else lies there.
fn evidence(files: &Path) -> io::Result<Option<Vec<PathBuf>>> {
    let named = |path: &Path, is: fn(&str) -> bool| path.file_name().and_then(|name| name.to_str()).is_some_and(is);
    let mut found = Vec::new();
    if !disk::is_dir(files) {
        return Ok(Some(found));
    }
    for folder in fs::read_dir(files)? {
        let folder = folder?.path();
        if !disk::is_dir(&folder) || !named(&folder, is_evidence_dir) {
            return Ok(None);
        }
        for file in fs::read_dir(&folder)? {
            let file = file?.path();
            if !disk::is_file(&file) || !named(&file, is_evidence_file) {
                return Ok(None);
            }
            found.push(file);
        }
        found.push(folder);
    }
    Ok(Some(found))
}

impl Folder {
    /// Removes what an unfinished making or restoring left in this folder, which was recognised as such under its lock. The mark
    /// of it goes last, so that an interruption leaves it recognisable.
    ///
    /// # Errors
    /// The disk failed.
    pub(crate) fn discard_unfinished(&self) -> io::Result<()> {
        // With the database in its place only the last rename is missing: the key file beside it is the vault's.
        if disk::is_file(&self.data()) {
            return Ok(());
        }
        if is_unfinished_evidence(self.path()) {
            for path in evidence(&self.files())?.into_iter().flatten() {
                if disk::is_dir(&path) {
                    fs::remove_dir(&path)?;
                } else {
                    fs::remove_file(&path)?;
                }
            }
            disk::sync_dir(&self.files())?;
        }
        let journals = data_names(names::NEW_DATA).into_iter().rev();
        for name in std::iter::once(names::NEW_KEY.to_owned()).chain(journals) {
            remove_if_there(&self.path().join(name))?;
        }
        Ok(())
    }
}
