//! The whole job in a temporary vault, with an invented case and real files: each step with its figures, and at the end
//! a wipe and the proof that nothing opens.
//!
//! Everything here goes through the same verbs as the other commands; nothing is prepared or replayed.

mod proof;
mod stage;

use crate::Trouble;
use crate::door::host;
use crate::print::Out;
use sandyq_casework::Accept;
use sandyq_casework::view::{SealEvidence, SealKind, SealOutcome, SealRequest, SenderStanding};
use sandyq_casework::{KdfCost, Reach, Secret, Session, emergency, session, suggest_passphrase};
use sandyq_domain::words::{size_text, text, text_with};
use stage::Stage;
use std::ops::ControlFlow;
use std::path::PathBuf;

const CASE: &str = include_str!("../demo/case.json");
const EVIDENCE: [(&str, &[u8]); 3] = [
    ("lestnitsa.jpg", include_bytes!("../demo/evidence/lestnitsa.jpg")),
    ("zvonok.ogg", include_bytes!("../demo/evidence/zvonok.ogg")),
    ("otvet.pdf", include_bytes!("../demo/evidence/otvet.pdf")),
];
/// Words of the demonstration's case that must stand nowhere in the open.
const CANARY: &str = "всё равно никто не поверит";

/// Runs it.
pub fn run(out: Out) -> Result<(), Trouble> {
    let mut stage = Stage::set(out)?;
    let secret = secret(out)?;
    let (ours, theirs) = (stage.folder.path("ours"), stage.folder.path("theirs"));

    let (mut session, _) = stage.step("demo-create", |say| {
        let cost = KdfCost::calibrated();
        let made = Session::create(&ours, &secret, cost, host(), out.lang)?;
        say(format!("Argon2id {} MiB × {}", cost.memory_kib() / 1024, cost.passes()));
        Ok(made)
    })?;
    let code = record(&mut stage, &mut session, out)?;
    let (mut lawyer, file, sealed) = hand_over(&mut stage, &mut session, &theirs, &code, out)?;
    receive(&mut stage, &mut lawyer, &file, &sealed, out)?;
    lock_and_search(&mut stage, session, &ours, &secret, out)?;
    lawyer.lock()?;
    wipe(&mut stage, &ours, &secret, out)?;
    stage.end()
}

fn secret(out: Out) -> Result<Secret, Trouble> {
    let words = suggest_passphrase(out.lang).map_err(|_| Trouble::from(sandyq_casework::ErrorCode::System))?;
    Ok(session::new_passphrase(&words)?)
}

/// The case, its evidence, and finding it again. Answers the case's code.
fn record(stage: &mut Stage, session: &mut Session, out: Out) -> Result<String, Trouble> {
    let code = stage.step("demo-record", |say| {
        let report = session.import_document(CASE, out.lang)?;
        say(format!("{}: {}", text(out.lang, "cli-added"), report.added.len()));
        say(format!("{}: {}", text(out.lang, "cli-refused"), report.refused.len()));
        let case = report.added.into_iter().find(|record| record.kind == "case");
        let code = case
            .map(|case| case.code)
            .ok_or(sandyq_casework::ErrorCode::NoSuchCase)?;
        say(code.clone());
        Ok(code)
    })?;
    stage.step_on_files("demo-attach", |folder, say| {
        let files = originals(folder)?;
        for outcome in session.attach_evidence(&code, &files, out.lang, &mut go_on)? {
            let item = outcome.item.ok_or(sandyq_casework::ErrorCode::FileUnreadable)?;
            say(format!(
                "{}  {}  {}  {}",
                item.original_name,
                item.media_type,
                item.size_text,
                short(&item.sha256)
            ));
        }
        Ok(())
    })?;
    stage.step("demo-search", |say| {
        for query in ["еще", "Улытау"] {
            let hits = session.search_records(query, Reach::Glance, out.lang)?;
            let found: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
            say(format!("«{query}» → {}", found.join("; ")));
        }
        Ok(())
    })?;
    Ok(code)
}

/// A lawyer's vault, the exchange of cards, the preview and the sealing.
fn hand_over(
    stage: &mut Stage,
    session: &mut Session,
    theirs: &std::path::Path,
    code: &str,
    out: Out,
) -> Result<(Session, PathBuf, SealOutcome), Trouble> {
    let lawyer = stage.step("demo-cards", |say| {
        let (mut lawyer, _) = Session::create(theirs, &secret(out)?, KdfCost::floor(), host(), out.lang)?;
        lawyer.set_own_name("Lawyer")?;
        session.set_own_name("Monitor A.")?;
        let how = Some("read aloud by telephone");
        let contact = session.add_contact(lawyer.own_card(out.lang)?.text.as_bytes(), "", how, out.lang)?;
        lawyer.add_contact(session.own_card(out.lang)?.text.as_bytes(), "", how, out.lang)?;
        say(contact.digits.join(" "));
        say(contact.words.join(" "));
        Ok(lawyer)
    })?;
    let request = SealRequest {
        kind: SealKind::HandOver,
        cases: vec![code.to_owned()],
        to: "Lawyer".to_owned(),
        passphrase: None,
        purpose: "legal_help".to_owned(),
        withhold_identity: false,
        evidence: SealEvidence::Originals,
        consent_override: String::new(),
        page: false,
        note: String::new(),
        dossier_lang: out.lang,
    };
    stage.step("demo-preview", |say| {
        let preview = session.preview_seal(&request, out.lang)?;
        preview
            .stays
            .iter()
            .for_each(|line| say(format!("{} — {}", line.text, line.note)));
        Ok(())
    })?;
    let file = stage.folder.path("b.age");
    let sealed = stage.step("demo-seal", |say| {
        let sealed = session.seal_bundle(&request, &file, out.lang, &mut go_on)?;
        say(format!("{}  {}", sealed.file, sealed.size_text));
        say(format!("SHA-256 {}", sealed.sha256));
        Ok(sealed)
    })?;
    Ok((lawyer, file, sealed))
}

