//! Numbers for a partner on their way: a table and its signature as the members of a tar that is sealed as any age file. `age -d`,
//! `tar -x` and `minisign -V` open it without this program; `docs/formats/numbers.md` specifies it.
//!
//! A table holds no case, so it needs no manifest. What is kept of a bundle's rigour: there is exactly one tar for a table and its
//! signature, and whatever is another one is none.

use crate::header::{self, BLOCK, BLOCK_LEN, blocks};
use crate::limits::SIGNATURE_LIMIT;
use crate::name::PADDING;
use crate::padme::padme;
use crate::seal::END_LEN;

/// Longest table, in bytes.
pub const NUMBERS_LIMIT: u64 = 16 << 20;
/// Longest tar that is read, in bytes: the longest table and signature with their headers, padded.
pub const NUMBERS_TAR_LIMIT: u64 = padme(NUMBERS_LIMIT + SIGNATURE_LIMIT + 8 * BLOCK_LEN);

const TABLE: &str = "numbers.json";
const SIGNATURE: &str = "numbers.json.minisig";

/// The tar of a table and its signature; none of one that is longer than any reader takes.
#[must_use]
pub fn write_numbers(table: &[u8], signature: &[u8]) -> Option<Vec<u8>> {
    if table.len() as u64 > NUMBERS_LIMIT || signature.len() as u64 > SIGNATURE_LIMIT {
        return None;
    }
    let mut tar = Vec::new();
    for (name, bytes) in [(TABLE, table), (SIGNATURE, signature)] {
        tar.extend_from_slice(&header::write(name, bytes.len() as u64));
        tar.extend_from_slice(bytes);
        tar.resize(tar.len().next_multiple_of(BLOCK), 0);
    }
    let bare = tar.len() as u64 + BLOCK_LEN + END_LEN;
    let whole = padme(bare);
    tar.extend_from_slice(&header::write(PADDING, whole - bare));
    tar.resize(usize::try_from(whole).ok()?, 0);
    Some(tar)
}

/// The table and its signature in a tar; none in one that [`write_numbers`] would not have written.
#[must_use]
pub fn read_numbers(tar: &[u8]) -> Option<(&[u8], &[u8])> {
    let (table, rest) = member(tar, TABLE)?;
    let (signature, _) = member(rest, SIGNATURE)?;
    (write_numbers(table, signature)? == tar).then_some((table, signature))
}

/// The bytes of the first member, which must have that name, and what follows it.
fn member<'t>(tar: &'t [u8], name: &str) -> Option<(&'t [u8], &'t [u8])> {
    let (head, rest) = tar.split_first_chunk::<BLOCK>()?;
    let (found, size) = header::read(head).ok()?;
    let (bytes, rest) = rest.split_at_checked(usize::try_from(blocks(size)).ok()?)?;
    (found == name).then_some((bytes.get(..usize::try_from(size).ok()?)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_with_its_signature() {
        for size in [0, 1, 511, 512, 513, 70_000] {
            let table = vec![b'7'; size];
            let tar = write_numbers(&table, b"signed").unwrap();
            assert_eq!(read_numbers(&tar), Some((table.as_slice(), &b"signed"[..])));
            assert_eq!(tar.len() as u64, padme(tar.len() as u64));
        }
    }

    #[test]
    fn what_is_not_exactly_such_a_tar_is_none() {
        let tar = write_numbers(b"{\"n\":19}", b"signed").unwrap();
        for bit in 0..tar.len() * 8 {
            let mut altered = tar.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            let is_shaped =
                read_numbers(&altered).is_some_and(|(table, signature)| table.len() == 8 && signature.len() == 6);
            let is_inside = (512..520).contains(&(bit / 8)) || (1536..1542).contains(&(bit / 8));
            assert_eq!(is_shaped, is_inside, "bit {bit}");
        }
        for len in 0..tar.len() {
            assert!(read_numbers(&tar[..len]).is_none(), "{len} bytes");
        }
        let longer = [tar.as_slice(), &[0; 512]].concat();
        assert!(read_numbers(&longer).is_none());
    }

    #[test]
    fn what_is_too_long_is_not_written_and_a_size_that_lies_is_not_read() {
        let long = vec![0; usize::try_from(NUMBERS_LIMIT).unwrap() + 1];
        assert!(write_numbers(&long, b"").is_none());
        let longest = write_numbers(&long[1..], b"").unwrap();
        assert!(longest.len() as u64 <= NUMBERS_TAR_LIMIT);
        let mut lying = header::write(TABLE, crate::limits::FILE_LIMIT).to_vec();
        lying.resize(4096, 0);
        assert!(read_numbers(&lying).is_none());
    }
}
