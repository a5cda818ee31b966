//! The whole key file in memory: made, opened, changed. Nothing here touches a disk, so every bit of it can be tried.

use super::directory::{self, Directory, SlotKind};
use super::header::{self, Header};
use super::{KEY_FILE_LEN, KeyError, SLOT_COUNT, slot};
use crate::kdf::{KdfCost, SALT_LEN, derive_root};
use crate::locked::fill_random;
use crate::secret::{MasterKey, Secret};
use hmac::{Hmac, KeyInit, Mac};
use sandyq_domain::Timestamp;
use sha2::Sha256;
use std::ops::Range;
use subtle::ConstantTimeEq;

const DIRECTORY: Range<usize> =
    header::LEN + SLOT_COUNT * slot::LEN..header::LEN + SLOT_COUNT * slot::LEN + directory::LEN;
const MAC: Range<usize> = KEY_FILE_LEN - 32..KEY_FILE_LEN;

/// The 32 KiB of one vault's key file. They hold no secret in the clear.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyImage(Box<[u8; KEY_FILE_LEN]>);

/// What a secret opened.
pub struct Opened {
    /// The vault's master key.
    pub master: MasterKey,
    /// Which slot it was in.
    pub slot: usize,
    /// Some byte that this opening did not need has changed since the file was written: make a backup, and write the file
    /// anew from a good one.
    pub damaged: bool,
    /// What is known about the slots.
    pub directory: Directory,
}

impl KeyImage {
    /// A new master key with its first secrets, each in a slot of its own.
    ///
    /// # Errors
    /// No memory, no random source, or more secrets than slots.
    pub fn make(secrets: &[&Secret], cost: KdfCost, now: Timestamp) -> Result<(Self, MasterKey), KeyError> {
        let unnamed: Vec<(&Secret, &str)> = secrets.iter().map(|secret| (*secret, "")).collect();
        Self::make_labelled(&unnamed, cost, now).map(|(image, opened)| (image, opened.master))
    }

    /// The same, each secret with what its slot is called; answers also the list of slots, as if the first had opened it.
    pub(crate) fn make_labelled(
        secrets: &[(&Secret, &str)],
        cost: KdfCost,
        now: Timestamp,
    ) -> Result<(Self, Opened), KeyError> {
        let master = MasterKey::make()?;
        let mut salt = [0; SALT_LEN];
        fill_random(&mut salt)?;
        let mut image = Self::from_vec(vec![0; KEY_FILE_LEN])?;
        fill_random(&mut image.0[header::LEN..])?;
        image.0[..header::LEN].copy_from_slice(&Header { cost, salt }.encode());
        let mut directory = Directory::all_free();
        for (secret, label) in secrets {
            let number = directory.first_free().ok_or(KeyError::NoFreeSlot)?;
            image.put_slot(number, secret, label, &master, &mut directory, now)?;
        }
        image.finish(&master, &directory)?;
        Ok((
            image,
            Opened {
                master,
                slot: 0,
                damaged: false,
                directory,
            },
        ))
    }

