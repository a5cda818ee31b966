//! One record as a reader sees it: its declaration, its values, and what was withheld of it.

use sandyq_domain::field::{Field, is_blank};
use sandyq_domain::{Entry, Kind, KindSpec, Privacy};
use serde::Serialize;
use serde_json::{Map, Value};

/// A record with its field table.
pub(crate) struct Seen<'d> {
    pub(crate) spec: &'static KindSpec,
    body: Map<String, Value>,
    withheld: &'d [String],
    identity_withheld: bool,
}

/// What is known of one field.
pub(crate) enum Known<'s> {
    /// Nothing was recorded.
    Blank,
    /// It is not for this reader. Whether there is a value is not told either.
    Withheld,
    /// A reserved answer stands instead of a value.
    Answer(&'s str),
    /// A value.
    Value(&'s Value),
}

impl<'d> Seen<'d> {
    pub(crate) fn of<K: Kind + Serialize>(entry: &'d Entry<K>, identity_withheld: bool) -> Self {
        let body = match serde_json::to_value(&entry.record) {
            Ok(Value::Object(body)) => body,
            _ => Map::new(),
        };
        Self {
            spec: K::SPEC,
            body,
            withheld: &entry.withheld,
            identity_withheld,
        }
    }

    /// What is known of a field of this kind. A name that is not declared is a mistake of this crate.
    pub(crate) fn known(&self, name: &str) -> Known<'_> {
        debug_assert!(
            self.spec.field(name).is_some(),
            "{} has no field {name}",
            self.spec.name
        );
        self.spec.field(name).map_or(Known::Blank, |field| self.of_field(field))
    }

    fn of_field(&self, field: &Field) -> Known<'_> {
        let value = self.body.get(field.name).filter(|value| !is_blank(value));
        let answer = self
            .body
            .get("answers")
            .and_then(|answers| answers.get(field.name))
            .and_then(Value::as_str);
        if self.withheld.iter().any(|name| name == field.name) {
            return Known::Withheld;
        }
        let is_closed = self.identity_withheld && field.privacy == Privacy::A;
        match (value, answer) {
            (None, None) => Known::Blank,
            _ if is_closed => Known::Withheld,
            (Some(value), _) => Known::Value(value),
            (None, Some(answer)) => Known::Answer(answer),
        }
    }

    /// Every declared field about which there is something to say, in the order of the form, without those in `but`.
    pub(crate) fn fields_but<'s>(&'s self, but: &'s [&str]) -> impl Iterator<Item = (&'static Field, Known<'s>)> {
        let fields = self.spec.fields.iter().filter(move |field| !but.contains(&field.name));
        fields.filter_map(|field| match self.of_field(field) {
            Known::Blank => None,
            known => Some((field, known)),
        })
    }

    /// Fields a newer program added: this one does not know what they say about a person, so only the names are shown.
    pub(crate) fn unknown_fields(&self) -> impl Iterator<Item = &str> {
        let names = self.body.keys().map(String::as_str);
        names.filter(|name| *name != "answers" && self.spec.field(name).is_none())
    }

    /// Names of withheld fields this program does not declare.
    pub(crate) fn unknown_withheld(&self) -> impl Iterator<Item = &str> {
        let names = self.withheld.iter().map(String::as_str);
        names.filter(|name| self.spec.field(name).is_none())
    }

    /// Nothing at all is known of the field.
    pub(crate) fn is_blank(&self, name: &str) -> bool {
        matches!(self.known(name), Known::Blank)
    }
}
