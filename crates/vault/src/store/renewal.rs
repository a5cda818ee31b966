//! The database under a new key: a copy is encrypted anew, checked to its last page, and told which key file it is for.

use super::{Mark, Place, Store, StoreError, connection, integrity, machines, settings};
use crate::hex;
use rusqlite::Connection;
use sandyq_domain::MachineId;
use std::path::Path;

/// The setting that names the key file a copy was made for, by its salt. Empty once the copy is the database.
const MEANT_FOR: &str = "key.salt";

/// Encrypts the copy at `path` anew. It is worth nothing when this fails.
pub fn encrypt(path: &Path, old: &[u8; 32], new: &[u8; 32]) -> Result<(), StoreError> {
    let connection = connection::open(path, old)?;
    connection::rekey(&connection, new)?;
    close(connection)
}

/// Reads every page of the copy under its new key, and writes into it what makes it this machine's database and that of the
/// key file with this salt.
pub fn prepare(path: &Path, key: &[u8; 32], salt: &[u8], machine: MachineId, place: &Place) -> Result<(), StoreError> {
    let connection = connection::open(path, key)?;
    if !integrity::is_sound(&connection, path)? {
        return Err(StoreError::Damaged);
    }
    let mut store = Store::over(connection, path, key, place.clone())?;
    store.machine = machine;
    let mark: Mark = place.mark(path);
    store.write(|tx| {
        machines::rebind(tx, &mark)?;
        settings::write(tx, MEANT_FOR, &hex(salt))
    })?;
    close(store.connection)
}

/// Whether a page of the database at `path` is not what was written; one that cannot be looked at is not said to be damaged.
pub fn is_damaged(path: &Path, key: &[u8; 32]) -> bool {
    let sound = connection::open(path, key).and_then(|connection| integrity::is_sound(&connection, path));
    matches!(sound, Ok(false) | Err(StoreError::Damaged))
}

/// Whether the copy at `path` was finished for the key file with this salt. Changes nothing.
pub fn is_meant_for(path: &Path, key: &[u8; 32], salt: &[u8]) -> bool {
    let opened = connection::open(path, key);
    let store = opened.and_then(|connection| Store::over(connection, path, key, Place(Vec::new())));
    store.is_ok_and(|store| {
        let named = store.read(|view| settings::read::<String>(view, MEANT_FOR));
        named.is_ok_and(|named| named.is_some_and(|named| named == hex(salt)))
    })
}

/// The copy is the database now: a later leftover must not pass for a finished one.
pub fn settle(store: &mut Store) -> Result<(), StoreError> {
    let named = store.read(|view| settings::read::<String>(view, MEANT_FOR))?;
    if named.is_some_and(|named| !named.is_empty()) {
        store.write(|tx| settings::write(tx, MEANT_FOR, &""))?;
    }
    Ok(())
}

fn close(connection: Connection) -> Result<(), StoreError> {
    connection.close().map_err(|(_, error)| error.into())
}
