//! A case on its way from one vault to another.

use crate::common::{LANG, Place, going_on, holds, refused, request, tar_of, unlock};
use sandyq_agefile::Identity;
use sandyq_casework::view::SenderStanding;
use sandyq_casework::{Accept, ErrorCode};
use serde_json::json;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};

/// Bytes that compress badly and end in the middle of a block.
fn recording() -> Vec<u8> {
    let mut state = 7_u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(200_003)
    .collect()
}

fn two() -> (Place, Place) {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    (monitor, lawyer)
}

#[test]
fn a_case_arrives_whole_and_its_evidence_bit_for_bit() {
    let (mut monitor, mut lawyer) = two();
    let (bytes, empty) = (monitor.file("запись.bin", &recording()), monitor.file("пусто.txt", b""));
    let items = monitor.attach("K-26-001", &[bytes, empty]);
    let (bundle, sealed) = monitor.seal("Адвокат", "b.age");
    assert_eq!(sealed.evidence, 2);
    let opened = lawyer.open(&bundle).unwrap();
    assert_eq!(
        (opened.taken, opened.known, opened.conflicting, opened.evidence),
        (sealed.records, 0, 0, 2)
    );
    let mut lawyer = lawyer.reopened();
    for (item, original) in items.iter().zip([recording(), Vec::new()]) {
        let out = lawyer.path(item);
        lawyer.session.export_evidence(item, &out).unwrap();
        assert!(fs::read(out).unwrap() == original);
    }
    let checks = lawyer
        .session
        .verify_evidence(Some("K-26-001"), LANG, &mut going_on)
        .unwrap();
    assert!(checks.len() == 2 && checks.iter().all(|check| check.is_whole));
    let page = lawyer.session.show_case("K-26-001", LANG).unwrap();
    assert_eq!((page.row.line.refusals, page.people.len()), (1, 2));
    assert!(lawyer.session.list_cases("Айсана", 0, 9, LANG).unwrap().total == 1);
}

#[test]
fn opening_a_bundle_twice_changes_nothing() {
    let (mut monitor, mut lawyer) = two();
    let file = monitor.file("a.txt", b"evidence");
    monitor.attach("K-26-001", &[file]);
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    let first = lawyer.open(&bundle).unwrap();
    let before = lawyer.everything();
    let again = lawyer.open(&bundle).unwrap();
    assert_eq!(again.inspected.warnings.len(), 2, "unverified, and seen before");
    assert_eq!(
        (again.taken, again.known, again.conflicting, again.evidence),
        (0, first.taken, 0, 0)
    );
    assert_eq!(lawyer.everything(), before);
}

#[test]
fn an_older_bundle_is_shown_as_older_and_takes_nothing_back() {
    let (mut monitor, mut lawyer) = two();
    let (older, _) = monitor.seal("Адвокат", "1.age");
    let edit = json!({ "title": "Новое название" });
    monitor
        .session
        .edit_record("K-26-001", edit.as_object().unwrap())
        .unwrap();
    let (newer, _) = monitor.seal("Адвокат", "2.age");
    lawyer.open(&newer).unwrap();
    let before = lawyer.everything().len();
    let shown = lawyer.inspect(&older).unwrap();
    assert!(
        shown.warnings.iter().any(|warning| warning.contains("Старше")),
        "{:?}",
        shown.warnings
    );
    let opened = lawyer.session.open_bundle(Accept::default(), LANG).unwrap();
    assert_eq!((opened.taken, opened.conflicting), (0, 0));
    assert_eq!(lawyer.everything().len(), before + 1, "the ledger has one line more");
    let page = lawyer.session.show_case("K-26-001", LANG).unwrap();
    assert_eq!(page.row.line.title, "Новое название");
}

