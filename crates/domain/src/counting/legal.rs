//! What there is to count in what was done with the law: applications, legal tracks, their steps, authorities, applicants.

use super::NOT_RECORDED;
use super::context::{CaseRecords, Context};
use super::tally::LeftOut;
use super::units::{Across, Key, One, is};
use crate::casefile::Entry;
use crate::fold;
use crate::fuzzy::FuzzyDate;
use crate::ids::RecordId;
use crate::kinds::{Proceeding, ProceedingStep};
use crate::value::Coded;
use std::collections::{BTreeMap, BTreeSet};

type Step = Entry<ProceedingStep>;

/// What marks a stage: its name, the types of step, and whether the step has to be of the chain itself.
const STAGES: [(&str, bool, &[&str]); 8] = [
    ("filed", true, &["complaint_attempted", "complaint_filed"]),
    ("receipt", true, &["receipt_issued"]),
    ("journal", true, &["journal_entry"]),
    ("registered", true, &["registered"]),
    ("suspect", false, &["suspect_named", "detained"]),
    ("charged", false, &["indictment"]),
    ("court", false, &["hearing"]),
    ("sentence", false, &["verdict"]),
];

/// One complaint: attempts and what continues them.
pub(super) struct Chain<'f> {
    /// The first of its steps, by which it is called.
    pub id: RecordId,
    pub steps: Vec<&'f Step>,
    /// Every step of the tracks it belongs to.
    pub track: Vec<&'f Step>,
}

impl<'f> Chain<'f> {
    /// Steps at which a stage was reached.
    pub(super) fn at(&self, stage: &str) -> impl Iterator<Item = &'f Step> {
        let mark = STAGES.iter().find(|(name, ..)| *name == stage);
        let (is_own, kinds) = mark.map_or((true, &[][..]), |(_, is_own, kinds)| (*is_own, *kinds));
        let steps = if is_own { &self.steps } else { &self.track };
        let is_one = |step: &&Step| kinds.iter().any(|kind| is(step.record.step_type.as_ref(), kind));
        steps.iter().copied().filter(is_one)
    }

    fn tracks(&self) -> BTreeSet<RecordId> {
        self.steps.iter().filter_map(|step| step.record.proceeding).collect()
    }

    /// Articles it asked for; one that says so where none was written down.
    fn asked(&self) -> BTreeSet<&'f str> {
        let attempts = self.at("filed");
        let articles = attempts.flat_map(|step| step.record.requested_qualification.iter().map(Coded::slug));
        let mut asked: BTreeSet<&str> = articles.collect();
        if asked.is_empty() {
            asked.insert(NOT_RECORDED);
        }
        asked
    }

    /// A context for each step and each article: two answers of one step belong together, those of two steps do not.
    pub(super) fn unit(&self, records: &CaseRecords) -> One<'f> {
        let stages = STAGES.iter().map(|(name, ..)| *name);
        let base = Context {
            records: self.tracks().into_iter().chain([records.case]).collect(),
            date: first(self.at("filed")),
            stages: stages.filter(|stage| self.at(stage).next().is_some()).collect(),
            ..Context::default()
        };
        let of = |article: &str, step: &Step| {
            let mut context = base.clone();
            context.records.push(step.id);
            context.asked = Some(article.to_owned());
            context.registration = Some(registration(&self.steps, article));
            context
        };
        let asked = self.asked();
        let contexts = asked
            .iter()
            .flat_map(|article| self.steps.iter().map(|step| of(article, step)));
        One::of(self.id, contexts.collect())
    }
}

/// The chains of a case, each with at least one attempt. Steps that continue one another in a circle are one.
pub(super) fn chains(records: &CaseRecords) -> Vec<Chain<'_>> {
    let steps: BTreeMap<RecordId, &Step> = records.file.steps.iter().map(|step| (step.id, step)).collect();
    let root = |mut id: RecordId| {
        let mut seen = BTreeSet::new();
        while let Some(earlier) = steps.get(&id).and_then(|step| step.record.continues)
            && steps.contains_key(&earlier)
            && seen.insert(id)
        {
            id = earlier;
        }
        if seen.contains(&id) {
            seen.into_iter().min().unwrap_or(id)
        } else {
            id
        }
    };
    let mut grouped: BTreeMap<RecordId, Vec<&Step>> = BTreeMap::new();
    for (id, step) in &steps {
        grouped.entry(root(*id)).or_default().push(step);
    }
    let chains = grouped.into_iter().map(|(id, steps)| Chain {
        id,
        steps,
        track: Vec::new(),
    });
    let mut chains: Vec<Chain<'_>> = chains.filter(|chain| chain.at("filed").next().is_some()).collect();
    for chain in &mut chains {
        let tracks = chain.tracks();
        let of_track = |step: &&&Step| step.record.proceeding.is_some_and(|of| tracks.contains(&of));
        chain.track = steps.values().filter(of_track).copied().collect();
    }
    chains
}

