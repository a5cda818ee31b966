//! Deadlines of invented cases; what must not be said comes first.

use super::*;
use crate::envelope::Envelope;
use crate::fuzzy::Precision;
use crate::ids::{MachineId, Timestamp};
use crate::lang::Lang;
use crate::version::VersionVector;
use crate::vocab::vocabulary;
use serde_json::{Value, json};

mod answered;
mod data;
mod intervals;

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn envelope(n: u8, kind: &str, body: &Value, withheld: &[&str]) -> Envelope {
    let spec = crate::kind_spec(kind).expect(kind);
    let body = spec
        .canonical(body.as_object().expect("an object"), NaiveDate::default())
        .expect(kind);
    Envelope {
        id: id(n),
        case: Some(id(200)),
        kind: kind.to_owned(),
        version: VersionVector::default(),
        author: String::new(),
        machine: MachineId::from_bytes([0; 16]),
        time: Timestamp::from_millis(i64::from(n)),
        body,
        withheld: withheld.iter().map(|field| (*field).to_owned()).collect(),
        edits: crate::Edits::default(),
    }
}

/// A case with one pre-trial proceeding (1) and one communication (2).
fn case(records: &[Envelope]) -> CaseFile {
    let tracks = [
        envelope(
            1,
            "proceeding",
            &json!({ "proceeding_kind": "pre_trial_criminal" }),
            &[],
        ),
        envelope(2, "proceeding", &json!({ "proceeding_kind": "un_communication" }), &[]),
    ];
    CaseFile::of(tracks.iter().chain(records))
}

/// A step of the pre-trial proceeding.
fn step(n: u8, mut body: Value) -> Envelope {
    if body.get("proceeding").is_none() {
        body["proceeding"] = json!(id(1));
    }
    envelope(n, "proceeding_step", &body, &[])
}

/// A district prosecutor refuses in writing.
fn refusal(n: u8, date: &str) -> Envelope {
    let body = json!({
        "step_type": "complaint_prosecutor", "forum_level": "prosecutor_district", "result": "refused",
        "date": if date.is_empty() { Value::Null } else { json!(date) },
    });
    step(n, body)
}

fn of_rule(file: &CaseFile, slug: &str, today: &str) -> Vec<Deadline> {
    let all = deadlines(file, &[], day(today));
    let is = |line: &Deadline| line.rule == rule(slug).map(Rule::id);
    all.into_iter().filter(is).collect()
}

/// The one deadline of this rule.
fn only(file: &CaseFile, slug: &str, today: &str) -> Deadline {
    let mut found = of_rule(file, slug, today);
    assert_eq!(found.len(), 1, "{slug}");
    found.remove(0)
}
