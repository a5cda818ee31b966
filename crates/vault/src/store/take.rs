//! Taking in a version that came from elsewhere. **Nothing of ours is ever overwritten by a version that does not contain
//! it**: what cannot be ordered is kept beside ours until a person decides.

use super::records::{Head, State, head, keep};
use super::revisions::{self, Arrival, Origin};
use super::{StoreError, Tx, conflicts, counters, trash};
use sandyq_domain::{Envelope, Relation, Scope, Timestamp, kind_spec};

/// Where a version came from, and when.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    /// The bundle's id.
    pub bundle: &'a str,
    /// The time of the import.
    pub time: Timestamp,
}

/// What became of an incoming version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The record was unknown here.
    New,
    /// It contains all our edits and more; it is the newest now.
    Newer,
    /// The same edits; it brought fields that had been withheld from us.
    Filled,
    /// We have it already.
    Same,
    /// We have something newer.
    Older,
    /// Each has an edit the other lacks, or theirs would move the record to another case: kept as a conflict, ours unchanged.
    Concurrent,
    /// The same version with another text, which honest editing cannot make: kept as a conflict, ours unchanged.
    Differs,
    /// The record was forgotten here and stays so.
    Forgotten,
    /// Counters beyond what editing can reach, or a case where the kind has none (or the other way round): refused.
    Implausible,
}

/// Takes in one version. Taking the same one again changes nothing.
///
/// Nothing comes back from the trash by being sent again: a newer version of a record there goes into its history and
/// the record stays where it is, and an unknown record of a case in the trash joins it. What belongs to something
/// forgotten is forgotten with it.
pub fn take(tx: &Tx<'_>, theirs: &Envelope, from: Import<'_>) -> Result<Outcome, StoreError> {
    if !counters::plausible(&theirs.version) || theirs.version.counter(theirs.machine) == 0 || !in_its_scope(theirs) {
        return Ok(Outcome::Implausible);
    }
    if !counters::remembered(tx, &theirs.version)? {
        return Ok(Outcome::Implausible);
    }
    counters::pass(tx, theirs.case, &theirs.version)?;
    let arrival = |origin| Arrival {
        origin,
        time: from.time,
        bundle: Some(from.bundle),
        restores: None,
    };
    let (row, newest) = match head(tx, theirs.id)? {
        None => {
            let home = trash::home(tx, theirs)?;
            if home.is_some_and(|(_, state)| state == State::Forgotten) {
                return Ok(Outcome::Forgotten);
            }
            keep(tx, theirs, arrival(Origin::Import))?;
            if let Some((home, State::Trashed)) = home {
                trash::join(tx, theirs.id, home)?;
            }
            return Ok(Outcome::New);
        }
        Some(head) if head.state == State::Forgotten => return Ok(Outcome::Forgotten),
        Some(head) if head.kind != theirs.kind => return Err(StoreError::OtherKind),
        Some(Head { row, newest, .. }) => (row, newest.ok_or(StoreError::Damaged)?),
    };
    let ours = revisions::by_row(tx, newest)?;
    match theirs.version.relation(&ours.version) {
        Relation::Older => Ok(Outcome::Older),
        // A person chose what this vault has of a case; only a person here moves a record out of it or into it.
        Relation::Newer if theirs.case != ours.case => {
            conflicts::keep(tx, row, theirs, Some(newest), from)?;
            Ok(Outcome::Concurrent)
        }
        Relation::Newer => {
            keep(tx, &with_our_knowledge(theirs, &ours), arrival(Origin::Import))?;
            Ok(Outcome::Newer)
        }
        Relation::Equal if theirs.case != ours.case || !same_where_both_know(theirs, &ours) => {
            conflicts::keep(tx, row, theirs, None, from)?;
            Ok(Outcome::Differs)
        }
        Relation::Equal => {
            let filled = with_our_knowledge(theirs, &ours);
            if filled.withheld.len() < ours.withheld.len() {
                keep(tx, &filled, arrival(Origin::Fill))?;
                Ok(Outcome::Filled)
            } else {
                Ok(Outcome::Same)
            }
        }
        Relation::Concurrent => {
            let base = revisions::ancestor(tx, row, &theirs.version)?;
            conflicts::keep(tx, row, theirs, base, from)?;
            Ok(Outcome::Concurrent)
        }
    }
}

/// Their version, with our values of the fields that were withheld from them or by them: absent knowledge is no value.
fn with_our_knowledge(theirs: &Envelope, ours: &Envelope) -> Envelope {
    let mut joined = theirs.clone();
    joined.withheld.retain(|field| ours.withheld.contains(field));
    for field in theirs.withheld.iter().filter(|field| !ours.withheld.contains(field)) {
        match ours.body.get(field) {
            Some(value) => joined.body.insert(field.clone(), value.clone()),
            None => joined.body.remove(field),
        };
    }
    joined
}

/// Whether it lies where records of its kind lie. Of an unknown kind nothing is known.
fn in_its_scope(theirs: &Envelope) -> bool {
    kind_spec(&theirs.kind).is_none_or(|spec| match spec.scope {
        Scope::Vault => theirs.case.is_none(),
        Scope::Case if spec.name == "case" => theirs.case == Some(theirs.id),
        Scope::Case => theirs.case.is_some(),
    })
}

fn same_where_both_know(theirs: &Envelope, ours: &Envelope) -> bool {
    let known = |field: &String| !theirs.withheld.contains(field) && !ours.withheld.contains(field);
    let fields = || theirs.body.keys().chain(ours.body.keys());
    fields()
        .filter(|field| known(field))
        .all(|field| theirs.body.get(field) == ours.body.get(field))
}
