//! The field tables in words: what a form is drawn from.

use crate::view::{FieldView, FormKind, IntakeQuestion, OptionView};
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::intake::{Part, QUESTIONS, Question};
use sandyq_domain::kinds::OwnTerm;
use sandyq_domain::own_terms::{is_open, label};
use sandyq_domain::vocab::{Vocabulary, offers, vocabulary};
use sandyq_domain::words::{has, text, text_with};
use sandyq_domain::{Field, KINDS, Lang, OwnTerms, Privacy, Scope};

/// Every kind with its form, in the reader's language.
#[must_use]
pub fn forms(lang: Lang, own: &OwnTerms) -> Vec<FormKind> {
    let form = |spec: &&sandyq_domain::KindSpec| FormKind {
        name: spec.name.to_owned(),
        label: super::title::kind_label(spec.name, lang),
        in_case: spec.scope == Scope::Case,
        fields: spec
            .fields
            .iter()
            .map(|field| field_view(spec.name, field, lang, own))
            .collect(),
    };
    KINDS.iter().map(form).collect()
}

/// The parts of the questions of a first talk, as the fields they are.
#[must_use]
pub fn questions(lang: Lang, own: &OwnTerms) -> Vec<IntakeQuestion> {
    let asked = |question: &Question| {
        let key = |rest: &str| format!("intake-{}{rest}", question.id);
        let row = key("-row");
        IntakeQuestion {
            number: question.number,
            id: question.id.to_owned(),
            text: text(lang, &key("")),
            hint: text(lang, &key("-hint")),
            repeats: question.repeats,
            row: if question.repeats {
                text_with(lang, &row, &[("n", "#".into())])
            } else {
                String::new()
            },
            parts: question
                .parts
                .iter()
                .map(|part| part_view(question, part, lang, own))
                .collect(),
        }
    };
    QUESTIONS.iter().map(asked).collect()
}

fn part_view(question: &Question, part: &Part, lang: Lang, own: &OwnTerms) -> FieldView {
    let mut view = field_view(part.kind, part.declared(), lang, own);
    view.label = part.label(question, lang);
    // In a talk nothing is required, and the order of the questions is the only grouping.
    view.required = false;
    if part.takes_several() {
        view.kind = "codes";
    }
    let is_offered = |option: &OptionView| {
        part.offers(&option.slug) || option.term.is_some() || RESERVED.contains(&option.slug.as_str())
    };
    view.options.retain(is_offered);
    view
}

fn field_view(kind: &str, field: &Field, lang: Lang, own: &OwnTerms) -> FieldView {
    let key = format!("field-{kind}-{}", field.name);
    let (type_name, target, mut options) = typed(field.kind, lang, own);
    if let FieldType::Code(name) | FieldType::Codes(name) = field.kind {
        let term = |option: &OptionView| vocabulary(name)?.term(&option.slug);
        options.retain(|option| term(option).is_none_or(|term| offers(kind, field.name, term)));
    }
    FieldView {
        name: field.name.to_owned(),
        label: text(lang, &key),
        hint: hint(&key, field.kind, lang),
        kind: type_name,
        target,
        options,
        required: field.required,
        either: field.either,
        machine_made: field.machine_made,
        group: field.group.to_owned(),
        group_label: if field.group == "main" {
            String::new()
        } else {
            text(lang, &format!("group-{}", field.group))
        },
        privacy: match field.privacy {
            Privacy::A => "A",
            Privacy::B => "B",
            Privacy::C => "C",
        }
        .to_owned(),
    }
}

/// Help below a field; where laws are chosen, that they are to be confirmed.
fn hint(key: &str, kind: FieldType, lang: Lang) -> String {
    let own = format!("{key}-hint");
    let waits = match kind {
        FieldType::Code(name) | FieldType::Codes(name) => vocabulary(name).is_some_and(Vocabulary::waits_for_a_lawyer),
        _ => false,
    };
    let said = [(has(lang, &own), own.as_str()), (waits, "laws-to-be-confirmed")];
    let said = said
        .into_iter()
        .filter(|(is_said, _)| *is_said)
        .map(|(_, key)| text(lang, key));
    said.collect::<Vec<_>>().join(" ")
}

fn typed(kind: FieldType, lang: Lang, own: &OwnTerms) -> (&'static str, String, Vec<OptionView>) {
    let plain = |name| (name, String::new(), Vec::new());
    match kind {
        FieldType::Text => plain("text"),
        FieldType::Prose => plain("prose"),
        FieldType::Date => plain("date"),
        FieldType::Number => plain("number"),
        FieldType::Flag => plain("flag"),
        FieldType::Tags => plain("tags"),
        FieldType::Code(name) => ("code", String::new(), options(name, lang, own)),
        FieldType::Codes(name) => ("codes", String::new(), options(name, lang, own)),
        FieldType::Link(target) => ("link", target.to_owned(), Vec::new()),
        FieldType::Links(target) => ("links", target.to_owned(), Vec::new()),
    }
}

