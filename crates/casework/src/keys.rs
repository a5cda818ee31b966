//! What opens the vault: passphrases, the recovery code, three cards of which any two open; and a new key altogether.
//!
//! Every change asks again for a secret that opens, since the master key is not kept while the vault is open. **What an older
//! copy of the key file opens, no change takes back**: only [`Session::rekey`] does, and only for what is written after it.

mod card;

pub use card::{share_card, shares};

use crate::checking::is_inside;
use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, publish_small};
use crate::session::Session;
use crate::view::{ShareView, SlotUse, SlotView, UnlockView};
use sandyq_domain::Lang;
use sandyq_domain::words::{recent_text, text};
use sandyq_vault::key::{KeyError, LABEL_LIMIT, SLOT_COUNT, SlotKind};
use sandyq_vault::recovery::RecoveryCode;
use sandyq_vault::secret::Secret;
use sandyq_vault::shares::{Share, SharedSecret};
use sandyq_vault::{Host, RekeyError, Target};
use std::path::Path;
use zeroize::Zeroizing;

impl Session {
    /// Every way into the vault, by its number in the key file.
    ///
    /// # Errors
    /// None today.
    pub fn list_slots(&self, lang: Lang) -> Result<Vec<SlotView>, Failure> {
        let slots = self.vault().slots();
        let view = |number: u8| {
            let at = usize::from(number);
            let kind = slot_use(slots.kind(at))?;
            Some(SlotView {
                number,
                kind,
                kind_label: text(lang, kind_key(kind)),
                label: slots.label(at).to_owned(),
                when: match kind {
                    SlotUse::Unknown => String::new(),
                    SlotUse::Passphrase | SlotUse::Recovery | SlotUse::Shares => {
                        recent_text(slots.written(at), self.now(), lang)
                    }
                },
                is_own: self.vault().own_slot() == Some(at),
                can_go: slots.can_remove(at),
            })
        };
        Ok((0..=u8::MAX).take(SLOT_COUNT).filter_map(view).collect())
    }

    /// Puts `new` in the place of the passphrase `current`. A recovery code or shares as `current` replace the only passphrase.
    ///
    /// # Errors
    /// [`ErrorCode::WrongSecret`], [`ErrorCode::KeyDamaged`], [`ErrorCode::NoSuchSlot`]; nothing is changed then.
    pub fn change_passphrase(&mut self, current: &Secret, new: &Secret) -> Result<(), Failure> {
        self.put(current, Target::Passphrase(None), only_passphrase(new)?, None)
    }

    /// Adds a passphrase for somebody, whose slot gets a label of at most 32 bytes, or none.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`] for a label that is too long or has signs nobody sees, [`ErrorCode::NoFreeSlot`], and those of
    /// [`Session::change_passphrase`].
    pub fn add_passphrase(&mut self, current: &Secret, new: &Secret, label: &str) -> Result<(), Failure> {
        let label = label.trim();
        // Longer ones are refused, not cut: a label cut through may name somebody else.
        if label.len() > LABEL_LIMIT || !(label.is_empty() || sandyq_bundle::label_can_leave(label)) {
            return Err(Failure::about(ErrorCode::BadRecord, "label"));
        }
        self.put(current, Target::Free, only_passphrase(new)?, Some(label))
    }

    /// A new recovery code in the place of the earlier one, or the first. It is shown once and kept nowhere.
    ///
    /// # Errors
    /// Those of [`Session::change_passphrase`].
    pub fn renew_recovery_code(&mut self, current: &Secret) -> Result<RecoveryCode, Failure> {
        let recovery = Secret::Recovery(RecoveryCode::make().map_err(KeyError::from)?);
        self.put(current, Target::Only(SlotKind::Recovery), &recovery, None)?;
        code_of(recovery)
    }

    /// Deals three cards, any two of which open the vault from now on instead of those of an earlier set. `save` must have
    /// kept them when it returns: **the earlier set opens until then, and goes on opening when it fails**.
    ///
    /// # Errors
    /// Those of `save`, and of [`Session::change_passphrase`].
    pub fn make_shares<T>(
        &mut self,
        current: &Secret,
        save: impl FnOnce(&[Share; 3]) -> Result<T, Failure>,
    ) -> Result<([Share; 3], T), Failure> {
        let (secret, shares) = SharedSecret::make().map_err(KeyError::from)?;
        let saved = save(&shares)?;
        self.put(current, Target::Only(SlotKind::Shares), &Secret::Shares(secret), None)?;
        Ok((shares, saved))
    }

