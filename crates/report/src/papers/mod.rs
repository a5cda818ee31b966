//! Papers about cases: what is sent to bodies of the United Nations, to courts and to authorities.
//!
//! Each is a function that makes a [`Document`] of the records it is handed. Nothing here knows consent: whoever may not be told of
//! is not in the records, whoever may be told of is called as [`Told::called`] says. Texts that only people can write come from
//! a [`Template`]; what is missing is told beside the paper, never made up.

mod alternative;
mod chronology;
mod communication;
mod elements;
mod facts;
mod forms;
mod incidents;
mod register;
mod remedies;
mod saying;
mod template;
mod writer;

pub use alternative::alternative_report;
pub use chronology::chronology;
pub use communication::communication;
pub use forms::form;
pub use incidents::hate_crimes;
pub use register::register;
pub use template::{Flaw, FlawKind, Limit, TEMPLATE_LIMIT, Template, VALUES};

use crate::document::{Block, Document, Table};
use chrono::NaiveDate;
use sandyq_domain::counting::Across;
use sandyq_domain::kinds::{Act, Recommendation};
use sandyq_domain::{CaseFile, Entry, Lang, RecordId, Timestamp};
use std::collections::BTreeMap;

/// What a paper is made of. There is no `Debug`: most of it is what people said.
#[derive(Clone)]
pub struct Material {
    /// The language of the paper.
    pub lang: Lang,
    /// The day it is written.
    pub today: NaiveDate,
    /// To which body: a slug of `un_body`; empty for papers to nobody of them.
    pub body: String,
    /// The articles it is about, slugs of `treaty_article` or `kz_law`; none: all that the acts name.
    pub articles: Vec<String>,
    /// How much of identities was asked for, in words.
    pub identity: String,
    /// Cases that were chosen, those that are not told of too.
    pub chosen: usize,
    /// The cases that are told of.
    pub cases: Vec<Told>,
    /// Which events stand here twice, and which codes are one person.
    pub across: Across,
    /// How much of what is told counts under each article of a treaty; under others nothing does.
    pub counted: BTreeMap<String, Counted>,
    /// What the body has asked of the State.
    pub recommendations: Vec<Entry<Recommendation>>,
    /// What people wrote.
    pub template: Template,
    /// The annex of numbers, ready; empty when there is none.
    pub annex: Vec<Block>,
    /// The cases are invented, for practice: it stands on every page.
    pub is_practice: bool,
}

/// How much counts under an article, by the rules of all numbers.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Cases.
    pub cases: u64,
    /// Acts.
    pub acts: u64,
    /// Those who suffered them; a group by its least number.
    pub people: u64,
}

/// One case, reduced to what may be told.
#[derive(Clone, Default)]
pub struct Told {
    /// Its code.
    pub code: String,
    /// Its records.
    pub file: CaseFile,
    /// What people are called here: a pseudonym or code, initials, or a name.
    pub called: BTreeMap<RecordId, String>,
    /// Places, authorities and exact days may be told.
    pub is_detailed: bool,
    /// The files of its evidence.
    pub files: Vec<HeldFile>,
    /// What was done with them, the oldest first.
    pub custody: Vec<Custody>,
    /// The root over all files, 64 hexadecimal digits; empty where there is no file.
    pub root: String,
}

/// A file of evidence in the vault.
#[derive(Clone)]
pub struct HeldFile {
    /// The item it belongs to.
    pub item: RecordId,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// One thing that was done with a piece of evidence.
#[derive(Clone)]
pub struct Custody {
    /// Which.
    pub item: RecordId,
    /// When.
    pub time: Timestamp,
    /// A slug of `custody_action`; empty when what was done is not told any more.
    pub action: String,
    /// Who did it: a name, or the number of a keeper.
    pub by: String,
    /// To whom it went; empty when nowhere.
    pub to: String,
    /// The journal's own hash of this entry, the first 16 hexadecimal digits.
    pub hash: String,
}

/// A paper, and what is to be known of it before it is sent.
#[derive(Clone)]
pub struct Paper {
    /// The document.
    pub document: Document,
    /// Its tables for programs that calculate; none where the paper is no table.
    pub sheets: Vec<Table>,
    /// The length of its parts.
    pub lengths: Vec<Length>,
    /// What is missing, in the paper's language.
    pub gaps: Vec<String>,
}

/// The length of a part, or of the whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Length {
    /// Its heading; empty for the whole.
    pub heading: String,
    /// Words between blanks, footnotes apart.
    pub words: usize,
    /// How long it may be.
    pub limit: Option<Limit>,
}

