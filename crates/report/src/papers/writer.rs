//! One paper while it is written: its blocks, what is missing, and the limits of its parts.

use super::template::{Limit, Values};
use super::{Length, Material, Paper, Told};
use crate::document::{Anchor, Block, Cover, Document, Level, Run, Table, Words};
use crate::seen::Seen;
use crate::speech::Speech;
use sandyq_domain::words::{Arg, civil_day_text, text_with};
use sandyq_domain::{Entry, Kind, RecordId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Writer<'m> {
    pub(super) material: &'m Material,
    pub(super) speech: Speech,
    pub(super) blocks: Vec<Block>,
    pub(super) gaps: Vec<String>,
    pub(super) sheets: Vec<Table>,
    pub(super) values: Values,
    /// Paragraphs have numbers.
    pub(super) is_numbered: bool,
    /// Whole paper and parts by heading, with what the template allows them.
    limits: Vec<(String, Option<Limit>)>,
    /// Where each case is told, by its code.
    told_at: BTreeMap<&'m str, Anchor>,
}

/// Stands in a text where the number of a paragraph comes; nobody writes it.
const NUMBER: &str = "\u{E000}";

impl<'m> Writer<'m> {
    pub(super) fn new(material: &'m Material, is_numbered: bool) -> Self {
        let speech = Speech(material.lang);
        let victims = material.cases.iter().flat_map(Told::victims);
        let people: BTreeSet<RecordId> = victims.map(|victim| material.across.one(victim)).collect();
        let articles: Vec<String> = material.articles.iter().map(|slug| speech.article(slug)).collect();
        let codes: Vec<&str> = material.cases.iter().map(|told| told.code.as_str()).collect();
        let values = Values(vec![
            ("body", speech.term("un_body", &material.body)),
            ("state", speech.say("papers-state")),
            ("day", civil_day_text(material.today, material.lang)),
            ("cases", material.cases.len().to_string()),
            ("chosen", material.chosen.to_string()),
            ("people", people.len().to_string()),
            ("articles", articles.join("; ")),
            ("code", codes.join(", ")),
        ]);
        Self {
            material,
            speech,
            blocks: Vec::new(),
            gaps: Vec::new(),
            sheets: Vec::new(),
            values,
            is_numbered,
            limits: Vec::new(),
            told_at: BTreeMap::new(),
        }
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.speech.say(key)
    }

