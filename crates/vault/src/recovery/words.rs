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
        for word in typed_words(typed) {
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

/// The words of what was typed, whatever stands between them: spaces, line ends, punctuation, numbers.
pub(crate) fn typed_words(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|letter: char| !letter.is_alphabetic() && !is_mark(letter))
        .filter(|word| !word.is_empty())
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
        text.push_str(wordlist::word(
            lang,
            u16::from_le_bytes([pair[0], pair[1]]) % WORD_LIMIT,
        ));
    }
    Ok(text)
}

/// The combining marks that a decomposed й or ё is typed with.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn parsed(typed: &str) -> Option<[u16; CODE_WORDS]> {
        RecoveryCode::parse(typed).ok().map(|code| *code.indexes())
    }

    #[test]
    fn a_code_printed_in_any_language_is_read_back() {
        let code = RecoveryCode::make().unwrap();
        for lang in Lang::ALL {
            assert_eq!(parsed(&code.words(lang).join(" ")), Some(*code.indexes()), "{lang}");
        }
    }

    #[test]
    fn a_code_may_change_its_language_from_word_to_word() {
        let code = RecoveryCode::make().unwrap();
        let lists = Lang::ALL.map(|lang| code.words(lang));
        let mixed: Vec<&str> = (0..CODE_WORDS).map(|place| lists[place % 3][place]).collect();
        assert_eq!(parsed(&mixed.join(" ")), Some(*code.indexes()));
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = RecoveryCode::make().unwrap();
        let words = code.words(Lang::Ru);
        let numbered: Vec<String> = words
            .iter()
            .zip(1..)
            .map(|(word, number)| format!(" {number}. {word}\r\n"))
            .collect();
        let decomposed: String = words.join(" ").replace('й', "и\u{306}").replace('ё', "е\u{308}");
        for typed in [
            words.join("-").to_uppercase(),
            words.join(" , "),
            format!("\u{feff}\t{}\n", words.join("  ")),
            numbered.concat(),
            decomposed,
        ] {
            assert_eq!(parsed(&typed), Some(*code.indexes()));
        }
    }

    #[test]
    fn a_refusal_names_the_place_and_not_the_word() {
        let code = RecoveryCode::make().unwrap();
        let mut words = code.words(Lang::Kk);
        assert_eq!(
            RecoveryCode::parse(&words[..12].join(" ")).err(),
            Some(CodeRefused::WordCount { found: 12 })
        );
        let long = [words.join(" "), words.join(" ")].join(" ");
        assert_eq!(
            RecoveryCode::parse(&long).err(),
            Some(CodeRefused::WordCount { found: 26 })
        );
        words[6] = "Құпиясөз";
        let refused = RecoveryCode::parse(&words.join(" ")).err().unwrap();
        assert_eq!(refused, CodeRefused::UnknownWord { position: 7 });
        assert!(!refused.to_string().contains("пия"));
    }

    #[test]
    fn a_suggested_passphrase_is_as_strong_in_every_language() {
        // Every word of every list is drawn by as many of the 65 536 values of two bytes: 11 bits a word.
        assert_eq!(
            (WORD_LIMIT, (1 << 16) % u32::from(WORD_LIMIT)),
            (wordlist::WORD_COUNT, 0)
        );
        assert_eq!(PASSPHRASE_WORDS * super::super::WORD_BITS, 77);
        for lang in Lang::ALL {
            let mut drawn = BTreeSet::new();
            for _ in 0..3000 {
                let text = suggest_passphrase(lang).unwrap();
                drawn.extend(text.split(' ').filter_map(wordlist::find).map(|(_, index)| index));
            }
            // 21 000 draws of 2048: about one in fourteen runs misses a single word, and none misses five.
            assert!(drawn.len() > 2043, "{lang}: {} words", drawn.len());
        }
    }

    #[test]
    fn a_suggested_passphrase_is_seven_words_of_its_list() {
        let mut all = BTreeSet::new();
        for lang in Lang::ALL {
            let text = suggest_passphrase(lang).unwrap();
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(words.len(), PASSPHRASE_WORDS);
            for word in words {
                assert!(wordlist::find(word).is_some_and(|(found, _)| found == lang));
            }
            all.insert(text.to_string());
        }
        assert_eq!(all.len(), 3);
    }
}
