//! Destroying and forgetting, to the last byte of the folder: rows, then evidence files, then old copies, then the pages.

use crate::backup::setting;
use crate::folder::Folder;
use crate::store::forgetting::{self, End, Extent};
use crate::store::{StoreError, Tx, rewriting, settings};
use crate::vault::Vault;
use crate::{disk, evidence};
use sandyq_domain::{RecordId, Timestamp};
use std::fs;
use std::io;

impl Vault {
    /// Destroys or forgets a record and what belongs to it alone. `along` runs in the same transaction, for what
    /// else remembers it. **No undo**: the text is in no table, index, journal or page of the folder afterwards.
    ///
    /// # Errors
    /// [`StoreError::NotTrashed`] for destroying what is not in the trash, and [`StoreError::Forgotten`]: nothing was changed then.
    /// Any other error may come after the text has left every table; the next unlock ends what is missing then.
    pub fn erase(
        &mut self,
        id: RecordId,
        end: End,
        time: Timestamp,
        along: impl FnOnce(&Tx<'_>, &Extent) -> Result<(), StoreError>,
    ) -> Result<Extent, StoreError> {
        let (extent, doomed) = self.store.erase(|tx| {
            let extent = forgetting::extent(tx, id, end)?;
            let doomed = forgetting::erase(tx, &extent, end, time)?;
            along(tx, &extent)?;
            note_for_backups(tx, time)?;
            Ok::<_, StoreError>((extent, doomed))
        })?;
        evidence::remove(self, &doomed)?;
        remove_old_copy(&self.folder)?;
        let fresh = self.folder.new_data();
        self.store.rewrite(&fresh)?;
        Ok(extent)
    }

    /// Ends an erasing that was interrupted. A disk too full for it keeps nobody out: it is tried again at the next unlock.
    pub(crate) fn end_erasing(&mut self) -> Result<(), StoreError> {
        if !self.read(rewriting::is_due)? {
            return Ok(());
        }
        remove_old_copy(&self.folder)?;
        let fresh = self.folder.new_data();
        match self.store.rewrite(&fresh) {
            Err(StoreError::Full) => Ok(()),
            ended => ended,
        }
    }
}

/// The next backup removes every snapshot made before this moment. Never the same number twice, whatever the clock says.
fn note_for_backups(tx: &Tx<'_>, time: Timestamp) -> Result<(), StoreError> {
    let last: i64 = settings::read(tx, setting::FORGOTTEN)?.unwrap_or_default();
    settings::write(tx, setting::FORGOTTEN, &time.millis().max(last + 1))
}

/// The database as it was before the last migration holds the text too. It is overwritten whole.
fn remove_old_copy(folder: &Folder) -> io::Result<()> {
    for path in folder.old_data() {
        if disk::is_file(&path) {
            rewriting::blank(&disk::open_existing(&path, true)?)?;
            fs::remove_file(&path)?;
            disk::sync_dir(folder.path())?;
        }
    }
    Ok(())
}
