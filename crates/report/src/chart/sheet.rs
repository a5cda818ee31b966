//! The chart under construction: a title, what is drawn under it from the top down, a legend, and lines at the foot.
//!
//! Markup is of this program; every text and every attribute that came in goes through [`escaped`]. Hatching is drawn as lines
//! and not as a pattern, so that no picture refers to anything by an address, not even inside itself.

use super::clean::{clean, escaped, id};
use super::inks::{Inks, inks};
use super::measure::{self, Size};
use super::{Count, Frame, Style};
use std::fmt::Write as _;

/// White around everything.
pub(super) const MARGIN: i32 = 16;
const TITLE: Size = Size { px: 15, is_bold: true };
/// Headings above columns and below a title.
pub(super) const SMALL: Size = Size { px: 12, is_bold: false };
/// Labels.
pub(super) const PLAIN: Size = Size { px: 13, is_bold: false };
/// Counts.
pub(super) const BOLD: Size = Size { px: 13, is_bold: true };

/// To which side of a point a text lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// What lies under a count that is not simply one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Counted, and sure.
    Sure,
    /// Counted, and perhaps.
    Perhaps,
    /// Too few to be told: an outline of one size, whatever the count.
    Suppressed,
    /// An answer that is missing.
    Missing,
    /// A border of a later day.
    Border,
}

/// A rectangle.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

pub(super) struct Sheet {
    body: String,
    head: String,
    /// The colours of its ground.
    pub(super) inks: &'static Inks,
    width: i32,
    /// Where the next thing begins.
    pub(super) y: i32,
}

impl Sheet {
    /// A sheet with its title and unit.
    pub(super) fn new(frame: &Frame, style: Style) -> Self {
        let id = id(&frame.id);
        let mut sheet = Self {
            body: String::with_capacity(16 * 1024),
            head: format!(
                "role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
                 font-family=\"'Inter Variable',Inter,'Noto Sans','DejaVu Sans',sans-serif\">\
                 <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
                escaped(&frame.title),
                escaped(&format!("{} {}", frame.description, frame.unit)),
            ),
            inks: inks(style.ground),
            width: i32::try_from(style.width.clamp(480, 1600)).unwrap_or(640),
            y: MARGIN,
        };
        if frame.is_bare {
            return sheet;
        }
        let (ink, ink_2, room) = (sheet.inks.ink, sheet.inks.ink_2, sheet.room());
        sheet.y += sheet.block((MARGIN, MARGIN), room, TITLE, ink, &frame.title, 4);
        sheet.y += sheet.block((MARGIN, sheet.y + 1), room, SMALL, ink_2, &frame.unit, 3);
        sheet.y += 12;
        sheet
    }

    /// What lies between the margins.
    pub(super) fn room(&self) -> i32 {
        self.width - 2 * MARGIN
    }

    /// The right edge of that.
    pub(super) fn right(&self) -> i32 {
        self.width - MARGIN
    }

    /// Says that there is nothing, in place of a picture.
    pub(super) fn nothing(&mut self, words: &str) {
        let (ink, room, y) = (self.inks.ink_2, self.room(), self.y);
        self.y += self.block((MARGIN, y), room, PLAIN, ink, words, 3).max(PLAIN.line());
    }

    /// The document: its lines at the foot, and its height, are known now.
    pub(super) fn finish(mut self, footnotes: &[String]) -> String {
        let (width, ink, line, room) = (self.width, self.inks.ink_2, self.inks.line, self.room());
        if footnotes.iter().any(|note| !clean(note).is_empty()) {
            let y = self.y + 10;
            self.add(format_args!(
                "<path d=\"M{MARGIN} {y}H{}\" stroke=\"{line}\"/>",
                width - MARGIN
            ));
            self.y = y + 8;
            for note in footnotes {
                let y = self.y;
                self.y += self.block((MARGIN, y), room, SMALL, ink, note, usize::MAX) + 2;
            }
        }
        let height = self.y + MARGIN;
        let (head, sheet, body) = (&self.head, self.inks.sheet, &self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             {head}<rect width=\"{width}\" height=\"{height}\" fill=\"{sheet}\"/>{body}</svg>\n"
        )
    }

