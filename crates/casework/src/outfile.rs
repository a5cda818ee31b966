//! Files the program writes for people: a new name only, whole or not at all.
//!
//! Written beside the place they go to, made durable, then put there by a rename; an existing file is never replaced.

use crate::failure::{ErrorCode, Failure};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file being written, thrown away unless it is published.
pub(crate) struct Unfinished {
    path: PathBuf,
    name: String,
}

impl Unfinished {
    /// Begins a file that will stand at `out`.
    pub(crate) fn make(out: &Path) -> Result<Self, Failure> {
        let name = file_name(out);
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let this = Self {
            path: part.into(),
            name,
        };
        match fs::remove_file(&this.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::of_writing(&error, &this.name));
            }
            _ => {}
        }
        private()
            .create_new(true)
            .open(&this.path)
            .map_err(|error| Failure::of_writing(&error, &this.name))?;
        Ok(this)
    }

    /// The part, for writing.
    pub(crate) fn file(&self) -> Result<File, Failure> {
        private()
            .open(&self.path)
            .map_err(|error| Failure::of_writing(&error, &self.name))
    }

    /// Makes the part durable.
    pub(crate) fn sync(&self) -> Result<(), Failure> {
        let synced = self.file()?.sync_all();
        synced.map_err(|error| Failure::of_writing(&error, &self.name))
    }

    /// Puts the part in its place, if that is still free.
    pub(crate) fn publish(&self, out: &Path) -> Result<(), Failure> {
        let renamed = if fs::symlink_metadata(out).is_ok() {
            Err(std::io::ErrorKind::AlreadyExists.into())
        } else {
            fs::rename(&self.path, out)
        };
        let folder = out
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let synced = renamed.and_then(|()| File::open(folder)?.sync_all());
        synced.map_err(|error| Failure::of_writing(&error, &self.name))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already when it was published; nothing else can be done about a part that cannot be removed.
        let _ = fs::remove_file(&self.path);
    }
}

fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// The last part of a path, for messages.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Streams `source` into a part of `out`, to be published by the caller.
///
/// # Errors
/// [`ErrorCode::EvidenceDamaged`] when it cannot be read to its end or its SHA-256 is another one.
pub(crate) fn write_new(out: &Path, source: &mut dyn Read, sha256: &[u8; 32]) -> Result<Unfinished, Failure> {
    let name = file_name(out);
    let unfinished = Unfinished::make(out)?;
    let mut file = unfinished.file()?;
    let (mut buffer, mut hash) = (vec![0; 256 * 1024], Sha256::new());
    loop {
        let n = source.read(&mut buffer).map_err(|_| ErrorCode::EvidenceDamaged)?;
        if n == 0 {
            break;
        }
        hash.update(&buffer[..n]);
        file.write_all(&buffer[..n])
            .map_err(|error| Failure::of_writing(&error, &name))?;
    }
    if <[u8; 32]>::from(hash.finalize()) != *sha256 {
        return Err(ErrorCode::EvidenceDamaged.into());
    }
    unfinished.sync()?;
    Ok(unfinished)
}

/// Writes a small new file: a contact card.
///
/// # Errors
/// [`ErrorCode::FileExists`], [`ErrorCode::DiskFull`], …
pub fn write_small(out: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_new(out, &mut &*bytes, &Sha256::digest(bytes).into())?.publish(out)
}
