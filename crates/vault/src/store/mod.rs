//! The encrypted database: one file per table, SQL only in the file of its table and always bound.
//!
//! [`Store`] owns the only connection. Reading happens through a [`View`], writing through a [`Tx`]; both live inside one
//! transaction, so a verb sees one state and leaves the whole of its changes or none. No type of the database library
//! leaves this module.

#![expect(
    clippy::missing_errors_doc,
    reason = "every function here fails as StoreError says, and in no other way"
)]

pub mod aliases;
pub mod backups;
mod before;
pub mod bundles;
pub mod cases;
pub(crate) mod census;
pub mod codes;
pub mod conflicts;
mod connection;
pub mod contacts;
mod counters;
pub mod drafts;
mod error;
pub mod evidence_files;
mod facets;
pub mod filtering;
pub mod forgetting;
#[cfg(test)]
mod forgetting_tests;
pub mod held;
pub(crate) mod integrity;
pub mod journal;
mod journal_check;
mod json;
pub mod links;
pub(crate) mod machines;
pub mod merges;
mod migration;
pub mod own_keys;
#[cfg(test)]
mod pages;
pub mod proposals;
pub mod records;
pub(crate) mod renewal;
pub(crate) mod rescue;
pub mod revisions;
pub(crate) mod rewriting;
pub mod search;
mod search_match;
mod search_text;
mod search_words;
pub mod settings;
mod take;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod trash;
#[cfg(test)]
mod upgrade_tests;
pub mod walking;

pub use error::StoreError;
pub(crate) use machines::Mark;
pub use machines::Place;

use crate::locked::Locked;
use rusqlite::{Connection, TransactionBehavior};
use sandyq_domain::{MachineId, Timestamp};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The open database. Dropping it closes the file too, but [`Store::close`] also empties the write-ahead log.
pub struct Store {
    connection: Connection,
    machine: MachineId,
    // What opening the file again takes, after it was written anew.
    path: PathBuf,
    key: Locked,
    place: Place,
    interrupter: Interrupter,
}

/// A reading transaction: one unchanging state of the vault.
pub struct View<'c> {
    connection: &'c Connection,
    machine: MachineId,
}

/// A writing transaction. Everything a [`View`] can do, and changes; an error on the way undoes all of them.
pub struct Tx<'c> {
    view: View<'c>,
}

impl<'c> Deref for Tx<'c> {
    type Target = View<'c>;

    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

impl View<'_> {
    /// The machine whose edits this session writes.
    #[must_use]
    pub const fn machine(&self) -> MachineId {
        self.machine
    }
}

/// Stops whatever the database is doing, from another thread: for the emergency wipe.
#[derive(Clone)]
pub struct Interrupter(Arc<Mutex<rusqlite::InterruptHandle>>);

impl Interrupter {
    /// Makes the running statement fail with [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).interrupt();
    }
}

impl Store {
    /// Makes a new database file, which must not exist yet, and its schema.
    ///
    /// # Errors
    /// As [`StoreError`] says; a file that could not be finished is left for the caller, who made the folder.
    pub fn create(path: &Path, key: &[u8; 32], place: &Place, now: Timestamp) -> Result<Self, StoreError> {
        connection::make_file(path)?;
        Self::open(path, key, place, now)
    }

    /// Opens an existing file, upgrades its schema and finds out which machine this is.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] also for a wrong key; the file is then exactly as before. [`StoreError::Newer`] likewise.
    pub fn open(path: &Path, key: &[u8; 32], place: &Place, now: Timestamp) -> Result<Self, StoreError> {
        let mut connection = connection::open(path, key)?;
        migration::check(&connection, migration::STEPS)?;
        if migration::is_due(&connection, migration::STEPS)? {
            connection = before::keep(connection, path, key)?;
        }
        connection::configure(&mut connection)?;
        migration::migrate(&mut connection, migration::STEPS)?;
        let mark = place.mark(path);
        let mut store = Self::over(connection, path, key, place.clone())?;
        store.machine = store.write(|tx| machines::recognise(tx, &mark, now))?;
        store.write(search_text::refresh)?;
        store.write(facets::refresh)?;
        Ok(store)
    }

