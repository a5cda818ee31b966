//! What the DOCX library does not write: the language, rows of headings that repeat, descriptions of drawings, the mark
//! inside a footnote, properties without invented authors, and the order of elements that the format prescribes.
//!
//! The library's parts are searched for elements that it wrote itself and that no text can contain, because text has
//! its `<` escaped.

use std::fmt::Write as _;

use docx_rs::XMLDocx;
use sandyq_domain::Lang;

use super::order::ordered;

/// What the library writes for a row of this height; no row of ours has a height.
const HEAD_ROW: &str = "<w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />";
/// What the library writes for every drawing.
const DRAWING: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";
/// What the library writes for the sign that stands for the mark of a footnote.
const NOTE_MARK: &str = "<w:sym w:font=\"footnote\" w:char=\"F000\" />";

/// What the library begins a column of a grid with; the format knows no unit there, the library writes one.
const GRID_COLUMN: &str = "<w:gridCol ";

/// The height that a row of headings is given, to be found again.
pub(super) const HEAD_ROW_HEIGHT: f32 = 1.0;
/// The font and character of the sign that a footnote begins with, to be found again.
pub(super) const NOTE_SIGN: (&str, &str) = ("footnote", "F000");

/// Completes the parts. `alts` are the descriptions of the drawings, in order.
pub(super) fn mend(parts: &mut XMLDocx, lang: Lang, title: &str, alts: &[String]) {
    let tag = match lang {
        Lang::En => "en-GB",
        Lang::Ru => "ru-RU",
        Lang::Kk => "kk-KZ",
    };
    let document = text(&parts.document).replace(HEAD_ROW, "<w:tblHeader />");
    let document = untyped(&document);
    parts.document = described(&document, alts).into_bytes();
    parts.footnotes = text(&parts.footnotes)
        .replace(NOTE_MARK, "<w:footnoteRef />")
        .into_bytes();
    let spoken = format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" /></w:rPr></w:rPrDefault>");
    parts.styles = text(&parts.styles)
        .replacen("</w:rPr></w:rPrDefault>", &spoken, 1)
        .into_bytes();
    for part in [
        &mut parts.document,
        &mut parts.footnotes,
        &mut parts.styles,
        &mut parts.numberings,
        &mut parts.settings,
    ]
    .into_iter()
    .chain(&mut parts.headers)
    .chain(&mut parts.footers)
    {
        *part = ordered(&text(part)).into_bytes();
    }
    parts.doc_props.core = properties(title, tag).into_bytes();
}

/// The parts are UTF-8: the library writes them from strings.
fn text(part: &[u8]) -> String {
    String::from_utf8_lossy(part).into_owned()
}

/// Columns of grids without their unit.
fn untyped(document: &str) -> String {
    let mut pieces = document.split(GRID_COLUMN);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (column, rest) = piece.split_once(" />").unwrap_or((piece, ""));
        let _ = write!(
            out,
            "{GRID_COLUMN}{} />{rest}",
            column.trim_end_matches(" w:type=\"dxa\"")
        );
    }
    out
}

/// Every drawing with a number of its own, as the format asks, and its description.
fn described(document: &str, alts: &[String]) -> String {
    let mut pieces = document.split(DRAWING);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for (at, piece) in pieces.enumerate() {
        let alt = alts.get(at).map(|alt| escaped(alt)).unwrap_or_default();
        let number = at + 1;
        let _ = write!(
            out,
            "<wp:docPr id=\"{number}\" name=\"Figure {number}\" descr=\"{alt}\" />"
        ); // writing to a string cannot fail
        out.push_str(piece);
    }
    out
}

/// Title and language; no author, no machine, no time.
fn properties(title: &str, tag: &str) -> String {
    let title = escaped(title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:language>{tag}</dc:language>\
         </cp:coreProperties>"
    )
}

/// For content and quoted attributes alike.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
