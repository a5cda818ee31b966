//! How wide a text is, without the font: a line is broken where it would be too long in any font a reader may have.
//!
//! For each letter the widest of Inter at 400 and 600 (the page), Noto Sans (documents) and `DejaVu Sans` (what Linux falls
//! back to), rounded up to a twentieth of the size. So a text is narrower than measured here, hardly ever wider.

use std::sync::LazyLock;

/// Thousandths of the font size, and the letters that are so wide.
const WIDTHS: [(i32, &str); 18] = [
    (200, "\u{202f}"),
    (300, "ijlі"),
    (350, " \u{a0}',.:;·’"),
    (400, "ІI()/[\\]f"),
    (450, "t!r"),
    (500, "-_`–"),
    (550, "|\"?s“”„гз"),
    (600, "*FJLckvxyzвстухьэғұү"),
    (650, "ч$123456789EPSabdeghnopqu{}«»ГЕЗРабеклоряёЁәқөһ0⁰¹²³⁴⁵⁶⁷⁸⁹"),
    (700, "йиBRTZ₸БВТУЬЯднпцҒң"),
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

/// The widths of Latin, Greek and Cyrillic, by the number of the letter; the rest is rare enough to be looked for.
static NEAR: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let near = (0..0x530).map(|n| char::from_u32(n).unwrap_or_default());
    near.map(looked_for).collect()
});

fn letter(c: char) -> i32 {
    let near = usize::try_from(u32::from(c)).ok().and_then(|n| NEAR.get(n));
    near.copied().unwrap_or_else(|| looked_for(c))
}

fn looked_for(c: char) -> i32 {
    let listed = WIDTHS.iter().find(|(_, letters)| letters.contains(c));
    match (c, listed) {
        ('\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}', _) => 0,
        (_, Some((width, _))) => *width,
        ('\u{1100}'..='\u{11ff}' | '\u{2e80}'.., None) => BROAD,
        (_, None) => OTHER,
    }
}

/// In thousandths of the size.
fn thousandths(text: &str) -> i64 {
    text.chars().map(|c| i64::from(letter(c))).sum()
}

fn pixels(thousandths: i64, size: Size) -> i32 {
    let weight = i64::from(if size.is_bold { BOLD } else { 1000 });
    let millionths = thousandths * i64::from(size.px) * weight;
    i32::try_from((millionths + 999_999) / 1_000_000).unwrap_or(i32::MAX)
}

/// The width of one line in pixels, rounded up.
pub(super) fn width(text: &str, size: Size) -> i32 {
    pixels(thousandths(text), size)
}

/// A text broken into lines of this width; where they are more than `most`, the last one ends with an ellipsis.
///
/// It is broken between words and after hyphens and slashes, and within a word only if the word is longer than a line.
pub(super) fn lines(text: &str, room: i32, size: Size, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut so_far) = (String::new(), 0);
    for piece in pieces(text) {
        let word = thousandths(piece.trim_end_matches(' '));
        if !line.is_empty() && pixels(so_far + word, size) > room {
            lines.push(std::mem::take(&mut line));
            so_far = 0;
        }
        if pixels(so_far + word, size) <= room {
            line.push_str(piece);
            so_far += thousandths(piece);
        } else {
            for c in piece.chars() {
                let next = i64::from(letter(c));
                if !line.is_empty() && c != ' ' && pixels(so_far + next, size) > room {
                    lines.push(std::mem::take(&mut line));
                    so_far = 0;
                }
                line.push(c);
                so_far += next;
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
