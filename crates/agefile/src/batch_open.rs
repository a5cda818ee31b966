//! Chunks that follow each other in a file, on their way from sealed to opened.
//!
//! What it keeps: `good` bytes of plaintext were authenticated, in their places, and what comes behind them is said by
//! exactly one [`Then`].

use std::io;
use std::mem;

use zeroize::Zeroizing;

use crate::chunk::{CHUNK, Opener, SEALED};

/// What comes behind the good bytes of a batch.
pub(crate) enum Then {
    /// The next chunk.
    More,
    /// Nothing: the last chunk was there. Whether the input ends there too is [`Batch::saw_end`].
    End,
    /// Something altered, cut short or added.
    Damage,
    /// The input failed, or OpenSSL did.
    Failure(io::Error),
}

pub(crate) struct Batch {
    sealed: Vec<u8>,
    taken: usize,
    /// Never grows: growing would leave a copy of the plaintext behind.
    plain: Zeroizing<Vec<u8>>,
    good: usize,
    /// The number of the first chunk.
    first: u64,
    saw_end: bool,
    failure: Option<io::Error>,
    then: Then,
}

impl Batch {
    /// Room for so many chunks, and nothing in it yet.
    pub(crate) fn new(chunks: usize) -> Self {
        Self {
            sealed: vec![0; chunks * SEALED],
            taken: 0,
            plain: Zeroizing::new(vec![0; chunks * CHUNK]),
            good: 0,
            first: 0,
            saw_end: false,
            failure: None,
            then: Then::More,
        }
    }

    /// How many chunks there is room for.
    pub(crate) fn chunks(&self) -> usize {
        self.sealed.len() / SEALED
    }

    /// Empties it, for chunks from this number on.
    pub(crate) fn restart(&mut self, first: u64) {
        self.taken = 0;
        self.good = 0;
        self.first = first;
        self.saw_end = false;
        self.failure = None;
        self.then = Then::More;
    }

    /// Empties it and puts it behind the last chunk of a file whose end is authenticated.
    pub(crate) fn restart_at_end(&mut self) {
        self.restart(0);
        self.saw_end = true;
        self.then = Then::End;
    }

    pub(crate) fn room(&mut self) -> &mut [u8] {
        &mut self.sealed[self.taken..]
    }

    pub(crate) fn took(&mut self, bytes: usize) {
        self.taken += bytes;
    }

    pub(crate) fn sealed(&self) -> &[u8] {
        &self.sealed[..self.taken]
    }

    /// The input ends here.
    pub(crate) fn end(&mut self) {
        self.saw_end = true;
    }

    /// The input failed here: a chunk that it cut is forgotten.
    pub(crate) fn fail(&mut self, err: io::Error) {
        self.taken -= self.taken % SEALED;
        self.failure = Some(err);
    }

    pub(crate) const fn saw_end(&self) -> bool {
        self.saw_end
    }

    /// The authenticated plaintext.
    pub(crate) fn good(&self) -> &[u8] {
        &self.plain[..self.good]
    }

    /// Hands out what comes behind the good bytes; whoever asks again without a reason gets damage.
    pub(crate) fn take_then(&mut self) -> Then {
        mem::replace(&mut self.then, Then::Damage)
    }

    /// Opens the chunks up to the first that cannot be.
    pub(crate) fn open(&mut self, opener: &mut Opener) {
        let then = self.open_chunks(opener).unwrap_or_else(Then::Failure);
        self.then = match (then, self.failure.take()) {
            (Then::More | Then::End, Some(err)) => Then::Failure(err),
            // Cut between two chunks.
            (Then::More, None) if self.saw_end => Then::Damage,
            (then, _) => then,
        };
    }

    fn open_chunks(&mut self, opener: &mut Opener) -> io::Result<Then> {
        let mut then = Then::More;
        for (sealed, number) in self.sealed[..self.taken].chunks(SEALED).zip(self.first..) {
            if matches!(then, Then::End) {
                return Ok(Then::Damage);
            }
            let Some((size, last)) = opener.open_any(number, sealed, &mut self.plain[self.good..])? else {
                return Ok(Then::Damage);
            };
            self.good += size;
            if last {
                then = Then::End;
            }
        }
        Ok(then)
    }

    /// Says that the last chunk came before this batch, which may therefore hold nothing.
    pub(crate) fn come_after_end(&mut self) {
        self.good = 0;
        self.then = match self.take_then() {
            Then::Failure(err) if self.taken == 0 => Then::Failure(err),
            _ if self.taken == 0 => Then::End,
            _ => Then::Damage,
        };
    }
}
