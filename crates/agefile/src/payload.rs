//! The plaintext behind a header as a reader: <https://c2sp.org/age#payload>.
//!
//! What it keeps: only authenticated bytes are given out, in their order; the end is the end of the input right behind a
//! chunk that is marked as the last one, and every other end is damage. A long run of chunks is opened by a [`Crew`],
//! some of them before they are asked for.

use std::io::{self, Read, Seek};
use std::mem;

use zeroize::Zeroizing;

use crate::batch_open::{Batch, Then};
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, ErrorKind};

    use super::*;
    use crate::chunk::Sealer;

    fn key() -> PayloadKey {
        PayloadKey::new(&Zeroizing::new([7; 32]))
    }

    /// A payload whose chunks have these sizes and these marks, each one authentic.
    fn payload(chunks: &[(usize, bool)]) -> Vec<u8> {
        let mut sealer = Sealer::new(&key()).unwrap();
        let mut file = Vec::new();
        for ((size, last), number) in chunks.iter().zip(0..) {
            let mut chunk = vec![b'w'; *size];
            let mut tag = [0; 16];
            sealer.seal(number, *last, &mut chunk, &mut tag).unwrap();
            file.extend(chunk);
            file.extend(tag);
        }
        file
    }

    fn drained(file: &[u8]) -> (usize, io::Result<()>) {
        let mut payload = Payload::new(key(), Vec::new(), file).unwrap();
        let mut given = 0;
        let mut some = vec![0; 100_000];
        loop {
            match payload.read(&mut some) {
                Ok(0) => return (given, Ok(())),
                Ok(read) => given += read,
                Err(err) => return (given, Err(err)),
            }
        }
    }

    #[test]
    fn what_follows_the_last_chunk_is_damage_wherever_it_stands_in_a_batch() {
        for at in [0, 1, 15, 16, 17, 19, 20, 23, 24, 30] {
            let mut chunks = vec![(CHUNK, false); 32];
            chunks[at].1 = true;
            let (given, end) = drained(&payload(&chunks));
            assert_eq!(given, (at + 1) * CHUNK, "{at}");
            assert_eq!(end.unwrap_err().kind(), ErrorKind::InvalidData, "{at}");
            chunks.truncate(at + 1);
            assert!(matches!(drained(&payload(&chunks)), (given, Ok(())) if given == (at + 1) * CHUNK));
        }
    }

    #[test]
    fn an_empty_last_chunk_is_damage_but_in_an_empty_file() {
        assert!(matches!(drained(&payload(&[(0, true)])), (0, Ok(()))));
        for full in [1, 16, 17, 19, 20] {
            let mut chunks = vec![(CHUNK, false); full];
            chunks.push((0, true));
            let file = payload(&chunks);
            let (given, end) = drained(&file);
            assert_eq!(given, full * CHUNK);
            assert_eq!(end.unwrap_err().kind(), ErrorKind::InvalidData);
            let mut seeking = Payload::new(key(), Vec::new(), Cursor::new(&file)).unwrap();
            assert_eq!(seeking.length().unwrap_err().kind(), ErrorKind::InvalidData);
        }
    }

    #[test]
    fn a_file_cut_after_it_was_measured_is_damage_at_the_place_that_is_gone() {
        let whole = payload(&[(CHUNK, false), (CHUNK, false), (500, true)]);
        let mut measured = Payload::new(key(), Vec::new(), Cursor::new(whole)).unwrap();
        let length = measured.length().unwrap();
        for place in [2 * CHUNK as u64 + 100, length] {
            // Another file with the same key stands where the first was measured.
            let other = payload(&[(CHUNK, false), (CHUNK, false), (50, true)]);
            let mut moved = Payload::new(key(), Vec::new(), Cursor::new(other)).unwrap();
            moved.move_to(place, length + 1).unwrap();
            assert_eq!(moved.read(&mut [0]).unwrap_err().kind(), ErrorKind::InvalidData);
        }
    }
}