    /// One line of text; `y` is its base line.
    pub(super) fn text(&mut self, (x, y): (i32, i32), anchor: Anchor, size: Size, ink: &str, words: &str) {
        let words = escaped(words);
        if words.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if size.is_bold { " font-weight=\"600\"" } else { "" };
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"{weight}{anchor} fill=\"{ink}\">{words}</text>",
            size.px
        ));
    }

    /// A line of text that is read from below, as at the head of a narrow column; `x` is its base line.
    pub(super) fn upright(&mut self, (x, y): (i32, i32), size: Size, ink: &str, words: &str) {
        let words = escaped(words);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\" font-size=\"{}\" fill=\"{ink}\">{words}</text>",
            size.px
        ));
    }

    /// Lines of text from the top down; gives back their height.
    pub(super) fn block(
        &mut self,
        (x, y): (i32, i32),
        room: i32,
        size: Size,
        ink: &str,
        words: &str,
        most: usize,
    ) -> i32 {
        let lines = measure::lines(&clean(words), room, size, most);
        self.stack((x, y), Anchor::Start, size, ink, &lines)
    }

    /// Lines that are broken already; gives back their height.
    pub(super) fn stack(&mut self, (x, y): (i32, i32), anchor: Anchor, size: Size, ink: &str, lines: &[String]) -> i32 {
        let mut base = y + size.px;
        for line in lines {
            self.text((x, base), anchor, size, ink, line);
            base += size.line();
        }
        base - y - size.px
    }

    /// A filled rectangle with corners a little round.
    pub(super) fn rect(&mut self, area: Area, fill: &str) {
        let Area { x, y, width, height } = area;
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"{fill}\"/>"
        ));
    }

    /// A straight line, full or dashed.
    pub(super) fn rule(&mut self, from: (i32, i32), to: (i32, i32), ink: &str, is_dashed: bool) {
        let dashes = if is_dashed { " stroke-dasharray=\"3 3\"" } else { "" };
        self.add(format_args!(
            "<path d=\"M{} {}L{} {}\" stroke=\"{ink}\"{dashes}/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A rectangle that means something, told by more than its colour.
    pub(super) fn mark(&mut self, area: Area, mark: Mark) {
        let Inks {
            sheet,
            sunk,
            outline,
            accent,
            ..
        } = *self.inks;
        let Area { x, y, width, height } = area;
        let (fill, stroke, extra) = match mark {
            Mark::Sure => return self.rect(area, accent),
            Mark::Border => return self.rule((x, y + height / 2), (x + width, y + height / 2), outline, true),
            Mark::Perhaps => (sheet, accent, ""),
            Mark::Suppressed => (sheet, outline, " stroke-dasharray=\"2 2\""),
            Mark::Missing => (sunk, outline, ""),
        };
        // The outline lies inside, so that lengths are what they are.
        self.add(format_args!(
            "<rect x=\"{x}.5\" y=\"{y}.5\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"{fill}\" stroke=\"{stroke}\"{extra}/>",
            (width - 1).max(1),
            (height - 1).max(1)
        ));
        if mark == Mark::Perhaps {
            self.hatch(area, accent);
        }
    }

    /// The ground of a count in a cell; gives back the ink that is read on it. What is suppressed or missing has no shade.
    pub(super) fn ground_of(&mut self, area: Area, count: Count, is_missing: bool, most: u128) -> &'static str {
        let (ink, ink_2) = (self.inks.ink, self.inks.ink_2);
        match count {
            Count::Known(_) if is_missing => {
                self.mark(area, Mark::Missing);
                ink
            }
            Count::Known(n) => {
                let (fill, ink) = self.inks.shade(u128::from(n), most);
                self.rect(area, fill);
                ink
            }
            Count::Suppressed => {
                self.mark(area, Mark::Suppressed);
                ink
            }
            Count::NotCounted => ink_2,
        }
    }

    /// An outline with nothing in it.
    pub(super) fn frame(&mut self, area: Area) {
        let (Area { x, y, width, height }, line) = (area, self.inks.line);
        self.add(format_args!(
            "<rect x=\"{x}.5\" y=\"{y}.5\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"none\" stroke=\"{line}\"/>",
            width - 1,
            height - 1
        ));
    }

    /// Lines from the lower left to the upper right, cut to the rectangle.
    fn hatch(&mut self, area: Area, ink: &str) {
        let Area { x, y, width, height } = area;
        let mut path = String::new();
        let mut reach = 4;
        while reach < width + height {
            let (left, low) = (reach.min(height), (reach - height).max(0));
            let (right, high) = (reach.min(width), (reach - width).max(0));
            let _ = write!(path, "M{} {}L{} {}", x + low, y + left, x + right, y + high);
            reach += 5;
        }
        self.add(format_args!("<path d=\"{path}\" stroke=\"{ink}\"/>"));
    }

    /// Begins what the page may make clickable, with the words of its tooltip.
    pub(super) fn open(&mut self, cell: &str, tooltip: &str) {
        let cell = escaped(cell);
        if cell.is_empty() {
            self.body.push_str("<g>");
        } else {
            self.add(format_args!("<g data-cell=\"{cell}\">"));
        }
        self.add(format_args!("<title>{}</title>", escaped(tooltip)));
    }

    /// Ends it.
    pub(super) fn close(&mut self) {
        self.body.push_str("</g>");
    }

    /// What the marks mean, one after another.
    pub(super) fn legend(&mut self, entries: &[(Mark, &str)]) {
        let (mut x, mut y, room) = (MARGIN, self.y + 8, self.room());
        let mut is_any = false;
        for (mark, words) in entries {
            let words = clean(words);
            let lines = measure::lines(&words, room - 22, SMALL, 3);
            let broadest = lines.iter().map(|line| measure::width(line, SMALL)).max().unwrap_or(0);
            if lines.is_empty() {
                continue;
            }
            if x > MARGIN && x + 22 + broadest > self.right() {
                (x, y) = (MARGIN, y + SMALL.line() + 2);
            }
            let swatch = Area {
                x,
                y: y + 2,
                width: 16,
                height: 11,
            };
            self.mark(swatch, *mark);
            let ink = self.inks.ink_2;
            let height = self.stack((x + 22, y), Anchor::Start, SMALL, ink, &lines);
            is_any = true;
            if lines.len() > 1 {
                (x, y) = (MARGIN, y + height + 2);
            } else {
                x += 22 + broadest + 18;
            }
        }
        if is_any {
            self.y = if x > MARGIN { y + SMALL.line() } else { y };
        }
    }

    /// What a sign means that has no mark, such as a dash for what was not counted.
    pub(super) fn sign_legend(&mut self, words: &str) {
        let (ink, room, y) = (self.inks.ink_2, self.room(), self.y);
        self.y += self.block((MARGIN, y + 4), room, SMALL, ink, words, 3) + 4;
    }

    fn add(&mut self, markup: std::fmt::Arguments<'_>) {
        self.body.write_fmt(markup).expect("a String takes everything");
    }
}
