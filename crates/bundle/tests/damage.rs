//! No bit of a bundle can change and no byte go missing, at either layer: the sealed file and the tar inside.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod common;

use common::{decrypted, go_on, plan, sealed};
use sandyq_agefile::Identity;
use sandyq_bundle::{SigningKey, read_tar};

/// Prime, so that over the bytes every bit of a byte has its turn.
const STRIDE: usize = 37;

struct Bundle {
    you: Identity,
    file: Vec<u8>,
    tar: Vec<u8>,
}

fn bundle() -> Bundle {
    let (key, me, you) = (SigningKey::make().unwrap(), Identity::generate(), Identity::generate());
    let mut plan = plan(&me.recipient(), &you.recipient());
    plan.files.swap_remove(1);
    let (file, _) = sealed(plan, &key);
    let tar = decrypted(&you, &file);
    Bundle { you, file, tar }
}

fn opens(tar: &[u8]) -> bool {
    read_tar(tar, &mut go_on()).is_ok()
}

fn file_opens(you: &Identity, file: &[u8]) -> bool {
    sandyq_agefile::open(you, file).is_ok_and(|tar| read_tar(tar, &mut go_on()).is_ok())
}

fn flipped(bytes: &[u8], stride: usize) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..bytes.len() * 8).step_by(stride).map(|bit| {
        let mut altered = bytes.to_vec();
        altered[bit / 8] ^= 1 << (bit % 8);
        (bit, altered)
    })
}

#[test]
fn the_untouched_bundle_opens() {
    let bundle = bundle();
    assert!(opens(&bundle.tar) && file_opens(&bundle.you, &bundle.file));
}

#[test]
fn a_flipped_bit_of_the_sealed_file_is_refused() {
    let Bundle { you, file, tar: _ } = bundle();
    for (bit, altered) in flipped(&file, STRIDE) {
        assert!(!file_opens(&you, &altered), "bit {bit}");
    }
}

#[test]
fn a_flipped_bit_of_the_tar_is_refused() {
    for (bit, altered) in flipped(&bundle().tar, STRIDE) {
        assert!(!opens(&altered), "bit {bit}");
    }
}

#[test]
fn a_truncated_file_or_tar_is_refused() {
    let Bundle { you, file, tar } = bundle();
    for len in (0..file.len()).step_by(STRIDE).chain([file.len() - 1]) {
        assert!(!file_opens(&you, &file[..len]), "{len} bytes of the file");
    }
    for len in (0..tar.len()).step_by(STRIDE).chain([tar.len() - 1]) {
        assert!(!opens(&tar[..len]), "{len} bytes of the tar");
    }
}

#[test]
#[ignore = "every bit and every length: some minutes"]
fn long_every_flipped_bit_and_every_truncation_of_the_tar_is_refused() {
    let tar = bundle().tar;
    for (bit, altered) in flipped(&tar, 1) {
        assert!(!opens(&altered), "bit {bit}");
    }
    for len in 0..tar.len() {
        assert!(!opens(&tar[..len]), "{len} bytes");
    }
}

#[test]
#[ignore = "every bit and every length: some minutes"]
fn long_every_flipped_bit_and_every_truncation_of_the_sealed_file_is_refused() {
    let Bundle { you, file, tar: _ } = bundle();
    for (bit, altered) in flipped(&file, 1) {
        assert!(!file_opens(&you, &altered), "bit {bit}");
    }
    for len in 0..file.len() {
        assert!(!file_opens(&you, &file[..len]), "{len} bytes");
    }
}
