//! An export is an import document again: nothing of a record is lost on the way, and nothing leaves unsaid.

use crate::common::{LANG, PASSPHRASE, Place, going_on, holds, object, refused};
use sandyq_casework::view::{ExportOutcome, PreviewLine, RecordView};
use sandyq_casework::{ErrorCode, Failure};
use serde_json::{Value, json};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

const ELSEWHERE: &str = "22222222-2222-7222-8222-222222222222";

fn export(place: &mut Place, cases: &[&str], out: &str) -> Result<(PathBuf, ExportOutcome), Failure> {
    let cases: Vec<String> = cases.iter().map(|&case| case.to_owned()).collect();
    let out = place.path(out);
    let done = place.session.export_document(&cases, &out, LANG, &mut going_on)?;
    Ok((out, done))
}

/// Every record of a document as this vault has it, without what an export cannot carry.
fn stored(place: &Place, document: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(document).unwrap();
    let records = document["records"].as_array().unwrap().iter();
    let read = |record: &Value| place.session.read_record(record["id"].as_str().unwrap()).unwrap();
    let carried = |view: RecordView| {
        let RecordView {
            id,
            case,
            kind,
            body,
            withheld,
            is_draft,
            focus: _,
            cursor: _,
            revisions: _,
        } = view;
        assert!(!is_draft);
        json!([id, case, kind, body, withheld])
    };
    records.map(|record| carried(read(record))).collect()
}

fn says(lines: &[PreviewLine], words: &str) -> bool {
    lines
        .iter()
        .any(|line| line.text.contains(words) || line.note.contains(words))
}

/// The event of the first case.
fn night(place: &Place) -> String {
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    let event = page.records.iter().find(|record| record.kind == "event").unwrap();
    event.id.to_string()
}

/// A second case that shares a person with the first and refers to a record of it, with everything hard to carry.
fn with_two_cases() -> Place {
    let mut place = Place::with_a_case("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "code": "K-26-002", "title": "Второе дело" },
        { "kind": "term", "key": "t", "vocabulary": "act_type", "label_ru": "забрали собаку" },
        { "kind": "person", "key": "w", "code": "P-009", "later_field": { "deep": [1, "два", null] } },
        { "kind": "event", "key": "e", "case": "c", "title": "Вторая ночь", "date": { "precision": "unknown", "as_told": "на той\nнеделе «\"\\»" } },
        { "kind": "act", "key": "a", "case": "c", "event": "e", "victim": "P-001", "act_type": { "other": "забрали собаку" } },
        { "kind": "act", "case": "c", "event": "e", "victim": "w", "act_type": { "term": "t" } },
        { "kind": "involvement", "case": "c", "act": "a", "perpetrator_type": "police_patrol", "withheld": ["described_as", "person"] },
        { "kind": "consent", "case": "c", "purpose": ["research"], "withheld": ["identity_level", "person"] },
    ] }));
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    let body = object(&json!({ "title": "Снимок", "supports": [night(&place)] }));
    place
        .session
        .add_record("evidence_item", Some("K-26-002"), &body)
        .unwrap();
    place
}

#[test]
fn what_was_exported_comes_back_identical_and_is_exported_alike() {
    let mut place = with_two_cases();
    let photo = place.file("снимок.txt", b"an invented picture");
    place.attach("K-26-001", &[photo]);
    // What names a record that is gone comes along all the same.
    place.session.forget_record("P-002", LANG).unwrap();
    let (out, outcome) = export(&mut place, &[], "all.json").unwrap();
    let text = fs::read_to_string(&out).unwrap();
    let mut other = Place::new("Другой");
    let report = other.session.import_document(&text, LANG).unwrap();
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    assert_eq!(report.added.len(), outcome.records as usize);
    assert!(stored(&place, &text) == stored(&other, &text));
    let (again, _) = export(&mut other, &[], "all.json").unwrap();
    assert!(
        fs::read_to_string(again).unwrap() == text,
        "the same records, other bytes"
    );
}

