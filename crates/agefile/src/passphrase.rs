//! Files sealed with a passphrase instead of a key: <https://c2sp.org/age#scrypt-recipient-stanza>.
//!
//! For files that leave the program to people without a key. What it keeps: the work that a file asks for is bounded
//! before any of it is done, and a passphrase is the one way into its file. What a passphrase is made of, and whether it
//! is good enough, is for the caller to say.

use std::io::{self, Read, Seek, Write};

use age::secrecy::SecretString;

use crate::header::Lock;
use crate::open::{OpenError, Opening};
use crate::seal::Sealing;

/// The logarithm of the work that sealing does, and the most that opening does: 2^18 takes 256 MiB of memory and about
/// a second.
pub const WORK_LIMIT: u8 = 18;

/// Starts a file that everybody with the passphrase can open, and writes its header. Takes about a second.
///
/// # Errors
/// Whatever the output answers.
pub fn seal_with_passphrase<W: Write>(passphrase: &str, out: W) -> io::Result<Sealing<W>> {
    let mut to = age::scrypt::Recipient::new(SecretString::from(passphrase));
    to.set_work_factor(WORK_LIMIT);
    Sealing::start(&[&to], out)
}

/// Opens a file for reading from front to back. Takes about a second.
///
/// # Errors
/// [`OpenError`]; a wrong passphrase is [`OpenError::NotForMe`]. Damage behind the header surfaces while reading.
pub fn open_with_passphrase<R: Read>(passphrase: &str, input: R) -> Result<Opening<R>, OpenError> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(WORK_LIMIT);
    Opening::start(Lock::Passphrase, &identity, input)
}

/// Opens a file for reading anywhere, and checks its end at once: a file cut short is refused here.
///
/// # Errors
/// As [`open_with_passphrase`]; damage between header and last chunk surfaces while reading.
pub fn open_seek_with_passphrase<R: Read + Seek>(passphrase: &str, input: R) -> Result<Opening<R>, OpenError> {
    open_with_passphrase(passphrase, input)?.measured()
}

/// Looks at the arguments of a passphrase's stanza: salt and logarithm of the work.
///
/// # Security
/// The work is memory, too: 2^30 would ask for a terabyte. Nothing is computed before this said yes.
pub(crate) fn check_work<'a>(mut words: impl Iterator<Item = &'a [u8]>) -> Result<(), OpenError> {
    let (Some(_salt), Some(work), None) = (words.next(), words.next(), words.next()) else {
        return Err(OpenError::Damaged);
    };
    // One spelling of a number: digits, the first of them no zero.
    if work.first() == Some(&b'0') || !work.iter().all(u8::is_ascii_digit) {
        return Err(OpenError::Damaged);
    }
    let work = str::from_utf8(work).ok().and_then(|work| work.parse::<u8>().ok());
    // What does not fit into the number is too much as well.
    match work {
        Some(work) if work <= WORK_LIMIT => Ok(()),
        _ => Err(OpenError::WorkFactor),
    }
}
