//! From what was decided to what is written: names for this recipient, the dossier, the manifest's lists.

use super::derivative::Evidence;
use super::preparing::{Leaving, Prepared};
use super::pseudonym::Pseudonyms;
use super::selection::Asked;
use crate::ahead::Ahead;
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::spelling::Spelling;
use crate::view::SealRequest;
use sandyq_bundle::{
    CasePart, ContactPart, Ending, EndingKind, FilePart, Override, Party, Plan, Receipt, Sha256Sum, Source,
};
use sandyq_domain::words::text;
use sandyq_domain::{CaseFile, Envelope, Lang, RecordId, Timestamp};
use sandyq_report::dossier::{self, BundledFile, Dossier};
use sandyq_vault::bundles::Passage;
use sandyq_vault::evidence;
use serde_json::Map;
use std::collections::HashMap;
use zeroize::Zeroizing;

/// What every bundle is named by.
pub(super) struct Naming<'n> {
    pub(super) id: RecordId,
    pub(super) now: Timestamp,
    pub(super) passages: &'n [Passage],
    pub(super) aliases: Option<&'n Pseudonyms>,
}

impl Naming<'_> {
    fn alias(&self, id: RecordId) -> RecordId {
        self.aliases.map_or(id, |aliases| aliases.of(id))
    }
}

impl Session {
    pub(super) fn plan<'a>(
        &'a self,
        prepared: &'a Prepared,
        leaving: Leaving,
        request: &SealRequest,
        naming: &Naming<'_>,
    ) -> Result<Plan<'a>, Failure> {
        let lang = request.dossier_lang;
        let addressee = &prepared.addressee;
        // What the recipient is called here is nobody else's business when identities stay.
        let recipient_name = addressee.name.clone().filter(|_| !prepared.is_masked);
        let Leaving { mut records, history } = leaving;
        if let Some(aliases) = naming.aliases {
            for envelope in &mut records {
                aliases.rename(envelope);
            }
        }
        let numbered = prepared.files.iter().enumerate();
        let files: Vec<FilePart<'a>> = numbered
            .map(|(n, file)| self.file_part(n, naming.alias(file.item), file))
            .collect();
        let withheld: Vec<(String, String)> = super::preview::withheld(prepared, lang);
        let sender_name = self.own_name()?;
        let read = Reading::of(prepared, &records, naming, lang);
        let dossier = Dossier {
            lang,
            bundle_id: naming.id.to_string(),
            created: naming.now,
            sender: sender_name.clone(),
            recipient: recipient_name
                .clone()
                .or_else(|| addressee.key_text())
                .unwrap_or_else(|| text(lang, "sealed-to-passphrase")),
            purpose: request.purpose.clone(),
            files: files
                .iter()
                .map(|file| bundled_file(file, read.record(file.item)))
                .collect(),
            withheld: withheld
                .iter()
                .cloned()
                .map(|(what, why)| dossier::Withheld { what, why })
                .collect(),
            identity_withheld: prepared.is_masked || request.withhold_identity,
        };
        let dossier = dossier::render(&dossier, read.cases()).into_bytes();
        Ok(Plan {
            id: naming.id,
            kind: prepared.kind.bundle(),
            created: naming.now,
            sender_name,
            sender_recipient: self.identity()?.recipient(),
            recipient: Party {
                name: recipient_name,
                recipient: addressee.recipient.clone().filter(|_| request.passphrase.is_none()),
            },
            purpose: request.purpose.clone(),
            language: lang,
            cases: case_parts(prepared, naming.passages, &|id| naming.alias(id)),
            consent_basis: consent_basis(prepared, request),
            withheld: withheld
                .into_iter()
                .map(|(what, why)| sandyq_bundle::Withheld { what, why })
                .collect(),
            consent_override: override_of(prepared, request),
            endings: endings(prepared, &|id| naming.alias(id)),
            contacts: contact_parts(prepared)?,
            receipts: receipts(prepared)?,
            note: request.note.trim().to_owned(),
            extra: Map::new(),
            dossier,
            records,
            history,
            files,
        })
    }

    fn file_part<'a>(&'a self, n: usize, item: RecordId, file: &'a Evidence) -> FilePart<'a> {
        let source = match &file.derivative {
            Some(copy) => Source::Plain(Box::new(move || self.bytes_of(&file.row, copy))),
            None => Source::Authenticated(Box::new(move || {
                let opened = evidence::open(self.vault(), file.row.file)
                    .map_err(|error| std::io::Error::other(error.to_string()))?;
                Ok(Box::new(Ahead::of(opened)?))
            })),
        };
        FilePart {
            name: format!("{:04}.{}", n + 1, file.extension),
            size: file.size(),
            sha256: Sha256Sum(file.sha256()),
            item,
            source,
        }
    }

    /// The names of ids for this recipient, where identities stay.
    pub(super) fn aliases(&self, prepared: &Prepared) -> Result<Option<Pseudonyms>, Failure> {
        if !prepared.is_masked {
            return Ok(None);
        }
        let key = match prepared.addressee.contact {
            Some(contact) => self
                .vault()
                .read(|view| Ok::<_, Failure>(sandyq_vault::contacts::alias_key(view, contact)?))?,
            None => None,
        };
        // A bare key or a passphrase has no contact and so no key of its own: it gets names nobody can link, the receiver included.
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *random).map_err(|_| ErrorCode::System)?;
        let recipient = prepared.addressee.key_text().unwrap_or_default();
        Ok(Some(Pseudonyms::new(key.unwrap_or(random), &recipient)))
    }
}

