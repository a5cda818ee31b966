//! A disk that fills up in the middle of every verb: a clear word, a vault that opens, and nothing half done.
//!
//! The disk is a small file system in memory, mounted in a child process's own namespace. Where even that is not allowed,
//! a limit on the size of files stands in for it: the word is another one then, the rest is the same.

use crate::common::{LANG, Place, going_on, refused, request, unlock};
use sandyq_agefile::Identity;
use sandyq_casework::{Accept, ErrorCode, Failure};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs one of the ignored tests below in a child with a mount namespace of its own, else without.
fn in_a_child(test: &str) {
    let program = std::env::current_exe().unwrap();
    let arguments = ["--exact", test, "--ignored", "--nocapture", "--test-threads=1"];
    let own_namespace = |flags: &[&str]| {
        let tried = Command::new("unshare").args(flags).arg("true").output();
        tried.is_ok_and(|output| output.status.success())
    };
    let flags = [&["-m"][..], &["-Urm"]].into_iter().find(|flags| own_namespace(flags));
    let mut command = match flags {
        Some(flags) => {
            let mut command = Command::new("unshare");
            command.args(flags).arg(program);
            command
        }
        None => Command::new(program),
    };
    let output = command.args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// A disk of 8 MiB that can be filled.
struct Disk {
    dir: PathBuf,
    is_mounted: bool,
}

impl Disk {
    fn new(beside: &Path) -> Self {
        let dir = beside.join("disk");
        fs::create_dir_all(&dir).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "sandyq-test"])
            .arg(&dir)
            .output();
        let is_mounted = mounted.is_ok_and(|output| output.status.success());
        Self { dir, is_mounted }
    }

    /// Leaves `free` bytes and does `work`, then gives the room back.
    fn with<T>(&self, free: u64, work: impl FnOnce() -> T) -> T {
        if !self.is_mounted {
            return limited(free, work);
        }
        let ballast = self.dir.join("ballast");
        let room = rustix::fs::statvfs(&self.dir).unwrap();
        let bytes = (room.f_bavail * room.f_frsize).saturating_sub(free);
        fs::write(&ballast, vec![0; usize::try_from(bytes).unwrap()]).unwrap();
        let answer = work();
        fs::remove_file(&ballast).unwrap();
        answer
    }

    fn says_full(&self, failure: &Failure) -> bool {
        let others = [ErrorCode::FileUnwritable, ErrorCode::System];
        failure.code == ErrorCode::DiskFull || (!self.is_mounted && others.contains(&failure.code))
    }
}

/// The stand-in: no file may grow beyond what the largest one has now and `free` more.
fn limited<T>(free: u64, work: impl FnOnce() -> T) -> T {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let old = getrlimit(Resource::Fsize);
    let current = Some(free.max(4096));
    // Without this the kernel ends the process; with it the write fails.
    ignore_size_signal();
    setrlimit(Resource::Fsize, Rlimit { current, ..old }).unwrap();
    let answer = work();
    setrlimit(Resource::Fsize, old).unwrap();
    answer
}

#[expect(unsafe_code, reason = "a signal's disposition can be set in no other way")]
fn ignore_size_signal() {
    // SAFETY: SIG_IGN is a valid disposition and runs no code.
    unsafe {
        libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
    }
}

/// Room left, from none at all upwards.
fn rooms() -> impl Iterator<Item = u64> {
    (0..24).map(|n| n * 4096).chain((1..16).map(|n| n * 128 * 1024))
}

fn moved_to(disk: &Disk, place: Place) -> PathBuf {
    let closed = place.locked();
    let dir = disk.dir.join("vault");
    fs::create_dir(&dir).unwrap();
    crate::common::copy(&closed.dir(), &dir);
    dir
}

#[test]
fn a_disk_that_fills_up_while_typing_loses_nothing() {
    in_a_child("full_disk::child_writes_records");
}

