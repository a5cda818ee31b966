//! Taking a checked bundle in: evidence first, then one transaction for everything else.

use super::{Pending, contacts as meeting, is_evidence};
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{InspectView, OpenOutcome};
use sandyq_bundle::{EndingKind, Manifest};
use sandyq_domain::{Envelope, RecordId, Timestamp};
use sandyq_vault::bundles;
use sandyq_vault::evidence::{self, AddError, Added, Arrived};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::proposals::{self, Ending, Proposer};
use sandyq_vault::records::{self, Import, Outcome};
use sandyq_vault::{StoreError, Tx, contacts, evidence_files, held, merges, trash};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Records by what became of them.
#[derive(Default)]
struct Tally {
    taken: u32,
    known: u32,
    merged: u32,
    conflicting: u32,
    /// What this vault holds as the bundle says it, or newer.
    held: BTreeSet<RecordId>,
}

impl Session {
    /// Moves the evidence this vault lacks out of the quarantine. What is not kept in the end is removed at the next unlock.
    pub(super) fn take_evidence(&mut self, pending: &mut Pending) -> Result<Vec<(RecordId, Added)>, Failure> {
        let now = self.now();
        let wanted = self.items_without_file(pending)?;
        let files = std::mem::take(&mut pending.quarantine).into_iter();
        let (items, arrived): (Vec<RecordId>, Vec<Arrived>) = files.filter(|(item, _)| wanted.contains(item)).unzip();
        let added = evidence::admit(self.vault_mut(), &arrived, now).map_err(|error| match error {
            AddError::Unreadable(_) => Failure::about(ErrorCode::BundleDamaged, ""),
            other => crate::evidence::add_failure(other, ""),
        })?;
        Ok(items.into_iter().zip(added).collect())
    }

    /// The items whose files are not here yet.
    ///
    /// # Security
    /// The bytes of an item never change: a bundle with others for an item that is here would put them in its place.
    fn items_without_file(&self, pending: &Pending) -> Result<BTreeSet<RecordId>, Failure> {
        self.vault().read(|view| {
            let mut wanted = BTreeSet::new();
            let records = pending.contents.records.iter();
            let items: BTreeSet<RecordId> = records
                .filter(|envelope| is_evidence(envelope))
                .map(|envelope| envelope.id)
                .collect();
            for file in pending.contents.files.iter().filter(|file| items.contains(&file.item)) {
                let is_wanted = match evidence_files::of_item(view, file.item)? {
                    None => true,
                    Some(row) if row.sha256 == file.sha256.0 => false,
                    Some(_) if trash::read(view, file.item)?.as_ref().is_some_and(holds_a_derivative) => true,
                    Some(_) => return Err(Failure::about(ErrorCode::BundleRefused, "evidence-changed")),
                };
                if is_wanted {
                    wanted.insert(file.item);
                }
            }
            Ok(wanted)
        })
    }

    pub(super) fn take_records(
        &mut self,
        pending: &Pending,
        evidence: &[(RecordId, Added)],
        inspected: InspectView,
    ) -> Result<OpenOutcome, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let manifest = &pending.contents.manifest;
        let bundle = manifest.id.to_string();
        let signer = pending.contents.sender.to_string();
        let is_own = pending.contents.sender == self.signing_key()?.public()?;
        let ids: Vec<RecordId> = manifest.contacts.iter().map(|_| self.new_id()).collect();
        self.vault_mut().write(|tx| {
            let contact = contacts::by_signer(tx, &signer)?;
            merges::return_from_trash(tx, &bundle, now)?;
            let tally = take_all(tx, &pending.contents.records, &pending.contents.history, &bundle, now)?;
            let files = keep_files(tx, evidence, &tally, manifest, &author, now)?;
            if let Some(contact) = &contact {
                for envelope in &pending.contents.records {
                    held::note(tx, contact.id, envelope.id, &envelope.version)?;
                }
            }
            let proposed = propose(tx, manifest, &signer, now)?;
            let from_own = is_own || contact.as_ref().is_some_and(|contact| contact.own && contact.verified.is_some());
            let mut ids = ids.into_iter();
            let met = if from_own {
                let make_id = || ids.next().unwrap_or(manifest.id);
                meeting::meet(tx, &manifest.contacts, &manifest.sender.name, now, make_id)?
            } else {
                meeting::Met::default()
            };
            let acknowledged = match &contact {
                Some(contact) => acknowledge(tx, manifest, contact, now)?,
                None => 0,
            };
            for passage in pending.passages(now) {
                bundles::enter_received(tx, &passage)?;
                let payload = json!({
                    "action": "opened", "by": author, "bundle": bundle, "from": manifest.sender.name, "kind": manifest.kind,
                    "sha256": crate::evidence::hex(&pending.sha256), "taken": tally.taken, "known": tally.known,
                    "merged": tally.merged, "conflicting": tally.conflicting,
                });
                append(tx, passage.case.unwrap_or(manifest.id), EntryType::Merge, now, &payload)?;
            }
            Ok(OpenOutcome {
                inspected,
                cases: pending.case_ids(),
                taken: tally.taken,
                known: tally.known,
                merged: tally.merged,
                conflicting: tally.conflicting,
                evidence: files,
                proposed,
                contacts: met.taken,
                alarms: met.alarms,
                acknowledged,
            })
        })
    }
}