    /// Checks what can be checked without a secret, and takes the bytes of a file.
    ///
    /// # Errors
    /// Not a key file, damaged in its header, newer, or dearer than accepted.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        Header::decode(bytes)?;
        Self::from_vec(bytes.to_vec())
    }

    fn from_vec(bytes: Vec<u8>) -> Result<Self, KeyError> {
        bytes
            .into_boxed_slice()
            .try_into()
            .map(Self)
            .map_err(|_| KeyError::Damaged)
    }

    /// The bytes as written.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_FILE_LEN] {
        &self.0
    }

    /// One attempt: one Argon2 run, all eight slots, the MAC of the whole file, whether the secret is right or not.
    ///
    /// # Errors
    /// [`KeyError::WrongSecret`] when no slot opens; the header's own refusals.
    pub fn open(&self, secret: &Secret) -> Result<Opened, KeyError> {
        let header = self.header();
        let Header { cost, salt } = Header::decode(&self.0[..])?;
        let root = derive_root(secret, &salt, cost)?;
        let found = slot::open_any(&root, header, &self.0[..])?;
        let master = match &found {
            Some((_, content)) => content.master()?,
            // Only so that a wrong secret does the same work as a right one.
            None => MasterKey::make()?,
        };
        let intact = self.mac(&master)?.ct_eq(&self.0[MAC]);
        let directory = Directory::open(&self.0[DIRECTORY], &master, header)?;
        let Some((slot, _)) = found else {
            return Err(KeyError::WrongSecret);
        };
        let damaged = !bool::from(intact) || directory.is_none();
        Ok(Opened {
            master,
            slot,
            damaged,
            directory: directory.unwrap_or(Directory::lost()),
        })
    }

    /// The same file with `secret` in slot `number`, free or taken. Every other taken slot keeps its bytes, everything else is
    /// drawn anew. Without a `label` the slot keeps the one it has.
    ///
    /// # Errors
    /// [`KeyError::Damaged`]: a file in which some byte is not what was written is not written over, since nobody knows whose
    /// slot it was; a new key ([`crate::Vault::rekey`]) is the way out. [`KeyError::NoSuchSlot`] for a newer program's,
    /// [`KeyError::LastSlot`], [`KeyError::LongLabel`], [`KeyError::SecretInUse`] for one that another slot opens with;
    /// otherwise as [`KeyImage::open`].
    pub fn with_secret(
        &self,
        number: usize,
        secret: &Secret,
        label: Option<&str>,
        opened: &mut Opened,
        now: Timestamp,
    ) -> Result<Self, KeyError> {
        if let SlotKind::Unknown(_) = kind_to_change(opened, number)? {
            return Err(KeyError::NoSuchSlot);
        }
        let kept = opened.directory.label(number).to_owned();
        self.changed(opened, |image, master, directory| {
            image.put_slot(number, secret, label.unwrap_or(&kept), master, directory, now)
        })
    }

    /// The same file without what was in slot `number`, which is random from now on.
    ///
    /// # Errors
    /// As [`KeyImage::with_secret`].
    pub fn without(&self, number: usize, opened: &mut Opened) -> Result<Self, KeyError> {
        match kind_to_change(opened, number)? {
            SlotKind::Free | SlotKind::Unknown(_) => return Err(KeyError::NoSuchSlot),
            SlotKind::Passphrase | SlotKind::Recovery | SlotKind::Shares => {}
        }
        // Free in the list: it is drawn anew together with the slots that were free before.
        self.changed(opened, |image, _, directory| {
            directory.clear(number);
            Ok(fill_random(&mut image.0[slot::range(number)])?)
        })
    }

    /// One change of one slot. The list in `opened` follows only when it worked.
    fn changed(
        &self,
        opened: &mut Opened,
        change: impl FnOnce(&mut Self, &MasterKey, &mut Directory) -> Result<(), KeyError>,
    ) -> Result<Self, KeyError> {
        let mut image = self.clone();
        let mut next = opened.directory.clone();
        for free in opened.directory.of_kind(SlotKind::Free) {
            fill_random(&mut image.0[slot::range(free)])?;
        }
        fill_random(&mut image.0[DIRECTORY.end..MAC.start])?;
        change(&mut image, &opened.master, &mut next)?;
        if next.of_kind(SlotKind::Passphrase).next().is_none() {
            return Err(KeyError::LastSlot);
        }
        image.finish(&opened.master, &next)?;
        opened.directory = next;
        Ok(image)
    }

    /// What one guess costs here.
    ///
    /// # Errors
    /// The header's refusals, which an image that was read does not have.
    pub fn cost(&self) -> Result<KdfCost, KeyError> {
        Ok(Header::decode(&self.0[..])?.cost)
    }

    /// The salt, by which one key file is told from another.
    pub(crate) fn salt(&self) -> &[u8] {
        &self.0[header::SALT]
    }

    fn put_slot(
        &mut self,
        number: usize,
        secret: &Secret,
        label: &str,
        master: &MasterKey,
        directory: &mut Directory,
        now: Timestamp,
    ) -> Result<(), KeyError> {
        if !directory::fits_as_label(label) {
            return Err(KeyError::LongLabel);
        }
        let Header { cost, salt } = Header::decode(&self.0[..])?;
        let root = derive_root(secret, &salt, cost)?;
        // In two slots, a secret that was removed from one would still open.
        if slot::open_any(&root, self.header(), &self.0[..])?.is_some_and(|(other, _)| other != number) {
            return Err(KeyError::SecretInUse);
        }
        let (bytes, generation) = slot::seal(&root, self.header(), number, master)?;
        self.0[slot::range(number)].copy_from_slice(&bytes);
        let kind = match secret {
            Secret::Passphrase(_) => SlotKind::Passphrase,
            Secret::Recovery(_) => SlotKind::Recovery,
            Secret::Shares(_) => SlotKind::Shares,
        };
        directory.enter(number, kind, label, now, &generation);
        Ok(())
    }

    fn finish(&mut self, master: &MasterKey, directory: &Directory) -> Result<(), KeyError> {
        let sealed = directory.seal(master, self.header())?;
        self.0[DIRECTORY].copy_from_slice(&sealed);
        let mac = self.mac(master)?;
        self.0[MAC].copy_from_slice(&mac);
        Ok(())
    }

    fn mac(&self, master: &MasterKey) -> Result<[u8; 32], KeyError> {
        let key = master.derive_file_mac_key()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(&self.0[..MAC.start]);
        Ok(mac.finalize().into_bytes().into())
    }

    fn header(&self) -> &[u8; header::LEN] {
        self.0.first_chunk().expect("the file is longer than its header")
    }
}

/// What is in the slot that is to be changed; a damaged file is not changed at all.
fn kind_to_change(opened: &Opened, number: usize) -> Result<SlotKind, KeyError> {
    if opened.damaged {
        Err(KeyError::Damaged)
    } else if number < SLOT_COUNT {
        Ok(opened.directory.kind(number))
    } else {
        Err(KeyError::NoSuchSlot)
    }
}
