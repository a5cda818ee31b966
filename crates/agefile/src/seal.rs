//! Sealing: bytes in, an age file out, one chunk of 64 KiB in memory.

use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use age::stream::StreamWriter;

use crate::header::{STANZA_LIMIT, WORK_LIMIT};
use crate::keys::Recipient;

/// Most recipients of one file: one place is left for the meaningless stanza that age adds to keep readers tolerant.
pub const RECIPIENT_LIMIT: usize = STANZA_LIMIT - 1;

const CHUNK: u64 = 64 * 1024;
const TAG: u64 = 16;
const NONCE: u64 = 16;

/// A file being sealed.
///
/// **Dropping it without [`Sealing::finish`] leaves a file that never opens.**
#[must_use = "a sealed file is complete only after finish()"]
pub struct Sealing<W>(StreamWriter<Noting<W>>);

impl<W: Write> Sealing<W> {
    /// Writes the last chunk and hands the output back, not flushed.
    ///
    /// # Errors
    /// Whatever the output answers.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?.out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    /// Flushes the output; a chunk that is not full yet stays in memory.
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
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
    let recipients = to.iter().map(|recipient| recipient.as_age() as &dyn age::Recipient);
    seal_with(recipients, out)
}

/// Starts a file that opens with a passphrase, and writes its header. Takes about a second (scrypt, N = 2¹⁸).
///
/// # Errors
/// Whatever the output answers.
pub fn seal_with_passphrase<W: Write>(passphrase: &str, out: W) -> io::Result<Sealing<W>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
    recipient.set_work_factor(WORK_LIMIT);
    seal_with(std::iter::once(&recipient as &dyn age::Recipient), out)
}

fn seal_with<'r, W: Write>(to: impl Iterator<Item = &'r dyn age::Recipient>, out: W) -> io::Result<Sealing<W>> {
    let encryptor = age::Encryptor::with_recipients(to).map_err(|err| match err {
        age::EncryptError::Io(err) => err,
        _ => io::Error::new(io::ErrorKind::InvalidInput, "these recipients cannot share a file"),
    })?;
    let failure = Arc::new(OnceLock::new());
    let sealing = encryptor.wrap_output(Noting {
        out,
        failure: Arc::clone(&failure),
    });
    sealing
        .map(Sealing)
        .map_err(|err| failure.get().map_or(err, |kind| io::Error::from(*kind)))
}

/// Keeps the kind of the output's failure: the age crate loses it while writing the header, and a full disk must be
/// called a full disk.
struct Noting<W> {
    out: W,
    failure: Arc<OnceLock<io::ErrorKind>>,
}

impl<W: Write> Write for Noting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).inspect_err(|err| {
            if err.kind() != io::ErrorKind::Interrupted {
                self.failure.get_or_init(|| err.kind());
            }
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The bytes that follow the header of an age file with `plain` bytes in it: nonce, chunks and their tags.
///
/// The header comes on top: about 100 bytes for each recipient, and up to 250 that vary.
#[must_use]
pub const fn payload_size(plain: u64) -> u64 {
    let chunks = if plain == 0 { 1 } else { plain.div_ceil(CHUNK) };
    NONCE.saturating_add(plain).saturating_add(chunks.saturating_mul(TAG))
}
