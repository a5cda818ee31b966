//! Small files that somebody named, to be read.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The first so many bytes of a file.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] for what is no file and would be waited for, as a pipe or a device; those of reading.
pub(crate) fn beginning(file: &Path, limit: u64) -> io::Result<Vec<u8>> {
    if !file.metadata()?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
