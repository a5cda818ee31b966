//! The list of cases, page by page: each page costs the same, whether there are a hundred cases or a hundred thousand.

use super::json::encode;
use super::revisions::{self, const_format_columns};
use super::{StoreError, View};
use rusqlite::{OptionalExtension, Row};
use sandyq_domain::{Envelope, RecordId, Timestamp};

/// Which cases, and from where on.
#[derive(Clone, Default)]
pub struct CasesPage {
    /// Continue after this one; `None` starts at the top.
    pub after: Option<Cursor>,
    /// Most cases in the answer.
    pub limit: u32,
    /// In which order.
    pub order: Order,
    /// Only with this monitoring status.
    pub status: Option<String>,
    /// Whether practice cases are listed too.
    pub with_practice: bool,
}

/// The order of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Those in which something changed last come first.
    #[default]
    Recent,
    /// By code.
    Code,
}

/// Where a page ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    touched: i64,
    code: String,
    row: i64,
}

/// One case in the list.
#[derive(Clone)]
pub struct ListedCase {
    /// The case's own record.
    pub envelope: Envelope,
    /// The code to show: with `·b` where two machines gave out the same.
    pub code: Option<String>,
    /// When anything in the case last changed here.
    pub touched: Timestamp,
    /// Hand it back to continue after this case.
    pub cursor: Cursor,
}

macro_rules! page {
    ($condition:literal) => {
        const_format_columns!(
            "SELECT ",
            ", r.code_shown, r.touched, r.row FROM record r JOIN revision v ON v.row = r.head
             WHERE r.kind = 'case' AND r.state = 'live' AND (r.practice = 0 OR ?1) "
        )
        .to_owned()
            + $condition
    };
}

/// Where the page behind the `skip` newest cases starts; `None` for the top and past the end. Read from the index alone.
pub fn behind(view: &View<'_>, skip: u32) -> Result<Option<Cursor>, StoreError> {
    let Some(last) = skip.checked_sub(1) else {
        return Ok(None);
    };
    let sql = "SELECT touched, row FROM record WHERE kind = 'case' AND state = 'live'
               ORDER BY touched DESC, row DESC LIMIT 1 OFFSET ?1";
    let found = view.connection.prepare_cached(sql)?.query_row([last], |found| {
        let (touched, row) = (found.get(0)?, found.get(1)?);
        Ok(Cursor {
            touched,
            code: String::new(),
            row,
        })
    });
    Ok(found.optional()?)
}

/// How many live cases are for practice.
pub fn count_practice(view: &View<'_>) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM record WHERE kind = 'case' AND state = 'live' AND practice = 1";
    let n: i64 = view.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    u64::try_from(n).map_err(|_| StoreError::Damaged)
}

/// When anything in a case last changed here; `None` for what is not a live record.
pub fn touched(view: &View<'_>, case: RecordId) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT touched FROM record WHERE id = ?1 AND state = 'live'";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_row([case.to_bytes()], |row| row.get(0).map(Timestamp::from_millis));
    Ok(found.optional()?)
}

/// One page of cases.
pub fn cases_page(view: &View<'_>, page: &CasesPage) -> Result<Vec<ListedCase>, StoreError> {
    let CasesPage {
        after,
        limit,
        order,
        status,
        with_practice,
    } = page;
    // `+` keeps the index on status out of the last one: it would have to sort. Spelled out four times, not as `?2 IS NULL OR …`: that would keep the planner from using the indexes.
    let sql = match (order, status) {
        (Order::Recent, None) => {
            page!(
                "AND ?2 IS NULL AND (r.touched, r.row) < (?3, ?5) AND ?4 IS NOT NULL ORDER BY r.touched DESC, r.row DESC LIMIT ?6"
            )
        }
        (Order::Recent, Some(_)) => page!(
            "AND r.status = ?2 AND (r.touched, r.row) < (?3, ?5) AND ?4 IS NOT NULL ORDER BY r.touched DESC, r.row DESC LIMIT ?6"
        ),
        (Order::Code, None) => page!(
            "AND ?2 IS NULL AND (r.code_shown, r.row) > (?4, ?5) AND ?3 IS NOT NULL ORDER BY r.code_shown, r.row LIMIT ?6"
        ),
        (Order::Code, Some(_)) => page!(
            "AND +r.status = ?2 AND (r.code_shown, r.row) > (?4, ?5) AND ?3 IS NOT NULL ORDER BY r.code_shown, r.row LIMIT ?6"
        ),
    };
    let start = match order {
        Order::Recent => Cursor {
            touched: i64::MAX,
            code: String::new(),
            row: i64::MAX,
        },
        Order::Code => Cursor {
            touched: 0,
            code: String::new(),
            row: i64::MIN,
        },
    };
    let Cursor { touched, code, row } = after.as_ref().unwrap_or(&start);
    let mut statement = view.connection.prepare_cached(&sql)?;
    let mut rows = statement.query((with_practice, status, touched, code, row, limit))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(listed(row)?);
    }
    Ok(found)
}

fn listed(row: &Row<'_>) -> Result<ListedCase, StoreError> {
    let code: Option<String> = row.get(10)?;
    let touched = row.get(11)?;
    let cursor = Cursor {
        touched,
        code: code.clone().unwrap_or_default(),
        row: row.get(12)?,
    };
    Ok(ListedCase {
        envelope: revisions::envelope(row)?,
        code,
        touched: Timestamp::from_millis(touched),
        cursor,
    })
}

/// Visits the records of these kinds in the cases that have none of the statuses `ended`: those in which something changed last
/// come first, `cases` of them at most, and the records of a case come together in the order they were made.
///
/// Costs the reading of every such record, because no index knows what is in a body; one at a time, because together they
/// would fill the memory.
pub fn each_under_way(
    view: &View<'_>,
    kinds: &[&str],
    ended: &[&str],
    cases: u32,
    visit: &mut dyn FnMut(Envelope),
) -> Result<(), StoreError> {
    // `CROSS JOIN` fixes the way: from the newest cases to their records, along the index on case and kind.
    let sql = const_format_columns!(
        "WITH going AS (SELECT id, touched, row FROM record
                WHERE kind = 'case' AND state = 'live' AND (status IS NULL OR status NOT IN (SELECT value FROM json_each(?2)))
                ORDER BY touched DESC, row DESC LIMIT ?3)
         SELECT ",
        " FROM going CROSS JOIN record r ON r.case_id = going.id CROSS JOIN revision v ON v.row = r.head
         WHERE r.kind IN (SELECT value FROM json_each(?1)) AND r.state = 'live'
         ORDER BY going.touched DESC, going.row DESC, r.row"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query((encode(kinds)?, encode(ended)?, cases))?;
    while let Some(row) = rows.next()? {
        visit(revisions::envelope(row)?);
    }
    Ok(())
}
