//! Opening a bundle: checked to its last byte, shown, and only then taken, in one transaction.
//!
//! The evidence of a bundle under way lies in the vault's quarantine, sealed to keys that are in memory only.
//! Nothing of it is shown before its last byte is authenticated, and nothing is merged without a yes where the sender
//! is not known, or where the same bundle was merged and taken back before.

mod check;
mod contacts;
mod names;
mod page;
mod quarantine;
mod taking;
mod telling;

pub(crate) use check::age_failure;

use crate::failure::{ErrorCode, Failure};
use crate::sealing::recipient::ledger_name;
use crate::session::Session;
use crate::view::{InspectView, OpenOutcome, SealKind, SenderStanding};
use quarantine::Quarantine;
use sandyq_bundle::{CasePart, Contents};
use sandyq_domain::kinds::{EvidenceItem, Kind};
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp};
use sandyq_vault::bundles::{self, Passage, Standing};
use std::ops::ControlFlow;
use std::path::Path;

/// A bundle that was checked to its last byte and waits for a yes. Dropping it empties the quarantine.
pub(crate) struct Pending {
    contents: Contents,
    sha256: [u8; 32],
    quarantine: Quarantine,
}

/// What a person has said yes to.
#[derive(Clone, Copy, Default)]
pub struct Accept {
    /// A sender this vault does not know.
    pub unknown: bool,
    /// A bundle whose merge was taken back before.
    pub undone: bool,
}

impl Session {
    /// Checks a bundle to its last byte and shows what is in it. Nothing is taken; it stays ready for [`Session::open_bundle`].
    ///
    /// # Errors
    /// [`ErrorCode::NotABundle`], [`ErrorCode::BundleNotForMe`], [`ErrorCode::BundleNeedsPassphrase`],
    /// [`ErrorCode::WrongBundlePassphrase`], [`ErrorCode::BundleDamaged`], [`ErrorCode::BundleRefused`] with the rule it breaks,
    /// [`ErrorCode::NewerBundle`], [`ErrorCode::DiskFull`], …
    pub fn inspect_bundle(
        &mut self,
        path: &Path,
        passphrase: Option<&str>,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<InspectView, Failure> {
        self.pending = None;
        self.asked = None;
        let pending = match self.check(path, passphrase, progress) {
            Err(failure)
                if matches!(
                    failure.code,
                    ErrorCode::BundleNeedsPassphrase | ErrorCode::WrongBundlePassphrase
                ) =>
            {
                self.asked = Some(path.to_owned());
                return Err(failure);
            }
            checked => checked?,
        };
        self.leave_evidence_alone(&pending)?;
        let view = self.inspected(&pending, &self.standings(&pending)?, lang)?;
        self.pending = Some(pending);
        Ok(view)
    }

    /// The same for the bundle that was looked at last and needs a passphrase.
    ///
    /// # Errors
    /// As [`Session::inspect_bundle`].
    pub fn inspect_with_passphrase(
        &mut self,
        passphrase: &str,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<InspectView, Failure> {
        let path = self.asked.take().ok_or(ErrorCode::NotABundle)?;
        self.inspect_bundle(&path, Some(passphrase), lang, progress)
    }

    /// Forgets the bundle that waits.
    pub fn close_bundle(&mut self) {
        self.pending = None;
    }

    /// Takes the bundle that waits: every record that is new, newer or to be joined, and its evidence, in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownSender`] when nobody said yes to a sender this vault does not know; [`ErrorCode::BundleUndone`] when
    /// nobody said yes to merging again what was taken back; [`ErrorCode::BundleForked`]; [`ErrorCode::DiskFull`] …; nothing is
    /// taken then.
    pub fn open_bundle(&mut self, accept: Accept, lang: Lang) -> Result<OpenOutcome, Failure> {
        let mut pending = self.pending.take().ok_or(ErrorCode::NotABundle)?;
        let standings = self.standings(&pending)?;
        let inspected = self.inspected(&pending, &standings, lang)?;
        let refused = if standings.contains(&Standing::Forked) {
            Some(ErrorCode::BundleForked)
        } else if inspected.standing == SenderStanding::Unknown && !accept.unknown {
            Some(ErrorCode::UnknownSender)
        } else if standings.contains(&Standing::Undone) && !accept.undone {
            Some(ErrorCode::BundleUndone)
        } else {
            None
        };
        if let Some(code) = refused {
            // Still there for a yes.
            self.pending = Some(pending);
            return Err(Failure::about(code, inspected.sender));
        }
        self.leave_evidence_alone(&pending)?;
        let evidence = self.take_evidence(&mut pending)?;
        self.take_records(&pending, &evidence, inspected)
    }

    fn standings(&self, pending: &Pending) -> Result<Vec<Standing>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let passages = pending.passages(now);
            let found: Result<Vec<Standing>, Failure> = passages
                .iter()
                .map(|passage| Ok(bundles::standing(view, passage)?))
                .collect();
            found
        })
    }
}

impl Pending {
    /// One for each case; a receipt has one that belongs to none.
    fn passages(&self, now: Timestamp) -> Vec<Passage> {
        let manifest = &self.contents.manifest;
        let passage = |case: Option<&CasePart>| Passage {
            bundle: manifest.id.to_string(),
            case: case.map(|case| case.id),
            sender: self.contents.sender.to_string(),
            recipient: ledger_name(manifest.recipient.recipient.as_ref()),
            kind: SealKind::of(manifest.kind).slug().to_owned(),
            sequence: case.map_or(0, |case| case.sequence),
            previous_hash: case.and_then(|case| case.previous_sha256).map(|sum| sum.0),
            sha256: self.sha256,
            time: now,
        };
        if manifest.cases.is_empty() {
            vec![passage(None)]
        } else {
            manifest.cases.iter().map(|case| passage(Some(case))).collect()
        }
    }

    fn case_ids(&self) -> Vec<RecordId> {
        self.contents.manifest.cases.iter().map(|case| case.id).collect()
    }
}

fn is_evidence(envelope: &Envelope) -> bool {
    envelope.kind == EvidenceItem::SPEC.name
}
