//! Events that follow one another, put into rows to be read from the first to the last.

use crate::ids::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of events from steps of "this one, then that one". Each step is in exactly one row. A row is as long as it can be made;
/// where one event leads to several, the others begin rows of their own; a ring is cut at its first event.
#[must_use]
pub fn chains(steps: &[(RecordId, RecordId)]) -> Vec<Vec<RecordId>> {
    let steps: BTreeSet<_> = steps.iter().copied().filter(|(one, next)| one != next).collect();
    let mut onward: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    for (one, next) in &steps {
        onward.entry(*one).or_default().insert(*next);
    }
    let is_reached: BTreeSet<_> = steps.iter().map(|(_, next)| *next).collect();
    let (firsts, others): (Vec<_>, Vec<_>) = onward.keys().copied().partition(|one| !is_reached.contains(one));
    let mut rows = Vec::new();
    // Beginnings first, so that no row begins in the middle of another; what is left are branches and rings.
    for start in firsts.into_iter().chain(others) {
        while let Some(row) = walk(start, &mut onward) {
            rows.push(row);
        }
    }
    rows
}

fn walk(start: RecordId, onward: &mut BTreeMap<RecordId, BTreeSet<RecordId>>) -> Option<Vec<RecordId>> {
    let mut row = vec![start];
    let mut at = start;
    while let Some(next) = onward.get_mut(&at).and_then(BTreeSet::pop_first) {
        row.push(next);
        at = next;
    }
    (row.len() > 1).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn rows(steps: &[(u8, u8)]) -> Vec<Vec<u8>> {
        let steps: Vec<_> = steps.iter().map(|(one, next)| (id(*one), id(*next))).collect();
        let numbers = |row: Vec<RecordId>| row.into_iter().map(|one| one.to_bytes()[0]).collect();
        chains(&steps).into_iter().map(numbers).collect()
    }

    #[test]
    fn steps_make_rows_branches_begin_their_own_and_a_ring_is_cut() {
        assert_eq!(rows(&[(2, 3), (1, 2), (3, 4)]), [[1, 2, 3, 4]]);
        assert_eq!(rows(&[(5, 6), (1, 2)]), [[1, 2], [5, 6]]);
        assert_eq!(rows(&[(1, 2), (2, 3), (2, 4)]), [vec![1, 2, 3], vec![2, 4]]);
        assert_eq!(rows(&[(1, 2), (2, 3), (3, 1)]), [[1, 2, 3, 1]]);
        assert_eq!(rows(&[(1, 1)]), Vec::<Vec<u8>>::new());
    }

    proptest! {
        #[test]
        fn every_step_is_in_one_row_and_no_other_is(steps in prop::collection::vec((0u8..9, 0u8..9), 0..30)) {
            let mut shown = Vec::new();
            for row in rows(&steps) {
                shown.extend(row.windows(2).map(|pair| (pair[0], pair[1])));
            }
            let wanted: BTreeSet<_> = steps.into_iter().filter(|(one, next)| one != next).collect();
            prop_assert_eq!(shown.len(), wanted.len());
            prop_assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), wanted);
        }
    }
}
