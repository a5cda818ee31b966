//! What opens the vault: passphrases, the recovery code, cards, a new key. Each needs the secret that opened it.

use crate::Trouble;
use crate::arguments::{PassphraseCommand, SharesCommand, SlotCommand};
use crate::commands::vault::recovery_lines;
use crate::door::{Door, host, small_text};
use crate::print::{Out, table};
use sandyq_casework::view::SlotView;
use sandyq_casework::{Failure, Secret, Session, session};
use sandyq_domain::words::text;
use serde_json::json;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// Longest file with a recovery code or a card that is read, in bytes.
const WORDS_FILE_LIMIT: u64 = 64 * 1024;

/// Opens the vault, lets `work` do its part with the secret that opened it, and closes it in order whatever came of that.
fn opened<T>(
    door: &Door,
    out: Out,
    work: impl FnOnce(&mut Session, &Secret, Out) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let (session, secret) = door.unlock_with_secret()?;
    within(door, out, session, |session, out| work(session, &secret, out))
}

fn within<T>(
    door: &Door,
    out: Out,
    mut session: Session,
    work: impl FnOnce(&mut Session, Out) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let lang = door.language(&session)?;
    let done = work(&mut session, Out { lang, ..out });
    let closed = session.lock();
    let done = done.and_then(|done| closed.map(|()| done).map_err(Trouble::from));
    done.map_err(|trouble| trouble.told_in(lang))
}

pub fn passphrase(door: &Door, out: Out, command: PassphraseCommand) -> Result<(), Trouble> {
    let PassphraseCommand::Change { new_passphrase_file } = command;
    opened(door, out, |session, secret, out| {
        let new = Door::another_passphrase(new_passphrase_file.as_deref())?;
        session.change_passphrase(secret, &new)?;
        done(out, &["cli-slot-done", "cli-slot-old-copies"])
    })
}

pub fn slot(door: &Door, out: Out, command: SlotCommand) -> Result<(), Trouble> {
    opened(door, out, |session, secret, out| match command {
        SlotCommand::List => out.show(&session.list_slots(out.lang)?, |slots| slot_lines(slots, out)),
        SlotCommand::Add { recovery: true, .. } => {
            let code = session.renew_recovery_code(secret)?;
            let mut lines = recovery_lines(&code, out);
            lines.extend([text(out.lang, "cli-slot-done"), text(out.lang, "cli-slot-old-copies")]);
            out.show(&json!({ "recovery_code": code.words(out.lang).join(" ") }), |_| lines)
        }
        SlotCommand::Add {
            new_passphrase_file,
            label,
            recovery: false,
        } => {
            let new = Door::another_passphrase(new_passphrase_file.as_deref())?;
            session.add_passphrase(secret, &new, &label)?;
            done(out, &["cli-slot-added"])
        }
        SlotCommand::Remove { number } => {
            session.remove_slot(secret, number)?;
            done(out, &["cli-slot-done", "cli-slot-old-copies"])
        }
    })
}

fn slot_lines(slots: &[SlotView], out: Out) -> Vec<String> {
    let head = ["number", "kind", "label", "when"].map(|column| text(out.lang, &format!("cli-slot-{column}")));
    let row = |slot: &SlotView| {
        let own = if slot.is_own { "*" } else { "" };
        vec![
            format!("{}{own}", slot.number),
            slot.kind_label.clone(),
            slot.label.clone(),
            slot.when.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = std::iter::once(head.to_vec()).chain(slots.iter().map(row)).collect();
    table(&rows)
}

pub fn shares(door: &Door, out: Out, command: SharesCommand) -> Result<(), Trouble> {
    match command {
        SharesCommand::Make { out: folder } => opened(door, out, |session, secret, out| {
            make_folder(&folder)?;
            let mut views = session.save_shares(
                secret,
                &folder,
                |share| format!("share-{}.txt", share.number()),
                out.lang,
            )?;
            for view in &mut views {
                view.file = folder.join(&view.file).to_string_lossy().into_owned();
            }
            out.show(&views, |views| {
                let files = views.iter().map(|view| view.file.clone());
                let said = ["cli-shares-made", "cli-slot-old-copies"].map(|key| text(out.lang, key));
                files.chain(said).collect()
            })
        }),
        SharesCommand::Join {
            first,
            second,
            new_passphrase_file,
            slot,
        } => {
            door.look()?;
            let [first, second] = [
                small_text(&first, WORDS_FILE_LIMIT)?,
                small_text(&second, WORDS_FILE_LIMIT)?,
            ];
            let secret = session::shares(&first, &second)?;
            if let Some(file) = new_passphrase_file {
                return set_anew(door, out, &secret, Some(&file), slot);
            }
            let (session, _) = Session::unlock(&door.dir, &secret, host())?;
            within(door, out, session, |_, out| {
                out.show(&json!({ "opens": true }), |_| vec![text(out.lang, "cli-shares-open")])
            })
        }
    }
}

/// The folder for the cards, for its owner only when it is new.
fn make_folder(folder: &Path) -> Result<(), Failure> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| Failure::of_writing(&error, &folder.to_string_lossy()))
}

pub fn recover(
    door: &Door,
    out: Out,
    code_file: &Path,
    new_passphrase_file: Option<&Path>,
    slot: Option<u8>,
) -> Result<(), Trouble> {
    door.look()?;
    let secret = session::recovery_code(&small_text(code_file, WORDS_FILE_LIMIT)?)?;
    set_anew(door, out, &secret, new_passphrase_file, slot)
}

fn set_anew(door: &Door, out: Out, secret: &Secret, file: Option<&Path>, slot: Option<u8>) -> Result<(), Trouble> {
    let new = Door::another_passphrase(file)?;
    let (session, _) = Session::recover(&door.dir, secret, &new, slot, host())?;
    within(door, out, session, |_, out| {
        let lines = ["cli-recovered", "cli-slot-old-copies"].map(|key| text(out.lang, key));
        out.show(&json!({ "opens": true }), |_| lines.to_vec())
    })
}

pub fn rekey(door: &Door, out: Out) -> Result<(), Trouble> {
    opened(door, out, |session, secret, out| {
        let code = session.rekey(secret)?;
        let mut lines = recovery_lines(&code, out);
        lines.push(text(out.lang, "cli-rekeyed"));
        out.show(&json!({ "recovery_code": code.words(out.lang).join(" ") }), |_| lines)
    })
}

fn done(out: Out, keys: &[&str]) -> Result<(), Trouble> {
    out.show(&json!({ "done": true }), |_| {
        keys.iter().map(|key| text(out.lang, key)).collect()
    })
}
