//! Write-prefix replay: the folder as it is after every single write of a verb, under several ideas of what a power cut takes.

use crate::disk::{Disk, Lost, Op, Tree, build, print};
use crate::judge::{judge, put_back};
use crate::recording::{Recording, record};
use crate::scenarios::{ALL, Scenario, named};
use crate::stage::{Expected, workplace};
use std::collections::HashSet;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Where a write is torn.
const SECTOR: usize = 512;
/// At most so many places of one write, and so many lost writes at one place in the log, evenly spread.
const SPREAD: usize = 16;

/// After so many acknowledgements there is a backup, in the scenario that makes one: the folder, its opening, the backup.
const FIRST_BACKUP: usize = 2;

/// A moment at which everything stops: before the op of this number, with that much lost, or in the middle of it.
#[derive(Clone, Copy)]
struct Moment {
    at: usize,
    lost: Lost,
    /// Bytes of the op at `at` that were still written.
    torn: usize,
}

/// A state to look at.
struct Case {
    said: String,
    tree: Tree,
    acknowledged: usize,
}

/// Every moment after the preparation.
fn moments(ops: &[Op]) -> Vec<Moment> {
    let (mut disk, mut begun, mut moments) = (Disk::empty(), false, Vec::new());
    for at in 0..=ops.len() {
        if begun {
            let all = [Lost::Nothing, Lost::Unsynced, Lost::Content, Lost::Names];
            let lost = all.into_iter().chain(spread(disk.pending()));
            moments.extend(lost.map(|lost| Moment { at, lost, torn: 0 }));
            if let Some(Op::Write { offset, bytes, .. }) = ops.get(at) {
                let first = SECTOR - offset % SECTOR;
                let places = (first..bytes.len()).step_by(SECTOR).collect();
                let lost = Lost::Nothing;
                moments.extend(spread(places).into_iter().map(|torn| Moment { at, lost, torn }));
            }
        }
        if let Some(op) = ops.get(at) {
            begun |= matches!(op, Op::Mark(_));
            disk.apply(op);
        }
    }
    moments
}

fn spread<T>(all: Vec<T>) -> Vec<T> {
    let step = all.len().div_ceil(SPREAD).max(1);
    all.into_iter().step_by(step).collect()
}

/// Builds the states of the chosen moments, each once, and hands them on.
fn states(scenario: &Scenario, ops: &[Op], chosen: &[Moment], mut found: impl FnMut(Case)) {
    let (mut disk, mut acknowledged, mut known) = (Disk::empty(), 0, HashSet::new());
    let mut chosen = chosen.iter().peekable();
    for at in 0..=ops.len() {
        while let Some(moment) = chosen.next_if(|moment| moment.at == at) {
            let Moment { at: _, lost, torn } = *moment;
            let tree = match &ops.get(at) {
                Some(Op::Write { inode, offset, bytes }) if torn > 0 => {
                    disk.torn(*inode, *offset, bytes, torn).tree(lost)
                }
                _ => disk.tree(lost),
            };
            if known.insert((print(&tree), acknowledged)) {
                let op = ops.get(at).map_or("the end".to_owned(), Op::said);
                let said = format!(
                    "{} before {at} of {} ({op}), lost {lost:?}, torn {torn}, {acknowledged} acknowledged",
                    scenario.name,
                    ops.len()
                );
                found(Case {
                    said,
                    tree,
                    acknowledged,
                });
            }
        }
        if let Some(op) = ops.get(at) {
            acknowledged += usize::from(matches!(op, Op::Mark(_)));
            disk.apply(op);
        }
    }
}

/// Opens each state in a folder of its own, on every processor; answers how many there were and what was wrong.
fn check(scenario: &Scenario, recording: &Recording, chosen: &[Moment]) -> (usize, Vec<String>) {
    let Recording { ops, expected } = recording;
    let (send, receive) = sync_channel::<Case>(4);
    let receive = Arc::new(Mutex::new(receive));
    let wrong = Mutex::new(Vec::new());
    let mut count = 0;
    let workers = thread::available_parallelism().map_or(2, usize::from).min(4);
    thread::scope(|scope| {
        for _ in 0..workers {
            let receive = Arc::clone(&receive);
            scope.spawn(|| look_at(scenario, receive, expected, &wrong));
        }
        states(scenario, ops, chosen, |case| {
            count += 1;
            send.send(case).unwrap();
        });
        drop(send);
    });
    (count, wrong.into_inner().unwrap())
}

