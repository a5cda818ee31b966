//! What is missing in a case, as the next questions to ask: the most useful first, never an error, and each knows the form
//! and the field that takes the answer.

use super::row::place_of;
use super::title::{lower_first, step_title};
use crate::view::Question;
use chrono::NaiveDate;
use sandyq_domain::casefile::{answered, in_order, is_refusal};
use sandyq_domain::kinds::{Act, Consent, ProceedingStep};
use sandyq_domain::value::{Code, Coded};
use sandyq_domain::words::{date_text, text, text_with};
use sandyq_domain::{CaseFile, Entry, FuzzyDate, Lang, RecordId};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Acts after which somebody may be in danger still.
const THREATS: [&str; 6] = [
    "threat",
    "death_threat",
    "stalking",
    "attempted_killing",
    "reprisal",
    "abduction",
];

/// Steps that want an answer from somebody.
const COMPLAINTS: [&str; 8] = [
    "complaint_attempted",
    "complaint_filed",
    "complaint_prosecutor",
    "complaint_court",
    "motion_filed",
    "appeal",
    "cassation",
    "civil_claim",
];
/// So many days without a word are worth a question; no term of any law.
const SILENT_DAYS: i64 = 30;

/// Every question this case leaves open, each once.
pub fn questions(file: &CaseFile, today: NaiveDate, lang: Lang) -> Vec<Question> {
    let missing = Asker { file, today, lang };
    let asked = [
        missing.story(),
        missing.deeds(),
        missing.danger(),
        missing.consents(),
        missing.refusals(),
        missing.silences(),
        missing.proofs(),
        missing.loose_ends(),
    ];
    asked.into_iter().flatten().flatten().collect()
}

type Asked = Vec<Option<Question>>;

struct Asker<'f> {
    file: &'f CaseFile,
    today: NaiveDate,
    lang: Lang,
}

