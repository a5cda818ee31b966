//! Who a bundle is for: a contact by name or id, or a bare age key.

use crate::contacts;
use crate::failure::{ErrorCode, Failure};
use crate::view::Mark;
use sandyq_agefile::Recipient;
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::View;
use sandyq_vault::contacts::{by_recipient, by_signer as contact_by_signer};

/// A recipient and what is known of them.
pub(super) struct Addressee {
    pub(super) recipient: Recipient,
    pub(super) contact: Option<RecordId>,
    pub(super) name: Option<String>,
    signer: Option<String>,
    verified: bool,
}

impl Addressee {
    /// How well they are known, as a mark.
    pub(super) fn mark(&self, lang: Lang) -> Mark {
        super::preview::standing_mark(self.contact.map(|_| self.verified), lang)
    }

    /// Their fingerprint in words; none for a bare key.
    pub(super) fn words(&self, lang: Lang) -> Vec<String> {
        let signer = self.signer.as_deref();
        let fingerprint = signer.and_then(|signer| contacts::fingerprint(&self.recipient.to_string(), signer).ok());
        fingerprint.map_or_else(Vec::new, |fingerprint| contacts::words(&fingerprint, lang))
    }
}

/// Finds a recipient by what was typed.
pub(super) fn find(view: &View<'_>, to: &str) -> Result<Addressee, Failure> {
    let to = to.trim();
    // A key is that key: a contact may call itself by the text of somebody else's.
    let contact = if let Ok(key) = to.parse::<Recipient>() {
        by_recipient(view, &key.to_string())?
    } else {
        match contacts::find(view, to) {
            Ok(contact) => Some(contact),
            Err(failure) if failure.code == ErrorCode::NoSuchContact => None,
            Err(failure) => return Err(failure),
        }
    };
    if let Some(contact) = contact {
        return Ok(Addressee {
            recipient: contact.recipient.parse().map_err(|_| ErrorCode::VaultDamaged)?,
            contact: Some(contact.id),
            name: Some(contact.name),
            verified: contact.verified.is_some(),
            signer: Some(contact.signer),
        });
    }
    let recipient = to.parse().map_err(|_| Failure::about(ErrorCode::BadRecipient, to))?;
    Ok(Addressee {
        recipient,
        contact: None,
        name: None,
        signer: None,
        verified: false,
    })
}

/// The name of the contact with this age key, or the key.
pub(super) fn by_key(view: &View<'_>, recipient: &str) -> Result<String, Failure> {
    Ok(by_recipient(view, recipient)?.map_or_else(|| recipient.to_owned(), |contact| contact.name))
}

/// The name of the contact with this signature, or the key.
pub(super) fn by_signer(view: &View<'_>, signer: &str) -> Result<String, Failure> {
    Ok(contact_by_signer(view, signer)?.map_or_else(|| signer.to_owned(), |contact| contact.name))
}
