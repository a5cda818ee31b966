//! The few file operations whose exact order the vault's promises hang on. No symbolic link is ever followed
//! here but the one by which a person names the folder.

use crate::locked::fill_random;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Of every file the vault makes.
pub(crate) const FILE_MODE: u32 = 0o600;
/// Of every folder the vault makes.
pub(crate) const DIR_MODE: u32 = 0o700;

/// Makes a rename, creation or removal in `dir` survive a power cut.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Makes a folder and those above it that are missing, and makes their names survive a power cut.
pub(crate) fn make_dirs(dir: &Path) -> io::Result<()> {
    let missing = dir
        .ancestors()
        .take_while(|path| *path != Path::new("") && !path.exists());
    let missing: Vec<_> = missing.collect();
    DirBuilder::new().recursive(true).mode(DIR_MODE).create(dir)?;
    if missing.is_empty() {
        // An attempt that was cut short may have made it; one that is older may lie where we may not read.
        let _ = sync_dir(above(dir));
    }
    missing.into_iter().try_for_each(|path| sync_dir(above(path)))
}

fn above(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    }
}

/// The folder itself where `dir` is a link to it; a folder that is not there keeps its name.
pub(crate) fn real(dir: &Path) -> PathBuf {
    fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned())
}

/// A new private file; fails if the name exists.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path)
}

/// An existing regular file, for reading and, when `write`, for writing in place.
pub(crate) fn open_existing(path: &Path, write: bool) -> io::Result<File> {
    // O_NONBLOCK: a pipe laid in the file's place must not hang the program.
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let file = OpenOptions::new()
        .read(true)
        .write(write)
        .custom_flags(flags)
        .open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
    }
}

/// The whole of a file that must not be longer than `limit`; one byte more is read to show that it is.
pub(crate) fn read_limited(file: &File, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(limit + 1);
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes random bytes over `len` bytes from `start`, in place.
pub(crate) fn overwrite(file: &File, start: u64, len: u64) -> io::Result<()> {
    let mut noise = vec![0; 64 * 1024];
    let mut done = 0;
    while done < len {
        let part = usize::try_from(len - done).unwrap_or(usize::MAX).min(noise.len());
        fill_random(&mut noise[..part])?;
        file.write_all_at(&noise[..part], start + done)?;
        done += part as u64;
    }
    Ok(())
}

/// Gives the blocks of a file, `from` that byte on, back to the disk (and its TRIM) while the file still exists. Best effort.
pub(crate) fn punch_hole(file: &File, from: u64) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{FallocateFlags, fallocate};
        let len = file.metadata().map_or(0, |meta| meta.len()).saturating_sub(from);
        len > 0 && fallocate(file, FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE, from, len).is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (file, from);
        false
    }
}

/// Writes out everything the file system of `dir` still holds back.
pub(crate) fn sync_file_system(dir: &Path) -> io::Result<()> {
    let dir = File::open(dir)?;
    #[cfg(target_os = "linux")]
    return Ok(rustix::fs::syncfs(&dir)?);
    #[cfg(not(target_os = "linux"))]
    return dir.sync_all();
}

/// Brings many files below `dir` to the disk: where a file system cannot be synchronised as a whole, each file is.
pub(crate) fn sync_files<'p>(dir: &Path, files: impl Iterator<Item = &'p Path>) -> io::Result<()> {
    if !cfg!(target_os = "linux") {
        for file in files {
            File::open(file)?.sync_all()?;
        }
    }
    sync_file_system(dir)
}

/// Takes all rights from group and others. Best effort: exFAT and NTFS have none to take.
pub(crate) fn tighten(path: &Path, mode: u32) {
    if let Ok(meta) = fs::symlink_metadata(path)
        && !meta.is_symlink()
        && meta.permissions().mode() & 0o077 != 0
    {
        let _ = fs::set_permissions(path, Permissions::from_mode(mode));
    }
}

/// Whether `path` itself is a regular file; a link to one is not.
pub(crate) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
}

/// Whether `path` itself is a folder; a link to one is not.
pub(crate) fn is_dir(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}
