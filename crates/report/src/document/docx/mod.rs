//! A document for word processors: Office Open XML.
//!
//! Written with docx-rs, then completed in `mend.rs`. All ids are counted within the document, so the same document
//! gives the same bytes, whatever was written before it in the same process.

mod blocks;
mod mend;
mod order;
mod styles;
mod table;

use std::collections::BTreeMap;
use std::io::Cursor;

use docx_rs::{
    BreakType, Footer, Footnote, Header, NumPages, PageNum, Paragraph, Run as Piece, RunProperty, Sym, VertAlignType,
};

use super::plain::{in_line, seen};
use super::{Anchor, Document, Run, Span};

/// The document as a DOCX file.
///
/// Footnotes, page numbers and the table of contents are fields of the format: a word processor counts them itself.
///
/// # Panics
/// Never: the archive is written to memory.
#[must_use]
pub fn docx(document: &Document) -> Vec<u8> {
    let mut writer = Writer::new(document);
    let mut sheet = styles::sheet();
    if !in_line(&document.header).is_empty() {
        sheet = sheet.header(writer.header(document));
    }
    sheet = sheet.footer(writer.footer(&document.words.page));
    sheet = writer.title(sheet, document);
    for block in &document.blocks {
        sheet = writer.block(sheet, block);
    }
    let mut parts = sheet.build();
    mend::mend(&mut parts, document.lang, &in_line(&document.title), &writer.alts);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).expect("an archive in memory can be written");
    file.into_inner()
}

/// What is counted while a document is written.
struct Writer<'a> {
    document: &'a Document,
    paragraphs: u32,
    notes: usize,
    headings: usize,
    tables: usize,
    figures: usize,
    /// The numbers of the paragraphs that have a name.
    numbers: BTreeMap<Anchor, usize>,
    /// Names of the next numbered paragraph.
    anchors: Vec<Anchor>,
    /// The next paragraph begins a page.
    new_page: bool,
    /// Descriptions of the drawings so far.
    alts: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            paragraphs: 0,
            notes: 0,
            headings: 0,
            tables: 0,
            figures: 0,
            numbers: document.numbers(),
            anchors: Vec::new(),
            new_page: false,
            alts: Vec::new(),
        }
    }

    /// An empty paragraph of a style.
    fn paragraph(&mut self, style: &str) -> Paragraph {
        self.paragraphs += 1;
        let paragraph = Paragraph::new().id(format!("{:08x}", self.paragraphs)).style(style);
        if std::mem::take(&mut self.new_page) {
            paragraph.page_break_before(true)
        } else {
            paragraph
        }
    }

    /// A paragraph of plain text.
    fn line(&mut self, style: &str, text: &str) -> Paragraph {
        self.paragraph(style).add_run(piece(&Span::plain(text)))
    }

    /// A paragraph with the runs, footnotes included.
    fn runs(&mut self, style: &str, runs: &[Run]) -> Paragraph {
        let paragraph = self.paragraph(style);
        self.fill(paragraph, runs)
    }

    fn fill(&mut self, paragraph: Paragraph, runs: &[Run]) -> Paragraph {
        runs.iter().fold(paragraph, |paragraph, run| {
            let paragraph = paragraph.add_run(piece(&run.span));
            let refers = run.number_of.and_then(|to| Some((to, *self.numbers.get(&to)?)));
            let paragraph = match refers {
                Some((to, number)) => paragraph.add_run(blocks::reference(to, number)),
                None => paragraph,
            };
            if run.note.is_empty() {
                return paragraph;
            }
            let note = self.note(&run.note);
            paragraph.add_run(Piece::new().add_footnote_reference(note))
        })
    }

    fn note(&mut self, spans: &[Span]) -> Footnote {
        self.notes += 1;
        let (font, sign) = mend::NOTE_SIGN;
        let mut mark = Piece::new().add_sym(Sym::new(font, sign));
        mark.run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
        let paragraph = self.paragraph("FootnoteText").add_run(mark);
        let paragraph = paragraph.add_run(Piece::new().add_text(" "));
        Footnote {
            id: self.notes,
            content: vec![spans.iter().map(piece).fold(paragraph, Paragraph::add_run)],
        }
    }

    fn header(&mut self, document: &Document) -> Header {
        Header::new().add_paragraph(self.line("Header", &in_line(&document.header)))
    }

    /// The foot of the page: the pattern with fields in place of `{n}` and `{m}`.
    fn footer(&mut self, pattern: &str) -> Footer {
        let mut paragraph = self.paragraph("Footer");
        let mut rest = pattern;
        while let Some(at) = rest.find('{') {
            paragraph = paragraph.add_run(piece(&Span::plain(&rest[..at])));
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix("{n}") {
                (paragraph, rest) = (paragraph.add_page_num(PageNum::new()), after);
            } else if let Some(after) = rest.strip_prefix("{m}") {
                (paragraph, rest) = (paragraph.add_num_pages(NumPages::new()), after);
            } else {
                (paragraph, rest) = (paragraph.add_run(Piece::new().add_text("{")), &rest[1..]);
            }
        }
        Footer::new().add_paragraph(paragraph.add_run(piece(&Span::plain(rest))))
    }
}

/// Characters that look alike, with their line breaks.
fn piece(span: &Span) -> Piece {
    let mut piece = Piece::new();
    for (at, line) in seen(&span.text).split('\n').enumerate() {
        if at > 0 {
            piece = piece.add_break(BreakType::TextWrapping);
        }
        piece = piece.add_text(line);
    }
    if span.bold {
        piece = piece.bold();
    }
    if span.italic {
        piece = piece.italic();
    }
    piece
}
