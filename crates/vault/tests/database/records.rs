use crate::common::{id, place, put, time};
use sandyq_vault::cases::{CasesPage, Order, cases_page, each_under_way};
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::{StoreError, links, revisions};
use serde_json::json;

#[test]
fn a_record_survives_locking() {
    let mut place = place();
    let written = place.put(1, "case", &json!({"code": "K-26-001", "title": "Дело"}));
    assert_eq!(written.version.counter(place.vault.machine()), 1);
    let place = place.reopened();
    assert!(place.vault.read(|view| records::read(view, id(1))).unwrap().unwrap() == written);
}

#[test]
fn fields_of_a_newer_program_survive() {
    let mut place = place();
    let body = json!({"title": "A", "field_of_2030": {"deep": [1, null, "ё"]}});
    place.put(1, "case", &body);
    let place = place.reopened();
    assert!(serde_json::Value::Object(place.body(1)) == body);
}

#[test]
fn the_history_is_complete_and_an_equal_body_adds_nothing() {
    let mut place = place();
    for title in ["A", "B", "B", "C"] {
        place.put(1, "case", &json!({"title": title}));
    }
    let place = place.reopened();
    let history = place.vault.read(|view| revisions::of(view, id(1))).unwrap();
    let titles: Vec<_> = history
        .iter()
        .map(|revision| revision.envelope.body["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["A", "B", "C"]);
    let counters: Vec<_> = history
        .iter()
        .map(|one| one.envelope.version.counter(place.vault.machine()))
        .collect();
    assert_eq!(counters, [1, 2, 3]);
    assert!(history.iter().all(|revision| revision.envelope.author == "Invented"));
}

#[test]
fn counters_are_one_per_case() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    let event = place.put(2, "event", &json!({"title": "B"}));
    assert_eq!(event.version.counter(place.vault.machine()), 2);
    let new = |n| NewRevision {
        id: id(n),
        case: None,
        kind: "person",
        body: serde_json::Map::new(),
        author: "I",
        time: time(n),
    };
    let person = place.vault.write(|tx| records::put(tx, new(3))).unwrap();
    assert_eq!(person.version.counter(place.vault.machine()), 1);
}

#[test]
fn two_records_with_one_code_are_shown_apart() {
    let mut place = place();
    let codes = place.vault.write(|tx| {
        let first = records::next_code(tx, "K-26-")?;
        put(tx, 1, "case", &json!({"code": first}))?;
        put(tx, 2, "case", &json!({"code": "K-26-001"}))?;
        put(tx, 3, "case", &json!({"code": "K-26-001"}))?;
        put(tx, 4, "case", &json!({"code": "K-26-0999999"}))?; // a foreign number that must not move the series
        assert_eq!(records::by_code(tx, "k-26-001·b")?, Some(id(2)));
        assert_eq!(records::by_code(tx, "K-26-001·c")?, Some(id(3)));
        assert_eq!(records::bearing(tx, "K-26-001")?.len(), 3);
        put(tx, 2, "case", &json!({"code": "K-26-014"}))?;
        assert_eq!(records::by_code(tx, "K-26-001·b")?, None);
        Ok::<_, StoreError>((first, records::next_code(tx, "K-26-")?, records::next_code(tx, "P-")?))
    });
    assert_eq!(codes.unwrap(), ("K-26-001".into(), "K-26-015".into(), "P-001".into()));
    // The body keeps what its writer wrote; only the shown code differs.
    assert_eq!(place.body(3)["code"], "K-26-001");
}

#[test]
fn pages_of_cases_join_without_gap_or_repetition() {
    let mut place = place();
    for n in 1..=25 {
        let (status, case) = (if n % 5 == 0 { "closed" } else { "active" }, Some(id(n)));
        let body = crate::common::body(
            &json!({"code": format!("K-26-{n:03}"), "monitoring_status": status, "is_practice": n == 25}),
        );
        let new = NewRevision {
            id: id(n),
            case,
            kind: "case",
            body,
            author: "I",
            time: time(n),
        };
        place.vault.write(|tx| records::put(tx, new)).unwrap();
    }
    let walk = |order, status: Option<&str>| {
        let (mut page, mut codes) = (
            CasesPage {
                limit: 4,
                order,
                status: status.map(Into::into),
                ..CasesPage::default()
            },
            vec![],
        );
        loop {
            let found = place.vault.read(|view| cases_page(view, &page)).unwrap();
            let Some(last) = found.last() else { return codes };
            page.after = Some(last.cursor.clone());
            codes.extend(found.into_iter().filter_map(|case| case.code));
        }
    };
    let by_code = walk(Order::Code, None);
    assert_eq!(
        (by_code.len(), by_code[0].as_str(), by_code[23].as_str()),
        (24, "K-26-001", "K-26-024")
    );
    let recent = walk(Order::Recent, None);
    assert!(recent.iter().eq(by_code.iter().rev()));
    assert_eq!(
        walk(Order::Recent, Some("closed")),
        ["K-26-020", "K-26-015", "K-26-010", "K-26-005"]
    );
    assert_eq!(
        walk(Order::Code, Some("closed")),
        ["K-26-005", "K-26-010", "K-26-015", "K-26-020"]
    );
}

#[test]
fn a_change_in_a_case_moves_the_case_up() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    place.put(9, "event", &json!({"title": "later"}));
    let listed = place
        .vault
        .read(|view| {
            cases_page(
                view,
                &CasesPage {
                    limit: 9,
                    ..CasesPage::default()
                },
            )
        })
        .unwrap();
    assert_eq!(listed[0].touched, time(9));
}

