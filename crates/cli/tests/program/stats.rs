//! `sandyq stats`: the same numbers as in the window, at the terminal.

use crate::common::{Desk, scenarios};
use std::fs;

fn desk() -> Desk {
    let desk = Desk::new();
    let report = scenarios().into_iter().find(|file| file.ends_with("11-numbers.json"));
    desk.run("lawyer", &["import", report.unwrap().to_str().unwrap()]);
    desk
}

#[test]
fn a_number_is_asked_in_a_period_told_in_words_and_led_back_to_its_cases() {
    let desk = desk();
    let asked = [
        "stats",
        "--unit",
        "cases",
        "--rows",
        "by_police",
        "--from",
        "2025",
        "--to",
        "февраль 2025",
    ];
    let table = desk.json("lawyer", &asked);
    assert_eq!(table["all"]["sure"], 19);
    assert_eq!(table["asked"]["to"], "2025-02-28");
    let codes = desk.run("lawyer", &[&asked[..], &["--cases", "police"]].concat());
    let lines: Vec<&str> = codes.lines().collect();
    assert_eq!((lines.len(), lines[0]), (14, "K-25-201"));
    // The one of which it is not sure says so.
    assert_eq!(lines.iter().filter(|line| line.contains(' ')).count(), 1, "{codes}");
    let crossed = [
        &asked[..],
        &["--cols", "act.act_type", "--cases", "police", "--cases-col", "rape"],
    ]
    .concat();
    assert_eq!(desk.json("lawyer", &crossed)["total"], 1);
    desk.refusal("lawyer", &["stats", "--unit", "cases", "--cases-col", "rape"]);
    assert_eq!(
        desk.code("lawyer", &["stats", "--unit", "cases", "--from", "когда-нибудь"]),
        "bad-period"
    );
}

#[test]
fn several_values_of_a_filter_are_written_as_for_lists_and_an_empty_one_is_not_recorded() {
    let desk = desk();
    let count = |filter: &str| {
        let table = desk.json("lawyer", &["stats", "--unit", "applications", "--where", filter]);
        table["all"]["sure"].as_u64().unwrap()
    };
    let all = count("registration=as_requested,otherwise,pending,none");
    assert_eq!(
        (all, count("requested=cc_145"), count("requested=cc_145,")),
        (7, 6, 6 + count("requested="))
    );
    assert_eq!(
        count("registration=\"none\",\"otherwise\""),
        count("registration=none") + count("registration=otherwise")
    );
    let misspelt = ["stats", "--unit", "applications", "--where", "registration=non"];
    assert_eq!(desk.code("lawyer", &misspelt), "no-such-value");
}

#[test]
fn a_picture_of_dots_leaves_like_any_other_file() {
    let desk = desk();
    let asked = [
        "stats",
        "--unit",
        "applications",
        "--rows",
        "stage",
        "--png",
        "funnel.png",
    ];
    let said = desk.run("lawyer", &asked);
    assert!(said.contains("funnel.png"), "{said}");
    assert!(fs::read(desk.path("funnel.png")).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(desk.code("lawyer", &asked), "file-exists");
    desk.refusal("lawyer", &[&asked[..], &["--svg", "funnel.svg"]].concat());
}
