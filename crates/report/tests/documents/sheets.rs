//! XLSX and CSV, read back by LibreOffice and ExifTool.

use std::fs;

use sandyq_domain::Lang;
use sandyq_report::document::{Cell, Column, Run, Table, csv, xlsx};

use super::sample::{KAZAKH, table};
use super::stock::{keep, office, shell};

/// Text, all sheets, formulas shown as what they give.
const SHEETS: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

fn odd() -> Table {
    Table {
        caption: "=HYPERLINK(\"http://x\")".to_owned(),
        columns: vec![Column::words("=1+1"), Column::figures("саны")],
        rows: vec![
            vec![Cell::text("=1+1"), Cell::number(0.25, "25 %")],
            vec![Cell::text(format!("@{KAZAKH}\u{202E}")), Cell::number(f64::NAN, "жоқ")],
            vec![
                Cell {
                    runs: vec![Run::plain("үш").note("ескерту")],
                    number: None,
                },
                Cell::number(-3.0, "−3"),
            ],
        ],
        notes: vec!["+ескертпе".to_owned()],
    }
}

#[test]
fn a_spreadsheet_reads_back_numbers_as_numbers_and_words_as_words() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("book.xlsx"),
        xlsx(&[odd(), table(Lang::Kk, 3)]).unwrap(),
    )
    .unwrap();
    keep(folder.path(), "book.xlsx", "book.xlsx");
    office(folder.path(), SHEETS, "book.xlsx");
    let read = |sheet: &str| fs::read_to_string(folder.path().join(format!("book-{sheet}.csv"))).unwrap();
    let odd = format!(
        "\"=HYPERLINK(\"\"http://x\"\")\",\n=1+1,саны\n=1+1,0.25\n@{KAZAKH}‹U+202E›,жоқ\nүш,-3\n,\n+ескертпе,\nүш: ескерту,\n"
    );
    assert_eq!(read("1 =HYPERLINK(\"http   x\")"), odd);
    let plain = read("2 Ұстау жағдайлары");
    let lines: Vec<&str> = plain.lines().collect();
    assert_eq!(
        lines[..3],
        ["Ұстау жағдайлары,,", "Аты-жөні,2026,%", "\"Ұлытау, 1-аудан\",3,0.5"]
    );
    assert!(lines.last().unwrap().starts_with("Жалпы мәлімет"));
}

#[test]
fn a_spreadsheet_names_no_author_and_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let book = xlsx(&[table(Lang::Ru, 3)]).unwrap();
    assert!(book == xlsx(&[table(Lang::Ru, 3)]).unwrap(), "the same bytes again");
    fs::write(folder.path().join("book.xlsx"), book).unwrap();
    let said = shell(folder.path(), "exiftool -s -a book.xlsx");
    let of = |name: &str| {
        said.lines()
            .filter(|line| line.starts_with(name))
            .map(str::to_owned)
            .collect::<String>()
    };
    assert!(said.contains("FileType                        : XLSX"), "{said}");
    for name in ["Creator", "LastModifiedBy"] {
        assert!(
            of(name).trim_end().ends_with(':') || of(name).is_empty(),
            "{}",
            of(name)
        );
    }
    for name in ["CreateDate", "ModifyDate"] {
        assert!(of(name).contains("1980:01:01 00:00:00"), "{}", of(name));
    }
    let listed = shell(folder.path(), "unzip -l book.xlsx");
    assert!(
        listed
            .lines()
            .filter(|line| line.contains("xml"))
            .all(|line| line.contains("1980-01-01")),
        "{listed}"
    );
}

#[test]
fn plain_lines_open_in_a_spreadsheet_without_running_anything() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lines.csv"), csv(&odd())).unwrap();
    office(folder.path(), "fods", "lines.csv");
    let sheet = fs::read_to_string(folder.path().join("lines.fods")).unwrap();
    assert!(!sheet.contains("table:formula"), "no cell is a formula");
    for wanted in [KAZAKH, "office:value=\"0.25\"", "office:value=\"-3\""] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
}
