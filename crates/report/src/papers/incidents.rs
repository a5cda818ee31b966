//! A submission of hate crimes to the OSCE office (ODIHR): one table for each incident. What is discrimination or speech and what
//! authorities failed to do is no hate crime in its sense and is left out, in so many words.

use super::facts::{sentences, upper_first};
use super::writer::Writer;
use super::{Material, Paper, Told};
use crate::document::{Block, Cell, Column, Level, Run, Table};
use sandyq_domain::Entry;
use sandyq_domain::kinds::{Act, Event};
use sandyq_domain::value::Coded;

/// Acts that are no crime against the person or their property by themselves: discrimination, speech, and failures of authorities.
const NO_CRIME: [&str; 10] = [
    "denial_documents",
    "denial_health",
    "denial_work",
    "denial_education",
    "denial_service",
    "eviction",
    "hate_speech",
    "failure_to_protect",
    "refusal_registration",
    "ineffective_investigation",
];

/// Writes the submission of every incident with a motive of bias.
#[must_use]
pub fn hate_crimes(material: &Material) -> Paper {
    let mut writer = Writer::new(material, false);
    let (mut rows, mut left_out) = (Vec::new(), 0);
    let lead = writer.say("hate-lead");
    writer.blocks.push(Block::Paragraph(vec![Run::plain(lead)]));
    for told in &material.cases {
        for event in told.file.events_in_time() {
            let acts = told.acts_of(event.id);
            if !is_established(&event.record) || material.across.is_duplicate(event.id) {
                left_out += acts.len();
                continue;
            }
            let (crimes, others): (Vec<_>, Vec<_>) = acts.into_iter().partition(|act| is_hate_crime(&act.record));
            left_out += others.len();
            if !crimes.is_empty() {
                rows.push(writer.incident(told, event, &crimes, rows.len() + 1));
            }
        }
    }
    if rows.is_empty() {
        writer.gap("hate-gap-none", &[]);
    }
    let how = writer.say_with(
        "hate-how",
        &[("incidents", rows.len().into()), ("left", left_out.into())],
    );
    writer.blocks.push(Block::Paragraph(vec![Run::italic(how.clone())]));
    let keys = COLUMNS.map(|key| Column::words(writer.say(key)));
    writer.sheets.push(Table {
        caption: writer.say("hate-title"),
        columns: keys.to_vec(),
        rows,
        notes: vec![how],
    });
    let title = writer.say("hate-title");
    writer.finish(title.clone(), None, title)
}

/// What is said of an incident, in this order.
const COLUMNS: [&str; 10] = [
    "register-column-number",
    "report-column-code",
    "papers-column-date",
    "hate-place",
    "hate-crimes",
    "papers-motive",
    "hate-signs",
    "hate-people",
    "hate-doers",
    "hate-answer",
];

/// Confirmed or likely, as for counting.
fn is_established(event: &Event) -> bool {
    let verification = event.verification.as_ref().map(Coded::slug);
    matches!(verification, Some("confirmed" | "likely"))
}

/// A crime with a motive of bias that somebody recorded.
fn is_hate_crime(act: &Act) -> bool {
    let is_crime = act
        .act_type
        .as_ref()
        .is_some_and(|kind| !NO_CRIME.contains(&kind.slug()));
    let is_motive = |motive: &Coded| {
        !matches!(
            motive.slug(),
            "none_seen" | "unknown" | "not_asked" | "declined" | "not_applicable"
        )
    };
    is_crime && act.bias_motivation.iter().any(is_motive)
}

impl<'m> Writer<'m> {
    fn incident(
        &mut self,
        told: &'m Told,
        event: &'m Entry<Event>,
        acts: &[&'m Entry<Act>],
        number: usize,
    ) -> Vec<Cell> {
        let each = |words: &dyn Fn(&Entry<Act>) -> Option<String>| {
            let mut said: Vec<String> = Vec::new();
            for one in acts.iter().filter_map(|act| words(act)) {
                if !said.contains(&one) {
                    said.push(one);
                }
            }
            said.join("; ")
        };
        let crimes = each(&|act| {
            let name = self.speech.code("act_type", &act.record.act_type)?;
            let harm = [&act.record.physical_harm[..], &act.record.psychological_harm[..]].concat();
            Some(match self.speech.codes("harm", &harm) {
                Some(harm) => format!("{name} ({harm})"),
                None => name,
            })
        });
        let motive = each(&|act| self.speech.codes("bias_motivation", &act.record.bias_motivation));
        let signs = each(&|act| self.speech.codes("bias_indicator", &act.record.bias_indicator));
        let people = each(&|act| Some(self.called(told, act.record.victim)));
        let doers = each(&|act| {
            let kinds = told
                .file
                .involved_in(act.id)
                .filter_map(|doer| self.speech.code("perpetrator_type", &doer.record.perpetrator_type));
            let kinds: Vec<String> = kinds.collect();
            (!kinds.is_empty()).then(|| kinds.join("; "))
        });
        let answers: Vec<String> = told
            .file
            .proceedings
            .iter()
            .map(|track| {
                let outcome = self.speech.code("outcome", &track.record.outcome);
                let motive = self.speech.code("bias_motive_status", &track.record.bias_motive_status);
                let motive = motive.map(|status| format!("{} — {status}", self.say("papers-motive")));
                let parts = [Some(self.track(&track.record)), outcome, motive];
                parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
            })
            .collect();
        if signs.is_empty() {
            self.gap("hate-gap-signs", &[("code", told.code.as_str().into())]);
        }
        let values = [
            number.to_string(),
            told.code.clone(),
            self.when(told, &event.record.date)
                .unwrap_or_else(|| self.say("dossier-no-date")),
            self.place(told, event)
                .unwrap_or_else(|| self.say("dossier-not-recorded")),
            upper_first(&crimes),
            upper_first(&motive),
            upper_first(&signs),
            people,
            upper_first(&doers),
            sentences(&answers),
        ];
        let heading = self.say_with(
            "hate-incident",
            &[("n", number.into()), ("code", told.code.as_str().into())],
        );
        self.heading(Level::Second, heading.clone());
        if let Some((text, is_foreign)) = self.speech.prose(&event.record.description) {
            if is_foreign {
                self.gap("papers-gap-language", &[("code", told.code.as_str().into())]);
            }
            self.blocks.push(Block::Paragraph(vec![Run::plain(text)]));
        }
        let rows = COLUMNS
            .iter()
            .zip(&values)
            .skip(2)
            .filter(|(_, value)| !value.is_empty());
        let rows = rows.map(|(key, value)| {
            let label = Cell {
                runs: vec![Run::bold(self.say(key))],
                number: None,
            };
            vec![label, Cell::text(value)]
        });
        let table = Table {
            caption: heading,
            columns: vec![
                Column::words(self.say("hate-field")).share(3),
                Column::words(self.say("hate-value")).share(8),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        };
        self.blocks.push(Block::Table(table));
        values.into_iter().map(Cell::text).collect()
    }
}
