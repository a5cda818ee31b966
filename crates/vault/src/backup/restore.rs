//! Putting a backup back into an empty place, by the same steps as a new vault is made: cut anywhere, there is nothing or a vault.

use super::index::{Index, StoredFile};
use super::place::Place;
use super::read::Reading;
use super::{BackupError, Damage, Progress};
use crate::disk;
use crate::evidence;
use crate::folder::Folder;
use crate::key::{self, KeyError, KeyImage};
use crate::secret::Secret;
use crate::store::census;
use crate::vault::as_key;
use sandyq_domain::Timestamp;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What was put back.
pub struct Restored {
    /// When the backup was made.
    pub time: Timestamp,
    /// Records in use and in the trash.
    pub records: u64,
    /// Evidence files.
    pub files: u64,
    /// Bytes of database and evidence.
    pub bytes: u64,
}

/// Restores the newest backup in `from` that `secret` opens into `into`, which must be empty or missing. The result is a vault
/// like the one that was backed up, on a machine of its own and with no backup of its own yet.
///
/// # Errors
/// [`BackupError::Key`] as at the door; [`BackupError::Damaged`] when a single byte is not what was written. **Nothing half done
/// stays**, and the backup is never changed.
pub fn restore(
    from: &Path,
    into: &Path,
    secret: &Secret,
    progress: &mut Progress<'_>,
) -> Result<Restored, BackupError> {
    let place = Place::existing(from)?;
    let snapshots = place.snapshots(None)?.must_have_ours()?;
    let image = match place.key_bytes()? {
        Some(bytes) => KeyImage::from_bytes(&bytes).map_err(BackupError::Key)?,
        None => return Err(BackupError::NoBackup),
    };
    let master = image.open(secret).map_err(BackupError::Key)?.master;
    let backup_key = master.derive_backup_key()?;
    let Some((_, index, _)) = snapshots.newest(&backup_key).or_unread()? else {
        return Err(BackupError::Damaged(Damage::of_index()));
    };
    let database_key = master.derive_database_key()?;
    let folder = Folder::create(into).map_err(BackupError::Folder)?;
    let put = put_back(&place, &index, &folder, progress).and_then(|()| {
        let key = as_key(&database_key).map_err(BackupError::Key)?;
        census::detach(&folder.new_data(), key)?;
        disk::open_existing(&folder.new_data(), false)?.sync_all()?;
        disk::sync_file_system(folder.path())?;
        key::publish(&folder, &image).map_err(|error| match error {
            KeyError::Io(error) => error.into(),
            other => BackupError::Key(other),
        })
    });
    if let Err(error) = put {
        // What the disk refuses to remove now is removed by the next attempt.
        let _ = folder.discard_unfinished();
        return Err(error);
    }
    Ok(Restored {
        time: Timestamp::from_millis(index.time),
        records: index.census.records(),
        files: index.files.len() as u64,
        bytes: index.bytes(),
    })
}

fn put_back(place: &Place, index: &Index, folder: &Folder, progress: &mut Progress<'_>) -> Result<(), BackupError> {
    let mut reading = Reading::new(place, index, progress);
    // The name of the new database marks the folder as unfinished: it is there before the first evidence file.
    reading.database(&folder.new_data())?;
    disk::sync_dir(folder.path())?;
    let files = folder.files();
    reading.evidence(&mut |file, part, bytes| put_part(&files, file, part, bytes))?;
    match reading.damage() {
        Some(damage) => Err(BackupError::Damaged(damage)),
        None => Ok(()),
    }
}

fn put_part(files: &Path, file: &StoredFile, part: usize, bytes: &[u8]) -> io::Result<()> {
    let path = evidence::path(files, &file.name);
    let mut out: File = if part == 0 {
        if let Some(folder) = path.parent() {
            evidence::make_folder(folder)?;
        }
        disk::create(&path)?
    } else {
        // Made a moment ago, in a folder that this process alone holds. If its first part was bad it is not there, and the whole
        // is thrown away in the end.
        match OpenOptions::new().append(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        }
    };
    out.write_all(bytes)?;
    #[cfg(not(target_os = "linux"))]
    out.sync_all()?;
    if part + 1 == file.parts.len() {
        evidence::set_fixed_time(&out)?;
    }
    Ok(())
}
