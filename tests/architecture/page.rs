//! The page: one door to the program, three tiers that import in one direction.
//!
//! The page's own lint says the same while one writes; this holds it where the lint is not run.

use super::project::{Source, texts};

/// What the files of a tier must not import, by a piece of the path.
const TIERS: [(&str, &[&str]); 3] = [
    ("ui/src/lib/", &["components/", "parts/", "views/"]),
    (
        "ui/src/components/",
        &["lib/ipc", "lib/session", "generated/", "parts/", "views/"],
    ),
    ("ui/src/parts/", &["views/"]),
];

/// The module specifiers a script imports, statically or not.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for opening in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
        for (at, _) in text.match_indices(opening) {
            let rest = &text[at + opening.len()..];
            found.extend(rest.split(['\'', '"']).next());
        }
    }
    found
}

fn scripts() -> Vec<Source> {
    texts("ui/src")
        .into_iter()
        .filter(|source| source.is(&[".ts", ".svelte", ".js"]))
        .collect()
}

fn other_doors(sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| !source.path.starts_with("ui/src/lib/ipc"))
        .filter(|source| {
            imports(&source.text)
                .iter()
                .any(|import| import.starts_with("@tauri-apps"))
        })
        .map(|source| source.path.clone())
        .collect()
}

fn upward_imports(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let Some((_, above)) = TIERS.iter().find(|(tier, _)| source.path.starts_with(tier)) else {
            continue;
        };
        for import in imports(&source.text) {
            if above.iter().any(|part| import.contains(&format!("/{part}"))) {
                found.push(format!("{} imports {import}", source.path));
            }
        }
    }
    found
}

#[test]
fn a_second_door_is_noticed() {
    let view = Source::sample(
        "ui/src/views/A.svelte",
        "import { invoke } from '@tauri-apps/api/core';",
    );
    assert_eq!(other_doors(&[view]), ["ui/src/views/A.svelte"]);
}

#[test]
fn the_page_talks_to_the_program_through_one_door() {
    let scripts = scripts();
    assert!(scripts.len() > 20, "the page's sources were not found");
    assert_eq!(other_doors(&scripts), Vec::<String>::new());
}

#[test]
fn an_upward_import_is_noticed() {
    let button = Source::sample("ui/src/components/Button.svelte", "import { seal } from '../lib/ipc';");
    let part = Source::sample(
        "ui/src/parts/List.svelte",
        "const view = await import(\"../views/Cases.svelte\");",
    );
    assert_eq!(upward_imports(&[button, part]).len(), 2);
}

#[test]
fn components_know_no_domain_and_parts_no_screen() {
    assert_eq!(upward_imports(&scripts()), Vec::<String>::new());
}
