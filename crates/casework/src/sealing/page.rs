//! A sealed bundle as a page that opens itself: the same bytes, in lines of base64 between the two halves of the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandyq_report::opener::{CHUNK, CHUNK_AFTER, CHUNK_BEFORE};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Takes sealed bytes and writes the page. **Without [`Page::finish`] it has no end and opens nothing.**
pub(super) struct Page<W> {
    out: W,
    waiting: Vec<u8>,
    behind: &'static str,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Page<W> {
    pub(super) fn begin(out: W, before: &str, behind: &'static str) -> io::Result<Self> {
        let mut page = Self {
            out,
            waiting: Vec::with_capacity(CHUNK),
            behind,
            hash: Sha256::new(),
            size: 0,
        };
        page.put(before.as_bytes())?;
        Ok(page)
    }

    /// Writes the rest. The sum and the size of the whole page.
    pub(super) fn finish(mut self) -> io::Result<([u8; 32], u64)> {
        self.line()?;
        self.put(self.behind.as_bytes())?;
        self.out.flush()?;
        Ok((self.hash.finalize().into(), self.size))
    }

    fn line(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let line = format!("{CHUNK_BEFORE}{}{CHUNK_AFTER}\n", STANDARD.encode(&self.waiting));
        self.waiting.clear();
        self.put(line.as_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

impl<W: Write> Write for Page<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = CHUNK - self.waiting.len();
        let taken = bytes.len().min(room);
        self.waiting.extend_from_slice(&bytes[..taken]);
        if self.waiting.len() == CHUNK {
            self.line()?;
        }
        Ok(taken)
    }

    /// A chunk that is not full waits for more.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
