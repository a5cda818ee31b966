//! A first talk, as somebody types it in from paper.

use crate::common::Desk;
use std::fs;

#[test]
fn the_blank_form_needs_no_vault_and_is_written_in_the_language_asked_for() {
    let desk = Desk::new();
    for (lang, title) in [
        ("ru", "Вопросы для беседы"),
        ("kk", "Әңгіме сұрақтары"),
        ("en", "Questions for a talk"),
    ] {
        let name = format!("{lang}.html");
        desk.run("nobody", &["intake", "form", "--language", lang, "--out", &name]);
        assert!(fs::read_to_string(desk.path(&name)).unwrap().contains(title));
    }
    assert_eq!(
        desk.code("nobody", &["intake", "form", "--out", "ru.html"]),
        "file-exists"
    );
}

#[test]
fn a_document_of_answers_becomes_a_case_and_a_wrong_one_nothing() {
    let desk = Desk::new();
    desk.file("bad.json", br#"{ "words": { "text": "x" }, "weather": "declined" }"#);
    assert_eq!(desk.code("monitor", &["intake", "add", "bad.json"]), "bad-record");
    let answers = r#"{ "words": { "text": "Пришли ночью" }, "title": { "title": "Ночной приход" },
        "people": [{}, {}], "acts": { "act_type": ["threat"] }, "perpetrators": [{ "perpetrator_type": "crowd" }] }"#;
    desk.file("talk.json", answers.as_bytes());
    let row = desk.json("monitor", &["intake", "add", "talk.json"]);
    assert_eq!(row["title"], "Ночной приход");
    let page = desk.json("monitor", &["case", "show", row["code"].as_str().unwrap()]);
    assert!(page["sentences"].as_array().is_some_and(|all| !all.is_empty()));
}
