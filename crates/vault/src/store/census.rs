//! How many of everything there are: noted in a backup, and counted again in the copy that a rehearsal opens.

use super::{StoreError, View, connection, evidence_files, integrity, machines, migration, settings};
use sandyq_domain::MachineId;
use std::io;
use std::path::Path;

/// How many records of one kind there are.
#[derive(Clone, PartialEq, Eq)]
pub struct KindCount {
    /// The kind, as the records name it.
    pub kind: String,
    /// In use.
    pub live: u64,
    /// In the trash.
    pub trashed: u64,
    /// Forgotten: only their ids are left.
    pub forgotten: u64,
}

/// What a database holds, in numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct Census {
    /// Every kind of which there is a record, by name.
    pub kinds: Vec<KindCount>,
    /// Revisions of all of them.
    pub revisions: u64,
    /// The highest revision's row; 0 when there is none.
    pub upto: i64,
}

impl Census {
    /// Records in use and in the trash.
    #[must_use]
    pub fn records(&self) -> u64 {
        let of_kind = |kind: &KindCount| kind.live.saturating_add(kind.trashed);
        self.kinds.iter().map(of_kind).fold(0, u64::saturating_add)
    }
}

/// Counts.
pub fn take(view: &View<'_>) -> Result<Census, StoreError> {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let sql = "SELECT kind, sum(state = 'live'), sum(state = 'trashed'), sum(state = 'forgotten')
               FROM record GROUP BY kind ORDER BY kind";
    let mut statement = view.connection.prepare_cached(sql)?;
    let kinds = statement.query_map([], |row| {
        Ok(KindCount {
            kind: row.get(0)?,
            live: count(row.get(1)?),
            trashed: count(row.get(2)?),
            forgotten: count(row.get(3)?),
        })
    })?;
    let kinds = kinds.collect::<Result<_, _>>()?;
    let mut statement = view
        .connection
        .prepare_cached("SELECT count(*), coalesce(max(row), 0) FROM revision")?;
    let (revisions, upto): (i64, i64) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Census {
        kinds,
        revisions: count(revisions),
        upto,
    })
}

/// The schema version of the open database.
pub(crate) fn schema(view: &View<'_>) -> Result<i64, StoreError> {
    migration::version(view.connection)
}

/// What was found in a database that was opened aside.
pub(crate) struct Examined {
    /// Every page has its HMAC, and the tables agree with their indexes.
    pub sound: bool,
    pub census: Census,
    /// Name and stored size of every whole evidence file.
    pub files: Vec<([u8; 16], u64)>,
}

/// Opens a copy of a database, which must be nobody's vault, reads every page of it and counts.
///
/// # Errors
/// [`StoreError::Damaged`] also for a wrong key; [`StoreError::Newer`] for a schema this program does not know.
pub(crate) fn examine(path: &Path, key: &[u8; 32]) -> Result<Examined, StoreError> {
    let connection = connection::open(path, key)?;
    migration::check(&connection, migration::STEPS)?;
    let sound = integrity::is_sound(&connection, path)?;
    let view = View {
        connection: &connection,
        machine: MachineId::from_bytes([0; 16]),
    };
    let (census, files) = (take(&view)?, evidence_files::stored(&view)?);
    connection.flush_prepared_statement_cache();
    connection.close().map_err(|(_, error)| StoreError::from(error))?;
    Ok(Examined { sound, census, files })
}

/// Makes a restored copy forget which machine it was: **a counter used twice would lose edits silently**, and not every file
/// system tells by its birth times that a file is a copy. And by what its backups know it: where the first vault is still in
/// use, each of the two would remove the other's snapshots as old ones of its own.
pub(crate) fn detach(path: &Path, key: &[u8; 32]) -> Result<(), StoreError> {
    let connection = connection::open(path, key)?;
    migration::check(&connection, migration::STEPS)?;
    machines::forget_current(&connection)?;
    settings::forget_backups(&connection)?;
    // A log would be left under the name that the database had before it was whole, and with it that it is another machine now.
    // Nobody else has it open: what keeps the log is the disk.
    super::close_folded(connection, path).map_err(|error| match error {
        StoreError::Busy => io::Error::from(io::ErrorKind::WriteZero).into(),
        error => error,
    })
}
