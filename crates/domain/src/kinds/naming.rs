//! Kinds that are named in three languages: which fields say the name, the reader's language first.

use super::{Kind, Organisation, OwnTerm};
use crate::lang::Lang;

/// The fields that say the name of an organisation or an own term, in the order of [`Lang::then_others`]; none for other kinds.
#[must_use]
pub fn name_fields(kind: &str, lang: Lang) -> Option<[&'static str; 3]> {
    let [en, ru, kk] = if kind == Organisation::SPEC.name {
        ["name_en", "name_ru", "name_kk"]
    } else if kind == OwnTerm::SPEC.name {
        ["label_en", "label_ru", "label_kk"]
    } else {
        return None;
    };
    Some(lang.then_others().map(|lang| match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_field_and_the_readers_language_comes_first() {
        for spec in [Organisation::SPEC, OwnTerm::SPEC] {
            for lang in Lang::ALL {
                let fields = name_fields(spec.name, lang).expect(spec.name);
                assert!(fields.iter().all(|field| spec.field(field).is_some()), "{fields:?}");
                assert!(fields[0].ends_with(lang.code()), "{fields:?}");
            }
        }
        assert_eq!(name_fields("event", Lang::En), None);
    }
}
