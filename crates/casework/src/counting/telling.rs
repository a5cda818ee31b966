//! From numbers to a table with words and rules.

use super::{Counted, RULES, Sum};
use crate::filtering::value_label;
use crate::reading;
use crate::view::{StatsCell, StatsRequest, StatsRow, StatsValue, StatsView, stats_title};
use sandyq_domain::counting::{Cell, Derived, Dimension, Guarded, Measure, NOT_RECORDED, Question, Table, Unit, Where};
use sandyq_domain::field::RESERVED;
use sandyq_domain::kinds::kind_spec;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::{Arg, civil_day_text, text, text_with};
use sandyq_domain::{FieldType, Lang, OwnTerms};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Telling<'a> {
    pub(super) asked: &'a StatsRequest,
    pub(super) question: &'a Question,
    pub(super) own: &'a OwnTerms,
    /// For which consent was asked; none inside the program.
    pub(super) purpose: Option<&'a str>,
    pub(super) lang: Lang,
}

impl Telling<'_> {
    /// Everything, for whoever owns the records.
    pub(super) fn whole(&self, counted: &Counted) -> StatsView {
        self.told(counted, &counted.sum.table(), None)
    }

    /// What may leave.
    pub(super) fn guarded(&self, counted: &Counted, table: &Table, guarded: &Guarded) -> StatsView {
        self.told(counted, table, Some(guarded))
    }

    fn told(&self, counted: &Counted, table: &Table, guarded: Option<&Guarded>) -> StatsView {
        match &counted.sum {
            Sum::Counts(_) => self.table(counted, table, guarded),
            Sum::Values(measures) => self.measured(counted, measures, table.all, guarded),
        }
    }

    fn table(&self, counted: &Counted, table: &Table, guarded: Option<&Guarded>) -> StatsView {
        // A value that stands there only possibly is not named where it leaves.
        let is_told = |(_, cell): &(&String, &Cell)| self.purpose.is_none() || cell.sure > 0;
        let told =
            |lines: &'_ BTreeMap<String, Cell>| lines.iter().filter(is_told).map(|(line, _)| line.clone()).collect();
        let (columns, rows): (Vec<String>, Vec<String>) = (told(&table.columns), told(&table.rows));
        let columns = self.values(self.question.columns, columns.iter());
        let rows = self.values(self.question.rows, rows.iter());
        let hides = |hidden: &dyn Fn(&Guarded) -> bool| guarded.is_some_and(|guarded| guarded.all || hidden(guarded));
        // What is only possible is told inside: where it leaves, it would have to be guarded beside what is sure.
        let show = |cell: Option<&Cell>, hidden: bool| {
            let cell = cell.copied().unwrap_or_default();
            StatsCell {
                sure: (!hidden).then_some(cell.sure),
                possible: self.purpose.is_none().then_some(cell.possible),
            }
        };
        // Sums of one line or one column are its number.
        let (one_row, one_column) = (table.rows.len() < 2, table.columns.len() < 2);
        let lines = rows.iter().map(|row| {
            let cell = |column: &StatsValue| {
                let place = (row.value.clone(), column.value.clone());
                let hidden = hides(&|guarded| guarded.cells.contains(&place));
                show(table.cells.get(&place), hidden)
            };
            let hidden = hides(&|guarded| {
                if one_column {
                    guarded.cells.iter().any(|(at, _)| *at == row.value)
                } else {
                    guarded.rows.contains(&row.value)
                }
            });
            StatsRow {
                all: show(table.rows.get(&row.value), hidden),
                cells: if self.question.columns.is_some() {
                    columns.iter().map(cell).collect()
                } else {
                    Vec::new()
                },
                value: row.clone(),
            }
        });
        let lines: Vec<StatsRow> = lines.collect();
        let total = |column: &StatsValue| {
            let hidden = hides(&|guarded| {
                if one_row {
                    guarded.cells.iter().any(|(_, across)| *across == column.value)
                } else {
                    guarded.columns.contains(&column.value)
                }
            });
            show(table.columns.get(&column.value), hidden)
        };
        let column_totals: Vec<StatsCell> = columns.iter().map(total).collect();
        let all = show(Some(&table.all), guarded.is_some_and(|guarded| guarded.all));
        let hidden = count_hidden(&lines, &column_totals, all);
        StatsView {
            asked: self.asked.clone(),
            title: self.title(),
            unit_label: self.unit(),
            rows_label: self.question.rows.map(|rows| self.dimension(rows)).unwrap_or_default(),
            columns_label: self
                .question
                .columns
                .map(|columns| self.dimension(columns))
                .unwrap_or_default(),
            notes: self.notes(counted, table.all, guarded.map(|guarded| (guarded, hidden))),
            has_period: self.question.period.is_some(),
            is_measured: false,
            columns: if self.question.columns.is_some() {
                columns
            } else {
                Vec::new()
            },
            column_totals: if self.question.columns.is_some() {
                column_totals
            } else {
                Vec::new()
            },
            rows: if self.question.rows.is_some() {
                lines
            } else {
                Vec::new()
            },
            all,
            hidden,
            purpose: self.purpose.map(str::to_owned),
            rules: RULES,
            snapshot: counted.snapshot.clone(),
        }
    }

    /// Values in the order of their vocabulary, what is missing at the end.
    fn values<'v>(&self, dimension: Option<Dimension>, found: impl Iterator<Item = &'v String>) -> Vec<StatsValue> {
        let Some(dimension) = dimension else {
            return found.map(|value| named(value.clone(), String::new())).collect();
        };
        // A line of zeros is an answer: nothing was registered.
        let known = match dimension {
            Dimension::Derived(derived) => derived.values(),
            Dimension::Field(..) => &[],
        };
        let all: BTreeSet<&str> = found.map(String::as_str).chain(known.iter().copied()).collect();
        let mut values: Vec<(usize, StatsValue)> = all
            .into_iter()
            .map(|value| {
                let label = self.label(dimension, value);
                (place_of(dimension, value), named(value.to_owned(), label))
            })
            .collect();
        values.sort_by(|(one, a), (other, b)| {
            (a.is_missing, one, &a.label, &a.value).cmp(&(b.is_missing, other, &b.label, &b.value))
        });
        values.into_iter().map(|(_, value)| value).collect()
    }

    pub(super) fn label(&self, dimension: Dimension, value: &str) -> String {
        if value == NOT_RECORDED {
            return text(self.lang, "stats-not-recorded");
        }
        match dimension {
            Dimension::Field(kind, name) => {
                let field = kind_spec(kind).and_then(|spec| spec.field(name));
                field.map_or_else(
                    || value.to_owned(),
                    |field| value_label(field, value, self.own, self.lang),
                )
            }
            Dimension::Derived(Derived::Month | Derived::Year) => value.to_owned(),
            Dimension::Derived(Derived::Region) if value != "abroad" => reading::term("region", value, self.lang),
            Dimension::Derived(Derived::Requested) => self.article(value),
            Dimension::Derived(Derived::Age) => reading::term("age_band", value, self.lang),
            Dimension::Derived(derived) => text(self.lang, &format!("stats-value-{}-{value}", derived.slug())),
        }
    }

    fn article(&self, value: &str) -> String {
        self.label(Dimension::Field("proceeding_step", "requested_qualification"), value)
    }

    pub(super) fn dimension(&self, dimension: Dimension) -> String {
        super::catalogue::label_of(dimension, self.lang)
    }

    /// What is counted or measured, in words.
    pub(super) fn unit(&self) -> String {
        text(self.lang, &format!("stats-unit-{}", self.slug()))
    }

    fn slug(&self) -> &'static str {
        let measure = self.question.measure.map(Measure::slug);
        measure.unwrap_or(self.question.unit.slug())
    }

    pub(super) fn title(&self) -> String {
        let named = |dimension: Option<Dimension>| dimension.map(|one| self.dimension(one)).unwrap_or_default();
        let (rows, columns) = (named(self.question.rows), named(self.question.columns));
        stats_title(self.lang, &self.unit(), [&rows, &columns], &self.period())
    }

    fn period(&self) -> String {
        let Some(period) = self.question.period else {
            return text(self.lang, "stats-period-all");
        };
        let day = |day: Option<chrono::NaiveDate>| {
            day.map_or_else(
                || text(self.lang, "stats-period-open"),
                |day| civil_day_text(day, self.lang),
            )
        };
        let (from, to) = (day(period.first()), day(period.last()));
        text_with(
            self.lang,
            "stats-period",
            &[("from", from.as_str().into()), ("to", to.as_str().into())],
        )
    }

    /// What was counted, by which rules.
    pub(super) fn definition(&self) -> Vec<String> {
        let filters = self.question.filters.iter().map(|filter| self.filter(filter));
        let rule = self.say(&format!("stats-rule-{}", self.slug()), &[]);
        filters.chain([rule]).chain(self.rules_of_dimensions()).collect()
    }

    /// Rules and what was left out; `hidden` numbers are not shown.
    pub(super) fn notes(&self, counted: &Counted, all: Cell, guarded: Option<(&Guarded, u64)>) -> Vec<String> {
        let all_hidden = guarded.is_some_and(|(guarded, _)| guarded.all);
        let n = if all_hidden {
            text(self.lang, "stats-hidden")
        } else {
            all.sure.to_string()
        };
        let mut notes = vec![self.say("stats-number", &[("n", n.as_str().into())])];
        notes.extend(self.definition());
        // What is left out may be small: it is said in words of its own size inside, and only there.
        if guarded.is_none() {
            notes.extend(self.left_out(counted, all));
        }
        if matches!(&counted.sum, Sum::Counts(tally) if tally.has_several()) {
            notes.push(self.say("stats-rule-several", &[]));
        }
        if let Some((guarded, hidden)) = guarded {
            match (self.question.unit.is_guarded(), guarded.all) {
                (false, _) => notes.push(self.say("stats-rule-exempt", &[])),
                (true, true) => notes.push(self.say("stats-rule-all-hidden", &[])),
                (true, false) => notes.push(self.say("stats-rule-hidden", &[("hidden", hidden.into())])),
            }
            let without = self.few(counted.without_consent);
            notes.push(self.say("stats-rule-consent", &[("without", without.as_str().into())]));
        }
        notes.push(self.say("stats-rule-sample", &[]));
        let short = counted.snapshot.get(..16).unwrap_or_default();
        notes.push(self.say(
            "stats-source",
            &[("version", u64::from(RULES).into()), ("snapshot", short.into())],
        ));
        notes
    }

    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        text_with(self.lang, key, args)
    }

    fn filter(&self, filter: &Where) -> String {
        let values = filter.values.iter().map(|value| self.label(filter.dimension, value));
        let (field, values) = (self.dimension(filter.dimension), values.collect::<Vec<_>>().join(", "));
        self.say(
            "stats-filter",
            &[("field", field.as_str().into()), ("values", values.as_str().into())],
        )
    }

    fn rules_of_dimensions(&self) -> impl Iterator<Item = String> {
        let Question {
            rows, columns, filters, ..
        } = self.question;
        let filters = filters.iter().map(|filter| filter.dimension);
        let asked: BTreeSet<Dimension> = rows.iter().copied().chain(*columns).chain(filters).collect();
        let is_asked = move |derived: &Derived| asked.contains(&Dimension::Derived(*derived));
        let with_rules = [
            Derived::ByPolice,
            Derived::Stage,
            Derived::Region,
            Derived::Age,
            Derived::Repeats,
        ];
        let asked = with_rules.into_iter().filter(is_asked);
        asked.map(|derived| self.say(&format!("stats-rule-{}", derived.slug()), &[]))
    }

    fn left_out(&self, counted: &Counted, all: Cell) -> Vec<String> {
        let mut notes = Vec::new();
        let left_out = match &counted.sum {
            Sum::Counts(tally) => {
                if self.question.period.is_some() {
                    notes.push(self.say("stats-rule-period", &[("possible", all.possible.into())]));
                    notes.push(self.say("stats-rule-undated", &[("undated", tally.undated().into())]));
                }
                tally.left_out
            }
            Sum::Values(measures) => {
                if self.question.period.is_some() {
                    notes.push(self.say("stats-rule-period-sure", &[]));
                }
                measures.left_out
            }
        };
        if self.question.unit.is_of_events() {
            let args = [
                ("unverified", left_out.unverified.into()),
                ("duplicates", left_out.duplicates.into()),
                ("without", left_out.without_event.into()),
            ];
            notes.push(self.say("stats-rule-left-out", &args));
        }
        match self.question.unit {
            Unit::Perpetrators => notes.push(self.say(
                "stats-rule-unknown-perpetrators",
                &[("n", left_out.unknown_perpetrators.into())],
            )),
            Unit::Authorities => notes.push(self.say(
                "stats-rule-unnamed-authorities",
                &[("n", left_out.unnamed_authorities.into())],
            )),
            _ => {}
        }
        notes
    }

    /// A number that leaves.
    fn few(&self, n: u64) -> String {
        if n > 0 && n < sandyq_domain::counting::THRESHOLD {
            text(self.lang, "stats-few")
        } else {
            n.to_string()
        }
    }
}

