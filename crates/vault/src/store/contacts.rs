//! Contacts: people one seals for and takes bundles from, by their two public keys.

use super::{StoreError, Tx, View};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::{RecordId, Timestamp};
use zeroize::Zeroizing;

/// A person or group with a vault of their own.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which.
    pub id: RecordId,
    /// The name given to it here; never taken from a bundle without a person's yes.
    pub name: String,
    /// Its age recipient, `age1…`.
    pub recipient: String,
    /// Its minisign public key, in base64.
    pub signer: String,
    /// A vault of one's own, to which everything may move.
    pub own: bool,
    /// When and how its fingerprint was compared.
    pub verified: Option<Verified>,
    /// When it was added.
    pub added: Timestamp,
    /// Since when it is no longer offered.
    pub retired: Option<Timestamp>,
}

/// That the fingerprint was compared over another way than the card came.
#[derive(Clone, PartialEq, Eq)]
pub struct Verified {
    /// When.
    pub at: Timestamp,
    /// How, in a word or a sentence.
    pub how: String,
}

const COLUMNS: &str = "id, name, recipient, signer, own, verified_at, verified_how, added, retired";

/// Adds a contact, with a fresh key for the aliases it will know our records by. The recipient must be new.
pub fn add(tx: &Tx<'_>, contact: &Contact) -> Result<(), StoreError> {
    let Contact {
        id,
        name,
        recipient,
        signer,
        own,
        verified,
        added,
        retired,
    } = contact;
    let sql =
        "INSERT INTO contact (id, name, recipient, signer, own, verified_at, verified_how, added, retired, alias_key)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    tx.connection.prepare_cached(sql)?.execute((
        id.to_bytes(),
        name,
        recipient,
        signer,
        own,
        verified.as_ref().map(|verified| verified.at.millis()),
        verified.as_ref().map(|verified| &verified.how),
        added.millis(),
        retired.map(Timestamp::millis),
        crate::random::<32>()?,
    ))?;
    Ok(())
}

/// Every contact by name; retired ones last.
pub fn all(view: &View<'_>) -> Result<Vec<Contact>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM contact ORDER BY retired IS NOT NULL, name, id");
    let mut statement = view.connection.prepare_cached(&sql)?;
    let contacts = statement.query_map([], contact)?;
    Ok(contacts.collect::<Result<_, _>>()?)
}

/// One contact.
pub fn read(view: &View<'_>, id: RecordId) -> Result<Option<Contact>, StoreError> {
    one(
        view,
        &format!("SELECT {COLUMNS} FROM contact WHERE id = ?1"),
        [id.to_bytes()],
    )
}

/// The contact with this age recipient.
pub fn by_recipient(view: &View<'_>, recipient: &str) -> Result<Option<Contact>, StoreError> {
    one(
        view,
        &format!("SELECT {COLUMNS} FROM contact WHERE recipient = ?1"),
        [recipient],
    )
}

/// The contact that signs with this key; one in use before a retired one.
pub fn by_signer(view: &View<'_>, signer: &str) -> Result<Option<Contact>, StoreError> {
    one(
        view,
        &format!("SELECT {COLUMNS} FROM contact WHERE signer = ?1 ORDER BY retired IS NOT NULL, added DESC"),
        [signer],
    )
}

/// The contact's fingerprint was compared.
pub fn verify(tx: &Tx<'_>, id: RecordId, verified: &Verified) -> Result<(), StoreError> {
    let sql = "UPDATE contact SET verified_at = ?2, verified_how = ?3 WHERE id = ?1";
    changed(
        tx.connection
            .prepare_cached(sql)?
            .execute((id.to_bytes(), verified.at.millis(), &verified.how))?,
    )
}

/// Gives the contact another name.
pub fn rename(tx: &Tx<'_>, id: RecordId, name: &str) -> Result<(), StoreError> {
    changed(
        tx.connection
            .prepare_cached("UPDATE contact SET name = ?2 WHERE id = ?1")?
            .execute((id.to_bytes(), name))?,
    )
}

/// Says whether the contact is a vault of one's own.
pub fn set_own(tx: &Tx<'_>, id: RecordId, own: bool) -> Result<(), StoreError> {
    changed(
        tx.connection
            .prepare_cached("UPDATE contact SET own = ?2 WHERE id = ?1")?
            .execute((id.to_bytes(), own))?,
    )
}

/// No longer offers the contact; what it was sent stays known.
pub fn retire(tx: &Tx<'_>, id: RecordId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE contact SET retired = coalesce(retired, ?2) WHERE id = ?1";
    changed(
        tx.connection
            .prepare_cached(sql)?
            .execute((id.to_bytes(), now.millis()))?,
    )
}

/// The key of the aliases this contact knows our records by in a redacted hand-over.
pub fn alias_key(view: &View<'_>, id: RecordId) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
    let mut statement = view
        .connection
        .prepare_cached("SELECT alias_key FROM contact WHERE id = ?1")?;
    Ok(statement
        .query_row([id.to_bytes()], |row| row.get(0).map(Zeroizing::new))
        .optional()?)
}

fn changed(rows: usize) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Missing) }
}

fn one(view: &View<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<Option<Contact>, StoreError> {
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row(bound, contact)
        .optional()?)
}

fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let at: Option<i64> = row.get(5)?;
    let how: Option<String> = row.get(6)?;
    Ok(Contact {
        id: RecordId::from_bytes(row.get(0)?),
        name: row.get(1)?,
        recipient: row.get(2)?,
        signer: row.get(3)?,
        own: row.get(4)?,
        verified: at.map(|at| Verified {
            at: Timestamp::from_millis(at),
            how: how.unwrap_or_default(),
        }),
        added: Timestamp::from_millis(row.get(7)?),
        retired: row.get::<_, Option<i64>>(8)?.map(Timestamp::from_millis),
    })
}
