//! What a body answers in coded fields, found without knowing its kind: what lists are filtered by.

use super::kind_spec;
use crate::field::{Field, FieldType, Privacy};
use crate::own_terms::named_in;
use serde_json::{Map, Value};

/// Longest value that can be filtered by, in characters: slugs and ids are shorter, and longer words are no tag.
const VALUE_LIMIT: usize = 80;
/// Stands for every answer in words of its own: the words themselves are nobody's filter.
pub const OTHER: &str = "other";
/// Stands for a ticked box.
pub const YES: &str = "yes";
/// Before the id of a group's own term.
pub const OWN_TERM: &str = "term:";

/// Whether lists can be filtered by this field. **Free words that identify (class A) are no filter**: other names, telephone
/// numbers and official numbers are lists of words too, and the values of a filter are shown to whoever asks.
#[must_use]
pub fn is_coded(field: &Field) -> bool {
    match field.kind {
        FieldType::Code(_) | FieldType::Codes(_) | FieldType::Flag => true,
        FieldType::Tags => field.privacy != Privacy::A,
        FieldType::Text
        | FieldType::Prose
        | FieldType::Date
        | FieldType::Number
        | FieldType::Link(_)
        | FieldType::Links(_) => false,
    }
}

/// Each coded field of a body with each of its values: a slug (reserved answers too), [`OTHER`], [`YES`], [`OWN_TERM`] with
/// an id, or a tag. Each pair once.
#[must_use]
pub fn coded_values(kind: &str, body: &Map<String, Value>) -> Vec<(&'static str, String)> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let coded = fields.iter().filter(|field| is_coded(field));
    coded
        .flat_map(|field| field_values(field, body).into_iter().map(|value| (field.name, value)))
        .collect()
}

/// The values of one coded field, each once.
#[must_use]
pub fn field_values(field: &Field, body: &Map<String, Value>) -> Vec<String> {
    let Some(value) = body.get(field.name) else {
        return Vec::new();
    };
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut found = Vec::new();
    for value in items.iter().filter_map(|item| value_of(item, field.kind)) {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

fn value_of(item: &Value, kind: FieldType) -> Option<String> {
    if let Some(term) = named_in(item) {
        return Some(format!("{OWN_TERM}{term}"));
    }
    match item {
        Value::Bool(true) if kind == FieldType::Flag => Some(YES.to_owned()),
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty() && text.chars().count() <= VALUE_LIMIT).then(|| text.to_owned())
        }
        Value::Object(answer) => answer.contains_key(OTHER).then(|| OTHER.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_free_words_that_identify_are_a_value() {
        for (kind, field) in [
            ("person_identity", "aliases"),
            ("person_identity", "contacts"),
            ("organisation", "contacts"),
            ("proceeding", "official_numbers"),
        ] {
            let body = json!({ field: ["Канарейкина"] });
            assert!(
                coded_values(kind, body.as_object().unwrap()).is_empty(),
                "{kind}.{field}"
            );
        }
        let identifying = crate::KINDS
            .iter()
            .flat_map(|spec| spec.fields)
            .filter(|field| field.privacy == Privacy::A);
        assert!(
            identifying.clone().any(|field| field.kind == FieldType::Tags),
            "the rule has something to hold"
        );
        assert!(
            identifying
                .filter(|field| is_coded(field))
                .all(|field| field.kind != FieldType::Tags)
        );
    }

    #[test]
    fn every_kind_of_coded_answer_has_one_value_to_filter_by() {
        let id = "01a217bd-d908-7945-9d93-9c4140a948b8";
        let body = json!({
            "case_kind": "individual", "priority": { "other": "Совсем срочно" }, "risk_level": { "term": id },
            "tags": [" общежитие ", "общежитие", "", "ы".repeat(81)], "is_practice": true, "title": "Не код",
            "monitoring_status": ["active"], "verification": 7, "unknown_field": "active",
        });
        let values = coded_values("case", body.as_object().unwrap());
        for (field, value) in [
            ("case_kind", "individual"),
            ("priority", OTHER),
            ("risk_level", &format!("{OWN_TERM}{id}")),
            ("tags", "общежитие"),
            ("is_practice", YES),
            ("monitoring_status", "active"),
        ] {
            assert!(values.contains(&(field, value.to_owned())), "{field}");
        }
        assert_eq!(values.len(), 6);
        assert!(coded_values("spell", body.as_object().unwrap()).is_empty());
    }
}
