//! A heat table of two dimensions. The count stands in every cell; the shade only says the same at a glance.
//!
//! What is suppressed has an outline and a sign, and no shade. Rows and columns of missing answers stand apart at the end,
//! without a shade, and do not weigh in the scale. Where all columns do not fit beside one another, the table is broken into
//! bands below one another, as a long table is on paper.

use super::clean::clean;
use super::measure::{self, Size};
use super::numbers::{greatest, known};
use super::sheet::{Anchor, Area, MARGIN, Mark, SMALL, Sheet};
use super::{Cell, Count, Frame, Label, Style, Table};

/// Counts by two dimensions.
#[derive(Clone, Default)]
pub struct Grid {
    /// Title, unit, lines at the foot.
    pub frame: Frame,
    /// What the rows are, and what the columns: "act × perpetrator".
    pub corner: String,
    /// Labels of the columns.
    pub columns: Vec<Label>,
    /// Rows with as many cells as there are columns: what lacks was not counted, and what is too many is left out.
    pub rows: Vec<(Label, Vec<Cell>)>,
}

const NUMBER: Size = Size { px: 13, is_bold: false };
/// Between a value and what is missing.
const APART: i32 = 12;
/// How long headings may be that are read from below: the first in which none is cut.
const TALL: [i32; 5] = [72, 104, 136, 168, 204];
/// From one of its lines to the next.
const UPRIGHT: i32 = 14;

/// What is the same in every band.
#[derive(Clone, Copy)]
struct Places {
    label: i32,
    cell: i32,
    most: u128,
}

impl Grid {
    /// The picture as an SVG document.
    #[must_use]
    pub fn draw(&self, style: Style) -> String {
        let mut sheet = Sheet::new(&self.frame, style);
        if self.columns.is_empty() || self.rows.is_empty() {
            sheet.nothing(&self.frame.words.nothing);
            return sheet.finish(&self.frame.footnotes);
        }
        let columns = in_order(self.columns.iter());
        let label = self.label_room(sheet.room());
        let room = sheet.room() - label - 10 - APART;
        let least = self.least_cell();
        let fit = usize::try_from(room / least).unwrap_or(1).max(1);
        let bands = columns.len().div_ceil(fit);
        let each = columns.len().div_ceil(bands);
        let places = Places {
            label,
            cell: (room / i32::try_from(each).unwrap_or(1)).clamp(least, 92),
            most: greatest(self.weighing().map(known)),
        };
        for (at, band) in columns.chunks(each).enumerate() {
            sheet.y += if at == 0 { 0 } else { 18 };
            self.band(&mut sheet, band, places);
        }
        self.legend(&mut sheet);
        sheet.finish(&self.frame.footnotes)
    }

    /// The same as a table, in the order it is drawn.
    #[must_use]
    pub fn table(&self) -> Table {
        let columns = in_order(self.columns.iter());
        let corner = std::iter::once(clean(&self.corner));
        let row = |row: usize| {
            let counts = columns
                .iter()
                .map(|column| self.frame.words.count(self.cell(row, *column).count));
            std::iter::once(clean(&self.rows[row].0.text)).chain(counts).collect()
        };
        Table {
            header: corner
                .chain(columns.iter().map(|column| clean(&self.columns[*column].text)))
                .collect(),
            rows: in_order(self.rows.iter().map(|row| &row.0))
                .into_iter()
                .map(row)
                .collect(),
        }
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        self.rows[row].1.get(column).cloned().unwrap_or_default()
    }

    /// The counts that the scale is made by: those of answers that were given.
    fn weighing(&self) -> impl Iterator<Item = Count> {
        let given = self.rows.iter().filter(|row| !row.0.is_missing);
        given.flat_map(|row| {
            let cells = self.columns.iter().zip(&row.1);
            cells
                .filter(|(column, _)| !column.is_missing)
                .map(|(_, cell)| cell.count)
        })
    }

    fn label_room(&self, room: i32) -> i32 {
        let labels = self.rows.iter().map(|row| measure::width(&clean(&row.0.text), SMALL));
        let corner = measure::broadest_word(&clean(&self.corner), SMALL);
        labels
            .chain([corner])
            .max()
            .unwrap_or(0)
            .clamp(80, (room * 3 / 10).min(240))
    }

    /// Narrow, but so wide that a number of up to nine digits has room.
    fn least_cell(&self) -> i32 {
        let counts = self.rows.iter().flat_map(|row| &row.1).map(|cell| cell.count);
        let widths = counts.map(|count| measure::width(&self.frame.words.count(count), NUMBER) + 10);
        widths.max().unwrap_or(0).clamp(36, 92)
    }

    fn band(&self, sheet: &mut Sheet, columns: &[usize], places: Places) {
        self.headings(sheet, columns, places);
        let mut was_missing = false;
        for row in in_order(self.rows.iter().map(|row| &row.0)) {
            let is_missing = self.rows[row].0.is_missing;
            if is_missing && !was_missing {
                sheet.y += APART;
                was_missing = true;
            }
            self.row(sheet, row, columns, places);
        }
    }

    /// The left edge of each column of a band.
    fn edges(&self, columns: &[usize], places: Places) -> Vec<i32> {
        let mut x = MARGIN + places.label + 10;
        let mut before: Option<bool> = None;
        let place = |column: &usize| {
            let is_missing = self.columns[*column].is_missing;
            if before.is_some_and(|before| before != is_missing) {
                x += APART;
            }
            before = Some(is_missing);
            x += places.cell;
            x - places.cell
        };
        columns.iter().map(place).collect()
    }

