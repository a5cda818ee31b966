//! Which live records there are, always in the same order: for whoever writes them all down one by one, and cannot hold them all.
//!
//! The order is by id, so that two vaults with the same records are walked alike, whatever came first in which. Only ids are
//! answered, sixteen bytes for each record; what is for practice is left out, unless somebody asks for a record by its id.

use super::{StoreError, View};
use rusqlite::OptionalExtension;
use sandyq_domain::RecordId;

/// Where a live record is.
#[derive(Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its kind.
    pub kind: String,
    /// Its case.
    pub case: Option<RecordId>,
    /// It is for practice, or lives in a case that is.
    pub is_practice: bool,
}

/// All live cases.
pub fn cases(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE kind = 'case' AND state = 'live' AND practice = 0 ORDER BY id";
    ids(view, sql)
}

/// All live records that belong to no case.
pub fn outside_cases(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE case_id IS NULL AND state = 'live' AND practice = 0 ORDER BY id";
    ids(view, sql)
}

/// All live records of a case that is not here itself: a bundle can bring such.
pub fn astray(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT r.id FROM record r LEFT JOIN record c ON c.id = r.case_id
               WHERE r.case_id IS NOT NULL AND r.state = 'live' AND r.practice = 0
                 AND (c.row IS NULL OR c.state <> 'live' OR c.kind <> 'case') ORDER BY r.id";
    ids(view, sql)
}

/// Where the live record of this id is; `None` for an unknown, trashed or forgotten one.
pub fn whereabouts(view: &View<'_>, id: RecordId) -> Result<Option<Whereabouts>, StoreError> {
    let sql = "SELECT r.kind, r.case_id, r.practice OR coalesce(c.practice, 0)
               FROM record r LEFT JOIN record c ON c.id = r.case_id WHERE r.id = ?1 AND r.state = 'live'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_row([id.to_bytes()], |row| {
        Ok(Whereabouts {
            kind: row.get(0)?,
            case: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
            is_practice: row.get(2)?,
        })
    });
    Ok(found.optional()?)
}

/// How many live records are for practice, those in a case for practice among them.
pub fn practice(view: &View<'_>) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM record r LEFT JOIN record c ON c.id = r.case_id
               WHERE r.state = 'live' AND (r.practice = 1 OR c.practice = 1)";
    let n: i64 = view.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    u64::try_from(n).map_err(|_| StoreError::Damaged)
}

fn ids(view: &View<'_>, sql: &str) -> Result<Vec<RecordId>, StoreError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::records::{NewRevision, put};
    use super::super::testing::{id, revision, store};
    use super::super::trash;
    use super::*;
    use sandyq_domain::Timestamp;
    use serde_json::{Value, json};

    #[test]
    fn a_walk_meets_every_live_record_once_in_the_order_of_ids_and_nothing_for_practice() {
        let (_folder, mut store) = store();
        let found = store
            .write(|tx| {
                let add = |n: u8, kind, case: Option<u8>, body: Value| {
                    let case = case.map(id);
                    put(
                        tx,
                        NewRevision {
                            case,
                            ..revision(n, kind, &body)
                        },
                    )
                };
                add(9, "case", Some(9), json!({}))?;
                add(2, "case", Some(2), json!({}))?;
                add(3, "case", Some(3), json!({ "is_practice": true }))?;
                add(4, "event", Some(3), json!({}))?;
                add(5, "event", Some(77), json!({ "title": "its case never came" }))?;
                add(6, "case", Some(6), json!({}))?;
                add(8, "person", None, json!({}))?;
                add(7, "person", None, json!({}))?;
                add(1, "person", None, json!({ "is_practice": true }))?;
                trash::delete(tx, id(6), "", Timestamp::from_millis(1))?;
                let places = [4, 5, 6, 7].map(|n| whereabouts(tx, id(n)));
                let [practice_event, astray_event, trashed, person] = places;
                assert!(practice_event?.is_some_and(|found| found.is_practice && found.case == Some(id(3))));
                assert!(astray_event?.is_some_and(|found| !found.is_practice && found.kind == "event"));
                assert!(trashed?.is_none() && person?.is_some_and(|found| found.case.is_none()));
                Ok::<_, StoreError>((cases(tx)?, outside_cases(tx)?, astray(tx)?, practice(tx)?))
            })
            .unwrap();
        assert_eq!(found, (vec![id(2), id(9)], vec![id(7), id(8)], vec![id(5)], 3));
    }
}
