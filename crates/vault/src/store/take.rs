//! Taking in a version that came from elsewhere. **Nothing of ours is ever overwritten by a version that does not contain
//! it**: versions that do not know each other are joined field by field, and where both changed a field both values stay
//! until a person decides.

use super::records::{Head, State, head, keep};
use super::revisions::{self, Arrival, Origin};
use super::{StoreError, Tx, conflicts, counters, trash};
use sandyq_domain::{Envelope, Relation, Scope, Timestamp, join, kind_spec};

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
    /// Each had edits the other lacked, of different fields: both are in the newest version now.
    Merged,
    /// The same, and a field was changed on both sides: it holds both values until a person decides.
    Disputed,
    /// Theirs would move the record to another case: kept beside ours, which is unchanged.
    Moved,
    /// One edit with two texts, which honest editing cannot make: kept beside ours, which is unchanged.
    Differs,
    /// The record was forgotten here and stays so.
    Forgotten,
    /// Counters or edits beyond what editing can reach, or a case where the kind has none (or the other way round): refused.
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
    if !theirs.edits.fits(theirs) || !counters::remembered(tx, &theirs.version)? {
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
    let Some(joined) = join(&ours, theirs) else {
        conflicts::keep(tx, row, theirs, None, from)?;
        return Ok(Outcome::Differs);
    };
    let outcome = outcome(&ours, theirs, &joined);
    match outcome {
        Outcome::Moved => {
            let base = revisions::ancestor(tx, row, &theirs.version)?;
            conflicts::keep(tx, row, theirs, base, from)?;
        }
        Outcome::Newer => keep(tx, &joined, arrival(Origin::Import))?,
        Outcome::Filled => keep(tx, &joined, arrival(Origin::Fill))?,
        Outcome::Merged | Outcome::Disputed => {
            revisions::append_beside(tx, row, theirs, arrival(Origin::Import))?;
            keep(tx, &joined, arrival(Origin::Merge))?;
        }
        Outcome::New
        | Outcome::Same
        | Outcome::Older
        | Outcome::Differs
        | Outcome::Forgotten
        | Outcome::Implausible => {}
    }
    Ok(outcome)
}

/// What taking `theirs` in would come to where `ours` is the newest version. Nothing is looked up: what was forgotten here and
/// what is implausible is known to [`take`] alone.
#[must_use]
pub fn foresee(ours: &Envelope, theirs: &Envelope) -> Outcome {
    join(ours, theirs).map_or(Outcome::Differs, |joined| outcome(ours, theirs, &joined))
}

/// The same where `joined` is what [`join`] makes of the two.
fn outcome(ours: &Envelope, theirs: &Envelope, joined: &Envelope) -> Outcome {
    match theirs.version.relation(&ours.version) {
        Relation::Older => Outcome::Older,
        // A person chose what this vault has of a case; only a person here moves a record out of it or into it.
        Relation::Newer | Relation::Equal | Relation::Concurrent if theirs.case != ours.case => Outcome::Moved,
        Relation::Newer => Outcome::Newer,
        Relation::Equal if joined.withheld.len() < ours.withheld.len() => Outcome::Filled,
        Relation::Equal if joined.body == ours.body && joined.disputes() == ours.disputes() => Outcome::Same,
        Relation::Equal | Relation::Concurrent if joined.disputes().is_empty() => Outcome::Merged,
        Relation::Equal | Relation::Concurrent => Outcome::Disputed,
    }
}

/// Takes in earlier versions of records, of each the oldest first, before their newest: into the history, where they were not
/// known. Those of an unknown record are its history from its beginning.
pub fn take_history(tx: &Tx<'_>, history: &[Envelope], from: Import<'_>) -> Result<(), StoreError> {
    for past in history {
        let arrival = Arrival {
            origin: Origin::Import,
            time: from.time,
            bundle: Some(from.bundle),
            restores: None,
        };
        let sound = counters::plausible(&past.version) && past.edits.fits(past) && in_its_scope(past);
        if !sound || !counters::remembered(tx, &past.version)? {
            return Err(StoreError::Damaged);
        }
        match head(tx, past.id)? {
            None => {
                let home = trash::home(tx, past)?;
                if home.is_some_and(|(_, state)| state == State::Forgotten) {
                    continue;
                }
                keep(tx, past, arrival)?;
            }
            Some(found) if found.state == State::Forgotten => {}
            Some(found) if found.kind != past.kind => return Err(StoreError::OtherKind),
            Some(found) if revisions::holds(tx, found.row, &past.version)? => {}
            // What came whole with this bundle goes on from there; what was here before keeps its own order.
            Some(found) if revisions::is_all_of(tx, found.row, from.bundle)? => keep(tx, past, arrival)?,
            Some(found) => revisions::append_beside(tx, found.row, past, arrival)?,
        }
    }
    Ok(())
}

/// Whether it lies where records of its kind lie. Of an unknown kind nothing is known.
fn in_its_scope(theirs: &Envelope) -> bool {
    kind_spec(&theirs.kind).is_none_or(|spec| match spec.scope {
        Scope::Vault => theirs.case.is_none(),
        Scope::Case if spec.name == "case" => theirs.case == Some(theirs.id),
        Scope::Case => theirs.case.is_some(),
    })
}
