//! What tables that left before tell beside one that is to leave: the ledger holds every number they showed, and every one they hid.

use crate::view::StatsRequest;
use sandyq_domain::counting::{Cell, Guarded, Measured, Measures, NOT_RECORDED, THRESHOLD, Table};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What follows from earlier tables.
#[derive(Default)]
pub(super) struct Heeded {
    /// Not to be shown: it differs by few people from a number that was shown, or it is one that was hidden, or near it.
    pub(super) taken: Guarded,
    /// Shown by an earlier answer to the same question, and so no secret any more.
    pub(super) known: Guarded,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Rows,
    Columns,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Rows, Self::Columns];

    const fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Columns => "columns",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Rows => Self::Columns,
            Self::Columns => Self::Rows,
        }
    }

    fn asked(self, asked: &StatsRequest) -> Option<&str> {
        match self {
            Self::Rows => asked.rows.as_deref(),
            Self::Columns => asked.columns.as_deref(),
        }
    }

    fn lines(self, table: &Table) -> &BTreeMap<String, Cell> {
        match self {
            Self::Rows => &table.rows,
            Self::Columns => &table.columns,
        }
    }

    fn of(self, guarded: &mut Guarded) -> &mut BTreeSet<String> {
        match self {
            Self::Rows => &mut guarded.rows,
            Self::Columns => &mut guarded.columns,
        }
    }
}

/// One earlier table beside this one.
struct Beside<'a> {
    asked: &'a StatsRequest,
    numbers: &'a Table,
    earlier: &'a Value,
    /// The same purpose, period and filters.
    is_same: bool,
}

impl Heeded {
    /// From what the ledger says of earlier tables. One of other units has no number that could be subtracted from this one's.
    pub(super) fn of(ledger: &[Value], asked: &StatsRequest, purpose: Option<&str>, numbers: &Table) -> Self {
        let mut heeded = Self::default();
        for earlier in ledger.iter().filter(|earlier| earlier["asked"]["unit"] == *asked.unit) {
            let before = &earlier["asked"];
            let is = |name: &str, own: &Option<String>| before[name].as_str() == own.as_deref();
            // Those who agreed to another purpose are other people, and none of them is an answer of its own.
            let is_same = earlier["purpose"].as_str() == purpose
                && is("from", &asked.from)
                && is("to", &asked.to)
                && before["filters"] == json!(asked.filters);
            let beside = Beside {
                asked,
                numbers,
                earlier,
                is_same,
            };
            beside.all(&mut heeded);
            beside.lines(&mut heeded);
            beside.cells(&mut heeded);
        }
        heeded
    }
}

impl Beside<'_> {
    /// Whether a number is taken, and whether it is known.
    fn judge(&self, shown: &Value, hidden: &Value, now: u64) -> (bool, bool) {
        let is_close = |before: &Value| before.as_u64().is_some_and(|before| before.abs_diff(now) < THRESHOLD);
        let is_same = shown.as_u64() == Some(now);
        // A nought of another question says nothing of what was hidden.
        let was_hidden = is_close(hidden) && (now > 0 || self.is_same);
        ((is_close(shown) && !is_same) || was_hidden, self.is_same && is_same)
    }

    fn all(&self, heeded: &mut Heeded) {
        let (numbers, hidden) = (&self.earlier["numbers"], &self.earlier["hidden"]);
        let (taken, known) = self.judge(&numbers["all"], &hidden["all"], self.numbers.all.sure);
        heeded.taken.all |= taken;
        heeded.known.all |= known;
    }

    /// The side of the earlier table that has the dimension of a side of this one.
    fn then(&self, now: Side) -> Option<Side> {
        let asked = now.asked(self.asked)?;
        let earlier = &self.earlier["asked"];
        Side::BOTH.into_iter().find(|then| earlier[then.name()] == asked)
    }

    fn lines(&self, heeded: &mut Heeded) {
        for now in Side::BOTH {
            let Some(then) = self.then(now) else { continue };
            let (numbers, hidden) = (
                &self.earlier["numbers"][then.name()],
                &self.earlier["hidden"][then.name()],
            );
            // Where nothing stands across, a line has one number.
            let is_alone = now.other().asked(self.asked).is_none();
            for (value, cell) in now.lines(self.numbers) {
                let value = value.as_str();
                let (taken, known) = self.judge(&numbers[value], &hidden[value], cell.sure);
                let decided = [(taken, &mut heeded.taken), (known, &mut heeded.known)];
                for (_, guarded) in decided.into_iter().filter(|(is_so, _)| *is_so) {
                    now.of(guarded).insert(value.to_owned());
                    if is_alone {
                        let none = NOT_RECORDED.to_owned();
                        guarded.cells.insert(match now {
                            Side::Rows => (value.to_owned(), none),
                            Side::Columns => (none, value.to_owned()),
                        });
                    }
                }
            }
        }
    }

    /// Cells of two dimensions, whichever way round they stood.
    fn cells(&self, heeded: &mut Heeded) {
        let (Some(rows), Some(columns)) = (self.then(Side::Rows), self.then(Side::Columns)) else {
            return;
        };
        if rows == columns {
            return;
        }
        let (numbers, hidden) = (&self.earlier["numbers"]["cells"], &self.earlier["hidden"]["cells"]);
        for (place, cell) in &self.numbers.cells {
            let (row, column) = if rows == Side::Rows {
                (&place.0, &place.1)
            } else {
                (&place.1, &place.0)
            };
            let at = |cells: &Value| cells[row.as_str()][column.as_str()].clone();
            let (taken, known) = self.judge(&at(numbers), &at(hidden), cell.sure);
            heeded.taken.cells.extend(taken.then(|| place.clone()));
            heeded.known.cells.extend(known.then(|| place.clone()));
        }
    }
}

