//! Files the program writes for people: a new name only, whole or not at all.
//!
//! Written without a name in the folder they go to, made durable, then given their name; an existing file is never replaced.
//! **What is killed half way leaves nothing**: a file without a name goes with its last handle. Where the file system has no
//! such files (FAT, NFS), a part beside the place is renamed instead.

use crate::checking::is_inside;
use crate::failure::{ErrorCode, Failure};
use openssl::sha::Sha256;
use std::cell::OnceCell;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The file being written. **It is removed again, from its place too, unless it is kept**: a file that left without an entry in
/// the ledger would give its number out twice.
pub(crate) struct Unfinished {
    part: Part,
    name: String,
    published: OnceCell<PathBuf>,
    kept: bool,
}

/// Where the bytes are until they are published.
enum Part {
    /// In a file without a name.
    Nameless(File),
    /// Under a name of their own, in the same folder.
    Named(PathBuf),
}

impl Unfinished {
    /// Begins a file that will stand at `out`.
    pub(crate) fn make(out: &Path) -> Result<Self, Failure> {
        let name = file_name(out);
        let part = match nameless(folder_of(out)) {
            Ok(Some(file)) => Ok(Part::Nameless(file)),
            Ok(None) => named(folder_of(out), random_name()?).map(Part::Named),
            Err(error) => Err(error),
        };
        let part = part.map_err(|error| Failure::of_writing(&error, &name))?;
        Ok(Self {
            part,
            name,
            published: OnceCell::new(),
            kept: false,
        })
    }

    /// The same with all that will stand in it, durable.
    pub(crate) fn holding(out: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        let unfinished = Self::make(out)?;
        let written = unfinished.file()?.write_all(bytes);
        written.map_err(|error| Failure::of_writing(&error, &unfinished.name))?;
        unfinished.sync()?;
        Ok(unfinished)
    }

    /// The part, for writing.
    pub(crate) fn file(&self) -> Result<File, Failure> {
        let file = match &self.part {
            Part::Nameless(file) => file.try_clone(),
            Part::Named(path) => private().open(path),
        };
        file.map_err(|error| Failure::of_writing(&error, &self.name))
    }

    /// Makes the part durable.
    pub(crate) fn sync(&self) -> Result<(), Failure> {
        let synced = self.file()?.sync_all();
        synced.map_err(|error| Failure::of_writing(&error, &self.name))
    }

    /// Puts the part in its place, if that is still free.
    pub(crate) fn publish(&self, out: &Path) -> Result<(), Failure> {
        let put = match &self.part {
            Part::Nameless(file) => link_new(file, out),
            Part::Named(path) => rename_new(path, out),
        };
        if put.is_ok() {
            self.published.get_or_init(|| out.to_owned());
        }
        let synced = put.and_then(|()| File::open(folder_of(out))?.sync_all());
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
        let path = match (self.published.get(), &self.part) {
            (Some(path), _) | (None, Part::Named(path)) => path,
            (None, Part::Nameless(_)) => return,
        };
        // Nothing else can be done about a file that cannot be removed.
        let _ = fs::remove_file(path);
    }
}

/// Where a file that is named in the ledger will stand: the same tomorrow, in another working folder; outside of the vault, and
/// free.
pub(crate) fn new_place(out: &Path, vault: &Path) -> Result<PathBuf, Failure> {
    let name = file_name(out);
    let out = std::path::absolute(out).map_err(|error| Failure::of_writing(&error, &name))?;
    if is_inside(&out, vault) {
        return Err(ErrorCode::PlaceInsideVault.into());
    }
    if fs::symlink_metadata(&out).is_ok() {
        return Err(Failure::about(ErrorCode::FileExists, name));
    }
    Ok(out)
}

/// A new file without a name; none where the file system has no such files, or could not name it later.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> std::io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    match open(folder, flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => {
            let file = File::from(file);
            Ok(fs::metadata(handle(&file)).is_ok().then_some(file))
        }
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOSYS) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The way to an open file: a link that the system keeps for it.
#[cfg(target_os = "linux")]
fn handle(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd as _;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Gives a file its first name, which must be free.
#[cfg(target_os = "linux")]
fn link_new(file: &File, to: &Path) -> std::io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, handle(file), CWD, to, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path) -> std::io::Result<Option<File>> {
    Ok(None)
}

#[cfg(not(target_os = "linux"))]
fn link_new(_: &File, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// A new file under a name of its own.
fn named(folder: &Path, name: String) -> std::io::Result<PathBuf> {
    let path = folder.join(name);
    private().create_new(true).open(&path)?;
    Ok(path)
}

/// A name nobody else has: a part of somebody else's download is not ours to remove.
fn random_name() -> Result<String, Failure> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|_| ErrorCode::System)?;
    Ok(format!("{:016x}.part", u64::from_be_bytes(random)))
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
    if hash.finish() != *sha256 {
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
    publish_small(out, bytes)?.keep();
    Ok(())
}

/// The same, and it goes again unless the caller keeps it.
pub(crate) fn publish_small(out: &Path, bytes: &[u8]) -> Result<Unfinished, Failure> {
    let written = Unfinished::holding(out, bytes)?;
    written.publish(out)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openssl::sha::sha256;

    fn names(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("it is there");
        entries.map(|entry| entry.expect("readable").path()).collect()
    }

    fn written(out: &Path) -> Unfinished {
        let bytes = b"a statement";
        write_new(out, &mut &bytes[..], &sha256(bytes)).unwrap_or_else(|_| panic!("there is room"))
    }

    /// The same under a name, as on a file system that knows no files without one.
    fn written_under_a_name(out: &Path) -> Unfinished {
        let path = named(folder_of(out), random_name().unwrap_or_else(|_| panic!("random"))).expect("writable");
        fs::write(&path, b"a statement").expect("writable");
        Unfinished {
            part: Part::Named(path),
            name: file_name(out),
            published: OnceCell::new(),
            kept: false,
        }
    }

    #[test]
    fn nothing_has_a_name_before_it_is_published_and_nothing_stays_of_what_is_dropped() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out.txt");
        let unfinished = written(&out);
        assert!(
            matches!(unfinished.part, Part::Nameless(_)),
            "this file system has no nameless files"
        );
        assert!(names(folder.path()).is_empty(), "what is killed now leaves nothing");
        drop(unfinished);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_is_published_stands_whole_and_private_and_stays_only_when_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out.txt");
        for make in [written, written_under_a_name] {
            let unfinished = make(&out);
            assert!(unfinished.publish(&out).is_ok());
            assert_eq!(names(folder.path()), std::slice::from_ref(&out));
            assert_eq!(fs::read(&out).expect("it is there"), b"a statement");
            let mode = fs::metadata(&out).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            drop(unfinished);
            assert!(names(folder.path()).is_empty());
            let unfinished = make(&out);
            assert!(unfinished.publish(&out).is_ok());
            unfinished.keep();
            assert_eq!(names(folder.path()), std::slice::from_ref(&out));
            fs::remove_file(&out).expect("it is there");
        }
    }

    #[test]
    fn a_name_that_was_taken_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out.txt");
        for make in [written, written_under_a_name] {
            let unfinished = make(&out);
            fs::write(&out, b"somebody's").expect("writable");
            let failure = unfinished.publish(&out).err().map(|failure| failure.code);
            assert_eq!(failure, Some(ErrorCode::FileExists));
            drop(unfinished);
            assert_eq!(fs::read(&out).expect("it is there"), b"somebody's");
            assert_eq!(names(folder.path()), std::slice::from_ref(&out));
            fs::remove_file(&out).expect("it is there");
        }
    }
}
