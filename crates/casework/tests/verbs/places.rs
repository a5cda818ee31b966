//! Where a vault may lie, and who may open it: names that break other programs, a second process, a place that is read-only.

use crate::common::{LANG, Place, create, going_on, host, now, refused, secret, unlock};
use sandyq_casework::{ErrorCode, KdfCost, Session, backup, checking, emergency, folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where a worker finds the vault.
const DIR: &str = "SANDYQ_TEST_DIR";

fn worker(test: &str, dir: &Path) -> Vec<std::ffi::OsString> {
    let mut words = vec![format!("{DIR}={}", dir.display()).into()];
    words.push(std::env::current_exe().unwrap().into());
    words.extend(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"].map(Into::into));
    words
}

fn succeeded(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

fn given() -> Option<PathBuf> {
    std::env::var_os(DIR).map(PathBuf::from)
}

fn lives_in(dir: &Path) {
    let mut session = create(dir);
    let change = crate::common::object(&serde_json::json!({ "title": "Дело" }));
    let case = session.add_record("case", None, &change).unwrap();
    session.lock().unwrap();
    let (session, unlocked) = unlock(dir).unwrap();
    assert_eq!((unlocked.stray, unlocked.key_damaged), (0, false));
    assert!(session.read_record(&case.id.to_string()).is_ok());
    session.lock().unwrap();
    emergency::wipe(dir).unwrap();
    assert!(folder::is_empty(dir));
}

#[test]
fn a_vault_lives_under_names_that_break_other_programs() {
    let home = tempfile::tempdir().unwrap();
    let long = "ж".repeat(127); // 254 bytes of the 255 that a name may have
    let names = [
        "Дела 2026 — копия",
        "сандық 🗃️ 👩🏽‍⚖️",
        &long,
        &"x".repeat(200),
        " leading and trailing ",
        "-rf",
        "--help",
        "it's a \"quoted\" `name` $(id)",
        "file:data?mode=ro&vfs=memdb#x",
        "a%20b%00c",
        "semi;colon 'x'\\back\\slash",
        "new\nline\tand tab",
        "CON.aux:stream",
    ];
    for name in names {
        lives_in(&home.path().join(name));
    }
    // Longer than one name can be, and none of the folders is there yet.
    lives_in(&home.path().join(&long).join("и").join("длинный путь ".repeat(6)));
    // SQLite takes no path of more than 512 bytes: said, and nothing is left that would be in the way.
    let deep = home.path().join(&long).join(&long);
    let made = Session::create(&deep, &secret(), KdfCost::cheap_for_tests(), host(), LANG);
    assert_eq!(refused(made), ErrorCode::System);
    assert!(folder::is_empty(&deep));
}

#[test]
fn a_vault_lives_under_a_relative_path_and_behind_a_link() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("real")).unwrap();
    std::os::unix::fs::symlink(home.path().join("real"), home.path().join("link")).unwrap();
    lives_in(&home.path().join("link"));
    lives_in(&home.path().join("link/../link/./inside"));
    // The directory of a process is shared by its threads: a child changes its own.
    let mut words = worker("places::worker_lives_nearby", Path::new("дела/-vault")).into_iter();
    let variable = words.next().unwrap();
    let mut command = Command::new("env");
    succeeded(
        &command
            .arg(variable)
            .args(words)
            .current_dir(home.path())
            .output()
            .unwrap(),
    );
}

#[test]
#[ignore = "runs in a child process"]
fn worker_lives_nearby() {
    let Some(dir) = given() else { return };
    assert!(dir.is_relative());
    lives_in(&dir);
    std::env::set_current_dir(&dir).unwrap();
    lives_in(Path::new("."));
    lives_in(Path::new("../рядом"));
}

#[test]
fn a_second_process_finds_every_door_closed_and_the_wipe_open() {
    let place = Place::with_a_case("Монитор");
    let before = place.everything();
    let run = |test: &str| {
        let mut command = Command::new("env");
        succeeded(&command.args(worker(test, &place.dir())).output().unwrap());
    };
    run("places::worker_tries_every_door");
    assert_eq!(place.everything(), before, "a door that was closed changed something");
    run("places::worker_wipes");
    assert!(folder::is_empty(&place.dir()));
}

#[test]
#[ignore = "runs in a child process"]
fn worker_tries_every_door() {
    let Some(dir) = given() else { return };
    let _switched_on = KdfCost::cheap_for_tests();
    assert_eq!(refused(unlock(&dir)), ErrorCode::VaultInUse);
    let wrong = sandyq_casework::Secret::from_passphrase("не те слова вовсе").unwrap();
    assert_eq!(refused(Session::unlock(&dir, &wrong, host())), ErrorCode::VaultInUse);
    let made = Session::create(&dir, &secret(), KdfCost::cheap_for_tests(), host(), LANG);
    assert_eq!(refused(made), ErrorCode::VaultExists);
    let recovered = Session::recover(&dir, &secret(), &wrong, None, host());
    assert_eq!(refused(recovered), ErrorCode::VaultInUse);
    let checked = checking::verify(&dir, &secret(), LANG, &mut going_on);
    assert_eq!(refused(checked), ErrorCode::VaultInUse);
    let aside = dir.with_file_name("aside");
    assert_eq!(
        refused(checking::rescue(&dir, &secret(), &aside)),
        ErrorCode::VaultInUse
    );
    assert!(folder::is_empty(&aside));
    let restored = backup::restore(&aside, &dir, &secret(), now(), LANG, &mut going_on);
    assert_eq!(refused(restored), ErrorCode::VaultExists);
}

#[test]
#[ignore = "runs in a child process"]
fn worker_wipes() {
    let Some(dir) = given() else { return };
    assert!(emergency::wipe(&dir).unwrap().nothing_opens);
}

/// Root writes wherever rights forbid it, but not on a file system that is mounted read-only.
#[test]
fn a_vault_on_a_read_only_disk_is_refused_in_those_words_and_untouched() {
    let closed = Place::with_a_case("Монитор").locked();
    let dir = closed.dir();
    let before = fs::read(dir.join("data")).unwrap();
    let namespace = [&["-m"][..], &["-Urm"]].into_iter().find(|flags| {
        let tried = Command::new("unshare").args(*flags).arg("true").output();
        tried.is_ok_and(|output| output.status.success())
    });
    let Some(flags) = namespace else {
        // Said, since nobody looks for what did not run: the rights of a folder are tried in the vault's own tests.
        eprintln!("NOT TRIED: this system lets nobody mount, so there is no read-only disk to try");
        return;
    };
    let script = "mount --bind -- \"$1\" \"$1\" && mount -o remount,bind,ro -- \"$1\" && shift && exec env \"$@\"";
    let mut command = Command::new("unshare");
    command.args(flags).args(["sh", "-c", script, "sh"]).arg(&dir);
    succeeded(
        &command
            .args(worker("places::worker_cannot_write", &dir))
            .output()
            .unwrap(),
    );
    assert!(fs::read(dir.join("data")).unwrap() == before);
    drop(closed.opened());
}

#[test]
#[ignore = "runs in a child process"]
fn worker_cannot_write() {
    let Some(dir) = given() else { return };
    assert!(fs::write(dir.join("x"), "x").is_err(), "the disk is read-only");
    assert_eq!(refused(unlock(&dir)), ErrorCode::ReadOnly);
    let inside = Session::create(
        &dir.join("files/new"),
        &secret(),
        KdfCost::cheap_for_tests(),
        host(),
        LANG,
    );
    assert_eq!(refused(inside), ErrorCode::ReadOnly);
}
