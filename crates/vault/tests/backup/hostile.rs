use crate::stage::{content_of, copy, files_below, on, restore, set_mode, stage, state, without_rights};
use sandyq_vault::backup::{BackupError, Fault, KEPT};
use sandyq_vault::folder::{FolderState, folder_state};
use serde_json::json;
use std::fs;
use std::os::unix::fs::symlink;

/// Every byte of header, nonce, content and tag: none may change, and nothing of a shortened or lengthened index is believed.
#[test]
fn no_byte_of_an_index_can_change_or_go_missing() {
    let mut place = stage();
    place.back_up();
    let path = files_below(&place.backups().join("index"))[0].clone();
    let good = fs::read(&path).unwrap();
    let refused = |bytes: &[u8], how: String| {
        fs::write(&path, bytes).unwrap();
        match place.rehearse() {
            Err(BackupError::Damaged(_) | BackupError::NoBackup | BackupError::Newer | BackupError::OfAnother) => {}
            Err(other) => panic!("{how}: {other:?}"),
            Ok(_) => panic!("{how}: it was believed"),
        }
    };
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        refused(&bytes, format!("byte {at}"));
    }
    for len in (0..good.len()).step_by(7) {
        refused(&good[..len], format!("cut at {len}"));
    }
    refused(&[&good[..], b"x"].concat(), "longer".to_owned());
    fs::write(&path, good).unwrap();
    assert!(place.rehearse().unwrap().faults.is_empty());
}

#[test]
fn a_pack_in_the_place_of_another_is_found_although_both_are_whole() {
    let mut place = stage();
    place.back_up();
    let packs = files_below(&place.backups().join("packs"));
    let again = place.folder.path().join("again");
    let (a, b) = (fs::read(&packs[0]).unwrap(), fs::read(&packs[1]).unwrap());
    for (first, second) in [(&b, &a), (&b, &b)] {
        fs::write(&packs[0], first).unwrap();
        fs::write(&packs[1], second).unwrap();
        assert!(matches!(
            restore(&place.backups(), &again),
            Err(BackupError::Damaged(_))
        ));
        assert_eq!(folder_state(&again).unwrap(), FolderState::Empty);
        assert!(!place.rehearse().unwrap().faults.is_empty());
    }
}

#[test]
fn an_older_snapshot_under_another_name_is_not_taken_for_the_newest() {
    let mut place = stage();
    place.back_up();
    let old = files_below(&place.backups().join("index"))[0].clone();
    place.put(2, "event", &json!({ "description": "новее" }));
    place.back_up();
    for name in ["0", "f"] {
        fs::copy(&old, place.backups().join("index").join(name.repeat(32))).unwrap();
    }
    // A sequence that its tag does not cover.
    let mut forged = fs::read(&old).unwrap();
    forged[48..56].copy_from_slice(&u64::MAX.to_le_bytes());
    fs::write(place.backups().join("index").join("e".repeat(32)), forged).unwrap();
    assert_eq!(content_of(&place.backups()), place.everything());
    place.put(2, "event", &json!({ "description": "ещё новее" }));
    assert_eq!(place.back_up().sequence, 3);
    assert_eq!(content_of(&place.backups()), place.everything());
}

#[test]
fn no_link_in_a_backup_is_followed() {
    let mut place = stage();
    place.back_up();
    let again = place.folder.path().join("again");
    let aside = place.folder.path().join("aside");
    copy(&place.backups(), &aside);
    let names = ["door", "index", "packs"];
    for name in names {
        let (stick, there) = (place.backups(), place.backups().join(name));
        fs::rename(&there, stick.join("away")).unwrap();
        symlink(aside.join(name), &there).unwrap();
        assert!(restore(&stick, &again).is_err(), "{name}");
        fs::remove_file(&there).unwrap();
        fs::rename(stick.join("away"), &there).unwrap();
    }
    for file in files_below(&place.backups().join("packs")) {
        let good = fs::read(&file).unwrap();
        let other = aside.join("elsewhere");
        fs::write(&other, &good).unwrap();
        fs::remove_file(&file).unwrap();
        symlink(&other, &file).unwrap();
        assert!(matches!(
            restore(&place.backups(), &again),
            Err(BackupError::Damaged(_))
        ));
        fs::remove_file(&file).unwrap();
        fs::write(&file, good).unwrap();
    }
    restore(&place.backups(), &again).unwrap();
}

#[test]
fn names_that_are_no_snapshots_are_not_looked_at() {
    let mut place = stage();
    place.back_up();
    let index = place.backups().join("index");
    let own = fs::read(&files_below(&index)[0]).unwrap();
    for name in [
        "..hidden",
        "GG",
        &"A".repeat(32),
        &"a".repeat(31),
        &"a".repeat(33),
        "part",
    ] {
        fs::write(index.join(name), &own).unwrap();
    }
    fs::create_dir(index.join("b".repeat(32))).unwrap();
    let before = state(&place.backups());
    assert!(place.rehearse().unwrap().faults.is_empty());
    assert!(before == state(&place.backups()));
}

