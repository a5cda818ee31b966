//! Whether the database is whole: pages, structure, references, and the search index against the texts.
//!
//! Nothing here writes. A page that fails puts SQLCipher's connection into a lasting error, so each question is asked of a
//! connection of its own when the one before failed; [`crate::check`] sees to that.

use super::json::decode;
use super::{Store, StoreError, View, connection};
use rusqlite::{Connection, OptionalExtension};
use sandyq_domain::{Timestamp, search_texts};
use serde_json::{Map, Value};
use std::path::Path;

/// The size of a page, as the specification states.
pub(crate) const PAGE: u64 = 4096;
/// SQLite's own list of faults ends here.
const MOST_FAULTS: u32 = 1000;

/// One damaged place of the database.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// This page is not what was written. The first has number 1.
    Page(u64),
    /// The file does not end with a whole page.
    Length,
    /// What SQLite says of its tables and indexes: names of tables and numbers of rows, never a value.
    Structure(String),
    /// A row of this table refers to one that is not there.
    Reference(String),
    /// This much could not be read, because of a damaged page.
    Unreadable,
    /// So many records have other texts in the search index than in themselves.
    Search(u64),
    /// An index of the search disagrees with its own texts.
    Index,
}

/// The HMAC of every page of the file, the first included; what is still in the log is not looked at.
pub(crate) fn pages(path: &Path, key: &[u8; 32]) -> Result<(u64, Vec<Fault>), StoreError> {
    let length = path.metadata()?.len();
    let connection = connection::look_unprobed(path, key)?;
    Ok((length / PAGE, pages_of(&connection, length)?))
}

impl Store {
    /// The same for a database that is open, after its log was folded into the file.
    pub(crate) fn pages(&self, path: &Path) -> Result<(u64, Vec<Fault>), StoreError> {
        let length = path.metadata()?.len();
        Ok((length / PAGE, pages_of(&self.connection, length)?))
    }
}

fn pages_of(connection: &Connection, length: u64) -> Result<Vec<Fault>, StoreError> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    let mut faults = Vec::new();
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        // "HMAC verification failed for page 7", "error reading 4096 bytes from file page 7 at offset …".
        let number = said.split("page ").nth(1).and_then(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
        match number {
            Some(number) if length >= PAGE * number => faults.push(Fault::Page(number)),
            Some(_) | None => faults.push(Fault::Length),
        }
    }
    if !length.is_multiple_of(PAGE) && !faults.contains(&Fault::Length) {
        faults.push(Fault::Length);
    }
    Ok(faults)
}

/// Whether a file without a log is whole: the HMAC of every page, that none is missing at the end, and SQLite's own structure.
pub(super) fn is_sound(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let length = path.metadata()?.len();
    if !pages_of(connection, length)?.is_empty() {
        return Ok(false);
    }
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    Ok(said == "ok" && u64::try_from(pages).is_ok_and(|pages| pages.checked_mul(PAGE) == Some(length)))
}

/// SQLite's own check, every reference, and that every head belongs to its record. Answers with how many tables and
/// indexes there are.
pub(crate) fn structure(view: &View<'_>) -> Result<(u64, Vec<Fault>), StoreError> {
    let connection = view.connection;
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type IN ('table', 'index')";
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    let mut faults = Vec::new();
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST_FAULTS})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            faults.push(Fault::Structure(said.replace('\n', " ")));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        faults.push(Fault::Reference(row.get(0)?));
    }
    for sql in [
        "SELECT 'record' FROM record r JOIN revision v ON v.row = r.head WHERE v.record <> r.row",
        "SELECT 'record' FROM record WHERE head IS NULL AND state = 'live'",
        "SELECT 'revision' FROM revision v JOIN revision p ON p.row = v.previous WHERE p.record <> v.record",
    ] {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            faults.push(Fault::Reference(row.get(0)?));
        }
    }
    Ok((u64::try_from(count).unwrap_or_default(), faults))
}

/// The texts of every record, live or in the trash, against those in the index, and the index's rows against its texts. Answers with how many
/// records were compared.
pub(crate) fn search(view: &View<'_>) -> Result<(u64, Vec<Fault>), StoreError> {
    let connection = view.connection;
    let sql = "SELECT r.kind, v.body, t.written FROM record r JOIN revision v ON v.row = r.head
               LEFT JOIN search_text t ON t.record = r.row WHERE r.state <> 'forgotten'";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut count, mut other) = (0, 0);
    while let Some(row) = rows.next()? {
        let body: Map<String, Value> = decode(row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        let kind: String = row.get(0)?;
        let written: Option<String> = row.get(2)?;
        count += 1;
        other += u64::from(written.unwrap_or_default() != search_texts(&kind, &body).join("\n"));
    }
    // What is forgotten or gone must have no text in the index.
    let sql = "SELECT count(*) FROM search_text t LEFT JOIN record r ON r.row = t.record AND r.state <> 'forgotten' WHERE r.row IS NULL";
    let over: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    other += u64::try_from(over).unwrap_or_default();
    let mut faults = Vec::new();
    if other > 0 {
        faults.push(Fault::Search(other));
    }
    for (index, texts, row) in [
        ("search_docsize", "search_text", "record"),
        ("search_part_docsize", "search_word", "row"),
    ] {
        let sql = format!(
            "SELECT (SELECT count(*) FROM {index}) <> (SELECT count(*) FROM {texts})
               OR EXISTS (SELECT 1 FROM {texts} t WHERE NOT EXISTS (SELECT 1 FROM {index} i WHERE i.id = t.{row}))"
        );
        if connection.query_row(&sql, [], |row| row.get(0))? {
            faults.push(Fault::Index);
        }
    }
    Ok((count, faults))
}

impl Store {
    /// Both indexes against every word of their texts: FTS5 does it itself, as a statement that counts as writing and
    /// changes nothing.
    pub(crate) fn search_indexes(&mut self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        for sql in [
            "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
            "INSERT INTO search_part (search_part, rank) VALUES ('integrity-check', 1)",
        ] {
            let checked: Result<(), StoreError> = self.write(|tx| Ok(tx.connection.execute(sql, []).map(drop)?));
            match checked {
                Ok(()) => {}
                Err(StoreError::Damaged) => faults.push(Fault::Index),
                Err(error) => return Err(error),
            }
        }
        Ok(faults)
    }
}

/// How many journal entries there are.
pub(crate) fn journal_entries(view: &View<'_>) -> Result<u64, StoreError> {
    let count: i64 = view
        .connection
        .query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    u64::try_from(count).map_err(|_| StoreError::Damaged)
}

/// When the journal entry in this row was made, and its number among its machine's.
pub(crate) fn journal_entry(view: &View<'_>, row: i64) -> Result<Option<(Timestamp, u64)>, StoreError> {
    let sql = "SELECT time, seq FROM journal WHERE row = ?1";
    let found = view.connection.query_row(sql, [row], |row| {
        Ok((Timestamp::from_millis(row.get(0)?), row.get::<_, i64>(1)?))
    });
    let found = found.optional()?;
    Ok(found.map(|(time, seq)| (time, u64::try_from(seq).unwrap_or_default())))
}
