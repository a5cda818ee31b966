//! Search against plain SQLite: the same rows, tables, tokenizers, page cache and statements, without encryption.
//!
//! ```sh
//! cargo bench -p sandyq-casework --bench scale -- 100000     # first: makes the vault
//! cargo bench -p sandyq-vault --bench peer -- 100000
//! ```
//! The plain file is an exact copy of the vault's database, made with SQLCipher's `sqlcipher_export`, beside the generated
//! vault in the build's folder for temporary files; everything in it is invented. Two peers are measured in turn with the
//! vault: the search of this program on the plain file (what encryption costs), and its statements alone, every row read and
//! nothing done with it (what SQLite costs).
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is read on the terminal and ends at the first surprise"
)]
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    unused_imports,
    reason = "sources of the store, of which a part is used here"
)]

use rusqlite::Connection;
use rustix::fs::{Advice, fadvise};
use sandyq_domain::Timestamp;
use sandyq_vault::folder::Folder;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key;
use sandyq_vault::secret::Secret;
use sandyq_vault::{Host, Vault, search};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The store's own search, compiled once more over a connection without encryption.
#[path = "../src/store"]
mod plain {
    #[path = "search.rs"]
    pub mod search;
    #[path = "search_match.rs"]
    pub mod search_match;
    #[path = "search_words.rs"]
    pub mod search_words;

    use rusqlite::Connection;

    #[derive(Debug)]
    pub struct StoreError(pub rusqlite::Error);

    impl From<rusqlite::Error> for StoreError {
        fn from(error: rusqlite::Error) -> Self {
            Self(error)
        }
    }

    pub struct View<'c> {
        pub connection: &'c Connection,
    }

    pub struct Tx<'c> {
        pub connection: &'c Connection,
    }

    /// The statements of a search, every column of every row read and thrown away.
    pub fn statements(view: &View<'_>, typed: &str) -> Result<usize, StoreError> {
        let Some(question) = search_match::Question::parse(typed) else {
            return Ok(0);
        };
        let found = rows(view, &question.by_words())?;
        if found > 0 {
            return Ok(found);
        }
        if let Some(fragments) = search_words::by_fragment(view, &question)? {
            let found = rows(view, &fragments)?;
            if found > 0 {
                return Ok(found);
            }
        }
        search_words::by_likeness(view, &question)?.map_or(Ok(0), |alike| rows(view, &alike))
    }

    fn rows(view: &View<'_>, matching: &search_match::Matching) -> Result<usize, StoreError> {
        let mut bytes = 0;
        let candidates = search::candidates(view, matching, super::LIMIT, None)?;
        for candidate in &candidates {
            bytes += search::written(view, candidate)?.len();
        }
        std::hint::black_box(bytes);
        Ok(candidates.len())
    }
}

const PASSPHRASE: &str = "seven invented words of a bench only";
const QUERIES: &str = include_str!("queries.txt");
/// As `search_records` of casework asks.
const LIMIT: usize = 12;
const ROUNDS: usize = 3;

fn main() {
    // Before the first key file is read.
    let _ = secret();
    let sizes = std::env::args().skip(1).filter_map(|word| word.parse::<u32>().ok());
    for size in sizes {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{size}"));
        let copy = dir.with_extension("plain");
        lay_plain(&dir, &copy);
        println!("== {size} cases");
        compare(&dir, &copy);
    }
}

fn host() -> Host {
    Host {
        now: || Timestamp::from_millis(1_793_491_200_000),
        machine_mark: b"a bench".to_vec(),
    }
}

fn secret() -> Secret {
    // Also tells this process to accept a cheap key file.
    let _ = KdfCost::cheap_for_tests();
    Secret::from_passphrase(PASSPHRASE).unwrap()
}

fn lay_plain(dir: &Path, copy: &Path) {
    let _ = fs::remove_file(copy);
    let folder = Folder::open(dir).unwrap();
    let opened = key::read(&folder).unwrap().open(&secret()).unwrap();
    let raw = opened.master.derive_database_key().unwrap();
    let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    let connection = Connection::open(folder.data()).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    connection
        .execute("ATTACH ?1 AS plain KEY ''", [copy.to_str().unwrap()])
        .unwrap();
    connection
        .query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .unwrap();
    connection.execute_batch("PRAGMA plain.journal_mode = WAL").unwrap();
    connection.execute_batch("DETACH plain").unwrap();
    connection.close().unwrap();
}

