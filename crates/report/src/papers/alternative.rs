//! An alternative report to a treaty body: method, what is recommended, what became of earlier recommendations, then article by
//! article what people wrote and what the records hold, and annexes.

use super::communication::{of_treaty, treaty_of};
use super::facts::upper_first;
use super::saying::waits_for_a_lawyer;
use super::writer::Writer;
use super::{Counted, Material, Paper, Told};
use crate::document::{Block, Cell, Column, Cover, Level, Run, Table};
use sandyq_domain::Entry;
use sandyq_domain::kinds::{Act, Recommendation};
use sandyq_domain::value::Coded;
use sandyq_domain::vocab::{Vocabulary, vocabulary};
use std::collections::BTreeSet;

/// Sections that people write, apart from those of the articles.
const SECTIONS: [&str; 6] = ["whole", "cover", "method", "summary", "recommendations", "follow-up"];
/// What people write of an article.
pub(super) const PARTS: [&str; 4] = ["issue", "law", "analysis", "recommendations"];

/// Whether a template of a report may have this section.
pub(super) fn knows(name: &str) -> bool {
    SECTIONS.contains(&name) || PARTS.iter().any(|part| article_of(name, part).is_some())
}

/// The article of `article cat_12 issue`, for this part.
pub(super) fn article_of<'n>(name: &'n str, part: &str) -> Option<&'n str> {
    let slug = name.strip_prefix("article ")?.strip_suffix(part)?.strip_suffix(' ')?;
    vocabulary("treaty_article")?.term(slug).map(|_| slug)
}

/// The articles a paper is about, in the order of the vocabulary: those asked for, else those that acts name under the treaty of
/// the body.
pub(super) fn articles(material: &Material, cases: &[Told]) -> Vec<String> {
    let named: BTreeSet<&str> = if material.articles.is_empty() {
        let treaty = treaty_of(&material.body);
        let acts = cases.iter().flat_map(|told| &told.file.acts);
        acts.flat_map(|act| of_treaty(&act.record.treaty_articles, treaty))
            .collect()
    } else {
        material.articles.iter().map(String::as_str).collect()
    };
    let order = vocabulary("treaty_article").map(|terms| terms.terms().iter().map(|term| term.slug.as_str()));
    let known = order.into_iter().flatten().filter(|slug| named.contains(slug));
    known.map(str::to_owned).collect()
}

