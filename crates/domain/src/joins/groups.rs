//! What pairs join, directly or through others.

use crate::ids::RecordId;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// For each that pairs join with others, directly or through others: the least of them, by which
/// all are called. A row or a ring of pairs is one group.
pub(crate) fn joined(pairs: impl Iterator<Item = (RecordId, RecordId)>) -> BTreeMap<RecordId, RecordId> {
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
