//! Every refusal: exit 1, one line with its own words, and nothing half done.

use crate::common::{Desk, PASSPHRASE, files_below, host, refused, secret};
use sandyq_casework::Session;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;

/// A desk on which the monitor has sealed the case for the lawyer as `b.age`.
fn sealed() -> Desk {
    let desk = Desk::new().introduced();
    desk.run("monitor", &["seal", "K-26-001", "--to", "lawyer", "--out", "b.age"]);
    desk
}

#[test]
fn a_closed_door_says_why_it_is_closed() {
    let desk = Desk::new();
    let list = &["case", "list"];
    assert_eq!(desk.code("nowhere", list), "no-vault");
    desk.file("passphrase", b"\n");
    assert_eq!(desk.code("monitor", list), "wrong-secret");
    desk.file("passphrase", "не та фраза".as_bytes());
    assert_eq!(desk.code("monitor", list), "wrong-secret");
    desk.file("passphrase", b"\xff\xfe");
    assert_eq!(desk.code("monitor", list), "file-unreadable");
    fs::remove_file(desk.path("passphrase")).unwrap();
    assert_eq!(desk.code("monitor", list), "file-unreadable");
    desk.file("passphrase", "коротко".as_bytes());
    assert_eq!(desk.code("new", &["init"]), "weak-passphrase");
    assert!(!desk.path("new").exists());
    // A line end of Windows is no part of the passphrase.
    desk.file("passphrase", format!("{PASSPHRASE}\r\n").as_bytes());
    desk.run("monitor", list);
}

#[test]
fn without_a_terminal_and_a_passphrase_file_the_program_says_so() {
    let desk = Desk::new();
    let words = ["--vault", "monitor", "case", "list"];
    let mut command = std::process::Command::new("setsid");
    command.arg("--wait").arg(env!("CARGO_BIN_EXE_sandyq")).args(words);
    let output = command
        .current_dir(desk.path("."))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(refused(&output, &words).1.contains("--passphrase-file"));
}

#[test]
fn a_vault_of_a_newer_version_is_called_newer() {
    let desk = Desk::new();
    let key = desk.path("monitor/key");
    let mut bytes = fs::read(&key).unwrap();
    bytes[8] += 1;
    let sum = Sha256::digest(&bytes[..112]);
    bytes[112..128].copy_from_slice(&sum[..16]);
    fs::write(key, bytes).unwrap();
    assert_eq!(desk.code("monitor", &["case", "list"]), "newer-vault");
}

#[test]
fn a_cheap_key_file_is_refused_although_its_checksum_is_right() {
    let desk = Desk::new();
    let key = desk.path("monitor/key");
    let mut bytes = fs::read(&key).unwrap();
    bytes[12..16].copy_from_slice(&64_u32.to_le_bytes());
    let sum = Sha256::digest(&bytes[..112]);
    bytes[112..128].copy_from_slice(&sum[..16]);
    fs::write(key, bytes).unwrap();
    assert_eq!(desk.code("monitor", &["case", "list"]), "key-damaged");
}

#[test]
fn a_vault_that_is_open_elsewhere_is_refused_until_it_is_closed() {
    let desk = Desk::new();
    let (session, _) = Session::unlock(&desk.path("monitor"), &secret(), host()).unwrap();
    assert_eq!(desk.code("monitor", &["case", "list"]), "vault-in-use");
    session.lock().unwrap();
    desk.run("monitor", &["case", "list"]);
}

