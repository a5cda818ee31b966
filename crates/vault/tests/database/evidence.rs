use crate::common::{Place, id, place, time};
use sandyq_vault::evidence::{self, AddError, Added, Arrived, Arriving, Checked, OpenEvidenceError};
use sandyq_vault::evidence_files;
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::PathBuf;

fn content(size: usize) -> Vec<u8> {
    (0..size).map(|n| u8::try_from(n * 31 % 251).unwrap()).collect()
}

fn add(place: &mut Place, content: &[u8]) -> Added {
    evidence::add(&mut place.vault, &mut &*content, time(1), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

fn kept(place: &mut Place, content: &[u8], item: u8) -> Added {
    let added = add(place, content);
    place.vault.write(|tx| evidence::keep(tx, &added, id(item))).unwrap();
    added
}

fn files(place: &Place) -> Vec<PathBuf> {
    let folders = fs::read_dir(place.dir().join("files")).unwrap();
    folders
        .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

fn check(place: &Place, added: &Added) -> Checked {
    evidence::verify(&place.vault, added.file, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn evidence_comes_out_bit_for_bit() {
    for size in [0, 1, 65_535, 65_536, 65_537, 1_000_000] {
        let (mut place, content) = (place(), content(size));
        let added = kept(&mut place, &content, 5);
        assert_eq!(
            (added.size, added.sha256),
            (size as u64, Sha256::digest(&content).into())
        );
        let place = place.reopened();
        let mut opened = evidence::open(&place.vault, added.file).unwrap();
        let mut out = Vec::new();
        opened.read_to_end(&mut out).unwrap();
        assert!(out == content, "{size}");
        assert_eq!(check(&place, &added), Checked::Whole);
    }
}

#[test]
fn any_part_can_be_read_and_nothing_behind_the_end() {
    let (mut place, content) = (place(), content(300_000));
    let added = kept(&mut place, &content, 5);
    let mut opened = evidence::open(&place.vault, added.file).unwrap();
    for (from, expected) in [
        (0, 1000),
        (65_530, 1000),
        (299_999, 1),
        (299_500, 500),
        (300_000, 0),
        (400_000, 0),
    ] {
        opened.seek(SeekFrom::Start(from)).unwrap();
        let mut part = Vec::new();
        opened.by_ref().take(1000).read_to_end(&mut part).unwrap();
        assert_eq!(part.len(), expected);
        let from = usize::try_from(from).unwrap().min(content.len());
        assert!(part == content[from..from + expected]);
    }
    assert_eq!(opened.seek(SeekFrom::End(-10)).unwrap(), 299_990);
    assert!(opened.seek(SeekFrom::Current(-300_000)).is_err());
}

#[test]
fn the_file_tells_nothing_by_name_size_time_or_mode() {
    let mut sizes = std::collections::BTreeSet::new();
    for size in [100_700, 101_000, 101_500] {
        let mut place = place();
        kept(&mut place, &content(size), 5);
        let path = files(&place).remove(0);
        let meta = path.metadata().unwrap();
        sizes.insert(meta.len());
        assert_eq!(
            meta.modified()
                .unwrap()
                .duration_since(std::time::UNIX_EPOCH)
                .unwrap()
                .as_secs(),
            946_684_800
        );
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.len() == 32 && path.parent().unwrap().ends_with(&name[..2]));
    }
    assert_eq!(sizes.into_iter().collect::<Vec<_>>(), [102_400]);
}

#[test]
fn the_same_content_is_kept_once() {
    let mut place = place();
    let first = kept(&mut place, b"a photo", 5);
    let second = kept(&mut place, b"a photo", 6);
    assert!(second.already_here && second.file == first.file);
    assert_eq!(files(&place).len(), 1);
    assert_eq!(
        place
            .vault
            .read(|view| evidence_files::items(view, first.file))
            .unwrap(),
        [id(5), id(6)]
    );
    assert!(
        place
            .vault
            .read(|view| evidence_files::of_item(view, id(6)))
            .unwrap()
            .is_some_and(|row| row.size == 7)
    );
}

#[test]
fn what_was_not_kept_is_gone_at_the_next_unlock() {
    let mut place = place();
    kept(&mut place, b"kept", 5);
    let lost = add(&mut place, b"not kept");
    assert_eq!(files(&place).len(), 2);
    let mut place = place.reopened();
    assert_eq!(files(&place).len(), 1);
    assert!(matches!(
        evidence::open(&place.vault, lost.file),
        Err(OpenEvidenceError::Missing)
    ));
    assert!(place.vault.write(|tx| evidence::keep(tx, &lost, id(6))).is_err());
}

#[test]
fn a_batch_is_stored_like_one_by_one_and_goes_like_one_by_one() {
    let mut place = place();
    kept(&mut place, b"known", 5);
    let bytes: [&[u8]; 4] = [b"first", b"known", b"second", b"lost"];
    let contents = bytes.map(|bytes| (bytes, time(0)));
    let added = evidence::add_batch(&mut place.vault, &contents).unwrap();
    assert_eq!(
        added.iter().map(|added| added.already_here).collect::<Vec<_>>(),
        [false, true, false, false]
    );
    assert_eq!(files(&place).len(), 4);
    let keeping = added[..3].iter().zip(6..);
    let done = place.vault.write(|tx| {
        keeping
            .into_iter()
            .try_for_each(|(added, n)| evidence::keep(tx, added, id(n)))
    });
    done.unwrap();
    let place = place.reopened();
    assert_eq!(files(&place).len(), 3, "what was not kept is gone");
    for (added, whole) in added.iter().zip([true, true, true, false]) {
        assert_eq!(check(&place, added) == Checked::Whole, whole);
    }
    assert!(evidence::strays(&place.vault).unwrap().is_empty());
}

#[test]
fn a_file_without_a_row_is_reported_and_stays() {
    let mut place = place();
    kept(&mut place, b"kept", 5);
    let stray = files(&place)[0].with_file_name("ab".repeat(16));
    fs::write(&stray, b"from a backup").unwrap();
    let place = place.reopened();
    assert_eq!(evidence::strays(&place.vault).unwrap(), [stray.canonicalize().unwrap()]);
    assert!(stray.exists());
}

#[test]
fn damage_is_found_and_nothing_is_deleted() {
    let mut place = place();
    let added = kept(&mut place, &content(200_000), 5);
    let path = files(&place).remove(0);
    let file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, 100_000).unwrap();
    file.write_all_at(&[byte[0] ^ 1], 100_000).unwrap();
    assert_eq!(check(&place, &added), Checked::Damaged);
    file.write_all_at(&byte, 100_000).unwrap();
    assert_eq!(check(&place, &added), Checked::Whole);
    let length = file.metadata().unwrap().len();
    file.set_len(length - 65_552).unwrap();
    assert_eq!(check(&place, &added), Checked::Damaged);
    assert!(path.exists());
    fs::remove_file(&path).unwrap();
    assert_eq!(check(&place, &added), Checked::Missing);
}

#[test]
fn an_unreadable_original_or_a_stop_leaves_nothing() {
    struct Failing(u8);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            if self.0 > 3 {
                Err(io::Error::other("a bad block"))
            } else {
                Ok(buffer.len())
            }
        }
    }
    let mut place = place();
    let mut go = |_| ControlFlow::Continue(());
    assert!(matches!(
        evidence::add(&mut place.vault, &mut Failing(0), time(1), &mut go),
        Err(AddError::Unreadable(_))
    ));
    let mut stop = |done| {
        if done > 100_000 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = evidence::add(&mut place.vault, &mut &*content(400_000), time(1), &mut stop);
    assert!(matches!(stopped, Err(AddError::Stopped)));
    assert!(files(&place).is_empty());
}

fn arrived(place: &Place, content: &[u8]) -> Arrived {
    let mut arriving = Arriving::start(&place.vault.folder().incoming()).unwrap();
    arriving.put(content).unwrap();
    arriving.finish(Sha256::digest(content).into()).unwrap()
}

/// The only file in the quarantine.
fn waiting(place: &Place) -> PathBuf {
    let mut files = fs::read_dir(place.dir().join("incoming")).unwrap();
    files.next().unwrap().unwrap().path()
}

#[test]
fn what_was_touched_while_it_waited_is_read_again_and_what_was_altered_is_refused() {
    let (mut place, content) = (place(), content(300_000));
    let untouched = arrived(&place, &content);
    let added = evidence::admit(&mut place.vault, &[untouched], time(1)).unwrap();
    place.vault.write(|tx| evidence::keep(tx, &added[0], id(5))).unwrap();
    assert_eq!(check(&place, &added[0]), Checked::Whole);

    let touched = arrived(&place, b"touched");
    fs::set_permissions(waiting(&place), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(evidence::admit(&mut place.vault, &[touched], time(1)).is_ok());

    let altered = arrived(&place, &content[1..]);
    let file = OpenOptions::new().write(true).open(waiting(&place)).unwrap();
    let was = file.metadata().unwrap().modified().unwrap();
    file.write_all_at(b"x", 250_000).unwrap();
    // As somebody would who does not want to be noticed.
    file.set_modified(was).unwrap();
    let refused = evidence::admit(&mut place.vault, &[altered], time(1));
    assert!(matches!(refused, Err(AddError::Unreadable(why)) if why.kind() == io::ErrorKind::InvalidData));
}
