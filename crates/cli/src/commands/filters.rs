//! Lists of cases by what their records answer.

use super::cases::{marked, row_cells};
use crate::Trouble;
use crate::arguments::{FiltersCommand, ListCases, SortKey};
use crate::print::{Out, table};
use sandyq_casework::view::{CaseQuery, CaseSort, FieldFilter, FilterField, FilterValue, SavedFilter, SearchHit};
use sandyq_casework::{ErrorCode, Failure, Session, filter_written};

pub fn list(session: &Session, out: Out, asked: ListCases) -> Result<(), Trouble> {
    let mut filters = written(&asked.filters)?;
    let mut sort = CaseSort::Recent;
    if let Some(name) = &asked.filter {
        let kept = session
            .list_filters(out.lang)?
            .into_iter()
            .find(|kept| kept.name == *name);
        let kept = kept.ok_or_else(|| Failure::about(ErrorCode::NoSuchKeptFilter, name.clone()))?;
        filters.extend(kept.filters);
        sort = kept.sort;
    }
    let query = CaseQuery {
        query: asked.query,
        filters,
        sort: asked.sort.map_or(sort, key),
        offset: asked.offset,
        limit: asked.limit,
    };
    let list = session.find_cases(&query, out.lang)?;
    out.show(&list, |list| {
        table(&list.rows.iter().map(|row| row_cells(row, out)).collect::<Vec<_>>())
    })
}

pub fn search(session: &Session, out: Out, query: &str, filters: &[String]) -> Result<(), Trouble> {
    let hits = session.search_among(query, &written(filters)?, out.lang)?;
    out.show(&hits, |hits| {
        let cells = |hit: &SearchHit| {
            let snippet = hit.snippet.replace('\u{e000}', "[").replace('\u{e001}', "]");
            vec![
                hit.case_code.clone(),
                hit.kind_label.clone(),
                marked(&hit.title, hit.is_practice, out),
                snippet,
            ]
        };
        table(&hits.iter().map(cells).collect::<Vec<_>>())
    })
}

pub fn run(session: &mut Session, out: Out, command: FiltersCommand) -> Result<(), Trouble> {
    match command {
        FiltersCommand::Fields => {
            let fields = session.list_filter_fields(out.lang)?;
            let cells = |field: &FilterField| vec![field.field.clone(), field.kind_label.clone(), field.label.clone()];
            out.show(&fields, |fields| table(&fields.iter().map(cells).collect::<Vec<_>>()))
        }
        FiltersCommand::Values { field } => {
            let values = session.list_filter_values(&field, out.lang)?;
            let cells = |value: &FilterValue| vec![value.value.clone(), value.cases.to_string(), value.label.clone()];
            out.show(&values, |values| table(&values.iter().map(cells).collect::<Vec<_>>()))
        }
        FiltersCommand::List => shown(session, out),
        FiltersCommand::Save { name, filters, sort } => {
            session.save_filter(&name, &written(&filters)?, key(sort))?;
            shown(session, out)
        }
        FiltersCommand::Remove { name } => {
            if !session.remove_filter(&name)? {
                return Err(Failure::about(ErrorCode::NoSuchKeptFilter, name).into());
            }
            shown(session, out)
        }
    }
}

fn shown(session: &Session, out: Out) -> Result<(), Trouble> {
    let kept = session.list_filters(out.lang)?;
    let cells = |kept: &SavedFilter| vec![kept.name.clone(), kept.told.join(" · ")];
    out.show(&kept, |kept| table(&kept.iter().map(cells).collect::<Vec<_>>()))
}

fn written(filters: &[String]) -> Result<Vec<FieldFilter>, Failure> {
    filters.iter().map(|filter| filter_written(filter)).collect()
}

const fn key(sort: SortKey) -> CaseSort {
    match sort {
        SortKey::Recent => CaseSort::Recent,
        SortKey::Code => CaseSort::Code,
        SortKey::Title => CaseSort::Title,
        SortKey::Opened => CaseSort::Opened,
        SortKey::Status => CaseSort::Status,
        SortKey::Priority => CaseSort::Priority,
        SortKey::Risk => CaseSort::Risk,
    }
}
