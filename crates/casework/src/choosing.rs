//! What a form can lead to beyond the records of its own case.

use crate::failure::{ErrorCode, Failure};
use crate::finding::id_named;
use crate::reading;
use crate::session::Session;
use crate::spelling::spell_out;
use crate::view::RecordLine;
use sandyq_domain::kinds::{Kind, Organisation, PerpetratorMark, Person};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, links, records};

/// Kinds a form offers from the whole vault: few enough to be listed, and naming nobody.
const SHARED: [&str; 2] = [Organisation::SPEC.name, PerpetratorMark::SPEC.name];
/// Most of them in one list.
const LIST_LIMIT: u32 = 500;
/// How many of the persons that changed last are looked at for some who stand in no case.
const PERSONS_LOOKED_AT: u32 = 200;

impl Session {
    /// What a record of any case may name, the newest change first: every organisation or mark; of the persons those who
    /// stand in no case yet, so that somebody who was just added is found where a victim is chosen.
    ///
    /// # Errors
    /// [`ErrorCode::BadRecord`] for a kind that cases do not share.
    pub fn list_shared(&self, kind: &str, lang: Lang) -> Result<Vec<RecordLine>, Failure> {
        let is_person = kind == Person::SPEC.name;
        if !is_person && !SHARED.contains(&kind) {
            return Err(Failure::about(ErrorCode::BadRecord, kind));
        }
        self.vault().read(|view| {
            let most = if is_person { PERSONS_LOOKED_AT } else { LIST_LIMIT };
            let mut found = records::newest_of_kind(view, kind, most)?;
            if is_person {
                let mut loose = Vec::new();
                for person in found {
                    if !is_in_a_case(view, person.id)? {
                        loose.push(person);
                    }
                }
                found = loose;
            }
            for envelope in &mut found {
                spell_out(view, &envelope.kind, &mut envelope.body, lang)?;
            }
            Ok(found
                .iter()
                .map(|envelope| reading::record_line(envelope, lang))
                .collect())
        })
    }

    /// The person shown under this code, of whichever case; nothing when there is none.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn find_person(&self, code: &str, lang: Lang) -> Result<Option<RecordLine>, Failure> {
        self.vault().read(|view| {
            let found = id_named(view, code)?.map(|id| records::read(view, id)).transpose()?;
            let person = found.flatten().filter(|envelope| envelope.kind == Person::SPEC.name);
            Ok(person.map(|envelope| reading::record_line(&envelope, lang)))
        })
    }
}

fn is_in_a_case(view: &View<'_>, person: RecordId) -> Result<bool, Failure> {
    for link in links::naming(view, person)? {
        if records::read(view, link.from)?.is_some_and(|from| from.case.is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}
