use super::super::clue::Strength;
use super::*;
use crate::{MachineId, Timestamp, VersionVector};
use serde_json::{Value, json};

fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// Records by number, kind, the number of their case, and body.
fn gathered(records: &[(u8, &str, u8, Value)]) -> Gathered {
    let mut gathered = Gathered::default();
    for (n, kind, case, body) in records {
        gathered.take(&Envelope {
            id: id(*n),
            case: (*case > 0).then(|| id(*case)),
            kind: (*kind).to_owned(),
            version: VersionVector::default(),
            author: String::new(),
            machine: MachineId::from_bytes([1; 16]),
            time: Timestamp::from_millis(0),
            body: body.as_object().unwrap().clone(),
            withheld: Vec::new(),
            edits: crate::Edits::default(),
        });
    }
    gathered
}

fn told(gathered: &Gathered) -> Vec<String> {
    let told = gathered.proposals().into_iter().map(|proposal| {
        let sides: Vec<String> = proposal
            .sides
            .iter()
            .map(|side| side.id.to_bytes()[0].to_string())
            .collect();
        let reasons: Vec<&str> = proposal.reasons.iter().map(|clue| clue.sort.slug()).collect();
        format!(
            "{} {} by {}",
            proposal.finding.slug(),
            sides.join("+"),
            reasons.join(",")
        )
    });
    told.collect()
}

/// Two cases (1, 2), each with an event (11, 12) and an act (21, 22) in it.
fn two_cases() -> Vec<(u8, &'static str, u8, Value)> {
    let day = |day: &str| json!({ "from": day, "to": day, "precision": "day" });
    vec![
        (
            11,
            "event",
            1,
            json!({ "date": day("2024-05-01"), "region": "kz_79", "locality": "Вымысел" }),
        ),
        (
            12,
            "event",
            2,
            json!({ "date": day("2024-06-01"), "region": "kz_79", "locality": "вымысел" }),
        ),
        (
            21,
            "act",
            1,
            json!({ "event": id(11), "victim": id(31), "act_type": "extortion" }),
        ),
        (
            22,
            "act",
            2,
            json!({ "event": id(12), "victim": id(32), "act_type": "extortion" }),
        ),
    ]
}

