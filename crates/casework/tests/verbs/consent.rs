//! Whose name leaves, whatever the sender forgot.

use crate::common::{LANG, Place, document, holds, object, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use serde_json::{Value, json};

const VICTIM: &str = "Выдуманова";
const OFFICER: &str = "Дежурнов Тест";

const REASON: &str = "Её везут этапом, спросить нельзя";

/// What becomes of a bundle, with the victim's consent changed so.
#[derive(PartialEq, Debug)]
enum Fate {
    /// It leaves, with the victim's name or without.
    Leaves(bool),
    /// It is refused, naming the victim; with a written reason it leaves, with the name or without.
    NeedsReason(bool),
}

fn leaves(change: &Value, purpose: &str) -> Fate {
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
    let preview = monitor.session.preview_seal(&request, LANG).unwrap();
    let is_covered = preview.uncovered.is_empty();
    if !is_covered {
        let failure = monitor.seal_as(&request, &out).err().expect("refused");
        assert_eq!(
            (failure.code, failure.about.as_str()),
            (ErrorCode::ConsentMissing, "P-001")
        );
        assert!(!out.exists() && monitor.session.list_bundles(LANG).unwrap().is_empty());
        REASON.clone_into(&mut request.consent_override);
    }
    let preview = monitor.session.preview_seal(&request, LANG).unwrap();
    let outcome = monitor.seal_as(&request, &out).unwrap();
    assert!(preview.stays == outcome.withheld, "what was shown is what was done");
    let tar = tar_of(&out, &stranger);
    let left = holds(&tar, VICTIM);
    assert_eq!(left, preview.stays.is_empty());
    // An officer known only as perpetrator is not asked.
    assert!(holds(&tar, OFFICER));
    // The reason is kept on both sides: in the manifest, and in the journal here.
    assert_eq!(holds(&tar, REASON), !is_covered);
    let journal = monitor.session.read_journal(true, LANG).unwrap();
    let overridden = journal
        .entries
        .iter()
        .any(|line| line.entry == "override" && line.action == "consent_override");
    assert!(overridden != is_covered && journal.faults.is_empty());
    if is_covered {
        Fate::Leaves(left)
    } else {
        Fate::NeedsReason(left)
    }
}

#[test]
fn a_named_consent_for_this_purpose_lets_the_name_out() {
    assert_eq!(leaves(&json!({}), "legal_help"), Fate::Leaves(true));
    assert_eq!(
        leaves(&json!({ "expires": "2099-01-01" }), "legal_help"),
        Fate::Leaves(true)
    );
}

#[test]
fn without_a_consent_nothing_leaves_but_with_a_written_reason() {
    assert_eq!(leaves(&Value::Null, "legal_help"), Fate::NeedsReason(true));
}

#[test]
fn a_consent_for_something_else_covers_nothing() {
    assert_eq!(leaves(&json!({}), "media"), Fate::NeedsReason(true));
    assert_eq!(
        leaves(&json!({ "purpose": ["unknown"] }), "legal_help"),
        Fate::NeedsReason(true)
    );
    let other = json!({ "purpose": [{ "other": "legal_help" }] });
    assert_eq!(leaves(&other, "legal_help"), Fate::NeedsReason(true));
}

#[test]
fn a_reason_stands_in_for_an_expired_consent_and_never_for_a_no() {
    let withdrawn = [
        json!("2025-04-01"),
        json!({ "as_told": "весной", "precision": "unknown" }),
    ];
    for day in withdrawn {
        assert_eq!(
            leaves(&json!({ "withdrawn": day }), "legal_help"),
            Fate::NeedsReason(false)
        );
    }
    assert_eq!(
        leaves(&json!({ "refused": ["legal_help"] }), "legal_help"),
        Fate::NeedsReason(false)
    );
    assert_eq!(
        leaves(&json!({ "expires": "2025-12-31" }), "legal_help"),
        Fate::NeedsReason(true)
    );
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
        assert_eq!(
            leaves(&json!({ "identity_level": level }), "legal_help"),
            Fate::Leaves(false),
            "{level}"
        );
    }
    let other = json!({ "identity_level": { "other": "named_public" } });
    assert_eq!(leaves(&other, "legal_help"), Fate::Leaves(false));
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
    let mut request = request(&stranger.recipient().to_string());
    let elsewhere = monitor
        .session
        .add_record("case", None, &object(&json!({ "title": "Другое дело" })))
        .unwrap();
    assert!(monitor.session.preview_seal(&request, LANG).unwrap().stays.is_empty());

    let case = elsewhere.id.to_string();
    let withdrawal = json!({
        "person": "P-001", "purpose": ["legal_help"], "identity_level": "named_confidential", "withdrawn": "2099-01-01",
    });
    monitor
        .session
        .add_record("consent", Some(&case), &object(&withdrawal))
        .unwrap();
    let stays = monitor.session.preview_seal(&request, LANG).unwrap().stays;
    assert!(stays.iter().any(|line| line.text.contains("P-001")));
    let out = monitor.path("b.age");
    REASON.clone_into(&mut request.consent_override);
    monitor.seal_as(&request, &out).unwrap();
    assert!(!holds(&tar_of(&out, &stranger), VICTIM));
}

/// One person of two cases agreed in the first alone; together neither may be taken for the other.
#[test]
fn a_consent_of_one_case_lets_nothing_out_of_another_sealed_with_it() {
    let mut monitor = Place::new("Монитор");
    let case = |n: u32| {
        let (case, event) = (format!("c{n}"), format!("e{n}"));
        [
            json!({ "kind": "case", "key": case, "code": format!("K-26-00{n}") }),
            json!({ "kind": "event", "key": event, "case": case, "title": "E" }),
            json!({ "kind": "act", "case": case, "event": event, "victim": "p", "act_type": "beating" }),
        ]
    };
    let consent = |case: &str| {
        json!({ "kind": "consent", "case": case, "person": "p", "given_by": "self", "purpose": ["legal_help"],
            "identity_level": "named_confidential", "form": "oral_noted", "given": "2025-03-02" })
    };
    let mut records = vec![json!({ "kind": "person", "key": "p", "code": "P-001" }), consent("c1")];
    records.extend(case(1).into_iter().chain(case(2)));
    assert!(monitor.import(&json!({ "records": records })).refused.is_empty());
    let stranger = Identity::generate();
    let asked = |cases: &[&str]| sandyq_casework::view::SealRequest {
        cases: cases.iter().map(|&case| case.to_owned()).collect(),
        ..request(&stranger.recipient().to_string())
    };
    let covered = |monitor: &Place, cases: &[&str]| {
        let preview = monitor.session.preview_seal(&asked(cases), LANG).unwrap();
        preview.uncovered.is_empty()
    };
    assert!(covered(&monitor, &["K-26-001"]));
    assert!(!covered(&monitor, &["K-26-002"]));
    assert!(
        !covered(&monitor, &["K-26-001", "K-26-002"]),
        "agreed to the first alone"
    );
    let mut second = consent("K-26-002");
    second["person"] = json!("P-001");
    assert!(monitor.import(&json!({ "records": [second] })).refused.is_empty());
    assert!(covered(&monitor, &["K-26-001", "K-26-002"]), "agreed to each");
}
