//! Sealing: what leaves is chosen, shown, written once and entered in the ledger, or nothing leaves at all.

mod ahead;
mod preview;
mod pseudonym;
mod recipient;
mod selection;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name};
use crate::session::Session;
use crate::spelling::{spelled, title_leaving};
use crate::view::{BundleLine, SealOutcome, SealPreview, SealRequest};
use ahead::Ahead;
use pseudonym::Pseudonyms;
use recipient::Addressee;
use sandyq_bundle::{BundleKind, CasePart, FilePart, Party, Plan, Sha256Sum};
use sandyq_domain::words::size_text;
use sandyq_domain::{CaseFile, Envelope, Lang, RecordId, Timestamp};
use sandyq_report::dossier::{self, BundledFile, Dossier};
use sandyq_vault::bundles::{self, Passage};
use sandyq_vault::evidence_files::{self, FileRow};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::{View, codes, evidence, links, records};
use selection::{Rules, Selection, drop_foreign_links, select};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::path::Path;
use zeroize::Zeroizing;

/// Told how many bytes are done; `Break` cancels.
pub type Progress<'p> = dyn FnMut(u64) -> ControlFlow<()> + 'p;

/// Cases with the codes they are shown under.
type Coded = Vec<(RecordId, String)>;

/// Everything decided before a byte is written.
struct Prepared {
    addressee: Addressee,
    cases: Coded,
    selection: Selection,
    files: Vec<(RecordId, String, FileRow)>,
    absent: Vec<String>,
    is_practice: Vec<String>,
}

impl Session {
    /// What would leave, what stays, and what to look at again. Nothing is written.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::BadRecipient`].
    pub fn preview_seal(&self, request: &SealRequest) -> Result<SealPreview, Failure> {
        let prepared = self.prepare(request)?;
        Ok(preview::of(&prepared, request.lang))
    }

    /// Seals the cases into a new file at `out`. An existing file is never overwritten; a failed sealing leaves none.
    ///
    /// # Errors
    /// As [`Session::preview_seal`], and [`ErrorCode::EvidenceDamaged`], [`ErrorCode::DiskFull`], [`ErrorCode::FileExists`], …
    pub fn seal_bundle(
        &mut self,
        request: &SealRequest,
        out: &Path,
        progress: &mut Progress<'_>,
    ) -> Result<SealOutcome, Failure> {
        let prepared = self.prepare(request)?;
        let name = file_name(out);
        if fs::symlink_metadata(out).is_ok() {
            return Err(Failure::about(ErrorCode::FileExists, name));
        }
        let unfinished = Unfinished::make(out)?;
        let (id, now) = (self.new_id(), self.now());
        let signing = self.signing_key()?;
        let sender = signing.public()?.to_string();
        let passages = self.passages(&prepared, id, &sender, now)?;
        let plan = self.plan(&prepared, request, id, now, &passages)?;
        let records = u32::try_from(plan.records.len()).unwrap_or(u32::MAX);
        let to = [prepared.addressee.recipient.clone()];
        let sealed = sandyq_bundle::seal(plan, &signing, &to, BufWriter::new(unfinished.file()?), progress)
            .map_err(|error| self.seal_failure(error, &name, &prepared, request.lang))?;
        unfinished.sync()?;
        self.enter(&prepared, &passages, sealed.sha256, request, &unfinished, out, now)?;
        unfinished.keep();
        Ok(SealOutcome {
            bundle: id.to_string(),
            file: name,
            size: sealed.size,
            size_text: size_text(sealed.size, request.lang),
            sha256: sealed.sha256.to_string(),
            records,
            evidence: u32::try_from(prepared.files.len()).unwrap_or(u32::MAX),
            withheld: preview::stays(&prepared, request.lang),
        })
    }

