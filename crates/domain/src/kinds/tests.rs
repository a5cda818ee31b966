//! The declaration keeps its promises, for every kind.

use super::*;
use serde_json::json;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 17).expect("a day");

fn body(value: Value) -> Map<String, Value> {
    let Value::Object(body) = value else {
        panic!("an object")
    };
    body
}

#[test]
fn what_a_newer_program_wrote_survives_a_round_trip_through_every_kind() {
    for spec in KINDS {
        let mut written = Map::new();
        for field in spec.fields.iter().filter(|field| field.required || field.either) {
            let value = match field.kind {
                FieldType::Link(_) => json!("0199a1b2-0000-7000-8000-000000000001"),
                FieldType::Code(_) => json!("unknown"),
                FieldType::Codes(_) => json!(["unknown"]),
                FieldType::Number => json!(1),
                _ => json!("x"),
            };
            written.insert(field.name.to_owned(), value);
        }
        written.insert("from_the_future".to_owned(), json!({ "deep": [1, "два"] }));
        let stored = spec.canonical(&written, TODAY).expect(spec.name);
        assert_eq!(
            stored["from_the_future"],
            json!({ "deep": [1, "два"] }),
            "{}",
            spec.name
        );
        assert!(is_readable(spec.name, &stored), "{}", spec.name);
    }
}

#[test]
fn the_struct_writes_back_exactly_what_it_read() {
    let written = body(json!({
        "event": "0199a1b2-0000-7000-8000-000000000001", "victim": "0199a1b2-0000-7000-8000-000000000002",
        "act_type": { "other": "стрижка против воли" }, "methods": "верёвка", "date": "2025-09", "hours_held": 6,
        "description": [{ "lang": "kk", "text": "Алты сағат ұстады" }], "later": true,
    }));
    let stored = Act::SPEC.canonical(&written, TODAY).expect("fits");
    let act = Act::read(&stored).expect("reads");
    assert_eq!(act.hours_held, Some(6));
    assert_eq!(serde_json::to_value(&act).expect("writes"), Value::Object(stored));
}

#[test]
fn a_problem_names_the_field_and_never_the_value() {
    let written = body(
        json!({ "victim": "Айгуль", "act_type": "secret-canary", "date": { "as_told": "весна" }, "hours_held": "шесть" }),
    );
    let problems = Act::SPEC.canonical(&written, TODAY).expect_err("nothing fits");
    let words = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for field in ["victim", "act_type", "date", "hours_held"] {
        assert!(words.contains(field), "{words}");
    }
    for value in ["Айгуль", "secret-canary", "весна", "шесть"] {
        assert!(!words.contains(value), "{words}");
    }
}

#[test]
fn reserved_answers_fit_every_coded_field_and_stay_apart() {
    for answer in crate::field::RESERVED {
        let stored = Person::SPEC.canonical(
            &body(json!({ "gender_identity": answer, "answers": { "birth_year": answer } })),
            TODAY,
        );
        assert_eq!(stored.expect("fits")["gender_identity"], json!(answer));
    }
    assert!(
        Person::SPEC
            .canonical(&body(json!({ "answers": { "birth_year": "maybe" } })), TODAY)
            .is_err()
    );
    assert!(
        Person::SPEC
            .canonical(&body(json!({ "answers": { "no_such_field": "declined" } })), TODAY)
            .is_err()
    );
}

#[test]
fn of_the_names_of_an_organisation_any_one_is_enough() {
    let taken = |written: Value| Organisation::SPEC.canonical(&body(written), TODAY);
    for name in ["name_ru", "name_kk", "name_en"] {
        assert!(taken(json!({ name: "Invented department" })).is_ok(), "{name}");
    }
    for nameless in [
        json!({}),
        json!({ "name_kk": " " }),
        json!({ "aliases": ["the yellow house"] }),
    ] {
        let missing = Problem::Missing {
            field: "name_ru".to_owned(),
        };
        assert_eq!(taken(nameless), Err(vec![missing]));
    }
}