#[test]
fn a_bundle_that_is_not_right_is_refused_and_nothing_of_it_stays() {
    let desk = sealed();
    let whole = fs::read(desk.path("b.age")).unwrap();
    let mut altered = whole.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    desk.file("altered.age", &altered);
    desk.file("cut.age", &whole[..whole.len() - 1]);
    desk.file("photo.age", b"no bundle at all");
    symlink(desk.path("b.age"), desk.path("link.age")).unwrap();
    let before = files_below(&desk.path("lawyer")).len();
    for (file, code) in [
        ("altered.age", "bundle-damaged"),
        ("cut.age", "bundle-damaged"),
        ("photo.age", "not-a-bundle"),
        ("link.age", "not-a-bundle"),
        ("home", "not-a-bundle"),
        ("absent.age", "file-unreadable"),
    ] {
        for verb in ["inspect", "open"] {
            assert_eq!(desk.code("lawyer", &[verb, file]), code, "{verb} {file}");
        }
    }
    assert_eq!(desk.code("monitor", &["open", "b.age"]), "bundle-not-for-me");
    assert_eq!(files_below(&desk.path("lawyer")).len(), before);
    assert_eq!(desk.json("lawyer", &["case", "list"])["total"], 0);
    desk.run("lawyer", &["open", "b.age"]);
}

#[test]
fn a_bundle_from_an_unknown_sender_is_shown_and_waits_for_a_yes() {
    let desk = Desk::new();
    let card = desk.json("lawyer", &["contact", "card"]);
    let to = card["recipient"].as_str().unwrap();
    desk.run("monitor", &["seal", "K-26-001", "--to", to, "--out", "b.age"]);
    assert_eq!(desk.json("lawyer", &["inspect", "b.age"])["standing"], "unknown");
    assert_eq!(desk.code("lawyer", &["open", "b.age"]), "unknown-sender");
    assert_eq!(desk.json("lawyer", &["case", "list"])["total"], 0);
    desk.run("lawyer", &["open", "b.age", "--accept-unknown"]);
    assert_eq!(desk.json("lawyer", &["case", "list"])["total"], 1);
}

#[test]
fn sealing_that_cannot_be_done_leaves_no_file_and_no_entry() {
    let desk = Desk::new().introduced();
    let before = files_below(&desk.path(".")).len();
    for (words, code) in [
        (["K-26-999", "--to", "lawyer", "--out", "b.age"], "no-such-case"),
        (["K-26-001", "--to", "nobody", "--out", "b.age"], "bad-recipient"),
        (["K-26-001", "--to", "age1qqqq", "--out", "b.age"], "bad-recipient"),
        (["K-26-001", "--to", "lawyer", "--out", "passphrase"], "file-exists"),
        (
            ["K-26-001", "--to", "lawyer", "--out", "nowhere/b.age"],
            "file-unwritable",
        ),
        (
            ["K-26-001", "--to", "lawyer", "--out", "/proc/b.age"],
            "file-unwritable",
        ),
    ] {
        assert_eq!(
            desk.code("monitor", &[&["seal"], &words[..]].concat()),
            code,
            "{words:?}"
        );
    }
    let wrong_purpose = ["seal", "K-26-001", "--to", "lawyer", "--out", "b.age", "--purpose", "x"];
    assert_eq!(desk.code("monitor", &wrong_purpose), "no-such-value");
    assert_eq!(files_below(&desk.path(".")).len(), before);
    assert!(desk.json("monitor", &["bundles"]).as_array().unwrap().is_empty());
    assert_eq!(fs::read_to_string(desk.path("passphrase")).unwrap().trim(), PASSPHRASE);
}

#[test]
fn damaged_evidence_is_told_by_verify_and_stops_seal_and_export() {
    let desk = Desk::new().introduced();
    for path in files_below(&desk.path("monitor/files")) {
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(path, bytes).unwrap();
    }
    let said = desk.refusal("monitor", &["evidence", "verify"]);
    assert!(said.contains("zvonok.ogg"), "the newest: {said}");
    let seal = ["seal", "K-26-001", "--to", "lawyer", "--out", "b.age"];
    assert!(desk.refusal("monitor", &seal).contains("lestnitsa.jpg"), "the first");
    assert_eq!(desk.code("monitor", &seal), "evidence-damaged");
    let items = desk.json("monitor", &["evidence", "list", "K-26-001"]);
    let id = items[0]["id"].as_str().unwrap();
    let export = ["evidence", "export", id, "--out", "out.jpg"];
    assert_eq!(desk.code("monitor", &export), "evidence-damaged");
    let left = ["b.age", "out.jpg"].map(|name| desk.path(name).exists());
    assert_eq!(left, [false, false]);
}

