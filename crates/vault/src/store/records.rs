//! Records: the newest version of each, and the one way in which a new version is written.
//!
//! **A write is the revision, the head, the code, the links and the search text, in one transaction**, or nothing.

use super::json::encode;
use super::revisions::{self, Arrival, Origin, RevisionRow, const_format_columns};
use super::{StoreError, Tx, View, codes, counters, facets, links, search_text};
use sandyq_domain::{Dot, Edits, Envelope, RecordId, Timestamp, VersionVector};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

pub use super::codes::{bearing, by_code, next_code};
pub use super::take::{Import, Outcome, foresee, take, take_history};

/// What a person wrote: the next version of a record, or its first.
pub struct NewRevision<'a> {
    /// The record.
    pub id: RecordId,
    /// Its case; a case is in itself.
    pub case: Option<RecordId>,
    /// The slug of its kind.
    pub kind: &'a str,
    /// All its fields, those this program does not know included.
    pub body: Map<String, Value>,
    /// The profile name of who wrote it.
    pub author: &'a str,
    /// When.
    pub time: Timestamp,
}

/// The record's place in the table, for the other files of the store.
pub(super) struct Head {
    pub row: i64,
    pub kind: String,
    pub state: State,
    pub newest: Option<i64>,
}

/// Whether a record is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    Live,
    Trashed,
    Forgotten,
}

impl State {
    fn read(name: &str) -> Result<Self, StoreError> {
        match name {
            "live" => Ok(Self::Live),
            "trashed" => Ok(Self::Trashed),
            "forgotten" => Ok(Self::Forgotten),
            _ => Err(StoreError::Damaged),
        }
    }

    /// Refuses what is not here.
    pub(super) const fn live(self) -> Result<(), StoreError> {
        match self {
            Self::Live => Ok(()),
            Self::Trashed => Err(StoreError::Trashed),
            Self::Forgotten => Err(StoreError::Forgotten),
        }
    }
}

/// Writes a version by this machine and returns it. A body equal to the newest one makes no revision.
///
/// Fields that were withheld from this vault stay withheld: a value for one of them in `body` is left out. Nothing is
/// written into the trash: not to a record there, not into a case there.
pub fn put(tx: &Tx<'_>, new: NewRevision<'_>) -> Result<Envelope, StoreError> {
    write(tx, new, Origin::Edit, None, Vec::new(), &BTreeSet::new())
}

/// Writes a version by which a person has decided what these fields say: no other value of them stands beside it any more,
/// on whatever machine it is known. A version is made even where the body says what it said.
pub fn decide(tx: &Tx<'_>, new: NewRevision<'_>, fields: &BTreeSet<String>) -> Result<Envelope, StoreError> {
    write(tx, new, Origin::Merge, None, Vec::new(), fields)
}

/// Writes the first version of a record that was never here whole: these fields of it were withheld.
pub fn put_with_gaps(tx: &Tx<'_>, new: NewRevision<'_>, withheld: Vec<String>) -> Result<Envelope, StoreError> {
    write(tx, new, Origin::Edit, None, withheld, &BTreeSet::new())
}

/// Writes a version that brings the body of an earlier one back, its revision being `restores`.
pub fn put_back(tx: &Tx<'_>, new: NewRevision<'_>, restores: RevisionRow) -> Result<Envelope, StoreError> {
    write(tx, new, Origin::Undo, Some(restores), Vec::new(), &BTreeSet::new())
}

fn write(
    tx: &Tx<'_>,
    new: NewRevision<'_>,
    origin: Origin,
    restores: Option<RevisionRow>,
    gaps: Vec<String>,
    decided: &BTreeSet<String>,
) -> Result<Envelope, StoreError> {
    let NewRevision {
        id,
        case,
        kind,
        mut body,
        author,
        time,
    } = new;
    let found = head(tx, id)?;
    if let Some(head) = &found {
        head.state.live()?;
        if head.kind != kind {
            return Err(StoreError::OtherKind);
        }
    }
    let old = match found.and_then(|head| head.newest) {
        Some(newest) => {
            let old = revisions::by_row(tx, newest)?;
            body.retain(|field, _| !old.withheld.contains(field));
            // What is brought back is a revision of its own even where it changes nothing: the next undo counts it.
            if restores.is_none() && decided.is_empty() && old.body == body && old.case == case {
                return Ok(old);
            }
            Some(old)
        }
        None => None,
    };
    if let Some(home) = case
        .filter(|home| *home != id)
        .map(|home| head(tx, home))
        .transpose()?
        .flatten()
    {
        home.state.live()?;
    }
    let before = old
        .as_ref()
        .map_or_else(VersionVector::default, |old| old.version.clone());
    let (n, version) = counters::next(tx, case, &before)?;
    let own = Dot { machine: tx.machine, n };
    let edits = old
        .as_ref()
        .map_or_else(Edits::default, |old| Edits::after(old, &body, own, decided));
    let author = author.to_owned();
    let envelope = Envelope {
        id,
        case,
        kind: kind.to_owned(),
        version,
        author,
        machine: tx.machine,
        time,
        body,
        withheld: old.map_or(gaps, |old| old.withheld),
        edits,
    };
    keep(
        tx,
        &envelope,
        Arrival {
            origin,
            time,
            bundle: None,
            restores,
        },
    )?;
    Ok(envelope)
}

/// The newest version of a record; `None` for an unknown, trashed or forgotten one.
pub fn read(view: &View<'_>, id: RecordId) -> Result<Option<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM record r JOIN revision v ON v.row = r.head WHERE r.id = ?1 AND r.state = 'live'"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    rows.next()?.map(revisions::envelope).transpose()
}

