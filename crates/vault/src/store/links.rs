//! Which record names which: read from the bodies on every write, so that a link can be followed from its other end.

use super::records::all;
use super::revisions::const_format_columns;
use super::{StoreError, Tx, View};
use sandyq_domain::{Envelope, RecordId};
use serde_json::{Map, Value};

/// One link, seen from its target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The record whose body holds the link.
    pub from: RecordId,
    /// In which field.
    pub field: String,
}

/// Every live record that names `target`.
pub fn naming(view: &View<'_>, target: RecordId) -> Result<Vec<Link>, StoreError> {
    let sql = "SELECT r.id, l.field FROM link l JOIN record r ON r.row = l.record
               WHERE l.target = ?1 AND r.state = 'live' ORDER BY r.row, l.field";
    let mut statement = view.connection.prepare_cached(sql)?;
    let links = statement.query_map([target.to_bytes()], |row| {
        Ok(Link {
            from: RecordId::from_bytes(row.get(0)?),
            field: row.get(1)?,
        })
    })?;
    Ok(links.collect::<Result<_, _>>()?)
}

/// The live records of one kind that name `target` in `field`. However many name it in other fields, the cost is the same.
pub fn of_kind(view: &View<'_>, target: RecordId, kind: &str, field: &str) -> Result<Vec<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM link l CROSS JOIN record r ON r.row = l.record CROSS JOIN revision v ON v.row = r.head
         WHERE l.target = ?1 AND l.field = ?3 AND r.kind = ?2 AND r.state = 'live' ORDER BY r.row"
    );
    all(view, sql, (target.to_bytes(), kind, field))
}

/// Every record that a live record of `case` names and that is in no case: its persons.
///
/// `CROSS JOIN` fixes the way: left to itself, SQLite walks all persons of the vault, which are the records without a case.
pub fn outside_named_by(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM (SELECT DISTINCT l.target FROM record o CROSS JOIN link l ON l.record = o.row
                WHERE o.case_id = ?1 AND o.state = 'live') named
         CROSS JOIN record r ON r.id = named.target CROSS JOIN revision v ON v.row = r.head
         WHERE r.state = 'live' AND +r.case_id IS NULL ORDER BY r.row"
    );
    all(view, sql, [case.to_bytes()])
}

/// Replaces the links of the record in `row`.
pub(super) fn replace(tx: &Tx<'_>, row: i64, kind: &str, body: &Map<String, Value>) -> Result<(), StoreError> {
    tx.connection
        .prepare_cached("DELETE FROM link WHERE record = ?1")?
        .execute([row])?;
    let sql = "INSERT OR IGNORE INTO link (record, field, target) VALUES (?1, ?2, ?3)";
    let mut statement = tx.connection.prepare_cached(sql)?;
    for (field, target) in sandyq_domain::links(kind, body) {
        statement.execute((row, field, target.to_bytes()))?;
    }
    Ok(())
}