/// The settings of `src/store/connection.rs` that a reader feels.
fn open_plain(copy: &Path) -> Connection {
    let connection = Connection::open(copy).unwrap();
    for setting in [
        "locking_mode = EXCLUSIVE",
        "journal_mode = WAL",
        "temp_store = MEMORY",
        "cell_size_check = ON",
    ] {
        connection.execute_batch(&format!("PRAGMA {setting}")).unwrap();
    }
    let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    assert_eq!(size, 4096, "the pages of the vault");
    connection
        .execute_batch(&format!("PRAGMA cache_size = -{}", search_cache()))
        .unwrap();
    connection.set_prepared_statement_cache_capacity(96);
    connection
}

/// The vault's page cache in KiB, read from the source so that the two cannot drift apart.
fn search_cache() -> u32 {
    let source = include_str!("../src/store/connection.rs");
    let rest = source.split_once("cache_size = -").unwrap().1;
    rest.split_once('"').unwrap().0.parse().unwrap()
}

fn queries() -> Vec<(&'static str, &'static str)> {
    QUERIES.lines().filter_map(|line| line.split_once('\t')).collect()
}

fn ours(vault: &Vault, query: &str) -> usize {
    vault.read(|view| search::find(view, query, LIMIT)).unwrap().len()
}

fn theirs(connection: &Connection, query: &str) -> usize {
    let begun = connection.unchecked_transaction().unwrap();
    plain::search::find(&plain::View { connection: &begun }, query, LIMIT)
        .unwrap()
        .len()
}

fn statements(connection: &Connection, query: &str) -> usize {
    let begun = connection.unchecked_transaction().unwrap();
    plain::statements(&plain::View { connection: &begun }, query).unwrap()
}

/// Median times of the three, by class of query.
#[derive(Default)]
struct Times([Vec<Duration>; 3]);

impl Times {
    fn show(&mut self, what: &str) {
        self.0.iter_mut().for_each(|times| times.sort());
        let at = |which: usize, share: usize| {
            let times = &self.0[which];
            times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3
        };
        let all = |which: usize| self.0[which].iter().sum::<Duration>().as_secs_f64();
        println!(
            "{what:<16} ours p50 {:>7.2} p95 {:>7.2} ms | same search, plain p50 {:>7.2} p95 {:>7.2} ms, ratio of p95 {:.2}, of sums {:.2} | statements p95 {:>7.2} ms, ratio of p95 {:.2}, of sums {:.2}",
            at(0, 50),
            at(0, 95),
            at(1, 50),
            at(1, 95),
            at(0, 95) / at(1, 95),
            all(0) / all(1),
            at(2, 95),
            at(0, 95) / at(2, 95),
            all(0) / all(2),
        );
    }
}

fn compare(dir: &Path, copy: &Path) {
    let vault = Vault::unlock(dir, &secret(), &host()).unwrap();
    let (alike, bare) = (open_plain(copy), copied(copy));
    let bare_connection = open_plain(&bare);
    let (mut all, mut classes): (Times, Vec<(&str, Times)>) = (Times::default(), Vec::new());
    for round in 0..=ROUNDS {
        for (class, query) in queries() {
            let mut found = [0; 3];
            let took = [
                timed(|| found[0] = ours(&vault, query)),
                timed(|| found[1] = theirs(&alike, query)),
                timed(|| found[2] = statements(&bare_connection, query)),
            ];
            assert_eq!(found[0], found[1], "{query}");
            if round == 0 {
                continue;
            }
            let at = classes.iter().position(|(name, _)| *name == class).unwrap_or_else(|| {
                classes.push((class, Times::default()));
                classes.len() - 1
            });
            for (n, took) in took.into_iter().enumerate() {
                all.0[n].push(took);
                classes[at].1.0[n].push(took);
            }
        }
    }
    all.show("warm");
    classes
        .iter_mut()
        .for_each(|(class, times)| times.show(&format!("  {class}")));
    vault.lock().unwrap();
    drop((alike, bare_connection));
    let mut cold = Times::default();
    for (_, query) in queries().into_iter().step_by(3) {
        for file in [dir.join("data"), copy.to_owned(), bare.clone()] {
            fadvise(File::open(file).unwrap(), 0, None, Advice::DontNeed).unwrap();
        }
        let vault = Vault::unlock(dir, &secret(), &host()).unwrap();
        let (alike, bare) = (open_plain(copy), open_plain(&bare));
        cold.0[0].push(timed(|| {
            ours(&vault, query);
        }));
        cold.0[1].push(timed(|| {
            theirs(&alike, query);
        }));
        cold.0[2].push(timed(|| {
            statements(&bare, query);
        }));
        vault.lock().unwrap();
    }
    cold.show("cold");
    fs::remove_file(bare).unwrap();
}

/// A file of its own for the third, so that nobody warms the system's cache for anybody.
fn copied(copy: &Path) -> PathBuf {
    let bare = copy.with_extension("statements");
    fs::copy(copy, &bare).unwrap();
    bare
}

fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}
