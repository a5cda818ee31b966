//! Which hidden numbers can be others, all at once.
//!
//! A table with its sums is a flow: a cell flows from its row to its column, the sum of a column from there to the margin of the
//! rows, the sum of all from that margin to the margin of the columns, and the sum of a row from there to its row. A hidden number
//! can be another one if and only if it lies on a circle of hidden numbers along which one can be added where the circle goes with
//! the flow and taken away where it goes against it, without any becoming negative. Only a nought cannot be gone against.
//!
//! So a nought differs where the two ends of its flow lie in one strongly connected part. Any other number, which can be gone
//! along both ways, differs where besides the part does not fall apart without it: an edge of such a part that is no bridge can be
//! given one way, and the part stays strongly connected (Boesch and Tindell 1980; for tables Gusfield 1988). All of it takes time
//! that grows with the table, not with its square.

use super::{Edge, MARGIN, Numbers};

/// A row or a column, margins among them: rows first.
type Node = usize;

/// For each number by its place, whether it is hidden and can be another one.
pub(super) fn on_circles(numbers: &Numbers) -> Vec<bool> {
    let flow = Flow {
        numbers,
        rows: numbers.rows.len() + 1,
        columns: numbers.columns.len() + 1,
    };
    let part = flow.parts();
    let bridge = flow.bridges(&part);
    let mut found = vec![false; flow.rows * flow.columns];
    for edge in numbers.edges().filter(|edge| numbers.is_hidden(*edge)) {
        let (row, column) = edge;
        let is_within = part[row] == part[flow.rows + column];
        found[numbers.at(edge)] = is_within && (numbers.value(edge) == 0 || !bridge[numbers.at(edge)]);
    }
    found
}

struct Flow<'t> {
    numbers: &'t Numbers<'t>,
    rows: usize,
    columns: usize,
}

impl Flow<'_> {
    const fn nodes(&self) -> usize {
        self.rows + self.columns
    }

    /// How many neighbours a node could have.
    const fn across(&self, node: Node) -> usize {
        if node < self.rows { self.columns } else { self.rows }
    }

    /// The neighbour of this number, and the number between the two.
    const fn neighbour(&self, node: Node, at: usize) -> (Node, Edge) {
        if node < self.rows {
            (self.rows + at, (node, at))
        } else {
            (at, (at, node - self.rows))
        }
    }

    /// Whether one can be moved from this node along the number, with the flow or against it.
    fn passes(&self, from: Node, edge: Edge) -> bool {
        let (row, column) = edge;
        // Cells and the sum of all flow from their row, the other sums from their column.
        let is_with = ((row == MARGIN) == (column == MARGIN)) == (from < self.rows);
        self.numbers.is_hidden(edge) && (is_with || self.numbers.value(edge) > 0)
    }

    /// The strongly connected part of each node (Kosaraju's two walks).
    fn parts(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.nodes());
        let mut seen = vec![false; self.nodes()];
        for root in 0..self.nodes() {
            self.walk(
                root,
                &mut seen,
                |node, _, edge| self.passes(node, edge),
                |node| order.push(node),
            );
        }
        let mut part = vec![usize::MAX; self.nodes()];
        let mut seen = vec![false; self.nodes()];
        for root in order.into_iter().rev() {
            self.walk(
                root,
                &mut seen,
                |_, other, edge| self.passes(other, edge),
                |node| part[node] = root,
            );
        }
        part
    }

    /// Visits everything that can be reached and was not seen yet; a node is left after all that is reached from it.
    fn walk(
        &self,
        root: Node,
        seen: &mut [bool],
        passes: impl Fn(Node, Node, Edge) -> bool,
        mut leave: impl FnMut(Node),
    ) {
        if std::mem::replace(&mut seen[root], true) {
            return;
        }
        let mut stack = vec![(root, 0)]; // where the way stands, and which neighbour is next
        while let Some((node, at)) = stack.pop() {
            if at == self.across(node) {
                leave(node);
                continue;
            }
            stack.push((node, at + 1));
            let (other, edge) = self.neighbour(node, at);
            if !seen[other] && passes(node, other, edge) {
                seen[other] = true;
                stack.push((other, 0));
            }
        }
    }

    /// Numbers without which a part falls apart, whichever way they are gone along (Tarjan's low points).
    fn bridges(&self, part: &[usize]) -> Vec<bool> {
        let mut bridge = vec![false; self.rows * self.columns];
        // When a node was reached, counted from one; and the first that is reached from below it without the way that led there.
        let (mut reached, mut low, mut clock) = (vec![0_usize; self.nodes()], vec![0_usize; self.nodes()], 0);
        for root in 0..self.nodes() {
            if reached[root] > 0 {
                continue;
            }
            clock += 1;
            (reached[root], low[root]) = (clock, clock);
            let mut stack: Vec<(Node, usize, Option<Edge>)> = vec![(root, 0, None)];
            while let Some((node, at, by)) = stack.pop() {
                if at == self.across(node) {
                    let Some(edge) = by else { continue };
                    let (row, column) = edge;
                    let above = if node < self.rows { self.rows + column } else { row };
                    bridge[self.numbers.at(edge)] = low[node] > reached[above];
                    low[above] = low[above].min(low[node]);
                    continue;
                }
                stack.push((node, at + 1, by));
                let (other, edge) = self.neighbour(node, at);
                if by == Some(edge) || part[node] != part[other] || !self.numbers.is_hidden(edge) {
                    continue;
                }
                if reached[other] > 0 {
                    low[node] = low[node].min(reached[other]);
                } else {
                    clock += 1;
                    (reached[other], low[other]) = (clock, clock);
                    stack.push((other, 0, Some(edge)));
                }
            }
        }
        bridge
    }
}

