//! What authorities did, and did not do.

use super::{acts, all_so, did, has, has_all, involved, is, refusals, told};
use sandyq_domain::value::Coded;
use std::collections::BTreeSet;

fn slug(code: Option<&Coded>) -> &str {
    code.map_or("", Coded::slug)
}

#[test]
fn robbed_held_outed_and_refused_from_the_patrol_to_the_ombudsman() {
    let (_place, file) = told("01-robbed-and-held");
    let refused = refusals(&file);
    let levels: Vec<&str> = refused.iter().map(|step| slug(step.forum_level.as_ref())).collect();
    let held = &acts(&file, "unlawful_detention")[0].record;
    let by_lawyer = refused
        .iter()
        .filter(|step| is(&step.step_type, "complaint_filed") && is(&step.channel, "by_lawyer"));
    let called = file
        .steps
        .iter()
        .any(|step| is(&step.record.step_type, "first_contact") && is(&step.record.channel, "emergency_call"));
    let un = file
        .proceedings
        .iter()
        .find(|track| is(&track.record.proceeding_kind, "un_communication"))
        .unwrap();
    let equality: Vec<_> = refused
        .iter()
        .filter(|step| has(&step.requested_qualification, "cc_145"))
        .collect();
    let victim = held.victim.unwrap();
    all_so(&[
        (
            "robbed at home",
            !acts(&file, "robbery").is_empty()
                && file
                    .events
                    .iter()
                    .any(|event| is(&event.record.place_type, "victim_home")),
        ),
        (
            "what was lost",
            acts(&file, "robbery")[0].record.property_loss_kzt == Some(240_000),
        ),
        ("she calls the police", called),
        (
            "and is taken to the station herself",
            did(&file, "unlawful_detention", "police_patrol", "carried_out"),
        ),
        (
            "held over six hours",
            held.hours_held >= Some(6) && held.delivered.is_some() && is(&held.status_at_end, "released"),
        ),
        (
            "without protocol, lawyer or a word to relatives",
            is(&held.detention_protocol, "no") && is(&held.lawyer_access, "no") && is(&held.relatives_told, "no"),
        ),
        ("locked in with suspects", has(&held.held_with, "suspects_in_own_case")),
        ("outed", did(&file, "outing", "police_duty_station", "carried_out")),
        (
            "statement not accepted",
            did(
                &file,
                "refusal_registration",
                "police_duty_station",
                "failed_to_register",
            ),
        ),
        (
            "a lawyer files under Art. 145",
            by_lawyer
                .filter(|step| has(&step.requested_qualification, "cc_145"))
                .count()
                == 1,
        ),
        (
            "every refusal says what was asked, how it was refused and in which words",
            refused.iter().all(|step| {
                !step.requested_qualification.is_empty() && step.refusal_mode.is_some() && step.refusal_words.is_some()
            }),
        ),
        (
            "each continues the one before it",
            refused[1..].iter().all(|step| step.continues.is_some()),
        ),
        ("five of them about equality", equality.len() == 5),
        (
            "a UN communication is in preparation",
            is(&un.record.current_stage, "in_preparation")
                && file
                    .submissions
                    .iter()
                    .any(|sent| is(&sent.record.submission_status, "drafting")),
        ),
        (
            "for which she let her name out",
            file.consents.iter().any(|consent| {
                consent.record.person == Some(victim) && has(&consent.record.purpose, "un_communication")
            }),
        ),
    ]);
    assert_eq!(
        levels,
        [
            "police_unit",
            "police_dept",
            "prosecutor_district",
            "prosecutor_region",
            "prosecutor_general",
            "ombudsman"
        ]
    );
}

#[test]
fn an_officer_who_rapes_a_prisoner_gets_the_minimum_and_loses_his_rank() {
    let (_place, file) = told("02-prison-officer");
    let rape = &acts(&file, "rape")[0].record;
    let officer = &involved(&file, "rape")[0];
    let track = &file.proceedings[0].record;
    let victim = file
        .people
        .iter()
        .find(|person| Some(person.id) == rape.victim)
        .unwrap();
    let rank = file
        .relations
        .iter()
        .find(|relation| is(&relation.record.relation_type, "officer_of"))
        .unwrap();
    all_so(&[
        (
            "a prisoner, in prison",
            has(&victim.record.vulnerabilities, "prisoner") && is(&file.events[0].record.place_type, "prison"),
        ),
        (
            "raped by an officer on duty",
            is(&officer.perpetrator_type, "prison_officer")
                && is(&officer.degree, "carried_out")
                && is(&officer.on_duty, "yes"),
        ),
        (
            "qualified as torture by its elements",
            has(&rape.qualification, "torture")
                && is(&rape.severe_pain, "shown")
                && is(&rape.official_capacity, "shown")
                && has(&rape.purposes, "discrimination"),
        ),
        (
            "registered as what was asked",
            file.steps.iter().any(|step| {
                is(&step.record.step_type, "registered") && has(&step.record.given_qualification, "cc_146")
            }),
        ),
        (
            "a verdict",
            file.steps.iter().any(|step| is(&step.record.step_type, "verdict")),
        ),
        (
            "a minimum term",
            is(&track.outcome, "imprisonment")
                && is(&track.sentence_level, "minimum")
                && track.imprisonment_months == Some(60),
        ),
        ("his rank is stripped", has(&track.further_penalties, "rank_stripped")),
        (
            "which he had",
            rank.record.person == officer.person && rank.record.rank.is_some() && rank.record.ended.is_some(),
        ),
        (
            "the motive is not in the verdict",
            is(&track.bias_motive_status, "ignored"),
        ),
    ]);
}

