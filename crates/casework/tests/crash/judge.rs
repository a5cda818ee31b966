//! What may be found in a folder after a crash or a failure: one of the states expected, whole, usable and stable.

use crate::stage::{Expected, LANG, going_on, host, now, object, open, secret, seen};
use rusqlite::Connection;
use sandyq_casework::view::NewCase;
use sandyq_casework::{ErrorCode, Failure, KdfCost, Session, backup, emergency, folder};
use sandyq_vault::folder::Folder;
use sandyq_vault::key;
use serde_json::json;
use std::path::Path;

/// The first of `candidates` that `dir` is; otherwise what is wrong.
pub fn judge(dir: &Path, candidates: &[&Expected]) -> Result<usize, String> {
    let _switched_on = KdfCost::cheap_for_tests();
    // What every program does first.
    emergency::resume(dir).map_err(|failure| said("resuming a wipe", &failure))?;
    if !folder::is_vault(dir) {
        return nothing(dir, candidates);
    }
    let (words, session) = opened(dir, candidates)?;
    let found = seen(&session).map_err(|failure| said("looking", &failure))?;
    session.lock().map_err(|failure| said("locking", &failure))?;
    let fits = |state: &&&Expected| state.opens.as_deref() == Some(&words) && state.seen == found;
    let Some(state) = candidates.iter().find(fits) else {
        return Err(difference(candidates, &words, &found));
    };
    // What was given or taken by the verb under way may open or not; what was before and after it must.
    let always =
        |list: fn(&Expected) -> &Vec<String>, word: &&String| candidates.iter().all(|state| list(state).contains(word));
    for words in state.too.iter().filter(|words| always(|state| &state.too, words)) {
        let session = open(dir, words).map_err(|failure| said("opening with another", &failure))?;
        session
            .lock()
            .map_err(|failure| said("locking after another", &failure))?;
    }
    for dead in state.dead.iter().filter(|words| always(|state| &state.dead, words)) {
        match open(dir, dead) {
            Err(failure) if failure.code == ErrorCode::WrongSecret => {}
            Err(failure) => return Err(said("trying a dead passphrase", &failure)),
            Ok(_) => return Err("a dead passphrase opens".to_owned()),
        }
    }
    whole(dir, &words)?;
    again(dir, &words, &found)?;
    Ok(candidates.iter().position(|other| other == state).unwrap_or_default())
}

fn nothing(dir: &Path, candidates: &[&Expected]) -> Result<usize, String> {
    let Some(at) = candidates.iter().position(|state| state.opens.is_none()) else {
        return Err(format!(
            "neither: {:?} with {:?}",
            folder::folder_state(dir),
            names(dir)
        ));
    };
    if !folder::is_empty(dir) {
        return Err(format!("not a vault, and nothing can be made here: {:?}", names(dir)));
    }
    let cost = KdfCost::cheap_for_tests();
    let made = Session::create(dir, &secret("после аварии заново"), cost, host(), LANG);
    let locked = made.and_then(|(session, _)| session.lock());
    locked.map_err(|failure| said("making it anew", &failure))?;
    Ok(at)
}

fn opened(dir: &Path, candidates: &[&Expected]) -> Result<(String, Session), String> {
    let mut refusal = "no candidate opens".to_owned();
    let mut tried = Vec::new();
    for words in candidates.iter().filter_map(|state| state.opens.as_deref()) {
        if tried.contains(&words) {
            continue;
        }
        tried.push(words);
        match open(dir, words) {
            Ok(session) => return Ok((words.to_owned(), session)),
            Err(failure) => refusal = said("opening", &failure),
        }
    }
    Err(refusal)
}

