//! Every kind of record, each declared once in its own file.
//!
//! From one declaration come the struct, the field table, validation, forms, what a redaction removes, the JSON
//! Schema and the TypeScript type. A new field is one line there plus one label in each language; a new kind is one
//! file, one line in `kinds!` below, and its labels.

mod account;
mod act;
mod case;
mod coding;
mod consent;
mod deadline_rule;
mod event;
mod event_link;
mod evidence_item;
mod intervention;
mod involvement;
mod linking;
mod medical_finding;
mod naming;
mod note;
mod organisation;
mod perpetrator_mark;
mod person;
mod person_identity;
mod proceeding;
mod proceeding_step;
mod recommendation;
mod relation;
mod risk_assessment;
mod submission;
mod task;
mod term;

pub use account::Account;
pub use act::Act;
pub use case::Case;
pub use coding::{OTHER, OWN_TERM, YES, coded_values, field_values, is_coded};
pub use consent::Consent;
pub use deadline_rule::DeadlineRule;
pub use event::Event;
pub use event_link::EventLink;
pub use evidence_item::EvidenceItem;
pub use intervention::Intervention;
pub use involvement::Involvement;
pub use linking::{links, relink};
pub use medical_finding::MedicalFinding;
pub use naming::name_fields;
pub use note::Note;
pub use organisation::Organisation;
pub use perpetrator_mark::PerpetratorMark;
pub use person::Person;
pub use person_identity::PersonIdentity;
pub use proceeding::Proceeding;
pub use proceeding_step::ProceedingStep;
pub use recommendation::Recommendation;
pub use relation::Relation;
pub use risk_assessment::RiskAssessment;
pub use submission::Submission;
pub use task::Task;
pub use term::OwnTerm;

use crate::field::{Body, Field, FieldType, Problem, is_blank};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Where records of a kind live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// In one case.
    Case,
    /// In no case; it belongs to cases through links.
    Vault,
}

/// A kind as declared: its name, scope and fields in the order of the form.
#[derive(Debug)]
pub struct KindSpec {
    /// The slug in JSON and in label keys.
    pub name: &'static str,
    /// Where its records live.
    pub scope: Scope,
    /// Its fields.
    pub fields: &'static [Field],
}

impl KindSpec {
    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether its records name cases, as a submission does, and are not named by them. They stay when one of the cases
    /// is handed over: they tell of the others.
    #[must_use]
    pub fn stands_over_cases(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field.kind, FieldType::Link("case") | FieldType::Links("case")))
    }

    /// Brings a written body into the stored form: known fields checked, blanks dropped, unknown fields kept. Dates in words are
    /// told on `today`.
    ///
    /// # Errors
    /// Every [`Problem`] found, in the order of the form.
    pub fn canonical(&self, written: &Map<String, Value>, today: NaiveDate) -> Result<Body, Vec<Problem>> {
        self.canonical_without(written, &[], today)
    }

    /// The same for a record of which these fields were withheld: required ones among them are not missing.
    ///
    /// # Errors
    /// As [`KindSpec::canonical`].
    pub fn canonical_without(
        &self,
        written: &Map<String, Value>,
        withheld: &[String],
        today: NaiveDate,
    ) -> Result<Body, Vec<Problem>> {
        let mut body = Body::new();
        let mut problems = Vec::new();
        for field in self.fields {
            match written
                .get(field.name)
                .filter(|value| !is_blank(value))
                .map(|value| field.canonical(value, today))
            {
                Some(Ok(value)) => drop(body.insert(field.name.to_owned(), value)),
                Some(Err(problem)) => problems.push(problem),
                None if field.required && !withheld.iter().any(|name| name == field.name) => {
                    problems.push(Problem::Missing {
                        field: field.name.to_owned(),
                    });
                }
                None => {}
            }
        }
        problems.extend(self.none_of_either(written, withheld));
        if let Some(Err(problem)) = written.get("answers").map(|answers| self.answers(answers)) {
            problems.push(problem);
        }
        let unknown = written.iter().filter(|(name, _)| self.field(name).is_none());
        body.extend(unknown.map(|(name, value)| (name.clone(), value.clone())));
        if problems.is_empty() { Ok(body) } else { Err(problems) }
    }
}

impl KindSpec {
    /// The first of the fields of which at least one is needed, when none is there.
    fn none_of_either(&self, written: &Map<String, Value>, withheld: &[String]) -> Option<Problem> {
        let mut either = self.fields.iter().filter(|field| field.either).peekable();
        let field = either.peek()?.name.to_owned();
        let is_any = either.any(|field| {
            withheld.iter().any(|name| name == field.name)
                || written.get(field.name).is_some_and(|value| !is_blank(value))
        });
        (!is_any).then_some(Problem::Missing { field })
    }

    /// Whether `answers` names only fields of this kind, and only with a reserved answer.
    #[must_use]
    pub fn takes_answers(&self, answers: &Value) -> bool {
        self.answers(answers).is_ok()
    }

