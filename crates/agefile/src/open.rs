//! Opening: a checked header, then the plaintext as a reader that never mistakes a cut for an end.

use std::io::{self, Read, Seek, SeekFrom};

use age::stream::StreamReader;

use crate::header::{self, WORK_LIMIT, With};
use crate::keys::Identity;
use crate::replay::Replay;

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
    #[error("the file is sealed to a key")]
    KeySealed,
    /// Its passphrase is stretched by more than this program is willing to do.
    #[error("the file asks for more work on its passphrase than 2^18")]
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
    stream: StreamReader<Replay<R>>,
    length: Option<u64>,
    failed: bool,
}

/// Opens a file for reading from front to back.
///
/// # Errors
/// [`OpenError`]; damage behind the header surfaces while reading.
pub fn open<R: Read>(identity: &Identity, input: R) -> Result<Opening<R>, OpenError> {
    open_with(identity.as_age(), With::Key, input)
}

/// Opens a file that was sealed with a passphrase, for reading from front to back. Takes about a second.
///
/// # Errors
/// [`OpenError`]; damage behind the header surfaces while reading.
///
/// # Security
/// A work factor above [`crate::WORK_LIMIT`] is refused before any work is done; so are other stanzas beside the passphrase's.
pub fn open_with_passphrase<R: Read>(passphrase: &str, input: R) -> Result<Opening<R>, OpenError> {
    let mut identity = age::scrypt::Identity::new(passphrase.to_owned().into());
    identity.set_max_work_factor(WORK_LIMIT);
    open_with(&identity, With::Passphrase, input)
}

fn open_with<R: Read>(key: &dyn age::Identity, with: With, mut input: R) -> Result<Opening<R>, OpenError> {
    let head = header::scan(&mut input, with)?;
    let decryptor = age::Decryptor::new_buffered(Replay::new(head, input)).map_err(refusal)?;
    let stream = decryptor.decrypt(std::iter::once(key)).map_err(refusal)?;
    Ok(Opening {
        stream,
        length: None,
        failed: false,
    })
}

/// Opens a file for reading anywhere, and checks its end at once: a file cut short is refused here.
///
/// # Errors
/// [`OpenError`]; damage between header and last chunk surfaces while reading.
pub fn open_seek<R: Read + Seek>(identity: &Identity, input: R) -> Result<Opening<R>, OpenError> {
    let mut opening = open(identity, input)?;
    opening.length().map_err(|err| match err.kind() {
        io::ErrorKind::InvalidData => OpenError::Damaged,
        _ => OpenError::Io(err),
    })?;
    Ok(opening)
}

fn refusal(err: age::DecryptError) -> OpenError {
    match err {
        // The second is what the crate answers to a wrong passphrase.
        age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => OpenError::NotForMe,
        age::DecryptError::Io(err) if err.kind() != io::ErrorKind::UnexpectedEof => OpenError::Io(err),
        // Wrong authentication, an impossible shape, or a header cut short.
        _ => OpenError::Damaged,
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the sealed data is damaged or cut short")
}

impl<R> Opening<R> {
    /// Remembers a failure, so that no later read can look like a success, and gives damage its one kind.
    fn settle<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|err| match err.kind() {
            io::ErrorKind::Interrupted => err,
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

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.failed {
            return Err(damaged());
        }
        if buf.is_empty() {
            return Ok(0);
        }
        let read = self.stream.read(buf);
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
        let measured = self.measure();
        let length = self.settle(measured)?;
        self.length = Some(length);
        Ok(length)
    }

    fn measure(&mut self) -> io::Result<u64> {
        let back = self.stream.stream_position()?;
        let length = self.stream.seek(SeekFrom::End(0))?;
        self.stream.seek(SeekFrom::Start(back))?;
        Ok(length)
    }
}

impl<R: Read + Seek> Seek for Opening<R> {
    /// Positions are those of the plaintext; beyond its end is `InvalidInput`.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = self.length()?;
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => length.checked_add_signed(by),
            SeekFrom::Current(by) => self.stream.stream_position()?.checked_add_signed(by),
        };
        // The stream behind us may panic beyond the end, so it is never sent there.
        let target = target
            .filter(|at| *at <= length)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a position outside of the sealed data"))?;
        let moved = self.stream.seek(SeekFrom::Start(target));
        self.settle(moved)
    }
}
