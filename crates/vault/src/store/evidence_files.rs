//! The rows of the evidence files: their keys, sizes and hashes. The files themselves are [`crate::evidence`]'s.
//!
//! **The row with the key precedes the first byte, and becomes `whole` together with the first reference to it**, so a file
//! that nobody refers to is always an unfinished one.

use super::{StoreError, Tx, View};
use rusqlite::Row;
use sandyq_domain::{RecordId, Timestamp};
use std::collections::{BTreeSet, HashSet};
use zeroize::Zeroizing;

/// One evidence file of this vault.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FileId(i64);

/// What is known of a whole file. No `Debug`: it holds the file's key.
pub struct FileRow {
    /// Which.
    pub file: FileId,
    /// Its random name.
    pub name: [u8; 16],
    /// The age identity that opens it.
    pub secret: Zeroizing<String>,
    /// Its true size in bytes; what lies behind it in the file is padding.
    pub size: u64,
    /// The SHA-256 of its true content.
    pub sha256: [u8; 32],
    /// The size of the age file on the disk.
    pub stored: u64,
}

const COLUMNS: &str = "row, name, secret, size, sha256, stored";

/// A whole file by its id.
pub fn read(view: &View<'_>, file: FileId) -> Result<Option<FileRow>, StoreError> {
    one(
        view,
        &format!("SELECT {COLUMNS} FROM evidence_file WHERE row = ?1 AND state = 'whole'"),
        [file.0],
    )
}

/// The file with this content, if the vault has it.
pub fn by_hash(view: &View<'_>, sha256: &[u8; 32]) -> Result<Option<FileRow>, StoreError> {
    one(
        view,
        &format!("SELECT {COLUMNS} FROM evidence_file WHERE sha256 = ?1 AND state = 'whole'"),
        [sha256],
    )
}

/// The file that an evidence item refers to.
pub fn of_item(view: &View<'_>, item: RecordId) -> Result<Option<FileRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_file WHERE row = (SELECT file FROM evidence_ref WHERE item = ?1 ORDER BY file DESC)"
    );
    one(view, &sql, [item.to_bytes()])
}

/// The items that refer to a file.
pub fn items(view: &View<'_>, file: FileId) -> Result<Vec<RecordId>, StoreError> {
    let mut statement = view
        .connection
        .prepare_cached("SELECT item FROM evidence_ref WHERE file = ?1 ORDER BY item")?;
    let items = statement.query_map([file.0], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(items.collect::<Result<_, _>>()?)
}

/// Makes `item` refer to a whole file as well.
pub fn refer(tx: &Tx<'_>, item: RecordId, file: FileId) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO evidence_ref (item, file) VALUES (?1, ?2)";
    tx.connection.prepare_cached(sql)?.execute((item.to_bytes(), file.0))?;
    Ok(())
}

/// A file whose key is gone, and where it lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Doomed {
    pub file: i64,
    pub name: [u8; 16],
}

impl Doomed {
    pub const fn id(self) -> FileId {
        FileId(self.file)
    }
}

/// The whole files that these items refer to and nothing else does, each with the items.
pub(super) fn only_of(view: &View<'_>, items: &[RecordId]) -> Result<Vec<(RecordId, Doomed)>, StoreError> {
    let own: BTreeSet<[u8; 16]> = items.iter().map(|item| item.to_bytes()).collect();
    let sql = "SELECT f.row, f.name FROM evidence_ref e JOIN evidence_file f ON f.row = e.file WHERE e.item = ?1";
    let mut files = view.connection.prepare_cached(sql)?;
    let mut others = view
        .connection
        .prepare_cached("SELECT item FROM evidence_ref WHERE file = ?1")?;
    let mut found = Vec::new();
    for item in items {
        let mut rows = files.query([item.to_bytes()])?;
        while let Some(row) = rows.next()? {
            let (file, name): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
            let items = others.query_map([file], |row| row.get::<_, [u8; 16]>(0))?;
            let items = items.collect::<Result<Vec<_>, _>>()?;
            if items.iter().all(|other| own.contains(other)) {
                found.push((*item, Doomed { file, name }));
            }
        }
    }
    Ok(found)
}

/// These items refer to no file any more.
pub(super) fn unrefer(tx: &Tx<'_>, items: &[RecordId]) -> Result<(), StoreError> {
    let mut statement = tx
        .connection
        .prepare_cached("DELETE FROM evidence_ref WHERE item = ?1")?;
    for item in items {
        statement.execute([item.to_bytes()])?;
    }
    Ok(())
}

