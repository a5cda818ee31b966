//! `sandyq generate`: invented cases into an empty vault, and nowhere else.

use crate::common::Desk;

#[test]
fn invented_cases_fill_an_empty_vault_and_never_one_with_records() {
    let desk = Desk::new();
    let made = desk.json("lawyer", &["generate", "--cases", "6", "--seed", "2"]);
    assert_eq!((&made["cases"], &made["evidence"]), (&6.into(), &1.into()), "{made}");
    assert!(made["records"].as_u64().unwrap() > 40, "{made}");
    let list = desk.json("lawyer", &["case", "list"]);
    assert_eq!(list["total"], 6);
    for vault in ["lawyer", "monitor"] {
        assert_eq!(desk.code(vault, &["generate", "--cases", "1"]), "not-empty");
    }
    assert_eq!(desk.json("monitor", &["case", "list"])["total"], 1);
}

#[test]
fn a_number_of_cases_that_is_none_is_refused() {
    let desk = Desk::new();
    for number in ["0", "-1", "many", "1000001"] {
        desk.refusal("lawyer", &["generate", "--cases", number]);
    }
    assert_eq!(desk.json("lawyer", &["case", "list"])["total"], 0);
}
