//! The preloaded library: compiled once for this run, and told what to do through links that do not exist.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where a worker finds what it is to do.
pub const STAGE: &str = "SANDYQ_CRASH_STAGE";
/// Which of several things a worker is to do.
pub const TASK: &str = "SANDYQ_CRASH_TASK";

fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/shim.c");
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (made, ready) = (
            place.join(format!("shim-{}.so", std::process::id())),
            place.join("shim.so"),
        );
        let output = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o"])
            .args([&made, &source])
            .output()
            .expect("the C compiler that SQLCipher is built with");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        // Another run may be using the name: it keeps the file it has.
        fs::rename(&made, &ready).unwrap();
        ready
    })
}

/// Runs one of the ignored workers in a child process under the library; what it writes below `root` is watched.
pub fn run(worker: &str, root: &Path, stage: &Path, task: &str) -> Output {
    let mut command = worker_command(worker, stage, task);
    command.env("LD_PRELOAD", library()).env("SANDYQ_SHIM_ROOT", root);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{task}: {said}");
    output
}

/// A worker without the library.
pub fn worker_command(worker: &str, stage: &Path, task: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", worker, "--ignored", "--nocapture", "--test-threads=1"])
        .env(STAGE, stage)
        .env(TASK, task);
    command
}

/// What the parent told this worker; nothing when somebody runs the ignored tests by hand.
pub fn orders() -> Option<(PathBuf, String)> {
    Some((std::env::var_os(STAGE)?.into(), std::env::var(TASK).ok()?))
}

fn tell(command: &str) -> i64 {
    let said = fs::read_link(format!("/sandyq-shim/{command}")).expect("the library is preloaded");
    said.to_str().unwrap().parse().unwrap()
}

/// From now on every change goes into the log.
pub fn record(log: &Path) {
    assert!(tell(&format!("record {}", log.display())) >= 0);
}

/// Enters a word of ours between the changes.
pub fn mark(text: &str) {
    tell(&format!("mark {text}"));
}

/// Enters that everything written so far is on the disk for good.
pub fn settle() {
    tell("settle");
}

/// How a change fails.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// That one only.
    Once,
    /// That one and all that follow.
    On,
    /// Half of it is written, and nothing after it.
    Short,
}

/// Lets the `n`th change from now on (from 1) fail; none with 0.
pub fn arm(n: u64, error: i32, how: How) {
    let n = if n == 0 { i64::MAX } else { i64::try_from(n).unwrap() };
    let how = match how {
        How::Once => 'o',
        How::On => 'f',
        How::Short => 's',
    };
    tell(&format!("arm {n} {error} {how}"));
}

/// Everything works again; answers how many changes there were.
pub fn disarm() -> u64 {
    u64::try_from(tell("disarm")).unwrap()
}
