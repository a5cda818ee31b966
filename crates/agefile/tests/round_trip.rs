//! What was sealed comes out again, wherever one starts to read.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::io::{Cursor, ErrorKind, Read, Seek, SeekFrom, Write};

use sandyq_agefile::{Identity, OpenError, RECIPIENT_LIMIT, Recipient, open, open_seek, payload_size, seal};

fn pattern(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

fn sealed(to: &[Recipient], plain: &[u8]) -> Vec<u8> {
    let mut sealing = seal(to, Vec::new()).unwrap();
    sealing.write_all(plain).unwrap();
    sealing.finish().unwrap()
}

fn header_len(file: &[u8]) -> usize {
    let mac = file.windows(5).position(|five| five == b"\n--- ").unwrap();
    mac + 5 + 43 + 1
}

/// Gives one byte at a time, now and then an interruption.
struct Drip<R>(R, usize);

impl<R: Read> Read for Drip<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.1 += 1;
        if self.1.is_multiple_of(7) {
            return Err(ErrorKind::Interrupted.into());
        }
        let one = buf.len().min(1);
        self.0.read(&mut buf[..one])
    }
}

#[test]
fn every_size_around_a_chunk_comes_back_whole() {
    let key = Identity::generate();
    for size in [0, 1, 15, 16, 65_535, 65_536, 65_537, 131_072, 1 << 20] {
        let plain = pattern(size);
        let file = sealed(&[key.recipient()], &plain);
        assert_eq!(
            (file.len() - header_len(&file)) as u64,
            payload_size(size as u64),
            "{size}"
        );
        let mut back = Vec::new();
        open(&key, file.as_slice()).unwrap().read_to_end(&mut back).unwrap();
        assert!(back == plain, "{size}");
        let mut opening = open_seek(&key, Cursor::new(&file)).unwrap();
        assert_eq!(opening.length().unwrap(), size as u64);
        back.clear();
        opening.read_to_end(&mut back).unwrap();
        assert!(back == plain, "{size}");
    }
}

#[test]
fn a_reader_that_drips_gives_the_same_bytes() {
    let key = Identity::generate();
    let plain = pattern(70_000);
    let file = sealed(&[key.recipient()], &plain);
    let mut back = Vec::new();
    open(&key, Drip(file.as_slice(), 0))
        .unwrap()
        .read_to_end(&mut back)
        .unwrap();
    assert!(back == plain);
}

#[test]
fn reading_from_anywhere_gives_the_bytes_of_that_place() {
    let key = Identity::generate();
    for size in [0_usize, 1, 500, 65_536, 65_537, 200_000, 196_608] {
        let plain = pattern(size);
        // The age file does not begin at the start of its carrier.
        let mut carrier = b"other things".to_vec();
        carrier.extend(sealed(&[key.recipient()], &plain));
        let mut cursor = Cursor::new(carrier);
        cursor.set_position(12);
        let mut opening = open_seek(&key, cursor).unwrap();
        let places = [
            0,
            size,
            size / 2,
            size.saturating_sub(1),
            65_535,
            65_536,
            65_537,
            131_072,
            1,
            size,
            0,
        ];
        for place in places.into_iter().filter(|place| *place <= size) {
            assert_eq!(opening.seek(SeekFrom::Start(place as u64)).unwrap(), place as u64);
            let mut some = vec![0; 300.min(size - place)];
            opening.read_exact(&mut some).unwrap();
            assert!(some == plain[place..place + some.len()], "{size} at {place}");
            assert_eq!(opening.stream_position().unwrap(), (place + some.len()) as u64);
            let mut rest = Vec::new();
            opening.read_to_end(&mut rest).unwrap();
            assert!(rest == plain[place + some.len()..], "{size} after {place}");
        }
    }
}

#[test]
fn a_file_opened_front_to_back_can_still_be_moved_in() {
    let key = Identity::generate();
    let plain = pattern(150_000);
    let file = sealed(&[key.recipient()], &plain);
    let mut opening = open(&key, Cursor::new(&file)).unwrap();
    let mut some = vec![0; 100_000];
    opening.read_exact(&mut some).unwrap();
    assert_eq!(opening.seek(SeekFrom::Current(-99_990)).unwrap(), 10);
    opening.read_exact(&mut some[..50]).unwrap();
    assert!(some[..50] == plain[10..60]);
    assert_eq!(opening.seek(SeekFrom::End(-1)).unwrap(), 149_999);
}

#[test]
fn a_place_outside_is_an_error_and_moves_nothing() {
    let key = Identity::generate();
    for size in [0_usize, 100, 65_536] {
        let file = sealed(&[key.recipient()], &pattern(size));
        let mut opening = open_seek(&key, Cursor::new(&file)).unwrap();
        for to in [
            SeekFrom::Start(size as u64 + 1),
            SeekFrom::Start(u64::MAX),
            SeekFrom::End(1),
            SeekFrom::Current(-1),
            SeekFrom::Current(i64::MAX),
            SeekFrom::End(i64::MIN),
        ] {
            assert_eq!(opening.seek(to).unwrap_err().kind(), ErrorKind::InvalidInput);
        }
        let mut back = Vec::new();
        opening.read_to_end(&mut back).unwrap();
        assert_eq!(back.len(), size);
    }
}

#[test]
fn each_recipient_opens_it_and_nobody_else() {
    let keys: Vec<Identity> = (0..RECIPIENT_LIMIT).map(|_| Identity::generate()).collect();
    let to: Vec<Recipient> = keys.iter().map(Identity::recipient).collect();
    let file = sealed(&to, b"for all of you");
    for key in &keys {
        let mut back = Vec::new();
        open(key, file.as_slice()).unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(back, b"for all of you");
    }
    assert!(matches!(
        open(&Identity::generate(), file.as_slice()),
        Err(OpenError::NotForMe)
    ));
}

#[test]
fn a_file_for_nobody_or_for_a_crowd_is_refused() {
    let one = Identity::generate().recipient();
    for to in [Vec::new(), vec![one; RECIPIENT_LIMIT + 1]] {
        assert_eq!(seal(&to, Vec::new()).err().unwrap().kind(), ErrorKind::InvalidInput);
    }
}

#[test]
fn a_full_disk_is_called_so_wherever_it_is_met() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let to = [Identity::generate().recipient()];
    for room in [0, 50, 1_000, 70_000, 100_000] {
        let sealed = seal(&to, Full(room)).and_then(|mut sealing| {
            sealing.write_all(&pattern(100_000))?;
            sealing.finish()
        });
        assert_eq!(sealed.err().unwrap().kind(), ErrorKind::StorageFull, "{room}");
    }
}
