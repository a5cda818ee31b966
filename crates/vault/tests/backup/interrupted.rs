//! A backup cut off at every step: the one before it still restores.

use crate::common::secret;
use crate::stage::{attach, content_of, copy, files_below, set_mode, stage, state, without_rights};
use sandyq_vault::backup::{self, BackupError, setting};
use sandyq_vault::key;
use sandyq_vault::secret::Secret;
use sandyq_vault::{backups, settings};
use serde_json::json;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

#[test]
fn a_backup_stopped_anywhere_leaves_the_one_before_and_the_next_one_uses_what_is_there() {
    let mut place = stage();
    place.back_up();
    let first = place.everything();
    place.put(2, "event", &json!({ "description": "новее" }));
    attach(&mut place, 6, &[5; 50_000]);
    attach(&mut place, 7, &[6; 50_000]);
    let out = place.backups();
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
        match place.try_back_up(&out, &mut progress) {
            Err(BackupError::Stopped) => {
                assert_eq!(content_of(&out), first, "{stop}");
                assert!(!files_below(&out).iter().any(|file| file.ends_with("part")));
            }
            other => {
                let evidence = other.unwrap().written;
                assert!(stop > 6 && evidence < 90_000, "{stop}: {evidence} bytes written again");
                break;
            }
        }
    }
    assert_eq!(content_of(&out), place.everything());
}

/// The states of the folder between the first pack and the last removal, made from a copy before and a copy after.
#[test]
fn in_every_state_between_two_backups_one_of_them_restores() {
    let mut place = stage();
    place.back_up();
    let (old, new, mix) = (
        place.folder.path().join("old"),
        place.backups(),
        place.folder.path().join("mix"),
    );
    copy(&new, &old);
    let first = place.everything();
    place.put(2, "event", &json!({ "description": "новее" }));
    // The passphrase changes too: the key file is replaced between the index and the removals.
    let later = Secret::from_passphrase("слова, выбранные позже первых").unwrap();
    let image = key::read(place.vault.folder()).unwrap();
    let mut opened = image.open(&secret()).map_err(|_| ()).unwrap();
    let changed = image
        .with_secret(opened.slot, &later, None, &mut opened, crate::common::time(3))
        .unwrap();
    key::replace(place.vault.folder(), &changed).unwrap();
    place.back_up();
    let second = place.everything();
    let fresh = |dir: &str| {
        let all = files_below(&new.join(dir)).into_iter();
        let relative = all.map(|path| path.strip_prefix(&new).unwrap().to_owned());
        relative.filter(|path| !old.join(path).exists()).collect::<Vec<_>>()
    };
    let (packs, indexes) = (fresh("packs"), fresh("index"));
    assert!(!packs.is_empty() && indexes.len() == 1);
    let add = |path: &Path, bytes: &[u8]| {
        fs::create_dir_all(mix.join(path).parent().unwrap()).unwrap();
        fs::write(mix.join(path), bytes).unwrap();
    };
    copy(&old, &mix);
    for pack in &packs {
        let bytes = fs::read(new.join(pack)).unwrap();
        // A pack half written under its temporary name, half written under its own (a power cut), and whole.
        add(Path::new("packs/part"), &bytes[..bytes.len() / 2]);
        assert_eq!(content_of(&mix), first);
        fs::remove_file(mix.join("packs/part")).unwrap();
        add(pack, &bytes[..bytes.len() / 2]);
        assert_eq!(content_of(&mix), first);
        add(pack, &bytes);
        assert_eq!(content_of(&mix), first);
    }
    let index = fs::read(new.join(&indexes[0])).unwrap();
    for len in [0, 40, 60, index.len() - 1, index.len()] {
        add(Path::new("index/part"), &index[..len]);
        assert_eq!(content_of(&mix), first);
    }
    fs::remove_file(mix.join("index/part")).unwrap();
    add(&indexes[0], &index);
    assert_eq!(
        content_of(&mix),
        second,
        "the index has its name: the new one, with the old passphrase"
    );
    let new_key = fs::read(new.join("door")).unwrap();
    add(Path::new("index/part"), &new_key);
    assert_eq!(content_of(&mix), second);
    fs::rename(mix.join("index/part"), mix.join("door")).unwrap();
    let with_later = || {
        let again = place.folder.path().join("again");
        backup::restore(&mix, &again, &later, &mut crate::stage::on).unwrap();
        fs::remove_dir_all(again).unwrap();
    };
    with_later();
    // The removals: first the index of the old snapshot, then its packs.
    for old_index in files_below(&old.join("index")) {
        fs::remove_file(mix.join(old_index.strip_prefix(&old).unwrap())).unwrap();
        with_later();
    }
    for file in files_below(&mix.join("packs")) {
        let relative = file.strip_prefix(&mix).unwrap();
        if !new.join(relative).exists() {
            fs::remove_file(&file).unwrap();
            with_later();
        }
    }
    assert!(state(&mix).len() <= state(&new).len());
}

#[test]
fn a_torn_pack_of_an_interrupted_attempt_is_written_again() {
    let mut place = stage();
    place.back_up();
    let packs = files_below(&place.backups().join("packs"));
    // As if the power had gone before any index: packs only, one of them with the right length and torn bytes.
    fs::remove_dir_all(place.backups().join("index")).unwrap();
    fs::remove_file(place.backups().join("door")).unwrap();
    for pack in &packs {
        let mut bytes = fs::read(pack).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0);
        fs::write(pack, bytes).unwrap();
    }
    place.back_up();
    assert!(place.rehearse().unwrap().faults.is_empty());
    assert_eq!(content_of(&place.backups()), place.everything());
}

/// The new index has its name, and the disk refuses the key file, then a removal.
#[test]
fn a_whole_backup_is_in_the_ledger_although_the_folder_could_not_be_put_in_order_after_it() {
    let mut place = stage();
    place.back_up();
    place
        .vault
        .write(|tx| settings::write(tx, setting::FORGOTTEN, &1_790_000_000_000_i64))
        .unwrap();
    let other = Secret::from_passphrase("слова, выбранные позже первых").unwrap();
    let image = key::read(place.vault.folder()).unwrap();
    let mut opened = image.open(&secret()).map_err(|_| ()).unwrap();
    let changed = image
        .with_secret(opened.slot, &other, None, &mut opened, crate::common::time(3))
        .unwrap();
    key::replace(place.vault.folder(), &changed).unwrap();
    let (out, packs) = (place.backups(), place.backups().join("packs"));
    for (spoilt, allowed, forbidden) in [(out.join("door"), 0o600, 0o400), (packs, 0o700, 0o300)] {
        let before = place.vault.read(backups::all).unwrap().len();
        set_mode(&spoilt, forbidden);
        let answer = without_rights(|| place.try_back_up(&out, &mut crate::stage::on).map(drop));
        set_mode(&spoilt, allowed);
        assert!(matches!(answer, Err(BackupError::ReadOnly)), "{spoilt:?}: {answer:?}");
        assert_eq!(place.vault.read(backups::all).unwrap().len(), before + 1, "{spoilt:?}");
        // What was forgotten may still be there: a backup stays due.
        let clean: Option<i64> = place.vault.read(|view| settings::read(view, setting::CLEAN)).unwrap();
        assert_eq!(clean, Some(0), "{spoilt:?}");
    }
    place.back_up();
    let clean: Option<i64> = place.vault.read(|view| settings::read(view, setting::CLEAN)).unwrap();
    assert_eq!(clean, Some(1_790_000_000_000));
    assert!(place.rehearse().unwrap().faults.is_empty());
}
