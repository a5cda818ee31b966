//! Evidence, contacts and bundles.

use super::Mark;
use sandyq_domain::{RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroizing;

/// A piece of evidence as one line.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EvidenceLine {
    /// The item.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Title, or the original file name when there is none.
    pub title: String,
    /// Name of the file as received.
    pub original_name: String,
    /// Type told by the first bytes.
    pub media_type: String,
    /// `picture`, `audio`, `video`, `document` or `other`: which sign to draw.
    pub shape: String,
    /// A thumbnail can be drawn.
    pub has_thumbnail: bool,
    /// Size in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Size in words.
    pub size_text: String,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was taken in, in words.
    pub added: String,
    /// What to take care of when showing it, in words.
    pub sensitivity: Vec<String>,
    /// The item is known but its file is not here (withheld by the sender).
    pub is_absent: bool,
    /// No file was ever added: somebody keeps the paper, and it is described.
    pub is_described: bool,
    /// The beginning of its remarks: who keeps it, and where.
    pub remark: String,
}

/// What became of one file that was attached.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AttachOutcome {
    /// Name of the file.
    pub name: String,
    /// The new item; absent when the file could not be taken.
    pub item: Option<EvidenceLine>,
    /// The code of an earlier item with the same bytes, or why the file was not taken, in words; empty otherwise.
    pub remark: String,
}

/// What a check of one stored file found.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EvidenceCheck {
    /// The item.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its title.
    pub title: String,
    /// Every byte is as it was when it was taken in.
    pub is_whole: bool,
    /// What was found, in words.
    pub finding: String,
}

/// One's own contact card.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CardView {
    /// The card as text, to save or copy.
    pub text: String,
    /// The card as a QR code: an SVG document.
    pub qr: String,
    /// The name on it.
    pub name: String,
    /// The age recipient.
    pub recipient: String,
    /// Fingerprint in groups of five digits.
    pub digits: Vec<String>,
    /// Fingerprint in words of the reader's language.
    pub words: Vec<String>,
}

/// Somebody to seal for.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ContactView {
    /// The contact.
    #[ts(type = "string")]
    pub id: RecordId,
    /// The name given here.
    pub name: String,
    /// The age recipient.
    pub recipient: String,
    /// Fingerprint in groups of five digits.
    pub digits: Vec<String>,
    /// Fingerprint in words of the reader's language.
    pub words: Vec<String>,
    /// A vault of one's own: everything may move there.
    pub is_own: bool,
    /// The fingerprint was compared.
    pub verified: bool,
    /// When, in words; empty when it was not.
    pub verified_when: String,
}

/// What kind of bundle is sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum SealKind {
    /// Chosen cases for somebody else, reduced as consent and the sender say.
    HandOver,
    /// Whole cases, with their history to a vault of one's own.
    Move,
    /// What the recipient is not known to have.
    Update,
    /// What was added or changed here, back to whom the case came from.
    Answer,
    /// Which bundles arrived.
    Receipt,
}

impl SealKind {
    /// Its name in a manifest, the ledger and the terminal.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::HandOver => "hand-over",
            Self::Move => "move",
            Self::Update => "update",
            Self::Answer => "answer",
            Self::Receipt => "receipt",
        }
    }

    /// The same in a manifest.
    #[must_use]
    pub const fn bundle(self) -> sandyq_bundle::BundleKind {
        use sandyq_bundle::BundleKind as Kind;
        match self {
            Self::HandOver => Kind::HandOver,
            Self::Move => Kind::Move,
            Self::Update => Kind::Update,
            Self::Answer => Kind::Answer,
            Self::Receipt => Kind::Receipt,
        }
    }

    /// What a manifest says, here.
    pub(crate) const fn of(kind: sandyq_bundle::BundleKind) -> Self {
        use sandyq_bundle::BundleKind as Kind;
        match kind {
            Kind::HandOver => Self::HandOver,
            Kind::Move => Self::Move,
            Kind::Update => Self::Update,
            Kind::Answer => Self::Answer,
            Kind::Receipt => Self::Receipt,
        }
    }
}

/// How the files of evidence leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum SealEvidence {
    /// Bit for bit; pictures of a case in which somebody is not named as copies without what their camera wrote.
    Allowed,
    /// Bit for bit, whoever is named.
    Originals,
    /// None.
    None,
}

/// What is to be sealed.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
pub struct SealRequest {
    /// What kind of bundle.
    pub kind: SealKind,
    /// Codes or ids of the cases; of an update none means all that the recipient lacks; of a receipt ids of bundles, none
    /// meaning all that were not acknowledged.
    pub cases: Vec<String>,
    /// A contact's name or id, or an `age1…` recipient; may be empty with a passphrase.
    pub to: String,
    /// What opens it instead of the recipient's key.
    #[ts(type = "string | null")]
    pub passphrase: Option<Zeroizing<String>>,
    /// A term of `consent_purpose`.
    pub purpose: String,
    /// Leave out everything that identifies.
    pub withhold_identity: bool,
    /// How the files of evidence leave.
    pub evidence: SealEvidence,
    /// Why it leaves although somebody's consent does not cover it; empty when nobody's needs to be gone past.
    pub consent_override: String,
    /// Write it as a page that opens itself in any browser, instead of an age file.
    pub page: bool,
    /// Words to the recipient.
    pub note: String,
    /// Language of the readable dossier.
    pub dossier_lang: sandyq_domain::Lang,
}

