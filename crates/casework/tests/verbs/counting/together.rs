//! Numbers of several groups in one table.

use super::{asked, going_on};
use crate::common::{LANG, Place, refused};
use sandyq_agefile::Identity;
use sandyq_casework::view::{Meaning, StatsRequest, StatsTo, StatsTogether, StatsView};
use sandyq_casework::{ErrorCode, Failure, StatsFormat};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use zeroize::Zeroizing;

/// A group with so many cases by police and by parents, all agreed to be counted by partners.
pub(super) fn a_group(name: &str, police: u32, parents: u32) -> Place {
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

pub(super) fn give(place: &mut Place, asked: &StatsRequest, file: &str) -> PathBuf {
    let out = place.path(file);
    let released = place
        .session
        .release_stats(asked, StatsFormat::Json, &out, true, LANG, &mut going_on);
    released.unwrap_or_else(|failure| panic!("{:?}", failure.code));
    out
}

fn together(place: &Place, files: &[&PathBuf]) -> Result<StatsTogether, Failure> {
    let files: Vec<PathBuf> = files.iter().map(|file| (*file).clone()).collect();
    place.session.numbers_together(&files, None, LANG)
}

fn table_of(put: &StatsTogether) -> &StatsView {
    put.table.as_ref().unwrap()
}

pub(super) fn by_perpetrator() -> StatsRequest {
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
    let table = table_of(&put);
    let line = |value: &str| {
        let row = table.rows.iter().find(|row| row.value.value == value).unwrap();
        let cells = row.cells.iter().map(|cell| cell.sure).collect::<Vec<_>>();
        (cells, row.all.sure)
    };
    // In the third group two parents are hidden, and the twelve beside them.
    assert_eq!(line("police_patrol"), (vec![Some(9), Some(20), None], Some(29)));
    assert_eq!(line("parent"), (vec![Some(0), Some(7), None], Some(7)));
    assert_eq!(table_of(&put).all.sure, Some(9 + 27 + 14));
    assert_eq!(table_of(&put).hidden, 2);
    for (format, begins) in [
        (StatsFormat::Csv, &b"\xef\xbb\xbf"[..]),
        (StatsFormat::Xlsx, b"PK"),
        (StatsFormat::Svg, b"<svg"),
        (StatsFormat::Json, b"{"),
    ] {
        let out = coordinator.path(&format!("all.{}", format.ending()));
        coordinator.session.write_together(&put, format, &out, LANG).unwrap();
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
    // Of two of one group the newer is meant; the same one twice is one too many.
    assert_eq!(refusal(&[&file, &again]), ErrorCode::NumbersOlder);
    assert_eq!(refusal(&[&file, &file]), ErrorCode::NumbersTwice);
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

pub(super) const WORDS: &str = "нарочно придуманные слова для проверки";

pub(super) fn seal(place: &mut Place, to: &str, passphrase: Option<&str>, file: &str) -> Result<PathBuf, Failure> {
    let out = place.path(file);
    let to = StatsTo {
        recipient: to.to_owned(),
        passphrase: passphrase.map(|words| Zeroizing::new(words.to_owned())),
    };
    let sealed = place
        .session
        .seal_stats(&by_perpetrator(), &to, &out, LANG, &mut going_on)?;
    // Nobody compared anything with anybody here.
    assert!(sealed.standing.is_some_and(|mark| mark.meaning == Meaning::Due));
    Ok(out)
}

#[test]
fn a_sealed_table_opens_for_whom_it_is_and_for_nobody_else() {
    let mut one = a_group("Бірінші", 9, 0);
    let mut two = a_group("Екінші", 20, 7);
    let coordinator = Place::with_a_case("Үйлестіруші");
    let stranger = Place::with_a_case("Бөтен");
    let for_key = seal(&mut one, &coordinator.recipient(), None, "one.age").unwrap();
    let for_words = seal(&mut two, "", Some(WORDS), "two.age").unwrap();
    let files = [for_key.clone(), for_words.clone()];
    let put = coordinator.session.numbers_together(&files, Some(WORDS), LANG).unwrap();
    assert_eq!(table_of(&put).all.sure, Some(9 + 27));
    let open = |place: &Place, file: &PathBuf, words: Option<&str>| {
        refused(place.session.numbers_together(std::slice::from_ref(file), words, LANG))
    };
    assert_eq!(open(&stranger, &for_key, None), ErrorCode::BundleNotForMe);
    assert_eq!(open(&stranger, &for_key, Some(WORDS)), ErrorCode::BundleNeedsKey);
    assert_eq!(open(&coordinator, &for_words, None), ErrorCode::BundleNeedsPassphrase);
    assert_eq!(
        open(&coordinator, &for_words, Some("другие слова, тоже длинные")),
        ErrorCode::WrongBundlePassphrase
    );
    // Nothing of it can be read on the way, and the ledger knows for whom it was.
    let bytes = fs::read(&for_key).unwrap();
    assert!(!bytes.windows(8).any(|part| part == b"police_p"));
    let entry = one.session.read_journal(true, LANG).unwrap();
    let entry = entry
        .entries
        .iter()
        .map(|line| json!(line).to_string())
        .find(|line| line.contains("one.age"));
    assert!(entry.is_some());
}

#[test]
fn a_sealed_table_that_is_not_what_was_sealed_is_refused() {
    let mut one = a_group("Бірінші", 9, 0);
    let coordinator = Place::with_a_case("Үйлестіруші");
    assert_eq!(
        refused(seal(&mut one, "никто", None, "no.age")),
        ErrorCode::BadRecipient
    );
    assert_eq!(refused(seal(&mut one, "", None, "no.age")), ErrorCode::BadRecipient);
    assert_eq!(
        refused(seal(&mut one, "", Some("коротко"), "no.age")),
        ErrorCode::WeakPassphrase
    );
    assert!(!one.path("no.age").exists());
    let file = seal(&mut one, &coordinator.recipient(), None, "one.age").unwrap();
    let bytes = fs::read(&file).unwrap();
    let refusal = |bytes: &[u8]| {
        let other = coordinator.path("other.age");
        fs::write(&other, bytes).unwrap();
        refused(together(&coordinator, &[&other]))
    };
    for len in [30, 200, bytes.len() - 1] {
        assert_eq!(refusal(&bytes[..len]), ErrorCode::BundleDamaged, "{len} bytes");
    }
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    assert_eq!(refusal(&flipped), ErrorCode::BundleDamaged);
    // Rightly sealed, and something else inside: no tar, or one with another table under that signature.
    let sealed = |inside: &[u8]| {
        let to = [coordinator.recipient().parse().unwrap()];
        let mut sealing = sandyq_agefile::seal(&to, Vec::new()).unwrap();
        std::io::Write::write_all(&mut sealing, inside).unwrap();
        sealing.finish().unwrap()
    };
    assert_eq!(refusal(&sealed(b"{}")), ErrorCode::NotATable);
    let me = Identity::generate();
    let own = seal(&mut one, &me.recipient().to_string(), None, "own.age").unwrap();
    let tar = crate::common::tar_of(&own, &me);
    let (table, signature) = sandyq_bundle::read_numbers(&tar).unwrap();
    let other = String::from_utf8(table.to_vec())
        .unwrap()
        .replacen("\"sure\": 9", "\"sure\": 90", 1);
    let forged = sandyq_bundle::write_numbers(other.as_bytes(), signature).unwrap();
    assert_eq!(refusal(&sealed(&forged)), ErrorCode::NumbersAltered);
}

#[test]
fn stock_tools_open_a_sealed_table() {
    let mut one = a_group("Бірінші", 9, 0);
    let place = tempfile::tempdir().unwrap();
    let (key, me) = (place.path().join("key"), Identity::generate());
    fs::write(&key, me.secret().as_bytes()).unwrap();
    let file = seal(&mut one, &me.recipient().to_string(), None, "one.age").unwrap();
    let script = "age -d -i key \"$1\" | tar -x && minisign -V -m numbers.json -P \
        \"$(sed -n 's/^ *\"signer\": \"\\(.*\\)\",*$/\\1/p' numbers.json)\"";
    let done = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(&file)
        .current_dir(place.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
