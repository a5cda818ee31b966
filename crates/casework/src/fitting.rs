//! What a written body must be before it becomes a record: its declaration, its links, and that it can ever leave again.

use crate::failure::Failure;
use sandyq_domain::field::FieldType;
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::{KindSpec, Problem, Timestamp};
use sandyq_vault::{View, codes, records};
use serde_json::{Map, Value, json};

/// A written body in its stored form, if it fits its declaration and a bundle: what cannot leave would hold back its case.
/// Dates in words are told at `time`.
pub(crate) fn fitting(
    spec: &KindSpec,
    written: &Map<String, Value>,
    time: Timestamp,
) -> Result<Map<String, Value>, Vec<Problem>> {
    let body = spec.canonical(written, day_in_kazakhstan(time))?;
    let code = body.get("code").and_then(Value::as_str);
    if code.is_some_and(|code| !sandyq_bundle::label_can_leave(code)) {
        return Err(vec![Problem::WrongType {
            field: "code".to_owned(),
            expected: "a short code on one line, without spaces around it",
        }]);
    }
    if sandyq_bundle::body_can_leave(&body) {
        return Ok(body);
    }
    let alone = |(name, value): &(&String, &Value)| {
        !sandyq_bundle::body_can_leave(&Map::from_iter([((*name).clone(), (*value).clone())]))
    };
    let longest = || body.iter().max_by_key(|(_, value)| value.to_string().len());
    let field = body.iter().find(alone).or_else(longest);
    Err(vec![Problem::TooLong {
        field: field.map_or_else(String::new, |(name, _)| name.clone()),
    }])
}

/// References typed as codes (`P-103`) become ids; each leads to a record of its field's kind.
pub(crate) fn resolve_codes(view: &View<'_>, spec: &KindSpec, body: &mut Map<String, Value>) -> Result<(), Failure> {
    for field in spec.fields {
        let (FieldType::Link(kind) | FieldType::Links(kind)) = field.kind else {
            continue;
        };
        let leads = match body.get_mut(field.name) {
            Some(Value::Array(items)) => items
                .iter_mut()
                .map(|item| resolve_code(view, kind, item))
                .try_fold(true, |all, one| Ok::<_, Failure>(all & one?))?,
            Some(single) => resolve_code(view, kind, single)?,
            None => true,
        };
        if !leads {
            let field = field.name.to_owned();
            return Err(Failure::of_fields(spec.name, vec![Problem::NoSuchRecord { field }]));
        }
    }
    Ok(())
}

/// Whether the name leads to a record of this kind (`*`: any). What is no text is for the field's own check.
fn resolve_code(view: &View<'_>, kind: &str, value: &mut Value) -> Result<bool, Failure> {
    let Some(name) = value.as_str().filter(|name| !name.trim().is_empty()) else {
        return Ok(true);
    };
    let id = match name.trim().parse() {
        Ok(id) => Some(id),
        Err(_) => codes::by_code(view, name.trim())?,
    };
    let found = id.map(|id| records::read(view, id)).transpose()?.flatten();
    let Some(found) = found.filter(|found| kind == "*" || found.kind == kind) else {
        return Ok(false);
    };
    *value = json!(found.id);
    Ok(true)
}
