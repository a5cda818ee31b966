//! One large file sealed and opened by us and by the stock tool, in the same run: times, ratio, peak memory.
//!
//! `cargo bench -p sandyq-agefile --bench stock -- 128` takes 128 MiB; without a number it is 1 GiB. Every measurement is
//! a process of its own, which reads a file and writes a file; the best of five counts, ours and the tool's in turn.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench may end here, and prints"
)]

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sandyq_agefile::{Identity, open, seal};

const MIB: usize = 1024 * 1024;
const ROUNDS: usize = 5;
/// Names the part of this program that is measured, in the process started for it.
const PART: &str = "SANDYQ_BENCH_PART";

fn main() {
    if let Ok(part) = env::var(PART) {
        return measured_part(&part);
    }
    let mut args = env::args().skip(1);
    // Run as a test, it measures nothing.
    if !args.any(|arg| arg == "--bench") {
        return;
    }
    let size = env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(1024);
    compare(size);
}

/// What the process started for it does, in the folder of the files.
fn measured_part(part: &str) {
    let key = Identity::from_secret(fs::read_to_string("key").unwrap().trim()).unwrap();
    if part == "seal" {
        let mut plain = File::open("plain").unwrap();
        let mut sealing = seal(&[key.recipient()], File::create("ours.age").unwrap()).unwrap();
        copy(&mut plain, &mut sealing);
        sealing.finish().unwrap();
    } else {
        let mut opening = open(&key, BufReader::new(File::open("ours.age").unwrap())).unwrap();
        copy(&mut opening, &mut File::create("ours.out").unwrap());
    }
}

fn copy(from: &mut impl Read, to: &mut impl Write) {
    let mut block = vec![0; MIB / 4];
    loop {
        match from.read(&mut block).unwrap() {
            0 => return,
            read => to.write_all(&block[..read]).unwrap(),
        }
    }
}

fn compare(mebibytes: usize) {
    let folder = tempfile::tempdir().unwrap();
    let key = Identity::generate();
    fs::write(folder.path().join("key"), format!("{}\n", &*key.secret())).unwrap();
    write_plain(&folder.path().join("plain"), mebibytes).unwrap();
    let to = key.recipient().to_string();
    println!("{mebibytes} MiB, best of {ROUNDS}; load {}", load());
    let work: [(&str, &str, &[&str]); 2] = [
        ("seal", "age", &["-r", &to, "-o", "stock.age", "plain"]),
        ("open", "out", &["-d", "-i", "key", "-o", "stock.out", "stock.age"]),
    ];
    for (part, makes, stock) in work {
        let mut best = [Measured::WORST; 2];
        for _ in 0..ROUNDS {
            let mut own = Command::new(env::current_exe().unwrap());
            own.env(PART, part);
            best[0] = best[0].better(run(own, folder.path(), &format!("ours.{makes}")));
            let mut tool = Command::new("age");
            tool.args(stock);
            best[1] = best[1].better(run(tool, folder.path(), &format!("stock.{makes}")));
        }
        let [ours, stock] = best;
        println!(
            "{part}: ours {ours}; stock {stock}; ratio {:.2}, of work {:.2}",
            ours.took.as_secs_f64() / stock.took.as_secs_f64(),
            ours.worked.as_secs_f64() / stock.worked.as_secs_f64()
        );
    }
}

/// Bytes that do not repeat within a chunk.
fn write_plain(path: &Path, mebibytes: usize) -> io::Result<()> {
    let mut file = File::create(path)?;
    let mut state = 1_u64;
    let mut block = vec![0; MIB];
    for _ in 0..mebibytes {
        for eight in block.chunks_exact_mut(8) {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            eight.copy_from_slice(&state.to_le_bytes());
        }
        file.write_all(&block)?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Measured {
    took: Duration,
    /// Of all cores: what a busy machine blurs least.
    worked: Duration,
    peak_kib: u32,
}

impl Measured {
    const WORST: Self = Self {
        took: Duration::MAX,
        worked: Duration::MAX,
        peak_kib: 0,
    };

    /// The shorter times and the higher peak.
    fn better(self, other: Self) -> Self {
        Self {
            took: self.took.min(other.took),
            worked: self.worked.min(other.worked),
            peak_kib: self.peak_kib.max(other.peak_kib),
        }
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (took, worked) = (self.took.as_secs_f64(), self.worked.as_secs_f64());
        let peak = f64::from(self.peak_kib) / 1024.0;
        write!(f, "{took:.3} s, {worked:.2} s of work, {peak:.1} MiB")
    }
}

fn run(mut command: Command, folder: &Path, makes: &str) -> Measured {
    // Neither freeing the file of the last round nor the disk's work for it belongs to this one.
    let _ = fs::remove_file(folder.join(makes));
    assert!(Command::new("sync").status().unwrap().success());
    let worked = work_of_children();
    let began = Instant::now();
    let mut child = command.current_dir(folder).stdin(Stdio::null()).spawn().unwrap();
    let mut peak_kib = 0;
    loop {
        // Its high-water mark never falls, so looking now and then loses little.
        peak_kib = peak(child.id()).unwrap_or(peak_kib);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            break;
        }
        thread::sleep(Duration::from_millis(2));
    }
    Measured {
        took: began.elapsed(),
        worked: work_of_children() - worked,
        peak_kib,
    }
}

/// What all processes that were started here and have ended took of all cores.
fn work_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // Behind the name, which may hold anything, the 14th and 15th are user's and system's ticks of 10 ms.
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let ticks = fields
        .split(' ')
        .skip(13)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// The most memory that a running process ever held, in KiB.
fn peak(process: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
