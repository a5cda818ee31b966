//! Argon2id: how dear one guess of a passphrase is, and the one run an attempt costs.
//!
//! The header that names the cost can be written by an attacker: a cost is checked before a single byte is allocated.

use crate::locked::{Locked, unshared_pages};
use crate::raw::as_blocks;
use crate::secret::Secret;
use argon2::{Algorithm, Argon2, Params, Version};
use std::io;
use std::time::{Duration, Instant};
use zeroize::Zeroize;

/// Below this a guess is too cheap.
const FLOOR: KdfCost = KdfCost {
    memory_kib: 64 * 1024,
    passes: 3,
    lanes: 1,
};
/// Above this a forged header could stop the machine.
const CEILING: KdfCost = KdfCost {
    memory_kib: 1024 * 1024,
    passes: 20,
    lanes: 8,
};
/// Where calibration begins.
const START_KIB: u32 = 256 * 1024;
/// How long one unlock should take on the machine that makes the vault.
const TARGET: Duration = Duration::from_millis(1500);

/// The bytes one run yields.
pub(crate) const ROOT_LEN: usize = 32;
/// The bytes of the salt.
pub(crate) const SALT_LEN: usize = 32;

/// Argon2id parameters within floor and ceiling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// The cost lies below the floor (64 MiB, 3 passes) or above the ceiling (1 GiB, 20 passes, 8 lanes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key derivation cost is outside the accepted range")]
pub struct CostRefused;

impl KdfCost {
    /// Checks a cost that came from outside.
    ///
    /// # Security
    /// Never allocates; every later allocation is bounded by what passes here.
    ///
    /// # Errors
    /// Outside floor and ceiling.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostRefused> {
        let cost = Self {
            memory_kib,
            passes,
            lanes,
        };
        let (least_memory, least_passes) = if cheap_allowed() {
            (lanes.saturating_mul(8).max(8), 1)
        } else {
            (FLOOR.memory_kib, FLOOR.passes)
        };
        let within = (least_memory..=CEILING.memory_kib).contains(&memory_kib)
            && (least_passes..=CEILING.passes).contains(&passes)
            && (1..=CEILING.lanes).contains(&lanes);
        if within { Ok(cost) } else { Err(CostRefused) }
    }

    /// The least that is accepted: 64 MiB, 3 passes.
    #[must_use]
    pub const fn floor() -> Self {
        FLOOR
    }

    /// The cost that makes one unlock take about 1.5 s here: from 256 MiB and 3 passes upwards; on a machine that needs more
    /// than twice that long, or has not the memory, downwards, never below the floor.
    ///
    /// One lane: the run is single-threaded, and more lanes would help only whoever guesses on parallel hardware.
    #[must_use]
    pub fn calibrated() -> Self {
        let mut cost = Self {
            memory_kib: START_KIB,
            ..FLOOR
        };
        loop {
            match measure(cost) {
                Some(took) if took <= 2 * TARGET => return cost.raised(took),
                _ if cost.memory_kib <= FLOOR.memory_kib => return FLOOR,
                _ => cost.memory_kib /= 2,
            }
        }
    }

    /// Spends the time that is left on memory once (memory is what guessing hardware lacks), then on passes.
    fn raised(mut self, took: Duration) -> Self {
        let mut spare = TARGET.as_secs_f64() / took.as_secs_f64().max(0.001);
        if self.memory_kib == START_KIB && spare >= 2.0 {
            self.memory_kib *= 2;
            spare /= 2.0;
        }
        while self.passes < CEILING.passes && f64::from(self.passes + 1) <= f64::from(FLOOR.passes) * spare {
            self.passes += 1;
        }
        self
    }

    /// Memory in KiB.
    #[must_use]
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    #[must_use]
    pub const fn lanes(self) -> u32 {
        self.lanes
    }

    /// 64 KiB and one pass, for tests that unlock thousands of times. **From this call on the whole process accepts cheap
    /// headers**, which is why it exists only with the feature `test-kdf`, and why a program, which never calls it, would
    /// refuse them even if it were built with that feature.
    #[cfg(feature = "test-kdf")]
    #[must_use]
    pub fn cheap_for_tests() -> Self {
        CHEAP.store(true, std::sync::atomic::Ordering::SeqCst);
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }
}

