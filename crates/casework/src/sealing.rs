//! Sealing: what leaves is chosen, shown, written once and entered in the ledger, or nothing leaves at all.

pub(crate) mod choice;
mod derivative;
mod entering;
mod page;
mod planning;
mod preparing;
mod preview;
mod pseudonym;
pub(crate) mod recipient;
mod room;
pub(crate) mod selection;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name};
use crate::session::Session;
use crate::spelling::title_leaving;
use crate::view::{SealOutcome, SealPreview, SealRequest};
pub(crate) use preparing::check_passphrase;

use derivative::Evidence;
use planning::Naming;
use preparing::Prepared;
use sandyq_bundle::{Sha256Sum, To};
use sandyq_domain::words::size_text;
use sandyq_domain::{Lang, RecordId};
use sandyq_report::opener;
use sandyq_vault::Steady;
use sandyq_vault::records;
use std::fs;
use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::path::Path;

/// Told how many bytes are done; `Break` cancels.
pub type Progress<'p> = dyn FnMut(u64) -> ControlFlow<()> + 'p;

/// Room in a page for everything but evidence, in bytes: records, dossier, padding.
const PAGE_ROOM: u64 = 20_000_000;

/// What was written: the sealed bytes, and the page around them when there is one.
struct Written {
    sealed: Sha256Sum,
    page: Option<Sha256Sum>,
    size: u64,
}

impl Written {
    fn sealed(sealed: sandyq_bundle::Sealed) -> Self {
        Self {
            sealed: sealed.sha256,
            page: None,
            size: sealed.size,
        }
    }

    /// The sum of the file on the disk.
    fn sum(&self) -> Sha256Sum {
        self.page.unwrap_or(self.sealed)
    }
}

impl Session {
    /// What would leave, what stays, and what to look at again. Nothing is written.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::BadRecipient`], [`ErrorCode::NothingToSend`], [`ErrorCode::NotFromThem`] …
    pub fn preview_seal(&self, request: &SealRequest, lang: Lang) -> Result<SealPreview, Failure> {
        let prepared = self.prepare(request)?;
        Ok(preview::of(&prepared, lang))
    }

