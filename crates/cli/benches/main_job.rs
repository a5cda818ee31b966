//! The figures of the main job, measured on the program as it is shipped (`cargo bench` builds it for release):
//!
//! - sealing evidence, against `tar | age` over the same files in the same run, as a ratio;
//! - opening it in another vault, against `age -d | tar -x`, likewise;
//! - the peak memory of the terminal program after the key derivation has given its memory back, with that much evidence;
//! - unlocking, less the key derivation;
//! - what each thread had of the processors, which says where the next second can be found even on a busy machine.
//!
//! ```sh
//! cargo bench -p sandyq-cli --bench main_job            # 1 GiB of evidence
//! cargo bench -p sandyq-cli --bench main_job -- 64      # 64 MiB
//! ```
//! Needs Debian's `age` and `tar`. The figures belong into docs/performance.md, with machine and commit.
#![allow(clippy::print_stdout, reason = "a bench is read on the terminal")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FILES: u64 = 16;
const ROUNDS: usize = 3;
/// Resident memory above this, in KiB, means that the key derivation (at least 64 MiB, usually 256) still holds its own.
const DERIVING: u64 = 56 * 1024;

fn main() {
    let mib: u64 = std::env::args()
        .skip(1)
        .find_map(|word| word.parse().ok())
        .unwrap_or(1024);
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside the build");
    let job = Job::lay(place.path(), mib);

    println!("{mib} MiB of evidence in {FILES} files; the best of {ROUNDS} rounds, taken in turn");
    let mut sealing = Against::default();
    let mut opening = Against::default();
    for round in 0..ROUNDS {
        sealing.ours(&job.seal());
        sealing.theirs(job.tar_into_age());
        opening.ours(&job.open(round));
        opening.theirs(job.age_into_tar());
    }
    sealing.say("tar | age", "sandyq seal");
    opening.say("age -d | tar -x", "sandyq open");

    let lists: Vec<Run> = (0..ROUNDS).map(|_| job.watched("vault", &["case", "list"])).collect();
    let rest = lists
        .iter()
        .map(|run| run.took - run.deriving)
        .min()
        .unwrap_or_default();
    let deriving = lists.iter().map(|run| run.deriving).min().unwrap_or_default();
    let peak = lists.iter().map(|run| run.peak).max().unwrap_or_default();
    println!(
        "unlock and list        {:>8.3} s   (less the key derivation's {:.2} s)",
        rest.as_secs_f64(),
        deriving.as_secs_f64()
    );
    println!(
        "peak memory, unlocked  {:>8.1} MiB (after the key derivation)",
        mebibytes(peak)
    );
}

/// A vault with evidence in it, the same files in the clear, and a recipient.
struct Job<'p> {
    place: &'p Path,
    recipient: String,
    code: String,
}

/// What was seen of one run of the program.
struct Run {
    took: Duration,
    /// How long the key derivation held its memory.
    deriving: Duration,
    /// Highest resident memory after that, in KiB.
    peak: u64,
    /// Hundredths of a second that each thread had of the processors, the key derivation included; the first is the main one.
    threads: Vec<u64>,
}

/// The best times of one piece of work, ours and the stock tools'.
struct Against {
    ours: Duration,
    theirs: Duration,
    /// Ours, highest resident memory in KiB.
    peak: u64,
    /// Of our best one.
    threads: Vec<u64>,
}

impl Default for Against {
    fn default() -> Self {
        Self {
            ours: Duration::MAX,
            theirs: Duration::MAX,
            peak: 0,
            threads: Vec::new(),
        }
    }
}

impl Against {
    fn ours(&mut self, run: &Run) {
        if run.took - run.deriving < self.ours {
            self.ours = run.took - run.deriving;
            self.threads.clone_from(&run.threads);
        }
        self.peak = self.peak.max(run.peak);
    }

    fn theirs(&mut self, took: Duration) {
        self.theirs = self.theirs.min(took);
    }

