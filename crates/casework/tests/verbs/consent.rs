//! Whose name leaves, whatever the sender forgot.

use crate::common::{LANG, Place, document, holds, object, request, tar_of};
use sandyq_agefile::Identity;
use serde_json::{Value, json};

const VICTIM: &str = "Выдуманова";
const OFFICER: &str = "Дежурнов Тест";

/// Whether the victim's name leaves, with the victim's consent changed so.
fn leaves(change: &Value, purpose: &str) -> bool {
    let mut monitor = Place::new("Монитор");
    let mut document = document();
    let records = document["records"].as_array_mut().unwrap();
    let at = records.iter().position(|record| record["kind"] == "consent").unwrap();
    if change.is_null() {
        records.remove(at);
    } else {
        records[at].as_object_mut().unwrap().extend(object(change));
    }
    assert!(monitor.import(&document).refused.is_empty());
    let stranger = Identity::generate();
    let mut request = request(&stranger.recipient().to_string());
    purpose.clone_into(&mut request.purpose);
    let out = monitor.path("b.age");
    let preview = monitor.session.preview_seal(&request).unwrap();
    let outcome = monitor.seal_as(&request, &out).unwrap();
    assert!(preview.stays == outcome.withheld, "what was shown is what was done");
    let tar = tar_of(&out, &stranger);
    let left = holds(&tar, VICTIM);
    assert_eq!(left, preview.stays.is_empty());
    // An officer known only as perpetrator is not asked.
    assert!(holds(&tar, OFFICER));
    left
}

#[test]
fn a_named_consent_for_this_purpose_lets_the_name_out() {
    assert!(leaves(&json!({}), "legal_help"));
    assert!(leaves(&json!({ "expires": "2099-01-01" }), "legal_help"));
}

#[test]
fn without_a_consent_the_name_stays() {
    assert!(!leaves(&Value::Null, "legal_help"));
}

#[test]
fn a_consent_for_something_else_lets_no_name_out() {
    assert!(!leaves(&json!({}), "media"));
    assert!(!leaves(&json!({ "purpose": ["unknown"] }), "legal_help"));
    assert!(!leaves(
        &json!({ "purpose": [{ "other": "legal_help" }] }),
        "legal_help"
    ));
}

#[test]
fn a_withdrawn_or_expired_consent_lets_no_name_out() {
    assert!(!leaves(&json!({ "withdrawn": "2025-04-01" }), "legal_help"));
    assert!(!leaves(
        &json!({ "withdrawn": { "as_told": "весной", "precision": "unknown" } }),
        "legal_help"
    ));
    assert!(!leaves(&json!({ "expires": "2025-12-31" }), "legal_help"));
}

#[test]
fn a_consent_below_the_name_lets_no_name_out() {
    for level in [
        "pseudonym",
        "aggregated_only",
        "unknown",
        "declined",
        "not_asked",
        "not_applicable",
    ] {
        assert!(!leaves(&json!({ "identity_level": level }), "legal_help"), "{level}");
    }
    assert!(!leaves(
        &json!({ "identity_level": { "other": "named_public" } }),
        "legal_help"
    ));
}

#[test]
fn a_purpose_that_does_not_exist_seals_nothing() {
    let mut monitor = Place::with_a_case("Монитор");
    let mut request = request(&Identity::generate().recipient().to_string());
    request.purpose = "everything".to_owned();
    let out = monitor.path("b.age");
    assert!(monitor.seal_as(&request, &out).is_err() && !out.exists());
    assert!(monitor.session.list_bundles(LANG).unwrap().is_empty());
}

#[test]
fn a_withdrawal_in_another_case_keeps_the_name_here_and_a_consent_there_lets_none_out() {
    let mut monitor = Place::new("Монитор");
    assert!(monitor.import(&document()).refused.is_empty());
    let stranger = Identity::generate();
    let request = request(&stranger.recipient().to_string());
    let elsewhere = monitor
        .session
        .add_record("case", None, &object(&json!({ "title": "Другое дело" })))
        .unwrap();
    assert!(monitor.session.preview_seal(&request).unwrap().stays.is_empty());

    let case = elsewhere.id.to_string();
    let withdrawal = json!({
        "person": "P-001", "purpose": ["legal_help"], "identity_level": "named_confidential", "withdrawn": "2099-01-01",
    });
    monitor
        .session
        .add_record("consent", Some(&case), &object(&withdrawal))
        .unwrap();
    let stays = monitor.session.preview_seal(&request).unwrap().stays;
    assert!(stays.iter().any(|line| line.text.contains("P-001")));
    let out = monitor.path("b.age");
    monitor.seal_as(&request, &out).unwrap();
    assert!(!holds(&tar_of(&out, &stranger), VICTIM));
}