#[test]
fn nine_proceedings_each_ended_against_pictures_films_and_expert_reports() {
    let (_place, file) = told("09-nine-proceedings");
    let ended: Vec<&str> = file
        .proceedings
        .iter()
        .map(|track| slug(track.record.outcome.as_ref()))
        .collect();
    let victims: BTreeSet<_> = file.acts.iter().filter_map(|act| act.record.victim).collect();
    let refused_in = |track| {
        let steps = file
            .steps
            .iter()
            .filter(move |step| step.record.proceeding == Some(track));
        steps
            .filter(|step| sandyq_domain::casefile::is_refusal(&step.record))
            .count()
    };
    let requalified =
        |step: &&sandyq_domain::Entry<sandyq_domain::kinds::ProceedingStep>| is(&step.record.step_type, "requalified");
    let kinds: BTreeSet<&str> = file
        .evidence
        .iter()
        .map(|item| slug(item.record.evidence_kind.as_ref()))
        .collect();
    let supported = |act| file.evidence.iter().any(|item| item.record.supports.contains(&act));
    let years: BTreeSet<_> = file
        .events
        .iter()
        .filter_map(|event| event.record.date.as_ref()?.from)
        .map(|day| day.to_string()[..4].to_owned())
        .collect();
    all_so(&[
        ("one woman", victims.len() == 1),
        ("years of attacks", file.events.len() == 9 && years.len() >= 7),
        ("nine proceedings", file.proceedings.len() == 9),
        (
            "each with its outcome, none open or won",
            ended.iter().all(|outcome| {
                [
                    "registered_other_article",
                    "no_elements",
                    "offender_unidentified",
                    "limitation",
                    "reconciliation",
                ]
                .contains(outcome)
            }),
        ),
        (
            "each with a refusal and its words",
            file.proceedings.iter().all(|track| refused_in(track.id) >= 1),
        ),
        (
            "requalified as a household quarrel",
            file.steps
                .iter()
                .filter(requalified)
                .all(|step| step.record.refusal_words.is_some() && !step.record.given_qualification.is_empty()),
        ),
        ("five times", file.steps.iter().filter(requalified).count() == 5),
        (
            "against photographs, video and forensic reports",
            ["photo_injury", "photo_place", "video", "forensic_report"]
                .iter()
                .all(|kind| kinds.contains(kind)),
        ),
        ("every act has evidence", file.acts.iter().all(|act| supported(act.id))),
        ("and four have a doctor's finding", file.findings.len() == 4),
    ]);
}

#[test]
fn a_discussion_is_attacked_and_its_organisers_are_held_and_driven_out_of_town() {
    let (_place, file) = told("10-discussion");
    let held = acts(&file, "unlawful_detention");
    let driven = acts(&file, "expulsion");
    let organisers = |acts: &[&sandyq_domain::Entry<sandyq_domain::kinds::Act>]| {
        acts.iter().filter_map(|act| act.record.victim).collect::<BTreeSet<_>>()
    };
    let defenders: BTreeSet<_> = file
        .people
        .iter()
        .filter(|person| has(&person.record.vulnerabilities, "human_rights_defender"))
        .map(|person| person.id)
        .collect();
    all_so(&[
        (
            "a private discussion",
            file.events
                .iter()
                .any(|event| is(&event.record.place_type, "event_venue")),
        ),
        (
            "is attacked by a crowd",
            did(&file, "assembly_obstructed", "crowd", "carried_out"),
        ),
        (
            "police look on",
            did(&file, "failure_to_protect", "police_patrol", "failed_to_prevent"),
        ),
        (
            "and detain the organisers",
            organisers(&held) == defenders && defenders.len() == 2,
        ),
        (
            "for eight hours each",
            held.iter().all(|act| act.record.hours_held == Some(8)),
        ),
        (
            "police did it and police ordered it",
            did(&file, "unlawful_detention", "police_patrol", "carried_out")
                && did(&file, "unlawful_detention", "police_other", "ordered"),
        ),
        (
            "a telephone is forced open",
            held.iter().any(|act| is(&act.record.forced_unlock, "yes")),
        ),
        (
            "they are escorted out of town",
            organisers(&driven) == defenders && did(&file, "expulsion", "police_patrol", "carried_out"),
        ),
        (
            "as a reprisal for the meeting",
            file.event_links
                .iter()
                .any(|link| is(&link.record.link_type, "reprisal_for")),
        ),
        (
            "which is a right of assembly",
            file.events
                .iter()
                .any(|event| has_all(&event.record.rights_affected, &["iccpr_21"])),
        ),
        (
            "the complaint is turned against them",
            refusals(&file)
                .iter()
                .any(|step| is(&step.refusal_mode, "counter_accusation")),
        ),
    ]);
}
