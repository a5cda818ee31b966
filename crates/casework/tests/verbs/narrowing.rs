//! Lists narrowed and ordered among many: nothing that answers is missed, and nothing is offered that answers nothing.

use crate::common::{LANG, Place, refused};
use sandyq_casework::view::{CaseQuery, CaseSort, FieldFilter};
use sandyq_casework::{ErrorCode, filter_written};
use sandyq_domain::fold;
use serde_json::{Value, json};

fn with(records: Vec<Value>) -> Place {
    let mut place = Place::new("Координатор");
    let report = place.import(&json!({ "records": records }));
    assert!(report.refused.is_empty());
    place
}

fn codes(place: &Place, query: &str, filters: &[&str], sort: CaseSort) -> Vec<String> {
    let asked = CaseQuery {
        query: query.to_owned(),
        filters: filters.iter().map(|written| filter_written(written).unwrap()).collect(),
        sort,
        limit: 500,
        offset: 0,
    };
    let list = place.session.find_cases(&asked, LANG).unwrap();
    assert_eq!(list.total as usize, list.rows.len(), "what is counted can be reached");
    list.rows.into_iter().map(|row| row.code).collect()
}

/// Three hundred cases with a word, the oldest of which alone is urgent.
fn crowd() -> Place {
    let mut records = Vec::new();
    for n in 1..=300 {
        let (key, priority) = (format!("c{n}"), if n == 1 { "urgent" } else { "low" });
        records.push(json!({ "kind": "case", "key": key, "code": format!("K-26-{n:03}"), "priority": priority }));
        records.push(json!({ "kind": "note", "case": key, "text": "видели у вокзала" }));
    }
    with(records)
}

#[test]
fn a_narrow_filter_finds_its_case_and_its_place_among_many_newer_ones() {
    let place = crowd();
    let urgent = "case.priority=urgent";
    assert_eq!(codes(&place, "вокзала", &[urgent], CaseSort::Recent), ["K-26-001"]);
    let hits = place
        .session
        .search_among("вокзала", &[filter_written(urgent).unwrap()], LANG)
        .unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].case_code, "K-26-001");
}

#[test]
fn every_case_in_which_the_words_stand_is_counted_and_can_be_reached_in_any_order() {
    let place = crowd();
    for sort in [CaseSort::Recent, CaseSort::Code, CaseSort::Priority] {
        assert_eq!(codes(&place, "вокзала", &[], sort).len(), 300);
    }
    assert_eq!(codes(&place, "вокзала", &[], CaseSort::Priority)[0], "K-26-001");
}

fn one_person_in_two_cases() -> Vec<Value> {
    vec![
        json!({ "kind": "case", "key": "a", "code": "K-26-001", "priority": "low" }),
        json!({ "kind": "case", "key": "b", "code": "K-26-002", "priority": "urgent" }),
        json!({ "kind": "person", "key": "p", "gender_identity": "trans_woman" }),
        json!({ "kind": "person_identity", "person": "p", "legal_name": "Вымышлева Айна" }),
        json!({ "kind": "organisation", "key": "o", "name_ru": "Отдел", "organisation_kind": "police" }),
        json!({ "kind": "organisation", "name_ru": "Нигде не названа", "organisation_kind": "court" }),
        json!({ "kind": "act", "key": "x", "case": "a", "victim": "p", "act_type": "beating" }),
        json!({ "kind": "act", "case": "a", "victim": "p", "act_type": "beating" }),
        json!({ "kind": "act", "case": "b", "victim": "p", "act_type": "threat" }),
        json!({ "kind": "involvement", "case": "a", "act": "x", "organisation": "o", "perpetrator_type": "police_patrol" }),
        json!({ "kind": "submission", "addressed_to": "cat", "document_type": "individual_communication", "cases": ["a"] }),
        json!({ "kind": "recommendation", "issued_by": "cat", "text": "Расследовать", "topics": ["пытки"], "cases": ["b"] }),
    ]
}

#[test]
fn a_person_whom_two_cases_name_is_found_in_whichever_is_asked_about() {
    let place = with(one_person_in_two_cases());
    for (value, code) in [("low", "K-26-001"), ("urgent", "K-26-002")] {
        let filter = filter_written(&format!("case.priority={value}")).unwrap();
        let hits = place.session.search_among("Вымышлева", &[filter], LANG).unwrap();
        assert_eq!(hits.len(), 1, "{value}");
        assert_eq!(hits[0].case_code, code);
    }
}

#[test]
fn every_value_that_is_offered_finds_as_many_cases_as_it_says() {
    let place = with(one_person_in_two_cases());
    let mut seen = 0;
    for field in place.session.list_filter_fields(LANG).unwrap() {
        for value in place.session.list_filter_values(&field.field, LANG).unwrap() {
            let filter = format!("{}={}", field.field, value.value);
            assert_eq!(
                codes(&place, "", &[&filter], CaseSort::Code).len(),
                value.cases as usize,
                "{filter}"
            );
            assert!(value.cases > 0, "{filter}");
            seen += 1;
        }
    }
    assert!(seen > 8);
    let courts = place
        .session
        .list_filter_values("organisation.organisation_kind", LANG)
        .unwrap();
    assert!(courts.iter().all(|value| value.value != "court"), "no case names it");
}

