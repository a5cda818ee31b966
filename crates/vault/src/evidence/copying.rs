//! A stored evidence file, byte for byte, into another vault's folder. It stays sealed all the way.

use super::path;
use super::write::{FIXED_TIME, make_folder};
use crate::disk;
use crate::folder::Folder;
use crate::store::StoreError;
use std::fs::FileTimes;
use std::io::{self, Read, Write};
use std::time::{SystemTime, UNIX_EPOCH};

/// Copies what can be read of a file, down to the disk. `false` when it is missing or could not be read to its end: what
/// was read stays, since part of a recording is better than none.
pub(crate) fn copy_in(from: &Folder, to: &Folder, name: &[u8; 16]) -> Result<bool, StoreError> {
    let Ok(mut source) = disk::open_existing(&path(&from.files(), name), false) else {
        return Ok(false);
    };
    let target = path(&to.files(), name);
    let folder = target.parent().ok_or(StoreError::Missing)?;
    make_folder(folder)?;
    let mut copy = disk::create(&target)?;
    let (mut buffer, mut whole) = (vec![0; 1 << 16], true);
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => copy.write_all(&buffer[..read])?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => {
                whole = false;
                break;
            }
        }
    }
    let fixed: SystemTime = UNIX_EPOCH + FIXED_TIME;
    copy.set_times(FileTimes::new().set_accessed(fixed).set_modified(fixed))?;
    copy.sync_all()?;
    disk::sync_dir(folder)?;
    Ok(whole)
}
