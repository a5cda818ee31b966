//! The vault's folder: its names, who may open it, and that only one process does.
//!
//! The exclusive lock is on the empty file `lock`, which is never replaced (the key file is). It lasts as long as the
//! [`Folder`]; the system drops it when the process dies.

use crate::disk::{self, DIR_MODE, FILE_MODE};
use crate::key::{KEY_FILE_LEN, looks_like_a_header};
use crate::wipe;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) mod names;
mod unfinished;
pub(crate) use names::DATA_SUFFIXES;

/// A vault folder held by this process alone.
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process, or another part of this one, has the vault open.
    #[error("the vault is open in another window or terminal")]
    InUse,
    /// There is no vault here.
    #[error("there is no vault in this folder")]
    NotAVault,
    /// There is a vault, or something of somebody else's, where a new one was to be made.
    #[error("the folder is not empty")]
    NotEmpty,
    /// The folder or its file system cannot be written.
    #[error("the folder cannot be written")]
    ReadOnly,
    /// A wipe was interrupted here: call `resume_wipe` first.
    #[error("a wipe has not ended")]
    WipePending,
    /// The disk failed.
    #[error("the folder could not be used")]
    Io(#[source] io::Error),
}

impl From<io::Error> for FolderError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

/// What lies in a folder, as far as can be seen without a secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FolderState {
    /// Nothing, or not even the folder: a first start.
    Empty,
    /// A vault.
    Vault,
    /// A vault's data without its key file: the key is somewhere else, or gone. Never to be overwritten.
    KeyAway,
    /// The making or restoring of a vault was interrupted before there was one.
    Unfinished,
    /// Something of somebody else's.
    Foreign,
}

/// Looks at a folder without changing anything.
///
/// # Errors
/// The folder cannot be read.
pub fn folder_state(dir: &Path) -> io::Result<FolderState> {
    let has = |name: &str| disk::is_file(&dir.join(name));
    if has(names::KEY) || (has(names::NEW_KEY) && has(names::DATA)) {
        return Ok(FolderState::Vault);
    }
    if has(names::DATA) {
        return Ok(FolderState::KeyAway);
    }
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FolderState::Empty),
        Err(error) => return Err(error),
    };
    let mut state = FolderState::Empty;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        match name.to_str() {
            Some(names::LOCK | names::MARKER | names::LOOK) => {}
            Some(names::FILES | names::INCOMING) if is_empty_dir(&entry.path()) => {}
            Some(names::FILES) if unfinished::is_unfinished_evidence(dir) => state = FolderState::Unfinished,
            Some(name) if unfinished::is_unfinished(name) => state = FolderState::Unfinished,
            _ => return Ok(FolderState::Foreign),
        }
    }
    Ok(state)
}

/// Whether a vault is there to be unlocked.
#[must_use]
pub fn is_vault(dir: &Path) -> bool {
    matches!(folder_state(dir), Ok(FolderState::Vault))
}

/// Whether a vault can be made there.
#[must_use]
pub fn is_empty(dir: &Path) -> bool {
    matches!(folder_state(dir), Ok(FolderState::Empty | FolderState::Unfinished))
}

/// Takes the lock, or says that somebody has it. A process that has just let go may have a child between fork and exec,
/// which holds it a few milliseconds longer: so it is tried for a moment.
fn take(lock: &File) -> Result<(), FolderError> {
    const TRIES: u32 = 10;
    const PAUSE: Duration = Duration::from_millis(20);
    for _ in 0..TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(FolderError::Io(error)),
        }
    }
    Err(FolderError::InUse)
}

impl Folder {
    /// Takes an empty or missing folder for a new vault. What an interrupted attempt left is removed: it never held anything.
    ///
    /// # Errors
    /// [`FolderError::NotEmpty`] when anything else lies there.
    pub fn create(dir: &Path) -> Result<Self, FolderError> {
        if wipe::is_pending(dir) {
            return Err(FolderError::WipePending);
        }
        if !is_empty(dir) {
            return Err(not_empty(dir));
        }
        disk::make_dirs(dir)?;
        let dir = &disk::real(dir);
        disk::tighten(dir, DIR_MODE);
        let folder = Self::lock(dir)?;
        // Looked at again under the lock: two first starts may have raced.
        if !is_empty(dir) {
            return Err(FolderError::NotEmpty);
        }
        folder.discard_unfinished()?;
        make_dir(&folder.files())?;
        folder.empty_incoming()?;
        disk::sync_dir(dir)?;
        Ok(folder)
    }

