//! `verify` and `rescue` on a vault with a damaged page.

use crate::common::Desk;
use std::fs;

#[test]
fn verify_ends_with_one_when_anything_is_damaged_and_rescue_saves_the_rest() {
    let desk = Desk::new();
    let said = desk.run("monitor", &["verify"]);
    assert!(said.contains("Nothing is damaged."), "{said}");
    let answer = desk.json("monitor", &["verify"]);
    assert_eq!(
        (&answer["whole"], answer["parts"].as_array().unwrap().len()),
        (&true.into(), 7)
    );
    let before = desk.json("monitor", &["case", "list"]);

    let path = desk.path("monitor").join("data");
    let mut data = fs::read(&path).unwrap();
    let last = data.len() - 2000;
    data[last] ^= 1;
    fs::write(&path, &data).unwrap();
    assert!(desk.refusal("monitor", &["verify"]).contains("rescue --into"));
    assert!(fs::read(&path).unwrap() == data);

    let code = |into: &str| desk.code("monitor", &["rescue", "--into", into]);
    assert_eq!(code("monitor/inside"), "place-inside-vault");
    assert_eq!(code("lawyer"), "folder-not-empty");
    let saved = desk.json("monitor", &["rescue", "--into", "saved"]);
    assert_eq!(saved["files"], 3);
    assert!(fs::read(&path).unwrap() == data);
    assert_eq!(desk.json("saved", &["case", "list"])["total"], before["total"]);
    desk.run("saved", &["evidence", "verify"]);
}

#[test]
fn a_damaged_first_page_is_said_to_need_a_backup() {
    let desk = Desk::new();
    let path = desk.path("monitor").join("data");
    let mut data = fs::read(&path).unwrap();
    data[50] ^= 1;
    fs::write(&path, &data).unwrap();
    assert!(desk.refusal("monitor", &["verify"]).contains("Restore the last backup"));
    assert_eq!(desk.code("monitor", &["rescue", "--into", "saved"]), "vault-damaged");
    assert!(fs::read(&path).unwrap() == data && !desk.path("saved").exists());
}
