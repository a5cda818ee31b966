//! The ledger of backups: which snapshots this vault wrote, where, and up to which revision they reach.

use super::{StoreError, Tx, View};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::Timestamp;

/// One snapshot that was written and read back.
#[derive(Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Its random name.
    pub snapshot: [u8; 16],
    /// The folder, as the person named it.
    pub place: String,
    /// When.
    pub time: Timestamp,
    /// The highest revision in it.
    pub upto: i64,
    /// Live and deleted records in it.
    pub records: u64,
    /// Evidence files in it.
    pub files: u64,
    /// Bytes of the whole snapshot.
    pub bytes: u64,
    /// When it was removed from its folder.
    pub removed: Option<Timestamp>,
}

/// Enters a snapshot.
pub fn enter(tx: &Tx<'_>, backup: &BackupRow) -> Result<(), StoreError> {
    let BackupRow {
        snapshot,
        place,
        time,
        upto,
        records,
        files,
        bytes,
        removed,
    } = backup;
    let count = |number: u64| i64::try_from(number).map_err(|_| StoreError::Full);
    let sql = "INSERT INTO backup (snapshot, place, time, upto, records, files, bytes, removed)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    tx.connection.prepare_cached(sql)?.execute((
        snapshot,
        place,
        time.millis(),
        upto,
        count(*records)?,
        count(*files)?,
        count(*bytes)?,
        removed.map(Timestamp::millis),
    ))?;
    Ok(())
}

/// Notes that a snapshot is no longer in its folder. One that this vault does not know of is passed over.
pub fn mark_removed(tx: &Tx<'_>, snapshot: &[u8; 16], now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE backup SET removed = ?2 WHERE snapshot = ?1 AND removed IS NULL";
    tx.connection.prepare_cached(sql)?.execute((snapshot, now.millis()))?;
    Ok(())
}

/// The snapshot written last, wherever it is.
pub fn last(view: &View<'_>) -> Result<Option<BackupRow>, StoreError> {
    let sql =
        "SELECT snapshot, place, time, upto, records, files, bytes, removed FROM backup ORDER BY row DESC LIMIT 1";
    let mut statement = view.connection.prepare_cached(sql)?;
    Ok(statement.query_row([], backup_row).optional()?)
}

/// Every snapshot ever entered, the newest first.
pub fn all(view: &View<'_>) -> Result<Vec<BackupRow>, StoreError> {
    let sql = "SELECT snapshot, place, time, upto, records, files, bytes, removed FROM backup ORDER BY row DESC";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], backup_row)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How many revisions were written after the one numbered `upto`.
pub fn changes_since(view: &View<'_>, upto: i64) -> Result<u64, StoreError> {
    let mut statement = view
        .connection
        .prepare_cached("SELECT count(*) FROM revision WHERE row > ?1")?;
    let changes: i64 = statement.query_row([upto], |row| row.get(0))?;
    Ok(u64::try_from(changes).unwrap_or(0))
}

fn backup_row(row: &Row<'_>) -> rusqlite::Result<BackupRow> {
    let count = |column: usize| {
        let number: i64 = row.get(column)?;
        u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
    };
    Ok(BackupRow {
        snapshot: row.get(0)?,
        place: row.get(1)?,
        time: Timestamp::from_millis(row.get(2)?),
        upto: row.get(3)?,
        records: count(4)?,
        files: count(5)?,
        bytes: count(6)?,
        removed: row.get::<_, Option<i64>>(7)?.map(Timestamp::from_millis),
    })
}
