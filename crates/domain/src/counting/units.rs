//! What there is to count in a case: units with their contexts.

use super::context::{CaseRecords, Context};
use super::tally::LeftOut;
use super::{NOT_RECORDED, Question, Unit};
use crate::casefile::Entry;
use crate::fuzzy::{FuzzyDate, Span, Standing};
use crate::ids::RecordId;
use crate::joins::victims::size;
use crate::joins::{duplicates, joined};
use crate::kinds::{Act, Event, EventLink, Person, ProceedingStep};
use crate::value::Coded;
use std::collections::{BTreeMap, BTreeSet};

/// One unit as one case tells it.
pub(super) struct One<'f> {
    pub id: RecordId,
    /// How many it stands for: a group of people by its least number.
    pub weight: u64,
    pub contexts: Vec<Context<'f>>,
}

/// What is known across cases: which events are told twice, and which codes are one person.
#[derive(Clone, Default)]
pub struct Across {
    duplicates: BTreeSet<RecordId>,
    ones: BTreeMap<RecordId, RecordId>,
}

impl Across {
    /// From all links between events and all people of the vault.
    #[must_use]
    pub fn of<'r>(
        links: impl Iterator<Item = &'r EventLink>,
        people: impl Iterator<Item = (RecordId, RecordId)>,
    ) -> Self {
        let twice: BTreeSet<(RecordId, RecordId)> = links
            .filter(|link| is(link.link_type.as_ref(), "duplicate_of"))
            .filter_map(|link| link.from_event.zip(link.to_event))
            .collect();
        Self {
            duplicates: duplicates(&twice),
            ones: joined(people),
        }
    }
}

/// The units of a case, and what was left out.
pub(super) fn of_case<'f>(
    records: &'f CaseRecords,
    question: &Question,
    across: &Across,
    left_out: &mut LeftOut,
) -> Vec<One<'f>> {
    if question.unit == Unit::Applications {
        return applications(records);
    }
    let scene = Scene::of(records, across, left_out);
    match question.unit {
        Unit::Events => scene.events(),
        Unit::Acts => scene.acts(),
        Unit::Victims => scene.victims(across),
        Unit::Cases | Unit::Applications => scene.case(question),
    }
}

/// Where a date lies; without a period everything lies inside.
pub(super) fn standing(date: Option<&FuzzyDate>, period: Option<Span>) -> Standing {
    match (period, date) {
        (None, _) => Standing::Inside,
        (Some(_), None) => Standing::Unknown,
        (Some(period), Some(date)) => date.standing_in(period),
    }
}

fn is(code: Option<&Coded>, slug: &str) -> bool {
    code.is_some_and(|code| code.slug() == slug)
}

/// Events that count, and the acts in them.
struct Scene<'f> {
    records: &'f CaseRecords,
    events: Vec<&'f Entry<Event>>,
    acts: Vec<&'f Entry<Act>>,
}

impl<'f> Scene<'f> {
    fn of(records: &'f CaseRecords, across: &Across, left_out: &mut LeftOut) -> Self {
        let file = &records.file;
        let mut events = Vec::new();
        for event in &file.events {
            let verification = event.record.verification.as_ref();
            if across.duplicates.contains(&event.id) {
                left_out.duplicates += 1;
            } else if is(verification, "confirmed") || is(verification, "likely") {
                events.push(event);
            } else {
                left_out.unverified += 1;
            }
        }
        let counts = |act: &&Entry<Act>| {
            let event = act.record.event;
            events.iter().any(|counted| Some(counted.id) == event)
        };
        let acts: Vec<_> = file.acts.iter().filter(counts).collect();
        left_out.without_event += file.acts.iter().filter(|act| act.record.event.is_none()).count() as u64;
        Self { records, events, acts }
    }

