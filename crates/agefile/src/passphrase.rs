//! Files sealed with a passphrase instead of a key: <https://c2sp.org/age#scrypt-recipient-stanza>.
//!
//! For files that leave the program to people without a key. What it keeps: the work that a file asks for is bounded
//! before any of it is done, and a passphrase is the one way into its file. What a passphrase is made of, and whether it
//! is good enough, is for the caller to say.

use std::io::{self, Read, Seek, Write};

use age::secrecy::SecretString;

use crate::header::Lock;
use crate::joint;
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
    seal_with_work(passphrase, WORK_LIMIT, out)
}

fn seal_with_work<W: Write>(passphrase: &str, work: u8, out: W) -> io::Result<Sealing<W>> {
    let mut to = age::scrypt::Recipient::new(SecretString::from(passphrase));
    to.set_work_factor(work);
    Sealing::start(&[&to], out)
}

/// Opens a file for reading from front to back. Takes about a second.
///
/// # Errors
/// [`OpenError`]; a wrong passphrase is [`OpenError::NotForMe`]. Damage behind the header surfaces while reading.
pub fn open_with_passphrase<R: Read>(passphrase: &str, input: R) -> Result<Opening<R>, OpenError> {
    Opening::start(Lock::Passphrase, input, |head| {
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase));
        identity.set_max_work_factor(WORK_LIMIT);
        joint::read_head(head, &identity)
    })
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
/// The work is memory, too: 2^30 would ask for a terabyte. Nothing that a file asks for is computed before this said yes.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So little that a test can wait for it.
    const LITTLE: u8 = 2;

    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_called_so_while_sealing_with_a_passphrase() {
        for room in [0, 1_000] {
            let sealed = seal_with_work("password", LITTLE, Full(room)).and_then(|mut sealing| {
                sealing.write_all(&vec![0; 100_000])?;
                sealing.finish()
            });
            assert_eq!(sealed.err().unwrap().kind(), io::ErrorKind::StorageFull, "{room}");
        }
    }

    #[test]
    fn what_was_sealed_with_a_passphrase_comes_back_here_and_from_the_age_crate() {
        for size in [0, 1, 70_000] {
            let plain = vec![b'w'; size];
            let mut sealing = seal_with_work("пароль", LITTLE, Vec::new()).unwrap();
            sealing.write_all(&plain).unwrap();
            let file = sealing.finish().unwrap();
            let mut back = Vec::new();
            open_with_passphrase("пароль", file.as_slice())
                .unwrap()
                .read_to_end(&mut back)
                .unwrap();
            assert!(back == plain, "{size}");
            let identity = age::scrypt::Identity::new(SecretString::from("пароль"));
            back.clear();
            age::Decryptor::new_buffered(file.as_slice())
                .unwrap()
                .decrypt(std::iter::once(&identity as &dyn age::Identity))
                .unwrap()
                .read_to_end(&mut back)
                .unwrap();
            assert!(back == plain, "{size}");
        }
    }
}
