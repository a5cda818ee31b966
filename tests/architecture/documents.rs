//! The documents: what they call a test is one.

use super::project::{Source, texts};
use std::collections::BTreeSet;

/// Words in backticks that read like the name of a test: a sentence in small letters, at least three gaps.
fn named_tests(document: &str) -> BTreeSet<&str> {
    let words = document.split('`').skip(1).step_by(2);
    words
        .filter(|word| word.matches('_').count() >= 3)
        .filter(|word| {
            word.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        })
        .collect()
}

fn unknown_tests(documents: &[Source], code: &[Source]) -> Vec<String> {
    let exists = |name: &str| code.iter().any(|source| source.text.contains(&format!("fn {name}(")));
    let mut found = Vec::new();
    for document in documents {
        let unknown = named_tests(&document.text).into_iter().filter(|name| !exists(name));
        found.extend(unknown.map(|name| format!("{} names {name}", document.path)));
    }
    found
}

#[test]
fn a_test_that_does_not_exist_is_noticed() {
    let document = Source::sample(
        "SECURITY.md",
        "Held by `a_bit_is_a_bit` and `a_test_nobody_wrote`, see `main.rs`.",
    );
    let code = Source::sample("a.rs", "#[test]\nfn a_bit_is_a_bit() {}");
    assert_eq!(
        unknown_tests(&[document], &[code]),
        ["SECURITY.md names a_test_nobody_wrote"]
    );
}

#[test]
fn every_test_that_a_document_names_exists() {
    let code: Vec<_> = texts("").into_iter().filter(|source| source.is(&[".rs"])).collect();
    let promises =
        |source: &Source| source.is(&["ARCHITECTURE.md", "SECURITY.md"]) || source.path.starts_with("docs/decisions/");
    let documents: Vec<_> = texts("").into_iter().filter(promises).collect();
    assert!(documents.len() > 5, "the documents were not found");
    assert!(
        documents.iter().map(|d| named_tests(&d.text).len()).sum::<usize>() > 20,
        "no test is named any more"
    );
    assert_eq!(unknown_tests(&documents, &code), Vec::<String>::new());
}
