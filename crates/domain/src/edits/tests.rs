//! Joining, by example and over random histories on several machines.

use super::*;
use crate::ids::Timestamp;
use proptest::prelude::*;
use serde_json::json;

fn machine(n: u8) -> MachineId {
    MachineId::from_bytes([n; 16])
}

fn first(body: &Value) -> Envelope {
    Envelope {
        id: RecordId::from_bytes([7; 16]),
        case: None,
        kind: "note".to_owned(),
        version: VersionVector::default().edited(machine(1), 1),
        author: String::new(),
        machine: machine(1),
        time: Timestamp::from_millis(1),
        body: body.as_object().expect("an object").clone(),
        withheld: vec![],
        edits: Edits::default(),
    }
}

/// The next version, written on a machine.
fn edit(old: &Envelope, on: u8, change: impl FnOnce(&mut Map<String, Value>)) -> Envelope {
    decide(old, on, &[], change)
}

fn decide(old: &Envelope, on: u8, decided: &[&str], change: impl FnOnce(&mut Map<String, Value>)) -> Envelope {
    let mut body = old.body.clone();
    change(&mut body);
    let own = Dot {
        machine: machine(on),
        n: old.version.counter(machine(on)) + 1,
    };
    let decided = decided.iter().map(|field| (*field).to_owned()).collect();
    let edits = Edits::after(old, &body, own, &decided);
    Envelope {
        version: old.version.edited(own.machine, own.n),
        machine: own.machine,
        time: Timestamp::from_millis(old.time.millis() + 1),
        body,
        edits,
        ..old.clone()
    }
}

fn same(a: &Envelope, b: &Envelope) -> bool {
    a.version == b.version && a.withheld == b.withheld && entries(a) == entries(b) && a.body == b.body
}

fn joined(a: &Envelope, b: &Envelope) -> Envelope {
    let (ab, ba) = (join(a, b).expect("joins"), join(b, a).expect("joins"));
    assert!(same(&ab, &ba), "the order does not matter");
    assert!(ab.edits.fits(&ab), "what is joined can travel");
    ab
}

#[test]
fn what_one_side_changed_is_taken_and_what_both_changed_stays_twice() {
    let base = first(&json!({ "title": "a", "text": "b", "place": "c" }));
    let ours = edit(&base, 1, |body| {
        body.insert("title".into(), json!("ours"));
        body.insert("text".into(), json!("ours"));
    });
    let theirs = edit(&base, 2, |body| {
        body.insert("text".into(), json!("theirs"));
        body.insert("place".into(), json!("theirs"));
    });
    let both = joined(&ours, &theirs);
    assert_eq!(
        Value::from(both.body.clone()),
        json!({ "title": "ours", "text": "ours", "place": "theirs" })
    );
    let disputes = both.disputes();
    assert_eq!(disputes.len(), 1);
    assert_eq!(disputes[0].field, "text");
    assert_eq!(
        disputes[0]
            .values
            .iter()
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>(),
        [json!("ours"), json!("theirs")]
    );
    let again = joined(&both, &theirs);
    assert!(same(&again, &both), "joining twice changes nothing");
}

#[test]
fn a_decision_ends_the_dispute_everywhere_and_an_edit_beside_it_does_not() {
    let base = first(&json!({ "text": "b" }));
    let ours = edit(&base, 1, |body| drop(body.insert("text".into(), json!("ours"))));
    let theirs = edit(&base, 2, |body| drop(body.insert("text".into(), json!("theirs"))));
    let both = joined(&ours, &theirs);
    let beside = edit(&both, 1, |body| drop(body.insert("place".into(), json!("x"))));
    assert_eq!(beside.disputes().len(), 1);
    // The value that is shown already, by decision.
    let decided = decide(&both, 2, &["text"], |_| ());
    assert!(decided.disputes().is_empty() && decided.body["text"] == "ours");
    let all = joined(&beside, &decided);
    assert!(all.disputes().is_empty());
    assert_eq!(Value::from(all.body), json!({ "text": "ours", "place": "x" }));
}

#[test]
fn emptying_a_field_is_an_edit_like_any_other() {
    let base = first(&json!({ "text": "b", "place": "c" }));
    let emptied = edit(&base, 2, |body| drop(body.remove("text")));
    let elsewhere = edit(&base, 1, |body| drop(body.insert("place".into(), json!("d"))));
    assert!(!joined(&emptied, &elsewhere).body.contains_key("text"));
    let changed = edit(&base, 1, |body| drop(body.insert("text".into(), json!("e"))));
    let both = joined(&emptied, &changed);
    assert_eq!(
        both.disputes()[0]
            .values
            .iter()
            .map(|(_, value)| value.clone())
            .collect::<Vec<_>>(),
        [json!("e"), Value::Null]
    );
}

#[test]
fn a_withheld_field_is_never_touched_and_a_fuller_copy_fills_it() {
    let full = first(&json!({ "text": "secret", "place": "c" }));
    let mut partial = full.clone();
    partial.body.remove("text");
    partial.withheld.push("text".to_owned());
    let edited = edit(&partial, 2, |body| drop(body.insert("place".into(), json!("d"))));
    let back = joined(&full, &edited);
    assert_eq!(
        Value::from(back.body.clone()),
        json!({ "text": "secret", "place": "d" })
    );
    assert!(back.withheld.is_empty());
    // It was changed meanwhile: the copy that never knew it takes nothing from either.
    let changed = edit(&full, 1, |body| drop(body.insert("text".into(), json!("new"))));
    let mut seen = changed.clone();
    seen.body.remove("text");
    seen.edits.drop_field("text");
    seen.withheld.push("text".to_owned());
    let old_and_seen = joined(&full, &seen);
    assert_eq!(old_and_seen.body["text"], "secret", "kept until the newer one comes");
    assert_eq!(joined(&old_and_seen, &changed).body["text"], "new");
}

