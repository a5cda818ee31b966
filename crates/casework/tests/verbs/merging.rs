//! Cases between machines and people: moves, updates, answers, receipts, what both changed, what ended, and taking it back.

use crate::common::{LANG, Place, going_on, holds, object, refused, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_casework::view::{InspectView, OpenOutcome, SealEvidence, SealKind, SealRequest};
use sandyq_casework::{Accept, ErrorCode, Failure, Take};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Two vaults of one person: each is compared with the other, and its own.
fn two_of_mine() -> (Place, Place) {
    let (mut desk, mut road) = (Place::with_a_case("Стол"), Place::new("Дорога"));
    desk.meets(&mut road, "Дорога", "Стол");
    desk.session.set_own_contact("Дорога", true, LANG).unwrap();
    road.session.verify_contact("Стол", "in person", LANG).unwrap();
    road.session.set_own_contact("Стол", true, LANG).unwrap();
    (desk, road)
}

fn of_kind(kind: SealKind, to: &str) -> SealRequest {
    SealRequest { kind, ..request(to) }
}

fn send(from: &mut Place, kind: SealKind, to: &str, out: &str) -> PathBuf {
    let path = from.path(out);
    from.seal_as(&of_kind(kind, to), &path)
        .unwrap_or_else(|failure| panic!("{failure}"));
    path
}

fn edit(place: &mut Place, id: &str, change: &Value) {
    place.session.edit_record(id, &object(change)).unwrap();
}

fn title(place: &Place) -> String {
    place.session.show_case("K-26-001", LANG).unwrap().row.line.title
}

fn open_again(place: &mut Place, bundle: &Path) -> Result<OpenOutcome, Failure> {
    place.inspect(bundle)?;
    let accept = Accept {
        undone: true,
        ..Accept::default()
    };
    place.session.open_bundle(accept, LANG)
}

#[test]
fn a_move_to_a_vault_of_ones_own_takes_everything_with_its_history_and_contacts() {
    let (mut desk, mut road) = two_of_mine();
    let mut lawyer = Place::new("Адвокат");
    desk.meets(&mut lawyer, "Адвокат", "Стол");
    edit(&mut desk, "K-26-001", &json!({ "title": "Второе название" }));
    edit(&mut desk, "K-26-001", &json!({ "title": "Третье название" }));
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    let opened = road.open(&bundle).unwrap();
    assert_eq!((opened.conflicting, opened.contacts), (0, 1));
    let titles = |place: &Place| {
        let lines = place.session.read_history("K-26-001", LANG).unwrap();
        lines
            .iter()
            .filter(|line| line.changed.iter().any(|label| label == "Название"))
            .count()
    };
    assert_eq!(titles(&road), titles(&desk));
    let known = road.session.list_contacts(LANG).unwrap();
    assert!(
        known
            .iter()
            .any(|contact| contact.name == "Адвокат" && contact.verified && !contact.is_own)
    );
    // Going back to what it said is possible there too.
    road.session.undo_record("K-26-001").unwrap();
    assert_eq!(title(&road), "Второе название");
    assert!(road.session.read_journal(true, LANG).unwrap().faults.is_empty());
}

#[test]
fn an_update_brings_only_what_the_other_side_lacks_once_it_is_acknowledged() {
    let (mut desk, mut road) = two_of_mine();
    let whole = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    let first = road.open(&whole).unwrap();
    // Nobody has acknowledged anything: everything goes again.
    let blind = send(&mut desk, SealKind::Update, "Дорога", "u1.age");
    assert_eq!(road.open(&blind).unwrap().known, first.taken);
    let receipt = road.path("r.age");
    let mut asked = of_kind(SealKind::Receipt, "Стол");
    asked.cases.clear();
    road.seal_as(&asked, &receipt).unwrap();
    assert_eq!(desk.open(&receipt).unwrap().acknowledged, 2);
    let mut everything = of_kind(SealKind::Update, "Дорога");
    everything.cases.clear();
    let out = desk.path("none.age");
    assert_eq!(refused(desk.seal_as(&everything, &out)), ErrorCode::NothingToSend);
    edit(&mut desk, "K-26-001", &json!({ "title": "Обновлено" }));
    let sealed = desk.seal_as(&everything, &out).unwrap();
    assert_eq!(sealed.records, 1, "of all records the one that changed");
    assert_eq!(road.open(&out).unwrap().taken, 1);
    assert_eq!(title(&road), "Обновлено");
    // What was received is known to be held by the sender: nothing of it goes back.
    assert_eq!(
        refused(road.seal_as(&of_kind(SealKind::Update, "Стол"), &road.path("back.age"))),
        ErrorCode::NothingToSend
    );
}

#[test]
fn both_changed_the_same_field_and_the_decision_of_one_is_the_decision_of_both() {
    let (mut desk, mut road) = two_of_mine();
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    road.open(&bundle).unwrap();
    edit(
        &mut desk,
        "K-26-001",
        &json!({ "title": "Со стола", "summary": [{ "lang": "ru", "text": "кратко" }] }),
    );
    edit(&mut road, "K-26-001", &json!({ "title": "С дороги" }));
    let to_road = send(&mut desk, SealKind::Update, "Дорога", "u.age");
    let shown = road.inspect(&to_road).unwrap();
    assert_eq!(shown.changes.iter().map(|change| change.conflicting).sum::<u32>(), 1);
    let opened = road.open(&to_road).unwrap();
    assert_eq!((opened.conflicting, opened.merged), (1, 0));
    let found = road.session.list_conflicts(LANG).unwrap();
    let [conflict] = found.as_slice() else {
        panic!("one conflict")
    };
    assert_eq!((conflict.fields.len(), conflict.alarm.as_str()), (1, ""));
    let field = &conflict.fields[0];
    assert_eq!(
        (field.ours.text.as_str(), field.theirs[0].text.as_str()),
        ("С дороги", "Со стола")
    );
    assert_eq!(field.before, "Вымышленное дело");
    assert!(!field.theirs[0].when.is_empty());
    road.session.resolve_conflict("K-26-001", Take::Theirs).unwrap();
    assert_eq!(title(&road), "Со стола");
    assert_eq!(
        refused(road.session.resolve_conflict("K-26-001", Take::Ours)),
        ErrorCode::NoSuchConflict
    );
    // The desk never asks: the decision knew both.
    let back = send(&mut road, SealKind::Update, "Стол", "b.age");
    let opened = desk.open(&back).unwrap();
    assert_eq!(opened.conflicting, 0);
    assert_eq!(title(&desk), "Со стола");
    assert!(desk.session.list_conflicts(LANG).unwrap().is_empty());
}

#[test]
fn a_decision_can_be_a_third_value_and_must_be_about_every_field_in_question() {
    let (mut desk, mut road) = two_of_mine();
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    road.open(&bundle).unwrap();
    edit(&mut desk, "K-26-001", &json!({ "title": "Со стола" }));
    edit(&mut road, "K-26-001", &json!({ "title": "С дороги" }));
    let update = send(&mut desk, SealKind::Update, "Дорога", "u.age");
    road.open(&update).unwrap();
    let nothing = road
        .session
        .resolve_conflict("K-26-001", Take::These(object(&json!({ "opened": "2026-01-01" }))));
    assert_eq!(refused(nothing), ErrorCode::BadRecord);
    let wrong = road
        .session
        .resolve_conflict("K-26-001", Take::These(object(&json!({ "title": ["a"] }))));
    assert_eq!(refused(wrong), ErrorCode::BadRecord);
    road.session
        .resolve_conflict("K-26-001", Take::These(object(&json!({ "title": "Третье" }))))
        .unwrap();
    assert_eq!(title(&road), "Третье");
}

#[test]
fn a_merge_is_taken_back_whole_and_asks_before_it_comes_again() {
    let (mut desk, mut road) = two_of_mine();
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    road.open(&bundle).unwrap();
    edit(&mut desk, "K-26-001", &json!({ "title": "Обновлено" }));
    let event = desk
        .session
        .add_record(
            "event",
            Some("K-26-001"),
            &object(&json!({ "locality": "Новый Город" })),
        )
        .unwrap();
    let update = send(&mut desk, SealKind::Update, "Дорога", "u.age");
    let before = road.everything();
    let opened = road.open(&update).unwrap();
    assert_eq!(title(&road), "Обновлено");
    let done = road.session.undo_merge(&opened.inspected.bundle).unwrap();
    assert_eq!((done.restored, done.trashed, done.kept), (1, 1, 0));
    assert_eq!(title(&road), "Вымышленное дело");
    assert!(road.session.read_record(&event.id.to_string()).is_err());
    let without_counts = |all: &[String]| {
        all.iter()
            .filter(|line| line.contains("\"body\""))
            .cloned()
            .collect::<Vec<_>>()
    };
    let body_of = |line: &String| serde_json::from_str::<Value>(line).unwrap()["body"].clone();
    let bodies = |all: &[String]| without_counts(all).iter().map(body_of).collect::<Vec<_>>();
    assert_eq!(bodies(&road.everything()), bodies(&before));
    assert_eq!(
        refused(road.session.undo_merge(&opened.inspected.bundle)),
        ErrorCode::NoSuchMerge
    );
    // It asks, and with a yes everything is there again, the trashed event too.
    assert!(road.inspect(&update).unwrap().is_undone);
    assert_eq!(refused(road.open(&update)), ErrorCode::BundleUndone);
    open_again(&mut road, &update).unwrap();
    assert_eq!(title(&road), "Обновлено");
    assert!(road.session.read_record(&event.id.to_string()).is_ok());
    let merges = road.session.list_merges(LANG).unwrap();
    assert!(merges.len() == 2 && merges.iter().all(|merge| merge.undone.is_empty()));
}

#[test]
fn what_was_changed_since_a_merge_stays_when_the_merge_is_taken_back() {
    let (mut desk, mut road) = two_of_mine();
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    road.open(&bundle).unwrap();
    edit(&mut desk, "K-26-001", &json!({ "title": "Обновлено" }));
    let update = send(&mut desk, SealKind::Update, "Дорога", "u.age");
    let opened = road.open(&update).unwrap();
    edit(&mut road, "K-26-001", &json!({ "title": "И ещё раз" }));
    let done = road.session.undo_merge(&opened.inspected.bundle).unwrap();
    assert_eq!((done.restored, done.kept), (0, 1));
    assert_eq!(title(&road), "И ещё раз");
}

#[test]
fn what_was_deleted_or_forgotten_there_is_proposed_here_and_never_done_by_a_file() {
    let (mut desk, mut road) = two_of_mine();
    let event = desk
        .session
        .add_record("event", Some("K-26-001"), &object(&json!({ "locality": "Город" })))
        .unwrap();
    let note = desk
        .session
        .add_record("event", Some("K-26-001"), &object(&json!({ "locality": "Село" })))
        .unwrap();
    let bundle = send(&mut desk, SealKind::Move, "Дорога", "m.age");
    road.open(&bundle).unwrap();
    desk.session.delete_record(&event.id.to_string(), LANG).unwrap();
    desk.session.forget_record(&note.id.to_string(), LANG).unwrap();
    let update = send(&mut desk, SealKind::Update, "Дорога", "u.age");
    let opened = road.open(&update).unwrap();
    assert_eq!(opened.proposed, 2);
    for id in [event.id, note.id] {
        assert!(road.session.read_record(&id.to_string()).is_ok(), "still here");
    }
    let open = road.session.list_endings(LANG).unwrap();
    let of = |id| open.iter().find(|ending| ending.record == id).unwrap();
    assert!(!of(event.id).is_forgotten && of(note.id).is_forgotten);
    road.session.decide_ending(of(event.id).number, false, LANG).unwrap();
    road.session.decide_ending(of(note.id).number, true, LANG).unwrap();
    assert!(road.session.read_record(&event.id.to_string()).is_ok());
    assert!(road.session.read_record(&note.id.to_string()).is_err());
    assert!(road.session.list_endings(LANG).unwrap().is_empty());
    assert_eq!(
        refused(road.session.decide_ending(99, true, LANG)),
        ErrorCode::NoSuchProposal
    );
    // Told again, it is not asked again.
    let again = send(&mut desk, SealKind::Update, "Дорога", "u2.age");
    assert_eq!(road.open(&again).unwrap().proposed, 0);
}

/// A case handed over without names to a lawyer who writes back.
fn with_a_lawyer(withhold_identity: bool) -> (Place, Place, InspectView) {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let mut asked = request("Адвокат");
    asked.withhold_identity = withhold_identity;
    let bundle = monitor.path("h.age");
    monitor.seal_as(&asked, &bundle).unwrap();
    let opened = lawyer.open(&bundle).unwrap();
    (monitor, lawyer, opened.inspected)
}

#[test]
fn a_lawyer_answers_with_notes_and_steps_and_they_find_the_case_they_belong_to() {
    for withhold_identity in [false, true] {
        let (mut monitor, mut lawyer, _) = with_a_lawyer(withhold_identity);
        let case = lawyer.session.list_cases("", 0, 9, LANG).unwrap().rows[0]
            .id
            .to_string();
        let note = lawyer
            .session
            .add_record(
                "note",
                Some(&case),
                &object(&json!({ "text": [{ "lang": "ru", "text": "Подаём жалобу" }] })),
            )
            .unwrap();
        edit(&mut lawyer, &case, &json!({ "title": "Название адвоката" }));
        let mut asked = of_kind(SealKind::Answer, "Монитор");
        asked.cases = vec![case];
        let answer = lawyer.path("a.age");
        let sealed = lawyer.seal_as(&asked, &answer).unwrap();
        assert_eq!(sealed.records, 2, "what was added and what was changed");
        let opened = monitor.open(&answer).unwrap();
        assert_eq!((opened.taken, opened.conflicting), (2, 0));
        assert_eq!(title(&monitor), "Название адвоката");
        let here = monitor.session.read_record(&note.id.to_string()).unwrap();
        let own = monitor.session.show_case("K-26-001", LANG).unwrap().row.line.id;
        assert_eq!(here.case, Some(own));
        // What the lawyer never saw was not touched.
        let people = monitor.session.show_case("K-26-001", LANG).unwrap().people.len();
        assert_eq!(people, 2);
        assert!(monitor.session.list_cases("Айсана", 0, 9, LANG).unwrap().total == 1);
    }
}

#[test]
fn a_name_given_to_one_contact_opens_nothing_to_another() {
    let (mut monitor, mut lawyer, _) = with_a_lawyer(true);
    let mut other = Place::new("Чужой");
    monitor.meets(&mut other, "Чужой", "Монитор");
    // The lawyer's bundle, taken apart and signed anew by somebody else, names our case by the lawyer's name for it.
    let case = lawyer.session.list_cases("", 0, 9, LANG).unwrap().rows[0]
        .id
        .to_string();
    lawyer.meets(&mut other, "Чужой", "Адвокат");
    let mut asked = request("Чужой");
    asked.cases = vec![case.clone()];
    "Срочно".clone_into(&mut asked.consent_override);
    let passed = lawyer.path("p.age");
    lawyer.seal_as(&asked, &passed).unwrap();
    other.open(&passed).unwrap();
    edit(&mut other, &case, &json!({ "title": "Чужое название" }));
    let mut back = request("Монитор");
    back.cases = vec![case];
    "Срочно".clone_into(&mut back.consent_override);
    let forged = other.path("f.age");
    other.seal_as(&back, &forged).unwrap();
    monitor.open(&forged).unwrap();
    assert_eq!(title(&monitor), "Вымышленное дело", "a case of its own, beside ours");
}

#[test]
fn an_answer_goes_only_to_whom_the_case_came_from() {
    let (mut monitor, mut lawyer, _) = with_a_lawyer(false);
    let out = monitor.path("a.age");
    assert_eq!(
        refused(monitor.seal_as(&of_kind(SealKind::Answer, "Адвокат"), &out)),
        ErrorCode::NotFromThem
    );
    assert_eq!(
        refused(lawyer.seal_as(&of_kind(SealKind::Answer, "Монитор"), &out)),
        ErrorCode::NothingToSend
    );
    assert!(!out.exists());
}

#[test]
fn a_receipt_closes_the_loop_in_the_journal_of_each_piece_of_evidence() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let file = monitor.file("a.txt", b"evidence");
    monitor.attach("K-26-001", &[file]);
    let (bundle, sealed) = monitor.seal("Адвокат", "b.age");
    lawyer.open(&bundle).unwrap();
    let mut asked = of_kind(SealKind::Receipt, "Монитор");
    asked.cases.clear();
    let receipt = lawyer.path("r.age");
    lawyer.seal_as(&asked, &receipt).unwrap();
    assert_eq!(
        refused(lawyer.seal_as(&asked, &lawyer.path("r2.age"))),
        ErrorCode::NothingToSend
    );
    assert_eq!(monitor.open(&receipt).unwrap().acknowledged, 1);
    let journal = monitor.session.read_journal(true, LANG).unwrap();
    let received = |line: &&sandyq_casework::view::JournalLine| line.entry == "custody" && line.action == "received";
    assert_eq!(
        journal.entries.iter().filter(received).count(),
        3,
        "both items and the case"
    );
    assert!(journal.faults.is_empty());
    let names = journal.entries.iter().find(received).unwrap();
    assert!(names.details.iter().any(|detail| detail.note == sealed.bundle));
    // The next receipt of the same sender is no fork of the first.
    let (again, _) = monitor.seal("Адвокат", "b2.age");
    lawyer.open(&again).unwrap();
    let second = lawyer.path("r3.age");
    lawyer.seal_as(&asked, &second).unwrap();
    let opened = monitor.open(&second).unwrap();
    assert_eq!(
        (opened.acknowledged, opened.inspected.warnings.len()),
        (1, 0),
        "{:?}",
        opened.inspected.warnings
    );
    // A receipt for what never left acknowledges nothing.
    let mut stranger = Place::with_a_case("Третий");
    stranger.meets(&mut lawyer, "Адвокат", "Третий");
    let (other, _) = stranger.seal("Адвокат", "o.age");
    lawyer.open(&other).unwrap();
    let mut wrong = of_kind(SealKind::Receipt, "Третий");
    wrong.cases.clear();
    let wrong_receipt = lawyer.path("w.age");
    lawyer.seal_as(&wrong, &wrong_receipt).unwrap();
    assert_eq!(refused(monitor.inspect(&wrong_receipt)), ErrorCode::BundleNotForMe);
}

