//! The field tables in words: what a form is drawn from.

use crate::view::{FieldView, FormKind, OptionView};
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::{has, text};
use sandyq_domain::{Field, KINDS, Lang, Privacy, Scope};

/// Every kind with its form, in the reader's language.
#[must_use]
pub fn forms(lang: Lang) -> Vec<FormKind> {
    let form = |spec: &&sandyq_domain::KindSpec| FormKind {
        name: spec.name.to_owned(),
        label: super::title::kind_label(spec.name, lang),
        in_case: spec.scope == Scope::Case,
        fields: spec
            .fields
            .iter()
            .map(|field| field_view(spec.name, field, lang))
            .collect(),
    };
    KINDS.iter().map(form).collect()
}

fn field_view(kind: &str, field: &Field, lang: Lang) -> FieldView {
    let key = format!("field-{kind}-{}", field.name);
    let hint = format!("{key}-hint");
    let (type_name, target, options) = typed(field.kind, lang);
    FieldView {
        name: field.name.to_owned(),
        label: text(lang, &key),
        hint: if has(lang, &hint) {
            text(lang, &hint)
        } else {
            String::new()
        },
        kind: type_name,
        target,
        options,
        required: field.required,
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

fn typed(kind: FieldType, lang: Lang) -> (&'static str, String, Vec<OptionView>) {
    let plain = |name| (name, String::new(), Vec::new());
    match kind {
        FieldType::Text => plain("text"),
        FieldType::Prose => plain("prose"),
        FieldType::Date => plain("date"),
        FieldType::Number => plain("number"),
        FieldType::Flag => plain("flag"),
        FieldType::Tags => plain("tags"),
        FieldType::Code(name) => ("code", String::new(), options(name, lang)),
        FieldType::Codes(name) => ("codes", String::new(), options(name, lang)),
        FieldType::Link(target) => ("link", target.to_owned(), Vec::new()),
        FieldType::Links(target) => ("links", target.to_owned(), Vec::new()),
    }
}

/// The terms of a vocabulary, then the reserved answers.
pub fn options(name: &str, lang: Lang) -> Vec<OptionView> {
    let terms = vocabulary(name).map_or(&[][..], |vocabulary| vocabulary.terms());
    let slugs = terms.iter().map(|term| term.slug.as_str()).chain(RESERVED);
    slugs
        .map(|slug| OptionView {
            slug: slug.to_owned(),
            label: super::title::term(name, slug, lang),
        })
        .collect()
}
