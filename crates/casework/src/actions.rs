//! What was done to whole records since the vault was opened, so that a slip can be taken back at once.

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::spelling::title_of;
use crate::view::ActionsView;
use sandyq_domain::words::{Arg, text_with};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::trash;

/// How many are remembered.
const MOST: usize = 100;

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Deleted,
    Restored,
}

/// What was done to which record. No `Debug`: `what` is what a person wrote.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Action {
    pub done: Done,
    pub id: RecordId,
    /// The record in a few words.
    pub what: String,
}

/// The actions that can be undone and redone, the last one at the end. They live as long as the session.
#[derive(Default)]
pub(crate) struct Actions {
    undo: Vec<Action>,
    redo: Vec<Action>,
}

impl Actions {
    /// Something new was done: what was undone before cannot be redone any more.
    pub(crate) fn enter(&mut self, action: Action) {
        self.redo.clear();
        self.undo.push(action);
        if self.undo.len() > MOST {
            self.undo.remove(0);
        }
    }

    /// What is gone for good can neither be undone nor named.
    pub(crate) fn forget(&mut self, gone: &[RecordId]) {
        self.undo.retain(|action| !gone.contains(&action.id));
        self.redo.retain(|action| !gone.contains(&action.id));
    }

    fn view(&self, lang: Lang, what: &dyn Fn(&Action) -> String) -> ActionsView {
        let said = |action: &Action| {
            let key = match action.done {
                Done::Deleted => "action-deleted",
                Done::Restored => "action-restored",
            };
            text_with(lang, key, &[("what", Arg::from(what(action).as_str()))])
        };
        ActionsView {
            undo: self.undo.last().map(said),
            redo: self.redo.last().map(said),
        }
    }
}

impl Session {
    /// The last action that can be undone, and the last undone one, in words.
    ///
    /// # Errors
    /// None yet; other verbs of its kind have some.
    pub fn list_actions(&self, lang: Lang) -> Result<ActionsView, Failure> {
        self.actions_view(lang)
    }

    /// What was deleted is called as it was then, unless names were hidden since.
    fn actions_view(&self, lang: Lang) -> Result<ActionsView, Failure> {
        self.vault().read(|view| {
            let is_hidden = concealing::is_on(view)?;
            let what = |action: &Action| {
                if !is_hidden {
                    return action.what.clone();
                }
                let record = trash::read(view, action.id).ok().flatten();
                let title = record.and_then(|record| title_of(view, &record.kind, &record.body, lang).ok());
                title.unwrap_or_default()
            };
            Ok(self.actions.view(lang, &what))
        })
    }

    /// Takes the last deleting or restoring back.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToUndo`]; those of writing the vault, which leave the action where it was.
    pub fn undo_action(&mut self, lang: Lang) -> Result<ActionsView, Failure> {
        let action = self.actions.undo.last().cloned().ok_or(ErrorCode::NothingToUndo)?;
        let outcome = match action.done {
            Done::Deleted => self.take_from_trash(action.id).map(drop),
            Done::Restored => self.put_in_trash(action.id).map(drop),
        };
        let done = Self::settled(outcome)?;
        self.actions.undo.pop();
        if done {
            self.actions.redo.push(action);
        }
        self.actions_view(lang)
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// [`ErrorCode::NothingToRedo`]; those of writing the vault, which leave the action where it was.
    pub fn redo_action(&mut self, lang: Lang) -> Result<ActionsView, Failure> {
        let action = self.actions.redo.last().cloned().ok_or(ErrorCode::NothingToRedo)?;
        let outcome = match action.done {
            Done::Deleted => self.put_in_trash(action.id).map(drop),
            Done::Restored => self.take_from_trash(action.id).map(drop),
        };
        let done = Self::settled(outcome)?;
        self.actions.redo.pop();
        if done {
            self.actions.undo.push(action);
        }
        self.actions_view(lang)
    }

    /// Whether it was done now. What is so already was done otherwise meanwhile: the action is only dropped.
    fn settled(outcome: Result<(), Failure>) -> Result<bool, Failure> {
        match outcome {
            Ok(()) => Ok(true),
            Err(failure) if matches!(failure.code, ErrorCode::NotInTrash | ErrorCode::NoSuchRecord) => Ok(false),
            Err(failure) => Err(failure),
        }
    }
}
