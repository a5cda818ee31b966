//! Evidence as it leaves: bit for bit, or, where names stay, a picture encoded anew without a byte of what its camera wrote.
//!
//! A picture encoded anew has to be whole before the first byte is sealed, for the manifest names its size and sum. Of many
//! pictures only [`Room::LIMIT`] bytes wait in memory; the others are let go and encoded once more when their turn comes.
//! Nothing of them is ever written but into the sealed file.

use crate::evidence::picture;
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::evidence;
use sandyq_vault::evidence_files::FileRow;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, Cursor, Read};

/// One file of a bundle.
pub(super) struct Evidence {
    pub(super) item: RecordId,
    /// The ending of its name, from its sniffed type; never from the name it came with.
    pub(super) extension: String,
    pub(super) row: FileRow,
    /// What leaves in its place.
    pub(super) derivative: Option<Derivative>,
}

impl Evidence {
    pub(super) fn size(&self) -> u64 {
        self.derivative.as_ref().map_or(self.row.size, |copy| copy.size)
    }

    pub(super) fn sha256(&self) -> [u8; 32] {
        self.derivative.as_ref().map_or(self.row.sha256, |copy| copy.sha256)
    }
}

/// A picture encoded anew: what the manifest says of it, and its bytes where there was room for them.
pub(super) struct Derivative {
    size: u64,
    sha256: [u8; 32],
    held: Option<Vec<u8>>,
}

/// How many bytes of pictures may still wait in memory.
pub(super) struct Room(usize);

impl Room {
    /// Some five pictures of a telephone: what decoding a single one may take is more.
    const LIMIT: usize = 16 << 20;

    pub(super) const fn new() -> Self {
        Self(Self::LIMIT)
    }

    fn keep(&mut self, bytes: Vec<u8>) -> Derivative {
        let (size, sha256) = (bytes.len() as u64, Sha256::digest(&bytes).into());
        let left = self.0.checked_sub(bytes.len());
        self.0 = left.unwrap_or(self.0);
        // What was encoded has room to grow, which would be held as well.
        let held = left.map(|_| Vec::from(bytes.into_boxed_slice()));
        Derivative { size, sha256, held }
    }
}

/// What a record says of its file that is not so of a derivative.
const OF_THE_ORIGINAL: [&str; 4] = ["sha256", "size", "original_name", "media_type"];

impl Session {
    /// Makes the derivative of a picture whose item was reduced, and takes from the item what is true of the original alone.
    /// False for a picture that cannot be drawn here: then nothing leaves in its place.
    ///
    /// # Errors
    /// [`ErrorCode::EvidenceDamaged`] when the stored file is not what it was.
    pub(super) fn derive(&self, item: &mut Envelope, file: &mut Evidence, room: &mut Room) -> Result<bool, Failure> {
        let media_type = item.body.get("media_type").and_then(serde_json::Value::as_str);
        if !media_type.is_some_and(picture::can_draw) {
            return Ok(true);
        }
        let Some(copy) = self.encoded_anew(&file.row)? else {
            return Ok(false);
        };
        file.derivative = Some(room.keep(copy));
        "jpg".clone_into(&mut file.extension);
        // Its type as well: the item must not say anything that its own edits did not write.
        for field in OF_THE_ORIGINAL {
            if item.body.remove(field).is_some() {
                item.edits.drop_field(field);
                item.withheld.push(field.to_owned());
            }
        }
        item.withheld.sort_unstable();
        item.withheld.dedup();
        Ok(true)
    }

    /// The bytes of a derivative, encoded once more where there was no room to hold them. Whoever seals compares their sum with
    /// the one of [`Session::derive`].
    ///
    /// # Errors
    /// The stored file is not what it was.
    pub(super) fn bytes_of<'a>(&self, file: &FileRow, copy: &'a Derivative) -> io::Result<Box<dyn BufRead + 'a>> {
        if let Some(bytes) = &copy.held {
            return Ok(Box::new(bytes.as_slice()));
        }
        let encoded = self.encoded_anew(file).ok().flatten();
        Ok(Box::new(Cursor::new(encoded.ok_or(io::ErrorKind::InvalidData)?)))
    }

    /// A stored picture without a byte of what its camera wrote; `None` for one that cannot be drawn here.
    fn encoded_anew(&self, file: &FileRow) -> Result<Option<Vec<u8>>, Failure> {
        // Read to its end first: a damaged file must not pass for a picture that cannot be drawn.
        let mut opened = evidence::open(self.vault(), file.file).map_err(|_| ErrorCode::EvidenceDamaged)?;
        let mut bytes = Vec::new();
        let read = (&mut opened).take(picture::FILE_LIMIT).read_to_end(&mut bytes);
        read.map_err(|_| ErrorCode::EvidenceDamaged)?;
        // What is longer than the limit cannot be drawn anyway.
        let is_cut = bytes.len() as u64 != file.size;
        if !is_cut && Sha256::digest(&bytes).as_slice() != file.sha256 {
            return Err(ErrorCode::EvidenceDamaged.into());
        }
        Ok(picture::whole(bytes.as_slice(), file.size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_any_number_of_pictures_no_more_is_held_than_there_is_room_for() {
        let mut room = Room::new();
        let sizes = [5 << 20, 9 << 20, 3 << 20, Room::LIMIT + 1, 0, 2 << 20, 1, 1 << 10];
        let kept: Vec<Derivative> = sizes.iter().map(|size| room.keep(vec![7; *size])).collect();
        let held: usize = kept
            .iter()
            .filter_map(|copy| Some(copy.held.as_ref()?.capacity()))
            .sum();
        assert_eq!(held, Room::LIMIT, "what has room is held, to the last byte");
        for (copy, size) in kept.iter().zip(sizes) {
            assert_eq!(copy.size, size as u64);
            assert!(copy.sha256 == <[u8; 32]>::from(Sha256::digest(vec![7; size])), "{size}");
            assert!(copy.held.as_ref().is_none_or(|bytes| bytes.len() == size), "{size}");
        }
    }
}
