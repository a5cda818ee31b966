//! The import document: what fits is taken, what does not is named, and nothing of it stays.

use crate::common::{LANG, Place, object, refused, request};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use serde_json::{Value, json};

#[test]
fn a_refused_record_is_named_with_its_reason_and_nothing_of_it_stays() {
    let mut place = Place::new("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "title": "Дело" },
        { "kind": "event", "key": "bad", "case": "c", "title": "Верблюд", "date": { "precision": "day", "as_told": "Верблюд" } },
        { "kind": "act", "case": "c", "event": "bad", "victim": "nobody", "act_type": "Верблюд" },
        { "kind": "spell", "title": "Верблюд" },
        { "kind": "event", "case": "c", "title": ["Верблюд"] },
        "Верблюд",
    ] }));
    assert_eq!(report.added.len(), 1);
    let indexes: Vec<usize> = report.refused.iter().map(|refused| refused.index).collect();
    assert_eq!(indexes, [1, 2, 3, 4, 5]);
    let why = |n: usize| report.refused[n].why.join(" ");
    let label = |field: &str| sandyq_domain::words::text(LANG, &format!("field-{field}"));
    for (n, field) in [(0, "event-date"), (1, "act-victim"), (1, "act-act_type")] {
        assert!(why(n).contains(&label(field)), "{}", why(n));
    }
    assert!(report.refused.iter().all(|refused| !refused.why.is_empty()));
    assert!(
        !serde_json::to_string(&report).unwrap().contains("Верблюд"),
        "no value in a report"
    );
    assert!(
        place
            .session
            .search_records("Верблюд", sandyq_casework::Reach::Full, LANG)
            .unwrap()
            .is_empty()
    );
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert_eq!(page.records.len(), 1);
}

#[test]
fn dates_may_be_written_as_people_tell_them_and_those_that_are_not_understood_are_named() {
    let mut place = Place::new("Монитор");
    let event = |date: &str| json!({ "kind": "event", "case": "c", "title": date, "date": date });
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "opened": "5 марта 2023 г." },
        event("2024 жылдың көктемі"), event("when the snow melted"), event("неизвестно"), event("31 февраля 2023"),
    ] }));
    assert!(report.refused.is_empty());
    let told: Vec<(usize, &str)> = report
        .as_told
        .iter()
        .map(|told| (told.index, told.field.as_str()))
        .collect();
    assert_eq!(told, [(2, "date"), (4, "date")]);
    let body = |n: usize| place.session.read_record(&report.added[n].id.to_string()).unwrap().body;
    assert_eq!(body(0)["opened"]["from"], "2023-03-05");
    let spring =
        json!({ "from": "2024-03-01", "to": "2024-05-31", "precision": "between", "as_told": "2024 жылдың көктемі" });
    assert_eq!(body(1)["date"], spring);
    assert_eq!(
        body(2)["date"],
        json!({ "precision": "unknown", "as_told": "when the snow melted" })
    );
    assert_eq!(
        body(4)["date"],
        json!({ "precision": "unknown", "as_told": "31 февраля 2023" })
    );
}

#[test]
fn a_document_that_is_none_is_refused_with_the_place_and_not_the_words() {
    let mut place = Place::new("Монитор");
    for text in [
        "",
        "{",
        "Верблюд",
        "[]",
        "{\"records\": 5}",
        "{\"records\": [{\"kind\": \"Верблюд",
    ] {
        let Err(failure) = place.session.import_document(text, LANG) else {
            panic!("taken")
        };
        assert_eq!(failure.code, ErrorCode::BadImport);
        assert!(!failure.about.contains("Верблюд"));
    }
    let deep = format!("{{\"records\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(
        refused(place.session.import_document(&deep, LANG)),
        ErrorCode::BadImport
    );
}

#[test]
fn an_id_named_twice_is_taken_once() {
    let mut place = Place::new("Монитор");
    let id = "11111111-1111-7111-8111-111111111111";
    let report = place.import(&json!({ "records": [
        { "kind": "person", "id": id, "occupation": "первая" },
        { "kind": "person", "id": id, "occupation": "вторая" },
        { "kind": "case", "id": id, "title": "третья" },
    ] }));
    assert_eq!((report.added.len(), report.refused.len()), (1, 2));
    let stored = place.session.read_record(id).unwrap();
    assert_eq!((stored.revisions, &stored.body["occupation"]), (1, &json!("первая")));
    let again = place.import(&json!({ "records": [{ "kind": "person", "id": id, "occupation": "позже" }] }));
    assert_eq!((again.added.len(), again.refused.len()), (0, 1));
}

