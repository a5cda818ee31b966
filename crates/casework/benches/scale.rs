//! The figures of daily work at a size: unlocking, the list, a case, search, saving; measured on the verbs themselves.
//!
//! ```sh
//! cargo bench -p sandyq-casework --bench scale -- 1000 10000 100000
//! cargo bench -p sandyq-vault --bench peer -- 1000 10000 100000       # afterwards: the same searches against plain SQLite
//! ```
//! A vault is generated once for each number of cases and kept in the build's folder for temporary files. Its key derivation
//! is cheap, so that unlocking is measured without it. Cold: the files were dropped from the system's cache and the vault was
//! opened anew; warm: nothing was dropped, and the page cache of the database was not emptied. Each size is measured in a
//! process of its own. The figures belong into docs/performance.md, with machine and commit.
#![allow(clippy::print_stdout, reason = "a bench is read on the terminal")]

use rustix::fs::{Advice, fadvise};
use sandyq_casework::view::{CaseQuery, CaseSort, FieldFilter, TaskFilter};
use sandyq_casework::{Host, KdfCost, Reach, Secret, Session, filter_written};
use sandyq_domain::{Lang, RecordId, Timestamp};
use serde_json::{Map, Value, json};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "seven invented words of a bench only";
const SEED: u64 = 1;
const PAGE: u32 = 100;
const SAVES: usize = 300;
const OPENED: usize = 200;
const COLD: usize = 12;
/// `class<TAB>query`, one a line.
const QUERIES: &str = include_str!("../../vault/benches/queries.txt");

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    if let [first, size] = words.as_slice()
        && first == "measure"
    {
        return measure(&folder(size.parse().expect("the parent names a number")));
    }
    let asked: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    for size in if asked.is_empty() { vec![1_000] } else { asked } {
        prepare(size);
        let own = std::env::current_exe().expect("a running program has a path");
        let done = Command::new(own).args(["measure", &size.to_string()]).status();
        assert!(
            done.expect("it was just running").success(),
            "measuring {size} cases failed"
        );
    }
}

fn folder(size: u32) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{size}"))
}

fn host() -> Host {
    // 2026-11-01: after everything that is generated. Saves need no moving clock.
    Host {
        now: || Timestamp::from_millis(1_793_491_200_000),
        machine_mark: b"a bench".to_vec(),
    }
}

fn secret() -> Secret {
    // Also tells this process to accept a cheap key file.
    let _ = KdfCost::cheap_for_tests();
    Secret::from_passphrase(PASSPHRASE).expect("it is long enough")
}

fn prepare(size: u32) {
    let dir = folder(size);
    if dir.exists() {
        return;
    }
    let unfinished = dir.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).expect("an earlier run left it");
    }
    let (mut session, _) = Session::create(&unfinished, &secret(), KdfCost::cheap_for_tests(), host(), Lang::Ru)
        .expect("the folder is empty");
    let started = Instant::now();
    let made = session.generate(size, SEED, &mut |_| {}).expect("the vault is empty");
    session.lock().expect("the disk has room");
    let took = started.elapsed().as_secs_f64();
    println!(
        "generated {} cases, {} records, {} versions, {} pieces of evidence in {took:.1} s",
        made.cases, made.records, made.revisions, made.evidence
    );
    fs::rename(unfinished, dir).expect("the name is free");
}

fn measure(dir: &Path) {
    let size = fs::metadata(dir.join("data")).map_or(0, |meta| meta.len());
    println!(
        "== {} · database {} MiB",
        dir.file_name().unwrap_or_default().display(),
        size >> 20
    );
    let mut cold = Times::default();
    let mut first_page = Times::default();
    for _ in 0..COLD {
        drop_from_cache(dir);
        let session = cold.of(|| unlock(dir));
        first_page.of(|| session.list_cases("", 0, PAGE, Lang::Ru).expect("the vault is open"));
        session.lock().expect("nothing was written");
    }
    cold.show("unlock less the key derivation, cold");
    first_page.show("first page of the list, cold");
    let mut warm = Times::default();
    for _ in 0..COLD {
        let session = warm.of(|| unlock(dir));
        session.lock().expect("nothing was written");
    }
    warm.show("unlock less the key derivation, warm");
    let mut session = unlock(dir);
    let total = lists(&session);
    let cases = some_cases(&session, total);
    opening(&session, &cases);
    tasks(&session);
    searching(&session);
    typing(&session);
    cold_search(dir, session);
    session = unlock(dir);
    saving(&mut session, &cases);
    session.lock().expect("the disk has room");
    println!("{:<44} {:>8.1} MiB", "highest resident memory", highest_resident());
    let session = unlock(dir);
    linking(&session);
    session.lock().expect("nothing was written");
    println!("{:<44} {:>8.1} MiB", "… with links proposed", highest_resident());
}

