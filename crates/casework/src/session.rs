//! An open vault and who works in it. State is presence: locked means that there is no [`Session`].

use crate::actions::Actions;
use crate::counting::{Chosen, Kept};
use crate::failure::{ErrorCode, Failure};
use crate::receiving::Pending;
use crate::view::UnlockView;
use sandyq_agefile::Identity;
use sandyq_bundle::SigningKey;
use sandyq_domain::{Lang, RecordId, Timestamp};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::own_keys::{self, Use};
use sandyq_vault::recovery::RecoveryCode;
use sandyq_vault::secret::{Passphrase, Secret};
use sandyq_vault::{Host, Vault, drafts, evidence, settings};
use serde_json::Value;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

pub use crate::keys::{share_card, shares};

/// Fewest characters of a passphrase, the same in the window and the terminal. Seven generated words have about forty; the
/// shortest seven there are, with their spaces, have more than this.
pub const PASSPHRASE_LEAST: usize = 20;
/// Names of settings inside the vault.
mod key {
    pub const AUTHOR: &str = "author";
    pub const LANGUAGE: &str = "language";
    pub const OWN_NAME: &str = "own_name";
}

/// An open vault.
pub struct Session {
    vault: Vault,
    host: Host,
    author: String,
    /// A bundle that was checked and waits for a yes.
    pub(crate) pending: Option<Pending>,
    /// The bundle that was chosen and needs a passphrase.
    pub(crate) asked: Option<PathBuf>,
    /// What was deleted and restored since the vault was opened, for undoing it.
    pub(crate) actions: Actions,
    /// What was counted since the vault last changed.
    pub(crate) kept: RefCell<Kept>,
    /// Tables of other groups that were chosen to be put together.
    pub(crate) others: Vec<Chosen>,
}

/// A passphrase as typed, if it is long enough to be one.
///
/// # Errors
/// [`ErrorCode::WeakPassphrase`].
pub fn new_passphrase(typed: &str) -> Result<Secret, Failure> {
    let passphrase = Passphrase::new(typed).map_err(|_| ErrorCode::WeakPassphrase)?;
    if passphrase.characters() < PASSPHRASE_LEAST {
        return Err(ErrorCode::WeakPassphrase.into());
    }
    Ok(Secret::Passphrase(passphrase))
}

/// A passphrase or recovery code as typed at the door.
///
/// # Errors
/// [`ErrorCode::WrongSecret`] for an empty one.
pub fn passphrase(typed: &str) -> Result<Secret, Failure> {
    Secret::from_passphrase(typed).map_err(|_| ErrorCode::WrongSecret.into())
}

/// A recovery code as typed, in any of the three languages.
///
/// # Errors
/// [`ErrorCode::BadRecoveryCode`] with what to look at.
pub fn recovery_code(typed: &str) -> Result<Secret, Failure> {
    let code = RecoveryCode::parse(typed).map_err(|why| Failure::about(ErrorCode::BadRecoveryCode, why.to_string()))?;
    Ok(Secret::Recovery(code))
}

impl Session {
    /// Makes a vault in an empty folder and opens it. The recovery code is shown once and kept nowhere.
    ///
    /// # Errors
    /// [`ErrorCode::VaultExists`], [`ErrorCode::FolderNotEmpty`], or those of writing.
    pub fn create(
        dir: &Path,
        secret: &Secret,
        cost: KdfCost,
        host: Host,
        lang: Lang,
    ) -> Result<(Self, RecoveryCode), Failure> {
        if sandyq_vault::folder::is_vault(dir) {
            return Err(ErrorCode::VaultExists.into());
        }
        let author = sandyq_domain::words::text(lang, "author-default");
        let identity = Identity::generate();
        let signing = SigningKey::make()?;
        let signing_public = signing.public()?.to_string();
        let now = (host.now)();
        let (vault, code) = Vault::create_with(dir, secret, cost, &host, |tx| {
            own_keys::replace(
                tx,
                Use::Receive,
                &identity.recipient().to_string(),
                &identity.secret(),
                now,
            )?;
            own_keys::replace(tx, Use::Sign, &signing_public, &hex(&signing.to_bytes()), now)?;
            settings::write(tx, key::AUTHOR, &author)?;
            settings::write(tx, key::OWN_NAME, &author)?;
            settings::write(tx, key::LANGUAGE, &lang)?;
            Ok::<_, Failure>(())
        })?;
        Ok((
            Self {
                vault,
                host,
                author,
                pending: None,
                asked: None,
                actions: Actions::default(),
                kept: RefCell::default(),
                others: Vec::new(),
            },
            code,
        ))
    }

    /// Opens a vault. What was being typed when it was last closed by force becomes a revision.
    ///
    /// # Errors
    /// [`ErrorCode::WrongSecret`], [`ErrorCode::NoVault`], [`ErrorCode::NewerVault`], [`ErrorCode::VaultInUse`], …
    pub fn unlock(dir: &Path, secret: &Secret, host: Host) -> Result<(Self, UnlockView), Failure> {
        let mut vault = Vault::unlock(dir, secret, &host)?;
        let strays = evidence::strays(&vault)?.len();
        let drafts = vault.write(commit_fitting_drafts)?;
        let author = vault
            .read(|view| Ok::<_, Failure>(settings::read::<String>(view, key::AUTHOR)?))?
            .unwrap_or_default();
        let unlocked = UnlockView {
            key_damaged: vault.key_damaged(),
            stray: u32::try_from(strays).unwrap_or(u32::MAX),
            erasing_unfinished: vault.is_erasing_unfinished(),
            drafts,
            place: vault.read(crate::place::remembered)?,
        };
        Ok((
            Self {
                vault,
                host,
                author,
                pending: None,
                asked: None,
                actions: Actions::default(),
                kept: RefCell::default(),
                others: Vec::new(),
            },
            unlocked,
        ))
    }

