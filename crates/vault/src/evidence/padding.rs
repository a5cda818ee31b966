//! How long an evidence file is made, so that its size on the disk does not tell which photo it is.
//!
//! Sizes are rounded up to a Padmé length (Nikitin et al., *Reducing Metadata Leakage from Encrypted Files and
//! Communication with PURBs*, 2019, section 4): at most 12 % more, and only about log log n different sizes up to n.

const CHUNK: u64 = 64 * 1024;
const TAG: u64 = 16;

/// The smallest Padmé length that is at least `length`.
pub fn padme(length: u64) -> u64 {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1_u64 << (exponent - kept)) - 1;
    length.saturating_add(mask) & !mask
}

/// The size of an age file whose header and nonce take `head` bytes and whose content takes `content`.
pub fn sealed(head: u64, content: u64) -> u64 {
    head + content + TAG * content.div_ceil(CHUNK).max(1)
}

/// How many zeros follow `content` bytes so that the sealed file has a Padmé length.
pub fn zeros(head: u64, content: u64) -> u64 {
    let mut target = padme(sealed(head, content));
    loop {
        // Every further chunk costs a tag, so a few lengths cannot be reached exactly; then the next one is taken.
        let body = target - head;
        let chunks = body.div_ceil(CHUNK + TAG);
        let padded = body.saturating_sub(TAG * chunks);
        if padded >= content && sealed(head, padded) == target {
            return padded - content;
        }
        target = padme(target + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_paper() {
        for (length, padded) in [
            (0, 0),
            (1, 1),
            (2, 2),
            (9, 10),
            (17, 18),
            (33, 36),
            (1000, 1024),
            (65_537, 67_584),
        ] {
            assert_eq!(padme(length), padded, "{length}");
            assert_eq!(padme(padded), padded);
        }
    }

    #[test]
    fn every_sealed_size_is_a_padme_length_and_at_most_an_eighth_more() {
        for head in [184, 200, 257] {
            for content in (0..400)
                .chain(65_400..65_700)
                .chain(131_000..131_200)
                .chain([5_000_000, 1 << 33])
            {
                let size = sealed(head, content + zeros(head, content));
                assert_eq!(padme(size), size, "{head} {content}");
                assert!(
                    size <= sealed(head, content) + sealed(head, content) / 8 + 40,
                    "{head} {content}"
                );
            }
        }
    }
}
