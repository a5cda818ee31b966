//! What is being typed when the vault closes: kept, and never as something it is not.

use crate::common::{LANG, Place, object, unlock};
use serde_json::{Value, json};

fn event(place: &Place) -> String {
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    let event = page.records.iter().find(|record| record.kind == "event").unwrap();
    event.id.to_string()
}

fn type_into(place: &mut Place, id: &str, field: &str, value: &Value) -> usize {
    let mut body = place.session.read_record(id).unwrap().body;
    body.insert(field.to_owned(), value.clone());
    let saved = place
        .session
        .save_draft(id, body, Some(field.to_owned()), Some(3), LANG)
        .unwrap();
    saved.problems.len()
}

#[test]
fn many_savings_and_a_lock_make_one_revision() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    for title in ["Н", "Но", "Ночь в отделении"] {
        assert_eq!(type_into(&mut place, &id, "title", &json!(title)), 0);
    }
    assert_eq!(place.session.read_record(&id).unwrap().revisions, 1);
    let stored = place.reopened().session.read_record(&id).unwrap();
    assert_eq!((stored.revisions, stored.is_draft), (2, false));
    assert_eq!(stored.body["title"], "Ночь в отделении");
}

#[test]
fn a_draft_that_does_not_fit_stays_a_draft_through_lock_and_unlock() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    assert_eq!(type_into(&mut place, &id, "region", &json!("весна")), 1);
    assert!(place.session.commit_draft(&id).is_err());
    let closed = place.locked();
    let (session, unlocked) = unlock(&closed.dir()).unwrap();
    assert_eq!(unlocked.drafts, 0);
    let stored = session.read_record(&id).unwrap();
    assert!(stored.is_draft);
    assert_eq!((stored.revisions, &stored.body["region"]), (1, &json!("весна")));
    assert_eq!(stored.focus.as_deref(), Some("region"));
    session.lock().unwrap();
    let mut place = closed.opened();
    type_into(&mut place, &id, "region", &json!("not_asked"));
    let stored = place.session.commit_draft(&id).unwrap();
    assert_eq!((stored.revisions, stored.is_draft), (2, false));
}

#[test]
fn a_draft_that_does_not_fit_does_not_hold_back_the_others() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "region", &json!("весна"));
    type_into(&mut place, "K-26-001", "title", &json!("Название"));
    let place = place.reopened();
    assert_eq!(
        place.session.show_case("K-26-001", LANG).unwrap().row.line.title,
        "Название"
    );
    assert!(place.session.read_record(&id).unwrap().is_draft);
}

#[test]
fn a_killed_process_loses_no_typed_word() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "title", &json!("до выключения"));
    type_into(&mut place, "K-26-001", "priority", &json!("весна"));
    let dir = place.dir();
    // Dropped without a lock: what a killed process leaves.
    let Place { session, .. } = &mut place;
    drop(std::mem::replace(session, crate::common::create(&dir.join("../other"))));
    let (session, unlocked) = unlock(&dir).unwrap();
    assert_eq!(unlocked.drafts, 1);
    assert_eq!(session.read_record(&id).unwrap().body["title"], "до выключения");
    assert_eq!(session.read_record("K-26-001").unwrap().body["priority"], "весна");
}

#[test]
fn an_edit_over_an_unfit_draft_keeps_the_draft() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "region", &json!("весна"));
    let edit = object(&json!({ "title": "другое" }));
    assert!(place.session.edit_record(&id, &edit).is_err());
    assert_eq!(place.session.read_record(&id).unwrap().body["region"], "весна");
}

#[test]
fn unlocking_leads_back_to_the_field_although_the_draft_became_a_revision() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "title", &json!("Ночь в отделении"));
    assert_eq!(place.session.read_record(&id).unwrap().cursor, Some(3));
    let closed = place.locked();
    let (session, unlocked) = unlock(&closed.dir()).unwrap();
    let back = unlocked.place.unwrap();
    assert!(!session.read_record(&id).unwrap().is_draft);
    assert_eq!(
        (back.id.to_string(), back.field.as_deref(), back.cursor),
        (id, Some("title"), Some(3))
    );
    assert!(back.case.is_some());
    session.lock().unwrap();
    let mut place = closed.opened();
    place.session.leave_place().unwrap();
    let closed = place.locked();
    assert!(unlock(&closed.dir()).unwrap().1.place.is_none());
}

