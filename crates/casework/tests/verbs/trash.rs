//! Deleting, restoring, destroying, forgetting, as a person does it.

use crate::common::{LANG, Place, going_on, holds, object, refused, request};
use sandyq_casework::{Accept, ErrorCode};
use serde_json::json;
use std::fs;
use std::path::Path;

fn id_of(place: &Place, kind: &str) -> String {
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    page.records
        .iter()
        .find(|record| record.kind == kind)
        .unwrap()
        .id
        .to_string()
}

fn cases(place: &Place) -> usize {
    place.session.list_cases("", 0, 50, LANG).unwrap().rows.len()
}

fn hits(place: &Place, words: &str) -> usize {
    place
        .session
        .search_records(words, sandyq_casework::Reach::Full, LANG)
        .unwrap()
        .len()
}

/// Every byte of every file of a folder.
fn raw(dir: &Path) -> Vec<u8> {
    let files = crate::common::files_below(dir);
    files.iter().flat_map(|file| fs::read(file).unwrap()).collect()
}

#[test]
fn a_deleted_case_is_nowhere_and_comes_back_as_it_was() {
    let mut place = Place::with_a_case("Монитор");
    let before = place.everything();
    let deleted = place.session.delete_record("K-26-001", LANG).unwrap();
    assert_eq!((deleted.title.as_str(), deleted.records), ("Вымышленное дело", 8));
    assert_eq!((cases(&place), hits(&place, "четыре")), (0, 0));
    assert_eq!(
        refused(place.session.show_case("K-26-001", LANG)),
        ErrorCode::NoSuchCase
    );
    assert_eq!(
        refused(place.session.edit_record("K-26-001", &object(&json!({"title": "x"})))),
        ErrorCode::NoSuchRecord
    );
    assert_eq!(
        refused(place.session.read_record(&deleted.id.to_string())),
        ErrorCode::NoSuchRecord
    );
    assert_eq!(
        refused(place.session.delete_record("K-26-001", LANG)),
        ErrorCode::NoSuchRecord
    );
    let out = place.path("out.age");
    let recipient = place.recipient();
    assert_eq!(
        refused(place.seal_as(&request(&recipient), &out)),
        ErrorCode::NoSuchCase
    );
    let trash = place.session.list_trash(LANG).unwrap();
    assert_eq!(
        (trash[0].code.as_str(), trash[0].records, trash[0].by.as_str()),
        ("K-26-001", 8, "Монитор")
    );
    let mut place = place.reopened();
    place.session.restore_record("K-26-001", LANG).unwrap();
    assert!(place.everything() == before);
    assert!(place.session.list_trash(LANG).unwrap().is_empty());
    assert_eq!(
        refused(place.session.restore_record("K-26-001", LANG)),
        ErrorCode::NotInTrash
    );
    assert_eq!(
        refused(place.session.destroy_record("K-26-001", LANG)),
        ErrorCode::NotInTrash
    );
}

#[test]
fn a_deleted_record_is_in_no_bundle() {
    let mut place = Place::with_a_case("Монитор");
    let account = id_of(&place, "account");
    let identity = sandyq_agefile::Identity::generate();
    let (with, _) = place.seal(&identity.recipient().to_string(), "with.age");
    place.session.delete_record(&account, LANG).unwrap();
    let (without, _) = place.seal(&identity.recipient().to_string(), "without.age");
    let words = "Я же сама их вызвала";
    assert!(holds(&crate::common::tar_of(&with, &identity), words));
    assert!(!holds(&crate::common::tar_of(&without, &identity), words));
}

#[test]
fn the_last_deleting_and_restoring_can_be_undone_and_redone_in_words() {
    let mut place = Place::with_a_case("Монитор");
    assert_eq!(refused(place.session.undo_action(LANG)), ErrorCode::NothingToUndo);
    place.session.delete_record("K-26-001", LANG).unwrap();
    let said = place.session.list_actions(LANG).unwrap();
    assert_eq!(said.undo.as_deref(), Some("Удалено: K-26-001 · Вымышленное дело"));
    let said = place.session.undo_action(LANG).unwrap();
    assert_eq!((cases(&place), said.undo, said.redo.is_some()), (1, None, true));
    place.session.redo_action(LANG).unwrap();
    assert_eq!(cases(&place), 0);
    place.session.restore_record("K-26-001", LANG).unwrap();
    let said = place.session.undo_action(LANG).unwrap();
    assert_eq!(
        (cases(&place), said.redo.as_deref()),
        (0, Some("Восстановлено: K-26-001 · Вымышленное дело"))
    );
    place.session.redo_action(LANG).unwrap();
    assert_eq!(refused(place.session.redo_action(LANG)), ErrorCode::NothingToRedo);
    assert_eq!(cases(&place), 1);
}

