//! The index of one snapshot: what was in the vault, and where each byte of it lies in the packs.
//!
//! # Security
//! The file lies on a disk that anybody may write. Its tag is checked before anything but the fixed header is looked at, and
//! even then every number is compared with what is really there before memory is asked for.

use super::BackupError;
use crate::locked::{Locked, fill_random};
use crate::store::census::{Census, KindCount};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::io;
use std::ops::Range;

/// "An index", in the manner of PNG; nothing of what it is for.
const MAGIC: [u8; 8] = *b"\x8bidx\r\n\x1a\n";
const VERSION: u16 = 1;
/// Where the vault's id stands, in every version.
pub(super) const VAULT: Range<usize> = 16..32;
/// The clear header, which the tag covers.
pub(super) const HEADER_LEN: usize = 56;
const NONCE_LEN: usize = 24;
const TAG_LEN: usize = 16;
/// The longest index read, in bytes. Every pack takes 36, every block 40, every evidence file 28 and more: this is enough for
/// a database of 100 GiB beside half a million files.
pub(super) const INDEX_LIMIT: usize = 128 * 1024 * 1024;
/// The longest pack: a whole one is held in memory while it is checked.
pub(super) const PACK_LIMIT: usize = 16 * 1024 * 1024;
/// The piece of the database that is stored anew when a byte in it changed. Measured (docs/performance.md): an edit changes a dozen
/// pages of 4 KiB all over the file, so larger blocks multiply what is written, and smaller ones lengthen the index, which is
/// written whole each time.
pub(super) const BLOCK: usize = BLOCK_U32 as usize;
pub(super) const BLOCK_U32: u32 = 16 * 1024;

/// What stands in the clear before an index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Of which vault.
    pub vault: [u8; 16],
    /// The snapshot's own random name.
    pub snapshot: [u8; 16],
    /// Counts the snapshots of a vault in a folder; the newest has the highest.
    pub sequence: u64,
}

/// A file of `packs/`.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pack {
    /// The SHA-256 of its bytes: its name.
    pub name: [u8; 32],
    pub length: u32,
}

/// One piece of the database.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Which pack it lies in.
    pub pack: u32,
    /// Where in it.
    pub offset: u32,
    pub sha256: [u8; 32],
}

/// One evidence file.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct StoredFile {
    pub name: [u8; 16],
    pub length: u64,
    /// The packs that are the file, one after the other.
    pub parts: Vec<u32>,
}

/// What one snapshot holds.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Index {
    /// Milliseconds since 1970 UTC.
    pub time: i64,
    pub schema: u32,
    /// The vault's `forgotten.at` at that moment, negative when its pages still held what was forgotten; 0 when nothing ever was.
    pub forgotten: i64,
    pub key_sha256: [u8; 32],
    pub census: Census,
    pub packs: Vec<Pack>,
    pub block: u32,
    pub data_length: u64,
    pub data_sha256: [u8; 32],
    pub blocks: Vec<Block>,
    pub files: Vec<StoredFile>,
}

impl Header {
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let mut bytes = [0; HEADER_LEN];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..10].copy_from_slice(&VERSION.to_le_bytes());
        bytes[VAULT].copy_from_slice(&self.vault);
        bytes[32..48].copy_from_slice(&self.snapshot);
        bytes[48..56].copy_from_slice(&self.sequence.to_le_bytes());
        bytes
    }

    /// `None` for what is not an index at all.
    ///
    /// # Errors
    /// [`BackupError::Newer`], with the vault's id when only the version is unknown.
    pub fn decode(bytes: &[u8]) -> Option<Result<Self, [u8; 16]>> {
        let bytes: &[u8; HEADER_LEN] = bytes.first_chunk()?;
        if bytes[..8] != MAGIC {
            return None;
        }
        let vault = bytes[VAULT].try_into().expect("16 bytes");
        match u16::from_le_bytes([bytes[8], bytes[9]]) {
            VERSION if bytes[10..16] == [0; 6] => Some(Ok(Self {
                vault,
                snapshot: bytes[32..48].try_into().expect("16 bytes"),
                sequence: u64::from_le_bytes(bytes[48..56].try_into().expect("8 bytes")),
            })),
            0 | VERSION => None,
            _ => Some(Err(vault)),
        }
    }
}

