//! How wide a text is, without the font: a line is broken where it would be too long in any font a reader may have.
//!
//! For each letter the widest of Inter at 400, Inter at 600 (the page) and `DejaVu Sans` (what Linux falls back to), rounded
//! up to a twentieth of the size. So a text is narrower than measured here, hardly ever wider.

/// Thousandths of the font size, and the letters that are so wide.
const WIDTHS: [(i32, &str); 18] = [
    (200, "\u{202f}"),
    (300, "IijlІі"),
    (350, " \u{a0}',.:;·’"),
    (400, "()/[\\]ft|"),
    (450, "!r"),
    (500, "-_`–"),
    (550, "\"*?s“”„гз"),
    (600, "FJLckvxyzвстухчьэғұү"),
    (650, "$123456789EPSabdeghnopqu{}«»ГЕЗРабеийклоряёЁәқөһ0⁰¹²³⁴⁵⁶⁷⁸⁹"),
    (700, "BRTZ₸БВТУЬЯднпцҒң"),
    (750, "ACKUVXYАКСХЧЭъҚҰҮҺ"),
    (800, "&DGHNOQИЙЛНОПЦмыӘҢӨ"),
    (850, "#+<=>^w~×≥≈→Ъ"),
    (900, "ДФфю"),
    (950, "MМЫжшщ"),
    (1000, "@m—…"),
    (1050, "%W"),
    (1100, "№ЖШЩЮ"),
];
/// A letter that is not in the table: Latin and Cyrillic ones with marks, Arabic, Hebrew, Georgian …
const OTHER: i32 = 850;
/// Chinese, Japanese, Korean, emoji, and single letters that are ligatures of whole words.
const BROAD: i32 = 1100;
/// Letters of 600 in a font that has only 700 are broader by so many thousandths.
const BOLD: i32 = 1080;

/// A size of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Size {
    /// In pixels.
    pub(super) px: i32,
    /// At 600 instead of 400.
    pub(super) is_bold: bool,
}

impl Size {
    /// From one base line to the next.
    pub(super) fn line(self) -> i32 {
        self.px * 4 / 3
    }
}

fn letter(c: char) -> i32 {
    if let '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' = c {
        return 0;
    }
    let listed = WIDTHS.iter().find(|(_, letters)| letters.contains(c));
    listed.map_or(
        if matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..) {
            BROAD
        } else {
            OTHER
        },
        |(width, _)| *width,
    )
}

/// The width of one line in pixels, rounded up.
pub(super) fn width(text: &str, size: Size) -> i32 {
    let thousandths = text
        .chars()
        .fold(0_i64, |sum, c| sum + i64::from(letter(c)) * i64::from(size.px));
    let weight = i64::from(if size.is_bold { BOLD } else { 1000 });
    i32::try_from((thousandths * weight + 999_999) / 1_000_000).unwrap_or(i32::MAX)
}

/// A text broken into lines of this width; where they are more than `most`, the last one ends with an ellipsis.
///
/// It is broken between words and after hyphens and slashes, and within a word only if the word is longer than a line.
pub(super) fn lines(text: &str, room: i32, size: Size, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if width(longer.trim_end(), size) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in piece.chars() {
            line.push(c);
            if width(line.trim_end(), size) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        end_with_ellipsis(last, room, size);
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

fn end_with_ellipsis(line: &mut String, room: i32, size: Size) {
    loop {
        line.truncate(line.trim_end_matches([' ', ',', '-', '/']).len());
        if line.is_empty() || width(&format!("{line}…"), size) <= room {
            break;
        }
        line.pop();
    }
    line.push('…');
}

/// Words with the space after them, and the parts of words with a hyphen or a slash.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '-', '/'])
}

/// The broadest word of a text: a column that is narrower would break it.
pub(super) fn broadest_word(text: &str, size: Size) -> i32 {
    pieces(text)
        .map(|piece| width(piece.trim_end(), size))
        .max()
        .unwrap_or(0)
}
