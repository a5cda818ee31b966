//! Everything decided before a byte is written: who gets what, with what evidence, and what stays behind.

use super::choice::{self, Coded, Outside};
use super::derivative::{Evidence, Room};
use super::recipient::{self, Addressee};
use super::room;
use super::selection::{Rules, Selection, What, Why, Withheld, drop_foreign_links, select, whole};
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::spelling::title_leaving;
use crate::view::{SealEvidence, SealKind, SealRequest};
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp, VersionVector};
use sandyq_vault::bundles::Passage;
use sandyq_vault::contacts::Contact;
use sandyq_vault::{View, aliases, evidence_files, held};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// Shortest passphrase of a bundle, in characters: four words of the list.
const PASSPHRASE_LEN: usize = 20;

/// Everything decided before a byte is written.
pub(super) struct Prepared {
    pub(super) kind: SealKind,
    pub(super) addressee: Addressee,
    pub(super) cases: Coded,
    pub(super) outside: Outside,
    pub(super) selection: Selection,
    /// Ids are under other names for this recipient.
    pub(super) is_masked: bool,
    pub(super) files: Vec<Evidence>,
    pub(super) absent: Vec<String>,
    pub(super) is_practice: Vec<String>,
    pub(super) history: Vec<Envelope>,
    /// What [`Prepared::give_away`] gave away: the records under the names they have here, and in which versions.
    pub(super) left: Vec<(RecordId, VersionVector)>,
    pub(super) endings: Vec<(RecordId, bool, Timestamp)>,
    pub(super) contacts: Vec<Contact>,
    pub(super) receipts: Vec<Passage>,
    /// The id of the bundle, and when it was decided on.
    pub(super) id: RecordId,
    pub(super) now: Timestamp,
    /// Its numbers on the way to this recipient, case after case.
    pub(super) passages: Vec<Passage>,
}

/// The records that leave and their earlier versions.
pub(super) struct Leaving {
    pub(super) records: Vec<Envelope>,
    pub(super) history: Vec<Envelope>,
}

impl Prepared {
    /// Gives the records away, so that thousands of cases are held once.
    pub(super) fn give_away(&mut self) -> Leaving {
        let records = std::mem::take(&mut self.selection.envelopes);
        self.left = records.iter().map(|one| (one.id, one.version.clone())).collect();
        let history = std::mem::take(&mut self.history);
        Leaving { records, history }
    }

    /// The codes of the people whose consent does not cover this bundle.
    pub(super) fn uncovered(&self) -> Vec<String> {
        let consents = self.selection.consents.iter();
        let uncovered = consents.filter(|asked| !asked.standing.is_covered());
        uncovered.map(|asked| asked.code.clone()).collect()
    }

    /// The same, of each case those whom it takes along.
    pub(super) fn uncovered_by_case(&self) -> Vec<Vec<String>> {
        let consents = self.selection.consents.iter();
        let uncovered: Vec<_> = consents.filter(|asked| !asked.standing.is_covered()).collect();
        let of_case = |people: &BTreeSet<RecordId>| {
            let here = uncovered.iter().filter(|asked| people.contains(&asked.person));
            here.map(|asked| asked.code.clone()).collect()
        };
        self.outside.iter().map(of_case).collect()
    }
}

impl Session {
    pub(super) fn prepare(&self, request: &SealRequest) -> Result<Prepared, Failure> {
        check_words(request)?;
        let now = self.now();
        let mut prepared = self.vault().read(|view| {
            let addressee = recipient::find(view, &request.to, request.passphrase.is_some())?;
            let cases = choice::cases(view, &request.cases, request.kind, &addressee)?;
            if request.kind == SealKind::Answer {
                choice::came_from(view, &cases, &addressee)?;
            }
            let withholds = request.withhold_identity || knows_by_other_names(view, &cases, request.kind, &addressee)?;
            let (envelopes, outside) = choice::whole(view, &cases)?;
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
                outside,
                selection,
                // An answer goes back under the names it came with.
                is_masked: withholds && request.kind != SealKind::Answer,
                files,
                absent,
                is_practice,
                history,
                left: Vec::new(),
                endings,
                contacts,
                receipts,
                id: self.new_id(),
                now,
                passages: Vec::new(),
            })
        })?;
        prepared.passages = self.passages(&prepared)?;
        // Before the pictures, which take longest.
        room::check(&prepared, request)?;
        if request.evidence == SealEvidence::Allowed {
            self.derive_all(&mut prepared, request.dossier_lang)?;
        }
        Ok(prepared)
    }

    /// Puts derivatives in the place of pictures whose items were reduced.
    fn derive_all(&self, prepared: &mut Prepared, lang: Lang) -> Result<(), Failure> {
        let Prepared { selection, files, .. } = prepared;
        let (mut stay, mut room) = (BTreeSet::new(), Room::new());
        let envelopes = selection.envelopes.iter_mut();
        let mut items: HashMap<RecordId, &mut Envelope> = envelopes
            .filter(|envelope| selection.reduced.contains(&envelope.id))
            .map(|envelope| (envelope.id, envelope))
            .collect();
        for file in files.iter_mut() {
            if let Some(item) = items.get_mut(&file.item)
                && !self
                    .derive(item, file, &mut room)
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
}

/// Refuses a purpose that is none and a passphrase that is too short, before anything is read.
fn check_words(request: &SealRequest) -> Result<(), Failure> {
    let purposes = sandyq_domain::vocab::vocabulary("consent_purpose");
    if purposes.is_none_or(|known| known.term(&request.purpose).is_none()) {
        return Err(Failure::about(ErrorCode::NoSuchValue, request.purpose.as_str()));
    }
    check_passphrase(request.passphrase.as_deref().map(String::as_str))
}

/// # Errors
/// [`ErrorCode::WeakPassphrase`].
pub(crate) fn check_passphrase(passphrase: Option<&str>) -> Result<(), Failure> {
    match passphrase {
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
