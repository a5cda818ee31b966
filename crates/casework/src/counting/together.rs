//! Numbers of several groups put together: each group's own table, as it left, beside the others, with whose numbers they are.
//!
//! Nothing of a case is in such a file. What a group does not show stays unknown here too: a sum beside it is *at least* so much.

use super::telling::{Telling, named};
use super::{PARTNER_STATISTICS, RULES};
use crate::view::{GroupNumbers, StatsCell, StatsRow, StatsValue, StatsView};
use sandyq_bundle::shown_on_a_line;
use sandyq_domain::counting::Question;
use sandyq_domain::words::{text, text_with};
use sandyq_domain::{Lang, OwnTerms};
use std::collections::BTreeMap;

/// Longest label that is shown of what another group wrote, in characters.
const LABEL: usize = 120;

/// One group's numbers, and whose they are.
type Group<'g> = (&'g GroupNumbers, &'g StatsView);

/// A line by the values of its dimensions, with its number in each group: none of a line that a group does not have is nought.
type Lines = BTreeMap<(String, String), Vec<StatsCell>>;

pub(super) fn table(groups: &[Group<'_>], question: &Question, own: &OwnTerms, lang: Lang) -> StatsView {
    let first = groups[0].1;
    let telling = Telling {
        asked: &first.asked,
        question,
        own,
        purpose: Some(PARTNER_STATISTICS),
        lang,
    };
    let crosses = question.columns.is_some();
    let mut lines = Lines::new();
    let mut labels: BTreeMap<(String, String), StatsValue> = BTreeMap::new();
    for (at, (_, table)) in groups.iter().enumerate() {
        for (place, value, cell) in places(table, &telling, crosses) {
            let line = lines
                .entry(place.clone())
                .or_insert_with(|| vec![known(0); groups.len()]);
            line[at] = cell;
            labels.entry(place).or_insert(value);
        }
    }
    // A group that hides everything hides what its table does not name, too.
    let hides_all = groups
        .iter()
        .enumerate()
        .filter(|(_, (_, table))| table.all.sure.is_none());
    for (at, _) in hides_all {
        for line in lines.values_mut() {
            line[at] = known_not();
        }
    }
    let mut rows: Vec<StatsRow> = lines
        .into_iter()
        .filter_map(|(place, cells)| {
            Some(StatsRow {
                value: labels.remove(&place)?,
                all: sum(&cells),
                cells,
            })
        })
        .collect();
    rows.sort_by(|one, two| (one.value.is_missing, &one.value.label).cmp(&(two.value.is_missing, &two.value.label)));
    let totals: Vec<StatsCell> = groups.iter().map(|(_, table)| table.all).collect();
    let columns = groups.iter().enumerate();
    // Two files can have one name.
    let columns = columns.map(|(at, (line, _))| named(at.to_string(), line.group.clone()));
    let n = groups.len();
    StatsView {
        asked: first.asked.clone(),
        title: text_with(
            lang,
            "stats-together-title",
            &[("title", telling.title().as_str().into()), ("n", n.into())],
        ),
        unit_label: telling.unit(),
        rows_label: [question.rows, question.columns]
            .into_iter()
            .flatten()
            .map(|dimension| telling.dimension(dimension))
            .collect::<Vec<_>>()
            .join(" · "),
        columns_label: text(lang, "stats-group"),
        columns: columns.collect(),
        hidden: rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.sure.is_none())
            .count() as u64,
        rows,
        all: sum(&totals),
        column_totals: totals,
        has_period: question.period.is_some(),
        is_measured: false,
        notes: notes(groups, &telling),
        purpose: None,
        rules: RULES,
        snapshot: String::new(),
    }
}

const fn known(n: u64) -> StatsCell {
    StatsCell {
        sure: Some(n),
        possible: None,
    }
}

const fn known_not() -> StatsCell {
    StatsCell {
        sure: None,
        possible: None,
    }
}

/// Of what is shown: at least so many, where a group does not show one.
fn sum(cells: &[StatsCell]) -> StatsCell {
    known(cells.iter().filter_map(|cell| cell.sure).fold(0, u64::saturating_add))
}

/// Every number of a table by the values it stands at, in the words of this vault.
fn places<'t>(
    table: &'t StatsView,
    telling: &'t Telling<'_>,
    crosses: bool,
) -> impl Iterator<Item = ((String, String), StatsValue, StatsCell)> + 't {
    let value = move |row: &StatsValue, column: Option<&StatsValue>| {
        let words = [(telling.question.rows, Some(row)), (telling.question.columns, column)];
        let said = words.into_iter().filter_map(|(dimension, value)| {
            let (dimension, value) = (dimension?, value?);
            let own = telling.label(dimension, &value.value);
            // A word that a group added itself is known by what it is called there.
            Some(if own == value.value {
                shown_on_a_line(&value.label, LABEL)
            } else {
                own
            })
        });
        StatsValue {
            // Each line is another one on the page.
            value: column.map_or_else(|| row.value.clone(), |column| format!("{}|{}", row.value, column.value)),
            label: said.collect::<Vec<_>>().join(" · "),
            is_missing: row.is_missing,
        }
    };
    table.rows.iter().flat_map(move |row| {
        let cells = row.cells.iter().zip(&table.columns).filter(move |_| crosses);
        let cells = cells.map(move |(cell, column)| {
            let place = (row.value.value.clone(), column.value.clone());
            (place, value(&row.value, Some(column)), *cell)
        });
        let whole = (!crosses).then(|| {
            let place = (row.value.value.clone(), String::new());
            (place, value(&row.value, None), row.all)
        });
        cells.chain(whole).collect::<Vec<_>>()
    })
}

fn notes(groups: &[Group<'_>], telling: &Telling<'_>) -> Vec<String> {
    let lang = telling.lang;
    let mut notes = telling.definition();
    notes.push(text(lang, "stats-together-apart"));
    notes.push(text(lang, "stats-together-hidden"));
    notes.extend(groups.iter().map(|(line, _)| {
        let GroupNumbers {
            group,
            standing,
            number,
            snapshot,
            ..
        } = line;
        let number = number.map_or_else(|| text(lang, "stats-hidden"), |n| n.to_string());
        let args = [
            ("group", group.as_str().into()),
            ("n", number.as_str().into()),
            ("standing", standing.as_str().into()),
            ("snapshot", snapshot.get(..16).unwrap_or_default().into()),
        ];
        text_with(lang, "stats-together-group", &args)
    }));
    notes.push(text(lang, "stats-rule-sample"));
    notes
}
