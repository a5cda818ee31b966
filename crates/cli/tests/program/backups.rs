use crate::common::{Desk, PASSPHRASE, files_below};
use serde_json::Value;
use std::fs;

#[test]
fn a_backup_is_written_tried_and_put_back_from_the_terminal() {
    let desk = Desk::new();
    assert_eq!(desk.json("monitor", &["backup", "state"])["when"], "");
    let made = desk.json("monitor", &["backup", "--out", "stick"]);
    assert_eq!(
        (&made["verified"], &made["files"]),
        (&Value::Bool(true), &Value::from(3))
    );
    let again = desk.json("monitor", &["backup", "--out", "stick"]);
    assert!(again["written"].as_u64().unwrap() < made["written"].as_u64().unwrap());
    let said = desk.run("monitor", &["backup", "rehearse", "stick"]);
    assert!(said.contains("Копия цела"), "{said}");
    assert_eq!(desk.json("monitor", &["backup", "rehearse", "stick"])["whole"], true);
    assert_eq!(desk.json("monitor", &["backup", "state"])["changes"], 0);
    let restored = desk.json("monitor", &["restore", "stick", "--into", "again"]);
    assert_eq!(restored["records"], made["records"]);
    let cases = |vault: &str| desk.json(vault, &["case", "list"])["rows"].clone();
    assert_eq!(cases("again"), cases("monitor"));
    desk.run("again", &["evidence", "verify"]);
    // Nothing of the vault's words lies in the open on the stick.
    for file in files_below(&desk.path("stick")) {
        let bytes = fs::read(file).unwrap();
        assert!(!crate::common::holds(&bytes, b"K-26-001") && !crate::common::holds(&bytes, PASSPHRASE.as_bytes()));
    }
}

#[test]
fn a_damaged_backup_ends_with_one_and_every_refusal_with_its_code() {
    let desk = Desk::new();
    desk.run("monitor", &["backup", "--out", "stick"]);
    assert_eq!(desk.code("lawyer", &["backup", "--out", "stick"]), "backup-of-another");
    assert_eq!(
        desk.code("monitor", &["backup", "--out", "monitor/b"]),
        "place-inside-vault"
    );
    assert_eq!(desk.code("monitor", &["backup", "rehearse", "home"]), "no-backup");
    assert_eq!(desk.code("monitor", &["restore", "home", "--into", "x"]), "no-backup");
    assert_eq!(
        desk.code("monitor", &["restore", "stick", "--into", "lawyer"]),
        "vault-exists"
    );
    desk.refusal("monitor", &["backup"]);
    desk.refusal("monitor", &["backup", "--out", "stick", "state"]);
    for pack in files_below(&desk.path("stick").join("packs")) {
        let mut bytes = fs::read(&pack).unwrap();
        bytes[7] ^= 1;
        fs::write(&pack, bytes).unwrap();
    }
    let line = desk.refusal("monitor", &["backup", "rehearse", "stick"]);
    assert!(line.contains("повреждена"), "{line}");
    assert_eq!(
        desk.code("monitor", &["restore", "stick", "--into", "x"]),
        "backup-damaged"
    );
}

#[test]
fn a_backup_is_put_back_on_a_machine_that_has_no_vault_with_each_kind_of_secret() {
    let desk = Desk::new();
    let code = desk.json("monitor", &["slot", "add", "--recovery"])["recovery_code"].clone();
    let code = desk.file("code", code.as_str().unwrap().as_bytes());
    desk.run("monitor", &["shares", "make", "--out", "cards"]);
    let made = desk.json("monitor", &["backup", "--out", "stick"]);
    fs::remove_dir_all(desk.path("monitor")).unwrap();
    let records = |words: &[&str]| {
        let said = crate::common::said(&desk.command(words).output().unwrap(), words);
        serde_json::from_str::<Value>(&said).unwrap()["records"].clone()
    };
    let restore = ["--json", "--vault", "monitor", "restore", "stick", "--into"];
    let with = |first: &[&str], last: &[&str]| records(&[first, &restore, last].concat());
    assert_eq!(
        with(&["--passphrase-file", "passphrase"], &["monitor"]),
        made["records"]
    );
    fs::remove_dir_all(desk.path("monitor")).unwrap();
    assert_eq!(with(&["--passphrase-file", &code], &["by-code"]), made["records"]);
    let cards = ["by-cards", "--share", "cards/share-3.txt", "cards/share-1.txt"];
    assert_eq!(with(&[], &cards), made["records"]);
    assert!(!desk.path("monitor").exists());
    assert_eq!(
        desk.json("by-cards", &["case", "list"])["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let same = [
        "restore",
        "stick",
        "--into",
        "x",
        "--share",
        "cards/share-1.txt",
        "cards/share-1.txt",
    ];
    assert_eq!(desk.code("monitor", &same), "shares-mixed");
    assert!(!desk.path("x").exists());
}
