//! Deadlines in words: what is due, by when, where it stands, and what it is not.

use super::names::joined;
use super::title::{coded_all, kind_label, step_title, term};
use crate::view::{DeadlineGroup, DeadlineLine, Mark, Meaning, RuleLine};
use chrono::{Days, NaiveDate};
use sandyq_domain::casefile::{CaseFile, Entry, is_refusal};
use sandyq_domain::deadlines::{DayOff, Deadline, Due, Length, Nature, Rule, RuleId, State, Unit, rule};
use sandyq_domain::kinds::{DeadlineRule, ProceedingStep, Task};
use sandyq_domain::value::Prose;
use sandyq_domain::words::{Arg, date_text, short_date_text, text, text_with};
use sandyq_domain::{Lang, RecordId};

/// What has no day: there is only one next action of a case, and it is cleared in the case itself.
const NEXT_ACTION: RuleId = RuleId::Known("next_action");

/// What passed so many days ago and was never settled is history, not work.
const OLD_DAYS: u64 = 60;
/// Beyond so many days their number says nothing.
const COUNTED_DAYS: i64 = 90;

/// What a line is told from.
#[derive(Clone, Copy)]
pub struct Telling<'t> {
    /// The records of the case.
    pub file: &'t CaseFile,
    /// Every rule of one's own in the vault.
    pub own: &'t [Entry<DeadlineRule>],
    /// The case.
    pub case: RecordId,
    /// Its code as it is shown.
    pub code: &'t str,
    /// Today.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
}

/// The name of a deadline, for saying what became of it.
pub fn deadline_key(deadline: &Deadline) -> String {
    let source = deadline.source;
    match deadline.rule {
        _ if deadline.task == Some(source) => source.to_string(),
        Some(RuleId::Known(slug)) => format!("{slug}:{source}"),
        Some(RuleId::Own(id)) => format!("{id}:{source}"),
        None => source.to_string(),
    }
}

/// Under which heading it stands on this day.
pub fn group_of(deadline: &Deadline, today: NaiveDate) -> DeadlineGroup {
    match (deadline.state, deadline.nature) {
        (State::Met { .. } | State::Done | State::Missed | State::Dropped, _) => DeadlineGroup::Settled,
        (_, Nature::Presumption) => DeadlineGroup::Note,
        (State::Undated | State::Later, _) => DeadlineGroup::Later,
        (State::Soon, _) => DeadlineGroup::Soon,
        (State::Passed, _) if is_old(deadline, today) => DeadlineGroup::Past,
        (State::MayHavePassed | State::Passed, _) => DeadlineGroup::Overdue,
    }
}

/// What passed long ago; never a task that somebody wrote down: that is theirs to settle.
fn is_old(deadline: &Deadline, today: NaiveDate) -> bool {
    let line = today.checked_sub_days(Days::new(OLD_DAYS));
    deadline.task.is_none() && deadline.due.to.zip(line).is_some_and(|(last, line)| last < line)
}

impl<'t> Telling<'t> {
    /// One deadline as a line.
    #[must_use]
    pub fn line(self, deadline: &Deadline) -> DeadlineLine {
        let Self { file, lang, .. } = self;
        let task = deadline.task.and_then(|id| find(&file.tasks, id));
        let known = match deadline.rule {
            Some(RuleId::Known(slug)) => rule(slug),
            Some(RuleId::Own(_)) | None => None,
        };
        let own = self.own_rule(deadline);
        DeadlineLine {
            key: deadline_key(deadline),
            group: group_of(deadline, self.today),
            label: self.label(deadline),
            nature: text(lang, nature_key(deadline.nature)),
            nature_slug: nature_slug(deadline.nature).to_owned(),
            case: self.case,
            case_code: self.code.to_owned(),
            case_title: find(&file.cases, self.case)
                .and_then(|case| case.title.clone())
                .unwrap_or_default(),
            record: deadline.source,
            counted_from: self.counted_from(deadline),
            due: if deadline.due.is_undated() {
                String::new()
            } else {
                date_text(&deadline.due.date(), lang)
            },
            mark: self.mark(deadline),
            remarks: self.remarks(deadline),
            ground: known.map_or_else(
                || own.and_then(|own| own.ground.clone()).unwrap_or_default(),
                |rule| rule.ground.of(lang).to_owned(),
            ),
            note: known.map_or_else(
                || own.map(|own| said(&own.note)).unwrap_or_default(),
                |rule| rule.note.of(lang).to_owned(),
            ),
            to_be_confirmed: known.is_some_and(|rule| rule.to_be_confirmed),
            why: task.map(|task| said(&task.why)).unwrap_or_default(),
            task: deadline.task,
            can_settle: !matches!(deadline.state, State::Met { .. }) && deadline.rule != Some(NEXT_ACTION),
        }
    }

