//! Which live records there are, always in the same order: for whoever writes them all down one by one, and cannot hold them all.
//!
//! The order is by id, so that two vaults with the same records are walked alike, whatever came first in which. Only ids are
//! answered, sixteen bytes for each record.

use super::json::encode;
use super::revisions::{self, const_format_columns};
use super::{StoreError, View};
use rusqlite::OptionalExtension;
use sandyq_domain::{Envelope, RecordId};
use std::collections::BTreeSet;

/// Where a live record is.
#[derive(Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its kind.
    pub kind: String,
    /// Its case.
    pub case: Option<RecordId>,
    /// It lives in a case for practice.
    pub is_practice: bool,
}

/// All live cases.
pub fn cases(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE kind = 'case' AND state = 'live' AND practice = 0 ORDER BY id";
    ids(view, sql)
}

/// All live records that belong to no case; those that only practice knows among them (see [`known_to_practice_only`]).
pub fn outside_cases(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE case_id IS NULL AND state = 'live' ORDER BY id";
    ids(view, sql)
}

/// All live records of a case that is not here itself: a bundle can bring such.
pub fn astray(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT r.id FROM record r LEFT JOIN record c ON c.id = r.case_id
               WHERE r.case_id IS NOT NULL AND r.state = 'live'
                 AND (c.row IS NULL OR c.state <> 'live' OR c.kind <> 'case') ORDER BY r.id";
    ids(view, sql)
}

