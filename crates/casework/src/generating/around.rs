//! What stands around an invented story: organisations and numbers that several cases name, who is what to whom, what a
//! doctor saw, what was done to help, what is still to do, and what was handed to a treaty body.

use super::chance::Chance;
use super::speech;
use super::story::{Part, Plan, Story};
use sandyq_domain::kinds::{
    EventLink, Intervention, Kind, MedicalFinding, Note, Organisation, OwnTerm, PerpetratorMark, Recommendation,
    Relation, RiskAssessment, Submission, Task,
};
use sandyq_domain::{Lang, RecordId, Timestamp};
use serde_json::{Value, json};

/// One organisation and one gang's number for so many cases, one submission and one recommendation for so many.
const CASES_PER_ORGANISATION: u32 = 40;
const CASES_PER_MARK: u32 = 20;
const CASES_PER_SUBMISSION: u32 = 25;
const CASES_PER_RECOMMENDATION: u32 = 35;
/// Own terms of one vault, all of `act_type`.
const TERMS: u32 = 3;
/// How many of the organisations before are still met.
const REMEMBERED: usize = 12;

/// Who and what a story is about.
#[derive(Clone, Copy)]
pub struct Core {
    /// Who suffered.
    pub victim: RecordId,
    /// Somebody of an earlier case, or nobody.
    pub known: Option<RecordId>,
    /// Its first and, if there are several, its last event.
    pub events: (RecordId, Option<RecordId>),
    /// Its first act.
    pub act: RecordId,
    /// Its proceeding.
    pub track: Option<RecordId>,
    /// Its place among all cases.
    pub number: u32,
}

impl Plan {
    /// An organisation or a mark is made with the first case of its block.
    fn shared(self, part: Part, block: u32, size: u32) -> RecordId {
        let number = block * size;
        RecordId::from_parts(Timestamp::from_millis(self.time(number)), self.dice(part, number).ten())
    }

    /// An own term: all are made with the first case.
    fn own_term(self, n: u32) -> RecordId {
        RecordId::from_parts(Timestamp::from_millis(self.time(0)), self.dice(Part::Term, n).ten())
    }

    /// What was done, when it is a word of the group's own: in one act of twenty.
    pub fn own_act_type(self, chance: &mut Chance) -> Value {
        let n = u32::try_from(chance.below(TERMS as usize)).unwrap_or(0);
        if chance.percent(5) {
            json!({ "term": self.own_term(n) })
        } else {
            Value::Null
        }
    }

    /// Writes what new organisations and marks this case brings, and names one of those that are there.
    pub fn named_around(self, story: &mut Story, number: u32) -> (RecordId, Option<RecordId>) {
        for n in (0..TERMS).filter(|_| number == 0) {
            let mut label = |lang| speech::phrase(lang, &mut story.chance);
            let labels = [label(Lang::Ru), label(Lang::Kk)];
            let body = json!({ "vocabulary": "act_type", "label_ru": labels[0], "label_kk": labels[1] });
            story.write(OwnTerm::SPEC, self.own_term(n), body);
        }
        if number.is_multiple_of(CASES_PER_ORGANISATION) {
            let name = format!("name_{}", story.lang.code());
            let named = format!(
                "{} · {}",
                speech::place(story.lang, &mut story.chance),
                speech::word(story.lang, &mut story.chance)
            );
            let block = number / CASES_PER_ORGANISATION;
            // Every third is a part of the one before.
            let parent = (block % 3 == 1).then(|| self.shared(Part::Organisation, block - 1, CASES_PER_ORGANISATION));
            let own = self.shared(Part::Organisation, block, CASES_PER_ORGANISATION);
            story.write(Organisation::SPEC, own, json!({ name: named, "parent": parent }));
        }
        if number.is_multiple_of(CASES_PER_MARK) {
            let own = self.shared(Part::Mark, number / CASES_PER_MARK, CASES_PER_MARK);
            story.write(PerpetratorMark::SPEC, own, json!({}));
        }
        let met = |story: &mut Story, block: u32| {
            block - u32::try_from(story.chance.seldom((block as usize + 1).min(REMEMBERED))).unwrap_or(0)
        };
        let organisation = met(story, number / CASES_PER_ORGANISATION);
        let mark = met(story, number / CASES_PER_MARK);
        let is_marked = story.chance.percent(15);
        (
            self.shared(Part::Organisation, organisation, CASES_PER_ORGANISATION),
            is_marked.then(|| self.shared(Part::Mark, mark, CASES_PER_MARK)),
        )
    }
}

impl Story {
    /// Tells the rest once the core of the case is told.
    pub fn tell_around(&mut self, core: Core, organisation: RecordId) {
        let Core {
            victim,
            known,
            events,
            act,
            track,
            number,
        } = core;
        if let (from, Some(to)) = events {
            self.add(EventLink::SPEC, json!({ "from_event": from, "to_event": to }));
        }
        if self.chance.percent(25) {
            let (other, group) = match known {
                Some(known) => (json!(known), Value::Null),
                None => (Value::Null, json!(organisation)),
            };
            self.add(
                Relation::SPEC,
                json!({ "person": victim, "other_person": other, "organisation": group }),
            );
        }
        if self.chance.percent(15) {
            self.add(
                MedicalFinding::SPEC,
                json!({ "person": victim, "act": act, "institution": organisation }),
            );
        }
        if self.chance.percent(45) {
            self.add(
                Intervention::SPEC,
                json!({ "persons": [victim], "proceeding": track.map_or(Value::Null, |track| json!(track)) }),
            );
        }
        if self.chance.percent(20) {
            self.add(RiskAssessment::SPEC, json!({ "person": victim }));
        }
        for _ in 0..self.chance.seldom(3) {
            self.add(Task::SPEC, json!({ "about": act }));
        }
        if self.chance.percent(30) {
            self.add(Note::SPEC, json!({ "about": [events.0] }));
        }
        if number % CASES_PER_SUBMISSION == 3 % CASES_PER_SUBMISSION {
            self.add(Submission::SPEC, json!({ "cases": [self.case] }));
        }
        if number % CASES_PER_RECOMMENDATION == 5 % CASES_PER_RECOMMENDATION {
            self.add(Recommendation::SPEC, json!({ "cases": [self.case] }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::KINDS;
    use std::collections::BTreeSet;

    #[test]
    fn a_few_cases_bring_every_kind_and_name_only_what_is_there_already() {
        let plan = Plan { seed: 1, cases: 60 };
        let (mut kinds, mut known) = (BTreeSet::new(), BTreeSet::new());
        for record in (0..60).flat_map(|number| plan.case(number)) {
            let (body, _) = record.versions.last().expect("at least one");
            assert!(
                record.spec.canonical(body, chrono::NaiveDate::default()).is_ok(),
                "{}",
                record.spec.name
            );
            for (field, target) in sandyq_domain::links(record.spec.name, body) {
                assert!(known.contains(&target), "{}.{field}", record.spec.name);
            }
            kinds.insert(record.spec.name);
            assert!(known.insert(record.id), "an id twice");
        }
        assert_eq!(kinds, KINDS.iter().map(|spec| spec.name).collect());
    }
}
