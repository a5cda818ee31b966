//! What a written body must be before it becomes a record: its declaration, its links, and that it can ever leave again.

use crate::failure::Failure;
use crate::finding::id_named;
use sandyq_domain::field::FieldType;
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::kinds::{Kind, OwnTerm};
use sandyq_domain::value::Coded;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{KindSpec, OwnTerms, Problem, RecordId, Timestamp, fold, own_terms};
use sandyq_vault::{View, records};
use serde_json::{Map, Value, json};

/// A written body in its stored form, if it fits its declaration and a bundle: what cannot leave would hold back its case.
/// Dates in words are told at `time`.
pub(crate) fn fitting(
    spec: &KindSpec,
    written: &Map<String, Value>,
    time: Timestamp,
) -> Result<Map<String, Value>, Vec<Problem>> {
    fitting_without(spec, written, &[], time)
}

/// The same for a record of which these fields were withheld: none of them is missing.
pub(crate) fn fitting_without(
    spec: &KindSpec,
    written: &Map<String, Value>,
    withheld: &[String],
    time: Timestamp,
) -> Result<Map<String, Value>, Vec<Problem>> {
    let body = spec.canonical_without(written, withheld, day_in_kazakhstan(time))?;
    if let Some(problem) = term_out_of_place(spec, &body) {
        return Err(vec![problem]);
    }
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

/// An own term belongs to an open vocabulary, and what it says anew to the same one.
fn term_out_of_place(spec: &KindSpec, body: &Map<String, Value>) -> Option<Problem> {
    let term = OwnTerm::read(body).filter(|_| spec.name == OwnTerm::SPEC.name)?;
    let unknown = |field: &str, vocabulary| Problem::UnknownTerm {
        field: field.to_owned(),
        vocabulary,
    };
    let name = term.vocabulary.as_ref().map(Coded::slug).unwrap_or_default();
    let Some(vocabulary) = vocabulary(name).filter(|_| own_terms::is_open(name)) else {
        return Some(unknown("vocabulary", "vocabulary"));
    };
    let replaces = term.replaces.filter(|slug| vocabulary.term(slug).is_none());
    replaces.map(|_| unknown("replaces", vocabulary.name))
}

/// References typed as codes (`P-103`) become ids, and own terms by their label (`{"term": "…"}`) too; each leads to a
/// record of its field's kind or vocabulary.
pub(crate) fn resolve_codes(view: &View<'_>, spec: &KindSpec, body: &mut Map<String, Value>) -> Result<(), Failure> {
    for field in spec.fields {
        let one = |item: &mut Value| match field.kind {
            FieldType::Link(kind) | FieldType::Links(kind) => resolve_code(view, kind, item),
            FieldType::Code(vocabulary) | FieldType::Codes(vocabulary) => resolve_term(view, vocabulary, item),
            FieldType::Text
            | FieldType::Prose
            | FieldType::Date
            | FieldType::Number
            | FieldType::Flag
            | FieldType::Tags => Ok(true),
        };
        let leads = match body.get_mut(field.name) {
            Some(Value::Array(items)) => items
                .iter_mut()
                .map(one)
                .try_fold(true, |all, one| Ok::<_, Failure>(all & one?))?,
            Some(single) => one(single)?,
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
    let found = id_named(view, name)?.map(|id| records::read(view, id)).transpose()?;
    let Some(found) = found.flatten().filter(|found| kind == "*" || found.kind == kind) else {
        return Ok(false);
    };
    *value = json!(found.id);
    Ok(true)
}

/// Whether an own term, named by id or label, belongs to this vocabulary. What names no own term is for the field's check.
fn resolve_term(view: &View<'_>, vocabulary: &str, value: &mut Value) -> Result<bool, Failure> {
    let Some(name) = value.get("term").and_then(Value::as_str) else {
        return Ok(true);
    };
    let found = own_term_called(view, vocabulary, name)?;
    if let Some(id) = found {
        *value = json!({ "term": id });
    }
    Ok(found.is_some())
}

/// The own term of a vocabulary that a name means: its id, or a label that no other term of it has.
pub(crate) fn own_term_called(view: &View<'_>, vocabulary: &str, name: &str) -> Result<Option<RecordId>, Failure> {
    if let Ok(id) = name.trim().parse::<RecordId>() {
        let found = records::read(view, id)?.filter(|found| found.kind == OwnTerm::SPEC.name);
        let term = found.and_then(|found| OwnTerm::read(&found.body));
        return Ok(term.filter(|term| own_terms::is_of(term, vocabulary)).map(|_| id));
    }
    let terms = OwnTerms::of(&records::of_kind(view, OwnTerm::SPEC.name)?);
    let called = terms.of_vocabulary(vocabulary).filter(|(_, term)| {
        let labels = [&term.label_ru, &term.label_kk, &term.label_en];
        labels
            .into_iter()
            .flatten()
            .any(|label| fold(label) == fold(name.trim()))
    });
    let ids: Vec<RecordId> = called.map(|(id, _)| id).collect();
    Ok(match ids.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}
