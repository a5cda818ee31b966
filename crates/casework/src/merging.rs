//! Merged bundles and taking one back; what others deleted or forgot, decided here; the journal that tells of all of it.

use crate::failure::{ErrorCode, Failure};
use crate::journaling::{fault, item_name};
use crate::reading;
use crate::sealing::recipient;
use crate::session::Session;
use crate::spelling::{case_code, title_of};
use crate::view::{EndingView, JournalLine, JournalView, MergeLine, PreviewLine, UndoneMerge};
use sandyq_domain::words::{recent_text, text};
use sandyq_domain::{Lang, Timestamp};
use sandyq_vault::journal::{self, Entry, EntryType, NewEntry};
use sandyq_vault::proposals::{self, Ending, Proposal};
use sandyq_vault::{View, codes, merges, trash};
use serde_json::{Value, json};

impl Session {
    /// Every merged bundle, the last one first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_merges(&self, lang: Lang) -> Result<Vec<MergeLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let all = merges::list(view)?.into_iter();
            all.map(|merge| {
                let mut cases = Vec::new();
                for case in &merge.cases {
                    cases.extend(codes::shown(view, *case)?);
                }
                Ok(MergeLine {
                    kind: text(lang, &format!("bundle-kind-{}", merge.kind)),
                    from: recipient::by_signer(view, &merge.sender)?,
                    cases,
                    when: recent_text(merge.time, now, lang),
                    undone: merge.undone.map_or_else(String::new, |at| recent_text(at, now, lang)),
                    records: u32::try_from(merges::extent(view, &merge.bundle)?).unwrap_or(u32::MAX),
                    bundle: merge.bundle,
                })
            })
            .collect()
        })
    }

    /// Takes a whole merge back: what nobody changed since says again what it said before, what was new goes into the trash.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchMerge`].
    pub fn undo_merge(&mut self, bundle: &str) -> Result<UndoneMerge, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let merge = merges::list(tx)?
                .into_iter()
                .find(|merge| merge.bundle == bundle && merge.undone.is_none())
                .ok_or_else(|| Failure::about(ErrorCode::NoSuchMerge, bundle))?;
            let done = merges::undo(tx, bundle, &author, now)?;
            let payload = json!({
                "action": "undone", "by": author, "bundle": bundle, "restored": done.restored, "trashed": done.trashed,
                "kept": done.kept,
            });
            for item in &merge.cases {
                let new = NewEntry {
                    item: *item,
                    entry: EntryType::Merge,
                    time: now,
                    payload: &payload,
                };
                journal::append(tx, &new)?;
            }
            let figure = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            Ok(UndoneMerge {
                bundle: bundle.to_owned(),
                restored: figure(done.restored),
                trashed: figure(done.trashed),
                kept: figure(done.kept),
            })
        })
    }

    /// Records that ended somewhere else and wait for a decision here.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_endings(&self, lang: Lang) -> Result<Vec<EndingView>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let open = proposals::open(view)?;
            open.iter().map(|proposal| ending(view, proposal, now, lang)).collect()
        })
    }

    /// Decides on one of them: accepted, the record goes into the trash, or is forgotten, here too.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchProposal`].
    pub fn decide_ending(&mut self, number: i64, accept: bool, lang: Lang) -> Result<(), Failure> {
        let now = self.now();
        let open = self.vault().read(proposals::open)?;
        let found = open.into_iter().find(|proposal| proposal.number == number);
        let proposal = found.ok_or_else(|| Failure::about(ErrorCode::NoSuchProposal, number.to_string()))?;
        if accept {
            let id = proposal.record.to_string();
            match proposal.ending {
                Ending::Delete => drop(self.delete_record(&id, lang)?),
                Ending::Forget => drop(self.forget_record(&id, lang)?),
            }
        }
        self.vault_mut()
            .write(|tx| Ok(proposals::settle(tx, number, accept, now)?))
    }

    /// The journal, the newest entry first; and, when asked, whether every chain of it holds.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn read_journal(&self, verify: bool, lang: Lang) -> Result<JournalView, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let mut all = journal::all(view)?;
            all.reverse();
            let entries: Result<Vec<JournalLine>, Failure> =
                all.iter().map(|entry| journal_line(view, entry, now, lang)).collect();
            let broken = if verify { journal::verify(view)? } else { Vec::new() };
            Ok(JournalView {
                entries: entries?,
                faults: broken.iter().map(|one| fault(one, lang)).collect(),
            })
        })
    }
}

fn ending(view: &View<'_>, proposal: &Proposal, now: Timestamp, lang: Lang) -> Result<EndingView, Failure> {
    let envelope = trash::read(view, proposal.record)?.ok_or(ErrorCode::VaultDamaged)?;
    Ok(EndingView {
        number: proposal.number,
        record: proposal.record,
        kind_label: reading::kind_label(&envelope.kind, lang),
        title: title_of(view, &envelope.kind, &envelope.body, lang)?,
        case_code: case_code(view, &envelope)?,
        is_forgotten: proposal.ending == Ending::Forget,
        from: recipient::by_signer(view, &proposal.sender)?,
        when: recent_text(proposal.arrived, now, lang),
    })
}

fn journal_line(view: &View<'_>, entry: &Entry, now: Timestamp, lang: Lang) -> Result<JournalLine, Failure> {
    let payload = entry.payload.as_ref().and_then(Value::as_object);
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let details = payload.into_iter().flatten().filter(|(name, _)| *name != "action");
    Ok(JournalLine {
        seq: entry.seq,
        machine: entry.machine.to_string().chars().take(8).collect(),
        when: recent_text(entry.time, now, lang),
        entry: entry.entry.name().to_owned(),
        action: payload
            .and_then(|payload| payload.get("action"))
            .map_or_else(String::new, said),
        item: item_name(view, entry.item, lang)?,
        details: details
            .map(|(name, value)| PreviewLine {
                text: name.clone(),
                note: said(value),
            })
            .collect(),
        hash: crate::evidence::hex(&entry.hash),
    })
}