/// One line of what leaves, what stays, or what to look at again.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PreviewLine {
    /// The line.
    pub text: String,
    /// A remark at its end: a size, a consent.
    pub note: String,
}

/// What would leave, before anything does.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SealPreview {
    /// For whom, as a name or key.
    pub recipient: String,
    /// Verified or not, as a mark.
    pub standing: Mark,
    /// The recipient's fingerprint in words; empty for a bare key.
    pub words: Vec<String>,
    /// Bytes of evidence and records.
    #[ts(type = "number")]
    pub size: u64,
    /// Size in words.
    pub size_text: String,
    /// What leaves.
    pub leaves: Vec<PreviewLine>,
    /// What stays, and why.
    pub stays: Vec<PreviewLine>,
    /// What to look at again before sealing.
    pub look_again: Vec<PreviewLine>,
    /// The people, by code, whose consent does not cover it, and why: then a written reason is asked for.
    pub uncovered: Vec<PreviewLine>,
}

/// A sealed bundle.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SealOutcome {
    /// The bundle's id.
    pub bundle: String,
    /// Name of the file.
    pub file: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// SHA-256 of the file that was written: the sealed one, or the page around it.
    pub sha256: String,
    /// Records inside.
    pub records: u32,
    /// Files of evidence inside.
    pub evidence: u32,
    /// What was withheld, and why.
    pub withheld: Vec<PreviewLine>,
}

/// How the sender of a bundle stands to this vault.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SenderStanding {
    /// A contact whose fingerprint was compared.
    Verified,
    /// A contact that was never compared.
    Unverified,
    /// Nobody this vault knows: the signature proves integrity only.
    Unknown,
    /// This vault itself.
    Own,
}

/// How many of a kind, and what they would do here.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Change {
    /// The kind in words.
    pub kind: String,
    /// Not here yet.
    pub new: u32,
    /// Newer than here.
    pub newer: u32,
    /// The same or older: nothing happens.
    pub known: u32,
    /// Changed on both sides in different fields: both changes are taken.
    pub merged: u32,
    /// The same field changed on both sides: both values are kept until a person decides.
    pub conflicting: u32,
}

/// What is in a bundle, after its last byte was checked and before anything is taken.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct InspectView {
    /// The bundle's id.
    pub bundle: String,
    /// What kind of bundle it is, in words.
    pub kind: String,
    /// It was merged and taken back before: merging it again needs a yes.
    pub is_undone: bool,
    /// The sender's own name for themselves; the contact's name when known.
    pub sender: String,
    /// How the sender stands to this vault.
    pub standing: SenderStanding,
    /// The sender's fingerprint in groups of five digits.
    pub digits: Vec<String>,
    /// The sender's fingerprint in words.
    pub words: Vec<String>,
    /// When it was sealed, UTC.
    #[ts(type = "string")]
    pub created: Timestamp,
    /// When, in words.
    pub when: String,
    /// For what purpose, in words.
    pub purpose: String,
    /// Codes of the cases.
    pub cases: Vec<String>,
    /// Records by kind.
    pub changes: Vec<Change>,
    /// Files of evidence.
    pub evidence: u32,
    /// Their bytes, in words.
    pub size_text: String,
    /// What else it brings: earlier versions, contacts, records that ended, receipts, a reason for going past consent.
    pub besides: Vec<PreviewLine>,
    /// The sender's words.
    pub note: String,
    /// What the sender withheld, in words.
    pub withheld: Vec<PreviewLine>,
    /// Warnings in words: older than one already here, seen before, forwarded by somebody else, same number with other contents.
    pub warnings: Vec<String>,
}

/// What opening a bundle did.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OpenOutcome {
    /// The bundle as it was shown.
    pub inspected: InspectView,
    /// Ids of the cases, to go there.
    #[ts(type = "string[]")]
    pub cases: Vec<RecordId>,
    /// Records taken.
    pub taken: u32,
    /// Records that were here already.
    pub known: u32,
    /// Records in which changes of both sides were joined.
    pub merged: u32,
    /// Records that now hold two values of a field.
    pub conflicting: u32,
    /// Files of evidence taken.
    pub evidence: u32,
    /// Records that ended at the sender's: to be decided here.
    pub proposed: u32,
    /// Contacts that are new here, or known to be compared now.
    pub contacts: u32,
    /// Names of contacts that have another key here: an alarm.
    pub alarms: Vec<String>,
    /// Bundles of ours that the sender acknowledges.
    pub acknowledged: u32,
}

/// A bundle that was sent or received.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BundleLine {
    /// The bundle's id.
    pub bundle: String,
    /// It came here (else it was sealed here).
    pub is_received: bool,
    /// From or for whom.
    pub party: String,
    /// Codes of the cases.
    pub cases: Vec<String>,
    /// When, in words.
    pub when: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the sealed file.
    pub sha256: String,
}
