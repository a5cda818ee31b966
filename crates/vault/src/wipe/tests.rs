//! A wipe cut short after every step, and inside the steps that matter, ends in the same state when it is resumed.

use super::*;
use crate::folder::{Folder, FolderError, FolderState, folder_state};
use crate::kdf::KdfCost;
use crate::key::{self, KEY_FILE_LEN, KeyImage};
use crate::secret::Secret;
use sandyq_domain::Timestamp;
use std::collections::BTreeMap;
use std::os::unix::fs::{FileExt, symlink};
use std::path::PathBuf;
use tempfile::TempDir;

/// A home with a vault `v` of invented bytes in it, and things of the owner's around.
struct Home {
    root: TempDir,
    dir: PathBuf,
    key: Vec<u8>,
}

fn secret() -> Secret {
    Secret::from_passphrase("слова для проверки").unwrap()
}

fn image() -> KeyImage {
    let now = Timestamp::from_millis(1_790_000_000_000);
    KeyImage::make(&[&secret()], KdfCost::cheap_for_tests(), now)
        .map_err(|_| ())
        .unwrap()
        .0
}

impl Home {
    fn with_vault() -> Self {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("v");
        let image = image();
        let folder = Folder::create(&dir).unwrap();
        fs::write(folder.new_data(), vec![1; 300_000]).unwrap();
        key::publish(&folder, &image).unwrap();
        fs::write(dir.join("data-wal"), vec![2; 70_000]).unwrap();
        fs::write(dir.join("data.old"), vec![2; 100]).unwrap();
        fs::write(dir.join("look"), "kk dark 115").unwrap();
        for number in 0..20_u8 {
            let sub = dir.join(format!("files/{number:02x}"));
            fs::create_dir(&sub).unwrap();
            fs::write(sub.join(format!("{number:032x}")), vec![3; 1000 * usize::from(number)]).unwrap();
        }
        fs::write(dir.join("incoming/part"), vec![4; 9000]).unwrap();
        fs::write(home.path().join("letter"), "mine").unwrap();
        Self {
            root: home,
            dir,
            key: image.bytes().to_vec(),
        }
    }

    /// Every file of the vault and its bytes.
    fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(dir: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    walk(&entry.path(), into);
                } else {
                    into.insert(entry.path(), fs::read(entry.path()).unwrap());
                }
            }
        }
        let mut content = BTreeMap::new();
        walk(&self.dir, &mut content);
        content
    }

    /// The end state: a folder that looks like a first start, and can be one.
    fn assert_wiped(&self, when: &str) {
        assert_eq!(fs::read_dir(&self.dir).unwrap().count(), 0, "{when}");
        assert_eq!(folder_state(&self.dir).unwrap(), FolderState::Empty, "{when}");
        assert!(resume_wipe(&self.dir).unwrap().is_none(), "{when}");
        assert_eq!(fs::read(self.root.path().join("letter")).unwrap(), b"mine", "{when}");
        assert!(Folder::create(&self.dir).is_ok(), "{when}");
    }

    /// The steps before `end`, and then the power goes.
    fn wipe_until(&self, end: usize) {
        let mut wiping = Wiping::begin(&self.dir).unwrap();
        for step in &Step::ALL[..end] {
            wiping.take(*step);
        }
    }
}

#[test]
fn a_wipe_leaves_an_empty_folder_and_says_what_it_did() {
    let home = Home::with_vault();
    let report = wipe(&home.dir).unwrap();
    assert!(matches!(report.key, KeyFate::Destroyed));
    assert!(report.nothing_opens && !report.resumed);
    assert_eq!((report.overwritten, report.removed), (25, 25));
    assert_eq!((report.left_alone, report.failed), (0, 0));
    assert_eq!(
        report.steps.iter().map(|(step, _)| *step).collect::<Vec<_>>(),
        Step::ALL
    );
    for (step, took) in &report.steps {
        println!("{step:?}: {:.1} ms", took.as_secs_f64() * 1000.0);
    }
    home.assert_wiped("after a whole wipe");
}

#[test]
fn a_wipe_does_not_heed_the_lock() {
    let home = Home::with_vault();
    let held = Folder::open(&home.dir).unwrap();
    assert!(wipe(&home.dir).unwrap().nothing_opens);
    drop(held);
    home.assert_wiped("with the vault open");
}