#[test]
#[ignore = "runs in a child process"]
fn child_writes_records() {
    let place = Place::with_a_case("Монитор");
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let dir = moved_to(&disk, place);
    let (mut refusals, mut last) = (0, "Вымышленное дело".to_owned());
    for room in rooms() {
        let (mut session, _) = unlock(&dir).unwrap();
        let title = format!("{room} ") + &"длинное название ".repeat(100);
        let edit = crate::common::object(&json!({ "title": title }));
        match disk.with(room, || session.edit_record("K-26-001", &edit)) {
            Ok(_) => last = title,
            Err(failure) => {
                assert!(disk.says_full(&failure), "{failure}");
                refusals += 1;
            }
        }
        assert_eq!(
            session.show_case("K-26-001", LANG).unwrap().row.line.title,
            last,
            "with {room}"
        );
        // Closing on a full disk is no loss either.
        let _ = disk.with(0, || session.lock());
        let (session, _) = unlock(&dir).unwrap();
        assert_eq!(
            session.show_case("K-26-001", LANG).unwrap().row.line.title,
            last,
            "with {room}"
        );
        session.lock().unwrap();
    }
    assert!(refusals > 0, "the disk was never full");
}

#[test]
fn a_stick_that_fills_up_keeps_the_backup_before() {
    in_a_child("full_disk::child_backs_up");
}

#[test]
#[ignore = "runs in a child process"]
fn child_backs_up() {
    let mut place = Place::with_a_case("Монитор");
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let out = disk.dir.join("stick");
    place.session.make_backup(&out, LANG, &mut going_on).unwrap();
    let (mut refusals, mut made) = (0, 0);
    for room in rooms() {
        let edit = crate::common::object(&json!({ "title": format!("с местом {room}") }));
        place.session.edit_record("K-26-001", &edit).unwrap();
        let packs = out.join("packs");
        let before = crate::common::files_below(&packs);
        match disk.with(room, || place.session.make_backup(&out, LANG, &mut going_on)) {
            Ok(_) => made += 1,
            Err(failure) => {
                assert!(disk.says_full(&failure), "{failure}");
                refusals += 1;
                if disk.is_mounted {
                    assert!(crate::common::files_below(&packs) == before, "room is given back");
                }
            }
        }
        let left = crate::common::files_below(&out);
        assert!(!left.iter().any(|path| path.ends_with("part")), "with {room}");
        let found = place.session.rehearse_backup(&out, LANG, &mut going_on).unwrap();
        assert!(found.whole, "with {room}: {:?}", found.faults);
    }
    assert!(refusals > 0 && made > 0, "the disk was never full, or always");
}

#[test]
fn a_disk_that_fills_up_while_attaching_leaves_no_half_of_it() {
    in_a_child("full_disk::child_attaches");
}

#[test]
#[ignore = "runs in a child process"]
fn child_attaches() {
    let place = Place::with_a_case("Монитор");
    let beside = tempfile::tempdir().unwrap();
    let photo = beside.path().join("photo.txt");
    fs::write(&photo, vec![b'x'; 600_000]).unwrap();
    let disk = Disk::new(beside.path());
    let dir = moved_to(&disk, place);
    let (mut refusals, mut items) = (0, 0);
    for (n, room) in rooms().enumerate() {
        // Other bytes each time: the same ones would be stored once.
        fs::write(&photo, vec![u8::try_from(n).unwrap(); 600_000]).unwrap();
        let (mut session, _) = unlock(&dir).unwrap();
        let paths = [photo.clone()];
        match disk.with(room, || {
            session.attach_evidence("K-26-001", &paths, LANG, &mut going_on)
        }) {
            Ok(_) => items += 1,
            Err(failure) => {
                assert!(disk.says_full(&failure), "{failure}");
                refusals += 1;
            }
        }
        let _ = disk.with(0, || session.lock());
        let (mut session, unlocked) = unlock(&dir).unwrap();
        assert_eq!(unlocked.stray, 0, "with {room}");
        assert_eq!(
            session.list_evidence("K-26-001", LANG).unwrap().len(),
            items,
            "with {room}"
        );
        let checks = session.verify_evidence(None, LANG, &mut going_on).unwrap();
        assert!(checks.iter().all(|check| check.is_whole), "with {room}");
        assert_eq!(
            crate::common::files_below(&dir.join("files")).len(),
            items,
            "with {room}"
        );
        session.lock().unwrap();
        if items > 3 {
            break;
        }
    }
    assert!(refusals > 0 && items > 0, "{refusals} refused, {items} taken");
}

