//! What families did, and who helped them.

use super::{acts, all_so, did, has, has_all, involved, is, refusals, told};
use sandyq_domain::{Lang, RecordId};

#[test]
fn a_father_an_officer_and_a_psychologist_against_a_child_who_withdraws() {
    let (_place, file) = told("04-father");
    let child = file
        .people
        .iter()
        .find(|person| has(&person.record.vulnerabilities, "minor"))
        .unwrap();
    let fathers = file.relations.iter().filter(|relation| {
        is(&relation.record.relation_type, "parent") && relation.record.other_person == Some(child.id)
    });
    let father: Vec<Option<RecordId>> = fathers.map(|relation| relation.record.person).collect();
    let beaten = involved(&file, "beating");
    let refused = refusals(&file);
    let offered = &acts(&file, "threat")[0].record;
    let withdrawn = file
        .steps
        .iter()
        .find(|step| is(&step.record.step_type, "withdrawn"))
        .unwrap();
    all_so(&[
        ("a trans child", is(&child.record.gender_identity, "trans_man")),
        (
            "beaten by the father",
            beaten.len() == 1 && beaten[0].person.is_some() && father == [beaten[0].person],
        ),
        ("as a parent, himself", did(&file, "beating", "parent", "carried_out")),
        (
            "the officer does not protect",
            did(&file, "failure_to_protect", "police_other", "failed_to_prevent"),
        ),
        (
            "and says nobody will come next time",
            refused[0]
                .refusal_words
                .as_deref()
                .is_some_and(|words| words.contains("ешкім келмейді")),
        ),
        (
            "the psychologist proposes a hospital",
            did(&file, "threat", "psychologist", "carried_out") && offered.procedure.is_some(),
        ),
        (
            "to change the child, over the child's head",
            is(&offered.medical_purpose, "conversion") && is(&offered.medical_consent, "guardian"),
        ),
        (
            "the statement is withdrawn under pressure",
            is(&withdrawn.record.refusal_mode, "pressured_to_withdraw"),
        ),
        (
            "and the proceeding ends with that",
            file.proceedings
                .iter()
                .all(|track| is(&track.record.outcome, "discontinued")),
        ),
        (
            "out of fear: the danger was weighed",
            file.risks
                .iter()
                .any(|risk| is(&risk.record.likelihood, "almost_certain")),
        ),
        (
            "no shelter was found, and why",
            file.tasks
                .iter()
                .any(|task| is(&task.record.status, "missed") && !task.record.why.is_empty()),
        ),
        (
            "a relative consents, who is not the father",
            file.consents.iter().all(|consent| {
                consent
                    .record
                    .given_by_person
                    .is_some_and(|by| !father.contains(&Some(by)))
            }),
        ),
    ]);
}

#[test]
fn taken_from_home_made_to_pray_shaved_escaped_and_never_reported() {
    let (place, file) = told("06-abducted");
    let prayers = &acts(&file, "forced_religion")[0].record;
    let questions = place.session.show_case("K-26-106", Lang::En).unwrap().row.questions;
    all_so(&[
        (
            "abducted from home",
            !acts(&file, "abduction").is_empty() && is(&file.events[0].record.place_type, "victim_home"),
        ),
        (
            "by family",
            did(&file, "abduction", "sibling", "carried_out")
                && did(&file, "abduction", "other_relative", "accomplice"),
        ),
        ("held", !acts(&file, "family_confinement").is_empty()),
        (
            "made to pray",
            has(&prayers.conversion_practices, "prayer")
                && is(&prayers.conversion_setting, "religious")
                && prayers.organiser.is_some(),
        ),
        (
            "hair shaved",
            has(&prayers.conversion_practices, "forced_appearance") && !acts(&file, "humiliation").is_empty(),
        ),
        (
            "phone taken",
            acts(&file, "robbery")[0].record.property_lost.as_deref() == Some("телефон"),
        ),
        (
            "escaped",
            is(&acts(&file, "family_confinement")[0].record.status_at_end, "escaped"),
        ),
        (
            "never reported",
            file.events.iter().all(|event| is(&event.record.reported, "no")) && file.proceedings.is_empty(),
        ),
        (
            "and why",
            file.events
                .iter()
                .all(|event| has_all(&event.record.why_not_reported, &["fear_outing", "no_trust"])),
        ),
        (
            "so nobody is asked whether it was",
            !questions.iter().any(|question| question.text.contains("reported")),
        ),
        (
            "a date as it was told",
            file.events[0]
                .record
                .date
                .as_ref()
                .is_some_and(|date| date.as_told.is_some()),
        ),
    ]);
}

#[test]
fn captured_three_times_operated_on_in_another_city_and_nobody_prosecuted() {
    let (_place, file) = told("08-surgery");
    let surgery = &acts(&file, "forced_medical")[0].record;
    let clinic = file
        .organisations
        .iter()
        .find(|one| Some(one.id) == surgery.institution)
        .unwrap();
    let home = &file.events[0].record.region;
    let refused = refusals(&file);
    all_so(&[
        (
            "captured by the family, again and again",
            acts(&file, "abduction").len() == 3 && did(&file, "abduction", "parent", "carried_out"),
        ),
        (
            "in this order",
            file.event_links
                .iter()
                .filter(|link| is(&link.record.link_type, "precedes"))
                .count()
                == 2,
        ),
        (
            "brain surgery without consent",
            is(&surgery.medical_consent, "none") && surgery.procedure.is_some() && is(&surgery.reversible, "no"),
        ),
        (
            "to cure",
            is(&surgery.medical_purpose, "conversion") && has(&surgery.conversion_practices, "surgery"),
        ),
        (
            "by surgeons, at the parents' demand",
            did(&file, "forced_medical", "medical_private", "carried_out")
                && did(&file, "forced_medical", "parent", "ordered"),
        ),
        (
            "in another city",
            clinic.record.region != *home && clinic.record.region.is_some(),
        ),
        (
            "with lasting damage",
            has(&surgery.physical_harm, "neurological_loss")
                && file
                    .findings
                    .iter()
                    .any(|found| is(&found.record.degree_of_consistency, "diagnostic_of")),
        ),
        (
            "police called and did not come",
            did(&file, "failure_to_protect", "police_duty_station", "failed_to_prevent"),
        ),
        (
            "no prosecution",
            is(&file.proceedings[0].record.current_stage, "not_accepted")
                && is(&file.proceedings[0].record.outcome, "no_elements"),
        ),
        (
            "refused at every step, with the words",
            refused.len() == 3 && refused.iter().all(|step| step.refusal_words.is_some()),
        ),
    ]);
}
