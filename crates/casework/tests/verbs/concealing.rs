//! Names hidden: no answer that a screen shows of a case holds a name, a number or an address; and nothing is changed.

use crate::common::{LANG, Place, request};
use sandyq_casework::Reach;
use sandyq_casework::view::{CaseQuery, TaskFilter};
use sandyq_domain::{Field, KINDS, Lang, Privacy, kind_spec};
use serde_json::{Value, json};

const SCENARIOS: [&str; 4] = [
    include_str!("../fixtures/scenarios/01-robbed-and-held.json"),
    include_str!("../fixtures/scenarios/04-father.json"),
    include_str!("../fixtures/scenarios/05-club.json"),
    include_str!("../fixtures/scenarios/09-nine-proceedings.json"),
];

/// Every text that a field of class A holds, and every title of a case.
fn secrets(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for record in document["records"].as_array().unwrap() {
        let spec = kind_spec(record["kind"].as_str().unwrap()).unwrap();
        let identifies = |field: &&Field| field.privacy == Privacy::A || (spec.name == "case" && field.name == "title");
        let is_text = |field: &&Field| {
            !matches!(
                field.kind,
                sandyq_domain::FieldType::Link(_)
                    | sandyq_domain::FieldType::Code(_)
                    | sandyq_domain::FieldType::Codes(_)
            )
        };
        for field in spec.fields.iter().filter(identifies).filter(is_text) {
            texts(record.get(field.name).unwrap_or(&Value::Null), &mut found);
        }
    }
    found.retain(|text| text.chars().count() > 3);
    found
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Everything that a screen shows without a form being opened.
fn everything(place: &Place) -> String {
    let session = &place.session;
    let mut shown = vec![json!(
        session
            .find_cases(
                &CaseQuery {
                    limit: 100,
                    ..CaseQuery::default()
                },
                LANG
            )
            .unwrap()
    )];
    let codes: Vec<String> = session
        .list_cases("", 0, 100, LANG)
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.code)
        .collect();
    for code in &codes {
        let page = session.show_case(code, LANG).unwrap();
        for line in &page.records {
            let history = session.read_history(&line.id.to_string(), LANG).unwrap();
            shown.push(json!(
                session.compare_revisions(&line.id.to_string(), 1, 1, LANG).unwrap()
            ));
            shown.push(json!(history));
        }
        shown.push(json!(page));
        shown.push(json!(session.summarize_case(code, LANG).unwrap()));
        shown.push(json!(session.find_residual(Some(code), LANG).unwrap()));
        let filter = TaskFilter {
            case: code.clone(),
            all: true,
        };
        shown.push(json!(session.list_tasks(&filter, LANG).unwrap()));
    }
    shown.push(json!(
        session
            .list_tasks(
                &TaskFilter {
                    case: String::new(),
                    all: true
                },
                LANG
            )
            .unwrap()
    ));
    shown.push(json!(session.list_trash(LANG).unwrap()));
    shown.push(json!(session.list_intakes(LANG).unwrap()));
    for kind in ["organisation", "perpetrator_mark", "person"] {
        shown.push(json!(session.list_shared(kind, LANG).unwrap()));
    }
    for words in ["вымышлев", "ойдан", "полиц", "700 000", "дело"] {
        shown.push(json!(session.search_records(words, Reach::Full, LANG).unwrap()));
    }
    Value::from(shown).to_string()
}

