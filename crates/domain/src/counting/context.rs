//! The records of one case, and what a unit is made of: contexts in which two dimensions may meet.

use super::age::age_band;
use super::{Derived, Dimension, NOT_RECORDED};
use crate::casefile::CaseFile;
use crate::envelope::Envelope;
use crate::field::RESERVED;
use crate::fuzzy::FuzzyDate;
use crate::ids::RecordId;
use crate::kinds::{Act, Event, Involvement, Person, field_values, kind_spec};
use crate::places::region_of;
use crate::value::Coded;
use crate::vocab::vocabulary;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The records of one case with the people they name, ready to be counted.
pub struct CaseRecords {
    /// Typed.
    pub(super) file: CaseFile,
    /// The case.
    pub(super) case: RecordId,
    /// As they were handed over.
    envelopes: BTreeMap<RecordId, Envelope>,
}

impl CaseRecords {
    /// Reads them. `envelopes` are the whole case and the people it names.
    #[must_use]
    pub fn of(case: RecordId, envelopes: Vec<Envelope>) -> Self {
        Self {
            file: CaseFile::of(&envelopes),
            case,
            envelopes: envelopes.into_iter().map(|envelope| (envelope.id, envelope)).collect(),
        }
    }

    /// The records as the rest of the program reads them.
    #[must_use]
    pub const fn file(&self) -> &CaseFile {
        &self.file
    }

    /// Values of a dimension within a context: at least one, [`NOT_RECORDED`] where nothing was recorded.
    pub(super) fn values(&self, context: &Context<'_>, dimension: Dimension) -> BTreeSet<String> {
        let mut found = match dimension {
            Dimension::Field(kind, name) => self.of_field(context, kind, name),
            Dimension::Derived(derived) => of_derived(context, derived),
        };
        if found.len() > 1 {
            found.remove(NOT_RECORDED);
        }
        if found.is_empty() {
            found.insert(NOT_RECORDED.to_owned());
        }
        found
    }

    /// A person, by id.
    pub(super) fn person(&self, id: RecordId) -> Option<&Person> {
        let people = self.file.people.iter();
        people
            .map(|entry| (entry.id, &entry.record))
            .find_map(|(at, person)| (at == id).then_some(person))
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Envelope> {
        self.envelopes.values().filter(move |envelope| envelope.kind == kind)
    }

    fn of_field(&self, context: &Context<'_>, kind: &str, name: &str) -> BTreeSet<String> {
        let Some(field) = kind_spec(kind).and_then(|spec| spec.field(name)) else {
            return BTreeSet::new();
        };
        let values = |envelope: &Envelope| field_values(field, &envelope.body);
        if context.is_of_whole_case && !WITHIN_AN_ACT.contains(&kind) {
            return self.of_kind(kind).flat_map(values).collect();
        }
        let records = context.records.iter().filter(|id| self.is_a(**id, kind));
        records
            .filter_map(|id| self.envelopes.get(id))
            .flat_map(values)
            .collect()
    }

    fn is_a(&self, id: RecordId, kind: &str) -> bool {
        self.envelopes.get(&id).is_some_and(|envelope| envelope.kind == kind)
    }
}

fn of_derived(context: &Context<'_>, derived: Derived) -> BTreeSet<String> {
    let one = |value: Option<String>| value.into_iter().collect();
    match derived {
        Derived::ByPolice => one(context.involvement.map(|one| by_police(one).to_owned())),
        Derived::Month => one(context
            .date
            .and_then(|date| sure(date, |day| format!("{:04}-{:02}", day.year(), day.month())))),
        Derived::Year => one(context
            .date
            .and_then(|date| sure(date, |day| format!("{:04}", day.year())))),
        Derived::Region => one(context.event.and_then(region)),
        Derived::Requested => one(context.asked.clone()),
        Derived::Registration => one(context.registration.map(str::to_owned)),
        Derived::Stage => context.stages.iter().map(|stage| (*stage).to_owned()).collect(),
        Derived::Age => one(age_band(context.act, context.person, context.date)),
        // Known only when every case has been seen: the tally puts it in.
        Derived::Repeats => BTreeSet::new(),
    }
}

/// What belongs together: an act with its event, victim and one perpetrator; a step with its legal track; or such a step with
/// an article that its application asked for.
#[derive(Clone, Default)]
pub(super) struct Context<'f> {
    pub records: Vec<RecordId>,
    pub event: Option<&'f Event>,
    pub act: Option<&'f Act>,
    /// Who suffered the act, or in whose name the track was opened.
    pub person: Option<&'f Person>,
    pub involvement: Option<&'f Involvement>,
    pub date: Option<&'f FuzzyDate>,
    pub asked: Option<String>,
    pub registration: Option<&'static str>,
    pub stages: Vec<&'static str>,
    /// What records say that no act is made of (proceedings, evidence …) is said of all of the case.
    pub is_of_whole_case: bool,
}

/// Kinds of the records that an act and its perpetrator are made of.
const WITHIN_AN_ACT: [&str; 5] = ["case", "event", "act", "involvement", "person"];

/// By law enforcement who did it, who let it happen, or by somebody else.
fn by_police(one: &Involvement) -> &'static str {
    let kind = one.perpetrator_type.as_ref().map_or("", Coded::slug);
    let known = vocabulary("perpetrator_type").and_then(|known| known.term(kind));
    if !known.is_some_and(|term| term.flag("law_enforcement")) {
        return if kind.is_empty() || RESERVED.contains(&kind) {
            NOT_RECORDED
        } else {
            "others"
        };
    }
    match one.degree.as_ref().map_or("", Coded::slug) {
        "carried_out" | "ordered" | "planned" | "present" | "accomplice" => "police",
        "failed_to_prevent" | "failed_to_register" | "failed_to_investigate" | "covered_up" => "failed_to_protect",
        _ => NOT_RECORDED,
    }
}

/// The part of the calendar that holds every day the date leaves possible.
fn sure(date: &FuzzyDate, part: impl Fn(NaiveDate) -> String) -> Option<String> {
    let (first, last) = (part(date.earliest()?), part(date.latest()?));
    (first == last).then_some(first)
}

/// Where the place lay on the day of the event: on its first possible day, since regions are told apart by whole years.
fn region(event: &Event) -> Option<String> {
    let abroad = event
        .country
        .as_ref()
        .map(Coded::slug)
        .filter(|country| *country != "kz" && !RESERVED.contains(country));
    if abroad.is_some() {
        return Some("abroad".to_owned());
    }
    let written = event.region.as_ref().map(Coded::slug);
    let day = event
        .date
        .as_ref()
        .and_then(|date| date.earliest().or_else(|| date.latest()));
    match day {
        Some(day) => region_of(written, event.locality.as_deref(), day).map(str::to_owned),
        None => written.map(str::to_owned),
    }
}
