//! What leaves in a table: no small number, nor one that follows from what left before.

use super::{asked, count, group, release, rows};
use crate::common::{LANG, Place, going_on};
use sandyq_casework::StatsFormat;
use sandyq_casework::view::StatsView;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;

#[test]
fn small_numbers_stay_inside_and_do_not_follow_from_what_leaves() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 9, true, "police_patrol");
    group(&mut place, 20, 7, true, "parent");
    group(&mut place, 40, 2, true, "employer");
    group(&mut place, 60, 30, false, "police_patrol");
    let asked = asked("victims", Some("involvement.perpetrator_type"), None);
    let inside = count(&place, &asked);
    assert_eq!((inside.all.sure, rows(&inside)["employer"]), (Some(48), Some(2)));
    let left = release(&mut place, &asked, "t.json");
    assert_eq!(left.all.sure, Some(18), "only those who agreed");
    assert_eq!(
        rows(&left),
        BTreeMap::from([("police_patrol", Some(9)), ("parent", None), ("employer", None)])
    );
    let file = fs::read_to_string(place.path("t.json")).unwrap();
    assert!(!file.contains("\"sure\": 2") && !file.contains("\"sure\": 7"), "{file}");
    // Only a partner's consent lets a table go to a partner.
    let out = place.path("p.json");
    let partner = place
        .session
        .release_stats(&asked, StatsFormat::Json, &out, true, LANG, &mut going_on)
        .unwrap();
    assert_eq!(partner.table.all.sure, Some(0));
}

#[test]
fn a_second_table_does_not_give_away_who_came_since_the_first() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 20, true, "police_patrol");
    group(&mut place, 30, 20, true, "parent");
    let by_type = asked("cases", Some("involvement.perpetrator_type"), None);
    assert_eq!(release(&mut place, &by_type, "1.json").hidden, 0);
    // The same once more tells nothing new.
    assert_eq!(release(&mut place, &by_type, "2.json").hidden, 0);
    group(&mut place, 60, 1, true, "parent");
    let third = release(&mut place, &by_type, "3.json");
    assert_eq!(third.all.sure, None, "one more than before: {:?}", rows(&third));
    assert!(rows(&third)["parent"].is_none());
    group(&mut place, 70, 10, true, "parent");
    group(&mut place, 90, 10, true, "police_patrol");
    assert_eq!(release(&mut place, &by_type, "4.json").hidden, 0, "enough came since");
}

#[test]
fn a_table_with_other_lines_does_not_give_away_what_an_earlier_one_hid() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 9, true, "police_patrol");
    group(&mut place, 20, 7, true, "parent");
    group(&mut place, 40, 2, true, "employer");
    let by_both = asked("victims", Some("involvement.perpetrator_type"), Some("by_police"));
    let first = release(&mut place, &by_both, "1.json");
    assert_eq!(
        rows(&first),
        BTreeMap::from([("police_patrol", Some(9)), ("parent", None), ("employer", None)])
    );
    // Alone, the seven of one line could leave; beside the first table they would give the two away, whichever way round they stand.
    for (name, asked) in [
        ("2.json", asked("victims", Some("involvement.perpetrator_type"), None)),
        ("3.json", asked("victims", None, Some("involvement.perpetrator_type"))),
        (
            "4.json",
            asked("victims", Some("by_police"), Some("involvement.perpetrator_type")),
        ),
    ] {
        let table = release(&mut place, &asked, name);
        let lines = rows(&table).into_iter();
        let columns = table.columns.iter().zip(&table.column_totals);
        let columns = columns.map(|(column, cell)| (column.value.as_str(), cell.sure));
        let parent = lines.chain(columns).find(|(value, _)| *value == "parent");
        assert_eq!(parent, Some(("parent", None)), "{name}");
    }
}

#[test]
fn a_table_counts_on_what_readers_know_already() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 9, true, "police_patrol");
    group(&mut place, 20, 7, true, "parent");
    group(&mut place, 40, 2, true, "employer");
    group(&mut place, 60, 5, true, "neighbour_landlord");
    // The sums of police and others are known to readers now.
    let by_police = release(&mut place, &asked("victims", Some("by_police"), None), "1.json");
    assert_eq!(
        (rows(&by_police)["police"], rows(&by_police)["others"]),
        (Some(9), Some(14))
    );
    let both = release(
        &mut place,
        &asked("victims", Some("by_police"), Some("involvement.perpetrator_type")),
        "2.json",
    );
    let others = both.rows.iter().find(|row| row.value.value == "others").unwrap();
    let hidden = others.cells.iter().filter(|cell| cell.sure.is_none()).count();
    assert!(
        hidden >= 2,
        "a lone hidden number would follow from the sum of the first table"
    );
}

