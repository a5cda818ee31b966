//! What lists are filtered and sorted by: a projection of the newest bodies, written with every revision, rebuilt at will.
//!
//! What is in the trash keeps its values and is left out of the answers, as in the search.

use super::json::decode;
use super::{StoreError, Tx, settings};
use rusqlite::OptionalExtension;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{Lang, RecordId, coded_values, sort_key};
use serde_json::{Map, Value};

/// Rises whenever coded fields, values or sort keys change; an older projection is then rebuilt at unlock.
const VERSION: u32 = 2;
pub(super) const VERSION_SETTING: &str = "facet.version";
/// After every term of a vocabulary.
const LAST: i64 = 1_000;

/// Keeps the values of `body` instead of what the record in `row` had before.
pub fn replace(
    tx: &Tx<'_>,
    row: i64,
    kind: &str,
    case: Option<RecordId>,
    body: &Map<String, Value>,
) -> Result<(), StoreError> {
    remove(tx, row)?;
    let of_case = row_of_case(tx, case)?;
    let sql = "INSERT INTO coded (facet, of_case, record) VALUES (?1, ?2, ?3)";
    let mut statement = tx.connection.prepare_cached(sql)?;
    for (field, value) in coded_values(kind, body) {
        statement.execute((facet(tx, &format!("{kind}.{field}"), &value)?, of_case, row))?;
    }
    if kind == "case" {
        order(tx, row, body)?;
    }
    Ok(())
}

/// A case that came after its records: from now on they are found in it.
pub fn adopt(tx: &Tx<'_>, row: i64, case: RecordId) -> Result<(), StoreError> {
    let sql =
        "UPDATE coded SET of_case = ?1 WHERE of_case <> ?1 AND record IN (SELECT row FROM record WHERE case_id = ?2)";
    tx.connection.prepare_cached(sql)?.execute((row, case.to_bytes()))?;
    Ok(())
}

/// Takes the record's values away.
pub fn remove(tx: &Tx<'_>, row: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM coded WHERE record = ?1",
        "DELETE FROM case_order WHERE record = ?1",
    ] {
        tx.connection.prepare_cached(sql)?.execute([row])?;
    }
    Ok(())
}

/// Forgets the values that no record has any more: a tag may say who somebody was.
pub fn prune(tx: &Tx<'_>) -> Result<(), StoreError> {
    let sql = "DELETE FROM facet WHERE NOT EXISTS (SELECT 1 FROM coded WHERE facet = facet.row)";
    tx.connection.execute(sql, [])?;
    Ok(())
}

/// Rebuilds the projection if another version of this program wrote it, or none did.
pub fn refresh(tx: &Tx<'_>) -> Result<(), StoreError> {
    if settings::read(tx, VERSION_SETTING)? == Some(VERSION) {
        return Ok(());
    }
    for sql in ["DELETE FROM coded", "DELETE FROM case_order", "DELETE FROM facet"] {
        tx.connection.execute(sql, [])?;
    }
    let sql = "SELECT r.row, r.kind, r.case_id, v.body FROM record r JOIN revision v ON v.row = r.head
               WHERE r.state <> 'forgotten'";
    let mut statement = tx.connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let kind: String = found.get(1)?;
        let case: Option<[u8; 16]> = found.get(2)?;
        let body: Map<String, Value> = decode(found.get_ref(3)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        replace(tx, found.get(0)?, &kind, case.map(RecordId::from_bytes), &body)?;
    }
    settings::write(tx, VERSION_SETTING, &VERSION)
}

fn facet(tx: &Tx<'_>, field: &str, value: &str) -> Result<i64, StoreError> {
    let sql = "SELECT row FROM facet WHERE field = ?1 AND value = ?2";
    let known: Option<i64> = tx
        .connection
        .prepare_cached(sql)?
        .query_row((field, value), |row| row.get(0))
        .optional()?;
    if let Some(row) = known {
        return Ok(row);
    }
    let sql = "INSERT INTO facet (field, value) VALUES (?1, ?2)";
    Ok(tx.connection.prepare_cached(sql)?.insert((field, value))?)
}

fn row_of_case(tx: &Tx<'_>, case: Option<RecordId>) -> Result<i64, StoreError> {
    let Some(case) = case else { return Ok(0) };
    let sql = "SELECT row FROM record WHERE id = ?1";
    let row: Option<i64> = tx
        .connection
        .prepare_cached(sql)?
        .query_row([case.to_bytes()], |row| row.get(0))
        .optional()?;
    Ok(row.unwrap_or_default())
}

fn order(tx: &Tx<'_>, row: i64, body: &Map<String, Value>) -> Result<(), StoreError> {
    let title = body.get("title").and_then(Value::as_str).unwrap_or_default();
    let opened = body
        .get("opened")
        .and_then(|date| date.get("from"))
        .and_then(Value::as_str);
    let place = |field: &str, terms: &str| {
        let slug = body.get(field).and_then(Value::as_str);
        let found = slug.and_then(|slug| vocabulary(terms)?.terms().iter().position(|term| term.slug == slug));
        found.and_then(|place| i64::try_from(place).ok()).unwrap_or(LAST)
    };
    let sql = "INSERT INTO case_order (record, title_en, title_ru, title_kk, opened, status, priority, risk)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    tx.connection.prepare_cached(sql)?.execute((
        row,
        sort_key(title, Lang::En),
        sort_key(title, Lang::Ru),
        sort_key(title, Lang::Kk),
        opened.unwrap_or_default(),
        place("monitoring_status", "monitoring_status"),
        place("priority", "priority"),
        place("risk_level", "risk_level"),
    ))?;
    Ok(())
}