#[test]
fn no_screen_shows_what_identifies_while_names_are_hidden_and_all_of_it_afterwards() {
    let mut place = Place::new("Документалист");
    let mut secret = Vec::new();
    for scenario in SCENARIOS {
        let document: Value = serde_json::from_str(scenario).unwrap();
        secret.extend(secrets(&document));
        assert!(place.import(&document).refused.is_empty());
    }
    // A name in a text, and one in the trash.
    place.import(&json!({ "records": [
        { "kind": "note", "case": "K-26-105", "text": "Вымышлева Данияра видели у входа, +7 700 000 05 01" },
        { "kind": "note", "case": "K-26-105", "title": "Данияр звонил", "text": "…" },
    ] }));
    let note = place
        .session
        .show_case("K-26-105", LANG)
        .unwrap()
        .records
        .into_iter()
        .find(|line| line.title == "Данияр звонил")
        .unwrap();
    place.session.delete_record(&note.id.to_string(), LANG).unwrap();
    secret.extend(["Данияр".to_owned(), "Вымышлев".to_owned(), "05 01".to_owned()]);
    let open = everything(&place);
    let open_ones = secret.iter().filter(|text| open.contains(text.as_str())).count();
    assert!(
        open_ones > 8,
        "the control: {open_ones} of {} are shown at other times",
        secret.len()
    );

    place.session.hide_names(true).unwrap();
    let place = place.reopened();
    assert!(place.session.names_hidden().unwrap(), "also after closing");
    let hidden = everything(&place);
    let left: Vec<&String> = secret.iter().filter(|text| hidden.contains(text.as_str())).collect();
    let around = |text: &String| {
        let at = hidden.find(text.as_str()).unwrap();
        let from = hidden[..at].char_indices().rev().nth(90).map_or(0, |(at, _)| at);
        hidden[from..at + text.len()].to_owned()
    };
    assert!(
        left.is_empty(),
        "{:?}",
        left.iter().map(|text| around(text)).collect::<Vec<_>>()
    );
    assert!(hidden.contains("K-26-105") && hidden.contains("•••"));

    let mut place = place;
    place.session.hide_names(false).unwrap();
    assert_eq!(everything(&place), open, "nothing was changed");
}

#[test]
fn what_leaves_does_not_depend_on_what_is_hidden_here() {
    let mut place = Place::new("Документалист");
    place.import(&serde_json::from_str(SCENARIOS[2]).unwrap());
    let mut asked = request(&place.recipient());
    asked.cases = vec!["K-26-105".to_owned()];
    let leaves =
        |place: &Place| serde_json::to_value(place.session.preview_seal(&asked, LANG).unwrap().leaves).unwrap();
    let before = leaves(&place);
    place.session.hide_names(true).unwrap();
    assert_eq!(leaves(&place), before);
}

#[test]
fn names_and_contacts_stand_in_the_identity_alone() {
    // Each with the reason for which it identifies although it is no name of a person the case is about.
    let elsewhere = [
        ("evidence_item", "a file's own name and device"),
        ("account", "who interpreted, and where it was told"),
        ("person", "vulnerabilities that would out somebody"),
        ("perpetrator_mark", "the number or handle of somebody who did it"),
        ("consent", "words of the person"),
        ("contact", "a colleague"),
        ("involvement", "how somebody who did it is described or named"),
        ("medical_finding", "the doctor, and the number of the paper"),
        ("proceeding", "an investigator or judge, and numbers of files"),
        ("proceeding_step", "an official, and numbers of papers"),
        ("intervention", "who was spoken to"),
        ("risk_assessment", "where somebody can be found"),
        ("relation", "who somebody is to whom"),
        ("organisation", "an address"),
        ("submission", "an author"),
        ("task", "whom to call"),
        ("note", "free words"),
        ("case", "the colleague who keeps it"),
        ("act", "who drew a conclusion"),
        ("term", "the lawyer who confirmed it"),
    ];
    for spec in KINDS.iter().filter(|spec| spec.name != "person_identity") {
        let named: Vec<&str> = spec
            .fields
            .iter()
            .filter(|field| field.privacy == Privacy::A)
            .map(|field| field.name)
            .collect();
        let is_known = elsewhere.iter().any(|(kind, _)| *kind == spec.name);
        assert!(named.is_empty() || is_known, "{}: {named:?}", spec.name);
        for field in ["name", "legal_name", "used_name", "iin", "phone", "birth_date"] {
            assert!(spec.field(field).is_none(), "{}.{field}", spec.name);
        }
    }
    assert!(
        kind_spec("person_identity")
            .unwrap()
            .fields
            .iter()
            .all(|field| field.privacy == Privacy::A)
    );
    let _ = Lang::ALL;
}
