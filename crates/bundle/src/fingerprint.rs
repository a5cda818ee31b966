//! What two people compare by telephone to know that a card is really the other's.

use sandyq_agefile::Recipient;
use sandyq_domain::{Lang, wordlist};

use crate::keys::VerifyingKey;
use crate::sha256::Sha256Sum;

const GROUPS: u32 = 7;
const WORDS: usize = 10;
const WORD_BITS: usize = 11;

/// A digest of both keys of a contact, in two forms to read out: digits (116 bits) and words (110 bits).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fingerprint(Sha256Sum);

impl Fingerprint {
    /// SHA-256 of three lines: `sandyq-contact 1`, the age recipient, the minisign key.
    #[must_use]
    pub fn of(recipient: &Recipient, verifying: &VerifyingKey) -> Self {
        Self(Sha256Sum::of(
            format!("sandyq-contact 1\n{recipient}\n{verifying}\n").as_bytes(),
        ))
    }

    /// A sum to be read out in the same two forms, such as that of a sealed file.
    #[must_use]
    pub const fn of_sum(sum: Sha256Sum) -> Self {
        Self(sum)
    }

    /// The whole digest.
    #[must_use]
    pub const fn sum(&self) -> Sha256Sum {
        self.0
    }

    /// Seven groups of five digits: the first 128 bits as a big-endian number, modulo 10³⁵.
    #[must_use]
    pub fn digits(&self) -> String {
        let mut first = [0; 16];
        first.copy_from_slice(&self.0.0[..16]);
        let number = u128::from_be_bytes(first) % 10_u128.pow(5 * GROUPS);
        let group = |at: u32| format!("{:05}", number / 10_u128.pow(5 * at) % 100_000);
        (0..GROUPS).rev().map(group).collect::<Vec<_>>().join(" ")
    }

    /// Ten numbers below 2048, each 11 of the first 110 bits: indexes into the word list of any language.
    #[must_use]
    pub fn word_indexes(&self) -> [u16; WORDS] {
        let bit = |at: usize| u16::from(self.0.0[at / 8] >> (7 - at % 8) & 1);
        std::array::from_fn(|word| (0..WORD_BITS).fold(0, |index, at| index << 1 | bit(word * WORD_BITS + at)))
    }

    /// The words of one language; two people may each read theirs, because the lists are aligned.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.word_indexes().map(|index| wordlist::word(lang, index)).join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_words_follow_the_specification() {
        let mut sum = [0; 32];
        sum[15] = 7;
        assert_eq!(
            Fingerprint(Sha256Sum(sum)).digits(),
            "00000 00000 00000 00000 00000 00000 00007"
        );
        let all = Fingerprint(Sha256Sum([0xff; 32]));
        // 2^128 - 1 = 340282366920938463463374607431768211455
        assert_eq!(all.digits(), "82366 92093 84634 63374 60743 17682 11455");
        assert_eq!(all.word_indexes(), [2047; 10]);
        let mut sum = [0; 32];
        (sum[0], sum[1], sum[13]) = (0b0000_0000, 0b0010_0000, 0b0000_0100);
        assert_eq!(
            Fingerprint(Sha256Sum(sum)).word_indexes(),
            [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        );
    }

    #[test]
    fn words_of_two_languages_name_the_same_numbers() {
        let print = Fingerprint(Sha256Sum::of(b"example"));
        for lang in Lang::ALL {
            let words = print.words(lang);
            let found: Vec<u16> = words
                .split(' ')
                .filter_map(|word| wordlist::find(word).map(|(_, at)| at))
                .collect();
            assert_eq!(found, print.word_indexes(), "{words}");
        }
    }

    #[test]
    fn another_key_is_another_fingerprint() {
        let (a, b) = (
            sandyq_agefile::Identity::generate().recipient(),
            sandyq_agefile::Identity::generate().recipient(),
        );
        let (k, l) = (crate::SigningKey::make().unwrap(), crate::SigningKey::make().unwrap());
        let (k, l) = (k.public().unwrap(), l.public().unwrap());
        let prints = [
            Fingerprint::of(&a, &k),
            Fingerprint::of(&b, &k),
            Fingerprint::of(&a, &l),
        ];
        assert!(prints[0] != prints[1] && prints[0] != prints[2] && prints[1] != prints[2]);
        assert_ne!(prints[0].digits(), prints[1].digits());
    }
}
