//! A table as plain lines: RFC 4180, UTF-8 with its mark, because Excel reads Cyrillic only with it.

use super::plain::in_line;
use super::{Cell, Table};

/// U+FEFF in UTF-8.
const MARK: &str = "\u{FEFF}";

/// The heads and rows of a table, separated by commas. Caption and notes are not in it: programs read it.
///
/// # Security
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it, unless it is a number.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut out = String::from(MARK);
    let heads: Vec<String> = table.columns.iter().map(|column| guarded(&column.head)).collect();
    line(&heads, &mut out);
    for row in &table.rows {
        let cells: Vec<String> = table
            .row(row)
            .into_iter()
            .map(|cell| cell.map(written).unwrap_or_default())
            .collect();
        line(&cells, &mut out);
    }
    out
}

fn line(cells: &[String], out: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', ';', '\n']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

fn written(cell: &Cell) -> String {
    match cell.number {
        Some(number) => number.to_string(),
        None => guarded(&cell.plain()),
    }
}

/// In one line, so that a cell cannot pretend to be a row in a program that does not know quotes.
fn guarded(text: &str) -> String {
    let danger = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = in_line(text);
    let begins = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if (danger || begins) && !text.parse::<f64>().is_ok_and(f64::is_finite) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Column;

    fn of_cells(cells: Vec<Cell>) -> String {
        let table = Table {
            caption: String::new(),
            columns: vec![Column::words("қала"), Column::figures("саны, барлығы")],
            rows: vec![cells],
            notes: vec!["не в файле".into()],
        };
        csv(&table)
    }

    #[test]
    fn lines_are_quoted_where_needed_and_numbers_are_bare() {
        let written = of_cells(vec![Cell::text("\"Шаңырақ\""), Cell::number(1234.5, "1 234,5")]);
        assert_eq!(
            written,
            "\u{FEFF}қала,\"саны, барлығы\"\r\n\"\"\"Шаңырақ\"\"\",1234.5\r\n"
        );
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe() {
        for hostile in [
            "=1+1",
            "+7 701",
            "-cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "＝1",
            "-inf",
            "+nan",
        ] {
            let written = of_cells(vec![Cell::text(hostile)]);
            let cell = written.lines().nth(1).unwrap();
            assert!(cell.starts_with('\'') || cell.starts_with("\"'"), "{cell}");
        }
        let plain = of_cells(vec![Cell::text("-12.5"), Cell::number(-3.0, "−3")]);
        assert!(plain.ends_with("-12.5,-3\r\n"), "{plain}");
    }

    #[test]
    fn a_cell_cannot_pretend_to_be_a_row_and_a_short_row_is_filled() {
        let written = of_cells(vec![Cell::text("a\nb,c\u{202E}")]);
        assert_eq!(written.lines().nth(1).unwrap(), "\"a b,c‹U+202E›\",");
        assert_eq!(written.lines().count(), 2);
    }
}
