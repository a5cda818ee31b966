//! Numbered schema versions, applied all or none. **A released step is never edited**: vaults made with it exist.

use super::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Step n (from 1) turns schema version n-1 into n.
pub const STEPS: &[&str] = &[
    include_str!("v1.sql"),
    include_str!("v2.sql"),
    include_str!("v3.sql"),
    include_str!("v4.sql"),
    include_str!("v5.sql"),
    include_str!("v6.sql"),
    include_str!("v7.sql"),
];

/// The schema version of an open file; 0 when it is empty.
pub fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a file that is newer than `steps`, before anything is written to it.
pub fn check(connection: &Connection, steps: &[&str]) -> Result<(), StoreError> {
    let (found, known) = (version(connection)?, count(steps));
    if found > known {
        Err(StoreError::Newer { found, known })
    } else {
        Ok(())
    }
}

/// Whether steps are missing in a file that holds something: then it is copied before it is changed.
pub fn is_due(connection: &Connection, steps: &[&str]) -> Result<bool, StoreError> {
    let found = version(connection)?;
    Ok(found > 0 && found < count(steps))
}

/// Brings the file to the last of `steps` in one transaction; a failing step leaves the file as it was.
pub fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let found = version(connection)?;
    let missing = usize::try_from(found)
        .ok()
        .and_then(|done| steps.get(done..))
        .ok_or(StoreError::Damaged)?;
    if missing.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", count(steps))?;
    transaction.commit()?;
    Ok(())
}

fn count(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_leaves_the_old_schema() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &["CREATE TABLE a (x)"]).unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE b (x)"];
        assert!(migrate(&mut connection, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(connection.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn only_missing_steps_run() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, &["CREATE TABLE a (x)"]).unwrap();
        migrate(&mut connection, &["CREATE TABLE a (x)", "CREATE TABLE b (x)"]).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        assert!(check(&connection, &["CREATE TABLE a (x)"]).is_err());
    }
}
