//! The trash: what was deleted here and can come back exactly as it went.
//!
//! A deletion has a root, and what went along remembers it (`trashed_with`): a case takes its records, a person the
//! records of who they are. A record in the trash keeps its code, its history, its links, its draft and its words in the
//! search index; **it is in no list, no answer of the search and no bundle**. Deleting is local: nothing travels.

use super::records::{State, head};
use super::revisions::{self, const_format_columns};
use super::{StoreError, Tx, View};
use rusqlite::OptionalExtension;
use sandyq_domain::{Envelope, RecordId, Timestamp, links};

/// Everything that was deleted at once and is still in the trash.
#[derive(Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The record that was deleted. It may be back already, when only something that went along is left.
    pub root: RecordId,
    /// When.
    pub time: Timestamp,
    /// The profile name of who did it.
    pub by: String,
    /// How many records of it are in the trash.
    pub records: u64,
}

/// Puts a record into the trash, and with it what belongs to it alone. Tells how many records that were.
pub fn delete(tx: &Tx<'_>, id: RecordId, by: &str, time: Timestamp) -> Result<u64, StoreError> {
    let found = head(tx, id)?.ok_or(StoreError::NotTrashed)?;
    found.state.live()?;
    let mut rows = belonging(tx, id, &found.kind, "live")?;
    if !rows.contains(&found.row) {
        rows.insert(0, found.row);
    }
    let sql = "UPDATE record SET state = 'trashed', trashed = ?2, trashed_by = ?3, trashed_with = ?4 WHERE row = ?1";
    let mut statement = tx.connection.prepare_cached(sql)?;
    for row in &rows {
        statement.execute((row, time.millis(), by, id.to_bytes()))?;
    }
    touch_case(tx, found.row, time)?;
    Ok(rows.len() as u64)
}

/// Puts several records into the trash as one deletion, whose root is the first: with what belongs to each alone, and with
/// what of it lies there already.
pub fn delete_together(tx: &Tx<'_>, ids: &[RecordId], by: &str, time: Timestamp) -> Result<(), StoreError> {
    let Some(root) = ids.first() else { return Ok(()) };
    let sql = "UPDATE record SET state = 'trashed', trashed = ?2, trashed_by = ?3, trashed_with = ?4 WHERE row = ?1";
    for id in ids {
        let found = head(tx, *id)?.ok_or(StoreError::NotTrashed)?;
        let mut rows = vec![found.row];
        for state in ["live", "trashed"] {
            rows.extend(belonging(tx, *id, &found.kind, state)?);
        }
        for row in rows {
            tx.connection
                .prepare_cached(sql)?
                .execute((row, time.millis(), by, root.to_bytes()))?;
        }
    }
    Ok(())
}

/// Takes a record out of the trash, and with it what went along when it was deleted. Tells how many records that were.
///
/// The case of a record comes back with it, and so does the person of an identity: alone, without whatever else went
/// along with them, which stays in the trash.
pub fn restore(tx: &Tx<'_>, id: RecordId, time: Timestamp) -> Result<u64, StoreError> {
    let mut rows = in_trash_with(tx, id)?;
    let homes: Vec<i64> = rows
        .iter()
        .map(|row| homes_of(tx, *row))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    for home in homes {
        if !rows.contains(&home) {
            rows.push(home);
        }
    }
    let sql = "UPDATE record SET state = 'live', trashed = NULL, trashed_by = NULL, trashed_with = NULL WHERE row = ?1";
    for row in &rows {
        tx.connection.prepare_cached(sql)?.execute([row])?;
    }
    if let Some(row) = rows.first() {
        touch_case(tx, *row, time)?;
    }
    Ok(rows.len() as u64)
}

/// What is in the trash, the last deletion first.
pub fn list(view: &View<'_>) -> Result<Vec<Deletion>, StoreError> {
    let sql = "SELECT trashed_with, max(trashed), trashed_by, count(*) FROM record WHERE state = 'trashed'
               GROUP BY trashed_with ORDER BY max(trashed) DESC, max(row) DESC";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Deletion {
            root: RecordId::from_bytes(row.get(0)?),
            time: Timestamp::from_millis(row.get(1)?),
            by: row.get(2)?,
            records: u64::try_from(row.get::<_, i64>(3)?).map_err(|_| StoreError::Damaged)?,
        });
    }
    Ok(found)
}

/// The newest version of a record that is live or in the trash; of nothing else.
pub fn read(view: &View<'_>, id: RecordId) -> Result<Option<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM record r JOIN revision v ON v.row = r.head WHERE r.id = ?1 AND r.state <> 'forgotten'"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    rows.next()?.map(revisions::envelope).transpose()
}

