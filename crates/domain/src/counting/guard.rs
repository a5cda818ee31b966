//! What a table that leaves must not tell: small numbers of people, neither directly nor by subtraction.
//!
//! Numbers below the threshold are taken out; then, as long as the sums of a line and a column give one of them away, another
//! number is taken out beside it. Whether a number is given away is decided exactly: it is, when no other table of whole numbers
//! has the same shown numbers and the same sums. docs/counting.md says what this does not hold against.

mod circles;

use super::tally::{Cell, Place, Table};
use circles::on_circles;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Numbers below this do not leave: design of the guard, and what most offices of statistics use for people.
pub const THRESHOLD: u64 = 5;

/// A table of which some numbers are not shown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Guarded {
    /// Cells that are not shown.
    pub cells: BTreeSet<Place>,
    /// Rows whose sum is not shown.
    pub rows: BTreeSet<String>,
    /// Columns whose sum is not shown.
    pub columns: BTreeSet<String>,
    /// The sum of all is not shown; nothing is, then.
    pub all: bool,
}

/// Decides what is not shown, `taken` among it. Zeros are shown: nobody is among them. What readers know already, from an earlier
/// table, hides nothing: it is reckoned with as if it were shown.
#[must_use]
pub fn guard(table: &Table, threshold: u64, taken: Guarded, known: &Guarded) -> Guarded {
    let is_small = |n: u64| n > 0 && n < threshold;
    let mut numbers = Numbers::of(table, &taken, known);
    // Where one unit stands in several cells, a sum that is shown counts it once and may be small where its cells are not.
    let all_go = is_small(numbers.value(ALL)) || is_small(table.all.sure);
    let goes = |n: u64| all_go || is_small(n);
    let once = |lines: &BTreeMap<String, Cell>, name: &str| lines.get(name).map_or(0, |cell| cell.sure);
    let (only_row, only_column) = (numbers.rows.len() == 1, numbers.columns.len() == 1);
    for edge in numbers.edges() {
        let n = numbers.value(edge);
        // Where there is one column, the sum of a row is the number itself and is shown with it or not at all.
        let is_out = match numbers.named(edge) {
            (None, None) => all_go,
            (Some(row), None) => only_column || goes(n) || goes(once(&table.rows, row)),
            (None, Some(column)) => only_row || goes(n) || goes(once(&table.columns, column)),
            (Some(_), Some(_)) => goes(n),
        };
        if is_out {
            numbers.take_out(edge);
        }
    }
    // The sum of the only row or column is that of all.
    if numbers.is_out(ALL) {
        let sums = numbers.edges().filter(|&(row, column)| {
            (only_column && row == MARGIN && column != MARGIN) || (only_row && row != MARGIN && column == MARGIN)
        });
        sums.for_each(|edge| numbers.take_out(edge));
    }
    while let Some(given_away) = numbers.given_away() {
        if !numbers.take_another(given_away) {
            // Nothing else is left to take out: then the sums go.
            numbers.edges().for_each(|edge| numbers.take_out(edge));
            break;
        }
    }
    numbers.guarded(taken)
}

/// A number of the table with its sums, by the places of its row and its column: everything is an edge between the two.
type Edge = (usize, usize);

/// Where the sums lie; what has a name begins behind it.
const MARGIN: usize = 0;
/// The sum of all.
const ALL: Edge = (MARGIN, MARGIN);

/// Everything that is shown together, by places: a large table is looked at many thousand times.
struct Numbers<'t> {
    rows: Vec<&'t str>,
    columns: Vec<&'t str>,
    /// Line after line, as the two below.
    values: Vec<u64>,
    /// Not to be shown.
    out: Vec<bool>,
    /// Shown before.
    known: Vec<bool>,
}

impl<'t> Numbers<'t> {
    /// Sums are those of the cells: where one unit stands in several, a reader who subtracts is wrong, which guards no worse.
    fn of(table: &'t Table, taken: &Guarded, known: &Guarded) -> Self {
        let is_empty = table.rows.is_empty() || table.columns.is_empty();
        let names = |lines: &'t BTreeMap<String, Cell>| -> Vec<&'t str> {
            lines.keys().map(String::as_str).filter(|_| !is_empty).collect()
        };
        let (rows, columns) = (names(&table.rows), names(&table.columns));
        let size = (rows.len() + 1) * (columns.len() + 1);
        let mut numbers = Self {
            rows,
            columns,
            values: vec![0; size],
            out: vec![false; size],
            known: vec![false; size],
        };
        for ((row, column), cell) in &table.cells {
            let (Some(row), Some(column)) = (place(&numbers.rows, row), place(&numbers.columns, column)) else {
                continue;
            };
            for edge in [(row, column), (row, MARGIN), (MARGIN, column), ALL] {
                let at = numbers.at(edge);
                numbers.values[at] += cell.sure;
            }
        }
        for edge in numbers.places(taken) {
            numbers.take_out(edge);
        }
        for edge in numbers.places(known) {
            let at = numbers.at(edge);
            numbers.known[at] = true;
        }
        numbers
    }

