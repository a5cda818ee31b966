//! Sealing: what leaves is chosen, shown, written once and entered in the ledger, or nothing leaves at all.

mod ahead;
mod choice;
mod derivative;
mod entering;
mod page;
mod planning;
mod preview;
mod pseudonym;
pub(crate) mod recipient;
mod selection;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name};
use crate::session::Session;
use crate::spelling::title_leaving;
use crate::view::{SealEvidence, SealKind, SealOutcome, SealPreview, SealRequest};
use derivative::Evidence;
use planning::Naming;
use recipient::Addressee;
use sandyq_bundle::{Sha256Sum, To};
use sandyq_domain::words::size_text;
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp};
use sandyq_report::opener;
use sandyq_vault::bundles::Passage;
use sandyq_vault::contacts::Contact;
use sandyq_vault::{View, aliases, evidence_files, held, records};
use selection::{Rules, Selection, What, Why, Withheld, drop_foreign_links, select, whole};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::path::Path;

/// Told how many bytes are done; `Break` cancels.
pub type Progress<'p> = dyn FnMut(u64) -> ControlFlow<()> + 'p;

/// Cases with the codes they are shown under.
type Coded = Vec<(RecordId, String)>;

/// Shortest passphrase of a bundle, in characters: four words of the list.
const PASSPHRASE_LEN: usize = 20;

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

/// Everything decided before a byte is written.
struct Prepared {
    kind: SealKind,
    addressee: Addressee,
    cases: Coded,
    selection: Selection,
    /// Ids are under other names for this recipient.
    is_masked: bool,
    files: Vec<Evidence>,
    absent: Vec<String>,
    is_practice: Vec<String>,
    history: Vec<Envelope>,
    endings: Vec<(RecordId, bool, Timestamp)>,
    contacts: Vec<Contact>,
    receipts: Vec<Passage>,
}

impl Prepared {
    /// The codes of the people whose consent does not cover this bundle.
    fn uncovered(&self) -> Vec<String> {
        let consents = self.selection.consents.iter();
        let uncovered = consents.filter(|(_, standing)| !standing.is_covered());
        uncovered.map(|(code, _)| code.clone()).collect()
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
        let prepared = self.prepare(request)?;
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
        let (id, now) = (self.new_id(), self.now());
        let signing = self.signing_key()?;
        let sender = signing.public()?.to_string();
        let passages = self.passages(&prepared, id, &sender, now)?;
        let aliases = self.aliases(&prepared)?;
        let naming = Naming {
            id,
            now,
            passages: &passages,
            aliases: aliases.as_ref(),
        };
        let plan = self.plan(&prepared, request, &naming)?;
        let records = u32::try_from(plan.records.len()).unwrap_or(u32::MAX);
        let keys: Vec<_> = prepared.addressee.recipient.iter().cloned().collect();
        let to = match &request.passphrase {
            Some(passphrase) => To::Passphrase(passphrase),
            None => To::Keys(&keys),
        };
        let written = if request.page {
            seal_page(plan, &signing, to, request, &unfinished, progress)
        } else {
            let out = BufWriter::new(unfinished.file()?);
            sandyq_bundle::seal(plan, &signing, to, out, progress).map(Written::sealed)
        };
        let written = written.map_err(|error| self.seal_failure(error, &name, &prepared, lang))?;
        unfinished.sync()?;
        self.enter(&prepared, &naming, &written, request, &unfinished, out)?;
        unfinished.keep();
        Ok(SealOutcome {
            bundle: id.to_string(),
            file: name,
            size: written.size,
            size_text: size_text(written.size, lang),
            sha256: written.sum().to_string(),
            records,
            evidence: u32::try_from(prepared.files.len()).unwrap_or(u32::MAX),
            withheld: preview::stays(&prepared, lang),
        })
    }

    fn prepare(&self, request: &SealRequest) -> Result<Prepared, Failure> {
        check_words(request)?;
        let now = self.now();
        let mut prepared = self.vault().read(|view| {
            let addressee = recipient::find(view, &request.to, request.passphrase.is_some())?;
            let cases = choice::cases(view, &request.cases, request.kind, &addressee)?;
            if request.kind == SealKind::Answer {
                choice::came_from(view, &cases, &addressee)?;
            }
            let withholds = request.withhold_identity || knows_by_other_names(view, &cases, request.kind, &addressee)?;
            let envelopes = choice::whole(view, &cases)?;
            let is_practice = practice_codes(&envelopes);
            let mut selection = selected(view, envelopes, request, withholds, &addressee, now)?;
            if let (SealKind::Update | SealKind::Answer, Some(contact)) = (request.kind, addressee.contact) {
                choice::only_lacking(view, &mut selection.envelopes, contact)?;
            }
            let (files, absent) = evidence_of(view, &mut selection, request)?;
            let history = match request.kind {
                SealKind::Move if addressee.is_own => choice::history(view, &selection.envelopes)?,
                _ => Vec::new(),
            };
            let endings = held::ended(view, &addressee.ledger_name())?;
            let contacts = match request.kind {
                SealKind::Move | SealKind::Update if addressee.is_own => choice::contacts_for(view, &addressee)?,
                _ => Vec::new(),
            };
            let receipts = match request.kind {
                SealKind::Receipt => choice::to_acknowledge(view, &request.cases, &addressee)?,
                _ => Vec::new(),
            };
            if request.kind != SealKind::Receipt
                && selection.envelopes.is_empty()
                && (endings.is_empty() || cases.is_empty())
            {
                return Err(ErrorCode::NothingToSend.into());
            }
            Ok::<_, Failure>(Prepared {
                kind: request.kind,
                addressee,
                cases,
                selection,
                // An answer goes back under the names it came with.
                is_masked: withholds && request.kind != SealKind::Answer,
                files,
                absent,
                is_practice,
                history,
                endings,
                contacts,
                receipts,
            })
        })?;
        if request.evidence == SealEvidence::Allowed {
            self.derive_all(&mut prepared, request.dossier_lang)?;
        }
        Ok(prepared)
    }