    fn own_rule(self, deadline: &Deadline) -> Option<&'t DeadlineRule> {
        match deadline.rule {
            Some(RuleId::Own(id)) => find(self.own, id),
            Some(RuleId::Known(_)) | None => None,
        }
    }

    /// What is due.
    pub fn label(self, deadline: &Deadline) -> String {
        let Self { file, lang, .. } = self;
        let alone = (deadline.task == Some(deadline.source)).then(|| find(&file.tasks, deadline.source));
        let what = alone.flatten().and_then(|task: &Task| task.what.clone());
        let next = || find(&file.cases, deadline.source).and_then(|case| case.next_action.clone());
        let ruled = match deadline.rule {
            Some(NEXT_ACTION) => next(),
            Some(RuleId::Known(slug)) => Some(term("deadline_rule", slug, lang)),
            Some(RuleId::Own(_)) => self.own_rule(deadline).and_then(|own| own.label.clone()),
            None => None,
        };
        what.or(ruled).unwrap_or_else(|| kind_label("task", lang))
    }

    fn counted_from(self, deadline: &Deadline) -> String {
        let Self { file, lang, .. } = self;
        if let Some(step) = find(&file.steps, deadline.source) {
            return dated(step, lang);
        }
        let consent = find(&file.consents, deadline.source);
        consent.map_or_else(String::new, |consent| {
            let code = consent.person.and_then(|person| file.person_shown(person));
            let purposes = coded_all("consent_purpose", &consent.purpose, lang);
            joined([code.map(str::to_owned), Some(purposes)], " · ")
        })
    }

    fn mark(self, deadline: &Deadline) -> Option<Mark> {
        let Self { today, lang, .. } = self;
        let (meaning, text) = match deadline.state {
            State::Undated => (Meaning::Plain, text(lang, "deadline-undated")),
            State::Later => (Meaning::Plain, ahead(deadline.due, today, lang)?),
            State::Soon => (Meaning::Due, ahead(deadline.due, today, lang)?),
            State::MayHavePassed => (Meaning::Due, text(lang, "deadline-may-have-passed")),
            State::Passed => {
                let silent = deadline.nature == Nature::ExpectedReply;
                let meaning = match silent {
                    _ if is_old(deadline, today) => Meaning::Plain,
                    true => Meaning::Refusal,
                    false => Meaning::Due,
                };
                (meaning, passed(deadline.due, today, silent, lang))
            }
            // An answer that is a refusal came in time, and is none to be green about.
            State::Met { by, .. } if find(&self.file.steps, by).is_some_and(is_refusal) => {
                (Meaning::Refusal, text(lang, "deadline-met-refused"))
            }
            State::Met { .. } => (Meaning::Sound, text(lang, "deadline-met")),
            State::Done => (Meaning::Sound, term("task_status", "done", lang)),
            State::Missed => (Meaning::Plain, term("task_status", "missed", lang)),
            State::Dropped => (Meaning::Plain, term("task_status", "dropped", lang)),
        };
        Some(Mark { meaning, text })
    }

    fn remarks(self, deadline: &Deadline) -> Vec<String> {
        let Self { file, lang, .. } = self;
        let say = |key| Some(text(lang, key));
        let step = |key: &str, id| {
            let step = find(&file.steps, id).map(|step| dated(step, lang))?;
            Some(text_with(lang, key, &[("step", step.as_str().into())]))
        };
        let off = match deadline.day_off {
            Some(DayOff::Weekend) => say("deadline-weekend"),
            Some(DayOff::Holiday) => say("deadline-holiday"),
            None => None,
        };
        let answer = match deadline.state {
            State::Met { by, is_late: true } => step("deadline-met-late", by),
            State::Met { by, is_late: false } => step("deadline-met-by", by),
            _ => None,
        };
        let from_step = find(&file.steps, deadline.source).is_some() && deadline.start.is_none();
        let missing = if deadline.is_start_withheld {
            say("deadline-date-withheld")
        } else if deadline.state == State::Undated && from_step {
            say("deadline-date-missing")
        } else {
            None
        };
        let perhaps = deadline.perhaps_met.and_then(|by| step("deadline-perhaps-met", by));
        let about = deadline.due.is_about.then(|| text(lang, "deadline-about"));
        [missing, off, about, answer, perhaps].into_iter().flatten().collect()
    }
}

