//! One spelling for searching: people type Kazakh on a Russian keyboard, leave the dots off ё, and paste from PDF files.
//!
//! Index and query must use the same [`fold`]; a folded text is never shown to anybody.

use unicode_normalization::UnicodeNormalization;

/// Lower case, without the letters and signs that people leave out: ё→е, ә→а, і→и, ң→н, ғ→г, ү/ұ→у, қ→к, ө→о, һ→х.
///
/// й stays й, in both its Unicode spellings. Soft hyphens, zero-width signs and stress marks disappear.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.chars().all(is_composed) {
        return text.chars().flat_map(char::to_lowercase).map(plain_letter).collect();
    }
    by_the_book(text)
}

/// A letter or sign that is its own composed form, has one small letter, and lets nothing compose with it that is not
/// refused here: nearly every text is made of these alone, and composing is most of the work.
const fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{4ff}' | '\u{2010}'..='\u{201f}' | '«' | '»' | '…' | '№')
}

fn by_the_book(text: &str) -> String {
    // Compose first: a й written as и + breve must not lose its breve with the stress marks.
    let composed: String = text.nfc().filter(|c| !is_invisible(*c)).collect();
    composed
        .to_lowercase()
        .nfc()
        .filter(|c| !is_mark(*c))
        .map(plain_letter)
        .collect()
}

const fn plain_letter(letter: char) -> char {
    match letter {
        'ё' => 'е',
        'ә' => 'а',
        'і' => 'и',
        'ң' => 'н',
        'ғ' => 'г',
        'ү' | 'ұ' => 'у',
        'қ' => 'к',
        'ө' => 'о',
        'һ' => 'х',
        other => other,
    }
}

/// Soft hyphen, zero-width space and joiners, direction marks, word joiner, byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// A combining mark that composed with nothing, such as a stress mark over а.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kazakh_letters_fold_to_the_russian_keys_people_type() {
        assert_eq!(fold("Ұлытау"), fold("Улытау"));
        assert_eq!(fold("ӘІҢҒҮҰҚӨҺ"), "аингуукох");
        assert_eq!(fold("әіңғүұқөһ"), "аингуукох");
        assert_eq!(fold("Қазақстан"), "казакстан");
    }

    #[test]
    fn yo_folds_to_ye_however_it_is_written() {
        assert_eq!(fold("ещё"), "еще");
        assert_eq!(fold("ЕЩЕ\u{308}"), "еще");
    }

    #[test]
    fn short_i_keeps_its_breve_however_it_is_written() {
        assert_eq!(fold("Мой"), "мой");
        assert_eq!(fold("мои\u{306}"), "мой");
        assert_eq!(fold("МОИ\u{306}"), "мой");
        assert_ne!(fold("мой"), fold("мои"));
    }

    #[test]
    fn invisible_signs_and_stress_marks_disappear() {
        assert_eq!(fold("поли\u{ad}ция"), "полиция");
        assert_eq!(fold("\u{feff}за\u{301}мок\u{200b}"), "замок");
    }

    #[test]
    fn the_short_way_gives_what_the_long_one_gives() {
        let short: String = ('\0'..='\u{ffff}').filter(|c| is_composed(*c)).collect();
        assert!(short.chars().count() > 350);
        assert_eq!(fold(&short), by_the_book(&short));
        for c in short.chars() {
            assert_eq!(
                fold(&format!("{c}")),
                by_the_book(&format!("{c}")),
                "U+{:04X}",
                u32::from(c)
            );
            for mark in ['\u{301}', '\u{306}', '\u{308}'] {
                let marked = format!("{c}{mark}");
                assert_eq!(fold(&marked), by_the_book(&marked), "{marked}");
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Ұлытау İ Ёж", "ст.146 УК", "café й\u{306}"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
