//! Where things lie, how long they are, and what must not be written into them.

use super::project::{Source, texts, top_level};

/// What a newcomer sees first; everything else at the top is a dot-name.
const TOP_LEVEL: [&str; 17] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "crates",
    "docs",
    "icons",
    "run",
    "rust-toolchain.toml",
    "src-tauri",
    "tauri.conf.json",
    "test",
    "tests",
    "ui",
];

/// No source is longer, in lines. Past 350 ask whether it is two things.
const LONGEST_FILE: usize = 600;
/// A component that does more than one thing is usually longer than this.
const LONGEST_COMPONENT: usize = 250;

/// Names that are missing at the top level, and names that have no business there.
fn misplaced(found: &[String]) -> Vec<String> {
    let missing = TOP_LEVEL
        .iter()
        .filter(|name| !found.iter().any(|f| f == *name))
        .map(|n| format!("missing: {n}"));
    let unknown = found
        .iter()
        .filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str()));
    missing
        .chain(unknown.map(|name| format!("does not belong here: {name}")))
        .collect()
}

fn too_long(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.path.contains("/generated/")) {
        let most = if source.is(&[".svelte"]) {
            LONGEST_COMPONENT
        } else {
            LONGEST_FILE
        };
        let lines = source.text.lines().count();
        if source.is(&[".rs", ".ts", ".js", ".svelte", ".css", ".sh", ".py"]) && lines > most {
            found.push(format!("{}: {lines} lines, at most {most}", source.path));
        }
    }
    found
}

/// Words that tie a file to one machine or one mirror: they work for nobody else, and tell where it was written.
fn tied_to_one_machine(sources: &[Source]) -> Vec<String> {
    // Put together here, so that this file does not contain them.
    let words = [
        ["registry.npmjs", ".org"],
        ["registry.yarnpkg", ".com"],
        ["static.crates", ".io"],
        ["index.crates", ".io"],
        ["files.pythonhosted", ".org"],
        ["pypi", ".org"],
        ["deb.debian", ".org"],
        ["archive.ubuntu", ".com"],
        ["deb.nodesource", ".com"],
        ["\"resolved\"", ": \"http"],
        ["/wo", "rk/"],
        ["/ro", "ot/"],
        ["/tmp/te", "am"],
        ["/Use", "rs/"],
    ];
    let mut found = Vec::new();
    for source in sources {
        let hits = words
            .iter()
            .map(|parts| parts.concat())
            .filter(|word| source.text.contains(word.as_str()));
        found.extend(hits.map(|word| format!("{}: {word}", source.path)));
    }
    found
}

#[test]
fn a_stray_or_missing_name_at_the_top_is_noticed() {
    let mut names: Vec<String> = TOP_LEVEL.iter().map(|name| (*name).to_owned()).collect();
    assert!(misplaced(&names).is_empty());
    names.retain(|name| name != "README.md");
    names.push("utils".to_owned());
    assert_eq!(misplaced(&names), ["missing: README.md", "does not belong here: utils"]);
}

#[test]
fn the_top_level_holds_what_a_newcomer_must_see_and_nothing_else() {
    assert_eq!(misplaced(&top_level()), Vec::<String>::new());
}

#[test]
fn an_overlong_file_is_noticed() {
    let long = |path: &str, lines: usize| Source::sample(path, &"x\n".repeat(lines));
    let found = too_long(&[
        long("a.rs", 600),
        long("b.rs", 601),
        long("c.svelte", 251),
        long("d.md", 9000),
    ]);
    assert_eq!(
        found,
        ["b.rs: 601 lines, at most 600", "c.svelte: 251 lines, at most 250"]
    );
}

#[test]
fn no_source_is_longer_than_one_can_read_in_one_go() {
    assert_eq!(too_long(&texts("")), Vec::<String>::new());
}

#[test]
fn a_mirror_or_a_private_folder_is_noticed() {
    let mirror = Source::sample("ui/.npmrc", &["registry=https://registry.npmjs", ".org"].concat());
    let folder = Source::sample("docs/a.md", &["see /wo", "rk/main"].concat());
    assert_eq!(tied_to_one_machine(&[mirror, folder]).len(), 2);
}

#[test]
fn nothing_names_a_package_mirror_or_somebodys_folder() {
    assert_eq!(tied_to_one_machine(&texts("")), Vec::<String>::new());
}