/// The newest versions of several records, in the order asked; unknown ones are left out.
pub fn read_all(view: &View<'_>, ids: &[RecordId]) -> Result<Vec<Envelope>, StoreError> {
    let found: Result<Vec<_>, _> = ids.iter().map(|id| read(view, *id)).collect();
    Ok(found?.into_iter().flatten().collect())
}

/// Everything in one case, the case's own record included, in the order it came.
pub fn of_case(view: &View<'_>, case: RecordId) -> Result<Vec<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM record r JOIN revision v ON v.row = r.head WHERE r.case_id = ?1 AND r.state = 'live' ORDER BY r.row"
    );
    all(view, sql, [case.to_bytes()])
}

/// The records of some kinds in one case, in the order they came; the others are not read.
pub fn of_case_among(view: &View<'_>, case: RecordId, kinds: &[&str]) -> Result<Vec<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM json_each(?2) among CROSS JOIN record r ON r.case_id = ?1 AND r.kind = among.value
         CROSS JOIN revision v ON v.row = r.head WHERE r.state = 'live' ORDER BY r.row"
    );
    all(view, sql, (case.to_bytes(), encode(&kinds)?))
}

/// Every live record of one kind, the newest first.
///
/// Meant for kinds with few records; cases have [`super::cases::cases_page`].
pub fn of_kind(view: &View<'_>, kind: &str) -> Result<Vec<Envelope>, StoreError> {
    newest_of_kind(view, kind, u32::MAX)
}

/// So many live records of one kind, those that changed last.
pub fn newest_of_kind(view: &View<'_>, kind: &str, limit: u32) -> Result<Vec<Envelope>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM record r JOIN revision v ON v.row = r.head WHERE r.kind = ?1 AND r.state = 'live'
         ORDER BY r.touched DESC, r.row DESC LIMIT ?2"
    );
    all(view, sql, (kind, limit))
}

/// Whether there is any record or draft at all, whatever its state.
pub fn any(view: &View<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM record) OR EXISTS (SELECT 1 FROM draft)";
    Ok(view.connection.query_row(sql, [], |row| row.get(0))?)
}

/// How many live records of a kind there are.
pub fn count(view: &View<'_>, kind: &str) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM record WHERE kind = ?1 AND state = 'live'";
    let n: i64 = view
        .connection
        .prepare_cached(sql)?
        .query_row([kind], |row| row.get(0))?;
    u64::try_from(n).map_err(|_| StoreError::Damaged)
}

pub(super) fn all(view: &View<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<Vec<Envelope>, StoreError> {
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(revisions::envelope(row)?);
    }
    Ok(found)
}

/// The record's row, whatever its state.
pub(super) fn head(view: &View<'_>, id: RecordId) -> Result<Option<Head>, StoreError> {
    let sql = "SELECT row, kind, state, head FROM record WHERE id = ?1";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Head {
        row: row.get(0)?,
        kind: row.get(1)?,
        state: State::read(row.get_ref(2)?.as_str().map_err(|_| StoreError::Damaged)?)?,
        newest: row.get(3)?,
    }))
}

/// Makes `envelope` the newest version of its record, with everything that follows from it. A record in the trash stays there.
pub(super) fn keep(tx: &Tx<'_>, envelope: &Envelope, arrival: Arrival<'_>) -> Result<(), StoreError> {
    let known = head(tx, envelope.id)?;
    let is_new = known.is_none();
    let (row, state) = match known {
        Some(head) => (head.row, head.state),
        None => (add(tx, envelope, arrival.time)?, State::Live),
    };
    let revision = revisions::append(tx, row, envelope, arrival)?;
    let case = envelope.case.map(RecordId::to_bytes);
    let status = envelope.body.get("monitoring_status").and_then(Value::as_str);
    let practice = envelope
        .body
        .get("is_practice")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    let sql = "UPDATE record SET head = ?2, case_id = ?3, status = ?4, practice = ?5, touched = max(touched, ?6), disputed = ?7
               WHERE row = ?1";
    tx.connection.prepare_cached(sql)?.execute((
        row,
        revision,
        case,
        status,
        practice,
        arrival.time.millis(),
        !envelope.disputes().is_empty(),
    ))?;
    if envelope.case != Some(envelope.id) {
        let sql = "UPDATE record SET touched = max(touched, ?2) WHERE id = ?1";
        tx.connection
            .prepare_cached(sql)?
            .execute((case, arrival.time.millis()))?;
    }
    let code = codes::in_body(&envelope.body);
    codes::assign(tx, row, code)?;
    // What came from elsewhere must not push this vault's numbers on.
    if let (Some(code), Origin::Edit | Origin::Merge | Origin::Undo) = (code, arrival.origin) {
        codes::move_series(tx, code)?;
    }
    links::replace(tx, row, &envelope.kind, &envelope.body)?;
    if state != State::Forgotten {
        facets::replace(tx, row, &envelope.kind, envelope.case, &envelope.body)?;
        if is_new && envelope.case == Some(envelope.id) {
            facets::adopt(tx, row, envelope.id)?;
        }
    }
    match state {
        State::Live | State::Trashed => search_text::replace(tx, row, &envelope.kind, &envelope.body),
        State::Forgotten => Ok(()),
    }
}

fn add(tx: &Tx<'_>, envelope: &Envelope, time: Timestamp) -> Result<i64, StoreError> {
    let sql = "INSERT INTO record (id, kind, created, touched) VALUES (?1, ?2, ?3, ?4)";
    let bound = (
        envelope.id.to_bytes(),
        &envelope.kind,
        envelope.time.millis(),
        time.millis(),
    );
    Ok(tx.connection.prepare_cached(sql)?.insert(bound)?)
}
