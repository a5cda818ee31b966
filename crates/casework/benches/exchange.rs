//! The figures of exchange between two vaults at a size: sealing and opening many cases at once, and the update of one changed
//! case when the other side has everything else.
//!
//! ```sh
//! cargo bench -p sandyq-casework --bench exchange -- many 100 400 1600    # move, hand over, open: so many cases at once
//! cargo bench -p sandyq-casework --bench exchange -- update 10000         # one changed case of 10 000
//! ```
//! Each line is one call of a verb on an open vault: no key derivation is in it. The vault is generated as in the bench
//! `scale`, kept, and copied for each run; each run is a process of its own, so that its highest resident memory is its own.
//!
//! For the update the other side has only keys: it acknowledges with receipts that are signed, sealed and opened as any, but
//! the moves they acknowledge, which are sealed to the last byte, are not opened by anybody. What opening costs stands under
//! `many`.
#![allow(clippy::print_stdout, reason = "a bench is read on the terminal")]

use sandyq_agefile::Identity;
use sandyq_bundle::{BundleKind, Card, Party, Plan, Receipt, SigningKey, To};
use sandyq_casework::view::{SealEvidence, SealKind, SealOutcome, SealRequest};
use sandyq_casework::{Accept, Host, KdfCost, Secret, Session};
use sandyq_domain::{Lang, RecordId, Timestamp};
use serde_json::{Map, Value, json};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "seven invented words of a bench only";
const SEED: u64 = 1;
/// Cases of one move on the way to all of them: a manifest of 1 MiB lists some 1 500.
const CHUNK: usize = 1_000;
const ROUNDS: usize = 5;
const LANG: Lang = Lang::Ru;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let sizes = || words.iter().filter_map(|word| word.parse::<usize>().ok());
    match words.first().map(String::as_str) {
        Some("measure-many") => many(sizes().next().expect("the parent names a number")),
        Some("measure-update") => update(sizes().next().expect("the parent names a number")),
        Some("update") => sizes().for_each(|size| apart("measure-update", size)),
        _ => {
            let asked: Vec<usize> = sizes().collect();
            let asked = if asked.is_empty() { vec![100, 400] } else { asked };
            asked.into_iter().for_each(|size| apart("measure-many", size));
        }
    }
}

fn apart(what: &str, size: usize) {
    prepare(size);
    let own = std::env::current_exe().expect("a running program has a path");
    let done = Command::new(own).args([what, &size.to_string()]).status();
    assert!(
        done.expect("it was just running").success(),
        "measuring {size} cases failed"
    );
}

fn folder(size: usize) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scale-{size}"))
}

fn host() -> Host {
    // 2026-11-01: after everything that is generated.
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

fn create(dir: &Path) -> Session {
    let cost = KdfCost::cheap_for_tests();
    Session::create(dir, &secret(), cost, host(), LANG)
        .expect("the folder is empty")
        .0
}

fn prepare(size: usize) {
    let dir = folder(size);
    if dir.exists() {
        return;
    }
    let unfinished = dir.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).expect("an earlier run left it");
    }
    let mut session = create(&unfinished);
    let cases = u32::try_from(size).expect("that many cases");
    let made = session.generate(cases, SEED, &mut |_| {}).expect("the vault is empty");
    session.lock().expect("the disk has room");
    println!("generated {} cases, {} records", made.cases, made.records);
    fs::rename(unfinished, dir).expect("the name is free");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the disk has room");
    for entry in fs::read_dir(from).expect("the bench made it").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the disk has room");
        }
    }
}

/// A copy of the generated vault, opened.
fn opened(size: usize, place: &Path) -> Session {
    let dir = place.join("vault");
    copy(&folder(size), &dir);
    let mut session = Session::unlock(&dir, &secret(), host()).expect("the bench made it").0;
    session.set_own_name("Bench").expect("the vault is open");
    session
}

fn codes(session: &Session) -> Vec<String> {
    let mut codes = Vec::new();
    loop {
        let offset = u32::try_from(codes.len()).expect("that many cases");
        let rows = session
            .list_cases("", offset, 500, LANG)
            .expect("the vault is open")
            .rows;
        if rows.is_empty() {
            return codes;
        }
        codes.extend(rows.into_iter().map(|row| row.id.to_string()));
    }
}

fn request(kind: SealKind, cases: &[String]) -> SealRequest {
    SealRequest {
        kind,
        cases: cases.to_vec(),
        to: "peer".to_owned(),
        passphrase: None,
        purpose: "legal_help".to_owned(),
        withhold_identity: false,
        evidence: SealEvidence::Allowed,
        consent_override: String::new(),
        page: false,
        note: String::new(),
        dossier_lang: LANG,
    }
}

fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn seal(session: &mut Session, request: &SealRequest, out: &Path) -> SealOutcome {
    let _ = fs::remove_file(out);
    let sealed = session.seal_bundle(request, out, LANG, &mut going_on);
    sealed.unwrap_or_else(|failure| panic!("{failure}"))
}

fn meet(session: &mut Session, card: &str) {
    session
        .add_contact(card.as_bytes(), "peer", Some("in person"), LANG)
        .expect("a card");
    session.set_own_contact("peer", true, LANG).expect("it was compared");
}

