//! Each machine has one counter per case, and one for records without a case. **A number is never given out twice.**

use super::{StoreError, Tx};
use sandyq_domain::{RecordId, VersionVector};

/// The next edit of this machine in `case`, and `version` with that edit in it.
///
/// Never at or below what `version` already holds of this machine (a record may have moved between cases).
pub fn next(tx: &Tx<'_>, case: Option<RecordId>, version: &VersionVector) -> Result<(u64, VersionVector), StoreError> {
    let known = version.counter(tx.machine);
    let sql = "INSERT INTO counter (scope, machine, n) VALUES (?1, ?2, ?3 + 1)
               ON CONFLICT (scope, machine) DO UPDATE SET n = max(n, ?3) + 1 RETURNING n";
    let bound = (scope(case), tx.machine.to_bytes(), stored(known)?);
    let n: i64 = tx.connection.prepare_cached(sql)?.query_row(bound, |row| row.get(0))?;
    let n = u64::try_from(n).map_err(|_| StoreError::Damaged)?;
    Ok((n, version.edited(tx.machine, n)))
}

/// Whether an incoming version claims no edit of this machine beyond those this vault remembers having made.
///
/// Any scope's counter will do, because a record may have moved between cases. A restored or copied folder is given
/// a new machine id wherever that can be seen, so an honest version does not claim more.
///
/// # Security
/// Without this, one foreign record could use up this machine's numbers: what it wrote next, everybody would refuse.
pub fn remembered(tx: &Tx<'_>, version: &VersionVector) -> Result<bool, StoreError> {
    let sql = "SELECT coalesce(max(n), 0) FROM counter WHERE machine = ?1";
    let highest: i64 = tx
        .connection
        .prepare_cached(sql)?
        .query_row([tx.machine.to_bytes()], |row| row.get(0))?;
    Ok(stored(version.counter(tx.machine))? <= highest)
}

/// Learns from an incoming version that holds edits of this machine made in another case: the counter of the case it is in
/// now moves past them.
pub fn pass(tx: &Tx<'_>, case: Option<RecordId>, version: &VersionVector) -> Result<(), StoreError> {
    let seen = version.counter(tx.machine);
    if seen == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO counter (scope, machine, n) VALUES (?1, ?2, ?3)
               ON CONFLICT (scope, machine) DO UPDATE SET n = max(n, ?3)";
    tx.connection
        .prepare_cached(sql)?
        .execute((scope(case), tx.machine.to_bytes(), stored(seen)?))?;
    Ok(())
}

/// Last number that a version from elsewhere may carry: more than any person edits, and far below what the column holds,
/// so that a next number always exists.
pub const HIGHEST: u64 = 1 << 40;

/// Whether every counter is one that honest editing could reach.
pub fn plausible(version: &VersionVector) -> bool {
    version.iter().count() <= 1_000 && version.iter().all(|(_, n)| n <= HIGHEST && n > 0)
}

/// The counter's row: the case, or the empty blob for none.
fn scope(case: Option<RecordId>) -> Vec<u8> {
    case.map(|id| id.to_bytes().to_vec()).unwrap_or_default()
}

fn stored(n: u64) -> Result<i64, StoreError> {
    // Above i64 only a damaged or hostile version can be; `plausible` refuses those on the way in.
    i64::try_from(n).map_err(|_| StoreError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{id, machine, store};
    use super::*;

    #[test]
    fn each_case_counts_for_itself() {
        let (_folder, mut store) = store();
        let empty = VersionVector::default();
        let taken = store.write(|tx| {
            let first = next(tx, Some(id(1)), &empty)?.0;
            let second = next(tx, Some(id(1)), &empty)?.0;
            Ok::<_, StoreError>((
                first,
                second,
                next(tx, Some(id(2)), &empty)?.0,
                next(tx, None, &empty)?.0,
            ))
        });
        assert_eq!(taken.unwrap(), (1, 2, 1, 1));
    }

    #[test]
    fn a_number_already_in_the_version_is_not_used_again() {
        let (_folder, mut store) = store();
        store
            .write(|tx| {
                let moved = VersionVector::default().edited(tx.machine(), 7).edited(machine(9), 3);
                let (n, version) = next(tx, Some(id(1)), &moved)?;
                assert_eq!((n, version.counter(tx.machine())), (8, 8));
                pass(tx, Some(id(1)), &VersionVector::default().edited(tx.machine(), 40))?;
                assert_eq!(next(tx, Some(id(1)), &VersionVector::default())?.0, 41);
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}
