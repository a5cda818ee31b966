//! The encrypted database: one file per table, SQL only in the file of its table and always bound.
//!
//! [`Store`] owns the only connection. Reading happens through a [`View`], writing through a [`Tx`]; both live inside one
//! transaction, so a verb sees one state and leaves the whole of its changes or none. No type of the database library
//! leaves this module.

#![expect(
    clippy::missing_errors_doc,
    reason = "every function here fails as StoreError says, and in no other way"
)]

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
pub(crate) mod integrity;
pub mod journal;
mod journal_check;
mod json;
pub mod links;
pub(crate) mod machines;
mod migration;
pub mod own_keys;
pub mod records;
pub(crate) mod renewal;
pub(crate) mod rescue;
pub mod revisions;
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
#[cfg(test)]
mod upgrade_tests;

pub use error::StoreError;
pub(crate) use machines::Mark;
pub use machines::Place;

use rusqlite::{Connection, TransactionBehavior};
use sandyq_domain::{MachineId, Timestamp};
use std::ops::Deref;
use std::path::Path;

/// The open database. Dropping it closes the file too, but [`Store::close`] also empties the write-ahead log.
pub struct Store {
    connection: Connection,
    machine: MachineId,
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
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Makes the running statement fail with [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.0.interrupt();
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
        let mut store = Self {
            connection,
            machine: MachineId::from_bytes([0; 16]),
        };
        store.machine = store.write(|tx| machines::recognise(tx, &mark, now))?;
        store.write(search_text::refresh)?;
        Ok(store)
    }

    /// Stands in while a vault has no database open: there is no table in it, so every reading and writing fails.
    pub(crate) fn none() -> Result<Self, StoreError> {
        Ok(Self {
            connection: Connection::open_in_memory()?,
            machine: MachineId::from_bytes([0; 16]),
        })
    }

    /// Opens an existing file of any schema this program knows, to look at it: not a byte of it changes, and writing fails.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn look(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let connection = connection::look(path, key)?;
        migration::check(&connection, migration::STEPS)?;
        Ok(Self {
            connection,
            machine: MachineId::from_bytes([0; 16]),
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
        Interrupter(self.connection.get_interrupt_handle())
    }

    /// Moves the write-ahead log into the database and empties it: until the next write, the file alone is everything.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when something still reads; every acknowledged write is safe in the log even then.
    pub fn fold(&self) -> Result<(), StoreError> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        match self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))? {
            0 => Ok(()),
            _ => Err(StoreError::Busy),
        }
    }

    /// Moves the write-ahead log into the database, empties it and closes the file.
    ///
    /// # Errors
    /// The checkpoint's; every acknowledged write is safe in the log even then.
    pub fn close(self) -> Result<(), StoreError> {
        self.connection.flush_prepared_statement_cache();
        let checkpoint = self.fold();
        let closed = self.connection.close().map_err(|(_, error)| StoreError::from(error));
        checkpoint.and(closed)
    }
}