#[test]
fn the_answer_says_that_it_is_not_encrypted_and_what_it_does_not_carry() {
    let mut place = with_two_cases();
    let photo = place.file("снимок.txt", b"an invented picture");
    place.attach("K-26-001", &[photo]);
    let night = place
        .session
        .search_records("Ночь", sandyq_casework::Reach::Full, LANG)
        .unwrap()
        .remove(0)
        .id
        .to_string();
    let typed = object(&json!({ "title": "Ночь, незаконченное" }));
    place.session.save_draft(&night, typed, None, None, LANG).unwrap();
    let preview = place.session.preview_export(&[], LANG, &mut going_on).unwrap();
    let (out, outcome) = export(&mut place, &[], "all.json").unwrap();
    assert!(preview.stays == outcome.stays && preview.look_again == outcome.look_again);
    assert_eq!((preview.cases, preview.records), (outcome.cases, outcome.records));
    assert_eq!(preview.size, fs::metadata(&out).unwrap().len());
    assert!(outcome.warning.contains("не зашифрован"));
    for words in ["история", "Файлы доказательств: 2", "Незаконченные записи: 1"]
    {
        assert!(says(&outcome.stays, words), "{words}");
    }
    let bytes = fs::read(out).unwrap();
    assert!(!holds(&bytes, "an invented picture") && !holds(&bytes, PASSPHRASE));
}

#[test]
fn whose_name_is_in_it_without_consent_is_said_before() {
    let mut place = Place::with_a_case("Монитор");
    let unconsented = |place: &Place| {
        let preview = place
            .session
            .preview_export(&["K-26-001".to_owned()], LANG, &mut going_on);
        let lines = preview.unwrap().look_again;
        lines
            .into_iter()
            .filter(|line| line.text.contains("P-0"))
            .collect::<Vec<_>>()
    };
    assert!(
        unconsented(&place).is_empty(),
        "she let her name out, and the officer is not asked"
    );
    place.import(&json!({ "records": [
        { "kind": "case", "key": "other", "code": "K-26-007", "title": "Другое" },
        { "kind": "consent", "case": "other", "person": "P-001", "purpose": ["legal_help"], "identity_level": "named_public",
          "withdrawn": "2026-01-05" },
    ] }));
    let told = unconsented(&place);
    assert!(told.len() == 1 && told[0].text.contains("P-001") && told[0].note.contains("отозвано"));
}

#[test]
fn only_the_named_case_and_the_people_it_names_leave() {
    let mut place = with_two_cases();
    let (out, outcome) = export(&mut place, &["K-26-002", "K-26-002"], "one.json").unwrap();
    let text = fs::read_to_string(out).unwrap();
    assert!(text.contains("Вторая ночь") && text.contains("Выдуманова"));
    assert!(!text.contains("Вымышленное дело") && !text.contains("Дежурнов"));
    assert_eq!(outcome.cases, 1);
    assert!(says(&outcome.look_again, "в файле нет: 1"));
    assert_eq!(
        refused(export(&mut place, &["K-26-009"], "none.json")),
        ErrorCode::NoSuchCase
    );
    assert!(!place.path("none.json").exists());
}

#[test]
fn cases_exported_in_several_files_come_together_again() {
    let mut place = with_two_cases();
    let whole = fs::read_to_string(export(&mut place, &[], "all.json").unwrap().0).unwrap();
    let mut other = Place::new("Другой");
    for case in ["K-26-002", "K-26-001"] {
        let (out, _) = export(&mut place, &[case], &format!("{case}.json")).unwrap();
        let report = other
            .session
            .import_document(&fs::read_to_string(out).unwrap(), LANG)
            .unwrap();
        // Only the woman whom both cases name, and her name, were here already.
        let here = report
            .refused
            .iter()
            .map(|refused| refused.kind.as_str())
            .collect::<Vec<_>>();
        assert_eq!(
            here,
            if case == "K-26-002" {
                vec![]
            } else {
                vec!["person", "person_identity"]
            }
        );
    }
    assert!(stored(&place, &whole) == stored(&other, &whole));
}

#[test]
fn an_export_replaces_nothing_and_leaves_nothing_when_it_fails() {
    let mut place = Place::with_a_case("Монитор");
    let here = place.file("here.json", b"somebody's");
    assert_eq!(refused(export(&mut place, &[], "here.json")), ErrorCode::FileExists);
    assert_eq!(fs::read(here).unwrap(), b"somebody's");
    assert_eq!(
        refused(export(&mut place, &[], "vault/out.json")),
        ErrorCode::PlaceInsideVault
    );
    let out = place.path("out.json");
    let stopped = place
        .session
        .export_document(&[], &out, LANG, &mut |_| ControlFlow::Break(()));
    assert_eq!(refused(stopped), ErrorCode::Cancelled);
    assert!(!out.exists() && !place.dir().join("out.json").exists());
    let told = place.session.preview_gone("K-26-001", LANG).unwrap();
    assert!(told.exports.is_empty(), "what was not written is in no ledger");
}

