//! Reading a table around pages that cannot be read.
//!
//! A failed page leaves SQLCipher's connection in an error, so it is opened anew after every failure. Where a run of rows
//! cannot be read from either end, its middle is tried, the widest run first, until every row was reached or refused.

use super::super::{StoreError, connection};
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use std::collections::BinaryHeap;
use std::path::Path;

/// How many failures one table may cost; each takes about a millisecond. A damaged leaf needs some dozens.
const MOST_FAILURES: usize = 20_000;
/// How far behind the last row that can be read others are looked for, when no index tells where the table ends.
const BEYOND: i64 = 4096;

/// What takes each row.
pub type Take<'t> = dyn FnMut(&[Cell]) -> Result<(), StoreError> + 't;

/// A damaged database, which is only looked at.
pub struct Source<'k> {
    path: &'k Path,
    key: &'k [u8; 32],
    connection: Option<Connection>,
}

impl<'k> Source<'k> {
    /// Opens it; with a damaged first page there is nothing to open.
    pub fn open(path: &'k Path, key: &'k [u8; 32]) -> Result<Self, StoreError> {
        let connection = connection::look(path, key)?;
        super::migration::check(&connection, super::migration::STEPS)?;
        Ok(Self {
            path,
            key,
            connection: Some(connection),
        })
    }

    /// The columns of a table, and which belong to its primary key.
    pub fn columns(&mut self, table: &str) -> Result<Vec<(String, bool)>, StoreError> {
        super::columns(self.connection()?, table)
    }

    fn connection(&mut self) -> Result<&Connection, StoreError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connection::look(self.path, self.key)?,
        };
        Ok(self.connection.insert(connection))
    }

    /// Runs a question; `None` when a page on its way cannot be read.
    fn ask<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match work(self.connection()?) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if error.is_unreadable() => {
                self.connection = None;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Hands over rows until the end (`true`) or the first that cannot be read.
    pub fn rows(&mut self, sql: &str, bound: impl rusqlite::Params, take: &mut Take<'_>) -> Result<bool, StoreError> {
        let mut refused = None;
        let read = self.ask(|connection| {
            let mut statement = connection.prepare(sql)?;
            let count = statement.column_count();
            let mut rows = statement.query(bound)?;
            let mut cells = Vec::with_capacity(count);
            while let Some(row) = rows.next()? {
                cells.clear();
                for column in 0..count {
                    cells.push(row.get(column)?);
                }
                // What the new database says must not be taken for damage of the old one.
                if let Err(error) = take(&cells) {
                    refused = Some(error);
                    break;
                }
            }
            Ok(())
        })?;
        refused.map_or(Ok(read.is_some()), Err)
    }

    fn number(&mut self, sql: &str, bound: impl rusqlite::Params) -> Result<Asked, StoreError> {
        let mut found = None;
        let read = self.rows(sql, bound, &mut |cells| {
            if let Some(Cell::Integer(number)) = cells.first() {
                found = Some(*number);
            }
            Ok(())
        })?;
        Ok(match found {
            _ if !read => Asked::Unreadable,
            Some(number) => Asked::Row(number),
            None => Asked::Nothing,
        })
    }

    /// The last number in use, as far as the table or one of its indexes tells.
    fn last(&mut self, table: &str, number: &str) -> Result<Option<i64>, StoreError> {
        let sql = format!("SELECT {number} FROM {table} NOT INDEXED ORDER BY {number} DESC LIMIT 1");
        match self.number(&sql, [])? {
            Asked::Row(last) => return Ok(Some(last)),
            Asked::Nothing => return Ok(Some(0)),
            Asked::Unreadable => {}
        }
        let mut indexes = Vec::new();
        self.rows(
            "SELECT name FROM pragma_index_list(?1) WHERE partial = 0",
            [table],
            &mut |cells| {
                if let Some(Cell::Text(name)) = cells.first() {
                    indexes.push(name.clone());
                }
                Ok(())
            },
        )?;
        for index in indexes {
            let sql = format!("SELECT max({number}) FROM {table} INDEXED BY {index}");
            if let Asked::Row(last) = self.number(&sql, [])? {
                return Ok(Some(last));
            }
        }
        Ok(None)
    }
}

/// The answer to a question for one number.
enum Asked {
    Row(i64),
    Nothing,
    Unreadable,
}

/// Rows between two numbers, both excluded, that were not reached yet; the widest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    width: i64,
    below: i64,
    above: i64,
}

/// A run of rows being read, and what came of it.
struct Reading<'a, 'k> {
    source: &'a mut Source<'k>,
    up: String,
    down: String,
    seek: String,
    /// Where the number stands in a row.
    at: usize,
    reached: Vec<i64>,
    failed: Vec<i64>,
    open: BinaryHeap<Run>,
}