    /// Bundles that left and came, the newest first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_bundles(&self, lang: Lang) -> Result<Vec<BundleLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let mut lines: BTreeMap<(Timestamp, String), BundleLine> = BTreeMap::new();
            let sent = bundles::sent(view)?
                .into_iter()
                .map(|(passage, path)| (passage, path, false));
            let received = bundles::received(view)?
                .into_iter()
                .map(|passage| (passage, String::new(), true));
            for (passage, path, is_received) in sent.chain(received) {
                let code = passage.case.map(|case| codes::shown(view, case)).transpose()?.flatten();
                let party = if is_received {
                    recipient::by_signer(view, &passage.sender)?
                } else {
                    recipient::by_key(view, &passage.recipient)?
                };
                let line = lines
                    .entry((passage.time, passage.bundle.clone()))
                    .or_insert_with(|| BundleLine {
                        bundle: passage.bundle.clone(),
                        is_received,
                        party,
                        cases: Vec::new(),
                        when: sandyq_domain::words::recent_text(passage.time, now, lang),
                        file: file_name(Path::new(&path)),
                        sha256: Sha256Sum(passage.sha256).to_string(),
                    });
                line.cases.extend(code);
            }
            Ok(lines.into_values().rev().collect())
        })
    }

    fn prepare(&self, request: &SealRequest) -> Result<Prepared, Failure> {
        let now = self.now();
        if sandyq_domain::vocab::vocabulary("consent_purpose")
            .is_none_or(|known| known.term(&request.purpose).is_none())
        {
            return Err(Failure::about(ErrorCode::BadRecord, "purpose"));
        }
        self.vault().read(|view| {
            let addressee = recipient::find(view, &request.to)?;
            let (cases, envelopes) = chosen(view, &request.cases)?;
            let rules = Rules {
                purpose: &request.purpose,
                withhold_identity: request.withhold_identity,
                today: now,
            };
            let mut selection = select(&envelopes, &elsewhere(view, &envelopes)?, rules);
            drop_foreign_links(&mut selection.envelopes);
            let (mut files, mut absent) = (Vec::new(), Vec::new());
            for item in selection
                .envelopes
                .iter()
                .filter(|envelope| envelope.kind == "evidence_item")
            {
                let title = title_leaving(view, &item.kind, &item.body, request.lang)?;
                match evidence_files::of_item(view, item.id)? {
                    Some(row) => files.push((item.id, extension(item), row)),
                    None => absent.push(title),
                }
            }
            let practice = envelopes
                .iter()
                .filter(|e| e.kind == "case" && e.body.get("is_practice") == Some(&json!(true)));
            let is_practice = practice
                .filter_map(|e| Some(e.body.get("code")?.as_str()?.to_owned()))
                .collect();
            Ok(Prepared {
                addressee,
                cases,
                selection,
                files,
                absent,
                is_practice,
            })
        })
    }

    /// The next number for each case on the way from this vault to this recipient.
    fn passages(
        &self,
        prepared: &Prepared,
        id: RecordId,
        sender: &str,
        now: Timestamp,
    ) -> Result<Vec<Passage>, Failure> {
        let recipient = prepared.addressee.recipient.to_string();
        self.vault().read(|view| {
            let passage = |(case, _): &(RecordId, String)| {
                let last = bundles::last_sent(view, sender, &recipient, Some(*case))?;
                Ok(Passage {
                    bundle: id.to_string(),
                    case: Some(*case),
                    sender: sender.to_owned(),
                    recipient: recipient.clone(),
                    sequence: last.as_ref().map_or(1, |last| last.sequence + 1),
                    previous_hash: last.map(|last| last.sha256),
                    sha256: [0; 32],
                    time: now,
                })
            };
            prepared.cases.iter().map(passage).collect()
        })
    }

    fn plan<'a>(
        &'a self,
        prepared: &'a Prepared,
        request: &SealRequest,
        id: RecordId,
        now: Timestamp,
        passages: &[Passage],
    ) -> Result<Plan<'a>, Failure> {
        let lang = request.lang;
        let addressee = &prepared.addressee;
        // What the recipient is called here is nobody else's business when identities stay.
        let recipient_name = addressee.name.clone().filter(|_| !request.withhold_identity);
        let aliases = if request.withhold_identity {
            Some(self.aliases(addressee)?)
        } else {
            None
        };
        let alias = |id: RecordId| aliases.as_ref().map_or(id, |aliases| aliases.of(id));
        let mut records = prepared.selection.envelopes.clone();
        if let Some(aliases) = &aliases {
            for envelope in &mut records {
                aliases.rename(envelope);
            }
        }
        let numbered = prepared.files.iter().enumerate();
        let files: Vec<FilePart<'a>> = numbered
            .map(|(n, (item, extension, row))| self.file_part(n, alias(*item), extension, row))
            .collect();
        let cases = prepared
            .cases
            .iter()
            .zip(passages)
            .map(|((case, code), passage)| CasePart {
                id: alias(*case),
                code: code.clone(),
                sequence: passage.sequence,
                previous_sha256: passage.previous_hash.map(Sha256Sum),
            });
        let withheld: Vec<(String, String)> = prepared
            .selection
            .withheld
            .iter()
            .map(|withheld| (withheld.what_text(lang), withheld.why_text(lang)))
            .collect();
        let sender_name = self.own_name()?;
        let dossier = Dossier {
            lang,
            bundle_id: id.to_string(),
            created: now,
            sender: sender_name.clone(),
            recipient: recipient_name
                .clone()
                .unwrap_or_else(|| addressee.recipient.to_string()),
            purpose: request.purpose.clone(),
            cases: files_of(&prepared.cases, &spelled(records.clone(), lang), alias),
            files: files.iter().map(|file| bundled_file(file, &records)).collect(),
            withheld: withheld
                .iter()
                .cloned()
                .map(|(what, why)| dossier::Withheld { what, why })
                .collect(),
            identity_withheld: request.withhold_identity,
        };
        Ok(Plan {
            id,
            kind: BundleKind::HandOver,
            created: now,
            sender_name,
            sender_recipient: self.identity()?.recipient(),
            recipient: Party {
                name: recipient_name.clone(),
                recipient: addressee.recipient.clone(),
            },
            purpose: request.purpose.clone(),
            language: lang,
            cases: cases.collect(),
            consent_basis: consent_basis(&prepared.selection, lang),
            withheld: withheld
                .into_iter()
                .map(|(what, why)| sandyq_bundle::Withheld { what, why })
                .collect(),
            note: String::new(),
            extra: serde_json::Map::new(),
            dossier: dossier::render(&dossier).into_bytes(),
            records,
            files,
        })
    }

    fn file_part<'a>(&'a self, n: usize, item: RecordId, extension: &str, row: &'a FileRow) -> FilePart<'a> {
        FilePart {
            name: format!("{:04}.{extension}", n + 1),
            size: row.size,
            sha256: Sha256Sum(row.sha256),
            item,
            source: Box::new(move || {
                let opened =
                    evidence::open(self.vault(), row.file).map_err(|error| std::io::Error::other(error.to_string()))?;
                Ok(Box::new(Ahead::of(opened)?))
            }),
        }
    }

    fn aliases(&self, addressee: &Addressee) -> Result<Pseudonyms, Failure> {
        let key = match addressee.contact {
            Some(contact) => self
                .vault()
                .read(|view| Ok::<_, Failure>(sandyq_vault::contacts::alias_key(view, contact)?))?,
            None => None,
        };
        // A bare key has no contact and so no key of its own: it gets names nobody can link, the receiver included.
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *random).map_err(|_| ErrorCode::System)?;
        Ok(Pseudonyms::new(key.unwrap_or(random), &addressee.recipient.to_string()))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one entry of the ledger; a struct for one call would only rename them"
    )]
    fn enter(
        &mut self,
        prepared: &Prepared,
        passages: &[Passage],
        sha256: Sha256Sum,
        request: &SealRequest,
        unfinished: &Unfinished,
        out: &Path,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let author = self.author().to_owned();
        let to = prepared.addressee.recipient.to_string();
        self.vault_mut().write(|tx| {
            let path = out.to_string_lossy();
            for passage in passages {
                let sent = Passage {
                    sha256: sha256.0,
                    ..passage.clone()
                };
                bundles::enter_sent(tx, &sent, &path)?;
                let payload = json!({
                    "action": "sealed", "by": author, "to": to, "purpose": request.purpose, "bundle": sent.bundle,
                    "sha256": sha256.to_string(), "file": file_name(out),
                });
                let case = passage.case.ok_or(ErrorCode::NoSuchCase)?;
                journal::append(
                    tx,
                    &NewEntry {
                        item: case,
                        entry: EntryType::Copy,
                        time: now,
                        payload: &payload,
                    },
                )?;
                for (item, _, row) in &prepared.files {
                    let hash = Sha256Sum(row.sha256).to_string();
                    let payload =
                        json!({ "action": "sealed", "by": author, "to": to, "bundle": sent.bundle, "sha256": hash });
                    journal::append(
                        tx,
                        &NewEntry {
                            item: *item,
                            entry: EntryType::Custody,
                            time: now,
                            payload: &payload,
                        },
                    )?;
                }
            }
            // Last, so that a file that could not be put in its place leaves no entry.
            unfinished.publish(out)
        })
    }
}

