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
    /// What kind of bundle it is, as its manifest says.
    pub kind: String,
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
    /// It was merged before, and the merge was taken back.
    Undone,
    /// Bundles between the last one received and this one did not come here.
    Skipped {
        /// The highest sequence received; 0 when none came.
        last: u64,
    },
    /// **Alarm**: the same id or the same sequence came before of the same sender with another content, or the one that
    /// this one follows is another than the one that came.
    Forked,
}

const COLUMNS: &str = "bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time, kind";

/// Enters a bundle that leaves, where it was written to, and the sum of the page around it when there is one.
pub fn enter_sent(tx: &Tx<'_>, sent: &Passage, path: &str, page: Option<[u8; 32]>) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO bundle_sent (bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time, path, kind, page_sha256)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let Passage {
        bundle,
        case,
        sender,
        recipient,
        kind,
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
        kind,
        page,
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
    let found = statement.query_map([], |row| Ok((passage(row)?, row.get(9)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The sum of the self-opening page that was written around a bundle.
pub fn page_of(view: &View<'_>, bundle: &str) -> Result<Option<[u8; 32]>, StoreError> {
    let sql = "SELECT page_sha256 FROM bundle_sent WHERE bundle = ?1 LIMIT 1";
    let mut statement = view.connection.prepare_cached(sql)?;
    Ok(statement.query_row([bundle], |row| row.get(0)).optional()?.flatten())
}

/// Enters a bundle that was merged. Entering the same one again changes nothing.
pub fn enter_received(tx: &Tx<'_>, received: &Passage) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO bundle_received (bundle, case_id, sender, recipient, sequence, previous_hash, sha256, time, kind)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (bundle, case_id, sha256) DO UPDATE SET undone = NULL";
    let Passage {
        bundle,
        case,
        sender,
        recipient,
        kind,
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
        kind,
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

/// Bundles that came from a sender and were not acknowledged yet, the newest first; receipts are not acknowledged.
pub fn unacknowledged(view: &View<'_>, sender: &str) -> Result<Vec<Passage>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bundle_received
         WHERE sender = ?1 AND receipted IS NULL AND undone IS NULL AND kind <> 'receipt' ORDER BY time DESC, bundle, case_id"
    );
    let mut statement = view.connection.prepare_cached(&sql)?;
    let found = statement.query_map([sender], passage)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// A bundle that came was acknowledged.
pub fn receipted(tx: &Tx<'_>, bundle: &str, time: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE bundle_received SET receipted = ?2 WHERE bundle = ?1";
    tx.connection.prepare_cached(sql)?.execute((bundle, time.millis()))?;
    Ok(())
}

/// Compares a bundle, before it is merged, with what came before. One without a case (a receipt) has no number to be compared by.
pub fn standing(view: &View<'_>, bundle: &Passage) -> Result<Standing, StoreError> {
    let sql = "SELECT sha256, sequence, bundle = ?1, undone IS NOT NULL, previous_hash FROM bundle_received
               WHERE sender = ?2 AND (bundle = ?1 OR (recipient = ?3 AND case_id = ?4 AND length(case_id) > 0))";
    let bound = (&bundle.bundle, &bundle.sender, &bundle.recipient, scope(bundle.case));
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    let (mut repeated, mut undone, mut newest, mut last) = (false, false, 0, 0);
    while let Some(row) = rows.next()? {
        let (sha256, sequence, same_id, is_undone): ([u8; 32], i64, bool, bool) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let follows: Option<[u8; 32]> = row.get(4)?;
        let sequence = u64::try_from(sequence).map_err(|_| StoreError::Damaged)?;
        let breaks_chain = (sequence.checked_add(1) == Some(bundle.sequence) && bundle.previous_hash != Some(sha256))
            || (bundle.sequence.checked_add(1) == Some(sequence) && follows != Some(bundle.sha256));
        if sha256 == bundle.sha256 {
            repeated |= !is_undone;
            undone |= is_undone;
        } else if same_id || sequence == bundle.sequence || breaks_chain {
            return Ok(Standing::Forked);
        }
        newest = newest.max(sequence);
        if sequence < bundle.sequence {
            last = last.max(sequence);
        }
    }
    Ok(if repeated {
        Standing::Repeated
    } else if undone {
        Standing::Undone
    } else if newest > bundle.sequence {
        Standing::Older { newest }
    } else if bundle.case.is_some() && last + 1 < bundle.sequence {
        Standing::Skipped { last }
    } else {
        Standing::New
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
        kind: row.get(8)?,
        sequence: u64::try_from(sequence).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(4, sequence))?,
        previous_hash: row.get(5)?,
        sha256: row.get(6)?,
        time: Timestamp::from_millis(row.get(7)?),
    })
}
