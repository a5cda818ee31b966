//! Bundles that left and bundles that came: who has which sequence of which case, and which copies are in the world.

use super::{StoreError, Tx, View};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::{RecordId, Timestamp};

/// One case of one bundle, sent or received.
#[derive(Clone, PartialEq, Eq)]
pub struct Passage {
    /// The bundle's id.
    pub bundle: String,
    /// The case; `None` for what belongs to no case.
    pub case: Option<RecordId>,
    /// The sender's minisign public key.
    pub sender: String,
    /// The age recipient it names.
    pub recipient: String,
    /// Counts bundles of this sender to this recipient about this case, from 1.
    pub sequence: u64,
    /// The file hash of the one before.
    pub previous_hash: Option<[u8; 32]>,
    /// The SHA-256 of the whole file.
    pub sha256: [u8; 32],
    /// When it was sealed or opened here.
    pub time: Timestamp,
}

/// How an incoming bundle stands to those received before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nothing like it came before.
    New,
    /// This very file came before.
    Repeated,
    /// A later one of the same sender about the same case is here already.
    Older {
        /// The highest sequence received.
        newest: u64,
    },
    /// **Alarm**: the same id or the same sequence came before of the same sender with another content.
    Forked,
}

const COLUMNS: &str = "bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time";

/// Enters a bundle that leaves, and where it was written to.
pub fn enter_sent(tx: &Tx<'_>, sent: &Passage, path: &str) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO bundle_sent (bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time, path)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Passage {
        bundle,
        case,
        sender,
        recipient,
        sequence,
        previous_hash,
        sha256,
        time,
    } = sent;
    let bound = (
        bundle,
        scope(*case),
        sender,
        recipient,
        number(*sequence)?,
        previous_hash,
        sha256,
        time.millis(),
        path,
    );
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    Ok(())
}

/// The last bundle about a case that this sender made for this recipient; the next one names its hash.
pub fn last_sent(
    view: &View<'_>,
    sender: &str,
    recipient: &str,
    case: Option<RecordId>,
) -> Result<Option<Passage>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bundle_sent WHERE recipient = ?1 AND case_id = ?2 AND sender = ?3 ORDER BY sequence DESC LIMIT 1"
    );
    let mut statement = view.connection.prepare_cached(&sql)?;
    Ok(statement
        .query_row((recipient, scope(case), sender), passage)
        .optional()?)
}

/// All bundles that left, the newest first, with their paths.
pub fn sent(view: &View<'_>) -> Result<Vec<(Passage, String)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, path FROM bundle_sent ORDER BY time DESC, bundle, case_id");
    let mut statement = view.connection.prepare_cached(&sql)?;
    let found = statement.query_map([], |row| Ok((passage(row)?, row.get(8)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Enters a bundle that was merged. Entering the same one again changes nothing.
pub fn enter_received(tx: &Tx<'_>, received: &Passage) -> Result<(), StoreError> {
    let sql = "INSERT INTO bundle_received (bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (bundle, case_id, sha256) DO UPDATE SET undone = NULL";
    let Passage {
        bundle,
        case,
        sender,
        recipient,
        sequence,
        previous_hash,
        sha256,
        time,
    } = received;
    let bound = (
        bundle,
        scope(*case),
        sender,
        recipient,
        number(*sequence)?,
        previous_hash,
        sha256,
        time.millis(),
    );
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    Ok(())
}

/// All bundles that came, the newest first.
pub fn received(view: &View<'_>) -> Result<Vec<Passage>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM bundle_received ORDER BY time DESC, bundle, case_id");
    let mut statement = view.connection.prepare_cached(&sql)?;
    let found = statement.query_map([], passage)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Compares a bundle, before it is merged, with what came before.
pub fn standing(view: &View<'_>, bundle: &Passage) -> Result<Standing, StoreError> {
    let sql = "SELECT sha256, sequence, bundle = ?1 AND sender = ?2 FROM bundle_received
               WHERE sender = ?2 AND (bundle = ?1 OR (recipient = ?3 AND case_id = ?4 AND sequence >= ?5)) AND undone IS NULL";
    let bound = (
        &bundle.bundle,
        &bundle.sender,
        &bundle.recipient,
        scope(bundle.case),
        number(bundle.sequence)?,
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    let (mut repeated, mut newest) = (false, bundle.sequence);
    while let Some(row) = rows.next()? {
        let (sha256, sequence, same_id): ([u8; 32], i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let sequence = u64::try_from(sequence).map_err(|_| StoreError::Damaged)?;
        if sha256 == bundle.sha256 {
            repeated = true;
        } else if same_id || sequence == bundle.sequence {
            return Ok(Standing::Forked);
        } else {
            newest = newest.max(sequence);
        }
    }
    Ok(match (repeated, newest > bundle.sequence) {
        (true, _) => Standing::Repeated,
        (false, true) => Standing::Older { newest },
        (false, false) => Standing::New,
    })
}

fn scope(case: Option<RecordId>) -> Vec<u8> {
    case.map(|id| id.to_bytes().to_vec()).unwrap_or_default()
}

fn number(sequence: u64) -> Result<i64, StoreError> {
    i64::try_from(sequence).map_err(|_| StoreError::Refused {
        code: rusqlite::ffi::SQLITE_RANGE,
    })
}

fn passage(row: &Row<'_>) -> rusqlite::Result<Passage> {
    let case: Vec<u8> = row.get(1)?;
    let sequence: i64 = row.get(4)?;
    Ok(Passage {
        bundle: row.get(0)?,
        case: <[u8; 16]>::try_from(case.as_slice()).ok().map(RecordId::from_bytes),
        sender: row.get(2)?,
        recipient: row.get(3)?,
        sequence: u64::try_from(sequence).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(4, sequence))?,
        previous_hash: row.get(5)?,
        sha256: row.get(6)?,
        time: Timestamp::from_millis(row.get(7)?),
    })
}