#[test]
fn there_is_no_way_back_to_what_was_deleted_or_forgotten() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "title", &json!("Ночь в отделении"));
    place.session.delete_record("K-26-001", LANG).unwrap();
    let closed = place.locked();
    let (session, unlocked) = unlock(&closed.dir()).unwrap();
    assert!(unlocked.place.is_none() && unlocked.drafts == 0);
    session.lock().unwrap();
    let mut place = closed.opened();
    place.session.restore_record("K-26-001", LANG).unwrap();
    // The draft waited in the trash.
    assert_eq!(
        place.session.read_record(&id).unwrap().body["title"],
        "Ночь в отделении"
    );
    let closed = place.locked();
    let (mut session, unlocked) = unlock(&closed.dir()).unwrap();
    assert!(unlocked.place.is_some());
    session.forget_record(&id, LANG).unwrap();
    session.lock().unwrap();
    assert!(unlock(&closed.dir()).unwrap().1.place.is_none());
}

#[test]
fn a_killed_process_is_led_back_to_its_field() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "title", &json!("до выключения"));
    let dir = place.dir();
    drop(place.session_left_behind());
    let (session, unlocked) = unlock(&dir).unwrap();
    assert_eq!(unlocked.place.unwrap().field.as_deref(), Some("title"));
    assert_eq!(session.read_record(&id).unwrap().body["title"], "до выключения");
}

#[test]
fn a_draft_becomes_a_revision_after_a_minute_of_rest_and_its_place_stays() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    type_into(&mut place, &id, "title", &json!("набрано"));
    assert_eq!(place.session.commit_resting_drafts().unwrap(), 0);
    crate::common::pass(60_000);
    assert_eq!(place.session.commit_resting_drafts().unwrap(), 1);
    let stored = place.session.read_record(&id).unwrap();
    assert_eq!((stored.is_draft, stored.revisions), (false, 2));
    type_into(&mut place, &id, "region", &json!("весна"));
    crate::common::pass(60_000);
    assert_eq!(
        place.session.commit_resting_drafts().unwrap(),
        0,
        "what does not fit stays a draft"
    );
    let closed = place.locked();
    assert_eq!(
        unlock(&closed.dir()).unwrap().1.place.unwrap().field.as_deref(),
        Some("region")
    );
}

#[test]
fn a_person_s_form_is_found_again_in_a_case_that_names_them() {
    let mut place = Place::with_a_case("Монитор");
    let (person, case) = {
        let page = place.session.show_case("K-26-001", LANG).unwrap();
        (page.people[0].id.to_string(), page.row.line.id)
    };
    type_into(&mut place, &person, "remarks", &json!("говорит тихо"));
    let closed = place.locked();
    let back = unlock(&closed.dir()).unwrap().1.place.unwrap();
    assert_eq!((back.id.to_string(), back.case), (person, Some(case)));
}

#[test]
fn what_was_told_as_yesterday_stays_that_day_however_long_it_is_a_draft() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    let day = |place: &Place| place.session.read_record(&id).unwrap().body["date"]["from"].clone();
    let words = |place: &mut Place| type_into(place, &id, "date", &json!("вчера"));
    assert_eq!(words(&mut place), 0);
    let yesterday = day(&place);
    assert!(yesterday.is_string());
    // The interview goes on past midnight, and the form sends the same words again.
    for hours in [5, 6] {
        crate::common::pass(hours * 3_600_000);
        words(&mut place);
        assert_eq!(day(&place), yesterday);
        place.session.commit_draft(&id).unwrap();
        assert_eq!(day(&place), yesterday);
    }
    type_into(&mut place, &id, "title", &json!("Ночь"));
    crate::common::pass(40 * 3_600_000);
    assert_eq!(day(&place), yesterday);
    // Two days later, somebody types it anew.
    words(&mut place);
    assert_ne!(day(&place), yesterday);
    let mut place = place.reopened();
    crate::common::pass(40 * 3_600_000);
    let told = day(&place);
    type_into(&mut place, &id, "title", &json!("Утро"));
    assert_eq!(day(&place), told);
}

#[test]
fn words_that_are_no_date_hold_nothing_back() {
    let mut place = Place::with_a_case("Монитор");
    let id = event(&place);
    assert_eq!(type_into(&mut place, &id, "date", &json!("когда снег сошёл")), 0);
    let stored = place.session.commit_draft(&id).unwrap();
    assert_eq!(
        stored.body["date"],
        json!({ "precision": "unknown", "as_told": "когда снег сошёл" })
    );
    assert_eq!(type_into(&mut place, &id, "date", &json!("я".repeat(2_001))), 1);
    assert!(place.session.commit_draft(&id).is_err(), "longer than a line may be");
}