    /// One context for each perpetrator; one without, where none is recorded.
    fn of_act(&self, act: &'f Entry<Act>) -> Vec<Context<'f>> {
        let event = self.events.iter().find(|event| Some(event.id) == act.record.event);
        let mut base = event.map_or_else(Context::default, |event| self.of_event(event));
        base.records.push(act.id);
        base.records.extend(act.record.victim);
        base.date = act.record.date.as_ref().or(base.date);
        let mut found: Vec<Context<'f>> = self
            .records
            .file
            .involved_in(act.id)
            .map(|one| {
                let mut context = base.clone();
                context.records.push(one.id);
                context.involvement = Some(&one.record);
                context
            })
            .collect();
        if found.is_empty() {
            found.push(base);
        }
        found
    }

    fn of_event(&self, event: &'f Entry<Event>) -> Context<'f> {
        Context {
            records: vec![self.records.case, event.id],
            event: Some(&event.record),
            date: event.record.date.as_ref(),
            ..Context::default()
        }
    }

    fn events(&self) -> Vec<One<'f>> {
        let one = |event: &&'f Entry<Event>| One {
            id: event.id,
            weight: 1,
            contexts: self.within(event),
        };
        self.events.iter().map(one).collect()
    }

    /// The contexts of an event: those of its acts, or its own when there is none. All of the event's own date.
    fn within(&self, event: &'f Entry<Event>) -> Vec<Context<'f>> {
        let acts = self.acts.iter().filter(|act| act.record.event == Some(event.id));
        let mut found: Vec<Context<'f>> = acts.flat_map(|act| self.of_act(act)).collect();
        if found.is_empty() {
            found.push(self.of_event(event));
        }
        for context in &mut found {
            context.date = event.record.date.as_ref();
        }
        found
    }

    fn acts(&self) -> Vec<One<'f>> {
        let one = |act: &&'f Entry<Act>| One {
            id: act.id,
            weight: 1,
            contexts: self.of_act(act),
        };
        self.acts.iter().map(one).collect()
    }

    fn victims(&self, across: &Across) -> Vec<One<'f>> {
        let people: BTreeMap<RecordId, &Person> = self
            .records
            .file
            .people
            .iter()
            .map(|entry| (entry.id, &entry.record))
            .collect();
        let mut found: BTreeMap<RecordId, Vec<Context<'f>>> = BTreeMap::new();
        for act in &self.acts {
            let Some(victim) = act.record.victim else { continue };
            // Two codes of one person are one person.
            let one = across.ones.get(&victim).copied().unwrap_or(victim);
            found.entry(one).or_default().extend(self.of_act(act));
        }
        let one = |(id, contexts): (RecordId, Vec<Context<'f>>)| One {
            id,
            weight: people.get(&id).map_or(1, |person| u64::from(size(person))),
            contexts,
        };
        found.into_iter().map(one).filter(|one| one.weight > 0).collect()
    }

    /// A case counts by its events; steps and other records have contexts of their own beside those.
    fn case(&self, question: &Question) -> Vec<One<'f>> {
        let mut contexts: Vec<Context<'f>> = self.events.iter().flat_map(|event| self.within(event)).collect();
        if contexts.is_empty() {
            return Vec::new();
        }
        let asks_elsewhere = |kind: &str| !["case", "event", "act", "involvement", "person"].contains(&kind);
        let dimensions = question.rows.iter().chain(&question.columns);
        let dimensions = dimensions.chain(question.filters.iter().map(|filter| &filter.dimension));
        let elsewhere: BTreeSet<&str> = dimensions
            .filter_map(|dimension| match dimension {
                super::Dimension::Field(kind, _) if asks_elsewhere(kind) => Some(*kind),
                _ => None,
            })
            .collect();
        for kind in elsewhere {
            let records = self.records.of_kind(kind);
            for context in &mut contexts {
                context.records.extend(&records);
            }
        }
        vec![One {
            id: self.records.case,
            weight: 1,
            contexts,
        }]
    }
}

