//! Numbers of what a paper itself tells, by the rules of all other numbers.

use sandyq_domain::counting::{Across, CaseRecords, Dimension, Facts, NOT_RECORDED, Question, Unit};
use sandyq_domain::kinds::{Act, Kind};
use sandyq_domain::{Envelope, RecordId};
use sandyq_report::papers::Counted;
use std::collections::BTreeMap;

/// An act stands under the articles that were assigned to it.
const ARTICLES: Dimension = Dimension::Field(Act::SPEC.name, "treaty_articles");
const UNITS: [Unit; 3] = [Unit::Cases, Unit::Acts, Unit::Victims];

/// What is told in a paper, while it is gathered.
pub(super) struct OwnFigures([Facts; 3]);

impl OwnFigures {
    pub(super) fn new(across: &Across) -> Self {
        Self(UNITS.map(|unit| Facts::new(unit, [ARTICLES], across.clone())))
    }

    /// Takes one more case, as it is told.
    pub(super) fn take(&mut self, case: RecordId, told: &[Envelope]) {
        let records = CaseRecords::of(case, told.to_vec());
        for facts in &mut self.0 {
            facts.take(&records, 0);
        }
    }

    /// By article of a treaty; those under which nothing counts are not in it.
    pub(super) fn by_article(&self) -> BTreeMap<String, Counted> {
        let rows = [0, 1, 2].map(|at| {
            let question = Question {
                unit: UNITS[at],
                measure: None,
                rows: Some(ARTICLES),
                columns: None,
                period: None,
                filters: Vec::new(),
            };
            self.0[at].tally(&question, |_, _| true).table().rows
        });
        let under = |article: &String| {
            let [cases, acts, people] = rows
                .each_ref()
                .map(|rows| rows.get(article).map_or(0, |cell| cell.sure));
            (article.clone(), Counted { cases, acts, people })
        };
        let [_, acts, _] = &rows;
        acts.keys()
            .filter(|article| *article != NOT_RECORDED)
            .map(under)
            .collect()
    }
}
