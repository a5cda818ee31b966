//! Sealing: bytes in, an age file out, a few chunks in memory.
//!
//! What it keeps: every chunk gets its own number, the last one is marked by [`Sealing::finish`] and by nothing else,
//! and after a failure no byte follows.

use std::io::{self, Write};
use std::mem;

use crate::batch_seal::Batch;
use crate::chunk::{CHUNK, PayloadKey, Sealer, TAG};
use crate::crew::{ALONE, BATCH, Crew};
use crate::header::STANZA_LIMIT;
use crate::joint::{self, NONCE};
use crate::keys::Recipient;

/// Most recipients of one file: one place is left for the meaningless stanza that age adds to keep readers tolerant.
pub const RECIPIENT_LIMIT: usize = STANZA_LIMIT - 1;

/// A file being sealed.
///
/// **Dropping it without [`Sealing::finish`] leaves a file that never opens.**
#[must_use = "a sealed file is complete only after finish()"]
pub struct Sealing<W> {
    out: W,
    key: PayloadKey,
    sealer: Sealer,
    /// Being filled; full only until another byte comes, since the last chunk may not be empty.
    batch: Batch,
    spare: Vec<Batch>,
    crew: Option<Crew<Batch>>,
    failure: Option<io::ErrorKind>,
}

/// Starts a file that each of the recipients can open, and writes its header.
///
/// # Errors
/// `InvalidInput` with no recipient or more than [`RECIPIENT_LIMIT`]; else whatever the output answers.
pub fn seal<W: Write>(to: &[Recipient], out: W) -> io::Result<Sealing<W>> {
    if to.is_empty() || to.len() > RECIPIENT_LIMIT {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "a file needs between 1 and 31 recipients",
        ));
    }
    let to: Vec<_> = to.iter().map(|to| to.as_age() as &dyn age::Recipient).collect();
    Sealing::start(&to, out)
}

impl<W: Write> Sealing<W> {
    pub(crate) fn start(to: &[&dyn age::Recipient], mut out: W) -> io::Result<Self> {
        let (head, key) = joint::make_head(to)?;
        let sealer = Sealer::new(&key)?;
        out.write_all(&head)?;
        Ok(Self {
            out,
            key,
            sealer,
            batch: Batch::new(1, 0),
            spare: Vec::new(),
            crew: None,
            failure: None,
        })
    }

    /// Writes the last chunk and hands the output back, not flushed.
    ///
    /// # Errors
    /// Whatever the output answers, now or in an earlier call.
    pub fn finish(mut self) -> io::Result<W> {
        self.check()?;
        self.drain()?;
        self.batch.close();
        self.batch.seal(&mut self.sealer);
        self.out.write_all(self.batch.sealed()?)?;
        Ok(self.out)
    }

    #[cfg(test)]
    pub(crate) fn key(&self) -> &[u8] {
        self.key.as_slice()
    }

    fn check(&self) -> io::Result<()> {
        self.failure.map_or(Ok(()), |kind| Err(kind.into()))
    }

    fn remember<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|err| self.failure = Some(err.kind()))
    }

    /// Sends the full batch on its way and puts an empty one in its place.
    fn pass_on(&mut self) -> io::Result<()> {
        let next = self.batch.next();
        let Some(crew) = &mut self.crew else {
            self.batch.seal(&mut self.sealer);
            self.out.write_all(self.batch.sealed()?)?;
            self.batch.restart(next);
            if next == ALONE {
                self.hire();
            }
            return Ok(());
        };
        if crew.is_full()
            && let Some(done) = crew.take()?
        {
            self.out.write_all(done.sealed()?)?;
            self.spare.push(done);
        }
        let mut fresh = self.spare.pop().unwrap_or_else(|| Batch::new(BATCH, 0));
        fresh.restart(next);
        crew.give(mem::replace(&mut self.batch, fresh))
    }

    fn hire(&mut self) {
        self.crew = Crew::hire(|| {
            let mut sealer = Sealer::new(&self.key)?;
            Ok(move |batch: &mut Batch| batch.seal(&mut sealer))
        });
        if self.crew.is_some() {
            self.batch = Batch::new(BATCH, self.batch.first());
        }
    }

    /// Writes all that is on its way.
    fn drain(&mut self) -> io::Result<()> {
        let Some(crew) = &mut self.crew else {
            return Ok(());
        };
        while let Some(done) = crew.take()? {
            self.out.write_all(done.sealed()?)?;
            self.spare.push(done);
        }
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.check()?;
        let mut rest = bytes;
        loop {
            rest = &rest[self.batch.fill(rest)..];
            if rest.is_empty() {
                return Ok(bytes.len());
            }
            let passed = self.pass_on();
            self.remember(passed)?;
        }
    }

    /// Flushes the output; a few chunks may stay in memory until more bytes come.
    fn flush(&mut self) -> io::Result<()> {
        self.check()?;
        let drained = self.drain();
        self.remember(drained)?;
        self.out.flush()
    }
}

/// The bytes that follow the header of an age file with `plain` bytes in it: nonce, chunks and their tags.
///
/// The header comes on top: about 100 bytes for each recipient, and up to 250 that vary.
#[must_use]
pub const fn payload_size(plain: u64) -> u64 {
    let chunks = if plain == 0 { 1 } else { plain.div_ceil(CHUNK as u64) };
    (NONCE as u64)
        .saturating_add(plain)
        .saturating_add(chunks.saturating_mul(TAG as u64))
}
