//! No bit and no byte of a file can go missing or change without an error.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::io::{Cursor, ErrorKind, Read, Seek, SeekFrom, Write};

use sandyq_agefile::{Identity, OpenError, open, open_seek, seal};

fn sealed(key: &Identity, size: usize) -> Vec<u8> {
    let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
    sealing.write_all(&vec![b'x'; size]).unwrap();
    sealing.finish().unwrap()
}

/// Reads to the end; a failing read must fail again.
fn read_whole(key: &Identity, file: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut opening = open(key, file)?;
    let mut back = Vec::new();
    if let Err(err) = opening.read_to_end(&mut back) {
        assert_eq!(err.kind(), ErrorKind::InvalidData);
        let again = opening.read(&mut [0; 16]).expect_err("a failure is remembered");
        assert_eq!(again.kind(), ErrorKind::InvalidData);
        return Err(OpenError::Io(err));
    }
    Ok(back)
}

fn assert_refused(key: &Identity, file: &[u8], what: &str) {
    match read_whole(key, file) {
        Ok(_) => panic!("{what} was accepted"),
        Err(OpenError::Io(err)) => assert_eq!(err.kind(), ErrorKind::InvalidData, "{what}"),
        Err(_) => {}
    }
    if let Ok(mut opening) = open_seek(key, Cursor::new(file)) {
        let mut back = Vec::new();
        assert!(
            opening.read_to_end(&mut back).is_err(),
            "{what} was accepted by seeking"
        );
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let key = Identity::generate();
    let file = sealed(&key, 400);
    for bit in 0..file.len() * 8 {
        let mut altered = file.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert_refused(&key, &altered, &format!("bit {bit}"));
    }
}

#[test]
fn every_truncation_is_refused() {
    let key = Identity::generate();
    for size in [0, 400] {
        let file = sealed(&key, size);
        for len in 0..file.len() {
            assert_refused(&key, &file[..len], &format!("{len} bytes"));
            assert!(
                open_seek(&key, Cursor::new(&file[..len])).is_err(),
                "seeking sees the missing end at once"
            );
        }
    }
}

#[test]
fn a_cut_between_two_chunks_is_refused() {
    let key = Identity::generate();
    for size in [65_536 * 2, 65_536 * 2 + 1, 65_536 * 3] {
        let file = sealed(&key, size);
        let payload = file.len() - usize::try_from(sandyq_agefile::payload_size(size as u64)).unwrap();
        for chunks in 0..=2 {
            let cut = payload + 16 + chunks * 65_552;
            if cut < file.len() {
                assert_refused(&key, &file[..cut], &format!("{size} cut after {chunks} chunks"));
            }
        }
    }
}

#[test]
fn bytes_behind_the_end_are_refused() {
    let key = Identity::generate();
    for size in [0, 400, 65_536, 65_537] {
        for extra in [1_usize, 16, 65_552] {
            let mut file = sealed(&key, size);
            file.extend(vec![0; extra]);
            assert_refused(&key, &file, &format!("{extra} bytes behind {size}"));
        }
    }
}

#[test]
fn a_swapped_chunk_is_refused() {
    let key = Identity::generate();
    let mut file = sealed(&key, 65_536 * 3);
    let first = file.len() - 3 * 65_552;
    let (left, right) = file[first..].split_at_mut(65_552);
    left.swap_with_slice(&mut right[..65_552]);
    assert_refused(&key, &file, "two chunks swapped");
}

#[test]
fn damage_met_by_seeking_is_remembered() {
    let key = Identity::generate();
    let mut file = sealed(&key, 200_000);
    let middle = file.len() / 2;
    file[middle] ^= 1;
    let mut opening = open_seek(&key, Cursor::new(&file)).unwrap();
    opening
        .seek(SeekFrom::Start(100_000))
        .and_then(|_| opening.read(&mut [0; 10]))
        .expect_err("damaged here");
    assert!(opening.seek(SeekFrom::Start(0)).is_err());
    assert!(opening.read(&mut [0; 10]).is_err());
}

#[test]
fn a_device_that_fails_is_not_called_damage() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("device"))
        }
    }
    let key = Identity::generate();
    assert!(matches!(open(&key, Failing), Err(OpenError::Io(_))));
    let file = sealed(&key, 100_000);
    let mut opening = open(&key, file[..50_000].chain(Failing)).unwrap();
    assert_eq!(
        opening.read_to_end(&mut Vec::new()).unwrap_err().kind(),
        ErrorKind::Other
    );
}
