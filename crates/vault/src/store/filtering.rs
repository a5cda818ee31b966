//! Which cases have something in common, in an order people ask for: from the projections alone, no body is read.

use super::json::encode;
use super::{StoreError, View};
use rusqlite::types::Value as Bound;
use sandyq_domain::{Lang, RecordId, Timestamp};
use std::collections::BTreeSet;

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

/// The rows of the cases that have a value: of records in cases; of persons, organisations and the like through what names them; of
/// what stands over cases through the cases it names.
const HAVING: &str = "SELECT c.of_case FROM facet f CROSS JOIN coded c ON c.facet = f.row
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case <> 0
      AND c.record NOT IN (SELECT row FROM record WHERE state = 'trashed')
  UNION
  SELECT k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.target = p.id CROSS JOIN record r ON r.row = l.record CROSS JOIN record k ON k.id = r.case_id
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case = 0 AND p.state = 'live' AND r.state = 'live'
  UNION
  SELECT k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.record = p.row CROSS JOIN record k ON k.id = l.target
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case = 0 AND p.state = 'live' AND k.kind = 'case'";

/// Each value of a field with each case that has it: the same three ways.
const VALUES: &str = "SELECT f.value AS value, c.of_case AS of_case FROM facet f CROSS JOIN coded c ON c.facet = f.row
    WHERE f.field = ?1 AND c.of_case <> 0 AND c.record NOT IN (SELECT row FROM record WHERE state = 'trashed')
  UNION
  SELECT f.value, k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.target = p.id CROSS JOIN record r ON r.row = l.record CROSS JOIN record k ON k.id = r.case_id
    WHERE f.field = ?1 AND c.of_case = 0 AND p.state = 'live' AND r.state = 'live'
  UNION
  SELECT f.value, k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.record = p.row CROSS JOIN record k ON k.id = l.target
    WHERE f.field = ?1 AND c.of_case = 0 AND p.state = 'live' AND k.kind = 'case'";

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

/// The values of a field, each with how many cases have it, the most frequent first. What no case has is not among them.
///
/// # Errors
/// As [`StoreError`] says.
pub fn values(view: &View<'_>, field: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = format!(
        "SELECT had.value, count(*) AS n FROM ({VALUES}) had CROSS JOIN record k ON k.row = had.of_case
         WHERE k.kind = 'case' AND k.state = 'live' GROUP BY had.value ORDER BY n DESC, had.value"
    );
    let mut statement = view.connection.prepare_cached(&sql)?;
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

/// Every value of a field that any record has, those in the trash too.
///
/// # Errors
/// As [`StoreError`] says.
pub fn written(view: &View<'_>, field: &str) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT value FROM facet f WHERE field = ?1 AND EXISTS (SELECT 1 FROM coded WHERE facet = f.row)";
    let mut statement = view.connection.prepare_cached(sql)?;
    let values = statement.query_map([field], |row| row.get(0))?;
    Ok(values.collect::<Result<_, _>>()?)
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
        for _ in 0..3 {
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
    /// As people count: the number at the end of a code by its value, and the later of two that collided after the earlier.
    const BY_CODE: &str = "rtrim(iif(instr(r.code_shown, '·'), substr(r.code_shown, 1, instr(r.code_shown, '·') - 1), r.code_shown), '0123456789'),
        length(iif(instr(r.code_shown, '·'), substr(r.code_shown, 1, instr(r.code_shown, '·') - 1), r.code_shown)), r.code_shown, r.row";
    /// `CROSS JOIN` walks along the order's own index instead of sorting all cases.
    const ORDERED: &str = "case_order o CROSS JOIN record r ON r.row = o.record";
    match sort {
        Sort::Recent => ("record r", "r.touched DESC, r.row DESC"),
        Sort::Code => ("record r", BY_CODE),
        Sort::Title(Lang::En) => (ORDERED, "o.title_en = x'', o.title_en, o.record DESC"),
        Sort::Title(Lang::Ru) => (ORDERED, "o.title_ru = x'', o.title_ru, o.record DESC"),
        Sort::Title(Lang::Kk) => (ORDERED, "o.title_kk = x'', o.title_kk, o.record DESC"),
        Sort::Opened => (ORDERED, "o.opened DESC, o.record DESC"),
        Sort::Status => (ORDERED, "o.status, o.record DESC"),
        Sort::Priority => (ORDERED, "o.priority, o.record DESC"),
        Sort::Risk => (ORDERED, "o.risk, o.record DESC"),
    }
}
