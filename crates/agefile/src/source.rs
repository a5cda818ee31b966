//! The sealed chunks of an input, by their numbers.
//!
//! Knows where the payload begins in an input that can seek, and what of it was read together with the header. Keeps
//! apart three ends: more may follow, the input is over, the input failed.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use crate::batch_open::Batch;
use crate::chunk::SEALED;

pub(crate) struct Source<R> {
    input: R,
    /// Read together with the header: comes before what `input` gives next.
    ahead: Vec<u8>,
    /// The number of the next chunk, and how many were read since the last move.
    next: u64,
    run: u64,
    over: bool,
    /// Where the payload begins, in the input's own positions.
    start: Start,
}

enum Start {
    /// So many bytes before where the input stands.
    Behind(u64),
    At(u64),
}

/// The last chunk of an input, as its size says.
pub(crate) struct LastChunk {
    pub(crate) number: u64,
    pub(crate) sealed: Vec<u8>,
}

impl<R> Source<R> {
    pub(crate) fn new(ahead: Vec<u8>, input: R) -> Self {
        Self {
            input,
            start: Start::Behind(ahead.len() as u64),
            ahead,
            next: 0,
            run: 0,
            over: false,
        }
    }

    /// How many chunks were read since the last move.
    pub(crate) const fn run(&self) -> u64 {
        self.run
    }

    /// Whether the input has ended or failed, and no batch has anything in it any more.
    pub(crate) const fn is_over(&self) -> bool {
        self.over
    }
}

impl<R: Read> Source<R> {
    /// Fills a batch as far as the input goes. A chunk cut by a failure is left out; one cut by the end is not.
    pub(crate) fn fill(&mut self, batch: &mut Batch) {
        batch.restart(self.next);
        while !batch.room().is_empty() {
            match self.read(batch.room()) {
                Ok(0) => {
                    batch.end();
                    self.over = true;
                    break;
                }
                Ok(read) => batch.took(read),
                Err(err) if err.kind() == ErrorKind::Interrupted => {}
                Err(err) => {
                    batch.fail(err);
                    self.over = true;
                    break;
                }
            }
        }
        let chunks = (batch.sealed().len() / SEALED) as u64;
        self.next += chunks;
        self.run += chunks;
    }

    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if !self.ahead.is_empty() {
            let read = self.ahead.len().min(buf.len());
            buf[..read].copy_from_slice(&self.ahead[..read]);
            self.ahead.drain(..read);
            return Ok(read);
        }
        let read = self.input.read(buf)?;
        if let Start::Behind(by) = &mut self.start {
            *by += read as u64;
        }
        Ok(read)
    }
}

impl<R: Read + Seek> Source<R> {
    /// Makes `chunk` the next one.
    pub(crate) fn move_to(&mut self, chunk: u64) -> io::Result<()> {
        let start = self.start()?;
        let place = chunk.checked_mul(SEALED as u64).and_then(|by| start.checked_add(by));
        self.seek(SeekFrom::Start(place.ok_or(ErrorKind::InvalidInput)?))?;
        self.ahead.clear();
        self.next = chunk;
        self.run = 0;
        self.over = false;
        Ok(())
    }

    /// The last chunk; nothing when there is no payload. The place in the input stays what it was.
    pub(crate) fn last_chunk(&mut self) -> io::Result<Option<LastChunk>> {
        let back = self.seek(SeekFrom::Current(0))?;
        let start = self.start()?;
        let end = self.seek(SeekFrom::End(0))?;
        let Some(size) = end.checked_sub(start).filter(|size| *size > 0) else {
            return Ok(None);
        };
        let number = (size - 1) / SEALED as u64;
        let place = number * SEALED as u64;
        self.seek(SeekFrom::Start(start + place))?;
        let mut sealed = vec![0; usize::try_from(size - place).map_err(io::Error::other)?];
        self.input.read_exact(&mut sealed)?;
        self.seek(SeekFrom::Start(back))?;
        Ok(Some(LastChunk { number, sealed }))
    }

    fn start(&mut self) -> io::Result<u64> {
        let start = match self.start {
            Start::At(start) => start,
            Start::Behind(by) => {
                let here = self.seek(SeekFrom::Current(0))?;
                here.checked_sub(by).ok_or(ErrorKind::InvalidInput)?
            }
        };
        self.start = Start::At(start);
        Ok(start)
    }

    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        loop {
            match self.input.seek(to) {
                Err(err) if err.kind() == ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }
}
