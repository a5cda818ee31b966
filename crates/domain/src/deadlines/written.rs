//! What somebody wrote down themselves: days in records, tasks, and what became of a deadline.

use super::due::Due;
use super::rules::{Nature, Reach, RuleId, rule};
use super::{Deadline, State};
use crate::casefile::{CaseFile, Entry, answered};
use crate::ids::RecordId;
use crate::kinds::{Consent, RiskAssessment, Task};
use crate::value::Date;
use chrono::NaiveDate;

/// Monitoring statuses of cases in which nothing is to be done any more.
pub const ENDED: [&str; 2] = ["closed", "archived"];

/// Days written into records of other kinds: the end of a consent, a risk to be assessed again, a deadline noted at a step, what
/// to do next.
pub(super) fn dated(file: &CaseFile, today: NaiveDate) -> Vec<Deadline> {
    let expiring = file
        .consents
        .iter()
        .filter(|consent| consent.record.withdrawn.is_none());
    let consents = expiring.filter_map(|consent| {
        let ends = consent.record.expires.as_ref().map(|_| &consent.record.expires)?;
        let renewed = file.consents.iter().find(|other| renews(consent, other));
        let line = noted("consent_expiry", consent, ends, "expires", today)?;
        Some(answered_by(renewed, line))
    });
    let steps = file
        .steps
        .iter()
        .filter(|step| step.record.next_deadline.is_some())
        .filter_map(|step| {
            noted(
                "step_deadline",
                step,
                &step.record.next_deadline,
                "next_deadline",
                today,
            )
        });
    let open = |status: &str| !ENDED.contains(&status);
    let cases = file.cases.iter().filter(|case| {
        let planned = case
            .record
            .next_action
            .as_deref()
            .is_some_and(|words| !words.trim().is_empty());
        // A task of the same words has a day, or says that it has none.
        let words = case.record.next_action.as_deref().map(str::trim);
        let is_a_task = file
            .tasks
            .iter()
            .any(|task| task.record.what.as_deref().map(str::trim) == words);
        planned && !is_a_task && answered(&case.record.monitoring_status).is_none_or(|status| open(status.slug()))
    });
    let next = cases.filter_map(|case| noted("next_action", case, &None, "", today));
    consents.chain(reviews(file, today)).chain(steps).chain(next).collect()
}

fn reviews(file: &CaseFile, today: NaiveDate) -> impl Iterator<Item = Deadline> {
    let to_review = file.risks.iter().filter(|risk| risk.record.review_date.is_some());
    to_review.filter_map(move |risk| {
        let newer = file.risks.iter().find(|other| assesses_again(risk, other));
        let line = noted("review", risk, &risk.record.review_date, "review_date", today)?;
        Some(answered_by(newer, line))
    })
}

/// The day needs nobody any more once another record has answered it.
fn answered_by<K>(answer: Option<&Entry<K>>, mut line: Deadline) -> Deadline {
    if let Some(answer) = answer {
        line.state = State::Met {
            by: answer.id,
            is_late: false,
        };
    }
    line
}

/// Whether `other` is surely a later assessment of the same person.
fn assesses_again(risk: &Entry<RiskAssessment>, other: &Entry<RiskAssessment>) -> bool {
    let (old, new) = (&risk.record, &other.record);
    let later = || match (&old.date, &new.date) {
        (Some(old), Some(new)) => old.to.zip(new.from).is_some_and(|(old, new)| old < new),
        (_, None) | (None, _) => false,
    };
    risk.id != other.id && old.person.is_some() && new.person == old.person && later()
}

fn noted<K>(slug: &str, entry: &Entry<K>, day: &Date, field: &str, today: NaiveDate) -> Option<Deadline> {
    let rule = rule(slug)?;
    let due = Due::written(day.as_ref());
    Some(Deadline {
        rule: Some(rule.id()),
        nature: rule.nature,
        source: entry.id,
        task: None,
        start: None,
        is_start_withheld: entry.withheld.iter().any(|name| name == field),
        due,
        state: due.state(today),
        day_off: None,
        perhaps_met: None,
    })
}

/// Whether `other` covers all that `consent` covers, and for longer.
fn renews(consent: &Entry<Consent>, other: &Entry<Consent>) -> bool {
    let (old, new) = (&consent.record, &other.record);
    let purposes = || old.purpose.iter().all(|purpose| new.purpose.contains(purpose));
    let longer = || match (&old.expires, &new.expires) {
        (_, None) => !other.withheld.iter().any(|field| field == "expires"),
        (Some(old), Some(new)) => old.to.zip(new.from).is_some_and(|(old, new)| old < new),
        (None, Some(_)) => false,
    };
    consent.id != other.id && new.person == old.person && new.withdrawn.is_none() && purposes() && longer()
}

/// Lets tasks say what became of the deadlines they name; a task that names none found here stands by itself.
pub(super) fn settle(file: &CaseFile, found: &mut Vec<Deadline>, today: NaiveDate) {
    let mut tasks: Vec<&Entry<Task>> = file.tasks.iter().collect();
    // The word written last counts, also when it opens again what was settled.
    tasks.sort_by_key(|task| (task.time, task.id));
    let counted: Vec<State> = found.iter().map(|line| line.state).collect();
    for task in tasks {
        let named = named_by(&task.record);
        let at = named.and_then(|named| found.iter().take(counted.len()).position(|line| is_named(line, named)));
        match at {
            Some(at) => {
                found[at].task = Some(task.id);
                found[at].state = told(&task.record).unwrap_or(counted[at]);
            }
            None => found.push(alone(task, named.map(|(rule, _)| rule), today)),
        }
    }
}

/// The rule and the record a task speaks of.
fn named_by(task: &Task) -> Option<(RuleId, RecordId)> {
    let known = || rule(answered(&task.rule)?.slug()).map(super::Rule::id);
    let named = task.own_rule.map(RuleId::Own).or_else(known)?;
    Some((named, task.step.or(task.about)?))
}

fn is_named(line: &Deadline, (named, source): (RuleId, RecordId)) -> bool {
    let whole_case = matches!(named, RuleId::Known(slug) if rule(slug).is_some_and(|rule| rule.reach == Reach::Case));
    line.rule == Some(named) && (whole_case || line.source == source)
}

/// What the task says became of it; nothing while it is open.
fn told(task: &Task) -> Option<State> {
    match answered(&task.status)?.slug() {
        "done" => Some(State::Done),
        "missed" => Some(State::Missed),
        "dropped" => Some(State::Dropped),
        _ => None,
    }
}

fn alone(task: &Entry<Task>, named: Option<RuleId>, today: NaiveDate) -> Deadline {
    let due = Due::written(task.record.due.as_ref());
    let nature = match named {
        Some(RuleId::Known(slug)) => rule(slug).map_or(Nature::Own, |rule| rule.nature),
        Some(RuleId::Own(_)) | None => Nature::Own,
    };
    Deadline {
        rule: named,
        nature,
        source: task.id,
        task: Some(task.id),
        start: None,
        is_start_withheld: task.withheld.iter().any(|field| field == "due"),
        due,
        state: told(&task.record).unwrap_or_else(|| due.state(today)),
        day_off: None,
        perhaps_met: None,
    }
}
