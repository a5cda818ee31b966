//! Versions that could not be joined with ours, kept whole until a person decides: of another case, forged, or overtaken by
//! a draft. Fields with several values are in the record itself; [`open`] finds both.

use super::json::{decode, encode};
use super::{StoreError, Tx, View, revisions, take};
use sandyq_domain::{Envelope, RecordId, Timestamp};

/// A version beside ours.
#[derive(Clone)]
pub struct Conflict {
    /// For [`settle`].
    pub number: i64,
    /// Their version, as it came.
    pub theirs: Envelope,
    /// The newest version that both contain; `None` when there is none, and then every differing field conflicts.
    pub base: Option<Envelope>,
    /// The bundle that brought it; `None` when it is our own draft's rival.
    pub bundle: Option<String>,
    /// When it came.
    pub arrived: Timestamp,
}

/// The open conflicts of one record, oldest first.
pub fn of(view: &View<'_>, id: RecordId) -> Result<Vec<Conflict>, StoreError> {
    let sql = "SELECT c.row, c.theirs, c.base, c.bundle, c.arrived FROM conflict c JOIN record r ON r.row = c.record
               WHERE r.id = ?1 AND c.resolved IS NULL ORDER BY c.row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let base: Option<i64> = row.get(2)?;
        found.push(Conflict {
            number: row.get(0)?,
            theirs: decode(row.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?)?,
            base: base.map(|base| revisions::by_row(view, base)).transpose()?,
            bundle: row.get(3)?,
            arrived: Timestamp::from_millis(row.get(4)?),
        });
    }
    Ok(found)
}

/// The live records that hold several values of a field, or have a version beside them.
pub fn open(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM (
                 SELECT r.id, r.row FROM record r WHERE r.disputed = 1 AND r.state = 'live'
                 UNION SELECT r.id, r.row FROM conflict c JOIN record r ON r.row = c.record
                   WHERE c.resolved IS NULL AND r.state = 'live')
               ORDER BY row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// A person has decided; what was decided is a revision of its own.
pub fn settle(tx: &Tx<'_>, number: i64, time: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE conflict SET resolved = ?2 WHERE row = ?1 AND resolved IS NULL";
    tx.connection.prepare_cached(sql)?.execute((number, time.millis()))?;
    Ok(())
}

/// Keeps a version beside ours; one that is kept already is not kept twice.
pub(super) fn keep(
    tx: &Tx<'_>,
    row: i64,
    theirs: &Envelope,
    base: Option<i64>,
    from: take::Import<'_>,
) -> Result<(), StoreError> {
    insert(tx, row, theirs, base, Some(from.bundle), from.time)
}

pub(super) fn insert(
    tx: &Tx<'_>,
    row: i64,
    theirs: &Envelope,
    base: Option<i64>,
    bundle: Option<&str>,
    time: Timestamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO conflict (record, version, base, theirs, bundle, arrived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (record, version) DO NOTHING";
    let bound = (
        row,
        encode(&theirs.version)?,
        base,
        encode(theirs)?,
        bundle,
        time.millis(),
    );
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    Ok(())
}
