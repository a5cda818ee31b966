//! Many small files at once: one transaction for their rows, one synchronisation for their bytes.
//!
//! The promise is that of [`super::add`]: each row with its key is on the disk before the first byte of its file, and no
//! row becomes whole before all the bytes are on the disk.

use super::write::{AddError, Added, Sync, Written, discard, storing, write_file};
use crate::disk;
use crate::store::StoreError;
use crate::store::evidence_files::{self, FileId};
use crate::vault::Vault;
use sandyq_agefile::Identity;
use sandyq_domain::Timestamp;
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;
use std::path::PathBuf;

struct Begun<'b> {
    file: FileId,
    path: PathBuf,
    identity: Identity,
    bytes: &'b [u8],
}

/// Stores contents with the time each was added, and answers in their order. Give each to [`super::keep`] in the
/// transaction that writes its record; without that it is removed at the next unlock.
///
/// Content that the vault has already is not stored again; two equal ones in one batch are.
///
/// # Errors
/// As [`AddError`] says; rows and files of the whole batch are removed then, at the latest at the next unlock.
pub fn add_batch(vault: &mut Vault, contents: &[(&[u8], Timestamp)]) -> Result<Vec<Added>, AddError> {
    let known: Vec<_> = vault.read(|view| {
        let rows = contents
            .iter()
            .map(|(bytes, _)| evidence_files::by_hash(view, &Sha256::digest(bytes).into()));
        rows.collect::<Result<_, StoreError>>()
    })?;
    let files = vault.folder().files();
    let begun: Vec<Option<Begun<'_>>> = vault.write(|tx| {
        let rows = contents.iter().zip(&known).map(|((bytes, time), known)| {
            if known.is_some() {
                return Ok(None);
            }
            let (identity, name) = (Identity::generate(), crate::random::<16>()?);
            let file = evidence_files::begin(tx, &name, &identity.secret(), *time)?;
            Ok(Some(Begun {
                file,
                path: super::path(&files, &name),
                identity,
                bytes,
            }))
        });
        rows.collect::<Result<_, StoreError>>()
    })?;
    let written = write_all(&begun, &files);
    if written.is_err() {
        for begun in begun.iter().flatten() {
            // If even this fails (a full disk), the row says `writing` and the next unlock removes both.
            let _ = discard(vault, begun.file, &begun.path);
        }
    }
    let added = written?
        .into_iter()
        .zip(begun)
        .zip(known)
        .map(|((written, begun), known)| match (written, begun, known) {
            (Some(written), Some(begun), _) => Some(Added::written(begun.file, &written)),
            (_, _, Some(known)) => Some(Added::known(&known)),
            (Some(_) | None, _, None) => None,
        });
    added.collect::<Option<_>>().ok_or(AddError::Store(StoreError::Missing))
}

fn write_all(begun: &[Option<Begun<'_>>], files: &std::path::Path) -> Result<Vec<Option<Written>>, AddError> {
    let mut going_on = |_| ControlFlow::Continue(());
    let mut write = |begun: &Begun<'_>| {
        let mut source = begun.bytes;
        write_file(&begun.path, &begun.identity, &mut source, Sync::ByCaller, &mut going_on)
    };
    let written = begun.iter().map(|begun| begun.as_ref().map(&mut write).transpose());
    let written = written.collect::<Result<Vec<_>, _>>()?;
    if written.iter().any(Option::is_some) {
        let paths = begun.iter().flatten().map(|begun| begun.path.as_path());
        disk::sync_files(files, paths).map_err(storing)?;
    }
    Ok(written)
}
