//! What the page of each story shows: its tracks, its sentences, who stands beside it, and what is asked next.

use super::{SCENARIOS, take, told};
use crate::common::Place;
use sandyq_casework::view::{CasePage, Question, TimelinePart};
use sandyq_domain::{KINDS, Lang};
use serde_json::json;

fn page(name: &str, lang: Lang) -> CasePage {
    let (place, _) = told(name);
    let (_, _, code) = SCENARIOS.iter().find(|(known, _, _)| *known == name).unwrap();
    place.session.show_case(code, lang).unwrap()
}

#[test]
fn every_instance_that_refused_stands_on_its_track_in_order_with_its_words() {
    let page = page("01-robbed-and-held", Lang::Ru);
    let equality = page.tracks.iter().find(|track| track.refusals == 5).unwrap();
    assert_eq!(equality.stage, "заявление не приняли");
    let stations: Vec<(&str, &str)> = equality
        .stations
        .iter()
        .map(|station| (station.mode.as_str(), station.words.as_str()))
        .collect();
    let expected = [
        ("устный отказ", "«Иди отсюда, пока саму не оформили»"),
        (
            "только запись в журнале",
            "«Списано в номенклатурное дело, оснований для регистрации нет»",
        ),
        ("письменный отказ", "«Доводы не нашли подтверждения»"),
        ("вернули заявление", "«Направлено в тот же город для рассмотрения»"),
        ("письменный отказ", "«Состав уголовного правонарушения отсутствует»"),
    ];
    assert_eq!(stations.len(), 5);
    for ((mode, words), (expected_mode, expected_words)) in stations.iter().zip(expected) {
        assert_eq!((*mode, *words), (expected_mode, expected_words));
    }
    assert!(
        equality
            .stations
            .iter()
            .all(|station| station.is_refusal && !station.asked.is_empty())
    );
    assert!(equality.stations[0].who.contains("дежурный офицер"));
    let un = page.tracks.iter().find(|track| track.stations.is_empty()).unwrap();
    assert_eq!((un.stage.as_str(), page.tracks.len()), ("готовится", 4));
}

#[test]
fn nine_proceedings_are_nine_tracks_in_time_each_ended_or_requalified() {
    let page = page("09-nine-proceedings", Lang::En);
    assert_eq!(page.tracks.len(), 9);
    for track in &page.tracks {
        assert!(!track.outcome.is_empty(), "{} has no end", track.title);
        assert!(
            track.stations.iter().any(|station| station.is_refusal),
            "{}",
            track.title
        );
        assert!(track.numbers[0].starts_with("KUI "), "{}", track.title);
    }
    let years: Vec<&str> = page
        .tracks
        .iter()
        .filter_map(|track| track.stations[0].when.split(' ').next_back())
        .collect();
    assert!(years.len() == 9 && years.is_sorted(), "{years:?}");
}

#[test]
fn acts_are_sentences_about_codes_that_need_no_ending() {
    let page = |lang| page("01-robbed-and-held", lang);
    let said = |lang, what: usize| page(lang).sentences[what].text.clone();
    let victim = page(Lang::En).row.victims[0].clone();
    let robbers = "первый, в синей куртке; второй";
    assert_eq!(said(Lang::Ru, 0), format!("{victim} ограбили: {robbers} (помогал)"));
    assert!(said(Lang::En, 0).starts_with(&format!("{victim} was robbed by {robbers}")));
    assert!(said(Lang::Kk, 0).starts_with(&format!("{victim} тоналды. Кім: {robbers}")));
    assert!(said(Lang::Ru, 1).starts_with(&format!(
        "{victim} незаконно задержали: патрульные, двое (на службе); P-"
    )));
    assert!(
        page(Lang::Ru).sentences[1]
            .scene
            .starts_with("Ночь в отделении · город Н.")
    );
}