/// The whole file, once it was read again as any reader would: what cannot be read must not drive out what can.
///
/// # Errors
/// It would be longer than is read, or something in the vault does not fit into the format.
pub(super) fn seal_checked(index: &Index, header: &Header, key: &Locked) -> Result<Vec<u8>, BackupError> {
    let sealed = seal(index, header, key)?;
    if open(&sealed, key).is_none_or(|read| read != *index) {
        return Err(BackupError::Disk(io::ErrorKind::InvalidData.into()));
    }
    Ok(sealed)
}

/// The whole file.
pub(super) fn seal(index: &Index, header: &Header, key: &Locked) -> Result<Vec<u8>, BackupError> {
    let mut file = header.encode().to_vec();
    let mut nonce = [0; NONCE_LEN];
    fill_random(&mut nonce)?;
    file.extend_from_slice(&nonce);
    let plain = index.encode();
    if file.len() + plain.len() + TAG_LEN > INDEX_LIMIT {
        return Err(BackupError::Disk(io::ErrorKind::FileTooLarge.into()));
    }
    let payload = Payload {
        msg: &plain,
        aad: &file[..HEADER_LEN],
    };
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| BackupError::Disk(io::ErrorKind::FileTooLarge.into()))?;
    file.extend_from_slice(&sealed);
    Ok(file)
}

/// `None` when the key does not fit, or any byte is not what was written.
pub(super) fn open(file: &[u8], key: &Locked) -> Option<Index> {
    if file.len() < HEADER_LEN + NONCE_LEN + TAG_LEN {
        return None;
    }
    let nonce: [u8; NONCE_LEN] = file[HEADER_LEN..HEADER_LEN + NONCE_LEN].try_into().ok()?;
    let payload = Payload {
        msg: &file[HEADER_LEN + NONCE_LEN..],
        aad: &file[..HEADER_LEN],
    };
    let plain = cipher(key).decrypt(&XNonce::from(nonce), payload).ok()?;
    Index::decode(&plain)
}

fn cipher(key: &Locked) -> XChaCha20Poly1305 {
    let key: &[u8; 32] = key.first_chunk().expect("derived with this length");
    XChaCha20Poly1305::new(key.into())
}

impl Index {
    /// Bytes of everything it refers to.
    pub fn bytes(&self) -> u64 {
        let files = self.files.iter().map(|file| file.length);
        files.fold(self.data_length, u64::saturating_add)
    }

    /// How long block `number` is: all have the same length but the last.
    pub fn block_len(&self, number: usize) -> usize {
        let start = number as u64 * u64::from(self.block);
        let len = self.data_length.saturating_sub(start).min(u64::from(self.block));
        usize::try_from(len).expect("at most a block")
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(256 + self.packs.len() * 36 + self.blocks.len() * 40 + self.files.len() * 36);
        out.extend(self.time.to_le_bytes());
        out.extend(self.schema.to_le_bytes());
        out.extend(self.forgotten.to_le_bytes());
        out.extend(self.key_sha256);
        out.extend(self.census.revisions.to_le_bytes());
        out.extend(self.census.upto.to_le_bytes());
        out.extend(count(self.census.kinds.len()));
        for kind in &self.census.kinds {
            out.push(u8::try_from(kind.kind.len()).unwrap_or(u8::MAX));
            out.extend(kind.kind.bytes().take(usize::from(u8::MAX)));
            for number in [kind.live, kind.trashed, kind.forgotten] {
                out.extend(number.to_le_bytes());
            }
        }
        out.extend(count(self.packs.len()));
        for pack in &self.packs {
            out.extend(pack.name);
            out.extend(pack.length.to_le_bytes());
        }
        out.extend(self.block.to_le_bytes());
        out.extend(self.data_length.to_le_bytes());
        out.extend(self.data_sha256);
        for block in &self.blocks {
            out.extend(block.pack.to_le_bytes());
            out.extend(block.offset.to_le_bytes());
            out.extend(block.sha256);
        }
        out.extend(count(self.files.len()));
        for file in &self.files {
            out.extend(file.name);
            out.extend(file.length.to_le_bytes());
            out.extend(count(file.parts.len()));
            for part in &file.parts {
                out.extend(part.to_le_bytes());
            }
        }
        out
    }