#[test]
fn the_same_number_with_other_contents_is_an_alarm_and_nothing_is_taken() {
    let (monitor, mut lawyer) = two();
    // The monitor's computer and a restored copy of it each seal their first bundle.
    let closed = monitor.locked();
    let (mut copy, mut monitor) = (closed.copied().opened(), closed.opened());
    let edit = json!({ "title": "Другое" });
    copy.session.edit_record("K-26-001", edit.as_object().unwrap()).unwrap();
    let (ours, _) = monitor.seal("Адвокат", "1.age");
    let (forked, _) = copy.seal("Адвокат", "2.age");
    lawyer.open(&ours).unwrap();
    let before = lawyer.everything();
    let shown = lawyer.inspect(&forked).unwrap();
    assert!(
        shown.warnings.iter().any(|warning| warning.contains("тем же номером")),
        "{:?}",
        shown.warnings
    );
    for accept_unknown in [false, true] {
        let opened = lawyer.session.open_bundle(
            Accept {
                unknown: accept_unknown,
                ..Accept::default()
            },
            LANG,
        );
        assert_eq!(refused(opened), ErrorCode::BundleForked);
    }
    lawyer.session.close_bundle();
    assert_eq!(lawyer.everything(), before);
}

#[test]
fn a_bundle_for_somebody_else_is_refused() {
    let (mut monitor, _lawyer) = two();
    let mut stranger = Place::new("Чужой");
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    assert_eq!(refused(stranger.inspect(&bundle)), ErrorCode::BundleNotForMe);
    assert!(stranger.quarantine().is_empty());
}

#[test]
fn an_unknown_sender_is_shown_and_not_merged_without_a_yes() {
    let mut monitor = Place::with_a_case("Монитор");
    let mut lawyer = Place::new("Адвокат");
    let (bundle, _) = monitor.seal(&lawyer.recipient(), "b.age");
    let shown = lawyer.inspect(&bundle).unwrap();
    assert!(shown.standing == SenderStanding::Unknown && shown.sender == "Монитор" && shown.digits.len() > 5);
    assert_eq!(
        refused(lawyer.session.open_bundle(Accept::default(), LANG)),
        ErrorCode::UnknownSender
    );
    assert_eq!(lawyer.session.list_cases("", 0, 9, LANG).unwrap().total, 0);
    // It still waits for the yes.
    let opened = lawyer
        .session
        .open_bundle(
            Accept {
                unknown: true,
                ..Accept::default()
            },
            LANG,
        )
        .unwrap();
    assert!(opened.taken > 0 && lawyer.quarantine().is_empty());
}

#[test]
fn a_sender_stands_as_compared_or_not_compared_or_oneself() {
    let (mut monitor, mut lawyer) = two();
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    assert!(lawyer.inspect(&bundle).unwrap().standing == SenderStanding::Unverified);
    let contact = lawyer.session.list_contacts(LANG).unwrap()[0].id.to_string();
    lawyer.session.verify_contact(&contact, "in person", LANG).unwrap();
    let shown = lawyer.inspect(&bundle).unwrap();
    assert!(shown.standing == SenderStanding::Verified && shown.warnings.is_empty());
    let own = monitor.recipient();
    let (to_myself, _) = monitor.seal(&own, "own.age");
    assert!(monitor.inspect(&to_myself).unwrap().standing == SenderStanding::Own);
}

#[test]
fn what_was_passed_on_is_shown_as_forwarded() {
    let mut monitor = Place::with_a_case("Монитор");
    let (between, mut lawyer) = (Identity::generate(), Place::new("Адвокат"));
    let (bundle, _) = monitor.seal(&between.recipient().to_string(), "b.age");
    let tar = tar_of(&bundle, &between);
    let passed_on = monitor.path("forwarded.age");
    let to = [lawyer.recipient().parse().unwrap()];
    let mut sealing = sandyq_agefile::seal(&to, File::create(&passed_on).unwrap()).unwrap();
    sealing.write_all(&tar).unwrap();
    sealing.finish().unwrap();
    let shown = lawyer.inspect(&passed_on).unwrap();
    assert!(
        shown
            .warnings
            .iter()
            .any(|warning| warning.contains("переслан") || warning.contains("передан")),
        "{:?}",
        shown.warnings
    );
}

