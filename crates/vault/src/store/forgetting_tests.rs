//! What *forget* and *destroy* leave in the file, looked for in every byte of every decrypted page.

use super::forgetting::{self, End};
use super::pages::{decrypted, holding, readable};
use super::records::{self, NewRevision};
use super::testing::{body, place, time};
use super::{Store, drafts, journal, search, trash};
use sandyq_domain::{RecordId, fold};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

struct Scene {
    folder: TempDir,
    store: Store,
    seed: u64,
}

fn numbered(n: u64) -> RecordId {
    let mut tail = [9; 10];
    tail[2..].copy_from_slice(&n.to_be_bytes());
    RecordId::from_parts(time(0), tail)
}

impl Scene {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("data"), &KEY, &place(), time(0)).unwrap();
        Self { folder, store, seed }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The next number of a small generator: the same scene for the same seed.
    fn next(&mut self, below: u64) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below
    }

    fn text(&mut self, longest: u64) -> String {
        let words = self.next(longest) + 1;
        let words: Vec<String> = (0..words).map(|_| format!("слово{}", self.next(4000))).collect();
        words.join(" ")
    }

    fn put(&mut self, n: u64, text: &str) {
        let new = NewRevision {
            id: numbered(n),
            case: Some(numbered(1)),
            kind: if n == 1 { "case" } else { "event" },
            body: body(&json!({"title": text, "code": if n == 1 { json!("K-26-001") } else { json!(null) }})),
            author: "Invented",
            time: time(1),
        };
        self.store.write(|tx| records::put(tx, new)).unwrap();
    }

    /// As a vault does it, without evidence.
    fn erase(&mut self, n: u64, end: End) {
        self.store
            .erase(|tx| {
                let extent = forgetting::extent(tx, numbered(n), end)?;
                forgetting::erase(tx, &extent, end, time(99))
            })
            .unwrap();
    }

    fn rewrite(&mut self) {
        let fresh = self.folder.path().join("data.new");
        self.store.rewrite(&fresh).unwrap();
    }

    /// The pages as they lie on the disk once the log is in the file.
    fn pages(&self) -> Vec<Vec<u8>> {
        let busy: i64 = self
            .store
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .unwrap();
        assert_eq!(busy, 0);
        decrypted(&self.data(), &KEY)
    }

    fn count(&self, sql: &str) -> i64 {
        self.store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// A text of words that no other text has, each different, and everything it could be found by: itself, its words as
/// written and folded, and the trigrams of its rarest letters.
fn canary(words: usize) -> (String, Vec<String>) {
    let words: Vec<String> = (0..words).map(|n| format!("Жқӯ{n}ӿЁцап{}", n * 7)).collect();
    let mut needles = words.clone();
    needles.extend(words.iter().map(|word| fold(word)));
    needles.push("Жқӯ".to_owned());
    needles.push(fold("Жқӯ"));
    (words.join(" "), needles)
}

/// Many records written, edited and moved about; among them one with a text to be forgotten, edited as well.
fn busy_scene(seed: u64, records: u64, canary: &str) -> Scene {
    let mut scene = Scene::new(seed);
    scene.put(1, "дело");
    let target = records / 2;
    for n in 2..records {
        let text = if n == target { canary.to_owned() } else { scene.text(60) };
        scene.put(n, &text);
    }
    for round in 0..records * 2 {
        let n = 2 + scene.next(records - 2);
        if n == target || round % 23 == 0 {
            scene.put(target, &format!("{canary} {round}"));
        } else {
            let longest = if round % 31 == 0 { 1500 } else { 60 };
            let text = scene.text(longest);
            scene.put(n, &text);
        }
    }
    scene
}

#[test]
fn a_forgotten_text_is_in_no_byte_of_any_page() {
    let mut left = Vec::new();
    for (seed, records, words) in [(1, 60, 3), (2, 60, 400), (4, 200, 12)] {
        let (text, needles) = canary(words);
        let mut scene = busy_scene(seed, records, &text);
        assert!(
            holding(&scene.pages(), &needles) == needles.len(),
            "the positive control"
        );
        scene.erase(records / 2, End::Forgotten);
        let all = readable(&scene.pages().concat());
        left.extend(needles.iter().filter(|needle| all.contains(needle.as_str())).cloned());
        scene.rewrite();
        let pages = scene.pages();
        assert_eq!(
            holding(&pages, &needles),
            0,
            "seed {seed}; before the rewriting: {left:?}"
        );
        assert!(holding(&pages, &["слово1".to_owned(), "дело".to_owned()]) == 2);
        assert_eq!(
            fs::metadata(scene.folder.path().join("data-wal")).map_or(0, |wal| wal.len()),
            0
        );
        println!(
            "seed {seed}: {} pages, {} needles; before the rewriting: {left:?}",
            pages.len(),
            needles.len()
        );
    }
    // Why deleting is not enough; if the index has come to clean up after itself, the rewriting can go.
    assert!(!left.is_empty());
}

#[test]
fn everything_that_held_a_word_is_empty_and_nothing_refers_to_what_went() {
    let (text, needles) = canary(5);
    let mut scene = busy_scene(7, 40, "безобидное");
    let (id, case) = (numbered(20), Some(numbered(1)));
    let draft = |record: RecordId, kind: &str, body: &serde_json::Value| drafts::Draft {
        record,
        case,
        kind: kind.to_owned(),
        body: super::testing::body(body),
        field: Some("title".to_owned()),
        cursor: None,
        author: "Invented".to_owned(),
        time: time(3),
    };
    scene.put(20, &text);
    scene
        .store
        .write(|tx| {
            drafts::save(tx, &draft(id, "event", &json!({"title": text})))?;
            let old = records::read(tx, id)?.unwrap();
            let mut theirs = old.clone();
            theirs.machine = super::testing::machine(0xfe);
            theirs.version = sandyq_domain::VersionVector::default().edited(theirs.machine, 1);
            theirs.body = super::testing::body(&json!({"title": format!("{text} их")}));
            theirs.edits = sandyq_domain::Edits::default();
            let from = records::Import {
                bundle: "b",
                time: time(4),
            };
            assert_eq!(records::take(tx, &theirs, from)?, records::Outcome::Disputed);
            let payload = json!({"note": text});
            let entry = journal::EntryType::Custody;
            journal::append(
                tx,
                &journal::NewEntry {
                    item: id,
                    entry,
                    time: time(5),
                    payload: &payload,
                },
            )
        })
        .unwrap();
    assert_eq!(holding(&scene.pages(), &needles), needles.len());
    scene.erase(20, End::Forgotten);
    scene.rewrite();
    assert_eq!(holding(&scene.pages(), &needles), 0);
    assert_eq!(scene.count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(
        scene.count("SELECT count(*) FROM record WHERE state = 'forgotten' AND code IS NULL AND head IS NULL"),
        1
    );
    assert!(scene.store.read(journal::verify).unwrap().is_empty());
    let integrity: String = scene
        .store
        .connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(integrity, "ok");
    for table in ["search", "search_part"] {
        let sql = format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)");
        scene.store.connection.execute(&sql, []).unwrap();
    }
}

#[test]
fn a_destroyed_case_leaves_no_row_of_any_of_its_records() {
    let (text, needles) = canary(30);
    let mut scene = busy_scene(8, 80, &text);
    scene
        .store
        .write(|tx| trash::delete(tx, numbered(1), "Invented", time(9)))
        .unwrap();
    // In the trash it is whole, its words in the index too, and no question finds them.
    assert!(scene.count("SELECT count(*) FROM search_text") > 70);
    let found = |word: &str| scene.store.read(|view| search::find(view, word, 10)).unwrap().len();
    assert!(needles.iter().all(|needle| found(needle) == 0) && found("дело") == 0);
    assert!(holding(&scene.pages(), &needles) > 0);
    scene.erase(1, End::Destroyed);
    scene.rewrite();
    assert_eq!(holding(&scene.pages(), &needles), 0);
    for table in [
        "record",
        "revision",
        "link",
        "draft",
        "conflict",
        "search_text",
        "search_word",
    ] {
        assert_eq!(scene.count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
}

#[test]
fn the_machine_stays_itself_and_the_settings_hold_after_the_database_was_written_anew() {
    let mut scene = busy_scene(9, 20, "что-нибудь");
    let machine = scene.store.machine();
    scene.erase(10, End::Forgotten);
    scene.rewrite();
    scene.put(11, "и дальше пишется");
    let Scene { folder, store, seed: _ } = scene;
    store.close().unwrap();
    let names = |dir: &Path| fs::read_dir(dir).unwrap().count();
    assert_eq!(names(folder.path()), 1, "data alone");
    let again = Store::open(&folder.path().join("data"), &KEY, &place(), time(100)).unwrap();
    assert_eq!(again.machine(), machine);
    let mode: String = again
        .connection
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    assert!(!again.read(super::rewriting::is_due).unwrap());
}

#[test]
fn a_copy_that_cannot_be_made_leaves_the_database_open_and_whole() {
    let mut scene = busy_scene(11, 20, "что-нибудь");
    scene.erase(10, End::Forgotten);
    // A folder in the copy's place: it can be neither removed nor written.
    let fresh = scene.folder.path().join("data.new");
    fs::create_dir(&fresh).unwrap();
    fs::write(fresh.join("x"), "x").unwrap();
    assert!(scene.store.rewrite(&fresh).is_err());
    scene.put(12, "и дальше пишется");
    assert!(scene.store.read(super::rewriting::is_due).unwrap());
    fs::remove_dir_all(&fresh).unwrap();
    scene.rewrite();
    assert!(!scene.store.read(super::rewriting::is_due).unwrap());
}

#[test]
fn the_copy_is_encrypted_and_only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (text, needles) = canary(3);
    let mut scene = busy_scene(12, 30, "другое");
    scene.put(20, &text);
    scene.rewrite();
    let raw = readable(&fs::read(scene.data()).unwrap());
    assert!(needles.iter().all(|needle| !raw.contains(needle.as_str())));
    assert_eq!(holding(&scene.pages(), &needles), needles.len());
    assert_eq!(fs::metadata(scene.data()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
#[ignore = "a measurement: cargo test -p sandyq-vault --release -- --ignored --nocapture ten_thousand"]
fn a_case_of_ten_thousand_records_is_deleted_restored_and_destroyed_in_seconds() {
    let mut scene = Scene::new(1);
    scene.put(1, "дело");
    let mut texts: Vec<String> = (2..=10_000).map(|_| scene.text(60)).collect();
    scene
        .store
        .write(|tx| {
            for n in 2..=10_000_u64 {
                let new = NewRevision {
                    id: numbered(n),
                    case: Some(numbered(1)),
                    kind: "event",
                    body: body(&json!({"title": texts.pop()})),
                    author: "Invented",
                    time: time(1),
                };
                records::put(tx, new)?;
            }
            Ok::<_, super::StoreError>(())
        })
        .unwrap();
    let timed = |what: &str, began: std::time::Instant| println!("{what}: {:?}", began.elapsed());
    let began = std::time::Instant::now();
    scene
        .store
        .write(|tx| trash::delete(tx, numbered(1), "I", time(2)))
        .unwrap();
    timed("delete", began);
    let began = std::time::Instant::now();
    scene
        .store
        .write(|tx| trash::restore(tx, numbered(1), time(3)))
        .unwrap();
    timed("restore", began);
    scene
        .store
        .write(|tx| trash::delete(tx, numbered(1), "I", time(2)))
        .unwrap();
    let began = std::time::Instant::now();
    scene.erase(1, End::Destroyed);
    timed("destroy", began);
    let began = std::time::Instant::now();
    scene.rewrite();
    timed("rewrite", began);
}
