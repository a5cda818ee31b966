//! Who a bundle is for: a contact by name or id, a bare age key, or whoever knows a passphrase.

use crate::contacts;
use crate::failure::{ErrorCode, Failure};
use crate::view::{Mark, Meaning};
use sandyq_agefile::Recipient;
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::View;
use sandyq_vault::contacts::{by_recipient, by_signer as contact_by_signer};

/// A recipient and what is known of them.
pub(crate) struct Addressee {
    /// None when only a passphrase opens it.
    pub(crate) recipient: Option<Recipient>,
    pub(super) contact: Option<RecordId>,
    pub(super) name: Option<String>,
    pub(super) signer: Option<String>,
    /// A vault of one's own, compared: everything may move there.
    pub(super) is_own: bool,
    verified: bool,
}

/// What stands in the ledger as the recipient of a bundle that opens with a passphrase and is for no contact.
const ANYBODY: &str = "passphrase";

/// Under what the ledger counts bundles sealed to this key, or to no key at all.
pub(crate) fn ledger_name(recipient: Option<&Recipient>) -> String {
    recipient.map_or_else(|| ANYBODY.to_owned(), Recipient::to_string)
}

impl Addressee {
    /// How well they are known, as a mark.
    pub(crate) fn mark(&self, lang: Lang) -> Mark {
        match &self.recipient {
            None => Mark {
                meaning: Meaning::Due,
                text: sandyq_domain::words::text(lang, "sealed-to-passphrase"),
            },
            Some(_) => super::preview::standing_mark(self.contact.map(|_| self.verified), lang),
        }
    }

    /// The age key as text; none for a passphrase alone.
    pub(super) fn key_text(&self) -> Option<String> {
        self.recipient.as_ref().map(Recipient::to_string)
    }

    /// Under what the ledger counts bundles for them.
    pub(crate) fn ledger_name(&self) -> String {
        ledger_name(self.recipient.as_ref())
    }

    /// Their fingerprint in words; none for a bare key.
    pub(super) fn words(&self, lang: Lang) -> Vec<String> {
        let signer = self.signer.as_deref();
        let fingerprint = signer
            .zip(self.key_text())
            .and_then(|(signer, recipient)| contacts::fingerprint(&recipient, signer).ok());
        fingerprint.map_or_else(Vec::new, |fingerprint| contacts::words(&fingerprint, lang))
    }
}

/// Finds a recipient by what was typed; nobody is enough where a passphrase opens the bundle.
pub(crate) fn find(view: &View<'_>, to: &str, by_passphrase: bool) -> Result<Addressee, Failure> {
    let to = to.trim();
    if to.is_empty() && by_passphrase {
        return Ok(Addressee {
            recipient: None,
            contact: None,
            name: None,
            signer: None,
            is_own: false,
            verified: false,
        });
    }
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
            recipient: Some(contact.recipient.parse().map_err(|_| ErrorCode::VaultDamaged)?),
            contact: Some(contact.id),
            name: Some(contact.name),
            is_own: contact.own && contact.verified.is_some(),
            verified: contact.verified.is_some(),
            signer: Some(contact.signer),
        });
    }
    let recipient = to.parse().map_err(|_| Failure::about(ErrorCode::BadRecipient, to))?;
    Ok(Addressee {
        recipient: Some(recipient),
        contact: None,
        name: None,
        signer: None,
        is_own: false,
        verified: false,
    })
}

/// The name of the contact with this age key, or the key.
pub(crate) fn by_key(view: &View<'_>, recipient: &str, lang: Lang) -> Result<String, Failure> {
    if recipient == ANYBODY {
        return Ok(sandyq_domain::words::text(lang, "sealed-to-passphrase"));
    }
    Ok(by_recipient(view, recipient)?.map_or_else(|| recipient.to_owned(), |contact| contact.name))
}

/// The name of the contact with this signature, or the key.
pub(crate) fn by_signer(view: &View<'_>, signer: &str) -> Result<String, Failure> {
    Ok(contact_by_signer(view, signer)?.map_or_else(|| signer.to_owned(), |contact| contact.name))
}
