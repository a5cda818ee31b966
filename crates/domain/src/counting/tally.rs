//! The sum over all cases.

use super::Derived;
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

impl std::iter::Sum for LeftOut {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            unverified: sum.unverified + one.unverified,
            duplicates: sum.duplicates + one.duplicates,
            without_event: sum.without_event + one.without_event,
            unknown_perpetrators: sum.unknown_perpetrators + one.unknown_perpetrators,
            unnamed_authorities: sum.unnamed_authorities + one.unnamed_authorities,
        })
    }
}

/// Numbers of the two values.
type At = (u32, u32);

/// A unit as all cases tell it.
#[derive(Default)]
pub(super) struct Seen {
    weight: u64,
    sure: Vec<At>,
    possible: Vec<At>,
    pub undated: bool,
    cases: Vec<u32>,
}

impl Seen {
    pub(super) fn of(weight: u64) -> Self {
        Self {
            weight,
            ..Self::default()
        }
    }

    /// Where it stands in this case: surely, or possibly.
    pub(super) fn places(&mut self, surely: bool, case: u32) -> &mut Vec<At> {
        if self.cases.last() != Some(&case) {
            self.cases.push(case);
        }
        if surely { &mut self.sure } else { &mut self.possible }
    }

    /// Each place once. What is sure of one place is not possible there besides.
    fn settle(&mut self) {
        for places in [&mut self.sure, &mut self.possible] {
            places.sort_unstable();
            places.dedup();
        }
        self.possible.retain(|place| self.sure.binary_search(place).is_err());
        self.cases.sort_unstable();
        self.cases.dedup();
    }

    fn all(&self) -> impl Iterator<Item = &At> {
        self.sure.iter().chain(&self.possible)
    }
}

/// Where a unit stands already, so that it counts once in each number.
#[derive(Default)]
struct Counted {
    is_in_all: bool,
    rows: Vec<u32>,
    columns: Vec<u32>,
}

/// Numbers by numbers of their values.
#[derive(Default)]
struct Sums {
    all: Cell,
    rows: BTreeMap<u32, Cell>,
    columns: BTreeMap<u32, Cell>,
    cells: BTreeMap<At, Cell>,
}

impl Sums {
    fn add(&mut self, counted: &mut Counted, place: At, add: impl Fn(&mut Cell)) {
        if !counted.is_in_all {
            counted.is_in_all = true;
            add(&mut self.all);
        }
        let is_new = |seen: &mut Vec<u32>, value: u32| {
            let is_new = !seen.contains(&value);
            if is_new {
                seen.push(value);
            }
            is_new
        };
        if is_new(&mut counted.rows, place.0) {
            add(self.rows.entry(place.0).or_default());
        }
        if is_new(&mut counted.columns, place.1) {
            add(self.columns.entry(place.1).or_default());
        }
        add(self.cells.entry(place).or_default());
    }
}

/// What was counted.
pub struct Tally {
    units: Vec<Seen>,
    words: [Vec<String>; 2],
    cases: Vec<RecordId>,
    /// What was left out.
    pub left_out: LeftOut,
}

impl Tally {
    /// `words` are those that the numbers of places stand for; `repeats` says which side asks in how many cases a unit is, which
    /// only all cases together tell.
    pub(super) fn of(
        mut units: Vec<Seen>,
        mut words: [Vec<String>; 2],
        repeats: [bool; 2],
        cases: Vec<RecordId>,
        left_out: LeftOut,
    ) -> Self {
        for (words, _) in words.iter_mut().zip(repeats).filter(|(_, is_asked)| *is_asked) {
            *words = Derived::Repeats
                .values()
                .iter()
                .map(|word| (*word).to_owned())
                .collect();
        }
        for unit in &mut units {
            unit.settle();
            let often = repeated(unit.cases.len());
            for place in unit.sure.iter_mut().chain(&mut unit.possible) {
                place.0 = if repeats[0] { often } else { place.0 };
                place.1 = if repeats[1] { often } else { place.1 };
            }
            unit.settle();
        }
        Self {
            units,
            words,
            cases,
            left_out,
        }
    }

    /// How many have no date, and are neither inside nor possibly inside.
    #[must_use]
    pub fn undated(&self) -> u64 {
        let undated = |seen: &&Seen| seen.undated && seen.all().next().is_none();
        self.units.iter().filter(undated).map(|seen| seen.weight).sum()
    }

    /// How many there are, by value and by both. Each unit once in every number: where one can have several values, a number is
    /// less than the sum of its parts.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut sums = Sums::default();
        for seen in &self.units {
            let mut counted = Counted::default();
            for place in &seen.sure {
                sums.add(&mut counted, *place, |cell| cell.sure += seen.weight);
            }
            for place in &seen.possible {
                sums.add(&mut counted, *place, |cell| cell.possible += seen.weight);
            }
        }
        let [row, column] = [0, 1].map(|side| move |number: u32| self.words[side][number as usize].clone());
        Table {
            all: sums.all,
            rows: sums.rows.into_iter().map(|(at, cell)| (row(at), cell)).collect(),
            columns: sums.columns.into_iter().map(|(at, cell)| (column(at), cell)).collect(),
            cells: sums
                .cells
                .into_iter()
                .map(|((at, across), cell)| ((row(at), column(across)), cell))
                .collect(),
        }
    }

    /// Whether a unit stands in more than one cell.
    #[must_use]
    pub fn has_several(&self) -> bool {
        self.units.iter().any(|seen| seen.all().count() > 1)
    }

    /// The cases of a cell, by id.
    #[must_use]
    pub fn cases(&self, row: Option<&str>, column: Option<&str>) -> BTreeSet<RecordId> {
        self.cases_of(|seen| self.stand_in(seen.all(), row, column))
    }

    /// Those of them in which something stands there surely.
    #[must_use]
    pub fn sure_cases(&self, row: Option<&str>, column: Option<&str>) -> BTreeSet<RecordId> {
        self.cases_of(|seen| self.stand_in(seen.sure.iter(), row, column))
    }

    fn cases_of(&self, is_asked: impl Fn(&Seen) -> bool) -> BTreeSet<RecordId> {
        let units = self.units.iter().filter(|seen| is_asked(seen));
        let cases = units.flat_map(|seen| seen.cases.iter().map(|case| self.cases[*case as usize]));
        cases.collect()
    }

    /// Whether one of the places is in this line and column; none means any.
    fn stand_in<'p>(&self, mut places: impl Iterator<Item = &'p At>, row: Option<&str>, column: Option<&str>) -> bool {
        let is = |asked: Option<&str>, side: usize, number: u32| {
            asked.is_none_or(|asked| self.words[side].get(number as usize).is_some_and(|word| word == asked))
        };
        places.any(|place| is(row, 0, place.0) && is(column, 1, place.1))
    }
}

/// Which of the values of [`Derived::Repeats`] it is.
const fn repeated(cases: usize) -> u32 {
    match cases {
        0 | 1 => 0,
        2 => 1,
        3..=5 => 2,
        _ => 3,
    }
}
