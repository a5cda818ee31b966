//! The recovery code: 128 random bits and a checksum, as thirteen places in the word lists. [`words`] turns places into words.

use crate::locked::Locked;
use sha2::{Digest, Sha256};
use std::io;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

mod words;
pub(crate) use words::typed_words;
pub use words::{PASSPHRASE_WORDS, suggest_passphrase};

/// Words in a recovery code: 13 × 11 bits = 128 random bits + 15 bits of checksum.
pub const CODE_WORDS: usize = 13;
const WORD_BITS: usize = 11;
const WORD_LIMIT: u16 = 1 << WORD_BITS;
const RANDOM_LEN: usize = 16;
const CHECK_BITS: usize = CODE_WORDS * WORD_BITS - RANDOM_LEN * 8;

/// 128 random bits kept on paper.
pub struct RecoveryCode(Locked);

/// Why words are not a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefused {
    /// There are not thirteen of them.
    #[error("a recovery code has 13 words, this has {found}")]
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
    /// No memory for the code.
    #[error("no memory for the code")]
    NoMemory,
}

impl RecoveryCode {
    /// A fresh one.
    ///
    /// # Errors
    /// No memory or no random source.
    pub fn make() -> io::Result<Self> {
        Locked::make_random(RANDOM_LEN).map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The thirteen places in the word lists.
    #[must_use]
    pub fn indexes(&self) -> Zeroizing<[u16; CODE_WORDS]> {
        let mut indexes = Zeroizing::new([0; CODE_WORDS]);
        let check = checksum(&self.0);
        for (word, index) in indexes.iter_mut().enumerate() {
            for bit in word * WORD_BITS..(word + 1) * WORD_BITS {
                let set = if bit < RANDOM_LEN * 8 {
                    bit_of(&self.0, bit)
                } else {
                    bit_of(&check[..], bit - RANDOM_LEN * 8)
                };
                *index = *index << 1 | u16::from(set);
            }
        }
        indexes
    }

    /// The code behind thirteen places in the word lists.
    ///
    /// # Errors
    /// A place outside the lists, or a wrong checksum.
    pub fn from_indexes(indexes: &[u16; CODE_WORDS]) -> Result<Self, CodeRefused> {
        if let Some(at) = indexes.iter().position(|index| *index >= WORD_LIMIT) {
            return Err(CodeRefused::UnknownWord { position: at + 1 });
        }
        let mut bytes = Locked::zeroed(RANDOM_LEN).map_err(|_| CodeRefused::NoMemory)?;
        for bit in 0..RANDOM_LEN * 8 {
            let set = indexes[bit / WORD_BITS] >> (WORD_BITS - 1 - bit % WORD_BITS) & 1;
            bytes[bit / 8] |= u8::from(set == 1) << (7 - bit % 8);
        }
        let code = Self(bytes);
        let same = code
            .indexes()
            .iter()
            .zip(indexes)
            .fold(subtle::Choice::from(1), |same, (a, b)| same & a.ct_eq(b));
        if bool::from(same) {
            Ok(code)
        } else {
            Err(CodeRefused::Checksum)
        }
    }
}

/// The first fifteen bits are the checksum.
fn checksum(random: &[u8]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(
        Sha256::new()
            .chain_update(b"sandyq/1/recovery")
            .chain_update(random)
            .finalize()
            .into(),
    )
}

fn bit_of(bytes: &[u8], bit: usize) -> bool {
    bytes[bit / 8] >> (7 - bit % 8) & 1 == 1
}

const _: () = assert!(CHECK_BITS == 15);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_its_indexes() {
        for _ in 0..200 {
            let code = RecoveryCode::make().unwrap();
            let again = RecoveryCode::from_indexes(&code.indexes()).map_err(|_| ()).unwrap();
            assert!(code.bytes() == again.bytes());
        }
    }

    #[test]
    fn one_wrong_word_is_noticed() {
        let indexes = RecoveryCode::make().unwrap().indexes();
        let mut passed = 0;
        for at in 0..CODE_WORDS {
            for other in 0..WORD_LIMIT {
                let mut wrong = *indexes;
                wrong[at] = other;
                passed += u32::from(other != indexes[at] && RecoveryCode::from_indexes(&wrong).is_ok());
            }
        }
        // 26 611 wrong codes at one in 32 768 each: more than ten that pass would be a broken checksum.
        assert!(passed < 10, "{passed} wrong codes pass");
    }

    #[test]
    fn an_index_outside_the_list_is_an_unknown_word() {
        let mut indexes = *RecoveryCode::make().unwrap().indexes();
        indexes[4] = WORD_LIMIT;
        assert_eq!(
            RecoveryCode::from_indexes(&indexes).err(),
            Some(CodeRefused::UnknownWord { position: 5 })
        );
    }
}
