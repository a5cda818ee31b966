//! The root over the evidence of a case: one hash that stands for all of its files, in the manner of RFC 6962.
//!
//! A leaf is SHA-256 of a zero byte, the 16 bytes of the item's id, the 32 bytes of the file's SHA-256, and its size as
//! eight bytes, the highest first. Leaves stand in the order of their ids, those of one item in
//! the order of their sums. A node is SHA-256 of a one byte and its two halves;
//! the left half holds the largest power of two of leaves that is smaller than all of them. Leaf and node differ in their
//! first byte, so that no file can pass for a node.

use sandyq_domain::RecordId;
use sha2::{Digest, Sha256};

use crate::sha256::Sha256Sum;

/// One file of evidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The item's id.
    pub item: RecordId,
    /// The sum of its file.
    pub sha256: Sha256Sum,
    /// The size of its file, in bytes.
    pub size: u64,
}

/// The root over files in any order; `None` when there are none.
#[must_use]
pub fn evidence_root(mut leaves: Vec<Leaf>) -> Option<Sha256Sum> {
    leaves.sort_unstable();
    let hashes: Vec<[u8; 32]> = leaves.iter().map(leaf).collect();
    (!hashes.is_empty()).then(|| Sha256Sum(root(&hashes)))
}

fn leaf(leaf: &Leaf) -> [u8; 32] {
    let Leaf { item, sha256, size } = leaf;
    let hash = Sha256::new()
        .chain_update([0])
        .chain_update(item.to_bytes())
        .chain_update(sha256.0)
        .chain_update(size.to_be_bytes());
    hash.finalize().into()
}

/// Of at least one hash.
fn root(hashes: &[[u8; 32]]) -> [u8; 32] {
    if let [only] = hashes {
        return *only;
    }
    let (left, right) = hashes.split_at(hashes.len().next_power_of_two() / 2);
    let hash = Sha256::new()
        .chain_update([1])
        .chain_update(root(left))
        .chain_update(root(right));
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(n: u8) -> Leaf {
        Leaf {
            item: RecordId::from_bytes([n; 16]),
            sha256: Sha256Sum([n; 32]),
            size: u64::from(n),
        }
    }

    #[test]
    fn a_root_stands_for_exactly_these_files_in_whatever_order() {
        assert!(evidence_root(vec![]).is_none());
        let all: Vec<Leaf> = (1..=5).map(file).collect();
        let whole = evidence_root(all.clone());
        let mut turned = all.clone();
        turned.reverse();
        assert!(evidence_root(turned) == whole);
        for at in 0..all.len() {
            let mut fewer = all.clone();
            fewer.remove(at);
            assert!(evidence_root(fewer) != whole);
            let mut other = all.clone();
            other[at].size += 1;
            assert!(evidence_root(other) != whole);
        }
    }

    #[test]
    fn three_leaves_are_two_and_one() {
        let node = |a: [u8; 32], b: [u8; 32]| -> [u8; 32] { Sha256::digest([&[1][..], &a, &b].concat()).into() };
        let [a, b, c] = [1, 2, 3].map(|n| leaf(&file(n)));
        let found = evidence_root(vec![file(3), file(1), file(2)]).map(|sum| sum.0);
        assert_eq!(found, Some(node(node(a, b), c)));
    }
}
