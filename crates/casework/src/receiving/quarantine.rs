//! The quarantine of a bundle under way: its evidence in the vault's folder, sealed to keys that only this process has.

use openssl::sha::Sha256;
use sandyq_bundle::{Block, FileMember, Sink};
use sandyq_domain::RecordId;
use sandyq_vault::evidence::{Arrived, Arriving};
use sandyq_vault::folder::Folder;
use std::io::{self, Read};
use std::mem;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

/// The evidence of a bundle by the item it belongs to. Dropping it removes the files.
pub(super) type Quarantine = Vec<(RecordId, Arrived)>;

/// Blocks of at most 128 KiB that may wait to be sealed.
const WAITING: usize = 8;

/// What is handed over to be sealed.
enum Part {
    /// So many at the beginning of the block.
    Bytes(Block, usize),
    End {
        item: RecordId,
        sha256: [u8; 32],
    },
}

/// Takes the evidence of a bundle while it is read, and seals it on a thread of its own: it costs as much as reading.
///
/// Dropped before [`Filling::finish`] it waits for that thread: no file may come into a vault that somebody has closed.
pub(super) struct Filling {
    quarantine: PathBuf,
    sealing: Option<Sealing>,
}

struct Sealing {
    to: SyncSender<Part>,
    /// Blocks that were sealed go back.
    spare: Receiver<Block>,
    thread: JoinHandle<io::Result<Quarantine>>,
}

impl Drop for Filling {
    fn drop(&mut self) {
        // Its files go with what it answers.
        drop(self.sealing.take().map(Sealing::join));
    }
}

impl Filling {
    pub(super) fn new(folder: &Folder) -> Self {
        Self {
            quarantine: folder.incoming(),
            sealing: None,
        }
    }

    /// Waits until all of it is sealed.
    ///
    /// # Errors
    /// The quarantine cannot be written.
    pub(super) fn finish(mut self) -> io::Result<Quarantine> {
        self.sealing.take().map_or_else(|| Ok(Vec::new()), Sealing::join)
    }

    fn sealing(&mut self) -> io::Result<&mut Sealing> {
        if self.sealing.is_none() {
            self.sealing = Some(Sealing::start(self.quarantine.clone())?);
        }
        self.sealing.as_mut().ok_or_else(ended)
    }

    /// Hands something over; where nothing is taken any more, the thread says why.
    fn hand_over(&mut self, part: Part) -> io::Result<()> {
        let sent = self.sealing()?.to.send(part).is_ok();
        if sent {
            return Ok(());
        }
        let sealing = self.sealing.take().ok_or_else(ended)?;
        Err(sealing.join().err().unwrap_or_else(ended))
    }
}

impl Sealing {
    fn start(quarantine: PathBuf) -> io::Result<Self> {
        let (to, parts) = sync_channel(WAITING);
        let (back, spare) = sync_channel(WAITING + 2);
        let thread = Builder::new().spawn(move || {
            let mut current = None;
            let mut files = Quarantine::new();
            for part in parts {
                let mut arriving = current.take().map_or_else(|| Arriving::start(&quarantine), Ok)?;
                match part {
                    Part::Bytes(block, len) => {
                        arriving.put(&block[..len])?;
                        current = Some(arriving);
                        // Nobody takes spare blocks at the end.
                        let _ = back.try_send(block);
                    }
                    Part::End { item, sha256 } => files.push((item, arriving.finish(sha256)?)),
                }
            }
            Ok(files)
        })?;
        Ok(Self { to, spare, thread })
    }

    fn join(self) -> io::Result<Quarantine> {
        let Self { to, thread, .. } = self;
        drop(to);
        thread.join().unwrap_or_else(|_| Err(ended()))
    }
}

fn ended() -> io::Error {
    io::Error::other("the thread that seals has ended")
}

impl Sink for Filling {
    fn bytes(&mut self, _: &FileMember, block: &mut Block, len: usize) -> io::Result<()> {
        let spare = self.sealing()?.spare.try_recv().unwrap_or_default();
        self.hand_over(Part::Bytes(mem::replace(block, spare), len))
    }

    fn end(&mut self, file: &FileMember) -> io::Result<()> {
        self.hand_over(Part::End {
            item: file.item,
            sha256: file.sha256.0,
        })
    }
}

/// Hashes whatever is read.
pub(super) struct Hashing<R> {
    pub(super) input: R,
    pub(super) hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.hash.update(&buffer[..n]);
        Ok(n)
    }
}