#[test]
fn a_source_that_cannot_be_read_is_named_and_the_others_are_taken() {
    let desk = Desk::new();
    desk.file("good.txt", b"words");
    let add = ["evidence", "add", "K-26-001", "home", "good.txt", "absent.txt"];
    assert!(desk.refusal("monitor", &add).contains("home"));
    let items = desk.json("monitor", &["evidence", "list", "K-26-001"]);
    // Once for the words, once for the same with --json.
    assert_eq!(items.as_array().unwrap().len(), 5);
}

#[test]
fn words_that_are_no_command_are_refused_without_being_repeated() {
    let desk = Desk::new();
    let secret = "совершенно секретно";
    for words in [
        &[secret][..],
        &["case", secret],
        &["case", "list", secret],
        &["record", "edit", "K-26-001", secret],
        &["record", "add", "event", "--case", "K-26-001", secret],
        &["seal", "K-26-001", "--to", "lawyer", "--out", "x", "--withhold", secret],
        &["case", "list", "--limit", secret],
        &["--language", secret, "case", "list"],
        &[
            "record",
            "edit",
            "K-26-001",
            r#"opened={"as_told":"совершенно секретно"}"#,
        ],
        &["record", "edit", "K-26-001", "priority=совершенно секретно"],
        &[],
        &["wipe"],
    ] {
        let line = desk.refusal("monitor", words);
        assert!(!line.contains("секретно"), "{line}");
    }
    assert!(desk.path("monitor/key").exists(), "wipe without --yes wiped nothing");
}

#[test]
fn a_name_with_a_line_feed_is_told_in_one_line_all_the_same() {
    let desk = Desk::new();
    for words in [
        &["case", "show", "K\n26"][..],
        &["open", "two\nlines.age"],
        &["open", "\u{1b}[31mred.age"],
        &["seal", "K-26-001", "--to", "age1\n", "--out", "x\ny"],
    ] {
        desk.refusal("monitor", words);
    }
}

#[test]
fn no_escape_from_a_record_reaches_the_terminal() {
    let desk = Desk::new();
    let document = serde_json::json!({ "records": [{ "kind": "case", "title": "a\u{1b}[2Jb\u{202e}c\u{7}" }] });
    desk.file("escape.json", document.to_string().as_bytes());
    desk.run("lawyer", &["import", "escape.json"]);
    for words in [
        &["case", "list"][..],
        &["case", "show", "K-26-001"],
        &["record", "show", "K-26-001"],
    ] {
        let said = desk.run("lawyer", words);
        assert!(
            !said.chars().any(|c| matches!(c, '\u{1b}' | '\u{202e}' | '\u{7}')),
            "{said:?}"
        );
    }
}

#[test]
fn each_refusal_has_words_of_its_own() {
    let desk = sealed();
    let whole = fs::read(desk.path("b.age")).unwrap();
    desk.file("cut.age", &whole[..whole.len() / 2]);
    desk.file("photo.jpg", b"no bundle");
    let mut lines = BTreeSet::new();
    for (vault, words) in [
        ("nowhere", &["case", "list"][..]),
        ("lawyer", &["open", "cut.age"]),
        ("lawyer", &["open", "photo.jpg"]),
        ("monitor", &["open", "b.age"]),
        ("monitor", &["case", "show", "K-26-999"]),
        ("monitor", &["record", "show", "P-999"]),
        ("monitor", &["seal", "K-26-001", "--to", "nobody", "--out", "x"]),
        ("monitor", &["contact", "add", "photo.jpg"]),
        ("monitor", &["import", "photo.jpg"]),
        ("monitor", &["import", "absent.json"]),
        ("monitor", &["contact", "card", "--out", "b.age"]),
    ] {
        lines.insert(desk.refusal(vault, words));
    }
    assert_eq!(lines.len(), 11);
}
