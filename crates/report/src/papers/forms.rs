//! Short forms for signature: a statement, a complaint under an article, a complaint to the investigating judge, a request for a
//! forensic examination, the form by which consent is asked. Each is a row of parts; what people write stands in a template.

use super::facts::{quoted, sentences};
use super::saying::waits_for_a_lawyer;
use super::writer::Writer;
use super::{Material, Paper, Told};
use crate::document::{Block, Cell, Column, Level, Run, Table};
use sandyq_domain::casefile::is_refusal;
use sandyq_domain::vocab::{Vocabulary, vocabulary};

/// A place to tick: signs that every font has.
const TICK: &str = "[   ]";

/// Something that stands in a form.
#[derive(Clone, Copy)]
enum Part {
    /// To whom and from whom, with lines to fill in.
    Head,
    /// A heading and what people write below it.
    Own(&'static str, &'static str),
    /// What happened.
    Facts,
    /// What was told, in the words of whoever told it.
    Account,
    /// The articles asked for.
    Articles,
    /// What points to a motive of bias.
    Motive,
    /// The refusals that are complained of.
    Refusals,
    /// Harm and what doctors saw.
    Harm,
    /// What is attached.
    Annexes,
    /// What is agreed to, with places to tick.
    Purposes,
    /// Lines to fill in.
    Lines(&'static [&'static str]),
    /// Places to sign.
    Sign(&'static [&'static str]),
}

/// A form: its name, the key of its title, its parts.
struct Form {
    name: &'static str,
    title: &'static str,
    parts: &'static [Part],
}

const FORMS: [Form; 5] = [
    Form {
        name: "statement",
        title: "form-statement",
        parts: &[
            Part::Lines(&["form-name", "form-place-date"]),
            Part::Own("form-opening", "opening"),
            Part::Account,
            Part::Own("form-closing", "closing"),
            Part::Sign(&["form-who-told", "form-who-wrote", "form-interpreter"]),
        ],
    },
    Form {
        name: "complaint",
        title: "form-complaint",
        parts: &[
            Part::Head,
            Part::Facts,
            Part::Motive,
            Part::Articles,
            Part::Own("form-requests", "requests"),
            Part::Annexes,
            Part::Own("form-warning", "warning"),
            Part::Sign(&["form-applicant", "form-date"]),
        ],
    },
    Form {
        name: "judge-complaint",
        title: "form-judge-complaint",
        parts: &[
            Part::Head,
            Part::Refusals,
            Part::Own("form-grounds", "grounds"),
            Part::Own("form-requests", "requests"),
            Part::Annexes,
            Part::Sign(&["form-applicant", "form-date"]),
        ],
    },
    Form {
        name: "examination",
        title: "form-examination",
        parts: &[
            Part::Head,
            Part::Facts,
            Part::Harm,
            Part::Own("form-grounds", "grounds"),
            Part::Own("form-questions", "questions"),
            Part::Annexes,
            Part::Sign(&["form-applicant", "form-date"]),
        ],
    },
    Form {
        name: "consent-form",
        title: "form-consent",
        parts: &[
            Part::Own("form-about", "about"),
            Part::Purposes,
            Part::Own("form-rights", "rights"),
            Part::Lines(&["form-conditions", "form-until", "form-contact"]),
            Part::Sign(&["form-who-agrees", "form-who-asked"]),
        ],
    },
];

fn form_of(name: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.name == name)
}

/// Whether a template of this form may have a section of this name.
pub(super) fn knows(form: &str, section: &str) -> bool {
    let parts = form_of(form).map_or(&[][..], |form| form.parts);
    section == "whole"
        || section == "addressee"
        || parts
            .iter()
            .any(|part| matches!(part, Part::Own(_, own) if *own == section))
}

/// Writes a form of this name for every case that is told of; nothing for a name that is none.
#[must_use]
pub fn form(material: &Material, name: &str) -> Paper {
    let mut writer = Writer::new(material, false);
    let form = form_of(name);
    for (at, told) in material.cases.iter().enumerate() {
        if at > 0 {
            writer.blocks.push(Block::PageBreak);
        }
        for part in form.map_or(&[][..], |form| form.parts) {
            writer.part_of_form(told, *part);
        }
    }
    let title = form.map_or_else(String::new, |form| writer.say(form.title));
    writer.finish(title, None, String::new())
}

impl<'m> Writer<'m> {
    fn part_of_form(&mut self, told: &'m Told, part: Part) {
        match part {
            Part::Head => self.head_of_form(told),
            Part::Own(heading, section) => {
                let heading = self.say(heading);
                self.part(Level::Second, heading, section);
            }
            Part::Facts => {
                self.heading(Level::Second, self.say("communication-facts"));
                self.facts(told);
            }
            Part::Account => self.account(told),
            Part::Articles => self.articles_asked(told),
            Part::Motive => self.motive(told),
            Part::Refusals => self.refusals(told),
            Part::Harm => self.harm(told),
            Part::Annexes => self.annexes_of_form(told),
            Part::Purposes => self.purposes(told),
            Part::Lines(keys) => {
                for key in keys {
                    self.blocks.push(Block::FillIn(self.say(key), 1));
                }
            }
            Part::Sign(keys) => {
                let labels = keys.iter().map(|key| self.say(key)).collect();
                self.blocks.push(Block::Signatures(labels));
            }
        }
    }

