//! Drafts: what is being typed, one per record, kept from the first second and turned into one revision at the end.
//!
//! **A draft is removed only together with the revision that holds its text**, or by [`discard`], which a person chose.

use super::json::{decode, encode};
use super::records::{Head, NewRevision, State, head, put};
use super::{StoreError, Tx, View, conflicts, revisions};
use rusqlite::Row;
use sandyq_domain::{Envelope, RecordId, Timestamp};
use serde_json::{Map, Value};

/// What is being typed.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// The record, which may not exist yet.
    pub record: RecordId,
    /// Its case.
    pub case: Option<RecordId>,
    /// The slug of its kind.
    pub kind: String,
    /// All fields as they stand in the form.
    pub body: Map<String, Value>,
    /// The field the cursor is in.
    pub field: Option<String>,
    /// Where in that field, in characters.
    pub cursor: Option<u32>,
    /// The profile name of who is typing.
    pub author: String,
    /// Of the last change.
    pub time: Timestamp,
}

/// Writes the draft over the record's earlier one. The version it started from is remembered by the first save.
pub fn save(tx: &Tx<'_>, draft: &Draft) -> Result<(), StoreError> {
    let Draft {
        record,
        case,
        kind,
        body,
        field,
        cursor,
        author,
        time,
    } = draft;
    let base = match head(tx, *record)? {
        Some(head) if head.kind != *kind => return Err(StoreError::OtherKind),
        Some(head) => {
            head.state.live()?;
            head.newest
        }
        None => None,
    };
    if let Some(home) = case.map(|home| head(tx, home)).transpose()?.flatten() {
        home.state.live()?;
    }
    let sql = "INSERT INTO draft (record, case_id, kind, base, body, field, cursor, author, time)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (record) DO UPDATE SET case_id = excluded.case_id, kind = excluded.kind, body = excluded.body,
                 field = excluded.field, cursor = excluded.cursor, author = excluded.author, time = excluded.time";
    let case = case.map(RecordId::to_bytes);
    let bound = (
        record.to_bytes(),
        case,
        kind,
        base,
        encode(body)?,
        field,
        cursor,
        author,
        time.millis(),
    );
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    Ok(())
}

/// What of `draft d` can be worked on: the draft of a record in the trash waits there, and so does one begun in a case
/// that is in the trash now.
macro_rules! open_drafts {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "d.record, d.case_id, d.kind, d.body, d.field, d.cursor, d.author, d.time FROM draft d
               LEFT JOIN record r ON r.id = d.record LEFT JOIN record c ON c.id = d.case_id
             WHERE coalesce(r.state, 'live') = 'live' AND coalesce(c.state, 'live') = 'live' ",
            $after
        )
    };
}

/// The record's draft, if one is open and not in the trash.
pub fn read(view: &View<'_>, record: RecordId) -> Result<Option<Draft>, StoreError> {
    let sql = open_drafts!("SELECT ", "AND d.record = ?1");
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([record.to_bytes()])?;
    rows.next()?.map(draft).transpose()
}

/// All open drafts outside the trash, the one typed in last first.
pub fn all(view: &View<'_>) -> Result<Vec<Draft>, StoreError> {
    let sql = open_drafts!("SELECT ", "ORDER BY d.time DESC, d.record");
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(draft(row)?);
    }
    Ok(found)
}

/// Turns the record's draft into one revision. `None` when there is no draft, or it changed nothing.
pub fn commit(tx: &Tx<'_>, record: RecordId) -> Result<Option<Envelope>, StoreError> {
    let Some(Draft {
        record,
        case,
        kind,
        body,
        field: _,
        cursor: _,
        author,
        time,
    }) = read(tx, record)?
    else {
        return Ok(None);
    };
    let sql = "SELECT base FROM draft WHERE record = ?1";
    let base: Option<i64> = tx
        .connection
        .prepare_cached(sql)?
        .query_row([record.to_bytes()], |row| row.get(0))?;
    discard(tx, record)?;
    let found = head(tx, record)?;
    let body = match (&found, base) {
        // Forgotten while it was open: its text goes too. (`read` gives no draft of a record in the trash.)
        (Some(head), _) if head.state == State::Forgotten => return Ok(None),
        (None, _) if body.is_empty() => return Ok(None),
        (
            Some(Head {
                row,
                newest: Some(newest),
                ..
            }),
            base,
        ) if base != Some(*newest) => over_newer(tx, *row, *newest, base, body, time)?,
        (Some(_) | None, _) => body,
    };
    let before = found.and_then(|head| head.newest);
    let written = put(
        tx,
        NewRevision {
            id: record,
            case,
            kind: &kind,
            body,
            author: &author,
            time,
        },
    )?;
    let after = head(tx, record)?.and_then(|head| head.newest);
    Ok((before != after).then_some(written))
}

/// Throws the draft away, because a person said so.
pub fn discard(tx: &Tx<'_>, record: RecordId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM draft WHERE record = ?1";
    Ok(tx.connection.prepare_cached(sql)?.execute([record.to_bytes()])? == 1)
}

/// A newer version came in while the draft was open: the draft's own changes go on top of it. Where both changed the same
/// field, the draft's value is shown and the newer version is kept beside it as a conflict.
fn over_newer(
    tx: &Tx<'_>,
    row: i64,
    newest: i64,
    base: Option<i64>,
    mut typed: Map<String, Value>,
    time: Timestamp,
) -> Result<Map<String, Value>, StoreError> {
    let newer = revisions::by_row(tx, newest)?;
    let started = base.map_or_else(
        || Ok(Map::new()),
        |base| revisions::by_row(tx, base).map(|old| old.body),
    )?;
    let fields: Vec<String> = newer.body.keys().chain(started.keys()).cloned().collect();
    let mut clash = false;
    for field in fields {
        let (theirs, before) = (newer.body.get(&field), started.get(&field));
        if theirs == before || theirs == typed.get(&field) {
            continue;
        }
        if typed.get(&field) != before {
            clash = true;
            continue;
        }
        match theirs {
            Some(value) => typed.insert(field, value.clone()),
            None => typed.remove(&field),
        };
    }
    if clash {
        conflicts::insert(tx, row, &newer, base, None, time)?;
    }
    Ok(typed)
}

fn draft(row: &Row<'_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        record: RecordId::from_bytes(row.get(0)?),
        case: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
        kind: row.get(2)?,
        body: decode(row.get_ref(3)?.as_str().map_err(|_| StoreError::Damaged)?)?,
        field: row.get(4)?,
        cursor: row.get(5)?,
        author: row.get(6)?,
        time: Timestamp::from_millis(row.get(7)?),
    })
}
