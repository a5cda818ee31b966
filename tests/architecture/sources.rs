//! What the Rust sources of each room must not contain.

use super::project::{Source, shipped_code, texts};

/// Ways out of the process: files, network, programs, environment, clock, randomness, SQL.
const WAYS_OUT: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "getrandom",
    "rusqlite",
    "std::io",
];

/// Things that open network connections, wherever they stand.
const CONNECTIONS: [&str; 3] = ["TcpStream", "UdpSocket", "TcpListener"];

/// The one place that may try to open a connection.
const SELF_TEST: &str = "crates/casework/src/confine.rs";

fn occurrences(sources: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.is(&[".rs"])) {
        let code = shipped_code(&source.text);
        found.extend(
            words
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("{}: {word}", source.path)),
        );
    }
    found
}

/// Ways to put something on a disk, or to take it away.
const WRITES: [&str; 9] = [
    "fs::write",
    "File::create",
    "create_new(",
    "OpenOptions",
    "fs::rename",
    "fs::remove",
    "fs::copy",
    "fs::create_dir",
    "temp_dir()",
];

/// Rooms that work on what they are handed: plaintext they wrote somewhere would lie where no wipe looks.
const WRITE_NOTHING: [&str; 5] = ["domain", "agefile", "bundle", "report", "casework"];

/// Rooms without `[lints] workspace = true`.
fn unlinted(manifests: &[Source]) -> Vec<String> {
    let lint = |source: &&Source| !source.text.contains("[lints]\nworkspace = true");
    manifests
        .iter()
        .filter(|source| source.is(&["Cargo.toml"]))
        .filter(lint)
        .map(|s| s.path.clone())
        .collect()
}

/// Rooms in which more than one file lifts the ban on unsafe code, and liftings that give no reason.
fn loose_unsafe(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let mut lifted: Vec<(&str, &str)> = Vec::new();
    for source in sources
        .iter()
        .filter(|source| source.is(&[".rs"]) && source.path.contains("src"))
    {
        for (at, _) in source.text.match_indices("(unsafe_code") {
            let until = source.text[at..].find(")]").map_or(source.text.len(), |end| at + end);
            if !source.text[at..until].contains("reason = ") {
                found.push(format!("{}: unsafe code without a reason", source.path));
            }
            lifted.push((room_of(&source.path), &source.path));
        }
    }
    lifted.dedup();
    for pair in lifted.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        found.push(format!("{} and {} both hold unsafe code", pair[0].1, pair[1].1));
    }
    found
}

fn room_of(path: &str) -> &str {
    path.split("/src/").next().unwrap_or(path)
}

#[test]
fn a_clock_in_the_domain_is_noticed() {
    let source = Source::sample("crates/domain/src/a.rs", "fn now() { std::time::SystemTime::now(); }");
    assert_eq!(
        occurrences(&[source], &WAYS_OUT),
        ["crates/domain/src/a.rs: SystemTime"]
    );
    let comment = Source::sample("crates/domain/src/a.rs", "//! No std::fs here.\n");
    assert!(occurrences(&[comment], &WAYS_OUT).is_empty());
}

#[test]
fn domain_has_no_way_out_of_the_process() {
    let sources = texts("crates/domain/src");
    assert!(sources.len() > 4, "the domain's sources were not found");
    assert_eq!(occurrences(&sources, &WAYS_OUT), Vec::<String>::new());
}

#[test]
fn no_room_opens_a_connection() {
    let inside = Source::sample("crates/vault/src/a.rs", "let s = TcpStream::connect(a);");
    assert_eq!(occurrences(&[inside], &CONNECTIONS).len(), 1);
    // The self-test tries one, to show that the filter refuses it.
    let ours = texts("crates").into_iter().chain(texts("src-tauri"));
    let sources: Vec<_> = ours
        .filter(|s| s.path.contains("/src/") && s.path != SELF_TEST)
        .collect();
    assert!(sources.len() > 20, "the rooms' sources were not found");
    assert_eq!(occurrences(&sources, &CONNECTIONS), Vec::<String>::new());
}

/// Where a verb writes all the same: files a person asked for (sealed, or entered in the ledger of copies), and the
/// quarantine of an import, whose key is in memory only.
const ASKED_FOR: [&str; 1] = ["crates/casework/src/outfile.rs"];

#[test]
fn only_the_vault_and_the_programs_write_files() {
    let careless = Source::sample("crates/report/src/a.rs", "std::fs::write(path, text)");
    assert_eq!(occurrences(&[careless], &WRITES).len(), 1);
    let sources = WRITE_NOTHING
        .iter()
        .flat_map(|room| texts(&format!("crates/{room}/src")))
        .filter(|source| !ASKED_FOR.contains(&source.path.as_str()))
        .collect::<Vec<_>>();
    assert_eq!(occurrences(&sources, &WRITES), Vec::<String>::new());
}

#[test]
fn every_room_obeys_the_workspace_lints() {
    assert_eq!(
        unlinted(&[Source::sample("crates/attic/Cargo.toml", "[package]\n")]),
        ["crates/attic/Cargo.toml"]
    );
    let manifests: Vec<_> = texts("")
        .into_iter()
        // The fuzzer's targets are a workspace of their own, for another compiler.
        .filter(|source| source.is(&["Cargo.toml"]) && !source.path.starts_with("tests/fuzz/"))
        .collect();
    assert!(manifests.len() >= 8);
    assert_eq!(unlinted(&manifests), Vec::<String>::new());
}

#[test]
fn unsafe_code_is_in_one_small_module_of_a_room_with_its_reason() {
    let reason = "#![expect(unsafe_code, reason = \"locks pages\")]";
    let bare = Source::sample("crates/vault/src/a.rs", "#[allow(unsafe_code)] fn f() {}");
    assert_eq!(loose_unsafe(&[bare]).len(), 1);
    let pair = [
        Source::sample("crates/vault/src/a.rs", reason),
        Source::sample("crates/vault/src/b.rs", reason),
    ];
    assert_eq!(loose_unsafe(&pair).len(), 1);
    let mut sources = texts("crates");
    sources.extend(texts("src-tauri"));
    assert_eq!(loose_unsafe(&sources), Vec::<String>::new());
}