#[test]
fn one_edit_with_two_values_is_no_honest_version() {
    let ours = first(&json!({ "text": "b" }));
    let theirs = first(&json!({ "text": "c" }));
    assert!(join(&ours, &theirs).is_none());
}

#[test]
fn edits_that_no_editing_makes_do_not_fit() {
    let base = first(&json!({ "text": "b" }));
    let both = joined(
        &edit(&base, 1, |body| drop(body.insert("text".into(), json!("x")))),
        &edit(&base, 2, |body| drop(body.insert("text".into(), json!("y")))),
    );
    assert!(both.edits.fits(&both));
    let wrong = |change: &dyn Fn(&mut Envelope)| {
        let mut wrong = both.clone();
        change(&mut wrong);
        assert!(!wrong.edits.fits(&wrong));
    };
    wrong(&|e| e.edits.rivals[0].edit.n = 9);
    wrong(&|e| e.edits.rivals[0].edit.n = 0);
    wrong(&|e| {
        e.edits.rivals[0].edit = Dot {
            machine: machine(1),
            n: 1,
        }
    });
    wrong(&|e| e.edits.rivals[0].field = "nothing".to_owned());
    wrong(&|e| e.edits.rivals.push(e.edits.rivals[0].clone()));
    wrong(&|e| e.withheld.push("text".to_owned()));
    wrong(&|e| {
        let never = Dot {
            machine: machine(3),
            n: 1,
        };
        e.edits.since.insert("text".to_owned(), never);
    });
}

/// One act of a random history: who does it, and what.
#[derive(Clone, Debug)]
enum Act {
    /// Writes a value into a field (`None` empties it), perhaps deciding.
    Edit(usize, &'static str, Option<u8>, bool),
    /// Sends the version to somebody, who may join it now or later, twice or never.
    Send(usize, usize),
    /// Joins a version that was sent earlier.
    Arrive(usize, usize),
}

fn acts(machines: usize) -> impl Strategy<Value = Vec<Act>> {
    let field = prop::sample::select(vec!["a", "b", "c"]);
    let one = prop_oneof![
        3 => (0..machines, field, prop::option::of(0_u8..3), any::<bool>()).prop_map(|(m, f, v, d)| Act::Edit(m, f, v, d)),
        2 => (0..machines, 0..machines).prop_map(|(from, to)| Act::Send(from, to)),
        2 => (0..machines, 0_usize..64).prop_map(|(to, which)| Act::Arrive(to, which)),
    ];
    prop::collection::vec(one, 1..60)
}

/// An edit and everything it knew, kept apart from the code under test.
struct Made {
    field: &'static str,
    dot: Dot,
    value: Value,
    knew: VersionVector,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn all_machines_converge_and_no_edit_goes_without_one_that_knew_it(acts in (3_usize..=5).prop_flat_map(acts)) {
        let start = first(&json!({ "a": 0, "b": 0, "c": 0 }));
        let mut at: Vec<Envelope> = (0..5).map(|_| start.clone()).collect();
        let mut sent: Vec<(usize, Envelope)> = Vec::new();
        let own = Dot { machine: machine(1), n: 1 };
        let mut made: Vec<Made> = ["a", "b", "c"]
            .map(|field| Made { field, dot: own, value: json!(0), knew: VersionVector::default() })
            .into();
        for act in acts {
            match act {
                Act::Edit(on, field, value, is_decided) => {
                    let old = at[on].clone();
                    let value = value.map_or(Value::Null, |value| json!(value));
                    let number = u8::try_from(on + 1).expect("few");
                    let decided: &[&str] = if is_decided { &[field] } else { &[] };
                    let new = decide(&old, number, decided, |body| {
                        if value.is_null() { body.remove(field); } else { body.insert(field.into(), value.clone()); }
                    });
                    let was = old.body.get(field).cloned().unwrap_or(Value::Null);
                    if was != value || is_decided {
                        let dot = Dot { machine: new.machine, n: new.version.counter(new.machine) };
                        made.push(Made { field, dot, value, knew: old.version.clone() });
                    }
                    at[on] = new;
                }
                Act::Send(from, to) => sent.push((to, at[from].clone())),
                Act::Arrive(to, which) => {
                    let mine: Vec<&Envelope> = sent.iter().filter(|(for_whom, _)| *for_whom == to).map(|(_, e)| e).collect();
                    if let Some(theirs) = mine.get(which % mine.len().max(1)) {
                        let next = join(&at[to], theirs).expect("honest");
                        let twice = join(&next, theirs).expect("honest");
                        prop_assert!(same(&next, &twice));
                        at[to] = next;
                    }
                }
            }
        }
        // Everybody hears of everybody in the end, each in another order.
        let all = at.clone();
        for (on, envelope) in at.iter_mut().enumerate() {
            for step in 0..all.len() {
                *envelope = join(envelope, &all[(on * 3 + step) % all.len()]).expect("honest");
            }
        }
        for envelope in &at {
            prop_assert!(same(envelope, &at[0]));
            prop_assert!(envelope.edits.fits(envelope));
        }
        // What is left of each field are exactly the edits that no other edit of the field knew.
        let found = entries(&at[0]);
        for field in ["a", "b", "c"] {
            let of_field = || made.iter().filter(|edit| edit.field == field);
            let left: BTreeMap<Dot, Value> = of_field()
                .filter(|edit| !of_field().any(|later| later.dot != edit.dot && covers(&later.knew, edit.dot)))
                .map(|edit| (edit.dot, edit.value.clone()))
                .collect();
            prop_assert_eq!(found.get(field), Some(&left));
        }
    }
}
