//! What the contexts of a unit say, in columns: a question is then answered without looking at a record again.

use super::context::{CaseRecords, Context};
use super::tally::{LeftOut, Seen, Tally};
use super::units::{Across, Key, of_case};
use super::{Derived, Dimension, NOT_RECORDED, Question, Unit};
use crate::fuzzy::{Span, Standing};
use crate::ids::RecordId;
use std::collections::BTreeMap;

/// Bytes that one answer takes.
const ANSWER: usize = size_of::<u32>();

/// All contexts of one unit, in the cases that were taken. No names are in it: coded answers and dates only.
pub struct Facts {
    unit: Unit,
    across: Across,
    units: BTreeMap<Key, u32>,
    weights: Vec<u64>,
    cases: Vec<CaseFacts>,
    contexts: Vec<ContextFacts>,
    columns: BTreeMap<Dimension, Column>,
}

struct CaseFacts {
    id: RecordId,
    marks: u8,
    left_out: LeftOut,
}

struct ContextFacts {
    unit: u32,
    case: u32,
    /// The days its date leaves possible.
    possible: Option<Span>,
}

/// The answers to one dimension, by context.
#[derive(Default)]
struct Column {
    words: Vec<String>,
    known: BTreeMap<String, u32>,
    /// The first answer of each context.
    first: Vec<u32>,
    /// Further answers, where there are several.
    more: BTreeMap<u32, Vec<u32>>,
}

impl Column {
    fn number(&mut self, word: String) -> u32 {
        if let Some(number) = self.known.get(&word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.clone());
        self.known.insert(word, number);
        number
    }

    fn push(&mut self, words: impl IntoIterator<Item = String>) {
        let mut numbers = words
            .into_iter()
            .map(|word| self.number(word))
            .collect::<Vec<_>>()
            .into_iter();
        let at = u32::try_from(self.first.len()).unwrap_or(u32::MAX);
        self.first.push(numbers.next().unwrap_or_default());
        let more: Vec<u32> = numbers.collect();
        if !more.is_empty() {
            self.more.insert(at, more);
        }
    }

    fn at(&self, context: usize) -> impl Iterator<Item = u32> {
        let more = u32::try_from(context).ok().and_then(|context| self.more.get(&context));
        let first = self.first.get(context).copied();
        first.into_iter().chain(more.into_iter().flatten().copied())
    }
}

impl Facts {
    /// Nothing yet. Only what is asked of these dimensions can be answered later.
    #[must_use]
    pub fn new(unit: Unit, dimensions: impl IntoIterator<Item = Dimension>, across: Across) -> Self {
        Self {
            unit,
            across,
            units: BTreeMap::new(),
            weights: Vec::new(),
            cases: Vec::new(),
            contexts: Vec::new(),
            columns: dimensions
                .into_iter()
                .map(|dimension| (dimension, Column::default()))
                .collect(),
        }
    }

    /// Those that answer one question.
    #[must_use]
    pub fn for_question(question: &Question, across: Across) -> Self {
        Self::new(question.unit, question.dimensions(), across)
    }

    /// Takes one more case, with marks of the caller's own, by which it can be left out later.
    pub fn take(&mut self, records: &CaseRecords, marks: u8) {
        let case = u32::try_from(self.cases.len()).unwrap_or(u32::MAX);
        let mut left_out = LeftOut::default();
        for one in of_case(records, self.unit, &self.across, &mut left_out) {
            let next = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
            let unit = *self.units.entry(one.key).or_insert(next);
            if unit == next {
                self.weights.push(0);
            }
            if let Some(weight) = self.weights.get_mut(unit as usize) {
                *weight = one.weight.max(*weight);
            }
            for context in &one.contexts {
                self.put(records, context, (unit, case));
            }
        }
        self.cases.push(CaseFacts {
            id: records.case,
            marks,
            left_out,
        });
    }

