//! A group's own terms: added, used, handed over, retired; and what may not be one.

use crate::common::{LANG, Place, holds, object, refused, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use sandyq_casework::view::{NewTerm, TermView};
use sandyq_domain::Lang;
use serde_json::{Value, json};

fn law(label: &str) -> NewTerm {
    NewTerm {
        vocabulary: "kz_law".to_owned(),
        ru: label.to_owned(),
        ..NewTerm::default()
    }
}

fn added(place: &mut Place, new: &NewTerm) -> TermView {
    place.session.add_term(new, LANG).unwrap()
}

fn id_of(term: &TermView) -> String {
    term.id.unwrap().to_string()
}

/// The labels a form offers in this field.
fn offered(place: &Place, kind: &str, field: &str) -> Vec<String> {
    let kinds = place.session.list_kinds(LANG).unwrap();
    let fields = kinds
        .into_iter()
        .filter(|one| one.name == kind)
        .flat_map(|one| one.fields);
    let options = fields.filter(|one| one.name == field).flat_map(|one| one.options);
    options
        .filter(|option| !option.is_retired)
        .map(|option| option.label)
        .collect()
}

#[test]
fn a_term_comes_in_by_import_is_found_by_its_label_and_said_by_it() {
    let mut place = Place::with_a_case("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "term", "key": "curfew", "vocabulary": "act_type", "label_ru": "Выдуманный домашний арест", "label_kk": "Ойдан шығарылған үйқамақ" },
        { "kind": "person", "key": "p" },
        { "kind": "act", "case": "K-26-001", "victim": "p", "act_type": { "term": "curfew" } },
    ] }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    // By its label too, now that it is here; in either language.
    for label in ["выдуманный домашний арест", "Ойдан шығарылған үйқамақ"]
    {
        let again = json!({ "records": [
            { "kind": "act", "case": "K-26-001", "victim": report.added[1].id.to_string(), "act_type": { "term": label } },
        ] });
        assert!(place.import(&again).refused.is_empty(), "{label}");
    }
    let stored = place.session.read_record(&report.added[2].id.to_string()).unwrap();
    assert_eq!(stored.body["act_type"], json!({ "term": report.added[0].id }));
    let said = |lang| {
        let page = place.session.show_case("K-26-001", lang).unwrap();
        page.sentences
            .into_iter()
            .filter(|s| s.what.contains("рест") || s.what.contains("қамақ"))
            .map(|s| (s.what, s.acts.len()))
            .collect::<Vec<_>>()
    };
    // The same done three times to the same person is said once.
    assert_eq!(said(Lang::Ru), [("Выдуманный домашний арест".to_owned(), 3)]);
    assert_eq!(said(Lang::Kk), [("Ойдан шығарылған үйқамақ".to_owned(), 3)]);
    // Without a label in English, the Russian one.
    assert_eq!(said(Lang::En).len(), 1);
    let hits = place
        .session
        .search_records("домашний", sandyq_casework::Reach::Full, LANG)
        .unwrap();
    assert_eq!(hits[0].kind, "term");
    assert_eq!(place.session.list_cases("үйқамақ", 0, 9, LANG).unwrap().total, 1);
    let term = place
        .session
        .read_vocabulary("act_type", LANG)
        .unwrap()
        .terms
        .pop()
        .unwrap();
    assert_eq!((term.label.as_str(), term.used), ("Выдуманный домашний арест", 3));
}

#[test]
fn what_is_no_term_of_this_vocabulary_is_refused() {
    let mut place = Place::with_a_case("Монитор");
    let of_another = id_of(&added(&mut place, &law("Выдуманный закон")));
    added(&mut place, &law("Дважды"));
    added(&mut place, &law("Дважды"));
    for wrong in [
        json!({ "term": of_another }),
        json!({ "term": "нет такого" }),
        json!({ "term": "00000000-0000-7000-8000-000000000000" }),
        json!({ "term": of_another, "label": "x" }),
    ] {
        let report = place.import(&json!({ "records": [
            { "kind": "person", "key": "p" },
            { "kind": "act", "case": "K-26-001", "victim": "p", "act_type": wrong },
        ] }));
        assert_eq!(report.refused.len(), 1, "{wrong}");
        let edit = object(&json!({ "priority": wrong }));
        assert_eq!(
            refused(place.session.edit_record("K-26-001", &edit)),
            ErrorCode::BadRecord,
            "{wrong}"
        );
    }
    let two = json!({ "records": [{ "kind": "proceeding", "case": "K-26-001", "proceeding_kind": "ombudsman", "legal_basis": { "term": "Дважды" } }] });
    assert_eq!(
        place.import(&two).refused.len(),
        1,
        "a label of two terms means neither"
    );
}

