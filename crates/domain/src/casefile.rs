//! One case as typed records: what the case page, the dossier and counting read.
//!
//! Built from envelopes; nothing is computed here but what every reader must agree on (what a refusal is, who a code
//! stands for, in which order things happened).

use crate::envelope::Envelope;
use crate::field::RESERVED;
use crate::ids::{RecordId, Timestamp};
use crate::kinds::{
    Account, Act, Case, Consent, DeadlineRule, Event, EventLink, EvidenceItem, Intervention, Involvement, Kind,
    MedicalFinding, Note, Organisation, OwnTerm, PerpetratorMark, Person, PersonIdentity, Proceeding, ProceedingStep,
    Recommendation, Relation, RiskAssessment, Submission, Task,
};
use crate::value::{Code, Coded, Date};
use chrono::NaiveDate;
use std::collections::HashMap;

/// One record with what its envelope tells of it.
#[derive(Clone)]
pub struct Entry<K> {
    /// The record.
    pub id: RecordId,
    /// When this version was written.
    pub time: Timestamp,
    /// Fields that were not handed over.
    pub withheld: Vec<String>,
    /// The record itself.
    pub record: K,
}

macro_rules! case_file {
    ($($(#[$doc:meta])* $list:ident: $Kind:ident,)*) => {
        /// The records of one case, in the order they were made.
        #[derive(Clone, Default)]
        pub struct CaseFile {
            $($(#[$doc])* pub $list: Vec<Entry<$Kind>>,)*
            /// Records this program cannot read: of a newer kind or shape.
            pub unread: Vec<(RecordId, String)>,
            mentions: Vec<Mention>,
        }

        impl CaseFile {
            /// Sorts envelopes into typed lists. What cannot be read is listed, never dropped silently.
            #[must_use]
            pub fn of<'e>(envelopes: impl IntoIterator<Item = &'e Envelope>) -> Self {
                let mut file = Self::default();
                for envelope in envelopes {
                    file.put(envelope);
                }
                $(file.$list.sort_by_key(|entry| entry.id);)*
                file
            }

            fn put(&mut self, envelope: &Envelope) {
                self.mentions.extend(mentions(envelope));
                $(if envelope.kind == $Kind::SPEC.name && let Some(record) = $Kind::read(&envelope.body) {
                    let (id, time, withheld) = (envelope.id, envelope.time, envelope.withheld.clone());
                    return self.$list.push(Entry { id, time, withheld, record });
                })*
                self.unread.push((envelope.id, envelope.kind.clone()));
            }
        }
    };
}

case_file! {
    /// The case itself (one, unless several were read together).
    cases: Case,
    /// Events.
    events: Event,
    /// People, by code.
    people: Person,
    /// Who they are.
    identities: PersonIdentity,
    /// Acts.
    acts: Act,
    /// Who did them.
    involvements: Involvement,
    /// Who told it.
    accounts: Account,
    /// Legal tracks.
    proceedings: Proceeding,
    /// Their steps.
    steps: ProceedingStep,
    /// Evidence.
    evidence: EvidenceItem,
    /// Consents.
    consents: Consent,
    /// How events belong together.
    event_links: EventLink,
    /// Who is what to whom.
    relations: Relation,
    /// Organisations that are named.
    organisations: Organisation,
    /// Numbers and marks of perpetrators.
    marks: PerpetratorMark,
    /// Help given.
    interventions: Intervention,
    /// What doctors saw.
    findings: MedicalFinding,
    /// Assessments of risk.
    risks: RiskAssessment,
    /// Notes.
    notes: Note,
    /// Submissions that name the case.
    submissions: Submission,
    /// Recommendations that name the case.
    recommendations: Recommendation,
    /// Words of the group's own.
    terms: OwnTerm,
    /// Tasks, and what became of deadlines.
    tasks: Task,
    /// Rules of one's own that these records name.
    deadline_rules: DeadlineRule,
}

impl CaseFile {
    /// What a person is called: a chosen pseudonym, else the code, such as `P-103`. Never a name.
    #[must_use]
    pub fn person_shown(&self, id: RecordId) -> Option<&str> {
        self.people.iter().find(|person| person.id == id)?.record.shown()
    }

    /// The event of this id.
    #[must_use]
    pub fn event(&self, id: RecordId) -> Option<&Entry<Event>> {
        self.events.iter().find(|event| event.id == id)
    }

    /// Those who did an act.
    pub fn involved_in(&self, act: RecordId) -> impl Iterator<Item = &Entry<Involvement>> {
        self.involvements
            .iter()
            .filter(move |entry| entry.record.act == Some(act))
    }

    /// Events in time; those without a date last.
    #[must_use]
    pub fn events_in_time(&self) -> Vec<&Entry<Event>> {
        in_time(&self.events, |event| &event.date)
    }

    /// Steps in time; those without a date last.
    #[must_use]
    pub fn steps_in_time(&self) -> Vec<&Entry<ProceedingStep>> {
        in_time(&self.steps, |step| &step.date)
    }

    /// People of the case whose consent has to be asked: everybody, but those who are mentioned **only** as perpetrator
    /// or as lawyer. Read from the links themselves, so that a record or field this program does not know asks too.
    #[must_use]
    pub fn people_to_ask(&self) -> Vec<RecordId> {
        let mut is_unasked: HashMap<RecordId, bool> = HashMap::new();
        for mention in &self.mentions {
            *is_unasked.entry(mention.target).or_insert(true) &= mention.is_unasked;
        }
        let people = self.people.iter().map(|person| person.id);
        people
            .filter(|person| !is_unasked.get(person).copied().unwrap_or(false))
            .collect()
    }

    /// Takes a record of another case into account: who is mentioned there in which role, and what was withdrawn or refused there.
    /// A consent that was given there lets nothing out here.
    pub fn heed(&mut self, elsewhere: &Envelope) {
        self.mentions.extend(mentions(elsewhere));
        let consent = Consent::read(&elsewhere.body).filter(|_| elsewhere.kind == Consent::SPEC.name);
        let says_no = |consent: &Consent| consent.withdrawn.is_some() || !consent.refused.is_empty();
        if let Some(mut record) = consent.filter(says_no) {
            if record.withdrawn.is_none() {
                record.purpose.clear();
            }
            let (id, time, withheld) = (elsewhere.id, elsewhere.time, elsewhere.withheld.clone());
            self.consents.push(Entry {
                id,
                time,
                withheld,
                record,
            });
        }
    }
}

/// One record naming another, and whether that alone leaves the named person unasked.
#[derive(Clone)]
struct Mention {
    target: RecordId,
    is_unasked: bool,
}

/// Roles that do not make somebody a person to ask.
const UNASKED: [(&str, &str); 3] = [
    ("involvement", "person"),
    ("proceeding", "lawyer"),
    ("perpetrator_mark", "person"),
];

/// Links that say nothing of a role: a name, what two people are to each other, what a task or a note is about.
const WITHOUT_ROLE: [(&str, &str); 6] = [
    ("person_identity", "person"),
    ("person", "same_as"),
    ("relation", "person"),
    ("relation", "other_person"),
    ("task", "about"),
    ("note", "about"),
];

fn mentions(envelope: &Envelope) -> Vec<Mention> {
    let kind = envelope.kind.as_str();
    let mention = |field: &str, target| Mention {
        target,
        is_unasked: UNASKED.contains(&(kind, field)),
    };
    let links = crate::links(kind, &envelope.body).into_iter();
    let links = links.filter(|(field, _)| !WITHOUT_ROLE.contains(&(kind, field)));
    let mut found: Vec<Mention> = links.map(|(field, target)| mention(field, target)).collect();
    let unknown = envelope
        .body
        .iter()
        .filter(|(name, _)| crate::kind_spec(kind).is_none_or(|spec| spec.field(name).is_none()));
    for (name, value) in unknown {
        let mut ids = Vec::new();
        ids_in(value, &mut ids);
        found.extend(ids.into_iter().map(|target| mention(name, target)));
    }
    found
}

fn ids_in(value: &serde_json::Value, out: &mut Vec<RecordId>) {
    match value {
        serde_json::Value::String(text) => out.extend(text.parse::<RecordId>()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| ids_in(item, out)),
        serde_json::Value::Object(map) => map.values().for_each(|item| ids_in(item, out)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

fn in_time<K>(entries: &[Entry<K>], date: impl Fn(&K) -> &Date) -> Vec<&Entry<K>> {
    let mut sorted: Vec<&Entry<K>> = entries.iter().collect();
    sorted.sort_by(|a, b| in_order(date(&a.record), date(&b.record)).then(a.id.cmp(&b.id)));
    sorted
}

/// The order of a timeline: that of [`crate::FuzzyDate`], and what has no date last.
#[must_use]
pub fn in_order(one: &Date, two: &Date) -> std::cmp::Ordering {
    (one.is_none(), one).cmp(&(two.is_none(), two))
}

/// The day a timeline shows it on; the far future when there is none.
#[must_use]
pub fn sort_day(date: &Date) -> NaiveDate {
    let named = date.as_ref().and_then(|date| date.from.or(date.to));
    named.unwrap_or(NaiveDate::MAX)
}

/// A step is a refusal when a way of refusing was recorded, or its result is `refused`.
#[must_use]
pub fn is_refusal(step: &ProceedingStep) -> bool {
    answered(&step.refusal_mode).is_some() || step.result.as_ref().is_some_and(|result| result.slug() == "refused")
}

/// The coded value, unless it is a reserved answer such as `not_asked`.
#[must_use]
pub fn answered(code: &Code) -> Option<&Coded> {
    code.as_ref().filter(|coded| !RESERVED.contains(&coded.slug()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_mode_or_a_result_and_never_an_unasked_question() {
        let mode = |slug: &str| ProceedingStep {
            refusal_mode: Some(Coded::Term(slug.into())),
            ..ProceedingStep::default()
        };
        assert!(is_refusal(&mode("oral_refusal")));
        assert!(!is_refusal(&mode("not_applicable")));
        assert!(is_refusal(&ProceedingStep {
            result: Some(Coded::Term("refused".into())),
            ..ProceedingStep::default()
        }));
        assert!(!is_refusal(&ProceedingStep::default()));
    }

    #[test]
    fn undated_steps_stand_last() {
        let step = |n: u8, date: Option<&str>| Entry {
            id: RecordId::from_bytes([n; 16]),
            time: Timestamp::from_millis(0),
            withheld: vec![],
            record: ProceedingStep {
                date: date.map(|d| d.parse().expect(d)),
                ..ProceedingStep::default()
            },
        };
        let file = CaseFile {
            steps: vec![step(1, None), step(2, Some("2025-10")), step(3, Some("2025-09-28"))],
            ..CaseFile::default()
        };
        let order: Vec<u8> = file
            .steps_in_time()
            .iter()
            .map(|entry| entry.id.to_bytes()[0])
            .collect();
        assert_eq!(order, [3, 2, 1]);
    }

    #[test]
    fn every_link_to_a_person_asks_but_perpetrator_and_lawyer() {
        use crate::{FieldType, KINDS, MachineId, VersionVector};
        use serde_json::{Value, json};
        let id = |n: u8| RecordId::from_bytes([n; 16]);
        let envelope = |n: u8, kind: &str, body: Value| Envelope {
            id: id(n),
            case: None,
            kind: kind.to_owned(),
            version: VersionVector::default(),
            author: String::new(),
            machine: MachineId::from_bytes([0; 16]),
            time: Timestamp::from_millis(0),
            body: body.as_object().cloned().unwrap_or_default(),
            withheld: vec![],
            edits: crate::Edits::default(),
        };
        let asks = |kind: &str, body: Value| {
            let person = envelope(1, "person", json!({}));
            !CaseFile::of(&[person, envelope(2, kind, body)])
                .people_to_ask()
                .is_empty()
        };
        let mut unasked = Vec::new();
        for spec in KINDS {
            for field in spec.fields {
                let (FieldType::Link(target) | FieldType::Links(target)) = field.kind else {
                    continue;
                };
                // Even in a body that does not fit its kind.
                let body = json!({ field.name: id(1), "hours_held": "many" });
                if (target == "person" || target == "*") && !asks(spec.name, body) {
                    unasked.push((spec.name, field.name));
                }
            }
        }
        assert_eq!(unasked, UNASKED);
        // The father who beat her is her father, and a note is about him: that makes nobody ask him. Her sister is asked.
        let perpetrator = envelope(3, "involvement", json!({ "person": id(1) }));
        for (kind, field) in WITHOUT_ROLE {
            let about = envelope(2, kind, json!({ field: id(1) }));
            let is_asked =
                |records: &[&Envelope]| CaseFile::of(records.iter().copied()).people_to_ask().contains(&id(1));
            let person = envelope(1, "person", json!({}));
            assert!(is_asked(&[&person, &about]), "{kind}.{field}");
            assert!(!is_asked(&[&person, &about, &perpetrator]), "{kind}.{field}");
        }
        assert!(asks("of_a_newer_program", json!({ "deep": [{ "whom": id(1) }] })));
        assert!(asks("involvement", json!({ "person": id(1), "newer_field": id(1) })));
    }
}
