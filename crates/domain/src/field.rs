//! What a field of a record is: its type, who may see it, and how a written value becomes the one stored form.
//!
//! Everything that walks over a record without knowing its kind (forms, search, redaction, export, the published
//! schema) works from these tables; lists kept elsewhere do not exist.

use crate::fuzzy::FuzzyDate;
use crate::ids::RecordId;
use crate::vocab;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Longest single-line text, in characters. Bounds what a foreign file can put into a form.
pub const TEXT_LIMIT: usize = 2_000;
/// Longest free text, in characters: about 300 printed pages.
pub const PROSE_LIMIT: usize = 600_000;
/// Most values in one list field.
pub const LIST_LIMIT: usize = 500;

/// Answers that are not values; they fit every coded field and are never merged into each other.
pub const RESERVED: [&str; 4] = ["unknown", "not_asked", "declined", "not_applicable"];

/// What a field says about a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Privacy {
    /// Identifies: names, contacts, address, face, file name, device.
    A,
    /// Facts of the case.
    B,
    /// Safe for statistics.
    C,
}

/// The type of a field, with the vocabulary or kind it draws from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Free text, once or several times, each with its language.
    Prose,
    /// A date with its uncertainty.
    Date,
    /// One term of a vocabulary.
    Code(&'static str),
    /// Several terms of a vocabulary.
    Codes(&'static str),
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// Another record, of the named kind (`*`: any).
    Link(&'static str),
    /// Several other records of the named kind.
    Links(&'static str),
    /// Free words to find things by.
    Tags,
}

/// One field of one kind, as declared.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one mark of the declaration, and they combine freely"
)]
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name in JSON and in label keys.
    pub name: &'static str,
    /// Its type.
    pub kind: FieldType,
    /// Who may see it.
    pub privacy: Privacy,
    /// Without it the record makes no sense.
    pub required: bool,
    /// Of all fields with this mark, at least one.
    pub either: bool,
    /// Statistics may count by it.
    pub counted: bool,
    /// Set by the program, not typed into a form.
    pub machine_made: bool,
    /// The part of the form it stands in.
    pub group: &'static str,
}

/// Why a value was not taken. Never carries the value: it may be what a person said.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// A required field is absent.
    #[error("`{field}` is missing")]
    Missing {
        /// The field.
        field: String,
    },
    /// The JSON type is another one.
    #[error("`{field}` should be {expected}")]
    WrongType {
        /// The field.
        field: String,
        /// What it should be, in words.
        expected: &'static str,
    },
    /// The term is not in the vocabulary.
    #[error("`{field}` is not a term of the vocabulary `{vocabulary}`; use {{\"other\": \"text\"}} for anything else")]
    UnknownTerm {
        /// The field.
        field: String,
        /// The vocabulary.
        vocabulary: &'static str,
    },
    /// Neither a text nor an interval that holds together.
    #[error("`{field}`: {}", crate::fuzzy::NotADate)]
    NotADate {
        /// The field.
        field: String,
    },
    /// The text or list is longer than this program keeps.
    #[error("`{field}` is too long")]
    TooLong {
        /// The field.
        field: String,
    },
    /// The reference leads nowhere (or to several records).
    #[error("`{field}` refers to a record that was not found, or to more than one")]
    NoSuchRecord {
        /// The field.
        field: String,
    },
    /// A record of this id is here already, or stands earlier in the same document.
    #[error("a record with this `{field}` is here already")]
    HereAlready {
        /// The field: the id.
        field: String,
    },
    /// The kind itself is not known.
    #[error("`{kind}` is not a kind of record")]
    UnknownKind {
        /// The slug as given.
        kind: String,
    },
}

impl Field {
    fn wrong(&self, expected: &'static str) -> Problem {
        Problem::WrongType {
            field: self.name.to_owned(),
            expected,
        }
    }

    fn too_long(&self) -> Problem {
        Problem::TooLong {
            field: self.name.to_owned(),
        }
    }

    fn short_text(&self, value: &Value) -> Result<Value, Problem> {
        let text = value.as_str().ok_or_else(|| self.wrong("a text"))?;
        if text.chars().count() > TEXT_LIMIT {
            Err(self.too_long())
        } else {
            Ok(json!(text))
        }
    }

    fn coded(&self, value: &Value, vocabulary: &'static str) -> Result<Value, Problem> {
        match value {
            Value::String(slug) if is_term(vocabulary, slug) => Ok(json!(slug)),
            Value::Object(map) if map.len() == 1 && map.get("other").is_some_and(Value::is_string) => {
                Ok(json!({ "other": self.short_text(&map["other"])? }))
            }
            Value::Object(map) if map.len() == 1 && map.contains_key("term") => crate::own_terms::named_in(value)
                .map(|id| json!({ "term": id }))
                .ok_or_else(|| Problem::NoSuchRecord {
                    field: self.name.to_owned(),
                }),
            _ => Err(Problem::UnknownTerm {
                field: self.name.to_owned(),
                vocabulary,
            }),
        }
    }

