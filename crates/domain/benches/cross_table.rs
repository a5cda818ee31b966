//! A cross-table over 100 000 cases, beside DuckDB's on the same rows in Parquet, in one run: `cargo bench -p sandyq-domain`.
//!
//! DuckDB is the prebuilt package of Python (`pip install duckdb`); where it is not there, that is said and ours is timed alone.
//! Both count distinct victims by act and perpetrator, wholly and possibly inside a period, with every sum. Ours starts from the
//! facts that a session keeps after its first question; how long gathering them takes is printed too.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench ends at the first surprise, and says what it saw"
)]

use sandyq_domain::counting::{Across, CaseRecords, Dimension, Facts, Question, Table, Unit};
use sandyq_domain::fuzzy::Span;
use sandyq_domain::{Envelope, RecordId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

const CASES: u64 = 100_000;
const RUNS: usize = 15;
const ACTS: [&str; 8] = [
    "beating",
    "threat",
    "extortion",
    "outing",
    "humiliation",
    "unlawful_detention",
    "rape",
    "robbery",
];
const DOERS: [&str; 8] = [
    "police_patrol",
    "police_duty_station",
    "parent",
    "partner",
    "organised_group",
    "employer",
    "prison_officer",
    "neighbour_landlord",
];

/// The same numbers in every run: a generator by Steele, Lea and Flood (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }
}

fn id(n: u64) -> RecordId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

fn envelope(n: u64, case: u64, kind: &str, body: &Value) -> Envelope {
    let envelope = json!({
        "id": id(n), "case": id(case), "kind": kind, "version": {}, "author": "A",
        "machine": "0102030405060708090a0b0c0d0e0f10", "time": "2026-09-21T14:13:20.123Z", "body": body,
    });
    serde_json::from_value(envelope).unwrap()
}

/// One case of one victim: an event of a known or only vaguely known day in three years, one to three acts, each by one or two.
fn case(number: u64, chance: &mut Chance, rows: &mut String) -> CaseRecords {
    let first = number * 32;
    let mut records = vec![envelope(first, first, "case", &json!({ "title": "T" }))];
    let day = chrono::NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + chrono::Days::new(chance.below(1095));
    let last = day + chrono::Days::new(if chance.below(5) == 0 { chance.below(60) } else { 0 });
    let precision = if day == last { "day" } else { "between" };
    let date = json!({ "from": day, "to": last, "precision": precision });
    records.push(envelope(
        first + 1,
        first,
        "event",
        &json!({ "verification": "confirmed", "date": date }),
    ));
    records.push(envelope(
        first + 2,
        first,
        "person",
        &json!({ "age_band": "from_25_to_34" }),
    ));
    for act in 0..=chance.below(3) {
        let at = first + 3 + act * 4;
        let kind = chance.of(&ACTS);
        let body = json!({ "event": id(first + 1), "victim": id(first + 2), "act_type": kind });
        records.push(envelope(at, first, "act", &body));
        for doer in 0..=chance.below(2) {
            let by = chance.of(&DOERS);
            let body = json!({ "act": id(at), "perpetrator_type": by, "degree": "carried_out" });
            records.push(envelope(at + 1 + doer, first, "involvement", &body));
            writeln!(rows, "{number},{number},{kind},{by},{day},{last}").unwrap();
        }
    }
    CaseRecords::of(id(first), records)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let mut chance = Chance(2026);
    let mut rows = "case_id,victim,act,perpetrator,first_day,last_day\n".to_owned();
    let fitting = Dimension::all().filter(|dimension| dimension.fits(Unit::Victims));
    let mut facts = Facts::new(Unit::Victims, fitting, Across::default());
    let mut gathering = Duration::ZERO;
    for number in 1..=CASES {
        let records = case(number, &mut chance, &mut rows);
        let started = Instant::now();
        facts.take(&records, 0);
        gathering += started.elapsed();
    }
    let question = Question {
        unit: Unit::Victims,
        measure: None,
        rows: Some("act.act_type".parse().unwrap()),
        columns: Some("involvement.perpetrator_type".parse().unwrap()),
        period: Span::of_days("2024-01-01".parse().unwrap(), "2024-12-31".parse().unwrap()),
        filters: Vec::new(),
    };
    let mut table = Table::default();
    let ours = median(
        (0..RUNS)
            .map(|_| {
                let started = Instant::now();
                table = facts.tally(&question, |_, _| true).table();
                started.elapsed()
            })
            .collect(),
    );
    println!(
        "{CASES} cases, {} rows; kept: {} MiB",
        rows.lines().count() - 1,
        facts.size() >> 20
    );
    println!(
        "gathering every dimension, once:  {:>8.1} ms",
        gathering.as_secs_f64() * 1000.0
    );
    println!(
        "cross-table from kept facts:      {:>8.1} ms (median of {RUNS})",
        ours.as_secs_f64() * 1000.0
    );
    peer(&rows, &table, ours);
}

/// DuckDB's answer to the same question, and that it is the same.
fn peer(rows: &str, table: &Table, ours: Duration) {
    let folder = std::env::temp_dir().join(format!("sandyq-cross-table-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rows.csv"), rows).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/cross_table.py");
    let done = Command::new("python3")
        .arg(script)
        .arg(&folder)
        .arg(RUNS.to_string())
        .output();
    fs::remove_dir_all(&folder).unwrap();
    let Some(done) = done.ok().filter(|done| done.status.success()) else {
        println!("DuckDB is not there (pip install duckdb): not compared");
        return;
    };
    let answer: Value = serde_json::from_slice(&done.stdout).unwrap();
    let cells: u64 = table.cells.values().map(|cell| cell.sure + cell.possible).sum();
    assert_eq!(
        answer["all"],
        json!([table.all.sure, table.all.possible]),
        "both count the same"
    );
    assert_eq!(answer["cells"], json!(cells), "in every cell");
    let theirs = answer["milliseconds"].as_f64().unwrap();
    let ours = ours.as_secs_f64() * 1000.0;
    println!(
        "DuckDB {} from Parquet:        {theirs:>8.1} ms (median of {RUNS})",
        answer["version"].as_str().unwrap()
    );
    println!("ratio ours : theirs                {:>8.2}", ours / theirs);
}