/// A rule in words.
pub fn rule_line(rule: &Rule, lang: Lang) -> RuleLine {
    RuleLine {
        id: None,
        label: term("deadline_rule", &rule.slug, lang),
        length: rule
            .length
            .map_or_else(String::new, |length| length_text(length, rule.spread_days, lang)),
        nature: text(lang, nature_key(rule.nature)),
        ground: rule.ground.of(lang).to_owned(),
        note: rule.note.of(lang).to_owned(),
        to_be_confirmed: rule.to_be_confirmed,
        is_incomplete: false,
    }
}

/// A rule of one's own in words.
pub fn own_rule_line(entry: &Entry<DeadlineRule>, lang: Lang) -> RuleLine {
    let counted = Rule::of_own(entry);
    let length = counted.as_ref().and_then(|rule| rule.length);
    RuleLine {
        id: Some(entry.id),
        label: entry.record.label.clone().unwrap_or_default(),
        length: length.map_or_else(String::new, |length| length_text(length, 0, lang)),
        nature: text(lang, nature_key(Nature::Own)),
        ground: entry.record.ground.clone().unwrap_or_default(),
        note: said(&entry.record.note),
        to_be_confirmed: false,
        is_incomplete: counted.is_none(),
    }
}

fn said(prose: &Prose) -> String {
    let passages: Vec<&str> = prose.iter().map(|passage| passage.text.as_str()).collect();
    passages.join("\n")
}

fn find<K>(entries: &[Entry<K>], id: RecordId) -> Option<&K> {
    entries.iter().find(|entry| entry.id == id).map(|entry| &entry.record)
}

fn dated(step: &ProceedingStep, lang: Lang) -> String {
    let date = step.date.as_ref().map(|date| short_date_text(date, lang));
    let when = date.unwrap_or_else(|| text(lang, "deadline-step-undated"));
    format!("{}, {when}", step_title(step, lang))
}

/// How many days until the first possible day, if they can be counted on one's fingers.
fn ahead(due: Due, today: NaiveDate, lang: Lang) -> Option<String> {
    let days = (due.from? - today).num_days().max(0);
    let key = match (days, due.day().is_some()) {
        (COUNTED_DAYS.., _) => return None,
        (0, true) => "deadline-today",
        (_, true) => "deadline-in",
        (_, false) => "deadline-in-earliest",
    };
    let days = u64::try_from(days).unwrap_or(0);
    Some(text_with(lang, key, &[("n", Arg::from(days))]))
}

/// How many days ago its last possible day was.
fn passed(due: Due, today: NaiveDate, silent: bool, lang: Lang) -> String {
    let last = due.to.filter(|_| !due.is_about);
    let days = last
        .map(|last| (today - last).num_days())
        .filter(|days| *days < COUNTED_DAYS);
    let days = days.and_then(|days| u64::try_from(days).ok());
    let key = match (silent, days) {
        (true, Some(_)) => "deadline-silent",
        (true, None) => "deadline-silent-about",
        (false, Some(_)) => "deadline-passed",
        (false, None) => "deadline-passed-about",
    };
    text_with(lang, key, &[("n", Arg::from(days.unwrap_or(0)))])
}

fn length_text(length: Length, spread_days: u16, lang: Lang) -> String {
    let key = match length.unit {
        Unit::Days => "deadline-length-days",
        Unit::Months => "deadline-length-months",
        Unit::Years => "deadline-length-years",
    };
    let length = text_with(lang, key, &[("n", Arg::from(u64::from(length.count)))]);
    if spread_days == 0 {
        return length;
    }
    let spread = ("n", Arg::from(u64::from(spread_days)));
    text_with(
        lang,
        "deadline-length-spread",
        &[("length", length.as_str().into()), spread],
    )
}

const fn nature_key(nature: Nature) -> &'static str {
    match nature {
        Nature::Term => "deadline-nature-term",
        Nature::Presumption => "deadline-nature-presumption",
        Nature::ExpectedReply => "deadline-nature-reply",
        Nature::Review => "deadline-nature-review",
        Nature::Own => "deadline-nature-own",
    }
}

const fn nature_slug(nature: Nature) -> &'static str {
    match nature {
        Nature::Term => "term",
        Nature::Presumption => "presumption",
        Nature::ExpectedReply => "expected_reply",
        Nature::Review => "review",
        Nature::Own => "own",
    }
}