    fn passage(&self, value: &Value) -> Result<Value, Problem> {
        let (text, lang) = match value {
            Value::String(text) => (text.as_str(), None),
            Value::Object(map) if map.keys().all(|key| key == "text" || key == "lang") => (
                map.get("text")
                    .and_then(Value::as_str)
                    .ok_or_else(|| self.wrong("a text"))?,
                map.get("lang"),
            ),
            _ => return Err(self.wrong("a text, or {\"lang\", \"text\"}")),
        };
        if text.chars().count() > PROSE_LIMIT {
            return Err(self.too_long());
        }
        match lang {
            None | Some(Value::Null) => Ok(json!({ "text": text })),
            Some(Value::String(lang)) if lang.len() <= 8 => Ok(json!({ "lang": lang, "text": text })),
            Some(_) => Err(self.wrong("a text with a language code such as \"ru\"")),
        }
    }

    /// Words are a date too: what is not understood is kept as told, and no problem.
    fn date(&self, value: &Value, today: NaiveDate) -> Result<Value, Problem> {
        let not_a_date = || Problem::NotADate {
            field: self.name.to_owned(),
        };
        let date = match value {
            Value::String(text) => FuzzyDate::told(text, today),
            Value::Object(_) => FuzzyDate::deserialize(value)
                .map_err(|_| not_a_date())?
                .checked()
                .map_err(|_| not_a_date())?,
            _ => return Err(not_a_date()),
        };
        if date
            .as_told
            .as_ref()
            .is_some_and(|told| told.chars().count() > TEXT_LIMIT)
        {
            return Err(self.too_long());
        }
        serde_json::to_value(date).map_err(|_| not_a_date())
    }

    fn link(&self, value: &Value) -> Result<Value, Problem> {
        let found = value.as_str().and_then(|text| text.parse::<RecordId>().ok());
        found.map(|id| json!(id)).ok_or_else(|| Problem::NoSuchRecord {
            field: self.name.to_owned(),
        })
    }

    fn list(&self, value: &Value, one: impl Fn(&Value) -> Result<Value, Problem>) -> Result<Value, Problem> {
        let items = match value {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        if items.len() > LIST_LIMIT {
            return Err(self.too_long());
        }
        items.iter().map(one).collect::<Result<Vec<_>, _>>().map(Value::Array)
    }

    /// Brings a written value into the one form that is stored. Dates in words are told on `today`.
    ///
    /// # Errors
    /// A [`Problem`] naming the field, never the value.
    pub fn canonical(&self, value: &Value, today: NaiveDate) -> Result<Value, Problem> {
        match self.kind {
            FieldType::Text => self.short_text(value),
            FieldType::Prose => self.list(value, |item| self.passage(item)),
            FieldType::Date => self.date(value, today),
            FieldType::Code(vocabulary) => self.coded(value, vocabulary),
            FieldType::Codes(vocabulary) => self.list(value, |item| self.coded(item, vocabulary)),
            FieldType::Number => value
                .as_i64()
                .map(|n| json!(n))
                .ok_or_else(|| self.wrong("a whole number")),
            FieldType::Flag => value
                .as_bool()
                .map(|b| json!(b))
                .ok_or_else(|| self.wrong("true or false")),
            FieldType::Link(_) => self.link(value),
            FieldType::Links(_) => self.list(value, |item| self.link(item)),
            FieldType::Tags => self.list(value, |item| self.short_text(item)),
        }
    }

    /// Every piece of human text in the field's stored value: also the words of a date, and what was said instead of a term.
    pub fn texts<'v>(&self, value: &'v Value, out: &mut Vec<&'v str>) {
        match self.kind {
            FieldType::Number | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => {}
            FieldType::Date => out.extend(value.get("as_told").and_then(Value::as_str)),
            FieldType::Code(_) | FieldType::Codes(_) => {
                each(value, &mut |item| out.extend(item.get("other").and_then(Value::as_str)));
            }
            FieldType::Prose => each(value, &mut |item| out.extend(item.get("text").and_then(Value::as_str))),
            FieldType::Text | FieldType::Tags => each(value, &mut |item| out.extend(item.as_str())),
        }
    }

    /// Changes every piece of human text that [`Field::texts`] tells of.
    pub fn change_texts(&self, value: &mut Value, change: &mut dyn FnMut(&mut String)) {
        let member = match self.kind {
            FieldType::Number | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => return,
            FieldType::Date => Some("as_told"),
            FieldType::Code(_) | FieldType::Codes(_) => Some("other"),
            FieldType::Prose => Some("text"),
            FieldType::Text | FieldType::Tags => None,
        };
        let mut one = |item: &mut Value| {
            let item = match member {
                Some(member) => item.get_mut(member),
                None => Some(item),
            };
            if let Some(Value::String(text)) = item {
                change(text);
            }
        };
        match value {
            Value::Array(items) => items.iter_mut().for_each(one),
            single => one(single),
        }
    }
}

/// A term of the vocabulary, or one of the reserved answers.
fn is_term(vocabulary: &str, slug: &str) -> bool {
    RESERVED.contains(&slug) || vocab::vocabulary(vocabulary).is_some_and(|known| known.term(slug).is_some())
}

fn each<'v>(value: &'v Value, visit: &mut dyn FnMut(&'v Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(visit),
        single => visit(single),
    }
}

/// A field's value is empty when it says nothing: absent, null, blank text or an empty list.
#[must_use]
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_blank),
        Value::Object(map) => map.is_empty() || (map.contains_key("text") && map.get("text").is_some_and(is_blank)),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// One kind's stored body under construction.
pub(crate) type Body = Map<String, Value>;
