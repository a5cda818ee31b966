//! Vocabularies and the words a group added to them.

use sandyq_domain::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A vocabulary in a list.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VocabularyLine {
    /// Its name in records and declarations.
    pub name: String,
    /// In words.
    pub label: String,
    /// How many built-in terms it has.
    pub terms: u32,
    /// How many own terms are offered.
    pub own: u32,
    /// Whether a group may add to it.
    pub is_open: bool,
}

/// A vocabulary with all its terms.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VocabularyView {
    /// Its name in records and declarations.
    pub name: String,
    /// In words.
    pub label: String,
    /// Whether a group may add to it.
    pub is_open: bool,
    /// The built-in terms in the order of the form, then the own ones, the oldest first.
    pub terms: Vec<TermView>,
}

/// One term, built in or own.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TermView {
    /// What a record stores; empty for an own term, which is stored by its id.
    pub slug: String,
    /// The record of an own term.
    #[ts(type = "string | null")]
    pub id: Option<RecordId>,
    /// In the reader's language, or another where there is none.
    pub label: String,
    /// In English, or empty.
    pub en: String,
    /// In Russian, or empty.
    pub ru: String,
    /// In Kazakh, or empty.
    pub kk: String,
    /// The code of HURIDOCS *Events Standard Formats*, or empty.
    pub esf: String,
    /// ISO code, or empty.
    pub iso: String,
    /// Treaty articles it usually concerns, as slugs.
    pub articles: Vec<String>,
    /// What the program knows of it: `law_enforcement`, `state_actor=yes`.
    pub flags: Vec<String>,
    /// When it held, in words; empty when always.
    pub validity: String,
    /// Another name it bore, and when, in words; or empty.
    pub formerly: String,
    /// The built-in term it says anew, or that stood in its place before: a slug, or empty.
    pub replaces: String,
    /// That a lawyer has still to confirm it, or who has, in words; or empty.
    pub remark: String,
    /// No longer offered.
    pub is_retired: bool,
    /// How many records name it; 0 for built-in terms, which are not counted here.
    pub used: u32,
}

/// A term to be added. At least one of the labels is there.
#[derive(Clone, Default, Deserialize, TS)]
#[ts(export)]
pub struct NewTerm {
    /// Of which vocabulary.
    pub vocabulary: String,
    /// In English.
    pub en: String,
    /// In Russian.
    pub ru: String,
    /// In Kazakh.
    pub kk: String,
    /// The built-in term it says anew: a slug, or empty.
    pub replaces: String,
    /// Since when it holds: a date as people write it, or empty.
    pub valid_from: String,
    /// Until when it held.
    pub valid_to: String,
    /// Who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub confirmed_on: String,
    /// What it means.
    pub note: String,
}
