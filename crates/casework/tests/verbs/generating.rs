//! Invented cases: of every kind, well formed, the same for the same seed, and never beside records that are there.

use crate::common::{LANG, Place, document, going_on, refused};
use sandyq_casework::ErrorCode;
use sandyq_domain::kinds::is_readable;
use sandyq_domain::{KINDS, kind_spec};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn generated(cases: u32, seed: u64) -> Place {
    let mut place = Place::new("Монитор");
    place.session.generate(cases, seed, &mut |_| {}).unwrap();
    place
}

/// Every record of the vault, by id.
fn bodies(place: &Place) -> BTreeMap<String, (String, Value)> {
    let mut found = BTreeMap::new();
    for row in place.session.list_cases("", 0, 500, LANG).unwrap().rows {
        for line in place.session.show_case(&row.id.to_string(), LANG).unwrap().records {
            let record = place.session.read_record(&line.id.to_string()).unwrap();
            found.insert(line.id.to_string(), (record.kind, Value::Object(record.body)));
        }
    }
    found
}

#[test]
fn a_vault_with_any_record_takes_no_invented_case() {
    let mut place = Place::new("Монитор");
    place.import(&document());
    let before = bodies(&place).len();
    assert_eq!(refused(place.session.generate(3, 1, &mut |_| {})), ErrorCode::NotEmpty);
    assert_eq!(bodies(&place).len(), before);
    let mut again = generated(2, 1);
    assert_eq!(refused(again.session.generate(2, 2, &mut |_| {})), ErrorCode::NotEmpty);
}

#[test]
fn the_same_seed_invents_the_same_cases_and_another_seed_others() {
    let [one, same, other] = [7, 7, 8].map(|seed| bodies(&generated(12, seed)));
    assert!(one == same && one.len() > 90, "{}", one.len());
    assert!(one.keys().all(|id| !other.contains_key(id)));
}

#[test]
fn records_of_every_kind_are_made_and_each_reads_as_its_type() {
    let place = generated(40, 1);
    let all = bodies(&place);
    let made: BTreeSet<&str> = all.values().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(made, KINDS.iter().map(|spec| spec.name).collect());
    for (kind, body) in all.values() {
        let body = body.as_object().unwrap();
        assert!(kind_spec(kind).unwrap().canonical(body).unwrap() == *body, "{kind}");
        assert!(is_readable(kind, body), "{kind}");
    }
    let precisions: BTreeSet<String> = all
        .values()
        .flat_map(|(_, body)| body.as_object().unwrap().values())
        .filter_map(|value| Some(value.get("precision")?.as_str()?.to_owned()))
        .collect();
    assert_eq!(precisions.len(), 9, "{precisions:?}");
    let text = serde_json::to_string(&all).unwrap();
    for reserved in ["unknown", "not_asked", "declined"] {
        assert!(text.contains(&format!("\"{reserved}\"")), "{reserved}");
    }
}

#[test]
fn what_is_counted_is_what_is_there_with_evidence_that_is_whole() {
    let mut place = Place::new("Монитор");
    let mut told = Vec::new();
    let made = place.session.generate(20, 3, &mut |done| told.push(done)).unwrap();
    assert_eq!((made.cases, made.evidence, told), (20, 4, vec![20]));
    assert!(made.records > 150 && made.revisions > made.records);
    assert_eq!(place.session.list_cases("", 0, 500, LANG).unwrap().total, 20);
    let checks = place.session.verify_evidence(None, LANG, &mut going_on).unwrap();
    assert!(checks.len() == 4 && checks.iter().all(|check| check.is_whole));
    let place = place.reopened();
    assert!(!place.session.search_records("выдумано", LANG).unwrap().is_empty());
}

#[test]
fn the_list_goes_on_wherever_it_is_asked_to() {
    let place = generated(30, 5);
    let ids = |offset, limit| -> Vec<String> {
        let rows = place.session.list_cases("", offset, limit, LANG).unwrap().rows;
        rows.iter().map(|row| row.id.to_string()).collect()
    };
    let all = ids(0, 500);
    assert_eq!(all.len(), 30);
    assert!(ids(7, 9) == all[7..16] && ids(29, 9) == all[29..] && ids(30, 9).is_empty() && ids(900, 9).is_empty());
}
