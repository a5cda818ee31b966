//! Adding, replacing and removing secrets: what is refused changes nothing, what is done leaves nothing of the old.

use super::*;
use crate::key::{LABEL_LIMIT, SLOT_COUNT};
use crate::shares::SharedSecret;

fn refused(desk: &mut Desk, change: impl FnOnce(&mut Vault) -> Result<(), KeyError>) -> KeyError {
    let before = desk.key();
    let error = change(&mut desk.vault).expect_err("it was done");
    assert!(desk.key() == before, "a refused change wrote the key file");
    assert!(!desk.dir().join("key.new").exists());
    error
}

fn add(vault: &mut Vault, words: &str, label: &str) -> Result<(), KeyError> {
    vault.put_secret(&secret(FIRST), Target::Free, &secret(words), Some(label), now())
}

#[test]
fn a_wrong_current_secret_changes_nothing() {
    let mut desk = Desk::make();
    for target in [Target::Free, Target::Passphrase(None), Target::Only(SlotKind::Recovery)] {
        let error = refused(&mut desk, |vault| {
            vault.put_secret(&secret("не то"), target, &secret(SECOND), None, now())
        });
        assert!(matches!(error, KeyError::WrongSecret));
    }
    let error = refused(&mut desk, |vault| vault.remove_secret(&secret("не то"), 1));
    assert!(matches!(error, KeyError::WrongSecret));
    assert!(opens_a_file(&desk.dir(), &secret(FIRST)) && opens_a_file(&desk.dir(), &desk.code));
}

#[test]
fn the_last_passphrase_stays_whoever_asks() {
    let mut desk = Desk::make();
    for current in [
        &secret(FIRST),
        &Secret::Recovery(match &desk.code {
            Secret::Recovery(code) => RecoveryCode::from_indexes(&code.indexes()).map_err(|_| ()).unwrap(),
            Secret::Passphrase(_) | Secret::Shares(_) => unreachable!("made as a code"),
        }),
    ] {
        let error = refused(&mut desk, |vault| vault.remove_secret(current, 0));
        assert!(matches!(error, KeyError::LastSlot));
    }
    assert!(!desk.vault.slots().can_remove(0) && desk.vault.slots().can_remove(1));
}

#[test]
fn a_slot_that_is_free_or_does_not_exist_cannot_go() {
    let mut desk = Desk::make();
    for number in [2, 7, 8, 255, usize::MAX] {
        let error = refused(&mut desk, |vault| vault.remove_secret(&secret(FIRST), number));
        assert!(matches!(error, KeyError::NoSuchSlot), "{number}");
        let error = refused(&mut desk, |vault| {
            vault.put_secret(
                &secret(FIRST),
                Target::Passphrase(Some(number)),
                &secret(SECOND),
                None,
                now(),
            )
        });
        assert!(matches!(error, KeyError::NoSuchSlot), "{number}");
    }
}

#[test]
fn a_passphrase_does_not_go_into_the_slot_of_the_code() {
    let mut desk = Desk::make();
    let error = refused(&mut desk, |vault| {
        vault.put_secret(
            &secret(FIRST),
            Target::Passphrase(Some(1)),
            &secret(SECOND),
            None,
            now(),
        )
    });
    assert!(matches!(error, KeyError::NoSuchSlot));
}

#[test]
fn a_label_that_is_too_long_is_refused_and_never_cut() {
    let mut desk = Desk::make();
    // 33 bytes: sixteen letters of two bytes, and one of one.
    for label in [
        format!("{}x", "ә".repeat(16)),
        "a".repeat(LABEL_LIMIT + 1),
        "а\0б".to_owned(),
    ] {
        let error = refused(&mut desk, |vault| add(vault, SECOND, &label));
        assert!(matches!(error, KeyError::LongLabel));
    }
    let whole = "ә".repeat(16);
    add(&mut desk.vault, SECOND, &whole).unwrap();
    assert_eq!(desk.vault.slots().label(2), whole);
}

#[test]
fn eight_slots_are_full_and_one_that_was_emptied_is_used_again() {
    let mut desk = Desk::make();
    for number in 2..SLOT_COUNT {
        add(&mut desk.vault, &format!("слово {number}"), &format!("№ {number}")).unwrap();
        assert_eq!(desk.vault.slots().label(number), format!("№ {number}"));
    }
    let error = refused(&mut desk, |vault| add(vault, "девятое", ""));
    assert!(matches!(error, KeyError::NoFreeSlot));
    desk.vault.remove_secret(&secret(FIRST), 4).unwrap();
    assert!(!opens_a_file(&desk.dir(), &secret("слово 4")));
    assert_eq!(
        (desk.vault.slots().kind(4), desk.vault.slots().label(4)),
        (SlotKind::Free, "")
    );
    add(&mut desk.vault, "девятое", "").unwrap();
    assert_eq!(desk.vault.slots().kind(4), SlotKind::Passphrase);
    for words in ["девятое", "слово 2", "слово 7", FIRST] {
        assert!(opens_a_file(&desk.dir(), &secret(words)), "{words}");
    }
}

