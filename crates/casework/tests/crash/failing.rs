//! The n-th change of a file fails, for every n of every verb: a clear word, nothing half done, and the vault works on.

use crate::judge::{judge, works};
use crate::scenarios::{ALL, Scenario, named};
use crate::shim::{self, How};
use crate::stage::{Expected, Stage, copy, seen, workplace};
use sandyq_casework::{ErrorCode, Failure, Session};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What a failing disk may be called. Never a damaged vault, a wrong passphrase, or none.
const CLEAR: [ErrorCode; 4] = [
    ErrorCode::DiskFull,
    ErrorCode::ReadOnly,
    ErrorCode::FileUnwritable,
    ErrorCode::System,
];

/// These put another file in the database's place. Where the disk does not let it be opened again, the session has none until
/// the next unlocking, and says so: at once, or, once something was erased and the list of it is the answer, at the next question.
const CHANGE_FILES: [&str; 3] = ["rekey", "forget", "destroy"];

/// Ways to fail, the two most different ones first.
const WAYS: [(i32, How); 5] = [
    (libc::ENOSPC, How::On),
    (libc::EIO, How::Once),
    (libc::ENOSPC, How::Once),
    (libc::EIO, How::On),
    (libc::ENOSPC, How::Short),
];

/// One act of one scenario, up to which everything works.
struct Trial {
    scenario: &'static Scenario,
    act: usize,
    root: PathBuf,
    /// The prepared folder, to be copied for each attempt.
    base: PathBuf,
    prepared: Expected,
    before: Expected,
    after: Expected,
}

impl Trial {
    fn new(place: &Path, scenario: &'static Scenario, act: usize) -> (Self, u64) {
        let (root, base) = (place.join("stage"), place.join("base"));
        let mut stage = Stage::new(&root, scenario.vault);
        (scenario.prepare)(&mut stage).unwrap();
        copy(&root, &base);
        let mut trial = Self {
            scenario,
            act,
            root,
            base,
            prepared: stage.expected,
            before: Expected::default(),
            after: Expected::default(),
        };
        let mut stage = trial.begin();
        trial.before = stage.expected.clone();
        shim::arm(0, 0, How::Once);
        (scenario.acts[act].run)(&mut stage).unwrap();
        let changes = shim::disarm();
        stage.look();
        trial.after = stage.expected;
        (trial, changes)
    }

    /// A fresh copy in which everything before the act was done.
    fn begin(&self) -> Stage {
        copy(&self.base, &self.root);
        let mut stage = Stage::new(&self.root, self.scenario.vault);
        stage.expected = self.prepared.clone();
        for act in &self.scenario.acts[..self.act] {
            (act.run)(&mut stage).unwrap();
            stage.look();
        }
        stage
    }

    /// Lets the `n`th change fail and looks at what is left. Answers the code of the refusal, if there was one.
    fn attempt(&self, n: u64, (error, how): (i32, How)) -> Result<Option<ErrorCode>, String> {
        let mut stage = self.begin();
        // A code is drawn anew in every run: that of this one opens before the act, and after it if that of the trial did.
        let before = stage.expected.clone();
        let stays = |code: &String| self.after.too.contains(code);
        let kept = before
            .too
            .iter()
            .zip(&self.before.too)
            .filter(|(_, trial)| stays(trial));
        let after = Expected {
            too: kept.map(|(code, _)| code.clone()).collect(),
            ..self.after.clone()
        };
        shim::arm(n, error, how);
        let done = catch_unwind(AssertUnwindSafe(|| (self.scenario.acts[self.act].run)(&mut stage)));
        shim::disarm();
        let done = done.map_err(|_| "it panicked".to_owned())?;
        let act = self.scenario.acts[self.act].name;
        // The new backup is there and whole, and what it was to take the place of is there too: said in its own words.
        let is_made = |code: &ErrorCode| *code == ErrorCode::BackupUnfinished && act.starts_with("backup");
        if let Err(Failure { code, .. }) = &done
            && !CLEAR.contains(code)
            && !is_made(code)
        {
            return Err(format!("it was called {}", code.slug()));
        }
        // What failed may have happened, whole; what was acknowledged has.
        let candidates = match &done {
            Ok(()) => vec![&after],
            Err(_) => vec![&before, &after],
        };
        let without = |session: &Session| seen(session).is_err_and(|failure| failure.code == ErrorCode::System);
        let may_lack_a_database = CHANGE_FILES.contains(&act) && (done.is_err() || act != "rekey");
        if may_lack_a_database && stage.session.as_ref().is_some_and(without) {
            stage.session = None;
        }
        if let Some(session) = &stage.session {
            let shown = seen(session).map_err(|failure| format!("the session shows nothing: {failure}"))?;
            if !candidates.iter().any(|state| state.seen == shown) {
                return Err(format!("the session shows what was never there: {shown:?}"));
            }
        }
        // A crash follows, or somebody works on in the same session.
        match stage.session.take() {
            Some(session) if n.is_multiple_of(2) => drop(session),
            Some(mut session) => {
                let failed = |failure| format!("the session does not work on: {failure}");
                works(&mut session).map_err(failed)?;
                let shown = seen(&session).map_err(failed)?;
                session.lock().map_err(failed)?;
                let worked_on = |state: &&Expected| Expected {
                    seen: shown.clone(),
                    ..(*state).clone()
                };
                let candidates: Vec<_> = candidates.iter().map(worked_on).collect();
                judge(&stage.dir(), &candidates.iter().collect::<Vec<_>>())?;
                return Ok(done.err().map(|failure| failure.code));
            }
            None => {}
        }
        judge(&stage.dir(), &candidates)?;
        Ok(done.err().map(|failure| failure.code))
    }
}

