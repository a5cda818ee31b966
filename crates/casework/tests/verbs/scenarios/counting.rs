//! The numbers that reports are made of, counted from the records by the rules that are printed under every table.

use super::{is, told};
use chrono::NaiveDate;
use sandyq_domain::casefile::answered;
use sandyq_domain::kinds::{Event, ProceedingStep};
use sandyq_domain::value::Coded;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{CaseFile, Entry, FuzzyDate, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// What a set of records says about one period.
#[derive(PartialEq, Eq, Debug, Default)]
struct Cases {
    certain: BTreeSet<RecordId>,
    possibly_inside: BTreeSet<RecordId>,
    by_police: BTreeSet<RecordId>,
    not_protected_by_police: BTreeSet<RecordId>,
}

/// A case counts by an event of its own: confirmed or likely, not for practice, nobody's duplicate, wholly inside the period.
fn cases(file: &CaseFile, homes: &BTreeMap<RecordId, RecordId>, from: NaiveDate, to: NaiveDate) -> Cases {
    let practice: BTreeSet<RecordId> = file
        .cases
        .iter()
        .filter(|case| case.record.is_practice == Some(true))
        .map(|case| case.id)
        .collect();
    let duplicates: BTreeSet<RecordId> = file
        .event_links
        .iter()
        .filter(|link| is(&link.record.link_type, "duplicate_of"))
        .filter_map(|link| link.record.from_event)
        .collect();
    let counts = |event: &&Entry<Event>| {
        let known = is(&event.record.verification, "confirmed") || is(&event.record.verification, "likely");
        known && !duplicates.contains(&event.id) && !practice.contains(&homes[&event.id])
    };
    let mut found = Cases::default();
    for event in file.events.iter().filter(counts) {
        let case = homes[&event.id];
        match event.record.date.as_ref().and_then(|date| inside(date, from, to)) {
            Some(true) => found.certain.insert(case),
            Some(false) => found.possibly_inside.insert(case),
            None => continue,
        };
        for act in file.acts.iter().filter(|act| act.record.event == Some(event.id)) {
            for one in file
                .involved_in(act.id)
                .filter(|one| is_law_enforcement(one.record.perpetrator_type.as_ref()))
            {
                let column = match one.record.degree.as_ref().map_or("", Coded::slug) {
                    "carried_out" | "ordered" | "planned" | "present" | "accomplice" => &mut found.by_police,
                    "failed_to_prevent" | "failed_to_register" | "failed_to_investigate" | "covered_up" => {
                        &mut found.not_protected_by_police
                    }
                    _ => continue,
                };
                column.insert(case);
            }
        }
    }
    found.possibly_inside = &found.possibly_inside - &found.certain;
    found.by_police = &found.by_police & &found.certain;
    found.not_protected_by_police = &(&found.not_protected_by_police & &found.certain) - &found.by_police;
    found
}

/// Wholly inside, perhaps inside, or not at all.
fn inside(date: &FuzzyDate, from: NaiveDate, to: NaiveDate) -> Option<bool> {
    let (first, last) = (date.from.unwrap_or(NaiveDate::MIN), date.to.unwrap_or(NaiveDate::MAX));
    if first >= from && last <= to {
        Some(true)
    } else {
        (first <= to && last >= from).then_some(false)
    }
}

fn is_law_enforcement(kind: Option<&Coded>) -> bool {
    let known = vocabulary("perpetrator_type").unwrap();
    kind.and_then(|kind| known.term(kind.slug()))
        .is_some_and(|term| term.flag("law_enforcement"))
}

#[derive(PartialEq, Eq, Debug, Default)]
struct Applications {
    all: usize,
    registered: usize,
    registered_otherwise: usize,
    pending: usize,
    none: usize,
}

/// One application is a chain of attempts; it is registered when a step `registered` of its chain gives the article that was asked.
fn applications(file: &CaseFile, article: &str) -> Applications {
    let by_id: BTreeMap<RecordId, &ProceedingStep> = file.steps.iter().map(|step| (step.id, &step.record)).collect();
    let root = |mut id: RecordId| {
        while let Some(earlier) = by_id[&id].continues.filter(|earlier| by_id.contains_key(earlier)) {
            id = earlier;
        }
        id
    };
    let mut chains: BTreeMap<RecordId, Vec<&ProceedingStep>> = BTreeMap::new();
    for (id, step) in &by_id {
        chains.entry(root(*id)).or_default().push(step);
    }
    let applies = |step: &&&ProceedingStep| {
        let tries = is(&step.step_type, "complaint_attempted") || is(&step.step_type, "complaint_filed");
        tries && step.requested_qualification.iter().any(|asked| asked.slug() == article)
    };
    let mut found = Applications::default();
    for chain in chains.values().filter(|chain| chain.iter().any(|step| applies(&step))) {
        found.all += 1;
        let registered = chain.iter().filter(|step| is(&step.step_type, "registered"));
        let given: Vec<&str> = registered
            .flat_map(|step| step.given_qualification.iter().map(Coded::slug))
            .collect();
        let place = if given.contains(&article) {
            &mut found.registered
        } else if !given.is_empty() {
            &mut found.registered_otherwise
        } else if chain.iter().any(|step| is(&step.result, "pending")) {
            &mut found.pending
        } else {
            &mut found.none
        };
        *place += 1;
    }
    found
}

/// People who asked for other documents, and those who got them.
fn documents(file: &CaseFile) -> (usize, usize) {
    let tracks = file
        .proceedings
        .iter()
        .filter(|track| is(&track.record.proceeding_kind, "legal_gender_recognition"));
    let (mut asked, mut got) = (BTreeSet::new(), BTreeSet::new());
    for track in tracks {
        let Some(applicant) = track.record.applicant else {
            continue;
        };
        asked.insert(applicant);
        let granted = file
            .steps
            .iter()
            .any(|step| step.record.proceeding == Some(track.id) && is(&step.record.result, "granted"));
        if granted {
            got.insert(applicant);
        }
    }
    (asked.len(), got.len())
}

#[test]
fn nineteen_cases_thirteen_by_police_six_applications_none_registered_and_a_fifth_with_documents() {
    let (place, file) = told("11-numbers");
    let home = |event: &Entry<Event>| {
        (
            event.id,
            place.session.read_record(&event.id.to_string()).unwrap().case.unwrap(),
        )
    };
    let homes = file.events.iter().map(home).collect();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let found = cases(&file, &homes, day("2025-01-01"), day("2025-02-28"));
    assert_eq!(found.certain.len(), 19, "cases in January and February");
    assert_eq!(found.by_police.len(), 13, "of them by police");
    assert_eq!(
        found.not_protected_by_police.len(),
        2,
        "and police who did not protect, in a column of their own"
    );
    assert_eq!(found.possibly_inside.len(), 1, "perhaps inside the period");
    let equality = Applications {
        all: 6,
        registered: 0,
        registered_otherwise: 1,
        pending: 1,
        none: 4,
    };
    assert_eq!(applications(&file, "cc_145"), equality);
    let torture = Applications {
        all: 1,
        registered: 1,
        ..Applications::default()
    };
    assert_eq!(applications(&file, "cc_146"), torture);
    let (asked, got) = documents(&file);
    assert_eq!((asked, got, got * 100 / asked), (10, 2, 20));
    let mismatch = file
        .people
        .iter()
        .filter(|person| answered(&person.record.document_name_mismatch).is_some());
    assert_eq!(mismatch.count(), asked, "everybody was asked");
}
