//! The words a group added to the vocabularies, and what a coded value that names one says.
//!
//! Pure: built from the records at hand. A value keeps the id of its term, never the label, so that a label can be
//! improved; only a copy for reading is spelled out.

use crate::envelope::Envelope;
use crate::field::FieldType;
use crate::ids::RecordId;
use crate::kinds::{Kind, OwnTerm, kind_spec};
use crate::lang::Lang;
use crate::value::Coded;
use crate::vocab::vocabulary;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Terms by the id of their record.
#[derive(Clone, Default)]
pub struct OwnTerms(BTreeMap<RecordId, OwnTerm>);

impl OwnTerms {
    /// The terms among these records.
    #[must_use]
    pub fn of<'e>(envelopes: impl IntoIterator<Item = &'e Envelope>) -> Self {
        let terms = envelopes
            .into_iter()
            .filter(|envelope| envelope.kind == OwnTerm::SPEC.name);
        Self(
            terms
                .filter_map(|envelope| Some((envelope.id, OwnTerm::read(&envelope.body)?)))
                .collect(),
        )
    }

    /// Every term, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (RecordId, &OwnTerm)> {
        self.0.iter().map(|(id, term)| (*id, term))
    }

    /// The terms of one vocabulary, the oldest first.
    pub fn of_vocabulary(&self, name: &str) -> impl Iterator<Item = (RecordId, &OwnTerm)> {
        self.iter().filter(move |(_, term)| is_of(term, name))
    }

    /// The term of this id.
    #[must_use]
    pub fn term(&self, id: RecordId) -> Option<&OwnTerm> {
        self.0.get(&id)
    }

    /// The built-in term a coded value counts as: itself, or the one its own term says anew.
    #[must_use]
    pub fn stands_for<'c>(&'c self, value: &'c Coded) -> &'c str {
        match value {
            Coded::Term(_) | Coded::Other { .. } => value.slug(),
            Coded::Own { term } => self
                .term(*term)
                .and_then(|term| term.replaces.as_deref())
                .unwrap_or_else(|| value.slug()),
        }
    }

    /// Writes labels in the place of ids, for reading: `{"term": id}` becomes `{"other": label}`. **Never store the
    /// result**: it has lost which term it was. A term that is not here is said by `absent`.
    pub fn spell_out(&self, kind: &str, body: &mut Map<String, Value>, lang: Lang, absent: &str) {
        let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields);
        for field in fields {
            if let (FieldType::Code(_) | FieldType::Codes(_), Some(value)) = (field.kind, body.get_mut(field.name)) {
                self.spell_value(value, lang, absent);
            }
        }
    }

    fn spell_value(&self, value: &mut Value, lang: Lang, absent: &str) {
        if let Value::Array(items) = value {
            for item in items {
                self.spell_value(item, lang, absent);
            }
        } else if let Some(id) = named_in(value) {
            let label = self.term(id).and_then(|term| label(term, lang));
            *value = json!({ "other": label.unwrap_or(absent) });
        }
    }
}

/// The label in this language, else in another.
#[must_use]
pub fn label(term: &OwnTerm, lang: Lang) -> Option<&str> {
    let said = |lang| match lang {
        Lang::En => term.label_en.as_deref(),
        Lang::Ru => term.label_ru.as_deref(),
        Lang::Kk => term.label_kk.as_deref(),
    };
    lang.then_others().into_iter().find_map(said)
}

/// Whether it belongs to this vocabulary.
#[must_use]
pub fn is_of(term: &OwnTerm, name: &str) -> bool {
    term.vocabulary.as_ref().is_some_and(|of| of.slug() == name)
}

/// The own term one coded value names.
#[must_use]
pub fn named_in(value: &Value) -> Option<RecordId> {
    value.get("term")?.as_str()?.parse().ok()
}

/// Every own term the coded values of a body name.
#[must_use]
pub fn named(kind: &str, body: &Map<String, Value>) -> Vec<RecordId> {
    let fields = kind_spec(kind).map_or(&[][..], |spec| spec.fields).iter();
    let coded = fields.filter(|field| matches!(field.kind, FieldType::Code(_) | FieldType::Codes(_)));
    let values = coded.filter_map(|field| body.get(field.name));
    let items = values.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    items.filter_map(named_in).collect()
}