#[test]
fn a_bundle_under_a_passphrase_opens_with_it_alone() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let mut asked = request("");
    asked.passphrase = Some("коротко".to_owned().into());
    let out = monitor.path("p.age");
    assert_eq!(refused(monitor.seal_as(&asked, &out)), ErrorCode::WeakPassphrase);
    let words = "берёза сапог лодка тишина";
    asked.passphrase = Some(words.to_owned().into());
    monitor.seal_as(&asked, &out).unwrap();
    assert_eq!(refused(lawyer.inspect(&out)), ErrorCode::BundleNeedsPassphrase);
    let wrong = lawyer
        .session
        .inspect_bundle(&out, Some("берёза сапог лодка шум"), LANG, &mut going_on);
    assert_eq!(refused(wrong), ErrorCode::WrongBundlePassphrase);
    let shown = lawyer
        .session
        .inspect_bundle(&out, Some(words), LANG, &mut going_on)
        .unwrap();
    assert!(
        shown.warnings.len() == 1,
        "unverified, and not forwarded: {:?}",
        shown.warnings
    );
    assert!(lawyer.session.open_bundle(Accept::default(), LANG).unwrap().taken > 0);
    // One for somebody else in between is not missed here.
    for name in ["for-another.age", "third.age"] {
        let path = monitor.path(name);
        monitor.seal_as(&asked, &path).unwrap();
    }
    let third = monitor.path("third.age");
    let shown = lawyer
        .session
        .inspect_bundle(&third, Some(words), LANG, &mut going_on)
        .unwrap();
    assert_eq!(shown.warnings.len(), 1, "{:?}", shown.warnings);
    let (keyed, _) = monitor.seal("Адвокат", "k.age");
    let asked = lawyer.session.inspect_bundle(&keyed, Some(words), LANG, &mut going_on);
    assert_eq!(refused(asked), ErrorCode::BundleNeedsKey);
}