#[test]
fn a_list_by_which_the_program_decides_takes_no_own_term() {
    let mut place = Place::with_a_case("Монитор");
    let add = |place: &mut Place, vocabulary: &str, replaces: &str| {
        let new = NewTerm {
            vocabulary: vocabulary.to_owned(),
            replaces: replaces.to_owned(),
            ..law("Кто угодно")
        };
        place.session.add_term(&new, LANG)
    };
    assert_eq!(
        refused(add(&mut place, "identity_level", "")),
        ErrorCode::VocabularyClosed
    );
    assert_eq!(
        refused(add(&mut place, "no_such_list", "")),
        ErrorCode::NoSuchVocabulary
    );
    assert_eq!(refused(add(&mut place, "kz_law", "beating")), ErrorCode::BadRecord);
    assert_eq!(refused(place.session.add_term(&law("  "), LANG)), ErrorCode::BadRecord);
    let report = place.import(&json!({ "records": [
        { "kind": "term", "vocabulary": "consent_purpose", "label_ru": "Всё что угодно" },
        { "kind": "term", "vocabulary": { "other": "kz_law" }, "label_ru": "Мимо словаря" },
    ] }));
    assert_eq!(report.refused.len(), 2);
}

#[test]
fn a_retired_term_stays_readable_and_is_not_offered() {
    let mut place = Place::with_a_case("Монитор");
    let term = added(&mut place, &law("Выдуманный закон, ст. 5"));
    assert!(offered(&place, "proceeding", "legal_basis").contains(&term.label));
    assert!(!offered(&place, "act", "act_type").contains(&term.label));
    let body = object(
        &json!({ "proceeding_kind": "ombudsman", "legal_basis": ["cc_145", { "term": "Выдуманный закон, ст. 5" }] }),
    );
    let track = place.session.add_record("proceeding", Some("K-26-001"), &body).unwrap();
    let asked = object(
        &json!({ "proceeding": track.id, "step_type": "complaint_filed", "requested_qualification": [{ "term": id_of(&term) }] }),
    );
    place
        .session
        .add_record("proceeding_step", Some("K-26-001"), &asked)
        .unwrap();
    let retired = place.session.retire_term(&id_of(&term), true, LANG).unwrap();
    assert!(retired.is_retired && retired.used == 2);
    assert!(!offered(&place, "proceeding", "legal_basis").contains(&term.label));
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    assert!(
        page.timeline
            .iter()
            .any(|item| item.detail.contains("Выдуманный закон, ст. 5"))
    );
    // An edit of what was written with it does not stumble over it.
    let title = object(&json!({ "title": "Новое название" }));
    place.session.edit_record(&track.id.to_string(), &title).unwrap();
    assert!(
        !place
            .session
            .retire_term(&id_of(&term), false, LANG)
            .unwrap()
            .is_retired
    );
    assert!(offered(&place, "proceeding", "legal_basis").contains(&term.label));
}

#[test]
fn a_term_in_the_trash_is_still_said_where_versions_are_compared() {
    let mut place = Place::with_a_case("Монитор");
    let term = added(&mut place, &law("Выдуманный закон"));
    let body = object(&json!({ "proceeding_kind": "ombudsman", "legal_basis": [{ "term": id_of(&term) }] }));
    let track = place
        .session
        .add_record("proceeding", Some("K-26-001"), &body)
        .unwrap()
        .id
        .to_string();
    place
        .session
        .edit_record(&track, &object(&json!({ "legal_basis": ["cc_145"] })))
        .unwrap();
    let changes = |place: &Place| {
        place.session.compare_revisions(&track, 1, 2, LANG).unwrap()[0]
            .before
            .clone()
    };
    assert_eq!(changes(&place), "Выдуманный закон");
    place.session.delete_record(&id_of(&term), LANG).unwrap();
    assert!(
        !changes(&place).contains(&id_of(&term)),
        "an id says nothing to anybody"
    );
}

