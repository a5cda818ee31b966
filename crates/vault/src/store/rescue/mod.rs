//! What a damaged database still gives out, table by table, into a new one.
//!
//! **The damaged file is only looked at.** Tables and columns are those of the newest schema, as far as the file has them.
//! Projections (links, search, facets, columns of the head) are made anew from the bodies that were read, never copied.

mod around;
mod repair;
#[cfg(test)]
mod tests;

use super::{Place, Store, StoreError, Tx, connection, machines, migration};
use around::Source;
use rusqlite::types::Value as Cell;
use std::path::Path;

/// What was read of one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Rows in the new database.
    pub rows: u64,
    /// Runs of rows that lie on pages which cannot be read, or that refer to such.
    pub gaps: u64,
}

/// A table of the newest schema, as far as the damaged file has it.
struct Shape {
    name: String,
    /// The columns both have.
    columns: Vec<String>,
    /// Those of the primary key.
    key: Vec<String>,
    /// Rows have numbers, and can be asked for by them.
    numbered: bool,
}

impl Store {
    /// Makes a new database file with the newest schema and nothing in it, not even a machine.
    pub(crate) fn create_empty(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        connection::make_file(path)?;
        let mut connection = connection::open(path, key)?;
        connection::configure(&mut connection)?;
        migration::migrate(&mut connection, migration::STEPS)?;
        Self::over(connection, path, key, Place(Vec::new()))
    }

    /// Takes over everything that whole pages of the database at `path` reach. This one must be empty.
    pub(crate) fn rescue(&mut self, path: &Path, key: &[u8; 32]) -> Result<Vec<Table>, StoreError> {
        let mut source = Source::open(path, key)?;
        // References are repaired when all rows are there, and checked at the end.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        let tables = self.write(|tx| fill(tx, &mut source));
        self.connection.pragma_update(None, "foreign_keys", true)?;
        tables
    }
}

fn fill(tx: &Tx<'_>, source: &mut Source<'_>) -> Result<Vec<Table>, StoreError> {
    let mut tables = Vec::new();
    for shape in shapes(tx, source)? {
        let gaps = if shape.columns.is_empty() {
            0
        } else {
            copy(tx, source, &shape)?
        };
        tables.push(Table {
            name: shape.name,
            rows: 0,
            gaps,
        });
    }
    if tables.iter().any(|table| table.name == "record" && table.gaps > 0) {
        repair::records_by_index(tx, source)?;
    }
    for name in repair::references(tx)? {
        tables
            .iter_mut()
            .filter(|table| table.name == name)
            .for_each(|table| table.gaps = table.gaps.max(1));
    }
    repair::projections(tx)?;
    // A counter may be lower than what others have seen of this machine: the next opening mints another id.
    machines::forget_current(tx.connection)?;
    for table in &mut tables {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let rows: i64 = tx.connection.query_row(&sql, [], |row| row.get(0))?;
        table.rows = u64::try_from(rows).unwrap_or_default();
    }
    Ok(tables)
}

/// Every table that is not a projection, in the order of the schema.
fn shapes(tx: &Tx<'_>, source: &mut Source<'_>) -> Result<Vec<Shape>, StoreError> {
    let sql =
        "SELECT t.name, t.wr FROM pragma_table_list t JOIN sqlite_schema s ON s.name = t.name AND s.type = 'table'
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT IN ('link', 'facet', 'coded', 'case_order')
                 AND t.name NOT LIKE 'search%' AND t.name NOT LIKE 'sqlite%' ORDER BY s.rowid";
    let mut statement = tx.connection.prepare(sql)?;
    let names = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
    let mut shapes = Vec::new();
    for found in names {
        let (name, without_numbers) = found?;
        let ours = columns(tx.connection, &name)?;
        let theirs = source.columns(&name)?;
        let both = |(column, _): &&(String, bool)| theirs.iter().any(|(other, _)| other == column);
        shapes.push(Shape {
            columns: ours.iter().filter(both).map(|(column, _)| column.clone()).collect(),
            key: ours
                .iter()
                .filter(|(_, key)| *key)
                .map(|(column, _)| column.clone())
                .collect(),
            numbered: !without_numbers,
            name,
        });
    }
    Ok(shapes)
}

/// The columns of a table, and whether each belongs to its primary key. None for a table that is not there.
fn columns(connection: &rusqlite::Connection, table: &str) -> Result<Vec<(String, bool)>, StoreError> {
    let mut statement = connection.prepare("SELECT name, pk > 0 FROM pragma_table_info(?1)")?;
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn copy(tx: &Tx<'_>, source: &mut Source<'_>, shape: &Shape) -> Result<u64, StoreError> {
    let Shape {
        name,
        columns,
        key,
        numbered,
    } = shape;
    let list = columns.join(", ");
    let marks = vec!["?"; columns.len()].join(", ");
    // A row that comes twice, from both ends, is taken once.
    let mut insert = tx
        .connection
        .prepare(&format!("INSERT OR IGNORE INTO {name} ({list}) VALUES ({marks})"))?;
    let mut take = |cells: &[Cell]| -> Result<(), StoreError> {
        match insert
            .execute(rusqlite::params_from_iter(cells))
            .map_err(StoreError::from)
        {
            // What does not fit the schema came from damage, and is left out like what cannot be read.
            Ok(_) | Err(StoreError::Refused { .. } | StoreError::Damaged) => Ok(()),
            Err(error) => Err(error),
        }
    };
    if *numbered {
        let number = key.first().ok_or(StoreError::Damaged)?;
        return around::by_number(source, name, &list, number, columns, &mut take);
    }
    let gaps = around::by_key(source, &format!("SELECT {list} FROM {name}"), key, &mut take)?;
    if gaps > 0 && name == "evidence_ref" {
        // Its second index holds all of it.
        let sql = "SELECT item, file FROM evidence_ref INDEXED BY evidence_ref_file WHERE file >= 0";
        return around::by_key(source, sql, &["file".to_owned(), "item".to_owned()], &mut take);
    }
    Ok(gaps)
}