    fn head_of_form(&mut self, told: &'m Told) {
        if self.material.template.has("addressee") {
            self.own("addressee", "");
        } else {
            self.blocks.push(Block::FillIn(self.say("form-to"), 1));
        }
        let applicants = told.file.proceedings.iter().filter_map(|track| track.record.applicant);
        let mut from: Vec<_> = applicants.collect();
        from.extend(told.victims());
        from.dedup();
        let Some(first) = from.first().copied() else {
            self.blocks.push(Block::FillIn(self.say("form-from"), 1));
            return self.gap("papers-gap-no-victim", &[("code", told.code.as_str().into())]);
        };
        let identity = told
            .file
            .identities
            .iter()
            .find(|entry| entry.record.person == Some(first));
        if let Some(identity) = identity {
            let seen = Writer::see(identity);
            let facts = self
                .speech
                .labelled(&seen, &["legal_name", "used_name", "birth_date", "address"], true);
            let from = format!("{}: {}", self.say("form-from"), facts.join("; "));
            self.blocks.push(Block::Paragraph(vec![Run::plain(from)]));
        } else {
            self.blocks.push(Block::FillIn(self.say("form-from"), 1));
        }
        self.blocks.push(Block::FillIn(self.say("form-reach"), 1));
        let numbers = told.file.proceedings.iter().flat_map(|track| {
            let seen = Writer::see(track);
            self.speech
                .labelled(&seen, &["kui_number", "erdr_number", "court_number"], true)
        });
        let numbers: Vec<String> = numbers.collect();
        if !numbers.is_empty() {
            self.blocks.push(Block::Paragraph(vec![Run::plain(numbers.join("; "))]));
        }
    }

