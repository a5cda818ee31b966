//! Tables for a spreadsheet: Office Open XML, one sheet for each.
//!
//! Numbers are numbers, words are words: no cell is ever a formula, whatever it begins with.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::plain::{in_line, seen};
use super::{Align, Cell, Table};

/// The table does not fit the format: more than 1 048 570 rows or 16 384 columns, or a text above 32 767 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a table is too large for a spreadsheet")]
pub struct TooLarge;

/// Rows of the format without the caption, the heads and a few notes.
const MOST_ROWS: usize = 1_048_570;
const MOST_COLUMNS: usize = 16_384;
/// Characters in the name of a sheet.
const NAME_LENGTH: usize = 31;

/// The tables as an XLSX file, a sheet for each: caption, heads, rows, notes. Footnotes of cells stand under the notes.
///
/// The file says of itself that it was made on the first day of 1980, because the format wants a day.
///
/// # Errors
/// When a table does not fit.
pub fn xlsx(tables: &[Table]) -> Result<Vec<u8>, TooLarge> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(1980, 1, 1).map_err(|_| TooLarge)?;
    book.set_properties(&DocProperties::new().set_author("").set_creation_datetime(&day));
    for (at, table) in tables.iter().enumerate() {
        if table.rows.len() > MOST_ROWS || table.columns.len() > MOST_COLUMNS {
            return Err(TooLarge);
        }
        let sheet = book.add_worksheet();
        sheet.set_name(name(at + 1, &table.caption)).map_err(|_| TooLarge)?;
        fill(sheet, table).map_err(|_| TooLarge)?;
    }
    book.save_to_buffer().map_err(|_| TooLarge)
}

/// Numbered, so that two tables never have one name; without what the format refuses.
fn name(number: usize, caption: &str) -> String {
    let plain = in_line(caption).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    let name: String = format!("{number} {plain}")
        .encode_utf16()
        .take(NAME_LENGTH)
        .collect::<Units>()
        .0;
    name.trim().to_owned()
}

/// The format counts UTF-16 units; half a character is left out.
struct Units(String);

impl FromIterator<u16> for Units {
    fn from_iter<I: IntoIterator<Item = u16>>(units: I) -> Self {
        Self(char::decode_utf16(units).filter_map(Result::ok).collect())
    }
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, in_line(&table.caption), &bold)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        let format = aligned(column.align)
            .set_bold()
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Thin);
        sheet.write_string_with_format(1, at, in_line(&column.head), &format)?;
        sheet.set_column_width(at, width(table, at.into()))?;
    }
    sheet.set_freeze_panes(2, 0)?;
    let mut line = 2;
    for row in &table.rows {
        for (at, (cell, column)) in (0u16..).zip(table.row(row).into_iter().zip(&table.columns)) {
            let format = aligned(column.align).set_text_wrap();
            match cell {
                Some(Cell {
                    number: Some(number), ..
                }) => sheet.write_number_with_format(line, at, *number, &format)?,
                Some(cell) => sheet.write_string_with_format(line, at, seen(&cell.plain()), &format)?,
                None => sheet,
            };
        }
        line += 1;
    }
    for note in table.notes.iter().map(|note| in_line(note)).chain(footnotes(table)) {
        line += 1;
        sheet.write_string(line, 0, note)?;
    }
    Ok(())
}

/// Each footnote after the words it hangs on.
fn footnotes(table: &Table) -> impl Iterator<Item = String> {
    let runs = table.rows.iter().flatten().flat_map(|cell| &cell.runs);
    runs.filter(|run| !run.note.is_empty()).map(|run| {
        let note: String = run.note.iter().map(|span| span.text.as_str()).collect();
        format!("{}: {}", in_line(&run.span.text), in_line(&note))
    })
}

fn aligned(align: Align) -> Format {
    Format::new().set_align(FormatAlign::Top).set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    })
}

/// As wide as its longest text, within what a screen shows.
fn width(table: &Table, at: usize) -> u16 {
    let cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| cell.plain().chars().count());
    let head = table.columns.get(at).map(|column| column.head.chars().count());
    let longest = cells.chain(head).max().unwrap_or_default();
    u16::try_from(longest.clamp(8, 60)).unwrap_or(60) + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Column;

    #[test]
    fn names_of_sheets_are_short_allowed_and_never_the_same() {
        let long = "Ұстау [2026]: кім? қайда/қашан".repeat(3);
        assert_eq!(name(1, &long), "1 Ұстау  2026   кім  қайда қаша");
        assert_ne!(name(1, "История"), name(2, "История"));
        assert_eq!(name(3, "''"), "3");
        assert_eq!(
            name(1, &"🦅".repeat(20)).encode_utf16().count(),
            30,
            "no half of a character"
        );
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused_and_not_cut() {
        let table = |text: &str| Table {
            caption: "т".into(),
            columns: vec![Column::words("с")],
            rows: vec![vec![Cell::text(text)]],
            notes: Vec::new(),
        };
        assert!(xlsx(&[table(&"ә".repeat(32_767))]).is_ok());
        assert_eq!(xlsx(&[table(&"ә".repeat(32_768))]), Err(TooLarge));
        assert!(xlsx(&[]).is_ok());
    }
}
