//! What the owner of the master key knows about the slots: which are taken, by what, since when.
//!
//! It lies in the key file, sealed under the master key, so that it changes in the same rename as the slots themselves.

use super::slot::{GENERATION_LEN, Generation};
use super::{KeyError, SLOT_COUNT};
use crate::locked::fill_random;
use crate::secret::MasterKey;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sandyq_domain::Timestamp;
use std::ops::Range;

const ENTRY_LEN: usize = 64;
const NONCE_LEN: usize = 24;
/// Where an entry's label stands.
const LABEL: Range<usize> = 32..ENTRY_LEN;
/// The longest label of a slot, in bytes of UTF-8.
pub const LABEL_LIMIT: usize = ENTRY_LEN - LABEL.start;
const PLAIN_LEN: usize = SLOT_COUNT * ENTRY_LEN;
/// Nonce, ciphertext, tag.
pub(super) const LEN: usize = NONCE_LEN + PLAIN_LEN + 16;

/// What a slot is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlotKind {
    /// Random bytes: free to be used.
    Free,
    /// A passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
    /// Three cards, any two of which open.
    Shares,
    /// Something a newer program put there, or nobody knows any more: never to be overwritten.
    Unknown(u8),
}

impl SlotKind {
    const fn code(self) -> u8 {
        match self {
            Self::Free => 0,
            Self::Passphrase => 1,
            Self::Recovery => 2,
            Self::Shares => 3,
            Self::Unknown(code) => code,
        }
    }

    const fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Free,
            1 => Self::Passphrase,
            2 => Self::Recovery,
            3 => Self::Shares,
            other => Self::Unknown(other),
        }
    }
}

/// The eight entries.
#[derive(Clone, PartialEq, Eq)]
pub struct Directory([[u8; ENTRY_LEN]; SLOT_COUNT]);

impl Directory {
    pub(super) const fn all_free() -> Self {
        Self([[0; ENTRY_LEN]; SLOT_COUNT])
    }

    /// Stands in for one that could not be read: no slot may be taken for free.
    pub(crate) const fn lost() -> Self {
        Self([[0xff; ENTRY_LEN]; SLOT_COUNT])
    }

    /// What slot `number` is for.
    #[must_use]
    pub const fn kind(&self, number: usize) -> SlotKind {
        SlotKind::from_code(self.0[number][0])
    }

    /// When slot `number` was last written.
    #[must_use]
    pub fn written(&self, number: usize) -> Timestamp {
        let mut millis = [0; 8];
        millis.copy_from_slice(&self.0[number][8..16]);
        Timestamp::from_millis(i64::from_le_bytes(millis))
    }

    /// What its owner called slot `number`; empty for none.
    #[must_use]
    pub fn label(&self, number: usize) -> &str {
        let bytes = &self.0[number][LABEL];
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        std::str::from_utf8(&bytes[..end]).unwrap_or_default()
    }

    /// The slots of this kind, the lowest first.
    pub fn of_kind(&self, kind: SlotKind) -> impl Iterator<Item = usize> {
        (0..SLOT_COUNT).filter(move |number| self.kind(*number) == kind)
    }

    /// Whether slot `number` may go: one passphrase always stays, and what a newer program put there is not ours to touch.
    #[must_use]
    pub fn can_remove(&self, number: usize) -> bool {
        match self.kind(number) {
            SlotKind::Passphrase => self.of_kind(SlotKind::Passphrase).nth(1).is_some(),
            SlotKind::Recovery | SlotKind::Shares => true,
            SlotKind::Free | SlotKind::Unknown(_) => false,
        }
    }

    /// The lowest free slot.
    #[must_use]
    pub fn first_free(&self) -> Option<usize> {
        self.of_kind(SlotKind::Free).next()
    }

    /// `label` has passed [`fits_as_label`].
    pub(super) fn enter(
        &mut self,
        number: usize,
        kind: SlotKind,
        label: &str,
        now: Timestamp,
        generation: &Generation,
    ) {
        let entry = &mut self.0[number];
        *entry = [0; ENTRY_LEN];
        entry[0] = kind.code();
        entry[8..16].copy_from_slice(&now.millis().to_le_bytes());
        entry[16..16 + GENERATION_LEN].copy_from_slice(generation);
        entry[LABEL.start..LABEL.start + label.len()].copy_from_slice(label.as_bytes());
    }

    /// Slot `number` is free again.
    pub(super) const fn clear(&mut self, number: usize) {
        self.0[number] = [0; ENTRY_LEN];
    }

    pub(super) fn seal(&self, master: &MasterKey, header: &[u8]) -> Result<[u8; LEN], KeyError> {
        let mut bytes = [0; LEN];
        fill_random(&mut bytes[..NONCE_LEN])?;
        let sealed = cipher(master)?
            .encrypt(
                &nonce(&bytes),
                Payload {
                    msg: self.0.as_flattened(),
                    aad: header,
                },
            )
            .map_err(|_| std::io::Error::other("the slot list could not be sealed"))?;
        bytes[NONCE_LEN..].copy_from_slice(&sealed);
        Ok(bytes)
    }

    /// `None` when it is damaged.
    pub(super) fn open(bytes: &[u8], master: &MasterKey, header: &[u8]) -> Result<Option<Self>, KeyError> {
        let payload = Payload {
            msg: &bytes[NONCE_LEN..],
            aad: header,
        };
        let Ok(plain) = cipher(master)?.decrypt(&nonce(bytes), payload) else {
            return Ok(None);
        };
        let mut directory = Self::all_free();
        directory.0.as_flattened_mut().copy_from_slice(&plain);
        Ok(Some(directory))
    }
}

/// Whether `label` can stand in the slot list whole: nothing is ever cut through a letter.
#[must_use]
pub fn fits_as_label(label: &str) -> bool {
    label.len() <= LABEL_LIMIT && !label.contains('\0')
}

fn cipher(master: &MasterKey) -> Result<XChaCha20Poly1305, KeyError> {
    let key = master.derive_directory_key()?;
    let key: &[u8; 32] = key.first_chunk().expect("just derived with this length");
    Ok(XChaCha20Poly1305::new(key.into()))
}

fn nonce(bytes: &[u8]) -> XNonce {
    let mut nonce = XNonce::default();
    nonce.copy_from_slice(&bytes[..NONCE_LEN]);
    nonce
}
