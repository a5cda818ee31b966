//! Writing behind: sealed bytes are summed and written on threads of their own while the next ones are made.
//!
//! Summing costs as much as sealing and writing together, so each has a thread. What it keeps: bytes are written in their order,
//! what is summed is what is written, and a failure of the output is told with its own kind, at the latest by [`Behind::finish`].

use std::io::{self, Write};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope, ScopedJoinHandle};

use openssl::sha::Sha256;

use crate::sha256::Sha256Sum;

/// Bytes handed over at once.
const BLOCK: usize = 512 * 1024;
/// Blocks that may wait before each thread: with those in work, this bounds the memory to 5.5 MiB.
const WAITING: usize = 4;

/// An output that other threads sum and write.
pub(crate) struct Behind<'s> {
    block: Vec<u8>,
    to: Option<SyncSender<Vec<u8>>>,
    /// Blocks that were written go back: fresh memory costs more than what is done with it.
    spare: Receiver<Vec<u8>>,
    summing: Option<ScopedJoinHandle<'s, (u64, Sha256Sum)>>,
    writing: Option<ScopedJoinHandle<'s, io::Result<()>>>,
}

impl<'s> Behind<'s> {
    /// Begins to write.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub(crate) fn start<'e>(scope: &'s Scope<'s, 'e>, mut out: impl Write + Send + 's) -> io::Result<Self> {
        let (to, blocks) = sync_channel::<Vec<u8>>(WAITING);
        let (summed, to_write) = sync_channel::<Vec<u8>>(WAITING);
        let (back, spare) = sync_channel(2 * WAITING + 3);
        let writing = Builder::new().spawn_scoped(scope, move || {
            for mut block in to_write {
                out.write_all(&block)?;
                block.clear();
                // Nobody takes spare blocks at the end.
                let _ = back.try_send(block);
            }
            out.flush()
        })?;
        let summing = Builder::new().spawn_scoped(scope, move || {
            let (mut sum, mut size) = (Sha256::new(), 0);
            for block in blocks {
                sum.update(&block);
                size += block.len() as u64;
                // Nobody writes any more: why is told where that thread is joined.
                if summed.send(block).is_err() {
                    break;
                }
            }
            (size, Sha256Sum(sum.finish()))
        })?;
        Ok(Self {
            block: Vec::with_capacity(BLOCK),
            to: Some(to),
            spare,
            summing: Some(summing),
            writing: Some(writing),
        })
    }

    /// Waits until all is written and flushed; answers its size in bytes and its sum.
    ///
    /// # Errors
    /// Whatever the output answers, now or in an earlier call.
    pub(crate) fn finish(mut self) -> io::Result<(u64, Sha256Sum)> {
        self.pass_on()?;
        self.join()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let fresh = self.spare.try_recv().unwrap_or_else(|_| Vec::with_capacity(BLOCK));
        let full = mem::replace(&mut self.block, fresh);
        let sent = self.to.as_ref().is_some_and(|to| to.send(full).is_ok());
        if sent { Ok(()) } else { Err(self.failure()) }
    }

    fn join(&mut self) -> io::Result<(u64, Sha256Sum)> {
        self.to = None;
        let summed = self.summing.take().and_then(|thread| thread.join().ok());
        let written = self.writing.take().and_then(|thread| thread.join().ok());
        written.ok_or_else(ended)??;
        summed.ok_or_else(ended)
    }

    /// Why the other threads take no more.
    fn failure(&mut self) -> io::Error {
        self.join().err().unwrap_or_else(ended)
    }
}

fn ended() -> io::Error {
    io::Error::other("a thread that writes has ended")
}

impl Write for Behind<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.block.len() == BLOCK {
            self.pass_on()?;
        }
        let taken = bytes.len().min(BLOCK - self.block.len());
        self.block.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Hands over what waits; it is flushed by [`Behind::finish`].
    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// Has room for so many bytes.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_written_behind_is_what_was_given() {
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 9 * BLOCK + 7] {
            let given: Vec<u8> = (0..size).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let mut out = Vec::new();
            let (written, sum) = thread::scope(|scope| {
                let mut behind = Behind::start(scope, &mut out).unwrap();
                for part in given.chunks(70_001) {
                    behind.write_all(part).unwrap();
                }
                behind.finish().unwrap()
            });
            assert!(out == given, "{size}");
            assert_eq!((written, sum), (size as u64, Sha256Sum::of(&given)));
        }
    }

    #[test]
    fn a_full_disk_is_called_so_wherever_it_fills() {
        for room in [0, 1, BLOCK, 20 * BLOCK - 1] {
            let failed = thread::scope(|scope| {
                let mut behind = Behind::start(scope, Full(room)).unwrap();
                let written = behind.write_all(&vec![7; 20 * BLOCK]);
                written.and_then(|()| behind.finish())
            });
            assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull, "{room}");
        }
    }

    #[test]
    fn an_output_that_is_left_alone_ends_the_thread() {
        thread::scope(|scope| {
            let mut behind = Behind::start(scope, io::sink()).unwrap();
            behind.write_all(&[7; 10]).unwrap();
        });
    }
}
