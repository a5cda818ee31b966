//! Where the person is: remembered with every draft, so that unlocking leads back to the same record and field even when
//! the draft has become a revision meanwhile.

use crate::failure::Failure;
use crate::finding::cases_naming;
use crate::session::Session;
use crate::view::Place;
use sandyq_domain::{RecordId, intake};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::{StoreError, Tx, View, records, settings};
use serde::{Deserialize, Serialize};

const SETTING: &str = "place";

#[derive(Serialize, Deserialize)]
struct Remembered {
    id: RecordId,
    field: Option<String>,
    cursor: Option<u32>,
}

impl Session {
    /// The form was closed on purpose: there is nothing to return to.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn leave_place(&mut self) -> Result<(), Failure> {
        self.vault_mut().write(|tx| Ok(settings::remove(tx, SETTING)?))
    }
}

/// In the transaction that saves the draft.
pub(crate) fn remember(tx: &Tx<'_>, draft: &Draft) -> Result<(), StoreError> {
    let place = Remembered {
        id: draft.record,
        field: draft.field.clone(),
        cursor: draft.cursor,
    };
    settings::write(tx, SETTING, &place)
}

/// Where to return to: a record that is live, or a draft of one that is none yet.
pub(crate) fn remembered(view: &View<'_>) -> Result<Option<Place>, Failure> {
    let Some(Remembered { id, field, cursor }) = settings::read(view, SETTING)? else {
        return Ok(None);
    };
    let live = records::read(view, id)?.map(|envelope| envelope.case);
    let mut is_intake = false;
    let case = match live {
        Some(case) => Some(case),
        None => drafts::read(view, id)?.map(|draft| {
            is_intake = draft.kind == intake::DRAFT;
            draft.case
        }),
    };
    let Some(case) = case else { return Ok(None) };
    // A person is edited in a case that names them.
    let case = match case {
        Some(case) => Some(case),
        None => cases_naming(view, id)?.into_iter().next(),
    };
    Ok(Some(Place {
        id,
        is_intake,
        case,
        field,
        cursor,
    }))
}

/// Of what is gone, not even the place stays.
pub(crate) fn forget(tx: &Tx<'_>, gone: &[RecordId]) -> Result<(), StoreError> {
    match settings::read::<Remembered>(tx, SETTING)? {
        Some(place)
            if gone.contains(&place.id)
                || drafts::read(tx, place.id)?.is_none() && records::read(tx, place.id)?.is_none() =>
        {
            settings::remove(tx, SETTING)
        }
        Some(_) | None => Ok(()),
    }
}
