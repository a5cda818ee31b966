//! Large files that reach the disk while they are written, and not all at once when they are synchronised.

use std::fs::File;
use std::io::{self, Write};

/// Bytes after which the system is asked to begin writing out.
const STEP: u64 = 16 << 20;

/// A file being written from its beginning.
pub struct Steady {
    file: File,
    written: u64,
    /// Up to here writing out has begun.
    begun: u64,
    /// What is on the disk need not stay in memory.
    is_passing: bool,
}

impl Steady {
    /// `file` is empty.
    #[must_use]
    pub const fn new(file: File) -> Self {
        Self {
            file,
            written: 0,
            begun: 0,
            is_passing: false,
        }
    }

    /// As [`Steady::new`], for a file that nobody reads soon: what is on the disk is dropped from memory, and taken for what comes
    /// next. Fresh memory for a gibibyte costs more than sealing it, and other programs keep theirs.
    #[must_use]
    pub fn passing(file: File) -> Self {
        let mut steady = Self::new(file);
        steady.is_passing = true;
        steady
    }

    /// The file, not synchronised.
    #[must_use]
    pub fn into_file(self) -> File {
        self.file
    }

    /// Linux begins to write out what is dirty in a range that it is told not to keep, and drops what is not dirty any more. Advice
    /// only: nothing depends on it.
    #[cfg(target_os = "linux")]
    fn begin(&self) {
        use rustix::fs::{Advice, fadvise};
        let from = if self.is_passing {
            self.begun.saturating_sub(4 * STEP)
        } else {
            self.begun
        };
        let length = std::num::NonZero::new(self.written - from);
        let _ = fadvise(&self.file, from, length, Advice::DontNeed);
    }

    #[cfg(not(target_os = "linux"))]
    fn begin(&self) {}
}

impl Write for Steady {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written as u64;
        if self.written - self.begun >= STEP {
            self.begin();
            self.begun = self.written;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
