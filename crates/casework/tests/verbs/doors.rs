//! Who gets in, and what a closed door says.

use crate::common::{LANG, Place, host, refused, secret, unlock};
use sandyq_casework::{ErrorCode, KdfCost, Secret, Session, emergency};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

fn with(dir: &Path, typed: &str) -> ErrorCode {
    refused(Session::unlock(dir, &Secret::from_passphrase(typed).unwrap(), host()))
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let closed = Place::with_a_case("Монитор").locked();
    let key = fs::read(closed.dir().join("key")).unwrap();
    let data = fs::read(closed.dir().join("data")).unwrap();
    for typed in ["не то", "семь слов для сундука ", "Семь слов для сундука"] {
        assert_eq!(with(&closed.dir(), typed), ErrorCode::WrongSecret);
    }
    assert!(fs::read(closed.dir().join("key")).unwrap() == key);
    assert!(fs::read(closed.dir().join("data")).unwrap() == data);
    closed.opened();
}

#[test]
fn a_vault_that_is_open_is_refused_to_everybody_else() {
    let place = Place::with_a_case("Монитор");
    assert_eq!(refused(unlock(&place.dir())), ErrorCode::VaultInUse);
    let created = Session::create(&place.dir(), &secret(), KdfCost::cheap_for_tests(), host(), LANG);
    assert_eq!(refused(created), ErrorCode::VaultExists);
    let closed = place.locked();
    closed.opened();
}

#[test]
fn a_key_file_of_a_newer_version_is_called_newer_and_left_alone() {
    let closed = Place::with_a_case("Монитор").locked();
    let key = closed.dir().join("key");
    let mut bytes = fs::read(&key).unwrap();
    bytes[8] = 2;
    let sum = Sha256::digest(&bytes[..112]);
    bytes[112..128].copy_from_slice(&sum[..16]);
    fs::write(&key, &bytes).unwrap();
    assert_eq!(refused(unlock(&closed.dir())), ErrorCode::NewerVault);
    assert!(fs::read(&key).unwrap() == bytes);
}

#[test]
fn a_key_file_that_is_cut_or_garbled_is_called_damaged_and_nothing_is_deleted() {
    let closed = Place::with_a_case("Монитор").locked();
    let key = closed.dir().join("key");
    let whole = fs::read(&key).unwrap();
    let before = crate::common::files_below(&closed.dir());
    for bytes in [&whole[..100], &whole[..whole.len() - 1], b"", &[0; 32768][..]] {
        fs::write(&key, bytes).unwrap();
        assert_eq!(refused(unlock(&closed.dir())), ErrorCode::KeyDamaged, "{}", bytes.len());
        assert_eq!(crate::common::files_below(&closed.dir()), before);
    }
    fs::write(&key, whole).unwrap();
    closed.opened();
}

#[test]
fn a_damaged_database_is_not_taken_for_a_wrong_passphrase_and_is_never_deleted() {
    let closed = Place::with_a_case("Монитор").locked();
    let data = closed.dir().join("data");
    let whole = fs::read(&data).unwrap();
    let mut garbled = whole.clone();
    for byte in &mut garbled[..4096] {
        *byte ^= 1;
    }
    fs::write(&data, &garbled).unwrap();
    assert_eq!(refused(unlock(&closed.dir())), ErrorCode::VaultDamaged);
    assert_eq!(with(&closed.dir(), "не то"), ErrorCode::WrongSecret);
    assert!(fs::read(&data).unwrap() == garbled);
    fs::write(&data, whole).unwrap();
    closed.opened();
}

#[test]
fn a_folder_without_a_vault_is_told_from_one_with_other_things() {
    let place = Place::new("Монитор");
    assert_eq!(refused(unlock(&place.path("nowhere"))), ErrorCode::NoVault);
    let foreign = place.path("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("letter.txt"), b"mine").unwrap();
    let created = Session::create(&foreign, &secret(), KdfCost::cheap_for_tests(), host(), LANG);
    assert_eq!(refused(created), ErrorCode::FolderNotEmpty);
    assert!(emergency::wipe(&foreign).is_err());
    assert_eq!(fs::read(foreign.join("letter.txt")).unwrap(), b"mine");
}

#[test]
fn after_a_wipe_nothing_opens_and_a_new_vault_can_be_made() {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("a.txt", b"evidence");
    place.attach("K-26-001", &[file]);
    let closed = place.locked();
    let wiped = emergency::wipe(&closed.dir()).unwrap();
    assert!(wiped.nothing_opens && wiped.key_overwritten && wiped.failed == 0);
    assert_eq!(refused(unlock(&closed.dir())), ErrorCode::NoVault);
    assert!(emergency::resume(&closed.dir()).unwrap().is_none());
    crate::common::create(&closed.dir());
}

#[test]
fn a_wipe_does_not_wait_for_the_one_who_has_the_vault_open() {
    let place = Place::with_a_case("Монитор");
    assert!(emergency::wipe(&place.dir()).unwrap().nothing_opens);
    assert_eq!(refused(unlock(&place.dir())), ErrorCode::NoVault);
}
