//! The copy of the database that precedes every upgrade: `data.old` beside `data`.
//!
//! **No step of an upgrade runs before the copy is on the disk, has the same bytes and opens with the key.** A copy that was
//! cut short is replaced by the next attempt: `data` is then still the old one. The copy stays until the next upgrade, and
//! until re-keying, *destroy* or *forget* remove it, since it holds what they are to end.

use super::error::StoreError;
use super::{connection, migration};
use crate::disk;
use crate::folder::names;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// Folds the journal into the file, closes it, copies it and opens it again. It is closed meanwhile because the end of any
/// other descriptor of the same file would drop the locks of this process on it.
pub fn keep(connection: Connection, path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let version = migration::version(&connection)?;
    fold(connection, path)?;
    let old = path.with_file_name(names::OLD_DATA);
    let kept = copy(path, &old).and_then(|whole| {
        let opened = connection::look(&old, key)?;
        if whole && migration::version(&opened)? == version {
            Ok(())
        } else {
            Err(StoreError::Damaged)
        }
    });
    if let Err(error) = kept {
        // Half a copy is of no use to anybody, and a full disk needs the room.
        let _ = fs::remove_file(&old);
        return Err(error);
    }
    connection::open(path, key)
}

fn fold(mut connection: Connection, path: &Path) -> Result<(), StoreError> {
    connection::configure(&mut connection)?;
    super::close_folded(connection, path)
}

/// Copies to the last byte, down to the disk, and reads the copy again: whether it is the same.
fn copy(from: &Path, to: &Path) -> Result<bool, StoreError> {
    match fs::remove_file(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let (mut source, mut copy) = (disk::open_existing(from, false)?, disk::create(to)?);
    let written = pass(&mut source, &mut copy)?;
    copy.sync_all()?;
    if let Some(folder) = to.parent() {
        disk::sync_dir(folder)?;
    }
    let read = pass(&mut disk::open_existing(to, false)?, &mut io::sink())?;
    Ok(read == written)
}

/// Length and SHA-256 of what went from one to the other.
fn pass(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<(u64, [u8; 32])> {
    let (mut hash, mut length) = (Sha256::new(), 0);
    let mut buffer = Zeroizing::new(vec![0; 1 << 16]);
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok((length, hash.finalize().into())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        length += read as u64;
    }
}
