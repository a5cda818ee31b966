//! Is this vault whole? Every byte that can be checked, part by part, and where it is damaged.
//!
//! **Nothing is deleted, renamed or written because of an answer.** [`look`] works where unlocking refuses, and changes not
//! a byte of the folder; [`verify`] asks the same of an open vault.

use crate::evidence::{self, Checked};
use crate::folder::Folder;
use crate::secret::Secret;
use crate::store::{Store, StoreError, View, evidence_files, integrity, journal};
use crate::vault::{Looked, UnlockError, Vault, as_key};
use sandyq_domain::Timestamp;
use std::ops::ControlFlow;
use std::path::Path;

pub use crate::store::integrity::Fault as DatabaseFault;

/// What was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The key file's MAC and slot list.
    Key,
    /// The HMAC of every page.
    Pages,
    /// Tables, indexes, references.
    Structure,
    /// The search index.
    Search,
    /// The chains of the journal.
    Journal,
    /// Every evidence file.
    Evidence,
    /// Files that belong to no row.
    Strays,
}

/// What is damaged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A byte of the key file that this secret did not need is not what was written.
    Key,
    /// The database.
    Database(DatabaseFault),
    /// An entry of the journal, or one before it, is not what was entered; `None` where the last ones are missing.
    Journal(Option<(Timestamp, u64)>),
    /// An evidence file, by the SHA-256 of its content.
    Evidence {
        /// What its content should hash to.
        sha256: [u8; 32],
        /// What is wrong with it.
        found: Checked,
    },
    /// A file that belongs to no row, by its name: no damage.
    Stray(String),
}

/// One part's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The part.
    pub part: Part,
    /// How many things were looked at.
    pub looked_at: u64,
    /// What is damaged in it; for strays, what they are.
    pub faults: Vec<Fault>,
}

/// The whole answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Part by part. What could not be reached because of an earlier damage is not among them.
    pub findings: Vec<Finding>,
    /// The first page is damaged, or the file is no database at all: nothing can be read, only a backup helps.
    pub opens: bool,
}

impl Report {
    /// Whether nothing is damaged; strays are no damage.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let damaged = |finding: &Finding| finding.part != Part::Strays && !finding.faults.is_empty();
        self.opens && !self.findings.iter().any(damaged)
    }
}

