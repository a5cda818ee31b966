//! Tables: on paper, in a spreadsheet and as plain lines the same.

use super::Run;

/// A table with one row of headings.
#[derive(Clone)]
pub struct Table {
    /// Above it, after its number; the name of its sheet in a spreadsheet.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows. A short row ends in empty cells; what lies beyond the last column is not written.
    pub rows: Vec<Vec<Cell>>,
    /// Under it, one line each: what was counted, and what was not.
    pub notes: Vec<String>,
}

/// One column.
#[derive(Clone)]
pub struct Column {
    /// In the row that is repeated on every page.
    pub head: String,
    /// Where its cells stand.
    pub align: Align,
    /// Its share of the width, beside the shares of the others; 0 counts as 1.
    pub share: u8,
}

/// Where text stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Marks.
    Center,
    /// Figures.
    Right,
}

/// What stands in one place of a table.
#[derive(Clone)]
pub struct Cell {
    /// What is read.
    pub runs: Vec<Run>,
    /// The same as a number, for programs that calculate; `None` for words and for what was suppressed.
    pub number: Option<f64>,
}

impl Column {
    /// A column of words, of three shares.
    #[must_use]
    pub fn words(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            align: Align::Left,
            share: 3,
        }
    }

    /// A column of figures, of one share.
    #[must_use]
    pub fn figures(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            align: Align::Right,
            share: 1,
        }
    }

    /// The same with another share of the width.
    #[must_use]
    pub fn share(mut self, share: u8) -> Self {
        self.share = share;
        self
    }
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::plain(text)],
            number: None,
        }
    }

    /// A number, and how the document's language writes it. What is not finite stays words.
    #[must_use]
    pub fn number(value: f64, written: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::plain(written)],
            number: Some(value).filter(|value| value.is_finite()),
        }
    }

    /// The cell in one piece, without footnotes.
    pub(super) fn plain(&self) -> String {
        self.runs.iter().map(|run| run.span.text.as_str()).collect()
    }
}

impl Table {
    /// The row as wide as the table; `None` stands for an empty place.
    pub(super) fn row<'a>(&self, cells: &'a [Cell]) -> Vec<Option<&'a Cell>> {
        (0..self.columns.len()).map(|at| cells.get(at)).collect()
    }

    /// Widths of the columns that add up to `whole`.
    pub(super) fn widths(&self, whole: usize) -> Vec<usize> {
        let shares: Vec<usize> = self.columns.iter().map(|column| column.share.max(1).into()).collect();
        let sum: usize = shares.iter().sum();
        let mut widths: Vec<usize> = shares.iter().map(|share| whole * share / sum).collect();
        let rest = whole - widths.iter().sum::<usize>();
        if let Some(last) = widths.last_mut() {
            *last += rest;
        }
        widths
    }
}
