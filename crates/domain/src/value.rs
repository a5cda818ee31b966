//! The Rust types behind the field types, under the same names: `Text` here is what [`crate::FieldType::Text`] describes.
//! Counting and deadlines compile only against fields that exist.

use crate::fuzzy::FuzzyDate;
use crate::ids::RecordId;
use serde::{Deserialize, Serialize};

/// A term of a vocabulary by its slug, something else in words, or a term of the group's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Coded {
    /// A term, or one of the reserved answers.
    Term(String),
    /// Not in the vocabulary.
    Other {
        /// What it is instead.
        other: String,
    },
    /// A term the group added itself.
    Own {
        /// Its record.
        term: RecordId,
    },
}

impl Coded {
    /// The slug; `other` for free words and for an own term (see [`crate::OwnTerms::stands_for`]).
    #[must_use]
    pub fn slug(&self) -> &str {
        match self {
            Self::Term(slug) => slug,
            Self::Other { .. } | Self::Own { .. } => "other",
        }
    }
}

/// A free text in one language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The language it is written in, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The text as it was said or written.
    pub text: String,
}

/// One line of text.
pub type Text = Option<String>;
/// Free text, perhaps in several languages.
pub type Prose = Vec<Passage>;
/// A date with its uncertainty.
pub type Date = Option<FuzzyDate>;
/// One term.
pub type Code = Option<Coded>;
/// Several terms.
pub type Codes = Vec<Coded>;
/// A whole number.
pub type Number = Option<i64>;
/// Yes or no.
pub type Flag = Option<bool>;
/// Another record.
pub type Link = Option<RecordId>;
/// Several other records.
pub type Links = Vec<RecordId>;
/// Free words.
pub type Tags = Vec<String>;
