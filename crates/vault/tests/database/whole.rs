use crate::common::{host, id, place, secret, time};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::folder::FolderError;
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::secret::Secret;
use sandyq_vault::{Host, UnlockError, Vault, evidence};
use serde_json::json;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

const CANARY: &str = "канарейка-Zq9";

/// Every byte of every file below `dir`, with each name.
fn raw(dir: &Path, out: &mut Vec<u8>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        out.extend(path.as_os_str().as_encoded_bytes());
        if path.is_dir() {
            raw(&path, out)
        } else {
            out.extend(fs::read(&path).unwrap())
        }
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [text.as_bytes(), text.to_lowercase().as_bytes(), &wide]
        .iter()
        .any(|form| bytes.windows(form.len()).any(|part| part == *form))
}

#[test]
fn no_file_of_the_folder_ever_holds_a_text() {
    let mut place = place();
    place.put(1, "case", &json!({"title": CANARY, "code": "Zq9-001"}));
    let record = id(2);
    let draft = Draft {
        record,
        case: None,
        kind: "event".into(),
        body: crate::common::body(&json!({"title": CANARY})),
        field: None,
        cursor: None,
        author: CANARY.into(),
        time: time(2),
    };
    place.vault.write(|tx| drafts::save(tx, &draft)).unwrap();
    let payload = json!({"note": CANARY});
    let entry = NewEntry {
        item: id(1),
        entry: EntryType::Custody,
        time: time(3),
        payload: &payload,
    };
    place.vault.write(|tx| journal::append(tx, &entry)).unwrap();
    let content = CANARY.repeat(9000);
    let added = evidence::add(&mut place.vault, &mut content.as_bytes(), time(4), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    place.vault.write(|tx| evidence::keep(tx, &added, id(5))).unwrap();

    let mut open = Vec::new();
    raw(&place.dir(), &mut open);
    assert!(
        place.dir().join("data-wal").metadata().unwrap().len() > 0,
        "the log is among what was read"
    );
    assert!(!contains(&open, CANARY) && !contains(&open, "Zq9-001") && !contains(&open, "SQLite format"));

    let dir = place.dir();
    let (folder, vault) = (place.folder, place.vault);
    vault.lock().unwrap();
    let mut closed = Vec::new();
    raw(&dir, &mut closed);
    assert!(!contains(&closed, CANARY) && !contains(&closed, "Zq9-001"));
    assert!(contains(CANARY.as_bytes(), CANARY), "the search itself works");
    drop(folder);
}

#[test]
fn a_wrong_passphrase_changes_nothing() {
    let place = place();
    let dir = place.dir();
    let folder = place.folder;
    place.vault.lock().unwrap();
    let data = fs::read(dir.join("data")).unwrap();
    let wrong = Secret::from_passphrase("восемь совсем других слов").unwrap();
    assert!(matches!(
        Vault::unlock(&dir, &wrong, &host()),
        Err(UnlockError::WrongSecret)
    ));
    assert!(fs::read(dir.join("data")).unwrap() == data);
    assert!(Vault::unlock(&dir, &secret(), &host()).is_ok());
    drop(folder);
}

#[test]
fn the_recovery_code_opens_it_too() {
    let folder = tempfile::tempdir().unwrap();
    let cost = sandyq_vault::kdf::KdfCost::cheap_for_tests();
    let (vault, code) = Vault::create(folder.path(), &secret(), cost, &host()).unwrap();
    vault.lock().unwrap();
    assert!(Vault::unlock(folder.path(), &Secret::Recovery(code), &host()).is_ok());
}

#[test]
fn a_second_opening_is_refused() {
    let place = place();
    let second = Vault::unlock(&place.dir(), &secret(), &host());
    assert!(matches!(second, Err(UnlockError::Folder(FolderError::InUse))));
}

#[test]
fn another_computer_gets_a_machine_of_its_own() {
    let mut place = place();
    let first = place.vault.machine();
    place.put(1, "case", &json!({"title": "A"}));
    let place = place.reopened();
    assert_eq!(place.vault.machine(), first);
    let dir = place.dir();
    let folder = place.folder;
    place.vault.lock().unwrap();
    let elsewhere = Host {
        now: || time(0),
        machine_mark: b"another computer".to_vec(),
    };
    assert_ne!(Vault::unlock(&dir, &secret(), &elsewhere).unwrap().machine(), first);
    drop(folder);
}

#[test]
fn a_damaged_database_is_said_to_be_damaged_and_stays() {
    let place = place();
    let dir = place.dir();
    let folder = place.folder;
    place.vault.lock().unwrap();
    let mut data = fs::read(dir.join("data")).unwrap();
    data[100] ^= 1;
    fs::write(dir.join("data"), &data).unwrap();
    assert!(matches!(
        Vault::unlock(&dir, &secret(), &host()),
        Err(UnlockError::Store(_))
    ));
    assert!(fs::read(dir.join("data")).unwrap() == data);
    drop(folder);
}
