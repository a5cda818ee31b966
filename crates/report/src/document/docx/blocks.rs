//! Each block as paragraphs and tables of a word processor.

use docx_rs::{
    AlignmentType, Docx, FieldCharType, Hyperlink, HyperlinkType, InstrPAGEREF, InstrText, LineSpacing, Paragraph, Pic,
    Run as Piece, Tab, TabLeaderType, TabValueType,
};

use super::styles::{bullets, numbered, twips};
use super::{Writer, piece};
use crate::document::plain::in_line;
use crate::document::words::captioned;
use crate::document::{Anchor, Block, Document, Figure, Level, Run, Span, TEXT_WIDTH_MM, picture};

/// English Metric Units to a millimetre.
const EMU_PER_MM: f32 = 36_000.0;

impl Writer<'_> {
    /// The cover, or the title above the text.
    pub(super) fn title(&mut self, sheet: Docx, document: &Document) -> Docx {
        let Some(cover) = &document.cover else {
            return sheet.add_paragraph(self.line("Title", &in_line(&document.title)));
        };
        let title = self.line("Title", &in_line(&document.title));
        let high = u32::try_from(twips(60)).unwrap_or_default();
        let mut sheet = sheet
            .title_pg()
            .add_paragraph(title.line_spacing(LineSpacing::new().before(high).after(240)));
        if !cover.subtitle.is_empty() {
            sheet = sheet.add_paragraph(self.line("Subtitle", &in_line(&cover.subtitle)));
        }
        for line in &cover.lines {
            sheet = sheet.add_paragraph(self.line("Body", line));
        }
        self.new_page = true;
        sheet
    }

    pub(super) fn block(&mut self, sheet: Docx, block: &Block) -> Docx {
        match block {
            Block::Heading(level, text) => self.heading(sheet, *level, text),
            Block::Paragraph(runs) => sheet.add_paragraph(self.runs("Body", runs)),
            Block::Numbered(runs) => sheet.add_paragraph(self.numbered(runs)),
            Block::Anchor(anchor) => {
                self.anchors.push(*anchor);
                sheet
            }
            Block::Bullets(items) => items.iter().fold(sheet, |sheet, item| {
                let (list, level) = bullets();
                sheet.add_paragraph(self.runs("Listed", item).numbering(list, level))
            }),
            Block::Table(table) => self.table(sheet, table),
            Block::Figure(figure) => self.figure(sheet, figure),
            Block::FillIn(label, lines) => self.fill_in(sheet, label, *lines),
            Block::Signatures(labels) => self.signatures(sheet, labels),
            Block::PageBreak => {
                self.new_page = true;
                sheet
            }
            Block::Contents => self.contents(sheet),
        }
    }

    fn heading(&mut self, sheet: Docx, level: Level, text: &str) -> Docx {
        self.headings += 1;
        let style = format!("Heading{}", level.number());
        let heading = self
            .paragraph(&style)
            .add_bookmark_start(self.headings, bookmark(self.headings))
            .add_run(piece(&Span::plain(in_line(text))))
            .add_bookmark_end(self.headings);
        sheet.add_paragraph(heading)
    }

    /// The number stands in the line, as in documents of the United Nations, and the text runs back to the margin.
    fn numbered(&mut self, runs: &[Run]) -> Paragraph {
        let (list, level) = numbered();
        let anchors = std::mem::take(&mut self.anchors);
        let paragraph = self.paragraph("NumberedParagraph").numbering(list, level);
        let paragraph = anchors.iter().fold(paragraph, |paragraph, anchor| {
            paragraph.add_bookmark_start(anchor.0 + FIRST_ANCHOR, name(*anchor))
        });
        let paragraph = self.fill(paragraph, runs);
        anchors.iter().fold(paragraph, |paragraph, anchor| {
            paragraph.add_bookmark_end(anchor.0 + FIRST_ANCHOR)
        })
    }

    fn figure(&mut self, sheet: Docx, figure: &Figure) -> Docx {
        self.figures += 1;
        let caption = captioned(&self.document.words.figure, self.figures, &figure.caption);
        let drawing = self.paragraph("Drawing").align(AlignmentType::Center);
        let drawing = match picture::png(figure) {
            Some(picture) => {
                self.alts.push(in_line(&figure.alt));
                let pic = Pic::new_with_dimensions(picture.png, picture.dots.0, picture.dots.1)
                    .id(format!("rIdFigure{}", self.figures))
                    .size(emu(picture.size_mm.0), emu(picture.size_mm.1));
                drawing.add_run(Piece::new().add_image(pic))
            }
            None => drawing.add_run(piece(&Span::plain(in_line(&figure.alt)).italic())), // what it would have shown
        };
        let caption = self.line("FigureCaption", &caption).align(AlignmentType::Center);
        sheet.add_paragraph(drawing).add_paragraph(caption)
    }

    fn fill_in(&mut self, sheet: Docx, label: &str, lines: u8) -> Docx {
        let rule = |paragraph: Paragraph| {
            let to_margin = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Underscore);
            paragraph
                .add_tab(to_margin.pos(twips(TEXT_WIDTH_MM.into())))
                .add_run(Piece::new().add_tab())
        };
        let label = self.line("FillIn", &format!("{} ", in_line(label)));
        if lines <= 1 {
            return sheet.add_paragraph(rule(label));
        }
        let sheet = sheet.add_paragraph(label.keep_next(true));
        (0..lines).fold(sheet, |sheet, _| sheet.add_paragraph(rule(self.paragraph("FillIn"))))
    }

    /// Lines of text whose page numbers are fields. Not one field around them all, as word processors make it: then
    /// the numbers that we wrote would be shown, and we know none.
    fn contents(&mut self, sheet: Docx) -> Docx {
        let mut sheet = sheet.add_paragraph(self.line("ContentsHeading", &self.document.words.contents));
        let headings: Vec<(Level, String)> = self.document.headings().collect();
        for (at, (level, text)) in headings.iter().enumerate() {
            let mut entry = self.paragraph(&format!("Contents{}", level.number()));
            let to_margin = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot);
            entry = entry
                .add_tab(to_margin.pos(twips(TEXT_WIDTH_MM.into())))
                .add_hyperlink(link(at + 1, text));
            sheet = sheet.add_paragraph(entry);
        }
        sheet
    }
}

/// One line of the contents: the heading, dots, the page.
fn link(number: usize, text: &str) -> Hyperlink {
    let page = Piece::new()
        .add_field_char(FieldCharType::Begin, true)
        .add_instr_text(InstrText::PAGEREF(InstrPAGEREF::new(bookmark(number)).hyperlink()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("–")
        .add_field_char(FieldCharType::End, false);
    Hyperlink::new(bookmark(number), HyperlinkType::Anchor)
        .add_run(piece(&Span::plain(text)))
        .add_run(Piece::new().add_tab())
        .add_run(page)
}

/// The number of a paragraph as a field, with the number it has now.
pub(super) fn reference(to: Anchor, number: usize) -> Piece {
    let field = format!(" REF {} \\r \\h ", name(to));
    Piece::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::Unsupported(field))
        .add_field_char(FieldCharType::Separate, false)
        .add_text(number.to_string())
        .add_field_char(FieldCharType::End, false)
}

/// Bookmarks of paragraphs have ids from here: those of headings are counted from one.
const FIRST_ANCHOR: usize = 1_000_000;

fn name(anchor: Anchor) -> String {
    format!("_Ref{:08}", anchor.0)
}

fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page's length is below eight million units"
)]
fn emu(mm: f32) -> u32 {
    (mm * EMU_PER_MM).round() as u32
}
