//! Where the `age` crate's work ends and ours begins.
//!
//! The crate makes and reads the header: stanzas, wrapping of the file key, authentication. It keeps the file key to
//! itself, so a witness stands between it and the recipients and remembers the key that passes. Everything here ends
//! with a [`PayloadKey`], and only of a header whose authentication holds.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::io;

use age::secrecy::ExposeSecret;
use age_core::format::{FileKey, Stanza};
use age_core::primitives::hkdf;
use zeroize::Zeroizing;

use crate::chunk::PayloadKey;
use crate::open::OpenError;

/// Bytes between header and first chunk.
pub(crate) const NONCE: usize = 16;

/// A new header with the nonce behind it, and the key of what follows.
pub(crate) fn make_head(to: &[&dyn age::Recipient]) -> io::Result<(Vec<u8>, PayloadKey)> {
    let file_key = OnceCell::new();
    let witnesses: Vec<_> = to.iter().map(|to| Witness(*to, &file_key)).collect();
    let recipients = witnesses.iter().map(|witness| witness as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|err| match err {
        age::EncryptError::Io(err) => err,
        _ => io::Error::new(io::ErrorKind::InvalidInput, "these recipients cannot share a file"),
    })?;
    let mut head = Vec::new();
    // Header and nonce are written at once; what would seal the payload is dropped.
    drop(encryptor.wrap_output(&mut head)?);
    let key = file_key
        .get()
        .and_then(|file_key| payload_key(file_key, &head))
        .ok_or_else(|| io::Error::other("the age crate made no file key"))?;
    Ok((head, key))
}

/// The key of what follows `head`, which is a whole header and the nonce behind it.
pub(crate) fn read_head(head: &[u8], identity: &dyn age::Identity) -> Result<PayloadKey, OpenError> {
    let file_key = OnceCell::new();
    let witness = Witness(identity, &file_key);
    let mut rest = head;
    age::Decryptor::new_buffered(&mut rest)
        .and_then(|decryptor| decryptor.decrypt(std::iter::once(&witness as &dyn age::Identity)))
        .map_err(refusal)?;
    // Both readers of the header must agree on where it ends.
    file_key
        .get()
        .filter(|_| rest.is_empty())
        .and_then(|file_key| payload_key(file_key, head))
        .ok_or(OpenError::Damaged)
}

fn refusal(err: age::DecryptError) -> OpenError {
    match err {
        age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => OpenError::NotForMe,
        age::DecryptError::Io(err) if err.kind() != io::ErrorKind::UnexpectedEof => OpenError::Io(err),
        // Wrong authentication, an impossible shape, or a header cut short.
        _ => OpenError::Damaged,
    }
}

fn payload_key(file_key: &FileKey, head: &[u8]) -> Option<PayloadKey> {
    let nonce = head.last_chunk::<NONCE>()?;
    let key = Zeroizing::new(hkdf(nonce, b"payload", file_key.expose_secret()));
    Some(PayloadKey::new(&key))
}

/// Lets somebody wrap or unwrap, and remembers the file key.
struct Witness<'a, T: ?Sized>(&'a T, &'a OnceCell<FileKey>);

impl<T: ?Sized> Witness<'_, T> {
    fn remember(&self, seen: &FileKey) {
        self.1
            .get_or_init(|| FileKey::init_with_mut(|key| key.copy_from_slice(seen.expose_secret())));
    }
}

impl age::Recipient for Witness<'_, dyn age::Recipient + '_> {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        self.remember(file_key);
        self.0.wrap_file_key(file_key)
    }
}

impl age::Identity for Witness<'_, dyn age::Identity + '_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, age::DecryptError>> {
        let unwrapped = self.0.unwrap_stanza(stanza);
        if let Some(Ok(file_key)) = &unwrapped {
            self.remember(file_key);
        }
        unwrapped
    }
}
