//! What any writer may be handed: characters that are seen.

use crate::page;
use std::fmt::Write as _;

/// The text with every character that would turn the reading direction, hide, or not print shown by its number, and
/// with one kind of line break. A tab is a blank. Applied by every writer to every text, so that no format decides.
///
/// # Security
/// XML 1.0 cannot hold control characters at all, and a name that is read backwards is a lie on paper.
pub(super) fn seen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => {}
            '\t' => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            c if is_unseen(c) => {
                let _ = write!(out, "‹U+{:04X}›", u32::from(c)); // writing to a string cannot fail
            }
            c => out.push(c),
        }
    }
    out
}

/// A text in one line.
pub(super) fn in_line(text: &str) -> String {
    seen(text)
        .split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// What the dossier shows by its number, and besides: joiners, what XML refuses, what no font of ours can have.
fn is_unseen(c: char) -> bool {
    page::is_unseen(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FFFE}' | '\u{FFFF}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{in_line, seen};

    #[test]
    fn what_turns_hides_or_does_not_print_is_shown_by_its_number() {
        assert_eq!(seen("gpj.\u{202E}exe"), "gpj.‹U+202E›exe");
        assert_eq!(seen("a\u{0}b\u{B}c\u{FFFE}"), "a‹U+0000›b‹U+000B›c‹U+FFFE›");
        for c in [
            '\u{202A}',
            '\u{2066}',
            '\u{2069}',
            '\u{200F}',
            '\u{85}',
            '\u{E0041}',
            '\u{7F}',
            '\u{E000}',
        ] {
            assert!(!seen(&c.to_string()).contains(c), "{:04X}", u32::from(c));
        }
    }

    #[test]
    fn letters_of_the_three_languages_and_line_breaks_stay() {
        let text = "Әңгіме, ғылым, қала, өзен, ұлт, үй, шаһар, іс\nЁлка — «да»";
        assert_eq!(seen(text), text);
        assert_eq!(seen("один\r\nдва\tтри\u{2028}4"), "один\nдва три\n4");
        assert_eq!(in_line(" один \r\n два\n"), "один два");
    }
}