#[test]
fn a_forgetting_names_the_exports_that_hold_the_person() {
    let mut place = with_two_cases();
    let (before, _) = export(&mut place, &[], "before.json").unwrap();
    let (second, _) = export(&mut place, &["K-26-002"], "second.json").unwrap();
    place
        .session
        .add_record("person", None, &object(&json!({ "code": "P-050" })))
        .unwrap();
    let body = object(&json!({ "victim": "P-050", "act_type": "unknown" }));
    place.session.add_record("act", Some("K-26-002"), &body).unwrap();
    let (after, _) = export(&mut place, &[], "after.json").unwrap();
    let told = |place: &Place, id: &str| place.session.preview_gone(id, LANG).unwrap().exports;
    let names = |told: &[String], file: &PathBuf| {
        told.iter()
            .filter(|line| line.contains(&*file.to_string_lossy()))
            .count()
    };
    let officer = told(&place, "P-002");
    assert_eq!([&before, &second, &after].map(|file| names(&officer, file)), [1, 0, 1]);
    let newcomer = told(&place, "P-050");
    assert_eq!([&before, &second, &after].map(|file| names(&newcomer, file)), [0, 0, 1]);
    let case = place.session.forget_record("K-26-002", LANG).unwrap().exports;
    assert_eq!([&before, &second, &after].map(|file| names(&case, file)), [1, 1, 1]);
}

#[test]
fn practice_cases_lie_in_no_file_with_real_ones() {
    let mut place = Place::with_a_case("Монитор");
    place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "code": "K-26-090", "title": "Упражнение", "is_practice": true },
        { "kind": "person", "key": "p", "occupation": "погонщик верблюдов" },
        { "kind": "account", "case": "c", "source": "p", "text": "Верблюд" },
    ] }));
    let (out, outcome) = export(&mut place, &[], "all.json").unwrap();
    assert!(!fs::read_to_string(out).unwrap().to_lowercase().contains("верблюд"));
    assert!(outcome.cases == 1 && says(&outcome.stays, "Учебные записи: 3"));
    let (out, _) = export(&mut place, &["K-26-090"], "practice.json").unwrap();
    let text = fs::read_to_string(out).unwrap();
    assert!(text.contains("погонщик верблюдов") && text.contains("\"is_practice\":true"));
}

#[test]
fn a_reference_that_a_document_declares_may_lead_nowhere_and_another_may_not() {
    let mut place = Place::with_a_case("Монитор");
    let records = json!([
        { "kind": "act", "case": "K-26-001", "victim": ELSEWHERE, "act_type": "unknown" },
        { "kind": "event", "case": ELSEWHERE, "title": "в деле, которого здесь нет" },
    ]);
    let report = place.import(&json!({ "records": records }));
    assert_eq!((report.added.len(), report.refused.len()), (0, 2));
    let report = place.import(&json!({ "records": records, "elsewhere": [ELSEWHERE] }));
    assert_eq!((report.added.len(), report.refused.len()), (2, 0));
    // Nothing comes into a case that lies in the trash, whatever a document declares.
    let case = place.session.read_record("K-26-001").unwrap().id.to_string();
    place.session.delete_record(&case, LANG).unwrap();
    let into = json!({ "records": [{ "kind": "event", "case": case, "title": "в корзине" }], "elsewhere": [case] });
    assert_eq!(place.import(&into).refused.len(), 1);
}

#[test]
fn fields_that_were_withheld_are_not_missing_and_stay_withheld() {
    let mut place = Place::with_a_case("Монитор");
    let report = place.import(&json!({ "records": [
        { "kind": "consent", "case": "K-26-001", "purpose": ["media"], "withheld": ["person", "identity_level"] },
        { "kind": "consent", "case": "K-26-001", "purpose": ["media"], "withheld": ["person"] },
        { "kind": "event", "case": "K-26-001", "title": "а", "withheld": "region" },
        { "kind": "event", "case": "K-26-001", "title": "б", "withheld": ["два\nслова"] },
    ] }));
    let refused: Vec<usize> = report.refused.iter().map(|refused| refused.index).collect();
    assert_eq!(refused, [1, 2, 3]);
    let taken = place.session.read_record(&report.added[0].id.to_string()).unwrap();
    assert_eq!(taken.withheld, ["person", "identity_level"]);
    place.seal(&sandyq_agefile::Identity::generate().recipient().to_string(), "b.age");
}
