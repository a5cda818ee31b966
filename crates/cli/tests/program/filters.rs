//! Lists of cases as somebody narrows and orders them at the terminal.

use crate::common::Desk;
use serde_json::json;
use std::fs;

fn desk() -> Desk {
    let desk = Desk::new();
    let document = json!({ "records": [
        { "kind": "case", "key": "a", "code": "K-26-801", "title": "Яблоня", "priority": "low", "tags": ["ночь, улица"] },
        { "kind": "case", "key": "b", "code": "K-26-802", "title": "Апорт", "priority": "urgent" },
        { "kind": "note", "case": "a", "text": "видели у зернохранилища" },
        { "kind": "note", "case": "b", "text": "видели у зернохранилища" },
    ] });
    let file = desk.path("cases.json");
    fs::write(&file, document.to_string()).unwrap();
    desk.run("monitor", &["import", file.to_str().unwrap()]);
    desk
}

fn codes(desk: &Desk, words: &[&str]) -> Vec<String> {
    let list = desk.json("monitor", &[&["case", "list"], words].concat());
    let rows = list["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn cases_are_narrowed_ordered_searched_and_kept_under_a_name() {
    let desk = desk();
    assert_eq!(codes(&desk, &["--where", "case.priority=urgent"]), ["K-26-802"]);
    assert_eq!(codes(&desk, &["--where", "case.tags=\"ночь, улица\""]), ["K-26-801"]);
    let both = ["--where", "case.priority=low,urgent"];
    assert_eq!(
        codes(&desk, &[&both[..], &["--sort", "title"]].concat()),
        ["K-26-802", "K-26-801"]
    );
    assert_eq!(
        codes(&desk, &[&both[..], &["--sort", "code"]].concat()),
        ["K-26-801", "K-26-802"]
    );
    let found = desk.run("monitor", &["search", "зернохранилища", "--where", "case.priority=low"]);
    assert!(found.contains("K-26-801") && !found.contains("K-26-802"), "{found}");

    assert!(desk.run("monitor", &["filters", "fields"]).contains("case.priority"));
    assert!(
        desk.run("monitor", &["filters", "values", "case.priority"])
            .contains("срочно")
    );
    desk.run(
        "monitor",
        &["filters", "save", "срочные", "--where", "case.priority=urgent"],
    );
    assert!(desk.run("monitor", &["filters", "list"]).contains("срочные"));
    assert_eq!(codes(&desk, &["--filter", "срочные"]), ["K-26-802"]);
    desk.run("monitor", &["filters", "remove", "срочные"]);
    assert!(!desk.run("monitor", &["filters", "list"]).contains("срочные"));
}

#[test]
fn what_is_no_field_no_value_and_no_kept_filter_is_each_said() {
    let desk = desk();
    for (words, code) in [
        (
            ["case", "list", "--where", "case.colour=red"].as_slice(),
            "no-such-filter",
        ),
        (&["case", "list", "--where", "case.priority=urgnt"], "no-such-value"),
        (&["search", "x", "--where", "case.priority"], "no-such-filter"),
        (&["case", "list", "--filter", "нет такого"], "no-such-kept-filter"),
        (&["filters", "remove", "нет такого"], "no-such-kept-filter"),
        (&["filters", "values", "person_identity.aliases"], "no-such-filter"),
    ] {
        assert_eq!(desk.code("monitor", words), code, "{words:?}");
    }
}
