//! Every bit of the file is tried here against the bytes alone; what happens on a disk is in `tests/folder.rs`.

use super::*;
use crate::kdf::KdfCost;
use crate::recovery::RecoveryCode;
use crate::secret::Secret;
use sandyq_domain::Timestamp;
use sha2::{Digest, Sha256};

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}
const SLOTS_END: usize = 128 + 2 * 128;

struct Made {
    image: KeyImage,
    master: Vec<u8>,
    passphrase: Secret,
    code: Secret,
}

fn made() -> Made {
    let passphrase = Secret::from_passphrase("семь слов которых никто не знает").unwrap();
    let code = Secret::Recovery(RecoveryCode::make().unwrap());
    let (image, master) = KeyImage::make(&[&passphrase, &code], KdfCost::cheap_for_tests(), now()).unwrap();
    Made {
        image,
        master: master.bytes().to_vec(),
        passphrase,
        code,
    }
}

fn flipped(image: &KeyImage, bit: usize) -> Vec<u8> {
    let mut bytes = image.bytes().to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

fn open(bytes: &[u8], secret: &Secret) -> Result<Opened, KeyError> {
    KeyImage::from_bytes(bytes)?.open(secret)
}

/// Gives a changed header a checksum that fits, as an attacker would.
fn forged(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = Sha256::digest(&bytes[..112]);
    bytes[112..128].copy_from_slice(&sum[..16]);
    bytes
}

#[test]
fn both_secrets_open_the_same_master_key() {
    let made = made();
    for (slot, secret) in [&made.passphrase, &made.code].into_iter().enumerate() {
        let opened = made.image.open(secret).map_err(|_| ()).unwrap();
        assert!(opened.master.bytes() == made.master);
        assert!(!opened.damaged);
        assert_eq!(opened.slot, slot);
        assert_eq!(opened.directory.kind(0), SlotKind::Passphrase);
        assert_eq!(opened.directory.kind(1), SlotKind::Recovery);
        assert_eq!(opened.directory.first_free(), Some(2));
        assert_eq!(opened.directory.written(1), now());
    }
}

#[test]
fn a_wrong_secret_is_refused_as_wrong() {
    let made = made();
    for wrong in [
        Secret::from_passphrase("семь слов которых никто не знал").unwrap(),
        Secret::Recovery(RecoveryCode::make().unwrap()),
    ] {
        assert!(matches!(made.image.open(&wrong), Err(KeyError::WrongSecret)));
    }
}

#[test]
fn a_passphrase_opens_however_its_letters_were_composed() {
    let composed = Secret::from_passphrase("мой ёж ұлы").unwrap();
    let decomposed = Secret::from_passphrase("мои\u{306} е\u{308}ж ұлы").unwrap();
    let (image, _) = KeyImage::make(&[&composed], KdfCost::cheap_for_tests(), now())
        .map_err(|_| ())
        .unwrap();
    assert!(image.open(&decomposed).is_ok());
}

#[test]
fn every_flipped_bit_of_the_header_refuses_before_the_key_derivation() {
    let made = made();
    for bit in 0..128 * 8 {
        let refused = KeyImage::from_bytes(&flipped(&made.image, bit)).err();
        let expected = if bit < 64 {
            matches!(refused, Some(KeyError::NotAKeyFile))
        } else {
            matches!(refused, Some(KeyError::Damaged))
        };
        assert!(expected, "bit {bit}");
    }
}

#[test]
fn every_flipped_bit_of_the_header_refuses_even_with_a_forged_checksum() {
    let made = made();
    for bit in (0..112 * 8).filter(|bit| {
        // Memory costs of 128 MiB and more take the same path, only longer; the forged cost has a test of its own.
        !(12 * 8 + 17..15 * 8).contains(bit)
    }) {
        let forged = forged(flipped(&made.image, bit));
        assert!(open(&forged, &made.passphrase).is_err(), "bit {bit}");
        assert!(open(&forged, &made.code).is_err(), "bit {bit}");
    }
}

#[test]
fn every_flipped_bit_of_a_used_slot_refuses_its_secret_and_warns_the_other() {
    let made = made();
    for bit in 128 * 8..SLOTS_END * 8 {
        let bytes = flipped(&made.image, bit);
        let (hit, other) = if bit < 256 * 8 {
            (&made.passphrase, &made.code)
        } else {
            (&made.code, &made.passphrase)
        };
        assert!(matches!(open(&bytes, hit), Err(KeyError::WrongSecret)), "bit {bit}");
        let opened = open(&bytes, other).map_err(|_| bit).unwrap();
        assert!(opened.damaged && opened.master.bytes() == made.master, "bit {bit}");
    }
}

/// What one flipped bit does to both right secrets and to a wrong one.
fn try_bit(made: &Made, wrong: &Secret, bit: usize, only: Option<usize>) {
    let bytes = flipped(&made.image, bit);
    let image = match KeyImage::from_bytes(&bytes) {
        Ok(image) => image,
        Err(KeyError::NotAKeyFile | KeyError::Damaged) if bit < 128 * 8 => return,
        Err(error) => panic!("bit {bit}: {error}"),
    };
    assert!(bit >= 128 * 8, "bit {bit} of the header passed");
    if only.is_none_or(|only| only == 2) {
        assert!(matches!(image.open(wrong), Err(KeyError::WrongSecret)), "bit {bit}");
    }
    let right = [(0, &made.passphrase), (1, &made.code)];
    for (slot, secret) in right
        .into_iter()
        .filter(|(slot, _)| only.is_none_or(|only| only == *slot))
    {
        let is_hit = (128 + slot * 128..256 + slot * 128).contains(&(bit / 8));
        match image.open(secret) {
            Err(KeyError::WrongSecret) if is_hit => {}
            Ok(opened) if !is_hit => {
                assert!(
                    opened.damaged && opened.slot == slot && opened.master.bytes() == made.master,
                    "bit {bit}"
                );
            }
            Ok(_) => panic!("bit {bit} of the slot's own bytes opened"),
            Err(error) => panic!("bit {bit}: {error}"),
        }
    }
}

/// Tries bits on every core, and says how long that took. In the short form each bit meets one of the three secrets.
fn try_bits(bits: &[usize], is_short: bool) {
    let (made, start) = (made(), std::time::Instant::now());
    let wrong = Secret::from_passphrase("семь слов которых никто не знал").unwrap();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|threads| {
        for part in bits.chunks(bits.len().div_ceil(cores)) {
            let (made, wrong) = (&made, &wrong);
            threads.spawn(move || {
                for bit in part {
                    try_bit(made, wrong, *bit, is_short.then_some(bit % 3));
                }
            });
        }
    });
    println!(
        "{} bits in {:.1} s on {cores} cores",
        bits.len(),
        start.elapsed().as_secs_f64()
    );
}