    pub(super) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        text_with(self.material.lang, key, args)
    }

    pub(super) fn heading(&mut self, level: Level, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// A paragraph of the paper itself.
    pub(super) fn paragraph(&mut self, runs: Vec<Run>) {
        self.blocks.push(if self.is_numbered {
            Block::Numbered(runs)
        } else {
            Block::Paragraph(runs)
        });
    }

    /// Remembers where a case is told: in the first numbered paragraph from this block on.
    pub(super) fn told_from(&mut self, block: usize, told: &'m Told) {
        let is_numbered = |block: &Block| matches!(block, Block::Numbered(_));
        if let Some(at) = self.blocks.iter().skip(block).position(is_numbered) {
            let anchor = Anchor(self.told_at.len() + 1);
            self.blocks.insert(block + at, Block::Anchor(anchor));
            self.told_at.insert(&told.code, anchor);
        }
    }

    /// The number of the paragraph in which a case begins to be told.
    pub(super) fn number_of(&self, told: &Told) -> Option<Run> {
        self.told_at.get(told.code.as_str()).copied().map(Run::number_of)
    }

    /// A text with the number of a paragraph at its `{ $n }`.
    pub(super) fn say_number(&self, key: &str, args: &[(&str, Arg<'_>)], number: Run) -> Vec<Run> {
        let mut args = args.to_vec();
        args.push(("n", NUMBER.into()));
        let text = self.say_with(key, &args);
        let (before, after) = text.split_once(NUMBER).unwrap_or((&text, ""));
        vec![Run::plain(before), number, Run::plain(after)]
    }

    /// A paragraph without a number: a remark of the program.
    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![Run::italic(text)]));
    }

    pub(super) fn gap(&mut self, key: &str, args: &[(&str, Arg<'_>)]) {
        let gap = self.say_with(key, args);
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }

    /// What people write on the cover, else the body and the day.
    pub(super) fn cover_lines(&self) -> Vec<String> {
        let lines = self.material.template.lines("cover", &self.values);
        if !lines.is_empty() {
            return lines;
        }
        let known = ["body", "day"].map(|name| self.values.0.iter().find(|(known, _)| *known == name));
        known.into_iter().flatten().map(|(_, value)| value.clone()).collect()
    }

    /// A part that people write: its heading, its text, or the mark that it is not written yet.
    pub(super) fn part(&mut self, level: Level, heading: impl Into<String>, section: &str) {
        let heading = heading.into();
        self.heading(level, heading.clone());
        self.limits
            .push((heading.clone(), self.material.template.limit(section).cloned()));
        self.own(section, &heading);
    }

    /// The text of a section without a heading of its own.
    pub(super) fn own(&mut self, section: &str, named: &str) {
        let template = &self.material.template;
        if template.has(section) {
            self.blocks
                .extend(template.blocks(section, self.is_numbered, &self.values));
            return;
        }
        let about: [(&str, Arg<'_>); 2] = [("part", named.into()), ("section", section.into())];
        let mark = self.say_with("papers-to-write", &about);
        self.remark(mark);
        self.gap("papers-gap-part", &about);
    }

    /// A part whose length is told although the program writes it.
    pub(super) fn measured(&mut self, heading: &str) {
        self.limits.push((heading.to_owned(), None));
    }

    pub(super) fn see<K: Kind + Serialize>(entry: &Entry<K>) -> Seen<'_> {
        Seen::of(entry, false)
    }

    /// What somebody is called, or "a person".
    pub(super) fn called(&self, told: &Told, person: Option<RecordId>) -> String {
        let called = person.and_then(|person| told.called(person));
        called.map_or_else(|| self.say("papers-somebody"), str::to_owned)
    }

    /// `No. 3` for each of these: for narrow columns.
    pub(super) fn numbers(&self, told: &Told, items: &[RecordId]) -> String {
        let numbers = items.iter().filter_map(|id| told.exhibit(*id));
        let named = numbers.map(|number| self.speech.count("dossier-number", number));
        named.collect::<Vec<_>>().join(", ")
    }

    /// `No. 3 (video)` for each of these.
    pub(super) fn exhibits(&self, told: &Told, items: &[RecordId]) -> String {
        let named = items.iter().filter_map(|id| {
            let number = told.exhibit(*id)?;
            let kind = &told.file.evidence.get(number - 1)?.record.evidence_kind;
            let number = self.speech.count("dossier-number", number);
            Some(match self.speech.code("evidence_kind", kind) {
                Some(kind) => format!("{number} ({kind})"),
                None => number,
            })
        });
        named.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn finish(self, title: String, cover: Option<Cover>, header: String) -> Paper {
        let material = self.material;
        let (title, header) = if material.is_practice {
            let mark = self.speech.say("papers-practice");
            (format!("{mark}: {title}"), mark)
        } else {
            (title, header)
        };
        let document = Document {
            lang: material.lang,
            words: Words::of(material.lang),
            title,
            cover,
            header,
            blocks: self.blocks,
        };
        let sections = document.sections();
        let mut lengths = vec![Length {
            heading: String::new(),
            words: document.count().words,
            limit: material.template.limit("whole").cloned(),
        }];
        let mut from = 0;
        for (heading, limit) in self.limits {
            // Headings repeat from article to article: each is looked for behind the one before it.
            if let Some(at) = sections[from..].iter().position(|section| section.heading == heading) {
                from += at + 1;
                lengths.push(Length {
                    heading,
                    words: sections[from - 1].count.words,
                    limit,
                });
            }
        }
        Paper {
            document,
            sheets: self.sheets,
            lengths,
            gaps: self.gaps,
        }
    }
}

impl Speech {
    /// An article of a treaty or of the law, in words.
    pub(super) fn article(self, slug: &str) -> String {
        let of = sandyq_domain::vocab::vocabulary("treaty_article");
        let treaty = of.is_some_and(|terms| terms.term(slug).is_some());
        self.term(if treaty { "treaty_article" } else { "kz_law" }, slug)
    }
}
