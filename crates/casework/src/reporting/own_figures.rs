//! Numbers of what a paper itself tells, by the rules of all other numbers.

use sandyq_domain::counting::{Across, CaseRecords, Dimension, Facts, NOT_RECORDED, Question, Unit};
use sandyq_domain::kinds::{Act, Kind};
use sandyq_domain::{Envelope, RecordId};
use sandyq_report::papers::Counted;
use std::collections::BTreeMap;

/// An act stands under the articles that were assigned to it.
const ARTICLES: Dimension = Dimension::Field(Act::SPEC.name, "treaty_articles");
const UNITS: [Unit; 3] = [Unit::Cases, Unit::Acts, Unit::Victims];

/// By article of a treaty, of the cases as they are told; articles under which nothing counts are not in it.
pub(super) fn by_article<'e>(
    told: impl Iterator<Item = (RecordId, &'e [Envelope])>,
    across: &Across,
) -> BTreeMap<String, Counted> {
    let mut facts = UNITS.map(|unit| Facts::new(unit, [ARTICLES], across.clone()));
    for (case, envelopes) in told {
        let records = CaseRecords::of(case, envelopes.to_vec());
        for facts in &mut facts {
            facts.take(&records, 0);
        }
    }
    let rows = [0, 1, 2].map(|at| {
        let question = Question {
            unit: UNITS[at],
            measure: None,
            rows: Some(ARTICLES),
            columns: None,
            period: None,
            filters: Vec::new(),
        };
        facts[at].tally(&question, |_, _| true).table().rows
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
