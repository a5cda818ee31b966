use crate::common::{body, host, id, secret, time};
use crate::stage::{CANARY, attach, content_of, copy, files_below, later, on, stage, state};
use sandyq_vault::backup::{self, BackupError, KEPT, setting};
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::{StoreError, Vault, backups, settings};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

#[test]
fn every_pack_is_named_by_the_hash_of_its_bytes_and_nothing_is_in_the_clear() {
    let mut place = stage();
    let written = place.back_up();
    let packs = files_below(&place.backups().join("packs"));
    assert!(packs.len() >= 3, "database and two files");
    for path in &packs {
        let name: String = Sha256::digest(fs::read(path).unwrap())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), name);
    }
    let mut bytes = 0;
    for (path, content) in state(&place.backups()) {
        bytes += content.len() as u64;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        for word in [CANARY, "K-26-001", "event"] {
            assert!(!content.windows(word.len()).any(|part| part == word.as_bytes()));
        }
    }
    assert_eq!((written.written, written.absent), (bytes, 0));
    assert_eq!((written.row.records, written.row.files), (5, 2));
    for dir in ["", "index", "packs"] {
        let mode = fs::metadata(place.backups().join(dir)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[test]
fn a_second_backup_writes_only_what_changed_and_the_ledger_knows_both() {
    let mut place = stage();
    attach(&mut place, 6, &vec![3; 2_000_000]);
    let first = place.back_up();
    place.put(2, "event", &json!({ "description": "изменено" }));
    let second = place.back_up();
    assert!(
        second.written < first.written / 4,
        "{} of {}",
        second.written,
        first.written
    );
    assert_eq!(second.sequence, first.sequence + 1);
    let rows = place.vault.read(backups::all).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0] == second.row && rows[0].upto == first.row.upto + 1);
    assert_eq!(content_of(&place.backups()), place.everything());
}

#[test]
fn changes_are_counted_from_the_last_backup() {
    let mut place = stage();
    let upto = place.back_up().row.upto;
    let changes = |place: &crate::common::Place| place.vault.read(|view| backups::changes_since(view, upto)).unwrap();
    assert_eq!(changes(&place), 0);
    place.put(2, "event", &json!({ "description": "ещё" }));
    place.put(7, "event", &json!({ "description": "новое" }));
    assert_eq!(changes(&place), 2);
}

#[test]
fn the_newest_snapshots_stay_and_the_packs_of_the_others_go() {
    let mut place = stage();
    let mut pruned = Vec::new();
    for n in 0..KEPT + 3 {
        place.put(2, "event", &json!({ "description": format!("{n}") }));
        pruned.extend(place.back_up().pruned);
    }
    assert_eq!(files_below(&place.backups().join("index")).len(), KEPT);
    assert_eq!(pruned.len(), 3);
    let rows = place.vault.read(backups::all).unwrap();
    let removed = rows.iter().filter(|row| row.removed.is_some());
    assert_eq!(removed.map(|row| row.snapshot).collect::<Vec<_>>().len(), 3);
    // What was replaced long ago does not pile up.
    let total: u64 = files_below(&place.backups())
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum();
    let data = fs::metadata(place.dir().join("data")).unwrap().len();
    assert!(total < 8 * data, "{total} for a database of {data}");
    assert_eq!(content_of(&place.backups()), place.everything());
}

#[test]
fn after_a_forgetting_no_older_snapshot_and_none_of_its_packs_stays() {
    let mut place = stage();
    place.back_up();
    let old: Vec<_> = files_below(&place.backups());
    place
        .vault
        .write(|tx| {
            let put = |n: u8, text: &str| {
                let json = json!({ "description": text });
                let (kind, author) = ("event", "Invented");
                records::put(
                    tx,
                    NewRevision {
                        id: id(n),
                        case: Some(id(1)),
                        kind,
                        body: body(&json),
                        author,
                        time: time(n),
                    },
                )
            };
            put(2, "стёрто")?;
            settings::write(tx, setting::FORGOTTEN, &later(-500_000).millis())
        })
        .unwrap();
    let written = place.back_up();
    assert_eq!(written.pruned.len(), 1);
    let evidence: Vec<u64> = files_below(&place.dir().join("files"))
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .collect();
    for path in old
        .iter()
        .filter(|path| path.exists() && path.file_name().unwrap() != "door")
    {
        let len = fs::metadata(path).unwrap().len();
        assert!(evidence.contains(&len), "{path:?} of an older snapshot stays");
    }
    assert_eq!(files_below(&place.backups().join("index")).len(), 1);
    assert_eq!(content_of(&place.backups()), place.everything());
    // The next ones keep each other again.
    place.back_up();
    assert_eq!(files_below(&place.backups().join("index")).len(), 2);
}

