//! The one header this profile of ustar allows: name and size vary, nothing else does.
//!
//! Bytes as GNU tar writes them with the options named in `docs/formats/bundle.md`; POSIX.1-1988 ustar. The `tar` crate
//! closes the checksum field otherwise, and one encoding is what makes "exactly this" checkable.

use crate::limits::{FILE_LIMIT, NAME_LIMIT};
use crate::refusal::Refusal;

/// The size of a tar block, in bytes.
pub(crate) const BLOCK: usize = 512;
/// The same, for sums.
pub(crate) const BLOCK_LEN: u64 = 512;

/// Data and the zeros that complete its last block.
pub(crate) const fn blocks(size: u64) -> u64 {
    size.div_ceil(BLOCK_LEN) * BLOCK_LEN
}

/// One field of the header: offset, length, and what it must hold.
struct Fixed {
    at: usize,
    len: usize,
    holds: &'static [u8],
    refusal: Refusal,
}

const fn fixed(at: usize, len: usize, holds: &'static [u8], refusal: Refusal) -> Fixed {
    Fixed {
        at,
        len,
        holds,
        refusal,
    }
}

/// Every field but name, size and checksum; what `holds` does not fill is zero.
const FIELDS: [Fixed; 12] = [
    fixed(100, 8, b"0000644\0", Refusal::HeaderMode),
    fixed(108, 8, b"0000000\0", Refusal::HeaderOwner),
    fixed(116, 8, b"0000000\0", Refusal::HeaderOwner),
    fixed(136, 12, b"00000000000\0", Refusal::HeaderTime),
    fixed(156, 1, b"0", Refusal::HeaderType),
    fixed(157, 100, b"", Refusal::HeaderLink),
    fixed(257, 8, b"ustar\x0000", Refusal::HeaderMagic),
    fixed(265, 64, b"", Refusal::HeaderOwner),
    fixed(329, 8, b"0000000\0", Refusal::HeaderDevice),
    fixed(337, 8, b"0000000\0", Refusal::HeaderDevice),
    fixed(345, 155, b"", Refusal::HeaderPrefix),
    fixed(500, 12, b"", Refusal::HeaderRest),
];

/// Builds the header of a member. `name` is at most 99 bytes and `size` below 8 GiB: the caller has checked both.
pub(crate) fn write(name: &str, size: u64) -> [u8; BLOCK] {
    debug_assert!(name.len() <= NAME_LIMIT && size <= FILE_LIMIT);
    let mut block = [0; BLOCK];
    block[..name.len()].copy_from_slice(name.as_bytes());
    for field in &FIELDS {
        block[field.at..field.at + field.holds.len()].copy_from_slice(field.holds);
    }
    block[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    let sum = format!("{:06o}\0 ", checksum(&block));
    block[148..156].copy_from_slice(sum.as_bytes());
    block
}

/// Reads name and size from a header that is exactly what [`write`] would make of them.
pub(crate) fn read(block: &[u8; BLOCK]) -> Result<(String, u64), Refusal> {
    if block[148..156] != *format!("{:06o}\0 ", checksum(block)).as_bytes() {
        return Err(Refusal::HeaderChecksum);
    }
    for field in &FIELDS {
        let (holds, rest) = block[field.at..field.at + field.len].split_at(field.holds.len());
        if holds != field.holds || rest.iter().any(|byte| *byte != 0) {
            return Err(field.refusal);
        }
    }
    let end = block[..100]
        .iter()
        .position(|byte| *byte == 0)
        .ok_or(Refusal::HeaderName)?;
    let sound = block[..end].iter().all(u8::is_ascii_graphic) && block[end..100].iter().all(|byte| *byte == 0);
    let name = std::str::from_utf8(&block[..end])
        .ok()
        .filter(|name| sound && !name.is_empty())
        .ok_or(Refusal::HeaderName)?;
    Ok((name.to_owned(), octal(&block[124..136])?))
}

fn octal(field: &[u8]) -> Result<u64, Refusal> {
    let (digits, end) = field.split_at(11);
    if end != b"\0" || !digits.iter().all(|digit| (b'0'..=b'7').contains(digit)) {
        return Err(Refusal::HeaderSize);
    }
    Ok(digits.iter().fold(0, |size, digit| size * 8 + u64::from(digit - b'0')))
}

/// The sum of all bytes, the checksum field counted as spaces.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let field: u32 = block[148..156].iter().map(|byte| u32::from(*byte)).sum();
    block.iter().map(|byte| u32::from(*byte)).sum::<u32>() - field + 8 * u32::from(b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back_as_name_and_size() {
        let long = format!("files/{}", "a".repeat(93));
        for (name, size) in [("padding", 0), ("case/0001.json", 5), (long.as_str(), FILE_LIMIT)] {
            assert_eq!(read(&write(name, size)), Ok((name.to_owned(), size)));
        }
    }

    #[test]
    fn every_flipped_bit_of_a_header_is_noticed() {
        let sound = write("case/0001.json", 5);
        assert_eq!(
            &sound[148..156],
            b"011366\0 ",
            "the checksum that GNU tar writes for this header"
        );
        for bit in 0..BLOCK * 8 {
            let mut block = sound;
            block[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&block).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn no_other_header_is_accepted_even_with_a_good_checksum() {
        let sound = write("case/0001.json", 5);
        for at in (0..BLOCK).filter(|at| !(148..156).contains(at)) {
            for to in [0, b' ', b'0', b'1', b'7', b'9', b'/', 0xff] {
                let mut block = sound;
                block[at] = to;
                let sum = format!("{:06o}\0 ", checksum(&block));
                block[148..156].copy_from_slice(sum.as_bytes());
                if let Ok((name, size)) = read(&block) {
                    assert_eq!(write(&name, size), block, "byte {at}");
                }
            }
        }
    }
}