#[test]
fn a_disk_that_fills_up_while_sealing_leaves_no_file_and_no_entry() {
    in_a_child("full_disk::child_seals");
}

#[test]
#[ignore = "runs in a child process"]
fn child_seals() {
    let mut place = Place::with_a_case("Монитор");
    let photo = place.file("a.txt", &vec![b'x'; 600_000]);
    place.attach("K-26-001", &[photo]);
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let request = request(&Identity::generate().recipient().to_string());
    let out = disk.dir.join("b.age");
    let mut refusals = 0;
    for room in rooms() {
        match disk.with(room, || place.seal_as(&request, &out)) {
            Ok(_) => break,
            Err(failure) => {
                assert!(disk.says_full(&failure), "{failure}");
                refusals += 1;
            }
        }
        assert_eq!(fs::read_dir(&disk.dir).unwrap().count(), 0, "with {room}");
        assert!(place.session.list_bundles(LANG).unwrap().is_empty(), "with {room}");
    }
    assert!(refusals > 0 && out.exists());
}

#[test]
fn a_ledger_that_cannot_be_written_takes_the_sealed_file_back() {
    in_a_child("full_disk::child_seals_from_a_full_disk");
}

#[test]
#[ignore = "runs in a child process"]
fn child_seals_from_a_full_disk() {
    let mut place = Place::with_a_case("Монитор");
    let photo = place.file("a.txt", b"evidence");
    let item = place.attach("K-26-001", &[photo]).remove(0);
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let dir = moved_to(&disk, place);
    let request = request(&Identity::generate().recipient().to_string());
    // The vault's disk is full, the stick that the bundle goes to is not.
    let (bundle, copy) = (beside.path().join("b.age"), beside.path().join("copy.txt"));
    let (mut session, _) = unlock(&dir).unwrap();
    let sealed = disk.with(0, || session.seal_bundle(&request, &bundle, LANG, &mut going_on));
    let exported = disk.with(0, || session.export_evidence(&item, &copy));
    for (answer, out) in [(sealed.map(drop), &bundle), (exported.map(drop), &copy)] {
        if disk.is_mounted {
            assert_eq!(refused(answer), ErrorCode::DiskFull);
        }
        let entered = !session.list_bundles(LANG).unwrap().is_empty();
        assert!(
            !out.exists() || (entered && !disk.is_mounted),
            "{} has no entry",
            out.display()
        );
    }
}

#[test]
fn a_disk_that_fills_up_while_opening_a_bundle_takes_nothing_of_it() {
    in_a_child("full_disk::child_opens");
}

