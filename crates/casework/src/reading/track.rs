//! Proceedings as tracks: each with its steps as stations in time, and every refusal plain to see.

use super::names::{joined, organisation_name};
use super::spine::{Due, step_mark, words_used};
use super::title::{coded, coded_all, step_title, upper_first};
use crate::view::{Mark, ProceedingTrack, TrackNext, TrackStation};
use sandyq_domain::casefile::{answered, in_order, is_refusal};
use sandyq_domain::kinds::{Proceeding, ProceedingStep};
use sandyq_domain::words::{short_date_text, text};
use sandyq_domain::{CaseFile, Entry, Lang, RecordId};

/// Every proceeding, in the order of its first step; those without a step last.
pub fn tracks(file: &CaseFile, dues: &[Due], lang: Lang) -> Vec<ProceedingTrack> {
    let steps = file.steps_in_time();
    let of = |id: RecordId| -> Vec<&Entry<ProceedingStep>> {
        let own = steps.iter().filter(|step| step.record.proceeding == Some(id));
        own.copied().collect()
    };
    let mut found: Vec<_> = file.proceedings.iter().map(|one| (one, of(one.id))).collect();
    found.sort_by(|(one, a), (two, b)| match (a.first(), b.first()) {
        (Some(a), Some(b)) => in_order(&a.record.date, &b.record.date).then(one.id.cmp(&two.id)),
        (a, b) => a.is_none().cmp(&b.is_none()).then(one.id.cmp(&two.id)),
    });
    found
        .into_iter()
        .map(|(proceeding, steps)| track(file, proceeding, &steps, dues, lang))
        .collect()
}

fn track(
    file: &CaseFile,
    proceeding: &Entry<Proceeding>,
    steps: &[&Entry<ProceedingStep>],
    dues: &[Due],
    lang: Lang,
) -> ProceedingTrack {
    let record = &proceeding.record;
    let kind = record.proceeding_kind.as_ref();
    let kind = upper_first(&kind.map_or_else(String::new, |kind| coded("proceeding_kind", kind, lang)));
    let stations: Vec<TrackStation> = steps.iter().map(|step| station(file, step, lang)).collect();
    let ours = |id: RecordId| id == proceeding.id || steps.iter().any(|step| step.id == id);
    let code = |id: Option<RecordId>| id.and_then(|id| file.person_shown(id)).unwrap_or_default().to_owned();
    let said = |vocabulary: &str, code: &sandyq_domain::value::Code| {
        answered(code).map_or_else(String::new, |known| coded(vocabulary, known, lang))
    };
    ProceedingTrack {
        id: proceeding.id,
        title: record.title.clone().unwrap_or_else(|| kind.clone()),
        kind: Some(kind).filter(|_| record.title.is_some()).unwrap_or_default(),
        legal_basis: coded_all("kz_law", &record.legal_basis, lang),
        numbers: numbers(record, lang),
        applicant: code(record.applicant),
        lawyer: code(record.lawyer),
        refusals: stations.iter().map(|station| u32::from(station.is_refusal)).sum(),
        stations,
        stage: said("proceeding_stage", &record.current_stage),
        outcome: said("outcome", &record.outcome),
        motive: joined(
            [
                Some(said("bias_motive_status", &record.bias_motive_status)),
                record.bias_motive_ground.clone(),
            ],
            " · ",
        ),
        next: dues
            .iter()
            .filter(|(_, line)| ours(line.record) && !line.is_over())
            .map(|(_, line)| TrackNext {
                key: line.key.clone(),
                record: line.record,
                when: line.due.clone(),
                what: line.label.clone(),
                mark: line.mark.clone(),
            })
            .collect(),
    }
}

fn numbers(record: &Proceeding, lang: Lang) -> Vec<String> {
    let named = [
        ("track-kui", &record.kui_number),
        ("track-erdr", &record.erdr_number),
        ("track-court", &record.court_number),
    ];
    let official = named
        .into_iter()
        .filter_map(|(key, number)| Some(format!("{} {}", text(lang, key), number.as_ref()?)));
    official.chain(record.official_numbers.iter().cloned()).collect()
}

fn station(file: &CaseFile, step: &Entry<ProceedingStep>, lang: Lang) -> TrackStation {
    let record = &step.record;
    let body = record.organisation.and_then(|id| organisation_name(file, id, lang));
    let is_refusal = is_refusal(record);
    // A refusal's mark is its mode; another step's is what came of it.
    let (refused, result): (Option<Mark>, Option<Mark>) = if is_refusal {
        (step_mark(record, lang), None)
    } else {
        (None, step_mark(record, lang))
    };
    let motive = answered(&record.bias_motive).map(|known| coded("bias_step", known, lang));
    // The authority stands in the title when it was written in the step itself.
    let body = body.filter(|body| record.authority.as_ref() != Some(body));
    TrackStation {
        id: step.id,
        when: record
            .date
            .as_ref()
            .map_or_else(String::new, |date| short_date_text(date, lang)),
        title: step_title(record, lang),
        is_refusal,
        mode: refused.map_or_else(String::new, |mark| mark.text),
        words: words_used(record).unwrap_or_default(),
        who: joined([body, record.official.clone()], ", "),
        asked: coded_all("kz_law", &record.requested_qualification, lang),
        given: coded_all("kz_law", &record.given_qualification, lang),
        motive: joined([motive, record.bias_motive_ground.clone()], " · "),
        result,
        evidence: record.proof.clone(),
    }
}
