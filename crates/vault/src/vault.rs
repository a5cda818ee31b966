//! The open vault: folder lock, key file and database brought together. Locked means that there is no [`Vault`].

use crate::disk;
use crate::folder::{Folder, FolderError};
use crate::kdf::KdfCost;
use crate::key::{self, Directory, KeyError, KeyImage, Opened};
use crate::locked::Locked;
use crate::recovery::RecoveryCode;
use crate::secret::{MasterKey, Secret};
use crate::store::{Interrupter, Place, Store, StoreError, Tx, View};
use sandyq_domain::{MachineId, Timestamp};
use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

mod rekey;
mod slots;
#[cfg(test)]
mod tests;

pub use rekey::RekeyError;
pub use slots::Target;

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
    pub(crate) store: Store,
    pub(crate) folder: Folder,
    key_damaged: bool,
    own_slot: Option<usize>,
    directory: Directory,
    /// `None` only where the vault is looked at, never handed out.
    keys: Option<Keys>,
    /// The database file, read past the database. **Closed only after the store**: closing any descriptor of a file takes
    /// away all of the process's locks on it, those of `SQLite` too.
    reader: Option<File>,
}

/// What stays of the master key while the vault is open; the master key itself does not.
struct Keys {
    /// From this come the keys of backups.
    backup: Locked,
    /// Opens the copy that a rehearsal makes of this vault's database.
    database: Locked,
}

impl Keys {
    fn of(master: &MasterKey, database: Locked) -> io::Result<Self> {
        Ok(Self {
            backup: master.derive_backup_key()?,
            database,
        })
    }
}

/// A vault that is looked at: its folder, held; its key file; the key of its database.
pub(crate) struct Looked {
    pub folder: Folder,
    pub image: KeyImage,
    pub database_key: Locked,
    pub key_damaged: bool,
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
        let (image, opened) = KeyImage::make_labelled(&[(secret, ""), (&recovery, "")], cost, now).map_err(refused)?;
        let Opened {
            master,
            slot,
            damaged,
            directory,
        } = opened;
        let Secret::Recovery(code) = recovery else {
            unreachable!("it was made two lines above")
        };
        let place = Place(host.machine_mark.clone());
        let database_key = master.derive_database_key().map_err(refused)?;
        // Complete, closed and synced before the key file makes it a vault.
        let mut store = Store::create(&folder.new_data(), as_key(&database_key).map_err(refused)?, &place, now)?;
        store.write(furnish)?;
        store.close()?;
        key::publish(&folder, &image).map_err(refused)?;
        let store = Store::open(&folder.data(), as_key(&database_key).map_err(refused)?, &place, now)?;
        let keys = Keys::of(&master, database_key).map_err(refused)?;
        Ok((
            Self {
                store,
                folder,
                key_damaged: damaged,
                own_slot: Some(slot),
                directory,
                keys: Some(keys),
                reader: None,
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
        let image = key::read(&folder)?;
        let Opened {
            master,
            slot,
            damaged,
            directory,
        } = image.open(secret)?;
        if !damaged {
            key::discard_unfinished(&folder).map_err(StoreError::from)?;
        }
        let database_key = master.derive_database_key().map_err(KeyError::from)?;
        let place = Place(host.machine_mark.clone());
        let store = rekey::open_store(&folder, &image, as_key(&database_key)?, &place, (host.now)())?;
        let keys = Keys::of(&master, database_key).map_err(KeyError::from)?;
        let mut vault = Self {
            store,
            folder,
            key_damaged: damaged,
            own_slot: Some(slot),
            directory,
            keys: Some(keys),
            reader: None,
        };
        vault.end_erasing()?;
        Ok(vault)
    }

    /// Holds an existing vault to look at it: not a byte of its folder changes. Answers with the database key beside it,
    /// since the database may not open, or not twice.
    pub(crate) fn look(dir: &Path, secret: &Secret) -> Result<Looked, UnlockError> {
        let folder = Folder::look(dir)?;
        let image = key::read(&folder)?;
        let Opened {
            master,
            slot: _,
            damaged,
            directory: _,
        } = image.open(secret)?;
        let database_key = master.derive_database_key().map_err(KeyError::from)?;
        Ok(Looked {
            folder,
            image,
            database_key,
            key_damaged: damaged,
        })
    }

    /// A vault of these two, to be looked at: nothing is known of its keys.
    pub(crate) const fn joined(store: Store, folder: Folder) -> Self {
        Self {
            store,
            folder,
            key_damaged: false,
            own_slot: None,
            directory: Directory::lost(),
            keys: None,
            reader: None,
        }
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    pub(crate) fn into_parts(self) -> (Store, Folder) {
        let Self {
            store,
            folder,
            key_damaged: _,
            own_slot: _,
            directory: _,
            keys: _,
            reader: _,
        } = self;
        (store, folder)
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
            own_slot: _,
            directory: _,
            keys: _,
            reader,
        } = self;
        let closed = store.close();
        drop(reader);
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

    /// From this come the keys of backups. The master key itself is not kept while the vault is open.
    pub(crate) fn backup_key(&self) -> &Locked {
        &self.keys().backup
    }

    /// The key of this vault's database, for a copy of it.
    pub(crate) fn database_key(&self) -> &Locked {
        &self.keys().database
    }

    fn keys(&self) -> &Keys {
        self.keys
            .as_ref()
            .expect("a vault without keys is only looked at, and never handed out")
    }

    /// The database file as it lies on the disk, with every acknowledged write in it. It stays as it is as long as nothing is
    /// written through this vault.
    pub(crate) fn still_data(&mut self) -> Result<&File, StoreError> {
        self.store.fold()?;
        let here = self.folder.data().symlink_metadata()?;
        let same = |file: &File| {
            file.metadata()
                .is_ok_and(|meta| (meta.dev(), meta.ino()) == (here.dev(), here.ino()))
        };
        let reader = match self.reader.take().filter(same) {
            Some(reader) => reader,
            None => disk::open_existing(&self.folder.data(), false)?,
        };
        Ok(self.reader.insert(reader))
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

pub(crate) fn as_key(key: &Locked) -> Result<&[u8; 32], KeyError> {
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