#[test]
fn links_can_be_followed_from_their_other_end() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    let person = NewRevision {
        id: id(7),
        case: None,
        kind: "person",
        body: crate::common::body(&json!({"code": "P-001"})),
        author: "I",
        time: time(2),
    };
    place.vault.write(|tx| records::put(tx, person)).unwrap();
    let spec = sandyq_domain::kind_spec("act").unwrap();
    let field = spec
        .fields
        .iter()
        .find(|field| field.kind == sandyq_domain::FieldType::Link("person"))
        .unwrap()
        .name;
    place.put(3, "act", &json!({field: id(7)}));
    let naming = place.vault.read(|view| links::naming(view, id(7))).unwrap();
    assert_eq!(
        naming,
        [links::Link {
            from: id(3),
            field: field.to_owned()
        }]
    );
    let outside = place.vault.read(|view| links::outside_named_by(view, id(1))).unwrap();
    assert!(outside.iter().map(|envelope| envelope.id).eq([id(7)]));
    let acts = |kind: &'static str| {
        place
            .vault
            .read(|view| links::of_kind(view, id(7), kind, field))
            .unwrap()
    };
    assert!(acts("act").iter().map(|envelope| envelope.id).eq([id(3)]) && acts("event").is_empty());
    place.put(3, "act", &json!({}));
    assert!(place.vault.read(|view| links::naming(view, id(7))).unwrap().is_empty());
}

#[test]
fn a_record_does_not_change_its_kind() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    let refused = place.vault.write(|tx| put(tx, 1, "event", &json!({})));
    assert!(matches!(refused, Err(StoreError::OtherKind)));
}

#[test]
fn records_of_cases_under_way_come_case_by_case_the_newest_change_first() {
    let mut place = place();
    let write = |place: &mut crate::common::Place, n: u8, case: u8, kind: &str, json: &serde_json::Value| {
        let new = NewRevision {
            id: id(n),
            case: Some(id(case)),
            kind,
            body: crate::common::body(json),
            author: "Invented",
            time: time(n),
        };
        place.vault.write(|tx| records::put(tx, new)).unwrap();
    };
    for (n, status) in [(1, "active"), (2, "closed"), (3, "pending"), (4, "archived")] {
        write(&mut place, n, n, "case", &json!({"monitoring_status": status}));
    }
    write(&mut place, 5, 5, "case", &json!({}));
    for (n, case, kind) in [
        (6, 5, "event"),
        (7, 3, "task"),
        (8, 2, "task"),
        (9, 1, "task"),
        (10, 3, "task"),
        (11, 1, "event"),
    ] {
        write(&mut place, n, case, kind, &json!({"what": "x"}));
    }
    let read = |cases| {
        let kinds = ["case", "task"];
        let mut found = Vec::new();
        let mut visit = |envelope: sandyq_domain::Envelope| found.push(envelope.id);
        place
            .vault
            .read(|view| each_under_way(view, &kinds, &["closed", "archived"], cases, &mut visit))
            .unwrap();
        found
    };
    assert_eq!(read(9), [1, 9, 3, 7, 10, 5].map(id));
    assert_eq!(read(2), [1, 9, 3, 7, 10].map(id));
    assert!(read(0).is_empty());
}
