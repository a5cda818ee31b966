//! Bars by month: what surely happened in it, and hatched upon that what possibly did.

use super::clean::clean;
use super::measure::{self, Size};
use super::numbers::{greatest, known, length};
use super::sheet::{Anchor, Area, MARGIN, Mark, SMALL, Sheet};
use super::{Cell, Count, Frame, Style, Table};

/// How many in each month.
#[derive(Clone, Default)]
pub struct Months {
    /// Title, unit, lines at the foot.
    pub frame: Frame,
    /// Words of the legend and the table.
    pub words: MonthsWords,
    /// One after another, without gaps.
    pub months: Vec<Month>,
}

/// Words of a chart of months.
#[derive(Clone, Default)]
pub struct MonthsWords {
    /// Heading of the months in the table.
    pub month: String,
    /// Wholly inside the month.
    pub sure: String,
    /// Perhaps in the month, perhaps in another one.
    pub possible: String,
}

/// One month.
#[derive(Clone, Default)]
pub struct Month {
    /// Short, such as "Jan".
    pub label: String,
    /// Its year: written once below all its months.
    pub year: String,
    /// Whether it is no month but those without a date.
    pub is_missing: bool,
    /// Surely in it.
    pub sure: Cell,
    /// Possibly in it.
    pub possible: Cell,
}

const NUMBER: Size = Size { px: 11, is_bold: true };
const LESS: Size = Size { px: 11, is_bold: false };
/// Narrowest place of a month: two digits and a plus; the broadest that a number may ask for, and the broadest at all.
const LEAST: i32 = 30;
const ASKED: i32 = 60;
const BROADEST: i32 = 60;
/// Tallest bar.
const TALL: i32 = 150;
/// Height of what must not show its height.
const STUB: i32 = 14;
/// Before those without a date.
const APART: i32 = 14;

impl Months {
    /// The picture as an SVG document.
    #[must_use]
    pub fn draw(&self, style: Style) -> String {
        let mut sheet = Sheet::new(&self.frame, style);
        let words = &self.frame.words;
        if self.months.is_empty() {
            sheet.nothing(&words.nothing);
            return sheet.finish(&self.frame.footnotes);
        }
        let months = self.in_order();
        let room = sheet.room() - APART;
        let least = self.least_place();
        let fit = usize::try_from(room / least).unwrap_or(1).max(1);
        let bands = in_bands(&months, fit);
        let longest = bands.iter().map(Vec::len).max().unwrap_or(1);
        let place = (room / i32::try_from(longest).unwrap_or(1)).clamp(least, BROADEST.max(least));
        let both = |month: &Month| known(month.sure.count) + known(month.possible.count);
        let most = greatest(self.months.iter().map(both));
        for band in bands {
            self.band(&mut sheet, &band, place, most);
        }
        self.legend(&mut sheet);
        sheet.finish(&self.frame.footnotes)
    }

    /// The same as a table.
    #[must_use]
    pub fn table(&self) -> Table {
        let MonthsWords { month, sure, possible } = &self.words;
        let words = &self.frame.words;
        let row = |month: &Month| {
            vec![
                name(month),
                words.count(month.sure.count),
                words.count(month.possible.count),
            ]
        };
        Table {
            header: [month, sure, possible].map(|word| clean(word)).into(),
            rows: self.in_order().into_iter().map(row).collect(),
        }
    }

    /// As given, those without a date at the end.
    fn in_order(&self) -> Vec<&Month> {
        let (missing, dated): (Vec<&Month>, Vec<&Month>) = self.months.iter().partition(|month| month.is_missing);
        dated.into_iter().chain(missing).collect()
    }

    /// So broad that most numbers stand whole above their bar.
    fn least_place(&self) -> i32 {
        let words = &self.frame.words;
        let sure = |month: &Month| measure::width(&words.count(month.sure.count), NUMBER);
        let possible = |month: &Month| measure::width(&format!("+{}", words.count(month.possible.count)), LESS);
        let widths = self.months.iter().map(|month| sure(month).max(possible(month)));
        widths.max().unwrap_or(0).saturating_add(2).clamp(LEAST, ASKED)
    }

    fn band(&self, sheet: &mut Sheet, months: &[&Month], place: i32, most: u128) {
        let heights = months
            .iter()
            .map(|month| tall(month.sure.count, most).0 + tall(month.possible.count, most).0);
        let ground = sheet.y + 2 * LESS.line() + heights.max().unwrap_or(0);
        let lines = months.iter().map(|month| month_lines(month, place).len()).max();
        let below = ground + 8 + i32::try_from(lines.unwrap_or(0)).unwrap_or(0) * LESS.line();
        let mut x = MARGIN;
        let mut year: Option<(&str, i32)> = None;
        for (at, month) in months.iter().enumerate() {
            if month.is_missing && at > 0 && !months[at - 1].is_missing {
                x += APART;
            }
            self.bars(sheet, month, (x, ground), place, most);
            month_label(sheet, month, (x, ground), place);
            if year.is_none_or(|(shown, _)| shown != month.year) {
                year = Some((&month.year, x));
            }
            x += place;
            let is_last = months
                .get(at + 1)
                .is_none_or(|next| next.year != month.year || next.is_missing != month.is_missing);
            if let Some((words, from)) = year.filter(|_| is_last) {
                year_label(sheet, words, (from, x), below);
                year = None;
            }
        }
        let line = sheet.inks.outline;
        sheet.rule((MARGIN, ground), (x, ground), line, false);
        sheet.y = below + SMALL.line() + 16;
    }

