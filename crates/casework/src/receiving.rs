//! Opening a bundle: checked to its last byte, shown, and only then taken, in one transaction.
//!
//! The plaintext of a bundle under way lies in the vault's quarantine as an age file whose key is in memory only.
//! Nothing of it is shown before its last byte is authenticated, and nothing is merged without a yes where the sender
//! is not known.

mod quarantine;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::file_name;
use crate::reading;
use crate::session::Session;
use crate::view::{Change, InspectView, OpenOutcome, PreviewLine, SenderStanding};
use quarantine::{Hashing, Quarantine, Spool};
use sandyq_bundle::{Contents, FileMember, Fingerprint, Refusal};
use sandyq_domain::kinds::{EvidenceItem, Kind};
use sandyq_domain::words::{date_text, size_text, text};
use sandyq_domain::{Envelope, Lang, RecordId, Relation, Timestamp};
use sandyq_vault::bundles::{self, Passage, Standing};
use sandyq_vault::evidence::{self, Added};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::records::{self, Import, Outcome};
use sandyq_vault::{StoreError, View, contacts, evidence_files, trash};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::ops::ControlFlow;
use std::path::Path;

/// Largest sealed file that is read, in bytes: the largest tar and its sealing.
const FILE_LIMIT: u64 = sandyq_bundle::TAR_LIMIT + (1 << 30);

/// A bundle that was checked to its last byte and waits for a yes. Dropping it empties the quarantine.
pub(crate) struct Pending {
    contents: Contents,
    sha256: [u8; 32],
    quarantine: Quarantine,
}

