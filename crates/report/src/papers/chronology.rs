//! One case in one line of time, as a table: what happened, what was asked, what was answered.

use super::facts::upper_first;
use super::writer::Writer;
use super::{Material, Paper, Told};
use crate::document::{Block, Cell, Column, Level, Table};
use sandyq_domain::Entry;
use sandyq_domain::casefile::in_order;
use sandyq_domain::kinds::{Event, ProceedingStep};
use sandyq_domain::value::Date;

/// Writes the chronology of every case that is told of.
#[must_use]
pub fn chronology(material: &Material) -> Paper {
    let mut writer = Writer::new(material, false);
    for told in &material.cases {
        writer.line_of_time(told);
    }
    let codes: Vec<&str> = material.cases.iter().map(|told| told.code.as_str()).collect();
    let title = writer.say_with("chronology-title", &[("code", codes.join(", ").as_str().into())]);
    writer.finish(title.clone(), None, title)
}

enum Item<'d> {
    Event(&'d Entry<Event>),
    Step(&'d Entry<ProceedingStep>),
}

impl Item<'_> {
    fn date(&self) -> &Date {
        match self {
            Self::Event(event) => &event.record.date,
            Self::Step(step) => &step.record.date,
        }
    }
}

impl<'m> Writer<'m> {
    fn line_of_time(&mut self, told: &'m Told) {
        let heading = self.say_with("register-case", &[("code", told.code.as_str().into())]);
        self.heading(Level::First, heading);
        let events = told.file.events.iter().map(Item::Event);
        let mut items: Vec<Item> = events.chain(told.file.steps.iter().map(Item::Step)).collect();
        items.sort_by(|one, two| in_order(one.date(), two.date()));
        let rows = items.iter().map(|item| self.row(told, item)).collect();
        let table = Table {
            caption: self.say_with("chronology-of", &[("code", told.code.as_str().into())]),
            columns: vec![
                Column::words(self.say("papers-column-date")).share(3),
                Column::words(self.say("papers-column-happened")).share(8),
                Column::words(self.say("dossier-proof")).share(3),
            ],
            rows,
            notes: vec![self.say_with("chronology-how", &[("n", items.len().into())])],
        };
        self.sheets.push(table.clone());
        self.blocks.push(Block::Table(table));
    }

    fn row(&self, told: &'m Told, item: &Item<'m>) -> Vec<Cell> {
        let when = self
            .when(told, item.date())
            .unwrap_or_else(|| self.say("dossier-no-date"));
        let (what, proof) = match item {
            Item::Event(event) => {
                let text = self.speech.prose(&event.record.description).map(|(text, _)| text);
                let acts = told.file.acts.iter().filter(|act| act.record.event == Some(event.id));
                let acts: Vec<String> = acts
                    .filter_map(|act| self.speech.code("act_type", &act.record.act_type))
                    .collect();
                let parts = [
                    self.place(told, event),
                    text,
                    (!acts.is_empty()).then(|| acts.join("; ")),
                ];
                (joined(parts), told.proof_of(event.id, &[]))
            }
            Item::Step(step) => {
                let record = &step.record;
                let mut parts = vec![
                    self.authority(told, record),
                    self.speech.code("step_type", &record.step_type),
                ];
                parts.extend(self.asked_and_given(record).into_iter().map(Some));
                parts.extend(self.outcome_of(record).into_iter().map(Some));
                (joined(parts), told.proof_of(step.id, &record.proof))
            }
        };
        vec![
            Cell::text(when),
            Cell::text(what),
            Cell::text(self.exhibits(told, &proof)),
        ]
    }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts
        .into_iter()
        .flatten()
        .map(|part| upper_first(part.trim_end_matches('.')));
    parts.collect::<Vec<_>>().join(". ")
}