    /// One upon another, with both counts above.
    fn bars(&self, sheet: &mut Sheet, month: &Month, (x, ground): (i32, i32), place: i32, most: u128) {
        let words = &self.frame.words;
        let thick = (place * 3 / 5).min(28);
        let left = x + (place - thick) / 2;
        let middle = x + place / 2;
        let mut top = ground;
        let parts = [
            (
                &month.sure,
                &self.words.sure,
                if month.is_missing { Mark::Missing } else { Mark::Sure },
            ),
            (&month.possible, &self.words.possible, Mark::Perhaps),
        ];
        let base = parts.iter().fold(ground, |top, part| top - tall(part.0.count, most).0);
        let mut number = base - 4;
        for (cell, means, mark) in parts {
            let Cell { count, id } = cell;
            let (height, is_stub) = tall(*count, most);
            let is_first = mark != Mark::Perhaps;
            // The second one is silent where there is nothing: most months have only sure ones.
            if !is_first && matches!(count, Count::Known(0) | Count::NotCounted) {
                continue;
            }
            sheet.open(id, &format!("{} – {means}: {}", name(month), words.count(*count)));
            if height > 0 {
                let area = Area {
                    x: left,
                    y: top - height,
                    width: thick,
                    height,
                };
                sheet.mark(area, if is_stub { Mark::Suppressed } else { mark });
            }
            top -= height;
            if is_first {
                let written = words.count_within(*count, place - 2, NUMBER);
                sheet.text((middle, number), Anchor::Middle, NUMBER, sheet.inks.ink, &written);
            } else {
                let plus = measure::width("+", LESS);
                let written = words.count_within(*count, place - 2 - plus, LESS);
                let ink = sheet.inks.ink_2;
                sheet.text((middle, number), Anchor::Middle, LESS, ink, &format!("+{written}"));
            }
            number -= LESS.line();
            sheet.close();
        }
    }

    fn legend(&self, sheet: &mut Sheet) {
        let words = &self.frame.words;
        let suppressed = words.suppressed_legend();
        let counts = || {
            self.months
                .iter()
                .flat_map(|month| [month.sure.count, month.possible.count])
        };
        let mut entries = vec![(Mark::Sure, self.words.sure.as_str())];
        if self.months.iter().any(|month| known(month.possible.count) > 0) {
            entries.push((Mark::Perhaps, &self.words.possible));
        }
        if counts().any(|count| count == Count::Suppressed) {
            entries.push((Mark::Suppressed, &suppressed));
        }
        if self.months.iter().any(|month| month.is_missing) {
            entries.push((Mark::Missing, &words.missing));
        }
        sheet.legend(&entries);
        if self.months.iter().any(|month| month.sure.count == Count::NotCounted) {
            sheet.sign_legend(&words.not_counted_legend());
        }
    }
}

/// So many months to a band, and a year is not torn where it fits into one.
fn in_bands<'m>(months: &[&'m Month], fit: usize) -> Vec<Vec<&'m Month>> {
    let mut bands: Vec<Vec<&Month>> = Vec::new();
    for year in months.chunk_by(|one, next| one.year == next.year && !next.is_missing) {
        match bands.last_mut() {
            Some(band) if band.len() + year.len() <= fit => band.extend(year),
            _ => bands.extend(year.chunks(fit).map(<[&Month]>::to_vec)),
        }
    }
    bands
}

/// Its month and year in one.
fn name(month: &Month) -> String {
    clean(&format!("{} {}", month.label, month.year))
}

/// The height of a part, and whether it is one that says nothing.
fn tall(count: Count, most: u128) -> (i32, bool) {
    match count {
        Count::Known(n) => (length(u128::from(n), most, TALL - 2 * STUB), false),
        Count::Suppressed => (STUB, true),
        Count::NotCounted => (0, false),
    }
}

fn month_lines(month: &Month, place: i32) -> Vec<String> {
    measure::lines(&clean(&month.label), place - 2, LESS, 2)
}

fn month_label(sheet: &mut Sheet, month: &Month, (x, ground): (i32, i32), place: i32) {
    let (lines, ink) = (month_lines(month, place), sheet.inks.ink);
    sheet.stack((x + place / 2, ground + 5), Anchor::Middle, LESS, ink, &lines);
}

/// A bracket below the months of a year.
fn year_label(sheet: &mut Sheet, year: &str, (from, to): (i32, i32), y: i32) {
    let lines = measure::lines(&clean(year), to - from - 6, SMALL, 1);
    if lines.is_empty() {
        return;
    }
    let (line, ink) = (sheet.inks.outline, sheet.inks.ink_2);
    sheet.rule((from + 3, y), (to - 3, y), line, false);
    sheet.stack((i32::midpoint(from, to), y + 3), Anchor::Middle, SMALL, ink, &lines);
}
