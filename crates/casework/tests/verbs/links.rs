//! Links between cases: proposed with reasons, decided by a person, kept out of practice; groups told and drawn.

use crate::common::{LANG, Place, refused};
use sandyq_casework::view::{GroupView, LinkProposal};
use sandyq_casework::{ErrorCode, Ground};
use sandyq_domain::Lang;
use serde_json::{Value, json};

const SEVEN: &str = include_str!("../fixtures/scenarios/07-gang.json");
const NINE: &str = include_str!("../fixtures/scenarios/09-nine-proceedings.json");

fn with(documents: &[&str]) -> Place {
    let mut place = Place::new("Координатор");
    for document in documents {
        let report = place.import(&serde_json::from_str(document).unwrap());
        assert!(report.refused.is_empty());
    }
    place
}

fn told(proposals: &[LinkProposal]) -> Vec<String> {
    let told = proposals.iter().map(|one| {
        let sides: Vec<&str> = one.sides.iter().map(|side| side.code.as_str()).collect();
        format!("{} {} {}", one.finding, one.strength, sides.join("+"))
    });
    told.collect()
}

/// Three cases, each with an event; the first two with one telephone number written in two ways.
fn three_cases() -> Value {
    let mut records = vec![
        json!({ "kind": "perpetrator_mark", "key": "m1", "mark_kind": "phone", "value": "+7 700 000 07 07" }),
        json!({ "kind": "perpetrator_mark", "key": "m2", "mark_kind": "phone", "value": "8(700)0000707" }),
        json!({ "kind": "perpetrator_mark", "key": "m3", "mark_kind": "plate", "value": "123 АВС 02" }),
    ];
    for n in 1..=3 {
        let [case, event, act, person] = ["c", "e", "a", "p"].map(|key| format!("{key}{n}"));
        records.extend([
            json!({ "kind": "case", "key": case, "code": format!("K-26-00{n}"), "title": format!("Секретное название {n}") }),
            json!({ "kind": "person", "key": person, "code": format!("P-00{n}") }),
            json!({ "kind": "event", "key": event, "case": case, "date": format!("2025-0{n}-01"), "victims_known": 1 }),
            json!({ "kind": "act", "key": act, "case": case, "event": event, "victim": person, "act_type": "extortion" }),
            json!({ "kind": "involvement", "case": case, "act": act, "perpetrator_type": "unknown_private", "marks": [format!("m{n}")] }),
        ]);
    }
    json!({ "records": records })
}

#[test]
fn the_same_number_in_two_cases_is_proposed_and_accepting_links_their_events() {
    let mut place = with(&[&three_cases().to_string()]);
    let found = place.session.propose_links(LANG).unwrap();
    assert_eq!(told(&found.open), ["same-perpetrators strong K-26-001+K-26-002"]);
    assert_eq!(found.open[0].reasons.len(), 1);
    assert!(found.open[0].reasons[0].contains("77000000707"));

    let id = found.open[0].id.clone();
    assert_eq!(place.session.accept_link(&id, LANG).unwrap().records.len(), 1);
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
    assert_eq!(refused(place.session.accept_link(&id, LANG)), ErrorCode::NoSuchProposal);
    let linked = place.session.show_case("K-26-001", LANG).unwrap().linked;
    assert_eq!(linked[0].code, "K-26-002");
    // What it rests on is said, the number is not: a link is handed over with the case.
    let link = place
        .everything()
        .into_iter()
        .find(|record| record.contains("same_perpetrators"))
        .unwrap();
    assert!(link.contains("телефон") && !link.contains("0707"), "{link}");
}

