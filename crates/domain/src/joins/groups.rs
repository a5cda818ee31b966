//! What pairs join, directly or through others.

use crate::ids::RecordId;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Of pairs "this is a duplicate of that": which count no more. Where two are said to be duplicates of one another, the older
/// one counts.
#[must_use]
pub fn duplicates(twice: &BTreeSet<(RecordId, RecordId)>) -> BTreeSet<RecordId> {
    let counts_no_more =
        |(from, to): &&(RecordId, RecordId)| from != to && !(from < to && twice.contains(&(*to, *from)));
    twice.iter().filter(counts_no_more).map(|(from, _)| *from).collect()
}

/// For each that pairs join with others, directly or through others: the least of them, by which
/// all are called. A row or a ring of pairs is one group.
#[must_use]
pub fn joined(pairs: impl Iterator<Item = (RecordId, RecordId)>) -> BTreeMap<RecordId, RecordId> {
    let mut beside: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    for (a, b) in pairs {
        beside.entry(a).or_default().push(b);
        beside.entry(b).or_default().push(a);
    }
    let mut found = BTreeMap::new();
    for start in beside.keys() {
        let mut next = vec![*start];
        while let Some(id) = next.pop() {
            if let Entry::Vacant(new) = found.entry(id) {
                new.insert(*start);
                next.extend(beside.get(&id).into_iter().flatten());
            }
        }
    }
    found
}
