//! Short texts that people will see beside a decision: no sign that hides, turns or breaks what stands there.

/// Whether a label can be shown on one line: not empty, not too long, no spaces around it, nothing invisible.
///
/// # Security
/// Direction marks could make a sender's name read as somebody else's; control signs could forge lines.
pub(crate) fn is_label(text: &str, limit: usize) -> bool {
    !text.is_empty()
        && text.chars().count() <= limit
        && text.trim() == text
        && !text.chars().any(|c| is_unprintable(c) || is_ambiguous(c))
}

/// Whether a longer text can be shown: line feeds and tabs are fine, other control signs are not.
pub(crate) fn is_prose(text: &str, limit: usize) -> bool {
    text.chars().count() <= limit && !text.chars().any(|c| is_unprintable(c) && !matches!(c, '\n' | '\t'))
}

/// What can be shown on one line of a text that somebody else wrote: its first signs, without those that hide or turn others.
#[must_use]
pub fn shown_on_a_line(text: &str, limit: usize) -> String {
    let seen = text.chars().filter(|c| !is_unprintable(*c) && !is_ambiguous(*c));
    seen.take(limit).collect::<String>().trim().to_owned()
}

/// `[a-z0-9_-]{1,64}`, beginning with a letter.
pub(crate) fn is_slug(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    text.len() <= 64 && text.bytes().all(plain) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Signs that hide, turn or break what stands beside them; none of them belongs into words of any language here.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // A joiner, an Arabic direction mark, fillers of Hangul and Khmer, Mongolian selectors, the empty Braille cell.
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2800}'
            | '\u{3164}' | '\u{ffa0}'
            // Widths of zero, directions, line and paragraph separators, byte order marks, notes between lines.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            // Shorthand, musical beams, tags and further selectors.
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Signs that come along in pasted prose and do no harm there, but make two labels that look the same differ: soft hyphens,
/// variation selectors, every blank but the plain one.
fn is_ambiguous(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{fe00}'..='\u{fe0f}') || (c.is_whitespace() && c != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_turns_or_runs_on_is_not_shown() {
        assert_eq!(shown_on_a_line(" Айгүл\u{202e}\nлүгйА\u{200b} ", 50), "АйгүллүгйА");
        assert_eq!(shown_on_a_line(&"ы".repeat(500), 7), "ыыыыыыы");
    }

    #[test]
    fn a_label_is_one_visible_line() {
        for good in ["Айгүл", "Group «Ұлытау» · 2", "x"] {
            assert!(is_label(good, 50), "{good}");
        }
        for bad in [
            "",
            " a",
            "a ",
            "a\nb",
            "a\tb",
            "\u{202e}txe",
            "a\u{200b}b",
            "\u{feff}a",
            "\u{7f}",
            "a\u{85}b",
        ] {
            assert!(!is_label(bad, 50), "{bad:?}");
        }
        assert!(is_label("ұұұ", 3) && !is_label("ұұұұ", 3));
        assert!(is_prose("a\n\tb", 9) && !is_prose("a\rb", 9) && !is_prose("a\u{2066}b", 9));
    }

    #[test]
    fn a_label_has_no_sign_that_nobody_sees() {
        let hidden = [
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x115f..=0x1160,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x200b..=0x200f,
            0x2028..=0x202e,
            0x2060..=0x206f,
            0x2800..=0x2800,
            0x3164..=0x3164,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xffa0..=0xffa0,
            0xfff0..=0xfffb,
            0xe0000..=0xe0fff,
        ];
        let blanks = [
            0xa0..=0xa0,
            0x1680..=0x1680,
            0x2000..=0x200a,
            0x202f..=0x202f,
            0x205f..=0x205f,
            0x3000..=0x3000,
        ];
        for c in hidden.into_iter().chain(blanks).flatten().filter_map(char::from_u32) {
            assert!(!is_label(&format!("P{c}1"), 50), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn pasted_prose_may_keep_its_soft_hyphens_emoji_and_blanks_but_nothing_that_turns_or_hides() {
        assert!(is_prose("да\u{ad}та,\u{a0}12 \u{2764}\u{fe0f}", 50));
        for bad in ["a\u{61c}b", "a\u{2028}b", "a\u{200e}b", "a\u{e0041}b", "a\u{3164}b"] {
            assert!(!is_prose(bad, 50), "{bad:?}");
        }
    }

    #[test]
    fn a_slug_is_plain() {
        assert!(is_slug("legal_aid") && is_slug("a") && is_slug("un-report"));
        for bad in ["", "A", "1a", "_a", "a b", "ж", &"a".repeat(65)] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