#[cfg(feature = "test-kdf")]
static CHEAP: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[cfg(feature = "test-kdf")]
fn cheap_allowed() -> bool {
    CHEAP.load(std::sync::atomic::Ordering::SeqCst)
}

#[cfg(not(feature = "test-kdf"))]
const fn cheap_allowed() -> bool {
    false
}

fn measure(cost: KdfCost) -> Option<Duration> {
    let start = Instant::now();
    derive_root_from(b"calibration", &[0; SALT_LEN], cost).ok()?;
    Some(start.elapsed())
}

/// The one run of an attempt.
pub(crate) fn derive_root(secret: &Secret, salt: &[u8; SALT_LEN], cost: KdfCost) -> io::Result<Locked> {
    derive_root_from(&secret.material()?, salt, cost)
}

/// How many runs this thread has made: equal time is shown by equal work.
#[cfg(feature = "test-kdf")]
#[must_use]
pub fn runs() -> u64 {
    RUNS.get()
}

#[cfg(feature = "test-kdf")]
thread_local! {
    static RUNS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

fn derive_root_from(material: &[u8], salt: &[u8; SALT_LEN], cost: KdfCost) -> io::Result<Locked> {
    #[cfg(feature = "test-kdf")]
    RUNS.set(RUNS.get() + 1);
    let mut root = Locked::zeroed(ROOT_LEN)?;
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(ROOT_LEN)).map_err(refused)?;
    // Pages of its own: wiped and returned to the system the moment the run ends, whatever the allocator does.
    let mut memory = unshared_pages(params.block_count() * argon2::Block::SIZE)?;
    let run = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        material,
        salt,
        &mut root,
        as_blocks(&mut memory),
    );
    memory.zeroize();
    run.map_err(refused)?;
    Ok(root)
}

fn refused(_: argon2::Error) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidInput,
        "the key derivation does not accept these parameters",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_beyond_floor_and_ceiling_are_refused() {
        assert!(KdfCost::new(1024 * 1024 + 1, 3, 1).is_err());
        assert!(KdfCost::new(u32::MAX, 3, 1).is_err());
        assert!(KdfCost::new(64 * 1024, 21, 1).is_err());
        assert!(KdfCost::new(64 * 1024, 0, 1).is_err());
        assert!(KdfCost::new(64 * 1024, 3, 0).is_err());
        assert!(KdfCost::new(64 * 1024, 3, 9).is_err());
        assert!(KdfCost::new(64 * 1024, 3, 8).is_ok());
    }

    #[test]
    fn a_fast_machine_pays_more_and_a_slow_one_not_less_than_the_start() {
        let start = KdfCost {
            memory_kib: START_KIB,
            ..FLOOR
        };
        assert_eq!(start.raised(Duration::from_millis(1500)), start);
        assert_eq!(start.raised(Duration::from_millis(2900)), start);
        let fast = start.raised(Duration::from_millis(300));
        assert_eq!((fast.memory_kib, fast.passes), (2 * START_KIB, 7));
        assert_eq!(start.raised(Duration::ZERO).passes, CEILING.passes);
    }

    #[test]
    fn the_run_agrees_with_the_plain_argon2_call() {
        let cost = KdfCost {
            memory_kib: 256,
            passes: 2,
            lanes: 2,
        };
        let ours = derive_root_from(b"password", &[7; SALT_LEN], cost).unwrap();
        let mut theirs = [0; ROOT_LEN];
        Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(256, 2, 2, Some(32)).unwrap(),
        )
        .hash_password_into(b"password", &[7; SALT_LEN], &mut theirs)
        .unwrap();
        assert_eq!(&ours[..], theirs);
    }
}
