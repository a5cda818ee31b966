//! age files: sealing to X25519 keys or to a passphrase, and opening with limits checked before any parser of others sees a byte.
//!
//! This is a thin room around the `age` crate and the one place to make it faster. It knows nothing of cases. A
//! file sealed to a passphrase opens only where a passphrase was asked for, never in the place of a key. The invariant it keeps: whatever was
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

pub use header::{HEADER_LIMIT, STANZA_LIMIT, WORK_LIMIT};
pub use keys::{Identity, NotAKey, Recipient};
pub use open::{OpenError, Opening, open, open_seek, open_with_passphrase};
pub use seal::{RECIPIENT_LIMIT, Sealing, payload_size, seal, seal_with_passphrase};