#[test]
fn a_record_cannot_live_in_what_is_no_case_nor_point_at_another_kind() {
    let mut place = Place::with_a_case("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "event", "case": "P-001", "title": "в человеке" },
        { "kind": "event", "key": "e", "case": "K-26-001", "title": "в деле" },
        { "kind": "event", "case": "e", "title": "в событии" },
        { "kind": "act", "case": "K-26-001", "victim": "e", "act_type": "unknown" },
        { "kind": "act", "case": "K-26-001", "victim": "K-26-001", "act_type": "unknown" },
        { "kind": "evidence_item", "case": "K-26-001", "supports": ["e"], "shows": ["P-001"] },
    ] }));
    let taken: Vec<usize> = report.added.iter().map(|added| added.index).collect();
    assert_eq!(taken, [1, 5]);
}

#[test]
fn a_field_typed_by_hand_points_at_a_record_of_its_kind_or_is_refused() {
    let mut place = Place::with_a_case("Монитор");
    for victim in ["K-26-001", "P-999", "22222222-2222-7222-8222-222222222222"] {
        let body = object(&json!({ "victim": victim, "act_type": "unknown" }));
        assert!(
            place.session.add_record("act", Some("K-26-001"), &body).is_err(),
            "{victim}"
        );
    }
    let body = object(&json!({ "victim": "P-001", "act_type": "unknown" }));
    assert!(place.session.add_record("act", Some("K-26-001"), &body).is_ok());
    assert!(place.session.add_record("act", Some("P-001"), &body).is_err());
}

/// Everything that is taken in can leave again: one bad record would hold back its whole case.
fn is_refused_or_can_be_sealed(record: Value) {
    let mut place = Place::with_a_case("Монитор");
    let shown = record.to_string().chars().take(60).collect::<String>();
    let report = place.import(&json!({ "records": [record] }));
    let to = Identity::generate().recipient().to_string();
    let cases = place.session.list_cases("", 0, 9, LANG).unwrap().rows;
    let mut request = request(&to);
    request.cases = cases.into_iter().map(|row| row.id.to_string()).collect();
    let out = place.path("b.age");
    if let Err(failure) = place.seal_as(&request, &out) {
        panic!("{shown} was taken ({}) and cannot leave: {failure}", report.added.len());
    }
}

#[test]
fn whatever_is_taken_in_can_be_sealed() {
    let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
    let long = "ы".repeat(599_999);
    for record in [
        json!({ "kind": "event", "case": "K-26-001", "title": "a\u{0}b\u{1b}[31m\u{202e}" }),
        json!({ "kind": "event", "case": "K-26-001", "future": deep }),
        json!({ "kind": "event", "case": "K-26-001", "future": { "": 1.5e300, "\u{1}": -0.0 } }),
        json!({ "kind": "event", "case": "K-26-001", "description": [long, long, long, long], "remarks": long }),
        json!({ "kind": "case", "code": "K-26-009\nBcc: x", "title": "перенос в коде" }),
        json!({ "kind": "case", "code": "K".repeat(1999), "title": "длинный код" }),
        json!({ "kind": "case", "code": " K-26-077 ", "title": "пробелы вокруг кода" }),
        json!({ "kind": "person", "code": "P-\u{202e}1" }),
    ] {
        is_refused_or_can_be_sealed(record);
    }
}

#[test]
fn a_name_of_ones_own_that_could_not_be_printed_is_refused() {
    let mut place = Place::with_a_case("Монитор");
    let long = "ы".repeat(300);
    for name in ["", "  ", "две\nстроки", "\u{202e}имя", long.as_str()] {
        assert_eq!(
            refused(place.session.set_own_name(name)),
            ErrorCode::BadRecord,
            "{name:?}"
        );
    }
    assert_eq!(place.session.own_card(LANG).unwrap().name, "Монитор");
    place.seal(&Identity::generate().recipient().to_string(), "b.age");
}

#[test]
fn a_file_is_taken_in_with_what_was_refused_named_and_what_is_no_document_refused_whole() {
    let mut place = Place::new("Документалист");
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    };
    for (name, bytes) in [
        ("half.json", b"{\"records\": [".as_slice()),
        ("picture.json", b"\xff\xd8\xff".as_slice()),
    ] {
        let file = write(name, bytes);
        assert_eq!(
            place.session.import_file(&file, LANG).err().unwrap().code,
            sandyq_casework::ErrorCode::BadImport,
            "{name}"
        );
    }
    let nowhere = place.session.import_file(&folder.path().join("gone.json"), LANG);
    assert_eq!(nowhere.err().unwrap().code, sandyq_casework::ErrorCode::FileUnreadable);
    // As an editor of Windows leaves it: with a mark before the text.
    let text = "\u{feff}{\"records\": [{\"kind\": \"case\", \"title\": \"Вымышленное\"}, {\"kind\": \"spell\"}, {\"kind\": \"act\", \"key\": \"a\"}]}";
    let told = place
        .session
        .import_file(&write("ours.json", text.as_bytes()), LANG)
        .unwrap()
        .told(LANG);
    assert_eq!((told.added, told.refused, told.refusals.len()), (1, 2, 2));
    assert!(told.kinds[0].ends_with(" 1"));
    assert!(told.refusals[1].note.contains("records[2] act a") && !told.refusals[1].text.is_empty());
}
