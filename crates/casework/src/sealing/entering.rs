//! The entry of a bundle that leaves: its number in each case, the ledger, the journal, the names it used.

use super::Written;
use super::planning::Naming;
use super::preparing::Prepared;
use crate::failure::Failure;
use crate::outfile::{Unfinished, file_name};
use crate::session::Session;
use crate::view::SealRequest;
use sandyq_domain::RecordId;
use sandyq_vault::bundles::{self, Passage};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::{Tx, aliases, held};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

impl Session {
    /// The next number for each case on the way from this vault to this recipient; one without a case for a receipt.
    pub(super) fn passages(&self, prepared: &Prepared) -> Result<Vec<Passage>, Failure> {
        let sender = self.signing_key()?.public()?.to_string();
        let recipient = prepared.addressee.ledger_name();
        let cases = prepared.cases.iter().map(|(case, _)| Some(*case));
        let scopes: Vec<Option<RecordId>> = if prepared.cases.is_empty() {
            vec![None]
        } else {
            cases.collect()
        };
        self.vault().read(|view| {
            let passage = |case: Option<RecordId>| {
                let last = bundles::last_sent(view, &sender, &recipient, case)?;
                Ok(Passage {
                    bundle: prepared.id.to_string(),
                    case,
                    sender: sender.clone(),
                    recipient: recipient.clone(),
                    kind: prepared.kind.slug().to_owned(),
                    sequence: last.as_ref().map_or(1, |last| last.sequence + 1),
                    previous_hash: last.map(|last| last.sha256),
                    sha256: [0; 32],
                    time: prepared.now,
                })
            };
            scopes.into_iter().map(passage).collect()
        })
    }

    /// Enters what was written, and puts it in its place last.
    pub(super) fn enter(
        &mut self,
        prepared: &Prepared,
        naming: &Naming<'_>,
        written: &Written,
        request: &SealRequest,
        unfinished: &Unfinished,
        out: &Path,
    ) -> Result<(), Failure> {
        let author = self.author().to_owned();
        let bundle = naming.id.to_string();
        let entry = json!({
            "action": "sealed", "by": author, "to": prepared.addressee.ledger_name(), "purpose": request.purpose,
            "kind": prepared.kind.bundle(), "bundle": bundle, "sha256": written.sealed.to_string(), "page_sha256": written.page.map(|sum| sum.to_string()), "file": file_name(out),
        });
        let uncovered = prepared.uncovered_by_case();
        self.vault_mut().write(|tx| {
            let journal = |item: RecordId, entry: EntryType, payload: &Value| {
                let new = NewEntry {
                    item,
                    entry,
                    time: naming.now,
                    payload,
                };
                journal::append(tx, &new).map(drop)
            };
            for (n, passage) in naming.passages.iter().enumerate() {
                let sent = Passage {
                    sha256: written.sealed.0,
                    ..passage.clone()
                };
                bundles::enter_sent(tx, &sent, &out.to_string_lossy(), written.page.map(|sum| sum.0))?;
                journal(passage.case.unwrap_or(naming.id), EntryType::Copy, &entry)?;
                if let Some(people) = uncovered.get(n).filter(|people| !people.is_empty()) {
                    let payload = json!({
                        "action": "consent_override", "by": author, "bundle": bundle, "purpose": request.purpose,
                        "people": people, "reason": request.consent_override.trim(),
                    });
                    journal(passage.case.unwrap_or(naming.id), EntryType::Override, &payload)?;
                }
            }
            for file in &prepared.files {
                let payload = json!({
                    "action": "sealed", "by": author, "to": prepared.addressee.ledger_name(), "bundle": bundle,
                    "sha256": crate::evidence::hex(&file.sha256()), "derivative": file.derivative.is_some(),
                });
                journal(file.item, EntryType::Custody, &payload)?;
            }
            let left = prepared.left.iter();
            held::enter_left(tx, &bundle, left.map(|(id, version)| (*id, version)))?;
            remember_names(tx, prepared, naming)?;
            for passage in &prepared.receipts {
                bundles::receipted(tx, &passage.bundle, naming.now)?;
            }
            // Last, so that a file that could not be put in its place leaves no entry.
            unfinished.publish(out)
        })
    }
}

/// Keeps the names this contact knows our records and machines by: an answer comes back under them.
fn remember_names(tx: &Tx<'_>, prepared: &Prepared, naming: &Naming<'_>) -> Result<(), Failure> {
    let (Some(names), Some(contact)) = (naming.aliases, prepared.addressee.contact) else {
        return Ok(());
    };
    let mut machines = BTreeSet::new();
    for (id, version) in &prepared.left {
        aliases::keep(tx, contact, names.of(*id).to_bytes(), id.to_bytes())?;
        machines.extend(version.iter().map(|(machine, _)| machine));
    }
    for machine in machines {
        aliases::keep(tx, contact, names.of_machine(machine).to_bytes(), machine.to_bytes())?;
    }
    for (case, _) in &prepared.cases {
        aliases::keep(tx, contact, names.of(*case).to_bytes(), case.to_bytes())?;
    }
    Ok(())
}
