//! Papers about cases: what is asked for, what would be in them and what would not, and what was written.

use super::AnnexPreview;
use super::PreviewLine;
use sandyq_domain::Lang;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ReportKind {
    /// An alternative report to a treaty body.
    AlternativeReport,
    /// An individual communication.
    Communication,
    /// The register of evidence.
    Register,
    /// The chronology of a case.
    Chronology,
    /// Hate crimes, for the OSCE office (ODIHR).
    HateCrime,
    /// What somebody told, for their signature.
    Statement,
    /// A complaint under articles of the law, with its paragraph about the motive.
    Complaint,
    /// A complaint to the investigating judge (Criminal Procedure Code, article 106).
    JudgeComplaint,
    /// A request for a forensic examination.
    Examination,
    /// The sheet on which consent is asked.
    ConsentForm,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::AlternativeReport,
        Self::Communication,
        Self::Register,
        Self::Chronology,
        Self::HateCrime,
        Self::Statement,
        Self::Complaint,
        Self::JudgeComplaint,
        Self::Examination,
        Self::ConsentForm,
    ];

    /// Its slug, on the command line and in label keys.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::AlternativeReport => "alternative-report",
            Self::Communication => "communication",
            Self::Register => "register",
            Self::Chronology => "chronology",
            Self::HateCrime => "hate-crime",
            Self::Statement => "statement",
            Self::Complaint => "complaint",
            Self::JudgeComplaint => "judge-complaint",
            Self::Examination => "examination",
            Self::ConsentForm => "consent-form",
        }
    }
}

/// What paper is asked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReportRequest {
    /// Which.
    pub kind: ReportKind,
    /// Cases by code or id; none: every case that is not for practice.
    pub cases: Vec<String>,
    /// Articles, slugs of `treaty_article` (for complaints of `kz_law`); none: all that the acts name.
    pub articles: Vec<String>,
    /// To which body, a slug of `un_body`; empty: the Committee against Torture.
    pub body: String,
    /// The language of the paper.
    pub lang: Lang,
    /// How much of identities, a slug of `identity_level`; empty: what is usual for the paper.
    pub identity: String,
    /// Path of the file with the texts that people write; empty: the program's own.
    pub template: String,
}

/// How a person stands in a paper.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportPerson {
    /// Their code.
    pub code: String,
    /// They are in it.
    pub is_told: bool,
    /// They are shown with less than was asked for.
    pub is_lower: bool,
    /// What they are called there and at which level, or why they are not in it.
    pub text: String,
    /// The consent it rests on, and why it is less than was asked for.
    pub note: String,
}

/// How a case stands in a paper.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportCase {
    /// Its code.
    pub code: String,
    /// It is in it.
    pub is_told: bool,
    /// Everybody in it who has to be asked.
    pub people: Vec<ReportPerson>,
}

/// The length of a part.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportLength {
    /// Its heading, or the words for the whole.
    pub heading: String,
    /// Words between blanks, footnotes apart.
    pub words: u32,
    /// How many it may have; none where the template says nothing.
    pub limit: Option<u32>,
    /// There are more than it may have.
    pub is_over: bool,
}

/// What a paper would hold, before it is written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportPreview {
    /// What kind of paper it is, in words.
    pub kind_label: String,
    /// The title of the paper, in its language.
    pub title: String,
    /// The purpose of consent it needs, a slug of `consent_purpose`, and in words.
    pub purpose: String,
    /// The same in words.
    pub purpose_label: String,
    /// How much of identities was asked for, in words.
    pub identity_label: String,
    /// Every case that was chosen.
    pub cases: Vec<ReportCase>,
    /// How many of them are told.
    pub told: u32,
    /// What is left out, and why.
    pub stays: Vec<PreviewLine>,
    /// What to look at again before writing.
    pub look_again: Vec<PreviewLine>,
    /// What is missing, in words.
    pub missing: Vec<String>,
    /// How long it and its parts are.
    pub lengths: Vec<ReportLength>,
    /// The annex of numbers, in the language of the paper, where it has one in which something is told.
    pub annex: Option<AnnexPreview>,
    /// Endings of the files it can be written into.
    pub formats: Vec<String>,
}

/// A paper that was written.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReportWritten {
    /// Name of the file.
    pub file: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// In words.
    pub size_text: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What is in it, and what is not.
    pub preview: ReportPreview,
    /// The record of the submission that was made or changed; none for papers that are handed to nobody abroad.
    pub submission: Option<String>,
    /// The paper is written, its submission is not: why, and what to do, in words.
    pub not_noted: Option<String>,
}
