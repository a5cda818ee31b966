//! What to seal: everything the manifest will say, and where the bytes of the evidence come from.

use std::collections::HashMap;
use std::io::{self, BufRead};

use sandyq_agefile::Recipient;
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp};
use serde_json::{Map, Value};

use crate::header::{BLOCK_LEN, blocks};
use crate::keys::SigningKey;
use crate::manifest::{
    BundleKind, CasePart, Consent, ContactPart, Ending, FORMAT, Manifest, Member, Override, Party, Receipt, Sender,
    Totals, VERSION, Withheld,
};
use crate::name::{DOSSIER, FILES, MANIFEST, README, SENDER, SIGNATURE, SUMS, rank};
use crate::records::{self, Part, Seen};
use crate::seal::SealError;
use crate::sha256::Sha256Sum;
use crate::tree::{Leaf, evidence_root};
use crate::{README as README_TEXT, limits};

/// Opens one piece of evidence when its turn comes.
pub type Open<'a> = Box<dyn FnOnce() -> io::Result<Box<dyn BufRead + 'a>> + 'a>;

/// Where the bytes of one piece of evidence come from.
pub enum Source<'a> {
    /// From anywhere: they are summed on their way.
    Plain(Open<'a>),
    /// From a reader that authenticates each byte, under a key used for nothing but the content whose sum is promised. Their number
    /// is looked at, and a reader that fails fails the sealing; a sum would find no more, and costs as much as all else.
    Authenticated(Open<'a>),
}

/// One piece of evidence to seal. Size and sum are promised here and kept while streaming, or sealing fails.
pub struct FilePart<'a> {
    /// Its name in the bundle, without `files/`.
    pub name: String,
    /// Its size, in bytes.
    pub size: u64,
    /// Its sum.
    pub sha256: Sha256Sum,
    /// The record it is the evidence of, which must be in the bundle.
    pub item: RecordId,
    /// Its bytes.
    pub source: Source<'a>,
}

/// Everything that goes into one bundle.
pub struct Plan<'a> {
    /// The bundle.
    pub id: RecordId,
    /// What it is for.
    pub kind: BundleKind,
    /// The time of sealing.
    pub created: Timestamp,
    /// What the sender calls themselves.
    pub sender_name: String,
    /// Where to send an answer.
    pub sender_recipient: Recipient,
    /// Whom it is for.
    pub recipient: Party,
    /// The purpose, as a slug.
    pub purpose: String,
    /// The language of the dossier.
    pub language: Lang,
    /// The cases, in the order their members get. Their evidence roots are reckoned here.
    pub cases: Vec<CasePart>,
    /// Whose consent it rests on.
    pub consent_basis: Vec<Consent>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
    /// Why it leaves although somebody's consent does not cover it.
    pub consent_override: Option<Override>,
    /// Records handed over before that ended since.
    pub endings: Vec<Ending>,
    /// People the sender exchanges bundles with.
    pub contacts: Vec<ContactPart>,
    /// Bundles that arrived.
    pub receipts: Vec<Receipt>,
    /// Words of the sender.
    pub note: String,
    /// Fields for newer readers.
    pub extra: Map<String, Value>,
    /// The records, each of one of the cases or of none.
    pub records: Vec<Envelope>,
    /// Earlier versions of the records, of each the oldest first; only in a move.
    pub history: Vec<Envelope>,
    /// `index.html`.
    pub dossier: Vec<u8>,
    /// The evidence.
    pub files: Vec<FilePart<'a>>,
}

/// One member, ready to be written.
pub(crate) struct Ready<'a> {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) content: Content<'a>,
}

pub(crate) enum Content<'a> {
    Bytes(Vec<u8>),
    Evidence { sha256: Sha256Sum, source: Source<'a> },
}

/// The whole tar but its padding and end.
pub(crate) struct Assembled<'a> {
    pub(crate) members: Vec<Ready<'a>>,
    pub(crate) manifest_sha256: Sha256Sum,
    /// Its length up to the padding's header, in bytes.
    pub(crate) len: u64,
}

fn ready<'a>(name: &str, bytes: Vec<u8>) -> Ready<'a> {
    Ready {
        name: name.to_owned(),
        size: bytes.len() as u64,
        content: Content::Bytes(bytes),
    }
}

fn listed(ready: &Ready<'_>, item: Option<RecordId>) -> Member {
    let sha256 = match &ready.content {
        Content::Bytes(bytes) => Sha256Sum::of(bytes),
        Content::Evidence { sha256, source: _ } => *sha256,
    };
    Member {
        name: ready.name.clone(),
        size: ready.size,
        sha256,
        item,
    }
}

