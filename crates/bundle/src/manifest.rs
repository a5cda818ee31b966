//! `manifest.json`: what was sealed, by whom, for whom, why, and what every other member must be.
//!
//! Nothing here derives `Debug`: names, reasons and notes were written by people.

use std::collections::HashSet;
use std::fmt::Write as _;

use sandyq_agefile::Recipient;
use sandyq_domain::{Lang, RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::header::{BLOCK_LEN, blocks};
use crate::json::{self, JsonFault};
use crate::keys::VerifyingKey;
use crate::limits::{
    CASE_LIMIT, ENTRY_LIMIT, FILE_LIMIT, LABEL_LIMIT, MANIFEST_VALUES_LIMIT, RECORD_FILE_LIMIT, RECORDS_LIMIT,
    TAR_LIMIT, TEXT_LIMIT,
};
use crate::name::{CASE, FILES, FIXED, is_member_name, rank};
use crate::refusal::Refusal;
use crate::sha256::Sha256Sum;
use crate::text::{is_label, is_prose, is_slug};

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
    /// For another vault of the sender's own.
    Move,
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
    /// The key it was sealed to.
    #[serde(with = "as_text")]
    pub recipient: Recipient,
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
        if manifest.version != VERSION {
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

    /// Every rule that the manifest alone can break. Sealing asks it too.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        self.check_words()?;
        self.check_cases()?;
        if (self.members.len() as u64).saturating_add(self.totals.records) > ENTRY_LIMIT as u64 {
            return Err(Refusal::TooManyEntries);
        }
        self.check_names()?;
        self.check_sizes()
    }

    fn check_words(&self) -> Result<(), Refusal> {
        let mut labels = std::iter::once(&self.sender.name)
            .chain(&self.recipient.name)
            .chain(self.cases.iter().map(|case| &case.code))
            .chain(self.consent_basis.iter().map(|consent| &consent.person));
        let mut texts = std::iter::once(&self.note)
            .chain(self.consent_basis.iter().map(|consent| &consent.basis))
            .chain(
                self.withheld
                    .iter()
                    .flat_map(|withheld| [&withheld.what, &withheld.why]),
            );
        if !labels.all(|label| is_label(label, LABEL_LIMIT)) {
            return Err(Refusal::LabelForm);
        }
        if !texts.all(|text| is_prose(text, TEXT_LIMIT)) {
            return Err(Refusal::TextForm);
        }
        if is_slug(&self.purpose) {
            Ok(())
        } else {
            Err(Refusal::PurposeForm)
        }
    }

    fn check_cases(&self) -> Result<(), Refusal> {
        if self.cases.len() > CASE_LIMIT {
            return Err(Refusal::CasesTooMany);
        }
        let mut seen = HashSet::new();
        for case in &self.cases {
            if !seen.insert(case.id) {
                return Err(Refusal::CaseTwice);
            }
            if case.sequence == 0 || (case.sequence == 1) != case.previous_sha256.is_none() {
                return Err(Refusal::CaseSequence);
            }
        }
        Ok(())
    }

    fn check_names(&self) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        for member in &self.members {
            if !is_member_name(&member.name) {
                return Err(Refusal::MemberName);
            }
            if !seen.insert(&member.name) {
                return Err(Refusal::MemberTwice);
            }
            if member.item.is_some() != member.name.starts_with(FILES) {
                return Err(Refusal::MemberItem);
            }
        }
        if !FIXED
            .iter()
            .all(|fixed| self.members.iter().any(|member| member.name == *fixed))
        {
            return Err(Refusal::MembersFixed);
        }
        let place = |member: &Member| (rank(&member.name), member.name.clone());
        if self.members.is_sorted_by_key(place) {
            Ok(())
        } else {
            Err(Refusal::MembersOrder)
        }
    }

    fn check_sizes(&self) -> Result<(), Refusal> {
        let mut totals = Totals {
            records: self.totals.records,
            ..Totals::default()
        };
        let (mut records, mut tar) = (0, 0);
        for member in &self.members {
            if member.size > FILE_LIMIT {
                return Err(Refusal::MemberTooLarge);
            }
            // No overflow: at most 100 000 members below 8 GiB each.
            tar += BLOCK_LEN + blocks(member.size);
            if member.name.starts_with(FILES) {
                totals.files += 1;
                totals.file_bytes += member.size;
            } else if member.name.starts_with(CASE) {
                records += member.size;
                if member.size > RECORD_FILE_LIMIT {
                    return Err(Refusal::RecordFileTooLong);
                }
            }
        }
        if records > RECORDS_LIMIT {
            return Err(Refusal::RecordsTooLong);
        }
        // A little room for what the manifest does not list: itself, its signature, the padding's header, the end.
        if tar > TAR_LIMIT - (4 << 20) {
            return Err(Refusal::TarTooLarge);
        }
        if totals == self.totals {
            Ok(())
        } else {
            Err(Refusal::TotalsDiffer)
        }
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
