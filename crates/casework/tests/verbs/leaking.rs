//! Where a name may stand besides texts: in the words of a date, in what was answered instead of a term, in a contact written
//! another way, in a title of what was begun only.

use crate::common::{LANG, Place, going_on};
use sandyq_casework::Reach;
use sandyq_casework::view::TaskFilter;
use serde_json::{Value, json};

const SECRETS: [&str; 6] = ["Динар", "Небывальск", "vymysel_07", "7172", "000-01-23", "Ойдан"];

fn place() -> Place {
    let mut place = Place::new("Документалист");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "title": "Динару увезли" },
        { "kind": "person", "key": "p", "counting_unit": "individual" },
        { "kind": "person_identity", "person": "p", "used_name": "Динара", "legal_name": "Небывальский Ойдан",
          "aliases": ["vymysel_07"], "contacts": ["+7 (7172) 00-00-01", "8 700 000-01-23"] },
        { "kind": "event", "key": "e", "case": "c", "title": "Ночь",
          "date": { "from": "2026-03-01", "to": "2026-03-10", "precision": "between", "as_told": "когда Динара вернулась" },
          "place_type": { "other": "у Динары дома" },
          "description": [{ "lang": "ru", "text": "Писали на vymysel_07, звонили 7172 00 00 01. Небывальского искали." }] },
        { "kind": "act", "case": "c", "event": "e", "victim": "p", "act_type": { "other": "увезли Динару" },
          "date": { "precision": "unknown", "as_told": "Небывальскому исполнилось 20" } },
        { "kind": "proceeding", "key": "l", "case": "c", "proceeding_kind": "pre_trial_criminal", "legal_basis": [{ "other": "жалоба Ойдана" }] },
        { "kind": "proceeding_step", "case": "c", "proceeding": "l", "step_type": { "other": "вызвали Динару" },
          "date": { "precision": "unknown", "as_told": "через день после Динары" }, "refusal_words": "Небывальскому отказать" },
        { "kind": "task", "case": "c", "what": "Позвонить Динаре 8 700 000-01-23", "due": "2027-01-01" },
    ] }));
    assert!(
        report.refused.is_empty(),
        "{:?}",
        report.refused.first().map(|one| &one.why)
    );
    place
}

/// What the screens of the case show.
fn shown(place: &Place) -> String {
    let session = &place.session;
    let page = session.show_case("K-26-001", LANG).unwrap();
    let mut shown = vec![
        json!(session.list_cases("", 0, 100, LANG).unwrap()),
        json!(session.summarize_case("K-26-001", LANG).unwrap()),
        json!(session.find_residual(None, LANG).unwrap()),
        json!(session.search_records("динара", Reach::Full, LANG).unwrap()),
        json!(session.list_actions(LANG).unwrap()),
        json!(session.list_trash(LANG).unwrap()),
    ];
    for case in ["K-26-001", ""] {
        let filter = TaskFilter {
            case: case.to_owned(),
            all: true,
        };
        shown.push(json!(session.list_tasks(&filter, LANG).unwrap()));
    }
    for line in &page.records {
        let id = line.id.to_string();
        shown.push(json!(session.read_history(&id, LANG).unwrap()));
        shown.push(json!(session.compare_revisions(&id, 1, 1, LANG).unwrap()));
        shown.push(json!(session.preview_gone(&id, LANG).unwrap()));
    }
    shown.push(json!(page));
    Value::from(shown).to_string()
}

#[test]
fn a_name_is_covered_in_the_words_of_a_date_and_of_an_answer_too() {
    let mut place = place();
    let open = shown(&place);
    for secret in SECRETS {
        assert!(open.contains(secret), "the control: {secret} is shown at other times");
    }
    place.session.hide_names(true).unwrap();
    let hidden = shown(&place);
    let left: Vec<&str> = SECRETS
        .into_iter()
        .filter_map(|secret| {
            let at = hidden.find(secret)?;
            let from = hidden[..at].char_indices().rev().nth(90).map_or(0, |(at, _)| at);
            Some(&hidden[from..at + secret.len()])
        })
        .collect();
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_name_is_pointed_at_in_the_words_of_a_date_and_of_an_answer_too() {
    let found = place().session.find_residual(Some("K-26-001"), LANG).unwrap();
    let told = |kind: &str, field: &str| {
        let all = found
            .iter()
            .filter(|line| line.field == field && line.excerpt.contains(kind));
        all.map(|line| line.found.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(told("вернулась", "date"), ["Динара"]);
    assert_eq!(told("дома", "place_type"), ["Динары"]);
    assert_eq!(told("увезли", "act_type"), ["Динару"]);
    assert_eq!(
        told("", "description"),
        ["vymysel_07", "7172 00 00 01", "Небывальского"]
    );
}

#[test]
fn what_was_deleted_before_names_were_hidden_is_not_named_by_its_undo() {
    let mut place = place();
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    let task = page.records.iter().find(|line| line.kind == "task").unwrap();
    place.session.delete_record(&task.id.to_string(), LANG).unwrap();
    let named = |place: &Place| json!(place.session.list_actions(LANG).unwrap()).to_string();
    assert!(named(&place).contains("Динаре"), "the control");
    place.session.hide_names(true).unwrap();
    assert!(!named(&place).contains("Динаре"));
    let undone = json!(place.session.undo_action(LANG).unwrap()).to_string();
    assert!(!undone.contains("Динаре"), "{undone}");
    place.session.hide_names(false).unwrap();
    assert!(named(&place).contains("Динаре"), "and is named again");
}

#[test]
fn evidence_shows_neither_its_file_name_nor_a_face() {
    let mut place = place();
    let picture = place.file("Динара в отделе.png", &png());
    let id = place.attach("K-26-001", &[picture]).remove(0);
    let record = id.parse().unwrap();
    let listed = |place: &Place| json!(place.session.list_evidence("K-26-001", LANG).unwrap());
    assert!(listed(&place).to_string().contains("Динара в отделе"), "the control");
    assert!(place.session.thumbnail(record).is_ok(), "the control");

    place.session.hide_names(true).unwrap();
    let hidden = listed(&place);
    assert!(!hidden.to_string().contains("Динара"), "{hidden}");
    assert_eq!(hidden[0]["has_thumbnail"], json!(false));
    assert!(place.session.thumbnail(record).is_err());
    let page = json!(place.session.show_case("K-26-001", LANG).unwrap()).to_string();
    assert!(!page.contains("\"has_thumbnail\":true") && !page.contains("Динара"));
    // The same bytes once more: neither the twin nor the new one is named.
    let again = place.file("Ойдан.png", &png());
    let outcomes = place
        .session
        .attach_evidence("K-26-001", &[again], LANG, &mut going_on)
        .unwrap();
    assert!(!outcomes[0].remark.contains("Динара"), "{}", outcomes[0].remark);
    assert!(!json!(outcomes[0].item).to_string().contains("Ойдан"));
    let out = place.path("out.png");
    let exported = place.session.export_evidence(&id, &out).unwrap();
    assert!(!json!(exported).to_string().contains("Динара"));

    place.session.hide_names(false).unwrap();
    assert!(place.session.thumbnail(record).is_ok());
}

/// A picture of one pixel.
fn png() -> Vec<u8> {
    const BYTES: [u8; 69] = [
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 144, 119,
        83, 222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 104, 112, 80, 0, 0, 2, 36, 0, 225, 171, 89, 98, 39, 0, 0,
        0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];
    BYTES.to_vec()
}
