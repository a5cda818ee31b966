//! Bundles: sealing, looking into, opening, listing.

use crate::Trouble;
use crate::arguments::{Open, Seal};
use crate::door::told_passphrase;
use crate::print::{Out, table};
use sandyq_casework::view::{
    InspectView, OpenOutcome, PreviewLine, SealOutcome, SealPreview, SealRequest, SenderStanding,
};
use sandyq_casework::{Accept, ErrorCode, Failure, Session};
use sandyq_domain::words::{text, text_with};
use std::ops::ControlFlow;
use std::path::Path;

pub fn seal(session: &mut Session, out: Out, request: Seal) -> Result<(), Trouble> {
    let Seal {
        cases,
        to,
        out: file,
        kind,
        recipient_passphrase_file,
        withhold,
        evidence,
        purpose,
        lang,
        consent_override,
        html,
        note,
        dry_run,
    } = request;
    let request = SealRequest {
        kind,
        cases,
        to,
        passphrase: told_passphrase(recipient_passphrase_file.as_deref())?,
        purpose,
        withhold_identity: withhold.is_some(),
        evidence,
        consent_override,
        page: html,
        note,
        dossier_lang: lang.unwrap_or(out.lang),
    };
    let Some(file) = file.filter(|_| !dry_run) else {
        return preview(session, out, &request);
    };
    let sealed = session.seal_bundle(&request, &file, out.lang, &mut |_| ControlFlow::Continue(()))?;
    out.show(&sealed, |sealed| seal_lines(sealed, out))
}

/// What would leave; a bad answer when somebody's consent does not cover it and no reason was given.
fn preview(session: &Session, out: Out, request: &SealRequest) -> Result<(), Trouble> {
    let preview = session.preview_seal(request, out.lang)?;
    out.show(&preview, |preview| preview_lines(preview, out))?;
    if preview.uncovered.is_empty() || !request.consent_override.trim().is_empty() {
        return Ok(());
    }
    let people: Vec<&str> = preview.uncovered.iter().map(|line| line.text.as_str()).collect();
    let failure = Failure::about(ErrorCode::ConsentMissing, people.join(", "));
    Err(Trouble::Answered(failure, Some(out.lang)))
}

fn preview_lines(preview: &SealPreview, out: Out) -> Vec<String> {
    let mut lines = vec![
        format!("{} ({})", preview.recipient, preview.standing.text),
        preview.words.join(" "),
        preview.size_text.clone(),
    ];
    lines.retain(|line| !line.is_empty());
    let mut part = |key: &str, part: &[PreviewLine]| {
        if !part.is_empty() {
            lines.push(text(out.lang, key));
            lines.extend(part.iter().map(remarked));
        }
    };
    part("cli-leaves", &preview.leaves);
    part("cli-withheld", &preview.stays);
    part("cli-uncovered", &preview.uncovered);
    part("cli-look-again", &preview.look_again);
    lines
}

fn remarked(line: &PreviewLine) -> String {
    if line.note.is_empty() {
        format!("  {}", line.text)
    } else {
        format!("  {} — {}", line.text, line.note)
    }
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

pub fn inspect(session: &mut Session, out: Out, file: &Path, passphrase: Option<&Path>) -> Result<(), Trouble> {
    let passphrase = told_passphrase(passphrase)?;
    let passphrase = passphrase.as_ref().map(|text| text.as_str());
    let view = session.inspect_bundle(file, passphrase, out.lang, &mut |_| ControlFlow::Continue(()))?;
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
        format!(
            "{}, {}, {}: {}",
            view.kind,
            view.when,
            view.purpose,
            view.cases.join(", ")
        ),
    ];
    let change = |change: &sandyq_casework::view::Change| {
        vec![
            change.kind.clone(),
            format!("+{}", change.new),
            format!("↑{}", change.newer),
            format!("={}", change.known),
            format!("⇄{}", change.merged),
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
    lines.extend(view.besides.iter().map(remarked));
    lines.extend(withheld_lines(&view.withheld, out));
    lines.extend((!view.note.is_empty()).then(|| format!("«{}»", view.note)));
    lines.extend(view.warnings.iter().map(|warning| format!("! {warning}")));
    lines
}

pub fn open(session: &mut Session, out: Out, request: &Open) -> Result<(), Trouble> {
    let passphrase = told_passphrase(request.recipient_passphrase_file.as_deref())?;
    if request.dry_run {
        return inspect(
            session,
            out,
            &request.file,
            request.recipient_passphrase_file.as_deref(),
        );
    }
    let passphrase = passphrase.as_ref().map(|text| text.as_str());
    let mut progress = |_| ControlFlow::Continue(());
    let inspected = session.inspect_bundle(&request.file, passphrase, out.lang, &mut progress)?;
    let accept = Accept {
        unknown: request.accept_unknown,
        undone: request.again,
    };
    match session.open_bundle(accept, out.lang) {
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
            figure("cli-merged", outcome.merged),
            figure("cli-conflicting", outcome.conflicting),
            figure("cli-evidence", outcome.evidence),
        ]
        .join(" · "),
    );
    let mut told = |key: &str, n: u32| {
        if n > 0 {
            lines.push(figure(key, n));
        }
    };
    told("cli-proposed", outcome.proposed);
    told("cli-contacts-taken", outcome.contacts);
    told("cli-acknowledged", outcome.acknowledged);
    let alarm = |name: &String| {
        format!(
            "! {}",
            text_with(out.lang, "cli-contact-alarm", &[("name", name.as_str().into())])
        )
    };
    lines.extend(outcome.alarms.iter().map(alarm));
    lines
}

pub fn proof(session: &Session, out: Out, bundle: &str, file: &Path) -> Result<(), Trouble> {
    let sheet = session.proof_card(bundle, out.lang)?;
    sandyq_casework::write_small(file, sheet.as_bytes())?;
    out.show(&file, |file| vec![file.to_string_lossy().into_owned()])
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