#[test]
fn what_is_gone_for_good_is_in_no_list_of_actions() {
    let mut place = Place::with_a_case("Монитор");
    place.session.delete_record("K-26-001", LANG).unwrap();
    place.session.destroy_record("K-26-001", LANG).unwrap();
    let said = place.session.list_actions(LANG).unwrap();
    assert_eq!((said.undo, said.redo), (None, None));
}

#[test]
fn an_import_document_does_not_bring_back_what_is_in_the_trash() {
    let mut place = Place::with_a_case("Монитор");
    let event = id_of(&place, "event");
    place.session.delete_record(&event, LANG).unwrap();
    let again = json!({ "records": [
        { "kind": "event", "id": event, "case": "K-26-001", "title": "снова" },
        { "kind": "event", "case": "K-26-001", "title": "другое" },
    ] });
    let report = place.import(&again);
    assert_eq!((report.added.len(), report.refused.len()), (1, 1));
    assert_eq!(refused(place.session.read_record(&event)), ErrorCode::NoSuchRecord);
}

#[test]
fn evidence_in_the_trash_takes_a_newer_version_and_stays_there() {
    let (mut ours, mut theirs) = (Place::with_a_case("Монитор"), Place::new("Юрист"));
    ours.meets(&mut theirs, "Юрист", "Монитор");
    let photo = ours.file("снимок.txt", b"an invented picture");
    let item = ours.attach("K-26-001", &[photo]).remove(0);
    let to = theirs.recipient();
    let (first, _) = ours.seal(&to, "1.age");
    theirs.open(&first).unwrap();
    ours.session
        .edit_record(&item, &object(&json!({"title": "уточнено"})))
        .unwrap();
    let (second, _) = ours.seal(&to, "2.age");
    theirs.session.delete_record("K-26-001", LANG).unwrap();
    theirs.open(&second).unwrap();
    assert_eq!(cases(&theirs), 0);
    theirs.session.restore_record("K-26-001", LANG).unwrap();
    assert_eq!(theirs.session.read_record(&item).unwrap().body["title"], "уточнено");
    assert!(theirs.session.verify_evidence(None, LANG, &mut going_on).unwrap()[0].is_whole);
}

#[test]
fn a_forgotten_person_is_in_no_file_and_the_pages_that_named_them_still_open() {
    let mut place = Place::with_a_case("Монитор");
    let told = place.session.preview_gone("P-001", LANG).unwrap();
    assert_eq!((told.records.len(), told.revisions), (2, 2));
    let kinds: Vec<&str> = told
        .still_named_by
        .iter()
        .map(|record| record.kind_label.as_str())
        .collect();
    assert_eq!(kinds.len(), 3, "act, account, consent: {kinds:?}");
    assert!(hits(&place, "Выдуманова") > 0);
    let gone = place.session.forget_record("P-001", LANG).unwrap();
    assert!(gone == told);
    assert_eq!((hits(&place, "Выдуманова"), hits(&place, "P-001")), (0, 0));
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert!(page.records.iter().any(|record| record.kind == "act"));
    for record in &page.records {
        place.session.read_record(&record.id.to_string()).unwrap();
        place.session.read_history(&record.id.to_string(), LANG).unwrap();
    }
    let identity = sandyq_agefile::Identity::generate();
    place.seal(&identity.recipient().to_string(), "after.age");
    assert_eq!(
        refused(place.session.forget_record("P-001", LANG)),
        ErrorCode::NoSuchRecord
    );
    assert_eq!(
        refused(place.session.read_history(&gone.id.to_string(), LANG)),
        ErrorCode::NoSuchRecord
    );
    let dir = place.dir();
    assert!(!holds(&raw(&dir), "Выдуманова"));
    let place = place.reopened();
    assert_eq!(hits(&place, "Айсана"), 0);
    assert!(!holds(&raw(&dir), "Выдуманова"));
}

