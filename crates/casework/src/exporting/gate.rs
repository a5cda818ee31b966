//! Whose name would be in the file although no consent of theirs lets it out, for whatever purpose.

use super::tally::Tally;
use crate::consent::Gate;
use crate::failure::Failure;
use sandyq_domain::kinds::{Kind, PersonIdentity};
use sandyq_domain::{CaseFile, Envelope, Timestamp};
use sandyq_vault::{View, links};

/// Looks at the people of one case who are named in the vault and have to be asked.
pub(super) fn look(
    view: &View<'_>,
    envelopes: &[Envelope],
    today: Timestamp,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let Some(case) = envelopes.first().and_then(|first| first.case) else {
        return Ok(());
    };
    let outside = links::outside_named_by(view, case)?;
    let mut file = CaseFile::of(envelopes.iter().chain(&outside));
    for person in file.people_to_ask() {
        let identities = links::of_kind(view, person, PersonIdentity::SPEC.name, "person")?;
        if identities.is_empty() {
            continue;
        }
        // A withdrawal counts wherever it was written down.
        for naming in links::of_kind(view, person, "consent", "person")? {
            if naming.case != Some(case) {
                file.heed(&naming);
            }
        }
        let standing = Gate::of(&file, today).for_anything(person);
        if !standing.lets_name_out() {
            let code = file.person_shown(person).unwrap_or_default().to_owned();
            tally.note_unconsented(person, code, standing);
        }
    }
    Ok(())
}
