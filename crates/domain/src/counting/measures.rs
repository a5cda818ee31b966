//! What is measured instead of counted: days between two stages, and what was lost in tenge.

use super::context::{CaseRecords, Context};
use super::legal::{Chain, chains};
use super::tally::{Cell, LeftOut, Table};
use super::units::{Across, One, Scene};
use super::{Question, Unit};
use crate::casefile::{Entry, is_refusal};
use crate::ids::RecordId;
use crate::kinds::{Act, ProceedingStep};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Measure {
    /// Days between two stages of an application.
    Delays,
    /// Tenge lost by an act.
    Losses,
}

/// Between which stages: slug, from, to. `refused` is the first refusal.
const DELAYS: [(&str, &str, &str); 8] = [
    ("filed_receipt", "filed", "receipt"),
    ("filed_registered", "filed", "registered"),
    ("filed_refused", "filed", "refused"),
    ("registered_suspect", "registered", "suspect"),
    ("suspect_charged", "suspect", "charged"),
    ("charged_court", "charged", "court"),
    ("court_sentence", "court", "sentence"),
    ("filed_sentence", "filed", "sentence"),
];

/// What can be lost: slug, and where an act says how much.
type Loss = (&'static str, fn(&Act) -> Option<i64>);

const LOSSES: [Loss; 4] = [
    ("lost_income", |act| act.lost_income_kzt),
    ("medical_cost", |act| act.medical_cost_kzt),
    ("property_loss", |act| act.property_loss_kzt),
    ("extorted", |act| act.extorted_kzt),
];

impl Measure {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Delays, Self::Losses];

    /// The word for it in commands, files and keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Delays => "delays",
            Self::Losses => "losses",
        }
    }

    /// Of what it is measured.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Delays => Unit::Applications,
            Self::Losses => Unit::Acts,
        }
    }

    /// The slugs of its lines, in their order.
    #[must_use]
    pub fn lines(self) -> Vec<&'static str> {
        match self {
            Self::Delays => DELAYS.iter().map(|(slug, ..)| *slug).collect(),
            Self::Losses => LOSSES.iter().map(|(slug, _)| *slug).collect(),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Measure {
    type Err = super::NotAUnit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut known = Self::ALL.into_iter();
        known.find(|measure| measure.slug() == text).ok_or(super::NotAUnit)
    }
}

/// A line: what the values say.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Measured {
    /// How many values there are.
    pub values: u64,
    /// Of how many units (applications, or victims).
    pub units: u64,
    /// How many more there are of which it is not known to the day, or not at all.
    pub inexact: u64,
    /// The sum of all.
    pub sum: u64,
    /// The one in the middle; of two, what lies between them, halves rounded up.
    pub median: Option<u64>,
    /// The smallest.
    pub least: Option<u64>,
    /// The greatest.
    pub most: Option<u64>,
}

#[derive(Default)]
struct Line {
    values: Vec<u64>,
    units: BTreeSet<RecordId>,
    cases: BTreeSet<RecordId>,
    inexact: u64,
}

impl Line {
    fn add(&mut self, (unit, case): (RecordId, RecordId), value: u64) {
        self.values.push(value);
        self.units.insert(unit);
        self.cases.insert(case);
    }

    fn measured(&self) -> Measured {
        let mut values = self.values.clone();
        values.sort_unstable();
        let middle = values.len() / 2;
        let median = values.get(middle).map(|high| {
            let low = if values.len().is_multiple_of(2) {
                values[middle - 1]
            } else {
                *high
            };
            low + (high - low).div_ceil(2)
        });
        Measured {
            values: values.len() as u64,
            units: self.units.len() as u64,
            inexact: self.inexact,
            sum: values.iter().fold(0, |sum, value| sum.saturating_add(*value)),
            median,
            least: values.first().copied(),
            most: values.last().copied(),
        }
    }
}

/// The values of all cases. Only what lies wholly inside the period is measured.
pub struct Measures {
    question: Question,
    measure: Measure,
    across: Across,
    lines: BTreeMap<&'static str, Line>,
    units: BTreeSet<RecordId>,
    /// What was left out.
    pub left_out: LeftOut,
}

impl Measures {
    /// Nothing yet.
    #[must_use]
    pub fn new(question: Question, measure: Measure, across: Across) -> Self {
        Self {
            question,
            measure,
            across,
            lines: BTreeMap::new(),
            units: BTreeSet::new(),
            left_out: LeftOut::default(),
        }
    }

    /// Measures one more case.
    pub fn take(&mut self, records: &CaseRecords) {
        match self.measure {
            Measure::Delays => self.delays(records),
            Measure::Losses => self.losses(records),
        }
    }

