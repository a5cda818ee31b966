//! Short texts that people will see beside a decision: no sign that hides, turns or breaks what stands there.

/// Whether a label can be shown on one line: not empty, not too long, no spaces around it, nothing invisible.
///
/// # Security
/// Direction marks could make a sender's name read as somebody else's; control signs could forge lines.
pub(crate) fn is_label(text: &str, limit: usize) -> bool {
    !text.is_empty() && text.chars().count() <= limit && text.trim() == text && !text.chars().any(is_unprintable)
}

/// Whether a longer text can be shown: line feeds and tabs are fine, other control signs are not.
pub(crate) fn is_prose(text: &str, limit: usize) -> bool {
    text.chars().count() <= limit && !text.chars().any(|c| is_unprintable(c) && !matches!(c, '\n' | '\t'))
}

/// `[a-z0-9_-]{1,64}`, beginning with a letter.
pub(crate) fn is_slug(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    text.len() <= 64 && text.bytes().all(plain) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_slug_is_plain() {
        assert!(is_slug("legal_aid") && is_slug("a") && is_slug("un-report"));
        for bad in ["", "A", "1a", "_a", "a b", "ж", &"a".repeat(65)] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
