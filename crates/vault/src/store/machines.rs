//! Which machine this is: a random id bound to the computer *and* to this very copy of the folder.
//!
//! **A counter used twice would lose edits silently.** So whatever suggests that this is another computer, or a copied or
//! restored folder, mints a new id; a superfluous id costs nothing. Old rows stay: their edits are in the history.

use super::{StoreError, Tx};
use rusqlite::{Connection, OptionalExtension};
use sandyq_domain::{MachineId, Timestamp};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What the operating system says about this computer (`/etc/machine-id` or its like); only its hash is stored.
#[derive(Clone)]
pub struct Place(pub Vec<u8>);

/// The part of the mark that is not bound to an id yet.
pub struct Mark([u8; 32]);

impl Place {
    /// Joins the computer's mark with the birth time of the database file: a copy is born later than its original, even
    /// where `cp -a` kept its other times. File systems without birth times are told apart by the computer alone.
    pub(super) fn mark(&self, database: &Path) -> Mark {
        let born = database.metadata().and_then(|file| file.created()).ok();
        let born = born
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map_or(0, |age| age.as_nanos());
        let hash = Sha256::new()
            .chain_update(b"sandyq place 1\0")
            .chain_update(born.to_le_bytes())
            .chain_update(&self.0);
        Mark(hash.finalize().into())
    }
}

fn bound(mark: &Mark, id: [u8; 16]) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"sandyq machine 1\0")
        .chain_update(id)
        .chain_update(mark.0)
        .finalize()
        .into()
}

/// The id of this machine: the current row's if its mark fits, else a new one.
pub fn recognise(tx: &Tx<'_>, mark: &Mark, now: Timestamp) -> Result<MachineId, StoreError> {
    let sql = "SELECT id, mark FROM machine WHERE current = 1";
    let current: Option<([u8; 16], [u8; 32])> = tx
        .connection
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match current {
        Some((id, stored)) if stored == bound(mark, id) => Ok(MachineId::from_bytes(id)),
        Some(_) | None => mint(tx, mark, now),
    }
}

/// Binds the current id to another file that takes the place of this machine's own: no edit was made meanwhile and none can
/// be made in the old one any more, so no counter is used twice.
pub fn rebind(tx: &Tx<'_>, mark: &Mark) -> Result<(), StoreError> {
    let id = tx.machine().to_bytes();
    let sql = "UPDATE machine SET mark = ?2 WHERE current = 1 AND id = ?1";
    tx.connection.execute(sql, (id, bound(mark, id)))?;
    Ok(())
}

/// Leaves no machine current, so that the next opening mints a new one.
pub(super) fn forget_current(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE machine SET current = 0 WHERE current = 1", [])?;
    Ok(())
}

fn mint(tx: &Tx<'_>, mark: &Mark, now: Timestamp) -> Result<MachineId, StoreError> {
    let id = crate::random::<16>()?;
    forget_current(tx.connection)?;
    let sql = "INSERT INTO machine (id, mark, since, current) VALUES (?1, ?2, ?3, 1)";
    tx.connection.execute(sql, (id, bound(mark, id), now.millis()))?;
    Ok(MachineId::from_bytes(id))
}

/// How many ids this vault ever had.
#[cfg(test)]
pub fn count(view: &super::View<'_>) -> Result<i64, StoreError> {
    Ok(view
        .connection
        .query_row("SELECT count(*) FROM machine", [], |row| row.get(0))?)
}
