//! What the search indexes hold: a projection of the newest bodies, written with every revision, rebuilt at will.
//!
//! What is in the trash stays indexed and is left out of the answers: taking a text out costs far more than asking.
//!
//! The indexes are external-content tables: to remove a text from them, exactly the indexed text must be named again.
//! **So nothing but this file writes `search_text`**, and the old text is always read back from it.

use super::json::decode;
use super::{StoreError, Tx, search_words, settings};
use rusqlite::OptionalExtension;
use sandyq_domain::{fold, search_texts};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Rises whenever folding or the choice of texts changes; an older index is then rebuilt at unlock.
const VERSION: u32 = 1;
const VERSION_SETTING: &str = "search.version";

/// Indexes the texts of `body` instead of what the record in `row` had before.
pub fn replace(tx: &Tx<'_>, row: i64, kind: &str, body: &Map<String, Value>) -> Result<(), StoreError> {
    let written = search_texts(kind, body).join("\n");
    let sql = "SELECT written, folded FROM search_text WHERE record = ?1";
    let mut statement = tx.connection.prepare_cached(sql)?;
    let old: Option<(String, String)> = statement
        .query_row([row], |found| Ok((found.get(0)?, found.get(1)?)))
        .optional()?;
    let (old, old_folded) = old.unwrap_or_default();
    if old == written {
        return Ok(());
    }
    let folded = fold(&written);
    if !old.is_empty() {
        remove(tx, row, &old, &old_folded)?;
    }
    if !written.is_empty() {
        insert(tx, row, &written, &folded)?;
    }
    // After the index: whether an old word is still used is asked of it.
    search_words::replace(tx, &old_folded, &folded)
}

/// Takes the texts of the records in `rows` out of the indexes, and with them the words that no other text has.
///
/// All texts first, each word once at the end: records of one case share most of their words.
pub fn remove_all(tx: &Tx<'_>, rows: &[i64]) -> Result<(), StoreError> {
    let mut words = BTreeSet::new();
    for row in rows {
        let sql = "SELECT written, folded FROM search_text WHERE record = ?1";
        let old: Option<(String, String)> = tx
            .connection
            .prepare_cached(sql)?
            .query_row([row], |found| Ok((found.get(0)?, found.get(1)?)))
            .optional()?;
        if let Some((written, folded)) = old {
            remove(tx, *row, &written, &folded)?;
            words.extend(search_words::distinct(&folded).into_iter().map(str::to_owned));
        }
    }
    search_words::remove_unused(tx, words.iter().map(String::as_str))
}

fn remove(tx: &Tx<'_>, row: i64, written: &str, folded: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO search (search, rowid, written, folded) VALUES ('delete', ?1, ?2, ?3)";
    tx.connection.prepare_cached(sql)?.execute((row, written, folded))?;
    let sql = "DELETE FROM search_text WHERE record = ?1";
    tx.connection.prepare_cached(sql)?.execute([row])?;
    Ok(())
}

fn insert(tx: &Tx<'_>, row: i64, written: &str, folded: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO search_text (record, written, folded) VALUES (?1, ?2, ?3)";
    tx.connection.prepare_cached(sql)?.execute((row, written, folded))?;
    let sql = "INSERT INTO search (rowid, written, folded) VALUES (?1, ?2, ?3)";
    tx.connection.prepare_cached(sql)?.execute((row, written, folded))?;
    Ok(())
}

/// Writes both indexes anew from what they hold: what was taken out leaves them for good.
///
/// Until then a word that was taken out stays in the segment that held it, with a note in a newer one. `optimize` merges all
/// segments into a fresh one; a lone segment it would leave alone, so each index gets a second one for the while.
pub fn renew(tx: &Tx<'_>) -> Result<(), StoreError> {
    for (table, columns) in [("search", "written, folded"), ("search_part", "word")] {
        let values = if table == "search" { "'aaa', 'aaa'" } else { "'aaa'" };
        let sql = format!(
            "INSERT INTO {table} (rowid, {columns}) VALUES (0, {values});
             INSERT INTO {table} ({table}) VALUES ('optimize');
             INSERT INTO {table} ({table}, rowid, {columns}) VALUES ('delete', 0, {values});"
        );
        tx.connection.execute_batch(&sql)?;
    }
    Ok(())
}

/// Rebuilds the indexes if another version of this program wrote them.
pub fn refresh(tx: &Tx<'_>) -> Result<(), StoreError> {
    if settings::read(tx, VERSION_SETTING)? == Some(VERSION) {
        return Ok(());
    }
    tx.connection
        .execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    search_words::clear(tx)?;
    tx.connection.execute("DELETE FROM search_text", [])?;
    let sql =
        "SELECT r.row, r.kind, v.body FROM record r JOIN revision v ON v.row = r.head WHERE r.state <> 'forgotten'";
    let mut statement = tx.connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        let body: Map<String, Value> = decode(row.get_ref(2)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        replace(tx, row.get(0)?, &kind, &body)?;
    }
    settings::write(tx, VERSION_SETTING, &VERSION)
}
