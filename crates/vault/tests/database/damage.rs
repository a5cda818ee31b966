//! One damaged page at a time: it is found, and everything that did not lie on it comes out.

use crate::common::{Place, host, id, place, secret, time};
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::check::{self, DatabaseFault, Fault, Part, Report};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::rescue::{RescueError, rescue};
use sandyq_vault::{StoreError, UnlockError, Vault, evidence, revisions};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Enough for inner pages in every large table.
const FEW: u16 = 600;
const MANY: u16 = 2000;
const PAGE: usize = 4096;

fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn numbered(n: u16) -> RecordId {
    let [high, low] = n.to_be_bytes();
    RecordId::from_parts(time(0), [high, low, 7, 7, 7, 7, 7, 7, 7, 7])
}

/// Cases with notes, two versions of every third, journal and evidence.
fn filled(records: u16) -> Place {
    let mut place = place();
    place
        .vault
        .write(|tx| {
            for round in 0..2 {
                for n in (0..records).filter(|n| round == 0 || n % 3 == 0) {
                    let case = numbered(n - n % 20);
                    let kind = if n % 20 == 0 { "case" } else { "note" };
                    let code = format!("K-26-{n:03}");
                    let text = format!("Придуманная запись {n} круга {round}, слово{}", n % 97);
                    let body = json!({"code": code, "title": text, "number": n, "from_the_future": {"x": [n]}});
                    let new = NewRevision {
                        id: numbered(n),
                        case: Some(case),
                        kind,
                        body: crate::common::body(&body),
                        author: "Invented",
                        time: time(1),
                    };
                    records::put(tx, new)?;
                }
            }
            for n in 0..200 {
                let payload = json!({"action": "verified", "n": n});
                let entry = NewEntry {
                    item: numbered(n % 40),
                    entry: EntryType::Custody,
                    time: time(2),
                    payload: &payload,
                };
                journal::append(tx, &entry)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    for n in 0..3_u8 {
        let content = vec![n; 5000 + usize::from(n)];
        let added = evidence::add(&mut place.vault, &mut &content[..], time(4), &mut going_on).unwrap();
        place.vault.write(|tx| evidence::keep(tx, &added, id(n))).unwrap();
    }
    place
}

/// Path and bytes of everything below a folder.
fn bytes_below(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.insert(path.clone(), Vec::new());
            found.extend(bytes_below(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

fn look(dir: &Path) -> Report {
    check::look(dir, &secret(), &mut going_on).unwrap()
}

fn faults(report: &Report, part: Part) -> Vec<Fault> {
    let of_part = report.findings.iter().filter(|finding| finding.part == part);
    of_part.flat_map(|finding| finding.faults.clone()).collect()
}

fn heads(vault: &Vault) -> BTreeMap<u16, Envelope> {
    vault
        .read(|view| {
            let mut found = BTreeMap::new();
            for n in 0..MANY {
                if let Some(envelope) = records::read(view, numbered(n))? {
                    found.insert(n, envelope);
                }
            }
            Ok::<_, StoreError>(found)
        })
        .unwrap()
}

/// What one damaged page did: whether anything opens, the records that lost their newest version, and those lost whole.
struct Harm {
    opens: bool,
    older: usize,
    lost: usize,
    gaps: u64,
}

struct Whole {
    place: tempfile::TempDir,
    dir: PathBuf,
    heads: BTreeMap<u16, Envelope>,
    pages: usize,
}

fn whole(records: u16) -> Whole {
    let place = filled(records);
    let heads = heads(&place.vault);
    let made = place.dir();
    place.vault.lock().unwrap();
    // Hundreds of vaults are made and synced: in memory, where the system has files there.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    };
    let dir = folder.path().join("v");
    copy_all(&made, &dir);
    let pages = fs::metadata(dir.join("data")).unwrap().len() as usize / PAGE;
    Whole {
        place: folder,
        dir,
        heads,
        pages,
    }
}

/// Flips one bit of a page (numbered from 1), looks, rescues, and puts the bit back.
fn damage(whole: &Whole, page: usize) -> Harm {
    let data = whole.dir.join("data");
    let good = fs::read(&data).unwrap();
    let mut bad = good.clone();
    bad[(page - 1) * PAGE + 100 + page % 3000] ^= 1 << (page % 8);
    fs::write(&data, &bad).unwrap();
    let before = bytes_below(&whole.dir);
    let report = look(&whole.dir);
    let number = Fault::Database(DatabaseFault::Page(page as u64));
    assert_eq!(faults(&report, Part::Pages), [number], "page {page}");
    assert!(!report.is_whole());
    let into = whole.place.path().join(format!("rescued-{page}"));
    let harm = match rescue(&whole.dir, &secret(), &into) {
        Ok(rescued) => {
            assert!(report.opens && rescued.files + rescued.files_lost <= 3, "page {page}");
            let mut vault = Vault::unlock(&into, &secret(), &host()).unwrap();
            let found = heads(&vault);
            let mut older = 0;
            for (n, envelope) in &found {
                if *envelope != whole.heads[n] {
                    older += 1;
                    // An older version of the same record, and never another text.
                    let text = envelope.body["title"].as_str().unwrap();
                    assert!(
                        text.starts_with(&format!("Придуманная запись {n} круга 0,")),
                        "page {page}"
                    );
                }
            }
            let after = check::verify(&mut vault, &mut going_on).unwrap();
            for finding in &after.findings {
                let may = matches!(finding.part, Part::Journal | Part::Evidence | Part::Strays);
                assert!(may || finding.faults.is_empty(), "page {page}: {finding:?}");
            }
            vault.lock().unwrap();
            Harm {
                opens: true,
                older,
                lost: whole.heads.len() - found.len(),
                gaps: rescued.tables.iter().map(|table| table.gaps).sum(),
            }
        }
        Err(RescueError::Source(UnlockError::Store(_))) => {
            assert!(!report.opens && !into.exists(), "page {page}");
            Harm {
                opens: false,
                older: 0,
                lost: 0,
                gaps: 0,
            }
        }
        Err(error) => panic!("page {page}: {error:?}"),
    };
    assert!(
        bytes_below(&whole.dir) == before,
        "page {page}: the damaged vault was changed"
    );
    let _ = fs::remove_dir_all(into);
    fs::write(&data, &good).unwrap();
    harm
}

fn tried(pages: impl Iterator<Item = usize>, whole: &Whole) {
    let (mut count, mut closed, mut wide, mut worst) = (0, Vec::new(), Vec::new(), 0);
    for page in pages {
        let harm = damage(whole, page);
        count += 1;
        worst = worst.max(harm.older + harm.lost);
        if !harm.opens {
            closed.push(page);
        } else if harm.older + harm.lost > PAGE / 100 {
            wide.push((page, harm.older, harm.lost, harm.gaps));
        }
        // Whatever is lost is told as a gap.
        assert!(harm.lost + harm.older == 0 || harm.gaps > 0, "page {page}");
    }
    // The first page and those of the schema; and the inner pages of the table of versions.
    assert!(
        closed.len() <= 8 && wide.len() <= 6,
        "{count} pages, at most {worst} rows: {closed:?} {wide:?}"
    );
}

#[test]
fn around_one_damaged_page_everything_else_is_rescued() {
    let whole = whole(FEW);
    let step = (whole.pages / 64).max(1);
    tried((1..=whole.pages).step_by(step), &whole);
}

#[test]
#[ignore = "every page of 2000 records: some minutes"]
fn long_around_every_damaged_page_everything_else_is_rescued() {
    let whole = whole(MANY);
    tried(1..=whole.pages, &whole);
}

#[test]
fn a_whole_vault_is_said_to_be_whole_and_not_a_byte_changes() {
    let place = filled(FEW);
    // As after a crash: the log holds all of it.
    let copy = place.folder.path().join("crashed");
    copy_all(&place.dir(), &copy);
    assert!(fs::metadata(copy.join("data-wal")).unwrap().len() > 100_000);
    let before = bytes_below(&copy);
    let report = look(&copy);
    assert!(report.is_whole(), "{report:?}");
    assert!(bytes_below(&copy) == before);
    let rescued = rescue(&copy, &secret(), &place.folder.path().join("again")).unwrap();
    assert!(rescued.tables.iter().all(|table| table.gaps == 0) && rescued.files == 3 && rescued.files_lost == 0);
    assert!(bytes_below(&copy) == before);

    let heads_before = heads(&place.vault);
    let (dir, folder) = (place.dir(), place.folder);
    let mut vault = place.vault;
    assert!(check::verify(&mut vault, &mut going_on).unwrap().is_whole());
    vault.lock().unwrap();
    let before = bytes_below(&dir);
    let report = look(&dir);
    assert!(report.is_whole(), "{report:?}");
    let counts: Vec<u64> = report.findings.iter().map(|finding| finding.looked_at).collect();
    assert_eq!(
        (counts[0], counts[3], counts[4], counts[5], counts[6]),
        (1, u64::from(FEW), 200, 3, 0)
    );
    assert!(bytes_below(&dir) == before);
    let vault = Vault::unlock(&folder.path().join("again"), &secret(), &host()).unwrap();
    assert!(heads(&vault) == heads_before);
    let all = vault.read(|view| revisions::of(view, numbered(3))).unwrap();
    assert_eq!(all.len(), 2);
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn missing_altered_and_foreign_files_are_told_apart() {
    let place = filled(FEW);
    let (dir, folder) = (place.dir(), place.folder);
    place.vault.lock().unwrap();
    let mut files: Vec<PathBuf> = bytes_below(&dir.join("files"))
        .into_keys()
        .filter(|path| path.is_file())
        .collect();
    let (first, second) = (files.remove(0), files.remove(0));
    fs::remove_file(first).unwrap();
    let mut altered = fs::read(&second).unwrap();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    fs::write(&second, altered).unwrap();
    fs::write(dir.join("files/of another"), b"x").unwrap();
    let report = look(&dir);
    let found: Vec<evidence::Checked> = faults(&report, Part::Evidence)
        .into_iter()
        .map(|fault| match fault {
            Fault::Evidence { found, .. } => found,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(found.contains(&evidence::Checked::Missing) && found.contains(&evidence::Checked::Damaged));
    assert_eq!((found.len(), report.is_whole()), (2, false));
    assert_eq!(faults(&report, Part::Strays), [Fault::Stray("of another".into())]);
    drop(folder);
}

#[test]
fn strays_alone_are_no_damage() {
    let place = filled(FEW);
    let (dir, folder) = (place.dir(), place.folder);
    place.vault.lock().unwrap();
    fs::write(dir.join("files/of another"), b"x").unwrap();
    assert!(look(&dir).is_whole());
    drop(folder);
}

#[test]
fn a_damaged_byte_of_the_key_file_and_a_cut_end_of_the_database_are_found() {
    let place = filled(FEW);
    let (dir, folder) = (place.dir(), place.folder);
    place.vault.lock().unwrap();
    let mut key = fs::read(dir.join("key")).unwrap();
    key[20_000] ^= 4;
    fs::write(dir.join("key"), key).unwrap();
    let report = look(&dir);
    assert_eq!(faults(&report, Part::Key), [Fault::Key]);
    let data = fs::read(dir.join("data")).unwrap();
    fs::write(dir.join("data"), &data[..data.len() - 1000]).unwrap();
    let report = look(&dir);
    assert!(
        faults(&report, Part::Pages).contains(&Fault::Database(DatabaseFault::Length)),
        "{report:?}"
    );
    drop(folder);
}

#[test]
fn a_vault_that_is_open_elsewhere_is_not_looked_at() {
    let place = place();
    let looked = check::look(&place.dir(), &secret(), &mut going_on);
    assert!(matches!(looked, Err(UnlockError::Folder(_))));
}
