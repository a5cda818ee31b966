//! Threads that seal or open batches of chunks while the caller reads and writes.
//!
//! Batches come back in the order in which they were given, and no more than a few are on their way. A crew is dropped
//! only when its threads have ended, so that nothing secret outlives it.

use std::collections::VecDeque;
use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// Chunks of one batch that goes to a thread: 256 KiB, so that waking the thread costs little beside its work.
pub(crate) const BATCH: usize = 4;
/// Chunks that one file must have passed before it gets threads: 1 MiB.
pub(crate) const ALONE: u64 = 16;

/// One core does 3 to 4 GiB/s; a disk that needs more than three of them is not in sight.
const HANDS_LIMIT: usize = 3;
/// Batches on their way to, in and from one thread.
const DEPTH: usize = 2;
/// Bytes of a thread's stack.
const STACK: usize = 256 * 1024;

/// One thread for every core but the caller's.
pub(crate) struct Crew<B> {
    hands: Vec<Hand<B>>,
    /// The hand of each batch on its way, oldest first.
    away: VecDeque<usize>,
    next: usize,
}

struct Hand<B> {
    // Never fuller than DEPTH, so that neither side ever waits to send.
    to: SyncSender<B>,
    from: Receiver<B>,
    thread: JoinHandle<()>,
}

impl<B: Send + 'static> Crew<B> {
    /// Starts the threads; nothing when there is no second core, or no thread to be had.
    pub(crate) fn hire<F>(make_work: impl Fn() -> io::Result<F>) -> Option<Self>
    where
        F: FnMut(&mut B) + Send + 'static,
    {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let hands: Vec<_> = (1..cores)
            .take(HANDS_LIMIT)
            .map_while(|_| Hand::hire(make_work().ok()?).ok())
            .collect();
        (!hands.is_empty()).then_some(Self {
            hands,
            away: VecDeque::new(),
            next: 0,
        })
    }

    /// Whether the oldest batch must be taken before another one is given.
    pub(crate) fn is_full(&self) -> bool {
        self.away.len() == self.hands.len() * DEPTH
    }

    /// Gives a batch to work on.
    ///
    /// # Errors
    /// When a thread panicked.
    pub(crate) fn give(&mut self, batch: B) -> io::Result<()> {
        self.hands[self.next].to.send(batch).map_err(|_| gone())?;
        self.away.push_back(self.next);
        self.next = (self.next + 1) % self.hands.len();
        Ok(())
    }

    /// Waits for the oldest batch; nothing when none is on its way.
    ///
    /// # Errors
    /// When a thread panicked.
    pub(crate) fn take(&mut self) -> io::Result<Option<B>> {
        let Some(hand) = self.away.pop_front() else {
            return Ok(None);
        };
        self.hands[hand].from.recv().map(Some).map_err(|_| gone())
    }
}

impl<B: Send + 'static> Hand<B> {
    fn hire(mut work: impl FnMut(&mut B) + Send + 'static) -> io::Result<Self> {
        let (to, given) = sync_channel::<B>(DEPTH);
        let (done, from) = sync_channel(DEPTH);
        let thread = thread::Builder::new()
            .name("age chunks".to_owned())
            .stack_size(STACK)
            .spawn(move || {
                for mut batch in given {
                    work(&mut batch);
                    if done.send(batch).is_err() {
                        break;
                    }
                }
            })?;
        Ok(Self { to, from, thread })
    }
}

impl<B> Drop for Crew<B> {
    fn drop(&mut self) {
        let threads: Vec<_> = self.hands.drain(..).map(|hand| hand.thread).collect();
        for thread in threads {
            // A panic there was already told as an error of the batch.
            let _ = thread.join();
        }
    }
}

fn gone() -> io::Error {
    io::Error::other("a thread that seals or opens has ended")
}