impl Asker<'_> {
    /// Answered by a field of a record that is there.
    fn at(&self, key: &str, kind: &str, field: &str, record: Option<RecordId>) -> Option<Question> {
        record.map(|record| self.ask(key, kind, field, Some(record), Map::new()))
    }

    /// Answered by a new record, of which this much is known.
    fn anew(&self, key: &str, kind: &str, field: &str, known: &[(&str, RecordId)]) -> Question {
        let with = known.iter().map(|(name, id)| ((*name).to_owned(), json!(id)));
        self.ask(key, kind, field, None, with.collect())
    }

    fn ask(&self, key: &str, kind: &str, field: &str, record: Option<RecordId>, with: Map<String, Value>) -> Question {
        Question {
            text: text(self.lang, key),
            kind: kind.to_owned(),
            record,
            field: field.to_owned(),
            with,
        }
    }

    /// What happened, when, where.
    fn story(&self) -> Asked {
        let events = &self.file.events;
        let undated = events
            .iter()
            .find(|one| one.record.date.is_none() && unsaid(one, &one.record.answers, "date"));
        let unplaced = events.iter().find(|event| place_of(event, self.lang).is_empty());
        let none = events.is_empty();
        vec![
            none.then(|| self.anew("question-event", "event", "description", &[])),
            self.at("question-when", "event", "date", undated.map(|one| one.id)),
            self.at("question-where", "event", "locality", unplaced.map(|one| one.id)),
        ]
    }

    /// What was done, by whom, for how long, and whether anybody was told.
    fn deeds(&self) -> Asked {
        let acts = &self.file.acts;
        let event = self.file.events.first().map(|event| event.id);
        let known: Vec<(&str, RecordId)> = event.map(|id| ("event", id)).into_iter().collect();
        let unnamed = acts.iter().find(|act| self.file.involved_in(act.id).next().is_none());
        let held = |act: &&Entry<Act>| is(&act.record.act_type, "unlawful_detention");
        let uncounted = acts
            .iter()
            .filter(held)
            .find(|act| act.record.hours_held.is_none() && unsaid(act, &act.record.answers, "hours_held"));
        let unchecked = acts.iter().filter(held).find(|act| act.record.medical_check.is_none());
        let is_asked = self.file.events.iter().any(|event| event.record.reported.is_some());
        let is_silent = !is_asked && self.file.steps.is_empty() && !acts.is_empty();
        vec![
            event
                .filter(|_| acts.is_empty())
                .map(|_| self.anew("question-acts", "act", "act_type", &known)),
            unnamed.map(|act| self.anew("question-who", "involvement", "perpetrator_type", &[("act", act.id)])),
            self.at("question-hours", "act", "hours_held", uncounted.map(|one| one.id)),
            self.at("question-medical", "act", "medical_check", unchecked.map(|one| one.id)),
            self.at("question-reported", "event", "reported", event.filter(|_| is_silent)),
        ]
    }

    /// Threats that nobody weighed, or that were to be weighed again.
    fn danger(&self) -> Asked {
        let threat = self.file.acts.iter().find(|act| {
            act.record
                .act_type
                .as_ref()
                .is_some_and(|kind| THREATS.contains(&kind.slug()))
        });
        let unweighed = threat.filter(|_| self.file.risks.is_empty());
        let victim = unweighed.map(|act| act.record.victim);
        let newest = self.file.risks.iter().max_by_key(|risk| risk.time);
        let due = newest.filter(|risk| self.is_over(risk.record.review_date.as_ref()));
        vec![
            victim.map(|victim| {
                let known: Vec<(&str, RecordId)> = victim.map(|id| ("person", id)).into_iter().collect();
                self.anew("question-risk", "risk_assessment", "threats", &known)
            }),
            self.at(
                "question-risk-review",
                "risk_assessment",
                "review_date",
                due.map(|one| one.id),
            ),
        ]
    }

    fn consents(&self) -> Asked {
        let of = |person: RecordId| {
            let own = self.file.consents.iter();
            own.filter(move |consent| consent.record.person == Some(person))
        };
        let asked = self.file.people_to_ask();
        let unasked = asked.iter().find(|person| of(**person).next().is_none());
        let ran_out = |consent: &Entry<Consent>| self.is_over(consent.record.expires.as_ref());
        let lapsed = asked.iter().find_map(|person| {
            let standing = of(*person).filter(|consent| consent.record.withdrawn.is_none());
            let standing: Vec<&Entry<Consent>> = standing.collect();
            let last = standing.last().map(|consent| consent.id)?;
            standing.iter().all(|consent| ran_out(consent)).then_some(last)
        });
        vec![
            unasked.map(|person| {
                let whose = self.file.person_shown(*person).unwrap_or_default();
                let asked = self.anew("question-consent", "consent", "purpose", &[("person", *person)]);
                let text = text_with(
                    self.lang,
                    "question-of",
                    &[("question", asked.text.as_str().into()), ("whose", whose.into())],
                );
                Question { text, ..asked }
            }),
            self.at("question-consent-expired", "consent", "expires", lapsed),
        ]
    }

    /// A complaint to which nobody has written down an answer, a month and more ago: the oldest such one.
    fn silences(&self) -> Asked {
        let steps = &self.file.steps;
        let is_answered = |step: &Entry<ProceedingStep>| {
            let later = |other: &&Entry<ProceedingStep>| {
                other.record.continues == Some(step.id)
                    || (other.record.proceeding == step.record.proceeding
                        && other.id != step.id
                        && in_order(&other.record.date, &step.record.date).is_gt())
            };
            steps.iter().any(|other| later(&other))
        };
        let is_open = |step: &&Entry<ProceedingStep>| {
            let kind = answered(&step.record.step_type).is_some_and(|kind| COMPLAINTS.contains(&kind.slug()));
            let waits = answered(&step.record.result).is_none_or(|result| result.slug() == "pending");
            let day = step.record.date.as_ref().and_then(|date| date.to.or(date.from));
            let is_long_ago = day.is_some_and(|day| (self.today - day).num_days() > SILENT_DAYS);
            kind && waits && is_long_ago && !is_refusal(&step.record) && !is_answered(step)
        };
        let silent = self.file.steps_in_time().into_iter().find(|step| is_open(step));
        let ask = |step: &Entry<ProceedingStep>| {
            let mut known = vec![("continues", step.id)];
            known.extend(step.record.proceeding.map(|track| ("proceeding", track)));
            let asked = self.anew("question-silence", "proceeding_step", "step_type", &known);
            let day = step
                .record
                .date
                .as_ref()
                .map(|date| date_text(date, self.lang))
                .unwrap_or_default();
            let what = lower_first(&step_title(&step.record, self.lang));
            let args = [("what", what.as_str().into()), ("day", day.as_str().into())];
            Question {
                text: text_with(self.lang, "question-silence", &args),
                ..asked
            }
        };
        vec![silent.map(ask)]
    }

    /// A refusal without its way or its words, and a track without its end.
    fn refusals(&self) -> Asked {
        let refusals = || self.file.steps.iter().filter(|step| is_refusal(&step.record));
        let lacks = |step: &&Entry<ProceedingStep>, field: &str| unsaid(step, &step.record.answers, field);
        let no_mode = refusals().find(|step| step.record.refusal_mode.is_none() && lacks(step, "refusal_mode"));
        let no_words = refusals().find(|step| step.record.refusal_words.is_none() && lacks(step, "refusal_words"));
        let mut steps = self.file.steps.iter();
        let undated = steps.find(|step| step.record.date.is_none() && lacks(step, "date"));
        let open = self
            .file
            .proceedings
            .iter()
            .find(|one| one.record.current_stage.is_none() && one.record.outcome.is_none());
        let step = "proceeding_step";
        vec![
            self.at("question-refusal-mode", step, "refusal_mode", no_mode.map(|one| one.id)),
            self.at(
                "question-refusal-words",
                step,
                "refusal_words",
                no_words.map(|one| one.id),
            ),
            self.at("question-step-when", step, "date", undated.map(|one| one.id)),
            self.at(
                "question-outcome",
                "proceeding",
                "current_stage",
                open.map(|one| one.id),
            ),
        ]
    }

    fn proofs(&self) -> Asked {
        let event = self.file.events.first().filter(|_| self.file.evidence.is_empty());
        let unproven = self
            .file
            .findings
            .iter()
            .find(|one| one.record.document.is_none() && unsaid(one, &one.record.answers, "document"));
        vec![
            event.map(|_| self.ask("question-evidence", "evidence_item", "", None, Map::new())),
            self.at(
                "question-finding-document",
                "medical_finding",
                "document",
                unproven.map(|one| one.id),
            ),
        ]
    }

    fn loose_ends(&self) -> Asked {
        let blank = self.file.marks.iter();
        let blank = blank
            .filter(|mark| unsaid(mark, &mark.record.answers, "value"))
            .find(|mark| mark.record.value.is_none() && mark.record.description.is_empty());
        let open = self.file.event_links.iter().find(|link| link.record.to_event.is_none());
        vec![
            self.at(
                "question-mark-value",
                "perpetrator_mark",
                "value",
                blank.map(|one| one.id),
            ),
            self.at("question-link-other", "event_link", "to_event", open.map(|one| one.id)),
        ]
    }

    /// Its last possible day has passed.
    fn is_over(&self, date: Option<&FuzzyDate>) -> bool {
        date.and_then(FuzzyDate::latest).is_some_and(|last| last < self.today)
    }
}

fn is(code: &Code, slug: &str) -> bool {
    answered(code).map(Coded::slug) == Some(slug)
}

/// Neither kept back from whoever reads, nor answered with "not known" or "not asked".
fn unsaid<K>(entry: &Entry<K>, answers: &BTreeMap<String, String>, field: &str) -> bool {
    !answers.contains_key(field) && !entry.withheld.iter().any(|withheld| withheld == field)
}