impl Session {
    /// Checks a bundle to its last byte and shows what is in it. Nothing is taken; it stays ready for [`Session::open_bundle`].
    ///
    /// # Errors
    /// [`ErrorCode::NotABundle`], [`ErrorCode::BundleNotForMe`], [`ErrorCode::BundleDamaged`], [`ErrorCode::BundleRefused`]
    /// with the rule it breaks, [`ErrorCode::NewerBundle`], [`ErrorCode::DiskFull`], …
    pub fn inspect_bundle(
        &mut self,
        path: &Path,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<InspectView, Failure> {
        self.pending = None;
        let pending = self.check(path, progress)?;
        self.leave_evidence_alone(&pending)?;
        let view = self.inspected(&pending, lang)?;
        self.pending = Some(pending);
        Ok(view)
    }

    /// Forgets the bundle that waits.
    pub fn close_bundle(&mut self) {
        self.pending = None;
    }

    /// Takes the bundle that waits: every record that is new or newer, and its evidence, in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownSender`] when nobody said yes to a sender this vault does not know; [`ErrorCode::BundleForked`];
    /// [`ErrorCode::DiskFull`] …; nothing is taken then.
    pub fn open_bundle(
        &mut self,
        accept_unknown: bool,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<OpenOutcome, Failure> {
        let pending = self.pending.take().ok_or(ErrorCode::NotABundle)?;
        let inspected = self.inspected(&pending, lang)?;
        let refused = if self.is_forked(&pending)? {
            Some(ErrorCode::BundleForked)
        } else if inspected.standing == SenderStanding::Unknown && !accept_unknown {
            Some(ErrorCode::UnknownSender)
        } else {
            None
        };
        if let Some(code) = refused {
            // Still there for a yes.
            self.pending = Some(pending);
            return Err(Failure::about(code, inspected.sender));
        }
        self.leave_evidence_alone(&pending)?;
        let evidence = self.take_evidence(&pending, progress)?;
        self.take_records(&pending, &evidence, inspected)
    }

    fn check(&self, path: &Path, progress: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<Pending, Failure> {
        let name = file_name(path);
        let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, name.clone());
        let found = fs::symlink_metadata(path).map_err(unreadable)?;
        if !found.is_file() || found.len() > FILE_LIMIT {
            return Err(Failure::about(ErrorCode::NotABundle, name));
        }
        let sealed = Hashing {
            input: File::open(path).map_err(unreadable)?,
            hash: Sha256::new(),
        };
        let mut sealed = BufReader::with_capacity(256 * 1024, sealed);
        let identity = self.identity()?;
        let mut opening = sandyq_agefile::open(&identity, &mut sealed).map_err(|error| age_failure(&error, &name))?;
        let (quarantine, out) = self.quarantine()?;
        let mut spool = Spool {
            input: &mut opening,
            out,
            failed: None,
        };
        let read = sandyq_bundle::read_tar(&mut spool, progress);
        let Spool { input: _, out, failed } = spool;
        if let Some(error) = failed {
            return Err(Failure::of_writing(&error, ""));
        }
        let contents = read.map_err(|error| open_failure(&error, &name))?;
        if contents.manifest.cases.is_empty() {
            // The ledger and the journal have a line for each case: what belongs to none would come in unnoticed.
            return Err(Failure::about(ErrorCode::BundleRefused, "no-case"));
        }
        agree_on_hashes(&contents)?;
        let synced = out.finish().and_then(|mut out| out.flush());
        synced.map_err(|error| Failure::of_writing(&error, ""))?;
        drop(opening);
        // What follows the age file is part of the file's hash, and must be nothing.
        let rest = io::copy(&mut sealed, &mut io::sink()).map_err(unreadable)?;
        if rest > 0 {
            return Err(Failure::about(ErrorCode::BundleDamaged, name));
        }
        let sha256 = sealed.into_inner().hash.finalize().into();
        Ok(Pending {
            contents,
            sha256,
            quarantine,
        })
    }

    fn inspected(&self, pending: &Pending, lang: Lang) -> Result<InspectView, Failure> {
        let manifest = &pending.contents.manifest;
        let own_key = self.signing_key()?.public()?;
        let own_recipient = self.identity()?.recipient();
        let now = self.now();
        self.vault().read(|view| {
            let signer = pending.contents.sender.to_string();
            let contact = contacts::by_signer(view, &signer)?;
            let standing = match &contact {
                _ if pending.contents.sender == own_key => SenderStanding::Own,
                None => SenderStanding::Unknown,
                Some(contact) if contact.verified.is_some() => SenderStanding::Verified,
                Some(_) => SenderStanding::Unverified,
            };
            let fingerprint = Fingerprint::of(&manifest.sender.recipient, &pending.contents.sender);
            let mut warnings = Vec::new();
            if manifest.recipient.recipient != own_recipient {
                warnings.push(text(lang, "warning-forwarded"));
            }
            if standing == SenderStanding::Unverified {
                warnings.push(text(lang, "warning-unverified"));
            }
            let mut found: Vec<&'static str> = Vec::new();
            for passage in pending.passages(now) {
                found.extend(match bundles::standing(view, &passage)? {
                    Standing::New => None,
                    Standing::Repeated => Some("warning-seen"),
                    Standing::Older { newest: _ } => Some("warning-older"),
                    Standing::Forked => Some("warning-forked"),
                });
            }
            found.sort_unstable();
            found.dedup();
            warnings.extend(found.into_iter().map(|key| text(lang, key)));
            Ok(InspectView {
                bundle: manifest.id.to_string(),
                sender: contact.map_or_else(|| manifest.sender.name.clone(), |contact| contact.name),
                standing,
                digits: crate::contacts::digits(&fingerprint),
                words: crate::contacts::words(&fingerprint, lang),
                created: manifest.created,
                when: day_of(manifest.created, lang),
                purpose: reading::term("consent_purpose", &manifest.purpose, lang),
                cases: manifest.cases.iter().map(|case| case.code.clone()).collect(),
                changes: changes(view, &pending.contents.records, lang)?,
                evidence: u32::try_from(pending.contents.files.len()).unwrap_or(u32::MAX),
                size_text: size_text(manifest.totals.file_bytes, lang),
                withheld: manifest
                    .withheld
                    .iter()
                    .map(|w| PreviewLine {
                        text: w.what.clone(),
                        note: w.why.clone(),
                    })
                    .collect(),
                warnings,
            })
        })
    }

    fn is_forked(&self, pending: &Pending) -> Result<bool, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            for passage in pending.passages(now) {
                if bundles::standing(view, &passage)? == Standing::Forked {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Refuses a bundle that says anything else about the bytes of an item whose file is here.
    ///
    /// # Security
    /// The bytes of an item never change, so neither do the hash and the size its record states: a newer version with others
    /// would make true evidence look forged.
    fn leave_evidence_alone(&self, pending: &Pending) -> Result<(), Failure> {
        self.vault().read(|view| {
            for theirs in pending.contents.records.iter().filter(|envelope| is_evidence(envelope)) {
                let Some(row) = evidence_files::of_item(view, theirs.id)? else {
                    continue;
                };
                let ours = trash::read(view, theirs.id)?;
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

    /// Copies the evidence this vault lacks out of the quarantine. What is not kept in the end is removed at the next unlock.
    fn take_evidence(
        &mut self,
        pending: &Pending,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Vec<(RecordId, Added)>, Failure> {
        let now = self.now();
        let mut taken = Vec::new();
        for file in self.files_not_here(pending)? {
            let mut source = pending.quarantine.file(file)?;
            let added = evidence::add(self.vault_mut(), &mut source, now, progress)
                .map_err(|error| crate::evidence::add_failure(error, &file.name))?;
            if added.sha256 != file.sha256.0 {
                return Err(Failure::about(ErrorCode::BundleDamaged, file.name.clone()));
            }
            taken.push((file.item, added));
        }
        Ok(taken)
    }

    /// The files that are not here yet.
    ///
    /// # Security
    /// The bytes of an item never change: a bundle with others for an item that is here would put them in its place.
    fn files_not_here<'p>(&self, pending: &'p Pending) -> Result<Vec<&'p FileMember>, Failure> {
        self.vault().read(|view| {
            let mut wanted = Vec::new();
            let records = pending.contents.records.iter();
            let items: BTreeSet<RecordId> = records
                .filter(|envelope| is_evidence(envelope))
                .map(|envelope| envelope.id)
                .collect();
            for file in pending.contents.files.iter().filter(|file| items.contains(&file.item)) {
                match evidence_files::of_item(view, file.item)? {
                    None => wanted.push(file),
                    Some(row) if row.sha256 == file.sha256.0 => {}
                    Some(_) => return Err(Failure::about(ErrorCode::BundleRefused, "evidence-changed")),
                }
            }
            Ok(wanted)
        })
    }

    fn take_records(
        &mut self,
        pending: &Pending,
        evidence: &[(RecordId, Added)],
        inspected: InspectView,
    ) -> Result<OpenOutcome, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let manifest = &pending.contents.manifest;
        let bundle = manifest.id.to_string();
        self.vault_mut().write(|tx| {
            let (mut taken, mut known, mut conflicting) = (0, 0, 0);
            let mut held = BTreeSet::new();
            for envelope in &pending.contents.records {
                let outcome = match records::take(tx, envelope, Import { bundle: &bundle, time: now }) {
                    Err(StoreError::OtherKind) => return Err(Failure::about(ErrorCode::BundleRefused, "record-kind")),
                    outcome => outcome?,
                };
                if let Outcome::New | Outcome::Newer | Outcome::Filled | Outcome::Same = outcome {
                    held.insert(envelope.id);
                }
                match outcome {
                    Outcome::New | Outcome::Newer | Outcome::Filled => taken += 1,
                    Outcome::Same | Outcome::Older | Outcome::Forgotten => known += 1,
                    Outcome::Concurrent | Outcome::Differs => conflicting += 1,
                    Outcome::Implausible => return Err(Failure::about(ErrorCode::BundleRefused, "record-version")),
                }
            }
            // A file comes in with its record or not at all: what was forgotten here does not come back as a file. The bytes
            // that lie there already are removed at the next unlock.
            let kept = || evidence.iter().filter(|(item, _)| held.contains(item));
            for (item, added) in kept() {
                let record = trash::read(tx, *item)?.ok_or(StoreError::Missing)?;
                if !crate::evidence::states(&record.body, &added.sha256, added.size) {
                    return Err(Failure::about(ErrorCode::BundleRefused, "record-file-hash"));
                }
                evidence::keep(tx, added, *item)?;
                let payload = json!({
                    "action": "imported", "by": author, "bundle": bundle, "from": manifest.sender.name,
                    "sha256": crate::evidence::hex(&added.sha256),
                });
                journal::append(tx, &NewEntry { item: *item, entry: EntryType::Custody, time: now, payload: &payload })?;
            }
            for passage in pending.passages(now) {
                bundles::enter_received(tx, &passage)?;
                let payload = json!({
                    "action": "opened", "by": author, "bundle": bundle, "from": manifest.sender.name,
                    "sha256": crate::evidence::hex(&pending.sha256), "taken": taken, "known": known, "conflicting": conflicting,
                });
                let item = passage.case.unwrap_or(manifest.id);
                journal::append(tx, &NewEntry { item, entry: EntryType::Merge, time: now, payload: &payload })?;
            }
            Ok(OpenOutcome {
                inspected,
                cases: manifest.cases.iter().map(|case| case.id).collect(),
                taken,
                known,
                conflicting,
                evidence: u32::try_from(kept().count()).unwrap_or(u32::MAX),
            })
        })
    }
}

impl Pending {
    fn passages(&self, now: Timestamp) -> Vec<Passage> {
        let manifest = &self.contents.manifest;
        let passage = |case: &sandyq_bundle::CasePart| Passage {
            bundle: manifest.id.to_string(),
            case: Some(case.id),
            sender: self.contents.sender.to_string(),
            recipient: manifest.recipient.recipient.to_string(),
            sequence: case.sequence,
            previous_hash: case.previous_sha256.map(|sum| sum.0),
            sha256: self.sha256,
            time: now,
        };
        manifest.cases.iter().map(passage).collect()
    }
}

fn is_evidence(envelope: &Envelope) -> bool {
    envelope.kind == EvidenceItem::SPEC.name
}

/// A file must have the hash that its own record states: what is checked later is checked against the record.
fn agree_on_hashes(contents: &Contents) -> Result<(), Failure> {
    for file in &contents.files {
        let record = contents.records.iter().find(|envelope| envelope.id == file.item);
        let stated = record.and_then(|envelope| envelope.body.get("sha256")?.as_str());
        if stated.is_some_and(|stated| stated != file.sha256.to_string()) {
            return Err(Failure::about(ErrorCode::BundleRefused, "record-file-hash"));
        }
    }
    Ok(())
}

fn day_of(time: Timestamp, lang: Lang) -> String {
    time.day()
        .parse()
        .map_or_else(|_| String::new(), |date| date_text(&date, lang))
}

/// What each kind of record would do here.
fn changes(view: &View<'_>, incoming: &[Envelope], lang: Lang) -> Result<Vec<Change>, Failure> {
    let mut changes: Vec<Change> = Vec::new();
    let kinds = sandyq_domain::KINDS.iter().map(|spec| spec.name.to_owned());
    let mut order: Vec<String> = kinds.collect();
    order.extend(incoming.iter().map(|envelope| envelope.kind.clone()));
    let mut done = BTreeSet::new();
    for kind in order.into_iter().filter(|kind| done.insert(kind.clone())) {
        let of_kind = incoming.iter().filter(|envelope| envelope.kind == kind);
        let mut change = Change {
            kind: reading::kind_label(&kind, lang),
            new: 0,
            newer: 0,
            known: 0,
            conflicting: 0,
        };
        for envelope in of_kind {
            let relation = trash::read(view, envelope.id)?.map(|ours| envelope.version.relation(&ours.version));
            *match relation {
                None => &mut change.new,
                Some(Relation::Newer) => &mut change.newer,
                Some(Relation::Equal | Relation::Older) => &mut change.known,
                Some(Relation::Concurrent) => &mut change.conflicting,
            } += 1;
        }
        if change.new + change.newer + change.known + change.conflicting > 0 {
            changes.push(change);
        }
    }
    Ok(changes)
}

fn age_failure(error: &sandyq_agefile::OpenError, name: &str) -> Failure {
    use sandyq_agefile::OpenError as E;
    let code = match error {
        E::NotAge => ErrorCode::NotABundle,
        E::NotForMe | E::PassphraseSealed => ErrorCode::BundleNotForMe,
        E::HeaderTooLong | E::TooManyStanzas | E::UnknownStanza | E::Damaged => ErrorCode::BundleDamaged,
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
    }
}