    fn decode(plain: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(plain);
        let (time, schema, forgotten) = (bytes.i64()?, bytes.u32()?, bytes.i64()?);
        let key_sha256 = bytes.array()?;
        let (revisions, upto) = (bytes.u64()?, bytes.i64()?);
        let kinds = bytes.list(1 + 24, |bytes| {
            let len = usize::from(bytes.array::<1>()?[0]);
            let kind = String::from_utf8(bytes.take(len)?.to_vec()).ok()?;
            let (live, trashed, forgotten) = (bytes.u64()?, bytes.u64()?, bytes.u64()?);
            Some(KindCount {
                kind,
                live,
                trashed,
                forgotten,
            })
        })?;
        let packs = bytes.list(36, |bytes| {
            let (name, length) = (bytes.array()?, bytes.u32()?);
            (length as usize <= PACK_LIMIT && length > 0).then_some(Pack { name, length })
        })?;
        let (block, data_length, data_sha256) = (bytes.u32()?, bytes.u64()?, bytes.array()?);
        if !block.is_power_of_two() || !(4096..=PACK_LIMIT).contains(&(block as usize)) {
            return None;
        }
        let blocks = usize::try_from(data_length.div_ceil(u64::from(block))).ok()?;
        let blocks = bytes.items(blocks, 40, |bytes| {
            Some(Block {
                pack: bytes.u32()?,
                offset: bytes.u32()?,
                sha256: bytes.array()?,
            })
        })?;
        let files = bytes.list(28, |bytes| {
            let (name, length) = (bytes.array()?, bytes.u64()?);
            let parts = bytes.list(4, Bytes::u32)?;
            Some(StoredFile { name, length, parts })
        })?;
        let index = Self {
            time,
            schema,
            forgotten,
            key_sha256,
            census: Census { kinds, revisions, upto },
            packs,
            block,
            data_length,
            data_sha256,
            blocks,
            files,
        };
        (bytes.0.is_empty() && index.agrees()).then_some(index)
    }

    /// Every reference leads to something that is there, lengths add up, and no name occurs twice.
    fn agrees(&self) -> bool {
        let length = |pack: u32| self.packs.get(pack as usize).map(|pack| u64::from(pack.length));
        let inside = |(number, block): (usize, &Block)| {
            let end = u64::from(block.offset) + self.block_len(number) as u64;
            length(block.pack).is_some_and(|length| end <= length)
        };
        let whole = |file: &StoredFile| {
            let sum = file
                .parts
                .iter()
                .try_fold(0u64, |sum, part| sum.checked_add(length(*part)?));
            sum == Some(file.length)
        };
        self.blocks.iter().enumerate().all(inside)
            && self.files.iter().all(whole)
            && self.files.windows(2).all(|pair| pair[0].name < pair[1].name)
    }
}

/// The number of what follows.
fn count(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// What is left to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn i64(&mut self) -> Option<i64> {
        self.array().map(i64::from_le_bytes)
    }

    fn list<T>(&mut self, least: usize, read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let number = self.u32()? as usize;
        self.items(number, least, read)
    }

    /// `number` things of at least `least` bytes each: more than could be here are refused before memory is asked for.
    fn items<T>(
        &mut self,
        number: usize,
        least: usize,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        if number.checked_mul(least)? > self.0.len() {
            return None;
        }
        let mut items = Vec::with_capacity(number);
        for _ in 0..number {
            items.push(read(self)?);
        }
        Some(items)
    }
}