    fn put(&mut self, records: &CaseRecords, context: &Context<'_>, (unit, case): (u32, u32)) {
        self.contexts.push(ContextFacts {
            unit,
            case,
            possible: context.date.and_then(crate::fuzzy::FuzzyDate::possible),
        });
        for (dimension, column) in &mut self.columns {
            column.push(records.values(context, *dimension));
        }
    }

    /// How many bytes the answers take, nearly.
    #[must_use]
    pub fn size(&self) -> usize {
        self.contexts.len() * (size_of::<ContextFacts>() + self.columns.len() * ANSWER)
    }

    /// Counts over the cases that are admitted, by id and marks.
    #[must_use]
    pub fn tally(&self, question: &Question, admits: impl Fn(RecordId, u8) -> bool) -> Tally {
        let admitted: Vec<bool> = self.cases.iter().map(|case| admits(case.id, case.marks)).collect();
        let mut seen: Vec<Seen> = self.weights.iter().map(|weight| Seen::of(*weight)).collect();
        let filters: Vec<(Option<&Column>, Vec<u32>)> =
            question.filters.iter().map(|filter| self.filter(filter)).collect();
        let (rows, columns) = (self.side(question.rows), self.side(question.columns));
        for (at, context) in self.contexts.iter().enumerate() {
            if !admitted[context.case as usize] {
                continue;
            }
            let passes = |(column, wanted): &(Option<&Column>, Vec<u32>)| {
                column.is_some_and(|column| column.at(at).any(|answer| wanted.contains(&answer)))
            };
            if !filters.iter().all(passes) {
                continue;
            }
            let one = &mut seen[context.unit as usize];
            match standing(context.possible, question.period) {
                Standing::Outside => {}
                Standing::Unknown => one.undated = true,
                inside => {
                    let places = one.places(inside == Standing::Inside, context.case);
                    for row in answers(rows, at) {
                        places.extend(answers(columns, at).map(|column| (row, column)));
                    }
                }
            }
        }
        let left_out = self.cases.iter().zip(&admitted).filter(|(_, admitted)| **admitted);
        let left_out = left_out.map(|(case, _)| case.left_out).sum();
        let cases = self.cases.iter().map(|case| case.id).collect();
        let words = [question.rows, question.columns].map(|side| self.words(side));
        let is_repeats = |side| side == Some(Dimension::Derived(Derived::Repeats));
        let repeats = [question.rows, question.columns].map(is_repeats);
        Tally::of(seen, words, repeats, cases, left_out)
    }

    /// A column, and the numbers of the values that pass.
    fn filter(&self, filter: &super::Where) -> (Option<&Column>, Vec<u32>) {
        let column = self.columns.get(&filter.dimension);
        let known = |value: &String| column.and_then(|column| column.known.get(value)).copied();
        (column, filter.values.iter().filter_map(known).collect())
    }

    fn side(&self, dimension: Option<Dimension>) -> Option<&Column> {
        dimension.and_then(|dimension| self.columns.get(&dimension))
    }

    fn words(&self, dimension: Option<Dimension>) -> Vec<String> {
        let none = || vec![NOT_RECORDED.to_owned()];
        self.side(dimension).map_or_else(none, |column| column.words.clone())
    }
}

/// The answers of a context; the one of a dimension that was not asked is the first and only.
fn answers(column: Option<&Column>, context: usize) -> impl Iterator<Item = u32> {
    let alone = column.is_none().then_some(0);
    alone
        .into_iter()
        .chain(column.into_iter().flat_map(move |column| column.at(context)))
}

/// Where a date lies; without a period everything lies inside.
fn standing(possible: Option<Span>, period: Option<Span>) -> Standing {
    match (period, possible) {
        (None, _) => Standing::Inside,
        (Some(_), None) => Standing::Unknown,
        (Some(period), Some(possible)) if period.contains(possible) => Standing::Inside,
        (Some(period), Some(possible)) if period.intersection(possible).is_some() => Standing::PossiblyInside,
        (Some(_), Some(_)) => Standing::Outside,
    }
}
