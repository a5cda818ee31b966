//! One slot: the master key wrapped for one secret. A free slot is random, and nobody without the master key can tell.

use super::{KeyError, SLOT_COUNT, header};
use crate::locked::{Locked, fill_random};
use crate::secret::{MasterKey, derive};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::ops::Range;
use zeroize::Zeroizing;

/// Generation, nonce, ciphertext, tag.
pub(super) const LEN: usize = 128;
pub(super) const GENERATION_LEN: usize = 16;
const NONCE: Range<usize> = GENERATION_LEN..GENERATION_LEN + 24;
/// What is wrapped: the master key, one byte for what the slot does, zeros.
const CONTENT_LEN: usize = LEN - NONCE.end - 16;
/// The slot opens the vault. A slot that does anything else is a newer program's.
const OPENS: u8 = 1;

/// A slot's own generation: drawn anew at every writing, part of what its tag covers.
pub(super) type Generation = [u8; GENERATION_LEN];

/// The bytes of a slot before it is placed.
pub(super) type SlotBytes = [u8; LEN];

/// Where slot `number` stands in the file.
pub(super) fn range(number: usize) -> Range<usize> {
    let start = header::LEN + number * LEN;
    start..start + LEN
}

/// Wraps `master` for slot `number` under a fresh generation.
pub(super) fn seal(
    root: &[u8],
    header: &[u8; header::LEN],
    number: usize,
    master: &MasterKey,
) -> Result<(SlotBytes, Generation), KeyError> {
    let mut bytes = [0; LEN];
    fill_random(&mut bytes[..NONCE.end])?;
    let mut content = Locked::zeroed(CONTENT_LEN)?;
    content[..MasterKey::LEN].copy_from_slice(master.bytes());
    content[MasterKey::LEN] = OPENS;
    let mut generation = [0; GENERATION_LEN];
    generation.copy_from_slice(&bytes[..GENERATION_LEN]);
    let aad = bound_to(header, number, &generation);
    let sealed = cipher(root, number)?
        .encrypt(
            &nonce(&bytes),
            Payload {
                msg: &content,
                aad: &aad,
            },
        )
        .map_err(|_| std::io::Error::other("the slot could not be sealed"))?;
    bytes[NONCE.end..].copy_from_slice(&sealed);
    Ok((bytes, generation))
}

/// What lies in a slot that opened.
pub(super) struct Content(Zeroizing<Vec<u8>>);

impl Content {
    pub fn master(&self) -> Result<MasterKey, KeyError> {
        if self.0[MasterKey::LEN] != OPENS {
            return Err(KeyError::NewerVersion);
        }
        Ok(MasterKey::from_slot(&self.0[..MasterKey::LEN])?)
    }
}

/// Tries every slot, always all eight, so that the time does not tell which one opened or whether one did.
pub(super) fn open_any(
    root: &[u8],
    header: &[u8; header::LEN],
    file: &[u8],
) -> Result<Option<(usize, Content)>, KeyError> {
    let mut found = None;
    for number in 0..SLOT_COUNT {
        #[cfg(feature = "test-kdf")]
        ATTEMPTS.set(ATTEMPTS.get() + 1);
        let bytes = &file[range(number)];
        let mut generation = [0; GENERATION_LEN];
        generation.copy_from_slice(&bytes[..GENERATION_LEN]);
        let aad = bound_to(header, number, &generation);
        let opened = cipher(root, number)?.decrypt(
            &nonce(bytes),
            Payload {
                msg: &bytes[NONCE.end..],
                aad: &aad,
            },
        );
        if let (Ok(content), None) = (opened.map(Zeroizing::new), &found) {
            found = Some((number, Content(content)));
        }
    }
    Ok(found)
}

/// How many slots this thread has tried.
#[cfg(feature = "test-kdf")]
#[must_use]
pub fn attempts() -> u64 {
    ATTEMPTS.get()
}

#[cfg(feature = "test-kdf")]
thread_local! {
    static ATTEMPTS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The slot's own key: one Argon2 run gives the root, HKDF one key per slot.
fn cipher(root: &[u8], number: usize) -> Result<XChaCha20Poly1305, KeyError> {
    let mut label = *b"sandyq/1/slot/0";
    label[label.len() - 1] += digit(number);
    let key = derive(root, &label, 32)?;
    let key: &[u8; 32] = key.first_chunk().expect("just derived with this length");
    Ok(XChaCha20Poly1305::new(key.into()))
}

fn nonce(slot: &[u8]) -> XNonce {
    let mut nonce = XNonce::default();
    nonce.copy_from_slice(&slot[NONCE]);
    nonce
}

/// The tag covers the header, the slot's place and its generation: a slot cannot be moved, and a header cannot be swapped.
fn bound_to(
    header: &[u8; header::LEN],
    number: usize,
    generation: &Generation,
) -> [u8; header::LEN + 1 + GENERATION_LEN] {
    let mut aad = [0; header::LEN + 1 + GENERATION_LEN];
    aad[..header::LEN].copy_from_slice(header);
    aad[header::LEN] = digit(number);
    aad[header::LEN + 1..].copy_from_slice(generation);
    aad
}

pub(super) fn digit(number: usize) -> u8 {
    u8::try_from(number).expect("there are eight slots")
}
