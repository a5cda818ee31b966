//! Contacts that come from a vault of one's own: offered there, taken here, and a changed key is an alarm.

use crate::failure::Failure;
use sandyq_bundle::ContactPart;
use sandyq_domain::{RecordId, Timestamp};
use sandyq_vault::Tx;
use sandyq_vault::contacts::{self, Contact, Verified};

/// What became of the contacts of a bundle.
#[derive(Default)]
pub(super) struct Met {
    /// How many are new here, or were compared there and not here.
    pub(super) taken: u32,
    /// Names that have another key here.
    pub(super) alarms: Vec<String>,
}

/// Takes in contacts. One whose name or key stands for something else here is left alone and told.
///
/// # Security
/// Only of a vault of one's own: anybody else could slip in a key of theirs under a friend's name.
pub(super) fn meet(
    tx: &Tx<'_>,
    theirs: &[ContactPart],
    from: &str,
    now: Timestamp,
    mut make_id: impl FnMut() -> RecordId,
) -> Result<Met, Failure> {
    let mut met = Met::default();
    for part in theirs {
        let (recipient, signer) = (part.recipient.to_string(), part.key.to_string());
        let known = contacts::by_recipient(tx, &recipient)?;
        let namesake = contacts::all(tx)?
            .into_iter()
            .find(|contact| contact.name == part.name && contact.recipient != recipient);
        let other_signer = known.as_ref().is_some_and(|known| known.signer != signer);
        if other_signer || (known.is_none() && namesake.is_some()) {
            met.alarms.push(part.name.clone());
            continue;
        }
        let compared = part.verified.map(|at| Verified {
            at,
            how: from.to_owned(),
        });
        match (known, compared) {
            (Some(known), Some(compared)) if known.verified.is_none() => {
                contacts::verify(tx, known.id, &compared)?;
                met.taken += 1;
            }
            (Some(_), _) => {}
            (None, compared) => {
                let contact = Contact {
                    id: make_id(),
                    name: part.name.clone(),
                    recipient,
                    signer,
                    own: false,
                    verified: compared,
                    added: now,
                    retired: None,
                };
                contacts::add(tx, &contact)?;
                met.taken += 1;
            }
        }
    }
    Ok(met)
}