    /// Takes the folder of an existing vault, ends an interrupted creation, and empties `incoming`.
    ///
    /// # Errors
    /// [`FolderError::InUse`] while another process has it.
    pub fn open(dir: &Path) -> Result<Self, FolderError> {
        let dir = &disk::real(dir);
        if wipe::is_pending(dir) {
            return Err(FolderError::WipePending);
        }
        if !is_vault(dir) {
            return Err(FolderError::NotAVault);
        }
        let folder = Self::lock(dir)?;
        folder.end_creation()?;
        wipe::remove_stale_marker(dir);
        disk::tighten(dir, DIR_MODE);
        for name in [names::KEY, names::DATA, names::LOCK] {
            disk::tighten(&dir.join(name), FILE_MODE);
        }
        make_dir(&folder.files())?;
        folder.empty_incoming()?;
        Ok(folder)
    }

    /// Holds the folder of an existing vault to look at it: nothing in it is made, ended, tightened or emptied.
    ///
    /// # Errors
    /// [`FolderError::InUse`] while another process has it; [`FolderError::NotAVault`] without key file and database.
    pub fn look(dir: &Path) -> Result<Self, FolderError> {
        let dir = &disk::real(dir);
        if wipe::is_pending(dir) {
            return Err(FolderError::WipePending);
        }
        if !disk::is_file(&dir.join(names::KEY)) || !disk::is_file(&dir.join(names::DATA)) {
            return Err(FolderError::NotAVault);
        }
        // Where the lock file is gone the folder itself is held; a lock needs no right to write.
        let held = match disk::open_existing(&dir.join(names::LOCK), false) {
            Ok(lock) => lock,
            Err(error) if error.kind() == io::ErrorKind::NotFound => File::open(dir)?,
            Err(error) => return Err(error.into()),
        };
        take(&held)?;
        Ok(Self {
            path: dir.to_owned(),
            _lock: held,
        })
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.path.join(names::DATA)
    }

    /// Where a new database is made; [`crate::key::publish`] gives it its name.
    #[must_use]
    pub fn new_data(&self) -> PathBuf {
        self.path.join(names::NEW_DATA)
    }

    /// The database before the last migration, and its journals.
    pub(crate) fn old_data(&self) -> [PathBuf; 4] {
        names::data_names(names::OLD_DATA).map(|name| self.path.join(name))
    }

    /// The folder of the evidence files.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.path.join(names::FILES)
    }

    /// The quarantine of an import under way.
    #[must_use]
    pub fn incoming(&self) -> PathBuf {
        self.path.join(names::INCOMING)
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.path.join(names::KEY)
    }

    pub(crate) fn new_key(&self) -> PathBuf {
        self.path.join(names::NEW_KEY)
    }

    /// Removes what an interrupted import left. It was encrypted under a key that died with its process.
    ///
    /// # Errors
    /// The disk failed.
    pub fn empty_incoming(&self) -> io::Result<()> {
        let incoming = self.incoming();
        if disk::is_dir(&incoming) {
            fs::remove_dir_all(&incoming)?; // unlinks links, never follows them
        }
        make_dir(&incoming)
    }

    fn lock(dir: &Path) -> Result<Self, FolderError> {
        let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(FILE_MODE)
            .custom_flags(flags)
            .open(dir.join(names::LOCK))?;
        take(&lock)?;
        // A folder may refuse new names while its files can be written; better said now than at the first save.
        rustix::fs::access(dir, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)
            .map_err(|error| FolderError::from(io::Error::from(error)))?;
        Ok(Self {
            path: dir.to_owned(),
            _lock: lock,
        })
    }

    /// The database had its name and the key file was complete; only the last rename was missing.
    fn end_creation(&self) -> Result<(), FolderError> {
        if disk::is_file(&self.key()) {
            return Ok(());
        }
        let file = disk::open_existing(&self.new_key(), false)?;
        let bytes = disk::read_limited(&file, KEY_FILE_LEN)?;
        if bytes.len() != KEY_FILE_LEN || !looks_like_a_header(&bytes) {
            return Err(FolderError::NotAVault);
        }
        file.sync_all()?;
        fs::rename(self.new_key(), self.key())?;
        disk::sync_dir(&self.path)?;
        Ok(())
    }
}

fn not_empty(dir: &Path) -> FolderError {
    match folder_state(dir) {
        Err(error) => error.into(),
        Ok(_) => FolderError::NotEmpty,
    }
}

fn is_empty_dir(path: &Path) -> bool {
    disk::is_dir(path) && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

fn make_dir(path: &Path) -> io::Result<()> {
    if disk::is_dir(path) {
        return Ok(());
    }
    DirBuilder::new().mode(DIR_MODE).create(path)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