    const fn at(&self, (row, column): Edge) -> usize {
        row * (self.columns.len() + 1) + column
    }

    fn value(&self, edge: Edge) -> u64 {
        self.values[self.at(edge)]
    }

    fn is_out(&self, edge: Edge) -> bool {
        self.out[self.at(edge)]
    }

    fn take_out(&mut self, edge: Edge) {
        let at = self.at(edge);
        self.out[at] = true;
    }

    /// What a reader does not know.
    fn is_hidden(&self, edge: Edge) -> bool {
        let at = self.at(edge);
        self.out[at] && !self.known[at]
    }

    /// All of them, sums before what they are sums of.
    fn edges(&self) -> impl Iterator<Item = Edge> + use<> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        (MARGIN..=rows).flat_map(move |row| (MARGIN..=columns).map(move |column| (row, column)))
    }

    fn named(&self, (row, column): Edge) -> (Option<&'t str>, Option<&'t str>) {
        let name = |names: &[&'t str], at: usize| at.checked_sub(1).map(|at| names[at]);
        (name(&self.rows, row), name(&self.columns, column))
    }

    /// Where what is guarded stands here; what this table does not have is nowhere.
    fn places(&self, guarded: &Guarded) -> Vec<Edge> {
        let cells = guarded.cells.iter();
        let cells = cells.filter_map(|(row, column)| Some((place(&self.rows, row)?, place(&self.columns, column)?)));
        let rows = guarded.rows.iter();
        let rows = rows.filter_map(|row| Some((place(&self.rows, row)?, MARGIN)));
        let columns = guarded.columns.iter();
        let columns = columns.filter_map(|column| Some((MARGIN, place(&self.columns, column)?)));
        let all = guarded.all.then_some(ALL);
        cells.chain(rows).chain(columns).chain(all).collect()
    }

    /// What is not to be shown, by name, beside what was taken.
    fn guarded(&self, taken: Guarded) -> Guarded {
        let mut guarded = taken;
        for edge in self.edges().filter(|edge| self.is_out(*edge)) {
            match self.named(edge) {
                (Some(row), Some(column)) => {
                    guarded.cells.insert((row.to_owned(), column.to_owned()));
                }
                (Some(row), None) => {
                    guarded.rows.insert(row.to_owned());
                }
                (None, Some(column)) => {
                    guarded.columns.insert(column.to_owned());
                }
                (None, None) => guarded.all = true,
            }
        }
        guarded
    }

    /// A hidden number that has only one possible value.
    fn given_away(&self) -> Option<Edge> {
        let (only_row, only_column) = (self.rows.len() == 1, self.columns.len() == 1);
        // The sum of a row with one number is that number, which is looked at by itself.
        let is_sum_of_one = |edge: Edge| match edge {
            (row, MARGIN) => row != MARGIN && only_column,
            (MARGIN, _) => only_row,
            _ => false,
        };
        let can_differ = on_circles(self);
        let mut hidden = self.edges().filter(|edge| self.is_hidden(*edge));
        hidden.find(|edge| !is_sum_of_one(*edge) && !can_differ[self.at(*edge)])
    }

    /// Takes out what hides one that is given away, as little as will do: with it three more make a rectangle, along which one
    /// can be added and taken away. Numbers go before sums. False when nothing will do.
    fn take_another(&mut self, given_away: Edge) -> bool {
        let mut ways = Vec::new();
        for (row, column) in self.edges() {
            if row == given_away.0 || column == given_away.1 {
                continue;
            }
            let corners = [(given_away.0, column), (row, given_away.1), (row, column)];
            if corners.iter().any(|edge| self.known[self.at(*edge)]) {
                continue;
            }
            let (mut more, mut count) = ([None; 3], 0);
            let (mut sums, mut zeros, mut numbers) = (0, 0, 0);
            for edge in corners.into_iter().filter(|edge| !self.is_hidden(*edge)) {
                more[count] = Some(edge);
                count += 1;
                sums += usize::from(edge.0 == MARGIN || edge.1 == MARGIN);
                zeros += usize::from(self.value(edge) == 0);
                numbers += self.value(edge);
            }
            // A rectangle that is hidden already did not help.
            if count > 0 {
                ways.push(Reverse((sums, zeros, numbers, more)));
            }
        }
        let mut ways = BinaryHeap::from(ways);
        while let Some(Reverse((.., more))) = ways.pop() {
            let more = more.into_iter().flatten();
            more.clone().for_each(|edge| self.take_out(edge));
            if on_circles(self)[self.at(given_away)] {
                return true;
            }
            for edge in more {
                let at = self.at(edge);
                self.out[at] = false;
            }
        }
        false
    }
}

/// The place of a name among the sorted ones, behind the margin.
fn place(names: &[&str], name: &str) -> Option<usize> {
    names.binary_search(&name).ok().map(|at| at + 1)
}