fn look_at(scenario: &Scenario, cases: Arc<Mutex<Receiver<Case>>>, expected: &[Expected], wrong: &Mutex<Vec<String>>) {
    let place = workplace();
    let root = place.path().join("stage");
    loop {
        let next = cases.lock().unwrap().recv();
        let Ok(Case {
            said,
            tree,
            acknowledged,
        }) = next
        else {
            return;
        };
        build(&tree, &root);
        // What was acknowledged last, or what was under way.
        let candidates: Vec<_> = expected[acknowledged - 1..].iter().take(2).collect();
        let judged = judge(&root.join(scenario.vault), &candidates).and_then(|_| match scenario.backup {
            Some(name) if acknowledged > FIRST_BACKUP => put_back(
                &root.join(name),
                &place.path().join("aside"),
                &expected[FIRST_BACKUP..acknowledged],
                expected.get(acknowledged),
            ),
            Some(_) | None => Ok(()),
        });
        if let Err(why) = judged {
            wrong.lock().unwrap().push(format!("{said}: {why}"));
        }
    }
}

fn report(name: &str, count: usize, all: usize, wrong: &[String]) {
    println!("{name}: {count} states of {all} moments, {} wrong", wrong.len());
    let shown: Vec<_> = wrong.iter().take(6).cloned().collect();
    assert!(
        wrong.is_empty(),
        "{} of {count} states:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}

/// At most `limit` moments of one scenario, evenly spaced, its first and its last among them.
fn replay(name: &str, limit: usize) -> usize {
    let scenario = named(name);
    let recording = record(scenario);
    let moments = moments(&recording.ops);
    let all = moments.len();
    let step = all.div_ceil(limit).max(1);
    let last = moments.last().copied();
    let mut chosen: Vec<_> = moments.into_iter().step_by(step).collect();
    chosen.extend(last);
    let (count, wrong) = check(scenario, &recording, &chosen);
    report(name, count, all, &wrong);
    count
}

const FEW: usize = 30;

#[test]
fn a_vault_cut_short_while_it_is_made_is_nothing_or_a_vault() {
    replay("create", 2 * FEW);
}

#[test]
fn a_save_cut_short_leaves_the_old_text_or_the_new() {
    replay("save", 2 * FEW);
}

#[test]
fn evidence_cut_short_is_there_whole_or_not_at_all() {
    replay("attach", FEW);
}

#[test]
fn a_change_of_passphrase_cut_short_opens_with_the_old_or_the_new() {
    replay("passphrase", FEW);
}

#[test]
fn a_key_given_or_taken_is_cut_short_with_every_other_key_as_it_was() {
    replay("slots", FEW);
}

#[test]
fn a_new_master_key_cut_short_opens_to_everything() {
    replay("rekey", FEW);
}

#[test]
fn a_recovery_cut_short_leaves_the_code_or_the_new_passphrase() {
    replay("recover", FEW);
}

#[test]
fn what_is_undone_or_deleted_is_cut_short_whole() {
    replay("trash", FEW);
}

#[test]
fn a_forgetting_cut_short_forgets_all_or_nothing_and_loses_nothing_else() {
    replay("forget", FEW);
}

#[test]
fn a_backup_cut_short_leaves_the_vault_and_the_backup_before_it() {
    replay("backup", FEW);
}

#[test]
fn a_restoring_cut_short_leaves_nothing_or_the_vault() {
    replay("restore", FEW);
}

#[test]
fn a_migration_cut_short_leaves_the_old_schema_or_the_new() {
    replay("migrate", FEW);
}

#[test]
fn a_wipe_cut_short_opens_or_ends_in_an_empty_folder() {
    replay("wipe", FEW);
}

#[test]
#[ignore = "a campaign: ./test --long every_write_prefix_opens_to_old_or_new"]
fn long_every_write_prefix_opens_to_old_or_new() {
    let mut total = 0;
    for scenario in ALL {
        total += replay(scenario.name, usize::MAX);
    }
    println!("{total} states in all");
    assert!(total >= 20_000, "only {total} states");
}
