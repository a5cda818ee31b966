//! Names hidden, for working where others look on: what is shown goes without names, whatever it is shown in.
//!
//! Everything read for a page passes `spelling`, and there passes this. A case is called by its code; fields that identify
//! (privacy class A) are left out; in the texts of an opened case every place that the residual check finds is covered;
//! elsewhere no text of one's own is shown at all. Forms, bundles, reports and exports are as ever: they are opened on purpose.

use crate::failure::Failure;
use crate::session::Session;
use crate::view::{CaseLine, ResidualLine};
use sandyq_domain::kinds::{Case, Kind, PerpetratorMark};
use sandyq_domain::residual::{self, Known};
use sandyq_domain::{Envelope, Field, FieldType, Privacy, kind_spec};
use sandyq_vault::{View, settings};
use serde_json::{Map, Value};

const SETTING: &str = "names_hidden";
/// Stands where something was covered.
pub(crate) const COVER: &str = "•••";

impl Session {
    /// Whether names are hidden. Stays so when the vault is closed and opened.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn names_hidden(&self) -> Result<bool, Failure> {
        self.vault().read(is_on)
    }

    /// Hides names, or shows them again.
    ///
    /// # Errors
    /// Those of writing the vault.
    pub fn hide_names(&mut self, hidden: bool) -> Result<(), Failure> {
        self.vault_mut().write(|tx| Ok(settings::write(tx, SETTING, &hidden)?))
    }
}

pub(crate) fn is_on(view: &View<'_>) -> Result<bool, Failure> {
    Ok(settings::read(view, SETTING)?.unwrap_or(false))
}

/// The records of a case, for its page: texts stay, and what the check finds in them is covered.
pub(crate) fn conceal_case(envelopes: &mut [Envelope]) {
    let known = crate::residual::known(&*envelopes);
    for envelope in envelopes {
        conceal(&envelope.kind, &mut envelope.body, Some(&known));
    }
}

/// One record on its own, whose people nobody knows here: no text of it is shown.
pub(crate) fn conceal_one(kind: &str, body: &mut Map<String, Value>) {
    conceal(kind, body, None);
}

/// A case is called by its code, and not by what happened first in it either.
pub(crate) fn call_by_code(view: &View<'_>, line: &mut CaseLine) -> Result<(), Failure> {
    if is_on(view)? {
        line.title.clone_from(&line.code);
    }
    Ok(())
}

/// What the check found, covered itself.
pub(crate) fn conceal_lines(lines: &mut [ResidualLine]) {
    for line in lines {
        COVER.clone_into(&mut line.found);
        COVER.clone_into(&mut line.excerpt);
    }
}

fn conceal(kind: &str, body: &mut Map<String, Value>, known: Option<&Known>) {
    let Some(spec) = kind_spec(kind) else {
        body.clear();
        return;
    };
    let has_number = kind == PerpetratorMark::SPEC.name && known.is_some() && body.contains_key("value");
    body.retain(|name, _| {
        spec.field(name)
            .is_some_and(|field| stays(kind, field, known.is_some()))
    });
    if has_number {
        // That there is a number is no secret; without it the page would ask for it.
        body.insert("value".to_owned(), Value::from(COVER));
    }
    for field in spec.fields {
        let Some(value) = body.get_mut(field.name) else {
            continue;
        };
        match known {
            Some(known) => field.change_texts(value, &mut |text| cover(text, known)),
            None if matches!(field.kind, FieldType::Date) && has_days(value) => {
                value.as_object_mut().map(|date| date.remove("as_told"));
            }
            None if is_call_sign(field) => {}
            None => field.change_texts(value, &mut |text| COVER.clone_into(text)),
        }
    }
}

/// Whether a date says something without its words.
fn has_days(date: &Value) -> bool {
    ["from", "to"]
        .iter()
        .any(|day| date.get(day).is_some_and(|day| !day.is_null()))
}

fn is_call_sign(field: &Field) -> bool {
    ["code", "pseudonym"].contains(&field.name)
}

/// Class A goes, but for whose identity it is; a case is called by its code; and where nobody knows whose names to cover, every text
/// of one's own but code and pseudonym.
fn stays(kind: &str, field: &Field, texts: bool) -> bool {
    let is_link = matches!(field.kind, FieldType::Link(_) | FieldType::Links(_));
    let is_title = kind == Case::SPEC.name && field.name == "title";
    (field.privacy != Privacy::A || is_link) && !is_title && (texts || is_call_sign(field) || !is_text(field))
}

const fn is_text(field: &Field) -> bool {
    matches!(field.kind, FieldType::Text | FieldType::Prose | FieldType::Tags)
}

fn cover(text: &mut String, known: &Known) {
    for found in residual::find(text, known).into_iter().rev() {
        text.replace_range(found.start..found.end, COVER);
    }
}
