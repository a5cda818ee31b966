//! Numbers and sizes as each language writes them.

use fluent_bundle::FluentValue;

use super::{Arg, text_with};
use crate::lang::Lang;

/// No-break space: a number or its unit never ends up alone on the next line.
const GAP: &str = "\u{a0}";

/// A count with its separators: `12,400`, `12 400`.
#[must_use]
pub fn number_text(count: u64, lang: Lang) -> String {
    let digits = count.to_string();
    let (gap, least) = match lang {
        Lang::En => (",", 4),
        // Four digits stand together in Russian and Kazakh print.
        Lang::Ru | Lang::Kk => (GAP, 5),
    };
    if digits.len() < least {
        return digits;
    }
    let first = (digits.len() - 1) % 3 + 1;
    let (head, tail) = digits.split_at(first);
    let groups = tail
        .as_bytes()
        .chunks(3)
        .map(|group| std::str::from_utf8(group).unwrap_or_default());
    std::iter::once(head).chain(groups).collect::<Vec<_>>().join(gap)
}

/// A size of a file in decimal units, one digit after the point below a hundred: `24.6 MB`, `24,6 МБ`.
#[must_use]
pub fn size_text(bytes: u64, lang: Lang) -> String {
    const UNITS: [(&str, u64); 4] = [
        ("size-terabytes", 1_000_000_000_000),
        ("size-gigabytes", 1_000_000_000),
        ("size-megabytes", 1_000_000),
        ("size-kilobytes", 1_000),
    ];
    // A unit begins where it would no longer be rounded up to 1000 of the smaller one.
    let chosen = UNITS.into_iter().find(|(_, unit)| bytes >= unit - unit / 2_000);
    let Some((key, unit)) = chosen else {
        return text_with(lang, "size-bytes", &[("n", Arg::from(bytes))]);
    };
    let tenths = u64::try_from((u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit)).unwrap_or(u64::MAX);
    let point = if lang == Lang::En { '.' } else { ',' };
    let n = match (tenths / 10, tenths % 10) {
        (whole @ 100.., tenth) => number_text(whole + u64::from(tenth >= 5), lang),
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{point}{tenth}"),
    };
    text_with(lang, key, &[("n", Arg::from(n.as_str()))])
}

/// What Fluent writes for a number inside a sentence.
pub(super) fn formatted(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            number.as_string().parse().ok().map(|count| number_text(count, lang))
        }
        _ => None,
    }
}
