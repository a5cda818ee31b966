//! Cases to practise on, as somebody types it: marked in every answer, and gone with one command.

use crate::common::{Desk, refused};

#[test]
fn practice_cases_are_marked_in_every_answer_and_go_only_with_yes() {
    let desk = Desk::new();
    let added = desk.json("monitor", &["practice", "add"]);
    assert_eq!(added["cases"].as_array().unwrap().len(), 6);
    assert_eq!(desk.code("monitor", &["practice", "add"]), "practice-here");
    let list = desk.json("monitor", &["case", "list"]);
    assert_eq!((&list["total"], &list["practice"]), (&7.into(), &6.into()));
    for (words, marked) in [
        (&["case", "list", "--language", "en"][..], 6),
        (&["case", "show", "X-003", "--language", "en"], 1),
        (&["search", "консьержка", "--language", "en"], 1),
        (&["practice", "list", "--language", "en"], 6),
    ] {
        assert_eq!(
            desk.run("monitor", words).matches("[practice]").count(),
            marked,
            "{words:?}"
        );
    }
    let words = ["practice", "remove"];
    let (shown, line) = refused(&desk.within("monitor", &words).output().unwrap(), &words);
    assert!(shown.contains("X-006") && line.contains("--yes"), "{shown}{line}");
    let gone = desk.json("monitor", &["practice", "remove", "--yes"]);
    assert_eq!(
        gone["records"].as_array().unwrap().len() as u64,
        added["records"].as_u64().unwrap()
    );
    assert_eq!(desk.json("monitor", &["case", "list"])["total"], 1);
    assert_eq!(desk.code("monitor", &["practice", "remove", "--yes"]), "no-practice");
}