pub(super) fn named(value: String, label: String) -> StatsValue {
    StatsValue {
        is_missing: value == NOT_RECORDED || RESERVED.contains(&value.as_str()),
        value,
        label,
    }
}

pub(super) fn count_hidden(rows: &[StatsRow], totals: &[StatsCell], all: StatsCell) -> u64 {
    let of_rows = rows.iter().flat_map(|row| row.cells.iter().chain([&row.all]));
    of_rows
        .chain(totals)
        .chain([&all])
        .filter(|cell| cell.sure.is_none())
        .count() as u64
}

/// Where a value stands in its vocabulary.
fn place_of(dimension: Dimension, value: &str) -> usize {
    let in_terms =
        |name: &str| vocabulary(name).and_then(|terms| terms.terms().iter().position(|term| term.slug == value));
    let place = match dimension {
        Dimension::Derived(Derived::Region) => in_terms("region"),
        Dimension::Derived(Derived::Requested) => in_terms("kz_law"),
        Dimension::Derived(Derived::Age) => in_terms("age_band"),
        Dimension::Derived(derived) => derived.values().iter().position(|known| *known == value),
        Dimension::Field(kind, name) => {
            let field = kind_spec(kind).and_then(|spec| spec.field(name));
            field.and_then(|field| match field.kind {
                FieldType::Code(terms) | FieldType::Codes(terms) => in_terms(terms),
                _ => None,
            })
        }
    };
    place.unwrap_or(usize::MAX)
}
