//! One case as a line of the list.

use super::names::{distinct, involved_name};
use super::question::questions;
use super::title::{coded, opening};
use crate::view::{CaseLine, CaseRow, Mark, Meaning};
use sandyq_domain::casefile::{answered, in_order, is_refusal};
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::kinds::{Case, Event, Kind, ProceedingStep};
use sandyq_domain::value::Code;
use sandyq_domain::words::{Arg, date_text, recent_text, text, text_with};
use sandyq_domain::{CaseFile, Entry, Lang, RecordId, Timestamp};

/// The kinds a line of the list is read from, beside the case itself.
pub const LINE_KINDS: [&str; 2] = [Event::SPEC.name, ProceedingStep::SPEC.name];

/// A line of the list, from the case and its records of [`LINE_KINDS`].
pub fn case_line(id: RecordId, file: &CaseFile, changed: Timestamp, now: Timestamp, lang: Lang) -> CaseLine {
    let case = own_record(id, file);
    let first = file
        .events
        .iter()
        .min_by(|a, b| in_order(&a.record.date, &b.record.date).then(a.id.cmp(&b.id)));
    let when = first
        .and_then(|event| event.record.date.as_ref())
        .map_or_else(String::new, |date| date_text(date, lang));
    let place = first.map_or_else(String::new, |event| place_of(event, lang));
    let title = case
        .title
        .clone()
        .or_else(|| first.map(event_title))
        .unwrap_or_default();
    let refusals = u32::try_from(file.steps.iter().filter(|step| is_refusal(&step.record)).count()).unwrap_or(u32::MAX);
    CaseLine {
        id,
        code: case.code.clone().unwrap_or_default(),
        title,
        when,
        place,
        refusals,
        response: response(file, refusals, lang),
        alarms: alarms(&case, lang),
        verification: answered(&case.verification).map(|known| Mark {
            meaning: if known.slug() == "confirmed" {
                Meaning::Sound
            } else {
                Meaning::Plain
            },
            text: coded("verification", known, lang),
        }),
        changed: recent_text(changed, now, lang),
        is_practice: case.is_practice == Some(true),
    }
}

/// What somebody who looks at a list at night must not overlook.
fn alarms(case: &Case, lang: Lang) -> Vec<Mark> {
    let raised = |field: &str, code: &Code, slugs: [&str; 2]| {
        let level = answered(code).filter(|level| slugs.contains(&level.slug()))?;
        let words = coded(field, level, lang);
        let name = text(lang, &format!("field-case-{field}"));
        let text = format!("{name}: {words}");
        Some(Mark {
            meaning: Meaning::Due,
            text,
        })
    };
    let found = [
        raised("priority", &case.priority, ["urgent", "high"]),
        raised("risk_level", &case.risk_level, ["extreme", "high"]),
    ];
    found.into_iter().flatten().collect()
}

/// The summary of a case, from all its records but the identities.
pub fn case_row(id: RecordId, file: &CaseFile, changed: Timestamp, now: Timestamp, lang: Lang) -> CaseRow {
    let Case { next_action, tags, .. } = own_record(id, file);
    CaseRow {
        line: case_line(id, file, changed, now, lang),
        victims: victims(file),
        involved: involved(file, lang),
        evidence: u32::try_from(file.evidence.len()).unwrap_or(u32::MAX),
        next_action: next_action.unwrap_or_default(),
        tags,
        questions: questions(file, day_in_kazakhstan(now), lang),
    }
}

fn own_record(id: RecordId, file: &CaseFile) -> Case {
    let found = file.cases.iter().find(|case| case.id == id);
    found.map(|case| case.record.clone()).unwrap_or_default()
}

fn event_title(event: &Entry<sandyq_domain::kinds::Event>) -> String {
    event
        .record
        .title
        .clone()
        .unwrap_or_else(|| opening(&event.record.description))
}

/// Locality, else district, else region, else the kind of place.
pub fn place_of(event: &Entry<sandyq_domain::kinds::Event>, lang: Lang) -> String {
    let event = &event.record;
    let named = event.locality.clone().or_else(|| event.district.clone());
    let region = || answered(&event.region).map(|region| coded("region", region, lang));
    let kind = || answered(&event.place_type).map(|place| coded("place_type", place, lang));
    named.or_else(region).or_else(kind).unwrap_or_default()
}

fn response(file: &CaseFile, refusals: u32, lang: Lang) -> Option<Mark> {
    let has = |slug: &str| {
        file.steps
            .iter()
            .any(|step| step.record.step_type.as_ref().is_some_and(|kind| kind.slug() == slug))
    };
    let (meaning, text) = if refusals > 0 {
        (
            Meaning::Refusal,
            text_with(lang, "refusals", &[("n", Arg::from(refusals))]),
        )
    } else if has("registered") {
        (Meaning::Sound, text(lang, "response-registered"))
    } else if file.steps.is_empty() {
        (Meaning::Plain, text(lang, "response-none"))
    } else {
        (Meaning::Plain, text(lang, "response-pending"))
    };
    (!file.events.is_empty() || !file.steps.is_empty()).then_some(Mark { meaning, text })
}

fn victims(file: &CaseFile) -> Vec<String> {
    distinct(
        file.acts
            .iter()
            .filter_map(|act| Some(file.person_shown(act.record.victim?)?.to_owned())),
    )
}

fn involved(file: &CaseFile, lang: Lang) -> Vec<String> {
    distinct(file.involvements.iter().map(|entry| involved_name(file, entry, lang)))
}
