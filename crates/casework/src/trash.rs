//! Deleting, restoring, and what lies in the trash.

use crate::actions::{Action, Done};
use crate::failure::{ErrorCode, Failure};
use crate::finding::find_record;
use crate::reading;
use crate::session::Session;
use crate::spelling::title_of;
use crate::view::{Deleted, TrashLine};
use sandyq_domain::words::recent_text;
use sandyq_domain::{Envelope, Lang, RecordId};
use sandyq_vault::{View, codes, records, trash};

impl Session {
    /// Puts a record into the trash: a case with everything in it, a person with the records of who they are. Nothing is
    /// lost, what was being typed in it neither; it is in no list, search or bundle until it is restored.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`], also for what is in the trash already or was only begun.
    pub fn delete_record(&mut self, id: &str, lang: Lang) -> Result<Deleted, Failure> {
        let (id, title, what) = self.vault().read(|view| {
            let id = find_record(view, id)?;
            let envelope = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?;
            let title = title_of(view, &envelope.kind, &envelope.body, lang)?;
            Ok::<_, Failure>((id, title, in_words(view, &envelope, lang)?))
        })?;
        let records = self.put_in_trash(id)?;
        self.actions.enter(Action {
            done: Done::Deleted,
            id,
            what,
        });
        Ok(Deleted { id, title, records })
    }

    /// Takes a record out of the trash, and with it what went along when it was deleted. The case of a record comes back
    /// with it when it is in the trash too: alone, the rest of it stays there and can be restored by the case's id.
    ///
    /// # Errors
    /// [`ErrorCode::NotInTrash`].
    pub fn restore_record(&mut self, id: &str, lang: Lang) -> Result<Deleted, Failure> {
        let (id, title, what, was_there) = self.vault().read(|view| {
            let id = find_in_trash(view, id)?;
            let envelope = trash::read(view, id)?.ok_or(ErrorCode::NotInTrash)?;
            let was_there = records::read(view, id)?.is_some();
            let what = in_words(view, &envelope, lang)?;
            let title = title_of(view, &envelope.kind, &envelope.body, lang)?;
            Ok::<_, Failure>((id, title, what, was_there))
        })?;
        let records = self.take_from_trash(id)?;
        // Where only the rest of a deletion came back, undoing must not take what was there before.
        if !was_there {
            self.actions.enter(Action {
                done: Done::Restored,
                id,
                what,
            });
        }
        Ok(Deleted { id, title, records })
    }

    /// What is in the trash, the last deletion first; what went along with it is counted on its line.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_trash(&self, lang: Lang) -> Result<Vec<TrashLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let mut lines = Vec::new();
            for trash::Deletion {
                root,
                time,
                by,
                records,
            } in trash::list(view)?
            {
                let envelope = trash::read(view, root)?.ok_or(ErrorCode::VaultDamaged)?;
                let case = envelope.case.filter(|case| *case != root);
                lines.push(TrashLine {
                    id: root,
                    code: codes::shown(view, root)?.unwrap_or_default(),
                    kind_label: reading::kind_label(&envelope.kind, lang),
                    title: title_of(view, &envelope.kind, &envelope.body, lang)?,
                    kind: envelope.kind,
                    case_code: case
                        .map(|case| codes::shown(view, case))
                        .transpose()?
                        .flatten()
                        .unwrap_or_default(),
                    when: recent_text(time, now, lang),
                    by,
                    records: count(records),
                });
            }
            Ok(lines)
        })
    }

    pub(crate) fn put_in_trash(&mut self, id: RecordId) -> Result<u32, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut()
            .write(|tx| Ok(count(trash::delete(tx, id, &author, now)?)))
    }

    pub(crate) fn take_from_trash(&mut self, id: RecordId) -> Result<u32, Failure> {
        let now = self.now();
        self.vault_mut().write(|tx| Ok(count(trash::restore(tx, id, now)?)))
    }
}

/// Something in the trash by id, or by the code it was shown under.
pub(crate) fn find_in_trash(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    let id = match name.trim().parse() {
        Ok(id) => Some(id),
        Err(_) => trash::by_code(view, name.trim())?,
    };
    id.ok_or_else(|| Failure::about(ErrorCode::NotInTrash, name))
}

/// `K-26-014 · title`; for what has no code, its kind and title.
fn in_words(view: &View<'_>, envelope: &Envelope, lang: Lang) -> Result<String, Failure> {
    let title = title_of(view, &envelope.kind, &envelope.body, lang)?;
    let first = match codes::shown(view, envelope.id)? {
        Some(code) => code,
        None => reading::kind_label(&envelope.kind, lang),
    };
    Ok(if first == title {
        title
    } else {
        format!("{first} · {title}")
    })
}

fn count(records: u64) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX)
}
