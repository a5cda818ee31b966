//! A filter as somebody types it.

use super::{checked, declared};
use crate::failure::{ErrorCode, Failure};
use crate::view::FieldFilter;
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::kinds::{OTHER, OWN_TERM, YES};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{Field, RecordId};

/// A filter as a person writes it: `kind.field=value,value`; a value with a comma in it stands between quotation marks.
///
/// # Errors
/// [`ErrorCode::NoSuchFilter`] when the field is none; [`ErrorCode::NoSuchValue`] for a value that its vocabulary does not have.
pub fn filter_written(written: &str) -> Result<FieldFilter, Failure> {
    let (field, values) = written
        .split_once('=')
        .ok_or_else(|| Failure::about(ErrorCode::NoSuchFilter, written))?;
    let filter = FieldFilter {
        field: field.trim().to_owned(),
        values: values_written(values),
    };
    checked(std::slice::from_ref(&filter))?;
    let (_, field) = declared(&filter.field)?;
    match filter.values.iter().find(|value| !can_have(field, value)) {
        Some(wrong) => Err(Failure::about(ErrorCode::NoSuchValue, wrong.as_str())),
        None => Ok(filter),
    }
}

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
    let values = values.iter().map(|value| value.trim());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
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
