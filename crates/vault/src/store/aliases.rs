//! The names that ids have in redacted bundles for a contact, kept so that an answer finds its way back.

use super::{StoreError, Tx, View};
use rusqlite::OptionalExtension;
use sandyq_domain::RecordId;

/// Remembers the name of an id (a record's or a machine's) for a contact.
pub fn keep(tx: &Tx<'_>, contact: RecordId, alias: [u8; 16], real: [u8; 16]) -> Result<(), StoreError> {
    let sql = "INSERT INTO alias (alias, contact, real) VALUES (?1, ?2, ?3) ON CONFLICT (alias) DO NOTHING";
    tx.connection
        .prepare_cached(sql)?
        .execute((alias, contact.to_bytes(), real))?;
    Ok(())
}

/// Whether this contact knows the record by another name.
pub fn has_name(view: &View<'_>, contact: RecordId, real: RecordId) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM alias WHERE real = ?1 AND contact = ?2)";
    let bound = (real.to_bytes(), contact.to_bytes());
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row(bound, |row| row.get(0))?)
}

/// What a name stands for when this contact uses it; of anybody else it means nothing.
pub fn real(view: &View<'_>, contact: RecordId, alias: [u8; 16]) -> Result<Option<[u8; 16]>, StoreError> {
    let sql = "SELECT real FROM alias WHERE alias = ?1 AND contact = ?2";
    let mut statement = view.connection.prepare_cached(sql)?;
    Ok(statement
        .query_row((alias, contact.to_bytes()), |row| row.get(0))
        .optional()?)
}

/// The record is gone for good: so are its names.
pub(super) fn erase(tx: &Tx<'_>, id: RecordId) -> Result<(), StoreError> {
    let sql = "DELETE FROM alias WHERE real = ?1";
    tx.connection.prepare_cached(sql)?.execute([id.to_bytes()])?;
    Ok(())
}
