//! Opening: one strict pass over the decrypted tar, from its first byte to the proof that nothing follows its last.
//!
//! Order matters here. The first three members are read into bounded memory, the signature is verified, and only then is
//! the manifest parsed; from there on every byte is known in advance or hashed against what was signed.

use std::collections::HashMap;
use std::io::{self, Read};
use std::ops::ControlFlow;

use openssl::sha::Sha256;
use sandyq_domain::{Envelope, RecordId};
use zeroize::Zeroizing;

use crate::Progress;
use crate::header::{self, BLOCK, BLOCK_LEN, blocks};
use crate::keys::VerifyingKey;
use crate::limits::{MANIFEST_LIMIT, SENDER_LIMIT, SIGNATURE_LIMIT};
use crate::manifest::{Manifest, Member};
use crate::name::{CASE, FILES, HISTORY, MANIFEST, PADDING, SENDER, SIGNATURE, SUMS};
use crate::padme::padme;
use crate::records::{Lines, Part, Seen};
use crate::refusal::Refusal;
use crate::seal::END_LEN;
use crate::sha256::Sha256Sum;
use crate::tree::{Leaf, evidence_root};

/// What stock minisign writes above a signature.
const UNTRUSTED: &str = "untrusted comment: signature from minisign secret key";

const BUFFER: usize = 128 * 1024;

/// Everything in a bundle but the bytes of its evidence and of its dossier, all of it verified.
pub struct Contents {
    /// What the sender signed.
    pub manifest: Manifest,
    /// The sum of `manifest.json`.
    pub manifest_sha256: Sha256Sum,
    /// The key that signed it: equal to the one in the manifest, and proof of nothing but integrity until it is compared
    /// with a contact's.
    pub sender: VerifyingKey,
    /// The records, in the order of their members.
    pub records: Vec<Envelope>,
    /// Earlier versions of them, of each in the order they came about at the sender's.
    pub history: Vec<Envelope>,
    /// Where the evidence lies.
    pub files: Vec<FileMember>,
    /// The size of the tar, in bytes.
    pub tar_size: u64,
}

/// Where one piece of evidence lies in the tar. Its hash was right when it was read; check it again while copying.
#[derive(Clone, PartialEq, Eq)]
pub struct FileMember {
    /// Its name, `files/` included.
    pub name: String,
    /// Its first byte, counted from the beginning of the tar.
    pub offset: u64,
    /// Its size, in bytes.
    pub size: u64,
    /// Its sum.
    pub sha256: Sha256Sum,
    /// The record it is the evidence of; one of [`Contents::records`].
    pub item: RecordId,
}

