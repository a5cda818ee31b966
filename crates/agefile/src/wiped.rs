//! Nothing secret stays in memory once a file is sealed or opened.
//!
//! Looks through all memory that this process can write. What is looked for is kept masked, so that the search does not
//! find itself.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};

use zeroize::{Zeroize, Zeroizing};

use crate::{Identity, joint, open, seal};

const MASK: u8 = 0xa5;
const BLOCK: usize = 1024 * 1024;

struct Masked(Vec<u8>);

impl Masked {
    fn new(secret: &[u8]) -> Self {
        Self(secret.iter().map(|byte| byte ^ MASK).collect())
    }

    fn is_at(&self, place: &[u8]) -> bool {
        place[0] == self.0[0] ^ MASK && place.iter().zip(&self.0).all(|(byte, masked)| *byte == masked ^ MASK)
    }

    /// How often it lies in memory.
    fn count(&self) -> usize {
        let mut memory = File::open("/proc/self/mem").unwrap();
        let mut found = 0;
        // Blocks overlap by all but one byte of what is looked for.
        let most = BLOCK + self.0.len() - 1;
        let mut block = Zeroizing::new(vec![0; most]);
        for (from, to) in writable() {
            for at in (from..to).step_by(BLOCK) {
                let size = usize::try_from(to - at).unwrap().min(most);
                block.zeroize();
                block.resize(size, 0);
                memory.seek(SeekFrom::Start(at)).unwrap();
                if memory.read_exact(&mut block).is_ok() {
                    found += block.windows(self.0.len()).filter(|place| self.is_at(place)).count();
                }
            }
        }
        found
    }
}

fn writable() -> Vec<(u64, u64)> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let ranges = maps.lines().filter_map(|line| {
        let (range, rest) = line.split_once(' ')?;
        let (from, to) = range.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        rest.starts_with("rw").then_some((number(from)?, number(to)?))
    });
    ranges.collect()
}

#[test]
fn neither_plaintext_nor_payload_key_stays_in_memory() {
    // In a process of its own: other tests write into the same memory.
    if std::env::var_os("SANDYQ_ALONE").is_none() {
        let alone = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "wiped::neither_plaintext_nor_payload_key_stays_in_memory"])
            .env("SANDYQ_ALONE", "1")
            .output()
            .unwrap();
        assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stdout));
        return;
    }
    // Small, with threads, and with threads that still have something when all is dropped.
    for (size, read) in [(100, 100), (3_000_000, 3_000_000), (3_000_000, 1_500_000)] {
        let key = Identity::generate();
        let (word, payload_key, file) = sealed(&key, size);
        let mut opening = open(&key, file.as_slice()).unwrap();
        let mut back = Zeroizing::new(vec![0; read]);
        opening.read_exact(&mut back).unwrap();
        assert!(word.count() > 0 && payload_key.count() > 0, "the search finds nothing");
        drop(opening);
        drop(back);
        sweep_stack(64);
        assert_eq!(word.count(), 0, "plaintext of {size}");
        assert_eq!(payload_key.count(), 0, "key of {size}");
    }
}

/// Overwrites so many KiB of the stack below: without optimisation, handing a key over leaves copies there until other
/// calls come by. Only that is forgiven.
fn sweep_stack(kib: usize) {
    let block = std::hint::black_box([0_u8; 1024]);
    if kib > 0 {
        sweep_stack(kib - 1);
    }
    std::hint::black_box(block);
}

/// A word that the plaintext is made of, the key of its payload, and the sealed file.
fn sealed(key: &Identity, size: usize) -> (Masked, Masked, Vec<u8>) {
    // Any random bytes will do for a word.
    let (_, random) = joint::make_head(&[key.recipient().as_age()]).unwrap();
    let word = Masked::new(random.as_slice());
    let mut plain = Zeroizing::new(Vec::with_capacity(size));
    plain.extend(random.as_slice().iter().cycle().take(size));
    drop(random);
    let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
    sealing.write_all(&plain).unwrap();
    let payload_key = Masked::new(sealing.key());
    (word, payload_key, sealing.finish().unwrap())
}