/// Writes the report.
#[must_use]
pub fn alternative_report(material: &Material) -> Paper {
    let mut writer = Writer::new(material, true);
    writer.blocks.extend([Block::Contents, Block::PageBreak]);
    let first = |writer: &mut Writer, heading: &str, section: &str| {
        let heading = writer.say(heading);
        writer.part(Level::First, heading, section);
    };
    first(&mut writer, "report-method", "method");
    writer.what_is_told();
    first(&mut writer, "report-summary", "summary");
    let heading = writer.say("report-recommendations");
    writer.part(Level::Second, heading, "recommendations");
    writer.follow_up();
    let articles = articles(material, &material.cases);
    if articles.is_empty() {
        writer.gap("papers-gap-no-articles", &[]);
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for article in &articles {
        writer.article(article, &mut told);
    }
    writer.cases_without(&told);
    writer.annexes();
    let body = writer.speech.term("un_body", &material.body);
    let title = writer.say_with("report-title", &[("body", body.as_str().into())]);
    if !material.template.has("cover") {
        writer.gap("report-gap-cover", &[]);
    }
    let lines = writer.cover_lines();
    let cover = Cover {
        subtitle: writer.say_with(
            "report-subtitle",
            &[("state", writer.say("papers-state").as_str().into())],
        ),
        lines,
    };
    writer.finish(title.clone(), Some(cover), title)
}

impl<'m> Writer<'m> {
    /// How many cases were chosen, how many are told, and how people are called.
    fn what_is_told(&mut self) {
        let material = self.material;
        let left_out = material.chosen - material.cases.len().min(material.chosen);
        let text = self.say_with(
            "report-told",
            &[
                ("chosen", material.chosen.into()),
                ("told", material.cases.len().into()),
                ("left", left_out.into()),
                ("level", material.identity.as_str().into()),
            ],
        );
        let how = self.say("report-told-how");
        self.paragraph(vec![Run::plain(text).note(how)]);
    }

    fn follow_up(&mut self) {
        self.heading(Level::First, self.say("report-follow-up"));
        if self.material.template.has("follow-up") {
            self.own("follow-up", "");
        }
        let of_body = |entry: &&Entry<Recommendation>| {
            entry
                .record
                .issued_by
                .as_ref()
                .is_some_and(|body| body.slug() == self.material.body)
        };
        let asked: Vec<&Entry<Recommendation>> = self.material.recommendations.iter().filter(of_body).collect();
        if asked.is_empty() {
            self.remark(self.say("report-no-recommendations"));
            return self.gap("report-gap-recommendations", &[]);
        }
        let rows = asked.iter().map(|entry| self.recommendation(&entry.record)).collect();
        let columns = [
            ("report-column-paragraph", 3),
            ("report-column-asked", 6),
            ("report-column-standing", 3),
            ("report-column-reply", 4),
            ("report-column-cases", 3),
        ];
        self.blocks.push(Block::Table(Table {
            caption: self.say("report-follow-up-table"),
            columns: columns
                .iter()
                .map(|(key, share)| Column::words(self.say(key)).share(*share))
                .collect(),
            rows,
            notes: vec![self.say_with("report-follow-up-how", &[("n", asked.len().into())])],
        }));
    }

    fn recommendation(&self, asked: &Recommendation) -> Vec<Cell> {
        let place: Vec<&str> = [asked.symbol.as_deref(), asked.paragraph.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let codes = asked.cases.iter().filter_map(|case| {
            let told = self
                .material
                .cases
                .iter()
                .find(|told| told.file.cases.iter().any(|entry| entry.id == *case));
            told.map(|told| told.code.clone())
        });
        let codes: Vec<String> = codes.collect();
        let prose = |prose| self.speech.prose(prose).map(|(text, _)| text).unwrap_or_default();
        let standing = self.speech.code("implementation", &asked.implementation);
        [
            place.join(", § "),
            prose(&asked.text),
            standing.unwrap_or_else(|| self.say("dossier-not-recorded")),
            prose(&asked.state_reply),
            codes.join(", "),
        ]
        .into_iter()
        .map(Cell::text)
        .collect()
    }

    /// One article, with every case that has an act under it. A case is told once; later it is referred to.
    fn article(&mut self, article: &str, told_before: &mut BTreeSet<&'m str>) {
        let heading = self.speech.article(article);
        self.heading(Level::First, heading.clone());
        self.measured(&heading);
        let section = |part: &str| format!("article {article} {part}");
        for (key, part) in [("report-issue", "issue"), ("report-law", "law")] {
            let heading = self.say(key);
            self.part(Level::Second, heading, &section(part));
        }
        let acts = self.acts_under(article);
        self.figures(article, acts.len());
        self.heading(Level::Second, self.say("report-cases"));
        if acts.is_empty() {
            self.remark(self.say("report-no-cases"));
            self.gap("report-gap-cases", &[("article", heading.as_str().into())]);
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (told, _) in &acts {
            if !seen.insert(told.code.as_str()) {
                continue;
            }
            if told_before.insert(told.code.as_str()) {
                self.case(told);
            } else {
                let args = [("code", told.code.as_str().into())];
                let runs = match self.number_of(told) {
                    Some(number) => self.say_number("report-told-from", &args, number),
                    None => vec![Run::plain(self.say_with("report-told-above", &args))],
                };
                self.paragraph(runs);
            }
        }
        self.elements(article, &acts);
        for (key, part) in [
            ("report-analysis", "analysis"),
            ("report-recommends", "recommendations"),
        ] {
            let heading = self.say(key);
            self.part(Level::Second, heading, &section(part));
        }
    }

    fn acts_under(&self, article: &str) -> Vec<(&'m Told, &'m Entry<Act>)> {
        let acts = self
            .material
            .cases
            .iter()
            .flat_map(|told| told.file.acts.iter().map(move |act| (told, act)));
        acts.filter(|(_, act)| Self::has(&act.record.treaty_articles, article))
            .collect()
    }

    /// Numbers of what this report itself tells, with their rule. `told` acts under the article stand in it.
    fn figures(&mut self, article: &str, told: usize) {
        self.heading(Level::Second, self.say("report-figures"));
        let Counted { cases, acts, people } = self.material.counted.get(article).copied().unwrap_or_default();
        let apart = told - usize::try_from(acts).unwrap_or(told).min(told);
        let label = self.speech.article(article);
        let text = self.say_with(
            "report-figures-say",
            &[
                ("cases", cases.into()),
                ("acts", acts.into()),
                ("people", people.into()),
                ("apart", apart.into()),
            ],
        );
        let how = self.say_with("report-figures-how", &[("article", label.as_str().into())]);
        self.paragraph(vec![Run::plain(text).note(how)]);
    }

    /// One case under its own heading.
    fn case(&mut self, told: &'m Told) {
        let victims: Vec<String> = told
            .victims()
            .into_iter()
            .map(|victim| self.called(told, Some(victim)))
            .collect();
        let name = if victims.is_empty() {
            told.code.clone()
        } else {
            victims.join(", ")
        };
        let heading = self.say_with(
            "report-case",
            &[("name", name.as_str().into()), ("code", told.code.as_str().into())],
        );
        self.heading(Level::Third, heading);
        let from = self.blocks.len();
        self.facts(told);
        self.answers(told);
        self.results(told);
        self.told_from(from, told);
    }

    /// Cases with no act under any article of the report are not told; that is said, not passed over.
    fn cases_without(&mut self, told: &BTreeSet<&str>) {
        for case in self
            .material
            .cases
            .iter()
            .filter(|case| !told.contains(case.code.as_str()))
        {
            self.gap("report-gap-untold", &[("code", case.code.as_str().into())]);
        }
    }

    fn annexes(&mut self) {
        self.blocks.push(Block::PageBreak);
        self.heading(Level::First, self.say("report-annexes"));
        self.heading(Level::Second, self.say("report-annex-numbers"));
        if self.material.annex.is_empty() {
            self.remark(self.say("report-no-annex"));
        } else {
            self.blocks.extend(self.material.annex.iter().cloned());
        }
        self.laws();
        self.list_of_cases();
    }

    fn laws(&mut self) {
        self.heading(Level::Second, self.say("report-annex-laws"));
        let mut laws: BTreeSet<&str> = BTreeSet::new();
        for told in &self.material.cases {
            let file = &told.file;
            let acts = file.acts.iter().flat_map(|act| &act.record.qualifications_claimed);
            let tracks = file.proceedings.iter().flat_map(|track| &track.record.legal_basis);
            let asked = file.steps.iter().flat_map(|step| &step.record.requested_qualification);
            let given = file.steps.iter().flat_map(|step| &step.record.given_qualification);
            laws.extend(acts.chain(tracks).chain(asked).chain(given).map(Coded::slug));
        }
        let known = vocabulary("kz_law").map(Vocabulary::terms);
        let known = known
            .into_iter()
            .flatten()
            .filter(|term| laws.contains(term.slug.as_str()));
        let items: Vec<Vec<Run>> = known
            .map(|term| {
                let mut text = term.label(self.material.lang).to_owned();
                if waits_for_a_lawyer(&term.slug) {
                    text = format!("{text} — {}", self.say("to-be-confirmed"));
                }
                vec![Run::plain(upper_first(&text))]
            })
            .collect();
        if items.is_empty() {
            self.remark(self.say("dossier-none-recorded"));
        } else {
            self.blocks.push(Block::Bullets(items));
        }
    }

    fn list_of_cases(&mut self) {
        self.heading(Level::Second, self.say("report-annex-cases"));
        let rows = self.material.cases.iter().map(|told| {
            let file = &told.file;
            let first = file.events_in_time().into_iter().next();
            let when = first
                .and_then(|event| self.when(told, &event.record.date))
                .unwrap_or_default();
            let region = first
                .and_then(|event| self.speech.code("region", &event.record.region))
                .unwrap_or_default();
            let mut acts: Vec<String> = Vec::new();
            for act in file
                .acts
                .iter()
                .filter_map(|act| self.speech.code("act_type", &act.record.act_type))
            {
                if !acts.contains(&act) {
                    acts.push(act);
                }
            }
            let standing = file
                .cases
                .first()
                .and_then(|case| self.speech.code("verification", &case.record.verification));
            let said = [
                told.code.clone(),
                when,
                region,
                acts.join("; "),
                standing.unwrap_or_default(),
            ];
            let mut row: Vec<Cell> = said.into_iter().map(Cell::text).collect();
            row.push(self.number_of(told).map_or_else(
                || Cell::text("—"),
                |number| Cell {
                    runs: vec![number],
                    number: None,
                },
            ));
            row
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let note = self.say_with("report-cases-how", &[("n", rows.len().into())]);
        // Millimetres: the longest words of a line fit whole.
        let columns = [
            ("report-column-code", 21),
            ("papers-column-date", 21),
            ("report-column-region", 30),
            ("report-column-acts", 36),
            ("report-column-verified", 32),
            ("report-column-from", 20),
        ];
        self.blocks.push(Block::Table(Table {
            caption: self.say("report-cases-table"),
            columns: columns
                .iter()
                .map(|(key, share)| Column::words(self.say(key)).share(*share))
                .collect(),
            rows,
            notes: vec![note],
        }));
    }
}
