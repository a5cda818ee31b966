//! Contacts and one's own card: who a bundle may be sealed for, and how its key is compared.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::{CardView, ContactView};
use sandyq_agefile::Recipient;
use sandyq_bundle::{Card, Fingerprint, VerifyingKey};
use sandyq_domain::{Lang, RecordId, Timestamp, wordlist};
use sandyq_vault::View;
use sandyq_vault::contacts::{self, Contact, Verified};

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
            recipient: card.recipient.to_string(),
            digits: digits(&fingerprint),
            words: words(&fingerprint, lang),
            name: card.name,
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

    /// Adds a contact from the text of a card. `name` is what it is called here; the card's own name when empty.
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
        let card = Card::from_text(card)?;
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
        verified: contact.verified.is_some(),
        verified_when: contact.verified.as_ref().map_or_else(String::new, |verified| {
            sandyq_domain::words::recent_text(verified.at, now, lang)
        }),
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
