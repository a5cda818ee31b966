//! An individual communication: one person's case before a committee (article 22 of the Convention against Torture, the Optional
//! Protocol to the Covenant on Civil and Political Rights, and the like), in the order its form asks for.

use super::remedies::is_international;
use super::writer::Writer;
use super::{Material, Paper, Told};
use crate::document::{Block, Cell, Column, Cover, Level, Run, Table};
use sandyq_domain::Entry;
use sandyq_domain::kinds::{Act, Consent};
use sandyq_domain::value::Coded;

/// Sections that people write, apart from those of the articles.
const SECTIONS: [&str; 12] = [
    "whole",
    "cover",
    "author",
    "confidentiality",
    "victim",
    "authorisation",
    "state",
    "other procedures",
    "facts",
    "exhaustion",
    "interim measures",
    "remedies asked",
];

/// Whether a template of a communication may have this section.
pub(super) fn knows(name: &str) -> bool {
    SECTIONS.contains(&name) || super::alternative::article_of(name, "claim").is_some()
}

/// Writes the communication of the first case that is told of.
#[must_use]
pub fn communication(material: &Material) -> Paper {
    let mut writer = Writer::new(material, true);
    if let Some(told) = material.cases.first() {
        writer.communication_of(told);
    }
    let title = writer.say("communication-title");
    let header = writer.say("communication-header");
    let lines = writer.cover_lines();
    let cover = Cover {
        subtitle: writer.say("communication-confidential"),
        lines,
    };
    writer.finish(title, Some(cover), header)
}

impl<'m> Writer<'m> {
    fn communication_of(&mut self, told: &'m Told) {
        let first = |writer: &mut Self, heading: &str, section: &str| {
            let heading = writer.say(heading);
            writer.part(Level::First, heading, section);
        };
        first(self, "communication-author", "author");
        first(self, "communication-confidentiality", "confidentiality");
        self.conditions(told);
        first(self, "communication-victim", "victim");
        self.victim(told);
        first(self, "communication-authorisation", "authorisation");
        self.authorisation(told);
        first(self, "communication-state", "state");
        self.articles_claimed(told);
        first(self, "communication-procedures", "other procedures");
        self.international(told);
        self.heading(Level::First, self.say("communication-facts"));
        self.measured(&self.say("communication-facts"));
        if self.material.template.has("facts") {
            self.own("facts", "");
        }
        self.facts(told);
        self.heading(Level::First, self.say("communication-remedies"));
        self.measured(&self.say("communication-remedies"));
        self.remedies(told);
        let heading = self.say("communication-exhaustion");
        self.part(Level::Second, heading, "exhaustion");
        self.claims(told);
        first(self, "communication-interim", "interim measures");
        first(self, "communication-asked", "remedies asked");
        self.heading(Level::First, self.say("communication-annexes"));
        self.annex_list(told);
        self.heading(Level::First, self.say("communication-signature"));
        let places = ["form-place-date", "form-author"].map(|key| self.say(key));
        self.blocks.push(Block::Signatures(places.to_vec()));
    }

    /// What was agreed on with the consent.
    fn conditions(&mut self, told: &'m Told) {
        let conditions: Vec<String> = Self::consents(told)
            .filter_map(|consent| consent.record.conditions.clone())
            .collect();
        for condition in conditions {
            let text = self.say_with("communication-condition", &[("text", condition.as_str().into())]);
            self.paragraph(vec![Run::plain(text)]);
        }
    }

