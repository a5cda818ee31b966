//! Reading evidence: anywhere in the file, never past its true end, never a shortened file as a whole one.

use super::path;
use crate::disk;
use crate::store::StoreError;
use crate::store::evidence_files::{self, FileId, FileRow};
use crate::vault::Vault;
use openssl::sha::Sha256;
use sandyq_agefile::{Identity, Opening, open_seek};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use zeroize::Zeroizing;

/// The content of one evidence file. It owns its file: the vault may be used, or closed, beside it.
pub struct Evidence {
    content: Opening<BufReader<File>>,
    size: u64,
    position: u64,
}

/// Why evidence does not open. Nothing is changed because of it.
#[derive(Debug, thiserror::Error)]
pub enum OpenEvidenceError {
    /// The vault has no such file, or it is not in its folder.
    #[error("the evidence file is missing")]
    Missing,
    /// It was altered or cut short.
    #[error("the evidence file is damaged")]
    Damaged,
    /// The disk cannot read it.
    #[error("the evidence file could not be read")]
    Unreadable(#[source] io::Error),
    /// The database failed.
    #[error("the evidence file could not be looked up")]
    Store(#[from] StoreError),
}

/// Opens a file for reading and seeking. Its last chunk is authenticated here, every other one when it is read.
///
/// # Errors
/// As [`OpenEvidenceError`] says.
pub fn open(vault: &Vault, file: FileId) -> Result<Evidence, OpenEvidenceError> {
    let row = vault
        .read(|view| evidence_files::read(view, file))?
        .ok_or(OpenEvidenceError::Missing)?;
    let FileRow {
        file: _,
        name,
        secret,
        size,
        sha256: _,
        stored,
    } = row;
    let file =
        disk::open_existing(&path(&vault.folder().files(), &name), false).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenEvidenceError::Missing,
            _ => OpenEvidenceError::Unreadable(error),
        })?;
    if file.metadata().map_err(OpenEvidenceError::Unreadable)?.len() != stored {
        return Err(OpenEvidenceError::Damaged);
    }
    let identity = Identity::from_secret(&secret).map_err(|_| StoreError::Damaged)?;
    let content = open_seek(&identity, BufReader::new(file)).map_err(|error| match error {
        sandyq_agefile::OpenError::Io(error) => OpenEvidenceError::Unreadable(error),
        // Sealed by this program to this key: whatever else is refused about it was damaged since.
        _ => OpenEvidenceError::Damaged,
    })?;
    Ok(Evidence {
        content,
        size,
        position: 0,
    })
}

impl Evidence {
    /// The true size in bytes.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }
}

impl Read for Evidence {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size - self.position).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        if wanted == 0 {
            return Ok(0);
        }
        let read = self.content.read(&mut buffer[..wanted])?;
        if read == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Evidence {
    /// Positions behind the end are moved to the end.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => self.size.checked_add_signed(offset),
        };
        let target = target.ok_or(io::ErrorKind::InvalidInput)?.min(self.size);
        self.content.seek(SeekFrom::Start(target))?;
        self.position = target;
        Ok(target)
    }
}

/// What a check of an evidence file found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Checked {
    /// The content has the hash that was entered when it came.
    Whole,
    /// The file is not in the folder.
    Missing,
    /// The file was altered or cut short, or has another hash.
    Damaged,
    /// The disk cannot read it.
    Unreadable,
    /// The person stopped it.
    Stopped,
}

/// Reads a file to its end and compares its hash. `progress` is told the bytes done and may stop it.
///
/// # Errors
/// The database's only; what is wrong with the file is the answer.
pub fn verify(
    vault: &Vault,
    file: FileId,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Checked, StoreError> {
    let Some(row) = vault.read(|view| evidence_files::read(view, file))? else {
        return Ok(Checked::Missing);
    };
    let mut content = match open(vault, file) {
        Ok(content) => content,
        Err(OpenEvidenceError::Missing) => return Ok(Checked::Missing),
        Err(OpenEvidenceError::Damaged) => return Ok(Checked::Damaged),
        Err(OpenEvidenceError::Unreadable(_)) => return Ok(Checked::Unreadable),
        Err(OpenEvidenceError::Store(error)) => return Err(error),
    };
    let (mut hash, mut buffer) = (Sha256::new(), Zeroizing::new(vec![0; 64 * 1024]));
    loop {
        match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => hash.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(Checked::Damaged),
            Err(_) => return Ok(Checked::Unreadable),
        }
        if progress(content.position).is_break() {
            return Ok(Checked::Stopped);
        }
    }
    let found = hash.finish();
    Ok(if found == row.sha256 {
        Checked::Whole
    } else {
        Checked::Damaged
    })
}
