//! Reading ahead: a source is read on a thread of its own while what it gave before is worked on.
//!
//! A closed channel is the end of the source, a thread that died included: whoever reads knows what was promised, and refuses
//! less.

use std::io::{self, BufRead, Read};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Bytes handed over at once.
const BLOCK: usize = 1 << 20;
/// Blocks that may wait: with the two in work, this bounds the memory to 5 MiB.
const WAITING: usize = 2;

/// A source that is read by another thread.
pub(crate) struct Ahead<R> {
    blocks: Receiver<io::Result<(Vec<u8>, usize)>>,
    /// Blocks that were read go back: fresh memory for each megabyte costs more than what is done with it.
    spare: SyncSender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
    /// Up to here there is something in the block.
    filled: usize,
    thread: JoinHandle<R>,
}

impl<R: Read + Send + 'static> Ahead<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub(crate) fn of(mut source: R) -> io::Result<Self> {
        let (send, blocks) = sync_channel(WAITING);
        let (spare, used) = sync_channel::<Vec<u8>>(WAITING + 2);
        let thread = thread::Builder::new().spawn(move || {
            loop {
                let mut block = used.try_recv().unwrap_or_else(|_| vec![0; BLOCK]);
                let (is_last, answer) = match fill(&mut source, &mut block) {
                    Ok(0) => break,
                    Ok(read) => (false, Ok((block, read))),
                    Err(error) => (true, Err(error)),
                };
                // Nobody listens any more when the work was cancelled.
                if send.send(answer).is_err() || is_last {
                    break;
                }
            }
            source
        })?;
        Ok(Self {
            blocks,
            spare,
            block: Vec::new(),
            at: 0,
            filled: 0,
            thread,
        })
    }

    /// The source again, wherever it stands: at its end when reading came there.
    ///
    /// # Errors
    /// The thread died.
    pub(crate) fn into_source(self) -> io::Result<R> {
        let Self { blocks, thread, .. } = self;
        drop(blocks);
        thread
            .join()
            .map_err(|_| io::Error::other("the thread that reads has ended"))
    }
}

impl<R> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.filled {
            let Ok(next) = self.blocks.recv() else { return Ok(&[]) };
            let (block, filled) = next?;
            let read = mem::replace(&mut self.block, block);
            if !read.is_empty() {
                // A channel that takes no more has enough of them.
                let _ = self.spare.try_send(read);
            }
            (self.at, self.filled) = (0, filled);
        }
        Ok(&self.block[self.at..self.filled])
    }

    fn consume(&mut self, done: usize) {
        self.at = (self.at + done).min(self.filled);
    }
}

impl<R> Read for Ahead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let waiting = self.fill_buf()?;
        let n = waiting.len().min(buffer.len());
        buffer[..n].copy_from_slice(&waiting[..n]);
        self.consume(n);
        Ok(n)
    }
}

/// Reads until the block is full or the source ends.
fn fill(source: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < block.len() {
        match source.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_ahead_is_what_was_there() {
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7] {
            let there: Vec<u8> = (0..size).map(|n| u8::try_from(n % 251).expect("small")).collect();
            let mut read = Vec::new();
            let mut ahead = Ahead::of(io::Cursor::new(there.clone())).expect("a thread");
            ahead.read_to_end(&mut read).expect("reads");
            assert!(read == there, "{size}");
            assert_eq!(ahead.into_source().expect("lives").position(), size as u64);
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
