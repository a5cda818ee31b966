//! What others hold: which version of which record left in which bundle, and what a contact is known to have by what came from
//! them and by what they acknowledged. Of whom nothing is known, everything is sent.

use super::json::{decode, encode};
use super::records::head;
use super::{StoreError, Tx, View};
use sandyq_domain::{Envelope, RecordId, Relation, Timestamp, VersionVector};

/// Enters which versions left in a bundle.
pub fn enter_left<'e>(
    tx: &Tx<'_>,
    bundle: &str,
    records: impl IntoIterator<Item = (RecordId, &'e VersionVector)>,
) -> Result<(), StoreError> {
    let sql =
        "INSERT OR IGNORE INTO bundle_record (bundle, record, version) SELECT ?1, row, ?3 FROM record WHERE id = ?2";
    let mut statement = tx.connection.prepare_cached(sql)?;
    for (id, version) in records {
        statement.execute((bundle, id.to_bytes(), encode(version)?))?;
    }
    Ok(())
}

/// The records that left in a bundle.
pub fn left_in(view: &View<'_>, bundle: &str) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT r.id FROM bundle_record b JOIN record r ON r.row = b.record WHERE b.bundle = ?1 ORDER BY r.row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([bundle], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The contact has this version, whatever else they were known to have.
pub fn note(tx: &Tx<'_>, contact: RecordId, id: RecordId, version: &VersionVector) -> Result<(), StoreError> {
    let Some(found) = head(tx, id)? else { return Ok(()) };
    let known = of_row(tx, contact, found.row)?.unwrap_or_default();
    let sql = "INSERT INTO held (contact, record, version) VALUES (?1, ?2, ?3)
               ON CONFLICT (contact, record) DO UPDATE SET version = excluded.version";
    let bound = (contact.to_bytes(), found.row, encode(&known.joined(version))?);
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    Ok(())
}

/// What the contact is known to have of a record.
pub fn of(view: &View<'_>, contact: RecordId, id: RecordId) -> Result<Option<VersionVector>, StoreError> {
    match head(view, id)? {
        Some(found) => of_row(view, contact, found.row),
        None => Ok(None),
    }
}

fn of_row(view: &View<'_>, contact: RecordId, row: i64) -> Result<Option<VersionVector>, StoreError> {
    let sql = "SELECT version FROM held WHERE contact = ?1 AND record = ?2";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query((contact.to_bytes(), row))?;
    let found = rows.next()?;
    found
        .map(|found| decode(found.get_ref(0)?.as_str().map_err(|_| StoreError::Damaged)?))
        .transpose()
}

/// Whether the contact lacks an edit that this version has.
pub fn lacks(view: &View<'_>, contact: RecordId, envelope: &Envelope) -> Result<bool, StoreError> {
    let known = of(view, contact, envelope.id)?;
    Ok(known.is_none_or(|known| {
        matches!(
            envelope.version.relation(&known),
            Relation::Newer | Relation::Concurrent
        )
    }))
}

/// The cases in which some live record is not known to have reached the contact as it is now; cases for practice are not looked at.
pub fn cases_behind(view: &View<'_>, contact: RecordId) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT DISTINCT r.case_id FROM record r JOIN revision v ON v.row = r.head
               JOIN record c ON c.id = r.case_id AND c.state = 'live' AND c.practice = 0
               LEFT JOIN held h ON h.contact = ?1 AND h.record = r.row
               WHERE r.state = 'live' AND r.case_id IS NOT NULL AND h.version IS NOT v.version
               ORDER BY c.row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([contact.to_bytes()], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A bundle was acknowledged: the contact has what left in it. Answers false when no such bundle left for them.
pub fn acknowledge(
    tx: &Tx<'_>,
    contact: RecordId,
    bundle: &str,
    sha256: &[u8; 32],
    time: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "UPDATE bundle_sent SET acknowledged = coalesce(acknowledged, ?4)
               WHERE bundle = ?1 AND sha256 = ?2
                 AND recipient IN (SELECT recipient FROM contact WHERE id = ?3)";
    let sent = tx
        .connection
        .prepare_cached(sql)?
        .execute((bundle, sha256, contact.to_bytes(), time.millis()))?;
    if sent == 0 {
        return Ok(false);
    }
    let sql = "SELECT r.id, b.version FROM bundle_record b JOIN record r ON r.row = b.record WHERE b.bundle = ?1";
    let mut statement = tx.connection.prepare_cached(sql)?;
    let mut rows = statement.query([bundle])?;
    while let Some(row) = rows.next()? {
        let version = decode(row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        note(tx, contact, RecordId::from_bytes(row.get(0)?), &version)?;
    }
    Ok(true)
}

/// A record that ended here and left in a bundle for this recipient before: its id, whether it was forgotten, and when.
pub fn ended(view: &View<'_>, recipient: &str) -> Result<Vec<(RecordId, bool, Timestamp)>, StoreError> {
    let sql = "SELECT r.id, r.state = 'forgotten', coalesce(r.trashed, 0) FROM record r
               WHERE r.state <> 'live' AND EXISTS (SELECT 1 FROM bundle_record b JOIN bundle_sent s ON s.bundle = b.bundle
                 WHERE b.record = r.row AND s.recipient = ?1)
               ORDER BY r.row DESC LIMIT 5000";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([recipient], |row| {
        Ok((
            RecordId::from_bytes(row.get(0)?),
            row.get(1)?,
            Timestamp::from_millis(row.get(2)?),
        ))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Before a record's row goes.
pub(super) fn erase(tx: &Tx<'_>, row: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM bundle_record WHERE record = ?1",
        "DELETE FROM held WHERE record = ?1",
        "DELETE FROM proposal WHERE record = ?1",
    ] {
        tx.connection.prepare_cached(sql)?.execute([row])?;
    }
    Ok(())
}
