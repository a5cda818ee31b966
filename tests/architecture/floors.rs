//! Who may depend on whom, read from cargo's own dependency graph.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The rooms and every room each may know. A room or an edge that is not here needs a decision record.
const ROOMS: [(&str, &[&str]); 8] = [
    ("sandyq-domain", &[]),
    ("sandyq-agefile", &[]),
    ("sandyq-vault", &["sandyq-domain", "sandyq-agefile"]),
    ("sandyq-bundle", &["sandyq-domain", "sandyq-agefile"]),
    ("sandyq-report", &["sandyq-domain"]),
    (
        "sandyq-casework",
        &[
            "sandyq-domain",
            "sandyq-agefile",
            "sandyq-vault",
            "sandyq-bundle",
            "sandyq-report",
        ],
    ),
    ("sandyq-cli", &["sandyq-domain", "sandyq-casework"]),
    ("sandyq-window", &["sandyq-domain", "sandyq-casework"]),
];

/// What the nouns may be built from: data shapes and words, nothing that reaches outside the process.
const DOMAIN_MAY_USE: [&str; 9] = [
    "serde",
    "serde_json",
    "uuid",
    "chrono",
    "ts-rs",
    "thiserror",
    "fluent-bundle",
    "unic-langid",
    "unicode-normalization",
];

/// Features that would give the nouns a clock or a random source through a permitted crate.
const DOMAIN_MUST_NOT_ENABLE: [(&str, &str); 6] = [
    ("uuid", "v1"),
    ("uuid", "v4"),
    ("uuid", "v7"),
    ("uuid", "rng"),
    ("chrono", "clock"),
    ("chrono", "now"),
];

/// Crates that exist to open network connections, or that another draws in for that alone (tokio: socket2).
const SPEAKS_NETWORK: [&str; 15] = [
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "socket2",
    "rustls",
    "native-tls",
    "h2",
    "quinn",
    "tungstenite",
    "hickory-resolver",
    "async-std",
];

/// One dependency declared by one of our rooms.
struct Edge {
    from: String,
    to: String,
    features: Vec<String>,
    /// Only its tests and benches use it.
    for_tests: bool,
}

impl Edge {
    fn sample(from: &str, to: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            features: Vec::new(),
            for_tests: false,
        }
    }
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(super::project::root().join("Cargo.toml"))
        .no_deps()
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo can describe this workspace")
}

fn edges(metadata: &Metadata) -> Vec<Edge> {
    metadata
        .workspace_packages()
        .iter()
        .flat_map(|package| {
            package.dependencies.iter().map(|dependency| Edge {
                from: package.name.to_string(),
                to: dependency.name.clone(),
                features: dependency.features.clone(),
                for_tests: dependency.kind == DependencyKind::Development,
            })
        })
        .collect()
}

/// Edges between rooms that [`ROOMS`] does not know. Tests obey the same floors as the rooms themselves.
fn unknown_edges(edges: &[Edge]) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    edges
        .iter()
        .filter(|edge| edge.to.starts_with("sandyq-") && edge.to != edge.from)
        .filter(|edge| {
            !allowed
                .get(edge.from.as_str())
                .is_some_and(|known| known.contains(&edge.to.as_str()))
        })
        .map(|edge| format!("{} must not know {}", edge.from, edge.to))
        .collect()
}

/// Tauri, and everything asynchronous, belongs to the window alone.
fn outside_the_window(edges: &[Edge]) -> Vec<String> {
    let windows_own = |name: &str| {
        name.starts_with("tauri") || ["wry", "tao", "tokio", "futures", "async-std", "smol"].contains(&name)
    };
    edges
        .iter()
        .filter(|edge| edge.from != "sandyq-window" && windows_own(&edge.to))
        .map(|edge| format!("{} must not know {}: it belongs to the window", edge.from, edge.to))
        .collect()
}

fn domain_reaches_outside(edges: &[Edge]) -> Vec<String> {
    let mut wrong = Vec::new();
    for edge in edges
        .iter()
        .filter(|edge| edge.from == "sandyq-domain" && !edge.for_tests)
    {
        if !DOMAIN_MAY_USE.contains(&edge.to.as_str()) {
            wrong.push(format!("domain must not know {}", edge.to));
        }
        for feature in &edge.features {
            if DOMAIN_MUST_NOT_ENABLE.contains(&(edge.to.as_str(), feature.as_str())) {
                wrong.push(format!("domain must not enable {}/{feature}", edge.to));
            }
        }
    }
    wrong
}

