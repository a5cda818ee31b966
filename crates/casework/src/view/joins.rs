//! What may belong together, and what a group of linked cases looks like.

use sandyq_domain::RecordId;
use serde::Serialize;
use ts_rs::TS;

/// Something that may belong together, with why.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LinkProposal {
    /// By which it is accepted or declined; the same as long as what it proposes, and why, is the same.
    pub id: String,
    /// `same-perpetrators`, `duplicate` or `same-person`.
    #[ts(type = "'same-perpetrators' | 'duplicate' | 'same-person'")]
    pub finding: &'static str,
    /// That in words.
    pub finding_label: String,
    /// `strong`, `probable` or `weak`.
    #[ts(type = "'strong' | 'probable' | 'weak'")]
    pub strength: &'static str,
    /// That in words.
    pub strength_label: String,
    /// The cases or people, the oldest first.
    pub sides: Vec<ProposalSide>,
    /// What they have in common, the strongest first; without numbers and names while those are hidden.
    pub reasons: Vec<String>,
}

/// One of the cases or people of a proposal.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProposalSide {
    /// The case or person.
    #[ts(type = "string")]
    pub id: RecordId,
    /// The code it is shown under.
    pub code: String,
    /// A case's title, or what a person is called; empty when that is the code.
    pub title: String,
    /// For a person: codes of cases in which they stand, so that both can be looked at before deciding.
    pub cases: Vec<String>,
}

/// What is proposed, and what was declined before.
#[derive(Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LinkProposals {
    /// Nobody has said anything about these; the strongest first.
    pub open: Vec<LinkProposal>,
    /// Somebody said that these do not belong together.
    pub declined: Vec<LinkProposal>,
}

/// What accepting a proposal did.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LinkOutcome {
    /// Links between events that were made; or people whose record says now whose code they have too.
    #[ts(type = "string[]")]
    pub records: Vec<RecordId>,
}

/// A picture that was written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PictureOutcome {
    /// Name of the file.
    pub file: String,
    /// That it is not encrypted, in words.
    pub warning: String,
}

/// Cases that links join, seen from one of them.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct GroupView {
    /// Every case of the group, the oldest first; the one that was asked about among them.
    pub cases: Vec<ProposalSide>,
    /// Cases that are too many to be read.
    pub left_out: u32,
    /// Victims, each person once: those with a code.
    pub victims_known: u32,
    /// There were no fewer.
    pub victims_least: u32,
    /// There were no more, when an estimate says so.
    pub victims_most: Option<u32>,
    /// Those three in one sentence.
    pub victims_told: String,
    /// Events that follow one another, row by row.
    pub chains: Vec<Vec<ChainStep>>,
    /// What several of them have in common.
    pub common: Vec<CommonLine>,
    /// How two of them are linked.
    pub pairs: Vec<PairLine>,
}

/// One event of a chain.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ChainStep {
    /// The event.
    #[ts(type = "string")]
    pub event: RecordId,
    /// Its case.
    #[ts(type = "string")]
    pub case: RecordId,
    /// The code of its case.
    pub case_code: String,
    /// When, in short.
    pub when: String,
    /// What happened, in a few words.
    pub title: String,
    /// What it is to the one after it, in words; empty for the last.
    pub leads: String,
}

/// Somebody or something that stands behind several cases, or events.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CommonLine {
    /// What it is called in the picture: never a number or a name.
    pub label: String,
    /// What it is in words, as it may be shown here.
    pub told: String,
    /// In which cases, or events, by what they are called in the picture.
    pub places: Vec<String>,
}

/// Two cases, or events, that a link joins.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PairLine {
    /// The one.
    pub from: String,
    /// What it is to the other, in words.
    pub how: String,
    /// The other.
    pub to: String,
}
