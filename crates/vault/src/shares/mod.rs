//! Three cards, any two of which open the vault: Shamir's scheme over GF(256), threshold two, from the crate `blahaj`.
//!
//! One card alone tells nothing about the secret but a 32-bit mark that all three carry. **Cards are checked before the key
//! derivation runs**: a mistyped word by the card's checksum, cards of different sets by their mark, and what they join to
//! by the same mark, which is a MAC under the joined secret. [`card`] turns a share into words and finds it in a text.

mod card;
#[cfg(test)]
mod tests;

pub use card::{CARD_FRAME, SHARE_WORDS};

use crate::locked::{Locked, fill_random};
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write as _;
use std::io;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// How many cards there are.
pub const SHARE_COUNT: usize = 3;
/// How many of them open.
const THRESHOLD: u8 = 2;
const SECRET_LEN: usize = 16;
const SET_LEN: usize = 4;

/// 128 random bits that nobody keeps whole.
pub struct SharedSecret(Locked);

/// What one card holds.
pub struct Share {
    set: [u8; SET_LEN],
    x: u8,
    y: Locked,
}

/// Why cards do not open anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareRefused {
    /// There are not sixteen words.
    #[error("a card has 16 words, this has {found}")]
    WordCount {
        /// How many there are.
        found: usize,
    },
    /// One of them is in no list.
    #[error("word {position} is in no list")]
    UnknownWord {
        /// Which one, from 1.
        position: usize,
    },
    /// All are known, but they do not belong together: one is wrong, or two have changed places.
    #[error("the words do not belong together")]
    Checksum,
    /// Both cards are of one set by their mark, and what they join to does not bear it out: one of them was altered.
    #[error("what the two cards give is not what they were made from")]
    Altered,
    /// The cards are of different sets.
    #[error("the cards are of different sets")]
    OtherSet,
    /// It is the same card twice.
    #[error("it is the same card twice")]
    SameCard,
    /// No memory for them.
    #[error("no memory for the cards")]
    NoMemory,
}

impl SharedSecret {
    /// A fresh secret and its three shares.
    ///
    /// # Errors
    /// No memory or no random source.
    pub fn make() -> io::Result<(Self, [Share; SHARE_COUNT])> {
        let secret = Self(Locked::make_random(SECRET_LEN)?);
        // The generator below cannot answer with an error; a system without random numbers is found out here.
        fill_random(&mut [0; SET_LEN])?;
        let set = secret.set()?;
        let dealer = blahaj::Sharks(THRESHOLD);
        let mut dealt = dealer.dealer_rng(&secret.0, &mut UnwrapErr(SysRng)).take(SHARE_COUNT);
        let mut next = || {
            let point = dealt.next().ok_or_else(|| io::Error::other("a share is missing"))?;
            let bytes = Zeroizing::new(Vec::from(&point));
            Share::from_point(set, &bytes)
        };
        let shares = [next()?, next()?, next()?];
        Ok((secret, shares))
    }

    /// The secret behind two cards of one set.
    ///
    /// # Errors
    /// Everything about two good cards that do not belong together.
    pub fn join(first: &Share, second: &Share) -> Result<Self, ShareRefused> {
        if first.set != second.set {
            return Err(ShareRefused::OtherSet);
        }
        if first.x == second.x {
            return Err(ShareRefused::SameCard);
        }
        let points = [first.to_point()?, second.to_point()?];
        let joined = blahaj::Sharks(THRESHOLD).recover(&points).map(Zeroizing::new);
        let joined = joined.map_err(|_| ShareRefused::Altered)?;
        let secret = Self(Locked::copy_of(&joined).map_err(|_| ShareRefused::NoMemory)?);
        let mark = secret.set().map_err(|_| ShareRefused::NoMemory)?;
        if bool::from(mark.ct_eq(&first.set)) {
            Ok(secret)
        } else {
            Err(ShareRefused::Altered)
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What all three cards carry: a MAC under the secret itself.
    fn set(&self) -> io::Result<[u8; SET_LEN]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(io::Error::other)?;
        mac.update(b"sandyq/1/shares");
        let mut set = [0; SET_LEN];
        set.copy_from_slice(&mac.finalize().into_bytes()[..SET_LEN]);
        Ok(set)
    }
}

impl Share {
    /// `point` is x and the values of y.
    fn from_point(set: [u8; SET_LEN], point: &[u8]) -> io::Result<Self> {
        let (x, y) = point.split_first().ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self {
            set,
            x: *x,
            y: Locked::copy_of(y)?,
        })
    }

    fn to_point(&self) -> Result<blahaj::Share, ShareRefused> {
        let mut point = Zeroizing::new([0; 1 + SECRET_LEN]);
        point[0] = self.x;
        point[1..].copy_from_slice(&self.y);
        blahaj::Share::try_from(&point[..]).map_err(|_| ShareRefused::Altered)
    }

    /// Which of the three it is.
    #[must_use]
    pub const fn number(&self) -> u8 {
        self.x
    }

    /// What the three cards of a set have in common: eight hexadecimal digits.
    #[must_use]
    pub fn set(&self) -> String {
        self.set
            .iter()
            .fold(String::with_capacity(2 * SET_LEN), |mut text, byte| {
                let _infallible = write!(text, "{byte:02x}");
                text
            })
    }
}
