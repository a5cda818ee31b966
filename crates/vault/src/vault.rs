//! The open vault: folder lock, key file and database brought together. Locked means that there is no [`Vault`].

use crate::evidence;
use crate::folder::{Folder, FolderError};
use crate::kdf::KdfCost;
use crate::key::{self, KeyError, KeyImage, Opened};
use crate::locked::Locked;
use crate::recovery::RecoveryCode;
use crate::secret::Secret;
use crate::store::{Interrupter, Place, Store, StoreError, Tx, View};
use sandyq_domain::{MachineId, Timestamp};
use std::io;
use std::path::Path;

/// What the vault needs to know from outside: it reads no clock and no file of the system.
#[derive(Clone)]
pub struct Host {
    /// The clock.
    pub now: fn() -> Timestamp,
    /// What the operating system says about this computer, such as the content of `/etc/machine-id`; only hashed.
    pub machine_mark: Vec<u8>,
}

/// An open vault. Dropping it closes everything; [`Vault::lock`] does it in order and tells whether it worked.
pub struct Vault {
    // The order of the fields is the order of closing: the folder's lock is released last.
    store: Store,
    folder: Folder,
    key_damaged: bool,
}

/// Why a vault was not made. What was begun is no vault and is removed by the next attempt.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The key file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a vault did not open. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase or recovery code opens no slot.
    #[error("the passphrase or code does not open this vault")]
    WrongSecret,
    /// The key file or the database was written by a newer version.
    #[error("the vault was written by a newer version of this program")]
    NewerVersion,
    /// The folder.
    #[error(transparent)]
    Folder(FolderError),
    /// The key file.
    #[error(transparent)]
    Key(KeyError),
    /// The secret is right, and the database does not open.
    #[error(transparent)]
    Store(StoreError),
}

impl Vault {
    /// Makes a vault in an empty or missing folder and opens it. The recovery code is the only copy there will ever be.
    ///
    /// # Errors
    /// As [`CreateError`] says.
    pub fn create(
        dir: &Path,
        secret: &Secret,
        cost: KdfCost,
        host: &Host,
    ) -> Result<(Self, RecoveryCode), CreateError> {
        Self::create_with(dir, secret, cost, host, |_| Ok(()))
    }

    /// As [`Vault::create`], with what has to be in it from the first moment: a vault cut short while it is made has all
    /// of that, or is none.
    ///
    /// # Errors
    /// As [`CreateError`] says, and those of `furnish`.
    pub fn create_with<E: From<CreateError> + From<StoreError>>(
        dir: &Path,
        secret: &Secret,
        cost: KdfCost,
        host: &Host,
        furnish: impl FnOnce(&Tx<'_>) -> Result<(), E>,
    ) -> Result<(Self, RecoveryCode), E> {
        let folder = Folder::create(dir).map_err(CreateError::from)?;
        let now = (host.now)();
        let code = RecoveryCode::make().map_err(refused)?;
        let recovery = Secret::Recovery(code);
        let (image, master) = KeyImage::make(&[secret, &recovery], cost, now).map_err(refused)?;
        let Secret::Recovery(code) = recovery else {
            unreachable!("it was made two lines above")
        };
        let place = Place(host.machine_mark.clone());
        let database_key = master.derive_database_key().map_err(refused)?;
        let database_key = as_key(&database_key).map_err(refused)?;
        // Complete, closed and synced before the key file makes it a vault.
        let mut store = Store::create(&folder.new_data(), database_key, &place, now)?;
        store.write(furnish)?;
        store.close()?;
        key::publish(&folder, &image).map_err(refused)?;
        let store = Store::open(&folder.data(), database_key, &place, now)?;
        Ok((
            Self {
                store,
                folder,
                key_damaged: false,
            },
            code,
        ))
    }

    /// Opens an existing vault. One key derivation; its memory is given back before the database is opened.
    ///
    /// # Errors
    /// As [`UnlockError`] says.
    pub fn unlock(dir: &Path, secret: &Secret, host: &Host) -> Result<Self, UnlockError> {
        let folder = Folder::open(dir)?;
        let Opened {
            master,
            slot: _,
            damaged,
            directory: _,
        } = key::read(&folder)?.open(secret)?;
        if !damaged {
            key::discard_unfinished(&folder).map_err(StoreError::from)?;
        }
        let database_key = master.derive_database_key().map_err(KeyError::from)?;
        let place = Place(host.machine_mark.clone());
        let store = Store::open(&folder.data(), as_key(&database_key)?, &place, (host.now)())?;
        let mut vault = Self {
            store,
            folder,
            key_damaged: damaged,
        };
        evidence::remove_unfinished(&mut vault)?;
        Ok(vault)
    }

    /// Moves the write-ahead log into the database and closes everything. Drafts stay drafts, encrypted: which of them can
    /// become revisions is for `casework` to say, which knows what fits.
    ///
    /// # Errors
    /// The vault is closed all the same, and nothing acknowledged is lost.
    pub fn lock(self) -> Result<(), StoreError> {
        let Self {
            store,
            folder,
            key_damaged: _,
        } = self;
        let closed = store.close();
        drop(folder);
        closed
    }

    /// One writing transaction: kept when `work` returns `Ok`, undone when it returns an error.
    ///
    /// # Errors
    /// Those of `work`, and a failing begin or commit.
    pub fn write<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.store.write(work)
    }

    /// One reading transaction.
    ///
    /// # Errors
    /// Those of `work`, and a failing begin.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&View<'_>) -> Result<T, E>) -> Result<T, E> {
        self.store.read(work)
    }

    /// The folder, for the key file, the quarantine and the wipe.
    #[must_use]
    pub const fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The machine whose edits this session writes.
    #[must_use]
    pub const fn machine(&self) -> MachineId {
        self.store.machine()
    }

    /// A byte of the key file that this opening did not need is not what was written: time for a backup.
    #[must_use]
    pub const fn key_damaged(&self) -> bool {
        self.key_damaged
    }

    /// A handle that stops the database from another thread, for the emergency wipe.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        self.store.interrupter()
    }
}

fn refused(error: impl Into<KeyError>) -> CreateError {
    CreateError::Key(error.into())
}

fn as_key(key: &Locked) -> Result<&[u8; 32], KeyError> {
    (**key)
        .try_into()
        .map_err(|_| KeyError::Io(io::ErrorKind::InvalidData.into()))
}

impl From<KeyError> for UnlockError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::WrongSecret => Self::WrongSecret,
            KeyError::NewerVersion => Self::NewerVersion,
            other => Self::Key(other),
        }
    }
}

impl From<FolderError> for UnlockError {
    fn from(error: FolderError) -> Self {
        Self::Folder(error)
    }
}

impl From<StoreError> for UnlockError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Newer { .. } => Self::NewerVersion,
            other => Self::Store(other),
        }
    }
}
