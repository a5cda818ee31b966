//! Which cases have something in common, in an order people ask for: from the projections alone, no body is read.

use super::json::encode;
use super::{StoreError, View};
use rusqlite::types::Value as Bound;
use sandyq_domain::{Lang, RecordId, Scope, Timestamp, kind_spec};
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

/// What is in the trash: few, and found along an index of their own.
macro_rules! trashed {
    () => {
        "(SELECT row FROM record WHERE state = 'trashed')"
    };
}

/// The rows of the cases in which a record has one of these values of a field of a kind that lives in cases.
const INSIDE: &str = concat!(
    "SELECT c.of_case FROM facet f CROSS JOIN coded c ON c.facet = f.row
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case <> 0
      AND c.record NOT IN ",
    trashed!()
);

/// The same for a kind that lives in none: of persons, organisations and the like through what names them; of what stands over
/// cases through the cases it names.
const OUTSIDE: &str = "SELECT k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.target = p.id CROSS JOIN record r ON r.row = l.record CROSS JOIN record k ON k.id = r.case_id
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case = 0 AND p.state = 'live' AND r.state = 'live'
  UNION
  SELECT k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
      CROSS JOIN link l ON l.record = p.row CROSS JOIN record k ON k.id = l.target
    WHERE f.field = ? AND f.value IN (SELECT value FROM json_each(?)) AND c.of_case = 0 AND p.state = 'live' AND k.kind = 'case'";

/// How many cases have each value of a field of a kind that lives in cases: counted along the key, value by value.
const VALUES_INSIDE: &str = concat!(
    "SELECT f.value, (SELECT count(*) FROM (SELECT DISTINCT c.of_case FROM coded c
      WHERE c.facet = f.row AND c.of_case <> 0 AND c.record NOT IN ",
    trashed!(),
    ")) AS n FROM facet f WHERE f.field = ?1"
);

/// The same for a kind that lives in none.
const VALUES_OUTSIDE: &str = "SELECT had.value, count(*) AS n FROM (
    SELECT f.value AS value, k.row AS of_case FROM facet f CROSS JOIN coded c ON c.facet = f.row
        CROSS JOIN record p ON p.row = c.record CROSS JOIN link l ON l.target = p.id
        CROSS JOIN record r ON r.row = l.record CROSS JOIN record k ON k.id = r.case_id
      WHERE f.field = ?1 AND c.of_case = 0 AND p.state = 'live' AND r.state = 'live'
    UNION
    SELECT f.value, k.row FROM facet f CROSS JOIN coded c ON c.facet = f.row CROSS JOIN record p ON p.row = c.record
        CROSS JOIN link l ON l.record = p.row CROSS JOIN record k ON k.id = l.target
      WHERE f.field = ?1 AND c.of_case = 0 AND p.state = 'live' AND k.kind = 'case') had
  CROSS JOIN record k ON k.row = had.of_case WHERE k.kind = 'case' AND k.state = 'live' GROUP BY had.value";

/// Whether records of a field's kind live in cases.
fn is_inside(field: &str) -> bool {
    let kind = field.split('.').next().and_then(kind_spec);
    kind.is_some_and(|spec| spec.scope == Scope::Case)
}

/// The cases that answer.
///
/// # Errors
/// As [`StoreError`] says.
pub fn find(view: &View<'_>, question: &Question) -> Result<Found, StoreError> {
    let Condition { sql, bound } = condition(view, question)?;
    let (mut total, mut practice) = (0, 0);
    let cases = "kind = 'case' AND state = 'live'";
    for (count, only) in [(&mut total, ""), (&mut practice, " AND practice = 1")] {
        let counted = format!("SELECT count(*) FROM record WHERE {cases}{only} AND {}", sql("row"));
        let mut statement = view.connection.prepare_cached(&counted)?;
        *count = statement.query_row(rusqlite::params_from_iter(&bound), |row| row.get(0))?;
    }
    // First the rows alone, along an index that has the order in it; only what is shown is read.
    let (from, row, order) = order(question.sort);
    let wanted = sql(row);
    let listed = format!("SELECT {row} FROM {from} AND {wanted} ORDER BY {order} LIMIT ? OFFSET ?");
    let paged = bound.into_iter().chain([question.limit.into(), question.offset.into()]);
    let mut statement = view.connection.prepare_cached(&listed)?;
    let rows = statement.query_map(rusqlite::params_from_iter(paged), |row| row.get::<_, i64>(0))?;
    let mut one = view
        .connection
        .prepare_cached("SELECT id, touched FROM record WHERE row = ?1")?;
    let mut cases = Vec::new();
    for row in rows {
        cases.push(one.query_row([row?], |row| {
            Ok((RecordId::from_bytes(row.get(0)?), Timestamp::from_millis(row.get(1)?)))
        })?);
    }
    let natural = |n: i64| u64::try_from(n).map_err(|_| StoreError::Damaged);
    Ok(Found {
        cases,
        total: natural(total)?,
        practice: natural(practice)?,
    })
}