#[test]
fn a_newer_program_s_backup_is_refused_and_left_alone() {
    let mut place = stage();
    place.back_up();
    let path = files_below(&place.backups().join("index"))[0].clone();
    let mut bytes = fs::read(&path).unwrap();
    bytes[8] = 2;
    fs::write(&path, bytes).unwrap();
    let before = state(&place.backups());
    let out = place.backups();
    assert!(matches!(place.try_back_up(&out, &mut on), Err(BackupError::Newer)));
    assert!(matches!(place.rehearse(), Err(BackupError::Newer)));
    let again = place.folder.path().join("again");
    assert!(matches!(restore(&place.backups(), &again), Err(BackupError::Newer)));
    assert!(before == state(&place.backups()));
}

#[test]
fn a_key_file_with_a_flipped_bit_opens_to_nothing_false() {
    let mut place = stage();
    place.back_up();
    let key = place.backups().join("door");
    let good = fs::read(&key).unwrap();
    let again = place.folder.path().join("again");
    for at in [0, 9, 13, 40, 115, 130, 160, 200, 255] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        fs::write(&key, bytes).unwrap();
        assert!(
            matches!(restore(&place.backups(), &again), Err(BackupError::Key(_))),
            "{at}"
        );
        assert!(!again.exists());
    }
    fs::write(&key, &good[..100]).unwrap();
    assert!(restore(&place.backups(), &again).is_err());
    fs::write(&key, [&good[..], b"x"].concat()).unwrap();
    assert!(restore(&place.backups(), &again).is_err());
}

/// Names in `index/`, the oldest backup first.
fn indexes(place: &crate::common::Place) -> Vec<std::path::PathBuf> {
    let mut all = files_below(&place.backups().join("index"));
    all.sort_by_key(|path| fs::read(path).unwrap()[48..56].to_vec());
    all
}

#[test]
fn an_index_that_cannot_be_read_hides_no_other_and_loses_nothing() {
    let mut place = stage();
    place.back_up();
    let first = place.everything();
    place.put(2, "event", &json!({ "description": "новее" }));
    place.back_up();
    let second = place.everything();
    let all = indexes(&place);
    set_mode(&all[1], 0);
    let stick = place.backups();
    assert!(without_rights(|| content_of(&stick)) == first);
    assert_eq!(without_rights(|| place.rehearse()).unwrap().faults, [Fault::NewestGone]);
    // The next backup is made, says that it could not tidy up, and what only the unreadable one needs is still there.
    place.put(2, "event", &json!({ "description": "ещё новее" }));
    for _ in 0..KEPT + 1 {
        let answer = without_rights(|| place.try_back_up(&stick, &mut on).map(drop));
        assert!(matches!(answer, Err(BackupError::ReadOnly)), "{answer:?}");
    }
    assert!(content_of(&stick) == place.everything());
    set_mode(&all[1], 0o600);
    let aside = place.folder.path().join("aside");
    copy(&stick, &aside);
    for index in indexes(&place).iter().filter(|index| **index != all[1]) {
        fs::remove_file(aside.join("index").join(index.file_name().unwrap())).unwrap();
    }
    assert!(content_of(&aside) == second);
    for index in indexes(&place) {
        set_mode(&index, 0);
    }
    let again = place.folder.path().join("again");
    without_rights(|| {
        assert!(matches!(restore(&stick, &again), Err(BackupError::ReadOnly)));
        assert!(matches!(place.rehearse(), Err(BackupError::ReadOnly)));
    });
    for index in files_below(&stick.join("index")) {
        set_mode(&index, 0o600);
    }
    place.back_up();
    assert_eq!(indexes(&place).len(), KEPT);
}

#[test]
fn a_flipped_bit_in_the_clear_id_of_an_old_index_stops_no_backup() {
    let mut place = stage();
    place.back_up();
    place.put(2, "event", &json!({ "description": "новее" }));
    place.back_up();
    let old = indexes(&place)[0].clone();
    let mut bytes = fs::read(&old).unwrap();
    bytes[20] ^= 4;
    fs::write(&old, bytes).unwrap();
    for number in 3..=KEPT {
        place.back_up();
        assert_eq!(indexes(&place).len(), number, "it is this vault's, its tag says");
    }
    place.back_up();
    assert!(!old.exists());
    assert!(place.rehearse().unwrap().faults.is_empty());
}

#[test]
fn another_vault_s_snapshots_copied_beside_ours_are_left_alone_with_their_packs() {
    let (mut ours, mut theirs) = (stage(), stage());
    theirs.back_up();
    ours.back_up();
    let stick = ours.backups();
    let door = fs::read(stick.join("door")).unwrap();
    copy(&theirs.backups(), &stick);
    fs::write(stick.join("door"), door).unwrap();
    ours.put(2, "event", &json!({ "description": "новее" }));
    for _ in 0..KEPT + 1 {
        let answer = ours.try_back_up(&stick, &mut on).map(drop);
        assert!(matches!(answer, Err(BackupError::OfAnother)), "{answer:?}");
    }
    assert!(content_of(&stick) == ours.everything());
    for (path, bytes) in state(&theirs.backups()) {
        let relative = path.strip_prefix(theirs.backups()).unwrap();
        assert!(relative.ends_with("door") || fs::read(stick.join(relative)).unwrap() == bytes);
    }
}
