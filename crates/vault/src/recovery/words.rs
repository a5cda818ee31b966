//! Words for a recovery code and for a passphrase.
//!
//! The lists are index-aligned, so a code printed in one language can be typed in another. No error repeats what was typed.

use super::{CODE_WORDS, CodeRefused, RecoveryCode, WORD_LIMIT};
use crate::locked::fill_random;
use sandyq_domain::{Lang, wordlist};
use std::io;
use zeroize::Zeroizing;

/// Words in a suggested passphrase: 77 bits.
pub const PASSPHRASE_WORDS: usize = 7;

impl RecoveryCode {
    /// The words in one language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> [&'static str; CODE_WORDS] {
        self.indexes().map(|index| wordlist::word(lang, index))
    }

    /// Reads what was typed: words of any of the three lists, in any case, with spaces, line ends, commas, full stops,
    /// hyphens or numbers between them.
    ///
    /// # Errors
    /// Which word is unknown, by its place and never by its letters.
    pub fn parse(typed: &str) -> Result<Self, CodeRefused> {
        let mut indexes = Zeroizing::new([0; CODE_WORDS]);
        let mut found = 0;
        for word in typed.split(|letter: char| !letter.is_alphabetic() && !is_mark(letter)).filter(|word| !word.is_empty()) {
            if let Some(place) = indexes.get_mut(found) {
                let (_, index) = wordlist::find(word).ok_or(CodeRefused::UnknownWord { position: found + 1 })?;
                *place = index;
            }
            found += 1;
        }
        if found != CODE_WORDS {
            return Err(CodeRefused::WordCount { found });
        }
        Self::from_indexes(&indexes)
    }
}

/// Seven random words for a passphrase, with single spaces.
///
/// # Errors
/// No random source.
pub fn suggest_passphrase(lang: Lang) -> io::Result<Zeroizing<String>> {
    let mut random = Zeroizing::new([0; 2 * PASSPHRASE_WORDS]);
    fill_random(&mut *random)?;
    // Room for seven words of eight letters of two bytes: a buffer that grows leaves copies.
    let mut text = Zeroizing::new(String::with_capacity(PASSPHRASE_WORDS * 32));
    for pair in random.chunks_exact(2) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(wordlist::word(lang, u16::from_le_bytes([pair[0], pair[1]]) % WORD_LIMIT));
    }
    Ok(text)
}

/// The combining marks that a decomposed й or ё is typed with.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

