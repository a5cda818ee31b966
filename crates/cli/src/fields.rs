//! `field=value` words as a record's body.

use crate::Trouble;
use sandyq_domain::field::FieldType;
use sandyq_domain::{KindSpec, kind_spec};
use serde_json::{Map, Number, Value, json};

/// Reads the words for a kind. A field named twice becomes a list; an empty value becomes `null`.
pub fn body(kind: &str, words: &[String]) -> Result<Map<String, Value>, Trouble> {
    let spec = kind_spec(kind)
        .ok_or_else(|| Trouble::Said(format!("`{kind}` is not a kind of record; see `sandyq schema`")))?;
    let mut body = Map::new();
    for (n, word) in words.iter().enumerate() {
        // The word itself is not repeated: it may be what somebody said.
        let (field, text) = word
            .split_once('=')
            .ok_or_else(|| Trouble::Said(format!("word {} of the fields is not field=value", n + 1)))?;
        let value = value(spec, field, text)?;
        match body.get_mut(field) {
            Some(Value::Array(items)) => items.push(value),
            Some(first) => *first = json!([first.take(), value]),
            None => drop(body.insert(field.to_owned(), value)),
        }
    }
    Ok(body)
}

fn value(spec: &KindSpec, field: &str, text: &str) -> Result<Value, Trouble> {
    let Some(declared) = spec.field(field) else {
        return Err(Trouble::Said(format!(
            "`{}` has no field `{field}`; see `sandyq schema`",
            spec.name
        )));
    };
    if text.is_empty() {
        return Ok(Value::Null);
    }
    if text.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    let wrong = |expected: &str| Trouble::Said(format!("`{field}` should be {expected}"));
    match declared.kind {
        FieldType::Number => text
            .parse::<i64>()
            .map(|n| Value::Number(Number::from(n)))
            .map_err(|_| wrong("a whole number")),
        FieldType::Flag => text
            .parse::<bool>()
            .map(Value::Bool)
            .map_err(|_| wrong("true or false")),
        FieldType::Code(_) | FieldType::Codes(_) => Ok(coded(text)),
        FieldType::Text
        | FieldType::Prose
        | FieldType::Date
        | FieldType::Link(_)
        | FieldType::Links(_)
        | FieldType::Tags => Ok(json!(text)),
    }
}

/// A slug, words of one's own, or the own term of this id or label.
fn coded(text: &str) -> Value {
    match text.split_once(':') {
        Some(("other", words)) => json!({ "other": words.trim() }),
        Some(("term", name)) => json!({ "term": name.trim() }),
        _ => json!(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, words: &[&str]) -> Result<Map<String, Value>, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        body(kind, &words).map_err(|trouble| match trouble {
            Trouble::Said(words) => words,
            Trouble::Verb(failure, _) | Trouble::Answered(failure, _) => failure.to_string(),
        })
    }

    #[test]
    fn words_become_values_of_their_fields_type() {
        let body = read(
            "act",
            &[
                "act_type=other:стрижка",
                "hours_held=6",
                "methods=верёвка",
                "methods=угрозы",
                "victim=P-001",
            ],
        );
        assert_eq!(
            Value::Object(body.expect("fits")),
            json!({ "act_type": { "other": "стрижка" }, "hours_held": 6, "methods": ["верёвка", "угрозы"], "victim": "P-001" })
        );
    }

    #[test]
    fn a_word_that_is_no_field_is_said_plainly() {
        assert!(
            read("act", &["victm=P-001"])
                .expect_err("no such field")
                .contains("victm")
        );
        assert!(
            read("act", &["hours_held=six"])
                .expect_err("no number")
                .contains("whole number")
        );
        assert!(read("spell", &[]).expect_err("no kind").contains("spell"));
        assert!(read("act", &["victim"]).expect_err("no value").contains("field=value"));
    }
}
