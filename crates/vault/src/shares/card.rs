//! A share as sixteen words, and the share in whatever a person typed or a file holds.
//!
//! The lists are those of the recovery code: any language, any case, four letters of a word. No refusal repeats a word.

use super::{SECRET_LEN, SET_LEN, SHARE_COUNT, Share, ShareRefused};
use crate::locked::Locked;
use crate::recovery::typed_words;
use sandyq_domain::{Lang, wordlist};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Words on a card: 16 × 11 bits = set, x, y and one byte of checksum.
pub const SHARE_WORDS: usize = 16;
/// The line before and after the words of a printed card. It is the same in every language.
pub const CARD_FRAME: &str = "================";

const WORD_BITS: usize = 11;
const PAYLOAD_LEN: usize = SET_LEN + 1 + SECRET_LEN + 1;
const CHECKED: usize = PAYLOAD_LEN - 1;
const _: () = assert!(PAYLOAD_LEN * 8 == SHARE_WORDS * WORD_BITS);
/// A card is half a page; nobody reads a book for one.
const TEXT_LIMIT: usize = 64 * 1024;

type Indexes = [u16; SHARE_WORDS];

impl Share {
    /// The sixteen words in one language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> [&'static str; SHARE_WORDS] {
        self.indexes().map(|index| wordlist::word(lang, index))
    }

    /// Reads a card: sixteen words in any language with anything that is not a letter between them, or a text in which they
    /// stand between two frames, or in a row somewhere.
    ///
    /// # Security
    /// A text of more than 64 KiB is not read.
    ///
    /// # Errors
    /// Which word is unknown, by its place and never by its letters.
    pub fn parse(text: &str) -> Result<Self, ShareRefused> {
        if text.len() > TEXT_LIMIT {
            return Err(ShareRefused::WordCount { found: text.len() });
        }
        let words: Vec<&str> = typed_words(framed(text)).collect();
        if words.len() == SHARE_WORDS {
            return Self::from_words(&words);
        }
        let in_a_row = words.windows(SHARE_WORDS);
        let mut found = in_a_row.filter_map(|row| Self::from_words(row).ok());
        match (found.next(), found.next()) {
            (Some(share), None) => Ok(share),
            (None | Some(_), _) => Err(ShareRefused::WordCount { found: words.len() }),
        }
    }

    fn from_words(words: &[&str]) -> Result<Self, ShareRefused> {
        let mut indexes = Zeroizing::new([0; SHARE_WORDS]);
        for (at, (word, index)) in words.iter().zip(indexes.iter_mut()).enumerate() {
            let (_, found) = wordlist::find(word).ok_or(ShareRefused::UnknownWord { position: at + 1 })?;
            *index = found;
        }
        Self::from_indexes(&indexes)
    }

    fn payload(&self) -> Zeroizing<[u8; PAYLOAD_LEN]> {
        let mut payload = Zeroizing::new([0; PAYLOAD_LEN]);
        payload[..SET_LEN].copy_from_slice(&self.set);
        payload[SET_LEN] = self.x;
        payload[SET_LEN + 1..CHECKED].copy_from_slice(&self.y);
        payload[CHECKED] = checksum(&payload[..CHECKED]);
        payload
    }

    /// The payload's 176 bits, most significant first, in groups of eleven.
    pub(super) fn indexes(&self) -> Zeroizing<Indexes> {
        let payload = self.payload();
        let mut indexes = Zeroizing::new([0; SHARE_WORDS]);
        for bit in 0..PAYLOAD_LEN * 8 {
            let set = payload[bit / 8] >> (7 - bit % 8) & 1;
            indexes[bit / WORD_BITS] = indexes[bit / WORD_BITS] << 1 | u16::from(set);
        }
        indexes
    }

    pub(super) fn from_indexes(indexes: &Indexes) -> Result<Self, ShareRefused> {
        let mut payload = Zeroizing::new([0; PAYLOAD_LEN]);
        for bit in 0..PAYLOAD_LEN * 8 {
            let set = indexes[bit / WORD_BITS] >> (WORD_BITS - 1 - bit % WORD_BITS) & 1;
            payload[bit / 8] |= u8::from(set == 1) << (7 - bit % 8);
        }
        let x = payload[SET_LEN];
        let is_ours = (1..=SHARE_COUNT).contains(&usize::from(x));
        if payload[CHECKED] != checksum(&payload[..CHECKED]) || !is_ours {
            return Err(ShareRefused::Checksum);
        }
        let mut set = [0; SET_LEN];
        set.copy_from_slice(&payload[..SET_LEN]);
        let y = Locked::copy_of(&payload[SET_LEN + 1..CHECKED]).map_err(|_| ShareRefused::NoMemory)?;
        Ok(Self { set, x, y })
    }
}

fn checksum(payload: &[u8]) -> u8 {
    let hash = Sha256::new()
        .chain_update(b"sandyq/1/share")
        .chain_update(payload)
        .finalize();
    hash[0]
}

/// What stands between the first two lines of nothing but `=`; all of it where there are no two such lines.
fn framed(text: &str) -> &str {
    let mut edges = text
        .split_inclusive('\n')
        .scan(0, |end, line| {
            let start = *end;
            *end += line.len();
            Some((start, *end, line.trim()))
        })
        .filter(|(_, _, line)| line.len() >= CARD_FRAME.len() / 2 && line.bytes().all(|byte| byte == b'='));
    match (edges.next(), edges.next()) {
        (Some((_, start, _)), Some((end, _, _))) => &text[start..end],
        (None | Some(_), _) => text,
    }
}
