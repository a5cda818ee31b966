use crate::common::{Place, foreign, id, place, time};
use sandyq_domain::{Envelope, VersionVector};
use sandyq_vault::records::{self, Import, Outcome};
use sandyq_vault::{StoreError, conflicts, revisions};
use serde_json::json;

fn take(place: &mut Place, theirs: &Envelope) -> Outcome {
    place
        .vault
        .write(|tx| {
            records::take(
                tx,
                theirs,
                Import {
                    bundle: "bundle-1",
                    time: time(60),
                },
            )
        })
        .unwrap()
}

fn revisions_of(place: &Place, n: u8) -> usize {
    place.vault.read(|view| revisions::of(view, id(n))).unwrap().len()
}

#[test]
fn a_new_record_comes_in_once() {
    let mut place = place();
    let theirs = foreign(
        &VersionVector::default(),
        1,
        "case",
        &json!({"title": "Ұлытау", "later": 1}),
    );
    assert_eq!(take(&mut place, &theirs), Outcome::New);
    assert_eq!(take(&mut place, &theirs), Outcome::Same);
    assert_eq!(revisions_of(&place, 1), 1);
    assert!(place.vault.read(|view| records::read(view, id(1))).unwrap().unwrap() == theirs);
}

#[test]
fn newer_replaces_and_older_is_ignored() {
    let mut place = place();
    let ours = place.put(1, "case", &json!({"title": "A"}));
    let theirs = foreign(&ours.version, 1, "case", &json!({"title": "B"}));
    assert_eq!(take(&mut place, &theirs), Outcome::Newer);
    assert_eq!(take(&mut place, &ours), Outcome::Older);
    assert_eq!(
        (place.body(1)["title"].as_str(), revisions_of(&place, 1)),
        (Some("B"), 2)
    );
}

#[test]
fn what_each_side_changed_is_joined_and_what_both_changed_is_disputed_until_a_person_decides() {
    let mut place = place();
    let base = place.put(1, "case", &json!({"title": "A", "summary": "S", "owner": "O"}));
    let ours = place.put(1, "case", &json!({"title": "ours", "summary": "S", "owner": "ours"}));
    let theirs = foreign(
        &base.version,
        1,
        "case",
        &json!({"title": "theirs", "summary": "theirs", "owner": "O"}),
    );
    // Written by a program that says which edit wrote what.
    let mut theirs = theirs;
    let first = sandyq_domain::Dot {
        machine: base.machine,
        n: 1,
    };
    theirs.edits.since.insert("owner".into(), first);
    assert_eq!(take(&mut place, &theirs), Outcome::Disputed);
    assert_eq!(
        take(&mut place, &theirs),
        Outcome::Older,
        "taking the same again changes nothing"
    );
    let now = place.vault.read(|view| records::read(view, id(1))).unwrap().unwrap();
    assert_eq!(now.version, ours.version.joined(&theirs.version));
    assert_eq!(
        (&now.body["summary"], &now.body["owner"]),
        (&json!("theirs"), &json!("ours"))
    );
    let disputes = now.disputes();
    assert_eq!(disputes.len(), 1);
    let mut values: Vec<_> = disputes[0].values.iter().map(|(_, value)| value.clone()).collect();
    values.sort_by_key(std::string::ToString::to_string);
    assert_eq!(values, [json!("ours"), json!("theirs")]);
    assert_eq!(place.vault.read(conflicts::open).unwrap(), [id(1)]);
    // Their version is in the history, and was never the newest.
    let history = place.vault.read(|view| revisions::of(view, id(1))).unwrap();
    assert_eq!(
        history.iter().map(|revision| revision.is_beside).collect::<Vec<_>>(),
        [false, false, true, false]
    );
    assert!(history[2].envelope == theirs);

    let decided = records::NewRevision {
        id: id(1),
        case: now.case,
        kind: "case",
        body: now.body.clone(),
        author: "",
        time: time(70),
    };
    let fields = ["title".to_owned()].into();
    place.vault.write(|tx| records::decide(tx, decided, &fields)).unwrap();
    assert!(place.vault.read(conflicts::open).unwrap().is_empty());
    // Settled is settled: the same bundle again does not open the question again.
    assert_eq!(take(&mut place, &theirs), Outcome::Older);
    assert!(place.vault.read(conflicts::open).unwrap().is_empty());
}

#[test]
fn the_same_version_with_another_text_is_no_silent_change() {
    let mut place = place();
    let ours = place.put(1, "case", &json!({"title": "A"}));
    let mut theirs = ours.clone();
    theirs.body.insert("title".into(), json!("forged"));
    assert_eq!(take(&mut place, &theirs), Outcome::Differs);
    assert_eq!(place.body(1)["title"], "A");
}

#[test]
fn what_was_withheld_is_filled_and_never_taken_for_empty() {
    let mut place = place();
    let whole = foreign(
        &VersionVector::default(),
        1,
        "case",
        &json!({"title": "A", "owner": "Invented Name"}),
    );
    let mut partial = whole.clone();
    partial.body.remove("owner");
    partial.withheld = vec!["owner".into()];
    assert_eq!(take(&mut place, &partial), Outcome::New);
    // An edit of the partial copy: what was withheld stays so, even if a form sends a value.
    let edited = place.put(1, "case", &json!({"title": "B", "owner": ""}));
    assert_eq!(edited.withheld, ["owner"]);
    assert!(!edited.body.contains_key("owner"));

    let mut other = crate::common::place();
    take(&mut other, &whole);
    assert_eq!(take(&mut other, &edited), Outcome::Newer);
    assert_eq!(
        (other.body(1)["owner"].as_str(), other.body(1)["title"].as_str()),
        (Some("Invented Name"), Some("B"))
    );

    let mut third = crate::common::place();
    take(&mut third, &partial);
    assert_eq!(take(&mut third, &whole), Outcome::Filled);
    assert_eq!(take(&mut third, &partial), Outcome::Same);
    let filled = third.vault.read(|view| records::read(view, id(1))).unwrap().unwrap();
    assert!(filled.withheld.is_empty() && filled.body["owner"] == "Invented Name");
}

