//! One case as typed records: what the case page, the dossier and counting read.
//!
//! Built from envelopes; nothing is computed here but what every reader must agree on (what a refusal is, who a code
//! stands for, in which order things happened).

use crate::envelope::Envelope;
use crate::field::RESERVED;
use crate::ids::{RecordId, Timestamp};
use crate::kinds::{
    Account, Act, Case, Consent, Event, EvidenceItem, Involvement, Kind, Person, PersonIdentity, Proceeding,
    ProceedingStep,
};
use crate::value::{Code, Coded, Date};
use chrono::NaiveDate;

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
}

impl CaseFile {
    /// The code of a person, such as `P-103`.
    #[must_use]
    pub fn person_code(&self, id: RecordId) -> Option<&str> {
        self.people
            .iter()
            .find(|person| person.id == id)?
            .record
            .code
            .as_deref()
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

    /// People of the case whose consent has to be asked: victims of acts, sources of accounts, applicants, and those
    /// an item shows; not people known only as perpetrators.
    #[must_use]
    pub fn people_to_ask(&self) -> Vec<RecordId> {
        let victims = self.acts.iter().filter_map(|act| act.record.victim);
        let sources = self.accounts.iter().filter_map(|account| account.record.source);
        let applicants = self
            .proceedings
            .iter()
            .filter_map(|proceeding| proceeding.record.applicant);
        let shown = self.evidence.iter().flat_map(|item| item.record.shows.iter().copied());
        let mut people: Vec<RecordId> = victims.chain(sources).chain(applicants).chain(shown).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

fn in_time<K>(entries: &[Entry<K>], date: impl Fn(&K) -> &Date) -> Vec<&Entry<K>> {
    let mut sorted: Vec<&Entry<K>> = entries.iter().collect();
    sorted.sort_by_key(|entry| (sort_day(date(&entry.record)), entry.id));
    sorted
}

/// The day to sort by; the far future when there is none.
#[must_use]
pub fn sort_day(date: &Date) -> NaiveDate {
    date.as_ref()
        .and_then(crate::FuzzyDate::sort_day)
        .unwrap_or(NaiveDate::MAX)
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
}
