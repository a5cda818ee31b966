//! How many people a group of events has hurt: those somebody has a code for, and by estimate.

use super::groups::joined;
use crate::casefile::Entry;
use crate::ids::RecordId;
use crate::kinds::{Event, Person};
use std::collections::{BTreeMap, BTreeSet};

/// Victims of a group of events, each person once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Victims {
    /// People with a code; a group of people counts by its least number, an organisation is nobody.
    pub known: u32,
    /// There were no fewer.
    pub least: u32,
    /// There were no more; `None` where an event has a least number and no greatest.
    pub most: Option<u32>,
}

/// Counts them. `acts` are pairs of event and victim, `parts` pairs of a part and its whole; an act in no event counts as known.
///
/// People of one event may be people of another, so estimates are never summed blindly: there are at least as many as the largest
/// event had, and at most the known ones and, for each event that is part of no other, those it has beyond its known ones.
#[must_use]
pub fn victims(
    events: &[&Entry<Event>],
    parts: &[(RecordId, RecordId)],
    acts: &[(Option<RecordId>, RecordId)],
    people: &[&Entry<Person>],
) -> Victims {
    let sizes: BTreeMap<RecordId, u32> = people.iter().map(|entry| (entry.id, size(&entry.record))).collect();
    let same = people
        .iter()
        .filter_map(|entry| Some((entry.id, entry.record.same_as?)));
    let ones = joined(same);
    let one = |victim: &RecordId| ones.get(victim).copied().unwrap_or(*victim);
    let acts: Vec<(Option<RecordId>, RecordId)> = acts.iter().map(|(event, victim)| (*event, one(victim))).collect();
    let count = |victims: &BTreeSet<RecordId>| {
        victims.iter().fold(0u32, |sum, victim| {
            sum.saturating_add(sizes.get(victim).copied().unwrap_or(1))
        })
    };
    let known: u32 = count(&acts.iter().map(|(_, victim)| *victim).collect());
    let here: BTreeSet<RecordId> = events.iter().map(|event| event.id).collect();
    let (mut least, mut most) = (known, Some(known));
    for event in events {
        let is_part = parts
            .iter()
            .any(|(part, whole)| *part == event.id && here.contains(whole) && part != whole);
        let within = within(event.id, parts);
        let of_event = |(event, _): &&(Option<RecordId>, RecordId)| event.is_some_and(|event| within.contains(&event));
        let known_here: u32 = count(&acts.iter().filter(of_event).map(|(_, victim)| *victim).collect());
        let Event {
            victims_known,
            victims_min,
            victims_max,
            ..
        } = &event.record;
        let told = |number: &Option<i64>| number.map(|number| u32::try_from(number.max(0)).unwrap_or(u32::MAX));
        let told_least = told(victims_min).or(told(victims_known)).unwrap_or(known_here);
        least = least.max(told_least);
        if is_part {
            continue;
        }
        let told_most = match (told(victims_max), told(victims_min)) {
            (Some(most), _) => Some(most.max(told_least)),
            (None, Some(_)) => None,
            (None, None) => Some(told_least),
        };
        most = most
            .zip(told_most)
            .map(|(sum, told)| sum.saturating_add(told.saturating_sub(known_here)));
    }
    Victims {
        known,
        least,
        most: most.map(|most| most.max(least)),
    }
}

/// The event and its parts, and theirs.
fn within(event: RecordId, parts: &[(RecordId, RecordId)]) -> BTreeSet<RecordId> {
    let mut found = BTreeSet::from([event]);
    let mut next = vec![event];
    while let Some(whole) = next.pop() {
        for (part, _) in parts.iter().filter(|(_, of)| *of == whole) {
            if found.insert(*part) {
                next.push(*part);
            }
        }
    }
    found
}