#[test]
fn what_was_declined_stays_so_until_a_case_or_a_reason_is_new() {
    let mut place = with(&[&three_cases().to_string()]);
    let id = place.session.propose_links(LANG).unwrap().open[0].id.clone();
    assert_eq!(
        refused(place.session.decline_link("00000000", true)),
        ErrorCode::NoSuchProposal
    );
    place.session.decline_link(&id, true).unwrap();
    let mut place = place.reopened();
    let found = place.session.propose_links(LANG).unwrap();
    assert_eq!((found.open.len(), told(&found.declined).len()), (0, 1));
    place.session.decline_link(&id, false).unwrap();
    assert_eq!(place.session.propose_links(LANG).unwrap().open.len(), 1, "taken back");
    place.session.decline_link(&id, true).unwrap();

    // The plate of the third case is seen in the first as well: other cases, so another proposal.
    let third = json!({ "records": [
        { "kind": "perpetrator_mark", "key": "m", "mark_kind": "plate", "value": "123abc02" },
        { "kind": "act", "key": "a", "case": "K-26-001", "victim": "P-001", "act_type": "threat" },
        { "kind": "involvement", "case": "K-26-001", "act": "a", "perpetrator_type": "unknown_private", "marks": ["m"] },
    ] });
    assert!(place.import(&third).refused.is_empty());
    let found = place.session.propose_links(LANG).unwrap();
    assert_eq!(told(&found.open), ["same-perpetrators strong K-26-001+K-26-003"]);
    // Now in the second as well: a new reason for what was declined.
    let second = json!({ "records": [
        { "kind": "perpetrator_mark", "key": "m", "mark_kind": "plate", "value": "123-ABC-02" },
        { "kind": "act", "key": "a", "case": "K-26-002", "victim": "P-002", "act_type": "threat" },
        { "kind": "involvement", "case": "K-26-002", "act": "a", "perpetrator_type": "unknown_private", "marks": ["m"] },
    ] });
    assert!(place.import(&second).refused.is_empty());
    let found = place.session.propose_links(LANG).unwrap();
    assert_eq!(
        told(&found.open),
        ["same-perpetrators strong K-26-001+K-26-002+K-26-003"]
    );
    assert_eq!(told(&found.declined), ["same-perpetrators strong K-26-001+K-26-002"]);
}

#[test]
fn a_case_without_an_event_cannot_be_linked_and_nothing_is_half_linked() {
    let mut document = three_cases();
    let records = document["records"].as_array_mut().unwrap();
    records.retain(|record| record["kind"] != "event" || record["case"] != "c2");
    for record in records.iter_mut().filter(|record| record["key"] == "a2") {
        record.as_object_mut().unwrap().remove("event");
    }
    let mut place = with(&[&document.to_string()]);
    let before = place.everything();
    let id = place.session.propose_links(LANG).unwrap().open[0].id.clone();
    let failure = place.session.accept_link(&id, LANG).err().unwrap();
    assert_eq!(failure.code, ErrorCode::NoEventToLink);
    assert!(failure.text(LANG).contains("K-26-002"));
    assert_eq!(
        refused(place.session.group_cases(&["K-26-002".into()], "", LANG)),
        ErrorCode::NoEventToLink
    );
    assert_eq!(place.everything(), before);
}

#[test]
fn practice_is_never_proposed_nor_drawn_with_real_cases_and_what_is_in_the_trash_neither() {
    let mut document = three_cases();
    document["records"][8]["is_practice"] = json!(true);
    assert_eq!(document["records"][8]["code"], "K-26-002");
    let place = with(&[&document.to_string()]);
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());

    let mut place = with(&[&three_cases().to_string()]);
    let case = place
        .session
        .show_case("K-26-002", LANG)
        .unwrap()
        .row
        .line
        .id
        .to_string();
    place.session.delete_record(&case, LANG).unwrap();
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
    place.session.restore_record(&case, LANG).unwrap();
    assert_eq!(place.session.propose_links(LANG).unwrap().open.len(), 1);

    let mut place = Place::new("Координатор");
    place.session.add_practice(LANG).unwrap();
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
}

#[test]
fn one_person_under_two_codes_is_joined_by_one_change_that_can_be_undone() {
    let people = json!({ "records": [
        { "kind": "case", "key": "a", "code": "K-26-001" }, { "kind": "case", "key": "b", "code": "K-26-002" },
        { "kind": "person", "key": "p", "code": "P-001" }, { "kind": "person", "key": "q", "code": "P-002" },
        { "kind": "person_identity", "person": "p", "iin": "900101400019", "contacts": ["+7 700 000 11 22"] },
        { "kind": "person_identity", "person": "q", "iin": "900101 400019" },
        { "kind": "event", "key": "e", "case": "a" }, { "kind": "event", "key": "f", "case": "b" },
        { "kind": "event_link", "case": "b", "from_event": "f", "link_type": "part_of", "to_event": "e" },
        { "kind": "act", "case": "a", "event": "e", "victim": "p", "act_type": "threat" },
        { "kind": "act", "case": "b", "event": "f", "victim": "q", "act_type": "threat" },
    ] });
    let mut place = with(&[&people.to_string()]);
    let victims = |place: &Place| place.session.show_group("K-26-001", LANG).unwrap().victims_known;
    assert_eq!(victims(&place), 2);
    let found = place.session.propose_links(LANG).unwrap().open;
    assert_eq!(told(&found), ["same-person strong P-001+P-002"]);
    place.session.hide_names(true).unwrap();
    let hidden = json!(place.session.propose_links(LANG).unwrap()).to_string();
    assert!(!hidden.contains("900101") && hidden.contains("•••"));
    place.session.hide_names(false).unwrap();

    place.session.accept_link(&found[0].id, LANG).unwrap();
    assert_eq!(victims(&place), 1);
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
    let younger = found[0].sides[1].id.to_string();
    place.session.undo_record(&younger).unwrap();
    assert_eq!(victims(&place), 2);
    assert_eq!(place.session.propose_links(LANG).unwrap().open.len(), 1);
}

