//! Which records a body refers to, found and led elsewhere without knowing its kind.

use super::{kind_spec, strings};
use crate::field::FieldType;
use crate::ids::RecordId;
use crate::own_terms::named_in;
use serde_json::{Map, Value, json};

/// Every record a body refers to, with the field that does it: what its links lead to, and the own terms its values name.
#[must_use]
pub fn links(kind: &str, body: &Map<String, Value>) -> Vec<(&'static str, RecordId)> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let mut found = Vec::new();
    for field in fields {
        let Some(value) = body.get(field.name) else {
            continue;
        };
        let mut targets = Vec::new();
        match field.kind {
            FieldType::Link(_) | FieldType::Links(_) => {
                let mut texts = Vec::new();
                strings(value, &mut texts);
                targets.extend(texts.into_iter().filter_map(|text| text.parse::<RecordId>().ok()));
            }
            FieldType::Code(_) | FieldType::Codes(_) => {
                let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                targets.extend(items.iter().filter_map(named_in));
            }
            FieldType::Text
            | FieldType::Prose
            | FieldType::Date
            | FieldType::Number
            | FieldType::Flag
            | FieldType::Tags => {}
        }
        found.extend(targets.into_iter().map(|target| (field.name, target)));
    }
    found
}

/// Leads every link of a body, and every own term it names, to another id, or takes it away. Tells which fields lost one.
pub fn relink(
    kind: &str,
    body: &mut Map<String, Value>,
    mut lead: impl FnMut(RecordId) -> Option<RecordId>,
) -> Vec<&'static str> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
    let mut lost = Vec::new();
    for field in fields {
        let is_link = matches!(field.kind, FieldType::Link(_) | FieldType::Links(_));
        if !is_link && !matches!(field.kind, FieldType::Code(_) | FieldType::Codes(_)) {
            continue;
        }
        let mut stays = |value: &mut Value| {
            if is_link {
                led_link(value, &mut lead)
            } else {
                led_term(value, &mut lead)
            }
        };
        let (is_whole, is_empty) = match body.get_mut(field.name) {
            Some(Value::Array(items)) => {
                let before = items.len();
                items.retain_mut(&mut stays);
                (items.len() == before, items.is_empty())
            }
            Some(single) => {
                let stays = stays(single);
                (stays, !stays)
            }
            None => continue,
        };
        if !is_whole {
            lost.push(field.name);
        }
        if !is_whole && is_empty {
            body.remove(field.name);
        }
    }
    lost
}

/// False when a link was taken away: it leads nowhere, or it is of no form a link has and there is an id in it.
fn led_link(value: &mut Value, lead: &mut dyn FnMut(RecordId) -> Option<RecordId>) -> bool {
    if let Some(id) = value.as_str().and_then(|text| text.parse().ok()) {
        return lead(id).map(|id| *value = json!(id)).is_some();
    }
    let mut texts = Vec::new();
    strings(value, &mut texts);
    !texts.into_iter().any(|text| text.parse::<RecordId>().is_ok())
}

/// False when the own term a value names leads nowhere.
fn led_term(value: &mut Value, lead: &mut dyn FnMut(RecordId) -> Option<RecordId>) -> bool {
    named_in(value).is_none_or(|id| lead(id).map(|id| *value = json!({ "term": id })).is_some())
}