    /// How many applications, or victims of acts, were looked at.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.units.len() as u64
    }

    /// Every line in its order.
    #[must_use]
    pub fn lines(&self) -> Vec<(&'static str, Measured)> {
        let line = |slug| self.lines.get(slug).map(Line::measured).unwrap_or_default();
        let slugs = self.measure.lines().into_iter();
        slugs.map(|slug| (slug, line(slug))).collect()
    }

    /// For each line, of how many units it has values; and all of them.
    #[must_use]
    pub fn table(&self) -> Table {
        let cell = |sure| Cell { sure, possible: 0 };
        let lines = self.lines().into_iter();
        Table {
            all: cell(self.units()),
            rows: lines.map(|(slug, line)| (slug.to_owned(), cell(line.units))).collect(),
            ..Table::default()
        }
    }

    /// The cases of a line, or of all, by id.
    #[must_use]
    pub fn cases(&self, line: Option<&str>) -> BTreeSet<RecordId> {
        let lines = self
            .lines
            .iter()
            .filter(|(slug, _)| line.is_none_or(|asked| asked == **slug));
        lines.flat_map(|(_, line)| line.cases.iter().copied()).collect()
    }

    /// Whether a context in which every filter holds lies wholly inside the period.
    fn is_inside(&self, records: &CaseRecords, one: &One<'_>) -> bool {
        let Question { period, filters, .. } = &self.question;
        let passes = |context: &Context<'_>| {
            filters.iter().all(|filter| {
                let values = records.values(context, filter.dimension);
                filter.values.iter().any(|value| values.contains(value))
            })
        };
        let inside = |context: &Context<'_>| {
            period.is_none_or(|period| context.date.is_some_and(|date| date.is_definitely_in(period)))
        };
        one.contexts.iter().any(|context| passes(context) && inside(context))
    }

    fn delays(&mut self, records: &CaseRecords) {
        for chain in chains(records) {
            if !self.is_inside(records, &chain.unit(records)) {
                continue;
            }
            self.units.insert(chain.id);
            for (slug, from, to) in DELAYS {
                let line = self.lines.entry(slug).or_default();
                match delay(&chain, from, to) {
                    Delay::Days(days) => line.add((chain.id, records.case), days),
                    Delay::Inexact => {
                        line.inexact += 1;
                        line.cases.insert(records.case);
                    }
                    Delay::None => {}
                }
            }
        }
    }

    fn losses(&mut self, records: &CaseRecords) {
        let scene = Scene::of(records, &self.across, &mut self.left_out);
        for act in &scene.acts {
            let Some(victim) = act.record.victim else { continue };
            if !self.is_inside(records, &One::of(act.id, scene.of_act(act))) {
                continue;
            }
            let victim = self.across.one(victim);
            self.units.insert(victim);
            for (slug, amount) in LOSSES {
                let amount = amount(&act.record).and_then(|amount| u64::try_from(amount).ok());
                if let Some(amount) = amount.filter(|amount| *amount > 0) {
                    self.lines.entry(slug).or_default().add((victim, records.case), amount);
                }
            }
        }
    }
}

enum Delay {
    /// So many, both days being known.
    Days(u64),
    /// Both stages were reached, but not both on a known day, or in an order that cannot be.
    Inexact,
    /// One of them was not reached.
    None,
}

fn delay(chain: &Chain<'_>, from: &str, to: &str) -> Delay {
    match (reached(chain, from), reached(chain, to)) {
        (Reached::Never, _) | (_, Reached::Never) => Delay::None,
        (Reached::On(from), Reached::On(to)) => {
            u64::try_from((to - from).num_days()).map_or(Delay::Inexact, Delay::Days)
        }
        _ => Delay::Inexact,
    }
}

/// When a stage was first reached.
enum Reached {
    Never,
    /// Not known to the day, or another step that is not could have been earlier.
    SomeDay,
    On(NaiveDate),
}

fn reached(chain: &Chain<'_>, stage: &str) -> Reached {
    let steps: Vec<&Entry<ProceedingStep>> = if stage == "refused" {
        let refusals = chain.steps.iter().copied();
        refusals.filter(|step| is_refusal(&step.record)).collect()
    } else {
        chain.at(stage).collect()
    };
    if steps.is_empty() {
        return Reached::Never;
    }
    let possible = |step: &&Entry<ProceedingStep>| {
        let date = step.record.date.as_ref()?;
        Some((date.earliest()?, date.latest()?))
    };
    let days: Vec<_> = steps.iter().map(possible).collect();
    let known = days.iter().flatten().filter(|(first, last)| first == last);
    let could_be_earlier = |day: NaiveDate| days.iter().any(|days| days.is_none_or(|(first, _)| first < day));
    match known.map(|(day, _)| *day).min() {
        Some(day) if !could_be_earlier(day) => Reached::On(day),
        _ => Reached::SomeDay,
    }
}
