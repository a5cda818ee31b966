//! Lists by what records answer, and in which order: compared with a naive reading of every body.

use crate::common::{LANG, Place, refused};
use sandyq_casework::view::{CaseLine, CaseQuery, CaseSort, FieldFilter};
use sandyq_casework::{ErrorCode, filter_written};
use sandyq_domain::{Lang, coded_values, sort_key};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn filter(field: &str, values: &[&str]) -> FieldFilter {
    FieldFilter {
        field: field.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

fn query(filters: Vec<FieldFilter>, sort: CaseSort) -> CaseQuery {
    CaseQuery {
        filters,
        sort,
        limit: 500,
        ..CaseQuery::default()
    }
}

fn codes(place: &Place, filters: Vec<FieldFilter>, sort: CaseSort) -> Vec<String> {
    let list = place.session.find_cases(&query(filters, sort), LANG).unwrap();
    assert_eq!(list.total as usize, list.rows.len());
    list.rows.into_iter().map(|row| row.code).collect()
}

fn four_cases() -> Place {
    let mut place = Place::new("Документалист");
    let case = |key: &str, more: Value| {
        let mut case = json!({ "kind": "case", "key": key });
        for (field, value) in more.as_object().unwrap() {
            case[field] = value.clone();
        }
        case
    };
    let report = place.import(&json!({ "records": [
        case("a", json!({ "title": "Өзен жағасында", "priority": "low", "tags": ["общежитие"], "opened": "2024-05-01" })),
        case("b", json!({ "title": "Орталықта", "priority": "urgent", "risk_level": "unknown", "opened": "2026-01" })),
        case("c", json!({ "title": "Іс басталды", "priority": { "other": "Канарейка" }, "tags": ["общежитие", "ночь"] })),
        case("d", json!({})),
        { "kind": "person", "key": "p", "gender_identity": "trans_woman" },
        { "kind": "act", "case": "a", "victim": "p", "act_type": "beating" },
        { "kind": "act", "key": "threat", "case": "a", "act_type": "threat", "victim": "p" },
        { "kind": "act", "case": "b", "act_type": "threat", "victim": "p" },
    ] }));
    assert!(
        report.refused.is_empty(),
        "{:?}",
        report.refused.first().map(|one| &one.why)
    );
    place
}

#[test]
fn a_filter_that_is_none_is_refused_and_what_is_typed_never_becomes_sql() {
    let mut place = four_cases();
    let long = "ы".repeat(10_000);
    for field in [
        "",
        "act",
        "act.",
        "act.colour",
        "case.title",
        "person_identity.legal_name",
        "person_identity.aliases",
        "person_identity.contacts",
        "organisation.contacts",
        "proceeding.official_numbers",
        "act.act_type' OR 1=1 --",
        &long,
    ] {
        let asked = query(vec![filter(field, &["beating"])], CaseSort::Recent);
        assert_eq!(
            refused(place.session.find_cases(&asked, LANG)),
            ErrorCode::NoSuchFilter,
            "{field}"
        );
        assert_eq!(
            refused(place.session.list_filter_values(field, LANG)),
            ErrorCode::NoSuchFilter
        );
        assert_eq!(
            refused(place.session.save_filter("x", &asked.filters, CaseSort::Code)),
            ErrorCode::NoSuchFilter
        );
    }
    for value in ["' OR 1=1 --", "\") OR (1=1", "[]", "", long.as_str()] {
        assert!(
            codes(&place, vec![filter("act.act_type", &[value])], CaseSort::Title).is_empty(),
            "{value}"
        );
    }
    let many = vec![filter("act.act_type", &["beating"]); 13];
    assert_eq!(
        refused(place.session.find_cases(&query(many, CaseSort::Recent), LANG)),
        ErrorCode::NoSuchFilter
    );
    assert!(codes(&place, vec![filter("act.act_type", &[])], CaseSort::Recent).is_empty());
    for written in ["act.act_type", "=beating", "act.colour=red"] {
        assert_eq!(refused(filter_written(written)), ErrorCode::NoSuchFilter);
    }
}

#[test]
fn values_of_one_field_are_alternatives_and_fields_narrow_one_another() {
    let place = four_cases();
    let found = |filters: &[FieldFilter]| codes(&place, filters.to_vec(), CaseSort::Code);
    let (beating, threat) = (
        filter("act.act_type", &["beating"]),
        filter("act.act_type", &["threat"]),
    );
    assert_eq!(found(std::slice::from_ref(&beating)), ["K-26-001"]);
    assert_eq!(found(std::slice::from_ref(&threat)), ["K-26-001", "K-26-002"]);
    assert_eq!(
        found(&[filter("act.act_type", &["beating", "threat"])]),
        ["K-26-001", "K-26-002"]
    );
    assert_eq!(found(&[beating, threat.clone()]), ["K-26-001"]);
    assert_eq!(found(&[threat, filter("case.priority", &["urgent"])]), ["K-26-002"]);
    // A reserved answer is an answer, words of one's own are "other", a person is found through what names them.
    assert_eq!(found(&[filter("case.risk_level", &["unknown"])]), ["K-26-002"]);
    assert_eq!(found(&[filter("case.priority", &["other"])]), ["K-26-003"]);
    assert_eq!(found(&[filter("case.tags", &["общежитие"])]), ["K-26-001", "K-26-003"]);
    assert_eq!(
        found(&[filter("person.gender_identity", &["trans_woman"])]),
        ["K-26-001", "K-26-002"]
    );
    assert_eq!(
        found(&[filter_written(" act.act_type = threat, beating").unwrap()]),
        ["K-26-001", "K-26-002"]
    );
}

#[test]
fn titles_follow_the_readers_alphabet_and_what_says_nothing_comes_last() {
    let place = four_cases();
    let titles = |lang: Lang| -> Vec<String> {
        let asked = query(Vec::new(), CaseSort::Title);
        let rows = place.session.find_cases(&asked, lang).unwrap().rows;
        rows.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(titles(Lang::Kk), ["Орталықта", "Өзен жағасында", "Іс басталды", ""]);
    assert_eq!(titles(Lang::Ru), ["Іс басталды", "Орталықта", "Өзен жағасында", ""]);
    assert_eq!(
        codes(&place, Vec::new(), CaseSort::Opened)[..2],
        ["K-26-002", "K-26-001"]
    );
    assert_eq!(
        codes(&place, Vec::new(), CaseSort::Priority)[..2],
        ["K-26-002", "K-26-001"]
    );
}

#[test]
fn words_and_an_order_together_give_the_cases_of_the_words_in_that_order() {
    let mut place = Place::new("Документалист");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "title": "Яблоня у дома" }, { "kind": "case", "title": "Апорт у дома" },
        { "kind": "case", "title": "Миндаль у дома" }, { "kind": "case", "title": "Без слова" },
    ] }));
    assert!(report.refused.is_empty());
    let asked = CaseQuery {
        query: "дома".to_owned(),
        ..query(Vec::new(), CaseSort::Title)
    };
    let rows = place.session.find_cases(&asked, LANG).unwrap().rows;
    let titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["Апорт у дома", "Миндаль у дома", "Яблоня у дома"]);
}

