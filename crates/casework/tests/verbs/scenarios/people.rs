//! What strangers and doctors did.

use super::{acts, all_so, did, has, has_all, involved, is, refusals, told};
use std::collections::BTreeSet;

#[test]
fn an_operation_that_only_the_papers_demanded_with_complications_and_nobody_who_answers() {
    let (_place, file) = told("03-coerced-sterilisation");
    let operation = &acts(&file, "forced_sterilisation")[0].record;
    let papers = file
        .proceedings
        .iter()
        .find(|track| is(&track.record.proceeding_kind, "legal_gender_recognition"));
    let refused = refusals(&file);
    let victim = file
        .people
        .iter()
        .find(|person| Some(person.id) == operation.victim)
        .unwrap();
    all_so(&[
        (
            "sterilised for the sake of her documents",
            is(&operation.medical_purpose, "legal_gender_recognition"),
        ),
        (
            "under coercion, for good",
            is(&operation.medical_consent, "coerced") && is(&operation.reversible, "no"),
        ),
        (
            "demanded by a commission, under an article",
            operation.demanded_by.is_some() && has(&operation.qualifications_claimed, "mfc_257_13"),
        ),
        (
            "because the documents are refused without it",
            papers.is_some() && !acts(&file, "denial_documents").is_empty(),
        ),
        (
            "by a rule somebody wrote",
            did(&file, "denial_documents", "lawmaker", "authored_rule"),
        ),
        ("sterility", has(&operation.physical_harm, "sterility")),
        (
            "complications",
            has_all(
                &acts(&file, "denial_health")[0].record.physical_harm,
                &["surgical_complication", "infection"],
            ),
        ),
        (
            "the surgeon himself leaves her alone",
            did(&file, "denial_health", "medical_private", "carried_out"),
        ),
        (
            "found by a doctor to fit",
            file.findings
                .iter()
                .any(|found| is(&found.record.degree_of_consistency, "typical_of")),
        ),
        (
            "police do not take the statement",
            did(
                &file,
                "refusal_registration",
                "police_duty_station",
                "failed_to_register",
            ),
        ),
        (
            "once they learn who she is",
            refused
                .last()
                .is_some_and(|step| is(&step.refusal_mode, "insulted") && is(&step.bias_motive, "insulted")),
        ),
        (
            "a trans woman whose papers say otherwise",
            is(&victim.record.gender_identity, "trans_woman") && is(&victim.record.document_name_mismatch, "yes"),
        ),
        (
            "one thing led to the other",
            file.event_links
                .iter()
                .filter(|link| is(&link.record.link_type, "causes"))
                .count()
                == 2,
        ),
    ]);
}

#[test]
fn a_club_whose_staff_break_a_jaw_and_an_investigation_without_a_motive() {
    let (_place, file) = told("05-club");
    let beating = &acts(&file, "beating")[0].record;
    let track = &file.proceedings[0].record;
    let venue = file
        .organisations
        .iter()
        .find(|one| is(&one.record.organisation_kind, "venue"))
        .unwrap();
    let staff = involved(&file, "beating");
    let registered = file
        .steps
        .iter()
        .find(|step| is(&step.record.step_type, "registered"))
        .unwrap();
    all_so(&[
        ("in a club", is(&file.events[0].record.place_type, "nightclub")),
        (
            "by its staff",
            staff
                .iter()
                .all(|one| is(&one.perpetrator_type, "venue_security") && one.organisation == Some(venue.id)),
        ),
        (
            "who can be known again",
            staff.iter().any(|one| !one.marks.is_empty()) && file.marks.len() == 1,
        ),
        (
            "a broken jaw and a concussion",
            has_all(&beating.physical_harm, &["fracture_jaw", "concussion"]),
        ),
        ("both found by a doctor", file.findings.len() == 2),
        (
            "a week's income",
            beating.lost_income_kzt == Some(90_000) && beating.lost_income_period.is_some(),
        ),
        (
            "investigated",
            is(&track.current_stage, "investigation") && is(&track.outcome, "ongoing"),
        ),
        (
            "asked for as a hate crime",
            has(&beating.qualification, "hate_crime") && has(&registered.record.requested_qualification, "cc_145"),
        ),
        (
            "and not investigated as one",
            is(&track.bias_motive_status, "ignored") && !has(&registered.record.given_qualification, "cc_145"),
        ),
        (
            "the motive was stated, and denied",
            file.steps.iter().any(|step| is(&step.record.bias_motive, "stated"))
                && file.steps.iter().any(|step| is(&step.record.bias_motive, "denied")),
        ),
    ]);
}

#[test]
fn fifteen_lured_one_complains_one_court_case_a_minimum_sentence() {
    let (_place, file) = told("07-gang");
    let series = file
        .events
        .iter()
        .find(|event| event.record.victims_known == Some(15))
        .unwrap();
    let parts: BTreeSet<_> = file
        .event_links
        .iter()
        .filter(|link| is(&link.record.link_type, "part_of") && link.record.to_event == Some(series.id))
        .map(|link| link.record.from_event)
        .collect();
    let complainants: BTreeSet<_> = file
        .proceedings
        .iter()
        .filter_map(|track| track.record.applicant)
        .collect();
    let victims: BTreeSet<_> = acts(&file, "extortion")
        .iter()
        .filter_map(|act| act.record.victim)
        .collect();
    let least: i64 = file
        .people
        .iter()
        .filter(|person| victims.contains(&person.id))
        .map(|person| person.record.number_in_group.unwrap_or(1))
        .sum();
    let track = &file.proceedings[0].record;
    let across = file
        .event_links
        .iter()
        .filter(|link| is(&link.record.link_type, "same_perpetrators") || is(&link.record.link_type, "same_method"));
    let extorted = acts(&file, "extortion");
    all_so(&[
        (
            "a gang",
            file.organisations
                .iter()
                .any(|one| is(&one.record.organisation_kind, "gang")),
        ),
        ("that can be found again", file.marks.len() == 3),
        (
            "lures gay men through dating",
            extorted
                .iter()
                .all(|act| has(&act.record.bias_indicator, "dating_app_lure")),
        ),
        (
            "and extorts them",
            extorted.len() == 5 && extorted.iter().filter_map(|act| act.record.extorted_kzt).sum::<i64>() == 1_070_000,
        ),
        (
            "fifteen or more victims, known and estimated",
            series.record.victims_min == Some(15) && series.record.victims_max == Some(30),
        ),
        (
            "as many as the acts name, groups by their least number, and one elsewhere",
            least == 16,
        ),
        (
            "three meetings told one by one, as parts of the series",
            parts.len() == 3,
        ),
        ("one complainant", complainants.len() == 1),
        (
            "the others did not report, and why",
            file.events
                .iter()
                .any(|event| has(&event.record.why_not_reported, "fear_outing")),
        ),
        (
            "one court case",
            file.proceedings.len() == 1
                && file
                    .steps
                    .iter()
                    .filter(|step| is(&step.record.step_type, "verdict"))
                    .count()
                    == 1,
        ),
        (
            "a minimum sentence",
            is(&track.sentence_level, "minimum") && track.imprisonment_months == Some(36),
        ),
        (
            "aggravating facts ignored, the motive among them",
            is(&track.aggravating_facts, "ignored") && is(&track.bias_motive_status, "ignored"),
        ),
        (
            "a second case is linked to the series",
            file.cases.len() == 2 && across.count() == 2,
        ),
    ]);
}
