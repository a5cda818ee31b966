//! Undo, redo and old versions: nothing is lost by them, and they outlive a lock.

use crate::common::{LANG, Place, object, refused};
use sandyq_casework::ErrorCode;
use serde_json::json;

fn event(place: &Place) -> String {
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    page.records
        .iter()
        .find(|record| record.kind == "event")
        .unwrap()
        .id
        .to_string()
}

fn edit(place: &mut Place, id: &str, title: &str) {
    place
        .session
        .edit_record(id, &object(&json!({"title": title})))
        .unwrap();
}

fn title(place: &Place, id: &str) -> String {
    place.session.read_record(id).unwrap().body["title"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn undo_and_redo_walk_the_history_and_outlive_a_lock() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    assert_eq!(refused(place.session.undo_record(&id)), ErrorCode::NothingToUndo);
    edit(&mut place, &id, "б");
    edit(&mut place, &id, "в");
    place.session.undo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "б");
    let mut place = place.reopened();
    place.session.undo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "Ночь");
    assert_eq!(refused(place.session.undo_record(&id)), ErrorCode::NothingToUndo);
    place.session.redo_record(&id).unwrap();
    place.session.redo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "в");
    assert_eq!(refused(place.session.redo_record(&id)), ErrorCode::NothingToRedo);
    place.session.undo_record(&id).unwrap();
    edit(&mut place, &id, "г");
    assert_eq!(refused(place.session.redo_record(&id)), ErrorCode::NothingToRedo);
    place.session.undo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "б");
    // Every step is a version, and none is gone.
    assert_eq!(place.session.read_history(&id, LANG).unwrap().len(), 10);
    assert_eq!(refused(place.session.undo_record("K-26-999")), ErrorCode::NoSuchRecord);
}

#[test]
fn undo_takes_back_what_is_being_typed_and_redo_brings_it_again() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    let mut body = place.session.read_record(&id).unwrap().body;
    body.insert("title".to_owned(), json!("набрано"));
    place.session.save_draft(&id, body.clone(), None, None, LANG).unwrap();
    let view = place.session.undo_record(&id).unwrap();
    assert_eq!((view.is_draft, title(&place, &id).as_str()), (false, "Ночь"));
    place.session.redo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "набрано");
    // What does not fit cannot become a version, so it is not undone either, and stays.
    body.insert("region".to_owned(), json!("весна"));
    place.session.save_draft(&id, body, None, None, LANG).unwrap();
    assert_eq!(refused(place.session.undo_record(&id)), ErrorCode::BadRecord);
    assert_eq!(place.session.read_record(&id).unwrap().body["region"], "весна");
}

#[test]
fn two_versions_are_compared_field_by_field_in_words() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    let change = json!({"title": "Утро", "date": "2025-04", "place_type": "unknown", "of_2031": {"новое": 1}, "locality": "Примерск"});
    place.session.edit_record(&id, &object(&change)).unwrap();
    let changes = place.session.compare_revisions(&id, 1, 2, LANG).unwrap();
    let of = |field: &str| {
        changes
            .iter()
            .find(|change| change.field == field)
            .map(|change| (change.before.as_str(), change.after.as_str()))
    };
    assert_eq!(of("title"), Some(("Ночь", "Утро")));
    assert_eq!(of("locality"), Some(("", "Примерск")));
    assert_eq!(of("place_type"), Some(("", "неизвестно")));
    assert_eq!(of("of_2031"), Some(("", "{\"новое\":1}")));
    assert!(
        of("date").is_some_and(|(before, after)| before.contains("2025") && after.contains("апрел")),
        "{:?}",
        of("date")
    );
    assert_eq!(of("description"), None);
    assert!(changes.iter().all(|change| !change.label.is_empty()));
    assert!(place.session.compare_revisions(&id, 2, 2, LANG).unwrap().is_empty());
    assert_eq!(
        refused(place.session.compare_revisions(&id, 1, 9, LANG)),
        ErrorCode::NoSuchRevision
    );
    let act = place
        .session
        .show_case("K-26-001", LANG)
        .unwrap()
        .records
        .iter()
        .find(|record| record.kind == "act")
        .unwrap()
        .id
        .to_string();
    place
        .session
        .edit_record(&act, &object(&json!({"victim": "P-002"})))
        .unwrap();
    let changes = place.session.compare_revisions(&act, 1, 2, LANG).unwrap();
    assert_eq!(
        (changes[0].before.as_str(), changes[0].after.as_str()),
        ("P-001", "P-002")
    );
}

#[test]
fn an_old_version_comes_back_as_a_new_one_that_can_be_undone() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    for title in ["б", "в", "г"] {
        edit(&mut place, &id, title);
    }
    place.session.restore_revision(&id, 2).unwrap();
    assert_eq!(title(&place, &id), "б");
    let view = place.session.restore_revision(&id, 2).unwrap();
    assert_eq!(view.revisions, 5, "what is shown already makes no version");
    place.session.undo_record(&id).unwrap();
    assert_eq!(title(&place, &id), "г");
    assert_eq!(
        refused(place.session.restore_revision(&id, 77)),
        ErrorCode::NoSuchRevision
    );
}

/// What a person expects: a list of states and a place in it.
struct Model {
    states: Vec<String>,
    at: usize,
}

#[test]
fn any_sequence_of_edits_undos_and_redos_behaves_like_a_list_with_a_place_in_it() {
    let mut place = Place::with_a_case("Монитор");
    let mut seed = 7_u64;
    let mut next = move |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for sequence in 0..60 {
        let first = format!("с{sequence}");
        let fields = object(&json!({"title": first}));
        let id = place
            .session
            .add_record("event", Some("K-26-001"), &fields)
            .unwrap()
            .id
            .to_string();
        let mut model = Model {
            states: vec![first],
            at: 0,
        };
        for n in 0..next(30) {
            match next(5) {
                0 | 1 => {
                    // Sometimes a text that stood there before.
                    let text = if next(2) == 0 {
                        format!("т{n}")
                    } else {
                        format!("т{}", n % 3)
                    };
                    edit(&mut place, &id, &text);
                    if text != model.states[model.at] {
                        model.states.truncate(model.at + 1);
                        model.states.push(text);
                        model.at += 1;
                    }
                }
                2 | 3 => match place.session.undo_record(&id) {
                    Ok(_) => model.at = model.at.checked_sub(1).unwrap(),
                    Err(failure) => assert!(model.at == 0 && failure.code == ErrorCode::NothingToUndo),
                },
                _ => match place.session.redo_record(&id) {
                    Ok(_) => model.at += 1,
                    Err(failure) => {
                        assert!(model.at + 1 == model.states.len() && failure.code == ErrorCode::NothingToRedo)
                    }
                },
            }
            assert_eq!(
                title(&place, &id),
                model.states[model.at],
                "sequence {sequence}, step {n}"
            );
        }
    }
}
