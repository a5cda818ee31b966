//! Contacts and bundles.

use crate::Trouble;
use crate::arguments::{ContactCommand, Seal};
use crate::print::{Out, table};
use sandyq_casework::view::{
    ContactView, InspectView, OpenOutcome, PreviewLine, SealOutcome, SealRequest, SenderStanding,
};
use sandyq_casework::{ErrorCode, Failure, Session};
use sandyq_domain::words::text;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

/// Longest card file that is looked at, in bytes.
const CARD_LIMIT: u64 = 64 * 1024;

pub fn contact(session: &mut Session, out: Out, command: ContactCommand) -> Result<(), Trouble> {
    match command {
        ContactCommand::Card { out: file, name } => {
            if let Some(name) = name {
                session.set_own_name(&name)?;
            }
            let card = session.own_card(out.lang)?;
            if let Some(file) = &file {
                sandyq_casework::write_small(file, card.text.as_bytes())?;
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
            let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, file.to_string_lossy());
            let mut card = Vec::new();
            std::fs::File::open(&file)
                .map_err(unreadable)?
                .take(CARD_LIMIT)
                .read_to_end(&mut card)
                .map_err(unreadable)?;
            let how = verified.then(|| text(out.lang, "cli-compared"));
            let contact = session.add_contact(&card, &name, how.as_deref(), out.lang)?;
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
        if contact.verified {
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

pub fn seal(session: &mut Session, out: Out, request: Seal) -> Result<(), Trouble> {
    let Seal {
        cases,
        to,
        out: file,
        withhold,
        purpose,
    } = request;
    let request = SealRequest {
        cases,
        to,
        purpose,
        withhold_identity: withhold.is_some(),
        lang: out.lang,
    };
    let sealed = session.seal_bundle(&request, &file, &mut |_| ControlFlow::Continue(()))?;
    out.show(&sealed, |sealed| seal_lines(sealed, out))
}

fn seal_lines(sealed: &SealOutcome, out: Out) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {}", sealed.file, sealed.size_text),
        format!("SHA-256  {}", sealed.sha256),
        format!(
            "{}: {} · {}: {}",
            text(out.lang, "cli-records"),
            sealed.records,
            text(out.lang, "cli-evidence"),
            sealed.evidence
        ),
    ];
    lines.extend(withheld_lines(&sealed.withheld, out));
    lines
}

fn withheld_lines(withheld: &[PreviewLine], out: Out) -> Vec<String> {
    let heading = (!withheld.is_empty()).then(|| text(out.lang, "cli-withheld"));
    heading
        .into_iter()
        .chain(withheld.iter().map(|line| format!("  {} — {}", line.text, line.note)))
        .collect()
}

pub fn inspect(session: &mut Session, out: Out, file: &Path) -> Result<(), Trouble> {
    let view = session.inspect_bundle(file, out.lang, &mut |_| ControlFlow::Continue(()))?;
    session.close_bundle();
    out.show(&view, |view| inspect_lines(view, out))
}

fn inspect_lines(view: &InspectView, out: Out) -> Vec<String> {
    let standing = match view.standing {
        SenderStanding::Verified => "sealed-to-contact",
        SenderStanding::Unverified => "sealed-to-unverified",
        SenderStanding::Unknown => "cli-sender-unknown",
        SenderStanding::Own => "own-vault",
    };
    let mut lines = vec![
        format!(
            "{}: {} ({})",
            text(out.lang, "cli-from"),
            view.sender,
            text(out.lang, standing)
        ),
        format!("  {}", view.digits.join(" ")),
        format!("  {}", view.words.join(" ")),
        format!("{}, {}: {}", view.when, view.purpose, view.cases.join(", ")),
    ];
    let change = |change: &sandyq_casework::view::Change| {
        vec![
            change.kind.clone(),
            format!("+{}", change.new),
            format!("↑{}", change.newer),
            format!("={}", change.known),
            format!("≠{}", change.conflicting),
        ]
    };
    lines.extend(
        table(&view.changes.iter().map(change).collect::<Vec<_>>())
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    lines.push(format!(
        "{}: {} · {}",
        text(out.lang, "cli-evidence"),
        view.evidence,
        view.size_text
    ));
    lines.extend(withheld_lines(&view.withheld, out));
    lines.extend(view.warnings.iter().map(|warning| format!("! {warning}")));
    lines
}

pub fn open(session: &mut Session, out: Out, file: &Path, accept_unknown: bool) -> Result<(), Trouble> {
    let mut progress = |_| ControlFlow::Continue(());
    let inspected = session.inspect_bundle(file, out.lang, &mut progress)?;
    match session.open_bundle(accept_unknown, out.lang, &mut progress) {
        Ok(outcome) => out.show(&outcome, |outcome| open_lines(outcome, out)),
        Err(failure) => {
            // Shown, not merged: whoever decides must see what there is to decide on.
            if !out.json {
                inspect_lines(&inspected, out)
                    .iter()
                    .try_for_each(|line| crate::print::say(line))?;
            }
            Err(failure.into())
        }
    }
}

fn open_lines(outcome: &OpenOutcome, out: Out) -> Vec<String> {
    let mut lines = inspect_lines(&outcome.inspected, out);
    let figure = |key: &str, n: u32| format!("{}: {n}", text(out.lang, key));
    lines.push(
        [
            figure("cli-taken", outcome.taken),
            figure("cli-known", outcome.known),
            figure("cli-conflicting", outcome.conflicting),
            figure("cli-evidence", outcome.evidence),
        ]
        .join(" · "),
    );
    lines
}

pub fn list(session: &Session, out: Out) -> Result<(), Trouble> {
    let lines = session.list_bundles(out.lang)?;
    out.show(&lines, |lines| {
        let cells = |line: &sandyq_casework::view::BundleLine| {
            let arrow = if line.is_received { "←" } else { "→" };
            vec![
                line.when.clone(),
                arrow.to_owned(),
                line.party.clone(),
                line.cases.join(", "),
                line.file.clone(),
                line.sha256.chars().take(16).collect(),
            ]
        };
        table(&lines.iter().map(cells).collect::<Vec<_>>())
    })
}
