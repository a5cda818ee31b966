//! age files: sealing to X25519 keys, and opening with limits checked before any parser of others sees a byte.
//!
//! This is a thin room around the `age` crate and the one place to make it faster. It knows nothing of cases, and no
//! passphrases: a file sealed to a passphrase is recognised and refused by name. The invariant it keeps: whatever was
//! damaged or cut short is an error, never a shorter success.
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

mod header;
mod keys;
mod open;
mod replay;
mod seal;

pub use header::{HEADER_LIMIT, STANZA_LIMIT};
pub use keys::{Identity, NotAKey, Recipient};
pub use open::{OpenError, Opening, open, open_seek};
pub use seal::{RECIPIENT_LIMIT, Sealing, payload_size, seal};
