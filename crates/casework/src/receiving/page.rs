//! The sealed bytes out of a page that opens itself, so that this program opens the same file as a browser.
//!
//! # Security
//! Nothing of the page is run or believed: only lines of base64 between the two marks count, each of a bounded length, and
//! what comes out is checked like any other bundle.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandyq_report::opener::{CHUNK, CHUNK_AFTER, CHUNK_BEFORE};
use std::io::{self, BufRead, Read};

/// What a page begins with, in whatever case.
const DOCTYPE: &[u8] = b"<!doctype html";
/// Longest line that is looked at, in bytes: a chunk in base64 and its marks.
const LINE_LIMIT: u64 = (CHUNK as u64).div_ceil(3) * 4 + 128;

/// A bundle as it came: sealed bytes, or a page around them.
pub(super) enum Arrived<R> {
    Sealed(R),
    Page(Unwrapping<R>),
}

/// Looks at the first bytes, which are read again.
pub(super) fn arrived<R: BufRead>(mut input: R) -> io::Result<Arrived<R>> {
    let first = input.fill_buf()?;
    let is_page = first
        .get(..DOCTYPE.len())
        .is_some_and(|first| first.eq_ignore_ascii_case(DOCTYPE));
    Ok(if is_page {
        Arrived::Page(Unwrapping {
            input,
            chunk: Vec::new(),
            at: 0,
        })
    } else {
        Arrived::Sealed(input)
    })
}

/// Reads the sealed bytes of a page.
pub(super) struct Unwrapping<R> {
    input: R,
    chunk: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Unwrapping<R> {
    /// The next chunk; false at the end of the page.
    fn next(&mut self) -> io::Result<bool> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = (&mut self.input).take(LINE_LIMIT).read_until(b'\n', &mut line)?;
            if read == 0 {
                return Ok(false);
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let inner = text
                .strip_prefix(CHUNK_BEFORE.as_bytes())
                .and_then(|rest| rest.strip_suffix(CHUNK_AFTER.as_bytes()));
            if let Some(inner) = inner {
                let damaged = |_| io::Error::from(io::ErrorKind::InvalidData);
                self.chunk = STANDARD.decode(inner).map_err(damaged)?;
                self.at = 0;
                return Ok(true);
            }
        }
    }
}

impl<R: BufRead> Read for Unwrapping<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            if !self.next()? {
                return Ok(0);
            }
        }
        let taken = buffer.len().min(self.chunk.len() - self.at);
        buffer[..taken].copy_from_slice(&self.chunk[self.at..self.at + taken]);
        self.at += taken;
        Ok(taken)
    }
}

impl<R: BufRead> Read for Arrived<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Sealed(input) => input.read(buffer),
            Self::Page(page) => page.read(buffer),
        }
    }
}