/// What the ledger keeps of a table: the numbers that are shown, and those that are not.
pub(super) fn noted(numbers: &Table, guarded: &Guarded) -> (Value, Value) {
    // The sum of a line with one number is shown with it or not at all.
    let (one_row, one_column) = (numbers.rows.len() < 2, numbers.columns.len() == 1);
    let hides = |side: Side, line: &String| {
        let is_hidden = match side {
            Side::Rows if one_column => guarded.cells.iter().any(|(row, _)| row == line),
            Side::Columns if one_row => guarded.cells.iter().any(|(_, column)| column == line),
            Side::Rows => guarded.rows.contains(line),
            Side::Columns => guarded.columns.contains(line),
        };
        guarded.all || is_hidden
    };
    let lines = |side: Side, hidden: bool| {
        let lines = side.lines(numbers).iter();
        let lines = lines.filter(|(line, _)| hides(side, line) == hidden);
        let lines = lines.map(|(line, cell)| (line.clone(), cell.sure.into()));
        lines.collect::<serde_json::Map<_, Value>>()
    };
    let cells = |hidden: bool| {
        let mut found = serde_json::Map::new();
        for ((row, column), cell) in numbers
            .cells
            .iter()
            .filter(|(place, _)| (guarded.all || guarded.cells.contains(*place)) == hidden)
        {
            found.entry(row.clone()).or_insert_with(|| json!({}))[column.as_str()] = cell.sure.into();
        }
        found
    };
    let part = |hidden: bool| {
        json!({
            "all": (guarded.all == hidden).then_some(numbers.all.sure),
            "rows": lines(Side::Rows, hidden),
            "columns": lines(Side::Columns, hidden),
            "cells": cells(hidden),
        })
    };
    (part(false), part(true))
}

/// Lines whose sum an earlier table had otherwise over nearly as many people: the difference would be what few of them lost.
pub(super) fn sums_apart(ledger: &[Value], asked: &StatsRequest, measures: &Measures) -> Vec<String> {
    let earlier: Vec<&Value> = ledger
        .iter()
        .filter(|earlier| earlier["asked"]["unit"] == *asked.unit)
        .collect();
    let is_apart = |(line, now): &(&str, Measured)| {
        earlier.iter().any(|earlier| {
            let people = [&earlier["numbers"]["rows"][*line], &earlier["hidden"]["rows"][*line]];
            let people = people.into_iter().find_map(Value::as_u64);
            let sum = earlier["sums"][*line].as_u64();
            let is_near = people.is_some_and(|people| people.abs_diff(now.units) < THRESHOLD);
            is_near && sum.is_some_and(|sum| sum != now.sum)
        })
    };
    let apart = measures
        .lines()
        .into_iter()
        .filter(|(line, now)| is_apart(&(*line, *now)));
    apart.map(|(line, _)| line.to_owned()).collect()
}

/// Takes out what would leave few people when those who are told one by one beside it are subtracted.
pub(super) fn few_beyond(numbers: &Table, beside: &Table, taken: &mut Guarded) {
    let is_few = |all: u64, told: u64| all > told && all - told < THRESHOLD;
    let at = |lines: &BTreeMap<String, Cell>, line: &String| lines.get(line).map_or(0, |cell| cell.sure);
    taken.all |= is_few(numbers.all.sure, beside.all.sure);
    for side in Side::BOTH {
        let lines = side.lines(numbers).iter();
        let few = lines.filter(|(line, cell)| is_few(cell.sure, at(side.lines(beside), line)));
        side.of(taken).extend(few.map(|(line, _)| line.clone()));
    }
    let cells = numbers.cells.iter();
    let few = cells.filter(|((row, column), cell)| is_few(cell.sure, beside.at(row, column).sure));
    taken.cells.extend(few.map(|(place, _)| place.clone()));
}
