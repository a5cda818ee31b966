//! An export in the clear, as somebody types it: said to be one, taken back whole, replacing nothing.

use crate::common::{Desk, scenarios};
use serde_json::{Value, json};
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
    assert_eq!(report["refused"], json!([]));
    let exported = desk.json("lawyer", &["export", "--out", "again.json"]);
    assert_eq!(exported["records"], report["added"].as_array().unwrap().len());
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert!(read("all.json") == read("again.json"));
    let again = desk.json("lawyer", &["import", "all.json"]);
    assert_eq!(again["added"], json!([]), "nothing is taken twice");
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

#[test]
fn every_scenario_is_taken_shown_found_exported_and_taken_elsewhere() {
    let desk = Desk::new();
    let mut records = 0;
    for path in scenarios() {
        let report = desk.json("lawyer", &["import", path.to_str().unwrap()]);
        assert_eq!(report["refused"], json!([]), "{}", path.display());
        records += report["added"].as_array().unwrap().len();
    }
    let list = desk.json("lawyer", &["case", "list", "--limit", "100"]);
    let codes = list["rows"].as_array().unwrap().iter();
    let codes: Vec<&str> = codes.map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes.len(),
        11 + 25,
        "ten cases and one more, and those that are counted"
    );
    let shown = desk.run("lawyer", &["case", "show", "K-26-101"]);
    // Six refusals, each on the timeline and on its track.
    assert!(shown.matches('✕').count() == 12, "{shown}");
    let found = desk.json("lawyer", &["search", "швейную машинку"]);
    assert!(
        found
            .as_array()
            .unwrap()
            .iter()
            .any(|hit| hit["case_code"] == "K-26-101")
    );
    let exported = desk.json("lawyer", &["export", "--out", "all.json"]);
    let practice = exported["stays"]
        .as_array()
        .unwrap()
        .iter()
        .any(|line| line["text"].as_str().unwrap().ends_with(": 6"));
    assert!(practice && exported["records"].as_u64() == Some(records as u64 - 6));
    let three = [
        "export",
        "--out",
        "three.json",
        "--case",
        "K-26-102",
        "K-26-105",
        "K-26-110",
    ];
    assert_eq!(desk.json("lawyer", &three)["cases"], 3);
    let words = ["--vault", "new", "--passphrase-file", "passphrase", "init"];
    crate::common::said(&desk.command(&words).output().unwrap(), &words);
    let report = desk.json("new", &["import", "all.json"]);
    assert_eq!(report["refused"], json!([]));
    desk.json("new", &["export", "--out", "again.json"]);
    let read = |name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert!(read("all.json") == read("again.json"));
    let twice: Value = desk.json("new", &["import", "three.json"]);
    assert_eq!(twice["added"], json!([]), "all of it is here already");
}

#[test]
fn a_shown_case_prints_every_refusal_of_its_tracks_and_who_did_what() {
    let desk = Desk::new();
    let told = scenarios().remove(0);
    desk.run("lawyer", &["import", told.to_str().unwrap()]);
    let shown = desk.run("lawyer", &["--language", "ru", "case", "show", "K-26-101"]);
    let track = shown
        .split("Производство: ")
        .find(|part| part.starts_with("Нарушение равноправия"))
        .unwrap();
    let refusals = track.lines().filter(|line| line.contains('✕')).count();
    assert!(refusals >= 5, "{track}");
    for words in ["«Доводы не нашли подтверждения»", "Просили: ", "заявление не приняли"]
    {
        assert!(track.contains(words), "{words} is not in {track}");
    }
    assert!(shown.contains(" ограбили: первый, в синей куртке"), "{shown}");
}