#[test]
fn hidden_names_hide_numbers_and_titles_of_proposals_and_groups() {
    let mut place = with(&[&three_cases().to_string(), SEVEN]);
    place.session.hide_names(true).unwrap();
    let shown = json!([
        place.session.propose_links(LANG).unwrap(),
        place.session.show_group("K-26-107", LANG).unwrap(),
        place.session.draw_group("K-26-107", Ground::Light, LANG).unwrap(),
    ]);
    for secret in ["0707", "Секретное", "Свидания-ловушки", "Встреча", "Тимур"] {
        assert!(!shown.to_string().contains(secret), "{secret}");
    }
}

fn group(place: &Place, case: &str) -> GroupView {
    place.session.show_group(case, LANG).unwrap()
}

#[test]
fn the_gang_of_scenario_seven_is_one_group_with_its_victims_known_and_estimated() {
    let place = with(&[SEVEN]);
    let seven = group(&place, "K-26-107");
    let codes: Vec<&str> = seven.cases.iter().map(|case| case.code.as_str()).collect();
    assert_eq!(codes, ["K-26-107", "K-26-117"]);
    assert_eq!(
        (seven.victims_known, seven.victims_least, seven.victims_most),
        (16, 16, Some(31))
    );
    let labels: Vec<&str> = seven.common.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels.len(), 3, "the number, the profile and the gang: {labels:?}");
    assert_eq!(seven.common[0].places, ["K-26-107", "K-26-117"]);
    assert_eq!(seven.pairs.len(), 2, "the same perpetrators and the same method");
    assert_eq!(json!(group(&place, "K-26-117")), json!(seven), "from whichever case");
    assert!(
        place.session.propose_links(LANG).unwrap().open.is_empty(),
        "linked by hand already"
    );

    for lang in Lang::ALL {
        let svg = place.session.draw_group("K-26-107", Ground::Light, lang).unwrap();
        assert!(svg.contains("K-26-117") && svg.contains("<circle"));
        for secret in ["700 000", "77000000707", "Тимур", "Небылицын", "Закат", "Свидания"] {
            assert!(!svg.contains(secret), "{secret} is in the picture");
        }
    }
}

#[test]
fn the_nine_attacks_of_scenario_nine_are_one_chain_on_one_woman() {
    let place = with(&[NINE]);
    let nine = group(&place, "K-26-109");
    assert_eq!(nine.chains.len(), 1);
    let row = &nine.chains[0];
    assert_eq!(row.len(), 9);
    assert!(row[..8].iter().all(|step| step.leads == "затем") && row[8].leads.is_empty());
    assert_eq!(
        (nine.victims_known, nine.victims_least, nine.victims_most),
        (1, 1, Some(1))
    );
    let neighbour = nine.common.iter().max_by_key(|line| line.places.len()).unwrap();
    assert_eq!(
        neighbour.places.len(),
        9,
        "by the days of its events: {:?}",
        neighbour.places
    );
    let svg = place.session.draw_group("K-26-109", Ground::Dark, LANG).unwrap();
    assert_eq!(svg.matches("<circle").count(), 8);
}

