//! Papers as somebody types them: shown first, written then, refused where they must be.

use crate::common::{Desk, scenarios};
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn a_communication_is_shown_and_written_and_an_evidence_register_is_a_table_too() {
    let desk = Desk::new();
    desk.json("lawyer", &["import", scenarios()[0].to_str().unwrap()]);
    let asked = ["report", "communication", "--cases", "K-26-101", "--lang", "en"];
    let shown = desk.run("lawyer", &[&asked[..], &["--language", "kk"]].concat());
    for words in ["Жетіспейді", "P-001", "енбейді", "Individual communication"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!desk.path("c.docx").exists(), "without --out nothing is written");
    let written = desk.json("lawyer", &[&asked[..], &["--out", "c.docx"]].concat());
    assert_eq!(written["file"], json!("c.docx"));
    assert!(written["submission"].is_string());
    assert_eq!(written["preview"]["purpose"], json!("un_communication"));
    let mode = fs::metadata(desk.path("c.docx")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(
        desk.code("lawyer", &[&asked[..], &["--out", "c.docx"]].concat()),
        "file-exists"
    );
    for name in ["r.pdf", "r.csv", "r.xlsx"] {
        desk.json("monitor", &["report", "register", "--cases", "K-26-001", "--out", name]);
        assert!(desk.path(name).exists());
    }
    let csv = fs::read_to_string(desk.path("r.csv")).unwrap();
    assert_eq!(csv.lines().count(), 4, "a line for each of three files: {csv}");
}

#[test]
fn what_is_no_paper_is_refused_by_its_reason() {
    let desk = Desk::new();
    let code = |words: &[&str]| desk.code("monitor", &[&["report"], words].concat());
    let case = ["--cases", "K-26-001"];
    let empty = |words: &[&str]| desk.code("lawyer", &[&["report"], words].concat());
    assert_eq!(empty(&["alternative-report", "--out", "a.docx"]), "nobody-to-tell");
    assert_eq!(empty(&["communication", "--out", "a.docx"]), "one-case-only");
    assert!(!desk.path("a.docx").exists());
    assert_eq!(
        code(&[&["alternative-report"], &case[..], &["--out", "a.odt"]].concat()),
        "no-such-format"
    );
    assert_eq!(
        code(&[&["alternative-report"], &case[..], &["--body", "circus"]].concat()),
        "no-such-value"
    );
    assert_eq!(code(&["communication", "--cases", "K-26-001,K-26-002"]), "no-such-case");
    desk.file("broken.txt", b"[method]\n**\n");
    assert_eq!(
        code(&[&["alternative-report"], &case[..], &["--template", "broken.txt"]].concat()),
        "bad-template"
    );
}

#[test]
fn a_template_needs_no_vault_and_holds_the_sections_that_were_asked_for() {
    let desk = Desk::new();
    let asked = [
        "report",
        "template",
        "communication",
        "--lang",
        "kk",
        "--articles",
        "cat_12,cat_13",
        "--out",
        "t.txt",
    ];
    desk.run("monitor", &asked);
    let text = fs::read_to_string(desk.path("t.txt")).unwrap();
    assert!(
        text.contains("[article cat_12 claim]") && text.contains("[article cat_13 claim]") && text.contains("Автор")
    );
}

#[test]
fn an_annex_is_shown_and_written_and_tells_of_nobody_who_did_not_agree() {
    let desk = Desk::new();
    desk.json("lawyer", &["import", scenarios()[10].to_str().unwrap()]);
    let asked = ["report", "annex", "--from", "2025", "--to", "2025"];
    let with = |words: &[&'static str]| [&asked[..], words].concat();
    assert_eq!(desk.code("lawyer", &with(&["--out", "a.odt"])), "no-such-format");
    assert_eq!(
        desk.code("lawyer", &["report", "annex", "--from", "spring", "--out", "a.docx"]),
        "bad-period"
    );
    let shown = desk.json("lawyer", &with(&[]));
    let own = shown["tables"].as_u64().unwrap();
    let partner = desk.json("lawyer", &with(&["--partner"]))["tables"].as_u64().unwrap();
    assert!(partner <= own);
    for name in ["a.docx", "a.pdf", "a.xlsx"] {
        let written = desk.json("lawyer", &with(&["--lang", "kk", "--out", name]));
        assert_eq!(written["file"], json!(name));
        // Nobody in it agreed to be counted: there is no table, nor one of what is not known.
        assert_eq!((written["tables"].as_u64(), own), (Some(0), 0));
        assert!(desk.path(name).exists());
    }
    assert_eq!(desk.code("lawyer", &with(&["--out", "a.pdf"])), "file-exists");
}