#[test]
#[ignore = "runs in a child process"]
fn child_opens() {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::new("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let photo = monitor.file("a.txt", &vec![b'x'; 600_000]);
    monitor.attach("K-26-001", &[photo]);
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let dir = moved_to(&disk, lawyer);
    let mut refusals = 0;
    for room in rooms() {
        let (mut session, _) = unlock(&dir).unwrap();
        let opened = disk.with(room, || {
            session.inspect_bundle(&bundle, None, LANG, &mut going_on)?;
            session.open_bundle(Accept::default(), LANG)
        });
        let is_taken = opened.is_ok();
        if let Err(failure) = opened {
            assert!(disk.says_full(&failure), "{failure} with {room}");
            refusals += 1;
        }
        let _ = disk.with(0, || session.lock());
        let (session, unlocked) = unlock(&dir).unwrap();
        assert_eq!(unlocked.stray, 0);
        assert_eq!(session.list_cases("", 0, 9, LANG).unwrap().total, u32::from(is_taken));
        assert_eq!(crate::common::files_below(&dir.join("incoming")).len(), 0);
        assert_eq!(
            crate::common::files_below(&dir.join("files")).len(),
            usize::from(is_taken)
        );
        session.lock().unwrap();
        if is_taken {
            break;
        }
    }
    assert!(refusals > 0);
}

#[test]
fn a_disk_that_fills_up_while_the_key_is_changed_leaves_the_old_one_or_the_new_one() {
    in_a_child("full_disk::child_changes_keys");
}

#[test]
#[ignore = "runs in a child process"]
fn child_changes_keys() {
    let place = Place::with_a_case("Монитор");
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    let dir = moved_to(&disk, place);
    let title = "Вымышленное дело";
    let (mut refusals, mut done) = (0, 0);
    for room in rooms() {
        let (mut session, _) = unlock(&dir).unwrap();
        let secret = crate::common::secret();
        let (made, renewed) = disk.with(room, || {
            (
                session.make_shares(&secret, |_| Ok(())).map(drop),
                session.rekey(&secret),
            )
        });
        for answer in [made, renewed.map(drop)] {
            match answer {
                Ok(()) => done += 1,
                Err(failure) => {
                    assert!(disk.says_full(&failure), "{failure}");
                    refusals += 1;
                }
            }
        }
        assert_eq!(
            session.show_case("K-26-001", LANG).unwrap().row.line.title,
            title,
            "with {room}"
        );
        let _ = disk.with(0, || session.lock());
        let (session, unlocked) = unlock(&dir).unwrap();
        assert_eq!(
            session.show_case("K-26-001", LANG).unwrap().row.line.title,
            title,
            "with {room}"
        );
        assert!(!unlocked.key_damaged, "with {room}");
        session.lock().unwrap();
        let left = crate::common::files_below(&dir);
        assert!(!left.iter().any(|path| path.contains(".new")), "with {room}");
    }
    assert!(refusals > 0 && done > 0, "{refusals} refused, {done} done");
}

#[test]
fn a_backup_that_still_holds_what_was_forgotten_stays_due_and_goes_with_the_next() {
    in_a_child("full_disk::child_forgets_and_backs_up");
}

#[test]
#[ignore = "runs in a child process"]
fn child_forgets_and_backs_up() {
    let place = Place::with_a_case("Монитор");
    let beside = tempfile::tempdir().unwrap();
    let disk = Disk::new(beside.path());
    if !disk.is_mounted {
        // A limit on the size of files would hold for the stick too.
        return;
    }
    let dir = moved_to(&disk, place);
    let stick = beside.path().join("stick");
    let (mut session, _) = unlock(&dir).unwrap();
    session.make_backup(&stick, LANG, &mut going_on).unwrap();
    let id = session.show_case("K-26-001", LANG).unwrap().records[0].id.to_string();
    let is_due = |session: &sandyq_casework::Session| session.backup_state(LANG).unwrap().is_due;
    let half = fs::metadata(dir.join("data")).unwrap().len() / 2;
    disk.with(half, || {
        // Whatever it answers: the text has left the tables, and there is no room to write the pages anew.
        let _ = session.forget_record(&id, LANG);
        assert!(is_due(&session));
        for pruned in [1, 0] {
            let made = session.make_backup(&stick, LANG, &mut going_on).unwrap();
            assert_eq!(made.pruned, pruned);
            assert!(
                is_due(&session),
                "what was forgotten lies in the pages that were copied"
            );
        }
    });
    let made = session.make_backup(&stick, LANG, &mut going_on).unwrap();
    assert_eq!(made.pruned, 2);
    assert!(!is_due(&session));
    let found = session.rehearse_backup(&stick, LANG, &mut going_on).unwrap();
    assert!(found.whole);
}
