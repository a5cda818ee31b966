//! The figures of the main job, measured on the program as it is shipped (`cargo bench` builds it for release):
//!
//! - sealing evidence, against `tar | age` over the same files in the same run, as a ratio;
//! - the peak memory of the terminal program after the key derivation has given its memory back, with that much evidence;
//! - unlocking, less the key derivation.
//!
//! ```sh
//! cargo bench -p sandyq-cli --bench main_job            # 1 GiB of evidence
//! cargo bench -p sandyq-cli --bench main_job -- 64      # 64 MiB
//! ```
//! Needs Debian's `age` and `tar`. The figures belong into docs/performance.md, with machine and commit.
#![allow(clippy::print_stdout, reason = "a bench is read on the terminal")]

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
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    let mut peak = 0;
    for round in 0..ROUNDS {
        let run = job.seal(round);
        ours = ours.min(run.took - run.deriving);
        peak = peak.max(run.peak);
        theirs = theirs.min(job.tar_into_age());
    }
    println!("tar | age              {:>8.2} s", theirs.as_secs_f64());
    println!(
        "sandyq seal            {:>8.2} s   (less the key derivation)",
        ours.as_secs_f64()
    );
    println!(
        "ratio                  {:>8.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
    println!(
        "peak memory, sealing   {:>8.1} MiB (after the key derivation)",
        mebibytes(peak)
    );

    let lists: Vec<Run> = (0..ROUNDS).map(|_| job.watched(&["case", "list"])).collect();
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
        job.code = first_code(&list).expect("the case has a code");
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

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandyq"));
        command.arg("--vault").arg(self.place.join("vault"));
        command
            .arg("--passphrase-file")
            .arg(self.place.join("passphrase"))
            .args(words);
        command
    }

    fn quiet(&self, words: &[&str]) -> Vec<u8> {
        let done = self
            .command(words)
            .stderr(Stdio::inherit())
            .output()
            .expect("the program was built");
        assert!(done.status.success(), "sandyq {} failed", words[0]);
        done.stdout
    }

    fn seal(&self, round: usize) -> Run {
        let out = self.place.join(format!("sealed-{round}.age"));
        let run = self.watched(&[
            "seal",
            &self.code,
            "--to",
            &self.recipient,
            "--out",
            &out.to_string_lossy(),
        ]);
        fs::remove_file(out).expect("the bundle was written");
        run
    }

    /// Runs the program and looks at its memory every two milliseconds.
    fn watched(&self, words: &[&str]) -> Run {
        let started = Instant::now();
        let mut child = self
            .command(words)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program was built");
        let (mut deriving, mut peak, mut swelled) = (Duration::ZERO, 0, false);
        while child.try_wait().expect("it is our child").is_none() {
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
        }
    }

    fn tar_into_age(&self) -> Duration {
        let out = self.place.join("tar.age");
        let line = "tar -C \"$1\" -c . | age -r \"$2\" -o \"$3\"";
        let started = Instant::now();
        let done = Command::new("sh")
            .args(["-c", line, "sh"])
            .arg(self.place.join("evidence"))
            .arg(&self.recipient)
            .arg(&out)
            .status();
        assert!(done.expect("a shell").success(), "tar | age failed");
        let took = started.elapsed();
        fs::remove_file(out).expect("age wrote it");
        took
    }
}

/// The code of the first case, wherever in the answer it stands.
fn first_code(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Object(map) => match map.get("code").and_then(serde_json::Value::as_str) {
            Some(code) => Some(code.to_owned()),
            None => map.values().find_map(first_code),
        },
        serde_json::Value::Array(items) => items.iter().find_map(first_code),
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