    fn consents(told: &'m Told) -> impl Iterator<Item = &'m Entry<Consent>> {
        // What was taken back authorises nothing.
        let is_for = |consent: &&Entry<Consent>| {
            consent.record.withdrawn.is_none() && Self::has(&consent.record.purpose, "un_communication")
        };
        told.file.consents.iter().filter(is_for)
    }

    fn victim(&mut self, told: &'m Told) {
        let victims = told.victims();
        if victims.is_empty() {
            self.gap("papers-gap-no-victim", &[("code", told.code.as_str().into())]);
        }
        for victim in victims {
            let mut parts = vec![self.called(told, Some(victim))];
            if let Some(person) = told
                .file
                .people
                .iter()
                .find(|entry| entry.id == victim)
                .filter(|_| told.is_detailed)
            {
                let seen = Writer::see(person);
                let facts = [
                    "birth_year",
                    "age_band",
                    "citizenship",
                    "occupation",
                    "gender_identity",
                    "sexual_orientation",
                ];
                parts.extend(self.speech.labelled(&seen, &facts, true));
            }
            for identity in told
                .file
                .identities
                .iter()
                .filter(|entry| entry.record.person == Some(victim))
            {
                let seen = Writer::see(identity);
                parts.extend(
                    self.speech
                        .labelled(&seen, &["legal_name", "used_name", "birth_date"], true),
                );
            }
            self.paragraph(vec![Run::plain(parts.join("; "))]);
        }
    }

    fn authorisation(&mut self, told: &'m Told) {
        let mut is_proven = false;
        for consent in Self::consents(told) {
            let who = self.called(told, consent.record.person);
            let form = self
                .speech
                .code("consent_form", &consent.record.form)
                .unwrap_or_default();
            let given = self
                .speech
                .when(&consent.record.given, true)
                .unwrap_or_else(|| self.say("dossier-no-date"));
            let said = self.say_with(
                "communication-consent",
                &[
                    ("who", who.as_str().into()),
                    ("given", given.as_str().into()),
                    ("form", form.as_str().into()),
                ],
            );
            let proof = consent.record.evidence.filter(|id| told.exhibit(*id).is_some());
            is_proven |= proof.is_some();
            let run = Run::plain(said);
            let run = match proof {
                Some(id) => run.note(self.exhibits(told, &[id])),
                None => run,
            };
            self.paragraph(vec![run]);
        }
        if !is_proven {
            self.gap("communication-gap-authority", &[("code", told.code.as_str().into())]);
        }
    }

    /// The articles this communication is about: those asked for, else those the acts name under this body's treaty.
    fn articles_of(&self, told: &Told) -> Vec<String> {
        super::alternative::articles(self.material, std::slice::from_ref(told))
    }

    fn articles_claimed(&mut self, told: &'m Told) {
        let articles = self.articles_of(told);
        if articles.is_empty() {
            return self.gap("papers-gap-no-article", &[("code", told.code.as_str().into())]);
        }
        let items = articles
            .iter()
            .map(|slug| vec![Run::plain(self.speech.article(slug))])
            .collect();
        self.blocks.push(Block::Bullets(items));
    }

    fn international(&mut self, told: &'m Told) {
        let tracks = told
            .file
            .proceedings
            .iter()
            .filter(|entry| is_international(&entry.record));
        let own = ["un_communication"];
        let others: Vec<_> = tracks
            .filter(|entry| {
                entry
                    .record
                    .proceeding_kind
                    .as_ref()
                    .is_none_or(|kind| !own.contains(&kind.slug()))
            })
            .collect();
        let text = if others.is_empty() {
            self.say("communication-no-procedure")
        } else {
            let named: Vec<String> = others.iter().map(|entry| self.track(&entry.record)).collect();
            self.say_with("communication-procedure", &[("list", named.join("; ").as_str().into())])
        };
        self.paragraph(vec![Run::plain(text)]);
    }

    /// By article: the acts, the elements, and what a person writes.
    fn claims(&mut self, told: &'m Told) {
        self.heading(Level::First, self.say("communication-claims"));
        for article in self.articles_of(told) {
            let heading = self.speech.article(&article);
            self.part(Level::Second, heading, &format!("article {article} claim"));
            let acts: Vec<(&Told, &Entry<Act>)> = told
                .file
                .acts
                .iter()
                .filter(|act| Self::has(&act.record.treaty_articles, &article))
                .map(|act| (told, act))
                .collect();
            if acts.is_empty() {
                let label = self.speech.article(&article);
                self.gap(
                    "papers-gap-no-act",
                    &[("code", told.code.as_str().into()), ("article", label.as_str().into())],
                );
            }
            self.elements(&article, &acts);
        }
    }

    fn annex_list(&mut self, told: &'m Told) {
        let evidence = &told.file.evidence;
        if evidence.is_empty() {
            self.remark(self.say("register-empty"));
            return self.gap("register-gap-empty", &[("code", told.code.as_str().into())]);
        }
        let rows = evidence.iter().enumerate().map(|(at, item)| {
            let record = &item.record;
            let kind = self
                .speech
                .code("evidence_kind", &record.evidence_kind)
                .unwrap_or_default();
            let title = self.title(item);
            let supports = record
                .supports
                .iter()
                .filter_map(|id| self.supported(told, *id))
                .collect::<Vec<_>>()
                .join("; ");
            vec![
                Cell::text(self.speech.count("dossier-number", at + 1)),
                Cell::text(title),
                Cell::text(kind),
                Cell::text(supports),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let note = self.say_with("communication-annexes-how", &[("n", rows.len().into())]);
        self.blocks.push(Block::Table(Table {
            caption: self.say("communication-annex-list"),
            columns: vec![
                Column::words(self.say("register-column-number")).share(2),
                Column::words(self.speech.field("evidence_item", "title")).share(5),
                Column::words(self.speech.field("evidence_item", "evidence_kind")).share(4),
                Column::words(self.speech.field("evidence_item", "supports")).share(5),
            ],
            rows,
            notes: vec![note],
        }));
    }

    /// What a piece of evidence supports, in a few words.
    fn supported(&self, told: &Told, id: sandyq_domain::RecordId) -> Option<String> {
        let of_act = told.file.acts.iter().find(|act| act.id == id);
        let of_act = of_act.and_then(|act| self.speech.code("act_type", &act.record.act_type));
        let of_step = || {
            let step = told.file.steps.iter().find(|step| step.id == id)?;
            let what = self.speech.code("step_type", &step.record.step_type)?;
            Some(match self.when(told, &step.record.date) {
                Some(when) => format!("{what}, {when}"),
                None => what,
            })
        };
        let of_event = || self.when(told, &told.file.event(id)?.record.date);
        of_act.or_else(of_step).or_else(of_event)
    }
}

/// The body whose treaty an article belongs to.
pub(super) fn treaty_of(body: &str) -> &'static str {
    match body {
        "cat" | "spt" => "cat_",
        "hrc" => "iccpr_",
        "cescr" => "cescr_",
        "cedaw" => "cedaw_",
        _ => "",
    }
}

/// Slugs of articles among codes, of one treaty.
pub(super) fn of_treaty<'c>(codes: &'c [Coded], treaty: &'c str) -> impl Iterator<Item = &'c str> {
    let slugs = codes.iter().map(Coded::slug);
    slugs.filter(move |slug| *slug != "other" && slug.starts_with(treaty))
}
