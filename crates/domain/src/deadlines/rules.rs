//! The rules as data: what starts a deadline, how long it is, what answers it, and what it is not.

use crate::casefile::{CaseFile, Entry, is_refusal};
use crate::ids::RecordId;
use crate::kinds::{DeadlineRule, ProceedingStep};
use crate::lang::Lang;
use crate::value::{Code, Codes};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

/// Longest length of a rule of one's own, in its units: a foreign file may hold any number.
const LENGTH_LIMIT: i64 = 36_500;

/// What a deadline is. The words shown with it follow from this.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A right ends with it.
    Term,
    /// Something may be presumed after it; nothing ends.
    Presumption,
    /// An authority is expected to answer by it.
    ExpectedReply,
    /// Something is to be looked at again.
    Review,
    /// Somebody set it themselves.
    Own,
}

/// How far a rule looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Each step that starts it starts one of its own, answered within the same proceeding.
    #[default]
    Proceeding,
    /// One for the whole case, counted from the first to the last step that may start it.
    Case,
}

/// The unit of a length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days; the first is the day after the start.
    Days,
    /// Months, to the same day; to the last day of a shorter month.
    Months,
    /// Years, to the same day; 29 February becomes 28.
    Years,
}

/// How long a rule is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// The unit.
    pub unit: Unit,
    /// How many.
    pub count: u16,
}

/// A text in the three languages.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    en: String,
    ru: String,
    kk: String,
}

impl Words {
    /// In this language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Kk => &self.kk,
        }
    }
}

/// What a step must be. An empty list asks nothing.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) steps: Vec<String>,
    pub(super) except_steps: Vec<String>,
    pub(super) forums: Vec<String>,
    pub(super) except_forums: Vec<String>,
    pub(super) proceedings: Vec<String>,
    pub(super) refusal: Option<bool>,
}

impl Condition {
    /// Whether the step is such a one. What was not said or not handed over is not assumed: it fits no list.
    pub(super) fn fits(&self, file: &CaseFile, step: &Entry<ProceedingStep>) -> bool {
        let record = &step.record;
        let track = || {
            let of = |id: RecordId| file.proceedings.iter().find(|proceeding| proceeding.id == id);
            record
                .proceeding
                .and_then(of)
                .and_then(|proceeding| proceeding.record.proceeding_kind.as_ref())
                .map(|kind| kind.slug().to_owned())
        };
        // What was not handed over may be what is excepted, and a result may be a refusal: it cannot be said that it is not.
        let told = |field: &str| !step.withheld.iter().any(|name| name == field);
        let not_among =
            |list: &[String], code: &Code, field| list.is_empty() || (told(field) && is_not_among(list, code));
        let is_told = told("result") && told("refusal_mode");
        let refusal = |wanted| is_refusal(record) == wanted && (wanted || is_told);
        among(&self.steps, &record.step_type)
            && not_among(&self.except_steps, &record.step_type, "step_type")
            && among(&self.forums, &record.forum_level)
            && not_among(&self.except_forums, &record.forum_level, "forum_level")
            && (self.proceedings.is_empty() || track().is_some_and(|kind| self.proceedings.contains(&kind)))
            && self.refusal.is_none_or(refusal)
    }
}

fn among(list: &[String], code: &Code) -> bool {
    list.is_empty()
        || code
            .as_ref()
            .is_some_and(|code| list.iter().any(|slug| slug == code.slug()))
}

fn is_not_among(list: &[String], code: &Code) -> bool {
    code.as_ref()
        .is_none_or(|code| !list.iter().any(|slug| slug == code.slug()))
}

/// Which rule.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RuleId {
    /// One of the program's own: a slug of `deadline_rule`.
    Known(&'static str),
    /// A record somebody made.
    Own(RecordId),
}

/// A rule.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The slug; its label stands in the vocabulary `deadline_rule`. Empty for a rule of one's own.
    pub slug: String,
    /// What a deadline of this rule is.
    pub nature: Nature,
    /// How far it looks.
    #[serde(default)]
    pub reach: Reach,
    /// How long it is; none where somebody writes the day down.
    #[serde(default)]
    pub length: Option<Length>,
    /// By how many days more it may end later, for reasons the program cannot count.
    #[serde(default)]
    pub spread_days: u16,
    #[serde(default)]
    pub(super) starts: Vec<Condition>,
    #[serde(default)]
    pub(super) met_by: Vec<Condition>,
    /// The law as a slug of `kz_law`, where it stands there.
    #[serde(default)]
    pub law: Option<String>,
    /// A lawyer has not confirmed it yet.
    #[serde(default)]
    pub to_be_confirmed: bool,
    /// What it rests on.
    pub ground: Words,
    /// What it is and what it is not.
    pub note: Words,
    #[serde(skip)]
    own: Option<RecordId>,
}

impl Rule {
    /// Which rule this is.
    #[must_use]
    pub fn id(&self) -> RuleId {
        let known = || RULES.iter().find(|rule| rule.slug == self.slug);
        match self.own {
            Some(own) => RuleId::Own(own),
            None => RuleId::Known(known().map_or("", |rule| rule.slug.as_str())),
        }
    }

    /// A rule of one's own as the program counts it; `None` when it lacks what it needs.
    #[must_use]
    pub fn of_own(entry: &Entry<DeadlineRule>) -> Option<Self> {
        let record = &entry.record;
        let unit = match record.unit.as_ref()?.slug() {
            "days" => Unit::Days,
            "months" => Unit::Months,
            "years" => Unit::Years,
            _ => return None,
        };
        let count = record.length.filter(|count| (1..=LENGTH_LIMIT).contains(count))?;
        let slugs = |codes: &Codes| codes.iter().map(|code| code.slug().to_owned()).collect::<Vec<_>>();
        let (starts, met_by) = (slugs(&record.starts), slugs(&record.met_by));
        let condition = |steps| Condition {
            steps,
            ..Condition::default()
        };
        if starts.is_empty() {
            return None;
        }
        Some(Self {
            slug: String::new(),
            nature: Nature::Own,
            reach: Reach::Proceeding,
            length: Some(Length {
                unit,
                count: u16::try_from(count).ok()?,
            }),
            spread_days: 0,
            starts: vec![Condition {
                refusal: (record.only_refusals == Some(true)).then_some(true),
                ..condition(starts)
            }],
            // No list of answers: only a person can say that it was done.
            met_by: if met_by.is_empty() {
                Vec::new()
            } else {
                vec![condition(met_by)]
            },
            law: None,
            to_be_confirmed: false,
            ground: Words::default(),
            note: Words::default(),
            own: Some(entry.id),
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    /// Month and day of public holidays that do not move.
    fixed_holidays: Vec<String>,
    rules: Vec<Rule>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../deadlines/rules.json"))
        .expect("the rules are part of the program, and a test reads every one")
});

/// The program's own rules.
pub static RULES: LazyLock<&'static [Rule]> = LazyLock::new(|| &BOOK.rules);

/// The program's own rule of this slug.
#[must_use]
pub fn rule(slug: &str) -> Option<&'static Rule> {
    BOOK.rules.iter().find(|rule| rule.slug == slug)
}

/// A public holiday of Kazakhstan that falls on the same day each year. Moving ones and moved days off are not known here.
pub(super) fn is_fixed_holiday(day: NaiveDate) -> bool {
    BOOK.fixed_holidays
        .iter()
        .any(|known| *known == day.format("%m-%d").to_string())
}

#[cfg(test)]
pub(super) fn fixed_holidays() -> &'static [String] {
    &BOOK.fixed_holidays
}
