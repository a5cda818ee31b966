//! What belongs together, as somebody asks at the terminal.

use crate::common::Desk;
use serde_json::{Value, json};
use std::fs;

/// Two cases with one plate between them.
fn two_cases() -> Value {
    let mut records = Vec::new();
    for (n, plate) in [(901, "123 ABC 02"), (902, "123авс02")] {
        let [case, event, act, mark, person] = ["c", "e", "a", "m", "p"].map(|key| format!("{key}{n}"));
        records.extend([
            json!({ "kind": "case", "key": case, "code": format!("K-26-{n}") }),
            json!({ "kind": "person", "key": person }),
            json!({ "kind": "perpetrator_mark", "key": mark, "mark_kind": "plate", "value": plate }),
            json!({ "kind": "event", "key": event, "case": case, "date": "2025-03" }),
            json!({ "kind": "act", "key": act, "case": case, "event": event, "victim": person, "act_type": "abduction" }),
            json!({ "kind": "involvement", "case": case, "act": act, "perpetrator_type": "unknown_private", "marks": [mark] }),
        ]);
    }
    json!({ "records": records })
}

#[test]
fn a_proposal_is_shown_declined_taken_back_and_accepted_and_the_group_is_told_and_drawn() {
    let desk = Desk::new();
    let document = desk.path("two.json");
    fs::write(&document, two_cases().to_string()).unwrap();
    desk.run("monitor", &["import", document.to_str().unwrap()]);

    let open = desk.json("monitor", &["links", "propose"]);
    let found: Vec<&Value> = open
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["reasons"][0].as_str().unwrap().contains("123ABC02"))
        .collect();
    assert_eq!(found.len(), 1);
    let id = found[0]["id"].as_str().unwrap().to_owned();
    let said = desk.run("monitor", &["links", "propose"]);
    for words in [
        id.as_str(),
        "K-26-901",
        "K-26-902",
        "тот же номер машины: 123ABC02",
        "сильный признак",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }

    desk.run("monitor", &["links", "decline", &id]);
    assert!(!desk.run("monitor", &["links", "propose"]).contains(&id));
    assert!(desk.run("monitor", &["links", "propose", "--declined"]).contains(&id));
    desk.run("monitor", &["links", "decline", &id, "--take-back"]);
    assert_eq!(
        desk.json("monitor", &["links", "accept", &id])["records"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert!(!desk.run("monitor", &["links", "propose"]).contains(&id));

    let told = desk.run("monitor", &["links", "show", "K-26-902"]);
    assert!(
        told.contains("Известно пострадавших: 2") && told.contains("те же нападавшие"),
        "{told}"
    );
    let picture = desk.path("group.svg");
    let out = picture.to_str().unwrap();
    assert!(
        desk.run("monitor", &["graph", "K-26-901", "--out", out])
            .contains("не зашифрована")
    );
    let svg = fs::read_to_string(&picture).unwrap();
    assert!(svg.contains("K-26-902") && !svg.contains("123"), "codes, and no plate");
    let row = desk.json(
        "monitor",
        &["links", "group", "K-26-901", "K-26-902", "--title", "Похищения"],
    );
    assert_eq!(row["title"], "Похищения");
}

#[test]
fn what_is_no_proposal_no_case_or_would_replace_a_file_is_refused() {
    let desk = Desk::new();
    let taken = desk.path("taken.svg");
    fs::write(&taken, "mine").unwrap();
    let out = taken.to_str().unwrap();
    for (words, code) in [
        (["links", "accept", "deadbeef"].as_slice(), "no-such-proposal"),
        (&["links", "decline", "x"], "no-such-proposal"),
        (&["links", "show", "K-99-999"], "no-such-case"),
        (&["links", "group", "K-99-999"], "no-such-case"),
        (&["graph", "K-26-001", "--out", out], "file-exists"),
    ] {
        assert_eq!(desk.code("monitor", words), code, "{words:?}");
    }
    assert_eq!(fs::read_to_string(&taken).unwrap(), "mine");
}