fn doer(act: u8, more: &Value) -> Value {
    let mut body = json!({ "act": id(act), "perpetrator_type": "organised_group" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[test]
fn one_number_written_twice_joins_two_cases_by_the_events_it_was_left_in() {
    let mut records = two_cases();
    records.extend([
        (
            41,
            "perpetrator_mark",
            0,
            json!({ "mark_kind": "phone", "value": "+7 700 000 07 07" }),
        ),
        (
            42,
            "perpetrator_mark",
            0,
            json!({ "mark_kind": "phone", "value": "8 (700) 000-07-07" }),
        ),
        (51, "involvement", 1, doer(21, &json!({ "marks": [id(41)] }))),
        (52, "involvement", 2, doer(22, &json!({ "marks": [id(42)] }))),
    ]);
    let found = gathered(&records);
    assert_eq!(told(&found), ["same-perpetrators 1+2 by phone"]);
    let events: Vec<_> = found.proposals()[0].sides.iter().map(|side| side.event).collect();
    assert_eq!(events, [Some(id(11)), Some(id(12))]);
    records.reverse();
    assert_eq!(
        told(&gathered(&records)),
        ["same-perpetrators 1+2 by phone"],
        "in any order"
    );
}

#[test]
fn who_is_linked_already_is_not_proposed_and_a_method_alone_is_no_such_link() {
    let mut records = two_cases();
    records.extend([
        (
            41,
            "perpetrator_mark",
            0,
            json!({ "mark_kind": "description", "value": "хромой" }),
        ),
        (51, "involvement", 1, doer(21, &json!({ "marks": [id(41)] }))),
        (52, "involvement", 2, doer(22, &json!({ "marks": [id(41)] }))),
        (
            61,
            "event_link",
            2,
            json!({ "from_event": id(12), "to_event": id(11), "link_type": "same_method" }),
        ),
    ]);
    assert_eq!(told(&gathered(&records)), ["same-perpetrators 1+2 by mark"]);
    for kind in ["same_perpetrators", "part_of", "duplicate_of"] {
        records.last_mut().unwrap().3["link_type"] = json!(kind);
        assert!(told(&gathered(&records)).is_empty(), "{kind}");
    }
}

#[test]
fn a_person_a_gang_and_a_number_of_their_own_join_and_who_was_on_duty_does_not() {
    let mut records = two_cases();
    records.extend([
        (33, "person", 0, json!({})),
        (
            34,
            "person_identity",
            0,
            json!({ "person": id(33), "contacts": ["8 700 000 07 07"] }),
        ),
        (35, "organisation", 0, json!({ "organisation_kind": "gang" })),
        (36, "organisation", 0, json!({ "organisation_kind": "police" })),
        (
            41,
            "perpetrator_mark",
            0,
            json!({ "mark_kind": "phone", "value": "+77000000707" }),
        ),
        (
            51,
            "involvement",
            1,
            doer(21, &json!({ "person": id(33), "organisation": id(36) })),
        ),
        (
            52,
            "involvement",
            2,
            doer(22, &json!({ "marks": [id(41)], "organisation": id(36) })),
        ),
    ]);
    assert_eq!(
        told(&gathered(&records)),
        ["same-perpetrators 1+2 by phone"],
        "a police station is no gang"
    );
    for n in [5, 6] {
        records[4 + n].3["organisation"] = json!(id(35));
        records[4 + n].3["person"] = json!(id(33));
    }
    assert_eq!(
        told(&gathered(&records)),
        ["same-perpetrators 1+2 by phone,perpetrator,gang"]
    );
    records[10].3["degree"] = json!("failed_to_register");
    assert!(told(&gathered(&records)).is_empty());
}

#[test]
fn one_story_written_down_twice_is_proposed_by_day_place_and_act_by_file_and_by_number() {
    let mut records = two_cases();
    assert!(told(&gathered(&records)).is_empty(), "another day");
    records[1].3["date"] = records[0].3["date"].clone();
    assert_eq!(told(&gathered(&records)), ["duplicate 1+2 by place-and-day"]);
    assert_eq!(gathered(&records).proposals()[0].strength, Strength::Weak);
    records[3].3["victim"] = json!(id(31));
    let sum = "ab".repeat(32);
    records.extend([
        (71, "evidence_item", 1, json!({ "sha256": sum })),
        (72, "evidence_item", 2, json!({ "sha256": sum })),
        (73, "evidence_item", 3, json!({ "sha256": sum, "parent": id(71) })),
        (
            81,
            "proceeding",
            1,
            json!({ "proceeding_kind": "pre_trial_criminal", "erdr_number": "24 7900 031 000 001" }),
        ),
        (
            82,
            "proceeding",
            2,
            json!({ "proceeding_kind": "pre_trial_criminal", "official_numbers": ["247900031000001"] }),
        ),
    ]);
    assert_eq!(
        told(&gathered(&records)),
        ["duplicate 1+2 by official-number,file,victim-on-day,place-and-day"]
    );
    records[1].3["date"] = json!({ "from": "2024-05-01", "to": "2024-05-31", "precision": "month" });
    assert_eq!(
        told(&gathered(&records)),
        ["duplicate 1+2 by official-number,file"],
        "a month is no day"
    );
    records.push((
        61,
        "event_link",
        2,
        json!({ "from_event": id(12), "to_event": id(11), "link_type": "same_method" }),
    ));
    assert!(
        told(&gathered(&records)).is_empty(),
        "whoever linked them has seen both"
    );
}

#[test]
fn one_person_under_two_codes_is_proposed_and_namesakes_of_other_years_are_not() {
    let person = |n: u8, year: Option<i64>, identity: Value| {
        let mut identity = identity;
        identity["person"] = json!(id(n));
        let body = year.map_or_else(|| json!({}), |year| json!({ "birth_year": year }));
        [(n, "person", 0, body), (n + 100, "person_identity", 0, identity)]
    };
    let named = |name: &str| json!({ "legal_name": name });
    let people = [
        person(1, Some(1990), named("Вымышлева Айгерим")),
        person(2, Some(1991), named("Айгерім ВЫМЫШЛЕВА")),
        person(3, Some(1991), named("Вымышлева Айгерим")),
        person(
            4,
            None,
            json!({ "iin": "900101 400 019", "contacts": ["+7 700 000 11 22"] }),
        ),
        person(5, None, json!({ "iin": "900101400019" })),
        person(
            6,
            None,
            json!({ "contacts": ["WhatsApp 8 700 000 11 22"], "iin": "нет" }),
        ),
    ];
    let mut records: Vec<_> = people.into_iter().flatten().collect();
    let wanted = [
        "same-person 4+5 by iin",
        "same-person 4+6 by contact",
        "same-person 2+3 by name",
    ];
    assert_eq!(told(&gathered(&records)), wanted);
    records[2].3["same_as"] = json!(id(3));
    assert_eq!(told(&gathered(&records)), wanted[..2], "known already");
}