/// Chains of attempts, each with a context for every article it asked for.
fn applications(records: &CaseRecords) -> Vec<One<'_>> {
    let steps: BTreeMap<RecordId, &ProceedingStep> =
        records.file.steps.iter().map(|step| (step.id, &step.record)).collect();
    let root = |mut id: RecordId| {
        let mut seen = BTreeSet::new();
        while let Some(earlier) = steps.get(&id).and_then(|step| step.continues)
            && steps.contains_key(&earlier)
            && seen.insert(id)
        {
            id = earlier;
        }
        // Steps that continue one another in a circle are one chain all the same.
        if seen.contains(&id) {
            seen.into_iter().min().unwrap_or(id)
        } else {
            id
        }
    };
    let mut chains: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    for id in steps.keys() {
        chains.entry(root(*id)).or_default().push(*id);
    }
    let mut found = Vec::new();
    for (id, chain) in chains {
        let of_chain: Vec<&ProceedingStep> = chain.iter().map(|id| steps[id]).collect();
        let tries = |step: &&&ProceedingStep| {
            let kind = step.step_type.as_ref();
            is(kind, "complaint_attempted") || is(kind, "complaint_filed")
        };
        let attempts: Vec<&ProceedingStep> = of_chain.iter().filter(tries).copied().collect();
        if attempts.is_empty() {
            continue;
        }
        let proceedings: BTreeSet<RecordId> = of_chain.iter().filter_map(|step| step.proceeding).collect();
        let later = steps
            .values()
            .filter(|step| step.proceeding.is_some_and(|of| proceedings.contains(&of)));
        let base = Context {
            records: chain
                .iter()
                .copied()
                .chain(proceedings.iter().copied())
                .chain([records.case])
                .collect(),
            date: first(&attempts),
            stages: stages(&of_chain, &later.copied().collect::<Vec<_>>()),
            ..Context::default()
        };
        let mut asked: BTreeSet<&str> = attempts
            .iter()
            .flat_map(|step| step.requested_qualification.iter().map(Coded::slug))
            .collect();
        if asked.is_empty() {
            asked.insert(NOT_RECORDED);
        }
        let contexts = asked.into_iter().map(|article| Context {
            asked: Some(article.to_owned()),
            registration: Some(registration(&of_chain, article)),
            ..base.clone()
        });
        found.push(One {
            id,
            weight: 1,
            contexts: contexts.collect(),
        });
    }
    found
}

/// The date of the earliest attempt.
fn first<'f>(attempts: &[&'f ProceedingStep]) -> Option<&'f FuzzyDate> {
    let dates = attempts.iter().filter_map(|step| step.date.as_ref());
    dates.min_by_key(|date| date.earliest().or_else(|| date.latest()))
}

/// Registered under the article that was asked, under another, not yet answered, or not at all.
fn registration(chain: &[&ProceedingStep], article: &str) -> &'static str {
    let registered: Vec<_> = chain
        .iter()
        .filter(|step| is(step.step_type.as_ref(), "registered"))
        .collect();
    let mut given = registered.iter().flat_map(|step| &step.given_qualification);
    if !article.is_empty() && given.any(|given| given.slug() == article) {
        "as_requested"
    } else if !registered.is_empty() {
        "otherwise"
    } else if chain.iter().any(|step| is(step.result.as_ref(), "pending")) {
        "pending"
    } else {
        "none"
    }
}

/// The stages that were reached: those up to registration by the chain, later ones by the whole proceeding.
fn stages(chain: &[&ProceedingStep], proceeding: &[&ProceedingStep]) -> Vec<&'static str> {
    let reached = |steps: &[&ProceedingStep], kinds: &[&str]| {
        let kind = |step: &&ProceedingStep| step.step_type.as_ref().map_or("", Coded::slug).to_owned();
        steps.iter().any(|step| kinds.contains(&kind(step).as_str()))
    };
    let marks: [(&str, &[&ProceedingStep], &[&str]); 8] = [
        ("filed", chain, &["complaint_attempted", "complaint_filed"]),
        ("receipt", chain, &["receipt_issued"]),
        ("journal", chain, &["journal_entry"]),
        ("registered", chain, &["registered"]),
        ("suspect", proceeding, &["suspect_named", "detained"]),
        ("charged", proceeding, &["indictment"]),
        ("court", proceeding, &["hearing"]),
        ("sentence", proceeding, &["verdict"]),
    ];
    let marks = marks.into_iter().filter(|(_, steps, kinds)| reached(steps, kinds));
    marks.map(|(name, ..)| name).collect()
}
