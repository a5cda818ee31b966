//! A reader whose first bytes were already looked at: they are read again, then the rest.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

const REFILL: usize = 8 * 1024;

/// Serves `head` from `pos`, then `inner`, which stands right behind the end of `head`.
pub(crate) struct Replay<R> {
    head: Vec<u8>,
    pos: usize,
    inner: R,
}

impl<R> Replay<R> {
    pub(crate) fn new(head: Vec<u8>, inner: R) -> Self {
        Self { head, pos: 0, inner }
    }

    fn waiting(&self) -> &[u8] {
        &self.head[self.pos..]
    }
}

impl<R: Read> Read for Replay<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.waiting().is_empty() {
            return self.inner.read(buf);
        }
        let read = self.waiting().read(buf)?;
        self.pos += read;
        Ok(read)
    }
}

impl<R: Read> BufRead for Replay<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.waiting().is_empty() {
            self.pos = 0;
            self.head.resize(REFILL, 0);
            let read = self.inner.read(&mut self.head);
            self.head.truncate(*read.as_ref().unwrap_or(&0));
            read?;
        }
        Ok(self.waiting())
    }

    fn consume(&mut self, amount: usize) {
        self.pos = self.head.len().min(self.pos + amount);
    }
}

impl<R: Read + Seek> Seek for Replay<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let waiting = i64::try_from(self.waiting().len()).map_err(io::Error::other)?;
        // The inner reader stands `waiting` bytes further than we do.
        let to = match to {
            SeekFrom::Current(by) => SeekFrom::Current(by.saturating_sub(waiting)),
            SeekFrom::Start(_) | SeekFrom::End(_) => to,
        };
        let at = self.inner.seek(to)?;
        self.head.clear();
        self.pos = 0;
        Ok(at)
    }

    fn stream_position(&mut self) -> io::Result<u64> {
        Ok(self.inner.stream_position()? - self.waiting().len() as u64)
    }
}
