//! The folder and the key file on a real disk: who may read it, who may open it, what a replacement leaves behind.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use sandyq_domain::Timestamp;
use sandyq_vault::folder::{Folder, FolderError, FolderState, folder_state, is_empty, is_vault};
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key::{self, KeyError, KeyImage};
use sandyq_vault::secret::Secret;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

fn secret(words: &str) -> Secret {
    Secret::from_passphrase(words).unwrap()
}

fn image(secret: &Secret) -> KeyImage {
    KeyImage::make(&[secret], KdfCost::cheap_for_tests(), now())
        .map_err(|_| ())
        .unwrap()
        .0
}

/// A folder with a key file and something in the database's place.
fn make_vault(dir: &Path, words: &str) -> Folder {
    let folder = Folder::create(dir).unwrap();
    fs::write(folder.new_data(), "pages").unwrap();
    key::publish(&folder, &image(&secret(words))).unwrap();
    folder
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

#[test]
fn a_new_folder_is_private_and_a_loosened_one_becomes_so_again() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("сандық 🗃 бума").join("x".repeat(150));
    assert_eq!(folder_state(&dir).unwrap(), FolderState::Empty);
    drop(make_vault(&dir, "раз"));
    assert_eq!(mode(&dir), 0o700);
    assert_eq!((mode(&dir.join("key")), mode(&dir.join("lock"))), (0o600, 0o600));
    assert_eq!((mode(&dir.join("files")), mode(&dir.join("incoming"))), (0o700, 0o700));
    fs::set_permissions(&dir, Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(dir.join("key"), Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(dir.join("data"), Permissions::from_mode(0o644)).unwrap();
    drop(Folder::open(&dir).unwrap());
    assert_eq!(
        (mode(&dir), mode(&dir.join("key")), mode(&dir.join("data"))),
        (0o700, 0o600, 0o600)
    );
}

#[test]
fn a_second_opening_is_refused_while_the_first_lasts() {
    let home = tempfile::tempdir().unwrap();
    let folder = make_vault(home.path(), "раз");
    assert!(matches!(Folder::open(home.path()), Err(FolderError::InUse)));
    let other_process = Command::new("flock")
        .arg("-n")
        .arg(home.path().join("lock"))
        .arg("true")
        .status()
        .unwrap();
    assert!(!other_process.success(), "another process got the lock");
    drop(folder);
    assert!(Folder::open(home.path()).is_ok());
}

#[test]
fn another_process_keeps_us_out_until_it_ends() {
    let home = tempfile::tempdir().unwrap();
    drop(make_vault(home.path(), "раз"));
    let mut other = Command::new("flock")
        .arg(home.path().join("lock"))
        .args(["sh", "-c", "echo held; read line"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 5];
    std::io::Read::read_exact(other.stdout.as_mut().unwrap(), &mut first).unwrap();
    assert!(matches!(Folder::open(home.path()), Err(FolderError::InUse)));
    drop(other.stdin.take());
    other.wait().unwrap();
    assert!(Folder::open(home.path()).is_ok());
}

#[test]
fn a_vault_is_never_made_over_something_else() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("letter.odt"), "mine").unwrap();
    assert!(!is_empty(home.path()));
    assert!(matches!(Folder::create(home.path()), Err(FolderError::NotEmpty)));
    let vault = home.path().join("v");
    drop(make_vault(&vault, "раз"));
    assert!(is_vault(&vault));
    assert!(matches!(Folder::create(&vault), Err(FolderError::NotEmpty)));
    // A vault whose key file is elsewhere is not a first start either.
    fs::rename(vault.join("key"), home.path().join("away")).unwrap();
    assert_eq!(folder_state(&vault).unwrap(), FolderState::KeyAway);
    assert!(matches!(Folder::create(&vault), Err(FolderError::NotEmpty)));
    assert!(matches!(Folder::open(&vault), Err(FolderError::NotAVault)));
    assert!(vault.join("data").exists());
}

#[test]
fn an_interrupted_creation_is_begun_again_or_ended() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(home.path()).unwrap();
    fs::write(folder.new_data(), "half").unwrap();
    fs::write(home.path().join("data.new-wal"), "half").unwrap();
    drop(folder);
    assert_eq!(folder_state(home.path()).unwrap(), FolderState::Unfinished);
    let folder = make_vault(home.path(), "раз");
    assert!(!home.path().join("data.new-wal").exists());
    drop(folder);
    // Cut between the last two renames: the database has its name, the key file has not.
    fs::rename(home.path().join("key"), home.path().join("key.new")).unwrap();
    assert!(is_vault(home.path()));
    let folder = Folder::open(home.path()).unwrap();
    assert!(key::read(&folder).unwrap().open(&secret("раз")).is_ok());
}