#[test]
fn a_bundle_that_was_checked_is_not_taken_from_a_file_changed_since() {
    let (mut monitor, mut lawyer) = two();
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    lawyer.inspect(&bundle).unwrap();
    fs::write(&bundle, b"something else").unwrap();
    assert!(lawyer.session.open_bundle(Accept::default(), LANG).unwrap().taken > 0);
}

#[test]
fn the_quarantine_of_a_killed_process_is_emptied_at_the_next_unlock() {
    let (mut monitor, mut lawyer) = two();
    let words = monitor.file("слова.txt", "секретные слова".repeat(50).as_bytes());
    monitor.attach("K-26-001", &[words]);
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    lawyer.inspect(&bundle).unwrap();
    let waiting = lawyer.quarantine();
    assert_eq!(waiting.len(), 1);
    let mut stored = Vec::new();
    File::open(&waiting[0]).unwrap().read_to_end(&mut stored).unwrap();
    assert!(!holds(&stored, "секретные"), "the quarantine is encrypted");
    let closed = lawyer.locked();
    fs::write(closed.dir().join("incoming/left"), stored).unwrap();
    assert!(closed.opened().quarantine().is_empty());
}

#[test]
fn unknown_fields_travel_and_come_back() {
    let (mut monitor, mut lawyer) = two();
    let newer = json!({ "records": [{ "kind": "event", "case": "K-26-001", "title": "С полем будущего",
        "weather": { "sky": ["ясно", 7, null, true] } }] });
    let report = monitor.import(&newer);
    let id = report.added[0].id.to_string();
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    lawyer.open(&bundle).unwrap();
    let lawyer = lawyer.reopened();
    assert_eq!(
        lawyer.session.read_record(&id).unwrap().body["weather"],
        newer["records"][0]["weather"]
    );
}

#[test]
fn an_existing_file_is_never_overwritten_and_no_neighbour_is_touched() {
    let (mut monitor, _lawyer) = two();
    let out = monitor.file("b.age", b"somebody's");
    let neighbour = monitor.file("c.age.part", b"somebody's download");
    assert_eq!(
        refused(monitor.seal_as(&request("Адвокат"), &out)),
        ErrorCode::FileExists
    );
    assert_eq!(fs::read(&out).unwrap(), b"somebody's");
    monitor.seal("Адвокат", "c.age");
    assert_eq!(fs::read(neighbour).unwrap(), b"somebody's download");
    assert_eq!(monitor.session.list_bundles(LANG).unwrap().len(), 1);
}

#[test]
fn a_sealing_that_is_cancelled_leaves_no_file_and_no_entry() {
    let (mut monitor, _lawyer) = two();
    let out = monitor.path("b.age");
    let stop = &mut |_| std::ops::ControlFlow::Break(());
    let sealed = monitor.session.seal_bundle(&request("Адвокат"), &out, LANG, stop);
    assert_eq!(refused(sealed), ErrorCode::Cancelled);
    let left: Vec<_> = fs::read_dir(out.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "the vault alone");
    assert!(monitor.session.list_bundles(LANG).unwrap().is_empty());
}

#[test]
fn a_lock_forgets_the_bundle_that_waits() {
    let (mut monitor, mut lawyer) = two();
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    lawyer.inspect(&bundle).unwrap();
    let closed = lawyer.locked();
    assert!(crate::common::files_below(&closed.dir().join("incoming")).is_empty());
    let (mut session, _) = unlock(&closed.dir()).unwrap();
    assert_eq!(
        refused(session.open_bundle(
            Accept {
                unknown: true,
                ..Accept::default()
            },
            LANG
        )),
        ErrorCode::NotABundle
    );
}