/// Looks at a locked vault without changing a byte of its folder. `progress` is told the bytes of evidence read.
///
/// # Errors
/// The secret, the key file's header, another process, a newer program; damage of the database is the answer.
/// [`StoreError::Interrupted`] when `progress` stopped it.
pub fn look(
    dir: &Path,
    secret: &Secret,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Report, UnlockError> {
    let Looked {
        folder,
        image: _,
        database_key,
        key_damaged,
    } = Vault::look(dir, secret)?;
    let (database, key) = (folder.data(), as_key(&database_key)?);
    let (count, faults) = integrity::pages(&database, key)?;
    let mut findings = vec![key_finding(key_damaged), of_database(Part::Pages, (count, faults))];
    let mut at = Looking {
        folder: Some(folder),
        key,
    };
    // Every part has a connection of its own: one that met a damaged page is of no use any more.
    for part in [
        Part::Structure,
        Part::Search,
        Part::Journal,
        Part::Evidence,
        Part::Strays,
    ] {
        match at.ask(|vault| finding(vault, part, progress)) {
            Ok(Some(finding)) => findings.push(finding),
            Ok(None) => return Ok(Report { findings, opens: false }),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Report { findings, opens: true })
}

/// The same for an open vault. Where a page is damaged the rest is not asked: the connection must stay of use to those who
/// are working, and [`look`] tells more.
///
/// # Errors
/// The database's own; damage is the answer. [`StoreError::Interrupted`] when `progress` stopped it.
pub fn verify(vault: &mut Vault, progress: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<Report, StoreError> {
    vault.store().fold()?;
    let (count, faults) = vault.store().pages(&vault.folder().data())?;
    let damaged = !faults.is_empty();
    let mut findings = vec![
        key_finding(vault.key_damaged()),
        of_database(Part::Pages, (count, faults)),
    ];
    if damaged {
        return Ok(Report { findings, opens: true });
    }
    let indexes = vault.store_mut().search_indexes()?;
    for part in [
        Part::Structure,
        Part::Search,
        Part::Journal,
        Part::Evidence,
        Part::Strays,
    ] {
        let mut found = finding(vault, part, progress)?;
        if part == Part::Search && !found.faults.contains(&Fault::Database(DatabaseFault::Index)) {
            found.faults.extend(indexes.iter().cloned().map(Fault::Database));
        }
        findings.push(found);
    }
    Ok(Report { findings, opens: true })
}

/// The folder of a vault that is looked at, between two connections.
struct Looking<'k> {
    folder: Option<Folder>,
    key: &'k [u8; 32],
}

impl Looking<'_> {
    /// Asks through a fresh connection; `None` when the database cannot be opened at all.
    fn ask(&mut self, work: impl FnOnce(&Vault) -> Result<Finding, StoreError>) -> Result<Option<Finding>, StoreError> {
        let folder = self.folder.take().ok_or(StoreError::Missing)?;
        let store = match Store::look(&folder.data(), self.key) {
            Ok(store) => store,
            Err(error) if error.is_unreadable() => return Ok(None),
            Err(error) => return Err(error),
        };
        let vault = Vault::joined(store, folder);
        let found = work(&vault);
        let (store, folder) = vault.into_parts();
        drop(store);
        self.folder = Some(folder);
        found.map(Some)
    }
}

fn finding(vault: &Vault, part: Part, progress: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<Finding, StoreError> {
    let found = match part {
        Part::Key | Part::Pages => unreachable!("asked without a database"),
        Part::Structure => vault.read(integrity::structure).map(databases),
        Part::Search => vault.read(integrity::search).map(databases),
        Part::Journal => vault.read(journal_faults),
        Part::Evidence => evidence_faults(vault, progress),
        Part::Strays => strays(vault),
    };
    let (looked_at, faults) = match found {
        Ok(found) => found,
        Err(error) if error.is_unreadable() => (0, vec![Fault::Database(DatabaseFault::Unreadable)]),
        Err(error) => return Err(error),
    };
    Ok(Finding {
        part,
        looked_at,
        faults,
    })
}

fn databases((count, faults): (u64, Vec<DatabaseFault>)) -> (u64, Vec<Fault>) {
    (count, faults.into_iter().map(Fault::Database).collect())
}

fn of_database(part: Part, found: (u64, Vec<DatabaseFault>)) -> Finding {
    let (looked_at, faults) = databases(found);
    Finding {
        part,
        looked_at,
        faults,
    }
}

fn key_finding(damaged: bool) -> Finding {
    Finding {
        part: Part::Key,
        looked_at: 1,
        faults: if damaged { vec![Fault::Key] } else { Vec::new() },
    }
}

fn journal_faults(view: &View<'_>) -> Result<(u64, Vec<Fault>), StoreError> {
    let count = integrity::journal_entries(view)?;
    let mut faults = Vec::new();
    for one in journal::verify(view)? {
        let fault = Fault::Journal(integrity::journal_entry(view, one.row)?);
        // One altered entry breaks several chains; the person is told once.
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    Ok((count, faults))
}

fn evidence_faults(
    vault: &Vault,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<(u64, Vec<Fault>), StoreError> {
    let rows = vault.read(evidence_files::whole)?;
    let (mut faults, mut before) = (Vec::new(), 0);
    for (file, sha256, size) in &rows {
        let found = evidence::verify(vault, *file, &mut |done| progress(before + done))?;
        match found {
            Checked::Whole => {}
            Checked::Stopped => return Err(StoreError::Interrupted),
            Checked::Missing | Checked::Damaged | Checked::Unreadable => {
                faults.push(Fault::Evidence { sha256: *sha256, found });
            }
        }
        before += size;
    }
    Ok((rows.len() as u64, faults))
}

fn strays(vault: &Vault) -> Result<(u64, Vec<Fault>), StoreError> {
    let files = vault.folder().files();
    let name = |path: std::path::PathBuf| {
        let below = path.strip_prefix(&files).unwrap_or(&path);
        Fault::Stray(below.to_string_lossy().into_owned())
    };
    let found = match evidence::strays(vault) {
        Ok(found) => found,
        // No folder of evidence at all: every file in it is reported missing already.
        Err(StoreError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok((found.len() as u64, found.into_iter().map(name).collect()))
}