/// The fields that have a value anywhere.
///
/// # Errors
/// As [`StoreError`] says.
pub fn fields(view: &View<'_>) -> Result<Vec<String>, StoreError> {
    let sql = concat!(
        "SELECT DISTINCT field FROM facet f WHERE EXISTS (SELECT 1 FROM coded c WHERE c.facet = f.row AND c.record NOT IN ",
        trashed!(),
        ") ORDER BY field"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let fields = statement.query_map([], |row| row.get(0))?;
    Ok(fields.collect::<Result<_, _>>()?)
}

/// The values of a field, each with how many cases have it, the most frequent first. What no case has is not among them.
///
/// # Errors
/// As [`StoreError`] says.
pub fn values(view: &View<'_>, field: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = if is_inside(field) {
        VALUES_INSIDE
    } else {
        VALUES_OUTSIDE
    };
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([field])?;
    let mut found: Vec<(String, u64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(1)?;
        found.push((row.get(0)?, u64::try_from(n).map_err(|_| StoreError::Damaged)?));
    }
    found.retain(|(_, n)| *n > 0);
    found.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
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

/// What must be true of the row of a case, in SQL, with what is bound to it: nothing that a person typed stands in the statement.
struct Condition<F> {
    /// The condition on a column that holds the row.
    sql: F,
    bound: Vec<Bound>,
}

fn condition(view: &View<'_>, question: &Question) -> Result<Condition<impl Fn(&str) -> String>, StoreError> {
    let mut parts: Vec<String> = Vec::new();
    let mut bound: Vec<Bound> = Vec::new();
    for Filter { field, values } in &question.filters {
        let values = encode(values)?;
        if is_inside(field) {
            parts.push(format!("IN ({INSIDE})"));
            bound.push(field.clone().into());
            bound.push(values.into());
        } else {
            // Many links are walked for it: once, and not for each of the three questions below.
            parts.push("IN (SELECT value FROM json_each(?))".to_owned());
            let mut statement = view.connection.prepare_cached(OUTSIDE)?;
            let rows = statement.query_map([field, &values, field, &values], |row| row.get::<_, i64>(0))?;
            bound.push(encode(&rows.collect::<Result<Vec<_>, _>>()?)?.into());
        }
    }
    if let Some(among) = &question.among {
        parts.push(
            "IN (SELECT k.row FROM json_each(?) one CROSS JOIN record k ON k.id = unhex(one.value, '-'))".to_owned(),
        );
        let ids: Vec<String> = among.iter().map(RecordId::to_string).collect();
        bound.push(encode(&ids)?.into());
    }
    let sql = move |row: &str| {
        let each: Vec<String> = parts.iter().map(|part| format!("{row} {part}")).collect();
        if each.is_empty() {
            "1".to_owned()
        } else {
            each.join(" AND ")
        }
    };
    Ok(Condition { sql, bound })
}

/// What the cases are taken from with what is true of them there, the column with their row, and their order: ties by the newest.
const fn order(sort: Sort) -> (&'static str, &'static str, &'static str) {
    /// As people count: the number at the end of a code by its value, and the later of two that collided after the earlier.
    const BY_CODE: &str = "rtrim(iif(instr(code_shown, '·'), substr(code_shown, 1, instr(code_shown, '·') - 1), code_shown), '0123456789'),
        length(iif(instr(code_shown, '·'), substr(code_shown, 1, instr(code_shown, '·') - 1), code_shown)), code_shown, row";
    const CASES: &str = "record WHERE kind = 'case' AND state = 'live'";
    const ORDERED: &str = concat!("case_order WHERE record NOT IN ", trashed!());
    match sort {
        Sort::Recent => (CASES, "row", "touched DESC, row DESC"),
        Sort::Code => (CASES, "row", BY_CODE),
        Sort::Title(Lang::En) => (ORDERED, "record", "title_en = x'', title_en, record DESC"),
        Sort::Title(Lang::Ru) => (ORDERED, "record", "title_ru = x'', title_ru, record DESC"),
        Sort::Title(Lang::Kk) => (ORDERED, "record", "title_kk = x'', title_kk, record DESC"),
        Sort::Opened => (ORDERED, "record", "opened DESC, record DESC"),
        Sort::Status => (ORDERED, "record", "status, record DESC"),
        Sort::Priority => (ORDERED, "record", "priority, record DESC"),
        Sort::Risk => (ORDERED, "record", "risk, record DESC"),
    }
}
