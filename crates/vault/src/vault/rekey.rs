//! A new master key: after it, an old copy of the key file opens nothing that is here, whatever secret comes with it.
//!
//! **At no moment is there no pair of key file and database that belong together.** The database is encrypted anew as a copy
//! and checked to its last page; then the key file changes its name, which decides; then the copy takes its place. Cut
//! anywhere, the next unlock has the old pair or the new one ([`open_store`]).

use super::{Host, Keys, Vault, as_key};
use crate::disk;
use crate::folder::{Folder, names};
use crate::key::{self, KeyError, KeyImage, Opened, Outgoing, SlotKind};
use crate::locked::Locked;
use crate::secret::Secret;
use crate::store::{Place, Store, StoreError, renewal, rewriting};
use sandyq_domain::{MachineId, Timestamp};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// Why there is no new key, or why it could not be ended.
#[derive(Debug, thiserror::Error)]
pub enum RekeyError {
    /// The key file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<io::Error> for RekeyError {
    fn from(error: io::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The steps in their order; `docs/formats/vault.md` numbers them so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Step {
    /// The database is closed, its log is in it (1).
    Close,
    /// A copy lies beside it (2).
    Copy,
    /// The copy is encrypted under the new key (3).
    Encrypt,
    /// Every page of it was read, and it says which key file it is for (4).
    Check,
    /// The new key file lies beside the old one (5).
    Stage,
    /// It has its name: **from here only the new secrets open** (6).
    Commit,
    /// The copy has its name (7).
    Swap,
    /// The old key file's bytes and the whole old database are destroyed: it may hold what was to be forgotten (8).
    Destroy,
}

impl Step {
    pub const ALL: [Self; 8] = [
        Self::Close,
        Self::Copy,
        Self::Encrypt,
        Self::Check,
        Self::Stage,
        Self::Commit,
        Self::Swap,
        Self::Destroy,
    ];
}

impl Vault {
    /// A new master key, a new salt, and a key file with these secrets and no others; the first passphrase among them keeps the
    /// label of the slot that `current` opened. The database is encrypted anew, which takes about as long as copying it three times, and as much room beside it. A damaged
    /// key file is no hindrance: this is the way out of it.
    ///
    /// # Errors
    /// Before the new key file has its name, everything is as it was. After it, the next unlock with a new secret ends what is
    /// left to be done; the vault may have no database open until then.
    pub fn rekey(&mut self, current: &Secret, secrets: &[&Secret], host: &Host) -> Result<(), RekeyError> {
        Rekeying::begin(self, current, secrets, host)?.run()
    }
}

/// A re-keying under way.
pub(super) struct Rekeying<'a> {
    vault: &'a mut Vault,
    place: Place,
    now: Timestamp,
    machine: MachineId,
    old_key: Locked,
    old_salt: Vec<u8>,
    new_key: Locked,
    image: KeyImage,
    opened: Opened,
    old_file: Option<Outgoing>,
    old_data: Option<File>,
}

impl<'a> Rekeying<'a> {
    pub fn begin(vault: &'a mut Vault, current: &Secret, secrets: &[&Secret], host: &Host) -> Result<Self, RekeyError> {
        let (image, opened) = vault.open_key(current)?;
        if !secrets.iter().any(|secret| is_passphrase(secret)) {
            return Err(KeyError::LastSlot.into());
        }
        let now = (host.now)();
        let old_key = opened.master.derive_database_key()?;
        let old_salt = image.salt().to_vec();
        let label = match opened.directory.kind(opened.slot) {
            SlotKind::Passphrase => opened.directory.label(opened.slot),
            SlotKind::Free | SlotKind::Recovery | SlotKind::Shares | SlotKind::Unknown(_) => "",
        };
        let labelled = secrets.iter().scan(label, |label, secret| {
            let taken = if is_passphrase(secret) {
                std::mem::take(label)
            } else {
                ""
            };
            Some((*secret, taken))
        });
        let labelled: Vec<(&Secret, &str)> = labelled.collect();
        let (image, opened) = KeyImage::make_labelled(&labelled, image.cost()?, now)?;
        Ok(Self {
            machine: vault.machine(),
            vault,
            place: Place(host.machine_mark.clone()),
            now,
            old_key,
            old_salt,
            new_key: opened.master.derive_database_key()?,
            image,
            opened,
            old_file: None,
            old_data: None,
        })
    }

    fn run(mut self) -> Result<(), RekeyError> {
        for step in Step::ALL {
            let Err(error) = self.take(step) else { continue };
            if step == Step::Destroy {
                self.end()?;
            } else if step < Step::Commit || !self.is_committed() {
                self.undo();
            }
            return Err(alone(error));
        }
        self.end()
    }

    pub fn take(&mut self, step: Step) -> Result<(), RekeyError> {
        let (data, copy) = (self.vault.folder.data(), self.vault.folder.new_data());
        match step {
            Step::Close => {
                std::mem::replace(&mut self.vault.store, Store::none()?).close()?;
                Ok(nothing_beside(&data)?)
            }
            Step::Copy => {
                remove_databases(&self.vault.folder, names::NEW_DATA)?;
                Ok(copy_synced(&data, &copy)?)
            }
            Step::Encrypt => {
                let encrypted = renewal::encrypt(&copy, as_key(&self.old_key)?, as_key(&self.new_key)?);
                Ok(encrypted.map_err(|error| self.blamed(error))?)
            }
            Step::Check => {
                let prepared = renewal::prepare(
                    &copy,
                    as_key(&self.new_key)?,
                    self.image.salt(),
                    self.machine,
                    &self.place,
                );
                prepared.map_err(|error| self.blamed(error))?;
                disk::open_existing(&copy, true)?.sync_all()?;
                Ok(nothing_beside(&copy)?)
            }
            Step::Stage => {
                // Its older copy of everything opens with an old key file; the new one has been read to its end.
                remove_databases(&self.vault.folder, names::OLD_DATA)?;
                key::stage(&self.vault.folder, &self.image)?;
                Ok(disk::sync_dir(self.vault.folder.path())?)
            }
            Step::Commit => {
                self.old_file = Some(key::commit(&self.vault.folder)?);
                Ok(())
            }
            Step::Swap => {
                self.old_data = Some(swap(&self.vault.folder)?);
                Ok(())
            }
            Step::Destroy => {
                if let Some(old) = self.old_file.take() {
                    old.destroy()?;
                }
                if let Some(old) = self.old_data.take() {
                    rewriting::blank(&old)?;
                }
                Ok(())
            }
        }
    }

