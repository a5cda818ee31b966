//! The journal: what was done with an item, by whom, when. Entries are only ever added.
//!
//! Each entry holds the hash of the one before it on this machine and of the one before it about the same item on this
//! machine, so that an entry that was changed, removed or slipped in is found. It commits to a *salted hash* of its
//! payload: forgetting a person removes payload and salt, and the chain still holds. The bytes are in
//! `docs/formats/vault.md`.

use super::json::{decode, encode};
use super::{StoreError, Tx, View, settings};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::{MachineId, RecordId, Timestamp};
use serde_json::Value;
use sha2::{Digest, Sha256};

pub use super::journal_check::{Break, verify};

/// What an entry is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryType {
    /// An evidence item was received, hashed, verified, derived, sent, destroyed ….
    Custody,
    /// A bundle was merged, or its merge undone.
    Merge,
    /// A copy left the vault: bundle, export, backup, print.
    Copy,
    /// A warning or rule was overridden by a person.
    Override,
    /// Something was looked at that is to be accounted for.
    Access,
}

impl EntryType {
    /// Its name in the database and on screens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Custody => "custody",
            Self::Merge => "merge",
            Self::Copy => "copy",
            Self::Override => "override",
            Self::Access => "access",
        }
    }

    fn read(name: &str) -> Result<Self, StoreError> {
        let all = [Self::Custody, Self::Merge, Self::Copy, Self::Override, Self::Access];
        all.into_iter()
            .find(|one| one.name() == name)
            .ok_or(StoreError::Damaged)
    }
}

/// An entry to be written.
pub struct NewEntry<'a> {
    /// The record it is about; the case, for what concerns a whole case.
    pub item: RecordId,
    /// What kind of entry.
    pub entry: EntryType,
    /// When.
    pub time: Timestamp,
    /// Everything else, the author included: the part that can be forgotten.
    pub payload: &'a Value,
}

/// An entry as stored.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// The machine that wrote it.
    pub machine: MachineId,
    /// Its number among all entries of that machine, from 1.
    pub seq: u64,
    /// The record it is about.
    pub item: RecordId,
    /// Its number among that machine's entries about this item, from 1.
    pub place: u64,
    /// What kind of entry.
    pub entry: EntryType,
    /// When.
    pub time: Timestamp,
    /// The payload; `None` once it was forgotten.
    pub payload: Option<Value>,
    /// What commits to all of it.
    pub hash: [u8; 32],
}

/// What the hash of an entry covers, in this order.
pub(super) struct Bound<'a> {
    pub machine: [u8; 16],
    pub seq: i64,
    pub item: [u8; 16],
    pub place: i64,
    pub entry: &'a str,
    pub time: i64,
    pub payload_hash: [u8; 32],
    pub before_machine: [u8; 32],
    pub before_item: [u8; 32],
}

impl Bound<'_> {
    pub(super) fn hash(&self) -> [u8; 32] {
        let Self {
            machine,
            seq,
            item,
            place,
            entry,
            time,
            payload_hash,
            before_machine,
            before_item,
        } = self;
        // The type is one of five short words: its length always fits one byte.
        let length = u8::try_from(entry.len()).unwrap_or(u8::MAX);
        let mut hash = Sha256::new_with_prefix(b"sandyq journal 1\0");
        hash.update(machine);
        hash.update(seq.to_le_bytes());
        hash.update(item);
        hash.update(place.to_le_bytes());
        hash.update([length]);
        hash.update(entry.as_bytes());
        hash.update(time.to_le_bytes());
        hash.update(payload_hash);
        hash.update(before_machine);
        hash.update(before_item);
        hash.finalize().into()
    }
}

/// The hash that stands for a payload in the chain.
pub(super) fn payload_hash(salt: &[u8; 32], payload: &str) -> [u8; 32] {
    Sha256::new_with_prefix(salt).chain_update(payload).finalize().into()
}

/// The setting that remembers the last entry of a machine, so that a missing end is found too.
pub(super) fn end_setting(machine: [u8; 16]) -> String {
    format!("journal.{}", MachineId::from_bytes(machine))
}

