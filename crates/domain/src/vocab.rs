//! The vocabularies: what a coded field can say, with a label in every language.
//!
//! Each is a data file in `vocab/`, read once. Slugs are ours and never change once released: they are what a stored record
//! holds; labels may be improved at any time. Reserved answers fit every coded field and stand in one file of their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::lang::Lang;

/// Which terms a field offers, where two fields share a vocabulary: harm to the body, and to the mind.
#[must_use]
pub fn offers(kind: &str, field: &str, term: &Term) -> bool {
    match (kind, field) {
        ("act", "physical_harm") => !term.flag("mind"),
        ("act", "psychological_harm") => term.flag("mind"),
        _ => true,
    }
}

/// One answer of a coded field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What a record stores; `[a-z0-9_]+`.
    pub slug: String,
    en: String,
    ru: String,
    kk: String,
    /// The code of HURIDOCS *Events Standard Formats* it corresponds to.
    #[serde(default)]
    pub esf: Option<String>,
    /// Treaty articles it usually concerns, as slugs of `treaty_article`.
    #[serde(default)]
    pub articles: Vec<String>,
    #[serde(default)]
    flags: BTreeMap<String, Mark>,
    /// First day it exists: a region, a law.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day it exists.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// ISO 3166-2 code of a region, ISO 3166-1 alpha-2 of a country.
    #[serde(default)]
    pub iso: Option<String>,
    /// The term that stood in its place before `from`.
    #[serde(default)]
    pub was: Option<String>,
    /// Another name it bore for a time.
    #[serde(default)]
    pub formerly: Option<Formerly>,
}

/// Another name of a term, and when it bore it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formerly {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    en: String,
    ru: String,
    kk: String,
}

impl Formerly {
    /// The label it bore.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Kk => &self.kk,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Mark {
    Set(bool),
    Word(String),
}

impl Term {
    /// Its label.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Kk => &self.kk,
        }
    }

    /// The label it bore on this day.
    #[must_use]
    pub fn label_on(&self, day: NaiveDate, lang: Lang) -> &str {
        match &self.formerly {
            Some(name) if name.from <= day && day <= name.to => name.label(lang),
            _ => self.label(lang),
        }
    }

    /// Whether it carries this flag; a flag in words counts when the word is `yes`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        match self.flags.get(name) {
            Some(Mark::Set(set)) => *set,
            Some(Mark::Word(word)) => word == "yes",
            None => false,
        }
    }

    /// The word of a flag in words: `state_actor` is `yes`, `private` or `private_with_acquiescence`.
    #[must_use]
    pub fn flag_word(&self, name: &str) -> Option<&str> {
        match self.flags.get(name)? {
            Mark::Word(word) => Some(word),
            Mark::Set(_) => None,
        }
    }

    /// Every flag it carries: its name, or `name=word`.
    pub fn flags(&self) -> impl Iterator<Item = String> {
        let written = |(name, mark): (&String, &Mark)| match mark {
            Mark::Set(true) => Some(name.clone()),
            Mark::Set(false) => None,
            Mark::Word(word) => Some(format!("{name}={word}")),
        };
        self.flags.iter().filter_map(written)
    }

    /// Whether it existed on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The terms of one coded field, in the order a form shows them.
#[derive(Debug)]
pub struct Vocabulary {
    /// Its name, as field declarations use it.
    pub name: &'static str,
    terms: Vec<Term>,
}

impl Vocabulary {
    /// Every term, in the order a form shows them.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term of this slug; reserved answers are not among them.
    #[must_use]
    pub fn term(&self, slug: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.slug == slug)
    }

    /// Whether any of its terms is a law that a lawyer has still to confirm.
    #[must_use]
    pub fn waits_for_a_lawyer(&self) -> bool {
        self.terms.iter().any(|term| term.flag("to_be_confirmed"))
    }

    /// The label of a term or of a reserved answer.
    #[must_use]
    pub fn label(&self, slug: &str, lang: Lang) -> Option<&str> {
        self.term(slug)
            .or_else(|| RESERVED.term(slug))
            .map(|term| term.label(lang))
    }
}

fn read(name: &'static str, text: &str) -> Vocabulary {
    let terms = serde_json::from_str(text).expect("a vocabulary is part of the program, and a test reads every one");
    Vocabulary { name, terms }
}

macro_rules! vocabularies {
    ($($name:literal),* $(,)?) => {
        /// The name of every vocabulary.
        pub const ALL_NAMES: &[&str] = &[$($name),*];

        static ALL: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
            vec![$(read($name, include_str!(concat!("../vocab/", $name, ".json")))),*]
        });
    };
}

vocabularies! {
    "act_type", "age_band", "aggravating_facts", "bias_indicator", "bias_motivation", "bias_motive_status", "bias_step",
    "bodily_harm_degree", "body_area", "case_kind", "channel", "confidence", "connection", "consent_capacity",
    "consent_form", "consent_given_by", "consent_purpose", "conversion_method", "conversion_setting", "copy_kind",
    "counting_unit", "country", "custody_action", "deadline_rule", "deadline_unit", "degree", "degree_of_consistency", "document_type",
    "education", "element_standing", "event_link_type", "evidence_kind", "forum_level", "further_penalty", "gender_identity", "harm", "held_with",
    "identity_level", "impact", "implementation", "intervention_kind", "kz_law", "language", "likelihood",
    "mark_kind", "medical_consent", "medical_purpose", "monitoring_status", "openness", "organisation_kind",
    "outcome", "perpetrator_type", "person_role", "place_type", "priority", "proceeding_kind", "proceeding_stage",
    "provenance", "qualification", "recipient_class", "refusal_mode", "region", "relation_type", "reliability",
    "result", "risk_level", "sensitivity", "sentence_level", "sex_characteristics", "sex_marker", "sexual_orientation",
    "sogiesc_source", "status_at_end", "step_type", "submission_status", "task_status", "torture_purpose",
    "treaty_article", "un_body", "verification", "vocabulary", "vulnerability", "why_not_reported", "yes_no",
}

/// The answers that fit every coded field, and `other`.
pub static RESERVED: LazyLock<Vocabulary> = LazyLock::new(|| read("reserved", include_str!("../vocab/reserved.json")));

/// The vocabulary of this name.
#[must_use]
pub fn vocabulary(name: &str) -> Option<&'static Vocabulary> {
    ALL.iter().find(|vocabulary| vocabulary.name == name)
}

#[cfg(test)]
mod asked;
#[cfg(test)]
mod tests;
