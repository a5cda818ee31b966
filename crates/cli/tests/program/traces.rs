//! What the program leaves behind: nothing in the open, and a whole vault even when it is killed.

use crate::common::{Desk, files_below, holds};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

const CANARY: &str = "Пёстрая канарейка на чердаке";

#[test]
fn what_was_typed_is_in_no_file_of_the_vault_or_the_home() {
    let desk = Desk::new();
    let title = format!("title={CANARY}");
    desk.run("monitor", &["record", "add", "event", "--case", "K-26-001", &title]);
    assert_eq!(
        desk.json("monitor", &["search", "канарейка"]).as_array().unwrap().len(),
        1
    );
    desk.file(&format!("{CANARY}.txt"), CANARY.as_bytes());
    desk.run("monitor", &["evidence", "add", "K-26-001", &format!("{CANARY}.txt")]);
    desk.run("monitor", &["case", "show", "K-26-001"]);
    let utf16: Vec<u8> = CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folded = "пестрая канареика на чердаке";
    let looked_at: Vec<_> = [files_below(&desk.path("monitor")), files_below(&desk.path("home"))].concat();
    assert!(looked_at.len() >= 5);
    for path in looked_at {
        let bytes = fs::read(&path).unwrap();
        for needle in [CANARY.as_bytes(), &utf16, folded.as_bytes(), "канарейка".as_bytes()] {
            assert!(!holds(&bytes, needle), "{}", path.display());
        }
        assert!(!path.to_str().unwrap().contains("канарейка"));
    }
}

#[test]
fn the_vault_is_closed_to_every_other_user() {
    let desk = Desk::new();
    desk.file("words.txt", b"words");
    desk.run("monitor", &["evidence", "add", "K-26-001", "words.txt"]);
    let card = desk.json("lawyer", &["contact", "card", "--out", "card.txt"]);
    let to = card["recipient"].as_str().unwrap();
    desk.run("monitor", &["seal", "K-26-001", "--to", to, "--out", "b.age"]);
    let id = desk.json("monitor", &["evidence", "list", "K-26-001"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.run("monitor", &["evidence", "export", &id, "--out", "copy"]);
    let mut paths = files_below(&desk.path("monitor"));
    paths.extend(["b.age", "copy", "card.txt"].map(|name| desk.path(name)));
    for path in paths {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        // The fixture was copied without its modes; what the program wrote itself has them.
        let is_written_now = ["b.age", "copy", "card.txt"].iter().any(|name| path.ends_with(name));
        assert!(mode & 0o077 == 0 || !is_written_now, "{} {mode:o}", path.display());
    }
    let dir = fs::metadata(desk.path("monitor")).unwrap().permissions().mode();
    assert_eq!(dir & 0o077, 0);
}

#[test]
fn after_a_lock_the_database_stands_alone() {
    let desk = Desk::new();
    desk.run("monitor", &["record", "edit", "K-26-001", "title=Другое"]);
    let beside: Vec<String> = fs::read_dir(desk.path("monitor"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("data-"))
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
    assert!(files_below(&desk.path("monitor/incoming")).is_empty());
}

#[test]
fn a_process_killed_at_any_moment_leaves_a_vault_that_opens_and_is_whole() {
    let desk = Desk::new();
    let photo = desk.file("video.bin", &vec![7; 24 << 20]);
    let words = [
        "--vault",
        "monitor",
        "--passphrase-file",
        "passphrase",
        "evidence",
        "add",
        "K-26-001",
        &photo,
    ];
    for delay in [1, 60, 120, 200, 300, 450, 700] {
        let mut child = desk
            .command(&words)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let items = desk.json("monitor", &["evidence", "list", "K-26-001"]);
        let checks = desk.json("monitor", &["evidence", "verify"]);
        let count = items.as_array().unwrap().len();
        assert_eq!(checks.as_array().unwrap().len(), count, "after {delay} ms");
        let stored = files_below(&desk.path("monitor/files")).len();
        assert_eq!(stored, count.min(4), "after {delay} ms: one file for each content");
    }
}