/// How many records of a case are live or in the trash, itself among them.
pub fn of_case(view: &View<'_>, case: RecordId) -> Result<usize, StoreError> {
    let live = belonging(view, case, "case", "live")?.len();
    Ok(live + belonging(view, case, "case", "trashed")?.len())
}

/// Whether this vault has the id in any state: live, in the trash, or forgotten.
pub fn knows(view: &View<'_>, id: RecordId) -> Result<bool, StoreError> {
    Ok(head(view, id)?.is_some())
}

/// The record in the trash that is shown under exactly this code.
pub fn by_code(view: &View<'_>, code: &str) -> Result<Option<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE code_shown = ?1 AND state = 'trashed'";
    let found = view
        .connection
        .prepare_cached(sql)?
        .query_row([code], |row| row.get(0))
        .optional()?;
    Ok(found.map(RecordId::from_bytes))
}

/// The rows that belong to a record alone and are in this state: of a case all its records (itself among them), of a
/// person the records of who they are.
pub(super) fn belonging(view: &View<'_>, id: RecordId, kind: &str, state: &str) -> Result<Vec<i64>, StoreError> {
    let sql = match kind {
        "case" => "SELECT row FROM record WHERE case_id = ?1 AND state = ?2 ORDER BY row",
        "person" => {
            "SELECT r.row FROM link l JOIN record r ON r.row = l.record
             WHERE l.target = ?1 AND l.field = 'person' AND r.kind = 'person_identity' AND r.state = ?2 ORDER BY r.row"
        }
        _ => return Ok(Vec::new()),
    };
    let mut statement = view.connection.prepare_cached(sql)?;
    let rows = statement.query_map((id.to_bytes(), state), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rows in the trash that a person means by naming `id`: its deletion, itself first.
pub(super) fn in_trash_with(view: &View<'_>, id: RecordId) -> Result<Vec<i64>, StoreError> {
    let own = head(view, id)?.filter(|found| found.state == State::Trashed);
    let mut rows: Vec<i64> = own.map(|found| found.row).into_iter().collect();
    rows.extend(along(view, id)?);
    if rows.is_empty() {
        Err(StoreError::NotTrashed)
    } else {
        Ok(rows)
    }
}

/// The rows in the trash that went along when `id` was deleted.
pub(super) fn along(view: &View<'_>, id: RecordId) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT row FROM record WHERE trashed_with = ?1 AND state = 'trashed' AND id <> ?1 ORDER BY row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let rows = statement.query_map([id.to_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a record belongs to and lies in no list without, when that is not live: its case, or the person of an identity.
pub(super) fn home(view: &View<'_>, record: &Envelope) -> Result<Option<(RecordId, State)>, StoreError> {
    let case = record.case.filter(|case| *case != record.id);
    let person = links(&record.kind, &record.body)
        .into_iter()
        .filter(|(field, _)| record.kind == "person_identity" && *field == "person")
        .map(|(_, person)| person);
    let mut trashed = None;
    for home in case.into_iter().chain(person) {
        match head(view, home)?.map(|found| found.state) {
            Some(State::Forgotten) => return Ok(Some((home, State::Forgotten))),
            Some(State::Trashed) => trashed = Some((home, State::Trashed)),
            Some(State::Live) | None => {}
        }
    }
    Ok(trashed)
}

/// A record that came from elsewhere goes where its home is: into the trash, with the same deletion.
pub(super) fn join(tx: &Tx<'_>, id: RecordId, home: RecordId) -> Result<(), StoreError> {
    let row = head(tx, id)?.ok_or(StoreError::Damaged)?.row;
    let sql = "UPDATE record SET (state, trashed, trashed_by, trashed_with)
                 = (SELECT state, trashed, trashed_by, trashed_with FROM record WHERE id = ?2) WHERE row = ?1";
    tx.connection.prepare_cached(sql)?.execute((row, home.to_bytes()))?;
    Ok(())
}

/// The rows of the case and the person that the record in `row` belongs to, if they are in the trash.
fn homes_of(tx: &Tx<'_>, row: i64) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT h.row FROM record r JOIN record h ON h.id = r.case_id WHERE r.row = ?1 AND h.state = 'trashed'
               UNION SELECT h.row FROM record r JOIN link l ON l.record = r.row JOIN record h ON h.id = l.target
               WHERE r.row = ?1 AND r.kind = 'person_identity' AND l.field = 'person' AND h.state = 'trashed'";
    let mut statement = tx.connection.prepare_cached(sql)?;
    let rows = statement.query_map([row], |found| found.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Something in the case of the record in `row` changed.
fn touch_case(tx: &Tx<'_>, row: i64, time: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE record SET touched = max(touched, ?2) WHERE id = (SELECT case_id FROM record WHERE row = ?1)";
    tx.connection.prepare_cached(sql)?.execute((row, time.millis()))?;
    Ok(())
}
