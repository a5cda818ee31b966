//! Bars of one dimension, the longest first; answers that are missing stand apart below.

use super::clean::clean;
use super::measure;
use super::numbers::{greatest, known, length};
use super::sheet::{Anchor, Area, BOLD, MARGIN, Mark, PLAIN, SMALL, Sheet};
use super::{Cell, Count, Frame, Label, Style, Table};

/// How often each value of one dimension occurs.
#[derive(Clone, Default)]
pub struct Bars {
    /// Title, unit, lines at the foot.
    pub frame: Frame,
    /// Heading of the labels in the table.
    pub heading: String,
    /// In any order.
    pub bars: Vec<Bar>,
}

/// One of them.
#[derive(Clone, Default)]
pub struct Bar {
    /// What it stands for.
    pub label: Label,
    /// How many.
    pub cell: Cell,
}

const THICK: i32 = 16;
/// Between bars.
const GAP: i32 = 9;
/// Length of what must not show its length.
const STUB: i32 = 28;

impl Bars {
    /// The picture as an SVG document.
    #[must_use]
    pub fn draw(&self, style: Style) -> String {
        let mut sheet = Sheet::new(&self.frame, style);
        let words = &self.frame.words;
        if self.bars.is_empty() {
            sheet.nothing(&words.nothing);
            return sheet.finish(&self.frame.footnotes);
        }
        let most = greatest(self.bars.iter().map(|bar| known(bar.cell.count)));
        let numbers = self
            .bars
            .iter()
            .map(|bar| measure::width(&words.count(bar.cell.count), BOLD));
        let number = numbers.max().unwrap_or(0).min(sheet.room() / 3);
        let label = self.label_room(sheet.room());
        let room = sheet.room() - label - 12 - number - 8;
        let mut was_missing = false;
        for bar in self.sorted() {
            if bar.label.is_missing && !was_missing {
                self.part(&mut sheet);
                was_missing = true;
            }
            self.bar(&mut sheet, bar, (label, room, number), most);
        }
        let is_any = |count| self.bars.iter().any(|bar| bar.cell.count == count);
        if is_any(Count::Suppressed) {
            let means = words.suppressed_legend();
            sheet.legend(&[(Mark::Suppressed, &means)]);
        }
        if is_any(Count::NotCounted) {
            sheet.sign_legend(&words.not_counted_legend());
        }
        sheet.finish(&self.frame.footnotes)
    }

    /// The same as a table, in the same order.
    #[must_use]
    pub fn table(&self) -> Table {
        let row = |bar: &Bar| vec![clean(&bar.label.text), self.frame.words.count(bar.cell.count)];
        Table {
            header: vec![clean(&self.heading), clean(&self.frame.unit)],
            rows: self.sorted().map(row).collect(),
        }
    }

    /// Most first, then what is suppressed, in the order of its labels: its place must not tell its size. Then zeros, what was
    /// not counted, and at the end what is missing, in the order it was given.
    fn sorted(&self) -> impl Iterator<Item = &Bar> {
        let mut given: Vec<&Bar> = self.bars.iter().filter(|bar| !bar.label.is_missing).collect();
        given.sort_by(|one, other| {
            let (rank, next) = (rank(one.cell.count), rank(other.cell.count));
            let by_label = match one.cell.count {
                Count::Suppressed => one.label.text.cmp(&other.label.text),
                Count::Known(_) | Count::NotCounted => std::cmp::Ordering::Equal,
            };
            rank.cmp(&next).then(by_label)
        });
        given
            .into_iter()
            .chain(self.bars.iter().filter(|bar| bar.label.is_missing))
    }

    /// As broad as the broadest label, within reason.
    fn label_room(&self, room: i32) -> i32 {
        let labels = self
            .bars
            .iter()
            .map(|bar| measure::width(&clean(&bar.label.text), PLAIN));
        labels.max().unwrap_or(0).clamp(60, room * 2 / 5)
    }

    /// Between what was answered and what was not.
    fn part(&self, sheet: &mut Sheet) {
        let (line, ink) = (sheet.inks.line, sheet.inks.ink_2);
        sheet.rule((MARGIN, sheet.y + 2), (sheet.right(), sheet.y + 2), line, false);
        let (at, room) = ((MARGIN, sheet.y + 9), sheet.room());
        sheet.y += 17 + sheet.block(at, room, SMALL, ink, &self.frame.words.missing, 2);
    }

    fn bar(&self, sheet: &mut Sheet, bar: &Bar, (label, room, number): (i32, i32, i32), most: u128) {
        let words = &self.frame.words;
        let Bar {
            label: Label { text, is_missing },
            cell: Cell { count, id },
        } = bar;
        let lines = measure::lines(&clean(text), label, PLAIN, 3);
        let height = THICK.max(PLAIN.line() * i32::try_from(lines.len()).unwrap_or(1));
        let (y, left) = (sheet.y, MARGIN + label + 12);
        let (ink, ink_2) = (sheet.inks.ink, sheet.inks.ink_2);
        sheet.open(id, &format!("{text}: {}", words.count(*count)));
        let top = y + (height - PLAIN.line() * i32::try_from(lines.len()).unwrap_or(1)) / 2;
        let label_ink = if *is_missing { ink_2 } else { ink };
        sheet.stack((MARGIN + label, top), Anchor::End, PLAIN, label_ink, &lines);
        let (mark, long) = match count {
            Count::Known(n) if *is_missing => (Mark::Missing, length(u128::from(*n), most, room)),
            Count::Known(n) => (Mark::Sure, length(u128::from(*n), most, room)),
            Count::Suppressed => (Mark::Suppressed, STUB),
            Count::NotCounted => (Mark::Missing, 0),
        };
        let middle = y + height / 2;
        sheet.rule(
            (left, middle - THICK / 2 - 2),
            (left, middle + THICK / 2 + 2),
            sheet.inks.outline,
            false,
        );
        if long > 0 {
            let area = Area {
                x: left,
                y: middle - THICK / 2,
                width: long,
                height: THICK,
            };
            sheet.mark(area, mark);
        }
        let written = words.count_within(*count, number, BOLD);
        sheet.text((left + long + 8, middle + 5), Anchor::Start, BOLD, ink, &written);
        sheet.close();
        sheet.y += height + GAP;
    }
}

/// Where a count stands among others, from the top.
fn rank(count: Count) -> (u8, std::cmp::Reverse<u64>) {
    match count {
        Count::Known(0) => (2, std::cmp::Reverse(0)),
        Count::Known(n) => (0, std::cmp::Reverse(n)),
        Count::Suppressed => (1, std::cmp::Reverse(0)),
        Count::NotCounted => (3, std::cmp::Reverse(0)),
    }
}
