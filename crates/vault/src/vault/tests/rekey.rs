//! A new master key, cut short at every step: always the old pair or the new one.

use super::super::rekey::{Rekeying, Step};
use super::*;
use crate::store::View;

struct Secrets {
    phrase: Secret,
    code: Secret,
}

fn secrets() -> Secrets {
    Secrets {
        phrase: secret(SECOND),
        code: RecoveryCode::make().map(Secret::Recovery).unwrap(),
    }
}

impl Secrets {
    fn all(&self) -> [&Secret; 2] {
        [&self.phrase, &self.code]
    }
}

/// Takes the first steps, and stops as a power cut would.
fn cut_after(vault: &mut Vault, new: &Secrets, last: Option<Step>) {
    let mut under_way = Rekeying::begin(vault, &secret(FIRST), &new.all(), &host()).unwrap();
    for step in Step::ALL.into_iter().filter(|step| Some(*step) <= last) {
        under_way.take(step).unwrap();
    }
}

fn mark_count(view: &View<'_>) -> Result<i64, StoreError> {
    crate::store::machines::count(view)
}

#[test]
fn cut_after_every_step_the_old_secrets_open_or_the_new_ones_and_never_neither() {
    for last in [None].into_iter().chain(Step::ALL.map(Some)) {
        let Desk { home, mut vault, code } = Desk::make();
        let (dir, machine) = (home.path().join("v"), vault.machine());
        let new = secrets();
        cut_after(&mut vault, &new, last);
        drop(vault);
        let (opens, refused) = if last >= Some(Step::Commit) {
            ([&new.phrase, &new.code], [&secret(FIRST), &code])
        } else {
            ([&secret(FIRST), &code], [&new.phrase, &new.code])
        };
        for secret in refused {
            let answer = Vault::unlock(&dir, secret, &host());
            assert!(matches!(answer, Err(UnlockError::WrongSecret)), "{last:?}");
        }
        for secret in opens {
            let vault = Vault::unlock(&dir, secret, &host()).unwrap_or_else(|error| panic!("{last:?}: {error}"));
            assert_eq!(word(&vault).as_deref(), Some("ғибрат"), "{last:?}");
            assert_eq!(vault.machine(), machine, "{last:?}: a new id was minted");
            assert_eq!(vault.read(mark_count).unwrap(), 1, "{last:?}");
            vault.lock().unwrap();
        }
        assert_eq!(names_in(&dir), ["data", "files", "incoming", "key", "lock"], "{last:?}");
        for secret in refused {
            assert!(!opens_a_file(&dir, secret), "{last:?}");
        }
    }
}

#[test]
fn an_old_copy_of_the_key_file_does_not_open_the_new_database() {
    let Desk { home, mut vault, code } = Desk::make();
    let dir = home.path().join("v");
    let old_key = fs::read(dir.join("key")).unwrap();
    let old_data = {
        vault.lock().unwrap();
        let data = fs::read(dir.join("data")).unwrap();
        vault = Vault::unlock(&dir, &secret(FIRST), &host()).unwrap();
        data
    };
    let new = secrets();
    vault.rekey(&secret(FIRST), &new.all(), &host()).unwrap();
    assert_eq!(word(&vault).as_deref(), Some("ғибрат"), "the database is open again");
    vault.write(|tx| settings::write(tx, "word", &"кейін")).unwrap();
    vault.lock().unwrap();
    let new_key = fs::read(dir.join("key")).unwrap();
    // The old key file beside the new database: its secrets open the file, and nothing behind it.
    fs::write(dir.join("key"), &old_key).unwrap();
    for secret in [&secret(FIRST), &code] {
        let answer = Vault::unlock(&dir, secret, &host());
        assert!(matches!(answer, Err(UnlockError::Store(StoreError::Damaged))));
    }
    assert!(
        fs::read(dir.join("key")).unwrap() == old_key,
        "nothing is rewritten because it does not fit"
    );
    // An old copy of the whole folder still opens with them, which is why people are told.
    let copy = home.path().join("copy");
    fs::create_dir(&copy).unwrap();
    fs::write(copy.join("key"), &old_key).unwrap();
    fs::write(copy.join("data"), old_data).unwrap();
    assert_eq!(
        word(&Vault::unlock(&copy, &secret(FIRST), &host()).unwrap()).as_deref(),
        Some("ғибрат")
    );
    fs::write(dir.join("key"), new_key).unwrap();
    assert_eq!(
        word(&Vault::unlock(&dir, &new.code, &host()).unwrap()).as_deref(),
        Some("кейін")
    );
}

