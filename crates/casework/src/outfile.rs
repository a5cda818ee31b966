//! Files the program writes for people: a new name only, whole or not at all.
//!
//! Written beside the place they go to, made durable, then put there by a rename; an existing file is never replaced.

use crate::failure::{ErrorCode, Failure};
use sha2::{Digest, Sha256};
use std::cell::OnceCell;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file being written. **It is removed again, from its place too, unless it is kept**: a file that left without an entry in
/// the ledger would give its number out twice.
pub(crate) struct Unfinished {
    path: PathBuf,
    name: String,
    published: OnceCell<PathBuf>,
    kept: bool,
}

impl Unfinished {
    /// Begins a file that will stand at `out`.
    pub(crate) fn make(out: &Path) -> Result<Self, Failure> {
        let name = file_name(out);
        // A name nobody else has: a part of somebody else's download is not ours to remove.
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|_| ErrorCode::System)?;
        let path = folder_of(out).join(format!("{:016x}.part", u64::from_be_bytes(random)));
        private()
            .create_new(true)
            .open(&path)
            .map_err(|error| Failure::of_writing(&error, &name))?;
        Ok(Self {
            path,
            name,
            published: OnceCell::new(),
            kept: false,
        })
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
        let renamed = rename_new(&self.path, out);
        if renamed.is_ok() {
            self.published.get_or_init(|| out.to_owned());
        }
        let synced = renamed.and_then(|()| File::open(folder_of(out))?.sync_all());
        synced.map_err(|error| Failure::of_writing(&error, &self.name))
    }

    /// Lets the published file stand: everything that had to be written about it has been written.
    pub(crate) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // Nothing else can be done about a file that cannot be removed.
        let _ = fs::remove_file(self.published.get().unwrap_or(&self.path));
    }
}

/// Renames onto a name that must be free, in one step where the file system can.
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            done => return Ok(done?),
        }
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
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
    let written = write_new(out, &mut &*bytes, &Sha256::digest(bytes).into())?;
    written.publish(out)?;
    written.keep();
    Ok(())
}
