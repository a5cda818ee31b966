//! Undo and redo of one record, and bringing an old version back: each makes a revision, so that nothing is ever lost by it.
//!
//! What can be undone is read from the history alone, and so outlives locks and machines: see [`Steps`].

use crate::drafting::commit_one;
use crate::failure::{ErrorCode, Failure};
use crate::finding::find_record;
use crate::session::Session;
use crate::view::RecordView;
use sandyq_domain::RecordId;
use sandyq_vault::Tx;
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::revisions::{self, Origin, Revision, RevisionRow};
use serde_json::{Map, Value};

#[cfg(test)]
mod tests;

/// The history of a record as steps that can be taken back and taken again.
#[derive(Default)]
struct Steps {
    /// Versions that were shown, the one shown now last.
    undo: Vec<RevisionRow>,
    /// Versions that were taken back, the last one last.
    redo: Vec<RevisionRow>,
}

impl Steps {
    /// Replays a history, oldest first. A revision that brings back the version before the one shown is an undo; one that
    /// brings back what was taken back last is a redo; anything else is a new step, after which nothing can be redone. A fill
    /// is no step: it is the version shown, of which more is known.
    fn of(history: &[Revision]) -> Self {
        let mut steps = Self::default();
        // What only came beside ours was never shown.
        for revision in history.iter().filter(|revision| !revision.is_beside) {
            match (revision.origin, steps.undo.last_mut()) {
                (Origin::Fill, Some(shown)) => *shown = revision.row,
                _ => steps.take(revision.row, revision.restores),
            }
        }
        steps
    }

    fn take(&mut self, row: RevisionRow, restores: Option<RevisionRow>) {
        if restores.is_some() && restores == self.after() {
            self.undo.extend(self.redo.pop());
        } else if restores.is_some() && restores == self.before() {
            self.redo.extend(self.undo.pop());
        } else {
            self.redo.clear();
            self.undo.push(row);
        }
    }

    /// What an undo would bring back. Undoing the first version would be deleting, which is another act.
    fn before(&self) -> Option<RevisionRow> {
        let last = self.undo.len().checked_sub(2)?;
        self.undo.get(last).copied()
    }

    /// What a redo would bring back.
    fn after(&self) -> Option<RevisionRow> {
        self.redo.last().copied()
    }
}

impl Session {
    /// Brings the version before the one shown back, as a revision. What is being typed becomes a revision first, and
    /// is what is undone.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`]; [`ErrorCode::BadRecord`] when what is being typed does not fit;
    /// [`ErrorCode::NoSuchRecord`].
    pub fn undo_record(&mut self, id: &str) -> Result<RecordView, Failure> {
        self.bring_back(id, |steps, _| steps.before().ok_or(ErrorCode::NothingToUndo.into()))
    }

    /// Brings back what was undone last.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToRedo`], also once something was written after the undo; [`ErrorCode::BadRecord`];
    /// [`ErrorCode::NoSuchRecord`].
    pub fn redo_record(&mut self, id: &str) -> Result<RecordView, Failure> {
        self.bring_back(id, |steps, _| steps.after().ok_or(ErrorCode::NothingToRedo.into()))
    }

    /// Brings the version of this number back, as a revision. The one that is shown already makes none.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRevision`]; [`ErrorCode::BadRecord`]; [`ErrorCode::NoSuchRecord`].
    pub fn restore_revision(&mut self, id: &str, n: u32) -> Result<RecordView, Failure> {
        self.bring_back(id, |_, history| {
            let wanted = numbered(history, n)?;
            // A newest version that says the same already is the one that is shown.
            let shown = history
                .last()
                .filter(|newest| newest.envelope.body == body_again(wanted, newest));
            Ok(shown.unwrap_or(wanted).row)
        })
    }

    fn bring_back(
        &mut self,
        id: &str,
        which: impl FnOnce(&Steps, &[Revision]) -> Result<RevisionRow, Failure>,
    ) -> Result<RecordView, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let id = find_record(tx, id)?;
            commit_one(tx, id)?;
            let history = history(tx, id)?;
            let wanted = which(&Steps::of(&history), &history)?;
            let old = history.iter().find(|revision| revision.row == wanted);
            let (Some(old), Some(newest)) = (old, history.last()) else {
                return Err(ErrorCode::NoSuchRevision.into());
            };
            if old.row == newest.row {
                return Ok(());
            }
            let back = NewRevision {
                id,
                case: newest.envelope.case,
                kind: &newest.envelope.kind,
                body: body_again(old, newest),
                author: &author,
                time: now,
            };
            records::put_back(tx, back, wanted)?;
            Ok::<_, Failure>(())
        })?;
        self.read_record(id)
    }
}

/// What an old version says, and what the newest one says where the old one knew nothing: that a field was withheld then is
/// no value, and must not take one away here and, by the next bundle, elsewhere.
fn body_again(old: &Revision, newest: &Revision) -> Map<String, Value> {
    let mut body = old.envelope.body.clone();
    for field in &old.envelope.withheld {
        if let Some(value) = newest.envelope.body.get(field) {
            body.insert(field.clone(), value.clone());
        }
    }
    body
}

fn history(tx: &Tx<'_>, id: RecordId) -> Result<Vec<Revision>, Failure> {
    records::read(tx, id)?.ok_or(ErrorCode::NoSuchRecord)?;
    Ok(revisions::of(tx, id)?)
}

/// The version of this number.
pub(crate) fn numbered(history: &[Revision], n: u32) -> Result<&Revision, Failure> {
    history
        .iter()
        .find(|revision| revision.seq == u64::from(n))
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchRevision, n.to_string()))
}