#[test]
fn a_wipe_cut_short_after_any_step_ends_at_the_next_start() {
    for end in 1..=Step::ALL.len() {
        let home = Home::with_vault();
        home.wipe_until(end);
        let resumed = resume_wipe(&home.dir).unwrap();
        assert_eq!(resumed.is_some(), end < Step::ALL.len(), "after {end} steps");
        assert!(resumed.is_none_or(|report| report.resumed && report.nothing_opens));
        home.assert_wiped(&format!("after {end} steps"));
    }
}

#[test]
fn a_wipe_cut_short_may_also_be_asked_for_again() {
    for end in 1..=Step::ALL.len() {
        let home = Home::with_vault();
        home.wipe_until(end);
        assert!(wipe(&home.dir).is_ok());
        assert!(wipe(&home.dir).is_ok());
        home.assert_wiped(&format!("after {end} steps"));
    }
}

#[test]
fn a_vault_with_a_wipe_pending_is_not_opened() {
    for end in 1..Step::ALL.len() {
        let home = Home::with_vault();
        home.wipe_until(end);
        assert!(
            matches!(Folder::open(&home.dir), Err(FolderError::WipePending)),
            "after {end} steps"
        );
        assert!(
            matches!(Folder::create(&home.dir), Err(FolderError::WipePending)),
            "after {end} steps"
        );
    }
}

#[test]
fn a_key_file_overwritten_to_any_sector_is_known_for_this_wipe_s_work() {
    for sectors in 0..=KEY_FILE_LEN / 512 {
        let home = Home::with_vault();
        home.wipe_until(2);
        // Put back what the power cut kept from being overwritten.
        let file = fs::OpenOptions::new().write(true).open(home.dir.join("key")).unwrap();
        file.write_all_at(&home.key[sectors * 512..], sectors as u64 * 512)
            .unwrap();
        assert!(resume_wipe(&home.dir).unwrap().is_some(), "{sectors} sectors");
        home.assert_wiped(&format!("{sectors} sectors"));
    }
}

#[test]
fn a_key_file_renamed_for_the_last_time_is_found_again() {
    let home = Home::with_vault();
    let mut wiping = Wiping::begin(&home.dir).unwrap();
    wiping.take(Step::Mark);
    wiping.take(Step::DestroyKey);
    drop(wiping);
    let marker = Marker::read(&home.dir).unwrap();
    fs::rename(home.dir.join("key"), home.dir.join(marker.last_name())).unwrap();
    assert!(resume_wipe(&home.dir).unwrap().is_some());
    home.assert_wiped("renamed");
}

#[test]
fn the_key_file_s_blocks_hold_none_of_its_bytes_after_the_second_step() {
    let home = Home::with_vault();
    home.wipe_until(2);
    let now = fs::read(home.dir.join("key")).unwrap();
    assert_eq!(now.len(), KEY_FILE_LEN);
    assert!(
        now.chunks(16)
            .zip(home.key.chunks(16))
            .all(|(now, before)| now != before)
    );
    assert!(KeyImage::from_bytes(&now).is_err());
}

#[test]
fn the_ends_of_every_file_are_noise_before_it_is_removed() {
    let home = Home::with_vault();
    home.wipe_until(4);
    for (path, bytes) in home.content() {
        let name = path.file_name().unwrap().to_str().unwrap();
        if !bytes.is_empty() && name != "state" && name != "lock" {
            let same = |part: &[u8]| part.len() > 8 && part.iter().all(|byte| *byte == part[0]);
            assert!(
                !same(&bytes[..bytes.len().min(64)]) && !same(&bytes[bytes.len().saturating_sub(64)..]),
                "{name}"
            );
        }
    }
}

#[test]
fn a_marker_of_another_vault_or_a_forged_one_wipes_nothing() {
    let other = Home::with_vault();
    other.wipe_until(1);
    let stale = fs::read(other.dir.join("state")).unwrap();
    let mut altered = stale.clone();
    altered[20] ^= 1;
    for forged in [stale, altered, vec![0; 64], vec![7; 64], Vec::new()] {
        let home = Home::with_vault();
        fs::write(home.dir.join("state"), &forged).unwrap();
        let before = home.content();
        assert!(resume_wipe(&home.dir).unwrap().is_none());
        assert!(home.content() == before, "something was touched");
        let folder = Folder::open(&home.dir).unwrap();
        assert!(key::read(&folder).unwrap().open(&secret()).is_ok());
    }
}

