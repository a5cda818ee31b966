//! How things look in a word processor: named styles, so that a recipient can change all of a kind at once.

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat,
    Numbering, NumberingId, PageMargin, ParagraphProperty, RunFonts, SpecialIndentType, Start, Style, StyleType,
    VertAlignType,
};

/// On every machine with a word processor, with the Kazakh letters in all four cuts.
const FONT: &str = "Times New Roman";
const GREY: &str = "595959";
/// Twentieths of a point to a millimetre, times 100.
const TWIPS_100_MM: usize = 5_669;
/// Lists of numbered paragraphs, and lists with bullets.
const NUMBERED: usize = 2;
const BULLETS: usize = 3;

/// Millimetres in twentieths of a point.
pub(super) fn twips(mm: usize) -> usize {
    mm * TWIPS_100_MM / 100
}

fn signed(twips: usize) -> i32 {
    i32::try_from(twips).unwrap_or(i32::MAX)
}

/// An empty document of A4 with its styles and lists.
pub(super) fn sheet() -> Docx {
    let margin = signed(twips(25));
    let docx = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(PageMargin {
            top: margin,
            left: margin,
            bottom: margin,
            right: margin,
            header: signed(twips(12)),
            footer: signed(twips(12)),
            gutter: 0,
        })
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT))
        .default_size(22)
        .default_tab_stop(twips(10));
    let docx = styles().into_iter().fold(docx, Docx::add_style);
    docx.add_abstract_numbering(AbstractNumbering::new(NUMBERED).add_level(level("decimal", "%1.", 0, 0)))
        .add_numbering(Numbering::new(NUMBERED, NUMBERED))
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level("bullet", "•", 10, 5)))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

/// The list of numbered paragraphs: one for the whole document.
pub(super) fn numbered() -> (NumberingId, IndentLevel) {
    (NumberingId::new(NUMBERED), IndentLevel::new(0))
}

/// Lists with bullets.
pub(super) fn bullets() -> (NumberingId, IndentLevel) {
    (NumberingId::new(BULLETS), IndentLevel::new(0))
}

fn level(format: &str, text: &str, left_mm: usize, hanging_mm: usize) -> Level {
    Level::new(
        0,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    )
    .indent(
        Some(signed(twips(left_mm))),
        Some(SpecialIndentType::Hanging(signed(twips(hanging_mm)))),
        None,
        None,
    )
}

/// A style of paragraphs: room before and after in points, size in half points.
fn style(id: &str, name: &str, size: usize, before: u32, after: u32) -> Style {
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
        .size(size)
        .line_spacing(LineSpacing::new().before(before * 20).after(after * 20))
}

/// What must not stand at the foot of a page without what follows.
fn leading(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

fn heading(number: usize, size: usize, before: u32) -> Style {
    leading(style(
        &format!("Heading{number}"),
        &format!("heading {number}"),
        size,
        before,
        6,
    ))
    .bold()
    .next("Body")
    .outline_lvl(number - 1)
}

fn contents(number: usize) -> Style {
    let indent = Some(signed(twips((number - 1) * 6)));
    style(&format!("Contents{number}"), &format!("toc {number}"), 22, 0, 3).indent(indent, None, None, None)
}

fn styles() -> Vec<Style> {
    let mut mark = Style::new("FootnoteReference", StyleType::Character).name("footnote reference");
    mark.run_property = mark.run_property.vert_align(VertAlignType::SuperScript);
    let mut body = style("Body", "Body Text", 22, 0, 6);
    body.paragraph_property = ParagraphProperty::new()
        .widow_control(true)
        .line_spacing(LineSpacing::new().after(120).line(276));
    let mut number = body.clone();
    "NumberedParagraph".clone_into(&mut number.style_id);
    let mut listed = style("Listed", "List Bullet", 22, 0, 3);
    listed.paragraph_property = listed
        .paragraph_property
        .line_spacing(LineSpacing::new().after(60).line(276));
    vec![
        style("Title", "Title", 36, 0, 12).bold(),
        style("Subtitle", "Subtitle", 26, 0, 24).color(GREY),
        heading(1, 28, 18),
        heading(2, 24, 14),
        heading(3, 22, 10).italic(),
        leading(style("ContentsHeading", "TOC Heading", 28, 12, 6)).bold(),
        contents(1),
        contents(2),
        contents(3),
        body,
        number.name("Numbered Paragraph"),
        listed,
        leading(style("TableCaption", "caption", 20, 12, 4)).bold(),
        style("FigureCaption", "Figure Caption", 20, 4, 12).bold(),
        leading(style("Drawing", "Figure", 22, 12, 0)),
        leading(style("TableHead", "Table Head", 19, 2, 2)).bold(),
        style("TableCell", "Table Cell", 19, 2, 2),
        style("TableNote", "Table Note", 17, 3, 0).color(GREY),
        style("Gap", "Gap", 8, 0, 6),
        style("FillIn", "Fill In", 22, 6, 6),
        style("SignatureRoom", "Signature Room", 22, 0, 30),
        style("Signature", "Signature", 18, 2, 0).align(AlignmentType::Center),
        style("Header", "header", 17, 0, 0).color(GREY),
        style("Footer", "footer", 17, 0, 0)
            .color(GREY)
            .align(AlignmentType::Center),
        style("FootnoteText", "footnote text", 18, 0, 2),
        mark,
    ]
}