macro_rules! templates {
    ($lang:literal: $($paper:literal),* $(,)?) => {
        [$(($paper, include_str!(concat!("templates/", $paper, ".", $lang, ".txt")))),*]
    };
}

type Templates = [(&'static str, &'static str); 7];

const EN: Templates = templates!("en": "alternative-report", "communication", "statement", "complaint", "judge-complaint", "examination", "consent-form");
const RU: Templates = templates!("ru": "alternative-report", "communication", "statement", "complaint", "judge-complaint", "examination", "consent-form");
const KK: Templates = templates!("kk": "alternative-report", "communication", "statement", "complaint", "judge-complaint", "examination", "consent-form");

/// A template to begin with, where the paper has one: name of the paper and language.
#[must_use]
pub fn default_template(paper: &str, lang: Lang) -> Option<&'static str> {
    let of = match lang {
        Lang::En => &EN,
        Lang::Ru => &RU,
        Lang::Kk => &KK,
    };
    of.iter().find(|(name, _)| *name == paper).map(|(_, text)| *text)
}

/// Whether a template of this paper may have a section of this name.
#[must_use]
pub fn knows_section(paper: &str, name: &str) -> bool {
    match paper {
        "alternative-report" => alternative::knows(name),
        "communication" => communication::knows(name),
        form => forms::knows(form, name),
    }
}

/// What people write of each article in this paper: the last words of names of sections.
#[must_use]
pub fn article_sections(paper: &str) -> &'static [&'static str] {
    match paper {
        "alternative-report" => &alternative::PARTS,
        "communication" => &["claim"],
        _ => &[],
    }
}

impl Told {
    /// What a person is called here.
    fn called(&self, person: RecordId) -> Option<&str> {
        self.called.get(&person).map(String::as_str)
    }

    /// The number of a piece of evidence within the case.
    fn exhibit(&self, item: RecordId) -> Option<usize> {
        self.file
            .evidence
            .iter()
            .position(|entry| entry.id == item)
            .map(|at| at + 1)
    }

    /// Evidence that supports a record: named by the record itself, or naming it.
    fn proof_of(&self, record: RecordId, named: &[RecordId]) -> Vec<RecordId> {
        let here = named.iter().copied().filter(|id| self.exhibit(*id).is_some());
        let mut proof: Vec<RecordId> = here.collect();
        let supporting = self
            .file
            .evidence
            .iter()
            .filter(|item| item.record.supports.contains(&record));
        proof.extend(supporting.map(|item| item.id).filter(|id| !named.contains(id)));
        proof
    }

    /// The acts of an event.
    fn acts_of(&self, event: RecordId) -> Vec<&Entry<Act>> {
        let acts = self.file.acts.iter();
        acts.filter(|act| act.record.event == Some(event)).collect()
    }

    /// Those who suffered an act, each once, in the order of the acts.
    fn victims(&self) -> Vec<RecordId> {
        let mut victims: Vec<RecordId> = Vec::new();
        for victim in self.file.acts.iter().filter_map(|act| act.record.victim) {
            if !victims.contains(&victim) {
                victims.push(victim);
            }
        }
        victims
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_of_the_program_is_read_and_says_the_same_sections_in_every_language() {
        for (at, (paper, _)) in EN.iter().enumerate() {
            let headers = [&EN, &RU, &KK].map(|templates| {
                let (name, text) = templates[at];
                assert_eq!(name, *paper);
                let read = Template::read(text.as_bytes(), |name| knows_section(paper, name));
                assert!(read.is_ok(), "{paper}: {:?}", read.err());
                let headers = text.lines().filter(|line| line.starts_with('['));
                headers.map(str::to_owned).collect::<Vec<_>>()
            });
            assert!(
                !headers[0].is_empty() && headers.iter().all(|one| *one == headers[0]),
                "{paper}"
            );
        }
    }
}