#[test]
fn edits_of_this_machine_that_it_never_made_are_refused() {
    let mut place = place();
    let machine = place.vault.machine();
    let ours = place.put(2, "event", &json!({"title": "A"}));
    for claimed in [2, 41, 1 << 40, 1 << 53, u64::MAX] {
        let mine = VersionVector::default().edited(machine, claimed);
        for n in [2, 5] {
            let theirs = foreign(&mine, n, "event", &json!({}));
            assert_eq!(take(&mut place, &theirs), Outcome::Implausible, "{claimed}");
        }
    }
    let next = place.put(3, "event", &json!({"title": "A"}));
    assert_eq!(next.version.counter(machine), 2);
    let theirs = foreign(&ours.version, 2, "event", &json!({"title": "B"}));
    assert_eq!(take(&mut place, &theirs), Outcome::Newer);
}

#[test]
fn a_foreign_counter_has_a_ceiling() {
    let mut place = place();
    for (n, counter, outcome) in [(2, 1 << 40, Outcome::New), (3, (1 << 40) + 1, Outcome::Implausible)] {
        let mut theirs = foreign(&VersionVector::default(), n, "event", &json!({}));
        theirs.version = VersionVector::default().edited(theirs.machine, counter);
        assert_eq!(take(&mut place, &theirs), outcome);
    }
}

#[test]
fn impossible_counters_and_another_kind_are_refused() {
    let mut place = place();
    let mut theirs = foreign(&VersionVector::default(), 1, "case", &json!({}));
    theirs.version = theirs.version.edited(theirs.machine, u64::MAX);
    assert_eq!(take(&mut place, &theirs), Outcome::Implausible);
    theirs.version = VersionVector::default();
    assert_eq!(take(&mut place, &theirs), Outcome::Implausible);
    let mut theirs = foreign(&VersionVector::default(), 1, "case", &json!({"title": "A"}));
    let never = sandyq_domain::Dot {
        machine: theirs.machine,
        n: 99,
    };
    theirs.edits.since.insert("title".into(), never);
    assert_eq!(
        take(&mut place, &theirs),
        Outcome::Implausible,
        "an edit that its version does not contain"
    );
    place.put(1, "case", &json!({"title": "A"}));
    let other = foreign(&VersionVector::default(), 1, "event", &json!({}));
    let import = Import {
        bundle: "b",
        time: time(60),
    };
    assert!(matches!(
        place.vault.write(|tx| records::take(tx, &other, import)),
        Err(StoreError::OtherKind)
    ));
}

#[test]
fn a_newer_version_in_another_case_does_not_move_the_record() {
    let mut place = place();
    place.put(1, "case", &json!({"title": "A"}));
    let ours = place.put(2, "event", &json!({"title": "ours"}));
    let mut theirs = foreign(&ours.version, 2, "event", &json!({"title": "theirs"}));
    theirs.case = Some(id(9));
    for _ in 0..2 {
        assert_eq!(take(&mut place, &theirs), Outcome::Moved);
    }
    assert!(place.vault.read(|view| records::read(view, id(2))).unwrap().unwrap() == ours);
    let kept = place.vault.read(|view| conflicts::of(view, id(2))).unwrap();
    assert!(kept.len() == 1 && kept[0].theirs == theirs && kept[0].base.as_ref() == Some(&ours));

    let mut same = ours.clone();
    same.case = Some(id(9));
    assert_eq!(take(&mut place, &same), Outcome::Moved);
}

#[test]
fn a_record_outside_the_scope_of_its_kind_is_refused() {
    let mut place = place();
    for (kind, case) in [
        ("case", None),
        ("case", Some(id(1))),
        ("event", None),
        ("person", Some(id(1))),
    ] {
        let mut theirs = foreign(&VersionVector::default(), 2, kind, &json!({}));
        theirs.case = case;
        assert_eq!(take(&mut place, &theirs), Outcome::Implausible, "{kind}");
        assert_eq!(revisions_of(&place, 2), 0, "{kind}");
    }
    for (kind, case) in [("of a later version", None), ("of a later version 2", Some(id(1)))] {
        let n = if case.is_none() { 3 } else { 4 };
        let mut theirs = foreign(&VersionVector::default(), n, kind, &json!({}));
        theirs.case = case;
        assert_eq!(take(&mut place, &theirs), Outcome::New, "{kind}");
    }
}

#[test]
fn a_foreign_code_does_not_move_the_series_and_is_not_given_out_again() {
    let mut place = place();
    place.put(1, "case", &json!({"code": "K-26-001"}));
    for (n, code) in [(2, "K-26-99999"), (3, "K-26-002")] {
        let mut theirs = foreign(&VersionVector::default(), n, "case", &json!({"code": code}));
        theirs.case = Some(theirs.id);
        assert_eq!(take(&mut place, &theirs), Outcome::New);
    }
    let next = place.vault.read(|view| records::next_code(view, "K-26-")).unwrap();
    assert_eq!(next, "K-26-003");
}
