//! Deleting, restoring, destroying, forgetting, undoing, comparing: as somebody types it.

use crate::common::{Desk, refused};
use serde_json::Value;

fn cases(desk: &Desk) -> Value {
    desk.json("monitor", &["case", "list"])["total"].clone()
}

#[test]
fn a_case_goes_into_the_trash_and_comes_back_and_only_with_yes_goes_for_good() {
    let desk = Desk::new();
    let deleted = desk.json("monitor", &["record", "delete", "K-26-001"]);
    assert!(deleted["records"].as_u64().unwrap() > 5);
    assert_eq!(cases(&desk), 0);
    let trash = desk.json("monitor", &["record", "trash"]);
    assert_eq!(
        (&trash[0]["code"], &trash[0]["records"]),
        (&"K-26-001".into(), &deleted["records"])
    );
    desk.run("monitor", &["record", "trash"]);
    desk.json("monitor", &["record", "restore", "K-26-001"]);
    assert_eq!(cases(&desk), 1);
    assert_eq!(
        desk.code("monitor", &["record", "destroy", "K-26-001", "--yes"]),
        "not-in-trash"
    );
    desk.run("monitor", &["record", "delete", "K-26-001"]);
    let words = ["record", "destroy", "K-26-001"];
    let (shown, line) = refused(&desk.within("monitor", &words).output().unwrap(), &words);
    assert!(shown.lines().count() > 5 && line.contains("--yes"), "{shown}{line}");
    assert_eq!(desk.json("monitor", &["record", "trash"]).as_array().unwrap().len(), 1);
    let gone = desk.json("monitor", &["record", "destroy", "K-26-001", "--yes"]);
    assert_eq!(
        (gone["records"].as_array().unwrap().len() as u64, gone["files"].as_u64()),
        (deleted["records"].as_u64().unwrap(), Some(3))
    );
    assert_eq!(desk.json("monitor", &["record", "trash"]), serde_json::json!([]));
    assert_eq!(desk.code("monitor", &["record", "restore", "K-26-001"]), "not-in-trash");
}

#[test]
fn a_person_is_forgotten_with_what_still_names_them_on_the_list() {
    let desk = Desk::new();
    let words = ["--json", "record", "forget", "P-001"];
    let (shown, _) = refused(&desk.within("monitor", &words).output().unwrap(), &words);
    let preview: Value = serde_json::from_str(&shown).unwrap();
    let gone = desk.json("monitor", &["record", "forget", "P-001", "--yes"]);
    assert_eq!(preview, gone);
    assert!(!gone["still_named_by"].as_array().unwrap().is_empty());
    assert_eq!(desk.code("monitor", &["record", "show", "P-001"]), "no-such-record");
    desk.run("monitor", &["case", "show", "K-26-001"]);
}

#[test]
fn versions_are_compared_brought_back_undone_and_redone() {
    let desk = Desk::new();
    desk.run("monitor", &["record", "edit", "K-26-001", "title=Другое"]);
    let changes = desk.json("monitor", &["history", "K-26-001", "--compare", "1", "2"]);
    assert_eq!(
        (&changes[0]["field"], &changes[0]["after"]),
        (&"title".into(), &"Другое".into())
    );
    assert!(
        desk.run("monitor", &["history", "K-26-001", "--compare", "1", "2"])
            .contains("+ Другое")
    );
    let title = |answer: &Value| answer["body"]["title"].clone();
    let first = changes[0]["before"].clone();
    assert_eq!(title(&desk.json("monitor", &["record", "undo", "K-26-001"])), first);
    assert_eq!(title(&desk.json("monitor", &["record", "redo", "K-26-001"])), "Другое");
    assert_eq!(desk.code("monitor", &["record", "redo", "K-26-001"]), "nothing-to-redo");
    assert_eq!(
        title(&desk.json("monitor", &["history", "K-26-001", "--restore", "1"])),
        first
    );
    assert_eq!(
        desk.code("monitor", &["history", "K-26-001", "--restore", "99"]),
        "no-such-revision"
    );
    assert!(desk.json("monitor", &["history", "K-26-001"]).as_array().unwrap().len() > 4);
}
