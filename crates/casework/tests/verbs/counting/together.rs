//! Numbers of several groups in one table.

use super::{asked, going_on};
use crate::common::{LANG, Place, refused};
use sandyq_casework::view::{StatsRequest, StatsTogether};
use sandyq_casework::{ErrorCode, Failure, StatsFormat};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A group with so many cases by police and by parents, all agreed to be counted by partners.
fn a_group(name: &str, police: u32, parents: u32) -> Place {
    let mut place = Place::new(name);
    place.session.set_own_name(name).unwrap();
    let mut records = Vec::new();
    for number in 0..police + parents {
        let (case, event, act, person) = (
            format!("c{number}"),
            format!("e{number}"),
            format!("a{number}"),
            format!("p{number}"),
        );
        let perpetrator = if number < police { "police_patrol" } else { "parent" };
        records.extend([
            json!({ "kind": "case", "key": case, "title": "T" }),
            json!({ "kind": "person", "key": person }),
            json!({ "kind": "event", "key": event, "case": case, "title": "E", "verification": "confirmed", "date": "2025-03-01" }),
            json!({ "kind": "act", "key": act, "case": case, "event": event, "victim": person, "act_type": "beating" }),
            json!({ "kind": "involvement", "case": case, "act": act, "perpetrator_type": perpetrator, "degree": "carried_out" }),
            json!({ "kind": "consent", "case": case, "person": person, "given_by": "self", "purpose": ["partner_statistics"],
                "identity_level": "aggregated_only", "form": "oral_noted", "given": "2025-03-02" }),
        ]);
    }
    place.import(&json!({ "records": records }));
    place
}

fn give(place: &mut Place, asked: &StatsRequest, file: &str) -> PathBuf {
    let out = place.path(file);
    let released = place
        .session
        .release_stats(asked, StatsFormat::Json, &out, true, LANG, &mut going_on);
    released.unwrap_or_else(|failure| panic!("{:?}", failure.code));
    out
}

fn together(place: &Place, files: &[&PathBuf]) -> Result<StatsTogether, Failure> {
    let files: Vec<PathBuf> = files.iter().map(|file| (*file).clone()).collect();
    place.session.numbers_together(&files, LANG)
}

fn by_perpetrator() -> StatsRequest {
    asked("victims", Some("involvement.perpetrator_type"), None)
}

#[test]
fn a_coordinator_sees_whose_numbers_they_are_and_what_is_not_shown_stays_unknown() {
    let mut one = a_group("Бірінші", 9, 0);
    let mut two = a_group("Екінші", 20, 7);
    let mut three = a_group("Үшінші", 12, 2);
    let coordinator = Place::with_a_case("Үйлестіруші");
    let files = [
        give(&mut one, &by_perpetrator(), "one.json"),
        give(&mut two, &by_perpetrator(), "two.json"),
        give(&mut three, &by_perpetrator(), "three.json"),
    ];
    let put = together(&coordinator, &files.iter().collect::<Vec<_>>()).unwrap();
    assert_eq!(put.groups.len(), 3);
    assert!(
        put.groups.iter().all(|group| !group.is_verified),
        "nobody is known here"
    );
    let line = |value: &str| {
        let row = put.table.rows.iter().find(|row| row.value.value == value).unwrap();
        let cells = row.cells.iter().map(|cell| cell.sure).collect::<Vec<_>>();
        (cells, row.all.sure)
    };
    // In the third group two parents are hidden, and the twelve beside them.
    assert_eq!(line("police_patrol"), (vec![Some(9), Some(20), None], Some(29)));
    assert_eq!(line("parent"), (vec![Some(0), Some(7), None], Some(7)));
    assert_eq!(put.table.all.sure, Some(9 + 27 + 14));
    assert_eq!(put.table.hidden, 2);
    let files: Vec<PathBuf> = files.into();
    for (name, begins) in [("all.csv", &b"\xef\xbb\xbf"[..]), ("all.xlsx", b"PK")] {
        let out = coordinator.path(name);
        coordinator.session.write_together(&files, &out, LANG).unwrap();
        assert!(fs::read(&out).unwrap().starts_with(begins));
    }
}

#[test]
fn stock_minisign_checks_whose_numbers_they_are() {
    let mut one = a_group("Бірінші", 9, 0);
    let file = give(&mut one, &by_perpetrator(), "one.json");
    let given: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let checked = Command::new("minisign")
        .args(["-V", "-P", given["signer"].as_str().unwrap(), "-m"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let own = together(&one, &[&file]).unwrap();
    assert!(own.groups[0].is_verified && own.groups[0].group == "Бірінші");
}

fn altered(file: &Path, from: &str, to: &str) -> PathBuf {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    let other = file.with_extension("other.json");
    fs::write(&other, text.replacen(from, to, 1)).unwrap();
    let signature = |file: &Path| PathBuf::from(format!("{}.minisig", file.display()));
    fs::copy(signature(file), signature(&other)).unwrap();
    other
}

#[test]
fn numbers_that_were_altered_given_twice_or_counted_otherwise_are_not_added() {
    let mut one = a_group("Бірінші", 9, 0);
    let mut two = a_group("Екінші", 20, 7);
    let coordinator = Place::with_a_case("Үйлестіруші");
    let file = give(&mut one, &by_perpetrator(), "one.json");
    let again = give(&mut one, &by_perpetrator(), "again.json");
    let refusal = |files: &[&PathBuf]| refused(together(&coordinator, files));
    assert_eq!(
        refusal(&[&altered(&file, "\"sure\": 9", "\"sure\": 90")]),
        ErrorCode::NumbersAltered
    );
    assert_eq!(refusal(&[&file, &again]), ErrorCode::NumbersTwice);
    let months = give(&mut two, &asked("victims", Some("month"), None), "months.json");
    assert_eq!(refusal(&[&file, &months]), ErrorCode::OtherQuestion);
    let own = two.path("own.json");
    two.session
        .release_stats(&by_perpetrator(), StatsFormat::Json, &own, false, LANG, &mut going_on)
        .unwrap();
    assert_eq!(refusal(&[&own]), ErrorCode::NotForPartners);
    let losses = give(&mut two, &asked("losses", None, None), "losses.json");
    assert_eq!(refusal(&[&losses]), ErrorCode::NotForPartners);
    let none = coordinator.path("none.json");
    assert_eq!(refusal(&[&none]), ErrorCode::FileUnreadable);
    fs::write(&none, b"{}").unwrap();
    assert_eq!(refusal(&[&none]), ErrorCode::NotATable);
    // Without its signature a file is taken, and nobody vouches for it.
    let bare = coordinator.path("bare.json");
    fs::copy(&file, &bare).unwrap();
    let put = together(&coordinator, &[&bare]).unwrap();
    assert!(!put.groups[0].is_verified && put.groups[0].group == "bare.json");
}
