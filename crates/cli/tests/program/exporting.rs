//! An export in the clear, as somebody types it: said to be one, taken back whole, replacing nothing.

use crate::common::Desk;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn what_one_vault_exports_another_takes_and_exports_alike() {
    let desk = Desk::new();
    let said = desk.run("monitor", &["export", "--out", "all.json", "--language", "en"]);
    for words in ["NOT ENCRYPTED", "Earlier versions", "Files of evidence: 3", "SHA-256"] {
        assert!(said.contains(words), "{said}");
    }
    let mode = fs::metadata(desk.path("all.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let report = desk.json("lawyer", &["import", "all.json"]);
    assert_eq!(report["refused"], serde_json::json!([]));
    let exported = desk.json("lawyer", &["export", "--out", "again.json"]);
    assert_eq!(exported["records"], report["added"].as_array().unwrap().len());
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert!(read("all.json") == read("again.json"));
    let again = desk.json("lawyer", &["import", "all.json"]);
    assert_eq!(again["added"], serde_json::json!([]), "nothing is taken twice");
}

#[test]
fn an_export_is_refused_onto_a_file_into_the_vault_and_of_a_case_that_is_not_here() {
    let desk = Desk::new();
    desk.file("here.json", b"somebody's");
    let export = |words: &[&str]| desk.code("monitor", &[&["export"], words].concat());
    assert_eq!(export(&["--out", "here.json"]), "file-exists");
    assert_eq!(export(&["--out", "monitor/out.json"]), "place-inside-vault");
    assert_eq!(
        export(&["--out", "new.json", "--case", "K-26-001", "K-26-002"]),
        "no-such-case"
    );
    assert_eq!(fs::read(desk.path("here.json")).unwrap(), b"somebody's");
    assert!(!desk.path("new.json").exists());
    desk.run("monitor", &["export", "--case", "K-26-001", "--out", "new.json"]);
    assert!(fs::read_to_string(desk.path("new.json")).unwrap().contains("K-26-001"));
}
