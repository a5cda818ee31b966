//! What must not leave: everything that identifies, links to other cases, ids that could be compared.

use crate::common::{Place, holds, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_bundle::{Card, SigningKey};
use sandyq_domain::field::FieldType;
use sandyq_domain::{KINDS, Privacy};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CANARY: &str = "Канарейка";

/// A value that says `canary` in a field of this type.
pub fn saying(kind: FieldType, canary: &str) -> Option<Value> {
    Some(match kind {
        FieldType::Text => json!(canary),
        FieldType::Prose => json!([{ "lang": "ru", "text": canary }]),
        FieldType::Tags => json!([canary]),
        FieldType::Code(_) => json!({ "other": canary }),
        FieldType::Codes(_) => json!([{ "other": canary }]),
        FieldType::Date => json!({ "as_told": canary, "precision": "unknown" }),
        FieldType::Number | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => return None,
    })
}

/// A case in which every identifying field of every kind, and a field nobody declared, says a canary.
fn canaries() -> (Value, usize) {
    let mut planted = 0;
    let mut records = vec![
        json!({ "kind": "case", "key": "case", "code": "K-26-001" }),
        json!({ "kind": "person", "key": "person" }),
        json!({ "kind": "person_identity", "key": "name", "person": "person" }),
        json!({ "kind": "event", "key": "event" }),
        json!({ "kind": "act", "key": "act", "victim": "person", "act_type": { "term": "word" } }),
        json!({
            "kind": "involvement", "act": "act", "person": "person", "perpetrator_type": "unknown",
            "organisation": "police", "marks": ["number"],
        }),
        json!({ "kind": "account", "source": "person" }),
        json!({ "kind": "proceeding", "key": "track", "proceeding_kind": "ombudsman" }),
        json!({ "kind": "proceeding_step", "proceeding": "track", "step_type": "complaint_filed" }),
        json!({ "kind": "evidence_item" }),
        json!({ "kind": "consent", "person": "person", "purpose": ["legal_help"], "identity_level": "named_public" }),
        json!({ "kind": "term", "key": "word", "vocabulary": "act_type", "label_ru": "Своё слово" }),
        json!({ "kind": "organisation", "key": "police", "name_ru": "Отдел полиции" }),
        json!({ "kind": "perpetrator_mark", "key": "number", "mark_kind": "phone" }),
        json!({ "kind": "relation", "person": "person", "relation_type": "unknown" }),
        json!({ "kind": "event_link", "from_event": "event", "link_type": "precedes" }),
        json!({ "kind": "intervention", "intervention_kind": "shelter" }),
        json!({ "kind": "medical_finding", "person": "person" }),
        json!({ "kind": "risk_assessment", "person": "person" }),
        json!({ "kind": "note", "text": "Заметка" }),
        json!({ "kind": "submission", "addressed_to": "cat", "cases": ["case"] }),
        json!({ "kind": "recommendation", "issued_by": "cat", "cases": ["case"] }),
        json!({ "kind": "deadline_rule", "key": "rule", "label": "x", "starts": ["closed"], "length": 5, "unit": "days" }),
        json!({ "kind": "task", "what": "x", "own_rule": "rule" }),
    ];
    assert_eq!(records.len(), KINDS.len(), "a kind was added: plant canaries in it");
    for record in &mut records {
        let slug = record["kind"].as_str().unwrap().to_owned();
        let spec = KINDS.iter().find(|spec| spec.name == slug).unwrap();
        record["undeclared"] = json!({ "deep": [CANARY] });
        for field in spec.fields.iter().filter(|field| field.privacy == Privacy::A) {
            if let Some(value) = saying(field.kind, &format!("{CANARY} {slug} {}", field.name)) {
                record[field.name] = value;
                planted += 1;
            }
        }
    }
    (json!({ "records": records }), planted)
}

#[test]
fn with_identity_withheld_no_identifying_field_of_any_kind_leaves() {
    let mut monitor = Place::new("Монитор");
    let (document, planted) = canaries();
    assert!(planted >= 30, "{planted} canaries only");
    let report = monitor.import(&document);
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    let photo = monitor.file(&format!("{CANARY} во дворе.txt"), b"a picture");
    monitor.attach("K-26-001", &[photo]);
    let stranger = Identity::generate();
    let to = stranger.recipient().to_string();
    // Positive control: with consent and nothing withheld by choice, they do leave.
    let (open, _) = monitor.seal(&to, "open.age");
    assert!(holds(&tar_of(&open, &stranger), CANARY));
    let mut withheld = request(&to);
    withheld.withhold_identity = true;
    let out = monitor.path("closed.age");
    let outcome = monitor.seal_as(&withheld, &out).unwrap();
    assert!(!outcome.withheld.is_empty());
    let tar = tar_of(&out, &stranger);
    assert!(!holds(&tar, CANARY));
    assert!(
        !holds(&tar, "person_identity\""),
        "no identity record, not even an empty one"
    );
    assert!(holds(&tar, "withheld"), "what was withheld is said");
}

#[test]
fn the_bundle_itself_says_what_was_withheld() {
    let mut monitor = Place::with_a_case("Монитор");
    let stranger = Identity::generate();
    let mut withheld = request(&stranger.recipient().to_string());
    withheld.withhold_identity = true;
    let out = monitor.path("b.age");
    let outcome = monitor.seal_as(&withheld, &out).unwrap();
    let tar = tar_of(&out, &stranger);
    for line in &outcome.withheld {
        let in_the_manifest = serde_json::to_string(&line.text).unwrap();
        assert!(holds(&tar, &in_the_manifest), "{}", line.text);
    }
    assert!(!holds(&tar, "Выдуманова") && !holds(&tar, "Дежурнов"));
}

fn ids_of(tar: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(tar);
    let of = text.split("\"id\":\"").skip(1).filter_map(|rest| rest.get(..36));
    of.map(str::to_owned).collect()
}

#[test]
fn two_recipients_cannot_compare_ids_and_one_gets_the_same_again() {
    let mut monitor = Place::with_a_case("Монитор");
    let mut sealed = Vec::new();
    for name in ["Адвокат", "Журналист"] {
        let identity = Identity::generate();
        let verifying = SigningKey::make().unwrap().public().unwrap();
        let card = Card {
            name: name.to_owned(),
            recipient: identity.recipient(),
            verifying,
        };
        let card = card.to_text().unwrap();
        monitor
            .session
            .add_contact(card.as_bytes(), "", None, crate::common::LANG)
            .unwrap();
        for n in 0..2 {
            let mut withheld = request(name);
            withheld.withhold_identity = true;
            let out = monitor.path(&format!("{name}{n}.age"));
            monitor.seal_as(&withheld, &out).unwrap();
            sealed.push(tar_of(&out, &identity));
        }
    }
    let bundles_own: Vec<String> = monitor
        .session
        .list_bundles(crate::common::LANG)
        .unwrap()
        .into_iter()
        .map(|line| line.bundle)
        .collect();
    let ids: Vec<BTreeSet<String>> = sealed
        .iter()
        .map(|tar| ids_of(tar).into_iter().filter(|id| !bundles_own.contains(id)).collect())
        .collect();
    assert!(ids[0].len() >= 8, "{:?}", ids[0]);
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[2], ids[3]);
    assert!(ids[0].is_disjoint(&ids[2]));
    // And no id of this vault's own is anywhere in them.
    let page = monitor.session.show_case("K-26-001", crate::common::LANG).unwrap();
    for record in &page.records {
        assert!(sealed.iter().all(|tar| !holds(tar, &record.id.to_string())));
    }
}

