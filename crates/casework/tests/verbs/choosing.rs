//! What a form can lead to beyond its own case.

use crate::common::{LANG, Place};
use serde_json::{Map, json};

fn add(place: &mut Place, kind: &str, case: Option<&str>, body: serde_json::Value) -> String {
    let body: Map<_, _> = body.as_object().unwrap().clone();
    place.session.add_record(kind, case, &body).unwrap().id.to_string()
}

#[test]
fn somebody_added_to_no_case_is_offered_until_a_record_of_a_case_names_them() {
    let mut place = Place::new("Документалист");
    place.import(&json!({ "records": [{ "kind": "case", "key": "c", "title": "Вымышленное дело" }] }));
    let person = add(&mut place, "person", None, json!({}));
    // A name kept apart puts nobody into a case.
    add(
        &mut place,
        "person_identity",
        None,
        json!({ "person": person, "used_name": "Вымысла" }),
    );
    let offered = |place: &Place| place.session.list_shared("person", LANG).unwrap();
    assert_eq!(offered(&place).len(), 1);
    assert_eq!(offered(&place)[0].id.to_string(), person);
    let act = add(
        &mut place,
        "act",
        Some("K-26-001"),
        json!({ "victim": person, "act_type": "beating" }),
    );
    assert!(offered(&place).is_empty());
    place.session.delete_record(&act, LANG).unwrap();
    assert_eq!(offered(&place).len(), 1);
}

#[test]
fn a_person_is_found_by_the_code_and_by_nothing_else() {
    let mut place = Place::new("Документалист");
    let person = add(&mut place, "person", None, json!({}));
    add(
        &mut place,
        "person_identity",
        None,
        json!({ "person": person, "used_name": "Вымысла" }),
    );
    place.import(&json!({ "records": [{ "kind": "case", "key": "c", "title": "Вымышленное дело" }] }));
    let find = |code: &str| {
        place
            .session
            .find_person(code, LANG)
            .unwrap()
            .map(|line| line.id.to_string())
    };
    let code = place.session.list_shared("person", LANG).unwrap()[0].title.clone();
    assert_eq!(find(&format!(" {code} ")), Some(person));
    assert_eq!(
        (find("Вымысла"), find("K-26-001"), find(""), find("P-999")),
        (None, None, None, None)
    );
}
