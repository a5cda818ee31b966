//! Destroying and forgetting, to the last byte of the folder: rows, then evidence files, then old copies, then the pages.

use crate::backup::setting;
use crate::folder::Folder;
use crate::store::forgetting::{self, End, Extent};
use crate::store::{StoreError, Tx, evidence_files, rewriting, settings};
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
    /// [`StoreError::NotTrashed`] for destroying what is not in the trash, [`StoreError::Forgotten`], and those of the
    /// transaction: nothing was changed then. Once the text has left every table there is no error any more; whether traces
    /// are left for the next unlock, [`Vault::is_erasing_unfinished`] says. On a disk that does not even let the database be
    /// opened again, there is none until then, and every later call fails.
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
        let removed = evidence::remove(self, &doomed);
        // The list of what went and of where copies are is worth more than the error, which the next unlock meets again.
        let _ = self.go_on_after(removed).and_then(|()| self.end_rewriting());
        Ok(extent)
    }

    /// Whether something was erased and not every trace of it overwritten yet: the next unlock tries again.
    #[must_use]
    pub fn is_erasing_unfinished(&self) -> bool {
        let left =
            self.read(|view| Ok::<_, StoreError>(rewriting::is_due(view)? || evidence_files::is_any_unfinished(view)?));
        // A database that does not even answer this has ended nothing.
        left.unwrap_or(true)
    }

    /// Ends an erasing that was interrupted. **Whoever can still read is kept out by nothing here**: what a full disk, a rotten
    /// page or a file that cannot be removed stands in the way of stays due, and is tried again at the next unlock.
    pub(crate) fn end_erasing(&mut self) -> Result<(), StoreError> {
        let removed = evidence::remove_unfinished(self);
        self.go_on_after(removed)?;
        self.end_rewriting()
    }

    fn end_rewriting(&mut self) -> Result<(), StoreError> {
        if !self.read(rewriting::is_due)? {
            return Ok(());
        }
        let fresh = self.folder.new_data();
        let removed = remove_old_copy(&self.folder).map_err(StoreError::from);
        let ended = removed.and_then(|()| self.store.rewrite(&fresh));
        self.go_on_after(ended)
    }

    fn go_on_after(&mut self, ended: Result<(), StoreError>) -> Result<(), StoreError> {
        let Err(error) = ended else { return Ok(()) };
        // A page that cannot be read leaves the connection in an error, which is not the database's.
        self.store.reconnect()?;
        self.read(rewriting::is_due).map_err(|_| error).map(drop)
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
