//! Counting: a question, the records of one case after another, and a table with its definition.
//!
//! Inside the program nothing is hidden from whoever owns the records. A table that leaves is another matter: see
//! [`releasing`].

mod again;
mod annex;
mod asking;
mod drawing;
mod heeding;
mod keeping;
mod measured;
mod releasing;
mod telling;

use crate::failure::{ErrorCode, Failure};
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{StatsRequest, StatsView};
use crate::vocabularies::own_terms;
pub(crate) use keeping::Kept;
use keeping::mark_of;
pub use releasing::{AnnexFormat, StatsFormat};
use sandyq_domain::Lang;
use sandyq_domain::counting::{Measures, Question, Tally};
use sandyq_vault::View;

/// Of the rules in docs/counting.md: another number where the same records would give others.
pub(crate) const RULES: u32 = 2;

/// What was counted, and from which records.
pub(crate) struct Counted {
    pub(crate) sum: Sum,
    /// SHA-256 over ids and versions of all records that were looked at, in hexadecimal digits.
    pub(crate) snapshot: String,
    /// Cases that somebody in them did not agree to have counted.
    pub(crate) without_consent: u64,
}

/// Units by where they stand, or values.
pub(crate) enum Sum {
    Counts(Tally),
    Values(Measures),
}

impl Session {
    /// Counts. Nothing is hidden.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`] for what cannot be counted by, or says nothing of the unit; [`ErrorCode::NoSuchUnit`];
    /// [`ErrorCode::BadPeriod`]; [`ErrorCode::Cancelled`].
    pub fn count(&self, asked: &StatsRequest, lang: Lang, progress: &mut Progress<'_>) -> Result<StatsView, Failure> {
        self.count_for(asked, None, lang, progress)
    }

    /// Counts those who agreed to a purpose, or all; hides no number of what it counted.
    fn count_for(
        &self,
        asked: &StatsRequest,
        purpose: Option<&str>,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsView, Failure> {
        let question = asking::question(asked)?;
        self.vault().read(|view| {
            let counted = self.counted(view, &question, purpose, progress)?;
            let telling = telling::Telling {
                asked,
                question: &question,
                own: &own_terms(view)?,
                purpose,
                lang,
            };
            Ok(telling.whole(&counted))
        })
    }

    /// The cases that stand in a cell; none for a line or column means all of it. By code.
    ///
    /// # Errors
    /// As [`Session::count`].
    pub fn counted_cases(
        &self,
        asked: &StatsRequest,
        row: Option<&str>,
        column: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<String>, Failure> {
        let question = asking::question(asked)?;
        self.vault().read(|view| {
            let counted = self.counted(view, &question, None, progress)?;
            let cases = match &counted.sum {
                Sum::Counts(tally) => tally.cases(row, column),
                Sum::Values(measures) => measures.cases(row),
            };
            let codes = cases.into_iter();
            let codes = codes.map(|case| Ok(sandyq_vault::codes::shown(view, case)?.unwrap_or_default()));
            codes.collect::<Result<Vec<_>, Failure>>()
        })
    }

    /// Counts over all live cases that are not for practice; with a purpose only those in which everybody agreed to it.
    fn counted(
        &self,
        view: &View<'_>,
        question: &Question,
        purpose: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Counted, Failure> {
        let mut found = self.all_counted(view, std::slice::from_ref(question), purpose, progress)?;
        found.pop().ok_or_else(|| ErrorCode::NoSuchUnit.into())
    }

    /// Answers several questions from one reading of the records.
    fn all_counted(
        &self,
        view: &View<'_>,
        questions: &[Question],
        purpose: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Counted>, Failure> {
        let mut kept = self.kept.borrow_mut();
        let today = (self.now(), self.today());
        let mut measures = kept.gather(view, today, questions, purpose, progress)?.into_iter();
        let (snapshot, without_consent) = kept.read(purpose);
        let mark = purpose.map(mark_of);
        let admits = |marks: u8| mark.is_none_or(|mark| marks & mark != 0);
        let sums = questions.iter().map(|question| match question.measure {
            Some(_) => measures.next().map(Sum::Values),
            None => kept
                .facts(question.unit)
                .map(|facts| Sum::Counts(facts.tally(question, admits))),
        });
        let counted = |sum| Counted {
            sum,
            snapshot: snapshot.clone(),
            without_consent,
        };
        let found = sums.flatten().map(counted).collect();
        kept.spare();
        Ok(found)
    }
}