#[test]
#[ignore = "a long campaign: ./test --long every_bit_of_the_key_file"]
fn long_every_bit_of_the_key_file() {
    try_bits(&(0..KEY_FILE_LEN * 8).collect::<Vec<_>>(), false);
}

#[test]
fn a_flipped_bit_opens_to_no_wrong_secret_and_elsewhere_than_in_the_header_warns() {
    // Header, slots, slot list and MAC to the last bit; between them every 61st: it is odd, so all eight bits have their turn.
    let filler = 1704 * 8..(KEY_FILE_LEN - 32) * 8;
    let bits = (0..KEY_FILE_LEN * 8).filter(|bit| !filler.contains(bit) || (bit - filler.start).is_multiple_of(61));
    try_bits(&bits.collect::<Vec<_>>(), true);
}

#[test]
fn a_damaged_slot_list_leaves_no_slot_free_to_be_overwritten() {
    let made = made();
    let opened = open(&flipped(&made.image, 1200 * 8), &made.code)
        .map_err(|_| ())
        .unwrap();
    assert!(opened.damaged);
    assert_eq!(opened.directory.first_free(), None);
}

#[test]
fn a_newer_version_says_so_whatever_follows() {
    let made = made();
    for version in [2_u16, 3, u16::MAX] {
        let mut bytes = made.image.bytes().to_vec();
        bytes[8..10].copy_from_slice(&version.to_le_bytes());
        bytes[10] = 9;
        bytes.truncate(5000);
        assert!(matches!(
            KeyImage::from_bytes(&forged(bytes)),
            Err(KeyError::NewerVersion)
        ));
    }
}

