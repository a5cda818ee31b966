use super::*;
use std::collections::BTreeSet;

fn every_vocabulary() -> impl Iterator<Item = &'static Vocabulary> {
    ALL_NAMES
        .iter()
        .map(|name| vocabulary(name).expect(name))
        .chain(std::iter::once(&*RESERVED))
}

#[test]
fn slugs_are_plain_and_stand_once_in_their_vocabulary() {
    for vocabulary in every_vocabulary() {
        let mut seen = BTreeSet::new();
        assert!(!vocabulary.terms().is_empty(), "{}", vocabulary.name);
        for term in vocabulary.terms() {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            assert!(!term.slug.is_empty() && term.slug.bytes().all(plain), "{}", term.slug);
            assert!(seen.insert(&term.slug), "{} twice in {}", term.slug, vocabulary.name);
        }
    }
}

#[test]
fn every_term_has_a_label_in_every_language_and_no_label_stands_for_two_terms() {
    for vocabulary in every_vocabulary() {
        for lang in Lang::ALL {
            let mut seen = BTreeSet::new();
            for term in vocabulary.terms() {
                let label = term.label(lang);
                assert!(!label.is_empty() && label.trim() == label, "{} in {lang}", term.slug);
                assert!(seen.insert(label), "{label} twice in {} ({lang})", vocabulary.name);
            }
        }
    }
}

#[test]
fn labels_are_in_the_script_of_their_language() {
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    for term in every_vocabulary().flat_map(Vocabulary::terms) {
        assert!(!term.en.chars().any(cyrillic), "{}", term.slug);
        for label in [&term.ru, &term.kk] {
            let digits_only = !label.chars().any(char::is_alphabetic);
            assert!(digits_only || label.chars().any(cyrillic), "{label}");
            let latin = label.chars().any(|c| c.is_ascii_alphabetic());
            assert!(!latin, "{label}");
        }
    }
}

#[test]
fn kazakh_labels_are_kazakh_and_not_copied_from_russian() {
    // What a country is called is the same in both more often than not.
    let own_words = every_vocabulary().filter(|vocabulary| vocabulary.name != "country");
    let terms: Vec<&Term> = own_words.flat_map(Vocabulary::terms).collect();
    let same: Vec<&str> = terms
        .iter()
        .filter(|t| t.ru.to_lowercase() == t.kk.to_lowercase())
        .map(|t| t.kk.as_str())
        .collect();
    assert!(same.len() * 100 <= terms.len() * 2, "the same in both: {same:?}");
    let own = |c: char| "әіңғүұқөһ".contains(c);
    let marked = terms.iter().filter(|t| t.kk.to_lowercase().chars().any(own)).count();
    assert!(
        marked * 100 >= terms.len() * 80,
        "only {marked} of {} have a Kazakh letter",
        terms.len()
    );
}

#[test]
fn esf_codes_are_digits_and_articles_and_predecessors_exist() {
    let articles = vocabulary("treaty_article").expect("it is listed");
    for vocabulary in every_vocabulary() {
        for term in vocabulary.terms() {
            assert!(
                term.esf.iter().all(|esf| esf.bytes().all(|b| b.is_ascii_digit())),
                "{}",
                term.slug
            );
            assert!(
                term.articles.iter().all(|slug| articles.term(slug).is_some()),
                "{}",
                term.slug
            );
            assert!(
                term.was.iter().all(|slug| vocabulary.term(slug).is_some()),
                "{}",
                term.slug
            );
        }
    }
}

#[test]
fn reserved_answers_are_those_of_the_fields_and_other_and_in_no_vocabulary() {
    let slugs: Vec<&str> = RESERVED.terms().iter().map(|t| t.slug.as_str()).collect();
    assert_eq!(slugs[..4], crate::field::RESERVED);
    assert_eq!(slugs[4..], ["other"]);
    for vocabulary in ALL_NAMES.iter().filter_map(|name| vocabulary(name)) {
        for slug in &slugs {
            assert!(vocabulary.term(slug).is_none(), "{slug} in {}", vocabulary.name);
            assert!(vocabulary.label(slug, Lang::Kk).is_some(), "{slug}");
        }
    }
}

#[test]
fn every_coded_field_has_its_vocabulary() {
    use crate::field::FieldType::{Code, Codes};
    for field in crate::KINDS.iter().flat_map(|kind| kind.fields) {
        if let Code(name) | Codes(name) = field.kind {
            assert!(vocabulary(name).is_some(), "{name}");
        }
    }
}

#[test]
fn a_perpetrator_is_law_enforcement_only_as_an_actor_of_the_state() {
    let types = vocabulary("perpetrator_type").expect("it is listed");
    for term in types.terms() {
        let state = term.flag_word("state_actor").expect("every type says it");
        assert!(["yes", "private", "private_with_acquiescence"].contains(&state));
        assert!(
            !term.flag("law_enforcement") || term.flag("state_actor"),
            "{}",
            term.slug
        );
        assert!(!term.flag("police") || term.flag("law_enforcement"), "{}", term.slug);
        assert_eq!(term.slug.starts_with("police_"), term.flag("police"), "{}", term.slug);
    }
}

#[test]
fn a_region_exists_from_its_first_day() {
    let regions = vocabulary("region").expect("it is listed");
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let abai = regions.term("kz_10").expect("Abai");
    assert!(!abai.is_valid_on(day("2021-05-01")) && abai.is_valid_on(day("2022-06-08")));
    let valid = |on: &str| {
        regions
            .terms()
            .iter()
            .filter(|t| t.iso.is_some() && t.is_valid_on(day(on)))
            .count()
    };
    assert_eq!(
        [valid("2017-01-01"), valid("2019-01-01"), valid("2025-01-01")],
        [16, 17, 20]
    );
}

#[test]
fn the_regions_of_today_are_seventeen_and_three_cities_under_their_codes() {
    let regions = vocabulary("region").expect("it is listed");
    let now: Vec<&Term> = regions
        .terms()
        .iter()
        .filter(|t| t.iso.is_some() && t.to.is_none())
        .collect();
    let cities = now.iter().filter(|t| t.en.ends_with("(city)")).count();
    assert_eq!((now.len() - cities, cities), (17, 3));
    for region in now {
        let code = region.iso.as_deref().expect("it was filtered");
        assert_eq!(code.to_lowercase().replace('-', "_"), region.slug);
    }
    let astana = regions.term("kz_71").expect("Astana");
    let named = |on: &str| astana.label_on(on.parse().expect("a day"), Lang::En);
    assert_eq!(named("2020-01-01"), "Nur-Sultan (city)");
    assert_eq!(
        (named("2019-03-22"), named("2022-09-17")),
        ("Astana (city)", "Astana (city)")
    );
}

#[test]
fn every_member_of_the_united_nations_is_a_country_under_its_code() {
    let countries = vocabulary("country").expect("it is listed");
    assert!(countries.terms().len() >= 193);
    for country in countries.terms() {
        let code = country.iso.as_deref().expect("a code");
        assert!(code.len() == 2 && code.to_lowercase() == country.slug, "{code}");
    }
    for slug in ["ru", "kg", "uz", "de", "tr", "us", "ss", "kz"] {
        assert!(countries.term(slug).is_some(), "{slug}");
    }
}

#[test]
fn every_law_waits_for_a_lawyer() {
    let laws = vocabulary("kz_law").expect("it is listed");
    assert!(
        laws.terms()
            .iter()
            .all(|law| law.flag("to_be_confirmed") && law.from.is_some())
    );
}
