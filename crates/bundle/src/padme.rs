//! Padmé: lengths that tell little, at a cost of at most 12 % (<https://lbarman.ch/blog/padme/>).

/// The next Padmé length: of a number with exponent E, only the first ⌊log2 E⌋ + 1 bits after the top one may be set.
///
/// A multiple of 512 stays one. Bounded by [`crate::TAR_LIMIT`], where it cannot overflow.
#[must_use]
pub const fn padme(len: u64) -> u64 {
    if len < 2 {
        return len;
    }
    let exponent = len.ilog2();
    let kept = if exponent == 0 { 0 } else { exponent.ilog2() + 1 };
    let mask = (1_u64 << exponent.saturating_sub(kept)) - 1;
    len.saturating_add(mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{FILE_LIMIT, TAR_LIMIT};

    #[test]
    fn lengths_match_the_published_rule() {
        for (len, padded) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (9, 10),
            (100, 104),
            (1000, 1024),
            (20_000, 20_480),
            (1 << 20, 1 << 20),
        ] {
            assert_eq!(padme(len), padded, "{len}");
        }
    }

    #[test]
    fn blocks_stay_blocks_and_the_cost_is_small() {
        let mut len = 512_u64;
        while len <= TAR_LIMIT {
            for near in [len, len + 512, len * 3 / 2 / 512 * 512] {
                let padded = padme(near);
                assert!(
                    padded >= near && padded.is_multiple_of(512) && padme(padded) == padded,
                    "{near}"
                );
                assert!(padded - near <= near / 8, "{near}");
                assert!(padded - near <= FILE_LIMIT, "{near}");
            }
            len *= 2;
        }
    }
}
