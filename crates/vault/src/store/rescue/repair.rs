//! What was read, made consistent again: nothing is invented, and what refers to lost rows says so by pointing nowhere.

use super::super::json::decode;
use super::super::{StoreError, Tx, codes, links};
use super::around::Source;
use rusqlite::types::Value as Cell;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Records whose row is lost, from the indexes: which id it was, of which kind, and whether it was trashed or forgotten. The
/// rest of a row is a projection of its newest revision.
pub fn records_by_index(tx: &Tx<'_>, source: &mut Source<'_>) -> Result<(), StoreError> {
    let mut there = tx.connection.prepare("SELECT 1 FROM record WHERE row = ?1")?;
    let mut ids: HashMap<i64, Cell> = HashMap::new();
    for direction in ["", " DESC"] {
        let sql = format!(
            "SELECT row, id FROM record INDEXED BY sqlite_autoindex_record_1 WHERE id >= x'' ORDER BY id{direction}"
        );
        source.rows(&sql, [], &mut |cells| {
            if let [Cell::Integer(row), id] = cells
                && !there.exists([row])?
            {
                ids.insert(*row, id.clone());
            }
            Ok(())
        })?;
    }
    let sql = "INSERT OR IGNORE INTO record (row, id, kind, state, created, touched, trashed, trashed_by, trashed_with)
               VALUES (?1, ?2, ?3, ?4, ?5, ?5, iif(?4 = 'trashed', ?5, NULL), iif(?4 = 'trashed', '', NULL),
                 iif(?4 = 'trashed', ?2, NULL))";
    let mut insert = tx.connection.prepare(sql)?;
    for direction in ["", " DESC"] {
        let sql = format!(
            "SELECT row, kind, state, touched FROM record INDEXED BY record_of_kind WHERE kind >= ''
             ORDER BY kind{direction}, state{direction}, touched{direction}, row{direction}"
        );
        source.rows(&sql, [], &mut |cells| {
            if let [Cell::Integer(row), kind, state, touched] = cells
                && let Some(id) = ids.remove(row)
            {
                insert.execute((row, id, kind, state, touched))?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// References to rows that are not there. Answers with the tables that lost rows because of it.
pub fn references(tx: &Tx<'_>) -> Result<Vec<&'static str>, StoreError> {
    let mut lost = Vec::new();
    for (table, sql) in [
        (
            "revision",
            "DELETE FROM revision WHERE record NOT IN (SELECT row FROM record)",
        ),
        (
            "conflict",
            "DELETE FROM conflict WHERE record NOT IN (SELECT row FROM record)",
        ),
        (
            "bundle_record",
            "DELETE FROM bundle_record WHERE record NOT IN (SELECT row FROM record)",
        ),
        ("held", "DELETE FROM held WHERE record NOT IN (SELECT row FROM record)"),
        (
            "proposal",
            "DELETE FROM proposal WHERE record NOT IN (SELECT row FROM record)",
        ),
        (
            "evidence_ref",
            "DELETE FROM evidence_ref WHERE file NOT IN (SELECT row FROM evidence_file)",
        ),
        // A record of which no version is left is only an id; a forgotten one is meant to be.
        (
            "record",
            "DELETE FROM record WHERE state <> 'forgotten' AND row NOT IN (SELECT record FROM revision)",
        ),
    ] {
        if tx.connection.execute(sql, [])? > 0 {
            lost.push(table);
        }
    }
    for sql in [
        "UPDATE revision SET previous = NULL WHERE previous NOT IN (SELECT row FROM revision)",
        "UPDATE revision SET restores = NULL WHERE restores NOT IN (SELECT row FROM revision)",
        "UPDATE draft SET base = NULL WHERE base NOT IN (SELECT row FROM revision)",
        "UPDATE conflict SET base = NULL WHERE base NOT IN (SELECT row FROM revision)",
        "UPDATE record SET head = (SELECT v.row FROM revision v WHERE v.record = record.row
           ORDER BY v.previous IS NOT NULL OR v.seq = 1 DESC, v.seq DESC LIMIT 1)
         WHERE state <> 'forgotten' AND NOT EXISTS (SELECT 1 FROM revision v WHERE v.row = record.head AND v.record = record.row)",
        "UPDATE record SET head = NULL WHERE head NOT IN (SELECT row FROM revision)",
        "DELETE FROM evidence_file WHERE state = 'writing'",
        // Rebuilt at the next unlock.
        "DELETE FROM setting WHERE key IN ('search.version', 'facet.version')",
        // No number that this vault used is used again.
        "INSERT INTO counter (scope, machine, n)
         SELECT coalesce(case_id, x''), machine, max(n) FROM revision
         WHERE machine IN (SELECT id FROM machine) AND n > 0 GROUP BY 1, 2
         ON CONFLICT (scope, machine) DO UPDATE SET n = max(n, excluded.n)",
    ] {
        tx.connection.execute(sql, [])?;
    }
    Ok(lost)
}

/// What follows from the newest revisions: the columns of the record, its code, its links.
pub fn projections(tx: &Tx<'_>) -> Result<(), StoreError> {
    let sql = "SELECT r.row, r.kind, v.case_id, v.body, coalesce(json_array_length(v.edits, '$.rivals'), 0) > 0
               FROM record r JOIN revision v ON v.row = r.head";
    let mut statement = tx.connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let (row, kind): (i64, String) = (found.get(0)?, found.get(1)?);
        let case: Option<[u8; 16]> = found.get(2)?;
        let body: Map<String, Value> = decode(found.get_ref(3)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        let status = body.get("monitoring_status").and_then(Value::as_str);
        let practice = body.get("is_practice").and_then(Value::as_bool).unwrap_or(false);
        let sql = "UPDATE record SET case_id = ?2, status = ?3, practice = ?4, disputed = ?5 WHERE row = ?1";
        let disputed: bool = found.get(4)?;
        tx.connection
            .prepare_cached(sql)?
            .execute((row, case, status, practice, disputed))?;
        codes::assign(tx, row, codes::in_body(&body))?;
        links::replace(tx, row, &kind, &body)?;
    }
    Ok(())
}
