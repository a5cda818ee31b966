//! Which records a bundle of each kind is made of, before anything is withheld.

use super::recipient::Addressee;
use crate::failure::{ErrorCode, Failure};
use crate::view::SealKind;
use sandyq_domain::{Envelope, RecordId, Relation};
use sandyq_vault::bundles::{self, Passage};
use sandyq_vault::{View, codes, contacts, held, links, records, revisions};
use std::collections::BTreeSet;

/// Cases with the codes they are shown under.
pub(super) type Coded = Vec<(RecordId, String)>;

/// Cases by what was typed, with their codes, each once. An update without cases is about all that the recipient lacks
/// something of.
pub(super) fn cases(view: &View<'_>, names: &[String], kind: SealKind, to: &Addressee) -> Result<Coded, Failure> {
    let coded = |case| Ok::<_, Failure>((case, codes::shown(view, case)?.unwrap_or_default()));
    match (kind, to.contact) {
        (SealKind::Receipt, _) => return Ok(Vec::new()),
        (SealKind::Update, Some(contact)) if names.is_empty() => {
            let behind = held::cases_behind(view, contact)?;
            return behind.into_iter().map(coded).collect();
        }
        (SealKind::HandOver | SealKind::Move | SealKind::Update | SealKind::Answer, _) => {}
    }
    if names.is_empty() {
        return Err(ErrorCode::NoSuchCase.into());
    }
    let (mut seen, mut cases) = (BTreeSet::new(), Vec::new());
    for name in names {
        let case = crate::finding::find_case(view, name)?;
        if seen.insert(case) {
            cases.push(coded(case)?);
        }
    }
    Ok(cases)
}

/// Of each case, in their order, the people and other records outside any case that it takes along.
pub(super) type Outside = Vec<BTreeSet<RecordId>>;

/// The records of these cases and the people they name, each once; and what of it that is in no case goes with which.
pub(super) fn whole(view: &View<'_>, cases: &Coded) -> Result<(Vec<Envelope>, Outside), Failure> {
    let (mut seen, mut envelopes, mut outside) = (BTreeSet::new(), Vec::new(), Vec::with_capacity(cases.len()));
    for (case, _) in cases {
        let found = crate::finding::whole_case(view, *case)?;
        let in_none = found.iter().filter(|envelope| envelope.case.is_none());
        outside.push(in_none.map(|envelope| envelope.id).collect());
        envelopes.extend(found.into_iter().filter(|envelope| seen.insert(envelope.id)));
    }
    Ok((envelopes, outside))
}

/// Records of other cases that name these people: they may be victims there, or have withdrawn a consent.
pub(crate) fn elsewhere(view: &View<'_>, envelopes: &[Envelope]) -> Result<Vec<Envelope>, Failure> {
    let known: BTreeSet<RecordId> = envelopes.iter().map(|envelope| envelope.id).collect();
    let mut found = Vec::new();
    for person in envelopes.iter().filter(|envelope| envelope.kind == "person") {
        let naming = links::naming(view, person.id)?.into_iter().map(|link| link.from);
        let naming: Vec<RecordId> = naming.filter(|id| !known.contains(id)).collect();
        found.extend(records::read_all(view, &naming)?);
    }
    Ok(found)
}

/// Refuses an answer about a case that did not come from the one it is to go back to.
pub(super) fn came_from(view: &View<'_>, cases: &Coded, to: &Addressee) -> Result<(), Failure> {
    let signer = to.signer.as_deref().unwrap_or_default();
    let received = bundles::received(view)?;
    let from_them = |case: RecordId| {
        received
            .iter()
            .any(|passage| passage.case == Some(case) && passage.sender == signer)
    };
    match cases.iter().find(|(case, _)| !from_them(*case)) {
        Some((_, code)) => Err(Failure::about(ErrorCode::NotFromThem, code.as_str())),
        None => Ok(()),
    }
}

/// The people a recipient is known to hold already: of whom nothing new is told by sending them back.
pub(super) fn people_held(
    view: &View<'_>,
    envelopes: &[Envelope],
    contact: RecordId,
) -> Result<BTreeSet<RecordId>, Failure> {
    let mut known = BTreeSet::new();
    for person in envelopes.iter().filter(|envelope| envelope.kind == "person") {
        if held::of(view, contact, person.id)?.is_some() {
            known.insert(person.id);
        }
    }
    Ok(known)
}

/// Leaves only what the recipient is not known to have as it is now.
pub(super) fn only_lacking(view: &View<'_>, envelopes: &mut Vec<Envelope>, contact: RecordId) -> Result<(), Failure> {
    let mut lacking = Vec::with_capacity(envelopes.len());
    for envelope in envelopes.drain(..) {
        if held::lacks(view, contact, &envelope)? {
            lacking.push(envelope);
        }
    }
    *envelopes = lacking;
    Ok(())
}

/// Earlier versions of records, of each the oldest first.
pub(super) fn history(view: &View<'_>, envelopes: &[Envelope]) -> Result<Vec<Envelope>, Failure> {
    let mut past = Vec::new();
    for envelope in envelopes {
        let all = revisions::of(view, envelope.id)?;
        // Not what a merge brought that was taken back: whoever gets it would have it again.
        let earlier = all.into_iter().map(|revision| revision.envelope);
        past.extend(earlier.filter(|earlier| earlier.version.relation(&envelope.version) == Relation::Older));
    }
    Ok(past)
}

/// Bundles that came from somebody and were not acknowledged yet; of those named only these.
pub(super) fn to_acknowledge(view: &View<'_>, named: &[String], to: &Addressee) -> Result<Vec<Passage>, Failure> {
    let signer = to.signer.as_deref().unwrap_or_default();
    let mut found: Vec<Passage> = bundles::unacknowledged(view, signer)?;
    if !named.is_empty() {
        found = bundles::received(view)?;
        found.retain(|passage| passage.sender == signer && named.contains(&passage.bundle));
    }
    let mut seen = BTreeSet::new();
    found.retain(|passage| seen.insert(passage.bundle.clone()));
    if found.is_empty() {
        return Err(ErrorCode::NothingToSend.into());
    }
    Ok(found)
}

/// Everybody one exchanges bundles with, as they go to a vault of one's own; neither that vault nor retired ones.
pub(super) fn contacts_for(view: &View<'_>, to: &Addressee) -> Result<Vec<contacts::Contact>, Failure> {
    let all = contacts::all(view)?.into_iter();
    Ok(all
        .filter(|contact| contact.retired.is_none() && Some(contact.id) != to.contact)
        .collect())
}