#[test]
fn those_who_suffered_the_same_from_the_same_in_one_event_share_a_sentence() {
    let mut place = Place::new("Монитор");
    let act = |key: &str, victim: &str, kind: &str| json!({ "kind": "act", "key": key, "case": "case", "event": "event", "victim": victim, "act_type": kind });
    let by = |act: &str| json!({ "kind": "involvement", "case": "case", "act": act, "perpetrator_type": "police_patrol", "on_duty": "yes" });
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "case", "code": "K-26-001" },
        { "kind": "person", "key": "one", "code": "P-201" }, { "kind": "person", "key": "two", "code": "P-202" },
        { "kind": "event", "key": "event", "case": "case", "title": "Облава", "date": "2025-09-28" },
        act("a", "one", "beating"), act("b", "two", "beating"), act("c", "one", "threat"), act("d", "two", "beating"),
        by("a"), by("b"), by("c"),
    ] }));
    assert!(report.refused.is_empty());
    let said = |lang| {
        let page = place.session.show_case("K-26-001", lang).unwrap();
        page.sentences
            .into_iter()
            .map(|one| (one.text, one.acts.len()))
            .collect::<Vec<_>>()
    };
    let expected = [
        ("P-201, P-202 were beaten by police, patrol (on duty)", 2),
        ("P-201 was threatened by police, patrol (on duty)", 1),
        ("P-202 was beaten", 1),
    ];
    assert_eq!(said(Lang::En), expected.map(|(text, acts)| (text.to_owned(), acts)));
    assert!(said(Lang::Ru)[0].0.starts_with("P-201, P-202 избили: "));
    assert!(said(Lang::Kk)[0].0.starts_with("P-201, P-202 ұрып-соғылды. Кім: "));
}

#[test]
fn roles_come_from_links_of_people_and_organisations() {
    let page = page("01-robbed-and-held", Lang::Ru);
    let roles = |has: &str| {
        page.people
            .iter()
            .filter(|one| one.roles.iter().any(|role| role.starts_with(has)))
            .count()
    };
    assert_eq!(roles("пострадавший человек: ограбление, незаконное задержание"), 1);
    assert_eq!(roles("причастен к нарушению: незаконное задержание"), 1);
    assert_eq!(roles("адвокат"), 1);
    assert_eq!(roles("сосед(ка) (P-"), 1);
    let prosecutor = page
        .organisations
        .iter()
        .find(|one| one.name == "Прокуратура города Н.")
        .unwrap();
    assert_eq!(prosecutor.roles, ["орган в производстве", "1 отказ"]);
    assert_eq!(page.relations.len(), 3);
}

#[test]
fn a_vague_date_is_a_span_and_an_unknown_one_waits_at_the_end_with_its_words() {
    let mut place = Place::with_a_case("Монитор");
    let event = |title: &str, date: &str| json!({ "kind": "event", "case": "K-26-001", "title": title, "date": date });
    let report = place.import(&json!({ "records": [
        event("День", "2024-03-21"), event("Весна", "весна 2024"), event("Год", "2024"), event("Когда-то", "как сошёл снег с крыши"),
        { "kind": "event", "case": "K-26-001", "title": "Без даты" },
        { "kind": "note", "case": "K-26-001", "text": "Без даты и не событие" },
        { "kind": "task", "case": "K-26-001", "what": "Впереди", "due": "2099-02-01" },
        { "kind": "task", "case": "K-26-001", "what": "Уже сделано", "due": "2099-02-01", "status": "done" },
    ] }));
    assert!(report.refused.is_empty());
    let page = place.session.show_case("K-26-001", Lang::Ru).unwrap();
    let of = |title: &str| page.timeline.iter().find(|item| item.title == title).unwrap();
    assert_eq!(
        (of("День").vagueness, of("Весна").vagueness, of("Год").vagueness),
        (0, 3, 4)
    );
    assert!(of("Весна").counted.contains("1 марта") && of("День").counted.is_empty());
    let someday = of("Когда-то");
    assert_eq!(
        (someday.told.as_str(), someday.part),
        ("как сошёл снег с крыши", TimelinePart::Undated)
    );
    assert_eq!(
        (of("Без даты").part, of("Без даты").date_field.as_str()),
        (TimelinePart::Undated, "date")
    );
    assert_eq!(
        (of("Впереди").part, of("Впереди").kind.as_str()),
        (TimelinePart::Ahead, "deadline")
    );
    assert!(
        !page
            .timeline
            .iter()
            .any(|item| item.title == "Уже сделано" || item.kind == "note")
    );
    let parts: Vec<TimelinePart> = page.timeline.iter().map(|item| item.part).collect();
    assert!(parts.is_sorted());
}

