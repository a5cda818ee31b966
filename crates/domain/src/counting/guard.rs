//! What a table that leaves must not tell: small numbers of people, neither directly nor by subtraction.
//!
//! Numbers below the threshold are taken out; then, as long as the sums of a line and a column give one of them away, another
//! number is taken out beside it. Whether a number is given away is decided exactly: it is, when no other table of whole numbers
//! has the same shown numbers and the same sums. docs/counting.md says what this does not hold against.

use super::tally::{Cell, Place, Table};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let numbers = Numbers::of(table, known.edges());
    let mut guarded = taken;
    // Where one unit stands in several cells, a sum that is shown counts it once and may be small where its cells are not.
    let all_go = is_small(numbers.all) || is_small(table.all.sure);
    guarded.all |= all_go;
    let goes = |n: u64| all_go || is_small(n);
    let small = |lines: &BTreeMap<String, u64>, shown: &BTreeMap<String, Cell>, always: bool| {
        let once = |line: &String| shown.get(line).map_or(0, |cell| cell.sure);
        let lines = lines.iter().filter(|(line, n)| always || goes(**n) || goes(once(line)));
        lines.map(|(line, _)| line.clone()).collect::<Vec<_>>()
    };
    // Where there is one column, the sum of a row is the number itself and is shown with it or not at all.
    let rows = small(&numbers.rows, &table.rows, numbers.columns.len() == 1);
    let columns = small(&numbers.columns, &table.columns, numbers.rows.len() == 1);
    guarded.rows.extend(rows);
    guarded.columns.extend(columns);
    let cells = numbers.cells.iter().filter(|(_, n)| goes(**n));
    guarded.cells.extend(cells.map(|(place, _)| place.clone()));
    // The sum of the only row or column is that of all.
    if guarded.all && numbers.columns.len() == 1 {
        guarded.columns.extend(numbers.columns.keys().cloned());
    }
    if guarded.all && numbers.rows.len() == 1 {
        guarded.rows.extend(numbers.rows.keys().cloned());
    }
    while let Some(given_away) = numbers.given_away(&guarded) {
        if !numbers.take_another(&mut guarded, &given_away) {
            // Nothing else is left to take out: then the sums go.
            guarded.all = true;
            guarded.rows.extend(numbers.rows.keys().cloned());
            guarded.columns.extend(numbers.columns.keys().cloned());
            guarded.cells.extend(numbers.cells.keys().cloned());
            break;
        }
    }
    guarded
}

/// A number of the table with its sums: everything is an edge between a row and a column, the sums lie at the margins.
type Edge = (Option<String>, Option<String>);

/// Everything that is shown together: sure and possible ones, added up so that rows and columns have sums.
struct Numbers {
    all: u64,
    rows: BTreeMap<String, u64>,
    columns: BTreeMap<String, u64>,
    cells: BTreeMap<Place, u64>,
    known: BTreeSet<Edge>,
}

impl Numbers {
    /// Sums are those of the cells: where one unit stands in several, a reader who subtracts is wrong, which guards no worse.
    fn of(table: &Table, known: BTreeSet<Edge>) -> Self {
        let mut numbers = Self {
            all: 0,
            rows: BTreeMap::new(),
            columns: BTreeMap::new(),
            cells: BTreeMap::new(),
            known,
        };
        for row in table.rows.keys() {
            for column in table.columns.keys() {
                let place = (row.clone(), column.clone());
                let n = table.cells.get(&place).map_or(0, |cell| cell.sure);
                numbers.all += n;
                *numbers.rows.entry(row.clone()).or_default() += n;
                *numbers.columns.entry(column.clone()).or_default() += n;
                numbers.cells.insert(place, n);
            }
        }
        numbers
    }

    /// The value of an edge; the sums have the other end open, the sum of all both.
    fn value(&self, edge: &Edge) -> u64 {
        match edge {
            (Some(row), Some(column)) => self
                .cells
                .get(&(row.clone(), column.clone()))
                .copied()
                .unwrap_or_default(),
            (Some(row), None) => self.rows.get(row).copied().unwrap_or_default(),
            (None, Some(column)) => self.columns.get(column).copied().unwrap_or_default(),
            (None, None) => self.all,
        }
    }

    /// What a reader does not know.
    fn hidden(&self, guarded: &Guarded) -> BTreeSet<Edge> {
        &guarded.edges() - &self.known
    }

    /// A hidden number that has only one possible value.
    ///
    /// A table with its sums is a flow: each row and column, the margins as one more of each, gives and takes as much. A hidden
    /// number can be another one if and only if it lies on a circle of hidden numbers along which one can be added and taken
    /// away in turn, without any becoming negative.
    fn given_away(&self, guarded: &Guarded) -> Option<Edge> {
        let hidden = self.hidden(guarded);
        // The sum of a row with one number is that number, which is looked at by itself.
        let is_sum_of_one = |edge: &Edge| match edge {
            (Some(_), None) => self.columns.len() == 1,
            (None, Some(_)) => self.rows.len() == 1,
            _ => false,
        };
        let mut looked_at = hidden.iter().filter(|edge| !is_sum_of_one(edge));
        looked_at.find(|edge| !self.can_differ(edge, &hidden)).cloned()
    }