/// As after a re-key: the old snapshots are of this vault and do not open with its key.
#[test]
fn a_snapshot_that_does_not_open_with_this_vault_s_key_goes_with_its_packs() {
    let mut place = stage();
    place.back_up();
    let index = files_below(&place.backups().join("index"))[0].clone();
    let mut bytes = fs::read(&index).unwrap();
    bytes[90] ^= 1;
    fs::write(&index, bytes).unwrap();
    let before = files_below(&place.backups().join("packs"));
    let written = place.back_up();
    assert_eq!(written.pruned.len(), 1);
    assert!(!index.exists());
    let after = files_below(&place.backups().join("packs"));
    assert_eq!(
        before.iter().filter(|pack| after.contains(pack)).count(),
        2,
        "only the evidence is still the same"
    );
    assert!(place.rehearse().unwrap().faults.is_empty());
}

#[test]
fn the_backup_of_another_vault_and_another_vault_s_folder_are_left_as_they_are() {
    let (mut ours, mut theirs) = (stage(), stage());
    theirs.back_up();
    let before = state(&theirs.backups());
    let out = theirs.backups();
    assert!(matches!(ours.try_back_up(&out, &mut on), Err(BackupError::OfAnother)));
    assert!(matches!(
        backup::rehearse(&ours.vault, &out, &mut on),
        Err(BackupError::OfAnother)
    ));
    let vault = theirs.dir();
    assert!(matches!(ours.try_back_up(&vault, &mut on), Err(BackupError::OfAnother)));
    // A key file that is not ours, with nothing beside it.
    let lone = ours.folder.path().join("lone");
    fs::create_dir(&lone).unwrap();
    for name in ["door", "key"] {
        let copied = lone.join(name);
        fs::copy(theirs.dir().join("key"), &copied).unwrap();
        assert!(matches!(ours.try_back_up(&lone, &mut on), Err(BackupError::OfAnother)));
        fs::remove_file(copied).unwrap();
    }
    assert!(before == state(&theirs.backups()));
    assert!(!theirs.dir().join("index").exists());
}

#[test]
fn a_place_inside_the_vault_is_refused_however_it_is_named() {
    let mut place = stage();
    let link = place.folder.path().join("link");
    symlink(place.dir(), &link).unwrap();
    let vault = place.dir();
    for out in [
        vault.clone(),
        vault.join("b"),
        vault.join("files/b"),
        link.join("b"),
        vault.join("../v/b"),
    ] {
        let refused = place.try_back_up(&out, &mut on);
        assert!(matches!(refused, Err(BackupError::InsideVault)), "{out:?}");
    }
    assert!(!vault.join("b").exists() && !vault.join("files/b").exists());
}

#[test]
fn what_is_not_ours_in_the_folder_stays() {
    let mut place = stage();
    place.back_up();
    let stick = place.backups();
    let pack_dir = files_below(&stick.join("packs"))[0].parent().unwrap().to_owned();
    let mine = [
        stick.join("letter.odt"),
        stick.join("index/notes.txt"),
        stick.join("index").join("0".repeat(32)),
        stick.join("packs/readme"),
        pack_dir.join("holiday.jpg"),
    ];
    for path in &mine {
        fs::write(path, "mine").unwrap();
    }
    for n in 0..KEPT + 2 {
        place.put(2, "event", &json!({ "description": format!("{n}") }));
        place.back_up();
    }
    for path in &mine {
        assert_eq!(fs::read(path).unwrap(), b"mine", "{path:?}");
    }
}

#[test]
fn evidence_that_rotted_in_the_vault_does_not_drive_out_the_good_copy() {
    let mut place = stage();
    place.back_up();
    let before = place.everything();
    let evidence = files_below(&place.dir().join("files"));
    let mut bytes = fs::read(&evidence[0]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&evidence[0], bytes).unwrap();
    fs::remove_file(&evidence[1]).unwrap();
    for _ in 0..KEPT + 1 {
        assert_eq!(place.back_up().absent, 0);
    }
    assert_eq!(content_of(&place.backups()), before);
}

#[test]
fn evidence_that_is_missing_from_the_vault_is_counted_and_stops_nothing() {
    let mut place = stage();
    fs::remove_file(&files_below(&place.dir().join("files"))[0]).unwrap();
    let written = place.back_up();
    assert_eq!((written.absent, written.row.files), (1, 1));
}

#[test]
fn a_large_file_is_cut_and_put_together_again() {
    let mut place = stage();
    let content: Vec<u8> = (0..40_000_000u32)
        .map(|n| n.to_le_bytes()[1] ^ n.to_le_bytes()[2])
        .collect();
    attach(&mut place, 9, &content);
    place.back_up();
    let longest = files_below(&place.backups())
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .max();
    assert_eq!(longest, Some(16 * 1024 * 1024));
    assert!(content_of(&place.backups()) == place.everything());
}

