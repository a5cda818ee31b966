//! A program never accepts a cheap key file. Apart from the other tests: they switch the cheap cost on for their process.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use sandyq_domain::Timestamp;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::key::{KeyError, KeyImage};
use sandyq_vault::secret::Secret;
use sha2::{Digest, Sha256};

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

#[test]
fn without_the_test_constructor_the_floor_holds() {
    assert!(KdfCost::new(64 * 1024, 3, 1).is_ok_and(|cost| cost == KdfCost::floor()));
    assert!(KdfCost::new(64 * 1024 - 1, 3, 1).is_err());
    assert!(KdfCost::new(64 * 1024, 2, 1).is_err());
    assert!(KdfCost::new(64, 1, 1).is_err());
}

#[test]
fn a_cheap_header_is_refused_before_the_key_derivation() {
    let secret = Secret::from_passphrase("слова").unwrap();
    let Ok((image, _)) = KeyImage::make(&[&secret], KdfCost::floor(), now()) else {
        panic!("a vault at the floor")
    };
    let mut bytes = image.bytes().to_vec();
    bytes[12..16].copy_from_slice(&64_u32.to_le_bytes());
    bytes[16..20].copy_from_slice(&1_u32.to_le_bytes());
    let sum = Sha256::digest(&bytes[..112]);
    bytes[112..128].copy_from_slice(&sum[..16]);
    assert!(matches!(KeyImage::from_bytes(&bytes), Err(KeyError::CostRefused)));
}

/// Resident memory of this process in KiB.
#[cfg(target_os = "linux")]
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn the_memory_of_the_key_derivation_is_given_back_at_once() {
    let secret = Secret::from_passphrase("слова").unwrap();
    let cost = KdfCost::new(256 * 1024, 3, 1).unwrap();
    let Ok((image, _)) = KeyImage::make(&[&secret], cost, now()) else {
        panic!("a vault of 256 MiB")
    };
    assert!(image.open(&secret).is_ok());
    // The other tests of this file run beside this one and may hold their 64 MiB.
    let resident = resident_kib();
    assert!(resident < 128 * 1024, "{resident} KiB are still resident");
}

#[test]
fn calibration_stays_between_floor_and_ceiling() {
    let cost = KdfCost::calibrated();
    assert!(KdfCost::new(cost.memory_kib(), cost.passes(), cost.lanes()).is_ok());
    println!(
        "calibrated here: {} MiB, {} passes, {} lane",
        cost.memory_kib() / 1024,
        cost.passes(),
        cost.lanes()
    );
}
