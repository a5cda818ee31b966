//! A first talk becomes a case: all of its records in one transaction, or none.
//!
//! **Until then it is a draft and stays one**, through rest, lock and unlock: it is no kind of record, and only
//! [`Session::take_intake`] makes records of it. The questions are declared in `domain::intake`, for paper too.

mod answers;
mod look;
mod plan;

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::finding::row_of;
use crate::outfile::write_small;
use crate::place;
use crate::reading;
use crate::records::put;
use crate::session::{Session, numbered_id};
use crate::view::{CaseRow, IntakeLine, IntakePreview, IntakeQuestion, PreviewLine};
use crate::vocabularies::own_terms;
use answers::Answers;
use plan::{OF_THE_VAULT, Planned, plan};
use sandyq_domain::field::is_blank;
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::intake::{DRAFT, QUESTIONS};
use sandyq_domain::kinds::{Kind, Person};
use sandyq_domain::words::recent_text;
use sandyq_domain::{KINDS, Lang, Problem, RecordId, Timestamp};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::{Tx, View, codes, records};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The day of the talk, in the draft: "yesterday" goes on meaning the same day.
const BEGUN: &str = "begun";

impl Session {
    /// The questions in the language of the talk, the group's own words among what can be chosen.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_questions(&self, spoken: Lang) -> Result<Vec<IntakeQuestion>, Failure> {
        Ok(reading::questions(spoken, &self.vault().read(own_terms)?))
    }

    /// Talks that were begun and are not recorded yet, the one written in last first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_intakes(&self, lang: Lang) -> Result<Vec<IntakeLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let is_hidden = concealing::is_on(view)?;
            let begun = drafts::all(view)?.into_iter().filter(|draft| draft.kind == DRAFT);
            let line = |draft| {
                let line = line(&draft, now, lang);
                let title = if is_hidden { String::new() } else { line.title };
                IntakeLine { title, ..line }
            };
            Ok(begun.map(line).collect())
        })
    }

    /// What a begun talk would record. Nothing is written.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`], [`ErrorCode::BadRecord`] for what is no answer.
    pub fn preview_intake(&self, id: &str, lang: Lang) -> Result<IntakePreview, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let body = begun(view, id)?.body;
            let answers = read(&body, now, lang)?;
            let known = known_people(view, &answers)?;
            let planned = planned(&answers, &known, now);
            let count = |kind: &str| planned.iter().filter(|record| record.kind == kind).count();
            let line = |(kind, n): (&str, usize)| PreviewLine {
                text: reading::kind_label(kind, lang),
                note: n.to_string(),
            };
            let kinds = KINDS.iter().map(|spec| (spec.name, count(spec.name)));
            Ok(IntakePreview {
                records: kinds.filter(|(_, n)| *n > 0).map(line).collect(),
                look_again: look::look_again(&answers, &known, lang),
                is_empty: !is_enough(&answers),
            })
        })
    }

    /// Makes the records of a begun talk, and of the draft nothing is left.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`]; [`ErrorCode::BadRecord`] when an answer does not fit or nothing was told: it stays begun.
    pub fn take_intake(&mut self, id: &str, lang: Lang) -> Result<CaseRow, Failure> {
        let (author, now) = (self.author().to_owned(), self.now());
        let case = self.vault_mut().write(|tx| {
            let draft = begun(tx, id)?;
            let case = record(tx, &draft.body, &author, now, lang)?;
            drafts::discard(tx, draft.record)?;
            place::forget(tx, &[draft.record])?;
            Ok::<_, Failure>(case)
        })?;
        self.row(case, now, lang)
    }

    /// Makes the records of a document of answers.
    ///
    /// # Errors
    /// [`ErrorCode::BadImport`] when it is no JSON object; [`ErrorCode::BadRecord`] when an answer does not fit.
    pub fn add_intake(&mut self, document: &str, lang: Lang) -> Result<CaseRow, Failure> {
        let body: Map<String, Value> = serde_json::from_str(document).map_err(|_| ErrorCode::BadImport)?;
        let (author, now) = (self.author().to_owned(), self.now());
        let case = self.vault_mut().write(|tx| record(tx, &body, &author, now, lang))?;
        self.row(case, now, lang)
    }

    fn row(&self, case: RecordId, now: Timestamp, lang: Lang) -> Result<CaseRow, Failure> {
        self.vault().read(|view| row_of(view, case, now, now, lang))
    }
}

