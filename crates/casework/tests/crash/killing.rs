//! `kill -9` at random under load: a worker writes and acknowledges, a parent kills it and looks.

use crate::judge::whole;
use crate::shim::{self, worker_command};
use crate::stage::{FIRST, LANG, SECOND, Stage, going_on, object, open, secret, workplace};
use sandyq_casework::view::NewCase;
use sandyq_casework::{ErrorCode, Failure, Session};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// A small generator, so that a failure can be played again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

/// Said before a verb is begun and again when it has returned. What it is about, and what that is then.
#[derive(Clone, Serialize, Deserialize)]
struct Line {
    done: bool,
    about: String,
    is: String,
}

fn say(done: bool, about: &str, is: &str) {
    let line = Line {
        done,
        about: about.to_owned(),
        is: is.to_owned(),
    };
    let mut text = serde_json::to_string(&line).unwrap();
    text.insert(0, '\n');
    text.push('\n');
    // One write: a killed process leaves a whole line in the pipe, or none.
    std::io::stdout().lock().write_all(text.as_bytes()).unwrap();
    std::io::stdout().flush().unwrap();
}

/// `task` is a seed. Works until it is killed.
#[test]
#[ignore = "runs in a child process"]
fn worker_works_until_it_is_killed() {
    let Some((place, task)) = shim::orders() else { return };
    let mut words = task.split_whitespace();
    let seed = words.next().unwrap().parse().unwrap();
    let mut random = Random(seed);
    let mut passphrase = if words.next() == Some("second") { SECOND } else { FIRST };
    let dir = place.join("vault");
    let mut session = open(&dir, passphrase).unwrap();
    let cases = session.list_cases("", 0, 500, LANG).unwrap();
    let mut cases: Vec<_> = cases.rows.iter().map(|row| row.id.to_string()).collect();
    say(true, "ready", "");
    for turn in 0_u64.. {
        let text = format!("{seed} {turn} ") + &"слово ".repeat(usize::try_from(random.below(40)).unwrap());
        let text = text.trim();
        let case = cases
            .get(usize::try_from(random.below(1 + cases.len() as u64)).unwrap())
            .cloned();
        match (random.below(24), case) {
            (0, _) => {
                let new = if passphrase == FIRST { SECOND } else { FIRST };
                say(false, "passphrase", new);
                session.change_passphrase(&secret(passphrase), &secret(new)).unwrap();
                passphrase = new;
                say(true, "passphrase", new);
            }
            (_, None) if cases.len() < 40 => {
                say(false, "new", text);
                let id = create(&mut session, text).unwrap();
                say(true, "new", text);
                say(true, &id, text);
                cases.push(id);
            }
            (1..=11, Some(case)) => {
                say(false, &case, text);
                session.edit_record(&case, &object(&json!({ "title": text }))).unwrap();
                say(true, &case, text);
            }
            (12..=20, Some(case)) => {
                let mut body = session.read_record(&case).unwrap().body;
                body.insert("title".to_owned(), json!(text));
                say(false, &case, text);
                session
                    .save_draft(&case, body, Some("title".to_owned()), None, LANG)
                    .unwrap();
                say(true, &case, text);
            }
            (_, Some(case)) => attach(&mut session, &place, &case, &mut random).unwrap(),
            (_, None) => {}
        }
    }
}

fn create(session: &mut Session, title: &str) -> Result<String, Failure> {
    let new = NewCase {
        title: title.to_owned(),
        told: "Отказали устно.".to_owned(),
        when: String::new(),
        locality: "Примерск".to_owned(),
    };
    Ok(session.create_case(&new, LANG)?.line.id.to_string())
}

fn attach(session: &mut Session, place: &Path, case: &str, random: &mut Random) -> Result<(), Failure> {
    let mut bytes = vec![0; usize::try_from(random.below(200_000)).unwrap()];
    bytes
        .iter_mut()
        .for_each(|byte| *byte = u8::try_from(random.below(256)).unwrap());
    let path = place.join("photo.bin");
    std::fs::write(&path, bytes).unwrap();
    let outcomes = session.attach_evidence(case, &[path], LANG, &mut going_on)?;
    let item = outcomes[0].item.as_ref().ok_or(ErrorCode::FileUnreadable)?;
    say(true, &format!("evidence {}", item.sha256), case);
    Ok(())
}

/// A vault that is worked in and killed, and what is known about it.
struct Victim {
    place: tempfile::TempDir,
    passphrase: String,
    /// What was acknowledged: by record its title, by evidence its case.
    acknowledged: BTreeMap<String, String>,
}

impl Victim {
    fn new() -> Self {
        let place = workplace();
        let mut stage = Stage::new(place.path(), "vault");
        stage.create().unwrap();
        stage.lock().unwrap();
        Self {
            place,
            passphrase: FIRST.to_owned(),
            acknowledged: BTreeMap::new(),
        }
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("vault")
    }

