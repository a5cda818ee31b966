//! Which cases have something in common, in an order people ask for: from the projections alone, no body is read.

use super::json::encode;
use super::{StoreError, View};
use rusqlite::types::Value as Bound;
use sandyq_domain::{Lang, RecordId, Timestamp};

/// At least one live record of the case has one of these values in this field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filter {
    /// `kind.field`.
    pub field: String,
    /// Any of them.
    pub values: Vec<String>,
}

/// The order of a list of cases.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// The newest change first.
    #[default]
    Recent,
    /// By code.
    Code,
    /// By title, in the alphabet of a language; cases without one last.
    Title(Lang),
    /// Opened last first; those that do not say when, last.
    Opened,
    /// As the vocabulary of monitoring statuses goes.
    Status,
    /// The most urgent first.
    Priority,
    /// The greatest danger first.
    Risk,
}

/// Which cases, in which order.
#[derive(Clone, Default)]
pub struct Question {
    /// All of them.
    pub filters: Vec<Filter>,
    /// Only among these; `None` for all.
    pub among: Option<Vec<RecordId>>,
    /// In this order.
    pub sort: Sort,
    /// So many are left out at the top.
    pub offset: u32,
    /// Most cases in the answer.
    pub limit: u32,
}

/// A part of the answer, and how large the whole is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The cases asked for, with when anything in them last changed.
    pub cases: Vec<(RecordId, Timestamp)>,
    /// All that answer.
    pub total: u64,
    /// Of these, for practice.
    pub practice: u64,
}

/// The rows of the cases that have a value: of records in cases, and of persons, organisations and the like through what names them.
const HAVING: &str = "SELECT c.of_case FROM facet f CROSS JOIN coded c ON c.facet = f.row
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case <> 0
      AND c.record NOT IN (SELECT row FROM record WHERE state = 'trashed')
  UNION
  SELECT k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.target = p.id CROSS JOIN record r ON r.row = l.record CROSS JOIN record k ON k.id = r.case_id
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case = 0 AND p.state = 'live' AND r.state = 'live'";

/// The cases that answer.
///
/// # Errors
/// As [`StoreError`] says.
pub fn find(view: &View<'_>, question: &Question) -> Result<Found, StoreError> {
    let (condition, bound) = condition(question)?;
    let counted = format!("SELECT count(*), coalesce(sum(r.practice), 0) FROM record r WHERE {condition}");
    let (total, practice): (i64, i64) = view
        .connection
        .prepare_cached(&counted)?
        .query_row(rusqlite::params_from_iter(&bound), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (from, order) = order(question.sort);
    let sql = format!("SELECT r.id, r.touched FROM {from} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?");
    let paged = bound.into_iter().chain([question.limit.into(), question.offset.into()]);
    let mut statement = view.connection.prepare_cached(&sql)?;
    let cases = statement.query_map(rusqlite::params_from_iter(paged), |row| {
        Ok((RecordId::from_bytes(row.get(0)?), Timestamp::from_millis(row.get(1)?)))
    })?;
    let natural = |n: i64| u64::try_from(n).map_err(|_| StoreError::Damaged);
    Ok(Found {
        cases: cases.collect::<Result<_, _>>()?,
        total: natural(total)?,
        practice: natural(practice)?,
    })
}

/// The fields that have a value anywhere.
///
/// # Errors
/// As [`StoreError`] says.
pub fn fields(view: &View<'_>) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT DISTINCT field FROM facet f WHERE EXISTS (SELECT 1 FROM coded WHERE facet = f.row) ORDER BY field";
    let mut statement = view.connection.prepare_cached(sql)?;
    let fields = statement.query_map([], |row| row.get(0))?;
    Ok(fields.collect::<Result<_, _>>()?)
}

/// The values of a field, each with how many records have it, the most frequent first.
///
/// # Errors
/// As [`StoreError`] says.
pub fn values(view: &View<'_>, field: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = "SELECT f.value, count(*) AS n FROM facet f CROSS JOIN coded c ON c.facet = f.row
               WHERE f.field = ?1 AND c.record NOT IN (SELECT row FROM record WHERE state = 'trashed')
               GROUP BY f.row ORDER BY n DESC, f.value";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([field])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((
            row.get(0)?,
            u64::try_from(row.get::<_, i64>(1)?).map_err(|_| StoreError::Damaged)?,
        ));
    }
    Ok(found)
}

/// In SQL, with what is bound to it: nothing that a person typed stands in the statement itself.
fn condition(question: &Question) -> Result<(String, Vec<Bound>), StoreError> {
    let mut sql = "r.kind = 'case' AND r.state = 'live'".to_owned();
    let mut bound: Vec<Bound> = Vec::new();
    for Filter { field, values } in &question.filters {
        sql.push_str(" AND r.row IN (");
        sql.push_str(HAVING);
        sql.push(')');
        let values = encode(values)?;
        for _ in 0..2 {
            bound.push(field.clone().into());
            bound.push(values.clone().into());
        }
    }
    if let Some(among) = &question.among {
        sql.push_str(" AND r.id IN (SELECT unhex(value, '-') FROM json_each(?))");
        let ids: Vec<String> = among.iter().map(RecordId::to_string).collect();
        bound.push(encode(&ids)?.into());
    }
    Ok((sql, bound))
}

/// What the cases are taken from, and in which order: ties by the newest.
const fn order(sort: Sort) -> (&'static str, &'static str) {
    /// `CROSS JOIN` walks along the order's own index instead of sorting all cases.
    const ORDERED: &str = "case_order o CROSS JOIN record r ON r.row = o.record";
    match sort {
        Sort::Recent => ("record r", "r.touched DESC, r.row DESC"),
        Sort::Code => ("record r", "r.code_shown, r.row"),
        Sort::Title(Lang::En) => (ORDERED, "o.title_en = x'', o.title_en, o.record DESC"),
        Sort::Title(Lang::Ru) => (ORDERED, "o.title_ru = x'', o.title_ru, o.record DESC"),
        Sort::Title(Lang::Kk) => (ORDERED, "o.title_kk = x'', o.title_kk, o.record DESC"),
        Sort::Opened => (ORDERED, "o.opened DESC, o.record DESC"),
        Sort::Status => (ORDERED, "o.status, o.record DESC"),
        Sort::Priority => (ORDERED, "o.priority, o.record DESC"),
        Sort::Risk => (ORDERED, "o.risk, o.record DESC"),
    }
}
