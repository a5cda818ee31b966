//! What each command answers, as JSON.

use crate::common::{Desk, demo, evidence, refused, said};
use serde_json::{Value, json};
use std::fs;

/// The keys of an object are exactly these.
fn has_keys(value: &Value, keys: &[&str]) {
    let mut found: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = keys.to_vec();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

fn is_hash(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[test]
fn init_answers_with_a_recovery_code_that_opens_the_vault() {
    let desk = Desk::new();
    let words = ["--vault", "new", "--passphrase-file", "passphrase", "--json"];
    let init = [&words[..], &["init", "--language", "kk"]].concat();
    let answer: Value = serde_json::from_str(&said(&desk.command(&init).output().unwrap(), &init)).unwrap();
    has_keys(&answer, &["recovery_code"]);
    let code = answer["recovery_code"].as_str().unwrap();
    assert_eq!(code.split(' ').count(), 13);
    let list = ["--vault", "new", "--passphrase-file", "code", "case", "list"];
    desk.file("code", format!("  {code}\n").as_bytes());
    said(&desk.command(&list).output().unwrap(), &list);
    // One word of it wrong opens nothing, and a vault is not made over.
    let (first, rest) = code.split_once(' ').unwrap();
    let other = if first == "абай" { "алма" } else { "абай" };
    desk.file("code", format!("{other} {rest}\n").as_bytes());
    refused(&desk.command(&list).output().unwrap(), &list);
    assert_eq!(desk.code("new", &["init"]), "vault-exists");
    desk.run("new", &["case", "list"]);
}

#[test]
fn the_main_job_answers_in_json_at_every_step() {
    let desk = Desk::new().introduced();
    let list = desk.json("monitor", &["case", "list"]);
    assert_eq!(
        (&list["total"], &list["rows"][0]["code"]),
        (&1.into(), &"K-26-001".into())
    );
    assert_eq!(desk.json("monitor", &["case", "list", "--query", "Улытау"])["total"], 1);
    assert_eq!(
        desk.json("monitor", &["case", "list", "--query", "верблюд"])["total"],
        0
    );
    let page = desk.json("monitor", &["case", "show", "K-26-001"]);
    assert_eq!(page["evidence"].as_array().unwrap().len(), 3);
    assert!(
        page["timeline"]
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["is_refusal"] == true)
    );
    assert!(
        !desk
            .json("monitor", &["search", "полиция"])
            .as_array()
            .unwrap()
            .is_empty()
    );
    let sealed = desk.json(
        "monitor",
        &[
            "seal",
            "K-26-001",
            "--to",
            "lawyer",
            "--out",
            "b.age",
            "--evidence",
            "originals",
        ],
    );
    assert!(is_hash(&sealed["sha256"]) && sealed["evidence"] == 3);
    assert_eq!(sealed["size"], fs::metadata(desk.path("b.age")).unwrap().len());
    let inspected = desk.json("lawyer", &["inspect", "b.age"]);
    assert_eq!(
        (&inspected["standing"], &inspected["evidence"]),
        (&"verified".into(), &3.into())
    );
    let opened = desk.json("lawyer", &["open", "b.age"]);
    assert_eq!((&opened["taken"], &opened["known"]), (&sealed["records"], &0.into()));
    let again = desk.json("lawyer", &["open", "b.age"]);
    assert_eq!((&again["taken"], &again["known"]), (&0.into(), &sealed["records"]));
    for vault in ["monitor", "lawyer"] {
        let bundles = desk.json(vault, &["bundles"]);
        assert_eq!(bundles.as_array().unwrap().len(), 1);
        assert_eq!(bundles[0]["sha256"], sealed["sha256"]);
    }
    let items = desk.json("lawyer", &["evidence", "list", "K-26-001"]);
    for (item, original) in items.as_array().unwrap().iter().zip(evidence()) {
        // The name of the file stayed with the monitor: a witness has not let names out.
        let (id, hash) = (item["id"].as_str().unwrap(), item["sha256"].as_str().unwrap());
        assert_eq!(item["original_name"], "");
        desk.json("lawyer", &["evidence", "export", id, "--out", hash]);
        assert!(fs::read(desk.path(hash)).unwrap() == fs::read(original).unwrap());
    }
    let checks = desk.json("lawyer", &["evidence", "verify"]);
    assert!(checks.as_array().unwrap().iter().all(|check| check["is_whole"] == true));
}

#[test]
fn records_are_added_edited_shown_and_remembered() {
    let desk = Desk::new();
    let added = desk.json(
        "monitor",
        &[
            "record",
            "add",
            "event",
            "--case",
            "K-26-001",
            "title=Второй вызов",
            "date=28.09.2025",
        ],
    );
    let id = added["id"].as_str().unwrap();
    assert_eq!(added["body"]["title"], "Второй вызов");
    let edited = desk.json("monitor", &["record", "edit", id, "title=Третий вызов", "date="]);
    assert_eq!((&edited["revisions"], edited["body"].get("date")), (&2.into(), None));
    assert_eq!(desk.json("monitor", &["record", "show", id]), edited);
    let history = desk.json("monitor", &["record", "history", id]);
    assert_eq!(history.as_array().unwrap().len(), 2);
    let person = desk.json("monitor", &["record", "add", "person", "occupation=швея"]);
    let code = person["body"]["code"].as_str().unwrap();
    desk.run("monitor", &["record", "edit", code, "occupation=повар"]);
}

#[test]
fn a_date_is_read_as_people_tell_it_and_shown_in_words() {
    let desk = Desk::new();
    let added = desk.json(
        "monitor",
        &[
            "record",
            "add",
            "event",
            "--case",
            "K-26-001",
            "date=до 5 марта 2023 г.",
        ],
    );
    assert_eq!(
        added["body"]["date"],
        json!({ "to": "2023-03-05", "precision": "before", "as_told": "до 5 марта 2023 г." })
    );
    let id = added["id"].as_str().unwrap();
    let edited = desk.json("monitor", &["record", "edit", id, "date=когда снег сошёл"]);
    assert_eq!(
        edited["body"]["date"],
        json!({ "precision": "unknown", "as_told": "когда снег сошёл" })
    );
    desk.json("monitor", &["record", "edit", id, "date=2024 жылдың көктемі"]);
    assert!(
        desk.run("monitor", &["--language", "en", "record", "show", id])
            .contains("spring 2024")
    );
    for (words, line) in [
        ("весна 2024", "= 1 March – 31 May 2024"),
        ("31 февраля 2024", "Kept as it was told"),
        ("Feb 29", "name the year"),
    ] {
        assert!(
            desk.run("monitor", &["--language", "en", "date", words]).contains(line),
            "{words}"
        );
    }
    let read = desk.json("monitor", &["date", "spring", "2024"]);
    assert_eq!(
        (&read["date"]["from"], &read["reading"]["is_counted"]),
        (&json!("2024-03-01"), &json!(true))
    );
    desk.file(
        "told.json",
        r#"{"records":[{"kind":"event","case":"K-26-001","date":"после Нового года"}]}"#.as_bytes(),
    );
    let report = desk.run("monitor", &["--language", "en", "import", "told.json"]);
    assert!(
        report.contains("not counted: 1") && report.contains("records[0] event"),
        "{report}"
    );
    assert!(!report.contains("Нового года"), "no value in a report");
}

#[test]
fn importing_says_what_was_added_and_what_was_refused_and_why() {
    let desk = Desk::new();
    let report = desk.json("lawyer", &["import", demo("case.json").to_str().unwrap()]);
    has_keys(&report, &["added", "refused", "as_told"]);
    assert!(report["added"].as_array().unwrap().len() > 20 && report["refused"].as_array().unwrap().is_empty());
    desk.file(
        "bad.json",
        br#"{"records":[{"kind":"event","case":"nowhere"},{"kind":"spell"}]}"#,
    );
    let report = desk.json("lawyer", &["import", "bad.json"]);
    for refused in report["refused"].as_array().unwrap() {
        has_keys(refused, &["index", "kind", "key", "why"]);
        assert!(!refused["why"][0].as_str().unwrap().is_empty());
    }
    assert_eq!(report["refused"].as_array().unwrap().len(), 2);
}

#[test]
fn evidence_and_contacts_answer_with_their_figures() {
    let desk = Desk::new();
    let photo = evidence()[0].to_str().unwrap().to_owned();
    desk.file("words.txt", b"words");
    let outcomes = desk.json("monitor", &["evidence", "add", "K-26-001", "words.txt", &photo]);
    assert!(is_hash(&outcomes[0]["item"]["sha256"]) && outcomes[0]["remark"] == "");
    assert_eq!(outcomes[1]["item"]["media_type"], "image/jpeg");
    assert_ne!(outcomes[1]["remark"], "", "the same photo is here already");
    let card = desk.json(
        "lawyer",
        &["contact", "card", "--out", "card.txt", "--name", "Адвокат Дина"],
    );
    has_keys(&card, &["text", "name", "qr", "recipient", "digits", "words"]);
    assert_eq!(
        fs::read_to_string(desk.path("card.txt")).unwrap(),
        card["text"].as_str().unwrap()
    );
    let added = desk.json(
        "monitor",
        &["contact", "add", "card.txt", "--name", "Дина", "--verified"],
    );
    assert_eq!((&added["name"], &added["verified"]), (&"Дина".into(), &true.into()));
    assert_eq!((&added["digits"], &added["words"]), (&card["digits"], &card["words"]));
    assert_eq!(desk.json("monitor", &["contact", "list"])[0], added);
}

#[test]
fn wiping_answers_with_its_figures_and_nothing_opens() {
    let desk = Desk::new();
    let wiped = desk.json("monitor", &["wipe", "--yes"]);
    assert_eq!((&wiped["nothing_opens"], &wiped["failed"]), (&true.into(), &0.into()));
    assert_eq!(desk.code("monitor", &["case", "list"]), "no-vault");
    // There is nothing to wipe any more, nor where a folder was mistyped: that must not be called wiped.
    assert_eq!(desk.code("monitor", &["wipe", "--yes"]), "no-vault");
    assert_eq!(desk.code("monitr", &["wipe", "--yes"]), "no-vault");
}

#[test]
fn the_demonstration_ends_with_its_proof_in_words_and_in_json() {
    let desk = Desk::new();
    for words in [&["demo"][..], &["demo", "--json"]] {
        let text = said(&desk.command(words).output().unwrap(), words);
        assert!(text.lines().count() > 10);
        if words.len() == 2 {
            serde_json::from_str::<Value>(&text).unwrap();
        }
    }
    assert!(
        crate::common::files_below(&desk.path("home")).is_empty(),
        "the demonstration leaves nothing"
    );
}

#[test]
fn every_answer_can_be_had_in_three_languages() {
    let desk = Desk::new();
    let mut said = std::collections::BTreeSet::new();
    for lang in ["ru", "kk", "en"] {
        said.insert(desk.run("monitor", &["--language", lang, "case", "show", "K-26-001"]));
        said.insert(desk.refusal("monitor", &["--language", lang, "case", "show", "K-26-999"]));
    }
    assert_eq!(said.len(), 6);
}
