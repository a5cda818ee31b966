//! A scenario played once under the library that records every change of a file.

use crate::disk::{Disk, Lost, Op, look, read_log};
use crate::scenarios::{Scenario, named};
use crate::shim;
use crate::stage::{Expected, Stage, workplace};
use std::fs;
use std::path::Path;

/// Everything that was written, and what had been acknowledged when.
pub struct Recording {
    pub ops: Vec<Op>,
    /// After each acknowledgement; the first is what was there before.
    pub expected: Vec<Expected>,
}

/// Plays it in a child, and shows that the log tells everything: the folder built from it is the folder there is.
pub fn record(scenario: &Scenario) -> Recording {
    let place = workplace();
    let root = place.path().join("stage");
    fs::create_dir(&root).unwrap();
    shim::run("recording::worker_plays", &root, place.path(), scenario.name);
    let ops = read_log(&place.path().join("log"));
    let mut disk = Disk::empty();
    ops.iter().for_each(|op| disk.apply(op));
    assert!(
        disk.tree(Lost::Nothing) == look(&root),
        "{}: something was written that was not recorded",
        scenario.name
    );
    let marks = ops.iter().filter_map(|op| match op {
        Op::Mark(text) => Some(serde_json::from_str(text).unwrap()),
        _ => None,
    });
    let expected = marks.collect();
    Recording { ops, expected }
}

#[test]
#[ignore = "runs in a child process"]
fn worker_plays() {
    let Some((place, name)) = shim::orders() else { return };
    let scenario = named(&name);
    let mut stage = Stage::new(&place.join("stage"), scenario.vault);
    shim::record(&place.join("log"));
    (scenario.prepare)(&mut stage).unwrap();
    assert!(stage.session.is_none(), "{name} prepares a locked vault");
    shim::settle();
    acknowledge(&stage);
    for act in scenario.acts {
        (act.run)(&mut stage).unwrap_or_else(|failure| panic!("{}: {failure}", act.name));
        stage.look();
        acknowledge(&stage);
    }
}

fn acknowledge(stage: &Stage) {
    shim::mark(&serde_json::to_string(&stage.expected).unwrap());
}

/// The library itself: what it says is what was done.
#[test]
fn the_recorder_sees_every_change_of_a_folder() {
    let place = workplace();
    let root = place.path().join("stage");
    fs::create_dir(&root).unwrap();
    shim::run("recording::worker_changes_a_folder", &root, place.path(), "");
    let ops = read_log(&place.path().join("log"));
    let said: Vec<_> = ops
        .iter()
        .map(|op| op.said().split(' ').next().unwrap().to_owned())
        .collect();
    let expected = [
        "make", "create", "write", "write", "sync", "sync", "rename", "truncate", "create", "write", "unlink", "make",
        "remove",
    ];
    assert_eq!(said, expected);
    let mut disk = Disk::empty();
    ops.iter().for_each(|op| disk.apply(op));
    assert!(disk.tree(Lost::Nothing) == look(&root));
    // Of the file, what came after its sync is lost; of the folder, the new name.
    let cut = disk.tree(Lost::Unsynced);
    assert!(cut.is_empty(), "the folder's own name was never synced");
    let kept = disk.tree(Lost::Content);
    assert_eq!(kept["в папке/two"].as_ref().unwrap()[..], b"first second"[..]);
}

#[test]
#[ignore = "runs in a child process"]
fn worker_changes_a_folder() {
    use std::io::Write as _;
    use std::os::unix::fs::FileExt as _;
    let Some((place, _)) = shim::orders() else { return };
    let changed = |name: &str| place.join("stage/в папке").join(name);
    shim::record(&place.join("log"));
    fs::create_dir(changed("")).unwrap();
    let mut file = fs::File::create(changed("one")).unwrap();
    file.write_all(b"first ").unwrap();
    file.write_all_at(b"second", 6).unwrap();
    file.sync_all().unwrap();
    fs::File::open(changed("")).unwrap().sync_all().unwrap();
    fs::rename(changed("one"), changed("two")).unwrap();
    file.set_len(3).unwrap();
    fs::copy(Path::new("/proc/self/comm"), changed("copy")).unwrap();
    fs::remove_file(changed("copy")).unwrap();
    fs::create_dir(changed("empty")).unwrap();
    fs::remove_dir(changed("empty")).unwrap();
}
