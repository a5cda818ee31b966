//! Evidence that cannot be read, here or where it comes from.

use crate::common::{LANG, Place, files_below, going_on, refused, request};
use sandyq_agefile::Identity;
use sandyq_casework::ErrorCode;
use std::fs;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};

/// A vault whose only piece of evidence is spoilt on the disk so.
fn spoilt(spoil: impl Fn(&str)) -> (Place, String) {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("фото.txt", &[b'x'; 9000]);
    let item = place.attach("K-26-001", &[file]).remove(0);
    let closed = place.locked();
    for path in files_below(&closed.dir().join("files")) {
        spoil(&path);
    }
    (closed.opened(), item)
}

fn flip(path: &str) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &str) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() - 20]).unwrap();
}

fn empty(path: &str) {
    fs::write(path, b"").unwrap();
}

fn remove(path: &str) {
    fs::remove_file(path).unwrap();
}

#[test]
fn a_damaged_file_is_found_by_verifying_and_refused_by_sealing_and_exporting() {
    for (how, spoil) in [
        ("flip", flip as fn(&str)),
        ("cut", cut),
        ("empty", empty),
        ("remove", remove),
    ] {
        let (mut place, item) = spoilt(spoil);
        let checks = place.session.verify_evidence(None, LANG, &mut going_on).unwrap();
        assert!(
            checks.len() == 1 && !checks[0].is_whole && !checks[0].finding.is_empty(),
            "{how}"
        );
        let out = place.path("b.age");
        let sealed = place.seal_as(&request(&Identity::generate().recipient().to_string()), &out);
        assert_eq!(refused(sealed), ErrorCode::EvidenceDamaged, "{how}");
        let exported = place.path("out.txt");
        let code = refused(place.session.export_evidence(&item, &exported));
        assert!(
            [ErrorCode::EvidenceDamaged, ErrorCode::EvidenceAbsent].contains(&code),
            "{how}"
        );
        let beside: Vec<_> = fs::read_dir(out.parent().unwrap()).unwrap().collect();
        assert_eq!(beside.len(), 2, "the vault and the photo, no part of anything: {how}");
        assert!(place.session.list_bundles(LANG).unwrap().is_empty(), "{how}");
        // Nothing was thrown away because it could not be read.
        let place = place.reopened();
        assert_eq!(place.session.list_evidence("K-26-001", LANG).unwrap().len(), 1);
        assert_eq!(
            files_below(&place.dir().join("files")).len(),
            usize::from(how != "remove")
        );
    }
}

/// Sealing sums nothing that the vault's own encryption authenticates, which therefore has to tell two files apart.
#[test]
fn two_files_of_one_length_that_changed_places_are_refused_by_sealing() {
    let mut place = Place::with_a_case("Монитор");
    let files = [b'x', b'y'].map(|byte| place.file(&format!("{byte}.txt"), &[byte; 9000]));
    place.attach("K-26-001", &files);
    let closed = place.locked();
    let [one, other] = &files_below(&closed.dir().join("files"))[..] else {
        panic!("two files");
    };
    let bytes = [one, other].map(|path| fs::read(path).unwrap());
    assert_eq!(bytes[0].len(), bytes[1].len());
    fs::write(one, &bytes[1]).unwrap();
    fs::write(other, &bytes[0]).unwrap();
    let mut place = closed.opened();
    let out = place.path("b.age");
    let sealed = place.seal_as(&request(&Identity::generate().recipient().to_string()), &out);
    assert_eq!(refused(sealed), ErrorCode::EvidenceDamaged);
    assert!(!out.exists());
}

#[test]
fn sealing_goes_on_with_the_same_number_after_a_failed_attempt() {
    let (mut place, _) = spoilt(flip);
    let request = request(&Identity::generate().recipient().to_string());
    let out = place.path("b.age");
    assert!(place.seal_as(&request, &out).is_err());
    let path = files_below(&place.dir().join("files")).remove(0);
    flip(&path);
    place.seal_as(&request, &out).unwrap();
    assert_eq!(place.session.list_bundles(LANG).unwrap().len(), 1);
}

#[test]
fn what_is_no_readable_file_is_not_attached_and_the_rest_is() {
    let mut place = Place::with_a_case("Монитор");
    let folder = place.path("folder");
    fs::create_dir(&folder).unwrap();
    let pipe = place.path("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    assert!(pipe.metadata().unwrap().file_type().is_fifo());
    let dangling = place.path("dangling");
    symlink(place.path("nothing"), &dangling).unwrap();
    let good = place.file("good.txt", b"words");
    let paths = [folder, pipe, dangling, place.path("absent"), "/dev/zero".into(), good];
    let outcomes = place
        .session
        .attach_evidence("K-26-001", &paths, LANG, &mut going_on)
        .unwrap();
    let taken: Vec<bool> = outcomes.iter().map(|outcome| outcome.item.is_some()).collect();
    assert_eq!(taken, [false, false, false, false, false, true]);
    assert!(outcomes[..5].iter().all(|outcome| !outcome.remark.is_empty()));
    assert_eq!(files_below(&place.dir().join("files")).len(), 1);
}

#[test]
fn a_file_that_may_not_be_read_or_fails_while_reading_is_told_plainly() {
    let mut place = Place::with_a_case("Монитор");
    // Reading this one fails after it was opened, for the superuser too.
    let failing = std::path::PathBuf::from("/proc/self/mem");
    let closed = place.file("closed.txt", b"words");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let outcomes = place
        .session
        .attach_evidence("K-26-001", &[failing, closed], LANG, &mut going_on)
        .unwrap();
    assert!(outcomes[0].item.is_none() && !outcomes[0].remark.is_empty());
    let superuser = rustix::process::geteuid().is_root();
    assert_eq!(outcomes[1].item.is_some(), superuser);
    let place = place.reopened();
    assert_eq!(files_below(&place.dir().join("files")).len(), usize::from(superuser));
}

#[test]
fn the_same_bytes_twice_are_two_items_and_one_file() {
    let mut place = Place::with_a_case("Монитор");
    let (a, b) = (place.file("a.txt", b"same"), place.file("b.txt", b"same"));
    place.attach("K-26-001", &[a, b]);
    assert_eq!(files_below(&place.dir().join("files")).len(), 1);
    assert_eq!(place.session.list_evidence("K-26-001", LANG).unwrap().len(), 2);
    let out = place.path("b.age");
    let outcome = place
        .seal_as(&request(&Identity::generate().recipient().to_string()), &out)
        .unwrap();
    assert_eq!(outcome.evidence, 2);
}

#[test]
fn attaching_that_is_cancelled_leaves_nothing_after_the_next_unlock() {
    let mut place = Place::with_a_case("Монитор");
    let before = place.everything();
    let file = place.file("a.txt", &vec![b'x'; 3 << 20]);
    let stop = &mut |_| std::ops::ControlFlow::Break(());
    let attached = place.session.attach_evidence("K-26-001", &[file], LANG, stop);
    assert_eq!(refused(attached), ErrorCode::Cancelled);
    assert_eq!(place.reopened().everything(), before);
}