pub(super) fn applications(records: &CaseRecords) -> Vec<One<'_>> {
    chains(records).iter().map(|chain| chain.unit(records)).collect()
}

/// Dated by the first step.
pub(super) fn proceedings(records: &CaseRecords) -> Vec<One<'_>> {
    let tracks = records.file.proceedings.iter();
    tracks
        .map(|track| One::of(track.id, of_track(records, track)))
        .collect()
}

/// People who are the applicant of a track, whatever number of codes they have.
pub(super) fn applicants<'f>(records: &'f CaseRecords, across: &Across) -> Vec<One<'f>> {
    let mut found: BTreeMap<RecordId, Vec<Context<'f>>> = BTreeMap::new();
    for track in &records.file.proceedings {
        if let Some(applicant) = track.record.applicant {
            found
                .entry(across.one(applicant))
                .or_default()
                .extend(of_track(records, track));
        }
    }
    found.into_iter().map(|(id, contexts)| One::of(id, contexts)).collect()
}

/// A context for each step of a track; one without, where it has none.
fn of_track<'f>(records: &'f CaseRecords, track: &'f Entry<Proceeding>) -> Vec<Context<'f>> {
    let steps = records.file.steps.iter();
    let steps: Vec<&Step> = steps.filter(|step| step.record.proceeding == Some(track.id)).collect();
    let base = Context {
        records: [records.case, track.id]
            .into_iter()
            .chain(track.record.applicant)
            .collect(),
        person: track.record.applicant.and_then(|id| records.person(id)),
        date: first(steps.iter().copied()),
        ..Context::default()
    };
    if steps.is_empty() {
        return vec![base];
    }
    let of = |step: &&Step| {
        let mut context = base.clone();
        context.records.push(step.id);
        context
    };
    steps.iter().map(of).collect()
}

pub(super) fn steps(records: &CaseRecords) -> Vec<One<'_>> {
    let steps = records.file.steps.iter();
    steps
        .map(|step| One::of(step.id, vec![of_step(records, step)]))
        .collect()
}

fn of_step<'f>(records: &'f CaseRecords, step: &'f Step) -> Context<'f> {
    let own = [records.case, step.id].into_iter().chain(step.record.proceeding);
    Context {
        records: own.collect(),
        date: step.record.date.as_ref(),
        ..Context::default()
    }
}

/// By the organisation of a step, else by the name that was written down; two spellings are two.
pub(super) fn authorities<'f>(records: &'f CaseRecords, left_out: &mut LeftOut) -> Vec<One<'f>> {
    let mut found: BTreeMap<Key, Vec<Context<'f>>> = BTreeMap::new();
    for step in &records.file.steps {
        let name = || {
            let written = step.record.authority.as_deref().map(fold).unwrap_or_default();
            let words: Vec<&str> = written.split_whitespace().collect();
            (!words.is_empty()).then(|| Key::Named(words.join(" ")))
        };
        match step.record.organisation.map(Key::Record).or_else(name) {
            Some(key) => found.entry(key).or_default().push(of_step(records, step)),
            None => left_out.unnamed_authorities += 1,
        }
    }
    let one = |(key, contexts)| One {
        key,
        weight: 1,
        contexts,
    };
    found.into_iter().map(one).collect()
}

/// The date of the earliest; one of an unknown day says nothing beside others.
pub(super) fn first<'f>(steps: impl Iterator<Item = &'f Step>) -> Option<&'f FuzzyDate> {
    let day = |date: &&FuzzyDate| date.earliest().or_else(|| date.latest());
    let dates = steps.filter_map(|step| step.record.date.as_ref());
    dates.min_by_key(|date| (day(date).is_none(), day(date)))
}

/// Registered under the article that was asked, under another, not yet answered, or not at all.
fn registration(chain: &[&Step], article: &str) -> &'static str {
    let registered = |step: &&&Step| is(step.record.step_type.as_ref(), "registered");
    let registered: Vec<&&Step> = chain.iter().filter(registered).collect();
    let mut given = registered.iter().flat_map(|step| &step.record.given_qualification);
    if !article.is_empty() && given.any(|given| given.slug() == article) {
        "as_requested"
    } else if !registered.is_empty() {
        "otherwise"
    } else if chain.iter().any(|step| is(step.record.result.as_ref(), "pending")) {
        "pending"
    } else {
        "none"
    }
}
