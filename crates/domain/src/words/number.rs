//! Numbers and sizes.

use super::text;
use crate::Lang;

/// A whole number with its thousands apart: `12,345` in English, `12 345` (no-break space) otherwise.
#[must_use]
pub fn number_text(n: u64, lang: Lang) -> String {
    let digits = n.to_string();
    let separator = if lang == Lang::En { ',' } else { '\u{a0}' };
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A size in bytes as people write it, in powers of ten: `24.6 MB`, `24,6 МБ`.
#[must_use]
pub fn size_text(bytes: u64, lang: Lang) -> String {
    let (unit, key) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}{}", text(lang, "size-b")),
        1_000..1_000_000 => (1_000, "size-kb"),
        1_000_000..1_000_000_000 => (1_000_000, "size-mb"),
        _ => (1_000_000_000, "size-gb"),
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    let point = if lang == Lang::En { '.' } else { ',' };
    let (whole, tenth) = (number_text(tenths / 10, lang), tenths % 10);
    let number = if tenth == 0 || tenths >= 1_000 { whole } else { format!("{whole}{point}{tenth}") };
    format!("{number}\u{a0}{}", text(lang, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_numbers_read_as_people_write_them() {
        assert_eq!(size_text(24_610_000, Lang::Ru), "24,6\u{a0}МБ");
        assert_eq!(size_text(24_610_000, Lang::En), "24.6\u{a0}MB");
        assert_eq!(size_text(999, Lang::Kk), "999\u{a0}Б");
        assert_eq!(size_text(1_000, Lang::En), "1\u{a0}kB");
        assert_eq!(number_text(1_234_567, Lang::En), "1,234,567");
        assert_eq!(number_text(100, Lang::Ru), "100");
    }
}
