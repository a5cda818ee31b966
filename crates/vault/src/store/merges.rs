//! Bundles that were merged, and taking a whole merge back. **Nothing that was written since is touched**, and what is taken
//! back goes into the history or into the trash, never away.

use super::records::{State, head, keep};
use super::revisions::{self, Arrival, Origin, const_format_columns};
use super::{StoreError, Tx, View, trash};
use sandyq_domain::{RecordId, Timestamp};

/// One merged bundle.
#[derive(Clone, PartialEq, Eq)]
pub struct Merge {
    /// The bundle's id.
    pub bundle: String,
    /// The minisign key of its sender.
    pub sender: String,
    /// The kind of bundle, as its manifest says.
    pub kind: String,
    /// When it was merged.
    pub time: Timestamp,
    /// Its cases.
    pub cases: Vec<RecordId>,
    /// When it was taken back.
    pub undone: Option<Timestamp>,
}

/// What taking a merge back did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Undone {
    /// Records that say again what they said before.
    pub restored: u64,
    /// Records that had not been here, now in the trash.
    pub trashed: u64,
    /// Records that were changed since, and stay as they are.
    pub kept: u64,
}

/// All merged bundles, the last one first.
pub fn list(view: &View<'_>) -> Result<Vec<Merge>, StoreError> {
    let sql =
        "SELECT bundle, sender, kind, time, case_id, undone FROM bundle_received ORDER BY time DESC, bundle, case_id";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found: Vec<Merge> = Vec::new();
    while let Some(row) = rows.next()? {
        let bundle: String = row.get(0)?;
        if found.last().is_none_or(|last| last.bundle != bundle) {
            found.push(Merge {
                bundle,
                sender: row.get(1)?,
                kind: row.get(2)?,
                time: Timestamp::from_millis(row.get(3)?),
                cases: Vec::new(),
                undone: row.get::<_, Option<i64>>(5)?.map(Timestamp::from_millis),
            });
        }
        let case: Vec<u8> = row.get(4)?;
        if let (Ok(case), Some(merge)) = (<[u8; 16]>::try_from(case), found.last_mut()) {
            merge.cases.push(RecordId::from_bytes(case));
        }
    }
    Ok(found)
}

/// How many records a bundle changed here.
pub fn extent(view: &View<'_>, bundle: &str) -> Result<u64, StoreError> {
    let sql = "SELECT count(DISTINCT record) FROM revision WHERE bundle = ?1 AND origin <> 'undo'";
    let n: i64 = view
        .connection
        .prepare_cached(sql)?
        .query_row([bundle], |row| row.get(0))?;
    u64::try_from(n).map_err(|_| StoreError::Damaged)
}

/// Takes a merge back: every record that nobody changed since says again what it said, with the version it had; what the
/// bundle brought new goes into the trash. The same bundle asks again before it is merged again.
pub fn undo(tx: &Tx<'_>, bundle: &str, by: &str, time: Timestamp) -> Result<Undone, StoreError> {
    let sql = "UPDATE bundle_received SET undone = ?2 WHERE bundle = ?1 AND undone IS NULL";
    if tx.connection.prepare_cached(sql)?.execute((bundle, time.millis()))? == 0 {
        return Err(StoreError::Missing);
    }
    let mut done = Undone::default();
    let mut new = Vec::new();
    for (row, id, first) in touched(tx, bundle)? {
        let found = head(tx, id)?.ok_or(StoreError::Damaged)?;
        if found.state == State::Forgotten {
            continue;
        }
        if !is_head_of(tx, row, bundle)? {
            done.kept += 1;
            continue;
        }
        match before(tx, row, first)? {
            Some(old) => {
                let arrival = Arrival {
                    origin: Origin::Undo,
                    time,
                    bundle: None,
                    restores: None,
                };
                keep(tx, &old, arrival)?;
                done.restored += 1;
            }
            None if found.state == State::Live => new.push(id),
            None => {}
        }
    }
    done.trashed = new.len() as u64;
    // The cases first: a case is what a deletion is called by.
    new.sort_by_key(|id| !is_case(tx, *id).unwrap_or(false));
    trash::delete_together(tx, &new, by, time)?;
    let sql = "UPDATE conflict SET resolved = ?2 WHERE bundle = ?1 AND resolved IS NULL";
    tx.connection.prepare_cached(sql)?.execute((bundle, time.millis()))?;
    let sql = "DELETE FROM proposal WHERE bundle = ?1 AND decided IS NULL";
    tx.connection.prepare_cached(sql)?.execute([bundle])?;
    Ok(done)
}

/// The records that a merge which was taken back put into the trash, and which are there still: the bundle comes again.
pub fn return_from_trash(tx: &Tx<'_>, bundle: &str, time: Timestamp) -> Result<(), StoreError> {
    let sql = "SELECT undone FROM bundle_received WHERE bundle = ?1 AND undone IS NOT NULL LIMIT 1";
    let mut statement = tx.connection.prepare_cached(sql)?;
    let mut rows = statement.query([bundle])?;
    let Some(undone) = rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()? else {
        return Ok(());
    };
    drop(rows);
    let sql = "UPDATE record SET state = 'live', trashed = NULL, trashed_by = NULL, trashed_with = NULL, touched = max(touched, ?3)
               WHERE state = 'trashed' AND trashed = ?2
                 AND row IN (SELECT record FROM revision WHERE bundle = ?1)";
    tx.connection
        .prepare_cached(sql)?
        .execute((bundle, undone, time.millis()))?;
    Ok(())
}

/// The records a bundle brought a version of, and the first of those versions.
fn touched(view: &View<'_>, bundle: &str) -> Result<Vec<(i64, RecordId, i64)>, StoreError> {
    let sql = "SELECT v.record, r.id, min(v.seq) FROM revision v JOIN record r ON r.row = v.record
               WHERE v.bundle = ?1 GROUP BY v.record ORDER BY v.record";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([bundle], |row| {
        Ok((row.get(0)?, RecordId::from_bytes(row.get(1)?), row.get(2)?))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn is_head_of(view: &View<'_>, row: i64, bundle: &str) -> Result<bool, StoreError> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM record r JOIN revision v ON v.row = r.head WHERE r.row = ?1 AND v.bundle = ?2)";
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row((row, bundle), |found| found.get(0))?)
}

fn is_case(view: &View<'_>, id: RecordId) -> Result<bool, StoreError> {
    Ok(head(view, id)?.is_some_and(|found| found.kind == "case"))
}

/// The version that was the newest before `seq`.
fn before(view: &View<'_>, row: i64, seq: i64) -> Result<Option<sandyq_domain::Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM revision v JOIN record r ON r.row = v.record
         WHERE v.record = ?1 AND v.seq < ?2 AND (v.previous IS NOT NULL OR v.seq = 1) ORDER BY v.seq DESC LIMIT 1"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query((row, seq))?;
    rows.next()?.map(revisions::envelope).transpose()
}