    fn answers(&self, answers: &Value) -> Result<(), Problem> {
        let fits = |(field, answer): (&String, &Value)| {
            self.field(field).is_some()
                && answer
                    .as_str()
                    .is_some_and(|slug| crate::field::RESERVED.contains(&slug))
        };
        match answers.as_object() {
            Some(map) if map.iter().all(fits) => Ok(()),
            _ => Err(Problem::WrongType {
                field: "answers".to_owned(),
                expected: "an object of field names and unknown, not_asked, declined or not_applicable",
            }),
        }
    }
}

/// A kind as a Rust type.
pub trait Kind: DeserializeOwned {
    /// Its declaration.
    const SPEC: &'static KindSpec;

    /// Reads a stored body. `None` when the body does not fit the declaration (written by another program).
    #[must_use]
    fn read(body: &Map<String, Value>) -> Option<Self> {
        Self::deserialize(body).ok()
    }
}

/// Declares one kind. Each field: `name: Type("vocabulary or kind"), PRIVACY required either counted machine_made;`
macro_rules! record {
    (
        $(#[$meta:meta])*
        $Name:ident $slug:literal in $scope:ident {
            $( $group:ident { $(
                $(#[$fmeta:meta])*
                $field:ident : $ty:ident $(($of:literal))? , $privacy:ident $($mark:ident)* ;
            )* } )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $( $(
                $(#[$fmeta])*
                #[serde(default, skip_serializing_if = "crate::kinds::absent")]
                pub $field: crate::value::$ty,
            )* )*
            /// What was answered instead of a value, by field name: `unknown`, `not_asked`, `declined`, `not_applicable`.
            #[serde(default, skip_serializing_if = "crate::kinds::absent")]
            pub answers: std::collections::BTreeMap<String, String>,
            /// Fields of a newer program: kept and passed on.
            #[serde(flatten)]
            pub rest: serde_json::Map<String, serde_json::Value>,
        }

        impl crate::kinds::Kind for $Name {
            const SPEC: &'static crate::kinds::KindSpec = &crate::kinds::KindSpec {
                name: $slug,
                scope: crate::kinds::Scope::$scope,
                fields: &[ $( $(
                    crate::field::Field {
                        name: stringify!($field),
                        kind: crate::kinds::record!(@type $ty $($of)?),
                        privacy: crate::field::Privacy::$privacy,
                        required: crate::kinds::record!(@marked required $($mark)*),
                        either: crate::kinds::record!(@marked either $($mark)*),
                        counted: crate::kinds::record!(@marked counted $($mark)*),
                        machine_made: crate::kinds::record!(@marked machine_made $($mark)*),
                        group: stringify!($group),
                    },
                )* )* ],
            };
        }
    };
    (@type $ty:ident) => { crate::field::FieldType::$ty };
    (@type $ty:ident $of:literal) => { crate::field::FieldType::$ty($of) };
    (@marked $name:ident $($mark:ident)*) => { false $(|| crate::kinds::is(stringify!($mark), stringify!($name)))* };
}
pub(crate) use record;

/// Equality of two words in a constant.
pub(crate) const fn is(mark: &str, name: &str) -> bool {
    let (mark, name) = (mark.as_bytes(), name.as_bytes());
    let mut same = mark.len() == name.len();
    let mut i = 0;
    while same && i < mark.len() {
        same = mark[i] == name[i];
        i += 1;
    }
    same
}

/// A field that says nothing is not written.
pub(crate) fn absent<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

macro_rules! kinds {
    ($($Name:ident),* $(,)?) => {
        /// Every kind, in the order a newcomer should meet them.
        pub const KINDS: &[&KindSpec] = &[$(<$Name as Kind>::SPEC),*];

        /// Whether a stored body can be read as its Rust type (what a typed verb would see).
        #[must_use]
        pub fn is_readable(kind: &str, body: &Map<String, Value>) -> bool {
            $(if kind == <$Name as Kind>::SPEC.name { return $Name::read(body).is_some(); })*
            false
        }
    };
}

kinds! {
    Case, Event, Person, PersonIdentity, Act, Involvement, Account, Proceeding, ProceedingStep, EvidenceItem, Consent,
    Note, Task, Intervention, MedicalFinding, RiskAssessment, Organisation, PerpetratorMark, Relation, EventLink,
    Submission, Recommendation, OwnTerm, DeadlineRule,
}

/// The declaration of a kind by its slug.
#[must_use]
pub fn kind_spec(name: &str) -> Option<&'static KindSpec> {
    KINDS.iter().copied().find(|spec| spec.name == name)
}

/// Every human text in a body, for the search index. A kind this program does not know gives all its strings.
#[must_use]
pub fn search_texts(kind: &str, body: &Map<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    match kind_spec(kind) {
        Some(spec) => {
            let known = spec
                .fields
                .iter()
                .filter_map(|field| Some((field, body.get(field.name)?)));
            known.for_each(|(field, value)| field.texts(value, &mut found));
        }
        None => body.values().for_each(|value| strings(value, &mut found)),
    }
    found
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn strings<'v>(value: &'v Value, out: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => out.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        Value::Object(map) => map.values().for_each(|item| strings(item, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests;