    /// A copy that the disk spoilt is no damage of the vault.
    fn blamed(&self, error: StoreError) -> StoreError {
        let damaged = || as_key(&self.old_key).is_ok_and(|key| renewal::is_damaged(&self.vault.folder.data(), key));
        if matches!(error, StoreError::Damaged) && !damaged() {
            return StoreError::Io(io::Error::other("the copy could not be encrypted"));
        }
        error
    }

    /// Whether the new key file has its name. One that cannot be read is left for the next unlock to judge.
    fn is_committed(&self) -> bool {
        key::read(&self.vault.folder).map_or(true, |image| *image.salt() != *self.old_salt)
    }

    /// Everything as it was. What cannot be removed is removed by the next unlock.
    fn undo(self) {
        let folder = &self.vault.folder;
        let _ = remove_databases(folder, names::NEW_DATA);
        let _ = key::discard_unfinished(folder);
        let opened = as_key(&self.old_key)
            .ok()
            .and_then(|key| Store::open(&folder.data(), key, &self.place, self.now).ok());
        if let Some(store) = opened {
            self.vault.store = store;
        }
    }

    /// Opens the database under the new key, and knows the new slots.
    pub fn end(self) -> Result<(), RekeyError> {
        let Self {
            vault,
            place,
            now,
            machine: _,
            old_key: _,
            old_salt: _,
            new_key,
            image,
            opened,
            old_file: _,
            old_data: _,
        } = self;
        let Opened {
            master,
            slot,
            damaged,
            directory,
        } = opened;
        vault.store = open_store(&vault.folder, &image, as_key(&new_key)?, &place, now)?;
        vault.keys = Some(Keys::of(&master, new_key)?);
        vault.own_slot = Some(slot);
        vault.key_damaged = damaged;
        vault.directory = directory;
        Ok(())
    }
}

/// Nobody else has this vault open: what SQLite calls busy here is a disk that failed under its log or its locks.
fn alone(error: RekeyError) -> RekeyError {
    match error {
        RekeyError::Store(StoreError::Busy) => {
            StoreError::Io(io::Error::other("the log could not be folded in")).into()
        }
        other => other,
    }
}

/// Opens the database that belongs to the key file `image`, and ends a re-keying that was cut short on either side of its
/// commit. **A database that does not open is replaced only by a copy that says it was finished for this very key file.**
pub(super) fn open_store(
    folder: &Folder,
    image: &KeyImage,
    key: &[u8; 32],
    place: &Place,
    now: Timestamp,
) -> Result<Store, StoreError> {
    let (data, copy) = (folder.data(), folder.new_data());
    let mut store = match Store::open(&data, key, place, now) {
        Err(StoreError::Damaged) if disk::is_file(&copy) && renewal::is_meant_for(&copy, key, image.salt()) => {
            nothing_beside(&data)?;
            // The key file's new name must be on the disk before the old database loses its own.
            disk::sync_dir(folder.path())?;
            let old = swap(folder)?;
            rewriting::blank(&old)?;
            Store::open(&data, key, place, now)?
        }
        opened => opened?,
    };
    renewal::settle(&mut store)?;
    // An interrupted re-keying's: everything in it is in the database that has just opened.
    let _ = remove_databases(folder, names::NEW_DATA);
    Ok(store)
}

fn is_passphrase(secret: &Secret) -> bool {
    matches!(secret, Secret::Passphrase(_))
}

/// The copy takes the database's name. Answers the old database, which has none any more.
fn swap(folder: &Folder) -> io::Result<File> {
    let old = disk::open_existing(&folder.data(), true)?;
    fs::rename(folder.new_data(), folder.data())?;
    disk::sync_dir(folder.path())?;
    Ok(old)
}

/// No journal holds anything that is not in the database itself: it would be read into the one that takes its name.
fn nothing_beside(database: &Path) -> Result<(), StoreError> {
    let held = |suffix: &&str| {
        let mut path = database.as_os_str().to_owned();
        path.push(suffix);
        Path::new(&path).symlink_metadata().is_ok_and(|file| file.len() > 0)
    };
    match names::DATA_SUFFIXES[1..].iter().find(|suffix| held(suffix)) {
        Some(_) => Err(StoreError::Busy),
        None => Ok(()),
    }
}

fn copy_synced(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = disk::open_existing(from, false)?;
    let mut to = disk::create(to)?;
    let mut part = vec![0; 1 << 20];
    loop {
        match from.read(&mut part)? {
            0 => return to.sync_all(),
            len => to.write_all(&part[..len])?,
        }
    }
}

/// Removes a database that is not the vault's own any more, and its journals; they are overwritten whole first.
fn remove_databases(folder: &Folder, base: &str) -> io::Result<()> {
    for name in names::data_names(base) {
        let path = folder.path().join(name);
        match disk::open_existing(&path, true) {
            Ok(file) => {
                rewriting::blank(&file)?;
                fs::remove_file(&path)?;
                disk::sync_dir(folder.path())?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
