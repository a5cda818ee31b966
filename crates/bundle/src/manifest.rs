//! `manifest.json`: what was sealed, by whom, for whom, why, and what every other member must be.
//!
//! Nothing here derives `Debug`: names, reasons and notes were written by people.

mod rules;

use std::fmt::Write as _;

use sandyq_agefile::Recipient;
use sandyq_domain::{Lang, RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::json::{self, JsonFault};
use crate::keys::VerifyingKey;
use crate::limits::MANIFEST_VALUES_LIMIT;
use crate::refusal::Refusal;
use crate::sha256::Sha256Sum;

/// The value of `format`.
pub(crate) const FORMAT: &str = "sandyq-bundle";
/// The version written and read here.
pub(crate) const VERSION: u32 = 1;

/// What a bundle is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BundleKind {
    /// For another person: consent decides what is in it, and it may be redacted.
    HandOver,
    /// Whole cases with everything, for another vault of the sender's own or for a colleague who takes over.
    Move,
    /// What the recipient is not known to have of cases that were moved or handed over before.
    Update,
    /// Back to whom a case came from: what was added or changed here.
    Answer,
    /// No records: which bundles arrived.
    Receipt,
}

/// The signed description of a bundle. Every field is as `docs/formats/bundle.md` says; unknown ones are refused, and
/// what a newer program wants to add without breaking older ones stands in [`Manifest::extra`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub(crate) format: String,
    pub(crate) version: u32,
    /// The bundle.
    pub id: RecordId,
    /// What it is for.
    pub kind: BundleKind,
    /// When it was sealed.
    pub created: Timestamp,
    /// Who sealed it, as they call themselves.
    pub sender: Sender,
    /// Whom it was sealed for.
    pub recipient: Party,
    /// The purpose that consent was asked for, as a slug.
    pub purpose: String,
    /// The language of the readable dossier.
    pub language: Lang,
    /// The cases in it.
    pub cases: Vec<CasePart>,
    /// Whose consent it rests on.
    pub consent_basis: Vec<Consent>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
    /// Why it leaves although somebody's consent does not cover it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_override: Option<Override>,
    /// Records handed over before that were deleted or forgotten since: the recipient decides what becomes of them there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endings: Vec<Ending>,
    /// People the sender exchanges bundles with; only to another vault of the sender's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactPart>,
    /// Bundles of the recipient's that arrived; only in a receipt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<Receipt>,
    /// Words of the sender.
    pub note: String,
    /// What is in it, counted.
    pub totals: Totals,
    /// Every member in its order, but for the manifest, its signature and the padding.
    pub members: Vec<Member>,
    /// Fields of newer programs: kept, never acted upon.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extra: Map<String, Value>,
}

/// The sender, as they say of themselves: only the comparison of keys with a verified contact proves it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// What they call themselves.
    pub name: String,
    /// Where to send an answer.
    #[serde(with = "as_text")]
    pub recipient: Recipient,
    /// The key of the signature.
    #[serde(with = "as_text")]
    pub key: VerifyingKey,
}

/// The recipient.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// What the sender calls them.
    pub name: Option<String>,
    /// The key it was sealed to; none when it was sealed to a passphrase.
    #[serde(with = "as_optional_text")]
    pub recipient: Option<Recipient>,
}

/// One case in a bundle.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasePart {
    /// The case.
    pub id: RecordId,
    /// Its code at the sender's.
    pub code: String,
    /// 1 for the first bundle of this case from this sender to this recipient, then 2, 3 …
    pub sequence: u64,
    /// The sum of the whole sealed file that had the sequence before; none for the first.
    pub previous_sha256: Option<Sha256Sum>,
    /// The root of the tree over the files of this case that are in the bundle; none when there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_root: Option<Sha256Sum>,
}

/// The reason for going past what people consented to, and whom it concerns.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// In words.
    pub reason: String,
    /// The codes of the people whose consent does not cover the bundle.
    pub people: Vec<String>,
}