/// What is here of the item's file is not what its record was made of: the record does not know the sum.
pub(super) fn holds_a_derivative(item: &Envelope) -> bool {
    item.withheld.iter().any(|field| field == "sha256")
}

fn take_all(
    tx: &Tx<'_>,
    incoming: &[Envelope],
    history: &[Envelope],
    bundle: &str,
    time: Timestamp,
) -> Result<Tally, Failure> {
    let from = Import { bundle, time };
    let mut tally = Tally::default();
    records::take_history(tx, history, from).map_err(refusal)?;
    for envelope in incoming {
        let outcome = records::take(tx, envelope, from).map_err(refusal)?;
        let slot = match outcome {
            Outcome::New | Outcome::Newer | Outcome::Filled => &mut tally.taken,
            Outcome::Same | Outcome::Older | Outcome::Forgotten => &mut tally.known,
            Outcome::Merged => &mut tally.merged,
            Outcome::Disputed | Outcome::Moved | Outcome::Differs => &mut tally.conflicting,
            Outcome::Implausible => return Err(Failure::about(ErrorCode::BundleRefused, "record-version")),
        };
        *slot += 1;
        match outcome {
            Outcome::New | Outcome::Newer | Outcome::Filled | Outcome::Same | Outcome::Merged | Outcome::Disputed => {
                tally.held.insert(envelope.id);
            }
            Outcome::Older | Outcome::Forgotten | Outcome::Moved | Outcome::Differs | Outcome::Implausible => {}
        }
    }
    Ok(tally)
}

fn refusal(error: StoreError) -> Failure {
    match error {
        StoreError::OtherKind => Failure::about(ErrorCode::BundleRefused, "record-kind"),
        other => other.into(),
    }
}

/// A file comes in with its record or not at all: what was forgotten here does not come back as a file. The bytes that lie
/// there already are removed at the next unlock.
fn keep_files(
    tx: &Tx<'_>,
    evidence: &[(RecordId, Added)],
    tally: &Tally,
    manifest: &Manifest,
    author: &str,
    now: Timestamp,
) -> Result<u32, Failure> {
    let mut kept = 0;
    for (item, added) in evidence.iter().filter(|(item, _)| tally.held.contains(item)) {
        let record = trash::read(tx, *item)?.ok_or(StoreError::Missing)?;
        if !crate::evidence::states(&record.body, &added.sha256, added.size) {
            return Err(Failure::about(ErrorCode::BundleRefused, "record-file-hash"));
        }
        evidence::keep(tx, added, *item)?;
        let payload = json!({
            "action": "imported", "by": author, "bundle": manifest.id.to_string(), "from": manifest.sender.name,
            "sha256": crate::evidence::hex(&added.sha256),
        });
        append(tx, *item, EntryType::Custody, now, &payload)?;
        kept += 1;
    }
    Ok(kept)
}

fn propose(tx: &Tx<'_>, manifest: &Manifest, signer: &str, now: Timestamp) -> Result<u32, Failure> {
    let bundle = manifest.id.to_string();
    let from = Proposer {
        sender: signer,
        bundle: &bundle,
        time: now,
    };
    let mut proposed = 0;
    for ending in &manifest.endings {
        let what = match ending.what {
            EndingKind::Delete => Ending::Delete,
            EndingKind::Forget => Ending::Forget,
        };
        proposed += u32::from(proposals::keep(tx, ending.record, what, ending.time, from)?);
    }
    Ok(proposed)
}

/// Closes the loop: what left for this contact has arrived, and the journal of each piece of evidence says so.
fn acknowledge(tx: &Tx<'_>, manifest: &Manifest, from: &contacts::Contact, now: Timestamp) -> Result<u32, Failure> {
    let mut acknowledged = 0;
    for receipt in &manifest.receipts {
        let bundle = receipt.bundle.to_string();
        if !held::acknowledge(tx, from.id, &bundle, &receipt.sha256.0, receipt.time)? {
            continue;
        }
        acknowledged += 1;
        let payload = json!({
            "action": "received", "by": from.name, "bundle": bundle, "at": receipt.time, "receipt": manifest.id.to_string(),
        });
        for id in held::left_in(tx, &bundle)? {
            let item = trash::read(tx, id)?;
            if item.is_some_and(|item| is_evidence(&item) || item.kind == "case") {
                append(tx, id, EntryType::Custody, now, &payload)?;
            }
        }
    }
    Ok(acknowledged)
}

fn append(tx: &Tx<'_>, item: RecordId, entry: EntryType, time: Timestamp, payload: &Value) -> Result<(), Failure> {
    let new = NewEntry {
        item,
        entry,
        time,
        payload,
    };
    journal::append(tx, &new)?;
    Ok(())
}
