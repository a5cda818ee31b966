//! Deadlines of one case: what the rules make of its steps, what somebody wrote down, and what became of it.
//!
//! Pure: no clock, `today` is handed in. The rules are data (`deadlines/rules.json`) and records of one's own. Nothing here
//! turns an uncertain date into a certain day: what is counted from an interval is an interval, and only its last day passing
//! makes a deadline passed.

mod closing;
mod due;
mod rules;
mod written;

pub use due::{DayOff, Due, SOON_DAYS};
pub use rules::{Length, Nature, RULES, Reach, Rule, RuleId, Unit, Words, rule};
pub use written::ENDED;

use crate::casefile::{CaseFile, Entry};
use crate::fuzzy::FuzzyDate;
use crate::ids::RecordId;
use crate::kinds::{DeadlineRule, ProceedingStep};
use chrono::NaiveDate;
use closing::Closed;
use std::borrow::Cow;

/// Where a deadline stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// No day can be counted: the date it starts from is not known.
    Undated,
    /// It is more than a week away, at the earliest.
    Later,
    /// It may fall on one of the next seven days, today included.
    Soon,
    /// It may have passed already: the date it starts from is uncertain.
    MayHavePassed,
    /// Its last possible day is over and nothing recorded answers it.
    Passed,
    /// A later step answers it.
    Met {
        /// That step.
        by: RecordId,
        /// It certainly came after the last possible day.
        is_late: bool,
    },
    /// Somebody wrote down that it was done.
    Done,
    /// Somebody wrote down that it was missed.
    Missed,
    /// Somebody wrote down that it does not matter any more.
    Dropped,
}

impl State {
    /// Whether nothing is left to do about it.
    #[must_use]
    pub fn is_settled(self) -> bool {
        match self {
            Self::Undated | Self::Later | Self::Soon | Self::MayHavePassed | Self::Passed => false,
            Self::Met { .. } | Self::Done | Self::Missed | Self::Dropped => true,
        }
    }
}

/// One deadline or task of a case. `Debug` is absent on purpose: a date holds the person's own words.
#[derive(Clone)]
pub struct Deadline {
    /// The rule it follows from; none for a task that somebody wrote down by itself.
    pub rule: Option<RuleId>,
    /// What it is.
    pub nature: Nature,
    /// The record it is counted from: a step, a consent, the case, the task itself.
    pub source: RecordId,
    /// The task that says what became of it, or is it.
    pub task: Option<RecordId>,
    /// The date it is counted from.
    pub start: Option<FuzzyDate>,
    /// That date exists and was not handed over.
    pub is_start_withheld: bool,
    /// By when.
    pub due: Due,
    /// Where it stands.
    pub state: State,
    /// The one day it ends on is a weekend or a holiday; it is not moved.
    pub day_off: Option<DayOff>,
    /// A step that may answer it: nothing says whether it came before or after.
    pub perhaps_met: Option<RecordId>,
}

/// Every deadline of a case on this day, the settled ones included, in no particular order.
#[must_use]
pub fn deadlines(file: &CaseFile, own: &[Entry<DeadlineRule>], today: NaiveDate) -> Vec<Deadline> {
    let own = own.iter().filter_map(Rule::of_own).map(Cow::Owned);
    let rules = RULES.iter().map(Cow::Borrowed).chain(own);
    let mut found: Vec<Deadline> = rules.flat_map(|rule| from_steps(file, &rule, today)).collect();
    found.extend(written::dated(file, today));
    written::settle(file, &mut found, today);
    found
}

fn from_steps(file: &CaseFile, rule: &Rule, today: NaiveDate) -> Vec<Deadline> {
    let begins = |step: &&Entry<ProceedingStep>| rule.starts.iter().any(|starts| starts.fits(file, step));
    let mut begun: Vec<&Entry<ProceedingStep>> = file.steps.iter().filter(begins).collect();
    let Some(length) = rule.length else {
        return Vec::new();
    };
    let counted = |step: &Entry<ProceedingStep>| Due::counted(step.record.date.as_ref(), length, rule.spread_days);
    match rule.reach {
        Reach::Proceeding => begun
            .into_iter()
            .map(|step| one(file, rule, step, counted(step), today))
            .collect(),
        Reach::Case => {
            begun.sort_by_key(|step| (crate::casefile::sort_day(&step.record.date), step.id));
            let due = begun.iter().map(|step| counted(step)).reduce(Due::or);
            let first = begun.first().zip(due);
            first
                .map(|(step, due)| one(file, rule, step, due, today))
                .into_iter()
                .collect()
        }
    }
}

fn one(file: &CaseFile, rule: &Rule, step: &Entry<ProceedingStep>, due: Due, today: NaiveDate) -> Deadline {
    let (met, perhaps_met) = match closing::closed(file, rule, step) {
        Closed::By(closer) => (Some(closer), None),
        Closed::Perhaps(closer) => (None, Some(closer)),
        Closed::No => (None, None),
    };
    let state = met.map_or_else(
        || due.state(today),
        |closer| State::Met {
            by: closer.id,
            is_late: due.is_certainly_before(closer.record.date.as_ref()),
        },
    );
    Deadline {
        rule: Some(rule.id()),
        nature: rule.nature,
        source: step.id,
        task: None,
        start: step.record.date.clone(),
        is_start_withheld: step.withheld.iter().any(|field| field == "date"),
        day_off: due.day_off().filter(|_| rule.nature != Nature::Presumption),
        due,
        state,
        perhaps_met: perhaps_met.map(|closer| closer.id),
    }
}

#[cfg(test)]
mod tests;