#[test]
fn what_names_cases_stands_over_them() {
    let over = KINDS.iter().filter(|spec| spec.stands_over_cases());
    assert_eq!(
        over.map(|spec| spec.name).collect::<Vec<_>>(),
        ["submission", "recommendation"]
    );
}

#[test]
fn identity_is_class_a_in_every_field() {
    assert!(
        PersonIdentity::SPEC
            .fields
            .iter()
            .all(|field| field.privacy == crate::Privacy::A)
    );
}

#[test]
fn blank_values_are_not_stored_and_no_field_is_declared_twice() {
    let stored = Event::SPEC
        .canonical(
            &body(json!({ "title": "  ", "description": [{ "text": "" }], "date": null })),
            TODAY,
        )
        .expect("fits");
    assert!(stored.is_empty());
    for spec in KINDS {
        let mut names: Vec<_> = spec.fields.iter().map(|field| field.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), spec.fields.len(), "{}", spec.name);
        let taken = names.iter().find(|name| crate::schema::DOCUMENT_NAMES.contains(name));
        assert!(taken.is_none(), "an import document has its own `{taken:?}`");
    }
}

#[test]
fn search_sees_human_words_and_not_codes() {
    let stored = Act::SPEC
        .canonical(&body(json!({
            "victim": "0199a1b2-0000-7000-8000-000000000002", "act_type": "unknown", "stated_reason": "«таких не защищаем»",
            "date": { "precision": "unknown", "as_told": "в ночь на воскресенье" },
        })), TODAY)
        .expect("fits");
    assert_eq!(
        search_texts("act", &stored),
        ["в ночь на воскресенье", "«таких не защищаем»"]
    );
    assert_eq!(links("act", &stored).len(), 1);
}

#[test]
fn the_schema_and_the_page_types_name_every_field() {
    let (schema, types) = (crate::schema::schema().to_string(), crate::schema::typescript());
    for field in KINDS.iter().flat_map(|spec| spec.fields) {
        assert!(schema.contains(&format!("\"{}\"", field.name)), "{}", field.name);
        assert!(types.contains(&format!("  {}?: ", field.name)), "{}", field.name);
    }
}

#[test]
fn every_link_leads_to_a_kind_that_exists() {
    for field in KINDS.iter().flat_map(|spec| spec.fields) {
        if let FieldType::Link(kind) | FieldType::Links(kind) = field.kind {
            assert!(kind == "*" || kind_spec(kind).is_some(), "{}", field.name);
        }
    }
}

#[test]
fn a_date_in_words_is_stored_with_its_days_and_words_that_are_none_are_kept_as_told() {
    let date = |value: Value| {
        Event::SPEC
            .canonical(&body(json!({ "date": value })), TODAY)
            .map(|stored| stored["date"].clone())
    };
    assert_eq!(
        date(json!("вчера")),
        Ok(json!({ "from": "2026-06-16", "to": "2026-06-16", "precision": "day", "as_told": "вчера" }))
    );
    assert_eq!(
        date(json!("2026-06")),
        Ok(json!({ "from": "2026-06-01", "to": "2026-06-30", "precision": "month" }))
    );
    assert_eq!(
        date(json!("31 февраля")),
        Ok(json!({ "precision": "unknown", "as_told": "31 февраля" }))
    );
    let stored = date(json!("5 марта 2024, 14:30")).expect("fits");
    assert_eq!(date(stored.clone()), Ok(stored));
    let long = "ж".repeat(crate::field::TEXT_LIMIT + 1);
    for value in [json!(long), json!({ "precision": "unknown", "as_told": long })] {
        assert!(matches!(
            date(value).expect_err("too long")[..],
            [Problem::TooLong { .. }]
        ));
    }
    for value in [
        json!(2026),
        json!(["2026"]),
        json!({ "from": "2026-06-02", "to": "2026-06-01", "precision": "between" }),
    ] {
        assert!(matches!(
            date(value).expect_err("no date")[..],
            [Problem::NotADate { .. }]
        ));
    }
}