/// Takes the keys away. The rows stay, as those of unfinished files, until the files are gone.
pub(super) fn doom(tx: &Tx<'_>, files: &[Doomed]) -> Result<(), StoreError> {
    let sql =
        "UPDATE evidence_file SET secret = '', state = 'writing', size = NULL, stored = NULL, sha256 = NULL, added = 0
               WHERE row = ?1";
    let mut statement = tx.connection.prepare_cached(sql)?;
    for doomed in files {
        statement.execute([doomed.file])?;
    }
    Ok(())
}

fn one(view: &View<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<Option<FileRow>, StoreError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    rows.next()?.map(file_row).transpose()
}

fn file_row(row: &Row<'_>) -> Result<FileRow, StoreError> {
    let size = |column: usize| u64::try_from(row.get::<_, i64>(column)?).map_err(|_| StoreError::Damaged);
    Ok(FileRow {
        file: FileId(row.get(0)?),
        name: row.get(1)?,
        secret: Zeroizing::new(row.get(2)?),
        size: size(3)?,
        sha256: row.get(4)?,
        stored: size(5)?,
    })
}

/// Name and stored size of every whole file, by name.
pub(crate) fn stored(view: &View<'_>) -> Result<Vec<([u8; 16], u64)>, StoreError> {
    let sql = "SELECT name, stored FROM evidence_file WHERE state = 'whole' ORDER BY name";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
    let sized = |(name, size)| Ok((name, u64::try_from(size).map_err(|_| StoreError::Damaged)?));
    found.map(|row| sized(row?)).collect()
}

/// Before the first byte: the name and the key.
pub(crate) fn begin(tx: &Tx<'_>, name: &[u8; 16], secret: &str, now: Timestamp) -> Result<FileId, StoreError> {
    let sql = "INSERT INTO evidence_file (name, secret, state, added) VALUES (?1, ?2, 'writing', ?3)";
    Ok(FileId(tx.connection.prepare_cached(sql)?.insert((
        name,
        secret,
        now.millis(),
    ))?))
}

/// After the last byte is on the disk, with the first reference.
pub(crate) fn finish(
    tx: &Tx<'_>,
    file: FileId,
    size: u64,
    stored: u64,
    sha256: &[u8; 32],
    item: RecordId,
) -> Result<(), StoreError> {
    let (Ok(size), Ok(stored)) = (i64::try_from(size), i64::try_from(stored)) else {
        return Err(StoreError::Full);
    };
    let sql = "UPDATE evidence_file SET state = 'whole', size = ?2, stored = ?3, sha256 = ?4 WHERE row = ?1";
    if tx
        .connection
        .prepare_cached(sql)?
        .execute((file.0, size, stored, sha256))?
        != 1
    {
        return Err(StoreError::Missing);
    }
    refer(tx, item, file)
}

/// Removes the row of an unfinished file; its file must be gone already. Whole files are not touched.
pub(crate) fn abandon(tx: &Tx<'_>, file: FileId) -> Result<(), StoreError> {
    let sql = "DELETE FROM evidence_file WHERE row = ?1 AND state = 'writing'";
    tx.connection.prepare_cached(sql)?.execute([file.0])?;
    Ok(())
}

/// Every whole file, in the order they came: which, its hash and its true size.
pub fn whole(view: &View<'_>) -> Result<Vec<(FileId, [u8; 32], u64)>, StoreError> {
    let sql = "SELECT row, sha256, size FROM evidence_file WHERE state = 'whole' ORDER BY row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], |row| {
        let size: i64 = row.get(2)?;
        Ok((
            FileId(row.get(0)?),
            row.get(1)?,
            u64::try_from(size).unwrap_or_default(),
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Every whole file and its name.
pub(crate) fn names(view: &View<'_>) -> Result<Vec<(FileId, [u8; 16])>, StoreError> {
    let sql = "SELECT row, name FROM evidence_file WHERE state = 'whole' ORDER BY row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], |row| Ok((FileId(row.get(0)?), row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Files that were never finished, or whose key was taken away.
pub(crate) fn unfinished(view: &View<'_>) -> Result<Vec<Doomed>, StoreError> {
    let sql = "SELECT row, name FROM evidence_file WHERE state = 'writing'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], |row| {
        Ok(Doomed {
            file: row.get(0)?,
            name: row.get(1)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whether there is such a file.
pub(crate) fn is_any_unfinished(view: &View<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM evidence_file WHERE state = 'writing')";
    Ok(view.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// The name of every file that belongs to the vault.
pub(crate) fn every_name(view: &View<'_>) -> Result<HashSet<[u8; 16]>, StoreError> {
    let mut statement = view.connection.prepare_cached("SELECT name FROM evidence_file")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