#[test]
fn codes_go_by_their_numbers_and_one_that_collided_follows_its_like() {
    let records =
        ["K-26-1000", "K-26-101", "K-26-999", "K-25-1200"].map(|code| json!({ "kind": "case", "code": code }));
    let place = with(records.into());
    assert_eq!(
        codes(&place, "", &[], CaseSort::Code),
        ["K-25-1200", "K-26-101", "K-26-999", "K-26-1000"]
    );
}

#[test]
fn a_misspelt_value_is_refused_and_one_with_a_comma_can_be_written() {
    for (written, code) in [
        ("act.act_type=beatng", ErrorCode::NoSuchValue),
        ("act.act_type=beating,beatng", ErrorCode::NoSuchValue),
        ("act.act_type=term:beating", ErrorCode::NoSuchValue),
        ("case.is_practice=no", ErrorCode::NoSuchValue),
        ("act.colour=red", ErrorCode::NoSuchFilter),
        ("act.act_type", ErrorCode::NoSuchFilter),
    ] {
        assert_eq!(refused(filter_written(written)), code, "{written}");
    }
    for written in [
        "act.act_type=other",
        "act.act_type=unknown",
        "case.is_practice=yes",
        "case.tags=что угодно",
    ] {
        assert!(filter_written(written).is_ok(), "{written}");
    }
    let place = with(vec![
        json!({ "kind": "case", "code": "K-26-001", "tags": ["ночь, улица", "день"] }),
    ]);
    for filter in ["case.tags=\"ночь, улица\"", "case.tags=вечер,\"ночь, улица\""] {
        assert_eq!(codes(&place, "", &[filter], CaseSort::Recent), ["K-26-001"], "{filter}");
    }
    assert!(codes(&place, "", &["case.tags=ночь, улица"], CaseSort::Recent).is_empty());
}

#[test]
fn a_kept_filter_forgets_the_tag_of_a_case_that_was_forgotten_and_keeps_what_others_have() {
    let mut place = with(vec![
        json!({ "kind": "case", "code": "K-26-001", "tags": ["Айна-с-вокзала", "общее"] }),
        json!({ "kind": "case", "code": "K-26-002", "tags": ["общее"] }),
    ]);
    let filter = |values: &[&str]| FieldFilter {
        field: "case.tags".to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    place
        .session
        .save_filter("оба", &[filter(&["Айна-с-вокзала", "общее"])], CaseSort::Code)
        .unwrap();
    place
        .session
        .save_filter("один", &[filter(&["Айна-с-вокзала"])], CaseSort::Code)
        .unwrap();
    let id = place
        .session
        .show_case("K-26-001", LANG)
        .unwrap()
        .row
        .line
        .id
        .to_string();
    place.session.delete_record(&id, LANG).unwrap();
    let kept = json!(place.session.list_filters(LANG).unwrap()).to_string();
    assert!(kept.contains("вокзала"), "it may come back from the trash");
    place.session.forget_record(&id, LANG).unwrap();
    let kept = place.session.list_filters(LANG).unwrap();
    assert!(!json!(kept).to_string().contains("вокзала"));
    assert_eq!(kept.len(), 1, "with no condition left it would answer with everything");
    let both = kept.iter().find(|one| one.name == "оба").unwrap();
    assert_eq!(both.filters[0].values, ["общее"]);
}

#[test]
fn a_tag_is_one_tag_in_either_letter_case() {
    let place = with(vec![
        json!({ "kind": "case", "code": "K-26-001", "tags": ["Ночь"] }),
        json!({ "kind": "case", "code": "K-26-002", "tags": ["ночь"] }),
        json!({ "kind": "case", "code": "K-26-003", "tags": ["ночь", "Ночь", "день"] }),
    ]);
    for filter in ["case.tags=ночь", "case.tags=НОЧЬ"] {
        assert_eq!(codes(&place, "", &[filter], CaseSort::Code).len(), 3, "{filter}");
    }
    let values = place.session.list_filter_values("case.tags", LANG).unwrap();
    let told: Vec<_> = values.iter().map(|value| (fold(&value.value), value.cases)).collect();
    assert_eq!(told, [("ночь".to_owned(), 3), ("день".to_owned(), 1)]);
}

#[test]
fn what_identifies_is_no_filter_while_names_are_hidden() {
    let mut place = with(vec![
        json!({ "kind": "case", "key": "a", "code": "K-26-001" }),
        json!({ "kind": "person", "key": "p", "hiv": "yes" }),
        json!({ "kind": "act", "case": "a", "victim": "p", "act_type": "threat" }),
    ]);
    let filter = filter_written("person.hiv=yes").unwrap();
    place
        .session
        .save_filter("доверенное", &[filter], CaseSort::Code)
        .unwrap();
    let shown = |place: &Place| {
        let fields = place.session.list_filter_fields(LANG).unwrap();
        let values = place.session.list_filter_values("person.hiv", LANG).unwrap().len();
        let kept = place.session.list_filters(LANG).unwrap().len();
        (fields.iter().any(|field| field.field == "person.hiv"), values, kept)
    };
    assert_eq!(shown(&place), (true, 1, 1));
    place.session.hide_names(true).unwrap();
    assert_eq!(shown(&place), (false, 0, 0));
    place.session.hide_names(false).unwrap();
    assert_eq!(shown(&place), (true, 1, 1));
}