    /// Stands in while a vault has no database open: there is no table in it, so every reading and writing fails.
    pub(crate) fn none() -> Result<Self, StoreError> {
        Self::over(
            Connection::open_in_memory()?,
            Path::new(""),
            &[0; 32],
            Place(Vec::new()),
        )
    }

    /// Opens an existing file of any schema this program knows, to look at it: not a byte of it changes, and writing fails.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn look(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let connection = connection::look(path, key)?;
        migration::check(&connection, migration::STEPS)?;
        Self::over(connection, path, key, Place(Vec::new()))
    }

    /// A store over this connection, which belongs to no machine yet.
    fn over(connection: Connection, path: &Path, key: &[u8; 32], place: Place) -> Result<Self, StoreError> {
        Ok(Self {
            interrupter: Interrupter(Arc::new(Mutex::new(connection.get_interrupt_handle()))),
            connection,
            machine: MachineId::from_bytes([0; 16]),
            path: path.to_owned(),
            key: Locked::copy_of(key)?,
            place,
        })
    }

    /// One writing transaction: kept when `work` returns `Ok`, undone when it returns an error or panics.
    ///
    /// # Errors
    /// Those of `work`, and a failing begin or commit.
    pub fn write<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let machine = self.machine;
        let begun = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let done = work(&Tx {
            view: View {
                connection: &begun,
                machine,
            },
        })?;
        begun.commit().map_err(StoreError::from)?;
        Ok(done)
    }

    /// One reading transaction.
    ///
    /// # Errors
    /// Those of `work`, and a failing begin.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&View<'_>) -> Result<T, E>) -> Result<T, E> {
        let begun = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        work(&View {
            connection: &begun,
            machine: self.machine,
        })
    }

    /// The machine whose edits this store writes.
    #[must_use]
    pub const fn machine(&self) -> MachineId {
        self.machine
    }

    /// A handle that interrupts this store from another thread.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        self.interrupter.clone()
    }

    /// From now on the handles given out stop this connection.
    fn interrupted_by(&self, connection: &Connection) {
        *self.interrupter.0.lock().unwrap_or_else(PoisonError::into_inner) = connection.get_interrupt_handle();
    }

    /// Goes on with another connection to the same vault.
    fn take_up(&mut self, connection: Connection) {
        self.interrupted_by(&connection);
        self.connection = connection;
    }

    /// One writing transaction in which much is removed. SQLite would look for what refers to each removed version, in
    /// tables that have no index for it; here the work itself removes what refers.
    ///
    /// # Errors
    /// Those of `work`, and a failing begin or commit.
    pub(crate) fn erase<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        connection::heed_references(&self.connection, false)?;
        let done = self.write(work);
        connection::heed_references(&self.connection, true)?;
        done
    }

    /// Moves the write-ahead log into the database and empties it: until the next write, the file alone is everything.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when something still reads; every acknowledged write is safe in the log even then.
    pub fn fold(&self) -> Result<(), StoreError> {
        fold(&self.connection)
    }

    /// Moves the write-ahead log into the database, empties it and closes the file.
    ///
    /// # Errors
    /// The checkpoint's; every acknowledged write is safe in the log even then.
    pub fn close(self) -> Result<(), StoreError> {
        let Self {
            connection,
            machine: _,
            path: _,
            key: _,
            place: _,
            interrupter: _,
        } = self;
        connection.flush_prepared_statement_cache();
        let checkpoint = fold(&connection);
        let closed = connection.close().map_err(|(_, error)| StoreError::from(error));
        checkpoint.and(closed)
    }
}

/// Closes a database of which nothing may be left in its log. Closing folds the log in too, but says nothing when the disk does not
/// let it.
fn close_folded(connection: Connection, path: &Path) -> Result<(), StoreError> {
    let folded = fold(&connection);
    connection.close().map_err(|(_, error)| StoreError::from(error))?;
    folded?;
    if connection::has_log(path) {
        return Err(StoreError::Busy);
    }
    Ok(())
}

/// Brings what the log holds into the database itself.
fn fold(connection: &Connection) -> Result<(), StoreError> {
    let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
    match connection.query_row(sql, [], |row| row.get::<_, i64>(0))? {
        0 => Ok(()),
        _ => Err(StoreError::Busy),
    }
}