#[test]
fn the_quarantine_is_emptied_at_start_and_links_in_it_are_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("v");
    drop(make_vault(&dir, "раз"));
    let mine = home.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("letter"), "mine").unwrap();
    fs::create_dir(dir.join("incoming/part")).unwrap();
    fs::write(dir.join("incoming/part/1"), "noise").unwrap();
    symlink(&mine, dir.join("incoming/link")).unwrap();
    drop(Folder::open(&dir).unwrap());
    assert_eq!(fs::read_dir(dir.join("incoming")).unwrap().count(), 0);
    assert!(mine.join("letter").exists());
}

#[test]
fn after_a_replacement_no_bytes_open_with_the_old_secret() {
    let home = tempfile::tempdir().unwrap();
    let folder = make_vault(&home.path().join("v"), "старая");
    // A second name for the old inode shows what became of its blocks.
    let old_inode = home.path().join("old");
    fs::hard_link(folder.path().join("key"), &old_inode).unwrap();
    let before = key::read(&folder).unwrap();
    let mut opened = before.open(&secret("старая")).map_err(|_| ()).unwrap();
    let after = before
        .with_secret(0, &secret("новая"), None, &mut opened, now())
        .unwrap();
    key::replace(&folder, &after).unwrap();
    let image = key::read(&folder).unwrap();
    assert!(image.open(&secret("новая")).is_ok());
    assert!(matches!(image.open(&secret("старая")), Err(KeyError::WrongSecret)));
    assert!(KeyImage::from_bytes(&fs::read(&old_inode).unwrap()).is_err());
    let slot = &before.bytes()[128..256];
    for entry in fs::read_dir(folder.path())
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_file())
    {
        let bytes = fs::read(entry.path()).unwrap();
        assert!(
            !bytes.windows(slot.len()).any(|part| part == slot),
            "the old slot is still in {:?}",
            entry.file_name()
        );
    }
}

#[test]
fn an_interrupted_replacement_leaves_the_old_secret_and_its_leftover_goes() {
    let home = tempfile::tempdir().unwrap();
    let folder = make_vault(home.path(), "старая");
    fs::write(home.path().join("key.new"), image(&secret("новая")).bytes()).unwrap();
    assert!(key::read(&folder).unwrap().open(&secret("старая")).is_ok());
    key::discard_unfinished(&folder).unwrap();
    assert!(!home.path().join("key.new").exists());
}

#[test]
fn a_key_file_that_cannot_be_read_is_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    drop(make_vault(home.path(), "раз"));
    let key_path = home.path().join("key");
    for damage in [b"nothing".to_vec(), vec![0; 32 * 1024], Vec::new()] {
        fs::write(&key_path, &damage).unwrap();
        let folder = Folder::open(home.path()).unwrap();
        assert!(matches!(key::read(&folder), Err(KeyError::NotAKeyFile)));
        assert_eq!(fs::read(&key_path).unwrap(), damage);
    }
}

#[test]
fn a_link_in_the_place_of_the_key_file_is_not_a_vault() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("v");
    drop(make_vault(&dir, "раз"));
    fs::rename(dir.join("key"), home.path().join("elsewhere")).unwrap();
    symlink(home.path().join("elsewhere"), dir.join("key")).unwrap();
    assert!(!is_vault(&dir));
}

/// Root may write anywhere, so the attempt is made by a process that is nobody.
#[test]
fn a_folder_that_cannot_be_written_is_refused_in_those_words() {
    if let Ok(dir) = std::env::var("SANDYQ_TEST_READ_ONLY") {
        assert!(matches!(Folder::open(Path::new(&dir)), Err(FolderError::ReadOnly)));
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("v");
    drop(make_vault(&dir, "раз"));
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&dir, Permissions::from_mode(0o555)).unwrap();
    for file in ["key", "data", "lock"] {
        fs::set_permissions(dir.join(file), Permissions::from_mode(0o444)).unwrap();
    }
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let program = std::env::current_exe().unwrap();
    // The test program itself may lie where nobody may look: run a copy.
    let copy = home.path().join("test");
    fs::copy(&program, &copy).unwrap();
    let mut command = if root {
        Command::new("setpriv")
    } else {
        Command::new(&copy)
    };
    if root {
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(&copy);
    }
    let output = command
        .args(["--exact", "a_folder_that_cannot_be_written_is_refused_in_those_words"])
        .env("SANDYQ_TEST_READ_ONLY", &dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    fs::set_permissions(&dir, Permissions::from_mode(0o700)).unwrap();
}
