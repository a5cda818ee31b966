//! Bundles that are not what they were, and files that are no bundles.

use crate::common::{Place, refused};
use sandyq_casework::{Accept, ErrorCode};
use std::fs;
use std::os::unix::fs::symlink;

fn arrived() -> (Place, Vec<u8>) {
    let (mut monitor, mut lawyer) = (Place::with_a_case("Монитор"), Place::with_a_case("Адвокат"));
    monitor.meets(&mut lawyer, "Адвокат", "Монитор");
    let file = monitor.file("a.txt", &[b'x'; 3000]);
    monitor.attach("K-26-001", &[file]);
    let (bundle, _) = monitor.seal("Адвокат", "b.age");
    (lawyer, fs::read(bundle).unwrap())
}

#[test]
fn a_bundle_cut_short_anywhere_is_refused_and_leaves_nothing() {
    let (mut lawyer, whole) = arrived();
    let before = lawyer.everything();
    let near_the_ends = (0..40).chain(whole.len() - 40..whole.len());
    let lengths = near_the_ends.chain((40..whole.len() - 40).step_by(whole.len() / 60));
    for length in lengths {
        let bundle = lawyer.file("cut.age", &whole[..length]);
        let code = refused(lawyer.inspect(&bundle));
        let expected = if length < 22 {
            &[ErrorCode::NotABundle, ErrorCode::BundleDamaged][..]
        } else {
            &[ErrorCode::BundleDamaged]
        };
        assert!(expected.contains(&code), "cut at {length}: {code:?}");
        assert!(lawyer.quarantine().is_empty(), "cut at {length}");
    }
    assert_eq!(lawyer.everything(), before);
}

#[test]
fn a_bundle_altered_in_one_bit_is_never_accepted_and_leaves_nothing() {
    let (mut lawyer, whole) = arrived();
    let before = lawyer.everything();
    let in_the_header = (0..260_usize).map(|at| (at, 1 << (at % 8)));
    let below = (260..whole.len())
        .step_by(whole.len() / 80)
        .map(|at| (at, 1 << (at % 7)));
    let last = [(whole.len() - 1, 1_u8), (whole.len() - 1, 0x80)];
    for (at, bit) in in_the_header.chain(below).chain(last) {
        let mut altered = whole.clone();
        altered[at] ^= bit;
        let bundle = lawyer.file("altered.age", &altered);
        let code = refused(lawyer.open(&bundle));
        let known = [
            ErrorCode::NotABundle,
            ErrorCode::BundleDamaged,
            ErrorCode::BundleNotForMe,
        ];
        assert!(known.contains(&code), "bit {bit} of byte {at}: {code:?}");
        assert!(lawyer.quarantine().is_empty(), "bit {bit} of byte {at}");
    }
    assert_eq!(lawyer.everything(), before);
}

#[test]
fn bytes_behind_a_bundle_are_refused() {
    let (mut lawyer, mut whole) = arrived();
    for tail in [&b"\0"[..], b"\n", b"age-encryption.org/v1\n"] {
        whole.extend_from_slice(tail);
        let bundle = lawyer.file("longer.age", &whole);
        assert_eq!(refused(lawyer.inspect(&bundle)), ErrorCode::BundleDamaged);
    }
    assert!(lawyer.quarantine().is_empty());
}

#[test]
fn what_is_no_regular_file_or_no_age_file_is_no_bundle() {
    let (mut lawyer, whole) = arrived();
    let real = lawyer.file("real.age", &whole);
    let linked = lawyer.path("link.age");
    symlink(&real, &linked).unwrap();
    let folder = lawyer.path("folder.age");
    fs::create_dir(&folder).unwrap();
    let pipe = lawyer.path("pipe.age");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    let empty = lawyer.file("empty.age", b"");
    let picture = lawyer.file("picture.jpg", b"\xff\xd8\xff\xe0 no bundle");
    let armoured = lawyer.file("armoured.age", b"-----BEGIN AGE ENCRYPTED FILE-----\n");
    for path in [linked, folder, pipe, empty, picture, armoured] {
        let code = refused(lawyer.inspect(&path));
        assert_eq!(code, ErrorCode::NotABundle, "{}", path.display());
    }
    let absent = lawyer.path("absent.age");
    assert_eq!(refused(lawyer.inspect(&absent)), ErrorCode::FileUnreadable);
    assert!(lawyer.quarantine().is_empty());
}

#[test]
fn a_bundle_under_a_passphrase_is_refused_before_any_work_on_it() {
    let (mut lawyer, _) = arrived();
    let header = "age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 63\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    let bundle = lawyer.file("scrypt.age", header.as_bytes());
    assert_eq!(refused(lawyer.inspect(&bundle)), ErrorCode::BundleNeedsPassphrase);
    // Asked to do more work than it is worth, whatever the passphrase.
    let asked = lawyer.session.inspect_bundle(
        &bundle,
        Some("seven words"),
        crate::common::LANG,
        &mut crate::common::going_on,
    );
    assert_eq!(refused(asked), ErrorCode::BundleDamaged);
}

#[test]
fn damage_inside_the_quarantine_is_noticed_while_taking() {
    let (mut lawyer, whole) = arrived();
    let bundle = lawyer.file("b.age", &whole);
    let before = lawyer.everything();
    lawyer.inspect(&bundle).unwrap();
    let waiting = lawyer.quarantine().remove(0);
    let mut stored = fs::read(&waiting).unwrap();
    for byte in &mut stored[300..] {
        *byte ^= 0x20;
    }
    fs::write(&waiting, stored).unwrap();
    let opened = lawyer.session.open_bundle(Accept::default(), crate::common::LANG);
    assert_eq!(refused(opened), ErrorCode::BundleDamaged);
    // Files that were begun go at the next unlock; until then no record refers to them.
    assert_eq!(lawyer.reopened().everything(), before);
}
