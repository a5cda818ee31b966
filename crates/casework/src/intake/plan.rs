//! Which records the answers make, before any is written: a pure function of the answers and of who is known by which code.
//!
//! One act for each victim and type, one involvement for each act and perpetrator. A record that needs what nobody told (an
//! act its victim, a perpetrator an act) gets it as `not_asked`, so that what was told is never left out.

mod people;

use super::answers::{Answers, Row, answer_instead};
use sandyq_domain::RecordId;
use sandyq_domain::field::RESERVED;
use sandyq_domain::vocab::{RESERVED as RESERVED_TERMS, vocabulary};
use sandyq_domain::words::text;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A record to be written.
pub(super) struct Planned {
    pub kind: &'static str,
    pub id: RecordId,
    /// Somebody who is recorded already under this code: only what is absent there is added.
    pub is_known: bool,
    pub body: Map<String, Value>,
}

/// The records of one talk, in the order in which they are written; the case is the first.
pub(super) struct Plan<'p> {
    answers: &'p Answers<'p>,
    new_id: &'p mut dyn FnMut() -> RecordId,
    known: &'p BTreeMap<String, RecordId>,
    records: Vec<Planned>,
    people: BTreeMap<String, RecordId>,
    identities: Vec<(RecordId, Map<String, Value>)>,
}

/// The kinds that live in no case.
pub(super) const OF_THE_VAULT: [&str; 2] = ["person", "person_identity"];

const NOT_ASKED: &str = "not_asked";

/// Plans the records. `known` holds the people who are here already, by the codes that were answered.
pub(super) fn plan(
    answers: &Answers<'_>,
    known: &BTreeMap<String, RecordId>,
    new_id: &mut dyn FnMut() -> RecordId,
) -> Vec<Planned> {
    let mut plan = Plan {
        answers,
        new_id,
        known,
        records: Vec::new(),
        people: BTreeMap::new(),
        identities: Vec::new(),
    };
    plan.case();
    let event = plan.event();
    let victims = plan.victims();
    let teller = plan.teller(&victims);
    plan.account(teller);
    let acts = plan.acts(event, &victims);
    plan.involvements(&acts);
    plan.risks(&victims);
    plan.reported(teller.filter(|teller| victims.contains(&Some(*teller))));
    plan.evidence(event);
    plan.consent(teller, &victims);
    plan.next();
    plan.identities();
    plan.records
}

