//! Whom the answers are about and who gave them: people, their identities apart, their consent and what threatens them.

use super::super::answers::Row;
use super::super::look::reads_like_a_name;
use super::{NOT_ASKED, Plan, link, object};
use sandyq_domain::RecordId;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

impl Plan<'_> {
    /// Whoever was named, described or harmed, by their row; one person where something else needs a victim.
    pub(super) fn victims(&mut self) -> Vec<Option<RecordId>> {
        let (people, harm) = (self.answers.rows("people"), self.answers.rows("harm"));
        let mut victims = Vec::new();
        for n in 0..people.len().max(harm.len()) {
            let is_told = people.get(n).is_some_and(Row::says_anything);
            let is_harmed = harm
                .get(n)
                .is_some_and(|row| row.says("act") || row.says("risk_assessment"));
            victims.push((is_told || is_harmed).then(|| self.person(people.get(n))));
        }
        let is_needed = self.has_acts() || self.is_told_by_victim();
        if is_needed && victims.iter().all(Option::is_none) {
            victims = vec![Some(self.person(people.first()))];
        }
        victims
    }

    fn person(&mut self, row: Option<&Row<'_>>) -> RecordId {
        let mut body = Map::new();
        if let Some(row) = row {
            row.write("person", &mut body);
        }
        let is_several = body
            .get("number_in_group")
            .and_then(Value::as_i64)
            .is_some_and(|n| n > 1);
        if is_several && !body.contains_key("counting_unit") {
            body.insert("counting_unit".to_owned(), json!("group"));
        }
        let id = self.coded(body);
        if let Some(row) = row.filter(|row| row.tells("used_name")) {
            let mut identity = Map::new();
            row.write("person_identity", &mut identity);
            self.identities.push((id, identity));
        }
        id
    }

    /// One record for one code, whether it was answered twice or is here already.
    fn coded(&mut self, body: Map<String, Value>) -> RecordId {
        let code = body
            .get("code")
            .and_then(Value::as_str)
            .map(|code| code.trim().to_owned());
        let Some(code) = code else {
            return self.add("person", body);
        };
        if let Some(id) = self.people.get(&code) {
            return *id;
        }
        let known = self.known.get(&code).copied();
        // What reads like a name is one that was chosen: the program gives the code.
        let mut body = body;
        if known.is_none() && reads_like_a_name(&code) {
            body.remove("code");
            body.entry("pseudonym").or_insert_with(|| json!(code));
        }
        let id = self.add("person", body);
        if let (Some(known), Some(last)) = (known, self.records.last_mut()) {
            (last.id, last.is_known) = (known, true);
        }
        let id = known.unwrap_or(id);
        self.people.insert(code, id);
        id
    }

    fn is_told_by_victim(&self) -> bool {
        self.answers.row("teller").text("connection") == Some("victim")
    }

    /// The first victim where they tell it themselves; anybody else only when there is something to say of them.
    pub(super) fn teller(&mut self, victims: &[Option<RecordId>]) -> Option<RecordId> {
        let row = self.answers.row("teller");
        if self.is_told_by_victim() {
            return victims.iter().flatten().next().copied();
        }
        let consents = self.answers.row("contact").says_anything();
        let code = row.value("code").cloned();
        (code.is_some() || consents)
            .then(|| self.coded(code.map_or_else(Map::new, |code| object(json!({ "code": code })))))
    }

    pub(super) fn risks(&mut self, victims: &[Option<RecordId>]) {
        for (row, person) in self.answers.rows("harm").iter().zip(victims) {
            if !row.tells("threats") {
                continue;
            }
            let mut body = object(json!({ "date": self.answers.day.to_string() }));
            row.write("risk_assessment", &mut body);
            link(&mut body, "person", *person);
            self.add("risk_assessment", body);
        }
    }

    pub(super) fn consent(&mut self, teller: Option<RecordId>, victims: &[Option<RecordId>]) {
        let row = self.answers.row("contact");
        let Some(person) = teller.filter(|_| row.says_anything()) else {
            return;
        };
        let mut body = object(json!({ "given": self.answers.day.to_string(), "person": person }));
        row.write("consent", &mut body);
        if victims.contains(&Some(person)) {
            body.insert("given_by".to_owned(), json!("self"));
        }
        // Whoever was not asked for what has consented to nothing.
        body.entry("purpose").or_insert_with(|| json!([NOT_ASKED]));
        body.entry("identity_level").or_insert_with(|| json!(NOT_ASKED));
        self.add("consent", body);
        let mut identity = Map::new();
        row.write("person_identity", &mut identity);
        if ["contacts", "safe_contact", "code_word"]
            .iter()
            .any(|field| row.tells(field))
        {
            self.identities.push((person, identity));
        }
    }

    /// One identity for each person, whichever questions told of it.
    pub(super) fn identities(&mut self) {
        let mut by_person: BTreeMap<RecordId, Map<String, Value>> = BTreeMap::new();
        for (person, told) in std::mem::take(&mut self.identities) {
            by_person.entry(person).or_default().extend(told);
        }
        for (person, mut body) in by_person {
            link(&mut body, "person", Some(person));
            self.add("person_identity", body);
        }
    }
}
