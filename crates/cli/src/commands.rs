//! One function for each command: words in, one verb, an answer out.

mod backup;
mod bundles;
mod cases;
mod checking;
mod contacts;
mod dates;
mod evidence;
mod export;
mod filters;
mod generate;
mod intake;
mod keys;
mod links;
mod merging;
mod page;
mod practice;
mod report;
mod residual;
mod stats;
mod tasks;
mod trash;
mod vault;
mod vocab;

pub use vault::wipe_lines;

use crate::Trouble;
use crate::arguments::{Arguments, Command, IntakeCommand, ReportCommand, VocabCommand};
use crate::door::Door;
use crate::print::Out;
use sandyq_casework::{ErrorCode, Failure, Session};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Does what the words ask for.
pub fn run(arguments: Arguments) -> Result<(), Trouble> {
    let door = Door::of(&arguments)?;
    let outside = Out {
        json: arguments.json,
        lang: door.language_outside(),
    };
    match arguments.command {
        Command::Schema => vault::schema(),
        Command::Vocab(VocabCommand::List { ref name }) if !door.is_named => vocab::built_in(outside, name.as_deref()),
        Command::Date { words } => dates::read(outside, &words.join(" ")),
        Command::Intake(IntakeCommand::Form { out: file }) => intake::form(outside, &file),
        Command::Intake(IntakeCommand::Questions) => intake::questions(outside),
        Command::Report(ReportCommand::Template {
            kind,
            ref out,
            lang,
            ref articles,
        }) => report::template(outside, kind.into(), out, lang, articles),
        Command::Init => vault::init(&door, outside),
        Command::Wipe { yes } => vault::wipe(&door, outside, yes),
        Command::Verify => checking::verify(&door, outside),
        Command::Rescue { into } => checking::rescue(&door, outside, &into),
        Command::Demo => crate::demo::run(outside),
        Command::Passphrase(command) => keys::passphrase(&door, outside, command),
        Command::Slot(command) => keys::slot(&door, outside, command),
        Command::Shares(command) => keys::shares(&door, outside, command),
        Command::Recover {
            code_file,
            new_passphrase_file,
            slot,
        } => keys::recover(&door, outside, &code_file, new_passphrase_file.as_deref(), slot),
        Command::Rekey => keys::rekey(&door, outside),
        Command::Restore { from, into, share } => backup::restore(&door, outside, &from, &into, share.as_deref()),
        inside => {
            let mut session = door.unlock()?;
            let out = Out {
                json: arguments.json,
                lang: door.language(&session)?,
            };
            let done = within(&mut session, inside, out);
            // Whatever the command did, the vault is closed in order.
            let closed = session.lock();
            done.and(closed.map_err(Trouble::from))
                .map_err(|trouble| trouble.told_in(out.lang))
        }
    }
}

fn within(session: &mut Session, command: Command, out: Out) -> Result<(), Trouble> {
    match command {
        Command::Intake(IntakeCommand::Add { file }) => intake::add(session, out, &file),
        Command::Import { file } => cases::import(session, out, &file),
        Command::Practice(command) => practice::run(session, out, &command),
        Command::Export { out: file, case } => export::run(session, out, &case, &file),
        Command::Stats(words) => stats::run(session, out, *words),
        Command::Report(command) => report::run(session, out, command),
        Command::Case(command) => cases::case(session, out, command),
        Command::Record(command) => cases::record(session, out, command),
        Command::Tasks(words) => tasks::list(session, out, words),
        Command::Task(command) => tasks::run(session, out, command),
        Command::History { id, compare, restore } => trash::history(session, out, &id, compare.as_deref(), restore),
        Command::Search { text, filters } => filters::search(session, out, &text, &filters),
        Command::Names(command) => residual::names(session, out, command),
        Command::Residual { case, fail } => residual::run(session, out, case.as_deref(), fail),
        Command::Filters(command) => filters::run(session, out, command),
        Command::Links(command) => links::run(session, out, command),
        Command::Graph { case, out: file } => links::graph(session, out, &case, &file),
        Command::Vocab(command) => vocab::run(session, out, command),
        Command::Evidence(command) => evidence::run(session, out, command),
        Command::Contact(command) => contacts::run(session, out, command),
        Command::Seal(request) => bundles::seal(session, out, request),
        Command::Inspect {
            file,
            recipient_passphrase_file,
        } => bundles::inspect(session, out, &file, recipient_passphrase_file.as_deref()),
        Command::Open(request) => bundles::open(session, out, &request),
        Command::Bundles => bundles::list(session, out),
        Command::Proof { bundle, out: file } => bundles::proof(session, out, &bundle, &file),
        Command::Conflicts(command) => merging::conflicts(session, out, command),
        Command::Proposals(command) => merging::proposals(session, out, &command),
        Command::Merge(command) => merging::merge(session, out, &command),
        Command::Journal { verify } => merging::journal(session, out, verify),
        Command::Generate { cases, seed } => generate::run(session, out, cases, seed),
        Command::Backup(request) => backup::run(session, out, request),
        Command::Schema
        | Command::Date { .. }
        | Command::Intake(IntakeCommand::Form { .. } | IntakeCommand::Questions)
        | Command::Init
        | Command::Passphrase(_)
        | Command::Slot(_)
        | Command::Shares(_)
        | Command::Recover { .. }
        | Command::Rekey
        | Command::Restore { .. }
        | Command::Wipe { .. }
        | Command::Verify
        | Command::Rescue { .. }
        | Command::Demo => {
            unreachable!("answered before a vault was opened")
        }
    }
}

/// The first so many bytes of a file that somebody named.
fn beginning_of(file: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(|_| Failure::about(ErrorCode::FileUnreadable, file.to_string_lossy()))?;
    Ok(bytes)
}
