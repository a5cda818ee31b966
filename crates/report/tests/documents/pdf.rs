//! PDF: what Poppler reads in it, and what the file says of itself.

use std::fs;

use sandyq_domain::Lang;
use sandyq_report::document::{Block, Cell, Column, Cover, Document, Figure, Level, Run, Table, pdf};

use super::sample::{LANGS, report, told};
use super::stock::{flat, in_order, keep, pages, shell, shows_everything};

fn printed(document: &Document) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.pdf"), pdf(document).unwrap()).unwrap();
    let pages = pages(folder.path(), "report.pdf");
    (folder, pages)
}

#[test]
fn paper_shows_every_section_footnote_and_page_number_in_three_languages() {
    for lang in LANGS {
        let (folder, pages) = printed(&report(lang));
        keep(folder.path(), "report.pdf", &format!("pdf-{lang}.pdf"));
        let told = told(lang);
        in_order(&flat(&pages[1]), &told.headings).unwrap();
        shows_everything(&pages, &told);
        assert!(!pages[0].contains('/'), "the cover has no number");
    }
}

/// Everything that means something to Typst, to PDF or to a terminal.
const HOSTILE: [&str; 14] = [
    "#import \"@preview/cetz:0.3.0\": *",
    "#read(\"/etc/passwd\")",
    "#{ panic() }",
    "$ x^2 $",
    "\\ \\u{41} \\#",
    "*not bold* _not italic_ `raw`",
    "<label> @ref",
    "= not a heading",
    "- not a list",
    "/* not a comment */ // nor this",
    "\"quotes\" 'stay' --- ...",
    "(Tj) ET >> endobj %%EOF",
    "~ [content] ] ) }",
    "https://example.org/a_b*c",
];

#[test]
fn nothing_a_person_wrote_is_run_or_changed() {
    for hostile in HOSTILE {
        let mut document = report(Lang::En);
        hostile.clone_into(&mut document.title);
        hostile.clone_into(&mut document.header);
        document.words.page = format!("{hostile} {{n}} of {{m}}");
        document.cover = Some(Cover {
            subtitle: hostile.to_owned(),
            lines: vec![hostile.to_owned()],
        });
        let cell = Cell {
            runs: vec![Run::plain(hostile).note(hostile)],
            number: None,
        };
        document.blocks = vec![
            Block::Contents,
            Block::Heading(Level::First, hostile.to_owned()),
            Block::Numbered(vec![Run::italic(hostile).note(hostile)]),
            Block::Bullets(vec![vec![Run::bold(hostile)]]),
            Block::Table(Table {
                caption: hostile.to_owned(),
                columns: vec![Column::words(hostile)],
                rows: vec![vec![cell]],
                notes: vec![hostile.to_owned()],
            }),
            Block::FillIn(hostile.to_owned(), 1),
            Block::Signatures(vec![hostile.to_owned()]),
        ];
        let (_folder, pages) = printed(&document);
        let text = flat(&pages.concat());
        assert!(text.matches(&flat(hostile)).count() >= 15, "{hostile}: {text}");
    }
}

#[test]
fn what_turns_hides_or_has_no_shape_is_shown_by_its_number() {
    let mut document = report(Lang::Kk);
    document.blocks = vec![Block::Paragraph(vec![Run::plain(
        "gpj.\u{202E}exe a\u{0}b 汉 😀 \u{E000} ой",
    )])];
    let (_folder, pages) = printed(&document);
    let text = flat(&pages.concat());
    assert!(
        text.contains("gpj.‹U+202E›exe a‹U+0000›b ‹U+6C49› ‹U+1F600› ‹U+E000› ой"),
        "{text}"
    );
}

#[test]
fn a_sum_in_a_narrow_column_is_broken_into_lines_and_copied_whole() {
    let sum = "0123456789abcdef".repeat(4);
    let mut document = report(Lang::Ru);
    document.cover = None;
    document.blocks = vec![Block::Table(Table {
        caption: String::new(),
        columns: vec![Column::words("SHA-256").share(1), Column::words("имя").share(4)],
        rows: vec![vec![Cell::text(&sum), Cell::text("протокол.pdf")]],
        notes: Vec::new(),
    })];
    let (folder, _) = printed(&document);
    // The first fifth of the text's width is the column: what ran out of it would be missing.
    let column = shell(
        folder.path(),
        "pdftotext -x 70 -y 0 -W 92 -H 842 -layout -nopgbrk report.pdf -",
    );
    let joined: String = column.split_whitespace().collect();
    assert!(joined.contains(&sum), "{column}");
}

#[test]
fn the_file_is_tagged_for_archives_and_names_no_author_machine_or_time() {
    let (folder, _) = printed(&report(Lang::Kk));
    let said = shell(folder.path(), "exiftool -s -a report.pdf");
    let of = |name: &str| -> Vec<&str> {
        let lines = said
            .lines()
            .filter(|line| line.split(':').next().is_some_and(|key| key.trim() == name));
        lines
            .filter_map(|line| line.split_once(": "))
            .map(|(_, value)| value)
            .collect()
    };
    for name in ["Author", "Creator", "Producer", "CreatorTool", "Subject", "Keywords"] {
        assert_eq!(of(name), [""; 0], "{name}");
    }
    for name in ["CreateDate", "ModifyDate"] {
        assert_eq!(of(name), ["1980:01:01 00:00:00Z"; 2], "{name}");
    }
    assert_eq!(
        (of("TaggedPDF"), of("Part"), of("Conformance")),
        (vec!["Yes"], vec!["2"], vec!["B"])
    );
    assert_eq!(of("Title"), [told_title(); 2]);
    for font in shell(folder.path(), "pdffonts report.pdf").lines().skip(2) {
        assert!(font.contains("Noto") && font.contains("yes yes yes"), "{font}");
    }
}

fn told_title() -> &'static str {
    "Өңірлердегі ұстау туралы есеп"
}

#[test]
fn a_drawing_that_asks_for_no_font_or_another_one_still_shows_its_letters() {
    let mut document = report(Lang::Kk);
    let words = ["Әңгіме", "Ғылым", "Ұлттық", "Үкімет"];
    let fonts = [
        "",
        "font-family='sans-serif'",
        "font-family='Arial'",
        "font-family='system-ui, serif' font-weight='bold'",
    ];
    let drawn = |(word, font): (&str, &str)| {
        Block::Figure(Figure {
            svg: format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'><text y='15' {font}>{word}</text></svg>"
            ),
            caption: String::new(),
            alt: String::new(),
            width_mm: 60,
        })
    };
    document.blocks = words.into_iter().zip(fonts).map(drawn).collect();
    let (_folder, pages) = printed(&document);
    in_order(&flat(&pages.concat()), &words).unwrap();
}
