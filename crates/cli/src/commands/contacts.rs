//! One's own card, and the people bundles are sealed for.

use super::beginning_of;
use crate::Trouble;
use crate::arguments::ContactCommand;
use crate::print::{Out, table};
use sandyq_casework::Session;
use sandyq_casework::view::ContactView;
use sandyq_domain::words::text;

/// Largest card file that is looked at, in bytes: a photograph of its code.
const CARD_LIMIT: u64 = 32 << 20;

pub fn run(session: &mut Session, out: Out, command: ContactCommand) -> Result<(), Trouble> {
    match command {
        ContactCommand::Card {
            out: file,
            qr,
            page,
            name,
        } => {
            if let Some(name) = name {
                session.set_own_name(&name)?;
            }
            let card = session.own_card(out.lang)?;
            if let Some(file) = &file {
                sandyq_casework::write_small(file, card.text.as_bytes())?;
            }
            if let Some(file) = &qr {
                sandyq_casework::write_small(file, card.qr.as_bytes())?;
            }
            if let Some(file) = &page {
                sandyq_casework::write_small(file, session.own_card_page(out.lang)?.as_bytes())?;
            }
            out.show(&card, |card| {
                let mut lines = if file.is_none() {
                    vec![card.text.clone()]
                } else {
                    vec![card.name.clone()]
                };
                lines.push(card.digits.join(" "));
                lines.push(card.words.join(" "));
                lines
            })
        }
        ContactCommand::Add { file, name, verified } => {
            let card = beginning_of(&file, CARD_LIMIT)?;
            let how = verified.then(|| text(out.lang, "cli-compared"));
            let contact = session.add_contact(&card, &name, how.as_deref(), out.lang)?;
            out.show(&contact, |contact| table(&[contact_cells(contact, out)]))
        }
        ContactCommand::Verify { contact, told } => {
            let how = text(out.lang, "cli-compared");
            let contact = session.compare_contact(&contact, &told.join(" "), &how, out.lang)?;
            out.show(&contact, |contact| table(&[contact_cells(contact, out)]))
        }
        ContactCommand::Own { contact, no } => {
            let contact = session.set_own_contact(&contact, !no, out.lang)?;
            out.show(&contact, |contact| table(&[contact_cells(contact, out)]))
        }
        ContactCommand::List => {
            let contacts = session.list_contacts(out.lang)?;
            out.show(&contacts, |contacts| {
                table(
                    &contacts
                        .iter()
                        .map(|contact| contact_cells(contact, out))
                        .collect::<Vec<_>>(),
                )
            })
        }
    }
}

fn contact_cells(contact: &ContactView, out: Out) -> Vec<String> {
    let standing = text(
        out.lang,
        if contact.is_own {
            "own-vault"
        } else if contact.verified {
            "sealed-to-contact"
        } else {
            "sealed-to-unverified"
        },
    );
    vec![
        contact.name.clone(),
        standing,
        contact.digits.join(" "),
        contact.words.join(" "),
    ]
}