#[test]
fn a_picture_of_a_case_without_names_leaves_as_a_copy_without_what_its_camera_wrote() {
    let mut monitor = Place::with_a_case("Монитор");
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .encode_image(&image::DynamicImage::new_rgb8(64, 48))
        .unwrap();
    let canary = "Канарейкина 43.25 N";
    let length = u16::try_from(canary.len() + 2).unwrap().to_be_bytes();
    jpeg.splice(2..2, [&[0xff, 0xfe], &length[..], canary.as_bytes()].concat());
    let file = monitor.file("Канарейкина.jpg", &jpeg);
    let item = monitor.attach("K-26-001", &[file]).remove(0);
    let stranger = Identity::generate();
    let mut asked = request(&stranger.recipient().to_string());
    asked.withhold_identity = true;
    let out = monitor.path("c.age");
    monitor.seal_as(&asked, &out).unwrap();
    let tar = tar_of(&out, &stranger);
    assert!(!holds(&tar, canary) && !holds(&tar, "Канарейкина"));
    assert!(holds(&tar, "files/0001.jpg"));
    // With names, the bytes leave as they are; and without evidence, none do.
    asked.withhold_identity = false;
    let whole = monitor.path("w.age");
    monitor.seal_as(&asked, &whole).unwrap();
    assert!(holds(&tar_of(&whole, &stranger), canary));
    asked.evidence = SealEvidence::None;
    let none = monitor.path("n.age");
    assert_eq!(monitor.seal_as(&asked, &none).unwrap().evidence, 0);
    assert!(!holds(&tar_of(&none, &stranger), "files/0001"));
    assert!(monitor.session.read_record(&item).is_ok() && fs::metadata(&none).is_ok());
}