impl Session {
    fn seal_failure(&self, error: sandyq_bundle::SealError, name: &str, prepared: &Prepared, lang: Lang) -> Failure {
        use sandyq_bundle::SealError as E;
        match error {
            E::Unsound(rule) => Failure::about(ErrorCode::CannotSeal, rule.slug()),
            E::WrongRecipient => Failure::about(ErrorCode::BadRecipient, prepared.addressee.recipient.to_string()),
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
        let (item, _, _) = prepared.files.get(number.checked_sub(1)?)?;
        let found = self.vault().read(|view| match records::read(view, *item)? {
            Some(envelope) => title_leaving(view, &envelope.kind, &envelope.body, lang).map(Some),
            None => Ok(None),
        });
        found.ok().flatten()
    }
}

/// Cases with their records, each record once.
fn chosen(view: &View<'_>, names: &[String]) -> Result<(Coded, Vec<Envelope>), Failure> {
    if names.is_empty() {
        return Err(ErrorCode::NoSuchCase.into());
    }
    let (mut cases, mut envelopes) = (Vec::new(), Vec::new());
    for name in names {
        let case = crate::finding::find_case(view, name)?;
        if cases.iter().any(|(known, _)| *known == case) {
            continue;
        }
        cases.push((case, codes::shown(view, case)?.unwrap_or_default()));
        for envelope in crate::finding::whole_case(view, case)? {
            if !envelopes.iter().any(|known: &Envelope| known.id == envelope.id) {
                envelopes.push(envelope);
            }
        }
    }
    Ok((cases, envelopes))
}

/// Records of other cases that name these people: they may be victims there, or have withdrawn a consent.
fn elsewhere(view: &View<'_>, envelopes: &[Envelope]) -> Result<Vec<Envelope>, Failure> {
    let mut found = Vec::new();
    for person in envelopes.iter().filter(|envelope| envelope.kind == "person") {
        let naming = links::naming(view, person.id)?.into_iter().map(|link| link.from);
        let naming: Vec<RecordId> = naming
            .filter(|id| !envelopes.iter().any(|known| known.id == *id))
            .collect();
        found.extend(records::read_all(view, &naming)?);
    }
    Ok(found)
}

/// The records of each case with everything that belongs to no case, as the dossier reads them.
fn files_of(cases: &[(RecordId, String)], records: &[Envelope], alias: impl Fn(RecordId) -> RecordId) -> Vec<CaseFile> {
    let of = |case: RecordId| {
        records
            .iter()
            .filter(move |envelope| envelope.case.is_none_or(|own| own == case))
    };
    cases.iter().map(|(case, _)| CaseFile::of(of(alias(*case)))).collect()
}

fn consent_basis(selection: &Selection, lang: Lang) -> Vec<sandyq_bundle::Consent> {
    let basis = |(code, standing): &(String, crate::consent::Standing)| sandyq_bundle::Consent {
        person: code.clone(),
        covers: standing.is_covered(),
        basis: standing.reason(lang),
    };
    selection.consents.iter().map(basis).collect()
}

fn bundled_file(file: &FilePart<'_>, records: &[Envelope]) -> BundledFile {
    let item = records.iter().find(|envelope| envelope.id == file.item);
    let media_type = item
        .and_then(|item| item.body.get("media_type")?.as_str())
        .unwrap_or_default()
        .to_owned();
    let name = format!("files/{}", file.name);
    BundledFile {
        item: file.item,
        name,
        size: file.size,
        sha256: file.sha256.to_string(),
        media_type,
    }
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
