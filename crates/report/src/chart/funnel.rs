//! The way of applications: how many reach each step, what part that is, and of how many nobody knows.

use super::clean::clean;
use super::measure;
use super::numbers::{greatest, known, length};
use super::sheet::{Anchor, Area, BOLD, MARGIN, Mark, PLAIN, SMALL, Sheet};
use super::{Cell, Count, Frame, Style, Table};

/// Steps that fewer and fewer reach.
#[derive(Clone, Default)]
pub struct Funnel {
    /// Title, unit, lines at the foot.
    pub frame: Frame,
    /// Headings.
    pub words: FunnelWords,
    /// From the first to the last.
    pub steps: Vec<Step>,
}

/// Headings of a funnel.
#[derive(Clone, Default)]
pub struct FunnelWords {
    /// Above the names of the steps, in the table.
    pub step: String,
    /// Above the counts: "reached".
    pub reached: String,
    /// Above the shares of the step before.
    pub of_previous: String,
    /// Above the shares of the first step.
    pub of_first: String,
    /// Above the counts of what is not known, and in the legend.
    pub unknown: String,
}

/// One step.
#[derive(Clone, Default)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// How many are known to have reached it.
    pub reached: Cell,
    /// Of how many it is not known whether they did.
    pub unknown: Cell,
    /// A remark beneath, such as "4 not registered"; may be empty.
    pub note: String,
}

const THICK: i32 = 18;
const GAP: i32 = 12;
/// Length of what must not show its length.
const STUB: i32 = 22;
/// Narrowest and broadest of the three columns on the right; between them they are as broad as a word of their headings.
const COLUMN: (i32, i32) = (62, 104);
/// Room that is always left for the bars: two that do not show their length.
const LEAST: i32 = 60;

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Places {
    label: i32,
    bars: i32,
    room: i32,
    number: i32,
    column: i32,
}

impl Funnel {
    /// The picture as an SVG document.
    #[must_use]
    pub fn draw(&self, style: Style) -> String {
        let mut sheet = Sheet::new(&self.frame, style);
        let words = &self.frame.words;
        if self.steps.is_empty() {
            sheet.nothing(&words.nothing);
            return sheet.finish(&self.frame.footnotes);
        }
        let places = self.places(&sheet);
        self.headings(&mut sheet, places.column);
        let both = |step: &Step| known(step.reached.count) + known(step.unknown.count);
        let most = greatest(self.steps.iter().map(both));
        for at in 0..self.steps.len() {
            self.step(&mut sheet, at, places, most);
        }
        let counts = || {
            self.steps
                .iter()
                .flat_map(|step| [step.reached.count, step.unknown.count])
        };
        let means = words.suppressed_legend();
        let mut legend = vec![(Mark::Sure, self.words.reached.as_str())];
        if self.steps.iter().any(|step| known(step.unknown.count) > 0) {
            legend.push((Mark::Perhaps, &self.words.unknown));
        }
        if counts().any(|count| count == Count::Suppressed) {
            legend.push((Mark::Suppressed, &means));
        }
        sheet.legend(&legend);
        if counts().any(|count| count == Count::NotCounted) {
            sheet.sign_legend(&words.not_counted_legend());
        }
        sheet.finish(&self.frame.footnotes)
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let FunnelWords {
            step,
            reached,
            of_previous,
            of_first,
            unknown,
        } = &self.words;
        let words = &self.frame.words;
        let row = |(at, step): (usize, &Step)| {
            let [previous, first] = self.shares(at);
            let mut row = vec![
                clean(&step.label),
                words.count(step.reached.count),
                previous,
                first,
                words.count(step.unknown.count),
            ];
            if self.has_notes() {
                row.push(clean(&step.note));
            }
            row
        };
        let mut header: Vec<String> = [step, reached, of_previous, of_first, unknown]
            .map(|word| clean(word))
            .into();
        if self.has_notes() {
            header.push(String::new());
        }
        Table {
            header,
            rows: self.steps.iter().enumerate().map(row).collect(),
        }
    }

    fn has_notes(&self) -> bool {
        self.steps.iter().any(|step| !clean(&step.note).is_empty())
    }

    /// Of the step before and of the first; the first has none, and neither has what is not known.
    fn shares(&self, at: usize) -> [String; 2] {
        let words = &self.frame.words;
        let none = || words.count(Count::NotCounted);
        let count = |at: usize| self.steps[at].reached.count;
        match at {
            0 => [none(), none()],
            at => [at - 1, 0].map(|of| words.share(count(at), count(of)).unwrap_or_else(none)),
        }
    }

