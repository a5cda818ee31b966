//! age files: sealing to X25519 keys, and opening with limits checked before any parser of others sees a byte.
//!
//! The `age` crate makes and reads the headers; the payload behind them is sealed and opened here, over OpenSSL and on
//! several cores. It knows nothing of cases. Keys and passphrases are apart: each has its own verbs, and refuses by name
//! what belongs to the other. The invariant it keeps: whatever was damaged or cut short is an error, never a shorter
//! success.
//!
//! The format is <https://c2sp.org/age>.
//!
//! ```
//! use std::io::{Read, Write};
//! let key = sandyq_agefile::Identity::generate();
//! let mut sealing = sandyq_agefile::seal(&[key.recipient()], Vec::new())?;
//! sealing.write_all(b"words")?;
//! let file = sealing.finish()?;
//! let mut words = String::new();
//! sandyq_agefile::open(&key, file.as_slice())?.read_to_string(&mut words)?;
//! assert_eq!(words, "words");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![warn(clippy::pedantic)]

mod batch_open;
mod batch_seal;
mod chunk;
mod crew;
mod header;
mod joint;
mod keys;
mod open;
mod passphrase;
mod payload;
mod seal;
mod source;
#[cfg(test)]
mod wiped;

pub use header::{HEADER_LIMIT, STANZA_LIMIT};
pub use keys::{Identity, NotAKey, Recipient};
pub use open::{OpenError, Opening, open, open_seek};
pub use passphrase::{WORK_LIMIT, open_seek_with_passphrase, open_with_passphrase, seal_with_passphrase};
pub use seal::{RECIPIENT_LIMIT, Sealing, payload_size, seal};