fn unlock(dir: &Path) -> Session {
    Session::unlock(dir, &secret(), host()).expect("the bench made it").0
}

fn lists(session: &Session) -> u32 {
    let total = session.list_cases("", 0, 1, Lang::Ru).expect("the vault is open").total;
    let mut times = [Times::default(), Times::default()];
    for _ in 0..30 {
        for (offset, times) in [0, total / 10 * 9].into_iter().zip(&mut times) {
            times.of(|| {
                session
                    .list_cases("", offset, PAGE, Lang::Ru)
                    .expect("the vault is open")
            });
        }
    }
    times[0].show("first page of the list, warm");
    times[1].show("page of the list at nine tenths");
    narrowed(session, total);
    total
}

/// A filter that many cases pass, one that few do, two together, each order, and a page far down.
fn narrowed(session: &Session, total: u32) {
    let filter = |written: &str| filter_written(written).expect("it is one");
    let many = filter("act.act_type=beating,threat,humiliation");
    let few = filter("proceeding_step.refusal_mode=dissuaded");
    let people = filter("person.gender_identity=trans_woman");
    let asked: [(&str, Vec<FieldFilter>, CaseSort, u32); 8] = [
        (
            "list, one filter, newest first",
            vec![many.clone()],
            CaseSort::Recent,
            0,
        ),
        ("list, one filter, by title", vec![many.clone()], CaseSort::Title, 0),
        ("list, a filter of persons", vec![people], CaseSort::Recent, 0),
        ("list, two filters, by urgency", vec![many, few], CaseSort::Priority, 0),
        ("list by title", Vec::new(), CaseSort::Title, 0),
        (
            "list by title, at nine tenths",
            Vec::new(),
            CaseSort::Title,
            total / 10 * 9,
        ),
        ("list by danger", Vec::new(), CaseSort::Risk, 0),
        ("list by code", Vec::new(), CaseSort::Code, 0),
    ];
    for (what, filters, sort, offset) in asked {
        let query = CaseQuery {
            filters,
            sort,
            offset,
            limit: PAGE,
            ..CaseQuery::default()
        };
        let mut times = Times::default();
        for _ in 0..15 {
            times.of(|| session.find_cases(&query, Lang::Ru).expect("the vault is open"));
        }
        times.show(what);
    }
    worded(session, &filter("proceeding_step.refusal_mode=dissuaded"));
    let mut values = Times::default();
    for _ in 0..15 {
        values.of(|| {
            session
                .list_filter_values("act.act_type", Lang::Ru)
                .expect("a coded field")
        });
    }
    values.show("values of a field with their cases");
}

/// Words with an order or a filter: every match is asked for, not the newest alone.
fn worded(session: &Session, few: &FieldFilter) {
    let asked = [
        ("list of a frequent word, by title", Vec::new(), CaseSort::Title),
        (
            "list of a frequent word and a filter",
            vec![few.clone()],
            CaseSort::Recent,
        ),
    ];
    for (what, filters, sort) in asked {
        let query = CaseQuery {
            query: "полиция".to_owned(),
            filters,
            sort,
            limit: PAGE,
            ..CaseQuery::default()
        };
        let mut times = Times::default();
        for _ in 0..10 {
            times.of(|| session.find_cases(&query, Lang::Ru).expect("the vault is open"));
        }
        times.show(what);
    }
}

/// One walk over every record that may say what joins cases.
fn linking(session: &Session) {
    let mut times = Times::default();
    let mut found = 0;
    for _ in 0..3 {
        found = times.of(|| session.propose_links(Lang::Ru).expect("the vault is open").open.len());
    }
    times.show("links proposed over everything");
    println!("  proposals {found} (at most 200 are shown)");
}

fn some_cases(session: &Session, total: u32) -> Vec<RecordId> {
    let one = |n: usize| {
        let offset = u32::try_from(n * total as usize / OPENED).unwrap_or(0);
        session
            .list_cases("", offset, 1, Lang::Ru)
            .expect("the vault is open")
            .rows[0]
            .id
    };
    (0..OPENED).map(one).collect()
}

