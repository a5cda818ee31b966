use crate::common::{host, secret};
use crate::stage::{copy, files_below, stage, state};
use sandyq_vault::backup::{BackupError, Fault};
use sandyq_vault::secret::Secret;
use serde_json::json;
use std::fs;

#[test]
fn a_rehearsal_counts_everything_and_changes_nothing() {
    let mut place = stage();
    place.back_up();
    place.put(9, "event", &json!({ "description": "после" }));
    let before = (state(&place.backups()), state(&place.dir()));
    let found = place.rehearse().unwrap();
    assert_eq!((found.records, found.records_expected), (5, 5));
    assert_eq!((found.files, found.files_expected), (2, 2));
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    assert!(before == (state(&place.backups()), state(&place.dir())));
}

#[test]
fn each_damaged_or_missing_pack_is_found_and_the_next_backup_heals_it() {
    let mut place = stage();
    place.back_up();
    let packs = files_below(&place.backups().join("packs"));
    for (number, pack) in packs.iter().enumerate() {
        let name = pack.file_name().unwrap().to_str().unwrap().to_owned();
        if number % 2 == 0 {
            let mut bytes = fs::read(pack).unwrap();
            bytes[0] ^= 1;
            fs::write(pack, bytes).unwrap();
        } else {
            fs::remove_file(pack).unwrap();
        }
        let found = place.rehearse().unwrap();
        assert!(found.faults.contains(&Fault::Pack(name)), "{:?}", found.faults);
        assert!(found.files < 2 || found.faults.contains(&Fault::Database));
        place
            .vault
            .write(|tx| sandyq_vault::settings::write(tx, "backup.distrust", &true))
            .unwrap();
        place.back_up();
        let healed = place.rehearse().unwrap();
        assert!(healed.faults.is_empty(), "{:?}", healed.faults);
    }
}

#[test]
fn a_foreign_key_file_an_old_copy_of_the_folder_and_an_unreadable_index_are_found() {
    let (mut place, other) = (stage(), stage());
    place.back_up();
    let old = place.folder.path().join("old");
    copy(&place.backups(), &old);
    place.put(9, "event", &json!({ "description": "после" }));
    place.back_up();
    let key = fs::read(place.backups().join("door")).unwrap();
    fs::copy(other.dir().join("key"), place.backups().join("door")).unwrap();
    assert_eq!(place.rehearse().unwrap().faults, [Fault::Key]);
    fs::remove_file(place.backups().join("door")).unwrap();
    assert_eq!(place.rehearse().unwrap().faults, [Fault::Key]);
    fs::write(place.backups().join("door"), key).unwrap();
    // The newest snapshot does not open: the one before is tried, and that is said.
    let new = files_below(&place.backups().join("index"))
        .into_iter()
        .find(|path| !old.join("index").join(path.file_name().unwrap()).exists())
        .unwrap();
    let good = fs::read(&new).unwrap();
    let mut bad = good.clone();
    bad[200] ^= 1;
    fs::write(&new, &bad).unwrap();
    assert_eq!(place.rehearse().unwrap().faults, [Fault::NewestGone]);
    // Somebody put the folder of last week back.
    fs::remove_dir_all(place.backups()).unwrap();
    copy(&old, &place.backups());
    assert_eq!(place.rehearse().unwrap().faults, [Fault::NewestGone]);
    for index in files_below(&place.backups().join("index")) {
        let mut bytes = fs::read(&index).unwrap();
        bytes[100] ^= 1;
        fs::write(&index, bytes).unwrap();
    }
    assert!(matches!(place.rehearse(), Err(BackupError::Damaged(_))));
    fs::remove_dir_all(place.backups()).unwrap();
    assert!(matches!(place.rehearse(), Err(BackupError::NoBackup)));
}

#[test]
fn evidence_that_was_missing_from_the_vault_is_missed_in_the_rehearsal() {
    let mut place = stage();
    fs::remove_file(&files_below(&place.dir().join("files"))[0]).unwrap();
    place.back_up();
    let found = place.rehearse().unwrap();
    assert_eq!((found.files, found.files_expected), (1, 2));
    assert_eq!(found.faults, [Fault::Absent(1)]);
}

#[test]
fn a_backup_made_before_a_new_key_is_said_to_be_that_and_not_damaged() {
    let mut place = stage();
    place.back_up();
    let new = Secret::from_passphrase("слова, выбранные позже первых").unwrap();
    place.vault.rekey(&secret(), &[&new], &host()).unwrap();
    let before = state(&place.backups());
    assert!(matches!(place.rehearse(), Err(BackupError::BeforeRekey)));
    assert!(before == state(&place.backups()));
    // With a key file that tells nothing, nothing is known but that none opens.
    let key = place.backups().join("door");
    let good = fs::read(&key).unwrap();
    for bytes in [fs::read(place.dir().join("key")).unwrap(), good[..200].to_vec()] {
        fs::write(&key, bytes).unwrap();
        assert!(matches!(place.rehearse(), Err(BackupError::Damaged(_))));
    }
    fs::write(&key, good).unwrap();
    place.back_up();
    assert!(place.rehearse().unwrap().faults.is_empty());
}
