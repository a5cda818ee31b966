//! What opens a vault, and the key it opens. Nothing here has `Debug`, `Display` or `Clone`.

use crate::locked::Locked;
use crate::recovery::RecoveryCode;
use crate::shares::SharedSecret;
use hkdf::Hkdf;
use sha2::Sha256;
use std::io;
use unicode_normalization::UnicodeNormalization;

/// The longest passphrase, in bytes after normalisation.
pub const PASSPHRASE_LIMIT: usize = 1024;

/// A passphrase in Unicode NFKC, so that every keyboard's way of writing the same letters opens the vault.
pub struct Passphrase(Locked);

/// Why a text cannot be a passphrase.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseRefused {
    /// Nothing was typed.
    #[error("the passphrase is empty")]
    Empty,
    /// More than [`PASSPHRASE_LIMIT`] bytes.
    #[error("the passphrase is too long")]
    TooLong,
    /// No memory for it.
    #[error("no memory for the passphrase")]
    NoMemory(#[source] io::Error),
}

impl Passphrase {
    /// Normalises what was typed. Spaces count; a caller that reads a file takes off the line end first.
    ///
    /// # Errors
    /// Empty, or longer than [`PASSPHRASE_LIMIT`].
    pub fn new(typed: &str) -> Result<Self, PassphraseRefused> {
        // Measured first, so that no growing buffer leaves copies behind.
        let len: usize = typed.nfkc().map(char::len_utf8).take(PASSPHRASE_LIMIT + 1).sum();
        if len == 0 {
            return Err(PassphraseRefused::Empty);
        }
        if len > PASSPHRASE_LIMIT {
            return Err(PassphraseRefused::TooLong);
        }
        let mut bytes = Locked::zeroed(len).map_err(PassphraseRefused::NoMemory)?;
        let mut at = 0;
        for letter in typed.nfkc() {
            at += letter.encode_utf8(&mut bytes[at..]).len();
        }
        Ok(Self(bytes))
    }

    /// How many characters it has as normalised, spaces around it left out.
    #[must_use]
    pub fn characters(&self) -> usize {
        std::str::from_utf8(&self.0).map_or(0, |text| text.trim().chars().count())
    }
}

/// One way into the vault.
pub enum Secret {
    /// What the owner remembers.
    Passphrase(Passphrase),
    /// What the owner keeps on paper.
    Recovery(RecoveryCode),
    /// What two of three people keep on cards.
    Shares(SharedSecret),
}

impl Secret {
    /// A passphrase as typed.
    ///
    /// # Errors
    /// See [`Passphrase::new`].
    pub fn from_passphrase(typed: &str) -> Result<Self, PassphraseRefused> {
        Passphrase::new(typed).map(Self::Passphrase)
    }

    /// The bytes that go into the key derivation: one byte for the sort of secret, then the secret.
    pub(crate) fn material(&self) -> io::Result<Locked> {
        let (sort, bytes) = match self {
            Self::Passphrase(passphrase) => (1, &*passphrase.0),
            Self::Recovery(code) => (2, code.bytes()),
            Self::Shares(secret) => (3, secret.bytes()),
        };
        let mut material = Locked::zeroed(1 + bytes.len())?;
        material[0] = sort;
        material[1..].copy_from_slice(bytes);
        Ok(material)
    }
}

/// The vault's master key: 32 random bytes that every slot wraps and from which every other key comes.
pub struct MasterKey(Locked);

impl MasterKey {
    pub(crate) const LEN: usize = 32;

    /// A fresh random one.
    pub(crate) fn make() -> io::Result<Self> {
        Locked::make_random(Self::LEN).map(Self)
    }

    /// Takes 32 bytes that came out of a slot.
    pub(crate) fn from_slot(bytes: &[u8]) -> io::Result<Self> {
        debug_assert_eq!(bytes.len(), Self::LEN);
        Locked::copy_of(bytes).map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The raw key of the database, 32 bytes.
    ///
    /// # Errors
    /// No memory.
    pub fn derive_database_key(&self) -> io::Result<Locked> {
        derive(&self.0, b"sandyq/1/database", 32)
    }

    /// The key of the key file's own MAC, 32 bytes.
    pub(crate) fn derive_file_mac_key(&self) -> io::Result<Locked> {
        derive(&self.0, b"sandyq/1/key-file", 32)
    }

    /// The key of the list of slots inside the key file, 32 bytes.
    pub(crate) fn derive_directory_key(&self) -> io::Result<Locked> {
        derive(&self.0, b"sandyq/1/slots", 32)
    }

    /// The key from which the keys of backups come, 32 bytes.
    pub(crate) fn derive_backup_key(&self) -> io::Result<Locked> {
        derive(&self.0, b"sandyq/1/backup", 32)
    }
}

/// HKDF-SHA-256 without a salt; `label` tells the outputs apart.
pub(crate) fn derive(key: &[u8], label: &[u8], len: usize) -> io::Result<Locked> {
    let mut out = Locked::zeroed(len)?;
    Hkdf::<Sha256>::new(None, key)
        .expand(label, &mut out)
        .map_err(|_| io::Error::other("a key longer than HKDF can make"))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(typed: &str) -> Vec<u8> {
        Secret::from_passphrase(typed).unwrap().material().unwrap().to_vec()
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_passphrase() {
        assert_eq!(material("\u{439}од"), material("\u{438}\u{306}од"));
        assert_eq!(material("ﬁve"), material("five"));
        assert_eq!(material("a\u{a0}b"), material("a b"));
        assert_ne!(material("ёлка"), material("елка"));
    }

    #[test]
    fn an_empty_or_endless_passphrase_is_refused() {
        assert!(matches!(Passphrase::new(""), Err(PassphraseRefused::Empty)));
        assert!(Passphrase::new(&"ы".repeat(512)).is_ok());
        assert!(matches!(
            Passphrase::new(&"ы".repeat(513)),
            Err(PassphraseRefused::TooLong)
        ));
    }

    #[test]
    fn each_label_makes_another_key() {
        let master = MasterKey::make().unwrap();
        let keys = [
            master.derive_database_key(),
            master.derive_file_mac_key(),
            master.derive_directory_key(),
            master.derive_backup_key(),
        ]
        .map(Result::unwrap);
        for (number, key) in keys.iter().enumerate() {
            assert!(keys[..number].iter().all(|other| other[..] != key[..]));
        }
        assert!(keys[0][..] == *master.derive_database_key().unwrap());
    }
}