/// Why a bundle was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It breaks a rule.
    #[error("the bundle is refused: {0}")]
    Refused(#[from] Refusal),
    /// The sealed file around the tar is altered or cut short.
    #[error("the bundle is damaged or cut short")]
    Damaged,
    /// The caller said so.
    #[error("cancelled")]
    Cancelled,
    /// It could not be read.
    #[error("the bundle could not be read")]
    Io(#[source] io::Error),
    /// Whoever took the evidence could not.
    #[error("the evidence could not be taken")]
    Sink(#[source] io::Error),
}

/// Bytes on their way out of the tar, wiped when dropped.
pub type Block = Zeroizing<Vec<u8>>;

/// Takes the bytes of the evidence while the tar is read. **None of them may be used before [`read_tar_into`] answered**:
/// the last byte of the tar is what makes the first one true.
pub trait Sink {
    /// The next bytes of a file: so many at the beginning of the block. The block itself may be taken, and another one left in its
    /// place.
    ///
    /// # Errors
    /// Whatever keeps it from taking them.
    fn bytes(&mut self, file: &FileMember, block: &mut Block, len: usize) -> io::Result<()>;

    /// All bytes of a file were handed over, and they have its hash.
    ///
    /// # Errors
    /// As [`Sink::bytes`].
    fn end(&mut self, file: &FileMember) -> io::Result<()>;
}

/// Leaves the evidence where it is.
struct Nowhere;

impl Sink for Nowhere {
    fn bytes(&mut self, _: &FileMember, _: &mut Block, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _: &FileMember) -> io::Result<()> {
        Ok(())
    }
}

/// Reads and verifies a whole decrypted bundle. Nothing of it is handed out before its last byte was read.
///
/// `progress` is told the bytes of the tar that are done.
///
/// # Errors
/// [`OpenError`].
///
/// # Security
/// Holds the manifest (1 MiB), one record (4 MiB) and what the records become; see [`crate::ENTRY_LIMIT`] and the other
/// limits. Whether the manifest names *me*, and whether the sender is known, is for the caller to ask.
pub fn read_tar(tar: impl Read, progress: &mut Progress<'_>) -> Result<Contents, OpenError> {
    read_tar_into(tar, &mut Nowhere, progress)
}

/// As [`read_tar`], and hands the evidence over on the way.
///
/// # Errors
/// [`OpenError`].
pub fn read_tar_into(tar: impl Read, sink: &mut dyn Sink, progress: &mut Progress<'_>) -> Result<Contents, OpenError> {
    let mut tar = Tar {
        input: tar,
        at: 0,
        progress,
    };
    let manifest_bytes = tar.first(MANIFEST, MANIFEST_LIMIT, Refusal::ManifestTooLong)?;
    let signature = tar.first(SIGNATURE, SIGNATURE_LIMIT, Refusal::SignatureTooLong)?;
    let sender_bytes = tar.first(SENDER, SENDER_LIMIT, Refusal::SenderTooLong)?;
    let sender = read_sender(&sender_bytes)?;
    let comment = verify(&manifest_bytes, &signature, &sender)?;
    let manifest = Manifest::read(&manifest_bytes)?;
    check_signed(&manifest, &comment, &sender, &sender_bytes)?;

    let case_ids: Vec<RecordId> = manifest.cases.iter().map(|case| case.id).collect();
    let mut seen = Seen::new(&case_ids);
    let (mut records, mut history, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for at in 1..manifest.members.len() {
        let member = &manifest.members[at];
        tar.expect(&manifest.members, at)?;
        let offset = tar.at;
        if member.name.starts_with(CASE) {
            let mut lines = if member.name.ends_with(HISTORY) {
                Lines::new(Part::History, &mut seen, &mut history)
            } else {
                Lines::new(Part::Records, &mut seen, &mut records)
            };
            tar.member(member, |block, len| {
                lines.feed(&block[..len]);
                Ok(())
            })?;
            lines.finish()?;
        } else if let (true, Some(item)) = (member.name.starts_with(FILES), member.item) {
            let file = FileMember {
                name: member.name.clone(),
                offset,
                size: member.size,
                sha256: member.sha256,
                item,
            };
            tar.member(member, |block, len| {
                sink.bytes(&file, block, len).map_err(OpenError::Sink)
            })?;
            sink.end(&file).map_err(OpenError::Sink)?;
            files.push(file);
        } else {
            tar.member(member, |_, _| Ok(()))?;
        }
    }
    if records.len() as u64 != manifest.totals.records || history.len() as u64 != manifest.totals.history {
        return Err(Refusal::TotalsDiffer.into());
    }
    if !history.is_empty() {
        let kinds: HashMap<RecordId, &str> = records.iter().map(|record| (record.id, record.kind.as_str())).collect();
        if !history
            .iter()
            .all(|past| kinds.get(&past.id) == Some(&past.kind.as_str()))
        {
            return Err(Refusal::HistoryRecord.into());
        }
    }
    if !files.iter().all(|file| seen.has(file.item)) {
        return Err(Refusal::FileWithoutRecord.into());
    }
    let mut roots = roots(&records, &files);
    if manifest
        .cases
        .iter()
        .any(|case| case.evidence_root != roots.remove(&case.id))
    {
        return Err(Refusal::EvidenceRoot.into());
    }
    tar.padding(&manifest.members)?;
    tar.end()?;
    let manifest_sha256 = Sha256Sum::of(&manifest_bytes);
    Ok(Contents {
        manifest,
        manifest_sha256,
        sender,
        records,
        history,
        files,
        tar_size: tar.at,
    })
}

/// Of each case the root over the files whose records lie in it; of none without files.
fn roots(records: &[Envelope], files: &[FileMember]) -> HashMap<RecordId, Sha256Sum> {
    let homes: HashMap<RecordId, RecordId> = records
        .iter()
        .filter_map(|record| Some((record.id, record.case?)))
        .collect();
    let mut leaves: HashMap<RecordId, Vec<Leaf>> = HashMap::new();
    for file in files {
        if let Some(case) = homes.get(&file.item) {
            leaves.entry(*case).or_default().push(Leaf {
                item: file.item,
                sha256: file.sha256,
                size: file.size,
            });
        }
    }
    let roots = leaves.into_iter();
    roots
        .filter_map(|(case, leaves)| Some((case, evidence_root(leaves)?)))
        .collect()
}

fn read_sender(bytes: &[u8]) -> Result<VerifyingKey, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::SenderForm)?;
    VerifyingKey::from_file(text).map_err(|_| Refusal::SenderForm)
}

/// Verifies the signature and returns the comment under it.
pub(crate) fn verify(manifest: &[u8], signature: &[u8], sender: &VerifyingKey) -> Result<String, Refusal> {
    let text = std::str::from_utf8(signature).map_err(|_| Refusal::SignatureForm)?;
    let four_lines = text.ends_with('\n') && text.matches('\n').count() == 4 && !text.contains('\r');
    // The first line is signed by nobody; only its stock text leaves no place for anything unsigned in the tar.
    if !four_lines || text.lines().next() != Some(UNTRUSTED) {
        return Err(Refusal::SignatureForm);
    }
    let signature = minisign_verify::Signature::decode(text).map_err(|_| Refusal::SignatureForm)?;
    sender
        .as_minisign()
        .verify(manifest, &signature, false)
        .map_err(|err| match err {
            minisign_verify::Error::UnexpectedKeyId => Refusal::SignatureKey,
            minisign_verify::Error::UnexpectedAlgorithm | minisign_verify::Error::UnsupportedLegacyMode => {
                Refusal::SignatureLegacy
            }
            minisign_verify::Error::InvalidEncoding
            | minisign_verify::Error::InvalidSignature
            | minisign_verify::Error::IoError(_)
            | minisign_verify::Error::UnsupportedAlgorithm => Refusal::SignatureWrong,
        })?;
    Ok(signature.trusted_comment().to_owned())
}

fn check_signed(manifest: &Manifest, comment: &str, sender: &VerifyingKey, sender_bytes: &[u8]) -> Result<(), Refusal> {
    if comment != manifest.comment() {
        return Err(Refusal::SignatureComment);
    }
    if manifest.sender.key != *sender {
        return Err(Refusal::SenderDiffers);
    }
    // Both are listed: the manifest was checked.
    let listed = |name: &str| manifest.members.iter().find(|member| member.name == name);
    if listed(SENDER).is_none_or(|member| member.size != sender_bytes.len() as u64) {
        return Err(Refusal::MemberSize);
    }
    if listed(SENDER).is_none_or(|member| member.sha256 != Sha256Sum::of(sender_bytes)) {
        return Err(Refusal::MemberHash);
    }
    // Every byte of SHA256SUMS follows from the manifest, so its hash can be asked for before it is read.
    let sums = manifest.sums();
    let is_what_follows =
        |member: &Member| member.size == sums.len() as u64 && member.sha256 == Sha256Sum::of(sums.as_bytes());
    if !listed(SUMS).is_some_and(is_what_follows) {
        return Err(Refusal::SumsDiffer);
    }
    Ok(())
}

struct Tar<'p, 'c, R> {
    input: R,
    at: u64,
    progress: &'p mut Progress<'c>,
}

impl<R: Read> Tar<'_, '_, R> {
    fn read_some(&mut self, buf: &mut [u8]) -> Result<usize, OpenError> {
        let read = loop {
            match self.input.read(buf) {
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                Err(err) if err.kind() == io::ErrorKind::InvalidData => return Err(OpenError::Damaged),
                other => break other.map_err(OpenError::Io)?,
            }
        };
        self.at += read as u64;
        match (self.progress)(self.at) {
            ControlFlow::Continue(()) => Ok(read),
            ControlFlow::Break(()) => Err(OpenError::Cancelled),
        }
    }

    fn fill(&mut self, mut buf: &mut [u8]) -> Result<(), OpenError> {
        while !buf.is_empty() {
            let read = self.read_some(buf)?;
            if read == 0 {
                return Err(Refusal::CutShort.into());
            }
            buf = &mut buf[read..];
        }
        Ok(())
    }

    /// The next header; `None` is a block of zeros, where the end of a tar begins.
    fn header(&mut self) -> Result<Option<(String, u64)>, OpenError> {
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        Ok(Some(header::read(&block)?))
    }

    /// The data of a member, piece by piece, and the zeros that complete its last block.
    fn data(
        &mut self,
        size: u64,
        mut take: impl FnMut(&mut Block, usize) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let most = BUFFER.min(usize::try_from(blocks(size)).unwrap_or(BUFFER));
        let mut block = Block::default();
        let mut left = size;
        while left > 0 {
            let want = usize::try_from(left).map_or(most, |left| left.min(most));
            if block.len() < want {
                // Never grown: growing would leave a copy behind.
                block = Zeroizing::new(vec![0; most]);
            }
            let read = self.read_some(&mut block[..want])?;
            if read == 0 {
                return Err(Refusal::CutShort.into());
            }
            take(&mut block, read)?;
            left -= read as u64;
        }
        let mut rest = [0; BLOCK];
        let rest = &mut rest[..usize::try_from(blocks(size) - size).unwrap_or(0)];
        self.fill(rest)?;
        if rest.iter().any(|byte| *byte != 0) {
            return Err(Refusal::MemberFill.into());
        }
        Ok(())
    }

    /// One of the three members that are needed before the manifest is trusted.
    fn first(&mut self, name: &str, limit: u64, too_long: Refusal) -> Result<Vec<u8>, OpenError> {
        let (found, size) = self.header()?.ok_or(Refusal::FirstMembers)?;
        if found != name {
            return Err(Refusal::FirstMembers.into());
        }
        if size > limit {
            return Err(too_long.into());
        }
        let mut bytes = Vec::new();
        self.data(size, |block, len| {
            bytes.extend_from_slice(&block[..len]);
            Ok(())
        })?;
        Ok(bytes)
    }

    /// Reads the header that must be that of `members[at]`.
    fn expect(&mut self, members: &[Member], at: usize) -> Result<(), OpenError> {
        let (name, size) = self.header()?.ok_or(Refusal::MemberMissing)?;
        let member = &members[at];
        if name != member.name {
            return Err(misplaced(&name, members, at).into());
        }
        if size != member.size {
            return Err(Refusal::MemberSize.into());
        }
        Ok(())
    }

    fn member(
        &mut self,
        member: &Member,
        mut take: impl FnMut(&mut Block, usize) -> Result<(), OpenError>,
    ) -> Result<(), OpenError> {
        let mut sum = Sha256::new();
        self.data(member.size, |block, len| {
            sum.update(&block[..len]);
            take(block, len)
        })?;
        if sum.finish() == member.sha256.0 {
            Ok(())
        } else {
            Err(Refusal::MemberHash.into())
        }
    }

    fn padding(&mut self, members: &[Member]) -> Result<(), OpenError> {
        let bare = self.at + BLOCK_LEN + END_LEN;
        let (name, size) = self.header()?.ok_or(Refusal::PaddingMissing)?;
        if name != PADDING {
            return Err(misplaced(&name, members, members.len()).into());
        }
        if size != padme(bare) - bare {
            return Err(Refusal::PaddingSize.into());
        }
        let mut zero = true;
        self.data(size, |block, len| {
            zero &= block[..len].iter().all(|byte| *byte == 0);
            Ok(())
        })?;
        if zero {
            Ok(())
        } else {
            Err(Refusal::PaddingNotZero.into())
        }
    }

    /// Two blocks of zeros, and the end of the input: reading it is what authenticates the last byte.
    fn end(&mut self) -> Result<(), OpenError> {
        let mut blocks = [0; 2 * BLOCK];
        self.fill(&mut blocks)?;
        if blocks.iter().any(|byte| *byte != 0) {
            return Err(Refusal::EndMissing.into());
        }
        if self.read_some(&mut blocks)? == 0 {
            Ok(())
        } else {
            Err(Refusal::TrailingBytes.into())
        }
    }
}

/// What to call a member that is not the one at `at`.
fn misplaced(name: &str, members: &[Member], at: usize) -> Refusal {
    match members.iter().position(|member| member.name == name) {
        Some(listed) if listed < at => Refusal::MemberRepeated,
        Some(_) => Refusal::MemberOrder,
        None if name == PADDING => Refusal::MemberMissing,
        None if [MANIFEST, SIGNATURE].contains(&name) => Refusal::MemberRepeated,
        None => Refusal::MemberExtra,
    }
}
