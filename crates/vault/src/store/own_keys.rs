//! This vault's own keys: the age identity it receives with and the minisign key it signs with, each for a period.

use super::{StoreError, Tx, View};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::Timestamp;
use zeroize::Zeroizing;

/// What a key is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Opening what was sealed for this vault.
    Receive,
    /// Signing what this vault seals.
    Sign,
}

impl Use {
    const fn name(self) -> &'static str {
        match self {
            Self::Receive => "age",
            Self::Sign => "minisign",
        }
    }
}

/// A key of this vault. No `Debug`: it holds the secret.
pub struct OwnKey {
    /// The public half: `age1…`, or a minisign public key in base64.
    pub public: String,
    /// The secret half; `None` once it was destroyed.
    pub secret: Option<Zeroizing<String>>,
    /// Since when it is used.
    pub used_from: Timestamp,
    /// When it was replaced.
    pub used_until: Option<Timestamp>,
}

/// The key in use.
pub fn current(view: &View<'_>, purpose: Use) -> Result<Option<OwnKey>, StoreError> {
    let sql = "SELECT public, secret, used_from, used_until FROM own_key WHERE use = ?1 AND used_until IS NULL";
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row([purpose.name()], own_key)
        .optional()?)
}

/// Every key this vault ever had for the purpose, the newest first.
pub fn all(view: &View<'_>, purpose: Use) -> Result<Vec<OwnKey>, StoreError> {
    let sql = "SELECT public, secret, used_from, used_until FROM own_key WHERE use = ?1 ORDER BY row DESC";
    let mut statement = view.connection.prepare_cached(sql)?;
    let keys = statement.query_map([purpose.name()], own_key)?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Begins to use a new key. The old one's secret is destroyed: a bundle seized earlier must not open after coercion.
pub fn replace(tx: &Tx<'_>, purpose: Use, public: &str, secret: &str, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE own_key SET used_until = ?2, secret = NULL WHERE use = ?1 AND used_until IS NULL";
    tx.connection
        .prepare_cached(sql)?
        .execute((purpose.name(), now.millis()))?;
    let sql = "INSERT INTO own_key (use, public, secret, used_from) VALUES (?1, ?2, ?3, ?4)";
    tx.connection
        .prepare_cached(sql)?
        .execute((purpose.name(), public, secret, now.millis()))?;
    Ok(())
}

fn own_key(row: &Row<'_>) -> rusqlite::Result<OwnKey> {
    Ok(OwnKey {
        public: row.get(0)?,
        secret: row.get::<_, Option<String>>(1)?.map(Zeroizing::new),
        used_from: Timestamp::from_millis(row.get(2)?),
        used_until: row.get::<_, Option<i64>>(3)?.map(Timestamp::from_millis),
    })
}
