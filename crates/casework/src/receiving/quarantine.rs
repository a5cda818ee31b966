//! The quarantine of a bundle under way: its plaintext in the vault's folder, encrypted to a key in memory only.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use sandyq_agefile::Identity;
use sandyq_bundle::FileMember;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// The plaintext of a bundle, encrypted to a key that only this process has.
pub(super) struct Quarantine {
    path: PathBuf,
    identity: Identity,
}

impl Drop for Quarantine {
    fn drop(&mut self) {
        // Without its key it is noise; the next unlock empties the folder anyway.
        let _ = fs::remove_file(&self.path);
    }
}

impl Session {
    /// A new file in the quarantine, and where to write into it.
    pub(super) fn quarantine(&self) -> Result<(Quarantine, sandyq_agefile::Sealing<BufWriter<File>>), Failure> {
        use std::os::unix::fs::OpenOptionsExt as _;
        let identity = Identity::generate();
        let path = self
            .vault()
            .folder()
            .incoming()
            .join(self.new_id().to_string().replace('-', ""));
        let quarantine = Quarantine { path, identity };
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&quarantine.path);
        let sealing = file.and_then(|file| {
            sandyq_agefile::seal(
                &[quarantine.identity.recipient()],
                BufWriter::with_capacity(256 * 1024, file),
            )
        });
        let sealing = sealing.map_err(|error| Failure::of_writing(&error, ""))?;
        Ok((quarantine, sealing))
    }
}

impl Quarantine {
    /// One file of the bundle, from its first byte to its last.
    pub(super) fn file(
        &self,
        file: &FileMember,
    ) -> Result<io::Take<sandyq_agefile::Opening<BufReader<File>>>, Failure> {
        let damaged = |_| Failure::about(ErrorCode::BundleDamaged, file.name.clone());
        let stored = File::open(&self.path).map_err(damaged)?;
        let opened = sandyq_agefile::open_seek(&self.identity, BufReader::with_capacity(256 * 1024, stored));
        let mut opened = opened.map_err(|_| Failure::about(ErrorCode::BundleDamaged, file.name.clone()))?;
        opened.seek(SeekFrom::Start(file.offset)).map_err(damaged)?;
        Ok(opened.take(file.size))
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

/// Copies whatever is read into the quarantine. A failing disk is told apart from a damaged bundle.
pub(super) struct Spool<R, W> {
    pub(super) input: R,
    pub(super) out: W,
    pub(super) failed: Option<io::Error>,
}

impl<R: Read, W: Write> Read for Spool<R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        if let Err(error) = self.out.write_all(&buffer[..n]) {
            self.failed = Some(error);
            return Err(io::ErrorKind::Other.into());
        }
        Ok(n)
    }
}
