//! What was answered, question by question: values, reserved answers in the place of values, and what was skipped.
//!
//! A document of answers is `{"lang", "begun", "<question>": …}`. A question is an object of its parts, a list of such objects
//! where it repeats, or one of [`INSTEAD`] for all of it; an absent one was skipped. Nothing here knows records.

use chrono::NaiveDate;
use sandyq_domain::field::{FieldType, RESERVED, is_blank};
use sandyq_domain::intake::{INSTEAD, QUESTIONS, Question, ROW_LIMIT, TYPE_LIMIT, question};
use sandyq_domain::{FuzzyDate, Lang, Precision, Problem};
use serde_json::{Map, Value, json};

/// Besides the questions.
const BESIDES: [&str; 2] = ["lang", "begun"];

/// Every answer of one talk.
pub(super) struct Answers<'a> {
    body: &'a Map<String, Value>,
    /// In which language it was told.
    pub lang: Lang,
    /// The day of the talk: "yesterday" is the day before it, also when it is typed in a week later.
    pub day: NaiveDate,
}

/// One answer to one question: a row of it where it repeats.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    question: &'static Question,
    given: Option<&'a Map<String, Value>>,
    /// The reserved answer to all of it.
    instead: Option<&'a str>,
    lang: Lang,
    day: NaiveDate,
}

impl<'a> Answers<'a> {
    /// Reads a document, told `today` unless it says when it was begun.
    ///
    /// # Errors
    /// What is no question, no part or no answer, by its name.
    pub(super) fn read(body: &'a Map<String, Value>, today: NaiveDate, lang: Lang) -> Result<Self, Vec<Problem>> {
        let problems: Vec<Problem> = body.iter().filter_map(|(name, value)| misfit(name, value)).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let lang = text("lang").and_then(|code| code.parse().ok()).unwrap_or(lang);
        let begun = text("begun").and_then(|day| day.parse().ok()).unwrap_or(today);
        let received = body.get("teller").and_then(|teller| teller.get("received"));
        let told = received
            .and_then(Value::as_str)
            .map(|words| FuzzyDate::told(words, begun));
        let day = told
            .filter(|date| date.precision == Precision::Day)
            .and_then(|date| date.from);
        let day = day.unwrap_or(begun);
        Ok(Self { body, lang, day })
    }

    /// The rows of a question, blank ones too, so that row 2 of one question stands beside row 2 of another.
    pub(super) fn rows(&self, id: &str) -> Vec<Row<'a>> {
        let Some(question) = question(id) else {
            return Vec::new();
        };
        let row = |given: Option<&'a Value>| Row {
            question,
            given: given.and_then(Value::as_object),
            instead: given.and_then(Value::as_str),
            lang: self.lang,
            day: self.day,
        };
        match self.body.get(id) {
            Some(Value::Array(rows)) => rows.iter().map(|given| row(Some(given))).collect(),
            given => vec![row(given)],
        }
    }

    /// Row `n` of a question; an answer to all of it stands for every row.
    pub(super) fn nth(&self, id: &str, n: usize) -> Option<Row<'a>> {
        let rows = self.rows(id);
        let all = rows.first().filter(|row| row.instead.is_some());
        rows.get(n).or(all).copied()
    }

    /// The only row of a question that does not repeat.
    pub(super) fn row(&self, id: &str) -> Row<'a> {
        let blank = Row {
            question: &QUESTIONS[0],
            given: None,
            instead: None,
            lang: self.lang,
            day: self.day,
        };
        self.rows(id).first().copied().unwrap_or(blank)
    }
}

impl<'a> Row<'a> {
    /// Something was answered that makes a record by itself. "Not asked" alone makes none: nobody said anything.
    pub(super) fn says(&self, kind: &str) -> bool {
        let mut parts = self.question.parts.iter().filter(|part| part.kind == kind);
        let own = parts.any(|part| self.tells(part.field));
        own || self.instead.is_some_and(|slug| slug != "not_asked")
    }

    /// As [`Row::says`], whatever the kind.
    pub(super) fn says_anything(&self) -> bool {
        self.question.parts.iter().any(|part| self.says(part.kind))
    }