    /// What each person told, in their own words and under their own heading.
    fn account(&mut self, told: &'m Told) {
        if told.file.accounts.is_empty() {
            self.gap("form-gap-account", &[("code", told.code.as_str().into())]);
            self.blocks.push(Block::FillIn(self.say("form-told"), 12));
        }
        for account in &told.file.accounts {
            let who = self.called(told, account.record.source);
            let when = self
                .when(told, &account.record.received)
                .unwrap_or_else(|| self.say("dossier-no-date"));
            self.heading(Level::Second, format!("{who}, {when}"));
            let text = self.speech.prose(&account.record.text).map(|(text, _)| text);
            let text = text.unwrap_or_else(|| self.say("papers-left-out"));
            for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
                self.blocks.push(Block::Paragraph(vec![Run::plain(line)]));
            }
        }
    }

    fn articles_asked(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("form-articles"));
        let mut asked: Vec<String> = self.material.articles.clone();
        if asked.is_empty() {
            for act in &told.file.acts {
                asked.extend(
                    act.record
                        .qualifications_claimed
                        .iter()
                        .map(|law| law.slug().to_owned()),
                );
            }
        }
        asked.dedup();
        if asked.is_empty() {
            self.gap("form-gap-article", &[("code", told.code.as_str().into())]);
            return self.blocks.push(Block::FillIn(self.say("form-articles"), 1));
        }
        for slug in asked.iter().filter(|slug| waits_for_a_lawyer(slug)) {
            let label = self.speech.article(slug);
            self.gap("form-gap-lawyer", &[("article", label.as_str().into())]);
        }
        let named = asked.iter().map(|slug| vec![Run::plain(self.speech.article(slug))]);
        self.blocks.push(Block::Bullets(named.collect()));
    }

    /// The paragraph that asks for the motive to be looked into, from what the records hold.
    fn motive(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("papers-motive"));
        let (mut grounds, mut signs, mut words) = (Vec::new(), Vec::new(), Vec::new());
        let add = |list: &mut Vec<String>, text: Option<String>| {
            for one in text
                .into_iter()
                .flat_map(|text| text.split("; ").map(str::to_owned).collect::<Vec<_>>())
            {
                if !list.contains(&one) {
                    list.push(one);
                }
            }
        };
        for act in &told.file.acts {
            let seen: Vec<_> = act
                .record
                .bias_motivation
                .iter()
                .filter(|motive| motive.slug() != "none_seen")
                .cloned()
                .collect();
            add(&mut grounds, self.speech.codes("bias_motivation", &seen));
            add(
                &mut signs,
                self.speech.codes("bias_indicator", &act.record.bias_indicator),
            );
            words.extend(act.record.stated_reason.as_deref().map(quoted));
        }
        if grounds.is_empty() {
            self.gap("form-gap-motive", &[("code", told.code.as_str().into())]);
            return self.blocks.push(Block::FillIn(self.say("papers-motive"), 2));
        }
        let mut parts = vec![self.say_with("form-motive", &[("grounds", grounds.join("; ").as_str().into())])];
        if !signs.is_empty() {
            parts.push(self.say_with("form-motive-signs", &[("signs", signs.join("; ").as_str().into())]));
        }
        if !words.is_empty() {
            parts.push(self.say_with("form-motive-words", &[("words", words.join("; ").as_str().into())]));
        }
        parts.push(self.say("form-motive-ask"));
        self.blocks.push(Block::Paragraph(vec![Run::plain(sentences(&parts))]));
    }

    /// Refusals as a table: the last is what is usually complained of.
    fn refusals(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("form-refusals"));
        let steps: Vec<_> = told
            .file
            .steps_in_time()
            .into_iter()
            .filter(|step| is_refusal(&step.record))
            .collect();
        if steps.is_empty() {
            self.gap("form-gap-refusal", &[("code", told.code.as_str().into())]);
            return self.blocks.push(Block::FillIn(self.say("form-refusals"), 3));
        }
        let rows = steps.iter().map(|step| {
            let record = &step.record;
            let when = self
                .when(told, &record.date)
                .unwrap_or_else(|| self.say("dossier-no-date"));
            let authority = self.authority(told, record).unwrap_or_default();
            let mut what: Vec<String> = self.speech.code("step_type", &record.step_type).into_iter().collect();
            what.extend(self.asked_and_given(record));
            what.extend(self.outcome_of(record));
            [when, authority, sentences(&what)]
                .into_iter()
                .map(Cell::text)
                .collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let note = self.say_with("form-refusals-how", &[("n", rows.len().into())]);
        self.blocks.push(Block::Table(Table {
            caption: self.say("form-refusals"),
            columns: vec![
                Column::words(self.say("papers-column-date")).share(3),
                Column::words(self.say("papers-column-authority")).share(4),
                Column::words(self.say("papers-column-happened")).share(8),
            ],
            rows,
            notes: vec![note],
        }));
    }

    fn harm(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("element-harm"));
        let mut items: Vec<Vec<Run>> = Vec::new();
        for act in &told.file.acts {
            let codes = [&act.record.physical_harm[..], &act.record.psychological_harm[..]].concat();
            if let (Some(name), Some(harm)) = (
                self.speech.code("act_type", &act.record.act_type),
                self.speech.codes("harm", &codes),
            ) {
                items.push(vec![Run::plain(sentences(&[format!("{name}: {harm}")]))]);
            }
        }
        for finding in &told.file.findings {
            let seen = Writer::see(finding);
            let facts = [
                "date",
                "body_area",
                "finding",
                "alleged_cause",
                "degree_of_consistency",
                "bodily_harm_degree",
            ];
            let said = self.speech.labelled(&seen, &facts, told.is_detailed);
            items.push(vec![Run::plain(sentences(&said))]);
        }
        if items.is_empty() {
            self.gap("form-gap-harm", &[("code", told.code.as_str().into())]);
            return self.blocks.push(Block::FillIn(self.say("element-harm"), 3));
        }
        self.blocks.push(Block::Bullets(items));
    }

    fn annexes_of_form(&mut self, told: &'m Told) {
        self.heading(Level::Second, self.say("communication-annexes"));
        let items = told.file.evidence.iter().enumerate().map(|(at, item)| {
            let name = self.title(item);
            vec![Run::plain(format!(
                "{} {name}",
                self.speech.count("dossier-number", at + 1)
            ))]
        });
        let items: Vec<Vec<Run>> = items.collect();
        if items.is_empty() {
            return self.blocks.push(Block::FillIn(self.say("communication-annexes"), 2));
        }
        self.blocks.push(Block::Bullets(items));
    }

    /// Every purpose with a place for yes, no and how much of the identity.
    fn purposes(&mut self, told: &'m Told) {
        let code = self.say_with("form-consent-code", &[("code", told.code.as_str().into())]);
        self.blocks.push(Block::Paragraph(vec![Run::plain(code)]));
        let terms = vocabulary("consent_purpose").map(Vocabulary::terms).unwrap_or_default();
        let row = |label: &str| [label, TICK, TICK, ""].map(Cell::text).to_vec();
        let rows: Vec<Vec<Cell>> = terms.iter().map(|term| row(term.label(self.material.lang))).collect();
        let levels = vocabulary("identity_level").map(Vocabulary::terms).unwrap_or_default();
        let levels: Vec<String> = levels
            .iter()
            .enumerate()
            .map(|(at, term)| format!("{} — {}", at + 1, term.label(self.material.lang)))
            .collect();
        let note = self.say_with("form-levels", &[("list", levels.join("; ").as_str().into())]);
        self.blocks.push(Block::Table(Table {
            caption: self.say("form-purposes"),
            columns: vec![
                Column::words(self.say("form-purpose")).share(6),
                Column::words(self.speech.yes_no(true)).share(1),
                Column::words(self.speech.yes_no(false)).share(1),
                Column::words(self.say("form-level")).share(2),
            ],
            rows,
            notes: vec![note],
        }));
    }
}
