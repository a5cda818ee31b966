//! Files that are large enough for threads behave as small ones do, and small ones have no threads.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::fs;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::thread;
use std::time::Duration;

use sandyq_agefile::{Identity, Opening, Sealing, open, open_seek, payload_size, seal};

const MIB: usize = 1024 * 1024;
const LARGE: usize = 5 * MIB + 777;

fn pattern(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

fn sealed(key: &Identity, plain: &[u8]) -> Vec<u8> {
    let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
    sealing.write_all(plain).unwrap();
    sealing.finish().unwrap()
}

/// The threads of this process that seal and open. Tests run beside each other, so this is asked for in one test only.
fn threads() -> usize {
    let names = fs::read_dir("/proc/self/task").unwrap().filter_map(|task| {
        // A thread may end while we look.
        fs::read_to_string(task.ok()?.path().join("comm")).ok()
    });
    names.filter(|name| name.trim() == "age chunks").count()
}

/// Whether they all end: a joined thread may be listed for a moment longer.
fn threads_end() -> bool {
    (0..100).any(|_| {
        let none = threads() == 0;
        if !none {
            thread::sleep(Duration::from_millis(10));
        }
        none
    })
}

/// Takes so many bytes, then answers with its error.
struct Full {
    room: usize,
    kind: ErrorKind,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.room = self.room.checked_sub(bytes.len()).ok_or(self.kind)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives so many bytes in odd pieces with interruptions between them, then fails.
struct Failing<'a> {
    rest: &'a [u8],
    kind: ErrorKind,
    calls: usize,
}

impl Read for Failing<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(3) {
            return Err(ErrorKind::Interrupted.into());
        }
        if self.rest.is_empty() {
            return Err(self.kind.into());
        }
        let most = buf.len().min(7_001);
        self.rest.read(&mut buf[..most])
    }
}

#[test]
fn what_is_handed_around_can_go_to_another_thread() {
    fn assert_send<T: Send>() {}
    assert_send::<Opening<fs::File>>();
    assert_send::<Sealing<fs::File>>();
}

#[test]
fn every_chunk_of_a_large_file_is_in_its_place() {
    let key = Identity::generate();
    for step in [1_000, 65_536, 100_003, LARGE] {
        let plain = pattern(LARGE);
        let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
        for piece in plain.chunks(step) {
            sealing.write_all(piece).unwrap();
        }
        let file = sealing.finish().unwrap();
        let mut opening = open(&key, file.as_slice()).unwrap();
        let mut back = Vec::new();
        while let read @ 1.. = {
            let before = back.len();
            back.resize(before + step, 0);
            let read = opening.read(&mut back[before..]).unwrap();
            back.truncate(before + read);
            read
        } {
            assert!(read <= step);
        }
        assert!(back == plain, "{step}");
    }
}

#[test]
fn a_full_disk_is_called_so_and_nothing_follows() {
    let key = Identity::generate();
    for kind in [ErrorKind::StorageFull, ErrorKind::BrokenPipe] {
        for room in (MIB / 2..LARGE).step_by(MIB / 2 + 4_321) {
            let mut sealing = seal(&[key.recipient()], Full { room, kind }).unwrap();
            // Not in every case met while writing: some chunks may still be on their way.
            let written = sealing.write_all(&pattern(LARGE));
            if let Err(err) = written {
                assert_eq!(err.kind(), kind);
                assert_eq!(sealing.write(b"more").unwrap_err().kind(), kind);
                assert_eq!(sealing.flush().unwrap_err().kind(), kind);
            }
            assert_eq!(sealing.finish().err().unwrap().kind(), kind, "{room}");
        }
    }
}

#[test]
fn a_flush_writes_every_full_chunk_but_the_last() {
    let key = Identity::generate();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sealed");
    let mut sealing = seal(&[key.recipient()], fs::File::create(&path).unwrap()).unwrap();
    sealing.write_all(&pattern(LARGE)).unwrap();
    sealing.flush().unwrap();
    let flushed = fs::metadata(&path).unwrap().len();
    assert!(flushed > (LARGE - 5 * 65_536) as u64, "{flushed}");
    sealing.write_all(&pattern(LARGE)).unwrap();
    drop(sealing.finish().unwrap());
    let plain = [pattern(LARGE), pattern(LARGE)].concat();
    let mut back = Vec::new();
    open(&key, fs::File::open(&path).unwrap())
        .unwrap()
        .read_to_end(&mut back)
        .unwrap();
    assert!(back == plain);
}

