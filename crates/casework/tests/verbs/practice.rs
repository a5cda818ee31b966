//! Cases for practice: marked wherever they stand, counted nowhere, and gone without a trace.

use crate::common::{LANG, Place, going_on, object, refused};
use sandyq_casework::ErrorCode;
use sandyq_domain::{Lang, Timestamp};
use serde_json::json;
use std::fs;

/// Words that stand in the invented cases, one from each.
const WORDS: [&str; 6] = [
    "жиырма күнгі",
    "бейжетон",
    "помиритесь с соседом",
    "кот полдня сидел",
    "left with the whole queue",
    "mother's number on the screen",
];

fn export(place: &mut Place, name: &str) -> String {
    let out = place.path(name);
    place.session.export_document(&[], &out, LANG, &mut going_on).unwrap();
    fs::read_to_string(out).unwrap()
}

#[test]
fn six_cases_are_added_two_in_each_language_and_every_one_is_marked() {
    let mut place = Place::with_a_case("Монитор");
    let added = place.session.add_practice(LANG).unwrap();
    assert_eq!(added.cases.len(), 6);
    for (begin, count) in [("Жаттығу: ", 2), ("Учебное: ", 2), ("Practice: ", 2)] {
        assert_eq!(
            added.cases.iter().filter(|case| case.title.starts_with(begin)).count(),
            count
        );
    }
    let list = place.session.list_cases("", 0, 100, LANG).unwrap();
    assert_eq!(list.rows.iter().filter(|row| row.is_practice).count(), 6);
    for words in WORDS {
        let hits = place
            .session
            .search_records(words, sandyq_casework::Reach::Full, LANG)
            .unwrap();
        assert!(!hits.is_empty() && hits.iter().all(|hit| hit.is_practice), "{words}");
    }
    let hits = place
        .session
        .search_records("вызвала", sandyq_casework::Reach::Full, LANG)
        .unwrap();
    assert!(!hits.is_empty() && hits.iter().all(|hit| !hit.is_practice));
    for case in &added.cases {
        let page = place.session.show_case(&case.code, LANG).unwrap();
        assert!(
            page.row.line.is_practice && !page.timeline.is_empty() && !page.people.is_empty(),
            "{}",
            case.code
        );
    }
    assert_eq!(refused(place.session.add_practice(LANG)), ErrorCode::PracticeHere);
}

#[test]
fn no_count_no_code_and_no_export_of_the_real_ones_is_touched() {
    let mut place = Place::with_a_case("Монитор");
    let before = export(&mut place, "before.json");
    place.session.add_practice(LANG).unwrap();
    let list = place.session.list_cases("", 0, 100, LANG).unwrap();
    assert_eq!((list.total, list.practice), (7, 6));
    let found = place.session.list_cases("дом", 0, 100, LANG).unwrap();
    let marked = found.rows.iter().filter(|row| row.is_practice).count();
    assert_eq!(found.practice as usize, marked);
    assert!(
        export(&mut place, "with.json") == before,
        "an export of everything holds none of it"
    );
    // The next codes are those that would have come without them.
    let new = |title: &str| object(&json!({ "title": title }));
    let case = place.session.add_record("case", None, &new("Следующее")).unwrap();
    assert_eq!(case.body["code"], format!("K-{:02}-002", year()));
    let person = place.session.add_record("person", None, &object(&json!({}))).unwrap();
    assert_eq!(person.body["code"], "P-003");
}

fn year() -> i32 {
    let now: Timestamp = crate::common::now();
    now.year() % 100
}

#[test]
fn removing_takes_every_trace_of_them_and_nothing_else() {
    let mut place = Place::with_a_case("Монитор");
    let before = export(&mut place, "before.json");
    let added = place.session.add_practice(LANG).unwrap();
    // What was written into them goes too, evidence and unfinished words included; one of them lies in the trash already.
    let photo = place.file("снимок.txt", b"a practice picture");
    place.attach("X-003", &[photo]);
    let begun = place
        .session
        .begin_record("event", "X-004", object(&json!({ "title": "не дописано" })));
    assert!(begun.is_ok());
    place.session.delete_record("X-005", LANG).unwrap();
    // Somebody of theirs whom a real case names as well is real.
    let body = object(&json!({ "source": "X-111", "text": "рассказ и о настоящем" }));
    place.session.add_record("account", Some("K-26-001"), &body).unwrap();
    let told = place.session.list_practice(LANG).unwrap();
    assert!(told.cases.len() == 6 && told.cases.iter().filter(|case| case.is_trashed).count() == 1);
    let gone = place.session.remove_practice(LANG).unwrap();
    assert_eq!(gone.records.len(), told.records as usize);
    assert_eq!(
        (told.records, gone.files),
        (added.records, 1),
        "a picture more, a person less"
    );
    assert!(!gone.unfinished && place.session.list_trash(LANG).unwrap().is_empty());
    for words in WORDS {
        assert!(
            place
                .session
                .search_records(words, sandyq_casework::Reach::Full, LANG)
                .unwrap()
                .is_empty(),
            "{words}"
        );
    }
    let list = place.session.list_cases("", 0, 100, LANG).unwrap();
    assert_eq!((list.total, list.practice), (1, 0));
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert!(page.people.iter().any(|person| person.code == "X-111"));
    assert!(page.unfinished.is_empty());
    let after = export(&mut place, "after.json");
    assert!(
        before
            .lines()
            .filter(|line| line.len() > 2)
            .all(|line| after.contains(line.trim_end_matches(',')))
    );
    assert_eq!(refused(place.session.remove_practice(LANG)), ErrorCode::NoPractice);
    // They are as new as ever.
    assert_eq!(place.session.add_practice(Lang::Kk).unwrap().cases.len(), 6);
}

#[test]
fn a_vault_in_which_somebody_only_practised_is_empty_afterwards() {
    let mut place = Place::new("Монитор");
    place.session.add_practice(LANG).unwrap();
    place.session.remove_practice(LANG).unwrap();
    // Only an empty vault takes generated cases: not one row of a record is left, in any state.
    place.session.generate(1, 1, &mut |_| ()).unwrap();
}
