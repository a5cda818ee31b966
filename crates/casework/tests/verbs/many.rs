//! Many cases in one bundle: each is told with its own people, and what is written grows with the cases and not with their square.

use crate::common::{LANG, Place, members, refused, request, tar_of};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use sandyq_casework::view::SealRequest;
use serde_json::{Value, json};

/// Cases of one person each, and one station that all of them name.
fn place(cases: usize) -> Place {
    let mut place = Place::new("Монитор");
    let mut records = vec![json!({ "kind": "organisation", "key": "station", "name_ru": "Выдуманный отдел" })];
    for n in 0..cases {
        let (case, person, act) = (format!("case{n}"), format!("person{n}"), format!("act{n}"));
        // Names in pairs of letters that no other has, and one that all share.
        let own: String = [n / 26, n % 26]
            .map(|n| char::from(b'a' + u8::try_from(n).unwrap()))
            .iter()
            .collect();
        records.extend([
            json!({ "kind": "case", "key": case, "code": format!("K-26-{n:03}") }),
            json!({ "kind": "person", "key": person, "code": format!("P-{n:03}") }),
            json!({ "kind": "person_identity", "person": person, "legal_name": format!("Qo{own}qo{own} Динара") }),
            json!({ "kind": "act", "key": act, "case": case, "victim": person, "act_type": "beating" }),
            json!({ "kind": "involvement", "case": case, "act": act, "perpetrator_type": "police_patrol", "organisation": "station" }),
            json!({ "kind": "account", "case": case, "source": person, "text": "Динару увезли" }),
        ]);
    }
    let report = place.import(&json!({ "records": records }));
    assert!(report.refused.is_empty());
    place
}

fn asked(to: &Identity, cases: usize) -> SealRequest {
    SealRequest {
        cases: (0..cases).map(|n| format!("K-26-{n:03}")).collect(),
        withhold_identity: true,
        consent_override: "Проверка".to_owned(),
        ..request(&to.recipient().to_string())
    }
}

/// `index.html` of a hand-over of so many cases, and the place it was sealed in.
fn dossier(cases: usize) -> (String, Place) {
    let mut place = place(cases);
    let stranger = Identity::generate();
    let out = place.path("b.age");
    place.seal_as(&asked(&stranger, cases), &out).unwrap();
    let tar = members(&tar_of(&out, &stranger));
    let page = tar.into_iter().find(|member| member.name == "index.html").unwrap();
    (String::from_utf8(page.bytes).unwrap(), place)
}

#[test]
fn each_case_is_told_with_its_own_people_and_what_all_share() {
    let (page, _) = dossier(5);
    let cases = page.split("<section class=\"closing\"").next().unwrap();
    let sections: Vec<&str> = cases.split("<section class=\"case\"").skip(1).collect();
    assert_eq!(sections.len(), 5);
    for (n, section) in sections.iter().enumerate() {
        for other in 0..5 {
            let stands = section.contains(&format!("P-{other:03}"));
            assert_eq!(stands, other == n, "person {other} in case {n}");
        }
        assert!(section.contains("Выдуманный отдел"));
    }
}

#[test]
fn the_dossier_of_four_times_the_cases_is_no_more_than_four_times_as_long() {
    let (few, many) = (dossier(8).0.len(), dossier(32).0.len());
    assert!(many < 4 * few, "{few} bytes, then {many}");
}

#[test]
fn an_override_is_entered_with_the_people_of_each_case() {
    let (_, place) = dossier(3);
    let journal = place.session.read_journal(true, LANG).unwrap();
    let overrides: Vec<String> = journal
        .entries
        .iter()
        .filter(|line| line.entry == "override")
        .map(|line| json!(line).to_string())
        .collect();
    assert_eq!(overrides.len(), 3);
    for n in 0..3 {
        let naming = overrides
            .iter()
            .filter(|line| line.contains(&format!("P-{n:03}")))
            .count();
        assert_eq!(naming, 1, "person {n}");
    }
}

#[test]
fn of_many_who_share_a_name_a_text_is_told_to_name_those_of_its_own_case_first() {
    let cases = 20;
    let place = place(cases);
    let stranger = Identity::generate();
    let preview = place.session.preview_seal(&asked(&stranger, cases), LANG).unwrap();
    let named: Vec<Value> = preview.look_again.iter().map(|line| json!(line.text)).collect();
    let told = |n: usize| {
        named
            .iter()
            .filter(|line| line.to_string().contains(&format!("P-{n:03}")))
            .count()
    };
    for n in 0..cases {
        assert!(told(n) >= 1, "the text of case {n} names its own person");
    }
    let all: usize = (0..cases).map(told).sum();
    assert!(all <= 8 * cases, "{all} lines for {cases} texts");
}

/// A manifest of 1 MiB lists everybody; codes as long as may be fill it with few.
#[test]
fn what_one_bundle_cannot_list_is_refused_before_anything_is_made_and_what_is_advised_is_sealed() {
    let (cases, people) = (4, 400);
    let long = "П".repeat(180);
    let mut records = Vec::new();
    for case in 0..cases {
        records.push(json!({ "kind": "case", "key": format!("case{case}"), "code": format!("K-26-{case:03}") }));
        for person in 0..people {
            let key = format!("p{case}x{person}");
            records.push(json!({ "kind": "person", "key": key, "code": format!("{long}{case}-{person}") }));
            records.push(json!({ "kind": "act", "case": format!("case{case}"), "victim": key, "act_type": "threat" }));
        }
    }
    let mut place = Place::new("Монитор");
    assert!(place.import(&json!({ "records": records })).refused.is_empty());
    let to = Identity::generate();
    let out = place.path("b.age");
    let told = place.session.preview_seal(&asked(&to, cases), LANG).err().unwrap();
    assert_eq!(told.code, ErrorCode::TooManyAtOnce);
    let advised: usize = told.about.parse().unwrap();
    assert!(0 < advised && advised < cases, "{advised}");
    assert_eq!(
        refused(place.seal_as(&asked(&to, cases), &out)),
        ErrorCode::TooManyAtOnce
    );
    assert!(!out.exists());
    place.session.preview_seal(&asked(&to, advised), LANG).unwrap();
    place.seal_as(&asked(&to, advised), &out).unwrap();
}