#[test]
fn opening_a_vault_removes_a_marker_that_waits_for_its_key_file_to_go() {
    let other = Home::with_vault();
    other.wipe_until(1);
    let home = Home::with_vault();
    fs::copy(other.dir.join("state"), home.dir.join("state")).unwrap();
    drop(Folder::open(&home.dir).unwrap());
    assert!(!home.dir.join("state").exists());
    // Now the key file may be away without anything being wiped.
    fs::rename(home.dir.join("key"), home.root.path().join("away")).unwrap();
    assert!(resume_wipe(&home.dir).unwrap().is_none());
    assert!(home.dir.join("data").exists());
}

#[test]
fn a_damaged_key_file_and_a_marker_of_another_vault_wipe_nothing() {
    let other = Home::with_vault();
    other.wipe_until(1);
    let home = Home::with_vault();
    fs::copy(other.dir.join("state"), home.dir.join("state")).unwrap();
    fs::write(home.dir.join("key"), vec![0; KEY_FILE_LEN]).unwrap();
    assert!(resume_wipe(&home.dir).unwrap().is_none());
    assert!(home.dir.join("data").exists());
}

#[test]
fn what_is_not_the_vault_s_is_left_alone_and_counted() {
    let home = Home::with_vault();
    let mine = home.root.path().join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("0123456789abcdef0123456789abcdef"), "mine").unwrap();
    fs::write(home.dir.join("notes.txt"), "mine").unwrap();
    fs::write(home.dir.join("files/photo.jpg"), "mine").unwrap();
    symlink(&mine, home.dir.join("files/fe")).unwrap();
    symlink(&mine, home.dir.join("incoming/fd")).unwrap();
    symlink(
        mine.join("0123456789abcdef0123456789abcdef"),
        home.dir.join("data-journal"),
    )
    .unwrap();
    let report = wipe(&home.dir).unwrap();
    assert_eq!(report.left_alone, 5);
    assert!(report.nothing_opens);
    assert_eq!(
        fs::read(mine.join("0123456789abcdef0123456789abcdef")).unwrap(),
        b"mine"
    );
    assert_eq!(fs::read(home.dir.join("notes.txt")).unwrap(), b"mine");
    assert_eq!(fs::read(home.dir.join("files/photo.jpg")).unwrap(), b"mine");
    assert!(!home.dir.join("key").exists() && !home.dir.join("state").exists());
}