/// The cases with their numbers on the way to this recipient.
pub(super) fn case_parts(
    prepared: &Prepared,
    passages: &[Passage],
    name: &dyn Fn(RecordId) -> RecordId,
) -> Vec<CasePart> {
    let parts = prepared.cases.iter().zip(passages);
    let part = |((case, code), passage): (&(RecordId, String), &Passage)| CasePart {
        id: name(*case),
        code: code.clone(),
        sequence: passage.sequence,
        previous_sha256: passage.previous_hash.map(Sha256Sum),
        evidence_root: None,
    };
    parts.map(part).collect()
}

/// The records as the dossier reads them, case after case: what was spelled out of one is let go before the next.
struct Reading<'r> {
    records: &'r [Envelope],
    places: HashMap<RecordId, usize>,
    /// Of each case the places of its own records and of those it takes along, in the order of the records.
    by_case: Vec<Vec<usize>>,
    spelling: Spelling,
}

impl<'r> Reading<'r> {
    /// `records` have the names they leave under.
    fn of(prepared: &Prepared, records: &'r [Envelope], naming: &Naming<'_>, lang: Lang) -> Self {
        let places: HashMap<RecordId, usize> = records.iter().enumerate().map(|(n, one)| (one.id, n)).collect();
        let mut own: HashMap<RecordId, Vec<usize>> = HashMap::new();
        for (n, record) in records.iter().enumerate() {
            if let Some(case) = record.case {
                own.entry(case).or_default().push(n);
            }
        }
        let cases = prepared.cases.iter().zip(&prepared.outside);
        let by_case = cases.map(|((case, _), outside)| {
            let mut here = own.remove(&naming.alias(*case)).unwrap_or_default();
            here.extend(outside.iter().filter_map(|id| places.get(&naming.alias(*id))));
            here.sort_unstable();
            here
        });
        Self {
            by_case: by_case.collect(),
            records,
            places,
            spelling: Spelling::of(records, lang),
        }
    }

    fn record(&self, id: RecordId) -> Option<&'r Envelope> {
        Some(&self.records[*self.places.get(&id)?])
    }

    fn cases(&self) -> impl Iterator<Item = CaseFile> {
        self.by_case.iter().map(|places| {
            let spelled = places.iter().map(|place| {
                let mut record = self.records[*place].clone();
                self.spelling.spell_out(&mut record);
                record
            });
            CaseFile::of(&spelled.collect::<Vec<_>>())
        })
    }
}

pub(super) fn consent_basis(prepared: &Prepared, request: &SealRequest) -> Vec<sandyq_bundle::Consent> {
    let basis = |asked: &Asked| sandyq_bundle::Consent {
        person: asked.code.clone(),
        covers: asked.standing.is_covered(),
        basis: asked.standing.reason(request.dossier_lang),
    };
    prepared.selection.consents.iter().map(basis).collect()
}

pub(super) fn override_of(prepared: &Prepared, request: &SealRequest) -> Option<Override> {
    let people = prepared.uncovered();
    let reason = request.consent_override.trim().to_owned();
    (!people.is_empty()).then_some(Override { reason, people })
}

pub(super) fn endings(prepared: &Prepared, name: &dyn Fn(RecordId) -> RecordId) -> Vec<Ending> {
    let ending = |(record, forgotten, time): &(RecordId, bool, Timestamp)| Ending {
        record: name(*record),
        what: if *forgotten {
            EndingKind::Forget
        } else {
            EndingKind::Delete
        },
        time: *time,
    };
    prepared.endings.iter().map(ending).collect()
}

pub(super) fn contact_parts(prepared: &Prepared) -> Result<Vec<ContactPart>, Failure> {
    let part = |contact: &sandyq_vault::contacts::Contact| {
        Ok(ContactPart {
            name: contact.name.clone(),
            recipient: contact.recipient.parse().map_err(|_| ErrorCode::VaultDamaged)?,
            key: contact.signer.parse().map_err(|_| ErrorCode::VaultDamaged)?,
            verified: contact.verified.as_ref().map(|verified| verified.at),
        })
    };
    prepared.contacts.iter().map(part).collect()
}

pub(super) fn receipts(prepared: &Prepared) -> Result<Vec<Receipt>, Failure> {
    let receipt = |passage: &Passage| {
        Ok(Receipt {
            bundle: passage.bundle.parse().map_err(|_| ErrorCode::VaultDamaged)?,
            sha256: Sha256Sum(passage.sha256),
            time: passage.time,
        })
    };
    prepared.receipts.iter().map(receipt).collect()
}

fn bundled_file(file: &FilePart<'_>, item: Option<&Envelope>) -> BundledFile {
    let media_type = item
        .and_then(|item| item.body.get("media_type")?.as_str())
        // A derivative's item does not say what the original was.
        .unwrap_or(if file.name.rsplit('.').next() == Some("jpg") {
            "image/jpeg"
        } else {
            ""
        })
        .to_owned();
    BundledFile {
        item: file.item,
        name: format!("files/{}", file.name),
        size: file.size,
        sha256: file.sha256.to_string(),
        media_type,
    }
}