    fn say(&self, theirs: &str, ours: &str) {
        println!("{theirs:<22} {:>8.2} s", self.theirs.as_secs_f64());
        println!(
            "{ours:<22} {:>8.2} s   (less the key derivation)",
            self.ours.as_secs_f64()
        );
        println!(
            "ratio                  {:>8.2}",
            self.ours.as_secs_f64() / self.theirs.as_secs_f64()
        );
        println!(
            "peak memory            {:>8.1} MiB (after the key derivation)",
            mebibytes(self.peak)
        );
        let threads = self.threads.iter().filter(|hundredths| **hundredths > 4);
        let threads: Vec<String> = threads.map(|n| format!("{}.{:02}", n / 100, n % 100)).collect();
        println!(
            "threads, processor     {} s (with the key derivation)",
            threads.join(", ")
        );
    }
}

impl<'p> Job<'p> {
    fn lay(place: &'p Path, mib: u64) -> Self {
        fs::write(place.join("passphrase"), "seven invented words of a bench only\n").expect("the folder is writable");
        fs::create_dir(place.join("evidence")).expect("the folder is writable");
        let mut names = Vec::new();
        for number in 0..FILES {
            let path = place.join(format!("evidence/{number:02}.bin"));
            noise(&path, mib * 1024 * 1024 / FILES, number + 1);
            names.push(path.to_string_lossy().into_owned());
        }
        let key = Command::new("age-keygen").output().expect("age is installed");
        let key = String::from_utf8(key.stdout).expect("age writes text");
        fs::write(place.join("key"), &key).expect("the folder is writable");
        let recipient = key
            .lines()
            .find_map(|line| line.strip_prefix("# public key: "))
            .expect("age names the recipient");
        let mut job = Self {
            place,
            recipient: recipient.to_owned(),
            code: String::new(),
        };
        job.quiet(&["init"]);
        fs::write(
            place.join("case.json"),
            r#"{"records":[{"kind":"case","key":"case","title":"Bench"}]}"#,
        )
        .expect("the folder is writable");
        job.quiet(&["import", &place.join("case.json").to_string_lossy()]);
        let list: serde_json::Value =
            serde_json::from_slice(&job.quiet(&["--json", "case", "list"])).expect("JSON was asked for");
        job.code = find(&list, "code").expect("the case has a code");
        let mut add = vec!["evidence", "add", job.code.as_str()];
        add.extend(names.iter().map(String::as_str));
        let started = Instant::now();
        job.quiet(&add);
        println!(
            "evidence added in {:.2} s, the key derivation included",
            started.elapsed().as_secs_f64()
        );
        job
    }

    fn command(&self, vault: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandyq"));
        command.arg("--vault").arg(self.place.join(vault));
        command
            .arg("--passphrase-file")
            .arg(self.place.join("passphrase"))
            .args(words);
        command
    }

    fn quiet(&self, words: &[&str]) -> Vec<u8> {
        self.quiet_in("vault", words)
    }

    fn quiet_in(&self, vault: &str, words: &[&str]) -> Vec<u8> {
        let done = self
            .command(vault, words)
            .stderr(Stdio::inherit())
            .output()
            .expect("the program was built");
        assert!(done.status.success(), "sandyq {} failed", words[0]);
        done.stdout
    }

    /// To the stock tool's key, which opens it beside the vault's own.
    fn seal(&self) -> Run {
        let out = self.place.join("sealed.age");
        let _ = fs::remove_file(&out);
        settle();
        self.watched(
            "vault",
            &[
                "seal",
                &self.code,
                "--to",
                &self.recipient,
                "--out",
                &out.to_string_lossy(),
            ],
        )
    }

    /// In a vault that has none of it. A move to the vault's own key would be the same bytes again.
    fn open(&self, round: usize) -> Run {
        let vault = format!("lawyer-{round}");
        self.quiet_in(&vault, &["init"]);
        let card = self.quiet_in(&vault, &["--json", "contact", "card"]);
        let card: serde_json::Value = serde_json::from_slice(&card).expect("JSON was asked for");
        let recipient = find(&card, "recipient").expect("a card names its recipient");
        let sealed = self.place.join("for-lawyer.age");
        self.quiet(&[
            "seal",
            &self.code,
            "--to",
            &recipient,
            "--out",
            &sealed.to_string_lossy(),
        ]);
        settle();
        let run = self.watched(&vault, &["open", &sealed.to_string_lossy(), "--accept-unknown"]);
        fs::remove_file(sealed).expect("the bundle was written");
        fs::remove_dir_all(self.place.join(vault)).expect("a vault of this bench");
        run
    }

