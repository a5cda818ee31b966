//! Sightings of clues put together: which cases, or people, have something in common that nobody has linked yet.

use super::clue::{Clue, Finding, Strength};
use crate::ids::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// A weak clue that so many share is no sign any more: a round-up has many victims at one place on one day.
pub const MOST_SIDES_OF_A_WEAK_CLUE: usize = 6;

/// A case, or a person, in which a clue was seen; for a case, in which event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// The case or person.
    pub id: RecordId,
    /// The event a link would join; none is known when the act is in no event.
    pub event: Option<RecordId>,
}

/// What may belong together, and why. No `Debug`: a clue is a number or a name.
#[derive(Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What is proposed.
    pub finding: Finding,
    /// The cases or people, the oldest record first; two or more.
    pub sides: Vec<Side>,
    /// What they all have in common, the strongest first.
    pub reasons: Vec<Clue>,
    /// What the reasons say together.
    pub strength: Strength,
}

/// Puts together who was seen with the same clue. What `is_known` says of two sides is not proposed again: sides that known links
/// join, directly or through others, are one already.
#[must_use]
pub fn proposals(sightings: &[(Clue, Side)], is_known: impl Fn(Finding, RecordId, RecordId) -> bool) -> Vec<Proposal> {
    let mut by_clue: BTreeMap<&Clue, BTreeMap<RecordId, Option<RecordId>>> = BTreeMap::new();
    for (clue, side) in sightings {
        let event = by_clue.entry(clue).or_default().entry(side.id).or_default();
        // The earliest event with the clue, whichever was met first.
        *event = match (*event, side.event) {
            (Some(known), Some(new)) => Some(known.min(new)),
            (known, new) => known.or(new),
        };
    }
    let mut found: BTreeMap<(Finding, Vec<RecordId>), Proposal> = BTreeMap::new();
    for (clue, sides) in by_clue {
        let finding = clue.sort.finding();
        let is_crowd = clue.sort.strength() == Strength::Weak && sides.len() > MOST_SIDES_OF_A_WEAK_CLUE;
        let ids: Vec<RecordId> = sides.keys().copied().collect();
        if ids.len() < 2 || is_crowd || are_one(&ids, |a, b| is_known(finding, a, b)) {
            continue;
        }
        let sides = sides.into_iter().map(|(id, event)| Side { id, event }).collect();
        let proposal = found.entry((finding, ids)).or_insert_with(|| Proposal {
            finding,
            sides,
            reasons: Vec::new(),
            strength: Strength::Weak,
        });
        proposal.reasons.push(clue.clone());
    }
    let mut found: Vec<Proposal> = found.into_values().collect();
    for proposal in &mut found {
        proposal
            .reasons
            .sort_by_key(|clue| std::cmp::Reverse(clue.sort.strength()));
        proposal.strength = together(&proposal.reasons);
    }
    found.sort_by(|a, b| (b.strength, a.finding, &a.sides).cmp(&(a.strength, b.finding, &b.sides)));
    found
}

/// Two weak reasons support one another.
fn together(reasons: &[Clue]) -> Strength {
    let strongest = reasons.iter().map(|clue| clue.sort.strength()).max();
    match strongest.unwrap_or(Strength::Weak) {
        Strength::Weak if reasons.len() > 1 => Strength::Probable,
        strength => strength,
    }
}

/// Whether what is known joins all of them, through one another.
fn are_one(ids: &[RecordId], is_known: impl Fn(RecordId, RecordId) -> bool) -> bool {
    let Some(first) = ids.first() else { return true };
    let mut reached = BTreeSet::from([*first]);
    let mut next = vec![*first];
    while let Some(id) = next.pop() {
        for other in ids {
            if !reached.contains(other) && is_known(id, *other) {
                reached.insert(*other);
                next.push(*other);
            }
        }
    }
    reached.len() == ids.len()
}

#[cfg(test)]
mod tests {
    use super::super::clue::ClueSort;
    use super::*;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn seen(sort: ClueSort, form: &str, side: u8) -> (Clue, Side) {
        let form = form.to_owned();
        let event = Some(id(side + 100));
        (Clue { sort, form }, Side { id: id(side), event })
    }

    fn sides(proposal: &Proposal) -> Vec<RecordId> {
        proposal.sides.iter().map(|side| side.id).collect()
    }

    #[test]
    fn several_reasons_for_the_same_cases_are_one_proposal_and_the_strongest_comes_first() {
        let sightings = [
            seen(ClueSort::CardTail, "0707", 2),
            seen(ClueSort::CardTail, "0707", 1),
            seen(ClueSort::Phone, "77000000707", 1),
            seen(ClueSort::Phone, "77000000707", 2),
            seen(ClueSort::Phone, "77000000707", 1),
            seen(ClueSort::Name, "a b", 3),
            seen(ClueSort::Name, "a b", 4),
            seen(ClueSort::Plate, "ALONE", 5),
        ];
        let found = proposals(&sightings, |_, _, _| false);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (sides(&found[0]), found[0].strength),
            (vec![id(1), id(2)], Strength::Strong)
        );
        let sorts: Vec<_> = found[0].reasons.iter().map(|clue| clue.sort).collect();
        assert_eq!(sorts, [ClueSort::Phone, ClueSort::CardTail]);
        assert_eq!(
            (sides(&found[1]), found[1].strength),
            (vec![id(3), id(4)], Strength::Weak)
        );
    }

    #[test]
    fn what_links_join_already_is_not_proposed_and_a_new_side_is() {
        let three = [1, 2, 3].map(|n| seen(ClueSort::Phone, "77000000707", n));
        let chain = |_, a: RecordId, b: RecordId| {
            [(id(1), id(3)), (id(3), id(2))].contains(&(a, b)) || [(id(3), id(1)), (id(2), id(3))].contains(&(a, b))
        };
        assert!(proposals(&three, chain).is_empty());
        assert_eq!(proposals(&three, |_, a, b| a.max(b) == id(2)).len(), 1);
    }

    #[test]
    fn a_crowd_is_no_duplicate_and_two_weak_reasons_support_one_another() {
        let crowd: Vec<_> = (0..7).map(|n| seen(ClueSort::PlaceAndDay, "day", n)).collect();
        assert!(proposals(&crowd, |_, _, _| false).is_empty());
        assert_eq!(proposals(&crowd[..6], |_, _, _| false).len(), 1);
        let strong: Vec<_> = (0..9).map(|n| seen(ClueSort::Phone, "77000000707", n)).collect();
        assert_eq!(proposals(&strong, |_, _, _| false)[0].sides.len(), 9);
        let tails = ["0707", "0708"].map(|tail| [1, 2].map(|n| seen(ClueSort::CardTail, tail, n)));
        assert_eq!(proposals(&tails[0], |_, _, _| false)[0].strength, Strength::Weak);
        assert_eq!(
            proposals(&tails.concat(), |_, _, _| false)[0].strength,
            Strength::Probable
        );
    }
}