#[test]
fn a_restored_vault_and_the_one_it_comes_from_leave_each_other_s_backups_alone() {
    let mut place = stage();
    place.back_up();
    let again = place.folder.path().join("again");
    crate::stage::restore(&place.backups(), &again).unwrap();
    let mut vault = Vault::unlock(&again, &secret(), &host()).unwrap();
    let before = state(&place.backups());
    let refused = backup::write(&mut vault, &place.backups(), later(1), &mut on).map(drop);
    assert!(matches!(refused, Err(BackupError::OfAnother)), "{refused:?}");
    let refused = backup::rehearse(&vault, &place.backups(), &mut on).map(drop);
    assert!(matches!(refused, Err(BackupError::OfAnother)), "{refused:?}");
    let own = place.folder.path().join("own");
    let written = backup::write(&mut vault, &own, later(1), &mut on).unwrap();
    assert_eq!(written.sequence, 1);
    vault.write(|tx| written.enter(tx)).unwrap();
    assert!(matches!(place.try_back_up(&own, &mut on), Err(BackupError::OfAnother)));
    assert!(backup::rehearse(&vault, &own, &mut on).unwrap().faults.is_empty());
    // Both have the same key: somebody puts the two folders together, and still nothing of either goes.
    for index in files_below(&own.join("index")) {
        fs::copy(&index, place.backups().join("index").join(index.file_name().unwrap())).unwrap();
    }
    let stick = place.backups();
    assert!(matches!(
        place.try_back_up(&stick, &mut on),
        Err(BackupError::OfAnother)
    ));
    for (path, bytes) in before {
        assert!(fs::read(path).unwrap() == bytes);
    }
}

#[test]
fn the_file_locks_of_the_database_outlast_a_backup() {
    let mut place = stage();
    place.back_up();
    place.rehearse().map(drop).unwrap();
    // The kernel lists who holds a lock on the file: closing another descriptor of it would have taken ours away.
    use std::os::unix::fs::MetadataExt;
    let inode = fs::metadata(place.dir().join("data")).unwrap().ino();
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    if locks.contains("POSIX") {
        assert!(
            locks
                .lines()
                .any(|line| line.contains("POSIX") && line.contains(&format!(":{inode} "))),
            "SQLite's lock is gone"
        );
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_the_vault_works_on() {
    let mut place = stage();
    let file = place.folder.path().join("a file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(place.try_back_up(&file, &mut on), Err(BackupError::Disk(_))));
    assert!(place.try_back_up(Path::new("/proc/nowhere"), &mut on).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    assert!(
        place
            .vault
            .read(|view| Ok::<_, StoreError>(backups::last(view)?.is_none()))
            .unwrap()
    );
    place.back_up();
}

#[test]
fn a_folder_of_links_is_not_written_through() {
    let mut place = stage();
    let (stick, mine) = (place.backups(), place.folder.path().join("mine"));
    fs::create_dir_all(&stick).unwrap();
    fs::create_dir(&mine).unwrap();
    symlink(&mine, stick.join("packs")).unwrap();
    assert!(place.try_back_up(&stick, &mut on).is_err());
    assert!(files_below(&mine).is_empty());
    fs::remove_file(stick.join("packs")).unwrap();
    place.back_up();
    // A folder of packs behind a link is as good as none: the packs are missing, and nothing is written through it.
    let len = |path: &Path| fs::metadata(path).unwrap().len();
    let evidence = len(&files_below(&place.dir().join("files"))[0]);
    let packs = files_below(&stick.join("packs"));
    // Of evidence: it would be written again with the same name. The database has changed since.
    let pack = packs.iter().find(|pack| len(pack) == evidence).unwrap();
    let dir = pack.parent().unwrap();
    copy(dir, &mine.join("moved"));
    fs::remove_dir_all(dir).unwrap();
    symlink(mine.join("moved"), dir).unwrap();
    assert!(!place.rehearse().unwrap().faults.is_empty());
    assert!(place.try_back_up(&stick, &mut on).is_err());
}

/// A kind longer than the format can hold stands for anything that an index says otherwise than it was meant.
#[test]
fn an_index_that_could_not_be_read_again_is_refused_before_anything_old_goes() {
    let mut place = stage();
    place.back_up();
    let before = place.everything();
    let (stick, indexes) = (place.backups(), place.backups().join("index"));
    let old = state(&indexes);
    for (n, kind) in [(9, "я".repeat(128)), (10, "x".repeat(256))] {
        place.put(n, &kind, &json!({}));
        for _ in 0..KEPT + 1 {
            assert!(place.try_back_up(&stick, &mut on).is_err());
        }
        assert!(old == state(&indexes));
        assert!(content_of(&stick) == before);
    }
}

/// As after a crash between the forgetting and the copying: the text has left the tables and lies in the pages.
#[test]
fn a_rewriting_that_is_due_is_ended_before_anything_is_copied() {
    let mut place = stage();
    place
        .vault
        .write(|tx| {
            settings::write(tx, setting::FORGOTTEN, &7)?;
            settings::write(tx, "rewrite", &true)
        })
        .unwrap();
    place.back_up();
    let numbers = place.vault.read(|view| {
        let due: Option<bool> = settings::read(view, "rewrite")?;
        Ok::<_, StoreError>((due, settings::read::<i64>(view, setting::CLEAN)?))
    });
    assert_eq!(numbers.unwrap(), (None, Some(7)));
    assert!(place.rehearse().unwrap().faults.is_empty());
}
