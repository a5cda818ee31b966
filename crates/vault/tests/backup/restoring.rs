use crate::common::{host, secret};
use crate::stage::{attach, copy, everything, files_below, on, restore, stage, state};
use sandyq_vault::Vault;
use sandyq_vault::backup::{self, BackupError};
use sandyq_vault::folder::{FolderError, FolderState, folder_state};
use sandyq_vault::key::{self, KeyError};
use sandyq_vault::secret::Secret;
use serde_json::json;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::symlink;

#[test]
fn a_restored_vault_has_every_record_revision_and_piece_of_evidence_on_a_machine_of_its_own() {
    let mut place = stage();
    place.back_up();
    let before = place.everything();
    let again = place.folder.path().join("сандық 🗃");
    let restored = restore(&place.backups(), &again).unwrap();
    assert_eq!((restored.records, restored.files), (5, 2));
    let vault = Vault::unlock(&again, &secret(), &host()).unwrap();
    assert!(everything(&vault) == before && before.len() > 8);
    assert_ne!(vault.machine(), place.vault.machine());
    assert!(!vault.key_damaged());
    assert!(sandyq_vault::evidence::strays(&vault).unwrap().is_empty());
    vault.lock().unwrap();
    let names: Vec<_> = fs::read_dir(&again)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        names.iter().all(|name| !name.to_string_lossy().contains("new")),
        "{names:?}"
    );
}

#[test]
fn only_the_backup_s_secret_opens_it_and_a_changed_one_reaches_it_with_the_next_backup() {
    let mut place = stage();
    place.back_up();
    let again = place.folder.path().join("again");
    let other = Secret::from_passphrase("совсем другие слова для двери").unwrap();
    let wrong = backup::restore(&place.backups(), &again, &other, &mut on);
    assert!(matches!(wrong, Err(BackupError::Key(KeyError::WrongSecret))));
    assert!(!again.exists());
    let image = key::read(place.vault.folder()).unwrap();
    let mut opened = image.open(&secret()).map_err(|_| ()).unwrap();
    let changed = image
        .with_secret(opened.slot, &other, None, &mut opened, crate::common::time(3))
        .unwrap();
    key::replace(place.vault.folder(), &changed).unwrap();
    // Until then the old one opens the backup: SECURITY.md says so.
    let inode = place.folder.path().join("old key");
    fs::hard_link(place.backups().join("door"), &inode).unwrap();
    assert!(restore(&place.backups(), &again).is_ok());
    place.back_up();
    assert_ne!(
        fs::read(&inode).unwrap(),
        image.bytes(),
        "the old bytes lie on the stick"
    );
    let third = place.folder.path().join("third");
    assert!(matches!(
        restore(&place.backups(), &third),
        Err(BackupError::Key(KeyError::WrongSecret))
    ));
    backup::restore(&place.backups(), &third, &other, &mut on).unwrap();
    assert!(Vault::unlock(&third, &other, &host()).is_ok());
}

#[test]
fn nothing_is_restored_over_anything() {
    let mut place = stage();
    place.back_up();
    let full = place.folder.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("letter.odt"), "mine").unwrap();
    for into in [full, place.dir(), place.backups()] {
        let before = state(&into);
        let refused = restore(&place.backups(), &into);
        assert!(
            matches!(refused, Err(BackupError::Folder(FolderError::NotEmpty))),
            "{into:?}"
        );
        assert!(before == state(&into));
    }
    for from in ["nowhere", "v"] {
        let from = place.folder.path().join(from);
        assert!(matches!(
            restore(&from, &place.folder.path().join("x")),
            Err(BackupError::NoBackup)
        ));
    }
}

