//! Adding evidence: plaintext streams through the hash into the age file and is never on the disk.

use super::padding;
use crate::disk;
use crate::steady::Steady;
use crate::store::evidence_files::{self, FileId, FileRow};
use crate::store::{StoreError, Tx};
use crate::vault::Vault;
use openssl::sha::Sha256;
use sandyq_agefile::{Identity, Sealing, seal};
use sandyq_domain::{RecordId, Timestamp};
use std::fs::{self, DirBuilder, File, FileTimes};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

const BUFFER: usize = 64 * 1024;
/// 2000-01-01T00:00:00Z on every file: when evidence was added is in the database only.
pub(super) const FIXED_TIME: Duration = Duration::from_secs(946_684_800);

/// A file that lies in the vault's folder. Give it to [`keep`] in the transaction that writes its record; without that it
/// is removed at the next unlock.
pub struct Added {
    /// Which.
    pub file: FileId,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content.
    pub sha256: [u8; 32],
    /// The vault had this content already: `file` is that earlier file, and no second copy was kept.
    pub already_here: bool,
    pub(super) stored: u64,
}

impl Added {
    /// A file that was written now.
    pub(super) const fn written(file: FileId, written: &Written) -> Self {
        Self {
            file,
            size: written.size,
            sha256: written.sha256,
            already_here: false,
            stored: written.stored,
        }
    }

    /// A file that was here already.
    pub(super) const fn known(row: &FileRow) -> Self {
        Self {
            file: row.file,
            size: row.size,
            sha256: row.sha256,
            already_here: true,
            stored: row.stored,
        }
    }
}

/// Why a file was not added. Nothing of it stays.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The original cannot be read to its end.
    #[error("the file could not be read")]
    Unreadable(#[source] io::Error),
    /// No room for it.
    #[error("the disk is full")]
    Full,
    /// Stopped by the person.
    #[error("stopped")]
    Stopped,
    /// The vault's folder or database failed.
    #[error("the file could not be stored")]
    Store(#[source] StoreError),
}

impl From<StoreError> for AddError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            other => Self::Store(other),
        }
    }
}

/// Reads `source` to its end into the vault. `progress` is told the bytes done after each block and may stop it.
///
/// # Errors
/// As [`AddError`] says; row and partial file are removed then, at the latest at the next unlock.
pub fn add(
    vault: &mut Vault,
    source: &mut dyn Read,
    now: Timestamp,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Added, AddError> {
    let identity = Identity::generate();
    let name = crate::random::<16>()?;
    let file = vault.write(|tx| evidence_files::begin(tx, &name, &identity.secret(), now))?;
    let path = super::path(&vault.folder().files(), &name);
    let written = write_file(&path, &identity, source, Sync::Now, progress);
    let known = match &written {
        Ok(written) => vault.read(|view| evidence_files::by_hash(view, &written.sha256))?,
        Err(_) => None,
    };
    match (written, known) {
        (Ok(written), None) => Ok(Added::written(file, &written)),
        (Ok(_), Some(known)) => {
            discard(vault, file, &path)?;
            Ok(Added::known(&known))
        }
        (Err(error), _) => {
            // If even this fails (a full disk), the row says `writing` and the next unlock removes both.
            let _ = discard(vault, file, &path);
            Err(error)
        }
    }
}

/// Makes the file a lasting part of the vault, referred to by the evidence item `item`.
///
/// # Errors
/// [`StoreError::Missing`] when it was removed meanwhile.
pub fn keep(tx: &Tx<'_>, added: &Added, item: RecordId) -> Result<(), StoreError> {
    let Added {
        file,
        size,
        sha256,
        already_here,
        stored,
    } = added;
    if *already_here {
        return evidence_files::refer(tx, item, *file);
    }
    evidence_files::finish(tx, *file, *size, *stored, sha256, item)
}

pub(super) struct Written {
    pub size: u64,
    pub sha256: [u8; 32],
    pub stored: u64,
}

/// When the bytes of a file are brought to the disk. **Before its row becomes whole, in either case.**
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sync {
    /// With the file.
    Now,
    /// By the caller, once for many files.
    ByCaller,
}

pub(super) fn write_file(
    path: &Path,
    identity: &Identity,
    source: &mut dyn Read,
    sync: Sync,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Written, AddError> {
    let folder = path.parent().ok_or(AddError::Store(StoreError::Missing))?;
    make_folder(folder).map_err(storing)?;
    let mut writing = Writing::start(path, identity, Steady::new).map_err(storing)?;
    let sha256 = copy(source, &mut writing, progress)?;
    let (file, size, stored) = writing.finish().map_err(storing)?;
    if sync == Sync::Now {
        file.sync_all().map_err(storing)?;
        disk::sync_dir(folder).map_err(storing)?;
    }
    Ok(Written { size, sha256, stored })
}

/// An evidence file being written: sealed, padded, with a time that tells nothing.
pub(super) struct Writing {
    sealing: Sealing<Steady>,
    head: u64,
    size: u64,
}

impl Writing {
    /// `make` says whether it stays in memory, where it is read again soon.
    pub(super) fn start(path: &Path, identity: &Identity, make: fn(File) -> Steady) -> io::Result<Self> {
        let sealing = seal(&[identity.recipient()], make(disk::create(path)?))?;
        // The header's length varies; with the nonce it is all that was written before the content.
        let head = fs::metadata(path)?.len();
        Ok(Self { sealing, head, size: 0 })
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.size += bytes.len() as u64;
        self.sealing.write_all(bytes)
    }

    /// The file, not synchronised; the size of its content and its own, in bytes.
    pub(super) fn finish(self) -> io::Result<(File, u64, u64)> {
        let Self {
            mut sealing,
            head,
            size,
        } = self;
        io::copy(&mut io::repeat(0).take(padding::zeros(head, size)), &mut sealing)?;
        let file = sealing.finish()?.into_file();
        set_fixed_time(&file)?;
        let stored = file.metadata()?.len();
        Ok((file, size, stored))
    }
}

fn copy(
    source: &mut dyn Read,
    out: &mut Writing,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<[u8; 32], AddError> {
    let mut buffer = Zeroizing::new(vec![0; BUFFER]);
    let mut hash = Sha256::new();
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => return Ok(hash.finish()),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(AddError::Unreadable(error)),
        };
        hash.update(&buffer[..read]);
        out.put(&buffer[..read]).map_err(storing)?;
        if progress(out.size).is_break() {
            return Err(AddError::Stopped);
        }
    }
}

/// When a file was put here tells nothing: all have the same time.
pub(crate) fn set_fixed_time(file: &File) -> io::Result<()> {
    let fixed: SystemTime = UNIX_EPOCH + FIXED_TIME;
    file.set_times(FileTimes::new().set_accessed(fixed).set_modified(fixed))
}

pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(disk::DIR_MODE).create(folder) {
        Ok(()) => folder.parent().map_or(Ok(()), disk::sync_dir),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

pub(super) fn discard(vault: &mut Vault, file: FileId, path: &Path) -> Result<(), AddError> {
    super::remove_file(path).map_err(storing)?;
    Ok(vault.write(|tx| evidence_files::abandon(tx, file))?)
}

pub(super) fn storing(error: io::Error) -> AddError {
    StoreError::from(error).into()
}
