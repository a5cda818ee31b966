//! The eleven stories the records must be able to tell, each an import document about invented people: taken without a refusal,
//! found, exported and taken again; and every fact of each in a field that a count or a document can use.

mod counting;
mod family;
mod pages;
mod people;
mod state;

use crate::common::{LANG, Place, going_on, request};
use sandyq_agefile::Identity;
use sandyq_casework::ImportReport;
use sandyq_domain::kinds::{Involvement, ProceedingStep};
use sandyq_domain::value::{Code, Coded, Codes};
use sandyq_domain::{CaseFile, Entry, Envelope, MachineId, Timestamp, VersionVector};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Each with words that stand in it alone, and the code of its case.
const SCENARIOS: [(&str, &str, &str); 11] = [
    ("01-robbed-and-held", "швейную машинку", "K-26-101"),
    ("02-prison-officer", "обиженным", "K-26-102"),
    ("03-coerced-sterilisation", "заблокировал её номер", "K-26-103"),
    ("04-father", "белбеумен", "K-26-104"),
    ("05-club", "подсобку", "K-26-105"),
    ("06-abducted", "жыныңды", "K-26-106"),
    ("07-gang", "перевод, чтобы запись", "K-26-107"),
    ("08-surgery", "operated on his brain", "K-26-108"),
    ("09-nine-proceedings", "надписей на стене", "K-26-109"),
    ("10-discussion", "опрокинула столы", "K-26-110"),
    ("11-numbers", "зачитал имя из паспорта", "K-25-205"),
];

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/scenarios/{name}.json"));
    fs::read_to_string(path).unwrap()
}

/// A vault with one scenario, and its records as they are typed.
fn told(name: &str) -> (Place, CaseFile) {
    let mut place = Place::new("Монитор");
    let report = take(&mut place, name);
    let file = read(&place, &report);
    assert!(file.unread.is_empty(), "every record of {name} reads as its type");
    (place, file)
}

fn take(place: &mut Place, name: &str) -> ImportReport {
    let report = place.session.import_document(&document(name), LANG).unwrap();
    let refused: Vec<_> = report
        .refused
        .iter()
        .map(|r| (r.index, &r.kind, &r.key, &r.why))
        .collect();
    assert!(refused.is_empty(), "{name}: {refused:?}");
    report
}

fn read(place: &Place, report: &ImportReport) -> CaseFile {
    let envelope = |id: &str| {
        let view = place.session.read_record(id).unwrap();
        Envelope {
            id: view.id,
            case: view.case,
            kind: view.kind,
            version: VersionVector::default(),
            author: String::new(),
            machine: MachineId::from_bytes([0; 16]),
            time: Timestamp::from_millis(0),
            body: view.body,
            withheld: view.withheld,
            edits: sandyq_domain::Edits::default(),
        }
    };
    let envelopes: Vec<Envelope> = report
        .added
        .iter()
        .map(|added| envelope(&added.id.to_string()))
        .collect();
    CaseFile::of(&envelopes)
}

/// Fails with everything that is not so, each in words.
fn all_so(facts: &[(&str, bool)]) {
    let missing: Vec<&str> = facts.iter().filter(|(_, so)| !so).map(|(fact, _)| *fact).collect();
    assert!(missing.is_empty(), "not in the records: {missing:#?}");
}

fn is(code: &Code, slug: &str) -> bool {
    code.as_ref().map(Coded::slug) == Some(slug)
}

fn has(codes: &Codes, slug: &str) -> bool {
    codes.iter().any(|coded| coded.slug() == slug)
}

fn has_all(codes: &Codes, slugs: &[&str]) -> bool {
    slugs.iter().all(|slug| has(codes, slug))
}

/// The acts of this type.
fn acts<'f>(file: &'f CaseFile, act_type: &str) -> Vec<&'f Entry<sandyq_domain::kinds::Act>> {
    file.acts
        .iter()
        .filter(|act| is(&act.record.act_type, act_type))
        .collect()
}

/// Whoever did the only act of this type.
fn involved<'f>(file: &'f CaseFile, act_type: &str) -> Vec<&'f Involvement> {
    let acts = acts(file, act_type);
    acts.iter()
        .flat_map(|act| file.involved_in(act.id))
        .map(|entry| &entry.record)
        .collect()
}

/// Somebody of this type did an act of this type in this degree.
fn did(file: &CaseFile, act_type: &str, perpetrator: &str, degree: &str) -> bool {
    let fits = |one: &&Involvement| is(&one.perpetrator_type, perpetrator) && is(&one.degree, degree);
    involved(file, act_type).iter().any(fits)
}

fn refusals(file: &CaseFile) -> Vec<&ProceedingStep> {
    let steps = file.steps_in_time().into_iter().map(|entry| &entry.record);
    steps.filter(|step| sandyq_domain::casefile::is_refusal(step)).collect()
}

#[test]
fn every_scenario_is_taken_found_exported_and_taken_again_identical() {
    let mut place = Place::new("Монитор");
    let mut taken = 0;
    for (name, _, _) in SCENARIOS {
        taken += take(&mut place, name).added.len();
    }
    for (name, words, code) in SCENARIOS {
        let hits = place
            .session
            .search_records(words, sandyq_casework::Reach::Full, LANG)
            .unwrap();
        assert!(hits.iter().any(|hit| hit.case_code == code), "{name} is not found");
    }
    let out = place.path("all.json");
    let exported = place.session.export_document(&[], &out, LANG, &mut going_on).unwrap();
    assert_eq!(
        exported.records as usize + 6,
        taken,
        "all but the practice case, its four records and whom it names"
    );
    let text = fs::read_to_string(&out).unwrap();
    let mut other = Place::new("Другой");
    let report = other.session.import_document(&text, LANG).unwrap();
    assert!(report.refused.is_empty(), "{:?}", report.refused[0].why);
    let again = other.path("all.json");
    other.session.export_document(&[], &again, LANG, &mut going_on).unwrap();
    assert!(fs::read_to_string(again).unwrap() == text);
    let carried = |place: &Place, record: &Value| {
        let view = place.session.read_record(record["id"].as_str().unwrap()).unwrap();
        json!([view.id, view.case, view.kind, view.body, view.withheld])
    };
    let document: Value = serde_json::from_str(&text).unwrap();
    for record in document["records"].as_array().unwrap() {
        assert!(carried(&place, record) == carried(&other, record), "{}", record["kind"]);
    }
}

#[test]
fn every_scenario_can_be_sealed_with_and_without_identities() {
    let to = Identity::generate().recipient().to_string();
    for (name, _, _) in SCENARIOS {
        let (mut place, _) = told(name);
        let cases = place.session.list_cases("", 0, 100, LANG).unwrap().rows;
        for withhold_identity in [false, true] {
            let mut asked = request(&to);
            asked.cases = cases.iter().map(|row| row.id.to_string()).collect();
            asked.withhold_identity = withhold_identity;
            // Not everybody in the scenarios was asked about a lawyer.
            "Проверка".clone_into(&mut asked.consent_override);
            let out = place.path(if withhold_identity { "without.age" } else { "with.age" });
            if let Err(failure) = place.seal_as(&asked, &out) {
                panic!("{name}: {failure}");
            }
        }
    }
}
