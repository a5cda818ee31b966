//! Sealing: a plan becomes one age file, in one pass, with evidence streamed and checked on its way.

use std::io::{self, BufRead as _, Write};
use std::ops::ControlFlow;
use std::thread;

use openssl::sha::Sha256;
use sandyq_agefile::Recipient;

use crate::Progress;
use crate::behind::Behind;
use crate::header::{self, BLOCK_LEN, blocks};
use crate::keys::{KeyError, SigningKey};
use crate::name::PADDING;
use crate::padme::padme;
use crate::plan::{Assembled, Content, Plan, Ready, Source, assemble};
use crate::refusal::Refusal;
use crate::sha256::Sha256Sum;

/// Two blocks of zeros.
pub(crate) const END_LEN: u64 = 2 * BLOCK_LEN;

/// Bytes of evidence that are summed and sealed at once.
const AT_ONCE: usize = 128 * 1024;

/// What was sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// The size of the sealed file, in bytes.
    pub size: u64,
    /// The sum of the sealed file: what the next bundle of the same cases names as its previous one.
    pub sha256: Sha256Sum,
    /// The sum of `manifest.json`.
    pub manifest_sha256: Sha256Sum,
    /// The size of the tar inside: a Padmé length.
    pub tar_size: u64,
}

/// Why nothing usable was sealed. What was already written must be thrown away.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The plan breaks a rule that every reader asks for.
    #[error("the bundle would be refused: {0}")]
    Unsound(#[from] Refusal),
    /// The key that the manifest names is not among those sealed to.
    #[error("the recipient named in the bundle could not open it")]
    WrongRecipient,
    /// The signing key does not work.
    #[error("the signing key does not work: {0}")]
    Key(#[from] KeyError),
    /// Evidence is not what it was when it was recorded.
    #[error("the evidence {name} is not what it was when it was recorded")]
    EvidenceChanged {
        /// Its name in the bundle.
        name: String,
    },
    /// Evidence could not be read.
    #[error("the evidence {name} could not be read")]
    EvidenceUnreadable {
        /// Its name in the bundle.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// The caller said so.
    #[error("cancelled")]
    Cancelled,
    /// The output could not be written.
    #[error("the bundle could not be written")]
    Output(#[source] io::Error),
}

/// What opens the bundle.
#[derive(Clone, Copy)]
pub enum To<'k> {
    /// Each of these keys, among them the one that the plan names.
    Keys(&'k [Recipient]),
    /// A passphrase, told by another way.
    Passphrase(&'k str),
}

/// Seals a bundle for the recipient the plan names.
///
/// `progress` is told the bytes of the tar that are done. The output is flushed at the end; making it durable is the
/// caller's.
///
/// # Errors
/// [`SealError`]; what was written until then never opens as a whole.
pub fn seal(
    plan: Plan<'_>,
    key: &SigningKey,
    to: To<'_>,
    out: impl Write + Send,
    progress: &mut Progress<'_>,
) -> Result<Sealed, SealError> {
    let names_one = match (to, &plan.recipient.recipient) {
        (To::Keys(keys), Some(named)) => keys.contains(named),
        (To::Passphrase(_), None) => true,
        (To::Keys(_), None) | (To::Passphrase(_), Some(_)) => false,
    };
    if !names_one {
        return Err(SealError::WrongRecipient);
    }
    let assembled = assemble(plan, key)?;
    thread::scope(|scope| {
        let behind = Behind::start(scope, out).map_err(SealError::Output)?;
        let sealing = match to {
            To::Keys(keys) => sandyq_agefile::seal(keys, behind),
            To::Passphrase(passphrase) => sandyq_agefile::seal_with_passphrase(passphrase, behind),
        };
        write(assembled, sealing.map_err(SealError::Output)?, progress)
    })
}

fn write(
    assembled: Assembled<'_>,
    sealing: sandyq_agefile::Sealing<Behind<'_>>,
    progress: &mut Progress<'_>,
) -> Result<Sealed, SealError> {
    let Assembled {
        members,
        manifest_sha256,
        len,
    } = assembled;
    let mut tar = Tar {
        out: sealing,
        done: 0,
        progress,
    };
    for member in members {
        tar.member(member)?;
    }
    let bare = len + BLOCK_LEN + END_LEN;
    let padding = padme(bare) - bare;
    tar.put(&header::write(PADDING, padding))?;
    tar.zeros(padding + END_LEN)?;
    let tar_size = tar.done;
    let (size, sha256) = tar.out.finish().and_then(Behind::finish).map_err(SealError::Output)?;
    Ok(Sealed {
        size,
        sha256,
        manifest_sha256,
        tar_size,
    })
}

struct Tar<'p, 'c, W> {
    out: W,
    done: u64,
    progress: &'p mut Progress<'c>,
}

impl<W: Write> Tar<'_, '_, W> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        self.out.write_all(bytes).map_err(SealError::Output)?;
        self.done += bytes.len() as u64;
        match (self.progress)(self.done) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(SealError::Cancelled),
        }
    }

    fn zeros(&mut self, mut len: u64) -> Result<(), SealError> {
        let zeros = [0; 16 * 1024];
        while len > 0 {
            let now = usize::try_from(len).map_or(zeros.len(), |len| len.min(zeros.len()));
            self.put(&zeros[..now])?;
            len -= now as u64;
        }
        Ok(())
    }

    fn member(&mut self, member: Ready<'_>) -> Result<(), SealError> {
        let Ready { name, size, content } = member;
        self.put(&header::write(&name, size))?;
        match content {
            Content::Bytes(bytes) => self.put(&bytes)?,
            Content::Evidence { sha256, source } => self.evidence(&name, size, sha256, source)?,
        }
        self.zeros(blocks(size) - size)
    }

    /// Streams one piece of evidence and stops at the first sign that it is not what was promised.
    fn evidence(&mut self, name: &str, size: u64, sha256: Sha256Sum, source: Source<'_>) -> Result<(), SealError> {
        let unreadable = |source| SealError::EvidenceUnreadable {
            name: name.to_owned(),
            source,
        };
        let changed = || SealError::EvidenceChanged { name: name.to_owned() };
        let (open, mut sum) = match source {
            Source::Plain(open) => (open, Some(Sha256::new())),
            Source::Authenticated(open) => (open, None),
        };
        let mut source = open().map_err(unreadable)?;
        let mut left = size;
        loop {
            let some = match source.fill_buf() {
                Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
                other => other.map_err(unreadable)?,
            };
            // As much as the caches of a core hold from one step to the next.
            let some = &some[..some.len().min(AT_ONCE)];
            if some.is_empty() {
                break;
            }
            left = left.checked_sub(some.len() as u64).ok_or_else(changed)?;
            if let Some(sum) = &mut sum {
                sum.update(some);
            }
            self.put(some)?;
            let done = some.len();
            source.consume(done);
        }
        if left == 0 && sum.is_none_or(|sum| sum.finish() == sha256.0) {
            Ok(())
        } else {
            Err(changed())
        }
    }
}