/// The terms of a vocabulary, the group's own, then the reserved answers. Retired are own terms that somebody took back,
/// and built-in ones that an own term says anew, unless the two hold at different times.
fn options(name: &str, lang: Lang, own: &OwnTerms) -> Vec<OptionView> {
    let terms = vocabulary(name).map_or(&[][..], |vocabulary| vocabulary.terms());
    let is_retired = |term: &OwnTerm| term.retired == Some(true) || !is_open(name);
    let said_anew = |slug: &str| {
        own.of_vocabulary(name).any(|(_, term)| {
            let always = term.valid_from.is_none() && term.valid_to.is_none();
            term.replaces.as_deref() == Some(slug) && always && !is_retired(term)
        })
    };
    let built_in = |slug: &str| OptionView {
        slug: slug.to_owned(),
        label: super::title::term(name, slug, lang),
        term: None,
        is_retired: said_anew(slug),
    };
    let mut options: Vec<OptionView> = terms.iter().map(|term| built_in(&term.slug)).collect();
    options.extend(own.of_vocabulary(name).map(|(id, term)| OptionView {
        slug: String::new(),
        label: label(term, lang).unwrap_or_default().to_owned(),
        term: Some(id),
        is_retired: is_retired(term),
    }));
    options.extend(RESERVED.into_iter().map(built_in));
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use sandyq_domain::{Envelope, MachineId, RecordId, Timestamp, VersionVector};
    use serde_json::{Value, json};

    fn own(terms: &[Value]) -> OwnTerms {
        let envelope = |(n, body): (u8, &Value)| Envelope {
            id: RecordId::from_bytes([n; 16]),
            case: None,
            kind: "term".to_owned(),
            version: VersionVector::default(),
            author: String::new(),
            machine: MachineId::from_bytes([0; 16]),
            time: Timestamp::from_millis(0),
            body: body.as_object().cloned().expect("an object"),
            withheld: vec![],
            edits: sandyq_domain::Edits::default(),
        };
        OwnTerms::of(&(1..).zip(terms).map(envelope).collect::<Vec<_>>())
    }

    fn labels(name: &str, terms: &[Value]) -> Vec<String> {
        let options = options(name, Lang::En, &own(terms)).into_iter();
        let options = options.filter(|option| !option.is_retired);
        options
            .map(|option| {
                if option.term.is_some() {
                    option.label
                } else {
                    option.slug
                }
            })
            .collect()
    }

    #[test]
    fn own_terms_are_offered_before_the_reserved_answers_and_retired_ones_not_at_all() {
        let found = labels(
            "kz_law",
            &[
                json!({ "vocabulary": "kz_law", "label_kk": "Жаңа заң" }),
                json!({ "vocabulary": "kz_law", "label_en": "gone", "retired": true }),
                json!({ "vocabulary": "act_type", "label_en": "of another list" }),
            ],
        );
        let at = |label: &str| found.iter().position(|found| found == label);
        assert!(
            at("cc_145") < at("Жаңа заң") && at("Жаңа заң") < at("unknown"),
            "{found:?}"
        );
        assert!(at("gone").is_none() && at("of another list").is_none());
        assert!(at("Жаңа заң").is_some());
    }

    #[test]
    fn what_is_said_anew_is_offered_once_unless_both_hold_at_their_own_time() {
        let law = |extra: Value| {
            let mut law = json!({ "vocabulary": "kz_law", "label_en": "CC 145 (new)", "replaces": "cc_145" });
            law.as_object_mut()
                .expect("an object")
                .extend(extra.as_object().cloned().expect("an object"));
            labels("kz_law", &[law])
        };
        let has = |found: &[String], label: &str| found.iter().any(|found| found == label);
        let anew = law(json!({}));
        assert!(has(&anew, "CC 145 (new)") && !has(&anew, "cc_145"));
        let amended = law(json!({ "valid_from": { "precision": "day", "from": "2026-07-01", "to": "2026-07-01" } }));
        assert!(has(&amended, "CC 145 (new)") && has(&amended, "cc_145"));
        let retired = law(json!({ "retired": true }));
        assert!(!has(&retired, "CC 145 (new)") && has(&retired, "cc_145"));
    }

    #[test]
    fn a_closed_vocabulary_offers_nothing_that_came_from_outside() {
        let found = labels(
            "identity_level",
            &[json!({ "vocabulary": "identity_level", "label_en": "anybody" })],
        );
        assert!(!found.contains(&"anybody".to_owned()));
    }

    #[test]
    fn wherever_laws_are_chosen_it_is_said_that_a_lawyer_confirms_them() {
        let forms = forms(Lang::En, &OwnTerms::default());
        for field in forms.iter().flat_map(|kind| &kind.fields) {
            // An article of law and the deadline that follows from it.
            let is_law = field.options.iter().any(|option| option.slug == "cpc_106");
            assert_eq!(field.hint.contains("confirmed by a lawyer"), is_law, "{}", field.name);
        }
    }
}