#[test]
fn a_damaged_key_file_is_not_written_over_whatever_is_damaged() {
    let mut desk = Desk::make();
    let whole = desk.key();
    // A used slot, a free slot, the slot list, the filler, the MAC.
    for at in [130 + 128, 128 + 5 * 128, 1300, 20_000, KEY_FILE_LEN - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(desk.dir().join("key"), &bytes).unwrap();
        let code = RecoveryCode::make().map(Secret::Recovery).unwrap();
        let error = refused(&mut desk, |vault| {
            vault.put_secret(&secret(FIRST), Target::Only(SlotKind::Recovery), &code, None, now())
        });
        assert!(matches!(error, KeyError::Damaged), "{at}");
        let error = refused(&mut desk, |vault| vault.remove_secret(&secret(FIRST), 1));
        assert!(matches!(error, KeyError::Damaged), "{at}");
        let error = refused(&mut desk, |vault| add(vault, SECOND, ""));
        assert!(matches!(error, KeyError::Damaged), "{at}");
        assert!(desk.vault.key_damaged());
    }
}

#[test]
fn a_key_file_that_was_put_in_the_place_of_this_one_is_not_changed() {
    let mut desk = Desk::make();
    let other = Desk::make();
    fs::write(desk.dir().join("key"), other.key()).unwrap();
    let error = refused(&mut desk, |vault| add(vault, SECOND, ""));
    assert!(
        matches!(error, KeyError::WrongSecret),
        "it opens with the same words, and is another vault's"
    );
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_opens_nothing_in_the_folder() {
    let mut desk = Desk::make();
    let own = |vault: &mut Vault, from: &str, to: &str| {
        vault.put_secret(&secret(from), Target::Passphrase(None), &secret(to), None, now())
    };
    own(&mut desk.vault, FIRST, SECOND).unwrap();
    assert!(!opens_a_file(&desk.dir(), &secret(FIRST)));
    assert!(opens_a_file(&desk.dir(), &secret(SECOND)) && opens_a_file(&desk.dir(), &desk.code));
    own(&mut desk.vault, SECOND, FIRST).unwrap();
    assert!(!opens_a_file(&desk.dir(), &secret(SECOND)));
    let dir = desk.dir();
    desk.vault.lock().unwrap();
    assert!(matches!(
        Vault::unlock(&dir, &secret(SECOND), &host()),
        Err(UnlockError::WrongSecret)
    ));
    assert_eq!(
        word(&Vault::unlock(&dir, &secret(FIRST), &host()).unwrap()).as_deref(),
        Some("ғибрат")
    );
}

#[test]
fn a_secret_that_opens_another_slot_is_refused() {
    let mut desk = Desk::make();
    assert!(matches!(
        refused(&mut desk, |vault| add(vault, FIRST, "")),
        KeyError::SecretInUse
    ));
    add(&mut desk.vault, SECOND, "").unwrap();
    let error = refused(&mut desk, |vault| {
        vault.put_secret(&secret(FIRST), Target::Passphrase(None), &secret(SECOND), None, now())
    });
    assert!(matches!(error, KeyError::SecretInUse));
    // Its own slot it may keep.
    desk.vault
        .put_secret(
            &secret(FIRST),
            Target::Passphrase(None),
            &secret(FIRST),
            Some("моя"),
            now(),
        )
        .unwrap();
    assert_eq!(desk.vault.slots().label(0), "моя");
}

#[test]
fn the_slot_one_came_in_with_may_go_when_another_passphrase_stays() {
    let mut desk = Desk::make();
    add(&mut desk.vault, SECOND, "Айгүл").unwrap();
    assert_eq!(desk.vault.own_slot(), Some(0));
    desk.vault.remove_secret(&secret(FIRST), 0).unwrap();
    assert_eq!(desk.vault.own_slot(), None);
    assert!(!opens_a_file(&desk.dir(), &secret(FIRST)) && opens_a_file(&desk.dir(), &secret(SECOND)));
    let error = refused(&mut desk, |vault| vault.remove_secret(&secret(SECOND), 2));
    assert!(matches!(error, KeyError::LastSlot));
}

#[test]
fn a_new_code_and_new_shares_replace_the_earlier_ones() {
    let mut desk = Desk::make();
    let code = RecoveryCode::make().map(Secret::Recovery).unwrap();
    let (first, _) = SharedSecret::make().unwrap();
    let (second, _) = SharedSecret::make().unwrap();
    let (first, second) = (Secret::Shares(first), Secret::Shares(second));
    for (kind, new) in [
        (SlotKind::Recovery, &code),
        (SlotKind::Shares, &first),
        (SlotKind::Shares, &second),
    ] {
        desk.vault
            .put_secret(&secret(FIRST), Target::Only(kind), new, None, now())
            .unwrap();
        assert_eq!(desk.vault.slots().of_kind(kind).count(), 1);
        assert!(opens_a_file(&desk.dir(), new));
    }
    assert!(!opens_a_file(&desk.dir(), &desk.code) && !opens_a_file(&desk.dir(), &first));
    // And what was put in may itself ask for the next change.
    desk.vault
        .put_secret(&second, Target::Passphrase(None), &secret(SECOND), None, now())
        .unwrap();
    assert!(!opens_a_file(&desk.dir(), &secret(FIRST)) && opens_a_file(&desk.dir(), &secret(SECOND)));
}

#[test]
fn with_several_passphrases_a_code_must_say_which_one_it_replaces() {
    let mut desk = Desk::make();
    add(&mut desk.vault, SECOND, "Айгүл").unwrap();
    let by_code = |desk: &mut Desk, slot| {
        let Desk { home: _, vault, code } = desk;
        vault.put_secret(code, Target::Passphrase(slot), &secret("третьи слова"), None, now())
    };
    assert!(matches!(by_code(&mut desk, None), Err(KeyError::NoSuchSlot)));
    by_code(&mut desk, Some(2)).unwrap();
    assert!(opens_a_file(&desk.dir(), &secret(FIRST)) && !opens_a_file(&desk.dir(), &secret(SECOND)));
    assert_eq!(desk.vault.slots().label(2), "Айгүл", "the slot keeps its label");
}

#[test]
fn a_replacement_that_was_cut_short_leaves_the_old_secret_or_the_new_one_and_one_of_them_only() {
    let mut desk = Desk::make();
    let old = desk.key();
    desk.vault
        .put_secret(&secret(FIRST), Target::Passphrase(None), &secret(SECOND), None, now())
        .unwrap();
    let new = desk.key();
    let dir = desk.dir();
    desk.vault.lock().unwrap();
    // Cut before the rename, with the new file whole or in part: the old secret opens, and the rest is destroyed.
    for part in [0, 1, 4096, KEY_FILE_LEN - 1, KEY_FILE_LEN] {
        fs::write(dir.join("key"), &old).unwrap();
        fs::write(dir.join("key.new"), &new[..part]).unwrap();
        drop(Vault::unlock(&dir, &secret(FIRST), &host()).unwrap());
        assert!(!opens_a_file(&dir, &secret(SECOND)), "{part}");
        assert!(!dir.join("key.new").exists(), "{part}");
    }
    // Cut after it: only the new one.
    fs::write(dir.join("key"), &new).unwrap();
    assert!(!opens_a_file(&dir, &secret(FIRST)));
    drop(Vault::unlock(&dir, &secret(SECOND), &host()).unwrap());
}

#[test]
fn right_wrong_recovery_and_shares_do_the_same_work() {
    let mut desk = Desk::make();
    let (shared, _) = SharedSecret::make().unwrap();
    let shared = Secret::Shares(shared);
    desk.vault
        .put_secret(&secret(FIRST), Target::Only(SlotKind::Shares), &shared, None, now())
        .unwrap();
    let image = KeyImage::from_bytes(&desk.key()).unwrap();
    let wrong_code = RecoveryCode::make().map(Secret::Recovery).unwrap();
    for (attempt, opens) in [
        (&secret(FIRST), true),
        (&secret("не то"), false),
        (&desk.code, true),
        (&wrong_code, false),
        (&shared, true),
    ] {
        let before = (crate::kdf::runs(), key::attempts());
        assert_eq!(image.open(attempt).is_ok(), opens);
        assert_eq!(crate::kdf::runs() - before.0, 1, "one run of Argon2");
        assert_eq!(key::attempts() - before.1, 8, "all eight slots");
    }
}

#[test]
fn a_flipped_bit_of_the_file_on_the_disk_leads_to_no_deletion_and_no_rewriting() {
    let Desk { home, vault, code: _ } = Desk::make();
    let dir = home.path().join("v");
    vault.lock().unwrap();
    let whole = fs::read(dir.join("key")).unwrap();
    let names = names_in(&dir);
    let mut opened = 0;
    for bit in (0..KEY_FILE_LEN * 8).step_by(2003).chain((0..256 * 8).step_by(97)) {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(dir.join("key"), &bytes).unwrap();
        assert!(Vault::unlock(&dir, &secret("не то"), &host()).is_err(), "bit {bit}");
        if let Ok(vault) = Vault::unlock(&dir, &secret(FIRST), &host()) {
            assert!(vault.key_damaged() && bit >= 256 * 8, "bit {bit}");
            vault.lock().unwrap();
            opened += 1;
        }
        assert!(fs::read(dir.join("key")).unwrap() == bytes, "bit {bit}");
        assert_eq!(names_in(&dir), names, "bit {bit}");
    }
    assert!(opened > 100);
    fs::write(dir.join("key"), whole).unwrap();
    assert!(!Vault::unlock(&dir, &secret(FIRST), &host()).unwrap().key_damaged());
}