    fn headings(&self, sheet: &mut Sheet, columns: &[usize], places: Places) {
        let room = places.cell - 6;
        let texts: Vec<String> = columns
            .iter()
            .map(|column| clean(&self.columns[*column].text))
            .collect();
        let is_level = texts.iter().all(|text| {
            measure::broadest_word(text, SMALL) <= room && measure::lines(text, room, SMALL, usize::MAX).len() <= 3
        });
        let broken: Vec<Vec<String>> = if is_level {
            texts.iter().map(|text| measure::lines(text, room, SMALL, 3)).collect()
        } else {
            upright(&texts, room)
        };
        let lines = broken.iter().map(|lines| i32::try_from(lines.len()).unwrap_or(0));
        let longest = broken.iter().flatten().map(|line| measure::width(line, SMALL)).max();
        let corner = measure::lines(&clean(&self.corner), places.label, SMALL, 4);
        let height = if is_level {
            lines.max().unwrap_or(0) * SMALL.line()
        } else {
            longest.unwrap_or(0)
        };
        let own = i32::try_from(corner.len()).unwrap_or(0) * SMALL.line();
        let height = height.max(own);
        let (ink, ink_2) = (sheet.inks.ink, sheet.inks.ink_2);
        let bottom = sheet.y + height;
        sheet.stack((MARGIN, bottom - own), Anchor::Start, SMALL, ink_2, &corner);
        for ((column, edge), lines) in columns.iter().zip(self.edges(columns, places)).zip(&broken) {
            let ink = if self.columns[*column].is_missing { ink_2 } else { ink };
            let count = i32::try_from(lines.len()).unwrap_or(0);
            let middle = edge + (places.cell - 2) / 2;
            sheet.open("", &self.columns[*column].text);
            if is_level {
                let top = bottom - count * SMALL.line();
                sheet.stack((middle, top), Anchor::Middle, SMALL, ink, lines);
            } else {
                // Half of all lines to the left; a base line is below the middle of its letters.
                let mut base = middle - count * UPRIGHT / 2 + SMALL.px - 1;
                for line in lines {
                    sheet.upright((base, bottom), SMALL, ink, line);
                    base += UPRIGHT;
                }
            }
            sheet.close();
        }
        sheet.y = bottom + 6;
    }

    fn row(&self, sheet: &mut Sheet, row: usize, columns: &[usize], places: Places) {
        let Label { text, is_missing } = &self.rows[row].0;
        let lines = measure::lines(&clean(text), places.label, SMALL, 3);
        let own = i32::try_from(lines.len()).unwrap_or(1) * SMALL.line();
        let height = 26.max(own + 4);
        let ink = if *is_missing { sheet.inks.ink_2 } else { sheet.inks.ink };
        sheet.open("", text);
        sheet.stack(
            (MARGIN, sheet.y + (height - own) / 2 - 1),
            Anchor::Start,
            SMALL,
            ink,
            &lines,
        );
        sheet.close();
        for (column, edge) in columns.iter().zip(self.edges(columns, places)) {
            let area = Area {
                x: edge,
                y: sheet.y,
                width: places.cell - 2,
                height,
            };
            self.square(sheet, area, (row, *column), places.most);
        }
        sheet.y += height + 2;
    }

    fn square(&self, sheet: &mut Sheet, area: Area, (row, column): (usize, usize), most: u128) {
        let words = &self.frame.words;
        let (down, across) = (&self.rows[row].0, &self.columns[column]);
        let Cell { count, id } = self.cell(row, column);
        sheet.open(&id, &format!("{} × {}: {}", down.text, across.text, words.count(count)));
        let ink = sheet.ground_of(area, count, down.is_missing || across.is_missing, most);
        let written = words.count_within(count, area.width - 4, NUMBER);
        let at = (area.x + area.width / 2, area.y + area.height / 2 + 5);
        sheet.text(at, Anchor::Middle, NUMBER, ink, &written);
        sheet.close();
    }

    fn legend(&self, sheet: &mut Sheet) {
        let words = &self.frame.words;
        let columns = 0..self.columns.len();
        let counts = || (0..self.rows.len()).flat_map(|row| columns.clone().map(move |column| (row, column)));
        let is_any = |count| counts().any(|(row, column)| self.cell(row, column).count == count);
        let is_missing = self.columns.iter().chain(self.rows.iter().map(|row| &row.0));
        let suppressed = words.suppressed_legend();
        let mut entries = Vec::new();
        if is_any(Count::Suppressed) {
            entries.push((Mark::Suppressed, suppressed.as_str()));
        }
        if is_missing.into_iter().any(|label| label.is_missing) {
            entries.push((Mark::Missing, words.missing.as_str()));
        }
        sheet.legend(&entries);
        if is_any(Count::NotCounted) {
            sheet.sign_legend(&words.not_counted_legend());
        }
    }
}

/// Headings that are read from below, in as many lines as a column has room for.
fn upright(texts: &[String], room: i32) -> Vec<Vec<String>> {
    let most = usize::try_from(room / UPRIGHT).unwrap_or(1).max(1);
    let is_whole = |text: &String, tall: i32| {
        measure::broadest_word(text, SMALL) <= tall && measure::lines(text, tall, SMALL, usize::MAX).len() <= most
    };
    let fits = |tall: &i32| texts.iter().all(|text| is_whole(text, *tall));
    let tall = TALL.into_iter().find(fits).unwrap_or(TALL[TALL.len() - 1]);
    texts
        .iter()
        .map(|text| measure::lines(text, tall, SMALL, most))
        .collect()
}

/// Places in the order they were given, those of missing answers at the end.
fn in_order<'l>(labels: impl Iterator<Item = &'l Label>) -> Vec<usize> {
    let mut order: Vec<(bool, usize)> = labels.enumerate().map(|(at, label)| (label.is_missing, at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}