/// Every row of a numbered table that can be reached. Answers with the number of gaps.
pub fn by_number(
    source: &mut Source<'_>,
    table: &str,
    selected: &str,
    number: &str,
    columns: &[String],
    take: &mut Take<'_>,
) -> Result<u64, StoreError> {
    let range = format!("FROM {table} NOT INDEXED WHERE {number} > ?1 AND {number} < ?2 ORDER BY {number}");
    let last = source.last(table, number)?;
    let mut reading = Reading {
        source,
        up: format!("SELECT {selected} {range}"),
        down: format!("SELECT {selected} {range} DESC"),
        seek: format!("SELECT {number} {range} LIMIT 1"),
        at: columns
            .iter()
            .position(|column| column == number)
            .ok_or(StoreError::Damaged)?,
        reached: Vec::new(),
        failed: Vec::new(),
        open: BinaryHeap::new(),
    };
    let end = match last {
        Some(last) => last.saturating_add(1),
        None => i64::MAX,
    };
    let (up_to, whole) = reading.scan(true, 0, end, take)?;
    if whole {
        return Ok(0);
    }
    let end = if last.is_none() {
        up_to.saturating_add(BEYOND)
    } else {
        end
    };
    let (down_to, _) = reading.scan(false, up_to, end, take)?;
    reading.leave(up_to, down_to);
    while let Some(run) = reading.open.pop() {
        if reading.failed.len() < MOST_FAILURES {
            reading.split(&run, take)?;
        } else {
            reading.failed.push(run.below + 1);
        }
    }
    Ok(reading.gaps())
}

impl Reading<'_, '_> {
    /// Reads from one end of a run until its other end (`true`) or a failure; answers with the last number reached.
    fn scan(&mut self, up: bool, below: i64, above: i64, take: &mut Take<'_>) -> Result<(i64, bool), StoreError> {
        let (sql, mut last) = if up { (&self.up, below) } else { (&self.down, above) };
        let (at, reached) = (self.at, &mut self.reached);
        let whole = self.source.rows(sql, [below, above], &mut |cells| {
            if let Some(Cell::Integer(number)) = cells.get(at) {
                last = *number;
                reached.push(last);
            }
            take(cells)
        })?;
        Ok((last, whole))
    }

    fn leave(&mut self, below: i64, above: i64) {
        let width = above.saturating_sub(below).saturating_sub(1);
        if width > 0 {
            self.open.push(Run { width, below, above });
        }
    }

    /// Tries the middle of a run and reads in both directions from the row found there.
    fn split(&mut self, run: &Run, take: &mut Take<'_>) -> Result<(), StoreError> {
        let Run { width, below, above } = *run;
        let middle = below + (width + 1) / 2;
        match self.source.number(&self.seek, [middle - 1, above])? {
            Asked::Unreadable => {
                self.failed.push(middle);
                self.leave(below, middle);
                self.leave(middle, above);
            }
            // Nothing from the middle on.
            Asked::Nothing => self.leave(below, middle),
            Asked::Row(found) => {
                let (up_to, whole) = self.scan(true, found - 1, above, take)?;
                if up_to < found {
                    // The row is there, and the page that holds the rest of it is not.
                    self.failed.push(found);
                    self.leave(found, above);
                } else if !whole {
                    self.leave(up_to, above);
                }
                // Between the middle and the row found there is nothing.
                let (down_to, whole) = self.scan(false, below, middle, take)?;
                if !whole {
                    self.leave(below, down_to);
                }
            }
        }
        Ok(())
    }

    /// Runs of failures without a row between them.
    fn gaps(mut self) -> u64 {
        self.failed.sort_unstable();
        self.reached.sort_unstable();
        let mut gaps = 0;
        let mut before = None;
        for failed in self.failed {
            let place = self.reached.partition_point(|number| *number < failed);
            if before != Some(place) {
                gaps += 1;
            }
            before = Some(place);
        }
        gaps
    }
}

/// Every row of a table without numbers that can be reached from its two ends. Answers with the number of gaps: 0 or 1.
pub fn by_key(source: &mut Source<'_>, select: &str, key: &[String], take: &mut Take<'_>) -> Result<u64, StoreError> {
    if source.rows(&format!("{select} ORDER BY {}", key.join(", ")), [], take)? {
        return Ok(0);
    }
    let backwards: Vec<String> = key.iter().map(|column| format!("{column} DESC")).collect();
    source.rows(&format!("{select} ORDER BY {}", backwards.join(", ")), [], take)?;
    Ok(1)
}
