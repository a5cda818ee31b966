//! Our payload beside the age crate's and the stock tool's: the same files open, with the same bytes.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::fs;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use sandyq_agefile::{Identity, Opening, open, open_seek, seal};

const CHUNK: usize = 65_536;
/// Around the borders of chunks, and past the point from which threads take part.
const SIZES: [usize; 13] = [
    0,
    1,
    CHUNK - 1,
    CHUNK,
    CHUNK + 1,
    2 * CHUNK,
    2 * CHUNK + 1,
    16 * CHUNK,
    16 * CHUNK + 1,
    20 * CHUNK,
    24 * CHUNK - 1,
    40 * CHUNK,
    40 * CHUNK + 777,
];

fn pattern(size: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..size).map(|_| next()).collect()
}

fn ours(key: &Identity, plain: &[u8], step: usize) -> Vec<u8> {
    let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
    for piece in plain.chunks(step.max(1)) {
        sealing.write_all(piece).unwrap();
    }
    sealing.finish().unwrap()
}

fn of_the_crate(key: &age::x25519::Identity, plain: &[u8]) -> Vec<u8> {
    let to = key.to_public();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&to as &dyn age::Recipient)).unwrap();
    let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

fn same_key() -> (Identity, age::x25519::Identity) {
    let key = Identity::generate();
    let secret = key.secret().parse().unwrap();
    (key, secret)
}

fn crate_reader<'a>(
    key: &age::x25519::Identity,
    file: &'a [u8],
) -> Option<age::stream::StreamReader<Cursor<&'a [u8]>>> {
    let decryptor = age::Decryptor::new_buffered(Cursor::new(file)).ok()?;
    decryptor.decrypt(std::iter::once(key as &dyn age::Identity)).ok()
}

/// What was given out, and whether it ended well.
fn drained(mut reader: impl Read) -> (Vec<u8>, bool) {
    let mut given = Vec::new();
    let whole = reader.read_to_end(&mut given).is_ok();
    (given, whole)
}

fn stock(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new("age").args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn what_we_seal_opens_in_the_age_crate_and_the_stock_tool() {
    let folder = tempfile::tempdir().unwrap();
    let (key, secret) = same_key();
    fs::write(folder.path().join("key"), format!("{}\n", &*key.secret())).unwrap();
    for size in SIZES {
        let plain = pattern(size);
        for step in [1_000, 300_000] {
            let file = ours(&key, &plain, step);
            assert!(
                drained(crate_reader(&secret, &file).unwrap()) == (plain.clone(), true),
                "{size}"
            );
            fs::write(folder.path().join("sealed"), file).unwrap();
            assert!(stock(folder.path(), &["-d", "-i", "key", "sealed"]) == plain, "{size}");
        }
    }
}

#[test]
fn we_open_what_the_age_crate_and_the_stock_tool_seal() {
    let folder = tempfile::tempdir().unwrap();
    let (key, secret) = same_key();
    for size in SIZES {
        let plain = pattern(size);
        fs::write(folder.path().join("plain"), &plain).unwrap();
        let by_tool = stock(folder.path(), &["-r", &key.recipient().to_string(), "plain"]);
        for file in [by_tool, of_the_crate(&secret, &plain)] {
            assert!(
                drained(open(&key, file.as_slice()).unwrap()) == (plain.clone(), true),
                "{size}"
            );
            let mut opening = open_seek(&key, Cursor::new(file)).unwrap();
            assert_eq!(opening.length().unwrap(), size as u64);
            assert!(drained(&mut opening) == (plain.clone(), true), "{size}");
        }
    }
}

/// One thing to do with a reader.
#[derive(Debug, Clone)]
enum Act {
    Read(usize),
    Start(usize),
    End(usize),
    Current(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..200_000_usize).prop_map(Act::Read),
        (0..2_000_000_usize).prop_map(Act::Read),
        any::<usize>().prop_map(Act::Start),
        any::<usize>().prop_map(Act::End),
        (-200_000..200_000_i64).prop_map(Act::Current),
    ]
}

fn size() -> impl Strategy<Value = usize> {
    prop_oneof![
        prop::sample::select(&SIZES[..]),
        (0..48_usize, 0..3_usize).prop_map(|(chunks, off)| (chunks * CHUNK + off).saturating_sub(1)),
        0..30 * CHUNK,
    ]
}

/// One damage to a payload that begins at `start`.
fn damage() -> impl Strategy<Value = (usize, u8, usize)> {
    (0..7_usize, any::<u8>(), any::<usize>()).prop_map(|(kind, with, place)| (kind, with, place))
}