#[test]
fn losses_leave_with_the_number_of_people_and_without_anybodys_own() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 6, true, "police_patrol");
    let lost = |place: &mut Place, first: u32, n: u32, field: &str| {
        let mut records = Vec::new();
        for number in first..first + n {
            let (case, event, person) = (format!("c{number}"), format!("e{number}"), format!("p{number}"));
            records.extend([
                json!({ "kind": "case", "key": case, "title": "T" }),
                json!({ "kind": "person", "key": person }),
                json!({ "kind": "event", "key": event, "case": case, "title": "E", "verification": "likely", "date": "2025-03-01" }),
                json!({ "kind": "act", "case": case, "event": event, "victim": person, "act_type": "extortion", field: 1000 * number }),
                json!({ "kind": "consent", "case": case, "person": person, "given_by": "self", "purpose": ["own_statistics"],
                    "identity_level": "aggregated_only", "form": "oral_noted", "given": "2025-03-02" }),
            ]);
        }
        place.import(&json!({ "records": records }));
    };
    lost(&mut place, 100, 5, "extorted_kzt");
    lost(&mut place, 200, 4, "medical_cost_kzt");
    let numbers = |table: &StatsView, line: &str| {
        let row = table.rows.iter().find(|row| row.value.value == line).unwrap();
        row.cells.iter().map(|cell| cell.sure).collect::<Vec<_>>()
    };
    let asked = asked("losses", None, None);
    let inside = count(&place, &asked);
    assert_eq!(
        numbers(&inside, "extorted"),
        [Some(5), Some(510_000), Some(102_000), Some(100_000), Some(104_000)]
    );
    let left = release(&mut place, &asked, "l.json");
    assert_eq!(
        numbers(&left, "extorted"),
        [Some(5), Some(510_000), None, None, None],
        "the middle one of five is one person's"
    );
    assert_eq!(numbers(&left, "medical_cost"), [None; 5]);
    assert_eq!(numbers(&left, "lost_income"), [Some(0), Some(0)], "and no middle");
    // One more, and the sum of the two tables would be that person's own loss.
    lost(&mut place, 300, 1, "extorted_kzt");
    let again = release(&mut place, &asked, "m.json");
    assert_eq!(numbers(&again, "extorted"), [None; 5]);
    let saved = serde_json::to_vec(&inside).unwrap();
    let differs = place.session.count_again(&saved, LANG, &mut going_on).unwrap();
    assert!(!differs.same_numbers, "{:?}", differs.lines);
}

#[test]
fn what_authorities_did_is_told_in_every_number() {
    let mut place = Place::new("Мониторинг");
    place.import(&json!({ "records": [
        { "kind": "case", "key": "c", "title": "T" },
        { "kind": "proceeding", "key": "t", "case": "c", "title": "P", "proceeding_kind": "pre_trial_criminal" },
        { "kind": "proceeding_step", "key": "s", "case": "c", "proceeding": "t", "step_type": "complaint_filed", "date": "2025-03-01",
          "requested_qualification": ["cc_145"] },
        { "kind": "proceeding_step", "case": "c", "proceeding": "t", "step_type": "suspect_named", "date": "2025-04-01" }
    ] }));
    let table = release(&mut place, &asked("applications", Some("stage"), None), "t.json");
    let stages = rows(&table);
    assert_eq!(
        (stages["filed"], stages["suspect"], stages["sentence"]),
        (Some(1), Some(1), Some(0))
    );
    assert_eq!(table.hidden, 0);
}

#[test]
fn a_no_said_in_another_case_is_heard_here() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 12, true, "police_patrol");
    let asked = asked("cases", Some("by_police"), None);
    assert_eq!(release(&mut place, &asked, "1.json").all.sure, Some(12));
    place.import(&json!({ "records": [
        { "kind": "case", "key": "other", "title": "T" },
        { "kind": "consent", "case": "other", "person": "P-001", "given_by": "self", "purpose": ["own_statistics"],
            "identity_level": "aggregated_only", "form": "oral_noted", "given": "2025-03-02", "withdrawn": "2025-04-01" },
    ] }));
    let second = release(&mut place, &asked, "2.json");
    assert_eq!(second.all.sure, None, "eleven are one fewer than the first table said");
}

#[test]
fn what_is_only_possibly_in_a_period_is_not_named_where_it_leaves() {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 12, true, "police_patrol");
    group(&mut place, 20, 1, true, "employer");
    let mut asked = asked("cases", Some("involvement.perpetrator_type"), None);
    // All of them happened on the first of March; the employer's day is not known any more.
    place.import(&json!({ "records": [
        { "kind": "case", "key": "v", "title": "T" },
        { "kind": "person", "key": "vp" },
        { "kind": "event", "key": "ve", "case": "v", "title": "E", "verification": "confirmed", "date": "2025" },
        { "kind": "act", "key": "va", "case": "v", "event": "ve", "victim": "vp", "act_type": "beating" },
        { "kind": "involvement", "case": "v", "act": "va", "perpetrator_type": "sibling", "degree": "carried_out" },
        { "kind": "consent", "case": "v", "person": "vp", "given_by": "self", "purpose": ["own_statistics"],
            "identity_level": "aggregated_only", "form": "oral_noted", "given": "2025-03-02" },
    ] }));
    asked.from = Some("2025-03-01".to_owned());
    asked.to = Some("2025-03-31".to_owned());
    let inside = count(&place, &asked);
    assert!(rows(&inside).contains_key("sibling"), "inside it is told as possible");
    let left = release(&mut place, &asked, "t.json");
    assert!(!rows(&left).contains_key("sibling"), "{:?}", rows(&left));
}
