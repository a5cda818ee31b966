//! The plaintext behind a header as a reader: <https://c2sp.org/age#payload>.
//!
//! What it keeps: only authenticated bytes are given out, in their order; the end is the end of the input right behind a
//! chunk that is marked as the last one, and every other end is damage. A long run of chunks is opened by a [`Crew`],
//! some of them before they are asked for.

use std::io::{self, Read, Seek};
use std::mem;

use zeroize::Zeroizing;

use crate::batch::{Batch, Then};
use crate::chunk::{CHUNK, Opener, PayloadKey};
use crate::crew::{ALONE, BATCH, Crew};
use crate::source::Source;

pub(crate) struct Payload<R> {
    source: Source<R>,
    key: PayloadKey,
    opener: Opener,
    /// Being given out, from `at` on. Right after a move it is empty and `at` is a place in the next one.
    batch: Batch,
    at: usize,
    position: u64,
    spare: Vec<Batch>,
    crew: Option<Crew<Batch>>,
}

impl<R> Payload<R> {
    /// `ahead` is what was already read from `input`.
    pub(crate) fn new(key: PayloadKey, ahead: Vec<u8>, input: R) -> io::Result<Self> {
        Ok(Self {
            opener: Opener::new(&key)?,
            key,
            source: Source::new(ahead, input),
            batch: Batch::new(1),
            at: 0,
            position: 0,
            spare: Vec::new(),
            crew: None,
        })
    }

    /// The place of the next byte in the plaintext.
    pub(crate) const fn position(&self) -> u64 {
        self.position
    }

    fn hire(&mut self) {
        self.crew = Crew::hire(|| {
            let mut opener = Opener::new(&self.key)?;
            Ok(move |batch: &mut Batch| batch.open(&mut opener))
        });
    }
}

impl<R: Read> Payload<R> {
    /// Gives out at least one authenticated byte, or 0 at the authenticated end; `InvalidData` is damage. Not to be
    /// asked again after an error.
    pub(crate) fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(waiting) = self.batch.good().get(self.at..).filter(|waiting| !waiting.is_empty()) {
                let given = waiting.len().min(buf.len());
                buf[..given].copy_from_slice(&waiting[..given]);
                self.at += given;
                self.position += given as u64;
                return Ok(given);
            }
            match self.batch.take_then() {
                Then::Damage => return Err(damaged()),
                Then::Failure(err) => return Err(err),
                Then::More => self.advance()?,
                Then::End if self.at > self.batch.good().len() => {
                    // It was moved to a place that is not there: the file has changed since it was measured.
                    return Err(damaged());
                }
                Then::End if self.batch.saw_end() => {
                    self.batch.restart_at_end();
                    self.at = 0;
                    return Ok(0);
                }
                Then::End => {
                    self.advance()?;
                    self.batch.come_after_end();
                }
            }
        }
    }

    /// Puts the next batch in the place of this one.
    fn advance(&mut self) -> io::Result<()> {
        self.at = self.at.saturating_sub(self.batch.good().len());
        if self.crew.is_none() && self.source.run() == ALONE {
            self.hire();
        }
        let Some(crew) = &mut self.crew else {
            self.source.fill(&mut self.batch);
            self.batch.open(&mut self.opener);
            return Ok(());
        };
        while !self.source.is_over() && !crew.is_full() {
            let mut batch = self.spare.pop().unwrap_or_else(|| Batch::new(BATCH));
            self.source.fill(&mut batch);
            crew.give(batch)?;
        }
        let batch = crew.take()?.ok_or_else(damaged)?;
        let done = mem::replace(&mut self.batch, batch);
        if done.chunks() == BATCH {
            self.spare.push(done);
        }
        Ok(())
    }
}

impl<R: Read + Seek> Payload<R> {
    /// The size of the plaintext, authenticated by opening the last chunk. Moves nothing.
    pub(crate) fn length(&mut self) -> io::Result<u64> {
        let last = self.source.last_chunk()?.ok_or_else(damaged)?;
        let mut plain = Zeroizing::new(vec![0; CHUNK]);
        let opened = self.opener.open_last(last.number, &last.sealed, &mut plain)?;
        Ok(last.number * CHUNK as u64 + opened.ok_or_else(damaged)? as u64)
    }

    /// Moves to a place that is not beyond `length`, the authenticated size.
    pub(crate) fn move_to(&mut self, target: u64, length: u64) -> io::Result<()> {
        if target == self.position {
            return Ok(());
        }
        let begin = self.position - self.at as u64;
        if let Some(within) = target
            .checked_sub(begin)
            .filter(|by| *by < self.batch.good().len() as u64)
        {
            self.at = usize::try_from(within).map_err(io::Error::other)?;
            self.position = target;
            return Ok(());
        }
        if let Some(crew) = &mut self.crew {
            while let Some(batch) = crew.take()? {
                self.spare.push(batch);
            }
        }
        if target == length {
            // No chunk need begin here.
            self.batch.restart_at_end();
            self.at = 0;
        } else {
            let chunk = target / CHUNK as u64;
            self.source.move_to(chunk)?;
            self.batch.restart(chunk);
            self.at = usize::try_from(target % CHUNK as u64).map_err(io::Error::other)?;
        }
        self.position = target;
        Ok(())
    }
}

/// The one error that says: altered, cut short or added to.
pub(crate) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the sealed data is damaged or cut short")
}
