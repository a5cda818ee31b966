//! Every rule has at least one bundle that breaks nothing else, and is refused by exactly that rule.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

mod common;
mod forge;
mod vectors;

use std::collections::HashSet;

use sandyq_bundle::Refusal;

#[test]
fn the_forge_makes_sound_bundles_when_nothing_is_broken() {
    assert_eq!(forge::refusal(&forge::tar(None)), None);
}

#[test]
fn every_vector_is_refused_by_its_own_rule() {
    let mut wrong = Vec::new();
    for (at, (rule, broken)) in vectors::every().enumerate() {
        let found = forge::refusal(&forge::tar(Some(*broken)));
        if found != Some(*rule) {
            wrong.push(format!(
                "vector {at}: expected {}, got {:?}",
                rule.slug(),
                found.map(Refusal::slug)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_vector_and_a_slug_of_its_own() {
    let broken: HashSet<Refusal> = vectors::every().map(|(rule, _)| *rule).collect();
    let without: Vec<&str> = Refusal::ALL
        .iter()
        .filter(|rule| !broken.contains(rule))
        .map(|rule| rule.slug())
        .collect();
    assert!(without.is_empty(), "no vector breaks {without:?}");
    let slugs: HashSet<&str> = Refusal::ALL.iter().map(|rule| rule.slug()).collect();
    assert_eq!(slugs.len(), Refusal::ALL.len());
}

#[test]
fn the_specification_lists_every_rule() {
    let specification = include_str!("../../../docs/formats/bundle.md");
    for rule in Refusal::ALL {
        assert!(
            specification.contains(&format!("| `{}` |", rule.slug())),
            "{} is not in the specification",
            rule.slug()
        );
    }
}