fn opening(session: &Session, cases: &[RecordId]) {
    let mut times = Times::default();
    for case in cases {
        times.of(|| {
            session
                .show_case(&case.to_string(), Lang::Ru)
                .expect("it is in the list")
        });
    }
    times.show("open a case");
}

fn tasks(session: &Session) {
    let mut times = Times::default();
    let mut found = None;
    for _ in 0..10 {
        found = Some(times.of(|| {
            session
                .list_tasks(&TaskFilter::default(), Lang::Ru)
                .expect("the vault is open")
        }));
    }
    times.show("tasks of all cases");
    if let Some(list) = found {
        println!(
            "  lines {}, more {}, passed long ago {}, partial {}",
            list.lines.len(),
            list.more,
            list.older,
            list.is_partial
        );
    }
}

fn queries() -> impl Iterator<Item = (&'static str, &'static str)> {
    QUERIES.lines().filter_map(|line| line.split_once('\t'))
}

fn searching(session: &Session) {
    let (mut all, mut classes): (Times, Vec<(&str, Times)>) = (Times::default(), Vec::new());
    for round in 0..3 {
        for (class, query) in queries() {
            let started = Instant::now();
            drop(
                session
                    .search_records(query, Reach::Glance, Lang::Ru)
                    .expect("the vault is open"),
            );
            // The first round warms.
            if round > 0 {
                all.0.push(started.elapsed());
                match classes.iter_mut().find(|(name, _)| *name == class) {
                    Some((_, times)) => times.0.push(started.elapsed()),
                    None => classes.push((class, Times(vec![started.elapsed()]))),
                }
            }
        }
    }
    all.show("search, warm");
    for (class, mut times) in classes {
        times.show(&format!("  {class}"));
    }
}

fn typing(session: &Session) {
    let mut times = Times::default();
    for (_, query) in queries()
        .filter(|(class, _)| ["word", "name", "two"].contains(class))
        .step_by(4)
    {
        for (end, letter) in query.char_indices() {
            let typed = &query[..end + letter.len_utf8()];
            times.of(|| {
                session
                    .search_records(typed, Reach::Glance, Lang::Ru)
                    .expect("the vault is open")
            });
        }
    }
    times.show("search at every letter typed");
}

fn cold_search(dir: &Path, mut session: Session) {
    let mut times = Times::default();
    for (_, query) in queries().step_by(3) {
        session.lock().expect("nothing was written");
        drop_from_cache(dir);
        session = unlock(dir);
        times.of(|| {
            session
                .search_records(query, Reach::Glance, Lang::Ru)
                .expect("the vault is open")
        });
    }
    session.lock().expect("nothing was written");
    times.show("search, cold");
}

fn saving(session: &mut Session, cases: &[RecordId]) {
    let mut times = Times::default();
    for n in 0..SAVES {
        let case = cases[n % cases.len()].to_string();
        let page = session.show_case(&case, Lang::Ru).expect("it is in the list");
        let event = page
            .timeline
            .iter()
            .find(|item| item.kind == "event")
            .map_or(case, |item| item.id.to_string());
        let text = format!(
            "Запись {n}: сосед услышал шаги, дверь была закрыта, рядом стоял сундук номер {}",
            n * 7919
        );
        let changes: Map<String, Value> = json!({ "remarks": [{ "lang": "ru", "text": text }] })
            .as_object()
            .cloned()
            .unwrap_or_default();
        times.of(|| session.edit_record(&event, &changes).expect("the field is there"));
    }
    times.show("save");
}

/// Asks the system to forget the vault's files, which are synced.
fn drop_from_cache(dir: &Path) {
    for entry in fs::read_dir(dir).expect("the vault's folder").flatten() {
        if let Ok(file) = File::open(entry.path())
            && entry.path().is_file()
        {
            fadvise(&file, 0, None, Advice::DontNeed).expect("an open file");
        }
    }
}

/// How long each of many calls took.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    fn of<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let done = work();
        self.0.push(started.elapsed());
        done
    }

    fn show(&mut self, what: &str) {
        self.0.sort();
        let at = |share: usize| self.0[(self.0.len() - 1) * share / 100].as_secs_f64() * 1e3;
        let (median, most, worst) = (at(50), at(95), at(100));
        println!(
            "{what:<44} {median:>8.2} ms   p95 {most:>8.2} ms   max {worst:>8.2} ms   n {}",
            self.0.len()
        );
    }
}

/// In MiB, as the system counts it.
fn highest_resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: f64 = line
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0.0);
    kib / 1024.0
}
