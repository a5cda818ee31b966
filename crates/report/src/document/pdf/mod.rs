//! A document for paper and archives: PDF/A-2b, tagged, set by Typst.

mod data;
mod world;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Document;
use world::Desk;

/// Why there is no PDF. The words of the document are in neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unprintable {
    /// The pages could not be laid out.
    #[error("the pages could not be laid out")]
    Layout,
    /// The pages could not be written as PDF/A-2b; most likely a drawing holds letters that its font has not.
    #[error("the pages could not be written for an archive")]
    Archive,
}

/// The document as a PDF file.
///
/// Its letters lie within the file; it names no author and no time. A character that the fonts of the program have no
/// shape for is shown by its number.
///
/// # Errors
/// When a drawing holds something that an archive refuses.
///
/// # Security
/// Typst remembers what it has set; what it remembers is dropped here before the file is handed on.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Unprintable> {
    let written = printed(document);
    typst::comemo::evict(0);
    written
}

/// What Typst tells of a failure may quote the document: it is dropped.
fn printed(document: &Document) -> Result<Vec<u8>, Unprintable> {
    let desk = Desk::new(data::of(document).to_string().into_bytes());
    let pages = typst::compile::<PagedDocument>(&desk)
        .output
        .map_err(|_| Unprintable::Layout)?;
    let options = PdfOptions {
        creator: Smart::Custom(None),
        standards: PdfStandards::new(&[PdfStandard::A_2b]).map_err(|_| Unprintable::Archive)?,
        tagged: true,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|_| Unprintable::Archive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Figure, Level, Run, Words};
    use sandyq_domain::Lang;

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            lang: Lang::Kk,
            words: Words::of(Lang::Kk),
            title: "Есеп".into(),
            cover: None,
            header: String::new(),
            blocks,
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let one = document(vec![
            Block::Contents,
            Block::Heading(Level::First, "Жалпы".into()),
            Block::Numbered(vec![Run::bold("ә").note("ескерту")]),
        ]);
        let other = document(vec![Block::Paragraph(vec![Run::plain("басқа")])]);
        let first = pdf(&one).expect("it can be printed");
        assert!(first != pdf(&other).expect("it can be printed"));
        assert!(first == pdf(&one).expect("it can be printed"));
    }

    #[test]
    fn a_drawing_with_unknown_letters_is_printed_and_one_that_hides_them_is_refused() {
        let drawn = |letters: &str| {
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'><text y='15' font-family='Noto Sans'>{letters}</text></svg>"
            );
            pdf(&document(vec![Block::Figure(Figure {
                svg,
                caption: "c".into(),
                alt: "a".into(),
                width_mm: 100,
            })]))
        };
        assert!(drawn("Қазақ\r\n\t汉").is_ok());
        assert_eq!(drawn("&#x6C49;"), Err(Unprintable::Archive));
    }
}