#[cfg(test)]
mod tests {
    use super::super::Guarded;
    use super::*;
    use crate::counting::{Cell, Table};
    use proptest::prelude::*;
    use std::collections::VecDeque;

    impl Flow<'_> {
        /// Whether one can be moved from here to there without this number.
        fn leads(&self, from: Node, to: Node, without: Edge) -> bool {
            let (mut seen, mut next) = (vec![false; self.nodes()], VecDeque::from([from]));
            while let Some(node) = next.pop_front() {
                for (other, edge) in (0..self.across(node)).map(|at| self.neighbour(node, at)) {
                    if edge != without && self.passes(node, edge) && !std::mem::replace(&mut seen[other], true) {
                        next.push_back(other);
                    }
                }
            }
            seen[to]
        }
    }

    proptest! {
        #[test]
        fn they_are_those_from_which_a_search_leads_back(
            cells in prop::collection::vec((0_u64..3, 0_u8..3), 25), rows in 1_usize..=5, columns in 1_usize..=5, sums in 0_u8..4
        ) {
            let mut table = Table::default();
            let mut taken = Guarded { all: sums == 3, ..Guarded::default() };
            for ((row, column), (sure, is_out)) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))).zip(cells) {
                let (row, column) = (row.to_string(), column.to_string());
                table.rows.entry(row.clone()).or_default();
                table.columns.entry(column.clone()).or_default();
                if is_out > 0 {
                    taken.cells.insert((row.clone(), column.clone()));
                }
                if is_out > 1 && sums > 0 {
                    taken.rows.insert(row.clone());
                }
                if is_out > 1 && sums > 1 {
                    taken.columns.insert(column.clone());
                }
                table.cells.insert((row, column), Cell { sure, possible: 0 });
            }
            let numbers = Numbers::of(&table, &taken, &Guarded::default());
            let found = on_circles(&numbers);
            let flow = Flow { numbers: &numbers, rows: rows + 1, columns: columns + 1 };
            for edge in numbers.edges() {
                let ends = (edge.0, flow.rows + edge.1);
                let is_back = |from, to| flow.passes(from, edge) && flow.leads(to, from, edge);
                let searched = numbers.is_hidden(edge) && (is_back(ends.0, ends.1) || is_back(ends.1, ends.0));
                prop_assert_eq!(found[numbers.at(edge)], searched, "{:?}", edge);
            }
        }
    }
}
