//! From a foreign file to a checked bundle in the quarantine, or a refusal that says why.

use super::quarantine::{Filling, Hashing};
use super::{Pending, is_evidence, page};
use crate::ahead::Ahead;
use crate::failure::{ErrorCode, Failure};
use crate::outfile::file_name;
use crate::session::Session;
use openssl::sha::Sha256;
use sandyq_bundle::{Contents, Refusal};
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::{evidence_files, trash};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

/// Largest sealed file that is read, in bytes: the largest tar and its sealing.
const FILE_LIMIT: u64 = sandyq_bundle::TAR_LIMIT + (1 << 30);

impl Session {
    pub(super) fn check(
        &self,
        path: &Path,
        passphrase: Option<&str>,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Pending, Failure> {
        let name = file_name(path);
        let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, name.clone());
        let found = fs::symlink_metadata(path).map_err(unreadable)?;
        if !found.is_file() || found.len() > FILE_LIMIT {
            return Err(Failure::about(ErrorCode::NotABundle, name));
        }
        let input = BufReader::with_capacity(256 * 1024, File::open(path).map_err(unreadable)?);
        // Of a page that opens itself the sealed bytes are what was sent.
        let mut sealed = Ahead::of(Hashing {
            input: page::arrived(input).map_err(unreadable)?,
            hash: Sha256::new(),
        })
        .map_err(unreadable)?;
        let opening = match passphrase {
            Some(passphrase) => sandyq_agefile::open_with_passphrase(passphrase, &mut sealed),
            None => sandyq_agefile::open(&self.identity()?, &mut sealed),
        };
        let mut opening = opening.map_err(|error| age_failure(&error, passphrase.is_some(), &name))?;
        let mut filling = Filling::new(self.vault().folder());
        let read = sandyq_bundle::read_tar_into(&mut opening, &mut filling, progress);
        let contents = read.map_err(|error| open_failure(&error, &name))?;
        let quarantine = filling.finish();
        drop(opening);
        // What follows the age file is part of the file's hash, and must be nothing.
        let rest = io::copy(&mut sealed, &mut io::sink()).map_err(unreadable)?;
        if rest > 0 {
            return Err(Failure::about(ErrorCode::BundleDamaged, name));
        }
        let contents = self.under_our_names(contents)?;
        agree_on_hashes(&contents)?;
        let sha256 = sealed.into_source().map_err(unreadable)?.hash.finish();
        Ok(Pending {
            contents,
            sha256,
            quarantine: quarantine.map_err(|error| Failure::of_writing(&error, ""))?,
        })
    }

    /// Refuses a bundle that says anything else about the bytes of an item whose file is here.
    ///
    /// # Security
    /// The bytes of an item never change, so neither do the hash and the size its record states: a newer version with others
    /// would make true evidence look forged. What is here without a hash of its own is a derivative, and may be filled.
    pub(super) fn leave_evidence_alone(&self, pending: &Pending) -> Result<(), Failure> {
        self.vault().read(|view| {
            for theirs in pending.contents.records.iter().filter(|envelope| is_evidence(envelope)) {
                let Some(row) = evidence_files::of_item(view, theirs.id)? else {
                    continue;
                };
                let ours = trash::read(view, theirs.id)?;
                if ours.as_ref().is_some_and(super::taking::holds_a_derivative) {
                    continue;
                }
                let is_lost = |field: &str| {
                    let is_ours = ours.as_ref().is_some_and(|ours| ours.body.contains_key(field));
                    is_ours && !theirs.body.contains_key(field) && !theirs.withheld.iter().any(|name| name == field)
                };
                let is_other = !crate::evidence::states(&theirs.body, &row.sha256, row.size);
                if is_other || is_lost("sha256") || is_lost("size") {
                    return Err(Failure::about(ErrorCode::BundleRefused, "evidence-changed"));
                }
            }
            Ok(())
        })
    }
}

/// A file must have the hash that its own record states: what is checked later is checked against the record.
fn agree_on_hashes(contents: &Contents) -> Result<(), Failure> {
    let records: HashMap<RecordId, &Envelope> = contents.records.iter().map(|one| (one.id, one)).collect();
    for file in &contents.files {
        let record = records.get(&file.item);
        let stated = record.and_then(|envelope| envelope.body.get("sha256")?.as_str());
        if stated.is_some_and(|stated| stated != file.sha256.to_string()) {
            return Err(Failure::about(ErrorCode::BundleRefused, "record-file-hash"));
        }
    }
    Ok(())
}

pub(crate) fn age_failure(error: &sandyq_agefile::OpenError, by_passphrase: bool, name: &str) -> Failure {
    use sandyq_agefile::OpenError as E;
    let code = match error {
        E::NotAge => ErrorCode::NotABundle,
        E::NotForMe if by_passphrase => ErrorCode::WrongBundlePassphrase,
        E::NotForMe => ErrorCode::BundleNotForMe,
        E::PassphraseSealed => ErrorCode::BundleNeedsPassphrase,
        E::KeySealed => ErrorCode::BundleNeedsKey,
        E::HeaderTooLong | E::TooManyStanzas | E::UnknownStanza | E::WorkFactor | E::Damaged => {
            ErrorCode::BundleDamaged
        }
        E::Io(_) => ErrorCode::FileUnreadable,
    };
    Failure::about(code, name)
}

fn open_failure(error: &sandyq_bundle::OpenError, name: &str) -> Failure {
    use sandyq_bundle::OpenError as E;
    match error {
        E::Refused(Refusal::ManifestNewer) => Failure::about(ErrorCode::NewerBundle, name),
        E::Refused(rule) => Failure::about(ErrorCode::BundleRefused, rule.slug()),
        E::Damaged => Failure::about(ErrorCode::BundleDamaged, name),
        E::Cancelled => ErrorCode::Cancelled.into(),
        E::Io(_) => Failure::about(ErrorCode::FileUnreadable, name),
        E::Sink(error) => Failure::of_writing(error, ""),
    }
}
