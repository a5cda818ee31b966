//! The history: every version of every record this vault ever held, in the order in which it arrived here.
//!
//! Nothing here changes or removes a revision; only [`super::forgetting`] may.

use super::json::{decode, encode};
use super::{StoreError, Tx, View};
use rusqlite::Row;
use sandyq_domain::{Edits, Envelope, MachineId, RecordId, Timestamp, VersionVector};

/// How a version came to be here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Written in this vault.
    Edit,
    /// Came newer in a bundle.
    Import,
    /// The same version, with fields that were withheld before.
    Fill,
    /// Two versions brought together.
    Merge,
    /// An earlier state, restored.
    Undo,
}

impl Origin {
    const fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Import => "import",
            Self::Fill => "fill",
            Self::Merge => "merge",
            Self::Undo => "undo",
        }
    }

    fn read(name: &str) -> Result<Self, StoreError> {
        let all = [Self::Edit, Self::Import, Self::Fill, Self::Merge, Self::Undo];
        all.into_iter()
            .find(|origin| origin.name() == name)
            .ok_or(StoreError::Damaged)
    }
}

/// One revision of this vault, for saying which one was brought back.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RevisionRow(pub(super) i64);

/// One version in the history of a record.
#[derive(Clone)]
pub struct Revision {
    /// Which.
    pub row: RevisionRow,
    /// The revision whose body an undo, a redo or a restoring brought back.
    pub restores: Option<RevisionRow>,
    /// 1 for the first that arrived here.
    pub seq: u64,
    /// How it came.
    pub origin: Origin,
    /// When it came to this vault; for own edits, when it was written.
    pub arrived: Timestamp,
    /// The bundle that brought it.
    pub bundle: Option<String>,
    /// It was never the newest version here: it came with edits that ours lacked, and was joined with ours.
    pub is_beside: bool,
    /// The version itself.
    pub envelope: Envelope,
}

/// The whole history of one record, oldest first. Empty for an unknown id.
pub fn of(view: &View<'_>, id: RecordId) -> Result<Vec<Revision>, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        ", v.seq, v.origin, v.arrived, v.bundle, v.row, v.restores, v.previous IS NULL AND v.seq > 1 FROM record r JOIN revision v ON v.record = r.row
         WHERE r.id = ?1 ORDER BY v.seq"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([id.to_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Revision {
            seq: u64::try_from(row.get::<_, i64>(10)?).map_err(|_| StoreError::Damaged)?,
            origin: Origin::read(row.get_ref(11)?.as_str().map_err(|_| StoreError::Damaged)?)?,
            arrived: Timestamp::from_millis(row.get(12)?),
            bundle: row.get(13)?,
            row: RevisionRow(row.get(14)?),
            restores: row.get::<_, Option<i64>>(15)?.map(RevisionRow),
            is_beside: row.get(16)?,
            envelope: envelope(row)?,
        });
    }
    Ok(found)
}

/// The first ten columns of a joined query (see `const_format_columns`), as an envelope.
pub(super) fn envelope(row: &Row<'_>) -> Result<Envelope, StoreError> {
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(|_| rusqlite::Error::InvalidQuery);
    let withheld: Option<String> = row.get(8)?;
    let edits: Option<String> = row.get(9)?;
    Ok(Envelope {
        id: RecordId::from_bytes(row.get(0)?),
        case: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
        kind: row.get(2)?,
        version: decode(text(3)?)?,
        author: row.get(4)?,
        machine: MachineId::from_bytes(row.get(5)?),
        time: Timestamp::from_millis(row.get(6)?),
        body: decode(text(7)?)?,
        withheld: withheld.map_or(Ok(Vec::new()), |list| decode(&list))?,
        edits: edits.map_or(Ok(Edits::default()), |edits| decode(&edits))?,
    })
}

/// One statement around the columns that [`envelope`] reads, from `record r` and `revision v`.
macro_rules! const_format_columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "r.id, v.case_id, r.kind, v.version, v.author, v.machine, v.time, v.body, v.withheld, v.edits",
            $after
        )
    };
}
pub(super) use const_format_columns;

