//! From values to a table: how many there are, what lies in the middle, and between what.

use super::telling::{Telling, count_hidden, named};
use super::{Counted, RULES};
use crate::view::{StatsCell, StatsRow, StatsValue, StatsView};
use sandyq_domain::counting::{Cell, Guarded, Measure, Measured, Measures};
use sandyq_domain::words::text;

/// A column: its slug, and its number in a line.
type Column = (&'static str, fn(&Measured) -> Option<u64>);

/// What can always be said stands first: a line without any value ends there.
const DELAYS: [Column; 5] = [
    ("values", |line| Some(line.values)),
    ("inexact", |line| Some(line.inexact)),
    ("median", |line| line.median),
    ("least", |line| line.least),
    ("most", |line| line.most),
];
const LOSSES: [Column; 5] = [
    ("people", |line| Some(line.units)),
    ("sum", |line| Some(line.sum)),
    ("median", |line| line.median),
    ("least", |line| line.least),
    ("most", |line| line.most),
];

impl Telling<'_> {
    /// A table that leaves hides a line that few bore; the smallest loss, the greatest and the middle one are those of one
    /// person.
    pub(super) fn measured(
        &self,
        counted: &Counted,
        measures: &Measures,
        all: Cell,
        guarded: Option<&Guarded>,
    ) -> StatsView {
        let is_of_people = self.question.unit.is_guarded();
        let columns = if self.question.measure == Some(Measure::Delays) {
            DELAYS
        } else {
            LOSSES
        };
        let is_hidden = |line: &str| guarded.is_some_and(|guarded| guarded.all || guarded.rows.contains(line));
        let is_one_persons =
            |column: &str| guarded.is_some() && is_of_people && matches!(column, "median" | "least" | "most");
        let cell = |number: Option<u64>| StatsCell {
            sure: number,
            possible: None,
        };
        let rows = measures.lines().into_iter().map(|(slug, line)| {
            let shown = |(column, number): &Column| {
                let number = number(&line)?;
                let is_shown = !is_hidden(slug) && !is_one_persons(column);
                Some(cell(is_shown.then_some(number)))
            };
            StatsRow {
                value: self.word("line", slug),
                cells: columns.iter().map_while(shown).collect(),
                all: cell((!is_hidden(slug)).then_some(line.units)),
            }
        });
        let rows: Vec<StatsRow> = rows.collect();
        let shown = cell((!guarded.is_some_and(|guarded| guarded.all)).then_some(all.sure));
        let hidden = count_hidden(&rows, &[], shown);
        StatsView {
            asked: self.asked.clone(),
            title: self.title(),
            unit_label: self.unit(),
            rows_label: text(self.lang, "stats-measure-line"),
            columns_label: String::new(),
            notes: self.notes(counted, all, guarded.map(|guarded| (guarded, hidden))),
            has_period: self.question.period.is_some(),
            is_measured: true,
            columns: columns.iter().map(|(slug, _)| self.word("column", slug)).collect(),
            column_totals: Vec::new(),
            rows,
            all: shown,
            hidden,
            purpose: self.purpose.map(str::to_owned),
            rules: RULES,
            snapshot: counted.snapshot.clone(),
        }
    }

    fn word(&self, what: &str, slug: &str) -> StatsValue {
        named(
            slug.to_owned(),
            text(self.lang, &format!("stats-measure-{what}-{slug}")),
        )
    }
}
