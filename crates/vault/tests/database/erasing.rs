//! An erasing that cannot be ended keeps nobody out of the vault, and is ended as soon as it can be.

use crate::common::{Place, host, id, place, secret, time};
use sandyq_vault::forgetting::End;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::{Vault, evidence, evidence_files, records};
use serde_json::json;
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

const PAGE: usize = 4096;

fn filled(mut place: Place) -> Place {
    let words = |n: u32| format!("придуманное слово{n} ").repeat(40);
    let long: String = (0..90).map(words).collect();
    place.put(1, "case", &json!({"code": "K-26-001", "title": "Дело"}));
    place.put(2, "event", &json!({"title": "Забыть"}));
    place.put(3, "event", &json!({"title": "Остаётся", "description": long}));
    place
}

/// Forgets record 2 while nothing can be written beside the database.
fn forgotten_and_unfinished(place: &mut Place) {
    let obstacle = place.dir().join("data.new");
    fs::create_dir(&obstacle).unwrap();
    fs::write(obstacle.join("x"), "x").unwrap();
    place
        .vault
        .erase(id(2), End::Forgotten, time(40), |_, _| Ok(()))
        .unwrap();
    fs::remove_dir_all(obstacle).unwrap();
    assert!(place.vault.is_erasing_unfinished());
}

fn title(vault: &Vault) -> String {
    let case = vault.read(|view| records::read(view, id(1))).unwrap().unwrap();
    case.body["title"].as_str().unwrap().to_owned()
}

fn lay(dir: &Path, database: &[u8]) {
    let _ = fs::remove_file(dir.join("data-wal"));
    fs::write(dir.join("data"), database).unwrap();
}

#[test]
fn one_rotten_page_keeps_nobody_out_when_an_erasing_is_to_be_ended() {
    let mut place = filled(place());
    forgotten_and_unfinished(&mut place);
    let dir = place.dir();
    let Place { folder: _kept, vault } = place;
    vault.lock().unwrap();
    let whole = fs::read(dir.join("data")).unwrap();
    let (mut tried, mut opened, mut readable, mut in_the_way) = (0, 0, 0, 0);
    for page in (1..whole.len() / PAGE).step_by(3) {
        let mut rotten = whole.clone();
        rotten[page * PAGE + 1000] ^= 0x40;
        lay(&dir, &rotten);
        tried += 1;
        // Some pages are needed for opening at all.
        let Ok(vault) = Vault::unlock(&dir, &secret(), &host()) else {
            continue;
        };
        opened += 1;
        in_the_way += u32::from(vault.is_erasing_unfinished());
        // What does not lie on that page can be read.
        readable += u32::from(vault.read(|view| records::read(view, id(1))).is_ok());
    }
    let counts = format!("{tried} tried, {opened} opened, {readable} with the case in it, {in_the_way} in the way");
    println!("{counts}");
    assert!(
        tried > 20 && opened * 10 > tried * 7 && readable + 3 > opened && in_the_way * 2 > tried,
        "{counts}"
    );
    lay(&dir, &whole);
    let vault = Vault::unlock(&dir, &secret(), &host()).unwrap();
    assert!(!vault.is_erasing_unfinished());
    assert_eq!(title(&vault), "Дело");
}

#[test]
fn a_folder_whose_name_is_no_text_is_written_anew_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join(OsStr::from_bytes(b"v\xff\xc3("));
    let (vault, _code) = Vault::create(&dir, &secret(), KdfCost::cheap_for_tests(), &host()).unwrap();
    let mut place = filled(Place { folder, vault });
    place
        .vault
        .erase(id(2), End::Forgotten, time(40), |_, _| Ok(()))
        .unwrap();
    assert!(!place.vault.is_erasing_unfinished());
    drop(place.vault);
    let vault = Vault::unlock(&dir, &secret(), &host()).unwrap();
    assert_eq!(title(&vault), "Дело");
    let names = fs::read_dir(place.folder.path()).unwrap().count();
    assert_eq!(names, 1, "the copy was made in the folder and nowhere else");
}

/// The path of the evidence file that item 9 refers to.
fn attached(place: &mut Place) -> PathBuf {
    place.put(9, "evidence_item", &json!({"title": "снимок"}));
    let content: &[u8] = b"bytes of an invented picture";
    let added = evidence::add(&mut place.vault, &mut &*content, time(4), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    place.vault.write(|tx| evidence::keep(tx, &added, id(9))).unwrap();
    let row = place.vault.read(|view| evidence_files::of_item(view, id(9)));
    let name = row.unwrap().unwrap().name;
    let hex: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    place.dir().join("files").join(&hex[..2]).join(hex)
}

#[test]
fn an_evidence_file_that_cannot_be_removed_keeps_nobody_out() {
    let mut place = filled(place());
    let file = attached(&mut place);
    // A folder in the file's place cannot be unlinked.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    place
        .vault
        .erase(id(9), End::Forgotten, time(40), |_, _| Ok(()))
        .unwrap();
    let place = place.reopened();
    assert!(place.vault.is_erasing_unfinished());
    assert_eq!(title(&place.vault), "Дело");
    fs::remove_dir(&file).unwrap();
    let place = place.reopened();
    assert!(!place.vault.is_erasing_unfinished());
    assert!(evidence::strays(&place.vault).unwrap().is_empty());
}