    /// Closes the vault. Drafts become revisions; one whose fields do not fit stays a draft, encrypted.
    ///
    /// # Errors
    /// Those of the last write; whatever was acknowledged before is safe.
    pub fn lock(self) -> Result<(), Failure> {
        let Self {
            mut vault,
            host: _,
            author: _,
            pending,
            asked: _,
            actions: _,
            kept: counted,
            others,
        } = self;
        drop((pending, counted, others));
        let kept = vault.write(commit_fitting_drafts);
        vault.lock()?;
        kept.map(drop)
    }

    /// The vault, for reading.
    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The vault, for writing.
    pub(crate) fn vault_mut(&mut self) -> &mut Vault {
        self.kept.take();
        &mut self.vault
    }

    /// Enters copies that leave, each with the record it is about. `then` comes last, so that a file that could not be put in its
    /// place leaves no entry. No record changes: what was counted stays counted.
    pub(crate) fn enter_copies(
        &mut self,
        copies: &[(RecordId, Value)],
        then: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let time = self.now();
        self.vault.write(|tx| {
            for (item, payload) in copies {
                let entry = NewEntry {
                    item: *item,
                    entry: EntryType::Copy,
                    time,
                    payload,
                };
                journal::append(tx, &entry)?;
            }
            then()
        })
    }

    /// What the session knows of the world outside.
    pub(crate) const fn host(&self) -> &Host {
        &self.host
    }

    /// The name on every revision this session writes.
    #[must_use]
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Now, by the clock that was handed in.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.host.now)()
    }

    /// The language the vault was made in, for the terminal.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn language(&self) -> Result<Lang, Failure> {
        self.vault
            .read(|view| Ok(settings::read(view, key::LANGUAGE)?.unwrap_or(Lang::Ru)))
    }

    /// Changes the name on revisions and on one's own card.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`] for a name that is not one visible line; those of writing the vault.
    pub fn set_own_name(&mut self, name: &str) -> Result<(), Failure> {
        let name = name.trim().to_owned();
        if !sandyq_bundle::label_can_leave(&name) {
            return Err(Failure::about(ErrorCode::BadRecord, "name"));
        }
        self.vault.write(|tx| {
            settings::write(tx, key::OWN_NAME, &name)?;
            settings::write(tx, key::AUTHOR, &name)?;
            Ok::<_, Failure>(())
        })?;
        self.author = name;
        Ok(())
    }

    /// Stops a long statement of the database from another thread: for the emergency.
    #[must_use]
    pub fn interrupter(&self) -> sandyq_vault::Interrupter {
        self.vault.interrupter()
    }

    pub(crate) fn own_name(&self) -> Result<String, Failure> {
        self.vault
            .read(|view| Ok(settings::read(view, key::OWN_NAME)?.unwrap_or_default()))
    }

    pub(crate) fn identity(&self) -> Result<Identity, Failure> {
        let secret = self.own_secret(Use::Receive)?;
        Identity::from_secret(&secret).map_err(|_| ErrorCode::VaultDamaged.into())
    }

    pub(crate) fn signing_key(&self) -> Result<SigningKey, Failure> {
        let secret = self.own_secret(Use::Sign)?;
        let bytes = unhex(&secret).ok_or(ErrorCode::VaultDamaged)?;
        Ok(SigningKey::from_bytes(&bytes)?)
    }

    fn own_secret(&self, purpose: Use) -> Result<Zeroizing<String>, Failure> {
        let key = self
            .vault
            .read(|view| Ok::<_, Failure>(own_keys::current(view, purpose)?))?;
        key.and_then(|key| key.secret)
            .ok_or_else(|| ErrorCode::VaultDamaged.into())
    }

    /// A new id of this moment.
    pub(crate) fn new_id(&self) -> RecordId {
        new_id(self.now())
    }
}

/// A new id: the instant and ten random bytes of the system.
pub(crate) fn new_id(now: Timestamp) -> RecordId {
    numbered_id(now, None)
}

/// A new id that sorts as the `n`th of its instant: records of one document keep their order.
pub(crate) fn numbered_id(now: Timestamp, n: Option<usize>) -> RecordId {
    /// What fits into the bits that follow the instant.
    const PER_MILLISECOND: usize = 1 << 12;
    let mut random = [0; 10];
    getrandom::fill(&mut random).expect("the system's random source answers once it has started");
    let Some(n) = n else {
        return RecordId::from_parts(now, random);
    };
    let place = u16::try_from(n % PER_MILLISECOND).unwrap_or_default();
    random[..2].copy_from_slice(&place.to_be_bytes());
    let later = i64::try_from(n / PER_MILLISECOND).unwrap_or_default();
    RecordId::from_parts(Timestamp::from_millis(now.millis() + later), random)
}

fn commit_fitting_drafts(tx: &sandyq_vault::Tx<'_>) -> Result<u32, Failure> {
    let mut made = 0;
    for draft in drafts::all(tx)? {
        made += u32::from(crate::drafting::commit_if_it_fits(tx, &draft)?);
    }
    Ok(made)
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(crate::evidence::hex(bytes))
}

fn unhex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let pairs = text
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    pairs.collect::<Option<Vec<u8>>>().map(Zeroizing::new)
}