#[test]
fn after_it_the_slots_are_those_asked_for_and_the_file_is_new_to_its_last_byte() {
    let mut desk = Desk::make();
    desk.vault
        .put_secret(
            &secret(FIRST),
            Target::Passphrase(None),
            &secret(FIRST),
            Some("Айгүл"),
            now(),
        )
        .unwrap();
    let old = desk.key();
    let backup_key = desk.vault.backup_key().to_vec();
    let new = secrets();
    desk.vault.rekey(&secret(FIRST), &new.all(), &host()).unwrap();
    let slots = desk.vault.slots();
    assert_eq!((slots.kind(0), slots.label(0)), (SlotKind::Passphrase, "Айгүл"));
    assert_eq!((slots.kind(1), slots.kind(2)), (SlotKind::Recovery, SlotKind::Free));
    assert_eq!(desk.vault.own_slot(), Some(0));
    assert!(backup_key != desk.vault.backup_key()[..]);
    let now_there = desk.key();
    assert!(old[32..64] != now_there[32..64], "the salt is another");
    assert!(old[..32] == now_there[..32], "the cost is the same");
    // It goes on working: another change, another key.
    desk.vault
        .put_secret(&new.phrase, Target::Passphrase(None), &secret(FIRST), None, now())
        .unwrap();
    desk.vault.rekey(&secret(FIRST), &secrets().all(), &host()).unwrap();
    assert_eq!(word(&desk.vault).as_deref(), Some("ғибрат"));
}

#[test]
fn a_wrong_secret_or_no_passphrase_among_the_new_ones_changes_nothing() {
    let mut desk = Desk::make();
    let new = secrets();
    let before = desk.key();
    let answer = desk.vault.rekey(&secret("не то"), &new.all(), &host());
    assert!(matches!(answer, Err(RekeyError::Key(KeyError::WrongSecret))));
    let answer = desk.vault.rekey(&secret(FIRST), &[&new.code], &host());
    assert!(matches!(answer, Err(RekeyError::Key(KeyError::LastSlot))));
    assert!(desk.key() == before);
    assert_eq!(
        word(&desk.vault).as_deref(),
        Some("ғибрат"),
        "the database was not closed"
    );
}

#[test]
fn what_goes_wrong_before_the_commit_leaves_the_old_vault_open() {
    let mut desk = Desk::make();
    let before = desk.key();
    // A folder in the place of the copy: it can be neither removed as a file nor made.
    fs::create_dir(desk.dir().join("data.new")).unwrap();
    fs::write(desk.dir().join("data.new/mine"), "mine").unwrap();
    assert!(desk.vault.rekey(&secret(FIRST), &secrets().all(), &host()).is_err());
    assert!(desk.key() == before);
    assert_eq!(word(&desk.vault).as_deref(), Some("ғибрат"));
    desk.vault.write(|tx| settings::write(tx, "word", &"и после")).unwrap();
    assert!(desk.dir().join("data.new/mine").exists());
}

#[test]
fn a_copy_that_was_cut_short_is_not_taken_for_the_database_even_when_that_is_damaged() {
    let Desk {
        home,
        mut vault,
        code: _,
    } = Desk::make();
    let dir = home.path().join("v");
    cut_after(&mut vault, &secrets(), Some(Step::Copy));
    drop(vault);
    let mut garbled = fs::read(dir.join("data")).unwrap();
    garbled[100] ^= 1;
    fs::write(dir.join("data"), &garbled).unwrap();
    let copy = fs::read(dir.join("data.new")).unwrap();
    let answer = Vault::unlock(&dir, &secret(FIRST), &host());
    assert!(matches!(answer, Err(UnlockError::Store(StoreError::Damaged))));
    assert!(fs::read(dir.join("data")).unwrap() == garbled && fs::read(dir.join("data.new")).unwrap() == copy);
}

