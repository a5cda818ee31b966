//! A filter as somebody types it.

use super::{checked, declared};
use crate::failure::{ErrorCode, Failure};
use crate::view::FieldFilter;
use sandyq_domain::counting::{Derived, Dimension};
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::kinds::{OTHER, OWN_TERM, YES, kind_spec};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{Field, RecordId};

/// A filter as a person writes it: `kind.field=value,value`; a value with a comma in it stands between quotation marks.
///
/// # Errors
/// [`ErrorCode::NoSuchFilter`] when the field is none; [`ErrorCode::NoSuchValue`] for a value that its vocabulary does not have.
pub fn filter_written(written: &str) -> Result<FieldFilter, Failure> {
    let mut filter = read(written)?;
    filter.values.retain(|value| !value.is_empty());
    checked(std::slice::from_ref(&filter))?;
    let (_, field) = declared(&filter.field)?;
    all_known(filter, |value| can_have(field, value))
}

/// The same for counting, which knows other dimensions too: `dimension=value,value`. An empty value is what is not recorded.
///
/// # Errors
/// As [`filter_written`].
pub fn counted_filter_written(written: &str) -> Result<FieldFilter, Failure> {
    let filter = read(written)?;
    let dimension: Dimension = filter
        .field
        .parse()
        .map_err(|_| Failure::about(ErrorCode::NoSuchFilter, filter.field.clone()))?;
    all_known(filter, |value| value.is_empty() || can_stand_in(dimension, value))
}

fn read(written: &str) -> Result<FieldFilter, Failure> {
    let (field, values) = written
        .split_once('=')
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchFilter, written))?;
    Ok(FieldFilter {
        field: field.trim().to_owned(),
        values: values_written(values),
    })
}

/// Every value, those that are empty too.
fn values_written(written: &str) -> Vec<String> {
    let (mut values, mut value, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in written.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => values.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    values.push(value);
    values.iter().map(|value| value.trim().to_owned()).collect()
}

fn all_known(filter: FieldFilter, is_known: impl Fn(&str) -> bool) -> Result<FieldFilter, Failure> {
    match filter.values.iter().find(|value| !is_known(value)) {
        Some(wrong) => Err(Failure::about(ErrorCode::NoSuchValue, wrong.as_str())),
        None => Ok(filter),
    }
}

/// Whether a value can stand in a dimension. Of those whose values are neither few nor of a vocabulary, any may.
fn can_stand_in(dimension: Dimension, value: &str) -> bool {
    let is_term = |name: &str| vocabulary(name).is_some_and(|terms| terms.term(value).is_some());
    match dimension {
        Dimension::Field(kind, name) => {
            let field = kind_spec(kind).and_then(|spec| spec.field(name));
            field.is_some_and(|field| can_have(field, value))
        }
        Dimension::Derived(Derived::Region) => is_term("region") || value == "abroad",
        Dimension::Derived(derived) => derived.values().is_empty() || derived.values().contains(&value),
    }
}

/// Whether a field can have a value: a misspelt one would find nothing, and say nothing.
fn can_have(field: &Field, value: &str) -> bool {
    match field.kind {
        FieldType::Code(name) | FieldType::Codes(name) => {
            let is_own = value
                .strip_prefix(OWN_TERM)
                .is_some_and(|id| id.parse::<RecordId>().is_ok());
            let is_term = vocabulary(name).is_some_and(|vocabulary| vocabulary.term(value).is_some());
            is_own || is_term || value == OTHER || RESERVED.contains(&value)
        }
        FieldType::Flag => value == YES,
        _ => true,
    }
}