    /// Puts derivatives in the place of pictures whose items were reduced.
    fn derive_all(&self, prepared: &mut Prepared, lang: Lang) -> Result<(), Failure> {
        let Prepared { selection, files, .. } = prepared;
        let mut stay = BTreeSet::new();
        for file in files.iter_mut() {
            let item = selection.envelopes.iter_mut().find(|envelope| envelope.id == file.item);
            if let Some(item) = item.filter(|_| selection.reduced.contains(&file.item))
                && !self
                    .derive(item, file)
                    .map_err(|failure| self.about_item(failure, file.item, lang))?
            {
                stay.insert(file.item);
            }
        }
        if !stay.is_empty() {
            files.retain(|file| !stay.contains(&file.item));
            selection.withheld.push(Withheld {
                what: What::Files(stay.len()),
                why: Why::NoCopy,
            });
        }
        Ok(())
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
    let mut page = page::Page::begin(BufWriter::new(out), &before, behind).map_err(Output)?;
    let sealed = sandyq_bundle::seal(plan, signing, to, &mut page, progress)?;
    let (sum, size) = page.finish().map_err(Output)?;
    Ok(Written {
        sealed: sealed.sha256,
        page: Some(Sha256Sum(sum)),
        size,
    })
}

/// Refuses a purpose that is none and a passphrase that is too short, before anything is read.
fn check_words(request: &SealRequest) -> Result<(), Failure> {
    let purposes = sandyq_domain::vocab::vocabulary("consent_purpose");
    if purposes.is_none_or(|known| known.term(&request.purpose).is_none()) {
        return Err(Failure::about(ErrorCode::BadRecord, "purpose"));
    }
    match &request.passphrase {
        Some(passphrase) if passphrase.chars().count() < PASSPHRASE_LEN => Err(ErrorCode::WeakPassphrase.into()),
        Some(_) | None => Ok(()),
    }
}

/// Whether an update goes to somebody who got these cases without names: it must say no more than they did.
fn knows_by_other_names(view: &View<'_>, cases: &Coded, kind: SealKind, to: &Addressee) -> Result<bool, Failure> {
    let (SealKind::Update, Some(contact)) = (kind, to.contact) else {
        return Ok(false);
    };
    for (case, _) in cases {
        if aliases::has_name(view, contact, *case)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What leaves of these records by kind of bundle, consent and choice.
fn selected(
    view: &View<'_>,
    envelopes: Vec<Envelope>,
    request: &SealRequest,
    withholds: bool,
    addressee: &Addressee,
    now: Timestamp,
) -> Result<Selection, Failure> {
    // A vault of one's own is the same hands: consent is asked of what goes to others.
    let to_own = matches!(request.kind, SealKind::Move | SealKind::Update) && addressee.is_own;
    if to_own && !withholds {
        return Ok(whole(envelopes));
    }
    let known = match (request.kind, addressee.contact) {
        (SealKind::Answer, Some(contact)) => choice::people_held(view, &envelopes, contact)?,
        _ => BTreeSet::new(),
    };
    let rules = Rules {
        purpose: &request.purpose,
        withhold_identity: withholds,
        is_overridden: !request.consent_override.trim().is_empty(),
        known: &known,
        today: now,
    };
    let mut selection = select(&envelopes, &choice::elsewhere(view, &envelopes)?, rules);
    drop_foreign_links(&mut selection.envelopes);
    Ok(selection)
}

/// The files of the items that leave, and the titles of items whose file is not here.
fn evidence_of(
    view: &View<'_>,
    selection: &mut Selection,
    request: &SealRequest,
) -> Result<(Vec<Evidence>, Vec<String>), Failure> {
    let (mut files, mut absent) = (Vec::new(), Vec::new());
    let items = selection
        .envelopes
        .iter()
        .filter(|envelope| envelope.kind == "evidence_item");
    for item in items {
        match evidence_files::of_item(view, item.id)? {
            Some(row) => files.push(Evidence {
                item: item.id,
                extension: extension(item),
                row,
                derivative: None,
            }),
            None => absent.push(title_leaving(view, &item.kind, &item.body, request.dossier_lang)?),
        }
    }
    if request.evidence == SealEvidence::None && !files.is_empty() {
        selection.withheld.push(Withheld {
            what: What::Files(files.len()),
            why: Why::ByChoice,
        });
        files.clear();
    }
    Ok((files, absent))
}

fn practice_codes(envelopes: &[Envelope]) -> Vec<String> {
    let practice = envelopes
        .iter()
        .filter(|e| e.kind == "case" && e.body.get("is_practice") == Some(&json!(true)));
    practice
        .filter_map(|e| Some(e.body.get("code")?.as_str()?.to_owned()))
        .collect()
}

/// The ending of a file's name in the bundle, from its sniffed type; never from the name it came with.
fn extension(item: &Envelope) -> String {
    let media_type = item
        .body
        .get("media_type")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    crate::evidence::extension_of(media_type).to_owned()
}