    fn places(&self, sheet: &Sheet) -> Places {
        let room = sheet.room();
        let labels = self.steps.iter().map(|step| measure::width(&clean(&step.label), PLAIN));
        let numbers = self
            .steps
            .iter()
            .map(|step| measure::width(&self.frame.words.count(step.reached.count), BOLD));
        let headings = [&self.words.of_previous, &self.words.of_first, &self.words.unknown];
        let words = headings.map(|heading| measure::broadest_word(&clean(heading), SMALL) + 10);
        let label = labels.max().unwrap_or(0).clamp(60, room * 3 / 10);
        let number = numbers.max().unwrap_or(0).min(room / 6);
        // Whatever their headings, they leave some room for the bars.
        let most = (room - label - number - 24 - LEAST) / 3;
        let column = words.into_iter().max().unwrap_or(0).clamp(COLUMN.0, COLUMN.1).min(most);
        Places {
            label,
            bars: MARGIN + label + 12,
            room: room - label - 12 - number - 12 - 3 * column,
            number,
            column,
        }
    }

    fn headings(&self, sheet: &mut Sheet, column: i32) {
        let FunnelWords {
            of_previous,
            of_first,
            unknown,
            ..
        } = &self.words;
        let (ink, y) = (sheet.inks.ink_2, sheet.y);
        let broken = [unknown, of_first, of_previous].map(|words| measure::lines(&clean(words), column - 8, SMALL, 4));
        let tallest = broken.iter().map(Vec::len).max().unwrap_or(0);
        let height = SMALL.line() * i32::try_from(tallest).unwrap_or(0);
        let mut right = sheet.right();
        for lines in broken {
            let own = SMALL.line() * i32::try_from(lines.len()).unwrap_or(0);
            sheet.stack((right, y + height - own), Anchor::End, SMALL, ink, &lines);
            right -= column;
        }
        sheet.y += height + 6;
    }

    fn step(&self, sheet: &mut Sheet, at: usize, places: Places, most: u128) {
        let words = &self.frame.words;
        let Step {
            label,
            reached,
            unknown,
            note,
        } = &self.steps[at];
        let lines = measure::lines(&clean(label), places.label, PLAIN, 3);
        let (y, middle) = (sheet.y, sheet.y + THICK / 2);
        let (ink, ink_2, refusal) = (sheet.inks.ink, sheet.inks.ink_2, sheet.inks.refusal);
        sheet.open(&reached.id, &format!("{label}: {}", words.count(reached.count)));
        let height = sheet.stack((MARGIN, y), Anchor::Start, PLAIN, ink, &lines);
        sheet.rule(
            (places.bars, y - 2),
            (places.bars, y + THICK + 2),
            sheet.inks.outline,
            false,
        );
        let end = bar(sheet, (places.bars, y), reached.count, Mark::Sure, most, places.room);
        sheet.close();
        let tooltip = format!("{label}, {}: {}", self.words.unknown, words.count(unknown.count));
        sheet.open(&unknown.id, &tooltip);
        let end = bar(sheet, (end, y), unknown.count, Mark::Perhaps, most, places.room);
        let (base, room) = (middle + 5, places.column - 8);
        let written = words.count_within(unknown.count, room, PLAIN);
        sheet.text((sheet.right(), base), Anchor::End, PLAIN, ink_2, &written);
        sheet.close();
        let written = words.count_within(reached.count, places.number, BOLD);
        sheet.text((end + 8, base), Anchor::Start, BOLD, ink, &written);
        for (share, back) in self.shares(at).iter().rev().zip(1..) {
            let share = measure::lines(share, room, PLAIN, 1).concat();
            sheet.text(
                (sheet.right() - back * places.column, base),
                Anchor::End,
                PLAIN,
                ink,
                &share,
            );
        }
        let below = (places.bars, y + THICK + 4);
        let noted = sheet.block(below, sheet.right() - places.bars, SMALL, refusal, note, 3);
        sheet.y += height.max(THICK + if noted > 0 { noted + 4 } else { 0 }) + GAP;
    }
}

/// A bar; gives back where it ends.
fn bar(sheet: &mut Sheet, (x, y): (i32, i32), count: Count, mark: Mark, most: u128, room: i32) -> i32 {
    let (mark, long) = match count {
        Count::Known(n) => (mark, length(u128::from(n), most, room)),
        Count::Suppressed => (Mark::Suppressed, STUB),
        Count::NotCounted => (mark, 0),
    };
    if long > 0 {
        let area = Area {
            x,
            y,
            width: long,
            height: THICK,
        };
        sheet.mark(area, mark);
    }
    x + long
}
