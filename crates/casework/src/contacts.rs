//! Contacts and one's own card: who a bundle may be sealed for, and how its key is compared.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{CardView, ContactView};
use sandyq_agefile::Recipient;
use sandyq_bundle::{Card, Fingerprint, VerifyingKey};
use sandyq_domain::words::{day_text, recent_text};
use sandyq_domain::{Lang, RecordId, Timestamp, wordlist};
use sandyq_report::paper::{self, CardSheet, ProofSheet};
use sandyq_vault::View;
use sandyq_vault::bundles;
use sandyq_vault::contacts::{self, Contact, Verified};
use std::borrow::Cow;

impl Session {
    /// One's own card: what others need to seal for this vault and to know its signature.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn own_card(&self, lang: Lang) -> Result<CardView, Failure> {
        let card = self.card()?;
        let fingerprint = card.fingerprint();
        Ok(CardView {
            text: card.to_text()?,
            qr: sandyq_report::qr::svg(&card.to_code()?).ok_or(ErrorCode::BadCard)?,
            recipient: card.recipient.to_string(),
            digits: digits(&fingerprint),
            words: words(&fingerprint, lang),
            name: card.name,
        })
    }

    /// One's own card as a sheet to print.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn own_card_page(&self, lang: Lang) -> Result<String, Failure> {
        let card = self.card()?;
        let fingerprint = card.fingerprint();
        Ok(paper::card(&CardSheet {
            lang,
            name: &card.name,
            digits: &digits(&fingerprint),
            words: &words(&fingerprint, lang),
            card: &card.to_code()?,
        }))
    }

    /// The proof card of a bundle that was sealed here, as a sheet to print.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchBundle`] when no such bundle left.
    pub fn proof_card(&self, bundle: &str, lang: Lang) -> Result<String, Failure> {
        let sender = self.own_name()?;
        self.vault().read(|view| {
            let sent = bundles::sent(view)?;
            let found = sent.into_iter().find(|(passage, _)| passage.bundle == bundle);
            let (passage, path) = found.ok_or_else(|| Failure::about(ErrorCode::NoSuchBundle, bundle))?;
            // What the recipient holds and can hash: the file as it was written.
            let sum = sandyq_bundle::Sha256Sum(bundles::page_of(view, bundle)?.unwrap_or(passage.sha256));
            Ok(paper::proof(&ProofSheet {
                lang,
                bundle,
                file: &crate::outfile::file_name(std::path::Path::new(&path)),
                sha256: &sum.to_string(),
                words: &words(&Fingerprint::of_sum(sum), lang),
                day: &day_text(passage.time, lang),
                sender: &sender,
                key: &passage.sender,
                recipient: &crate::sealing::recipient::by_key(view, &passage.recipient, lang)?,
            }))
        })
    }

    pub(crate) fn card(&self) -> Result<Card, Failure> {
        let verifying = self.signing_key()?.public()?;
        Ok(Card {
            name: self.own_name()?,
            recipient: self.identity()?.recipient(),
            verifying,
        })
    }

    /// Every contact by name.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_contacts(&self, lang: Lang) -> Result<Vec<ContactView>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            contacts::all(view)?
                .iter()
                .map(|contact| shown(contact, now, lang))
                .collect()
        })
    }

    /// Adds a contact from a card: its text, or a picture of its QR code. `name` is what it is called here; the card's own name when empty.
    ///
    /// # Errors
    /// [`ErrorCode::BadCard`]; [`ErrorCode::ContactKeyChanged`] when a contact of that name has another key: an alarm.
    pub fn add_contact(
        &mut self,
        card: &[u8],
        name: &str,
        verified: Option<&str>,
        lang: Lang,
    ) -> Result<ContactView, Failure> {
        let card = Card::from_text(&written_on(card))?;
        let name = if name.trim().is_empty() {
            card.name.clone()
        } else {
            name.trim().to_owned()
        };
        if !sandyq_bundle::label_can_leave(&name) {
            return Err(Failure::about(ErrorCode::BadRecord, "name"));
        }
        let (id, now) = (self.new_id(), self.now());
        self.vault_mut().write(|tx| {
            let recipient = card.recipient.to_string();
            let same_signer = contacts::by_signer(tx, &card.verifying.to_string())?;
            let known = contacts::by_recipient(tx, &recipient)?;
            let namesake = contacts::all(tx)?
                .into_iter()
                .find(|contact| contact.name == name && contact.recipient != recipient);
            if namesake.is_some()
                || same_signer.is_some_and(|contact| contact.recipient != recipient)
                || known
                    .as_ref()
                    .is_some_and(|known| known.signer != card.verifying.to_string())
            {
                return Err(Failure::about(ErrorCode::ContactKeyChanged, name.clone()));
            }
            let id = if let Some(known) = known {
                contacts::rename(tx, known.id, &name)?;
                known.id
            } else {
                let signer = card.verifying.to_string();
                let contact = Contact {
                    id,
                    name,
                    recipient,
                    signer,
                    own: false,
                    verified: None,
                    added: now,
                    retired: None,
                };
                contacts::add(tx, &contact)?;
                id
            };
            if let Some(how) = verified {
                contacts::verify(
                    tx,
                    id,
                    &Verified {
                        at: now,
                        how: how.to_owned(),
                    },
                )?;
            }
            let contact = contacts::read(tx, id)?.ok_or(ErrorCode::NoSuchContact)?;
            shown(&contact, now, lang)
        })
    }

    /// Says whether a contact is a vault of one's own, to which everything may move with its history. Its fingerprint must have
    /// been compared.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchContact`]; [`ErrorCode::NotCompared`].
    pub fn set_own_contact(&mut self, id: &str, own: bool, lang: Lang) -> Result<ContactView, Failure> {
        let now = self.now();
        self.vault_mut().write(|tx| {
            let contact = find(tx, id)?;
            if own && contact.verified.is_none() {
                return Err(Failure::about(ErrorCode::NotCompared, contact.name));
            }
            contacts::set_own(tx, contact.id, own)?;
            let contact = contacts::read(tx, contact.id)?.ok_or(ErrorCode::NoSuchContact)?;
            shown(&contact, now, lang)
        })
    }

    /// Compares what somebody read out, words of any language or digits, with a contact's fingerprint, and notes that it was
    /// compared when it is the same.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchContact`]; [`ErrorCode::FingerprintDiffers`], an alarm.
    pub fn compare_contact(&mut self, id: &str, told: &str, how: &str, lang: Lang) -> Result<ContactView, Failure> {
        let contact = self.vault().read(|view| find(view, id))?;
        if !says(&fingerprint(&contact.recipient, &contact.signer)?, told) {
            return Err(Failure::about(ErrorCode::FingerprintDiffers, contact.name));
        }
        self.verify_contact(id, how, lang)
    }

    /// Notes that a contact's fingerprint was compared, and how ("in person", "by phone").
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchContact`].
    pub fn verify_contact(&mut self, id: &str, how: &str, lang: Lang) -> Result<ContactView, Failure> {
        let now = self.now();
        self.vault_mut().write(|tx| {
            let id = find(tx, id)?.id;
            contacts::verify(
                tx,
                id,
                &Verified {
                    at: now,
                    how: how.to_owned(),
                },
            )?;
            let contact = contacts::read(tx, id)?.ok_or(ErrorCode::NoSuchContact)?;
            shown(&contact, now, lang)
        })
    }
}

/// The text of a card, read from a picture when it is one.
///
/// # Security
/// A picture is decoded under the limits of all pictures here; whatever its code says is read like any other card.
fn written_on(card: &[u8]) -> Cow<'_, [u8]> {
    let Some(picture) = crate::evidence::picture::decode(card, card.len() as u64) else {
        return Cow::Borrowed(card);
    };
    let grey = picture.into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let at = |x: usize, y: usize| grey.as_raw().get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, at);
    let read = picture.detect_grids().into_iter().find_map(|grid| grid.decode().ok());
    // No code in it: said as a card that is none.
    Cow::Owned(read.map_or_else(Vec::new, |(_, text)| text.into_bytes()))
}

/// Whether these words (of one language or several) or digits are the whole fingerprint.
fn says(fingerprint: &Fingerprint, told: &str) -> bool {
    let digits: String = told.chars().filter(char::is_ascii_digit).collect();
    let is_digits = told.chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace());
    if is_digits {
        return digits == fingerprint.digits().replace(' ', "");
    }
    let words = told
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty());
    let indexes: Option<Vec<u16>> = words
        .map(|word| wordlist::find(&word.to_lowercase()).map(|(_, at)| at))
        .collect();
    indexes.is_some_and(|indexes| indexes == fingerprint.word_indexes())
}

/// A contact by id or name.
pub(crate) fn find(view: &View<'_>, name: &str) -> Result<Contact, Failure> {
    let by_id = name
        .parse::<RecordId>()
        .ok()
        .map(|id| contacts::read(view, id))
        .transpose()?
        .flatten();
    let by_name = || -> Result<Option<Contact>, Failure> {
        Ok(contacts::all(view)?.into_iter().find(|contact| contact.name == name))
    };
    match by_id {
        Some(contact) => Ok(contact),
        None => by_name()?.ok_or_else(|| Failure::about(ErrorCode::NoSuchContact, name)),
    }
}

fn shown(contact: &Contact, now: Timestamp, lang: Lang) -> Result<ContactView, Failure> {
    let fingerprint = fingerprint(&contact.recipient, &contact.signer)?;
    Ok(ContactView {
        id: contact.id,
        name: contact.name.clone(),
        recipient: contact.recipient.clone(),
        digits: digits(&fingerprint),
        words: words(&fingerprint, lang),
        is_own: contact.own,
        verified: contact.verified.is_some(),
        verified_when: contact
            .verified
            .as_ref()
            .map_or_else(String::new, |verified| recent_text(verified.at, now, lang)),
    })
}

/// The fingerprint of a pair of keys as text.
pub(crate) fn fingerprint(recipient: &str, signer: &str) -> Result<Fingerprint, Failure> {
    let recipient: Recipient = recipient.parse().map_err(|_| ErrorCode::VaultDamaged)?;
    let verifying: VerifyingKey = signer.parse().map_err(|_| ErrorCode::VaultDamaged)?;
    Ok(Fingerprint::of(&recipient, &verifying))
}

/// The fingerprint in groups of five digits.
pub(crate) fn digits(fingerprint: &Fingerprint) -> Vec<String> {
    fingerprint.digits().split_whitespace().map(str::to_owned).collect()
}

/// The fingerprint in words of one language.
pub(crate) fn words(fingerprint: &Fingerprint, lang: Lang) -> Vec<String> {
    fingerprint
        .word_indexes()
        .iter()
        .map(|index| wordlist::word(lang, *index).to_owned())
        .collect()
}