#[test]
fn a_copy_from_after_an_earlier_new_key_is_not_taken_for_a_finished_one() {
    let Desk {
        home,
        mut vault,
        code: _,
    } = Desk::make();
    let dir = home.path().join("v");
    let new = secrets();
    vault.rekey(&secret(FIRST), &new.all(), &host()).unwrap();
    vault.lock().unwrap();
    let whole = fs::read(dir.join("data")).unwrap();
    fs::write(dir.join("data.new"), &whole).unwrap();
    let mut garbled = whole;
    garbled[100] ^= 1;
    fs::write(dir.join("data"), &garbled).unwrap();
    let answer = Vault::unlock(&dir, &new.phrase, &host());
    assert!(matches!(answer, Err(UnlockError::Store(StoreError::Damaged))));
    assert!(fs::read(dir.join("data")).unwrap() == garbled && dir.join("data.new").exists());
}

#[test]
fn a_leftover_of_any_length_is_removed_when_the_database_opens() {
    let Desk { home, vault, code: _ } = Desk::make();
    let dir = home.path().join("v");
    vault.lock().unwrap();
    for len in [0, 1, 4095, 200_000] {
        fs::write(dir.join("data.new"), vec![7; len]).unwrap();
        fs::write(dir.join("data.new-journal"), vec![7; len]).unwrap();
        drop(Vault::unlock(&dir, &secret(FIRST), &host()).unwrap());
        assert!(!dir.join("data.new").exists() && !dir.join("data.new-journal").exists());
    }
}

#[test]
fn a_damaged_key_file_is_made_whole_by_a_new_key() {
    let desk = Desk::make();
    let mut bytes = desk.key();
    bytes[1300] ^= 1; // the slot list
    bytes[130] ^= 1; // the passphrase's slot
    fs::write(desk.dir().join("key"), &bytes).unwrap();
    let dir = desk.dir();
    let Desk {
        home: _home,
        vault,
        code,
    } = desk;
    vault.lock().unwrap();
    let mut vault = Vault::unlock(&dir, &code, &host()).unwrap();
    assert!(vault.key_damaged());
    vault.rekey(&code, &[&secret(SECOND), &code], &host()).unwrap();
    assert!(!vault.key_damaged());
    vault.lock().unwrap();
    for secret in [&secret(SECOND), &code] {
        assert!(!Vault::unlock(&dir, secret, &host()).unwrap().key_damaged());
    }
}

#[test]
fn every_page_is_encrypted_anew_and_the_database_before_a_migration_goes_too() {
    let Desk {
        home,
        mut vault,
        code: _,
    } = Desk::make();
    let dir = home.path().join("v");
    let long = "қағаз ".repeat(20_000);
    vault.write(|tx| settings::write(tx, "long", &long)).unwrap();
    vault.lock().unwrap();
    let before = fs::read(dir.join("data")).unwrap();
    fs::write(dir.join("data.old"), &before).unwrap();
    // Other names of the same files, to see what becomes of their bytes.
    let seen = ["data", "data.old"].map(|name| (dir.join(name), home.path().join(name)));
    for (file, link) in &seen {
        fs::hard_link(file, link).unwrap();
    }
    let mut vault = Vault::unlock(&dir, &secret(FIRST), &host()).unwrap();
    let new = secrets();
    vault.rekey(&secret(FIRST), &new.all(), &host()).unwrap();
    vault.lock().unwrap();
    assert!(!dir.join("data.old").exists());
    for (_, link) in &seen {
        let left = fs::read(link).unwrap();
        let pages = before.chunks(4096).zip(left.chunks(4096));
        let kept = pages.filter(|(old, left)| old[2000..2032] == left[2000..2032]).count();
        assert_eq!((left.len(), kept), (before.len(), 0), "{}", link.display());
    }
    let after = fs::read(dir.join("data")).unwrap();
    assert_eq!(before.len(), after.len());
    for (number, (old, new)) in before.chunks(4096).zip(after.chunks(4096)).enumerate() {
        let same = old[16..].iter().zip(&new[16..]).filter(|(old, new)| old == new).count();
        assert!(same < 60, "page {number} has {same} bytes in their old places");
    }
    let vault = Vault::unlock(&dir, &new.phrase, &host()).unwrap();
    assert_eq!(
        vault.read(|view| settings::read::<String>(view, "long")).unwrap(),
        Some(long)
    );
}
