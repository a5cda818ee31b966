//! Overwriting in place: the whole of a key file, the ends of everything else.

use super::marker::{Marker, STAMP_LEN};
use crate::disk::{self, FILE_MODE};
use crate::key::KEY_FILE_LEN;
use crate::locked::fill_random;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;

/// The whole file, in place, two times, each on the disk before the next; with a marker, its stamp comes first.
pub(super) fn overwrite_twice(path: &Path, marker: Option<&Marker>) -> io::Result<()> {
    let file = open_at_any_mode(path)?;
    let len = file.metadata()?.len();
    for _ in 0..2 {
        let mut noise = vec![0; KEY_FILE_LEN];
        fill_random(&mut noise)?;
        if let Some(marker) = marker {
            noise[..STAMP_LEN].copy_from_slice(&marker.stamp());
        }
        let first = usize::try_from(len).unwrap_or(usize::MAX).min(KEY_FILE_LEN);
        file.write_all_at(&noise[..first], 0)?;
        disk::overwrite(&file, first as u64, len - first as u64)?;
        file.sync_data()?;
    }
    Ok(())
}

/// Overwrites the first and the last `ends` bytes of a file, and leaves it open for whoever wants to wait for the disk. A
/// stamp comes first, and before the rest: cut short in between, the file is known for this wipe's.
pub(crate) fn spoil(path: &Path, ends: u64, stamp: Option<&[u8; STAMP_LEN]>) -> io::Result<File> {
    let file = open_at_any_mode(path)?;
    let len = file.metadata()?.len();
    let stamped = stamp.map_or(&[][..], |stamp| {
        &stamp[..usize::try_from(len).unwrap_or(usize::MAX).min(STAMP_LEN)]
    });
    file.write_all_at(stamped, 0)?;
    let done = stamped.len() as u64;
    disk::overwrite(&file, done, len.min(ends) - done)?;
    disk::overwrite(
        &file,
        len.saturating_sub(ends).max(len.min(ends)),
        len.saturating_sub(ends).min(ends),
    )?;
    Ok(file)
}

/// Opens for writing even what somebody made read-only.
fn open_at_any_mode(path: &Path) -> io::Result<File> {
    match disk::open_existing(path, true) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && disk::is_file(path) => {
            fs::set_permissions(path, Permissions::from_mode(FILE_MODE))?;
            disk::open_existing(path, true)
        }
        other => other,
    }
}