#[test]
fn somebody_else_s_folder_is_refused_and_untouched() {
    let home = tempfile::tempdir().unwrap();
    for name in ["key", "data", "letter"] {
        fs::write(home.path().join(name), "mine").unwrap();
    }
    assert!(matches!(wipe(home.path()), Err(WipeError::NotAVault)));
    fs::remove_file(home.path().join("key")).unwrap();
    assert!(matches!(wipe(home.path()), Err(WipeError::NotAVault)));
    assert_eq!(fs::read(home.path().join("data")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

#[test]
fn an_empty_or_missing_folder_is_a_wipe_with_nothing_to_do() {
    let home = tempfile::tempdir().unwrap();
    for dir in [home.path().to_owned(), home.path().join("none")] {
        let report = wipe(&dir).unwrap();
        assert!(matches!(report.key, KeyFate::AlreadyGone));
        assert_eq!((report.removed, report.failed), (0, 0));
    }
    assert!(!home.path().join("none").exists());
}

#[test]
fn a_vault_whose_key_file_is_away_or_damaged_is_wiped_too() {
    let home = Home::with_vault();
    fs::remove_file(home.dir.join("key")).unwrap();
    assert!(wipe(&home.dir).unwrap().nothing_opens);
    home.assert_wiped("key away");
    for damage in [Vec::new(), vec![9; 100], vec![9; 200_000]] {
        let home = Home::with_vault();
        fs::write(home.dir.join("key"), damage).unwrap();
        assert!(matches!(wipe(&home.dir).unwrap().key, KeyFate::Destroyed));
        home.assert_wiped("key damaged");
    }
}

#[test]
fn a_key_file_under_replacement_is_destroyed_in_both_places() {
    let home = Home::with_vault();
    fs::write(home.dir.join("key.new"), image().bytes()).unwrap();
    home.wipe_until(2);
    for name in ["key", "key.new"] {
        assert!(
            KeyImage::from_bytes(&fs::read(home.dir.join(name)).unwrap()).is_err(),
            "{name}"
        );
    }
    resume_wipe(&home.dir).unwrap();
    home.assert_wiped("two key files");
}

/// Needs a file system with the immutable attribute and the right to set it; elsewhere there is nothing to try.
#[test]
fn a_key_file_that_cannot_be_touched_is_an_error_and_the_data_goes_all_the_same() {
    let home = Home::with_vault();
    let immutable = |flag: &str| {
        let chattr = std::process::Command::new("chattr")
            .arg(flag)
            .arg(home.dir.join("key"))
            .output();
        chattr.is_ok_and(|output| output.status.success())
    };
    if !immutable("+i") {
        return;
    }
    let refused = wipe(&home.dir);
    let data_left = home.dir.join("data").exists();
    assert!(immutable("-i"));
    assert!(matches!(refused, Err(WipeError::KeyRemains(_))));
    assert!(!data_left);
    assert!(home.dir.join("state").exists(), "the next start tries again");
    assert!(resume_wipe(&home.dir).unwrap().is_some());
    home.assert_wiped("touchable again");
}

#[test]
fn a_vault_folder_named_by_a_link_is_wiped_and_resumed_like_any_other() {
    let home = Home::with_vault();
    let link = home.root.path().join("link");
    symlink(&home.dir, &link).unwrap();
    assert_eq!(
        Folder::open(&link).unwrap().path(),
        fs::canonicalize(&home.dir).unwrap()
    );
    home.wipe_until(1);
    assert!(resume_wipe(&link).unwrap().is_some_and(|report| report.nothing_opens));
    home.assert_wiped("resumed through a link");

    let home = Home::with_vault();
    let link = home.root.path().join("link");
    symlink(&home.dir, &link).unwrap();
    // An entry that cannot be removed keeps the marker: so it is seen that there was one.
    fs::create_dir(home.dir.join("state")).unwrap();
    assert_eq!(wipe(&link).unwrap().failed, 1, "the marker was tried");
    fs::remove_dir(home.dir.join("state")).unwrap();
    assert!(link.is_symlink());
    home.assert_wiped("through a link");
}

#[test]
fn a_marker_beside_a_vault_whose_key_file_is_away_wipes_nothing_of_another_vault() {
    let other = Home::with_vault();
    fs::write(other.dir.join("data"), vec![9; 300_000]).unwrap();
    other.wipe_until(1);
    let home = Home::with_vault();
    fs::copy(other.dir.join("state"), home.dir.join("state")).unwrap();
    fs::rename(home.dir.join("key"), home.root.path().join("away")).unwrap();
    let before = home.content();
    assert!(resume_wipe(&home.dir).unwrap().is_none());
    assert!(home.content() == before, "something was touched");
    fs::rename(home.root.path().join("away"), home.dir.join("key")).unwrap();
    let folder = Folder::open(&home.dir).unwrap();
    assert!(key::read(&folder).unwrap().open(&secret()).is_ok());
}

#[test]
fn a_wipe_cut_short_while_the_data_is_spoilt_or_removed_ends_at_the_next_start() {
    // Spoilt; removed with files left; and put back as it was by a disk that did not keep the overwriting.
    for (end, gone, old) in [(4, false, false), (4, true, false), (3, false, true), (4, false, true)] {
        let home = Home::with_vault();
        let data = fs::read(home.dir.join("data")).unwrap();
        home.wipe_until(end);
        if gone {
            fs::remove_file(home.dir.join("data")).unwrap();
        }
        if old {
            fs::write(home.dir.join("data"), &data).unwrap();
        }
        assert!(!home.dir.join("key").exists());
        assert!(resume_wipe(&home.dir).unwrap().is_some(), "{end} {gone} {old}");
        home.assert_wiped(&format!("{end} {gone} {old}"));
    }
    // No database, a short one: nothing to be bound to is no reason to stop.
    for data in [None, Some(vec![1; 3])] {
        for end in 1..Step::ALL.len() {
            let home = Home::with_vault();
            match &data {
                Some(data) => fs::write(home.dir.join("data"), data).unwrap(),
                None => fs::remove_file(home.dir.join("data")).unwrap(),
            }
            home.wipe_until(end);
            assert!(resume_wipe(&home.dir).unwrap().is_some(), "{data:?} after {end}");
            home.assert_wiped("without a whole database");
        }
    }
}
