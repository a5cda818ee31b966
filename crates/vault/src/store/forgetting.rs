//! Destroying and forgetting: the one place where text and history leave the vault.
//!
//! **Everything that holds a word of the record goes in one transaction**: versions, drafts, conflicts, links from it,
//! the search indexes, codes, payloads of the journal, the keys of evidence files. A *destroyed* record leaves no row; a
//! *forgotten* one leaves its id, so that no bundle brings it back. What SQLite leaves behind in its pages is
//! [`super::rewriting`]'s.

use super::records::{State, head};
use super::{StoreError, Tx, View, aliases, evidence_files, facets, held, journal, rewriting, search_text, trash};
use sandyq_domain::{RecordId, Timestamp};
use serde_json::json;
use std::collections::BTreeSet;

/// How a record ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Out of the trash, without a trace: a bundle can bring it again.
    Destroyed,
    /// From anywhere, at a person's request: its id stays, and no bundle brings it back.
    Forgotten,
}

impl End {
    const fn name(self) -> &'static str {
        match self {
            Self::Destroyed => "destroyed",
            Self::Forgotten => "forgotten",
        }
    }
}

/// What would go.
#[derive(Clone)]
pub struct Extent {
    /// The records, the one that was named first.
    pub records: Vec<RecordId>,
    /// Versions of all of them.
    pub revisions: u64,
    /// Evidence files that nothing else refers to.
    pub files: u64,
    /// When the first of their versions came here: no copy made before holds a word of them.
    pub since: Timestamp,
    first_revision: i64,
    rows: Vec<i64>,
    root: RecordId,
}

/// What destroying or forgetting `id` would take: itself and what belongs to it alone.
pub fn extent(view: &View<'_>, id: RecordId, end: End) -> Result<Extent, StoreError> {
    let found = head(view, id)?.ok_or(StoreError::NotTrashed)?;
    let (mut rows, own) = match (end, found.state) {
        (_, State::Forgotten) => return Err(StoreError::Forgotten),
        (End::Destroyed, state) => (trash::in_trash_with(view, id)?, state == State::Trashed),
        (End::Forgotten, _) => (vec![found.row], true),
    };
    if own {
        rows.extend(trash::along(view, id)?);
        for state in ["live", "trashed"] {
            rows.extend(trash::belonging(view, id, &found.kind, state)?);
        }
    }
    let mut seen = BTreeSet::new();
    rows.retain(|row| seen.insert(*row));
    let mut extent = Extent {
        records: Vec::with_capacity(rows.len()),
        revisions: 0,
        files: 0,
        since: Timestamp::from_millis(i64::MAX),
        first_revision: i64::MAX,
        rows,
        root: id,
    };
    for row in &extent.rows {
        let sql = "SELECT r.id, count(v.row), min(v.row), min(v.arrived) FROM record r LEFT JOIN revision v ON v.record = r.row
                   WHERE r.row = ?1";
        let (id, count, first, arrived): (_, i64, Option<i64>, Option<i64>) =
            view.connection.prepare_cached(sql)?.query_row([row], |found| {
                Ok((found.get(0)?, found.get(1)?, found.get(2)?, found.get(3)?))
            })?;
        extent.records.push(RecordId::from_bytes(id));
        extent.revisions += u64::try_from(count).map_err(|_| StoreError::Damaged)?;
        extent.first_revision = extent.first_revision.min(first.unwrap_or(i64::MAX));
        extent.since = extent.since.min(Timestamp::from_millis(arrived.unwrap_or(i64::MAX)));
    }
    extent.files = evidence_files::only_of(view, &extent.records)?.len() as u64;
    Ok(extent)
}

/// The backups that hold versions of what goes: where and when each was made, the newest first.
pub fn backups_holding(view: &View<'_>, extent: &Extent) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let sql = "SELECT place, time FROM backup WHERE removed IS NULL AND upto >= ?1 ORDER BY time DESC, row DESC";
    let mut statement = view.connection.prepare_cached(sql)?;
    let found = statement.query_map([extent.first_revision], |row| {
        Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Erases what [`extent`] found, in the same transaction. The files of the answer have lost their keys and are to be
/// removed; until then their rows say `writing`, so that a crash in between is made good at the next unlock.
pub(crate) fn erase(
    tx: &Tx<'_>,
    extent: &Extent,
    end: End,
    time: Timestamp,
) -> Result<Vec<evidence_files::Doomed>, StoreError> {
    let doomed = evidence_files::only_of(tx, &extent.records)?;
    search_text::remove_all(tx, &extent.rows)?;
    for (row, id) in extent.rows.iter().zip(&extent.records) {
        erase_one(tx, *row, *id, end)?;
    }
    facets::prune(tx)?;
    for (item, _) in &doomed {
        note(tx, *item, journal::EntryType::Custody, End::Destroyed, time)?;
    }
    let files = doomed.into_iter().map(|(_, file)| file).collect::<BTreeSet<_>>();
    let files: Vec<_> = files.into_iter().collect();
    evidence_files::unrefer(tx, &extent.records)?;
    evidence_files::doom(tx, &files)?;
    note(tx, extent.root, journal::EntryType::Override, end, time)?;
    rewriting::ask(tx)?;
    Ok(files)
}

fn erase_one(tx: &Tx<'_>, row: i64, id: RecordId, end: End) -> Result<(), StoreError> {
    let run = |sql: &str| tx.connection.prepare_cached(sql)?.execute([row]);
    run("UPDATE record SET head = NULL WHERE row = ?1")?;
    run("DELETE FROM conflict WHERE record = ?1")?;
    run("DELETE FROM link WHERE record = ?1")?;
    facets::remove(tx, row)?;
    // Also what was begun in it, or about who they are, and is no record yet.
    let sql = "DELETE FROM draft WHERE record = ?1 OR case_id = ?1
                 OR (kind = 'person_identity' AND body ->> '$.person' = ?2)";
    tx.connection
        .prepare_cached(sql)?
        .execute((id.to_bytes(), id.to_string()))?;
    run("DELETE FROM revision WHERE record = ?1")?;
    journal::forget(tx, id)?;
    match end {
        End::Destroyed => {
            held::erase(tx, row)?;
            aliases::erase(tx, id)?;
            run("DELETE FROM record WHERE row = ?1")?
        }
        End::Forgotten => run(
            "UPDATE record SET state = 'forgotten', case_id = NULL, code = NULL, code_shown = NULL, status = NULL,
               practice = 0, created = 0, touched = 0, trashed = NULL, trashed_by = NULL, trashed_with = NULL
             WHERE row = ?1",
        )?,
    };
    Ok(())
}

/// That it was done and when; not by whom and not to what.
fn note(tx: &Tx<'_>, item: RecordId, entry: journal::EntryType, end: End, time: Timestamp) -> Result<(), StoreError> {
    let payload = json!({ "action": end.name() });
    journal::append(
        tx,
        &journal::NewEntry {
            item,
            entry,
            time,
            payload: &payload,
        },
    )?;
    Ok(())
}
