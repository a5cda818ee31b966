//! Documents that leave the program: what a page holds, apart from how it is written.
//!
//! A [`Document`] is plain data. The writers beside it turn the same data into DOCX, PDF, XLSX and CSV; none of them
//! reads a file, a clock or a font of the system, and the same document gives the same bytes. Nothing here knows a
//! record, and no type has `Debug`: what a person wrote never gets into an error text.
//!
//! ```
//! use sandyq_domain::Lang;
//! use sandyq_report::document::{Block, Document, Level, Run, Words, docx, pdf};
//!
//! let lang = Lang::Kk;
//! let facts = Run::plain("Ұстау туралы жазба.").note("Іс материалдары.");
//! let blocks = vec![Block::Heading(Level::First, "Мән-жай".into()), Block::Numbered(vec![facts])];
//! let (title, header) = ("Есеп".into(), String::new());
//! let document = Document { lang, words: Words::of(lang), title, cover: None, header, blocks };
//! assert_eq!(document.sections()[0].count.words, 4);
//! let (_to_edit, _to_keep) = (docx(&document), pdf(&document)?);
//! # Ok::<(), sandyq_report::document::Unprintable>(())
//! ```

mod count;
mod csv;
mod docx;
mod fonts;
mod inline;
mod pdf;
mod picture;
mod plain;
mod table;
mod words;
mod xlsx;

pub use count::{Count, SectionCount};
pub use csv::csv;
pub use docx::docx;
pub use fonts::LETTERS;
pub use inline::{Anchor, Run, Span};
pub use pdf::{Unprintable, pdf};
pub use table::{Align, Cell, Column, Table};
pub use words::Words;
pub use xlsx::{TooLarge, xlsx};

use sandyq_domain::Lang;
use std::collections::BTreeMap;

/// One document, in one language.
#[derive(Clone)]
pub struct Document {
    /// The language it is written in: chooses hyphenation and spelling in a reader's program.
    pub lang: Lang,
    /// The fixed words.
    pub words: Words,
    /// The title: on the first page, and the only thing the file says of itself.
    pub title: String,
    /// A page of its own before everything else; without it the title stands above the text.
    pub cover: Option<Cover>,
    /// One line at the top of every page; may be empty.
    pub header: String,
    /// What it consists of, in order.
    pub blocks: Vec<Block>,
}

/// The first page of a longer document.
#[derive(Clone, Default)]
pub struct Cover {
    /// Under the title; may be empty.
    pub subtitle: String,
    /// Who, to whom, when: one line each.
    pub lines: Vec<String>,
}

/// How deep a heading stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the document.
    First,
    /// A part of a part.
    Second,
    /// The deepest there is: who needs a fourth level needs two documents.
    Third,
}

impl Level {
    /// 1, 2 or 3.
    #[must_use]
    pub fn number(self) -> usize {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }
}

/// One thing after another down the page.
#[derive(Clone)]
pub enum Block {
    /// A heading.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A paragraph with the next number of the whole document, as bodies of the United Nations want them.
    Numbered(Vec<Run>),
    /// A name for the next numbered paragraph.
    Anchor(Anchor),
    /// A list with a bullet before each item.
    Bullets(Vec<Vec<Run>>),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// A place to write by hand: the label, and this many ruled lines. With one, label and line share a line.
    FillIn(String, u8),
    /// Places to sign, side by side; under each line what belongs there. Four fit on a page's width.
    Signatures(Vec<String>),
    /// The next block begins a page.
    PageBreak,
    /// The headings of the whole document with their pages.
    Contents,
}

/// A drawing of ours with what is said of it.
#[derive(Clone)]
pub struct Figure {
    /// One SVG document. Its text should ask for `Noto Sans`; other fonts, and whatever it links to, are not there.
    pub svg: String,
    /// Under it, after its number.
    pub caption: String,
    /// What it shows, for people who do not see it.
    pub alt: String,
    /// How wide it is drawn, in millimetres, from 20 to 160.
    pub width_mm: u8,
}

impl Figure {
    /// The width within its bounds.
    fn width(&self) -> u8 {
        self.width_mm.clamp(20, TEXT_WIDTH_MM)
    }
}

/// A4 without its margins of 25 mm.
const TEXT_WIDTH_MM: u8 = 160;

impl Document {
    /// The numbers of the paragraphs that have a name.
    fn numbers(&self) -> BTreeMap<Anchor, usize> {
        let (mut number, mut numbers) = (1, BTreeMap::new());
        for block in &self.blocks {
            match block {
                Block::Anchor(anchor) => drop(numbers.insert(*anchor, number)),
                Block::Numbered(_) => number += 1,
                _ => {}
            }
        }
        numbers.retain(|_, named| *named < number);
        numbers
    }

    /// Its headings in order, each in one line.
    fn headings(&self) -> impl Iterator<Item = (Level, String)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(level, text) => Some((*level, plain::in_line(text))),
            Block::Paragraph(_)
            | Block::Numbered(_)
            | Block::Anchor(_)
            | Block::Bullets(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::FillIn(..)
            | Block::Signatures(_)
            | Block::PageBreak
            | Block::Contents => None,
        })
    }
}