#[test]
fn no_name_and_no_number_is_offered_as_a_value_and_a_tag_is_shown_as_written() {
    let mut place = Place::new("Документалист");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "a", "tags": ["term:важно"] },
        { "kind": "person", "key": "p" },
        { "kind": "person_identity", "person": "p", "aliases": ["Канарейкина"], "contacts": ["+7 701 000 00 00"] },
        { "kind": "organisation", "name_ru": "Пример", "contacts": ["secret@example.org"] },
        { "kind": "proceeding", "case": "a", "proceeding_kind": "ombudsman", "official_numbers": ["ЕРДР-000"] },
    ] }));
    assert!(report.refused.is_empty());
    let mut labels = Vec::new();
    for field in place.session.list_filter_fields(LANG).unwrap() {
        labels.extend(place.session.list_filter_values(&field.field, LANG).unwrap());
    }
    let labels: Vec<String> = labels.into_iter().map(|value| value.label).collect();
    assert!(labels.contains(&"term:важно".to_owned()));
    for secret in ["Канарейкина", "+7 701 000 00 00", "secret@example.org", "ЕРДР-000"] {
        assert!(!labels.iter().any(|label| label == secret), "{secret}");
    }
}

#[test]
fn what_was_deleted_counts_no_more_until_it_comes_back_and_what_was_forgotten_is_nobodys_value() {
    let mut place = four_cases();
    let night = || vec![filter("case.tags", &["ночь"])];
    let tags = |place: &Place| -> Vec<String> {
        let values = place.session.list_filter_values("case.tags", LANG).unwrap();
        values.into_iter().map(|value| value.value).collect()
    };
    assert_eq!(codes(&place, night(), CaseSort::Recent), ["K-26-003"]);
    let id = place
        .session
        .show_case("K-26-003", LANG)
        .unwrap()
        .row
        .line
        .id
        .to_string();
    place.session.delete_record(&id, LANG).unwrap();
    assert!(codes(&place, night(), CaseSort::Recent).is_empty() && !tags(&place).contains(&"ночь".to_owned()));
    place.session.restore_record(&id, LANG).unwrap();
    assert_eq!(codes(&place, night(), CaseSort::Recent), ["K-26-003"]);
    place.session.forget_record(&id, LANG).unwrap();
    assert!(codes(&place, night(), CaseSort::Recent).is_empty());
    assert_eq!(tags(&place), ["общежитие"]);
    // Reopened, the projection is what it was.
    let place = place.reopened();
    assert_eq!(tags(&place), ["общежитие"]);
}