/// When and how a version arrives.
#[derive(Clone, Copy)]
pub(super) struct Arrival<'a> {
    pub origin: Origin,
    pub time: Timestamp,
    pub bundle: Option<&'a str>,
    pub restores: Option<RevisionRow>,
}

/// Adds a version to the history of the record in `row`; the record's head is the caller's to move.
pub(super) fn append(tx: &Tx<'_>, row: i64, envelope: &Envelope, arrival: Arrival<'_>) -> Result<i64, StoreError> {
    let sql = "SELECT head FROM record WHERE row = ?1";
    let head = tx
        .connection
        .prepare_cached(sql)?
        .query_row([row], |found| found.get(0))?;
    insert(tx, row, envelope, arrival, head)
}

/// Adds a version that is not to be the newest: it follows no other, and by that is known.
pub(super) fn append_beside(
    tx: &Tx<'_>,
    row: i64,
    envelope: &Envelope,
    arrival: Arrival<'_>,
) -> Result<(), StoreError> {
    insert(tx, row, envelope, arrival, None).map(drop)
}

fn insert(
    tx: &Tx<'_>,
    row: i64,
    envelope: &Envelope,
    arrival: Arrival<'_>,
    previous: Option<i64>,
) -> Result<i64, StoreError> {
    let withheld = (!envelope.withheld.is_empty())
        .then(|| encode(&envelope.withheld))
        .transpose()?;
    let edits = (!envelope.edits.is_plain())
        .then(|| encode(&envelope.edits))
        .transpose()?;
    let n = i64::try_from(envelope.version.counter(envelope.machine)).map_err(|_| StoreError::Damaged)?;
    let sql = "INSERT INTO revision (record, seq, origin, case_id, machine, n, version, author, time, arrived, bundle,
                 withheld, body, restores, previous, edits)
               VALUES (?1, (SELECT coalesce(max(seq), 0) + 1 FROM revision WHERE record = ?1),
                 ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    tx.connection
        .prepare_cached(sql)?
        .insert((
            row,
            arrival.origin.name(),
            envelope.case.map(RecordId::to_bytes),
            envelope.machine.to_bytes(),
            n,
            encode(&envelope.version)?,
            &envelope.author,
            envelope.time.millis(),
            arrival.time.millis(),
            arrival.bundle,
            withheld,
            encode(&envelope.body)?,
            arrival.restores.map(|restored| restored.0),
            previous,
            edits,
        ))
        .map_err(StoreError::from)
}

/// The newest revision of the record in `row` whose edits are all contained in `version`: the common ancestor.
pub(super) fn ancestor(view: &View<'_>, row: i64, version: &VersionVector) -> Result<Option<i64>, StoreError> {
    use sandyq_domain::Relation;
    let sql = "SELECT row, version FROM revision WHERE record = ?1 ORDER BY seq DESC";
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([row])?;
    while let Some(found) = rows.next()? {
        let ours: VersionVector = decode(found.get_ref(1)?.as_str().map_err(|_| StoreError::Damaged)?)?;
        match ours.relation(version) {
            Relation::Equal | Relation::Older => return Ok(Some(found.get(0)?)),
            Relation::Newer | Relation::Concurrent => {}
        }
    }
    Ok(None)
}

/// Whether a version of these edits is in the history.
pub(super) fn holds(view: &View<'_>, row: i64, version: &VersionVector) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revision WHERE record = ?1 AND version = ?2)";
    let bound = (row, encode(version)?);
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row(bound, |found| found.get(0))?)
}

/// Whether everything that is known of a record came with this bundle.
pub(super) fn is_all_of(view: &View<'_>, row: i64, bundle: &str) -> Result<bool, StoreError> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM revision WHERE record = ?1 AND bundle IS NOT ?2)";
    Ok(view
        .connection
        .prepare_cached(sql)?
        .query_row((row, bundle), |found| found.get(0))?)
}

/// One revision by its row.
pub(super) fn by_row(view: &View<'_>, row: i64) -> Result<Envelope, StoreError> {
    let sql = const_format_columns!(
        "SELECT ",
        " FROM revision v JOIN record r ON r.row = v.record WHERE v.row = ?1"
    );
    let mut statement = view.connection.prepare_cached(sql)?;
    let mut rows = statement.query([row])?;
    envelope(rows.next()?.ok_or(StoreError::Damaged)?)
}
