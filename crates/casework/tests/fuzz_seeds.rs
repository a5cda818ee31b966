//! The short form of fuzzing: every seed, and seeded mutations of each, through the functions that `./test --long fuzz` gives to
//! the fuzzer. See docs/fuzzing.md.

#![expect(clippy::unwrap_used, reason = "a test may end here")]
#![allow(clippy::expect_used, reason = "the targets are shared with the fuzzer")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sandyq_bundle::Card;
use sandyq_domain::Timestamp;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key::KeyImage;
use sandyq_vault::secret::Secret;

#[path = "../../../tests/fuzz/src/targets.rs"]
mod targets;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 7] = [
    ("key_file", targets::key_file),
    ("age_file", targets::age_file),
    ("tar", targets::tar),
    ("manifest", targets::manifest),
    ("records", targets::records),
    ("card", targets::card),
    ("date", targets::date),
];

/// Of each seed.
const MUTATIONS: u32 = 1_000;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus")
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(corpus().join(target))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Xorshift: the same mutations in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    fn mutate(&mut self, input: &mut Vec<u8>, others: &[Vec<u8>]) {
        const TELLING: [u8; 12] = *b"\0\n\r \"\\{}[]0\xff";
        let at = self.below(input.len() + 1);
        match self.below(6) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = TELLING[self.below(TELLING.len())],
            2 => input.truncate(at),
            3 => input.insert(at, TELLING[self.below(TELLING.len())]),
            4 => {
                let end = (at + self.below(32)).min(input.len());
                let piece = input[at..end].to_vec();
                let to = self.below(input.len() + 1);
                input.splice(to..to, piece);
            }
            _ => {
                let other = &others[self.below(others.len())];
                let from = self.below(other.len() + 1);
                input.truncate(at);
                input.extend(&other[from..]);
            }
        }
    }
}

/// Writes the seeds that are made: those of `date` were typed.
fn freeze() {
    let write = |target: &str, name: &str, bytes: &[u8]| {
        fs::create_dir_all(corpus().join(target)).unwrap();
        fs::write(corpus().join(target).join(name), bytes).unwrap();
    };
    write("tar", "sound", &targets::first_tar());
    write("manifest", "sound", targets::first_manifest().as_bytes());
    write("records", "sound", &targets::sound_records());
    let identity = sandyq_agefile::Identity::from_secret(targets::IDENTITY).unwrap();
    for (name, size) in [("empty", 0), ("words", 5), ("two-chunks", 65_537)] {
        let mut sealing = sandyq_agefile::seal(&[identity.recipient()], Vec::new()).unwrap();
        sealing.write_all(&vec![b'w'; size]).unwrap();
        write("age_file", name, &sealing.finish().unwrap());
    }
    let secret = Secret::from_passphrase("seven invented words for a seed only").unwrap();
    let now = Timestamp::from_millis(1_790_000_000_000);
    let (image, _) = KeyImage::make(&[&secret], KdfCost::cheap_for_tests(), now)
        .ok()
        .unwrap();
    write("key_file", "one-slot", image.bytes());
    let card = Card {
        name: "Айгүл".to_owned(),
        recipient: identity.recipient(),
        verifying: sandyq_bundle::SigningKey::make().unwrap().public().unwrap(),
    };
    write("card", "sound", card.to_text().unwrap().as_bytes());
    write("card", "code", card.to_code().unwrap().as_bytes());
}

#[test]
fn no_seed_and_no_mutation_of_one_breaks_what_reads_it() {
    if std::env::var_os("SANDYQ_FREEZE").is_some() {
        freeze();
    }
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        let mut random = Random(0x5eed);
        for seed in &seeds {
            target(seed);
            for _ in 0..MUTATIONS {
                let mut input = seed.clone();
                for _ in 0..=random.below(4) {
                    random.mutate(&mut input, &seeds);
                }
                target(&input);
            }
        }
    }
}

#[test]
fn the_seeds_reach_the_end_of_what_they_are_for() {
    let opens = |tar: &[u8]| sandyq_bundle::read_tar(tar, &mut |_| std::ops::ControlFlow::Continue(())).is_ok();
    assert!(
        opens(&targets::first_tar()),
        "what is made around a mutated part is sound"
    );
    assert!(seeds("tar").iter().any(|tar| opens(tar)));
    assert!(seeds("manifest").contains(&targets::first_manifest().into_bytes()));
    assert!(seeds("records").contains(&targets::sound_records()));
}
