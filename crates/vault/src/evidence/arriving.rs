//! Files that came from elsewhere and wait for a yes.
//!
//! They lie in the vault's quarantine as they will lie among its files: sealed each to a key of its own, padded, with the
//! same time. Until [`admit`] those keys are in memory only, so what is left of a bundle that nobody took is noise; after a
//! yes nothing has to be written again.

use super::write::{AddError, Added, Writing, Written, discard, make_folder, storing};
use crate::disk;
use crate::steady::Steady;
use crate::store::StoreError;
use crate::store::evidence_files::{self, FileId, FileRow};
use crate::vault::Vault;
use sandyq_agefile::Identity;
use sandyq_domain::Timestamp;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Bytes read at once.
const BUFFER: usize = 256 * 1024;

/// A file on its way into the quarantine. Dropped before [`Arriving::finish`], it is removed.
pub struct Arriving {
    writing: Writing,
    place: Place,
    identity: Identity,
}

/// A whole file in the quarantine. Dropped, it is removed.
pub struct Arrived {
    place: Place,
    identity: Identity,
    written: Written,
    stamp: Stamp,
}

/// What the system keeps of a file: a change of its bytes changes this, too. Device, number, length, and the times of its bytes and
/// of itself in seconds and nanoseconds.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp([u64; 3], [(i64, i64); 2]);

impl Stamp {
    fn of(file: &File) -> io::Result<Self> {
        let found = file.metadata()?;
        Ok(Self(
            [found.dev(), found.ino(), found.len()],
            [(found.mtime(), found.mtime_nsec()), (found.ctime(), found.ctime_nsec())],
        ))
    }
}

/// Where a file lies as long as somebody holds this.
struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        // Without its key it is noise; the next unlock empties the folder anyway.
        let _ = fs::remove_file(&self.0);
    }
}

impl Arriving {
    /// Begins a file in a vault's quarantine, [`crate::folder::Folder::incoming`].
    ///
    /// # Errors
    /// The quarantine cannot be written.
    pub fn start(quarantine: &Path) -> io::Result<Self> {
        let name = crate::random::<16>().map_err(io::Error::other)?;
        let place = Place(quarantine.join(crate::hex(&name)));
        let identity = Identity::generate();
        Ok(Self {
            writing: Writing::start(&place.0, &identity, Steady::passing)?,
            place,
            identity,
        })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// The quarantine cannot be written.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writing.put(bytes)
    }

    /// The file is whole, and `sha256` is the hash of its content, as the caller knows it.
    ///
    /// # Errors
    /// The quarantine cannot be written.
    pub fn finish(self, sha256: [u8; 32]) -> io::Result<Arrived> {
        let Self {
            writing,
            place,
            identity,
        } = self;
        let (file, size, stored) = writing.finish()?;
        Ok(Arrived {
            stamp: Stamp::of(&file)?,
            place,
            identity,
            written: Written { size, sha256, stored },
        })
    }
}

/// Puts files among the vault's own, in the order in which they are given. Give each to [`super::keep`] in the transaction
/// that writes its record; without that it is removed at the next unlock.
///
/// # Errors
/// As [`AddError`] says; [`AddError::Unreadable`] of `InvalidData` when a file was altered while it waited. Rows and files of all of them are removed then, at the latest at the next unlock.
pub fn admit(vault: &mut Vault, arrived: &[Arrived], now: Timestamp) -> Result<Vec<Added>, AddError> {
    let checked = arrived.iter().try_for_each(still_whole);
    checked.map_err(AddError::Unreadable)?;
    let files = vault.folder().files();
    let rows = vault.write(|tx| {
        let rows = arrived.iter().map(|arrived| {
            if let Some(known) = evidence_files::by_hash(tx, &arrived.written.sha256)? {
                return Ok(Row::Known(known));
            }
            let name = crate::random::<16>()?;
            let file = evidence_files::begin(tx, &name, &arrived.identity.secret(), now)?;
            Ok(Row::Begun(file, super::path(&files, &name)))
        });
        rows.collect::<Result<Vec<_>, StoreError>>()
    })?;
    // The rows with the keys are on the disk: now the files may come.
    let moved = arrived.iter().zip(&rows).try_for_each(|(arrived, row)| match row {
        Row::Begun(_, path) => move_in(&arrived.place.0, path),
        Row::Known(_) => Ok(()),
    });
    let paths = rows.iter().filter_map(|row| match row {
        Row::Begun(_, path) => Some(path.as_path()),
        Row::Known(_) => None,
    });
    if let Err(error) = moved.and_then(|()| disk::sync_files(&files, paths)) {
        for row in rows {
            if let Row::Begun(file, path) = row {
                // If even this fails (a full disk), the row says `writing` and the next unlock removes both.
                let _ = discard(vault, file, &path);
            }
        }
        return Err(storing(error));
    }
    let added = arrived.iter().zip(rows).map(|(arrived, row)| match row {
        Row::Known(row) => Added::known(&row),
        Row::Begun(file, _) => Added::written(file, &arrived.written),
    });
    Ok(added.collect())
}

enum Row {
    Known(FileRow),
    Begun(FileId, PathBuf),
}

/// A file that somebody touched while it waited is read to its end, so that what became of it is noticed before it counts as ours.
/// What a system altered without a trace is noticed when it is read, as in any file of the vault.
fn still_whole(arrived: &Arrived) -> io::Result<()> {
    let file = disk::open_existing(&arrived.place.0, false)?;
    if Stamp::of(&file)? == arrived.stamp {
        return Ok(());
    }
    if file.metadata()?.len() != arrived.written.stored {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let opening = sandyq_agefile::open(&arrived.identity, BufReader::with_capacity(BUFFER, file));
    let mut opening = opening.map_err(|_| io::ErrorKind::InvalidData)?;
    let mut buffer = Zeroizing::new(vec![0; BUFFER]);
    loop {
        match opening.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
    }
}

fn move_in(from: &Path, to: &Path) -> io::Result<()> {
    make_folder(to.parent().ok_or(io::ErrorKind::NotFound)?)?;
    fs::rename(from, to)
}