#[test]
fn a_bare_key_gets_new_names_every_time() {
    let mut monitor = Place::with_a_case("Монитор");
    let stranger = Identity::generate();
    let mut withheld = request(&stranger.recipient().to_string());
    withheld.withhold_identity = true;
    let seal = |monitor: &mut Place, name: &str| {
        let out = monitor.path(name);
        monitor.seal_as(&withheld, &out).unwrap();
        ids_of(&tar_of(&out, &stranger))
    };
    let (first, second) = (seal(&mut monitor, "1.age"), seal(&mut monitor, "2.age"));
    assert!(first.is_disjoint(&second));
}

#[test]
fn links_to_cases_that_stay_here_are_left_out() {
    let mut monitor = Place::with_a_case("Монитор");
    let other = monitor.import(&json!({ "records": [
        { "kind": "case", "key": "other", "code": "K-26-002", "title": "Другое дело" },
        { "kind": "event", "key": "elsewhere", "case": "other", "title": "В другом деле" },
        { "kind": "proceeding", "key": "track", "case": "other", "proceeding_kind": "ombudsman" },
        { "kind": "proceeding_step", "key": "step", "case": "other", "proceeding": "track", "step_type": "complaint_filed" },
    ] }));
    let ids: Vec<String> = other.added.iter().map(|record| record.id.to_string()).collect();
    let report = monitor.import(&json!({ "records": [
        { "kind": "evidence_item", "case": "K-26-001", "title": "Общая запись", "supports": [ids[1]] },
        { "kind": "proceeding", "key": "own", "case": "K-26-001", "proceeding_kind": "ombudsman" },
        { "kind": "proceeding_step", "case": "K-26-001", "proceeding": "own", "step_type": "complaint_filed", "continues": ids[3] },
    ] }));
    assert!(report.refused.is_empty());
    let stranger = Identity::generate();
    let (out, _) = monitor.seal(&stranger.recipient().to_string(), "b.age");
    let tar = tar_of(&out, &stranger);
    assert!(holds(&tar, "Общая запись") && !holds(&tar, "В другом деле") && !holds(&tar, "K-26-002"));
    for id in &ids {
        assert!(!holds(&tar, id));
    }
}

