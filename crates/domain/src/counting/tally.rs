//! The sum over all cases.

use super::context::{CaseRecords, Context};
use super::units::{Across, Key, One, of_case, standing};
use super::{Derived, Dimension, NOT_RECORDED, Question};
use crate::fuzzy::Standing;
use crate::ids::RecordId;
use std::borrow::Cow;
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
    /// Deeds of somebody of whom neither a person's code, nor a mark, nor an organisation is known.
    pub unknown_perpetrators: u64,
    /// Steps without an authority.
    pub unnamed_authorities: u64,
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
    units: BTreeMap<Key, Seen>,
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
        let contexts = passing(records, &self.question, one);
        if contexts.is_empty() {
            return;
        }
        let question = &self.question;
        let values = |context: &Context<'_>, dimension: Option<Dimension>| match dimension {
            Some(dimension) => records.values(context, dimension),
            None => BTreeSet::from([NOT_RECORDED.to_owned()]),
        };
        let seen = self.units.entry(one.key.clone()).or_default();
        seen.weight = seen.weight.max(one.weight);
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
            seen.cases.insert(records.case);
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
            let (sure, possible) = (self.settled(seen, &seen.sure), self.settled(seen, &seen.possible));
            // What is sure of one place is not possible there besides.
            let mut counted = Counted::default();
            for place in sure.iter() {
                counted.count(&mut table, place, |cell| cell.sure += seen.weight);
            }
            for place in possible.iter() {
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
        let is = |asked: Option<&str>, value: &str| asked.is_none_or(|asked| asked == value);
        let here = |place: &Place| is(row, &place.0) && is(column, &place.1);
        let stands = |seen: &&Seen| {
            let (sure, possible) = (self.settled(seen, &seen.sure), self.settled(seen, &seen.possible));
            sure.iter().chain(possible.iter()).any(here)
        };
        let units = self.units.values().filter(stands);
        units.flat_map(|seen| seen.cases.iter().copied()).collect()
    }

    /// The places of a unit, with what only all cases together tell.
    fn settled<'p>(&self, seen: &Seen, places: &'p BTreeSet<Place>) -> Cow<'p, BTreeSet<Place>> {
        let is_repeats = |dimension| dimension == Some(Dimension::Derived(Derived::Repeats));
        let (rows, columns) = (is_repeats(self.question.rows), is_repeats(self.question.columns));
        if !rows && !columns {
            return Cow::Borrowed(places);
        }
        let often = repeats(seen.cases.len());
        let pick = |is_repeats: bool, value: &str| if is_repeats { often } else { value }.to_owned();
        let settled = places
            .iter()
            .map(|(row, column)| (pick(rows, row), pick(columns, column)));
        Cow::Owned(settled.collect())
    }
}

fn repeats(cases: usize) -> &'static str {
    match cases {
        0 | 1 => "one",
        2 => "two",
        3..=5 => "three_to_five",
        _ => "more",
    }
}

/// The contexts of a unit in which every filter holds.
pub(super) fn passing<'c, 'f>(records: &CaseRecords, question: &Question, one: &'c One<'f>) -> Vec<&'c Context<'f>> {
    let passes = |context: &&Context<'_>| {
        question.filters.iter().all(|filter| {
            let values = records.values(context, filter.dimension);
            filter.values.iter().any(|value| values.contains(value))
        })
    };
    one.contexts.iter().filter(passes).collect()
}
