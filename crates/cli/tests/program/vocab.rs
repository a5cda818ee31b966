//! The vocabularies on the command line: without a vault what is built in, with one the group's own words too.

use crate::common::{Desk, refused, said};
use serde_json::{Value, json};

#[test]
fn without_a_vault_every_vocabulary_is_told_with_all_that_is_known_of_its_terms() {
    let desk = Desk::new();
    let tell = |words: &[&str]| said(&desk.command(words).output().unwrap(), words);
    let all: Value = serde_json::from_str(&tell(&["vocab", "list", "--json"])).unwrap();
    let names: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, sandyq_domain::vocab::ALL_NAMES);
    let acts: Value =
        serde_json::from_str(&tell(&["vocab", "list", "act_type", "--json", "--language", "kk"])).unwrap();
    let refusal = acts["terms"]
        .as_array()
        .unwrap()
        .iter()
        .find(|term| term["slug"] == "refusal_registration");
    assert_eq!(refusal.unwrap()["articles"], json!(["cat_12", "cat_13"]));
    assert_eq!(acts["terms"][0]["label"], "ұрып-соғу");
    let acts = tell(&["vocab", "list", "act_type"]);
    let beating = acts.lines().find(|line| line.starts_with("beating ")).unwrap();
    assert!(beating.ends_with("ESF 020101000000"), "{beating}");
    let region = tell(&["vocab", "list", "region", "--language", "en"]);
    assert!(region.contains("KZ-10 · since 8 June 2022 · ← kz_63"), "{region}");
    let police = tell(&["vocab", "list", "perpetrator_type"]);
    assert!(police.contains("law_enforcement, police, state_actor=yes"), "{police}");
    let laws = tell(&["vocab", "list", "kz_law"]);
    assert!(laws.contains("To be confirmed by a lawyer"), "{laws}");
    let words = ["vocab", "list", "no_such_list"];
    assert!(
        refused(&desk.command(&words).output().unwrap(), &words)
            .1
            .contains("no_such_list")
    );
}

#[test]
fn a_word_is_added_used_retired_and_offered_again() {
    let desk = Desk::new();
    let law = [
        "vocab",
        "add",
        "kz_law",
        "--ru",
        "УК, ст. 145 (2026)",
        "--kk",
        "ҚК, 145-бап (2026)",
        "--replaces",
        "cc_145",
    ];
    let more = [
        "--valid-from",
        "2026-07-01",
        "--confirmed-by",
        "Адвокат Примерова",
        "--confirmed-on",
        "2026-07-02",
    ];
    let added = desk.json("monitor", &[&law[..], &more].concat());
    assert_eq!(
        (&added["replaces"], &added["is_retired"]),
        (&json!("cc_145"), &json!(false))
    );
    let listed = desk.run("monitor", &["vocab", "list", "kz_law"]);
    assert!(
        listed.contains("Подтверждено: Адвокат Примерова, 2 июля 2026"),
        "{listed}"
    );
    assert!(listed.contains("с 1 июля 2026"), "{listed}");
    let record = [
        "record",
        "add",
        "proceeding",
        "--case",
        "K-26-001",
        "proceeding_kind=ombudsman",
    ];
    let track = desk.json(
        "monitor",
        &[&record[..], &["legal_basis=term:УК, ст. 145 (2026)"]].concat(),
    );
    assert_eq!(track["body"]["legal_basis"], json!([{ "term": added["id"] }]));
    let id = added["id"].as_str().unwrap();
    let retired = desk.json("monitor", &["vocab", "retire", id]);
    assert_eq!((&retired["is_retired"], &retired["used"]), (&json!(true), &json!(1)));
    assert!(
        desk.run("monitor", &["vocab", "list", "kz_law"])
            .contains("Больше не предлагать")
    );
    assert_eq!(
        desk.json("monitor", &["vocab", "retire", id, "--back"])["is_retired"],
        false
    );
    // Nobody is asked to be exact.
    let told = desk.json(
        "monitor",
        &["vocab", "add", "kz_law", "--kk", "Жаңа заң", "--valid-from", "весной"],
    );
    assert!(told["validity"].as_str().unwrap().contains("весной"), "{told}");
    for (words, code) in [
        (&["vocab", "add", "kz_law"][..], "bad-record"),
        (
            &["vocab", "add", "kz_law", "--ru", "x", "--replaces", "beating"],
            "bad-record",
        ),
        (&["vocab", "add", "identity_level", "--ru", "x"], "vocabulary-closed"),
        (&["vocab", "add", "no_such_list", "--ru", "x"], "no-such-vocabulary"),
        (&["vocab", "retire", "K-26-001"], "no-such-record"),
    ] {
        assert_eq!(desk.code("monitor", words), code, "{words:?}");
    }
}
