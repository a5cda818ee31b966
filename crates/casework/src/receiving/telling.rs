//! What is in a checked bundle and what it would do here, in the reader's words.

use super::Pending;
use crate::failure::Failure;
use crate::reading;
use crate::session::Session;
use crate::view::{Change, InspectView, PreviewLine, SealKind, SenderStanding};
use sandyq_bundle::{Fingerprint, Manifest};
use sandyq_domain::words::{Arg, day_text, size_text, text, text_with};
use sandyq_domain::{Envelope, Lang, kind_spec};
use sandyq_vault::bundles::Standing;
use sandyq_vault::contacts::Contact;
use sandyq_vault::own_keys::{self, Use};
use sandyq_vault::records::{self, Outcome};
use sandyq_vault::{View, contacts, trash};
use std::collections::HashMap;

impl Session {
    pub(super) fn inspected(
        &self,
        pending: &Pending,
        standings: &[Standing],
        lang: Lang,
    ) -> Result<InspectView, Failure> {
        let manifest = &pending.contents.manifest;
        let own_key = self.signing_key()?.public()?;
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
            Ok(InspectView {
                bundle: manifest.id.to_string(),
                kind: text(lang, &format!("bundle-kind-{}", SealKind::of(manifest.kind).slug())),
                warnings: warnings(view, manifest, standing, contact.as_ref(), standings, lang)?,
                is_undone: standings.contains(&Standing::Undone),
                sender: contact.map_or_else(|| manifest.sender.name.clone(), |contact| contact.name),
                standing,
                digits: crate::contacts::digits(&fingerprint),
                words: crate::contacts::words(&fingerprint, lang),
                created: manifest.created,
                when: day_text(manifest.created, lang),
                purpose: reading::term("consent_purpose", &manifest.purpose, lang),
                cases: manifest.cases.iter().map(|case| case.code.clone()).collect(),
                changes: changes(view, &pending.contents.records, lang)?,
                evidence: u32::try_from(pending.contents.files.len()).unwrap_or(u32::MAX),
                size_text: size_text(manifest.totals.file_bytes, lang),
                besides: besides(manifest, lang),
                note: manifest.note.clone(),
                withheld: manifest
                    .withheld
                    .iter()
                    .map(|w| PreviewLine {
                        text: w.what.clone(),
                        note: w.why.clone(),
                    })
                    .collect(),
            })
        })
    }
}

/// What to be careful about: each once, the worst first.
fn warnings(
    view: &View<'_>,
    manifest: &Manifest,
    standing: SenderStanding,
    contact: Option<&Contact>,
    standings: &[Standing],
    lang: Lang,
) -> Result<Vec<String>, Failure> {
    let mut found: Vec<&'static str> = Vec::new();
    let stands = |wanted: fn(&Standing) -> bool| standings.iter().any(wanted);
    if stands(|standing| *standing == Standing::Forked) {
        found.push("warning-forked");
    }
    // Somebody signs as a contact and asks for answers elsewhere: their key was changed, or somebody else has it.
    if contact.is_some_and(|contact| contact.recipient != manifest.sender.recipient.to_string()) {
        found.push("warning-key-changed");
    }
    // A name that a contact has here, under another key.
    let is_namesake = contacts::all(view)?
        .iter()
        .any(|contact| contact.name == manifest.sender.name);
    if standing == SenderStanding::Unknown && is_namesake {
        found.push("warning-namesake");
    }
    let own: Vec<String> = own_keys::all(view, Use::Receive)?
        .into_iter()
        .map(|key| key.public)
        .collect();
    let recipient = manifest.recipient.recipient.as_ref().map(ToString::to_string);
    if recipient.is_some_and(|recipient| !own.contains(&recipient)) {
        found.push("warning-forwarded");
    }
    if standing == SenderStanding::Unverified {
        found.push("warning-unverified");
    }
    if stands(|standing| *standing == Standing::Undone) {
        found.push("warning-undone");
    }
    if stands(|standing| *standing == Standing::Repeated) {
        found.push("warning-seen");
    }
    if stands(|standing| matches!(standing, Standing::Older { .. })) {
        found.push("warning-older");
    }
    // Of bundles under passphrases some are for others: their numbers tell nobody that one is missing.
    let is_counted = manifest.recipient.recipient.is_some();
    if is_counted && stands(|standing| matches!(standing, Standing::Skipped { .. })) {
        found.push("warning-skipped");
    }
    Ok(found.into_iter().map(|key| text(lang, key)).collect())
}

/// What else the manifest brings.
fn besides(manifest: &Manifest, lang: Lang) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    let mut count = |key: &str, n: usize| {
        if n > 0 {
            lines.push(PreviewLine {
                text: text_with(lang, key, &[("n", Arg::from(n))]),
                note: String::new(),
            });
        }
    };
    count(
        "leaves-history",
        usize::try_from(manifest.totals.history).unwrap_or(usize::MAX),
    );
    count("leaves-contacts", manifest.contacts.len());
    count("leaves-endings", manifest.endings.len());
    count("leaves-receipts", manifest.receipts.len());
    if let Some(why) = &manifest.consent_override {
        lines.push(PreviewLine {
            text: text_with(
                lang,
                "bundle-override",
                &[("people", why.people.join(", ").as_str().into())],
            ),
            note: why.reason.clone(),
        });
    }
    lines
}

/// What each kind of record would do here: declared kinds in their order, others as they come.
fn changes(view: &View<'_>, incoming: &[Envelope], lang: Lang) -> Result<Vec<Change>, Failure> {
    let mut order: Vec<&str> = sandyq_domain::KINDS.iter().map(|spec| spec.name).collect();
    let mut counted: HashMap<&str, Change> = HashMap::new();
    for envelope in incoming {
        let kind = envelope.kind.as_str();
        let change = counted.entry(kind).or_insert_with(|| {
            if kind_spec(kind).is_none() {
                order.push(kind);
            }
            Change {
                kind: reading::kind_label(kind, lang),
                new: 0,
                newer: 0,
                known: 0,
                merged: 0,
                conflicting: 0,
            }
        });
        let ours = trash::read(view, envelope.id)?;
        *slot(change, ours.as_ref(), envelope) += 1;
    }
    Ok(order.into_iter().filter_map(|kind| counted.remove(kind)).collect())
}

/// What one record would count as.
fn slot<'c>(change: &'c mut Change, ours: Option<&Envelope>, theirs: &Envelope) -> &'c mut u32 {
    match ours.map_or(Outcome::New, |ours| records::foresee(ours, theirs)) {
        Outcome::New => &mut change.new,
        Outcome::Newer | Outcome::Filled => &mut change.newer,
        Outcome::Same | Outcome::Older | Outcome::Forgotten => &mut change.known,
        Outcome::Merged => &mut change.merged,
        Outcome::Disputed | Outcome::Moved | Outcome::Differs | Outcome::Implausible => &mut change.conflicting,
    }
}