    /// Deals three cards and saves each as a new file in `folder`, under the name that `named` gives it; all or none.
    ///
    /// # Errors
    /// [`ErrorCode::PlaceInsideVault`], [`ErrorCode::FileExists`], and those of [`Session::change_passphrase`].
    pub fn save_shares(
        &mut self,
        current: &Secret,
        folder: &Path,
        named: impl Fn(&Share) -> String,
        lang: Lang,
    ) -> Result<Vec<ShareView>, Failure> {
        if is_inside(folder, self.vault().folder().path()) {
            return Err(ErrorCode::PlaceInsideVault.into());
        }
        let card = |share: &Share| {
            let text = Zeroizing::new(share_card(share, lang));
            publish_small(&folder.join(named(share)), text.as_bytes())
        };
        let (shares, saved) = self.make_shares(current, |shares| {
            shares.iter().map(card).collect::<Result<Vec<Unfinished>, _>>()
        })?;
        saved.into_iter().for_each(Unfinished::keep);
        let view = |share: &Share| ShareView {
            number: share.number(),
            set: share.set(),
            words: share.words(lang).map(str::to_owned).to_vec(),
            file: named(share),
        };
        Ok(shares.iter().map(view).collect())
    }

    /// Takes away one way in; that of `current` too, but one passphrase always stays.
    ///
    /// # Errors
    /// [`ErrorCode::LastSlot`], [`ErrorCode::NoSuchSlot`], and those of [`Session::change_passphrase`].
    pub fn remove_slot(&mut self, current: &Secret, number: u8) -> Result<(), Failure> {
        Ok(self.vault_mut().remove_secret(current, usize::from(number))?)
    }

    /// A new master key and a database encrypted anew. What is left of the ways in is the passphrase `current` and the new
    /// recovery code; whoever else had one is given a new one. It is also the way out of a damaged key file.
    ///
    /// # Errors
    /// [`ErrorCode::WrongSecret`]; [`ErrorCode::LastSlot`] when `current` is no passphrase; [`ErrorCode::DiskFull`] when there is
    /// no room for a second copy of the database: everything is as it was then.
    pub fn rekey(&mut self, current: &Secret) -> Result<RecoveryCode, Failure> {
        let recovery = Secret::Recovery(RecoveryCode::make().map_err(KeyError::from)?);
        let host = self.host().clone();
        self.vault_mut().rekey(current, &[current, &recovery], &host)?;
        code_of(recovery)
    }

    /// Opens with a recovery code or shares, and sets a new passphrase in the place of the only one, or of the one in `slot`. In
    /// a damaged key file nobody's slot is written over: the vault gets a new key, with `new` and `secret` as the ways in.
    ///
    /// # Errors
    /// Those of [`Session::unlock`]; [`ErrorCode::NoSuchSlot`] when there are several passphrases and none was named, or another
    /// thing is in that slot. Nothing is changed then.
    pub fn recover(
        dir: &Path,
        secret: &Secret,
        new: &Secret,
        slot: Option<u8>,
        host: Host,
    ) -> Result<(Self, UnlockView), Failure> {
        only_passphrase(new)?;
        let (mut session, mut unlocked) = Self::unlock(dir, secret, host)?;
        let done = if session.vault().key_damaged() {
            let host = session.host().clone();
            let made = session.vault_mut().rekey(secret, &[new, secret], &host);
            made.map_err(Failure::from)
        } else {
            session.put(secret, Target::Passphrase(slot.map(usize::from)), new, None)
        };
        if let Err(failure) = done {
            // The vault is closed in order; that it was not changed is what there is to say.
            let _ = session.lock();
            return Err(failure);
        }
        unlocked.key_damaged = session.vault().key_damaged();
        Ok((session, unlocked))
    }

    fn put(&mut self, current: &Secret, target: Target, secret: &Secret, label: Option<&str>) -> Result<(), Failure> {
        let now = self.now();
        Ok(self.vault_mut().put_secret(current, target, secret, label, now)?)
    }
}

/// The slot of a passphrase takes nothing else.
fn only_passphrase(new: &Secret) -> Result<&Secret, Failure> {
    match new {
        Secret::Passphrase(_) => Ok(new),
        Secret::Recovery(_) | Secret::Shares(_) => Err(ErrorCode::WeakPassphrase.into()),
    }
}

fn code_of(recovery: Secret) -> Result<RecoveryCode, Failure> {
    match recovery {
        Secret::Recovery(code) => Ok(code),
        Secret::Passphrase(_) | Secret::Shares(_) => Err(ErrorCode::System.into()),
    }
}

const fn slot_use(kind: SlotKind) -> Option<SlotUse> {
    match kind {
        SlotKind::Free => None,
        SlotKind::Passphrase => Some(SlotUse::Passphrase),
        SlotKind::Recovery => Some(SlotUse::Recovery),
        SlotKind::Shares => Some(SlotUse::Shares),
        SlotKind::Unknown(_) => Some(SlotUse::Unknown),
    }
}

const fn kind_key(kind: SlotUse) -> &'static str {
    match kind {
        SlotUse::Passphrase => "slot-passphrase",
        SlotUse::Recovery => "slot-recovery",
        SlotUse::Shares => "slot-shares",
        SlotUse::Unknown => "slot-unknown",
    }
}

impl From<RekeyError> for Failure {
    fn from(error: RekeyError) -> Self {
        match error {
            RekeyError::Key(error) => error.into(),
            RekeyError::Store(error) => error.into(),
        }
    }
}