#[test]
fn a_restoring_stopped_anywhere_leaves_nothing_and_the_next_one_succeeds() {
    let mut place = stage();
    place.back_up();
    let before = place.everything();
    let again = place.folder.path().join("again");
    for stop in 0.. {
        let mut left = stop;
        let mut progress = |_| {
            left -= 1;
            if left < 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        match backup::restore(&place.backups(), &again, &secret(), &mut progress) {
            Err(BackupError::Stopped) => {
                assert_eq!(folder_state(&again).unwrap(), FolderState::Empty, "{stop}");
                assert!(files_below(&again.join("files")).is_empty());
            }
            other => {
                other.unwrap();
                assert!(stop >= 3);
                break;
            }
        }
    }
    let vault = Vault::unlock(&again, &secret(), &host()).unwrap();
    assert!(everything(&vault) == before);
}

#[test]
fn what_a_killed_restoring_left_is_recognised_and_removed_and_nobody_else_s() {
    let mut place = stage();
    place.back_up();
    let again = place.folder.path().join("again");
    // As if killed before the last renames: everything there under the names of an unfinished vault.
    fs::create_dir(&again).unwrap();
    copy(&place.dir().join("files"), &again.join("files"));
    assert_eq!(
        folder_state(&again).unwrap(),
        FolderState::Foreign,
        "evidence alone may be all that is left of a vault"
    );
    assert!(matches!(
        restore(&place.backups(), &again),
        Err(BackupError::Folder(FolderError::NotEmpty))
    ));
    fs::write(again.join("data.new"), "half").unwrap();
    fs::write(again.join("key.new"), "half").unwrap();
    assert_eq!(folder_state(&again).unwrap(), FolderState::Unfinished);
    for stranger in ["files/photo.jpg", "files/ab/photo.jpg", "letter.odt"] {
        let path = again.join(stranger);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let before = state(&again);
        assert_eq!(folder_state(&again).unwrap(), FolderState::Foreign, "{stranger}");
        assert!(restore(&place.backups(), &again).is_err());
        assert!(before == state(&again));
        fs::remove_file(path).unwrap();
    }
    let stray = again.join("files/ab").join("a".repeat(32));
    fs::create_dir_all(stray.parent().unwrap()).unwrap();
    symlink(place.dir().join("key"), &stray).unwrap();
    assert_eq!(
        folder_state(&again).unwrap(),
        FolderState::Foreign,
        "a link is nobody's evidence"
    );
    fs::remove_file(&stray).unwrap();
    restore(&place.backups(), &again).unwrap();
    let vault = Vault::unlock(&again, &secret(), &host()).unwrap();
    assert!(everything(&vault) == place.everything());
    assert!(sandyq_vault::evidence::strays(&vault).unwrap().is_empty());
}

#[test]
fn a_damaged_pack_stops_the_restoring_says_what_it_holds_and_leaves_nothing() {
    let mut place = stage();
    attach(&mut place, 6, &[9; 30_000]);
    place.put(8, "event", &json!({ "description": "ещё" }));
    place.back_up();
    let again = place.folder.path().join("again");
    let before = state(&place.backups());
    for pack in files_below(&place.backups().join("packs")) {
        let good = fs::read(&pack).unwrap();
        let mut bad = good.clone();
        bad[good.len() / 2] ^= 0x10;
        let spoilt: [(&str, Option<Vec<u8>>); 4] = [
            ("a flipped bit", Some(bad)),
            ("cut short", Some(good[..good.len() - 1].to_vec())),
            ("longer", Some([&good[..], b"x"].concat())),
            ("missing", None),
        ];
        for (how, bytes) in spoilt {
            match bytes {
                Some(bytes) => fs::write(&pack, bytes).unwrap(),
                None => fs::remove_file(&pack).unwrap(),
            }
            let Err(BackupError::Damaged(damage)) = restore(&place.backups(), &again) else {
                panic!("{how}: it was restored");
            };
            assert_eq!(damage.pack.as_deref(), pack.file_name().unwrap().to_str(), "{how}");
            assert_eq!((damage.packs, damage.files), (1, u64::from(!damage.database)), "{how}");
            assert_eq!(folder_state(&again).unwrap(), FolderState::Empty);
            fs::write(&pack, &good).unwrap();
        }
    }
    assert!(before == state(&place.backups()));
}

/// Changes one byte of the key file's filler and opens the vault again.
fn with_a_rotten_key(place: crate::common::Place, secret: &Secret) -> crate::common::Place {
    let (dir, crate::common::Place { folder, vault }) = (place.dir(), place);
    vault.lock().unwrap();
    let mut bytes = fs::read(dir.join("key")).unwrap();
    bytes[20_000] ^= 1;
    fs::write(dir.join("key"), bytes).unwrap();
    let vault = Vault::unlock(&dir, secret, &host()).unwrap();
    assert!(vault.key_damaged());
    crate::common::Place { folder, vault }
}

#[test]
fn the_good_copy_of_a_key_file_outlasts_rot_in_the_vault_s_own() {
    let mut place = stage();
    place.back_up();
    let good = fs::read(place.backups().join("door")).unwrap();
    let mut place = with_a_rotten_key(place, &secret());
    for _ in 0..2 {
        place.back_up();
        assert!(fs::read(place.backups().join("door")).unwrap() == good);
        assert!(place.rehearse().unwrap().faults.is_empty());
    }
    // A folder without any gets what there is: it opens, and so does what is restored.
    let other = place.folder.path().join("other");
    place.try_back_up(&other, &mut on).unwrap();
    restore(&other, &place.folder.path().join("again")).unwrap();
}

#[test]
fn an_old_key_file_is_not_kept_for_a_rotten_one_after_a_change_or_a_new_key() {
    let new = Secret::from_passphrase("слова, выбранные позже первых").unwrap();
    for rekey in [false, true] {
        let mut place = stage();
        place.back_up();
        if rekey {
            place.vault.rekey(&secret(), &[&new], &host()).unwrap();
        } else {
            let image = key::read(place.vault.folder()).unwrap();
            let mut opened = image.open(&secret()).map_err(|_| ()).unwrap();
            let changed = image
                .with_secret(opened.slot, &new, None, &mut opened, crate::common::time(3))
                .unwrap();
            key::replace(place.vault.folder(), &changed).unwrap();
        }
        let mut place = with_a_rotten_key(place, &new);
        let (out, before) = (place.backups(), state(&place.backups()));
        let refused = place.try_back_up(&out, &mut on).map(drop);
        assert!(
            matches!(refused, Err(BackupError::Key(KeyError::Damaged))),
            "{refused:?}"
        );
        assert!(before == state(&out), "rekey: {rekey}");
        // The way out.
        let again = place.folder.path().join("again");
        place.vault.rekey(&new, &[&new], &host()).unwrap();
        place.back_up();
        assert!(place.rehearse().unwrap().faults.is_empty());
        backup::restore(&out, &again, &new, &mut on).unwrap();
        assert!(!Vault::unlock(&again, &new, &host()).unwrap().key_damaged());
    }
}
