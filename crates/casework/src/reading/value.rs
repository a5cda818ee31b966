//! The value of a field in words, whole: for comparing versions.

use super::title::term;
use sandyq_domain::field::FieldType;
use sandyq_domain::own_terms::named_in;
use sandyq_domain::words::{date_text, text};
use sandyq_domain::{Field, FuzzyDate, Lang, RecordId};
use serde_json::Value;

/// A stored value in the reader's language. What a link leads to is told by `linked`; a value that is not of the field's
/// form stands as it is stored.
pub fn value_text(
    field: Option<&Field>,
    value: &Value,
    linked: &dyn Fn(RecordId) -> Option<String>,
    lang: Lang,
) -> String {
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let kind = field.map(|field| field.kind);
    let one = |item: &Value| {
        kind.and_then(|kind| item_text(kind, item, linked, lang))
            .unwrap_or_else(|| as_stored(item))
    };
    let between = if matches!(kind, Some(FieldType::Prose)) {
        "\n"
    } else {
        ", "
    };
    items.iter().map(one).collect::<Vec<_>>().join(between)
}

/// Without any interpretation: a text as itself, anything else as JSON.
pub fn as_stored(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn item_text(kind: FieldType, item: &Value, linked: &dyn Fn(RecordId) -> Option<String>, lang: Lang) -> Option<String> {
    match kind {
        FieldType::Code(name) | FieldType::Codes(name) => match item {
            Value::String(slug) => Some(term(name, slug, lang)),
            item => match named_in(item) {
                Some(id) => linked(id).or_else(|| Some(text(lang, "own-term-absent"))),
                None => item.get("other")?.as_str().map(str::to_owned),
            },
        },
        FieldType::Prose => item.get("text")?.as_str().map(str::to_owned),
        FieldType::Date => serde_json::from_value::<FuzzyDate>(item.clone())
            .ok()
            .map(|date| date_text(&date, lang)),
        FieldType::Flag => item
            .as_bool()
            .map(|yes| term("yes_no", if yes { "yes" } else { "no" }, lang)),
        FieldType::Link(_) | FieldType::Links(_) => linked(item.as_str()?.parse().ok()?),
        FieldType::Text | FieldType::Tags | FieldType::Number => None,
    }
}
