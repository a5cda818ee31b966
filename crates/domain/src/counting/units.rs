//! What there is to count in a case: units with their contexts.

use super::context::{CaseRecords, Context};
use super::tally::LeftOut;
use super::{Unit, legal};
use crate::casefile::Entry;
use crate::ids::RecordId;
use crate::joins::victims::size;
use crate::joins::{duplicates, joined};
use crate::kinds::{Act, Event, EventLink, Involvement};
use crate::value::Coded;
use std::collections::{BTreeMap, BTreeSet};

/// By what a unit is the same in every case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Key {
    Record(RecordId),
    /// An authority that has no record of its own, by its name as search folds it.
    Named(String),
}

/// One unit as one case tells it.
pub(super) struct One<'f> {
    pub key: Key,
    /// How many it stands for: a group of people by its least number.
    pub weight: u64,
    pub contexts: Vec<Context<'f>>,
}

impl<'f> One<'f> {
    pub(super) fn of(id: RecordId, contexts: Vec<Context<'f>>) -> Self {
        Self {
            key: Key::Record(id),
            weight: 1,
            contexts,
        }
    }
}

/// What is known across cases: which events are told twice, which codes are one person, and what is known of one perpetrator.
#[derive(Clone, Default)]
pub struct Across {
    duplicates: BTreeSet<RecordId>,
    ones: BTreeMap<RecordId, RecordId>,
    doers: BTreeMap<RecordId, RecordId>,
}

impl Across {
    /// From all links between events, all pairs of codes that are one person, and all pairs of what is known of one perpetrator
    /// ([`known_as`], and marks with their person).
    #[must_use]
    pub fn of<'r>(
        links: impl Iterator<Item = &'r EventLink>,
        people: impl Iterator<Item = (RecordId, RecordId)>,
        doers: impl Iterator<Item = (RecordId, RecordId)>,
    ) -> Self {
        let twice: BTreeSet<(RecordId, RecordId)> = links
            .filter(|link| is(link.link_type.as_ref(), "duplicate_of"))
            .filter_map(|link| link.from_event.zip(link.to_event))
            .collect();
        let people: Vec<(RecordId, RecordId)> = people.collect();
        Self {
            duplicates: duplicates(&twice),
            ones: joined(people.iter().copied()),
            doers: joined(doers.chain(people.iter().copied())),
        }
    }

    /// The code by which a person is counted.
    #[must_use]
    pub fn one(&self, person: RecordId) -> RecordId {
        self.ones.get(&person).copied().unwrap_or(person)
    }

    /// Whether an event is told by another one too, and counts there.
    #[must_use]
    pub fn is_duplicate(&self, event: RecordId) -> bool {
        self.duplicates.contains(&event)
    }
}

/// By what the perpetrator is known: a person's code and the marks they left; an organisation where there is neither.
#[must_use]
pub fn known_as(one: &Involvement) -> Vec<RecordId> {
    let mut found: Vec<RecordId> = one.person.into_iter().chain(one.marks.iter().copied()).collect();
    if found.is_empty() {
        found.extend(one.organisation);
    }
    found
}

/// The units of a case, and what was left out.
pub(super) fn of_case<'f>(
    records: &'f CaseRecords,
    unit: Unit,
    across: &Across,
    left_out: &mut LeftOut,
) -> Vec<One<'f>> {
    match unit {
        Unit::Cases => Scene::of(records, across, left_out).case(),
        Unit::Events => Scene::of(records, across, left_out).events(),
        Unit::Acts => Scene::of(records, across, left_out).acts(),
        Unit::Victims => Scene::of(records, across, left_out).victims(across),
        Unit::Perpetrators => Scene::of(records, across, left_out).perpetrators(across, left_out),
        Unit::Applications => legal::applications(records),
        Unit::Proceedings => legal::proceedings(records),
        Unit::Steps => legal::steps(records),
        Unit::Authorities => legal::authorities(records, left_out),
        Unit::Applicants => legal::applicants(records, across),
    }
}

pub(super) fn is(code: Option<&Coded>, slug: &str) -> bool {
    code.is_some_and(|code| code.slug() == slug)
}

/// Events that count, and the acts in them.
pub(super) struct Scene<'f> {
    records: &'f CaseRecords,
    events: Vec<&'f Entry<Event>>,
    pub acts: Vec<&'f Entry<Act>>,
}

impl<'f> Scene<'f> {
    pub(super) fn of(records: &'f CaseRecords, across: &Across, left_out: &mut LeftOut) -> Self {
        let file = &records.file;
        let mut events = Vec::new();
        for event in &file.events {
            let verification = event.record.verification.as_ref();
            if across.is_duplicate(event.id) {
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
    pub(super) fn of_act(&self, act: &'f Entry<Act>) -> Vec<Context<'f>> {
        let event = self.events.iter().find(|event| Some(event.id) == act.record.event);
        let mut base = event.map_or_else(Context::default, |event| self.of_event(event));
        base.records.push(act.id);
        base.records.extend(act.record.victim);
        base.act = Some(&act.record);
        base.person = act.record.victim.and_then(|victim| self.records.person(victim));
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
        let events = self.events.iter();
        events.map(|event| One::of(event.id, self.within(event))).collect()
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
        let acts = self.acts.iter();
        acts.map(|act| One::of(act.id, self.of_act(act))).collect()
    }

    fn victims(&self, across: &Across) -> Vec<One<'f>> {
        let mut found: BTreeMap<RecordId, Vec<Context<'f>>> = BTreeMap::new();
        for act in &self.acts {
            let Some(victim) = act.record.victim else { continue };
            // Two codes of one person are one person.
            found.entry(across.one(victim)).or_default().extend(self.of_act(act));
        }
        let weight = |id: RecordId| self.records.person(id).map_or(1, |person| u64::from(size(person)));
        let one = |(id, contexts): (RecordId, Vec<Context<'f>>)| One {
            weight: weight(id),
            ..One::of(id, contexts)
        };
        found.into_iter().map(one).filter(|one| one.weight > 0).collect()
    }

    fn perpetrators(&self, across: &Across, left_out: &mut LeftOut) -> Vec<One<'f>> {
        let mut found: BTreeMap<RecordId, Vec<Context<'f>>> = BTreeMap::new();
        for context in self.acts.iter().flat_map(|act| self.of_act(act)) {
            let known = context.involvement.map(known_as).unwrap_or_default();
            if let Some(first) = known.first() {
                let one = across.doers.get(first).copied().unwrap_or(*first);
                found.entry(one).or_default().push(context);
            } else {
                left_out.unknown_perpetrators += 1;
            }
        }
        found.into_iter().map(|(id, contexts)| One::of(id, contexts)).collect()
    }

    /// A case counts by its events; what its other records say belongs to it as a whole.
    fn case(&self) -> Vec<One<'f>> {
        let mut contexts: Vec<Context<'f>> = self.events.iter().flat_map(|event| self.within(event)).collect();
        if contexts.is_empty() {
            return Vec::new();
        }
        for context in &mut contexts {
            context.is_of_whole_case = true;
        }
        vec![One::of(self.records.case, contexts)]
    }
}
