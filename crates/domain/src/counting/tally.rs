//! The sum over all cases.

use super::context::{CaseRecords, Context};
use super::units::{Across, One, of_case, standing};
use super::{Dimension, NOT_RECORDED, Question};
use crate::fuzzy::Standing;
use crate::ids::RecordId;
use std::collections::{BTreeMap, BTreeSet};

/// Values of the two dimensions; [`NOT_RECORDED`] where there is no such dimension.
pub type Place = (String, String);

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Cell {
    /// Wholly inside the period.
    pub sure: u64,
    /// Possibly inside.
    pub possible: u64,
}

/// What does not count, by reason. Never silent.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LeftOut {
    /// Events neither confirmed nor likely.
    pub unverified: u64,
    /// Events that are another one's duplicate.
    pub duplicates: u64,
    /// Acts in no event.
    pub without_event: u64,
}

/// The numbers of a table.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Table {
    /// All of them.
    pub all: Cell,
    /// By the value down the side.
    pub rows: BTreeMap<String, Cell>,
    /// By the value across.
    pub columns: BTreeMap<String, Cell>,
    /// By both.
    pub cells: BTreeMap<Place, Cell>,
}

impl Table {
    /// The number at a place.
    #[must_use]
    pub fn at(&self, row: &str, column: &str) -> Cell {
        let place = (row.to_owned(), column.to_owned());
        self.cells.get(&place).copied().unwrap_or_default()
    }
}

/// Where a unit stands already, so that it counts once in each number.
#[derive(Default)]
struct Counted<'p> {
    is_in_all: bool,
    rows: BTreeSet<&'p str>,
    columns: BTreeSet<&'p str>,
    places: BTreeSet<&'p Place>,
}

impl<'p> Counted<'p> {
    fn count(&mut self, table: &mut Table, place: &'p Place, add: impl Fn(&mut Cell)) {
        if !self.is_in_all {
            self.is_in_all = true;
            add(&mut table.all);
        }
        if self.rows.insert(&place.0) {
            add(table.rows.entry(place.0.clone()).or_default());
        }
        if self.columns.insert(&place.1) {
            add(table.columns.entry(place.1.clone()).or_default());
        }
        if self.places.insert(place) {
            add(table.cells.entry(place.clone()).or_default());
        }
    }
}

/// A unit as all cases tell it.
#[derive(Default)]
struct Seen {
    weight: u64,
    sure: BTreeSet<Place>,
    possible: BTreeSet<Place>,
    undated: bool,
    cases: BTreeSet<RecordId>,
}

/// What was counted.
pub struct Tally {
    question: Question,
    across: Across,
    units: BTreeMap<RecordId, Seen>,
    /// What was left out.
    pub left_out: LeftOut,
}

impl Tally {
    /// Nothing yet.
    #[must_use]
    pub fn new(question: Question, across: Across) -> Self {
        Self {
            question,
            across,
            units: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    /// Counts one more case.
    pub fn take(&mut self, records: &CaseRecords) {
        for one in of_case(records, &self.question, &self.across, &mut self.left_out) {
            self.count(records, &one);
        }
    }

    fn count(&mut self, records: &CaseRecords, one: &One<'_>) {
        let question = &self.question;
        let passes = |context: &&Context<'_>| {
            question.filters.iter().all(|filter| {
                let values = records.values(context, filter.dimension);
                filter.values.iter().any(|value| values.contains(value))
            })
        };
        let contexts: Vec<_> = one.contexts.iter().filter(passes).collect();
        if contexts.is_empty() {
            return;
        }
        let values = |context: &Context<'_>, dimension: Option<Dimension>| match dimension {
            Some(dimension) => records.values(context, dimension),
            None => BTreeSet::from([NOT_RECORDED.to_owned()]),
        };
        let seen = self.units.entry(one.id).or_default();
        seen.weight = seen.weight.max(one.weight);
        seen.cases.insert(records.case);
        for context in contexts {
            let places = match standing(context.date, question.period) {
                Standing::Inside => &mut seen.sure,
                Standing::PossiblyInside => &mut seen.possible,
                Standing::Unknown => {
                    seen.undated = true;
                    continue;
                }
                Standing::Outside => continue,
            };
            let columns = values(context, question.columns);
            for row in values(context, question.rows) {
                places.extend(columns.iter().map(|column| (row.clone(), column.clone())));
            }
        }
    }

    /// How many have no date, and are neither inside nor possibly inside.
    #[must_use]
    pub fn undated(&self) -> u64 {
        let undated = |seen: &&Seen| seen.undated && seen.sure.is_empty() && seen.possible.is_empty();
        self.units.values().filter(undated).map(|seen| seen.weight).sum()
    }

    /// How many there are, by value and by both. Each unit once in every number: where one can have several values, a number is
    /// less than the sum of its parts.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::default();
        for seen in self.units.values() {
            // What is sure of one place is not possible there besides.
            let mut counted = Counted::default();
            for place in &seen.sure {
                counted.count(&mut table, place, |cell| cell.sure += seen.weight);
            }
            for place in &seen.possible {
                counted.count(&mut table, place, |cell| cell.possible += seen.weight);
            }
        }
        table
    }

    /// Whether a unit stands in more than one cell.
    #[must_use]
    pub fn has_several(&self) -> bool {
        self.units
            .values()
            .any(|seen| seen.sure.union(&seen.possible).count() > 1)
    }

    /// The cases of a cell, by id.
    #[must_use]
    pub fn cases(&self, row: Option<&str>, column: Option<&str>) -> BTreeSet<RecordId> {
        self.cases_of(|seen| stand_in(seen.sure.iter().chain(&seen.possible), row, column))
    }

    /// Those of them in which something stands there surely.
    #[must_use]
    pub fn sure_cases(&self, row: Option<&str>, column: Option<&str>) -> BTreeSet<RecordId> {
        self.cases_of(|seen| stand_in(seen.sure.iter(), row, column))
    }

    fn cases_of(&self, is_asked: impl Fn(&Seen) -> bool) -> BTreeSet<RecordId> {
        let units = self.units.values().filter(|seen| is_asked(seen));
        units.flat_map(|seen| seen.cases.iter().copied()).collect()
    }
}

/// Whether one of the places is in this line and column; none means any.
fn stand_in<'p>(mut places: impl Iterator<Item = &'p Place>, row: Option<&str>, column: Option<&str>) -> bool {
    let is = |asked: Option<&str>, value: &str| asked.is_none_or(|asked| asked == value);
    places.any(|place| is(row, &place.0) && is(column, &place.1))
}
