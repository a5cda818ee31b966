//! Evidence as it leaves: bit for bit, or, where names stay, a picture encoded anew without a byte of what its camera wrote.

use crate::evidence::picture;
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::evidence;
use sandyq_vault::evidence_files::FileRow;
use sha2::{Digest, Sha256};
use std::io::Read as _;

/// One file of a bundle.
pub(super) struct Evidence {
    pub(super) item: RecordId,
    /// The ending of its name, from its sniffed type; never from the name it came with.
    pub(super) extension: String,
    pub(super) row: FileRow,
    /// What leaves in its place.
    pub(super) derivative: Option<Vec<u8>>,
}

impl Evidence {
    pub(super) fn size(&self) -> u64 {
        self.derivative
            .as_ref()
            .map_or(self.row.size, |bytes| bytes.len() as u64)
    }

    pub(super) fn sha256(&self) -> [u8; 32] {
        match &self.derivative {
            Some(bytes) => Sha256::digest(bytes).into(),
            None => self.row.sha256,
        }
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
    pub(super) fn derive(&self, item: &mut Envelope, file: &mut Evidence) -> Result<bool, Failure> {
        let media_type = item.body.get("media_type").and_then(serde_json::Value::as_str);
        if !media_type.is_some_and(picture::can_draw) {
            return Ok(true);
        }
        // Read to its end first: a damaged file must not pass for a picture that cannot be drawn.
        let mut opened = evidence::open(self.vault(), file.row.file).map_err(|_| ErrorCode::EvidenceDamaged)?;
        let mut bytes = Vec::new();
        let read = (&mut opened).take(picture::FILE_LIMIT).read_to_end(&mut bytes);
        read.map_err(|_| ErrorCode::EvidenceDamaged)?;
        // What is longer than the limit cannot be drawn anyway.
        let is_cut = bytes.len() as u64 != file.row.size;
        if !is_cut && Sha256::digest(&bytes).as_slice() != file.row.sha256 {
            return Err(ErrorCode::EvidenceDamaged.into());
        }
        let Some(copy) = picture::whole(bytes.as_slice(), file.row.size) else {
            return Ok(false);
        };
        file.derivative = Some(copy);
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
}
