//! The look at a header before any parser sees it: <https://c2sp.org/age#header>.
//!
//! The parser behind us reads a header of any length (str4d/rage#572), so everything is bounded and shaped here first:
//! first line, number and types of stanzas, length of every line, where the header ends.

use std::io::{self, Read};

use crate::open::OpenError;

/// Longest header, in bytes, its last line included.
pub const HEADER_LIMIT: usize = 64 * 1024;
/// Most recipient stanzas, age's own meaningless one included.
pub const STANZA_LIMIT: usize = 32;

const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const MAC_CHARS: usize = 43;
const BODY_COLUMNS: usize = 64;
const BLOCK: usize = 4 * 1024;

/// What somebody is about to open a file with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    Key,
    Passphrase,
}

/// Highest scrypt work factor, as the logarithm of N: 2¹⁸ takes about a second and 256 MiB. A file may name any.
pub const WORK_LIMIT: u8 = 18;

/// Reads until the header is complete and returns all bytes read, which may go a little further than the header.
///
/// # Security
/// Never holds more than [`HEADER_LIMIT`] plus one block.
pub(crate) fn scan(input: &mut impl Read, with: With) -> Result<Vec<u8>, OpenError> {
    let mut head = Vec::new();
    let mut scan = Scan {
        with,
        at: 0,
        stanzas: 0,
        expect: Expect::First,
    };
    loop {
        let before = head.len();
        head.resize(before + BLOCK, 0);
        let read = read_some(input, &mut head[before..])?;
        head.truncate(before + read);
        if scan.feed(&head)? {
            return Ok(head);
        }
        if head.len() > HEADER_LIMIT {
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
}

struct Scan {
    with: With,
    at: usize,
    stanzas: usize,
    expect: Expect,
}

impl Scan {
    /// Takes every complete line from where it stopped; true when the header has ended.
    fn feed(&mut self, head: &[u8]) -> Result<bool, OpenError> {
        if self.expect == Expect::First {
            let known = head.len().min(FIRST_LINE.len());
            if head[..known] != FIRST_LINE[..known] {
                return Err(OpenError::NotAge);
            }
            if known < FIRST_LINE.len() {
                return Ok(false);
            }
            self.at = known;
            self.expect = Expect::StanzaOrEnd;
        }
        while let Some(len) = head[self.at..].iter().position(|byte| *byte == b'\n') {
            let line = &head[self.at..self.at + len];
            self.at += len + 1;
            if self.at > HEADER_LIMIT {
                return Err(OpenError::HeaderTooLong);
            }
            if self.line(line)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn line(&mut self, line: &[u8]) -> Result<bool, OpenError> {
        match self.expect {
            Expect::Body => {
                if line.len() > BODY_COLUMNS || !line.iter().copied().all(is_base64) {
                    return Err(OpenError::Damaged);
                }
                // Only the last line of a body is shorter than a full one; it may be empty.
                if line.len() < BODY_COLUMNS {
                    self.expect = Expect::StanzaOrEnd;
                }
                Ok(false)
            }
            Expect::First | Expect::StanzaOrEnd => {
                if let Some(mac) = line.strip_prefix(b"--- ") {
                    let sound = self.stanzas > 0 && mac.len() == MAC_CHARS && mac.iter().copied().all(is_base64);
                    return if sound { Ok(true) } else { Err(OpenError::Damaged) };
                }
                self.stanza(line)?;
                self.expect = Expect::Body;
                Ok(false)
            }
        }
    }

    fn stanza(&mut self, line: &[u8]) -> Result<(), OpenError> {
        let words = line.strip_prefix(b"-> ").ok_or(OpenError::Damaged)?;
        self.stanzas += 1;
        if self.stanzas > STANZA_LIMIT {
            return Err(OpenError::TooManyStanzas);
        }
        let mut words = words.split(|byte| *byte == b' ');
        if !words.clone().all(is_word) {
            return Err(OpenError::Damaged);
        }
        match words.next().unwrap_or_default() {
            b"scrypt" if self.with == With::Passphrase => self.scrypt(words),
            b"scrypt" => Err(OpenError::PassphraseSealed),
            // The only stanza, or whoever knows the passphrase does not know that nobody else opens it.
            _ if self.with == With::Passphrase => Err(OpenError::KeySealed),
            b"X25519" => Ok(()),
            // What age writers add on purpose, so that readers stay able to skip what they do not know.
            grease if grease.ends_with(b"-grease") => Ok(()),
            _ => Err(OpenError::UnknownStanza),
        }
    }
}

impl Scan {
    /// A stanza of a passphrase: alone, with a salt and a work factor within [`WORK_LIMIT`].
    fn scrypt<'w>(&self, mut rest: impl Iterator<Item = &'w [u8]>) -> Result<(), OpenError> {
        let (Some(_salt), Some(factor), None) = (rest.next(), rest.next(), rest.next()) else {
            return Err(OpenError::Damaged);
        };
        // One spelling: digits without a leading zero.
        let digits = factor.len() <= 20 && factor.iter().all(u8::is_ascii_digit) && !factor.starts_with(b"0");
        if self.stanzas > 1 || !digits {
            return Err(OpenError::Damaged);
        }
        let factor: Option<u8> = std::str::from_utf8(factor).ok().and_then(|text| text.parse().ok());
        if factor.is_some_and(|factor| factor <= WORK_LIMIT) {
            Ok(())
        } else {
            Err(OpenError::WorkFactor)
        }
    }
}

fn is_word(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(|byte| (33..=126).contains(byte))
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}
