//! DOCX: what LibreOffice makes of it, and what lies in the archive.

use std::fs;
use std::path::Path;

use sandyq_domain::Lang;
use sandyq_report::document::{Block, Document, Run, docx};

use super::sample::{LANGS, report, told};
use super::stock::{flat, in_order, keep, office, pages, shell, shows_everything};

fn unpacked(folder: &Path, document: &Document) {
    fs::write(folder.join("report.docx"), docx(document)).unwrap();
    shell(folder, "mkdir parts && cd parts && unzip -q ../report.docx");
}

#[test]
fn a_word_processor_shows_every_section_footnote_and_page_number_in_three_languages() {
    for lang in LANGS {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("report.docx"), docx(&report(lang))).unwrap();
        office(folder.path(), "pdf", "report.docx");
        let pages = pages(folder.path(), "report.pdf");
        keep(folder.path(), "report.pdf", &format!("docx-{lang}.pdf"));
        keep(folder.path(), "report.docx", &format!("{lang}.docx"));
        let told = told(lang);
        let contents = flat(&pages[1]);
        in_order(&contents, &told.headings).unwrap();
        let numbers: String = contents.chars().map(|c| if c == '.' { ' ' } else { c }).collect();
        in_order(&flat(&numbers), &["3 ", "3 ", "4 ", &format!("{} ", pages.len())]).unwrap();
        shows_everything(&pages, &told);
        assert!(pages.len() >= 6, "{} pages", pages.len());
        assert!(!pages[0].contains(" / "), "the cover has no number");
    }
}

#[test]
fn the_file_names_no_author_machine_or_time() {
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path(), &report(Lang::Kk));
    let said = shell(folder.path(), "exiftool -G1 -s -a report.docx");
    for line in said
        .lines()
        .filter(|line| !line.starts_with("[System]") && !line.starts_with("[ExifTool]"))
    {
        let name = line
            .split(']')
            .nth(1)
            .unwrap_or_default()
            .split(':')
            .next()
            .unwrap_or_default()
            .trim();
        let known = ["FileType", "FileTypeExtension", "MIMEType", "Title", "Language", "XMP"];
        assert!(known.contains(&name) || name.starts_with("Zip"), "{line}");
    }
    assert!(said.contains("Өңірлердегі"), "the title is there");
    let properties = shell(folder.path(), "cat parts/docProps/*.xml");
    for word in [
        "creator",
        "lastModifiedBy",
        "created",
        "modified",
        "Application",
        "Company",
    ] {
        assert!(!properties.contains(word), "{word}");
    }
    let listed = shell(folder.path(), "unzip -l report.docx");
    for line in listed.lines().filter(|line| line.contains(".xml")) {
        assert!(line.contains("1980-01-01") || line.contains("01-01-1980"), "{line}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_was_written_before() {
    let first = docx(&report(Lang::Ru));
    let _ = docx(&report(Lang::Kk));
    assert!(first == docx(&report(Lang::Ru)));
    let elsewhere = std::thread::spawn(|| docx(&report(Lang::Ru))).join().unwrap();
    assert!(first == elsewhere, "in another thread too");
}

#[test]
fn what_the_library_leaves_out_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path(), &report(Lang::Kk));
    let part = |name: &str| fs::read_to_string(folder.path().join("parts/word").join(name)).unwrap();
    let document = part("document.xml");
    assert_eq!(
        document.matches("<w:tblHeader />").count(),
        1,
        "one table, one row of headings"
    );
    assert!(!document.contains("w:trHeight"));
    assert_eq!(
        document.matches("<w:gridCol ").count(),
        3 + 5,
        "the table, and the places to sign with their gaps"
    );
    assert!(
        !document
            .split("<w:gridCol ")
            .skip(1)
            .any(|column| column[..column.find('>').unwrap()].contains("type"))
    );
    assert!(
        document.contains("<w:pPr><w:pStyle ") && !document.contains("<w:pPr><w:rPr"),
        "in the schema's order"
    );
    assert!(document.contains("name=\"Figure 1\" descr=\"alt: &quot;12&quot; &lt; 30\""));
    assert_eq!(part("footnotes.xml").matches("<w:footnoteRef />").count(), 3);
    assert!(part("styles.xml").contains("<w:lang w:val=\"kk-KZ\""));
}

#[test]
fn hostile_text_stays_text() {
    let hostile =
        "</w:t></w:r><w:p/>&amp; ]]> <w:trHeight w:val=\"1\" w:hRule=\"atLeast\" /> \u{0}\u{B}\u{202E}{n} {PAGE}";
    let mut document = report(Lang::En);
    hostile.clone_into(&mut document.title);
    hostile.clone_into(&mut document.header);
    document.words.page = format!("{hostile} {{n}}");
    document.blocks = vec![
        Block::Heading(sandyq_report::document::Level::First, hostile.to_owned()),
        Block::Contents,
        Block::Paragraph(vec![Run::bold(hostile).note(hostile)]),
        Block::FillIn(hostile.to_owned(), 1),
        Block::Signatures(vec![hostile.to_owned()]),
    ];
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path(), &document);
    for name in shell(
        folder.path(),
        "ls parts/word/*.xml parts/docProps/*.xml parts/word/_rels/*",
    )
    .lines()
    {
        let part = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(resvg::usvg::roxmltree::Document::parse(&part).is_ok(), "{name} is XML");
    }
    office(folder.path(), "pdf", "report.docx");
    let text = flat(&pages(folder.path(), "report.pdf").concat()).replace(' ', "");
    let shown = "</w:t></w:r><w:p/>&amp;]]><w:trHeightw:val=\"1\"w:hRule=\"atLeast\"/>‹U+0000›‹U+000B›‹U+202E›";
    assert!(text.matches(shown).count() >= 6, "{text}");
}

#[test]
fn a_reference_is_a_field_that_another_program_counts_again() {
    let folder = tempfile::tempdir().unwrap();
    unpacked(folder.path(), &report(Lang::Ru));
    let part = folder.path().join("parts/word/document.xml");
    let written = fs::read_to_string(&part).unwrap();
    assert_eq!(written.matches(" REF _Ref00000001 \\r \\h ").count(), 2);
    assert_eq!(written.matches("w:name=\"_Ref00000001\"").count(), 1);
    // Somebody takes the first two numbered paragraphs out in their own program.
    let numbered = "<w:p w14:paraId=";
    let mut paragraphs: Vec<&str> = written.split(numbered).collect();
    let first = |all: &[&str]| all.iter().position(|one| one.contains("NumberedParagraph")).unwrap();
    for _ in 0..2 {
        paragraphs.remove(first(&paragraphs));
    }
    fs::write(&part, paragraphs.join(numbered)).unwrap();
    shell(folder.path(), "cd parts && zip -q -r ../edited.docx .");
    office(folder.path(), "pdf", "edited.docx");
    let text = flat(&pages(folder.path(), "edited.pdf").concat());
    assert!(text.contains("¶ [1]") && !text.contains("¶ [3]"), "{text}");
}