/// A move, two hand-overs and their preview, and what it takes to open the move in an empty vault.
fn many(size: usize) {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside the build");
    let mut session = opened(size, place.path());
    let mut other = create(&place.path().join("other"));
    meet(&mut session, &other.own_card(LANG).expect("the vault is open").text);
    meet(&mut other, &session.own_card(LANG).expect("the vault is open").text);
    let cases = codes(&session);
    let out = place.path().join("move.age");
    println!("== {size} cases · resident before {:.0} MiB", highest_resident());
    let moved = told("move, sealed", || {
        seal(&mut session, &request(SealKind::Move, &cases), &out)
    });
    println!(
        "  {} records, {} files, {} MiB sealed",
        moved.records,
        moved.evidence,
        moved.size >> 20
    );
    let mut asked = request(SealKind::HandOver, &cases);
    "A reason".clone_into(&mut asked.consent_override);
    let preview = told("hand-over, shown before", || {
        session
            .preview_seal(&asked, LANG)
            .unwrap_or_else(|failure| panic!("{failure}"))
    });
    println!("  {} lines to look at again", preview.look_again.len());
    let handed = place.path().join("hand-over.age");
    told("hand-over, sealed", || seal(&mut session, &asked, &handed));
    told("move, opened and shown", || {
        let shown = other.inspect_bundle(&out, None, LANG, &mut going_on);
        drop(shown.unwrap_or_else(|failure| panic!("{failure}")));
    });
    let taken = told("move, taken", || {
        let taken = other.open_bundle(Accept::default(), LANG);
        taken.unwrap_or_else(|failure| panic!("{failure}"))
    });
    println!("  {} records taken", taken.taken);
}

/// The other side of the update: keys, and the receipts they sign.
struct Peer {
    identity: Identity,
    key: SigningKey,
    number: u8,
}

impl Peer {
    /// Seals a receipt for these bundles.
    fn acknowledge(&mut self, sealed: &SealOutcome, to: &str, out: &Path) {
        self.number += 1;
        let recipient: sandyq_agefile::Recipient = to.parse().expect("a key");
        let plan = Plan {
            id: RecordId::from_bytes([self.number; 16]),
            kind: BundleKind::Receipt,
            created: (host().now)(),
            sender_name: "peer".to_owned(),
            sender_recipient: self.identity.recipient(),
            recipient: Party {
                name: None,
                recipient: Some(recipient.clone()),
            },
            purpose: "legal_help".to_owned(),
            language: LANG,
            cases: Vec::new(),
            consent_basis: Vec::new(),
            withheld: Vec::new(),
            consent_override: None,
            endings: Vec::new(),
            contacts: Vec::new(),
            receipts: vec![Receipt {
                bundle: sealed.bundle.parse().expect("an id"),
                sha256: sealed.sha256.parse().unwrap_or_else(|_| panic!("a sum")),
                time: (host().now)(),
            }],
            note: String::new(),
            extra: Map::new(),
            records: Vec::new(),
            history: Vec::new(),
            dossier: Vec::new(),
            files: Vec::new(),
        };
        let file = fs::File::create(out).expect("the disk has room");
        let to = [recipient];
        sandyq_bundle::seal(plan, &self.key, To::Keys(&to), file, &mut going_on).expect("a sound receipt");
    }
}

fn update(size: usize) {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside the build");
    let mut session = opened(size, place.path());
    let mut peer = Peer {
        identity: Identity::generate(),
        key: SigningKey::make().expect("the system has randomness"),
        number: 0,
    };
    let card = Card {
        name: "peer".to_owned(),
        recipient: peer.identity.recipient(),
        verifying: peer.key.public().expect("a new key"),
    };
    meet(&mut session, &card.to_text().expect("a card"));
    let own = session.own_card(LANG).expect("the vault is open").recipient;
    let cases = codes(&session);
    let (out, receipt) = (place.path().join("out.age"), place.path().join("receipt.age"));
    println!("== {size} cases");
    for chunk in cases.chunks(CHUNK) {
        let moved = told(&format!("move of {} cases, sealed", chunk.len()), || {
            seal(&mut session, &request(SealKind::Move, chunk), &out)
        });
        peer.acknowledge(&moved, &own, &receipt);
        told("its receipt, opened", || {
            let shown = session.inspect_bundle(&receipt, None, LANG, &mut going_on);
            drop(shown.unwrap_or_else(|failure| panic!("{failure}")));
            let taken = session.open_bundle(Accept::default(), LANG);
            assert_eq!(taken.unwrap_or_else(|failure| panic!("{failure}")).acknowledged, 1);
        });
    }
    let nothing = told("update when nothing changed", || {
        session.preview_seal(&request(SealKind::Update, &[]), LANG).is_err()
    });
    assert!(nothing, "something was not acknowledged");
    for n in 0..ROUNDS {
        let changed = &cases[cases.len() / 2 + n];
        let changes: Map<String, Value> = json!({ "title": format!("Изменено {n}") })
            .as_object()
            .cloned()
            .unwrap_or_default();
        session.edit_record(changed, &changes).expect("the field is there");
        let updated = told("update of one changed case, sealed", || {
            seal(&mut session, &request(SealKind::Update, &[]), &out)
        });
        assert_eq!(updated.records, 1, "the case alone changed");
        peer.acknowledge(&updated, &own, &receipt);
        let shown = session.inspect_bundle(&receipt, None, LANG, &mut going_on);
        drop(shown.unwrap_or_else(|failure| panic!("{failure}")));
        let taken = session.open_bundle(Accept::default(), LANG);
        drop(taken.unwrap_or_else(|failure| panic!("{failure}")));
    }
}

fn told<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (started, used) = (Instant::now(), processor());
    let done = work();
    println!(
        "{what:<44} {:>8.3} s   (processor {:>8.3} s)   highest resident {:>6.0} MiB",
        started.elapsed().as_secs_f64(),
        (processor() - used).as_secs_f64(),
        highest_resident()
    );
    done
}

/// What this process and its threads have had of the processors.
fn processor() -> Duration {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(used.tv_sec).unwrap_or(0),
        u32::try_from(used.tv_nsec).unwrap_or(0),
    )
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
