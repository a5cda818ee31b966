//! Chunks that follow each other in a file, on their way from plaintext to sealed.
//!
//! They are sealed where they lie: each has room for its tag behind it, so what is written out is one piece. What it
//! keeps: only the last chunk of a batch is ever shorter, and nothing is given out that was not sealed.

use std::io;

use zeroize::Zeroizing;

use crate::chunk::{CHUNK, SEALED, Sealer, TAG};

pub(crate) struct Batch {
    bytes: Zeroizing<Vec<u8>>,
    /// The number of the first chunk.
    first: u64,
    /// Bytes of plaintext.
    filled: usize,
    /// Whether the file ends with it.
    last: bool,
    /// How sealing went; nothing before.
    outcome: Option<io::Result<()>>,
}

impl Batch {
    /// Room for so many chunks, numbered from `first` on.
    pub(crate) fn new(chunks: usize, first: u64) -> Self {
        Self {
            // Never grows: growing would leave a copy of the plaintext behind.
            bytes: Zeroizing::new(vec![0; chunks * SEALED]),
            first,
            filled: 0,
            last: false,
            outcome: None,
        }
    }

    /// Empties it, for chunks from this number on. What lay in it stays until it is overwritten or dropped.
    pub(crate) fn restart(&mut self, first: u64) {
        self.first = first;
        self.filled = 0;
        self.outcome = None;
    }

    /// Makes its last chunk the last one of the file.
    pub(crate) fn close(&mut self) {
        self.last = true;
    }

    pub(crate) const fn first(&self) -> u64 {
        self.first
    }

    /// The number of the chunk behind a full batch.
    pub(crate) fn next(&self) -> u64 {
        self.first + (self.bytes.len() / SEALED) as u64
    }

    /// Takes what there is room for and returns how much that was.
    pub(crate) fn fill(&mut self, mut from: &[u8]) -> usize {
        let before = self.filled;
        while let Some(chunk) = self.bytes.chunks_exact_mut(SEALED).nth(self.filled / CHUNK) {
            let room = &mut chunk[self.filled % CHUNK..CHUNK];
            let taken = room.len().min(from.len());
            room[..taken].copy_from_slice(&from[..taken]);
            from = &from[taken..];
            self.filled += taken;
            if from.is_empty() {
                break;
            }
        }
        self.filled - before
    }

    /// Seals every chunk; how that went is told by [`Batch::sealed`].
    pub(crate) fn seal(&mut self, sealer: &mut Sealer) {
        self.outcome = Some(self.try_seal(sealer));
    }

    fn try_seal(&mut self, sealer: &mut Sealer) -> io::Result<()> {
        let size = self.sealed_size();
        let mut chunks = self.bytes[..size].chunks_mut(SEALED).zip(self.first..).peekable();
        while let Some((chunk, number)) = chunks.next() {
            let last = self.last && chunks.peek().is_none();
            let (plain, tag) = chunk.split_at_mut(chunk.len() - TAG);
            sealer.seal(number, last, plain, tag)?;
        }
        Ok(())
    }

    /// The chunks as the file has them.
    pub(crate) fn sealed(&self) -> io::Result<&[u8]> {
        match &self.outcome {
            Some(Ok(())) => Ok(&self.bytes[..self.sealed_size()]),
            Some(Err(err)) => Err(io::Error::new(err.kind(), err.to_string())),
            // Plaintext must never be written out.
            None => Err(io::Error::other("these chunks are not sealed yet")),
        }
    }

    fn sealed_size(&self) -> usize {
        self.filled + self.filled.div_ceil(CHUNK).max(1) * TAG
    }
}