#[test]
fn organisations_and_marks_travel_with_a_case_and_what_tells_of_other_cases_stays() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let acts = monitor
        .session
        .show_case("K-26-001", crate::common::LANG)
        .unwrap()
        .sentences;
    let report = monitor.import(&json!({ "records": [
        { "kind": "case", "key": "other", "code": "K-26-002", "title": "Другое дело" },
        { "kind": "person", "key": "gang", "remarks": "Известен из другого дела" },
        { "kind": "involvement", "case": "other", "act": "act", "perpetrator_type": "organised_group", "marks": "number" },
        { "kind": "act", "key": "act", "case": "other", "victim": "gang", "act_type": "extortion" },
        { "kind": "perpetrator_mark", "key": "number", "mark_kind": "phone", "value": "+999 000 0001", "person": "gang" },
        { "kind": "organisation", "key": "top", "name_kk": "Ойдан шығарылған департамент" },
        { "kind": "organisation", "key": "middle", "name_ru": "Выдуманное управление", "parent": "top" },
        { "kind": "organisation", "key": "station", "name_ru": "Выдуманный отдел", "parent": "middle" },
        { "kind": "organisation", "name_ru": "Чужой отдел", "parent": "top" },
        {
            "kind": "involvement", "case": "K-26-001", "act": acts[0].acts[0].to_string(),
            "perpetrator_type": "police_patrol", "organisation": "station", "marks": "number",
        },
        { "kind": "submission", "key": "report", "addressed_to": "cat", "title": "Доклад о двух делах", "cases": ["K-26-001", "other"] },
        { "kind": "recommendation", "issued_by": "cat", "text": "Расследовать", "cases": "K-26-001" },
        { "kind": "note", "case": "K-26-001", "text": "Смотри доклад", "about": "report" },
    ] }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    let (out, _) = monitor.seal("Адвокат", "b.age");
    lawyer.open(&out).unwrap();
    let found = |place: &Place, words: &str| {
        let hits = place
            .session
            .search_records(words, sandyq_casework::Reach::Full, crate::common::LANG)
            .unwrap();
        hits.into_iter().map(|hit| hit.kind).collect::<Vec<_>>()
    };
    for name in ["департамент", "управление", "отдел"] {
        assert_eq!(found(&lawyer, name), ["organisation"], "{name}");
    }
    assert_eq!(found(&lawyer, "999"), ["perpetrator_mark"]);
    assert_eq!(found(&lawyer, "Смотри доклад"), ["note"]);
    for stays in ["Чужой", "двух", "Расследовать", "Известен"] {
        assert!(!found(&monitor, stays).is_empty(), "{stays}");
        assert!(found(&lawyer, stays).is_empty(), "{stays}");
    }
    // What stands over cases is shown and found with the cases it names.
    let shown = |place: &Place| {
        let page = place.session.show_case("K-26-001", crate::common::LANG).unwrap();
        page.records
            .iter()
            .filter(|line| ["submission", "recommendation"].contains(&line.kind.as_str()))
            .count()
    };
    assert_eq!((shown(&monitor), shown(&lawyer)), (2, 0));
    // And a form of any case offers the organisations and marks of all.
    let offered = |kind: &str| {
        monitor
            .session
            .list_shared(kind, crate::common::LANG)
            .map(|lines| lines.len())
    };
    assert_eq!(
        (offered("organisation").unwrap(), offered("perpetrator_mark").unwrap()),
        (4, 1)
    );
    assert!(offered("person_identity").is_err());
    let cases = monitor.session.list_cases("Доклад", 0, 9, crate::common::LANG).unwrap();
    assert_eq!(cases.total, 2);
}

#[test]
fn a_redacted_case_that_comes_again_is_the_same_case() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let mut withheld = request("Адвокат");
    withheld.withhold_identity = true;
    for n in 0..2 {
        let out = monitor.path(&format!("{n}.age"));
        monitor.seal_as(&withheld, &out).unwrap();
        let opened = lawyer.open(&out).unwrap();
        assert_eq!((opened.taken == 0, opened.conflicting), (n == 1, 0));
    }
    assert_eq!(
        lawyer.session.list_cases("", 0, 9, crate::common::LANG).unwrap().total,
        1
    );
    assert_eq!(
        lawyer
            .session
            .search_records("Выдуманова", sandyq_casework::Reach::Full, crate::common::LANG)
            .unwrap()
            .len(),
        0
    );
}