impl Plan<'_> {
    fn add(&mut self, kind: &'static str, body: Map<String, Value>) -> RecordId {
        let id = (self.new_id)();
        let is_known = false;
        self.records.push(Planned {
            kind,
            id,
            is_known,
            body,
        });
        id
    }

    fn case(&mut self) {
        let mut body = object(json!({ "monitoring_status": "intake", "opened": self.answers.day.to_string() }));
        self.answers.row("title").write("case", &mut body);
        let next = self.answers.row("next");
        match (next.text("what"), next.instead()) {
            (Some(what), _) => drop(body.insert("next_action".to_owned(), json!(what))),
            (None, Some(slug)) => answer_instead(&mut body, "next_action", slug),
            (None, None) => {}
        }
        if let Some(level) = self.danger() {
            body.insert("risk_level".to_owned(), level);
        }
        self.add("case", body);
    }

    /// The greatest danger anybody is in; a reserved answer only where nobody said more.
    fn danger(&self) -> Option<Value> {
        let order = vocabulary("risk_level").map_or(&[][..], |levels| levels.terms());
        let rank = |level: &Value| {
            let at = order.iter().position(|term| level.as_str() == Some(term.slug.as_str()));
            at.unwrap_or(order.len())
        };
        let mut levels = self.answers.rows("harm").into_iter().filter_map(|row| {
            let mut body = Map::new();
            row.write("case", &mut body);
            body.remove("risk_level")
        });
        let first = levels.next()?;
        Some(levels.fold(
            first,
            |worst, level| if rank(&level) < rank(&worst) { level } else { worst },
        ))
    }

    fn event(&mut self) -> RecordId {
        let mut body = Map::new();
        for id in ["when", "where", "reported"] {
            self.answers.row(id).write("event", &mut body);
        }
        if let Some(title) = self.answers.row("title").value("title") {
            body.insert("title".to_owned(), title.clone());
        }
        let reported = self.answers.row("reported");
        if reported.given_step() && !body.contains_key("reported") {
            body.insert("reported".to_owned(), json!("yes"));
        }
        self.add("event", body)
    }

    fn account(&mut self, teller: Option<RecordId>) {
        let answers = self.answers;
        let mut body = object(json!({ "language": answers.lang.code(), "received": answers.day.to_string() }));
        answers.row("words").write("account", &mut body);
        answers.row("teller").write("account", &mut body);
        link(&mut body, "source", teller);
        let is_told = answers.row("words").says("account") || answers.row("teller").says("account") || teller.is_some();
        if is_told {
            self.add("account", body);
        }
    }

    /// Something can only be told of an act; and a person belongs to a case through what was done to them there.
    fn has_acts(&self) -> bool {
        let told = [
            ("people", "person"),
            ("people", "person_identity"),
            ("acts", "act"),
            ("harm", "act"),
            ("perpetrators", "involvement"),
            ("perpetrators", "person"),
        ];
        told.iter()
            .any(|(id, kind)| self.answers.rows(id).iter().any(|row| row.says(kind)))
    }

    fn acts(&mut self, event: RecordId, victims: &[Option<RecordId>]) -> Vec<RecordId> {
        if !self.has_acts() {
            return Vec::new();
        }
        let answers = self.answers;
        let row = answers.row("acts");
        let mut types = row.terms("act_type");
        if types.is_empty() {
            types.push(json!(row.instead().unwrap_or(NOT_ASKED)));
        }
        let mut made = Vec::new();
        for (n, victim) in victims
            .iter()
            .enumerate()
            .filter_map(|(n, victim)| Some((n, (*victim)?)))
        {
            for (at, act_type) in types.iter().enumerate() {
                let mut body = Map::new();
                row.write("act", &mut body);
                // Once for each person: the same fracture is not counted with every act.
                if let Some(harm) = answers.nth("harm", n).filter(|_| at == 0) {
                    harm.write("act", &mut body);
                }
                // One explanation for several acts would be untrue of most: it goes where the first of them is told.
                if at > 0 {
                    body.remove("stated_reason");
                }
                body.insert("act_type".to_owned(), act_type.clone());
                link(&mut body, "event", Some(event));
                link(&mut body, "victim", Some(victim));
                made.push(self.add("act", body));
            }
        }
        made
    }

    fn involvements(&mut self, acts: &[RecordId]) {
        for row in self.answers.rows("perpetrators") {
            let mut body = Map::new();
            row.write("involvement", &mut body);
            if body.is_empty() && row.value("number_in_group").is_none() {
                continue;
            }
            body.entry("perpetrator_type").or_insert_with(|| json!(NOT_ASKED));
            if !acts.is_empty() {
                link(&mut body, "person", self.several(&row));
            }
            for act in acts {
                let mut body = body.clone();
                link(&mut body, "act", Some(*act));
                self.add("involvement", body);
            }
        }
    }

    /// Several perpetrators of one sort are one group, so that its number can be counted.
    fn several(&mut self, row: &Row<'_>) -> Option<RecordId> {
        let number = row
            .value("number_in_group")
            .filter(|number| number.as_i64() != Some(1))?;
        Some(self.add(
            "person",
            object(json!({ "counting_unit": "group", "number_in_group": number })),
        ))
    }

    fn reported(&mut self, applicant: Option<RecordId>) {
        let row = self.answers.row("reported");
        if !row.given_step() {
            return;
        }
        let mut track = object(json!({ "proceeding_kind": NOT_ASKED }));
        link(&mut track, "applicant", applicant);
        let proceeding = self.add("proceeding", track);
        let mut step = Map::new();
        row.write("proceeding_step", &mut step);
        let is_refused = row.text("refusal_mode").is_some_and(|mode| !RESERVED.contains(&mode));
        let usual = if is_refused {
            "complaint_attempted"
        } else {
            "first_contact"
        };
        step.entry("step_type").or_insert_with(|| json!(usual));
        link(&mut step, "proceeding", Some(proceeding));
        self.add("proceeding_step", step);
    }

    fn evidence(&mut self, event: RecordId) {
        let (lang, question) = (self.answers.lang, text(self.answers.lang, "intake-evidence"));
        for row in self
            .answers
            .rows("evidence")
            .iter()
            .filter(|row| row.says("evidence_item"))
        {
            if let Some(slug) = row.instead() {
                // No item can say that there is none: a note does.
                let said = RESERVED_TERMS.label(slug, lang).unwrap_or(slug);
                let told = json!([{ "lang": lang.code(), "text": said }]);
                self.add(
                    "note",
                    object(json!({ "title": question, "text": told, "about": [event] })),
                );
                continue;
            }
            let mut body = Map::new();
            row.write("evidence_item", &mut body);
            self.add("evidence_item", body);
        }
    }

    fn next(&mut self) {
        let row = self.answers.row("next");
        if row.value("what").is_none() && row.value("due").is_none() {
            return;
        }
        let mut body = object(json!({ "status": "open" }));
        row.write("task", &mut body);
        self.add("task", body);
    }
}

impl Row<'_> {
    /// An authority was turned to, and something of it was told.
    fn given_step(&self) -> bool {
        let fields = [
            "step_type",
            "date",
            "authority",
            "forum_level",
            "refusal_mode",
            "refusal_words",
        ];
        let is_said = |value: &Value| !value.as_str().is_some_and(|slug| RESERVED.contains(&slug));
        fields.iter().any(|field| self.value(field).is_some_and(is_said))
    }
}

fn link(body: &mut Map<String, Value>, field: &str, to: Option<RecordId>) {
    if let Some(id) = to {
        body.insert(field.to_owned(), json!(id));
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
