//! The intent marker: 64 random-looking bytes by which an interrupted wipe is ended at the next start.
//!
//! **A marker wipes only what it was written for.** It is bound to the salt of the key file it stood beside; once that file
//! is overwritten, to the first bytes of what it was overwritten with; once it is gone, to the database's salt, and then to
//! what that was overwritten with. A marker that fits none is stale or forged. (Who can read the salts and write here can
//! forge one, and could as well remove the files.)

use crate::folder::names;
use crate::key::{KEY_FILE_LEN, SALT_RANGE};
use crate::{disk, locked};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

pub(super) const LEN: usize = 64;
/// How many of the overwritten key file's first bytes tell that this wipe wrote them.
pub(super) const STAMP_LEN: usize = 32;

/// What an intact marker says.
#[derive(Clone, Copy)]
pub(super) struct Marker {
    nonce: [u8; 16],
    key: [u8; 16],
    data: [u8; 16],
}

/// How a marker fits the key file beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// The key file is still the one the wipe was meant for.
    Untouched,
    /// The key file was overwritten by this wipe, or is gone and the database is the one the wipe was meant for.
    KeyDestroyed,
    /// Some other vault's key file or database.
    Stale,
    /// The key file is there and cannot be read: no conclusion.
    Unreadable,
}

impl Marker {
    /// Binds a new marker to the salt in `key` and to that of the database in `dir`; a file too short to have one counts as
    /// zeros there.
    pub fn make(dir: &Path, key: &[u8]) -> io::Result<Self> {
        let mut nonce = [0; 16];
        locked::fill_random(&mut nonce)?;
        Ok(Self {
            nonce,
            key: bind_key(&nonce, key),
            data: bind_data(&nonce, &head_of_data(dir)),
        })
    }

    fn encode(&self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        bytes[..16].copy_from_slice(&self.nonce);
        bytes[16..32].copy_from_slice(&self.key);
        bytes[32..48].copy_from_slice(&self.data);
        bytes[48..].copy_from_slice(&self.check());
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; LEN] = bytes.try_into().ok()?;
        let (nonce, rest) = bytes.split_first_chunk()?;
        let (key, rest) = rest.split_first_chunk()?;
        let marker = Self {
            nonce: *nonce,
            key: *key,
            data: *rest.first_chunk()?,
        };
        (bytes[48..] == marker.check()).then_some(marker)
    }

    fn check(&self) -> [u8; 16] {
        short(b"sandyq/1/marker/check", &[&self.nonce, &self.key, &self.data])
    }

    /// What the overwritten key file begins with.
    pub fn stamp(&self) -> [u8; STAMP_LEN] {
        hash(b"sandyq/1/marker/stamp", &[&self.nonce])
    }

    /// What the overwritten database begins with.
    pub fn data_stamp(&self) -> [u8; STAMP_LEN] {
        hash(b"sandyq/1/marker/data stamp", &[&self.nonce])
    }

    /// The name the dead key file gets before its last name is removed.
    pub fn last_name(&self) -> String {
        hash(b"sandyq/1/marker/name", &[&self.nonce])[..8]
            .iter()
            .fold(String::new(), |name, byte| name + &format!("{byte:02x}"))
    }

    /// Compares with the key file of the same folder.
    pub fn fit(&self, dir: &Path) -> Fit {
        let file = match disk::open_existing(&dir.join(names::KEY), false) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.fit_data(dir),
            Err(_) => return Fit::Unreadable,
        };
        let Ok(key) = disk::read_limited(&file, KEY_FILE_LEN) else {
            return Fit::Unreadable;
        };
        if key.starts_with(&self.stamp()) {
            Fit::KeyDestroyed
        } else if bind_key(&self.nonce, &key) == self.key {
            Fit::Untouched
        } else {
            Fit::Stale
        }
    }

    /// Without a key file: its owner may have put it elsewhere, so only this wipe's own database counts. One that is gone
    /// counts too: this wipe may have been cut short after removing it.
    fn fit_data(&self, dir: &Path) -> Fit {
        let head = head_of_data(dir);
        let ours = bind_data(&self.nonce, &head) == self.data || self.data_stamp().starts_with(&head);
        if ours || !disk::is_file(&dir.join(names::DATA)) {
            Fit::KeyDestroyed
        } else {
            Fit::Stale
        }
    }

    /// Writes the marker so that it survives a power cut.
    pub fn write(&self, dir: &Path) -> io::Result<()> {
        let path = dir.join(names::MARKER);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = disk::create(&path)?;
        file.write_all(&self.encode())?;
        file.sync_all()?;
        disk::sync_dir(dir)
    }

    /// Reads the marker of a folder, if there is an intact one.
    pub fn read(dir: &Path) -> Option<Self> {
        let file = disk::open_existing(&dir.join(names::MARKER), false).ok()?;
        Self::decode(&disk::read_limited(&file, LEN).ok()?)
    }
}

fn bind_key(nonce: &[u8; 16], key: &[u8]) -> [u8; 16] {
    let salt = key.get(SALT_RANGE).unwrap_or(&[0; 32]);
    short(b"sandyq/1/marker/salt", &[nonce, salt])
}

fn bind_data(nonce: &[u8; 16], salt: &[u8; 16]) -> [u8; 16] {
    short(b"sandyq/1/marker/data", &[nonce, salt])
}

/// The salt with which an encrypted database begins; zeros where none can be read.
fn head_of_data(dir: &Path) -> [u8; 16] {
    let mut head = [0; 16];
    let read = disk::open_existing(&dir.join(names::DATA), false).and_then(|mut file| file.read_exact(&mut head));
    if read.is_ok() { head } else { [0; 16] }
}

fn short(label: &[u8], parts: &[&[u8]]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&hash(label, parts)[..16]);
    short
}

fn hash(label: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    parts
        .iter()
        .fold(Sha256::new_with_prefix(label), Sha256::chain_update)
        .finalize()
        .into()
}
