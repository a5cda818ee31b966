use crate::common::{Place, body, foreign, id, place, time};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::records::{self, Import};
use sandyq_vault::{conflicts, revisions};
use serde_json::{Value, json};

fn save(place: &mut Place, json: &Value) {
    let (field, author) = (Some("title".to_owned()), "Invented".to_owned());
    let draft = Draft {
        record: id(1),
        case: Some(id(1)),
        kind: "case".into(),
        body: body(json),
        field,
        cursor: Some(3),
        author,
        time: time(9),
    };
    place.vault.write(|tx| drafts::save(tx, &draft)).unwrap();
}

fn titles(place: &Place) -> Vec<String> {
    let history = place.vault.read(|view| revisions::of(view, id(1))).unwrap();
    history
        .iter()
        .map(|one| one.envelope.body["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn many_savings_outlive_a_lock_as_one_draft_and_make_one_revision() {
    let mut place = place();
    for title in ["Д", "Де", "Дело"] {
        save(&mut place, &json!({"title": title, "unknown": [1]}));
    }
    let mut place = place.reopened();
    assert_eq!(titles(&place), [""; 0]);
    assert_eq!(place.vault.read(drafts::all).unwrap().len(), 1);
    place.vault.write(|tx| drafts::commit(tx, id(1))).unwrap();
    assert_eq!(titles(&place), ["Дело"]);
    assert_eq!(place.body(1)["unknown"], json!([1]));
    assert!(place.vault.read(drafts::all).unwrap().is_empty());
}

#[test]
fn a_draft_survives_a_crash_with_its_field() {
    let mut place = place();
    save(&mut place, &json!({"title": "Де"}));
    let dir = place.dir();
    let Place { folder, vault } = place;
    drop(vault); // no lock: what a killed process leaves
    let vault = sandyq_vault::Vault::unlock(&dir, &crate::common::secret(), &crate::common::host()).unwrap();
    let open = vault.read(drafts::all).unwrap();
    assert_eq!(
        (open[0].field.as_deref(), open[0].cursor, open[0].body["title"].as_str()),
        (Some("title"), Some(3), Some("Де"))
    );
    drop(folder);
}

#[test]
fn an_unchanged_draft_makes_no_revision() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    save(&mut place, &json!({"title": "A"}));
    assert!(place.vault.write(|tx| drafts::commit(tx, id(1))).unwrap().is_none());
    assert!(place.vault.write(|tx| drafts::commit(tx, id(1))).unwrap().is_none());
    assert_eq!(titles(&place), ["A"]);
}

#[test]
fn a_draft_goes_on_top_of_what_came_in_meanwhile() {
    let mut place = place();
    let base = place.put(1, "case", &json!({"title": "A", "owner": "X", "next_action": "call"}));
    save(
        &mut place,
        &json!({"title": "typed", "owner": "X", "next_action": "call"}),
    );
    let theirs = foreign(&base.version, 1, "case", &json!({"title": "A", "owner": "Y"}));
    place
        .vault
        .write(|tx| {
            records::take(
                tx,
                &theirs,
                Import {
                    bundle: "b",
                    time: time(60),
                },
            )
        })
        .unwrap();
    let written = place.vault.write(|tx| drafts::commit(tx, id(1))).unwrap().unwrap();
    assert!(written.body == body(&json!({"title": "typed", "owner": "Y"})));
    assert!(place.vault.read(conflicts::open).unwrap().is_empty());
}

#[test]
fn where_both_changed_one_field_neither_is_lost() {
    let mut place = place();
    let base = place.put(1, "case", &json!({"title": "A"}));
    save(&mut place, &json!({"title": "typed"}));
    let theirs = foreign(&base.version, 1, "case", &json!({"title": "theirs"}));
    place
        .vault
        .write(|tx| {
            records::take(
                tx,
                &theirs,
                Import {
                    bundle: "b",
                    time: time(60),
                },
            )
        })
        .unwrap();
    place.vault.write(|tx| drafts::commit(tx, id(1))).unwrap();
    assert_eq!(place.body(1)["title"], "typed");
    let kept = place.vault.read(|view| conflicts::of(view, id(1))).unwrap();
    assert_eq!(kept[0].theirs.body["title"], "theirs");
}