#[test]
fn filters_are_kept_under_a_name_in_this_vault() {
    let mut place = four_cases();
    let filters = vec![filter("act.act_type", &["beating", "other"])];
    place
        .session
        .save_filter(" Избиения ", &filters, CaseSort::Risk)
        .unwrap();
    place.session.save_filter("Избиения", &filters, CaseSort::Code).unwrap();
    for name in ["", " ", "a\nb", &"ы".repeat(81)] {
        assert_eq!(
            refused(place.session.save_filter(name, &filters, CaseSort::Code)),
            ErrorCode::BadRecord
        );
    }
    let mut place = place.reopened();
    let saved = place.session.list_filters(Lang::Ru).unwrap();
    assert_eq!(
        (saved.len(), saved[0].name.as_str(), saved[0].sort),
        (1, "Избиения", CaseSort::Code)
    );
    assert!(saved[0].told[0].contains("избиение") && saved[0].filters == filters);
    assert!(place.session.remove_filter("Избиения").unwrap() && !place.session.remove_filter("Избиения").unwrap());
    assert!(place.session.list_filters(LANG).unwrap().is_empty());
}

#[test]
fn a_list_says_what_reading_every_body_says() {
    let mut place = Place::new("Документалист");
    place.session.generate(60, 5, &mut |_| {}).unwrap();
    let all = codes(&place, Vec::new(), CaseSort::Code);
    let pages: Vec<_> = all
        .iter()
        .map(|code| place.session.show_case(code, LANG).unwrap())
        .collect();
    let having = |field: &str, value: &str| -> Vec<String> {
        let (kind, name) = field.split_once('.').unwrap();
        let has = |id: &str| {
            let record = place.session.read_record(id).unwrap();
            record.kind == kind && coded_values(kind, &record.body).contains(&(leaked(name), value.to_owned()))
        };
        let in_page = |page: &&sandyq_casework::view::CasePage| {
            let people = page.people.iter().map(|person| person.id);
            let ids: BTreeSet<String> = page
                .records
                .iter()
                .map(|line| line.id)
                .chain(people)
                .chain([page.row.line.id])
                .map(|id| id.to_string())
                .collect();
            ids.iter().any(|id| has(id))
        };
        pages
            .iter()
            .filter(in_page)
            .map(|page| page.row.line.code.clone())
            .collect()
    };
    let mut compared = 0;
    for field in [
        "act.act_type",
        "case.priority",
        "person.gender_identity",
        "proceeding_step.refusal_mode",
        "event.region",
    ] {
        for value in place.session.list_filter_values(field, LANG).unwrap().iter().take(3) {
            assert_eq!(
                codes(&place, vec![filter(field, &[&value.value])], CaseSort::Code),
                having(field, &value.value),
                "{field}={}",
                value.value
            );
            compared += 1;
        }
    }
    assert!(compared > 9);
    // Page by page it is one list.
    let asked = |offset| CaseQuery {
        sort: CaseSort::Title,
        offset,
        limit: 7,
        ..CaseQuery::default()
    };
    // By the case's own title: one without shows the first words of what happened, and stands at the end.
    let own_title = |row: &CaseLine| {
        let body = place.session.read_record(&row.id.to_string()).unwrap().body;
        body.get("title").and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let paged: Vec<String> = (0..9)
        .flat_map(|n| place.session.find_cases(&asked(n * 7), Lang::Kk).unwrap().rows)
        .map(|row| own_title(&row))
        .collect();
    let mut sorted = paged.clone();
    sorted.sort_by_key(|title| (title.is_empty(), sort_key(title, Lang::Kk)));
    assert_eq!(paged, sorted);
    assert_eq!(paged.len(), 60);
}

fn leaked(name: &str) -> &'static str {
    sandyq_domain::KINDS
        .iter()
        .flat_map(|spec| spec.fields)
        .find(|field| field.name == name)
        .unwrap()
        .name
}