/// Writes the blank form for printing into a new file.
///
/// # Errors
/// As [`write_small`].
pub fn write_intake_form(out: &Path, lang: Lang) -> Result<(), Failure> {
    write_small(out, sandyq_report::intake::blank(lang).as_bytes())
}

/// A talk begins today.
pub(crate) fn begin(body: &mut Map<String, Value>, time: Timestamp) {
    body.insert(BEGUN.to_owned(), json!(day_in_kazakhstan(time).to_string()));
}

/// It is still the talk of the day it was begun on.
pub(crate) fn go_on(body: &mut Map<String, Value>, before: &Map<String, Value>) {
    if let Some(day) = before.get(BEGUN) {
        body.insert(BEGUN.to_owned(), day.clone());
    }
}

fn begun(view: &View<'_>, id: &str) -> Result<Draft, Failure> {
    let id: RecordId = id.parse().map_err(|_| ErrorCode::NoSuchRecord)?;
    let draft = drafts::read(view, id)?.filter(|draft| draft.kind == DRAFT);
    draft.ok_or_else(|| ErrorCode::NoSuchRecord.into())
}

fn line(draft: &Draft, now: Timestamp, lang: Lang) -> IntakeLine {
    let body = &draft.body;
    let title = body
        .get("title")
        .and_then(|title| title.get("title"))
        .and_then(Value::as_str);
    let answered = QUESTIONS
        .iter()
        .filter(|question| body.get(question.id).is_some_and(|given| !is_blank(given)));
    IntakeLine {
        id: draft.record,
        title: title.unwrap_or_default().to_owned(),
        answered: u32::try_from(answered.count()).unwrap_or(u32::MAX),
        of: u32::try_from(QUESTIONS.len()).unwrap_or(u32::MAX),
        changed: recent_text(draft.time, now, lang),
    }
}

fn read(body: &Map<String, Value>, now: Timestamp, lang: Lang) -> Result<Answers<'_>, Failure> {
    Answers::read(body, day_in_kazakhstan(now), lang).map_err(|problems| Failure::of_fields(DRAFT, problems))
}

/// Words or at least a title: without either nobody would find it again.
fn is_enough(answers: &Answers<'_>) -> bool {
    answers.row("words").says("account") || answers.row("title").value("title").is_some()
}

/// The people who are here already under a code that was answered.
fn known_people(view: &View<'_>, answers: &Answers<'_>) -> Result<BTreeMap<String, RecordId>, Failure> {
    let mut known = BTreeMap::new();
    for code in ["people", "teller"].into_iter().flat_map(|id| answers.rows(id)) {
        let Some(code) = code.text("code") else { continue };
        let found = codes::by_code(view, code)?
            .map(|id| records::read(view, id))
            .transpose()?
            .flatten();
        if let Some(person) = found.filter(|found| found.kind == Person::SPEC.name) {
            known.insert(code.to_owned(), person.id);
        }
    }
    Ok(known)
}

fn planned(answers: &Answers<'_>, known: &BTreeMap<String, RecordId>, now: Timestamp) -> Vec<Planned> {
    let mut made = 0..;
    plan(answers, known, &mut || numbered_id(now, made.next()))
}

/// Writes all records of a talk and answers the case.
fn record(
    tx: &Tx<'_>,
    body: &Map<String, Value>,
    author: &str,
    now: Timestamp,
    lang: Lang,
) -> Result<RecordId, Failure> {
    let answers = read(body, now, lang)?;
    if !is_enough(&answers) {
        let field = "text".to_owned();
        return Err(Failure::of_fields("account", vec![Problem::Missing { field }]));
    }
    let planned = planned(&answers, &known_people(tx, &answers)?, now);
    let home = planned.first().map(|record| record.id).ok_or(ErrorCode::System)?;
    for Planned {
        kind,
        id,
        is_known,
        body,
    } in planned
    {
        let case = (!OF_THE_VAULT.contains(&kind)).then_some(home);
        let body = if is_known { completed(tx, id, body)? } else { body };
        put(tx, kind, id, case, &Value::Object(body), author, now)?;
    }
    Ok(home)
}

/// What is new of somebody who is known; nothing that was recorded changes.
fn completed(view: &View<'_>, id: RecordId, told: Map<String, Value>) -> Result<Map<String, Value>, Failure> {
    let mut body = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?.body;
    for (field, value) in told {
        body.entry(field).or_insert(value);
    }
    Ok(body)
}
