//! Charts as SVG, drawn once for the page, for DOCX and for PDF: a funnel, months, a heat table, bars and a map of tiles.
//!
//! Input is plain data: words, counts, and which of them stand for an answer that is missing. Nothing is counted here and
//! nothing is suppressed here; a count that is suppressed arrives without its value, so no length, shade or order can tell it.
//! The same input makes the same bytes. A chart has no script, no style sheet and nothing from outside; every count is written
//! as a number, and every chart gives the [`Table`] that says the same.
//!
//! ```
//! use sandyq_report::chart::{Bar, Bars, Cell, Count, Frame, Label, Style};
//!
//! let bar = |label, count, id: &str| Bar { label, cell: Cell { count, id: id.to_owned() } };
//! let chart = Bars {
//!     frame: Frame { id: "refusals".into(), title: "Как отказывали".into(), unit: "заявления".into(), ..Frame::default() },
//!     heading: "вид отказа".into(),
//!     bars: vec![
//!         bar(Label::value("устный отказ"), Count::Known(11), "oral_refusal"),
//!         bar(Label::value("оскорбления"), Count::Suppressed, "insulted"),
//!         bar(Label::missing("не спрашивали"), Count::Known(14), "not_asked"),
//!     ],
//! };
//! assert!(chart.draw(Style::PAPER).contains("data-cell=\"oral_refusal\""));
//! assert_eq!(chart.table().rows[1], ["оскорбления", "•"]);
//! ```

mod bars;
mod clean;
mod funnel;
mod grid;
mod inks;
mod measure;
mod months;
mod numbers;
mod png;
mod sheet;
mod tiles;

pub use crate::graph::Ground;
pub use bars::{Bar, Bars};
pub use funnel::{Funnel, FunnelWords, Step};
pub use grid::Grid;
pub use months::{Month, Months, MonthsWords};
pub use png::{PngError, png};
pub use tiles::{Region, Tiles};

use sandyq_domain::lang::Lang;

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Count {
    /// So many.
    Known(u64),
    /// Too few to be told. Its value is not here and cannot be shown.
    Suppressed,
    /// Nobody counted, or it does not apply.
    #[default]
    NotCounted,
}

/// A count, and what the page calls it when somebody clicks on it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// How many.
    pub count: Count,
    /// Becomes `data-cell`; empty for what leads nowhere.
    pub id: String,
}

/// What a row, a column or a bar stands for.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Its words.
    pub text: String,
    /// Whether it stands for a missing, unknown or declined answer: such are drawn apart from those that were given.
    pub is_missing: bool,
}

impl Label {
    /// A value.
    #[must_use]
    pub fn value(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_missing: false,
        }
    }

    /// An answer that is missing: unknown, not asked, declined.
    #[must_use]
    pub fn missing(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_missing: true,
        }
    }
}

/// What stands around every chart.
#[derive(Clone, Default)]
pub struct Frame {
    /// Tells the charts of one page apart; becomes part of the ids inside.
    pub id: String,
    /// The title.
    pub title: String,
    /// What is counted, such as "applications"; stands under the title.
    pub unit: String,
    /// Read out for who cannot see: what the picture shows, in a sentence.
    pub description: String,
    /// Lines below: N, period, definition, missing values, the rule of suppression.
    pub footnotes: Vec<String>,
    /// Words and signs that several places of a chart need.
    pub words: Words,
    /// Title and unit stand beside the picture already: they are read out, and not drawn.
    pub is_bare: bool,
}

/// Words and signs of a chart, in its language.
#[derive(Clone)]
pub struct Words {
    /// How numbers are written.
    pub lang: Lang,
    /// Stands where a count is suppressed, such as `*`.
    pub suppressed: String,
    /// What that sign means, for the legend.
    pub suppressed_means: String,
    /// Stands where nothing was counted.
    pub not_counted: String,
    /// What that sign means, for the legend.
    pub not_counted_means: String,
    /// Above answers that are missing.
    pub missing: String,
    /// Said when there is nothing to draw.
    pub nothing: String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            suppressed: "•".to_owned(),
            suppressed_means: String::new(),
            not_counted: "–".to_owned(),
            not_counted_means: String::new(),
            missing: String::new(),
            nothing: String::new(),
        }
    }
}

/// For which ground and how wide a chart is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Light for paper; light or dark for the window.
    pub ground: Ground,
    /// In pixels of the window; 480 to 1600.
    pub width: u32,
}

impl Style {
    /// For a page of 170 mm, on which letters of 12 pixels are 9 points high.
    pub const PAPER: Self = Self {
        ground: Ground::Light,
        width: 640,
    };

    /// For a card across a window of 1366 pixels, beside the sidebar.
    #[must_use]
    pub fn window(ground: Ground) -> Self {
        Self { ground, width: 860 }
    }
}

/// What a chart says, in words: for who does not look at it, and to check it by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// Headings; the first is that of the row labels.
    pub header: Vec<String>,
    /// As many cells as headings.
    pub rows: Vec<Vec<String>>,
}

#[cfg(test)]
mod tests;
