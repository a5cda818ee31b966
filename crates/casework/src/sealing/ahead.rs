//! Reading ahead: evidence is opened on a thread of its own while what was opened before is sealed.
//!
//! A closed channel is the end of the source, a thread that died included: whoever reads knows the size that was
//! promised, and refuses less.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Bytes handed over at once.
const BLOCK: usize = 1 << 20;
/// Blocks that may wait: with the two in work, this bounds the memory to 4 MiB.
const WAITING: usize = 2;

/// A source that is read by another thread.
pub(super) struct Ahead {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    at: usize,
}

impl Ahead {
    /// Begins to read.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub(super) fn of(mut source: impl Read + Send + 'static) -> io::Result<Self> {
        let (send, blocks) = sync_channel(WAITING);
        thread::Builder::new().spawn(move || {
            loop {
                let mut block = Vec::with_capacity(BLOCK);
                let read = Read::by_ref(&mut source).take(BLOCK as u64).read_to_end(&mut block);
                let (is_last, answer) = match read {
                    Ok(0) => return,
                    Ok(_) => (false, Ok(block)),
                    Err(error) => (true, Err(error)),
                };
                // Nobody listens any more when sealing was cancelled.
                if send.send(answer).is_err() || is_last {
                    return;
                }
            }
        })?;
        Ok(Self {
            blocks,
            block: Vec::new(),
            at: 0,
        })
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            let Ok(next) = self.blocks.recv() else { return Ok(0) };
            self.block = next?;
            self.at = 0;
        }
        let waiting = &self.block[self.at..];
        let n = waiting.len().min(buffer.len());
        buffer[..n].copy_from_slice(&waiting[..n]);
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ahead_is_what_was_there() {
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7] {
            let there: Vec<u8> = (0..size).map(|n| u8::try_from(n % 251).expect("small")).collect();
            let mut read = Vec::new();
            let source = io::Cursor::new(there.clone());
            Ahead::of(source)
                .expect("a thread")
                .read_to_end(&mut read)
                .expect("reads");
            assert!(read == there, "{size}");
        }
    }

    #[test]
    fn a_failing_source_is_never_a_shorter_one() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if self.0 == 0 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                let n = self.0.min(buffer.len());
                self.0 -= n;
                Ok(n)
            }
        }
        let read = Ahead::of(Failing(3 * BLOCK))
            .expect("a thread")
            .read_to_end(&mut Vec::new());
        assert_eq!(read.expect_err("fails").kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_reader_that_stops_ends_the_thread() {
        let source = io::repeat(7);
        let mut ahead = Ahead::of(source).expect("a thread");
        assert_eq!(ahead.read(&mut [0; 10]).expect("reads"), 10);
        drop(ahead);
    }
}
