//! Opening: a checked header, then the plaintext as a reader that never mistakes a cut for an end.

use std::io::{self, Read, Seek, SeekFrom};

use crate::chunk::PayloadKey;
use crate::header::{self, Lock};
use crate::joint;
use crate::keys::Identity;
use crate::payload::{Payload, damaged};

/// Why a file does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The first line is not `age-encryption.org/v1`.
    #[error("not an age file")]
    NotAge,
    /// No end of the header within [`crate::HEADER_LIMIT`].
    #[error("the header is longer than 64 KiB")]
    HeaderTooLong,
    /// More stanzas than [`crate::STANZA_LIMIT`].
    #[error("the header has more than 32 recipients")]
    TooManyStanzas,
    /// A kind of recipient this program does not know.
    #[error("the file is sealed to a kind of key that is not known here")]
    UnknownStanza,
    /// It opens with a passphrase, not with a key.
    #[error("the file is sealed with a passphrase")]
    PassphraseSealed,
    /// It opens with a key, not with a passphrase.
    #[error("the file is sealed to a key, not with a passphrase")]
    KeySealed,
    /// The passphrase would cost more than [`crate::WORK_LIMIT`].
    #[error("the file asks for more work than 2^18")]
    WorkFactor,
    /// Sealed to other keys, or with another passphrase. A damaged recipient looks the same.
    #[error("the file is not sealed to this key or passphrase")]
    NotForMe,
    /// Altered or cut short.
    #[error("the file is damaged or cut short")]
    Damaged,
    /// The input could not be read.
    #[error("the file could not be read")]
    Io(#[from] io::Error),
}

/// The plaintext of an age file.
///
/// Reading answers `InvalidData` at the first damage or missing end, and on every read after it. Only a read that
/// returns 0 has seen the whole file authenticated up to its last byte.
pub struct Opening<R> {
    payload: Payload<R>,
    length: Option<u64>,
    failed: bool,
}

/// Opens a file for reading from front to back.
///
/// # Errors
/// [`OpenError`]; damage behind the header surfaces while reading.
pub fn open<R: Read>(identity: &Identity, input: R) -> Result<Opening<R>, OpenError> {
    Opening::start(Lock::Key, input, |head| joint::read_head(head, identity.as_age()))
}

/// Opens a file for reading anywhere, and checks its end at once: a file cut short is refused here.
///
/// # Errors
/// [`OpenError`]; damage between header and last chunk surfaces while reading.
pub fn open_seek<R: Read + Seek>(identity: &Identity, input: R) -> Result<Opening<R>, OpenError> {
    open(identity, input)?.measured()
}

impl<R> Opening<R> {
    /// Remembers a failure, so that no later read can look like a success, and gives damage its one kind.
    fn settle<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|err| match err.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                self.failed = true;
                damaged()
            }
            _ => {
                self.failed = true;
                err
            }
        })
    }
}

impl<R: Read> Opening<R> {
    /// `unlock` gets a sound header with the nonce behind it.
    pub(crate) fn start(
        lock: Lock,
        mut input: R,
        unlock: impl FnOnce(&[u8]) -> Result<PayloadKey, OpenError>,
    ) -> Result<Self, OpenError> {
        let mut head = header::scan(lock, &mut input)?;
        let ahead = head.bytes.split_off(head.end);
        let key = unlock(&head.bytes)?;
        Ok(Self {
            payload: Payload::new(key, ahead, input)?,
            length: None,
            failed: false,
        })
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.failed {
            return Err(damaged());
        }
        if buf.is_empty() {
            return Ok(0);
        }
        let read = self.payload.read(buf);
        self.settle(read)
    }
}

impl<R: Read + Seek> Opening<R> {
    /// The size of the plaintext in bytes, authenticated by opening the last chunk.
    ///
    /// # Errors
    /// `InvalidData` when the end is missing or damaged; else whatever the input answers.
    pub fn length(&mut self) -> io::Result<u64> {
        if self.failed {
            return Err(damaged());
        }
        if let Some(length) = self.length {
            return Ok(length);
        }
        let measured = self.payload.length();
        let length = self.settle(measured)?;
        self.length = Some(length);
        Ok(length)
    }

    /// Refuses a file whose end is missing.
    pub(crate) fn measured(mut self) -> Result<Self, OpenError> {
        self.length().map_err(|err| match err.kind() {
            io::ErrorKind::InvalidData => OpenError::Damaged,
            _ => OpenError::Io(err),
        })?;
        Ok(self)
    }
}

impl<R: Read + Seek> Seek for Opening<R> {
    /// Positions are those of the plaintext; beyond its end is `InvalidInput`.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = self.length()?;
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => length.checked_add_signed(by),
            SeekFrom::Current(by) => self.payload.position().checked_add_signed(by),
        };
        let target = target
            .filter(|at| *at <= length)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a position outside of the sealed data"))?;
        let moved = self.payload.move_to(target, length);
        self.settle(moved)?;
        Ok(target)
    }
}