#[test]
fn what_was_handed_over_is_named_with_recipient_file_and_day() {
    let (mut ours, mut theirs) = (Place::with_a_case("Монитор"), Place::new("Юрист"));
    ours.meets(&mut theirs, "Юрист Вымышленный", "Монитор");
    let to = theirs.recipient();
    ours.seal(&to, "передано.age");
    let event = id_of(&ours, "event");
    let gone = ours.session.preview_gone(&event, LANG).unwrap();
    assert_eq!(gone.bundles.len(), 1);
    assert!(
        gone.bundles[0].starts_with("Юрист Вымышленный: передано.age, "),
        "{}",
        gone.bundles[0]
    );
    // What was written afterwards is not in it.
    let later = ours
        .session
        .add_record("event", Some("K-26-001"), &object(&json!({"title": "позже"})))
        .unwrap();
    assert!(
        ours.session
            .preview_gone(&later.id.to_string(), LANG)
            .unwrap()
            .bundles
            .is_empty()
    );
    // A bundle does not bring a forgotten record back.
    let (again, _) = ours.seal(&to, "снова.age");
    theirs.open(&again).unwrap();
    theirs.session.forget_record(&event, LANG).unwrap();
    theirs.open(&again).unwrap();
    assert_eq!(refused(theirs.session.read_record(&event)), ErrorCode::NoSuchRecord);
}

#[test]
fn a_bundle_that_waits_for_a_yes_is_put_away_before_anything_is_forgotten() {
    let (mut ours, mut theirs) = (Place::with_a_case("Монитор"), Place::with_a_case("Юрист"));
    ours.meets(&mut theirs, "Юрист", "Монитор");
    let to = theirs.recipient();
    let (bundle, _) = ours.seal(&to, "1.age");
    theirs.inspect(&bundle).unwrap();
    theirs.session.forget_record("P-002", LANG).unwrap();
    assert_eq!(
        refused(theirs.session.open_bundle(Accept::default(), LANG)),
        ErrorCode::NotABundle
    );
    assert!(theirs.quarantine().is_empty());
}

#[test]
fn a_forgetting_that_lacks_room_says_what_went_and_that_traces_are_left() {
    let mut place = Place::with_a_case("Монитор");
    // Nothing can be written beside the database.
    let obstacle = place.dir().join("data.new");
    std::fs::create_dir(&obstacle).unwrap();
    std::fs::write(obstacle.join("x"), "x").unwrap();
    let told = place.session.preview_gone("P-001", LANG).unwrap();
    assert!(!told.unfinished);
    let gone = place.session.forget_record("P-001", LANG).unwrap();
    assert!(gone.unfinished && gone.records == told.records && gone.still_named_by == told.still_named_by);
    assert_eq!(hits(&place, "Выдуманова"), 0);
    let reopened = |place: Place| {
        let closed = place.locked();
        let (session, view) = crate::common::unlock(&closed.dir()).unwrap();
        drop(session);
        (closed.opened(), view.erasing_unfinished)
    };
    std::fs::remove_dir_all(&obstacle).unwrap();
    let (place, unfinished) = reopened(place);
    assert!(!unfinished);
    assert!(!holds(&raw(&place.dir()), "Выдуманова"));
}

#[test]
fn a_plain_copy_of_forgotten_evidence_is_named_with_path_and_day() {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("снимок.txt", b"an invented picture");
    let items = place.attach("K-26-001", &[file]);
    let out = place.path("вынесено.txt");
    place.session.export_evidence(&items[0], &out).unwrap();
    let named = format!("{}, ", out.display());
    let told = place.session.preview_gone("K-26-001", LANG).unwrap();
    assert!(
        told.exports.len() == 1 && told.exports[0].starts_with(&named),
        "{:?}",
        told.exports
    );
    let gone = place.session.forget_record(&items[0], LANG).unwrap();
    assert!(gone.exports == told.exports);
    let told = place.session.preview_gone("K-26-001", LANG).unwrap();
    assert!(told.exports.is_empty(), "where it lay is forgotten with it");
}