    /// The value of a part, when it has one.
    pub(super) fn value(&self, field: &str) -> Option<&'a Value> {
        self.given?.get(field).filter(|value| !is_blank(value))
    }

    /// The reserved answer to all of it.
    pub(super) fn instead(&self) -> Option<&'a str> {
        self.instead
    }

    /// A part was answered, with a value or with why there is none.
    pub(super) fn tells(&self, field: &str) -> bool {
        let answers = self.given.and_then(|given| given.get("answers"));
        self.value(field).is_some() || answers.is_some_and(|answers| answers.get(field).is_some())
    }

    /// The text of a part.
    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.value(field).and_then(Value::as_str).map(str::trim)
    }

    /// The chosen terms of a part, each once.
    pub(super) fn terms(&self, field: &str) -> Vec<Value> {
        let mut terms: Vec<Value> = Vec::new();
        for term in list(self.value(field)) {
            if !terms.contains(term) {
                terms.push(term.clone());
            }
        }
        terms
    }

    /// Writes what was answered for this kind into a body: values, coded answers instead of values, and `answers`.
    pub(super) fn write(&self, kind: &str, body: &mut Map<String, Value>) {
        let own = self.given.and_then(|given| given.get("answers"));
        for part in self.question.parts.iter().filter(|part| part.kind == kind) {
            let field = part.declared();
            let of_part = own.and_then(|own| own.get(part.field)).and_then(Value::as_str);
            let instead = of_part.or(self.instead.filter(|_| !field.machine_made));
            let written = match (self.value(part.field), instead, field.kind) {
                (Some(value), _, kind) => told(value, kind, self.lang, self.day),
                (None, Some(slug), FieldType::Code(_)) => json!(slug),
                (None, Some(slug), FieldType::Codes(_)) => json!([slug]),
                (None, Some(slug), _) => {
                    answer_instead(body, part.field, slug);
                    continue;
                }
                (None, None, _) => continue,
            };
            body.insert(part.field.to_owned(), written);
        }
    }
}

/// A reserved answer where no value can stand.
pub(super) fn answer_instead(body: &mut Map<String, Value>, field: &str, slug: &str) {
    let answers = body.entry("answers").or_insert_with(|| json!({}));
    if let Some(answers) = answers.as_object_mut() {
        answers.insert(field.to_owned(), json!(slug));
    }
}

/// Dates in words become days as told on the day of the talk; free text gets the language it was told in.
fn told(value: &Value, kind: FieldType, lang: Lang, day: NaiveDate) -> Value {
    match (kind, value) {
        (FieldType::Date, Value::String(words)) => json!(FuzzyDate::told(words, day)),
        (FieldType::Prose, Value::String(text)) => json!([{ "lang": lang.code(), "text": text }]),
        _ => value.clone(),
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(single) => std::slice::from_ref(single),
        None => &[],
    }
}

/// Why this does not belong into a document of answers. The values of parts are the records' own check.
fn misfit(name: &str, value: &Value) -> Option<Problem> {
    let field = || name.to_owned();
    let Some(question) = question(name) else {
        let is_beside = BESIDES.contains(&name) && value.is_string();
        return (!is_beside).then(|| wrong(field(), "a question of the intake"));
    };
    let rows = list(Some(value));
    let longest = rows.iter().map(|row| list(row.get("act_type")).len()).max();
    if rows.len() > ROW_LIMIT || longest.is_some_and(|types| types > TYPE_LIMIT) {
        return Some(Problem::TooLong { field: field() });
    }
    let is_list = value.is_array();
    let fits = |row: &Value| match row {
        Value::Null => true,
        Value::String(slug) => !is_list && INSTEAD.contains(&slug.as_str()),
        Value::Object(parts) => parts.iter().all(|(part, value)| is_answer(question, part, value)),
        Value::Array(_) | Value::Bool(_) | Value::Number(_) => false,
    };
    let is_well = (question.repeats || !is_list) && rows.iter().all(fits);
    (!is_well).then(|| {
        wrong(
            field(),
            "its parts, a list of such rows where it repeats, or an answer instead",
        )
    })
}

fn is_answer(question: &Question, part: &str, value: &Value) -> bool {
    if part != "answers" {
        return question.part(part).is_some();
    }
    let fits = |(field, slug): (&String, &Value)| {
        question.part(field).is_some() && slug.as_str().is_some_and(|slug| RESERVED.contains(&slug))
    };
    value.as_object().is_some_and(|answers| answers.iter().all(fits))
}

fn wrong(field: String, expected: &'static str) -> Problem {
    Problem::WrongType { field, expected }
}