    /// Seals into a new file at `out`. An existing file is never overwritten; a failed sealing leaves none.
    ///
    /// # Errors
    /// As [`Session::preview_seal`]; [`ErrorCode::ConsentMissing`] with the people whose consent does not cover it, when no
    /// reason to go past them was given; [`ErrorCode::EvidenceDamaged`], [`ErrorCode::DiskFull`], [`ErrorCode::FileExists`], …
    pub fn seal_bundle(
        &mut self,
        request: &SealRequest,
        out: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<SealOutcome, Failure> {
        let mut prepared = self.prepare(request)?;
        if request.page && prepared.files.iter().map(Evidence::size).sum::<u64>() > opener::LIMIT - PAGE_ROOM {
            return Err(ErrorCode::PageTooLarge.into());
        }
        let uncovered = prepared.uncovered();
        if !uncovered.is_empty() && request.consent_override.trim().is_empty() {
            return Err(Failure::about(ErrorCode::ConsentMissing, uncovered.join(", ")));
        }
        let name = file_name(out);
        if fs::symlink_metadata(out).is_ok() {
            return Err(Failure::about(ErrorCode::FileExists, name));
        }
        let unfinished = Unfinished::make(out)?;
        let signing = self.signing_key()?;
        let passages = std::mem::take(&mut prepared.passages);
        let aliases = self.aliases(&prepared)?;
        let naming = Naming {
            id: prepared.id,
            now: prepared.now,
            passages: &passages,
            aliases: aliases.as_ref(),
        };
        let leaving = prepared.give_away();
        let plan = self.plan(&prepared, leaving, request, &naming)?;
        let records = u32::try_from(plan.records.len()).unwrap_or(u32::MAX);
        let keys: Vec<_> = prepared.addressee.recipient.iter().cloned().collect();
        let to = match &request.passphrase {
            Some(passphrase) => To::Passphrase(passphrase),
            None => To::Keys(&keys),
        };
        let written = if request.page {
            seal_page(plan, &signing, to, request, &unfinished, progress)
        } else {
            let out = Steady::passing(unfinished.file()?);
            sandyq_bundle::seal(plan, &signing, to, out, progress).map(Written::sealed)
        };
        let written = written.map_err(|error| self.seal_failure(error, &name, &prepared, lang))?;
        unfinished.sync()?;
        self.enter(&prepared, &naming, &written, request, &unfinished, out)?;
        unfinished.keep();
        Ok(SealOutcome {
            bundle: prepared.id.to_string(),
            file: name,
            size: written.size,
            size_text: size_text(written.size, lang),
            sha256: written.sum().to_string(),
            records,
            evidence: u32::try_from(prepared.files.len()).unwrap_or(u32::MAX),
            withheld: preview::stays(&prepared, lang),
        })
    }

    fn seal_failure(&self, error: sandyq_bundle::SealError, name: &str, prepared: &Prepared, lang: Lang) -> Failure {
        use sandyq_bundle::SealError as E;
        match error {
            E::Unsound(rule) => Failure::about(ErrorCode::CannotSeal, rule.slug()),
            E::WrongRecipient => Failure::about(ErrorCode::BadRecipient, prepared.addressee.ledger_name()),
            E::Key(_) => ErrorCode::VaultDamaged.into(),
            E::EvidenceChanged { name } | E::EvidenceUnreadable { name, source: _ } => {
                let title = self.title_of_member(&name, prepared, lang);
                Failure::about(ErrorCode::EvidenceDamaged, title.unwrap_or(name))
            }
            E::Cancelled => ErrorCode::Cancelled.into(),
            E::Output(error) => Failure::of_writing(&error, name),
        }
    }

    /// What the member `files/0007.jpg` is called here: its number in the bundle says nothing to anybody.
    fn title_of_member(&self, member: &str, prepared: &Prepared, lang: Lang) -> Option<String> {
        let number: usize = member.strip_prefix("files/")?.split('.').next()?.parse().ok()?;
        self.title_of_item(prepared.files.get(number.checked_sub(1)?)?.item, lang)
    }

    fn about_item(&self, failure: Failure, item: RecordId, lang: Lang) -> Failure {
        match self.title_of_item(item, lang) {
            Some(title) if failure.code == ErrorCode::EvidenceDamaged => Failure::about(failure.code, title),
            Some(_) | None => failure,
        }
    }

    fn title_of_item(&self, item: RecordId, lang: Lang) -> Option<String> {
        let found = self.vault().read(|view| match records::read(view, item)? {
            Some(envelope) => title_leaving(view, &envelope.kind, &envelope.body, lang).map(Some),
            None => Ok(None),
        });
        found.ok().flatten()
    }
}

/// Seals into a page that opens itself.
fn seal_page(
    plan: sandyq_bundle::Plan<'_>,
    signing: &sandyq_bundle::SigningKey,
    to: To<'_>,
    request: &SealRequest,
    unfinished: &Unfinished,
    progress: &mut Progress<'_>,
) -> Result<Written, sandyq_bundle::SealError> {
    use sandyq_bundle::SealError::Output;
    let asks = match to {
        To::Keys(_) => opener::Asks::Key,
        To::Passphrase(_) => opener::Asks::Passphrase,
    };
    let (before, behind) = opener::halves(request.dossier_lang, asks);
    let out = unfinished.file().map_err(|_| Output(io::ErrorKind::Other.into()))?;
    let mut page = page::Page::begin(BufWriter::new(Steady::new(out)), &before, behind).map_err(Output)?;
    let sealed = sandyq_bundle::seal(plan, signing, to, &mut page, progress)?;
    let (sum, size) = page.finish().map_err(Output)?;
    Ok(Written {
        sealed: sealed.sha256,
        page: Some(Sha256Sum(sum)),
        size,
    })
}