/// Every page, every index, every hash, the chain of the journal: by our own check, and by the database's without us.
pub fn whole(dir: &Path, words: &str) -> Result<(), String> {
    let mut session = open(dir, words).map_err(|failure| said("opening to check", &failure))?;
    let checked = session
        .verify(LANG, &mut going_on)
        .map_err(|failure| said("checking", &failure))?;
    session
        .lock()
        .map_err(|failure| said("locking after the check", &failure))?;
    if !checked.whole {
        let faults: Vec<_> = checked.parts.iter().flat_map(|part| &part.faults).collect();
        return Err(format!("not whole: {faults:?}"));
    }
    let connection = connect(&dir.join("data"), &database_key(dir, words));
    let ask = |pragma: &str| -> Vec<String> {
        let mut statement = connection.prepare(pragma).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(|row| row.unwrap_or_else(|error| error.to_string())).collect()
    };
    let (pages, indexes) = (ask("PRAGMA cipher_integrity_check"), ask("PRAGMA integrity_check"));
    let links = ask("PRAGMA foreign_key_check");
    if !pages.is_empty() || indexes != ["ok"] || !links.is_empty() {
        return Err(format!("the database: {pages:?} {indexes:?} {links:?}"));
    }
    Ok(())
}

/// The last backup that was acknowledged can be put back, or the one under way; `aside` is emptied for it.
pub fn put_back(from: &Path, aside: &Path, acknowledged: &[Expected], next: Option<&Expected>) -> Result<(), String> {
    let _ = std::fs::remove_dir_all(aside);
    let possible: Vec<_> = acknowledged.iter().chain(next).collect();
    let words = acknowledged
        .last()
        .and_then(|state| state.opens.clone())
        .unwrap_or_default();
    match backup::restore(from, aside, &secret(&words), now(), LANG, &mut going_on) {
        Ok(_) => judge(aside, &possible).map(drop),
        Err(failure) => Err(said("putting the backup back", &failure)),
    }
}

/// The raw key of the database, in hexadecimal digits.
pub fn database_key(dir: &Path, words: &str) -> String {
    let folder = Folder::open(dir).unwrap();
    let opened = key::read(&folder).unwrap().open(&secret(words));
    let key = opened.map_err(|_| ()).unwrap().master.derive_database_key().unwrap();
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A database with nothing of ours in between.
pub fn connect(path: &Path, key: &str) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    connection
}

/// It opens a second time to the same, its evidence is whole, and it takes new work.
fn again(dir: &Path, words: &str, found: &[String]) -> Result<(), String> {
    let mut session = open(dir, words).map_err(|failure| said("opening again", &failure))?;
    let second = seen(&session).map_err(|failure| said("looking again", &failure))?;
    if second != found {
        return Err("the second opening shows something else".to_owned());
    }
    works(&mut session).map_err(|failure| said("working on", &failure))?;
    session.lock().map_err(|failure| said("locking again", &failure))
}

/// Evidence is whole, and a case can be made and changed.
pub fn works(session: &mut Session) -> Result<(), Failure> {
    let checks = session.verify_evidence(None, LANG, &mut going_on)?;
    if checks.iter().any(|check| !check.is_whole) {
        return Err(ErrorCode::EvidenceDamaged.into());
    }
    let new = NewCase {
        title: "После аварии".to_owned(),
        told: "Рассказали дальше.".to_owned(),
        when: String::new(),
        locality: String::new(),
    };
    let row = session.create_case(&new, LANG)?;
    session.edit_record(&row.line.id.to_string(), &object(&json!({ "title": "И дальше" })))?;
    Ok(())
}

fn said(doing: &str, failure: &Failure) -> String {
    format!("{doing}: {} ({})", failure.code.slug(), failure.about)
}

fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

fn difference(candidates: &[&Expected], words: &str, found: &[String]) -> String {
    let mut text = format!("with «{words}» it shows what was never there:");
    for (n, state) in candidates.iter().enumerate() {
        let missing = state.seen.iter().filter(|line| !found.contains(line));
        let other = found.iter().filter(|line| !state.seen.contains(line));
        text += &format!(
            "\n  against state {n} (opens with {:?}): missing {:?}, other {:?}",
            state.opens,
            missing.take(3).collect::<Vec<_>>(),
            other.take(3).collect::<Vec<_>>()
        );
    }
    text
}
