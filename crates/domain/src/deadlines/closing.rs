//! What answers a deadline: a later step of the kind its rule names.

use super::rules::{Reach, Rule};
use crate::casefile::{CaseFile, Entry, sort_day};
use crate::fuzzy::{FuzzyDate, Precision};
use crate::kinds::ProceedingStep;

/// What was found.
pub(super) enum Closed<'f> {
    /// This step came later and answers it.
    By(&'f Entry<ProceedingStep>),
    /// This one would, and nothing says whether it came later.
    Perhaps(&'f Entry<ProceedingStep>),
    /// Nothing.
    No,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Later,
    Earlier,
    Unknown,
}

/// The first step that answers what `start` began under this rule.
///
/// A step whose date may lie before the start does not close a term: an uncertain date must not hide one that still runs.
pub(super) fn closed<'f>(file: &'f CaseFile, rule: &Rule, start: &Entry<ProceedingStep>) -> Closed<'f> {
    let here = |step: &&Entry<ProceedingStep>| match rule.reach {
        Reach::Case => true,
        Reach::Proceeding => start.record.proceeding.is_some() && step.record.proceeding == start.record.proceeding,
    };
    let answers = |step: &&Entry<ProceedingStep>| {
        step.id != start.id && rule.met_by.iter().any(|condition| condition.fits(file, step))
    };
    let mut answers: Vec<&Entry<ProceedingStep>> = file.steps.iter().filter(here).filter(answers).collect();
    answers.sort_by_key(|step| (sort_day(&step.record.date), step.id));
    let is = |wanted: Order| move |step: &&&Entry<ProceedingStep>| order(start, step) == wanted;
    if let Some(step) = answers.iter().find(is(Order::Later)) {
        Closed::By(step)
    } else if let Some(step) = answers.iter().find(is(Order::Unknown)) {
        Closed::Perhaps(step)
    } else {
        Closed::No
    }
}

fn order(start: &Entry<ProceedingStep>, step: &Entry<ProceedingStep>) -> Order {
    if step.record.continues == Some(start.id) {
        return Order::Later;
    }
    let (Some(began), Some(came)) = (certain(start), certain(step)) else {
        return Order::Unknown;
    };
    // On the same day the answer came after what it answers.
    if began.to.zip(came.from).is_some_and(|(began, came)| began <= came) {
        Order::Later
    } else if came.to.zip(began.from).is_some_and(|(came, began)| came < began) {
        Order::Earlier
    } else {
        Order::Unknown
    }
}

/// A date whose ends hold.
fn certain(step: &Entry<ProceedingStep>) -> Option<&FuzzyDate> {
    step.record
        .date
        .as_ref()
        .filter(|date| date.precision != Precision::About)
}
