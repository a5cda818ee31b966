//! How a date is read, shown while it is typed: what will be counted, or that it is kept as told.

use crate::failure::Failure;
use crate::view::DateReading;
use sandyq_domain::fuzzy::{day_in_kazakhstan, propose, read};
use sandyq_domain::words::{reading_text, written_date};
use sandyq_domain::{FieldType, FuzzyDate, KindSpec, Lang, Precision, Problem, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Reads what stands in a date's field: typed words, or a stored date. Nothing is kept, and nothing is refused.
#[must_use]
pub fn read_date(value: &Value, now: Timestamp, lang: Lang) -> DateReading {
    let today = day_in_kazakhstan(now);
    let typed = value.as_str();
    let date = match typed {
        Some(text) if text.trim().is_empty() => return DateReading::default(),
        Some(text) => FuzzyDate::told(text, today),
        None => match FuzzyDate::deserialize(value) {
            Ok(date) => date,
            Err(_) => return DateReading::default(),
        },
    };
    let proposed = typed.and_then(|text| propose(text, today));
    DateReading {
        written: typed.map_or_else(|| written_date(&date, lang), str::to_owned),
        words: if is_understood(&date) {
            reading_text(&date, lang)
        } else {
            String::new()
        },
        is_counted: date.precision != Precision::Unknown,
        proposal: proposed
            .as_ref()
            .map_or_else(String::new, |date| written_date(date, lang)),
        proposed: proposed.map_or_else(String::new, |date| reading_text(&date, lang)),
    }
}

/// A day that something else follows from: what is not understood is refused here, with the field's name. Blank is no day.
///
/// # Errors
/// [`crate::ErrorCode::BadRecord`].
pub(crate) fn day_told(kind: &str, field: &str, text: &str, now: Timestamp) -> Result<Option<FuzzyDate>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let date = FuzzyDate::told(text.trim(), day_in_kazakhstan(now));
    if is_understood(&date) {
        return Ok(Some(date));
    }
    let field = field.to_owned();
    Err(Failure::of_fields(kind, vec![Problem::NotADate { field }]))
}

/// How long the same words go on meaning the same day: an interview that passes midnight is one telling.
const TELLING_MILLIS: i64 = 12 * 3600 * 1000;

/// Turns dates in words into days, as told at `time`: what waits as a draft must not mean another day tomorrow. Words that
/// stood there a while ago keep the days they had.
pub(crate) fn tell(
    spec: &KindSpec,
    body: &mut Map<String, Value>,
    time: Timestamp,
    before: Option<(&Map<String, Value>, Timestamp)>,
) {
    let recent = before.filter(|(_, told)| (0..TELLING_MILLIS).contains(&time.millis().saturating_sub(told.millis())));
    for field in spec.fields.iter().filter(|field| field.kind == FieldType::Date) {
        let Some(text) = body.get(field.name).and_then(Value::as_str).map(str::trim) else {
            continue;
        };
        let earlier = recent.and_then(|(body, _)| body.get(field.name));
        let is_same = |earlier: &&Value| earlier.get("as_told").and_then(Value::as_str) == Some(text);
        let date = match earlier.filter(is_same) {
            Some(earlier) => earlier.clone(),
            None if text.is_empty() => continue,
            None => json!(FuzzyDate::told(text, day_in_kazakhstan(time))),
        };
        body.insert(field.name.to_owned(), date);
    }
}

/// Whether it is more than words: a date that is counted, or the plain statement that it is not known.
pub(crate) fn is_understood(date: &FuzzyDate) -> bool {
    let says_unknown =
        |told: &str| read(told, None).is_some_and(|reading| reading.date.precision == Precision::Unknown);
    date.precision != Precision::Unknown || date.as_told.as_deref().is_none_or(says_unknown)
}