#[test]
fn a_header_that_asks_for_too_much_is_refused_before_anything_is_allocated() {
    let made = made();
    for (at, cost) in [
        (12, u32::MAX),
        (12, 1024 * 1024 + 1),
        (16, 21),
        (16, u32::MAX),
        (20, 9),
        (20, 0),
        (16, 0),
        (12, 0),
    ] {
        let mut bytes = made.image.bytes().to_vec();
        bytes[at..at + 4].copy_from_slice(&cost.to_le_bytes());
        assert!(matches!(
            KeyImage::from_bytes(&forged(bytes)),
            Err(KeyError::CostRefused)
        ));
    }
}

#[test]
fn a_file_of_any_other_length_is_refused() {
    let made = made();
    for len in (0..KEY_FILE_LEN).step_by(7) {
        assert!(KeyImage::from_bytes(&made.image.bytes()[..len]).is_err(), "{len} bytes");
    }
    let longer = [&made.image.bytes()[..], &[0]].concat();
    assert!(matches!(KeyImage::from_bytes(&longer), Err(KeyError::Damaged)));
}

#[test]
fn a_slot_does_not_open_in_another_place_or_another_file() {
    let made = made();
    let mut moved = made.image.bytes().to_vec();
    moved.copy_within(128..256, 128 + 4 * 128);
    moved[128..256].fill(7);
    assert!(matches!(open(&moved, &made.passphrase), Err(KeyError::WrongSecret)));
    let (other, _) = KeyImage::make(&[&made.passphrase], KdfCost::cheap_for_tests(), now())
        .map_err(|_| ())
        .unwrap();
    let mut mixed = other.bytes().to_vec();
    mixed[128..256].copy_from_slice(&made.image.bytes()[128..256]);
    assert!(matches!(open(&mixed, &made.passphrase), Err(KeyError::WrongSecret)));
}

#[test]
fn a_changed_secret_replaces_only_its_own_slot() {
    let made = made();
    let mut opened = made.image.open(&made.passphrase).map_err(|_| ()).unwrap();
    let next = Secret::from_passphrase("другие слова").unwrap();
    let changed = made
        .image
        .with_secret(0, &next, None, &mut opened, now())
        .map_err(|_| ())
        .unwrap();
    assert!(matches!(changed.open(&made.passphrase), Err(KeyError::WrongSecret)));
    for secret in [&next, &made.code] {
        let opened = changed.open(secret).map_err(|_| ()).unwrap();
        assert!(opened.master.bytes() == made.master && !opened.damaged);
    }
    assert!(
        changed.bytes()[256..384] == made.image.bytes()[256..384],
        "the other slot keeps its bytes"
    );
    assert!(
        changed.bytes()[..128] == made.image.bytes()[..128],
        "the header keeps its bytes"
    );
}

#[test]
fn eight_secrets_fit_and_a_ninth_is_refused() {
    let secrets: Vec<Secret> = (0..9)
        .map(|number| Secret::from_passphrase(&format!("слово {number}")).unwrap())
        .collect();
    let all: Vec<&Secret> = secrets.iter().collect();
    let cost = KdfCost::cheap_for_tests();
    assert!(matches!(KeyImage::make(&all, cost, now()), Err(KeyError::NoFreeSlot)));
    let (image, _) = KeyImage::make(&all[..8], cost, now()).map_err(|_| ()).unwrap();
    for (slot, secret) in all[..8].iter().enumerate() {
        assert_eq!(image.open(secret).map_err(|_| ()).unwrap().slot, slot);
    }
}

#[test]
fn free_slots_filler_and_used_slots_look_alike() {
    let made = made();
    // Bytes equal to their neighbour: about one in 256 in noise, all of them in zeros or a constant.
    for (number, part) in made.image.bytes()[128..].chunks(1024).enumerate() {
        let pairs = part.windows(2).filter(|pair| pair[0] == pair[1]).count();
        assert!(pairs < 30, "part {number} has {pairs} equal neighbours");
    }
}
