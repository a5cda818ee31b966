//! The quarantine of a bundle under way: its evidence in the vault's folder, sealed to keys that only this process has.

use sandyq_bundle::{FileMember, Sink};
use sandyq_domain::RecordId;
use sandyq_vault::evidence::{Arrived, Arriving};
use sandyq_vault::folder::Folder;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// The evidence of a bundle by the item it belongs to. Dropping it removes the files.
pub(super) type Quarantine = Vec<(RecordId, Arrived)>;

/// Takes the evidence of a bundle while it is read.
pub(super) struct Filling<'f> {
    folder: &'f Folder,
    current: Option<Arriving>,
    files: Quarantine,
}

impl<'f> Filling<'f> {
    pub(super) const fn new(folder: &'f Folder) -> Self {
        Self {
            folder,
            current: None,
            files: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Quarantine {
        self.files
    }

    fn current(&mut self) -> io::Result<Arriving> {
        self.current.take().map_or_else(|| Arriving::start(self.folder), Ok)
    }
}

impl Sink for Filling<'_> {
    fn bytes(&mut self, _: &FileMember, bytes: &[u8]) -> io::Result<()> {
        let mut current = self.current()?;
        current.put(bytes)?;
        self.current = Some(current);
        Ok(())
    }

    fn end(&mut self, file: &FileMember) -> io::Result<()> {
        let arrived = self.current()?.finish(file.sha256.0)?;
        self.files.push((file.item, arrived));
        Ok(())
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
