//! Passphrases, slots, cards and a new key, in a terminal.

use crate::common::{Desk, PASSPHRASE, files_below, holds};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

const SECOND: &str = "кувшин молока на подоконнике";

fn opens(desk: &Desk, words: &str) -> bool {
    fs::write(desk.path("tried"), format!("{words}\n")).unwrap();
    let output = desk
        .command(&["--vault", "monitor", "--passphrase-file", "tried", "case", "list"])
        .output()
        .unwrap();
    output.status.success()
}

/// The list of slots as number, kind, label.
fn slots(desk: &Desk) -> Vec<(u64, String, String)> {
    let list = desk.json("monitor", &["slot", "list"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list.as_array()
        .unwrap()
        .iter()
        .map(|slot| {
            (
                slot["number"].as_u64().unwrap(),
                text(&slot["kind"]),
                text(&slot["label"]),
            )
        })
        .collect()
}

#[test]
fn refusals_have_their_codes_and_change_nothing() {
    let desk = Desk::new();
    desk.file("short", "коротко\n".as_bytes());
    desk.file("second", format!("{SECOND}\n").as_bytes());
    desk.file("words", "абрикос".as_bytes());
    let key = fs::read(desk.path("monitor/key")).unwrap();
    for (words, code) in [
        (
            &["passphrase", "change", "--new-passphrase-file", "short"][..],
            "weak-passphrase",
        ),
        (
            &["passphrase", "change", "--new-passphrase-file", "absent"],
            "file-unreadable",
        ),
        (&["slot", "remove", "0"], "last-slot"),
        (&["slot", "remove", "5"], "no-such-slot"),
        (
            &[
                "slot",
                "add",
                "--new-passphrase-file",
                "second",
                "--label",
                "имя длиннее тридцати двух байт",
            ],
            "bad-record",
        ),
        (&["slot", "add", "--new-passphrase-file", "passphrase"], "bad-record"),
        (&["shares", "join", "words", "words"], "bad-share"),
        (&["shares", "make", "--out", "monitor/cards"], "place-inside-vault"),
        (
            &["recover", "--code-file", "words", "--new-passphrase-file", "second"],
            "bad-recovery-code",
        ),
    ] {
        assert_eq!(desk.code("monitor", words), code, "{words:?}");
    }
    assert!(fs::read(desk.path("monitor/key")).unwrap() == key);
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_does_not() {
    let desk = Desk::new();
    desk.file("second", format!("{SECOND}\n").as_bytes());
    let said = desk.run("monitor", &["passphrase", "change", "--new-passphrase-file", "second"]);
    assert!(said.contains("sandyq rekey"), "{said}");
    assert!(opens(&desk, SECOND) && !opens(&desk, PASSPHRASE));
}

#[test]
fn a_passphrase_for_somebody_is_listed_and_taken_away() {
    let desk = Desk::new();
    desk.file("second", format!("{SECOND}\n").as_bytes());
    desk.run(
        "monitor",
        &["slot", "add", "--new-passphrase-file", "second", "--label", "Айгүл"],
    );
    let kinds: Vec<(u64, String, String)> = [(0, "passphrase", ""), (1, "recovery", ""), (2, "passphrase", "Айгүл")]
        .map(|(number, kind, label)| (number, kind.to_owned(), label.to_owned()))
        .to_vec();
    assert_eq!(slots(&desk), kinds);
    let table = desk.run("monitor", &["slot", "list"]);
    assert!(table.contains("0*") && table.contains("Айгүл"), "{table}");
    assert!(opens(&desk, SECOND));
    let said = desk.run("monitor", &["slot", "remove", "2"]);
    assert!(said.contains("sandyq rekey"), "{said}");
    assert!(!opens(&desk, SECOND) && opens(&desk, PASSPHRASE));
}

#[test]
fn the_recovery_code_sets_a_new_passphrase() {
    let desk = Desk::new();
    let code = desk.json("monitor", &["slot", "add", "--recovery"])["recovery_code"].clone();
    desk.file(
        "code",
        format!("{}\n", code.as_str().unwrap().replace(' ', "\n")).as_bytes(),
    );
    desk.file("second", format!("{SECOND}\n").as_bytes());
    let answer = desk.json(
        "monitor",
        &["recover", "--code-file", "code", "--new-passphrase-file", "second"],
    );
    assert_eq!(answer, json!({ "opens": true }));
    assert!(opens(&desk, SECOND) && !opens(&desk, PASSPHRASE));
}

#[test]
fn cards_are_written_once_for_their_owner_alone_and_any_two_open() {
    let desk = Desk::new();
    let made = desk.json("monitor", &["shares", "make", "--out", "cards"]);
    assert_eq!(made.as_array().unwrap().len(), 3);
    for number in 1..=3 {
        let card = desk.path(&format!("cards/share-{number}.txt"));
        assert_eq!(fs::metadata(&card).unwrap().permissions().mode() & 0o777, 0o600);
        let words = made[number - 1]["words"].as_array().unwrap();
        let text = fs::read_to_string(card).unwrap();
        assert!(words.len() == 16 && words.iter().all(|word| text.contains(word.as_str().unwrap())));
    }
    for (a, b) in [(1, 2), (3, 1), (2, 3)] {
        let files = [a, b].map(|number| format!("cards/share-{number}.txt"));
        let answer = desk.json("monitor", &["shares", "join", &files[0], &files[1]]);
        assert_eq!(answer, json!({ "opens": true }));
    }
    let first = "cards/share-1.txt";
    assert_eq!(desk.code("monitor", &["shares", "join", first, first]), "shares-mixed");
    // Never over cards that are there, and the earlier set still opens then.
    assert_eq!(
        desk.code("monitor", &["shares", "make", "--out", "cards"]),
        "file-exists"
    );
    desk.run("monitor", &["shares", "join", first, "cards/share-2.txt"]);
    desk.run("monitor", &["shares", "make", "--out", "later"]);
    assert_eq!(
        desk.code("monitor", &["shares", "join", first, "cards/share-2.txt"]),
        "wrong-secret"
    );
    assert_eq!(
        desk.code("monitor", &["shares", "join", first, "later/share-2.txt"]),
        "shares-mixed"
    );
    desk.file("second", format!("{SECOND}\n").as_bytes());
    let words = [
        "shares",
        "join",
        "later/share-3.txt",
        "later/share-1.txt",
        "--new-passphrase-file",
        "second",
    ];
    desk.run("monitor", &words);
    assert!(opens(&desk, SECOND) && !opens(&desk, PASSPHRASE));
}

#[test]
fn after_a_new_key_an_old_copy_of_the_key_file_opens_nothing() {
    let desk = Desk::new();
    desk.run("monitor", &["shares", "make", "--out", "cards"]);
    let old = fs::read(desk.path("monitor/key")).unwrap();
    let code = desk.json("monitor", &["rekey"])["recovery_code"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(opens(&desk, PASSPHRASE) && opens(&desk, &code));
    let kinds: Vec<String> = slots(&desk).into_iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(kinds, ["passphrase", "recovery"]);
    let cards = ["shares", "join", "cards/share-1.txt", "cards/share-2.txt"];
    assert_eq!(desk.code("monitor", &cards), "wrong-secret");
    for file in files_below(&desk.path("monitor")) {
        assert!(
            !holds(&fs::read(file).unwrap(), &old[128..256]),
            "the old slot lies in the folder"
        );
    }
    let new = fs::read(desk.path("monitor/key")).unwrap();
    fs::write(desk.path("monitor/key"), &old).unwrap();
    assert_eq!(desk.code("monitor", &["case", "list"]), "vault-damaged");
    fs::write(desk.path("monitor/key"), new).unwrap();
    desk.run("monitor", &["evidence", "verify"]);
}
