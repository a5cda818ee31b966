//! Codes of cases and persons: looked up quickly, given out once, and told apart when two machines gave out the same.
//!
//! The later arrival keeps the code it carries in its body and is *shown* as `K-26-014·b` until somebody renames it.

use super::{StoreError, Tx, View};
use rusqlite::OptionalExtension;
use sandyq_domain::RecordId;
use serde_json::{Map, Value};

/// Longest number that moves a series on by more than one.
///
/// # Security
/// A slip of the finger, `K-26-99999999`, must not push the numbers of this vault out of sight. Codes of foreign records move
/// nothing; [`next_code`] passes over them one by one.
const LONGEST_NUMBER: usize = 5;

/// The record that is shown under exactly this code (letter case of Latin letters aside).
pub fn by_code(view: &View<'_>, code: &str) -> Result<Option<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE code_shown = ?1 AND state = 'live'";
    let id = view
        .connection
        .prepare_cached(sql)?
        .query_row([code], |row| row.get(0))
        .optional()?;
    Ok(id.map(RecordId::from_bytes))
}

/// Every record that carries this code or is shown under it: more than one is ambiguous in a foreign document.
pub fn bearing(view: &View<'_>, code: &str) -> Result<Vec<RecordId>, StoreError> {
    let sql = "SELECT id FROM record WHERE (code = ?1 OR code_shown = ?1) AND state = 'live' ORDER BY row LIMIT 20";
    let mut statement = view.connection.prepare_cached(sql)?;
    let ids = statement.query_map([code], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The code a record is shown under.
pub fn shown(view: &View<'_>, id: RecordId) -> Result<Option<String>, StoreError> {
    let sql = "SELECT code_shown FROM record WHERE id = ?1";
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row([id.to_bytes()], |row| row.get(0))
        .optional()?
        .flatten())
}

/// The next free code after `prefix`: `K-26-` gives `K-26-001`, then `K-26-002`, and after 999 a fourth digit.
pub fn next_code(view: &View<'_>, prefix: &str) -> Result<String, StoreError> {
    let mut taken = view
        .connection
        .prepare_cached("SELECT 1 FROM record WHERE code = ?1 OR code_shown = ?1")?;
    let mut number = last(view, prefix)? + 1;
    loop {
        let code = format!("{prefix}{number:03}");
        if !taken.exists([&code])? {
            return Ok(code);
        }
        number += 1;
    }
}

fn last(view: &View<'_>, prefix: &str) -> Result<i64, StoreError> {
    let sql = "SELECT last FROM code_series WHERE prefix = ?1";
    let last = view
        .connection
        .prepare_cached(sql)?
        .query_row([prefix], |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// The code in a body, if it has one.
pub(super) fn in_body(body: &Map<String, Value>) -> Option<&str> {
    body.get("code")
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|code| !code.is_empty())
}

/// Gives the record in `row` the code of its newest body. A record whose code did not change keeps what it is shown as.
pub(super) fn assign(tx: &Tx<'_>, row: i64, code: Option<&str>) -> Result<(), StoreError> {
    let sql = "SELECT code FROM record WHERE row = ?1";
    let old: Option<String> = tx
        .connection
        .prepare_cached(sql)?
        .query_row([row], |found| found.get(0))?;
    if old.as_deref() == code {
        return Ok(());
    }
    let shown = code.map(|code| free(tx, row, code)).transpose()?;
    let sql = "UPDATE record SET code = ?2, code_shown = ?3 WHERE row = ?1";
    tx.connection.prepare_cached(sql)?.execute((row, code, shown))?;
    Ok(())
}

fn free(tx: &Tx<'_>, row: i64, code: &str) -> Result<String, StoreError> {
    let mut statement = tx
        .connection
        .prepare_cached("SELECT 1 FROM record WHERE code_shown = ?1 AND row <> ?2")?;
    let mut shown = code.to_owned();
    for attempt in 2_u32.. {
        if !statement.exists((&shown, row))? {
            break;
        }
        shown = match u8::try_from(attempt) {
            Ok(small @ 2..=26) => format!("{code}·{}", char::from(b'a' + small - 1)),
            Ok(_) | Err(_) => format!("{code}·{attempt}"),
        };
    }
    Ok(shown)
}

/// A code that was given out here: the next one of its series comes after it.
pub(super) fn move_series(tx: &Tx<'_>, code: &str) -> Result<(), StoreError> {
    let prefix = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &code[prefix.len()..];
    if prefix.is_empty() {
        return Ok(());
    }
    let Ok(number) = digits.parse::<i64>() else {
        return Ok(());
    };
    // The very next number was given out by `next_code`, however long it is.
    if digits.len() > LONGEST_NUMBER && number != last(tx, prefix)? + 1 {
        return Ok(());
    }
    let sql = "INSERT INTO code_series (prefix, last) VALUES (?1, ?2)
               ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)";
    tx.connection.prepare_cached(sql)?.execute((prefix, number))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::records::put;
    use super::super::testing::{revision, store};
    use super::*;
    use serde_json::json;

    #[test]
    fn a_series_goes_on_past_five_digits_one_by_one_and_never_by_a_leap() {
        let (_folder, mut store) = store();
        store
            .write(|tx| {
                for (n, code) in [(1, "P-99999"), (2, "P-100000"), (3, "P-100001"), (4, "P-99999999")] {
                    put(tx, revision(n, "person", &json!({ "code": code })))?;
                }
                assert_eq!(
                    (last(tx, "P-")?, next_code(tx, "P-")?),
                    (100_001, "P-100002".to_owned())
                );
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}
