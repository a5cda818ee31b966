//! Settings of this vault: a key and a JSON value each.

use super::json::{decode, encode};
use super::{StoreError, Tx, View};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The setting, if it was ever written.
///
/// # Errors
/// [`StoreError::Damaged`] when the stored value has another shape.
pub fn read<T: DeserializeOwned>(view: &View<'_>, key: &str) -> Result<Option<T>, StoreError> {
    let mut statement = view
        .connection
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    let value: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
    value.map(|text| decode(&text)).transpose()
}

/// Writes the setting, over the old value.
///
/// # Errors
/// As [`StoreError`] says.
pub fn write<T: Serialize>(tx: &Tx<'_>, key: &str, value: &T) -> Result<(), StoreError> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.connection.prepare_cached(sql)?.execute((key, encode(value)?))?;
    Ok(())
}

/// Takes the setting away.
///
/// # Errors
/// As [`StoreError`] says.
pub fn remove(tx: &Tx<'_>, key: &str) -> Result<(), StoreError> {
    tx.connection
        .prepare_cached("DELETE FROM setting WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

/// Takes away what is said about backups: the next one is the first.
pub(super) fn forget_backups(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("DELETE FROM setting WHERE key LIKE 'backup.%'", [])?;
    Ok(())
}
