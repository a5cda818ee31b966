//! Changing what opens the vault. Each change takes the secret of somebody who may come in, since the master key is not kept
//! while the vault is open, and ends with a key file in which the old secret opens nothing.

use super::Vault;
use crate::key::{self, Directory, KeyError, KeyImage, Opened, SLOT_COUNT, SlotKind};
use crate::secret::Secret;
use sandyq_domain::Timestamp;
use subtle::ConstantTimeEq;

/// Where a new secret goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// Into a slot of its own.
    Free,
    /// In the place of this passphrase. Without a number: of the one that was given as the current secret, or, when that is no
    /// passphrase, of the only one there is.
    Passphrase(Option<usize>),
    /// In the place of the only secret of this kind, or into a slot of its own when there is none yet.
    Only(SlotKind),
}

impl Vault {
    /// What is known about the slots.
    #[must_use]
    pub const fn slots(&self) -> &Directory {
        &self.directory
    }

    /// The slot this vault was opened with, as long as there is something in it.
    #[must_use]
    pub const fn own_slot(&self) -> Option<usize> {
        self.own_slot
    }

    /// Puts `secret` where `target` says. Without a `label` a replaced slot keeps the one it has.
    ///
    /// # Errors
    /// [`KeyError::WrongSecret`] for a wrong `current`, [`KeyError::Damaged`] for a key file in which anything is not as it was
    /// written, and the refusals of [`KeyImage::with_secret`]: nothing is changed then.
    pub fn put_secret(
        &mut self,
        current: &Secret,
        target: Target,
        secret: &Secret,
        label: Option<&str>,
        now: Timestamp,
    ) -> Result<(), KeyError> {
        let (image, mut opened) = self.open_key(current)?;
        let number = find(target, &opened)?;
        let next = image.with_secret(number, secret, label, &mut opened, now)?;
        self.replace_key(&next, opened)
    }

    /// Takes away what is in slot `number`, the one this vault was opened with included; but one passphrase always stays.
    ///
    /// # Errors
    /// [`KeyError::LastSlot`], [`KeyError::NoSuchSlot`]; otherwise as [`Vault::put_secret`].
    pub fn remove_secret(&mut self, current: &Secret, number: usize) -> Result<(), KeyError> {
        let (image, mut opened) = self.open_key(current)?;
        let next = image.without(number, &mut opened)?;
        self.replace_key(&next, opened)?;
        self.own_slot = self.own_slot.filter(|own| *own != number);
        Ok(())
    }

    /// Opens the key file as it lies on the disk now. **It must be the one this vault was opened with**: one that somebody put
    /// in its place may open with the same secret, and what was written under it would open nothing.
    pub(super) fn open_key(&mut self, current: &Secret) -> Result<(KeyImage, Opened), KeyError> {
        let image = key::read(&self.folder)?;
        let opened = image.open(current)?;
        if !bool::from(opened.master.derive_backup_key()?.ct_eq(self.backup_key())) {
            return Err(KeyError::WrongSecret);
        }
        self.key_damaged |= opened.damaged;
        Ok((image, opened))
    }

    fn replace_key(&mut self, next: &KeyImage, opened: Opened) -> Result<(), KeyError> {
        key::replace(&self.folder, next)?;
        self.directory = opened.directory;
        Ok(())
    }
}

fn find(target: Target, opened: &Opened) -> Result<usize, KeyError> {
    let Opened {
        master: _,
        slot,
        damaged,
        directory,
    } = opened;
    if *damaged {
        return Err(KeyError::Damaged);
    }
    let is_passphrase = |number: usize| number < SLOT_COUNT && directory.kind(number) == SlotKind::Passphrase;
    let free = || directory.first_free().ok_or(KeyError::NoFreeSlot);
    match target {
        Target::Free => free(),
        Target::Only(kind) => directory.of_kind(kind).next().map_or_else(free, Ok),
        Target::Passphrase(Some(number)) => Some(number)
            .filter(|number| is_passphrase(*number))
            .ok_or(KeyError::NoSuchSlot),
        Target::Passphrase(None) if is_passphrase(*slot) => Ok(*slot),
        Target::Passphrase(None) => {
            let mut all = directory.of_kind(SlotKind::Passphrase);
            match (all.next(), all.next()) {
                (Some(only), None) => Ok(only),
                (None | Some(_), _) => Err(KeyError::NoSuchSlot),
            }
        }
    }
}
