//! Deadlines and tasks as somebody types them.

use crate::common::Desk;
use serde_json::Value;

/// A refusal of ten days ago in the demonstration's pre-trial proceeding would depend on the day this runs: a task does not.
fn add(desk: &Desk, what: &str) -> String {
    let line = desk.json(
        "monitor",
        &["task", "add", what, "--case", "K-26-001", "--due", "2200-01-01"],
    );
    assert_eq!((&line["group"], &line["label"]), (&"later".into(), &what.into()));
    line["key"].as_str().unwrap().to_owned()
}

fn labels(desk: &Desk, words: &[&str]) -> Vec<String> {
    let list = desk.json("monitor", &[&["tasks"], words].concat());
    let lines = list["lines"].as_array().unwrap();
    lines
        .iter()
        .map(|line| line["label"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_task_is_added_listed_settled_and_opened_again() {
    let desk = Desk::new();
    let key = add(&desk, "Позвонить соседке");
    assert!(labels(&desk, &[]).contains(&"Позвонить соседке".to_owned()));
    let line = desk.run("monitor", &["tasks"]);
    assert!(
        line.contains("Позже") && line.contains("K-26-001") && line.contains(&key),
        "{line}"
    );
    for (word, status) in [("done", "сделано"), ("missed", "пропущено"), ("drop", "снято")] {
        let settled = desk.json("monitor", &["task", word, &key, "--why", "не отвечает"]);
        assert_eq!(
            (&settled["mark"]["text"], &settled["why"]),
            (&status.into(), &"не отвечает".into())
        );
        assert!(!labels(&desk, &[]).contains(&"Позвонить соседке".to_owned()));
    }
    assert!(labels(&desk, &["--all"]).contains(&"Позвонить соседке".to_owned()));
    assert!(labels(&desk, &["--case", "K-26-001"]).contains(&"Позвонить соседке".to_owned()));
    desk.run("monitor", &["task", "open", &key]);
    assert!(labels(&desk, &[]).contains(&"Позвонить соседке".to_owned()));
    assert_eq!(
        labels(&desk, &["--case", "K-26-001"]).len(),
        labels(&desk, &["--all"]).len()
    );
}

#[test]
fn what_names_no_deadline_or_is_no_date_is_refused() {
    let desk = Desk::new();
    let key = add(&desk, "Позвонить");
    for (words, code) in [
        (["task", "done", "no-such-key"].as_slice(), "no-such-record"),
        (&["task", "done", &key, "--on", "как-нибудь"], "bad-record"),
        (&["task", "add", "x", "--case", "K-99-999"], "no-such-case"),
        (&["task", "add", " ", "--case", "K-26-001"], "bad-record"),
        (&["tasks", "--case", "K-99-999"], "no-such-case"),
    ] {
        assert_eq!(desk.code("monitor", words), code, "{words:?}");
    }
}

#[test]
fn the_demonstrations_refusals_give_their_deadlines_and_the_rules_say_what_they_are_not() {
    let desk = Desk::new();
    let list: Value = desk.json("monitor", &["tasks", "--case", "K-26-001"]);
    let natures: Vec<&str> = list["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["nature_slug"].as_str())
        .collect();
    assert!(
        natures.contains(&"term") && natures.contains(&"presumption"),
        "{natures:?}"
    );
    let rules = desk.run("monitor", &["task", "rules"]);
    for words in ["15 дней", "5 лет", "Это не запрет.", "должен подтвердить адвокат"]
    {
        assert!(rules.contains(words), "{rules}");
    }
}
