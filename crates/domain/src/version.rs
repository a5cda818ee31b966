//! Version vectors: which edits of which machines a record's text already contains.

use crate::ids::MachineId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// For each machine, the highest counter whose edit is contained. In JSON: an object of machine id → counter.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionVector(BTreeMap<MachineId, u64>);

/// How one version stands to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// The same edits.
    Equal,
    /// All edits of the other, and more.
    Newer,
    /// Contained in the other.
    Older,
    /// Each has an edit the other lacks.
    Concurrent,
}

impl VersionVector {
    /// The counter of one machine; 0 when it never edited.
    #[must_use]
    pub fn counter(&self, machine: MachineId) -> u64 {
        self.0.get(&machine).copied().unwrap_or(0)
    }

    /// This version with one more edit: `machine` at `counter`.
    #[must_use]
    pub fn edited(&self, machine: MachineId, counter: u64) -> Self {
        let mut next = self.clone();
        let slot = next.0.entry(machine).or_insert(0);
        *slot = (*slot).max(counter);
        next
    }

    /// The smallest version that contains both.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        other.0.iter().fold(self.clone(), |joined, (machine, counter)| {
            joined.edited(*machine, *counter)
        })
    }

    /// How `self` stands to `other`.
    #[must_use]
    pub fn relation(&self, other: &Self) -> Relation {
        let more = self
            .0
            .iter()
            .any(|(machine, counter)| *counter > other.counter(*machine));
        let less = other
            .0
            .iter()
            .any(|(machine, counter)| *counter > self.counter(*machine));
        match (more, less) {
            (false, false) => Relation::Equal,
            (true, false) => Relation::Newer,
            (false, true) => Relation::Older,
            (true, true) => Relation::Concurrent,
        }
    }

    /// Machines and counters, in order of the machine's id.
    pub fn iter(&self) -> impl Iterator<Item = (MachineId, u64)> + '_ {
        self.0.iter().map(|(machine, counter)| (*machine, *counter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_tell_who_knows_what() {
        let (a, b) = (MachineId::from_bytes([1; 16]), MachineId::from_bytes([2; 16]));
        let base = VersionVector::default().edited(a, 1);
        let ours = base.edited(a, 2);
        let theirs = base.edited(b, 1);
        assert_eq!(base.relation(&base), Relation::Equal);
        assert_eq!(ours.relation(&base), Relation::Newer);
        assert_eq!(base.relation(&theirs), Relation::Older);
        assert_eq!(ours.relation(&theirs), Relation::Concurrent);
        assert_eq!(ours.joined(&theirs).relation(&theirs), Relation::Newer);
    }
}