    fn can_differ(&self, edge: &Edge, hidden: &BTreeSet<Edge>) -> bool {
        self.circle(edge, hidden, true) || self.circle(edge, hidden, false)
    }

    /// Whether `edge` can grow (or shrink) while the others make up for it.
    ///
    /// A cell adds to its row and its column; a sum takes from both it belongs to. So along a circle, a row that gained from one
    /// number must lose by another of the same row.
    fn circle(&self, edge: &Edge, hidden: &BTreeSet<Edge>, grows: bool) -> bool {
        if !grows && self.value(edge) == 0 {
            return false;
        }
        // A sum counts against its own line and with the other sums of its margin; the sum of all counts against both margins.
        let sign = |edge: &Edge, at_row: bool| match edge {
            (None, None) => -1,
            (Some(_), None) if at_row => -1,
            (None, Some(_)) if !at_row => -1,
            _ => 1,
        };
        let change = if grows { 1 } else { -1 };
        // What must be made up for at the column of the edge, and what is wanted at its row.
        let mut seen: BTreeSet<(bool, Option<String>, i32)> = BTreeSet::new();
        let start = (false, edge.1.clone(), change * sign(edge, false));
        let goal = (true, edge.0.clone(), -change * sign(edge, true));
        let mut queue = VecDeque::from([start]);
        while let Some((at_row, node, excess)) = queue.pop_front() {
            if at_row == goal.0 && node == goal.1 && excess == goal.2 {
                return true;
            }
            for next in hidden.iter().filter(|next| *next != edge) {
                let here = if at_row { &next.0 } else { &next.1 };
                if *here != node {
                    continue;
                }
                // This number changes so that the excess at the node is gone.
                let change = -excess * sign(next, at_row);
                if change < 0 && self.value(next) == 0 {
                    continue;
                }
                let other = if at_row { next.1.clone() } else { next.0.clone() };
                let step = (!at_row, other, change * sign(next, !at_row));
                if seen.insert(step.clone()) {
                    queue.push_back(step);
                }
            }
        }
        false
    }

    /// Takes out what hides one that is given away, as little as will do: with it three more make a rectangle, along which one
    /// can be added and taken away. Numbers go before sums. False when nothing will do.
    fn take_another(&self, guarded: &mut Guarded, given_away: &Edge) -> bool {
        let hidden = self.hidden(guarded);
        let ends = |names: Vec<&String>| names.into_iter().cloned().map(Some).chain([None]).collect::<Vec<_>>();
        let columns = ends(self.columns.keys().collect());
        let mut ways = Vec::new();
        for row in ends(self.rows.keys().collect())
            .into_iter()
            .filter(|row| *row != given_away.0)
        {
            for column in columns.iter().filter(|column| **column != given_away.1) {
                let corners = [
                    (given_away.0.clone(), column.clone()),
                    (row.clone(), given_away.1.clone()),
                    (row.clone(), column.clone()),
                ];
                if corners.iter().any(|edge| self.known.contains(edge)) {
                    continue;
                }
                let more: Vec<Edge> = corners.into_iter().filter(|edge| !hidden.contains(edge)).collect();
                let sums = more.iter().filter(|edge| edge.0.is_none() || edge.1.is_none()).count();
                let zeros = more.iter().filter(|edge| self.value(edge) == 0).count();
                let numbers: u64 = more.iter().map(|edge| self.value(edge)).sum();
                ways.push((sums, zeros, numbers, more));
            }
        }
        ways.sort();
        for (.., more) in ways {
            let with: BTreeSet<Edge> = hidden.iter().chain(&more).cloned().collect();
            if self.can_differ(given_away, &with) {
                for edge in more {
                    guarded.hide(edge);
                }
                return true;
            }
        }
        false
    }
}

impl Guarded {
    /// What is not shown, as edges: a hidden sum of a row joins the row and the margin of rows, and so on.
    fn edges(&self) -> BTreeSet<Edge> {
        let cells = self.cells.iter();
        let cells = cells.map(|(row, column)| (Some(row.clone()), Some(column.clone())));
        let rows = self.rows.iter().map(|row| (Some(row.clone()), None));
        let columns = self.columns.iter().map(|column| (None, Some(column.clone())));
        let all = self.all.then_some((None, None));
        cells.chain(rows).chain(columns).chain(all).collect()
    }

    fn hide(&mut self, edge: Edge) {
        match edge {
            (Some(row), Some(column)) => {
                self.cells.insert((row, column));
            }
            (Some(row), None) => {
                self.rows.insert(row);
            }
            (None, Some(column)) => {
                self.columns.insert(column);
            }
            (None, None) => self.all = true,
        }
    }
}
