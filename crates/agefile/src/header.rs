//! The look at a header before any parser sees it: <https://c2sp.org/age#header>.
//!
//! The parser behind us reads a header of any length (str4d/rage#572), so everything is bounded and shaped here first:
//! first line, number and types of stanzas, length of every line, where the header ends.

use std::io::{self, Read};

use crate::joint::NONCE;
use crate::open::OpenError;
use crate::passphrase::check_work;

/// Longest header, in bytes, its last line included.
pub const HEADER_LIMIT: usize = 64 * 1024;
/// Most recipient stanzas, age's own meaningless one included.
pub const STANZA_LIMIT: usize = 32;

const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const MAC_CHARS: usize = 43;
const BODY_COLUMNS: usize = 64;
const BLOCK: usize = 4 * 1024;

/// What the caller has to open a file with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// The secret half of a key.
    Key,
    Passphrase,
}

/// The first bytes of a file.
pub(crate) struct Head {
    /// Header, nonce, and what was read behind them.
    pub(crate) bytes: Vec<u8>,
    /// Where the nonce ends.
    pub(crate) end: usize,
}

/// Reads until header and nonce are complete; what it returns may go a little further.
///
/// # Security
/// Never holds more than [`HEADER_LIMIT`] plus two blocks.
pub(crate) fn scan(lock: Lock, input: &mut impl Read) -> Result<Head, OpenError> {
    let mut head = Vec::new();
    let mut scan = Scan {
        lock,
        at: 0,
        stanzas: 0,
        scrypt: false,
        expect: Expect::First,
    };
    loop {
        let before = head.len();
        head.resize(before + BLOCK, 0);
        let read = read_some(input, &mut head[before..])?;
        head.truncate(before + read);
        scan.feed(&head)?;
        if scan.expect == Expect::Nonce {
            let end = scan.at + NONCE;
            if head.len() >= end {
                return Ok(Head { bytes: head, end });
            }
        } else if head.len() > HEADER_LIMIT {
            return Err(OpenError::HeaderTooLong);
        }
        if read == 0 {
            return Err(if scan.expect == Expect::First {
                OpenError::NotAge
            } else {
                OpenError::Damaged
            });
        }
    }
}

fn read_some(input: &mut impl Read, buf: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buf) {
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    First,
    StanzaOrEnd,
    Body,
    Nonce,
}

struct Scan {
    lock: Lock,
    at: usize,
    stanzas: usize,
    /// A passphrase's stanza was seen, and is to be used.
    scrypt: bool,
    expect: Expect,
}

impl Scan {
    /// Takes every complete line from where it stopped, up to the end of the header.
    fn feed(&mut self, head: &[u8]) -> Result<(), OpenError> {
        if self.expect == Expect::First {
            let known = head.len().min(FIRST_LINE.len());
            if head[..known] != FIRST_LINE[..known] {
                return Err(OpenError::NotAge);
            }
            if known < FIRST_LINE.len() {
                return Ok(());
            }
            self.at = known;
            self.expect = Expect::StanzaOrEnd;
        }
        while self.expect != Expect::Nonce
            && let Some(len) = head[self.at..].iter().position(|byte| *byte == b'\n')
        {
            let line = &head[self.at..self.at + len];
            self.at += len + 1;
            if self.at > HEADER_LIMIT {
                return Err(OpenError::HeaderTooLong);
            }
            self.line(line)?;
        }
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), OpenError> {
        if self.expect == Expect::Body {
            if line.len() > BODY_COLUMNS || !line.iter().copied().all(is_base64) {
                return Err(OpenError::Damaged);
            }
            // Only the last line of a body is shorter than a full one; it may be empty.
            if line.len() < BODY_COLUMNS {
                self.expect = Expect::StanzaOrEnd;
            }
        } else if let Some(mac) = line.strip_prefix(b"--- ") {
            if self.stanzas == 0 || mac.len() != MAC_CHARS || !mac.iter().copied().all(is_base64) {
                return Err(OpenError::Damaged);
            }
            if self.lock == Lock::Passphrase && !self.scrypt {
                return Err(OpenError::KeySealed);
            }
            self.expect = Expect::Nonce;
        } else {
            self.stanza(line)?;
            self.expect = Expect::Body;
        }
        Ok(())
    }

    fn stanza(&mut self, line: &[u8]) -> Result<(), OpenError> {
        let words = line.strip_prefix(b"-> ").ok_or(OpenError::Damaged)?;
        self.stanzas += 1;
        if self.stanzas > STANZA_LIMIT {
            return Err(OpenError::TooManyStanzas);
        }
        let mut words = words.split(|byte| *byte == b' ');
        // A passphrase stands alone: <https://c2sp.org/age#scrypt-recipient-stanza>.
        if self.scrypt || !words.clone().all(is_word) {
            return Err(OpenError::Damaged);
        }
        match (words.next().unwrap_or_default(), self.lock) {
            (b"X25519", Lock::Key) => Ok(()),
            (b"X25519", Lock::Passphrase) => Err(OpenError::KeySealed),
            (b"scrypt", Lock::Key) => Err(OpenError::PassphraseSealed),
            (b"scrypt", Lock::Passphrase) if self.stanzas == 1 => {
                self.scrypt = true;
                check_work(words)
            }
            (b"scrypt", Lock::Passphrase) => Err(OpenError::Damaged),
            // What age writers add on purpose, so that readers stay able to skip what they do not know.
            (grease, _) if grease.ends_with(b"-grease") => Ok(()),
            _ => Err(OpenError::UnknownStanza),
        }
    }
}

fn is_word(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(|byte| (33..=126).contains(byte))
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}