#[test]
fn a_device_that_fails_far_in_gives_what_came_before_and_its_own_error() {
    let key = Identity::generate();
    let plain = pattern(LARGE);
    let file = sealed(&key, &plain);
    let start = file.len() - usize::try_from(payload_size(LARGE as u64)).unwrap() + 16;
    for chunks in [1, 15, 16, 17, 20, 33, 79] {
        for more in [0, 1, 65_551] {
            let failing = Failing {
                rest: &file[..start + chunks * 65_552 + more],
                kind: ErrorKind::TimedOut,
                calls: 0,
            };
            let mut opening = open(&key, failing).unwrap();
            let mut back = Vec::new();
            let err = opening.read_to_end(&mut back).unwrap_err();
            assert_eq!(err.kind(), ErrorKind::TimedOut, "{chunks} and {more}");
            assert!(back == plain[..chunks * 65_536], "{chunks} and {more}");
            assert_eq!(opening.read(&mut [0]).unwrap_err().kind(), ErrorKind::InvalidData);
        }
    }
}

#[test]
fn damage_far_in_gives_what_came_before_and_nothing_else() {
    let key = Identity::generate();
    let plain = pattern(LARGE);
    let file = sealed(&key, &plain);
    let start = file.len() - usize::try_from(payload_size(LARGE as u64)).unwrap() + 16;
    for chunk in [0, 15, 16, 17, 19, 20, 40, 79, 80] {
        let mut altered = file.clone();
        altered[start + chunk * 65_552] ^= 1;
        let mut back = Vec::new();
        let mut opening = open(&key, altered.as_slice()).unwrap();
        assert_eq!(
            opening.read_to_end(&mut back).unwrap_err().kind(),
            ErrorKind::InvalidData
        );
        assert!(back == plain[..chunk * 65_536], "{chunk}");
        // It can be walked around, as in any reader that seeks.
        if chunk < 80 {
            let mut opening = open_seek(&key, Cursor::new(&altered)).unwrap();
            opening.seek(SeekFrom::Start((chunk as u64 + 1) * 65_536)).unwrap();
            back.clear();
            opening.read_to_end(&mut back).unwrap();
            assert!(back == plain[(chunk + 1) * 65_536..], "{chunk}");
        }
    }
}

#[test]
fn a_seek_forgets_what_was_read_ahead() {
    let key = Identity::generate();
    let plain = pattern(LARGE);
    let file = sealed(&key, &plain);
    let mut opening = open_seek(&key, Cursor::new(&file)).unwrap();
    let mut some = vec![0; 3 * MIB];
    for place in [0, 100, 2 * MIB, 5 * MIB, 65_536, LARGE - 1, 0] {
        let end = LARGE.min(place + some.len());
        opening.seek(SeekFrom::Start(place as u64)).unwrap();
        opening.read_exact(&mut some[..end - place]).unwrap();
        assert!(some[..end - place] == plain[place..end], "{place}");
        assert_eq!(opening.stream_position().unwrap(), end as u64);
    }
}

#[test]
fn a_small_file_has_no_thread_and_a_large_one_leaves_none() {
    // In a process of its own: other tests have threads, too.
    if std::env::var_os("SANDYQ_ALONE").is_none() {
        let alone = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_small_file_has_no_thread_and_a_large_one_leaves_none"])
            .env("SANDYQ_ALONE", "1")
            .output()
            .unwrap();
        assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stdout));
        return;
    }
    let several = thread::available_parallelism().unwrap().get() > 1;
    let key = Identity::generate();
    for (size, expected) in [(MIB, false), (LARGE, several)] {
        let plain = pattern(size);
        let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
        sealing.write_all(&plain).unwrap();
        assert_eq!(threads() > 0, expected, "sealing {size}");
        let file = sealing.finish().unwrap();
        assert!(threads_end(), "after sealing {size}");
        let mut opening = open(&key, file.as_slice()).unwrap();
        opening.read_exact(&mut vec![0; size - 1]).unwrap();
        assert_eq!(threads() > 0, expected, "opening {size}");
        drop(opening);
        assert!(threads_end(), "after opening {size}");
    }
}
