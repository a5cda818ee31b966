//! The way through the authorities of the country, as a table written from its steps, and whether it was gone to its end.

use super::Told;
use super::facts::{sentences, upper_first};
use super::writer::Writer;
use crate::document::{Block, Cell, Column, Run, Table};
use chrono::NaiveDate;
use sandyq_domain::Entry;
use sandyq_domain::casefile::is_refusal;
use sandyq_domain::kinds::{Proceeding, ProceedingStep};
use sandyq_domain::words::civil_day_text;

/// Kinds of proceedings that are no remedies of the country.
const INTERNATIONAL: [&str; 3] = ["un_communication", "un_urgent_appeal", "other_international"];

/// Whether a step belongs to a remedy of the country.
pub(super) fn is_domestic(told: &Told, step: &ProceedingStep) -> bool {
    let track = step
        .proceeding
        .and_then(|id| told.file.proceedings.iter().find(|entry| entry.id == id));
    track.is_none_or(|track| !is_international(&track.record))
}

/// Whether a proceeding is before a body outside the country.
pub(super) fn is_international(track: &Proceeding) -> bool {
    track
        .proceeding_kind
        .as_ref()
        .is_some_and(|kind| INTERNATIONAL.contains(&kind.slug()))
}

impl<'m> Writer<'m> {
    /// The steps of the country as a table. The reason why a remedy did not help is said from its result; what only a lawyer can
    /// say is written into the template.
    pub(super) fn remedies(&mut self, told: &'m Told) {
        let steps: Vec<&Entry<ProceedingStep>> = told.file.steps_in_time();
        let steps: Vec<_> = steps
            .into_iter()
            .filter(|step| is_domestic(told, &step.record))
            .collect();
        if steps.is_empty() {
            self.remark(self.say("papers-no-remedies"));
            return self.gap("papers-gap-no-step", &[("code", told.code.as_str().into())]);
        }
        let heads = [
            ("papers-column-date", 3),
            ("papers-column-authority", 4),
            ("papers-column-act", 4),
            ("papers-column-decision", 5),
            ("papers-column-why", 4),
        ];
        let rows = steps.iter().map(|step| self.remedy(told, step)).collect();
        let table = Table {
            caption: self.say_with("papers-remedies-of", &[("code", told.code.as_str().into())]),
            columns: heads
                .iter()
                .map(|(key, share)| Column::words(self.say(key)).share(*share))
                .collect(),
            rows,
            notes: vec![self.say_with("papers-remedies-how", &[("n", steps.len().into())])],
        };
        self.sheets.push(table.clone());
        self.blocks.push(Block::Table(table));
        self.span_of(told, &steps);
    }

    fn remedy(&mut self, told: &'m Told, step: &'m Entry<ProceedingStep>) -> Vec<Cell> {
        let record = &step.record;
        let when = self
            .when(told, &record.date)
            .unwrap_or_else(|| self.say("dossier-no-date"));
        let authority = self
            .authority(told, record)
            .unwrap_or_else(|| self.say("dossier-not-recorded"));
        let mut act: Vec<String> = self
            .speech
            .code("step_type", &record.step_type)
            .into_iter()
            .map(|t| upper_first(&t))
            .collect();
        act.extend(self.speech.codes("kz_law", &record.requested_qualification));
        let mut decision: Vec<String> = self
            .speech
            .code("result", &record.result)
            .into_iter()
            .map(|t| upper_first(&t))
            .collect();
        decision.extend(self.speech.codes("kz_law", &record.given_qualification));
        decision.extend(record.refusal_words.as_deref().map(super::facts::quoted));
        let proof = told.proof_of(step.id, &record.proof);
        let proof = self.numbers(told, &proof);
        if !proof.is_empty() {
            decision.push(proof);
        }
        if record.result.is_none() && record.refusal_mode.is_none() {
            self.gap(
                "papers-gap-result",
                &[("step", format!("{when}, {authority}").as_str().into())],
            );
        }
        let why = self.why(record);
        [when, authority, sentences(&act), sentences(&decision), why]
            .into_iter()
            .map(Cell::text)
            .collect()
    }

    /// Why it did not help: only what the record says.
    fn why(&self, step: &ProceedingStep) -> String {
        let mut why = Vec::new();
        if let Some(mode) = sandyq_domain::casefile::answered(&step.refusal_mode) {
            why.push(upper_first(&self.speech.coded("refusal_mode", mode)));
        }
        let asked = &step.requested_qualification;
        let given = &step.given_qualification;
        if !asked.is_empty() && !given.is_empty() && asked != given {
            why.push(self.say("papers-why-other-article"));
        }
        match sandyq_domain::casefile::answered(&step.bias_motive).map(sandyq_domain::value::Coded::slug) {
            Some("silent") => why.push(self.say("papers-why-motive-silent")),
            Some("denied") => why.push(self.say("papers-why-motive-denied")),
            Some("insulted") => why.push(self.say("papers-why-insulted")),
            Some(_) | None => {}
        }
        if why.is_empty()
            && step
                .result
                .as_ref()
                .is_some_and(|result| matches!(result.slug(), "refused" | "no_answer"))
        {
            why.push(self.say("papers-why-no-ground"));
        }
        if why.is_empty() {
            "—".to_owned()
        } else {
            why.join(". ")
        }
    }

    /// From the first step to the last, how many refused, and which was the last decision.
    fn span_of(&mut self, told: &'m Told, steps: &[&'m Entry<ProceedingStep>]) {
        let days = |step: &&&Entry<ProceedingStep>| step.record.date.as_ref().and_then(|date| date.from.or(date.to));
        let first: Option<NaiveDate> = steps.iter().filter_map(|step| days(&step)).min();
        let last: Option<NaiveDate> = steps.iter().filter_map(|step| days(&step)).max();
        let refused = steps.iter().filter(|step| is_refusal(&step.record)).count();
        let mut args = vec![("steps", steps.len().into()), ("refused", refused.into())];
        let lang = self.material.lang;
        let (from, to) = match (first, last) {
            (Some(first), Some(last)) if told.is_detailed => (civil_day_text(first, lang), civil_day_text(last, lang)),
            _ => (String::new(), String::new()),
        };
        let key = if from.is_empty() {
            "papers-exhausted-undated"
        } else {
            args.extend([("from", from.as_str().into()), ("to", to.as_str().into())]);
            "papers-exhausted"
        };
        let text = self.say_with(key, &args);
        let counted = self.say("papers-exhausted-how");
        self.paragraph(vec![Run::plain(text).note(counted)]);
        let pending = steps
            .iter()
            .filter(|step| step.record.result.as_ref().is_some_and(|r| r.slug() == "pending"));
        let pending = pending.count();
        if pending > 0 {
            self.gap(
                "papers-gap-pending",
                &[("code", told.code.as_str().into()), ("n", pending.into())],
            );
        }
        let reached = |ranks: &[&str]| {
            let mut levels = steps.iter().filter_map(|step| step.record.forum_level.as_ref());
            levels.any(|level| ranks.contains(&level.slug()))
        };
        if !reached(&[
            "investigating_judge",
            "court_first",
            "court_appeal",
            "court_cassation",
            "supreme_court",
        ]) {
            self.gap("papers-gap-no-court", &[("code", told.code.as_str().into())]);
        }
    }
}
