//! Counting: a question, the records of one case after another, and a table with its definition.
//!
//! Inside the program nothing is hidden from whoever owns the records. A table that leaves is another matter: see
//! [`releasing`].

mod again;
mod annex;
mod annexing;
mod asking;
mod catalogue;
mod drawing;
mod given;
mod heeding;
mod keeping;
mod measured;
mod others;
mod releasing;
mod telling;
mod together;

use crate::failure::{ErrorCode, Failure};
use crate::finding::line_of;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{CountedCase, CountedCases, StatsRequest, StatsView};
use crate::vocabularies::own_terms;
pub(crate) use annex::{Annex, AnnexRequest};
pub use drawing::draw_stats;
pub(crate) use keeping::Kept;
use keeping::mark_of;
pub(crate) use others::Chosen;
pub use releasing::{AnnexFormat, StatsFormat};
pub(crate) use releasing::{OWN as OWN_STATISTICS, PARTNER as PARTNER_STATISTICS, STATISTICS, statistics_payload};
use sandyq_domain::counting::{Measures, Question, Table, Tally};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, records};
use std::collections::BTreeSet;

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

impl Sum {
    /// How many there are; of values, how many have one.
    fn table(&self) -> Table {
        match self {
            Self::Counts(tally) => tally.table(),
            Self::Values(measures) => measures.table(),
        }
    }
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
        let asked = &asking::in_days(asked, self.today())?;
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

    /// The cases that stand in a cell; none for a line or column means all of it. By code, those that are only possibly in it at the
    /// end; no more than `limit` are listed.
    ///
    /// # Errors
    /// As [`Session::count`].
    pub fn counted_cases(
        &self,
        asked: &StatsRequest,
        (row, column): (Option<&str>, Option<&str>),
        limit: usize,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<CountedCases, Failure> {
        let question = asking::question(&asking::in_days(asked, self.today())?)?;
        let now = self.now();
        self.vault().read(|view| {
            let sum = self.counted(view, &question, None, progress)?.sum;
            let (all, sure) = match &sum {
                Sum::Counts(tally) => (tally.cases(row, column), tally.sure_cases(row, column)),
                Sum::Values(measures) => (measures.cases(row), measures.cases(row)),
            };
            let mut found = Vec::new();
            for id in all {
                let code = sandyq_vault::codes::shown(view, id)?.unwrap_or_default();
                found.push((!sure.contains(&id), code, id));
            }
            found.sort();
            let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
            let mut cases = Vec::new();
            for (is_possible, code, id) in found.into_iter().take(limit) {
                let case = records::read(view, id)?;
                let line = case.map(|case| line_of(view, case, now, now, lang)).transpose()?;
                cases.push(CountedCase {
                    id: id.to_string(),
                    code,
                    title: line.map(|line| line.title).unwrap_or_default(),
                    is_possible,
                });
            }
            Ok(CountedCases { cases, total })
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
        let mut measures = kept.gather(view, self.now(), questions, purpose, progress)?.into_iter();
        let (snapshot, without_consent) = kept.read(purpose);
        let mark = purpose.map(mark_of);
        let admits = |_, marks: u8| mark.is_none_or(|mark| marks & mark != 0);
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

    /// The numbers of these cases alone, of those that agreed; none where the facts are not at hand.
    fn counted_of(&self, question: &Question, purpose: &str, cases: &BTreeSet<RecordId>) -> Option<Table> {
        let kept = self.kept.borrow();
        let mark = mark_of(purpose);
        let admits = |case, marks: u8| marks & mark != 0 && cases.contains(&case);
        Some(kept.facts(question.unit)?.tally(question, admits).table())
    }
}