/// The bundle in the lawyer's vault: checked, shown, taken, and the evidence compared bit for bit.
fn receive(
    stage: &mut Stage,
    lawyer: &mut Session,
    file: &std::path::Path,
    sealed: &SealOutcome,
    out: Out,
) -> Result<(), Trouble> {
    stage.step("demo-open", |say| {
        let inspected = lawyer.inspect_bundle(file, None, out.lang, &mut go_on)?;
        let standing = if inspected.standing == SenderStanding::Verified {
            "sealed-to-contact"
        } else {
            "cli-sender-unknown"
        };
        say(format!(
            "{}: {} ({})",
            text(out.lang, "cli-from"),
            inspected.sender,
            text(out.lang, standing)
        ));
        let opened = lawyer.open_bundle(Accept::default(), out.lang)?;
        say(format!("{}: {}", text(out.lang, "cli-taken"), opened.taken));
        say(format!("{}: {}", text(out.lang, "cli-evidence"), opened.evidence));
        if opened.taken != sealed.records || opened.evidence != sealed.evidence {
            return Err(sandyq_casework::ErrorCode::BundleDamaged.into());
        }
        Ok(())
    })?;
    stage.step_on_files("demo-compare", |folder, say| {
        let case = lawyer
            .list_cases("", 0, 1, out.lang)?
            .rows
            .into_iter()
            .next()
            .ok_or(sandyq_casework::ErrorCode::NoSuchCase)?;
        let lines = lawyer.list_evidence(&case.code, out.lang)?;
        for (n, line) in lines.iter().enumerate() {
            let copy = folder.path(&format!("copy-{n}"));
            lawyer.export_evidence(&line.id.to_string(), &copy)?;
            let bytes = std::fs::read(&copy).map_err(|_| sandyq_casework::ErrorCode::FileUnreadable)?;
            let same = EVIDENCE.iter().any(|(_, original)| *original == bytes);
            if !same {
                return Err(sandyq_casework::ErrorCode::EvidenceDamaged.into());
            }
            say(format!(
                "= {}  {}",
                size_text(bytes.len() as u64, out.lang),
                short(&line.sha256)
            ));
        }
        Ok(())
    })
}

/// Locks, looks for plaintext in every byte of the folder, refuses a wrong passphrase and opens with the right one.
fn lock_and_search(
    stage: &mut Stage,
    session: Session,
    dir: &std::path::Path,
    secret: &Secret,
    out: Out,
) -> Result<(), Trouble> {
    stage.step("demo-lock", |say| {
        session.lock()?;
        let looked = proof::look_for(CANARY, dir)?;
        let looked_through = size_text(looked.bytes, out.lang);
        let args = [
            ("words", CANARY.into()),
            ("n", looked.found.into()),
            ("size", looked_through.as_str().into()),
        ];
        say(text_with(out.lang, "demo-canary", &args));
        if looked.found > 0 {
            return Err(sandyq_casework::ErrorCode::VaultDamaged.into());
        }
        Ok(())
    })?;
    stage.step("demo-unlock", |say| {
        let wrong = session::passphrase("correct horse battery staple")?;
        match Session::unlock(dir, &wrong, host()) {
            Err(failure) => say(failure.text(out.lang)),
            Ok(_) => return Err(sandyq_casework::ErrorCode::WrongSecret.into()),
        }
        Session::unlock(dir, secret, host())?.0.lock()?;
        Ok(())
    })
}

/// The wipe, and what is left for somebody who has the passphrase and every file but the key.
fn wipe(stage: &mut Stage, dir: &std::path::Path, secret: &Secret, out: Out) -> Result<(), Trouble> {
    stage.step_on_files("demo-wipe", |folder, say| {
        let kept = folder.path("kept");
        proof::copy_all_but_the_key(dir, &kept)?;
        let wiped = emergency::wipe(dir)?;
        crate::commands::wipe_lines(&wiped, out).into_iter().for_each(&mut *say);
        for (name, left) in [("", dir), ("demo-with-copies", kept.as_path())] {
            match Session::unlock(left, secret, host()) {
                Err(failure) => say(format!("{} {}", proof::said(name, out), failure.text(out.lang))
                    .trim()
                    .to_owned()),
                Ok(_) => return Err(sandyq_casework::ErrorCode::VaultDamaged.into()),
            }
        }
        if !wiped.nothing_opens {
            return Err(sandyq_casework::ErrorCode::VaultDamaged.into());
        }
        Ok(())
    })
}

fn originals(folder: &stage::Folder) -> Result<Vec<PathBuf>, Trouble> {
    let write = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path(name);
        sandyq_casework::write_small(&path, bytes)?;
        Ok(path)
    };
    EVIDENCE.iter().map(write).collect()
}

fn go_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn short(sha256: &str) -> &str {
    sha256.get(..16).unwrap_or(sha256)
}