/// Whether a group may add to this vocabulary. Closed are those by which the program decides, such as the level of
/// identity, and lists that are not ours, such as countries.
#[must_use]
pub fn is_open(name: &str) -> bool {
    let known = vocabulary("vocabulary").and_then(|names| names.term(name));
    known.is_some_and(|term| !term.flag("closed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{Act, links, relink};
    use crate::vocab::ALL_NAMES;
    use chrono::NaiveDate;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn body(value: &Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    fn terms() -> OwnTerms {
        let amended = json!({ "vocabulary": "kz_law", "label_ru": "УК, ст. 145 (2026)", "replaces": "cc_145" });
        let term = OwnTerm::read(&body(&amended)).expect("reads");
        OwnTerms(BTreeMap::from([(id(1), term)]))
    }

    #[test]
    fn a_coded_value_takes_exactly_one_form_of_an_own_term() {
        let taken = |value: Value| {
            Act::SPEC
                .canonical(
                    &body(&json!({ "victim": id(9), "act_type": value })),
                    NaiveDate::default(),
                )
                .map(|body| body["act_type"].clone())
        };
        assert_eq!(taken(json!({ "term": id(1) })), Ok(json!({ "term": id(1) })));
        for wrong in [
            json!({ "term": "cc_145" }),
            json!({ "term": id(1), "other": "x" }),
            json!({ "term": id(1), "label": "x" }),
            json!({ "term": [id(1)] }),
            json!({ "term": null }),
            json!([{ "term": id(1) }]),
        ] {
            assert!(taken(wrong.clone()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_links_to_its_term_and_links_can_be_renamed_and_taken_away() {
        let mut act = Act::SPEC
            .canonical(
                &body(&json!({
                    "victim": id(9), "act_type": { "term": id(1) },
                    "qualifications_claimed": ["cc_145", { "term": id(1) }, { "term": id(2) }, { "other": "x" }],
                })),
                NaiveDate::default(),
            )
            .expect("fits");
        let found = links("act", &act);
        assert!(found.contains(&("act_type", id(1))) && found.contains(&("qualifications_claimed", id(2))));
        let lost = relink("act", &mut act, |id| (id != self::id(1)).then(|| self::id(7)));
        assert_eq!(lost, ["act_type", "qualifications_claimed"]);
        assert_eq!(
            Value::Object(act),
            json!({ "victim": id(7), "qualifications_claimed": ["cc_145", { "term": id(7) }, { "other": "x" }] })
        );
        // What is no link and still holds an id does not slip through.
        let mut odd = body(&json!({ "victim": { "deep": [id(1)] }, "event": ["no id"], "act_type": "rape" }));
        assert_eq!(relink("act", &mut odd, Some), ["victim"]);
        assert_eq!(Value::Object(odd), json!({ "event": ["no id"], "act_type": "rape" }));
    }

    #[test]
    fn a_value_is_spelled_for_reading_and_counts_as_the_term_it_says_anew() {
        let mut act = body(&json!({
            "act_type": { "term": id(3) }, "qualifications_claimed": ["cc_146", { "term": id(1) }],
        }));
        terms().spell_out("act", &mut act, Lang::Kk, "?");
        assert_eq!(act["act_type"], json!({ "other": "?" }));
        assert_eq!(
            act["qualifications_claimed"],
            json!(["cc_146", { "other": "УК, ст. 145 (2026)" }])
        );
        let counted = |value: Value| {
            terms()
                .stands_for(&serde_json::from_value(value).expect("coded"))
                .to_owned()
        };
        assert_eq!(counted(json!({ "term": id(1) })), "cc_145");
        assert_eq!(counted(json!({ "term": id(3) })), "other");
        assert_eq!(counted(json!("cc_146")), "cc_146");
    }

    #[test]
    fn every_vocabulary_has_a_name_and_those_that_decide_are_closed() {
        let names = vocabulary("vocabulary").expect("it is listed");
        assert_eq!(
            names.terms().iter().map(|term| term.slug.as_str()).collect::<Vec<_>>(),
            ALL_NAMES
        );
        for decides in [
            "identity_level",
            "consent_purpose",
            "yes_no",
            "vocabulary",
            "no_such_vocabulary",
        ] {
            assert!(!is_open(decides), "{decides}");
        }
        assert!(is_open("kz_law") && is_open("act_type"));
    }
}
