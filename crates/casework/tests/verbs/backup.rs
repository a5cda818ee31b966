use crate::common::{Closed, LANG, Place, create, going_on, now, refused, secret, unlock};
use sandyq_casework::{ErrorCode, Failure, Secret, backup};
use sandyq_domain::Lang;
use serde_json::json;
use std::fs;
use std::path::Path;

fn make(place: &mut Place) -> sandyq_casework::view::BackupView {
    let out = place.path("stick");
    place.session.make_backup(&out, LANG, &mut going_on).unwrap()
}

fn restore(from: &Path, into: &Path) -> Result<sandyq_casework::view::RestoreView, Failure> {
    backup::restore(from, into, &secret(), now(), LANG, &mut going_on)
}

fn packs(place: &Place) -> Vec<String> {
    crate::common::files_below(&place.path("stick").join("packs"))
}

#[test]
fn a_backup_is_made_rehearsed_and_restored_with_everything_in_it() {
    let mut place = Place::with_a_case("Айгерим");
    let photo = place.file("photo.jpg", &[5; 90_000]);
    place.attach("K-26-001", &[photo]);
    let made = make(&mut place);
    assert!(made.verified && made.files == 1 && made.absent == 0 && made.records > 10);
    let found = place
        .session
        .rehearse_backup(&place.path("stick"), LANG, &mut going_on)
        .unwrap();
    assert!(found.whole && found.faults.is_empty());
    assert_eq!((found.records, found.files), (made.records, 1));
    let restored = restore(&place.path("stick"), &place.path("again")).unwrap();
    assert_eq!(
        (restored.records, restored.files, restored.bytes),
        (made.records, 1, made.bytes)
    );
    let (session, unlocked) = unlock(&place.path("again")).unwrap();
    assert_eq!((unlocked.stray, unlocked.key_damaged), (0, false));
    let page = |session: &sandyq_casework::Session| {
        let page = session.show_case("K-26-001", LANG).unwrap();
        page.records
            .iter()
            .map(|record| {
                let id = record.id.to_string();
                let view = session.read_record(&id).unwrap();
                let history = session.read_history(&id, LANG).unwrap();
                let history = history.iter().map(|line| (line.n, line.author.clone(), line.time));
                (
                    id,
                    serde_json::to_string(&view.body).unwrap(),
                    history.collect::<Vec<_>>(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert!(page(&session) == page(&place.session));
    let checks = |session: &mut sandyq_casework::Session| session.verify_evidence(None, LANG, &mut going_on).unwrap();
    let mut session = session;
    assert!(checks(&mut session).iter().all(|check| check.is_whole));
}

#[test]
fn the_reminder_comes_with_changes_and_goes_with_a_backup() {
    let mut place = Place::new("Айгерим");
    let state = |place: &Place| place.session.backup_state(LANG).unwrap();
    assert!(!state(&place).is_due && state(&place).when.is_empty());
    for n in 0..20 {
        let code = format!("K-26-{n:03}");
        place.import(&json!({ "records": [{ "kind": "case", "key": "c", "code": code, "title": "Вымышленное" }] }));
    }
    assert!(state(&place).is_due);
    let made = make(&mut place);
    let after = state(&place);
    assert_eq!((after.is_due, after.changes, after.place), (false, 0, made.place));
    place.import(&json!({ "records": [{ "kind": "case", "key": "c", "code": "K-27-001", "title": "Ещё" }] }));
    assert_eq!((state(&place).is_due, state(&place).changes), (false, 1));
}

#[test]
fn what_is_wrong_with_a_backup_is_said_in_each_language_and_the_next_one_heals_it() {
    let mut place = Place::with_a_case("Айгерим");
    make(&mut place);
    let pack = packs(&place)[0].clone();
    let mut bytes = fs::read(&pack).unwrap();
    bytes[1000] ^= 1;
    fs::write(&pack, bytes).unwrap();
    for lang in Lang::ALL {
        let found = place
            .session
            .rehearse_backup(&place.path("stick"), lang, &mut going_on)
            .unwrap();
        assert!(!found.whole && found.faults.len() >= 2);
        let short = &Path::new(&pack).file_name().unwrap().to_str().unwrap()[..12];
        assert!(found.faults[0].contains(short), "{:?}", found.faults);
        let refused = backup::restore(
            &place.path("stick"),
            &place.path("x"),
            &secret(),
            now(),
            lang,
            &mut going_on,
        );
        let failure = refused.err().unwrap();
        assert_eq!(failure.code, ErrorCode::BackupDamaged);
        assert!(failure.about.contains(short) && failure.text(lang).contains(short));
    }
    make(&mut place);
    assert!(
        place
            .session
            .rehearse_backup(&place.path("stick"), LANG, &mut going_on)
            .unwrap()
            .whole
    );
}

#[test]
fn refusals_have_their_codes_and_leave_nothing() {
    let mut place = Place::with_a_case("Айгерим");
    make(&mut place);
    let mut other = create(&place.path("other"));
    let stick = place.path("stick");
    let inside = place.dir().join("b");
    assert_eq!(
        refused(other.make_backup(&stick, LANG, &mut going_on)),
        ErrorCode::BackupOfAnother
    );
    assert_eq!(
        refused(place.session.make_backup(&inside, LANG, &mut going_on)),
        ErrorCode::PlaceInsideVault
    );
    assert_eq!(
        refused(other.rehearse_backup(&stick, LANG, &mut going_on)),
        ErrorCode::BackupOfAnother
    );
    let nowhere = place.path("nowhere");
    assert_eq!(
        refused(place.session.rehearse_backup(&nowhere, LANG, &mut going_on)),
        ErrorCode::NoBackup
    );
    assert_eq!(refused(restore(&nowhere, &place.path("x"))), ErrorCode::NoBackup);
    assert_eq!(refused(restore(&stick, &place.dir())), ErrorCode::VaultExists);
    assert_eq!(refused(restore(&stick, &stick)), ErrorCode::FolderNotEmpty);
    let wrong = Secret::from_passphrase("слова не от этого сундука").unwrap();
    let answer = backup::restore(&stick, &place.path("x"), &wrong, now(), LANG, &mut going_on);
    assert_eq!(refused(answer), ErrorCode::WrongSecret);
    let mut stop = |_| std::ops::ControlFlow::Break(());
    assert_eq!(
        refused(place.session.make_backup(&stick, LANG, &mut stop)),
        ErrorCode::Cancelled
    );
    let again = place.path("y");
    assert_eq!(
        refused(backup::restore(&stick, &again, &secret(), now(), LANG, &mut stop)),
        ErrorCode::Cancelled
    );
    assert!(!place.path("x").exists() && !inside.exists());
    assert!(sandyq_casework::folder::is_empty(&again));
}

#[test]
fn a_backup_survives_the_wipe_of_its_vault_and_brings_it_back() {
    let mut place = Place::with_a_case("Айгерим");
    make(&mut place);
    let Closed { folder } = place.locked();
    let dir = folder.path().join("vault");
    sandyq_casework::emergency::wipe(&dir).unwrap();
    restore(&folder.path().join("stick"), &dir).unwrap();
    let (session, _) = unlock(&dir).unwrap();
    assert_eq!(session.list_cases("", 0, 10, LANG).unwrap().rows.len(), 1);
}