/// A case that uses an own term in a record, and another one in an organisation it names.
fn with_terms() -> Place {
    let mut place = Place::with_a_case("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "term", "key": "law", "vocabulary": "kz_law", "label_ru": "Выдуманный закон", "label_kk": "Ойдан шыққан заң", "confirmed_by": "Канарейка Юристова" },
        { "kind": "term", "key": "kind", "vocabulary": "organisation_kind", "label_ru": "Выдуманная дружина" },
        { "kind": "term", "vocabulary": "kz_law", "label_ru": "Закон, который никто не назвал" },
        { "kind": "person", "key": "p" },
        { "kind": "organisation", "key": "o", "name_ru": "Дружина", "organisation_kind": { "term": "kind" } },
        { "kind": "act", "key": "a", "case": "K-26-001", "victim": "p", "act_type": "threat", "qualifications_claimed": ["cc_145", { "term": "law" }] },
        { "kind": "involvement", "case": "K-26-001", "act": "a", "perpetrator_type": "organised_group", "organisation": "o" },
    ] }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    place
}

fn labels(place: &Place, name: &str) -> Vec<String> {
    let terms = place.session.read_vocabulary(name, LANG).unwrap().terms;
    terms
        .into_iter()
        .filter(|term| term.id.is_some())
        .map(|term| term.label)
        .collect()
}

#[test]
fn a_sealed_case_takes_the_terms_it_names_along_and_no_others() {
    let (mut monitor, mut lawyer) = (with_terms(), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let (bundle, mut asked) = (monitor.path("b.age"), request("Адвокат"));
    "Срочно".clone_into(&mut asked.consent_override);
    monitor.seal_as(&asked, &bundle).unwrap();
    lawyer.open(&bundle).unwrap();
    assert_eq!(labels(&lawyer, "kz_law"), ["Выдуманный закон"]);
    assert_eq!(labels(&lawyer, "organisation_kind"), ["Выдуманная дружина"]);
    assert!(offered(&lawyer, "act", "qualifications_claimed").contains(&"Выдуманный закон".to_owned()));
    // Once more changes nothing.
    let again = lawyer.open(&bundle).unwrap();
    assert_eq!((again.taken, again.conflicting), (0, 0));
}

#[test]
fn a_redacted_case_names_its_terms_under_other_ids_and_says_their_labels() {
    let mut monitor = with_terms();
    let stranger = Identity::generate();
    let mut withheld = request(&stranger.recipient().to_string());
    withheld.withhold_identity = true;
    "Срочно".clone_into(&mut withheld.consent_override);
    let out = monitor.path("b.age");
    monitor.seal_as(&withheld, &out).unwrap();
    let tar = tar_of(&out, &stranger);
    let law = monitor.session.read_vocabulary("kz_law", LANG).unwrap().terms;
    let law = law.iter().find(|term| term.label == "Выдуманный закон").unwrap();
    assert!(!holds(&tar, &id_of(law)), "no id of this vault");
    assert!(!holds(&tar, "Канарейка"), "who confirmed it identifies");
    let text = String::from_utf8_lossy(&tar);
    let named = text
        .split("\"term\":\"")
        .nth(1)
        .and_then(|rest| rest.get(..36))
        .unwrap();
    assert!(
        text.matches(named).count() >= 2,
        "the value leads to the term that travels"
    );
    // In the records once for each, and in the dossier where it is used.
    let page = &text[text
        .find("<!DOCTYPE html>")
        .or_else(|| text.find("<!doctype html>"))
        .unwrap()..];
    assert!(page.contains("Выдуманный закон") && page.contains("Выдуманная дружина"));
    let absent: Value = json!("слово, которого здесь нет");
    assert!(!page.contains(absent.as_str().unwrap()));
}
