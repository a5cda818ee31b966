//! Several cases in one paper: what counts once, and whose days and places are nobody's business.

use super::{REPORT, at_level, preview, request, text};
use crate::common::Place;
use sandyq_casework::view::ReportRequest;
use serde_json::{Value, json};

/// A case of one person who agreed to this level, with one event in a town.
fn case(n: u8, level: &str, person: &Value) -> Vec<Value> {
    let key = |what: &str| format!("{what}{n}");
    let mut person = person.clone();
    person["kind"] = json!("person");
    person["key"] = json!(key("p"));
    person["code"] = json!(format!("P-00{n}"));
    vec![
        json!({ "kind": "case", "key": key("c"), "code": format!("K-26-00{n}") }),
        person,
        json!({ "kind": "event", "key": key("e"), "case": key("c"), "date": "2026-02-03", "region": "kz_35", "description": "Били.",
                "locality": format!("Вымышленск-{n}"), "verification": "confirmed" }),
        json!({ "kind": "act", "case": key("c"), "event": key("e"), "victim": key("p"), "act_type": "beating",
                "treaty_articles": ["cat_16"] }),
        json!({ "kind": "consent", "case": key("c"), "person": key("p"), "purpose": ["un_report"], "identity_level": level,
                "given": "2026-03-01" }),
    ]
}

fn link(what: &str, from: u8, to: u8) -> Value {
    json!({ "kind": "event_link", "case": format!("c{from}"), "from_event": format!("e{from}"), "to_event": format!("e{to}"),
            "link_type": what })
}

fn place(records: &[Value]) -> Place {
    let mut place = Place::new("Монитор");
    let report = place.import(&json!({ "records": records }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    place
}

fn under_article_16(cases: &[&str]) -> ReportRequest {
    ReportRequest {
        articles: vec!["cat_16".to_owned()],
        ..request(REPORT, cases)
    }
}

#[test]
fn a_report_counts_what_it_tells_by_the_rules_of_all_numbers() {
    let mut records = case(1, "pseudonym", &json!({}));
    records.extend(case(2, "pseudonym", &json!({ "same_as": "p1" })));
    records.extend(case(3, "pseudonym", &json!({})));
    let group = json!({ "counting_unit": "group", "number_in_group": 12 });
    records.extend(case(4, "pseudonym", &group));
    records.extend([
        link("duplicate_of", 3, 1),
        json!({ "kind": "event", "key": "rumour", "case": "c1", "date": "2026-02-09", "verification": "possible" }),
        json!({ "kind": "act", "case": "c1", "event": "rumour", "victim": "p1", "act_type": "threat", "treaty_articles": ["cat_16"] }),
    ]);
    let mut place = place(&records);
    let all = ["K-26-001", "K-26-002", "K-26-003", "K-26-004"];
    let told = text(&mut place, &under_article_16(&all), "all.pdf");
    let figures = "дел: 3; действий: 3; пострадавших людей: 13. Рассказано, но не сосчитано действий: 2.";
    assert!(told.contains(figures), "{told}");
    // What is told twice elsewhere is told once here.
    let told = text(&mut place, &under_article_16(&["K-26-003"]), "one.pdf");
    let figures = "дел: 1; действий: 1; пострадавших людей: 1. Рассказано, но не сосчитано действий: 0.";
    assert!(told.contains(figures), "{told}");
}

#[test]
fn a_plain_pseudonym_takes_places_from_every_case_joined_with_it_and_from_no_other() {
    let mut records = case(1, "pseudonym", &json!({}));
    records.extend(case(2, "pseudonym_detailed", &json!({})));
    records.extend(case(3, "pseudonym_detailed", &json!({ "same_as": "p1" })));
    records.extend(case(4, "pseudonym_detailed", &json!({})));
    records.extend(case(5, "pseudonym_detailed", &json!({})));
    records.extend([
        link("part_of", 4, 3),
        link("same_method", 2, 1),
        // The same person in a case whose own people agreed to more, as a witness.
        json!({ "kind": "account", "case": "c5", "source": "p1", "received": "2026-02-10", "text": "Видела." }),
        json!({ "kind": "consent", "case": "c5", "person": "p1", "purpose": ["un_report"], "identity_level": "pseudonym_detailed",
                "given": "2026-03-01" }),
    ]);
    let mut place = place(&records);
    let mut asked = at_level(REPORT, "K-26-001", "pseudonym_detailed");
    asked.articles = vec!["cat_16".to_owned()];
    asked.cases = (1..=5).map(|n| format!("K-26-00{n}")).collect();
    let said = preview(&place, &asked).stays;
    let told = text(&mut place, &asked, "r.pdf");
    for n in [1, 3, 4, 5] {
        assert!(!told.contains(&format!("Вымышленск-{n}")), "the town of {n} is told");
        let line = format!("K-26-00{n}: дни, города и названия органов");
        assert!(said.iter().any(|one| one.text == line), "{line} is not said");
    }
    assert!(
        told.contains("Вымышленск-2") && told.contains("3 февраля 2026"),
        "{told}"
    );
    assert!(!said.iter().any(|one| one.text.starts_with("K-26-002")));
    // Four cases in the telling and in the list, and when the account was taken down.
    assert_eq!(told.to_lowercase().matches("февраль 2026").count(), 9, "{told}");
}

#[test]
fn a_case_told_above_is_referred_to_by_the_number_of_its_first_paragraph() {
    let mut records = case(1, "pseudonym", &json!({}));
    records.push(
        json!({ "kind": "act", "case": "c1", "event": "e1", "victim": "p1", "act_type": "failure_to_protect",
                         "treaty_articles": ["cat_12"] }),
    );
    let mut place = place(&records);
    let told = text(
        &mut place,
        &ReportRequest {
            articles: vec!["cat_12".into(), "cat_16".into()],
            ..request(REPORT, &[])
        },
        "r.pdf",
    );
    let (_, after) = told
        .split_once("о нём рассказано выше, начиная с пункта ")
        .unwrap_or_else(|| panic!("{told}"));
    let number: u32 = after.split_once('.').unwrap().0.parse().unwrap();
    assert!(told.contains(&format!("{number}. Февраль 2026, ")), "{number}: {told}");
}
