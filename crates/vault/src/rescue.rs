//! Out of a damaged vault into a new one: whatever whole pages reach, and every evidence file that is still there.
//!
//! **The damaged vault is only looked at.** The new one opens with the same secrets, since its key file is the same. Cut short
//! anywhere, there is no new vault: its key file comes last.

use crate::evidence::{self, Checked};
use crate::folder::Folder;
use crate::key;
use crate::secret::Secret;
use crate::store::{Store, evidence_files};
use crate::vault::{CreateError, Looked, UnlockError, Vault, as_key};
use std::ops::ControlFlow;
use std::path::Path;

pub use crate::store::rescue::Table;

/// What came along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rescued {
    /// Table by table.
    pub tables: Vec<Table>,
    /// Evidence files that are whole in the new vault.
    pub files: u64,
    /// Evidence files that are missing or damaged. What there is of them was copied as it is.
    pub files_lost: u64,
}

/// Why nothing was rescued. Both folders are as they were, but for an unfinished vault in the new one.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    /// The damaged vault cannot be opened at all: its key file, or the first page of its database.
    #[error(transparent)]
    Source(UnlockError),
    /// The new one cannot be made.
    #[error(transparent)]
    Target(CreateError),
}

/// Makes a vault in the empty or missing folder `into`, of what the vault in `dir` still gives out.
///
/// # Errors
/// As [`RescueError`] says.
pub fn rescue(dir: &Path, secret: &Secret, into: &Path) -> Result<Rescued, RescueError> {
    let Looked {
        folder: source,
        image,
        database_key,
        key_damaged: _,
    } = Vault::look(dir, secret).map_err(RescueError::Source)?;
    let key = as_key(&database_key).map_err(|error| RescueError::Source(error.into()))?;
    // Before anything is made: a damaged first page is the old vault's, and gives out nothing.
    drop(Store::look(&source.data(), key).map_err(|error| RescueError::Source(error.into()))?);
    let folder = Folder::create(into).map_err(creating)?;
    let mut store = Store::create_empty(&folder.new_data(), key).map_err(creating)?;
    let tables = store.rescue(&source.data(), key).map_err(creating)?;
    let vault = Vault::joined(store, folder);
    let (mut files, mut files_lost) = (0, 0);
    for (file, name) in vault.read(evidence_files::names).map_err(creating)? {
        let whole = evidence::copy_in(&source, vault.folder(), &name).map_err(creating)?
            && evidence::verify(&vault, file, &mut |_| ControlFlow::Continue(())).map_err(creating)? == Checked::Whole;
        if whole {
            files += 1;
        } else {
            files_lost += 1;
        }
    }
    let (store, folder) = vault.into_parts();
    store.close().map_err(creating)?;
    key::publish(&folder, &image).map_err(creating)?;
    Ok(Rescued {
        tables,
        files,
        files_lost,
    })
}

fn creating(error: impl Into<CreateError>) -> RescueError {
    RescueError::Target(error.into())
}
