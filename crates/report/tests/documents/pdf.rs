//! PDF: what Poppler reads in it, and what the file says of itself.

use std::fs;

use sandyq_domain::Lang;
use sandyq_report::document::{Block, Cell, Column, Document, Figure, Level, Run, Table, pdf};

use super::sample::{KAZAKH, LANGS, report, told};
use super::stock::{flat, in_order, pages, shell};

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
        if let Ok(kept) = std::env::var("SANDYQ_PAGES") {
            fs::copy(
                folder.path().join("report.pdf"),
                format!("{kept}/pdf-{}.pdf", lang.code()),
            )
            .unwrap();
        }
        let told = told(lang);
        in_order(&flat(&pages[1]), &told.headings).unwrap();
        let text = flat(&pages[2..].concat());
        in_order(&text, &told.headings).unwrap();
        for note in told.notes {
            assert!(text.contains(note), "{note}");
        }
        assert!(
            text.contains(&format!("{KAZAKH} {KAZAKH} {KAZAKH}")),
            "in bold, italic and both"
        );
        in_order(&text, &["1. ", "2. ", "12. ", "13. "]).unwrap();
        let all = pages.len();
        for (at, page) in pages.iter().enumerate().skip(1) {
            let foot = page.trim_end().lines().last().unwrap_or_default().replace(' ', "");
            assert_eq!(foot, format!("{}/{all}", at + 1));
        }
        assert!(!pages[0].contains('/'), "the cover has no number");
        let heads = pages
            .iter()
            .filter(|page| page.contains("2026") && page.contains("Ұлытау"))
            .count();
        assert!(heads >= 2, "the row of headings is repeated on the next page");
    }
}
