//! The picture under construction. Markup is of this program; every text goes through [`escaped`].

use super::{Ground, Node};
use std::fmt::Write as _;

/// As the page's own tokens, so that a picture looks like a part of it.
struct Inks {
    sheet: &'static str,
    sunk: &'static str,
    line: &'static str,
    ink: &'static str,
    ink_2: &'static str,
    accent: &'static str,
    accent_soft: &'static str,
    /// One for each kind of link; with its dashes, so that none is told by its colour alone.
    kinds: [(&'static str, &'static str); 7],
}

const LIGHT: Inks = Inks {
    sheet: "#ffffff",
    sunk: "#f1eee7",
    line: "#8d887c",
    ink: "#1d2226",
    ink_2: "#4e555b",
    accent: "#0f6a6a",
    accent_soft: "#e0efee",
    kinds: [
        ("#0f6a6a", ""),
        ("#a03d1a", "8 4"),
        ("#7c5100", "2 4"),
        ("#5a4a7f", "12 4 2 4"),
        ("#2a653c", "6 2"),
        ("#9b1c1c", "4 4"),
        ("#4e555b", "1 3"),
    ],
};
const DARK: Inks = Inks {
    sheet: "#1b1f23",
    sunk: "#101316",
    line: "#6b747b",
    ink: "#e8e6e1",
    ink_2: "#b4b8bb",
    accent: "#4fb3ae",
    accent_soft: "#17322f",
    kinds: [
        ("#4fb3ae", ""),
        ("#f0906a", "8 4"),
        ("#e0b050", "2 4"),
        ("#b7a4e0", "12 4 2 4"),
        ("#7cc493", "6 2"),
        ("#f08080", "4 4"),
        ("#b4b8bb", "1 3"),
    ],
};
/// So many letters fit into a box; what is longer is cut with an ellipsis and stands whole in its tooltip.
const LABEL_LETTERS: usize = 27;
const NOTE_LETTERS: usize = 36;

pub(super) struct Svg {
    text: String,
    inks: &'static Inks,
}

impl Svg {
    pub(super) fn new(width: i32, height: i32, title: &str, ground: Ground) -> Self {
        let inks = match ground {
            Ground::Light => &LIGHT,
            Ground::Dark => &DARK,
        };
        let mut svg = Self {
            text: String::with_capacity(16 * 1024),
            inks,
        };
        svg.add(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"img\" font-family=\"'Inter Variable','Inter','Noto Sans',sans-serif\"><title>{}</title>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
            escaped(title),
            inks.sheet
        ));
        svg
    }

    pub(super) fn finish(mut self) -> String {
        self.text.push_str("</svg>\n");
        self.text
    }

    pub(super) fn heading(&mut self, x: i32, y: i32, words: &str) {
        let ink = self.inks.ink_2;
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"13\" font-weight=\"600\" fill=\"{ink}\">{}</text>",
            escaped(words)
        ));
    }

    pub(super) fn remark(&mut self, x: i32, y: i32, words: &str) {
        let ink = self.inks.ink_2;
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"13\" fill=\"{ink}\">{}</text>",
            escaped(words)
        ));
    }

    /// A line from a box on the left to one on the right.
    pub(super) fn line(&mut self, (x, y): (i32, i32), (to_x, to_y): (i32, i32)) {
        let bend = (to_x - x) / 2;
        let ink = self.inks.line;
        self.add(format_args!(
            "<path d=\"M{x} {y}C{} {y} {} {to_y} {to_x} {to_y}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.5\"/>",
            x + bend,
            to_x - bend
        ));
    }

    /// An arc between two boxes, left of them; with a dot at the one it leads to.
    pub(super) fn arc(&mut self, x: i32, from: i32, to: i32, kind: usize) {
        let (ink, dashes) = self.inks.kinds[kind % self.inks.kinds.len()];
        // Kinds between the same two boxes stand beside one another, and none leaves the picture.
        let depth = (26 + (from - to).abs() / 4 + 10 * i32::try_from(kind % 7).unwrap_or(0)).min(x - 10);
        let side = x - depth;
        self.add(format_args!(
            "<path d=\"M{x} {from}C{side} {from} {side} {to} {x} {to}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\" \
             stroke-dasharray=\"{dashes}\"/><circle cx=\"{}\" cy=\"{to}\" r=\"4\" fill=\"{ink}\"/>",
            x - 3
        ));
    }

    pub(super) fn node(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), node: &Node, round: i32) {
        let Inks {
            sunk,
            line,
            ink,
            ink_2,
            accent,
            accent_soft,
            ..
        } = *self.inks;
        let (fill, stroke) = if node.is_main {
            (accent_soft, accent)
        } else {
            (sunk, line)
        };
        let Node {
            label,
            note,
            is_main: _,
        } = node;
        let label_y = if note.is_empty() {
            y + height / 2 + 5
        } else {
            y + height / 2 - 3
        };
        self.add(format_args!(
            "<g><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" fill=\"{fill}\" \
             stroke=\"{stroke}\"/><text x=\"{}\" y=\"{label_y}\" font-size=\"14\" font-weight=\"600\" fill=\"{ink}\">{}</text>",
            escaped(&[label.as_str(), note].join(" ")),
            x + 14,
            escaped(&cut(label, LABEL_LETTERS))
        ));
        if !note.is_empty() {
            self.add(format_args!(
                "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"{ink_2}\">{}</text>",
                x + 14,
                y + height / 2 + 13,
                escaped(&cut(note, NOTE_LETTERS))
            ));
        }
        self.text.push_str("</g>");
    }

    pub(super) fn legend(&mut self, x: i32, y: i32, kind: usize, words: &str) {
        let (ink, dashes) = self.inks.kinds[kind % self.inks.kinds.len()];
        self.add(format_args!(
            "<path d=\"M{x} {}H{}\" stroke=\"{ink}\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>",
            y - 4,
            x + 44
        ));
        self.remark(x + 54, y, words);
    }

    fn add(&mut self, markup: std::fmt::Arguments<'_>) {
        self.text.write_fmt(markup).expect("a String takes everything");
    }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Text that can be nothing but text; signs that XML does not allow become a space.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
