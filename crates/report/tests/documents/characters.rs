//! Every character that Unicode has room for, in every writer: none may break a file or keep it from being written.

use std::fs;

use sandyq_domain::Lang;
use sandyq_report::document::{Block, Cell, Column, Document, Run, Table, Words, csv, docx, pdf, xlsx};

use super::stock::{pages, shell};

/// The whole first plane, the blocks of pictures, and both ends of every other plane; 50 on a line.
fn all() -> Vec<String> {
    let planes = (1..=0x10).flat_map(|plane| {
        [
            plane << 16,
            (plane << 16) + 1,
            (plane << 16) + 0xFFFE,
            (plane << 16) + 0xFFFF,
        ]
    });
    let every: Vec<char> = (0..=0xFFFF)
        .chain(0x1F000..=0x1FAFF)
        .chain(planes)
        .filter_map(char::from_u32)
        .collect();
    every.chunks(50).map(|some| some.iter().collect()).collect()
}

fn document(lines: Vec<String>) -> Document {
    let runs = [Run::plain, Run::bold, Run::italic];
    let write = |(at, line): (usize, String)| Block::Paragraph(vec![runs[at % 3](line)]);
    Document {
        lang: Lang::Kk,
        words: Words::of(Lang::Kk),
        title: "Таңбалар".to_owned(),
        cover: None,
        header: String::new(),
        blocks: lines.into_iter().enumerate().map(write).collect(),
    }
}

#[test]
fn every_character_can_be_written_as_docx_and_stays_xml() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all.docx"), docx(&document(all()))).unwrap();
    shell(folder.path(), "unzip -q all.docx");
    let part = fs::read_to_string(folder.path().join("word/document.xml")).unwrap();
    let read = resvg::usvg::roxmltree::Document::parse(&part).unwrap();
    let text: String = read
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
        .collect();
    for kept in ['ә', '!', '\u{A0}', '汉', '\u{1F600}', '‹'] {
        assert!(text.contains(kept), "{kept}");
    }
    assert!(text.contains("‹U+0000›") && text.contains("‹U+FFFF›"));
}

#[test]
fn every_character_can_be_printed_or_is_shown_by_its_number() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all.pdf"), pdf(&document(all())).unwrap()).unwrap();
    let text: String = pages(folder.path(), "all.pdf").concat();
    let text: String = text.split_whitespace().collect();
    for kept in ["ә", "Ң", "Ω", "№", "‹U+6C49›", "‹U+1F600›", "‹U+202E›"] {
        assert!(text.contains(kept), "{kept}");
    }
}

#[test]
fn every_character_can_stand_in_a_spreadsheet_and_on_a_line() {
    let lines = all();
    let rows = lines.len();
    let table = Table {
        caption: lines[0].clone(),
        columns: vec![Column::words(&lines[1])],
        rows: lines.into_iter().map(|line| vec![Cell::text(line)]).collect(),
        notes: Vec::new(),
    };
    assert_eq!(csv(&table).lines().count(), rows + 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("all.xlsx"), xlsx(&[table]).unwrap()).unwrap();
    shell(folder.path(), "unzip -q all.xlsx");
    let part = fs::read_to_string(folder.path().join("xl/sharedStrings.xml")).unwrap();
    assert!(resvg::usvg::roxmltree::Document::parse(&part).is_ok());
}