/// `task` is a scenario, the number of its act, every how manieth change fails, and how many of the ways are tried.
#[test]
#[ignore = "runs in a child process"]
fn worker_fails() {
    let Some((place, task)) = shim::orders() else { return };
    let words: Vec<_> = task.split_whitespace().collect();
    let number = |at: usize| words[at].parse::<usize>().unwrap();
    let scenario = named(words[0]);
    let (trial, changes) = Trial::new(&place, scenario, number(1));
    let (mut codes, mut attempts, mut wrong) = (BTreeMap::new(), 0, Vec::new());
    for n in (1..=changes).step_by(number(2)) {
        for way in &WAYS[..number(3)] {
            attempts += 1;
            match trial.attempt(n, *way) {
                Ok(None) => {}
                Ok(Some(code)) => *codes.entry((code.slug(), way.0)).or_insert(0) += 1,
                Err(why) => wrong.push(format!("change {n} of {changes}, {way:?}: {why}")),
            }
        }
    }
    let name = scenario.acts[trial.act].name;
    println!("{name}: {changes} changes, {attempts} attempts, refused as {codes:?}");
    let shown: Vec<_> = wrong.iter().take(6).cloned().collect();
    assert!(
        wrong.is_empty(),
        "{name}: {} of {attempts}:\n{}",
        wrong.len(),
        shown.join("\n")
    );
    assert!(changes > 0 && !codes.is_empty(), "nothing failed");
    // A disk without room is called full, at the least where something is written.
    assert!(
        changes < 3 || codes.contains_key(&("disk-full", libc::ENOSPC)),
        "never called a full disk"
    );
}

/// Tries one act of a scenario in a child.
fn fails(scenario: &str, act: &str, stride: usize, ways: usize) {
    let acts = named(scenario).acts;
    let number = acts.iter().position(|other| other.name == act).expect("an act of it");
    let place = workplace();
    fs::create_dir(place.path().join("stage")).unwrap();
    let task = format!("{scenario} {number} {stride} {ways}");
    let output = shim::run(
        "failing::worker_fails",
        &place.path().join("stage"),
        place.path(),
        &task,
    );
    let said = String::from_utf8_lossy(&output.stdout);
    said.lines()
        .filter(|line| line.contains("attempts"))
        .for_each(|line| println!("{line}"));
}

#[test]
fn a_disk_that_fails_at_any_change_of_a_save_loses_nothing() {
    fails("save", "edit", 1, 2);
    fails("save", "draft", 1, 1);
}

#[test]
fn a_disk_that_fails_at_any_change_of_the_key_file_loses_nothing() {
    fails("passphrase", "change passphrase", 1, 5);
}

#[test]
fn a_disk_that_fails_while_a_vault_is_made_leaves_nothing_or_a_vault() {
    fails("create", "create", 9, 2);
}

#[test]
fn a_disk_that_fails_while_opening_or_locking_loses_nothing() {
    fails("save", "open", 1, 2);
    fails("create", "lock", 1, 2);
    fails("save", "lock with drafts", 13, 2);
}

#[test]
fn a_disk_that_fails_while_attaching_leaves_no_half_of_it() {
    fails("attach", "attach", 11, 2);
}

#[test]
fn a_disk_that_fails_while_a_new_master_key_is_made_loses_nothing() {
    fails("rekey", "rekey", 19, 3);
}

#[test]
fn a_disk_that_fails_while_forgetting_or_undoing_loses_nothing_else() {
    fails("forget", "forget", 29, 2);
    fails("forget", "destroy", 53, 1);
    fails("trash", "undo", 5, 2);
    fails("trash", "delete", 5, 2);
}

#[test]
fn a_disk_that_fails_while_cards_are_dealt_loses_nothing() {
    fails("slots", "make shares", 2, 2);
}

#[test]
fn a_disk_that_fails_while_backing_up_or_restoring_loses_nothing() {
    fails("backup", "backup again", 7, 2);
    fails("restore", "restore", 1, 2);
}

#[test]
fn a_disk_that_fails_during_a_migration_leaves_the_old_schema_or_the_new() {
    fails("migrate", "migrate", 5, 2);
}

#[test]
#[ignore = "a campaign: ./test --long every_change_of_every_verb_fails_once"]
fn long_every_change_of_every_verb_fails_once() {
    let mut known = Vec::new();
    for scenario in ALL.iter().filter(|scenario| scenario.name != "wipe") {
        for act in scenario.acts {
            if !known.contains(&act.name) {
                known.push(act.name);
                fails(scenario.name, act.name, 1, WAYS.len());
            }
        }
    }
}