    /// Runs the program and looks at its memory every two milliseconds.
    fn watched(&self, vault: &str, words: &[&str]) -> Run {
        let started = Instant::now();
        let mut child = self
            .command(vault, words)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program was built");
        let (mut deriving, mut peak, mut swelled) = (Duration::ZERO, 0, false);
        let mut threads = BTreeMap::new();
        while child.try_wait().expect("it is our child").is_none() {
            look_at_threads(&child, &mut threads);
            let resident = resident(&child);
            if resident > DERIVING && peak == 0 {
                swelled = true;
            } else if swelled {
                if peak == 0 {
                    deriving = started.elapsed();
                }
                peak = peak.max(resident);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(
            child.wait().expect("it has ended").success(),
            "sandyq {} failed",
            words[0]
        );
        assert!(
            swelled,
            "the key derivation was not seen: is the cost what it should be?"
        );
        Run {
            took: started.elapsed(),
            deriving,
            peak,
            threads: threads.into_values().collect(),
        }
    }

    fn tar_into_age(&self) -> Duration {
        let _ = fs::remove_file(self.place.join("tar.age"));
        self.shell("tar -C evidence -c . | age -r \"$1\" -o tar.age", &self.recipient)
    }

    /// Opens what [`Job::tar_into_age`] made.
    fn age_into_tar(&self) -> Duration {
        let folder = self.place.join("opened");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("the folder is writable");
        self.shell("age -d -i \"$1\" tar.age | tar -C opened -x", "key")
    }

    /// How long a line of the shell takes until its files are on the disk: ours are, too, when it answers.
    fn shell(&self, line: &str, word: &str) -> Duration {
        settle();
        let started = Instant::now();
        let line = format!("set -e; {line}; sync -f .");
        let done = Command::new("sh")
            .args(["-c", &line, "sh", word])
            .current_dir(self.place)
            .status();
        assert!(done.expect("a shell").success(), "the stock tools failed");
        started.elapsed()
    }
}

/// Lets the disk finish what was written before.
fn settle() {
    assert!(Command::new("sync").status().expect("a shell").success());
}

/// The first text of this name, wherever in the answer it stands.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    match value {
        serde_json::Value::Object(map) => match map.get(name).and_then(serde_json::Value::as_str) {
            Some(text) => Some(text.to_owned()),
            None => map.values().find_map(|value| find(value, name)),
        },
        serde_json::Value::Array(items) => items.iter().find_map(|value| find(value, name)),
        _ => None,
    }
}

/// Resident memory in KiB; 0 once the process is gone.
fn resident(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// What each thread has had of the processors so far, in hundredths of a second; one that has ended keeps what was seen last.
fn look_at_threads(child: &Child, seen: &mut BTreeMap<u32, u64>) {
    let tasks = fs::read_dir(format!("/proc/{}/task", child.id()));
    for task in tasks.into_iter().flatten().flatten() {
        let Some(id) = task.file_name().to_str().and_then(|id| id.parse().ok()) else {
            continue;
        };
        let stat = fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        // Behind the name, which may hold anything: utime and stime are the 12th and 13th.
        let numbers = stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ');
        let used: u64 = numbers.skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        if used > 0 {
            seen.insert(id, used);
        }
    }
}

/// Bytes that do not compress: xorshift from a seed.
fn noise(path: &Path, length: u64, seed: u64) {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).expect("the folder is writable"));
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for _ in 0..length / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.write_all(&state.to_le_bytes()).expect("the disk has room");
    }
    out.flush().expect("the disk has room");
}

#[expect(clippy::cast_precision_loss, reason = "a figure to look at")]
fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1024.0
}