/// Adds an entry and returns its hash.
pub fn append(tx: &Tx<'_>, new: &NewEntry<'_>) -> Result<[u8; 32], StoreError> {
    let machine = tx.machine.to_bytes();
    let item = new.item.to_bytes();
    let sql = "SELECT seq, hash FROM journal WHERE machine = ?1 ORDER BY seq DESC LIMIT 1";
    let (seq, before_machine) = last(tx, sql, (machine,))?;
    let sql = "SELECT place, hash FROM journal WHERE item = ?1 AND machine = ?2 ORDER BY place DESC LIMIT 1";
    let (place, before_item) = last(tx, sql, (item, machine))?;
    let (salt, payload, time) = (crate::random::<32>()?, encode(new.payload)?, new.time.millis());
    let (seq, place, entry, payload_hash) = (seq + 1, place + 1, new.entry.name(), payload_hash(&salt, &payload));
    let hash = Bound {
        machine,
        seq,
        item,
        place,
        entry,
        time,
        payload_hash,
        before_machine,
        before_item,
    }
    .hash();
    let sql = "INSERT INTO journal (machine, seq, item, place, type, time, salt, payload, payload_hash, before_machine,
                 before_item, hash)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let bound = (
        machine,
        seq,
        item,
        place,
        entry,
        time,
        salt,
        payload,
        payload_hash,
        before_machine,
        before_item,
        hash,
    );
    tx.connection.prepare_cached(sql)?.execute(bound)?;
    settings::write(tx, &end_setting(machine), &hash)?;
    Ok(hash)
}

fn last(tx: &Tx<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<(i64, [u8; 32]), StoreError> {
    let mut statement = tx.connection.prepare_cached(sql)?;
    let found = statement
        .query_row(bound, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((0, [0; 32])))
}

/// Everything about one item, in the order it came here.
pub fn of_item(view: &View<'_>, item: RecordId) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT machine, seq, item, place, type, time, payload, hash FROM journal WHERE item = ?1 ORDER BY row";
    read(view, sql, [item.to_bytes()])
}

/// Everything, in the order it came here.
pub fn all(view: &View<'_>) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT machine, seq, item, place, type, time, payload, hash FROM journal ORDER BY row";
    read(view, sql, [])
}

/// So many entries behind the `skip` newest, the newest first.
pub fn newest(view: &View<'_>, skip: u32, most: u32) -> Result<Vec<Entry>, StoreError> {
    let sql =
        "SELECT machine, seq, item, place, type, time, payload, hash FROM journal ORDER BY row DESC LIMIT ?2 OFFSET ?1";
    read(view, sql, (skip, most))
}

/// How many entries there are.
pub fn count(view: &View<'_>) -> Result<u64, StoreError> {
    let count: i64 = view
        .connection
        .query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    u64::try_from(count).map_err(|_| StoreError::Damaged)
}

/// Everything of one type, the newest first: the copy ledger is all of [`EntryType::Copy`].
pub fn of_type(view: &View<'_>, entry: EntryType) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT machine, seq, item, place, type, time, payload, hash FROM journal WHERE type = ?1
               ORDER BY time DESC, row DESC";
    read(view, sql, [entry.name()])
}

/// Removes the payloads of all entries about `item`; that they were made, when and in which order stays.
pub fn forget(tx: &Tx<'_>, item: RecordId) -> Result<usize, StoreError> {
    let sql = "UPDATE journal SET payload = NULL, salt = NULL WHERE item = ?1 AND payload IS NOT NULL";
    Ok(tx.connection.prepare_cached(sql)?.execute([item.to_bytes()])?)
}

fn read(view: &View<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<Vec<Entry>, StoreError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(entry(row)?);
    }
    Ok(found)
}

fn entry(row: &Row<'_>) -> Result<Entry, StoreError> {
    let number = |column: usize| u64::try_from(row.get::<_, i64>(column)?).map_err(|_| StoreError::Damaged);
    let payload: Option<String> = row.get(6)?;
    Ok(Entry {
        machine: MachineId::from_bytes(row.get(0)?),
        seq: number(1)?,
        item: RecordId::from_bytes(row.get(2)?),
        place: number(3)?,
        entry: EntryType::read(&row.get::<_, String>(4)?)?,
        time: Timestamp::from_millis(row.get(5)?),
        payload: payload.as_deref().map(decode).transpose()?,
        hash: row.get(7)?,
    })
}
