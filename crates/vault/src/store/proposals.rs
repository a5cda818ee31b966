//! That somebody else has deleted or forgotten a record: told here, decided here. **Nothing goes because of a file.**

use super::records::{State, head};
use super::{StoreError, Tx, View};
use rusqlite::Row;
use sandyq_domain::{RecordId, Timestamp};

/// What is proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It is in the trash there.
    Delete,
    /// A person asked to be forgotten there.
    Forget,
}

impl Ending {
    /// Its name in the database and in a manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delete => "delete",
            Self::Forget => "forget",
        }
    }
}

/// One proposal.
#[derive(Clone)]
pub struct Proposal {
    /// For [`settle`].
    pub number: i64,
    /// The record.
    pub record: RecordId,
    /// What is proposed.
    pub ending: Ending,
    /// The minisign key of whom it came from.
    pub sender: String,
    /// The bundle that brought it.
    pub bundle: String,
    /// When it was done there.
    pub made: Timestamp,
    /// When it came.
    pub arrived: Timestamp,
}

/// Where a proposal comes from.
#[derive(Clone, Copy)]
pub struct Proposer<'a> {
    /// The minisign key.
    pub sender: &'a str,
    /// The bundle.
    pub bundle: &'a str,
    /// When it came.
    pub time: Timestamp,
}

/// Keeps a proposal, unless the record is unknown here or has ended so already, or the same was decided before. Answers
/// whether it is a new one.
pub fn keep(
    tx: &Tx<'_>,
    record: RecordId,
    ending: Ending,
    made: Timestamp,
    from: Proposer<'_>,
) -> Result<bool, StoreError> {
    let Some(found) = head(tx, record)? else {
        return Ok(false);
    };
    match (found.state, ending) {
        (State::Forgotten, _) | (State::Trashed, Ending::Delete) => return Ok(false),
        (State::Trashed, Ending::Forget) | (State::Live, _) => {}
    }
    let sql = "INSERT INTO proposal (record, action, sender, bundle, made, arrived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (record, action, sender) DO NOTHING";
    let bound = (
        found.row,
        ending.name(),
        from.sender,
        from.bundle,
        made.millis(),
        from.time.millis(),
    );
    Ok(tx.connection.prepare_cached(sql)?.execute(bound)? == 1)
}

/// The proposals that wait for a decision, oldest first; not those that came true in another way.
pub fn open(view: &View<'_>) -> Result<Vec<Proposal>, StoreError> {
    let sql = "SELECT p.row, r.id, p.action, p.sender, p.bundle, p.made, p.arrived FROM proposal p JOIN record r ON r.row = p.record
               WHERE p.decided IS NULL AND (r.state = 'live' OR (r.state = 'trashed' AND p.action = 'forget')) ORDER BY p.row";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([], proposal)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// A person has decided.
pub fn settle(tx: &Tx<'_>, number: i64, accepted: bool, time: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE proposal SET decided = ?2, accepted = ?3 WHERE row = ?1 AND decided IS NULL";
    let changed = tx
        .connection
        .prepare_cached(sql)?
        .execute((number, time.millis(), accepted))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Missing) }
}

fn proposal(row: &Row<'_>) -> rusqlite::Result<Proposal> {
    let action: String = row.get(2)?;
    Ok(Proposal {
        number: row.get(0)?,
        record: RecordId::from_bytes(row.get(1)?),
        ending: if action == Ending::Forget.name() {
            Ending::Forget
        } else {
            Ending::Delete
        },
        sender: row.get(3)?,
        bundle: row.get(4)?,
        made: Timestamp::from_millis(row.get(5)?),
        arrived: Timestamp::from_millis(row.get(6)?),
    })
}