/// Alters, cuts, lengthens, swaps or repeats; chunks end where they began to.
fn damaged(file: &[u8], start: usize, (kind, with, place): (usize, u8, usize)) -> Vec<u8> {
    let mut file = file.to_vec();
    let sealed = CHUNK + 16;
    let chunks = (file.len() - start) / sealed;
    let within = start + place % (file.len() - start);
    let border = start + place % (chunks + 1) * sealed;
    match kind {
        0 => file[within] ^= with.max(1),
        1 => file.truncate(within),
        2 => file.truncate(border),
        3 => file.extend(vec![with; place % 100_000]),
        4 => file.splice(border..border, vec![with; sealed]).for_each(drop),
        5 if chunks > 1 => {
            let (left, right) = file[start..].split_at_mut(sealed);
            left.swap_with_slice(&mut right[..sealed]);
        }
        5 | 6 if chunks > 0 => {
            let again = file[start + place % chunks * sealed..][..sealed].to_vec();
            file.splice(border..border, again).for_each(drop);
        }
        _ => {}
    }
    file
}

/// Where the first chunk begins.
fn first_chunk(file: &[u8]) -> usize {
    let mac = file.windows(5).position(|five| five == b"\n--- ").unwrap();
    mac + 5 + 43 + 1 + 16
}

fn read_up_to(reader: &mut impl Read, size: usize) -> Option<Vec<u8>> {
    let mut given = Vec::new();
    reader.take(size as u64).read_to_end(&mut given).ok().map(|_| given)
}

fn seek(reader: &mut Opening<Cursor<&[u8]>>, act: &Act, size: usize) -> Option<u64> {
    let to = target(act, size, reader.stream_position().ok()?)?;
    reader.seek(to).ok()
}

/// A place inside, in the way in which it is asked for.
fn target(act: &Act, size: usize, position: u64) -> Option<SeekFrom> {
    let size = size as u64;
    match act {
        Act::Read(_) => None,
        Act::Start(place) => Some(SeekFrom::Start(*place as u64 % (size + 1))),
        Act::End(place) => {
            let back = i64::try_from(*place as u64 % (size + 1)).unwrap();
            Some(SeekFrom::End(-back))
        }
        Act::Current(by) => {
            let aim = position.saturating_add_signed(*by).min(size);
            Some(SeekFrom::Current(aim.cast_signed() - position.cast_signed()))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_and_seeking_goes_as_in_the_age_crate(size in size(), acts in prop::collection::vec(act(), 1..24)) {
        let (key, secret) = same_key();
        let plain = pattern(size);
        let file = of_the_crate(&secret, &plain);
        let mut theirs = crate_reader(&secret, &file).unwrap();
        let mut ours = open_seek(&key, Cursor::new(file.as_slice())).unwrap();
        let mut position = 0;
        for act in acts {
            if let Act::Read(some) = act {
                let given = read_up_to(&mut ours, some);
                prop_assert!(given == read_up_to(&mut theirs, some), "{act:?}");
                let end = size.min(position + some);
                prop_assert!(given.as_deref() == Some(&plain[position..end]), "{act:?}");
                position = end;
            } else {
                let to = target(&act, size, position as u64).unwrap();
                let there = seek(&mut ours, &act, size);
                prop_assert_eq!(there, theirs.seek(to).ok());
                position = usize::try_from(there.unwrap()).unwrap();
            }
        }
    }

    #[test]
    fn a_damaged_file_gives_what_it_gives_in_the_age_crate(size in size(), how in damage(), step in 1..400_000_usize) {
        let (key, secret) = same_key();
        let plain = pattern(size);
        let file = ours(&key, &plain, step);
        let altered = damaged(&file, first_chunk(&file), how);
        let theirs = drained(crate_reader(&secret, &altered).unwrap());
        let mut opening = open(&key, altered.as_slice()).unwrap();
        let ours = drained(&mut opening);
        prop_assert_eq!(ours.1, altered == file, "whole");
        prop_assert!(ours == theirs, "{} bytes and {} bytes", ours.0.len(), theirs.0.len());
        prop_assert!(plain.starts_with(&ours.0));
        if !ours.1 {
            prop_assert!(opening.read(&mut [0]).is_err(), "a failure is remembered");
        }
        let seeking = open_seek(&key, Cursor::new(&altered)).map(drained);
        prop_assert_eq!(seeking.is_ok_and(|(_, whole)| whole), ours.1);
    }
}
