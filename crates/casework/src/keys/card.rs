//! A card to print: sixteen numbered words between two frames, and what to do with them. **It does not say what it opens.**

use crate::failure::{ErrorCode, Failure};
use sandyq_domain::Lang;
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_vault::secret::Secret;
use sandyq_vault::shares::{CARD_FRAME, SHARE_WORDS, Share, ShareRefused, SharedSecret};
use std::fmt::Write as _;

const COLUMNS: usize = 4;
/// A number, a full stop, a space, a word of at most eight letters, and a gap.
const COLUMN_WIDTH: usize = 16;

/// The text of one card, to be printed or saved. [`shares`] reads it back whole.
#[must_use]
pub fn share_card(share: &Share, lang: Lang) -> String {
    let number = share.number().to_string();
    let set = share.set();
    // In two halves, as people read it out.
    let set = format!("{} {}", &set[..set.len() / 2], &set[set.len() / 2..]);
    let title = text_with(lang, "share-card-title", &[("number", Arg::from(number.as_str()))]);
    let set = text_with(lang, "share-card-set", &[("set", Arg::from(set.as_str()))]);
    let [what, keep, usage] = ["share-card-what", "share-card-keep", "share-card-use"].map(|key| text(lang, key));
    let grid = grid(&share.words(lang));
    format!("{title}\n{set}\n\n{what}\n\n{CARD_FRAME}\n{grid}{CARD_FRAME}\n\n{usage}\n\n{keep}\n")
}

/// Row by row, so that reading the lines is reading the words in order.
fn grid(words: &[&str; SHARE_WORDS]) -> String {
    let mut grid = String::new();
    for (at, word) in words.iter().enumerate() {
        let cell = format!("{:2}. {word}", at + 1);
        let last = (at + 1) % COLUMNS == 0;
        let _infallible = if last {
            writeln!(grid, "{cell}")
        } else {
            write!(grid, "{cell:COLUMN_WIDTH$}")
        };
    }
    grid
}

/// The secret behind two cards: each the text of a card file, or just its sixteen words, in any of the three languages.
///
/// # Errors
/// [`ErrorCode::BadShare`] with which of the two and what to look at, [`ErrorCode::SharesMixed`].
pub fn shares(first: &str, second: &str) -> Result<Secret, Failure> {
    let read = |text: &str, place: &str| {
        Share::parse(text).map_err(|why| Failure::about(ErrorCode::BadShare, format!("{place}: {why}")))
    };
    let (first, second) = (read(first, "1")?, read(second, "2")?);
    let joined = SharedSecret::join(&first, &second).map_err(|why| {
        let code = match why {
            ShareRefused::OtherSet | ShareRefused::SameCard => ErrorCode::SharesMixed,
            ShareRefused::Altered
            | ShareRefused::Checksum
            | ShareRefused::WordCount { .. }
            | ShareRefused::UnknownWord { .. } => ErrorCode::BadShare,
            ShareRefused::NoMemory => ErrorCode::System,
        };
        Failure::about(code, why.to_string())
    })?;
    Ok(Secret::Shares(joined))
}