/// Writes manifest, signature and every small member; keeps every rule that a reader will ask for.
pub(crate) fn assemble<'a>(plan: Plan<'a>, key: &SigningKey) -> Result<Assembled<'a>, SealError> {
    let Plan {
        id,
        kind,
        created,
        sender_name,
        sender_recipient,
        recipient,
        purpose,
        language,
        mut cases,
        consent_basis,
        withheld,
        consent_override,
        endings,
        contacts,
        receipts,
        note,
        extra,
        records: envelopes,
        history,
        dossier,
        files,
    } = plan;
    let public = key.public()?;
    let case_ids: Vec<RecordId> = cases.iter().map(|case| case.id).collect();
    let mut members: Vec<(Ready<'a>, Option<RecordId>)> = vec![
        (ready(SENDER, public.to_file().into_bytes()), None),
        (ready(README, README_TEXT.as_bytes().to_vec()), None),
        (ready(DOSSIER, dossier), None),
    ];
    let mut totals = Totals {
        records: envelopes.len() as u64,
        history: history.len() as u64,
        ..Totals::default()
    };
    let mut seen = Seen::new(&case_ids);
    let homes: HashMap<RecordId, Option<RecordId>> = envelopes.iter().map(|record| (record.id, record.case)).collect();
    let past = records::write(&case_ids, history, Part::History, &mut seen)?;
    members.extend(
        records::write(&case_ids, envelopes, Part::Records, &mut seen)?
            .into_iter()
            .chain(past)
            .map(|(name, bytes)| (ready(&name, bytes), None)),
    );
    for (ready, item) in evidence(files, &homes, &mut cases)? {
        totals.files += 1;
        totals.file_bytes = totals.file_bytes.saturating_add(ready.size);
        members.push((ready, Some(item)));
    }
    members.sort_by(|(a, _), (b, _)| (rank(&a.name), &a.name).cmp(&(rank(&b.name), &b.name)));
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        id,
        kind,
        created,
        sender: Sender {
            name: sender_name,
            recipient: sender_recipient,
            key: public,
        },
        recipient,
        purpose,
        language,
        cases,
        consent_basis,
        withheld,
        consent_override,
        endings,
        contacts,
        receipts,
        note,
        totals,
        members: members.iter().map(|(member, item)| listed(member, *item)).collect(),
        extra,
    };
    let sums = ready(SUMS, manifest.sums().into_bytes());
    manifest.members.insert(1, listed(&sums, None));
    members.insert(1, (sums, None));
    manifest.check()?;
    finish(&manifest, key, members.into_iter().map(|(member, _)| member).collect())
}

/// Members of evidence with the items they are of; the cases get the roots over theirs.
fn evidence<'a>(
    files: Vec<FilePart<'a>>,
    homes: &HashMap<RecordId, Option<RecordId>>,
    cases: &mut [CasePart],
) -> Result<Vec<(Ready<'a>, RecordId)>, SealError> {
    let mut leaves: HashMap<RecordId, Vec<Leaf>> = HashMap::new();
    let mut members = Vec::with_capacity(files.len());
    for FilePart {
        name,
        size,
        sha256,
        item,
        source,
    } in files
    {
        let home = homes
            .get(&item)
            .ok_or(SealError::Unsound(crate::Refusal::FileWithoutRecord))?;
        if let Some(case) = home {
            leaves.entry(*case).or_default().push(Leaf { item, sha256, size });
        }
        let ready = Ready {
            name: format!("{FILES}{name}"),
            size,
            content: Content::Evidence { sha256, source },
        };
        members.push((ready, item));
    }
    for case in cases {
        case.evidence_root = leaves.remove(&case.id).and_then(evidence_root);
    }
    Ok(members)
}

/// Signs, and puts manifest and signature before the others.
fn finish<'a>(manifest: &Manifest, key: &SigningKey, members: Vec<Ready<'a>>) -> Result<Assembled<'a>, SealError> {
    let mut text =
        serde_json::to_vec_pretty(manifest).map_err(|_| SealError::Unsound(crate::Refusal::ManifestShape))?;
    text.push(b'\n');
    if text.len() as u64 > limits::MANIFEST_LIMIT {
        return Err(SealError::Unsound(crate::Refusal::ManifestTooLong));
    }
    // What we write is read back by the reader's own rules, depth of `extra` included.
    Manifest::read(&text)?;
    let manifest_sha256 = Sha256Sum::of(&text);
    let signature = key.sign(&text, &manifest.comment())?;
    let mut all = vec![ready(MANIFEST, text), ready(SIGNATURE, signature.into_bytes())];
    all.extend(members);
    let len = all.iter().map(|member| BLOCK_LEN + blocks(member.size)).sum();
    Ok(Assembled {
        members: all,
        manifest_sha256,
        len,
    })
}
