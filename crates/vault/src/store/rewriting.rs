//! Writing the whole database anew, so that its pages hold what its tables hold and nothing else.
//!
//! Deleting alone is not enough. The full-text indexes keep a deleted word until the segment that holds it is merged; and
//! `secure_delete` overwrites a cell where it lies, while SQLite moves cells when pages fill up and does
//! not promise to clear the bytes they came from. So after a *forget* or *destroy* the indexes are merged anew and the
//! database is copied, table by table, into `data.new`, under the same key and with bounded memory; then the copy takes
//! the name `data` and the old file is overwritten. **Until the rename `data` is whole**: a crash leaves a copy that the next opening removes and makes again.

use super::error::StoreError;
use super::{Store, Tx, View, connection, machines, search_text, settings};
use crate::disk;
use rusqlite::Connection;
use std::fs;
use std::io;
use std::path::Path;

/// Set in the transaction that erased something, gone when the copy has taken the place of the original.
const SETTING: &str = "rewrite";

/// After this transaction the database is to be written anew.
pub(super) fn ask(tx: &Tx<'_>) -> Result<(), StoreError> {
    settings::write(tx, SETTING, &true)
}

/// Whether something was erased and the database not written anew since.
pub(crate) fn is_due(view: &View<'_>) -> Result<bool, StoreError> {
    Ok(settings::read(view, SETTING)? == Some(true))
}

impl Store {
    /// Writes the database anew by way of `fresh`, a name beside it.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room for a second copy: everything is as before. If the database cannot even
    /// be opened again, every later call fails, and nothing is lost.
    pub(crate) fn rewrite(&mut self, fresh: &Path) -> Result<(), StoreError> {
        remove(fresh)?;
        self.write(search_text::renew)?;
        self.fold()?;
        let path = self.path.clone();
        self.put_down()?;
        let copied = self.copy_into(fresh).and_then(|()| change_places(fresh, &path));
        if copied.is_err() {
            let _ = remove(fresh);
        }
        self.take_up_again()?;
        copied?;
        let mark = self.place.mark(&path);
        self.write(|tx| {
            machines::rebind(tx, &mark)?;
            settings::remove(tx, SETTING)
        })?;
        self.fold()
    }

    /// Closes the file and opens it again.
    ///
    /// # Errors
    /// It cannot be opened: every later call fails then, and nothing is lost.
    pub(crate) fn reconnect(&mut self) -> Result<(), StoreError> {
        self.put_down()?;
        self.take_up_again()
    }

    /// Closes the file; an empty database in memory stands in for it.
    fn put_down(&mut self) -> Result<(), StoreError> {
        let placeholder = Connection::open_in_memory()?;
        let open = std::mem::replace(&mut self.connection, placeholder);
        open.flush_prepared_statement_cache();
        if let Err((open, error)) = open.close() {
            self.connection = open;
            return Err(error.into());
        }
        Ok(())
    }

    fn take_up_again(&mut self) -> Result<(), StoreError> {
        let mut connection = connection::open(&self.path, as_key(&self.key)?)?;
        connection::configure(&mut connection)?;
        self.take_up(connection);
        Ok(())
    }

    /// A connection of its own: the others allow no second file.
    fn copy_into(&self, fresh: &Path) -> Result<(), StoreError> {
        let copying = connection::open(&self.path, as_key(&self.key)?)?;
        self.interrupted_by(&copying);
        connection::copy(&copying, fresh)?;
        copying.close().map_err(|(_, error)| StoreError::from(error))
    }
}

fn as_key(key: &[u8]) -> Result<&[u8; 32], StoreError> {
    key.try_into().map_err(|_| StoreError::Damaged)
}

/// The copy takes the name; what the old file's blocks hold is overwritten and given back.
/// **Not when the sync fails**: a lost rename brings the old file back, and it would come back as noise.
fn change_places(fresh: &Path, path: &Path) -> Result<(), StoreError> {
    disk::open_existing(fresh, true)?.sync_all()?;
    let old = disk::open_existing(path, true)?;
    fs::rename(fresh, path)?;
    if let Some(folder) = path.parent() {
        disk::sync_dir(folder)?;
    }
    // From here on the change is made; a disk that fails now keeps nothing that it did not hold before.
    let _ = blank(&old);
    Ok(())
}

/// Overwrites a whole file and gives its blocks back.
pub(crate) fn blank(file: &fs::File) -> io::Result<()> {
    disk::overwrite(file, 0, file.metadata()?.len())?;
    file.sync_data()?;
    disk::punch_hole(file, 0);
    Ok(())
}

/// Removes a copy that was not finished, and its journals.
pub(crate) fn remove(fresh: &Path) -> Result<(), StoreError> {
    for suffix in crate::folder::DATA_SUFFIXES {
        let mut name = fresh.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}