    /// Starts a worker, lets it work for a moment, kills it. Answers how many verbs it acknowledged and what was under way.
    fn kill(&mut self, random: &mut Random) -> (usize, Option<Line>) {
        let which = if self.passphrase == SECOND { "second" } else { "first" };
        let task = format!("{} {which}", 1 + random.below(u64::MAX / 2));
        let mut command = worker_command("killing::worker_works_until_it_is_killed", self.place.path(), &task);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        // One in four may die before it has even opened the vault; the others get through so many acknowledgements first.
        let least = if random.below(4) == 0 { 0 } else { 1 + random.below(12) };
        while (said.matches("\"done\":true").count() as u64) < least {
            let read = stdout.read_line(&mut said).unwrap();
            assert!(read > 0, "the worker ended by itself: {said}");
        }
        std::thread::sleep(Duration::from_micros(random.below(if least == 0 {
            60_000
        } else {
            10_000
        })));
        child.kill().unwrap();
        stdout.read_to_string(&mut said).unwrap();
        let ended = child.wait().unwrap();
        assert!(ended.code().is_none(), "the worker ended by itself: {said}");
        let lines = said.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
        let (mut count, mut under_way) = (0, None);
        for line in lines {
            if !line.done {
                under_way = Some(line);
                continue;
            }
            under_way = None;
            count += usize::from(line.about != "ready");
            match line.about.as_str() {
                "passphrase" => self.passphrase = line.is,
                "ready" | "new" => {}
                _ => drop(self.acknowledged.insert(line.about, line.is)),
            }
        }
        (count, under_way)
    }

    /// Opens what was left and looks for everything that was acknowledged.
    fn look(&mut self, under_way: Option<&Line>) -> Result<(), String> {
        let changing = under_way.filter(|line| line.about == "passphrase");
        let session = match open(&self.dir(), &self.passphrase) {
            Err(failure) if failure.code == ErrorCode::WrongSecret && changing.is_some() => {
                self.passphrase = changing.map(|line| line.is.clone()).unwrap_or_default();
                open(&self.dir(), &self.passphrase)
            }
            other => other,
        };
        let mut session = session.map_err(|failure| failure.to_string())?;
        let said = |failure: Failure| failure.to_string();
        let mut evidence = BTreeSet::new();
        for row in session.list_cases("", 0, 500, LANG).map_err(said)?.rows {
            let id = row.id.to_string();
            let items = session.list_evidence(&id, LANG).map_err(said)?;
            evidence.extend(items.into_iter().map(|item| (item.sha256, id.clone())));
        }
        let mut changed = Vec::new();
        for (about, is) in &self.acknowledged {
            if let Some(sha256) = about.strip_prefix("evidence ") {
                if !evidence.contains(&(sha256.to_owned(), is.clone())) {
                    return Err(format!("evidence of {is} is gone"));
                }
                continue;
            }
            let found = session.read_record(about).map_err(said)?;
            let title = found.body["title"].as_str().unwrap_or_default();
            let new = under_way.filter(|line| line.about == *about && line.is == title);
            match new {
                _ if title == is => {}
                Some(line) => changed.push(line.clone()),
                None => return Err(format!("{about} was {is:?} and is {title:?}")),
            }
        }
        let checks = session.verify_evidence(None, LANG, &mut going_on).map_err(said)?;
        if checks.iter().any(|check| !check.is_whole) {
            return Err("evidence is damaged".to_owned());
        }
        session.lock().map_err(said)?;
        for line in changed {
            self.acknowledged.insert(line.about, line.is);
        }
        whole(&self.dir(), &self.passphrase)
    }
}

/// Kills again and again, a fresh vault every `fresh` times.
fn kills(times: usize, fresh: usize, seed: u64) {
    let mut random = Random(seed);
    let mut victim = Victim::new();
    let (mut verbs, mut idle) = (0, 0);
    for n in 0..times {
        if n % fresh == fresh - 1 {
            victim = Victim::new();
        }
        let (count, under_way) = victim.kill(&mut random);
        verbs += count;
        idle += usize::from(count == 0);
        if let Err(why) = victim.look(under_way.as_ref()) {
            let kept = victim.place.keep();
            panic!(
                "kill {n} of seed {seed}: {why}; the folder is kept at {}",
                kept.display()
            );
        }
    }
    println!("{times} kills, {verbs} acknowledged, {idle} before the first acknowledgement (seed {seed})");
    assert!(verbs > times, "the workers came to nothing: {verbs}");
}

fn seed() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    u64::from_le_bytes(bytes) | 1
}

#[test]
fn what_was_acknowledged_survives_two_hundred_kills() {
    kills(200, 50, seed());
}

#[test]
#[ignore = "a campaign: ./test --long ten_thousand_kills"]
fn long_ten_thousand_kills() {
    kills(10_000, 250, seed());
}