#[test]
fn a_group_gets_a_case_of_its_own_of_whose_series_every_event_is_a_part() {
    let mut place = with(&[&three_cases().to_string()]);
    let cases = ["K-26-001", "K-26-003", "K-26-001"].map(str::to_owned);
    let row = place.session.group_cases(&cases, "  ", LANG).unwrap();
    assert!(row.line.title.contains("K-26-001, K-26-003"), "{}", row.line.title);
    let made = group(&place, &row.line.code);
    assert_eq!(
        (made.cases.len(), made.victims_known, made.victims_most),
        (3, 2, Some(2))
    );
    assert_eq!(made.pairs.len(), 2);
    assert_eq!(refused(place.session.group_cases(&[], "", LANG)), ErrorCode::NoSuchCase);
    assert_eq!(
        refused(place.session.group_cases(&["K-9".into()], "", LANG)),
        ErrorCode::NoSuchCase
    );
}

#[test]
fn what_was_forgotten_is_no_reason_any_more_and_leaves_no_text_in_what_was_declined() {
    let mut place = with(&[&three_cases().to_string()]);
    let id = place.session.propose_links(LANG).unwrap().open[0].id.clone();
    place.session.decline_link(&id, true).unwrap();
    let marks = place.session.list_shared("perpetrator_mark", LANG).unwrap();
    let mark = marks
        .iter()
        .find(|mark| mark.title.contains("8(700)"))
        .unwrap()
        .id
        .to_string();
    place.session.forget_record(&mark, LANG).unwrap();
    let found = place.session.propose_links(LANG).unwrap();
    assert!(found.open.is_empty() && found.declined.is_empty());
}

#[test]
fn what_a_group_joins_is_not_proposed_again() {
    let mut place = with(&[&three_cases().to_string()]);
    let cases = ["K-26-001", "K-26-002"].map(str::to_owned);
    place.session.group_cases(&cases, "", LANG).unwrap();
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
}

#[test]
fn words_written_instead_of_a_term_are_in_no_picture() {
    let words = json!({ "other": "дядя Вымысел запер" });
    let place = with(&[&json!({ "records": [
        { "kind": "case", "key": "a", "code": "K-26-001" }, { "kind": "person", "key": "p" },
        { "kind": "event", "key": "e", "case": "a" }, { "kind": "event", "key": "f", "case": "a" },
        { "kind": "event_link", "case": "a", "from_event": "f", "link_type": words, "to_event": "e" },
        { "kind": "act", "case": "a", "event": "e", "victim": "p", "act_type": words },
    ] })
    .to_string()]);
    let shown = json!([
        group(&place, "K-26-001"),
        place.session.draw_group("K-26-001", Ground::Light, LANG).unwrap()
    ]);
    assert!(!shown[1].to_string().contains("Вымысел") && shown[1].to_string().contains("<circle"));
    assert!(!shown[0]["pairs"].to_string().contains("Вымысел"));
}

#[test]
fn joining_somebody_who_has_two_codes_already_keeps_both_and_two_duplicates_of_one_another_count_once() {
    let mut place = with(&[&json!({ "records": [
        { "kind": "case", "key": "a", "code": "K-26-001" },
        { "kind": "person", "key": "p", "code": "P-001" }, { "kind": "person", "key": "q", "code": "P-002" },
        { "kind": "person", "key": "r", "code": "P-003", "same_as": "q" },
        { "kind": "person_identity", "person": "p", "iin": "900101400019" },
        { "kind": "person_identity", "person": "r", "iin": "900101400019" },
        { "kind": "event", "key": "e", "case": "a" }, { "kind": "event", "key": "f", "case": "a" },
        { "kind": "event_link", "case": "a", "from_event": "e", "link_type": "duplicate_of", "to_event": "f" },
        { "kind": "event_link", "case": "a", "from_event": "f", "link_type": "duplicate_of", "to_event": "e" },
        { "kind": "act", "case": "a", "event": "e", "victim": "p", "act_type": "threat" },
        { "kind": "act", "case": "a", "event": "e", "victim": "q", "act_type": "threat" },
        { "kind": "act", "case": "a", "event": "e", "victim": "r", "act_type": "threat" },
    ] })
    .to_string()]);
    assert_eq!(
        group(&place, "K-26-001").victims_known,
        2,
        "of the older of the two events"
    );
    let found = place.session.propose_links(LANG).unwrap().open;
    assert_eq!(told(&found), ["same-person strong P-001+P-003"]);
    place.session.accept_link(&found[0].id, LANG).unwrap();
    assert_eq!(group(&place, "K-26-001").victims_known, 1);
    assert!(place.session.propose_links(LANG).unwrap().open.is_empty());
}
