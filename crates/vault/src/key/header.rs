//! The first 128 bytes: what must be known before any secret is tried. They are readable by anybody and writable by an
//! attacker; every slot is bound to them.

use super::{KEY_FILE_LEN, KeyError};
use crate::kdf::{KdfCost, SALT_LEN};
use sha2::{Digest, Sha256};
use std::ops::Range;

pub(super) const LEN: usize = 128;
/// Says "a key" in the manner of PNG, so that a copy in text mode is noticed; nothing of what it is for.
const MAGIC: [u8; 8] = *b"\x8bkey\r\n\x1a\n";
const VERSION: u16 = 1;
/// Argon2id, version 0x13.
const ARGON2ID: u16 = 1;
/// Where the salt stands, in every version: the wipe's intent marker is bound to it.
pub(crate) const SALT: Range<usize> = 32..32 + SALT_LEN;
/// Everything between the salt and the checksum is zero in version 1.
const CHECKED: usize = 112;

/// The clear part of a key file.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub cost: KdfCost,
    pub salt: [u8; SALT_LEN],
}

impl Header {
    pub fn encode(&self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..10].copy_from_slice(&VERSION.to_le_bytes());
        bytes[10..12].copy_from_slice(&ARGON2ID.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.cost.memory_kib().to_le_bytes());
        bytes[16..20].copy_from_slice(&self.cost.passes().to_le_bytes());
        bytes[20..24].copy_from_slice(&self.cost.lanes().to_le_bytes());
        bytes[SALT].copy_from_slice(&self.salt);
        let checksum = checksum(&bytes[..CHECKED]);
        bytes[CHECKED..].copy_from_slice(&checksum);
        bytes
    }

    /// Reads the first bytes of a key file.
    ///
    /// # Security
    /// The checksum tells damage from a newer version and from a mistyped passphrase; it stops no attacker. The cost is
    /// checked against its ceiling here, before anything is allocated.
    pub fn decode(file: &[u8]) -> Result<Self, KeyError> {
        if file.len() < MAGIC.len() || file[..MAGIC.len()] != MAGIC {
            return Err(KeyError::NotAKeyFile);
        }
        let bytes: &[u8; LEN] = file.first_chunk().ok_or(KeyError::Damaged)?;
        if bytes[CHECKED..] != checksum(&bytes[..CHECKED]) {
            return Err(KeyError::Damaged);
        }
        if u16_at(bytes, 8) > VERSION {
            return Err(KeyError::NewerVersion);
        }
        let zeros = bytes[24..SALT.start].iter().chain(&bytes[SALT.end..CHECKED]);
        if u16_at(bytes, 8) == 0 || u16_at(bytes, 10) != ARGON2ID || zeros.into_iter().any(|byte| *byte != 0) {
            return Err(KeyError::Damaged);
        }
        if file.len() != KEY_FILE_LEN {
            return Err(KeyError::Damaged);
        }
        let cost =
            KdfCost::new(u32_at(bytes, 12), u32_at(bytes, 16), u32_at(bytes, 20)).map_err(|_| KeyError::CostRefused)?;
        let mut salt = [0; SALT_LEN];
        salt.copy_from_slice(&bytes[SALT]);
        Ok(Self { cost, salt })
    }
}

/// Whether `file` begins like a key file of any version, damaged or not.
pub(crate) fn looks_like_a_header(file: &[u8]) -> bool {
    file.starts_with(&MAGIC)
}

fn checksum(bytes: &[u8]) -> [u8; LEN - CHECKED] {
    let mut out = [0; LEN - CHECKED];
    out.copy_from_slice(&Sha256::digest(bytes)[..LEN - CHECKED]);
    out
}

fn u16_at(bytes: &[u8; LEN], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8; LEN], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