/// How a record ended at the sender's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndingKind {
    /// It is in the trash.
    Delete,
    /// A person asked to be forgotten.
    Forget,
}

/// A record that ended at the sender's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// The record.
    pub record: RecordId,
    /// How.
    pub what: EndingKind,
    /// When.
    pub time: Timestamp,
}

/// Somebody the sender exchanges bundles with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPart {
    /// What the sender calls them.
    pub name: String,
    /// What to seal to.
    #[serde(with = "as_text")]
    pub recipient: Recipient,
    /// What their signatures are checked with.
    #[serde(with = "as_text")]
    pub key: VerifyingKey,
    /// When the sender compared their fingerprint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Timestamp>,
}

/// A bundle that arrived.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The bundle.
    pub bundle: RecordId,
    /// The sum of the sealed file that arrived.
    pub sha256: Sha256Sum,
    /// When it was taken in.
    pub time: Timestamp,
}

/// One person whose consent was looked at.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The person's code, never their name.
    pub person: String,
    /// Whether the consent covers this bundle's purpose.
    pub covers: bool,
    /// On what it rests, in words.
    pub basis: String,
}

/// Something that was left out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Counts, so that a reader sees at once what is in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Records in `case/`.
    pub records: u64,
    /// Earlier versions of these records.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub history: u64,
    /// Members in `files/`.
    pub files: u64,
    /// Their sizes together, in bytes.
    pub file_bytes: u64,
}

/// One member of the tar.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its size, in bytes.
    pub size: u64,
    /// Its sum.
    pub sha256: Sha256Sum,
    /// For `files/`: the record it is the evidence of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<RecordId>,
}

impl Manifest {
    /// Reads and checks a manifest whose signature was verified before.
    ///
    /// # Security
    /// `bytes` is at most [`crate::MANIFEST_LIMIT`] long: the caller has bounded it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        json::check(bytes, MANIFEST_VALUES_LIMIT).map_err(|fault| match fault {
            JsonFault::Syntax => Refusal::ManifestSyntax,
            JsonFault::Depth => Refusal::ManifestDepth,
            JsonFault::Twice => Refusal::ManifestTwice,
            JsonFault::Values => Refusal::ManifestValues,
        })?;
        let head: Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| Refusal::ManifestShape)?;
        if head.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(Refusal::ManifestFormat);
        }
        if head
            .get("version")
            .and_then(Value::as_u64)
            .is_some_and(|version| version > u64::from(VERSION))
        {
            return Err(Refusal::ManifestNewer);
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| Refusal::ManifestShape)?;
        let read = serde_json::to_value(&manifest).map_err(|_| Refusal::ManifestShape)?;
        if manifest.version != VERSION || !json::says_only(&Value::Object(head), &read) {
            return Err(Refusal::ManifestShape);
        }
        manifest.check()?;
        Ok(manifest)
    }

    /// The signed comment: bundle id and the highest sequence of its cases.
    pub(crate) fn comment(&self) -> String {
        let sequence = self.cases.iter().map(|case| case.sequence).max().unwrap_or(0);
        format!("{FORMAT}:{}\tsequence:{sequence}", self.id)
    }

    /// What `SHA256SUMS` must be: all members but itself, as `sha256sum` prints them.
    pub(crate) fn sums(&self) -> String {
        let mut text = String::new();
        for Member {
            name,
            sha256,
            size: _,
            item: _,
        } in &self.members
        {
            if name != crate::name::SUMS {
                let _ = writeln!(text, "{sha256}  {name}");
            }
        }
        text
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// A key that may be absent, as its text or null.
mod as_optional_text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands a reference to the field")]
    pub(super) fn serialize<T: Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(T::to_string).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(|_| serde::de::Error::custom("not a key")))
            .transpose()
    }
}

/// Keys travel as their texts.
mod as_text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom("not a key"))
    }
}