#[test]
fn a_page_that_opens_itself_holds_the_same_bundle_and_opens_here_too() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let big: Vec<u8> = (0..1_700_000_u32)
        .map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1])
        .collect();
    let file = monitor.file("a.bin", &big);
    monitor.attach("K-26-001", &[file]);
    let words = "берёза сапог лодка тишина";
    let mut asked = request("");
    asked.passphrase = Some(words.to_owned().into());
    asked.page = true;
    let out = monitor.path("b.html");
    let sealed = monitor.seal_as(&asked, &out).unwrap();
    let html = fs::read_to_string(&out).unwrap();
    assert_eq!(
        html.matches("<script type=\"application/x-sandyq-chunk\">").count(),
        3,
        "three lines of 768 KiB at most"
    );
    assert!(html.contains("data-mode=\"passphrase\"") && !html.contains("@@"));
    assert_eq!(sealed.size, html.len() as u64);
    // The proof card has the sum of the page, which is what the recipient can hash.
    let card = monitor.session.proof_card(&sealed.bundle, LANG).unwrap();
    assert!(card.contains(&sealed.sha256[..4]) && card.contains(&sealed.bundle));
    let inspected = lawyer
        .session
        .inspect_bundle(&out, Some(words), LANG, &mut going_on)
        .unwrap();
    assert_eq!(inspected.evidence, 1);
    lawyer.session.open_bundle(Accept::default(), LANG).unwrap();
    // A page in which one letter was changed, or a line is missing, is refused.
    let mut lines: Vec<&str> = html.lines().collect();
    let chunks: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].contains("x-sandyq-chunk\">"))
        .collect();
    let at = lines[chunks[1]].find("chunk\">").unwrap() + 9;
    let mut altered = lines[chunks[1]].to_owned();
    let other = if altered.as_bytes()[at] == b'A' { "B" } else { "A" };
    altered.replace_range(at..=at, other);
    assert!(altered != lines[chunks[1]]);
    for damaged in [altered.as_str(), ""] {
        lines[chunks[1]] = damaged;
        let path = lawyer.file("damaged.html", lines.join("\n").as_bytes());
        let opened = lawyer.session.inspect_bundle(&path, Some(words), LANG, &mut going_on);
        assert_eq!(refused(opened), ErrorCode::BundleDamaged);
    }
    // Any other page is no bundle.
    let other = lawyer.file("other.html", b"<!DOCTYPE html><title>x</title>");
    assert_eq!(refused(lawyer.inspect(&other)), ErrorCode::NotABundle);
}