/// Features made for tests (a cheap key derivation, a window without its filter) that a program would carry.
fn features_for_tests(edges: &[Edge]) -> Vec<String> {
    let shipped = edges
        .iter()
        .filter(|edge| !edge.for_tests && edge.to.starts_with("sandyq-"));
    shipped
        .flat_map(|edge| edge.features.iter().map(move |feature| (edge, feature)))
        .filter(|(_, feature)| feature.contains("test") || feature.as_str() == "e2e")
        .map(|(edge, feature)| format!("{} enables {}/{feature}", edge.from, edge.to))
        .collect()
}

/// Network crates among `linked`.
fn network_crates<'a>(linked: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    linked
        .into_iter()
        .filter(|name| SPEAKS_NETWORK.contains(name))
        .map(str::to_owned)
        .collect()
}

/// The names of everything that ends up in `room`'s program: all but what only builds and tests use.
///
/// Asked of `cargo tree`, because `cargo metadata` mixes in the features that tests switch on.
fn linked_into(room: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--edges",
            "normal",
            "--package",
            room,
        ])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .current_dir(super::project::root())
        .output()
        .expect("cargo can be started");
    assert!(tree.status.success(), "cargo tree refused");
    let text = String::from_utf8_lossy(&tree.stdout).into_owned();
    text.lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn an_edge_between_rooms_of_one_floor_is_noticed() {
    let edges = [
        Edge::sample("sandyq-vault", "sandyq-bundle"),
        Edge::sample("sandyq-domain", "sandyq-vault"),
    ];
    assert_eq!(unknown_edges(&edges).len(), 2);
    assert_eq!(
        unknown_edges(&[Edge::sample("sandyq-attic", "sandyq-domain")]).len(),
        1,
        "an unknown room"
    );
    assert!(unknown_edges(&[Edge::sample("sandyq-casework", "sandyq-vault")]).is_empty());
}

#[test]
fn rooms_know_only_the_rooms_below_them() {
    assert_eq!(unknown_edges(&edges(&metadata())), Vec::<String>::new());
}

#[test]
fn the_rooms_are_exactly_those_of_the_architecture() {
    let found: BTreeSet<String> = metadata()
        .workspace_packages()
        .iter()
        .map(|p| p.name.to_string())
        .collect();
    assert_eq!(found, ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect());
}

#[test]
fn tauri_outside_the_window_is_noticed() {
    let edges = [
        Edge::sample("sandyq-casework", "tauri"),
        Edge::sample("sandyq-vault", "tokio"),
    ];
    assert_eq!(outside_the_window(&edges).len(), 2);
    assert!(outside_the_window(&[Edge::sample("sandyq-window", "tauri-plugin-dialog")]).is_empty());
}

#[test]
fn only_the_window_knows_tauri_and_async() {
    assert_eq!(outside_the_window(&edges(&metadata())), Vec::<String>::new());
}

#[test]
fn a_domain_that_reaches_outside_is_noticed() {
    let mut clock = Edge::sample("sandyq-domain", "chrono");
    clock.features.push("clock".to_owned());
    assert_eq!(
        domain_reaches_outside(&[Edge::sample("sandyq-domain", "rusqlite"), clock]).len(),
        2
    );
}

#[test]
fn domain_is_built_from_nothing_that_does_io() {
    assert_eq!(domain_reaches_outside(&edges(&metadata())), Vec::<String>::new());
}

#[test]
fn no_program_is_built_with_a_feature_for_tests() {
    let mut cheap = Edge::sample("sandyq-casework", "sandyq-vault");
    cheap.features.push("test-kdf".to_owned());
    assert_eq!(features_for_tests(&[cheap]).len(), 1);
    assert_eq!(features_for_tests(&edges(&metadata())), Vec::<String>::new());
}

#[test]
fn a_network_crate_is_noticed() {
    assert_eq!(network_crates(["serde", "reqwest"]), ["reqwest"]);
}

#[test]
fn neither_program_links_a_crate_that_opens_connections() {
    for program in ["sandyq-window", "sandyq-cli"] {
        let linked = linked_into(program);
        assert!(
            linked.contains("rusqlite"),
            "the walk over the graph found next to nothing"
        );
        assert_eq!(
            network_crates(linked.iter().map(String::as_str)),
            Vec::<String>::new(),
            "in {program}"
        );
    }
}