#[test]
fn every_question_opens_a_form_that_exists_at_a_field_of_it() {
    let mut asked: Vec<Question> = Vec::new();
    for (name, _, _) in SCENARIOS {
        asked.extend(page(name, Lang::Kk).row.questions);
    }
    assert!(asked.len() > 5);
    for question in asked {
        let spec = KINDS.iter().find(|kind| kind.name == question.kind).unwrap();
        let fits = |field: &str| spec.field(field).is_some();
        assert!(
            question.field.is_empty() || fits(&question.field),
            "{}.{}",
            question.kind,
            question.field
        );
        assert!(question.with.keys().all(|field| fits(field)));
        assert!(!question.text.starts_with('['), "{}", question.text);
    }
}

#[test]
fn what_new_kinds_lack_is_asked_and_what_was_declined_is_not() {
    let mut place = Place::new("Монитор");
    place.import(&json!({ "records": [
        { "kind": "case", "key": "case", "code": "K-26-001" },
        { "kind": "person", "key": "one" },
        { "kind": "event", "key": "event", "case": "case", "title": "Удержание", "date": "2025-03-01", "locality": "Н." },
        { "kind": "act", "key": "held", "case": "case", "event": "event", "victim": "one", "act_type": "unlawful_detention", "medical_check": "no" },
        { "kind": "act", "key": "threat", "case": "case", "event": "event", "victim": "one", "act_type": "threat" },
        { "kind": "involvement", "case": "case", "act": "held", "perpetrator_type": "police_patrol" },
        { "kind": "involvement", "case": "case", "act": "threat", "perpetrator_type": "police_patrol" },
        { "kind": "consent", "case": "case", "person": "one", "purpose": "legal_help", "identity_level": "pseudonym", "expires": "2025-04-01" },
        { "kind": "proceeding", "key": "track", "case": "case", "proceeding_kind": "pre_trial_criminal", "current_stage": "filed" },
        { "kind": "proceeding_step", "key": "step", "case": "case", "proceeding": "track", "date": "2025-03-02", "step_type": "complaint_filed", "result": "refused" },
        { "kind": "medical_finding", "case": "case", "person": "one", "date": "2025-03-02", "finding": "Ушиб" },
    ] }));
    let asked = |place: &Place| {
        let questions = place.session.show_case("K-26-001", Lang::En).unwrap().row.questions;
        questions.into_iter().map(|one| one.field).collect::<Vec<_>>()
    };
    let fields = [
        "hours_held",
        "threats",
        "expires",
        "refusal_mode",
        "refusal_words",
        "",
        "document",
    ];
    assert_eq!(asked(&place), fields);
    let page = place.session.show_case("K-26-001", Lang::En).unwrap();
    let answer = |kind: &str| {
        page.records
            .iter()
            .find(|line| line.kind == kind)
            .unwrap()
            .id
            .to_string()
    };
    for (kind, field) in [
        ("act", "hours_held"),
        ("proceeding_step", "refusal_words"),
        ("medical_finding", "document"),
    ] {
        let body = json!({ "answers": { field: "declined" } });
        place
            .session
            .edit_record(&answer(kind), body.as_object().unwrap())
            .unwrap();
    }
    assert_eq!(asked(&place), ["threats", "expires", "refusal_mode", ""]);
}

#[test]
fn a_link_between_events_of_two_cases_shows_on_both_pages() {
    let mut place = Place::new("Монитор");
    take(&mut place, "01-robbed-and-held");
    take(&mut place, "10-discussion");
    let event = |place: &Place, code: &str| {
        let page = place.session.show_case(code, Lang::Ru).unwrap();
        page.records
            .iter()
            .find(|line| line.kind == "event")
            .unwrap()
            .id
            .to_string()
    };
    let (from, to) = (event(&place, "K-26-101"), event(&place, "K-26-110"));
    let report = place.import(&json!({ "records": [
        { "kind": "event_link", "case": "K-26-101", "from_event": from, "link_type": "same_method", "to_event": to },
    ] }));
    assert!(report.refused.is_empty());
    for (code, other) in [("K-26-101", "K-26-110"), ("K-26-110", "K-26-101")] {
        let linked = place.session.show_case(code, Lang::Ru).unwrap().linked;
        assert_eq!(linked.len(), 1, "{code}");
        assert_eq!(
            (linked[0].code.as_str(), linked[0].links[0].as_str()),
            (other, "тот же способ")
        );
    }
}