/// Where the live record of this id is; `None` for an unknown, trashed or forgotten one.
pub fn whereabouts(view: &View<'_>, id: RecordId) -> Result<Option<Whereabouts>, StoreError> {
    let sql = "SELECT r.kind, r.case_id, coalesce(c.practice, 0)
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

/// Visits the live records of these kinds that are in no case or in a live one that is not for practice. Records outside cases that
/// only practice knows are among them (see [`known_to_practice_only`]). One at a time: together they would fill the memory.
pub fn each_real(view: &View<'_>, kinds: &[&str], visit: &mut dyn FnMut(&Envelope)) -> Result<(), StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM json_each(?1) among CROSS JOIN record r ON r.kind = among.value AND r.state = 'live'
         CROSS JOIN revision v ON v.row = r.head LEFT JOIN record c ON c.id = r.case_id
         WHERE r.case_id IS NULL OR (c.kind = 'case' AND c.state = 'live' AND c.practice = 0)"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([encode(&kinds)?])?;
    while let Some(row) = rows.next()? {
        visit(&revisions::envelope(row)?);
    }
    Ok(())
}

/// All cases for practice, those in the trash too.
pub fn practice_cases(view: &View<'_>) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE kind = 'case' AND state <> 'forgotten' AND practice = 1 ORDER BY id";
    ids(view, sql)
}

/// How many live records there are in these cases, the cases themselves among them.
pub fn count_within(view: &View<'_>, cases: &[RecordId]) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM record WHERE case_id = ?1 AND state = 'live'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut sum = 0;
    for case in cases {
        let n: i64 = statement.query_row([case.to_bytes()], |row| row.get(0))?;
        sum += u64::try_from(n).map_err(|_| StoreError::Damaged)?;
    }
    Ok(sum)
}

/// Records outside cases that only practice knows, those in the trash too: what the cases for practice name, who these people
/// are, and what these organisations are part of, unless something real names it as well. A group's own words are never theirs.
pub fn known_to_practice_only(view: &View<'_>) -> Result<BTreeSet<RecordId>, StoreError> {
    let named = "SELECT DISTINCT t.id FROM record c JOIN record r ON r.case_id = c.id JOIN link l ON l.record = r.row
                 JOIN record t ON t.id = l.target
                 WHERE c.kind = 'case' AND c.practice = 1 AND r.state <> 'forgotten' AND t.state <> 'forgotten' AND t.case_id IS NULL
                   AND t.kind <> 'term'";
    let mut next = ids(view, named)?;
    let mut found: BTreeSet<RecordId> = BTreeSet::new();
    while let Some(id) = next.pop() {
        if found.insert(id) {
            next.extend(around(view, id)?);
        }
    }
    // What something real names is real, and so is whatever that names or belongs to in its turn.
    loop {
        let mut real = Vec::new();
        for id in &found {
            if is_real(view, *id, &found)? {
                real.push(*id);
            }
        }
        if real.is_empty() {
            return Ok(found);
        }
        found.retain(|id| !real.contains(id));
    }
}

/// Records outside cases that this one names, and the identities that name it.
fn around(view: &View<'_>, id: RecordId) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT t.id FROM record r JOIN link l ON l.record = r.row JOIN record t ON t.id = l.target
               WHERE r.id = ?1 AND t.state <> 'forgotten' AND t.case_id IS NULL AND t.kind <> 'term'
               UNION SELECT r.id FROM link l JOIN record r ON r.row = l.record
               WHERE l.target = ?1 AND r.kind = 'person_identity' AND r.state <> 'forgotten'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([id.to_bytes()], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Something that is not for practice names this record; or it is the identity of somebody of whom that is so.
fn is_real(view: &View<'_>, id: RecordId, practice: &BTreeSet<RecordId>) -> Result<bool, StoreError> {
    let sql = "SELECT r.id, r.case_id, coalesce(c.practice, 0) FROM link l JOIN record r ON r.row = l.record
               LEFT JOIN record c ON c.id = r.case_id WHERE l.target = ?1 AND r.state <> 'forgotten'
               UNION ALL SELECT l.target, NULL, 0 FROM record r JOIN link l ON l.record = r.row
               WHERE r.id = ?1 AND r.kind = 'person_identity'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    while let Some(row) = rows.next()? {
        let from = RecordId::from_bytes(row.get(0)?);
        let is_in_case = row.get::<_, Option<[u8; 16]>>(1)?.is_some();
        let is_practice = if is_in_case {
            row.get(2)?
        } else {
            practice.contains(&from)
        };
        if !is_practice {
            return Ok(true);
        }
    }
    Ok(false)
}

fn ids(view: &View<'_>, sql: &str) -> Result<Vec<RecordId>, StoreError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::Tx;
    use super::super::records::{NewRevision, put};
    use super::super::testing::{id, revision, store};
    use super::super::trash;
    use super::*;
    use sandyq_domain::Timestamp;
    use serde_json::{Value, json};

    fn add(tx: &Tx<'_>, n: u8, kind: &'static str, case: Option<u8>, body: &Value) -> Result<(), StoreError> {
        let case = case.map(id);
        put(
            tx,
            NewRevision {
                case,
                ..revision(n, kind, body)
            },
        )
        .map(drop)
    }

    #[test]
    fn a_walk_meets_every_live_record_once_in_the_order_of_ids_and_no_case_for_practice() {
        let (_folder, mut store) = store();
        let found = store
            .write(|tx| {
                add(tx, 9, "case", Some(9), &json!({}))?;
                add(tx, 2, "case", Some(2), &json!({}))?;
                add(tx, 3, "case", Some(3), &json!({ "is_practice": true }))?;
                add(tx, 4, "event", Some(3), &json!({}))?;
                add(tx, 5, "event", Some(77), &json!({ "title": "its case never came" }))?;
                add(tx, 6, "case", Some(6), &json!({}))?;
                add(tx, 8, "person", None, &json!({}))?;
                add(tx, 7, "person", None, &json!({}))?;
                trash::delete(tx, id(6), "", Timestamp::from_millis(1))?;
                let [practice_event, astray_event, trashed, person] = [4, 5, 6, 7].map(|n| whereabouts(tx, id(n)));
                assert!(practice_event?.is_some_and(|found| found.is_practice && found.case == Some(id(3))));
                assert!(astray_event?.is_some_and(|found| !found.is_practice && found.kind == "event"));
                assert!(trashed?.is_none() && person?.is_some_and(|found| found.case.is_none()));
                let mut real = Vec::new();
                each_real(tx, &["event", "person"], &mut |envelope| real.push(envelope.id))?;
                real.sort();
                assert_eq!(real, [id(7), id(8)], "no practice, and none whose case never came");
                assert_eq!((practice_cases(tx)?, count_within(tx, &[id(3)])?), (vec![id(3)], 2));
                Ok::<_, StoreError>((cases(tx)?, outside_cases(tx)?, astray(tx)?))
            })
            .unwrap();
        assert_eq!(found, (vec![id(2), id(9)], vec![id(7), id(8)], vec![id(5)]));
    }

    #[test]
    fn whom_only_practice_names_is_told_from_whom_something_real_names_too() {
        let (_folder, mut store) = store();
        let found = store
            .write(|tx| {
                let act = |victim: u8| json!({ "victim": id(victim), "act_type": "threat" });
                let involved = |n: u8| json!({ "act": id(50), "organisation": id(n), "perpetrator_type": "unknown" });
                add(tx, 1, "case", Some(1), &json!({}))?;
                add(tx, 2, "case", Some(2), &json!({ "is_practice": true }))?;
                for n in 10..14 {
                    add(tx, n, "person", None, &json!({}))?;
                    add(tx, n + 10, "person_identity", None, &json!({ "person": id(n) }))?;
                }
                // 10 and 30, which is part of 31, only in practice; 11 in both; 12 in a real case; 13 in none.
                add(tx, 50, "act", Some(2), &act(10))?;
                add(tx, 51, "act", Some(2), &act(11))?;
                add(tx, 52, "act", Some(1), &act(11))?;
                add(tx, 53, "act", Some(1), &act(12))?;
                for n in [31, 32] {
                    add(tx, n, "organisation", None, &json!({}))?;
                }
                add(tx, 30, "organisation", None, &json!({ "parent": id(31) }))?;
                add(tx, 33, "organisation", None, &json!({ "parent": id(32) }))?;
                add(tx, 54, "involvement", Some(2), &involved(30))?;
                add(tx, 55, "involvement", Some(2), &involved(33))?;
                add(tx, 56, "involvement", Some(1), &involved(32))?;
                known_to_practice_only(tx)
            })
            .unwrap();
        assert_eq!(found, BTreeSet::from([10, 20, 30, 31, 33].map(id)));
    }
}