/// How many people a code stands for: a group its least number, an organisation nobody.
pub(crate) fn size(person: &Person) -> u32 {
    let number = person
        .number_in_group
        .map_or(1, |number| u32::try_from(number.max(1)).unwrap_or(u32::MAX));
    match person.counting_unit.as_ref().map(crate::value::Coded::slug) {
        Some("organisation") => 0,
        Some("group" | "family") => number,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Timestamp};
    use serde_json::{Value, json};

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn entry<K: Kind>(n: u8, body: &Value) -> Entry<K> {
        Entry {
            id: id(n),
            time: Timestamp::from_millis(0),
            withheld: Vec::new(),
            record: K::read(body.as_object().unwrap()).unwrap(),
        }
    }

    fn counted(events: &[Value], parts: &[(u8, u8)], acts: &[(u8, u8)], people: &[Value]) -> (u32, u32, Option<u32>) {
        let events: Vec<Entry<Event>> = (1..).zip(events).map(|(n, body)| entry(n, body)).collect();
        let people: Vec<Entry<Person>> = (101..).zip(people).map(|(n, body)| entry(n, body)).collect();
        let parts: Vec<_> = parts.iter().map(|(part, whole)| (id(*part), id(*whole))).collect();
        let acts: Vec<_> = acts
            .iter()
            .map(|(event, victim)| (Some(id(*event)), id(100 + victim)))
            .collect();
        let Victims { known, least, most } = victims(
            &events.iter().collect::<Vec<_>>(),
            &parts,
            &acts,
            &people.iter().collect::<Vec<_>>(),
        );
        (known, least, most)
    }

    #[test]
    fn one_woman_attacked_nine_times_is_one_victim() {
        let events = vec![json!({ "victims_known": 1 }); 9];
        let acts: Vec<_> = (1..=9).map(|event| (event, 1)).collect();
        assert_eq!(counted(&events, &[], &acts, &[json!({})]), (1, 1, Some(1)));
    }

    #[test]
    fn whoever_has_two_codes_is_one_victim_also_in_a_ring_of_codes() {
        let people = [
            json!({ "same_as": id(102) }),
            json!({ "same_as": id(103) }),
            json!({ "same_as": id(101) }),
            json!({}),
        ];
        assert_eq!(
            counted(&[json!({})], &[], &[(1, 1), (1, 2), (1, 3), (1, 4)], &people),
            (2, 2, Some(2))
        );
    }

    #[test]
    fn a_series_with_fifteen_to_thirty_counts_its_parts_once_and_a_case_elsewhere_beside_them() {
        let events = [
            json!({ "victims_known": 15, "victims_min": 15, "victims_max": 30 }),
            json!({ "victims_known": 1 }),
            json!({ "victims_known": 1 }),
            json!({ "victims_known": 1 }),
        ];
        let group = json!({ "counting_unit": "group", "number_in_group": 13 });
        let people = [
            json!({}),
            json!({}),
            group,
            json!({}),
            json!({ "counting_unit": "organisation" }),
        ];
        let acts = [(2, 1), (3, 2), (1, 3), (4, 4), (4, 5)];
        assert_eq!(counted(&events, &[(2, 1), (3, 1)], &acts, &people), (16, 16, Some(31)));
    }

    #[test]
    fn estimates_are_never_below_what_is_known_and_without_a_greatest_number_there_is_none() {
        assert_eq!(
            counted(&[json!({ "victims_min": 5 })], &[], &[(1, 1)], &[json!({})]),
            (1, 5, None)
        );
        assert_eq!(
            counted(
                &[json!({ "victims_max": 1 })],
                &[],
                &[(1, 1), (1, 2)],
                &[json!({}), json!({})]
            ),
            (2, 2, Some(2))
        );
        assert_eq!(counted(&[json!({})], &[], &[], &[]), (0, 0, Some(0)));
        assert_eq!(
            counted(&[json!({ "victims_known": -4 })], &[(1, 1)], &[], &[]),
            (0, 0, Some(0))
        );
    }
}
