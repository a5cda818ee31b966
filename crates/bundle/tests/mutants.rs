//! Whether a rule that nobody checks any more is noticed: each place in the reader that refuses is taken out in a copy of this
//! crate, and the vectors must then fail.
//!
//! An `if` whose only work is to refuse does nothing; elsewhere the refusal becomes that of another rule, which no vector
//! expects there. The copy is compiled once, with a switch at every place, and asked by every vector until one of them notices;
//! what stands in a table made while compiling, and what no vector notices, is compiled for each.

#![expect(clippy::unwrap_used, reason = "a campaign may end here")]
#![allow(clippy::print_stdout, reason = "a campaign is read on the terminal")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files that refuse while a bundle is read.
const READER: [&str; 5] = ["open.rs", "header.rs", "records.rs", "manifest.rs", "manifest/rules.rs"];

/// Places that nothing can reach, by a part of their line: what is a record or a manifest can always be written as JSON, and
/// only the writer's signature says that it might not.
const UNREACHABLE: [(&str, &str); 2] = [
    ("records.rs", "serde_json::to_vec(&record)"),
    ("manifest.rs", "serde_json::to_value(&manifest)"),
];

/// A place that refuses.
struct Place {
    file: &'static str,
    /// Where `Refusal::…` stands.
    at: usize,
    line: usize,
    how: How,
}

/// What is done to a place.
enum How {
    /// The `return` between these does nothing.
    Silent(usize, usize),
    /// The refusal, up to here, becomes this one.
    Other(usize, &'static str),
    /// The same in a table that is made while compiling: it is compiled for this place alone.
    Table(usize, &'static str),
}

/// Every place in the part of a file that is no test.
fn places() -> Vec<Place> {
    let mut found = Vec::new();
    for file in READER {
        let text = fs::read_to_string(src().join(file)).unwrap();
        let end = text.find("#[cfg(test)]").unwrap_or(text.len());
        let mut from = 0;
        while let Some(next) = text[from..end].find("Refusal::") {
            let at = from + next;
            from = at + "Refusal::".len();
            let line = text[..at].matches('\n').count() + 1;
            let stands = text.lines().nth(line - 1).unwrap();
            let is_reached = !UNREACHABLE
                .iter()
                .any(|(of, part)| *of == file && stands.contains(part));
            if let Some(how) = how(&text, at).filter(|_| is_reached) {
                found.push(Place { file, at, line, how });
            }
        }
    }
    found
}

/// What can be done to a refusal at this place; none where it is no refusal but a question or a name.
fn how(text: &str, at: usize) -> Option<How> {
    let rest = &text[at + "Refusal::".len()..];
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let line = &text[text[..at].rfind('\n').map_or(0, |line| line + 1)..];
    let line = line.lines().next().unwrap_or_default();
    if name == "ALL" || line.trim_start().starts_with("//") || line.trim_start().starts_with("use ") {
        return None;
    }
    let after = at + "Refusal::".len() + name.len();
    let before = text[..at].trim_end();
    if let Some(before) = before
        .strip_suffix("return Err(")
        .map(str::trim_end)
        .filter(|b| b.ends_with('{'))
    {
        let open = before.rfind('{')?;
        let start = text[..open].rfind("if ")?;
        let close = after + text[after..].find('}')?;
        let is_else = text[close + 1..].trim_start().starts_with("else") || text[..start].trim_end().ends_with("else");
        if !is_else && !text[start..open].contains(['{', ';', '}']) {
            return Some(How::Silent(open + 1, close));
        }
    }
    // A rule that only sealing could meet here.
    let other = if name == "ManifestFormat" {
        "ManifestNewer"
    } else {
        "ManifestFormat"
    };
    let is_table = line.trim_start().starts_with("fixed(");
    Some(if is_table {
        How::Table(after, other)
    } else {
        How::Other(after, other)
    })
}

/// A file in which every place asks whether it is the one that is lost; places are counted over all files.
fn with_switches(file: &str, text: &str, places: &[Place]) -> String {
    let mut made = text.to_owned();
    let here = places.iter().enumerate().filter(|(_, place)| place.file == file);
    for (n, place) in here.collect::<Vec<_>>().into_iter().rev() {
        match place.how {
            How::Silent(from, to) => {
                made.insert(to, '}');
                made.insert_str(from, &format!("if crate::is_there({n}) {{"));
            }
            How::Other(to, other) => {
                made.insert_str(to, &format!(", Refusal::{other})"));
                made.insert_str(place.at, &format!("crate::told({n}, "));
            }
            How::Table(..) => {}
        }
    }
    made
}

/// What [`with_switches`] files ask.
const SWITCH: &str = r#"
/// The place that is lost.
pub static LOST: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(usize::MAX);

pub(crate) fn is_there(place: usize) -> bool {
    LOST.load(std::sync::atomic::Ordering::SeqCst) != place
}

pub(crate) fn told(place: usize, rule: Refusal, other: Refusal) -> Refusal {
    if is_there(place) { rule } else { other }
}
"#;

/// Runs in the copy: every vector for every place until one of them notices. Answers with a line for each place that none does.
const CAMPAIGN: &str = r#"
mod common;
mod forge;
mod vectors;

use std::ops::ControlFlow;
use sandyq_bundle::{OpenError, Refusal};

/// None where it is neither opened nor refused: a reader that comes to no end, or panics, is noticed too.
fn outcome(tar: &[u8]) -> Option<Option<Refusal>> {
    let mut looks = 0;
    let mut progress = |_: u64| {
        looks += 1;
        if looks > tar.len() + 10_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| sandyq_bundle::read_tar(tar, &mut progress))) {
        Ok(Ok(_)) => Some(None),
        Ok(Err(OpenError::Refused(rule))) => Some(Some(rule)),
        Ok(Err(_)) | Err(_) => None,
    }
}

#[test]
fn campaign() {
    let mut tars: Vec<_> = vectors::every().map(|(rule, broken)| (Some(*rule), forge::tar(Some(*broken)))).collect();
    // The few long ones last: nearly every place is noticed before.
    tars.sort_by_key(|(_, tar): &(_, Vec<u8>)| tar.len());
    tars.insert(0, (None, forge::tar(None)));
    let is_wrong = |(rule, tar): &(Option<Refusal>, Vec<u8>)| outcome(tar) != Some(*rule);
    assert!(!tars.iter().any(is_wrong), "nothing is lost yet");
    for place in [PLACES] {
        sandyq_bundle::LOST.store(place, std::sync::atomic::Ordering::SeqCst);
        if !tars.iter().any(is_wrong) {
            println!("unnoticed {place}");
        }
    }
}
"#;

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

#[test]
fn every_place_that_refuses_is_found() {
    assert!(places().len() > 90, "{} places", places().len());
}

#[test]
#[ignore = "compiles this crate some twenty times: minutes"]
fn long_rules_without_code_are_noticed() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    copy(&house.join("crates"), &place.path().join("crates"));
    fs::copy(house.join("Cargo.lock"), place.path().join("Cargo.lock")).unwrap();
    for part in ["docs/formats", "ui/locales"] {
        copy(&house.join(part), &place.path().join(part));
    }
    // The workspace without the window.
    let manifest = fs::read_to_string(house.join("Cargo.toml")).unwrap();
    let window = manifest.find("[package]\n").unwrap();
    let profiles = manifest.find("[profile.dev]").unwrap();
    fs::write(
        place.path().join("Cargo.toml"),
        [&manifest[..window], &manifest[profiles..]].concat(),
    )
    .unwrap();
    let run = |test: &str| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(place.path())
            // Kept: what is not ours is compiled once.
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants"),
            )
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.args([
            "test",
            "--quiet",
            "-p",
            "sandyq-bundle",
            "--test",
            test,
            "--",
            "--nocapture",
        ]);
        let outcome = cargo.output().unwrap();
        let text = String::from_utf8_lossy(&outcome.stderr);
        assert!(!text.contains("could not compile"), "{text}");
        (
            outcome.status.success(),
            String::from_utf8_lossy(&outcome.stdout).into_owned(),
            text.into_owned(),
        )
    };
    let places = places();
    let copied = place.path().join("crates/bundle");
    let source = |file: &str| fs::read_to_string(src().join(file)).unwrap();
    let lay = |file: &str, text: &str| fs::write(copied.join("src").join(file), text).unwrap();
    lay("lib.rs", &(source("lib.rs") + SWITCH));
    for file in READER {
        lay(file, &with_switches(file, &source(file), &places));
    }
    let is_table = |place: &Place| matches!(place.how, How::Table(..));
    let switched: Vec<String> = (0..places.len())
        .filter(|n| !is_table(&places[*n]))
        .map(|n| n.to_string())
        .collect();
    let campaign = CAMPAIGN.replace("PLACES", &switched.join(", "));
    fs::write(copied.join("tests/campaign.rs"), campaign).unwrap();
    let (is_done, told, trouble) = run("campaign");
    assert!(is_done, "{told}{trouble}");
    let unnoticed: BTreeSet<usize> = told
        .lines()
        .filter_map(|line| line.strip_prefix("unnoticed ")?.parse().ok())
        .collect();
    let mut survived = Vec::new();
    let mut alone = 0;
    lay("lib.rs", &source("lib.rs"));
    READER.iter().for_each(|file| lay(file, &source(file)));
    for (n, lost) in places.iter().enumerate() {
        if !unnoticed.contains(&n) && !is_table(lost) {
            continue;
        }
        // No vector notices, or it stands in a table: compiled without it, and asked of the other tests too.
        alone += 1;
        let text = source(lost.file);
        let mutant = match lost.how {
            How::Silent(from, to) => [&text[..from], &text[to..]].concat(),
            How::Other(to, other) | How::Table(to, other) => {
                [&text[..lost.at], "Refusal::", other, &text[to..]].concat()
            }
        };
        lay(lost.file, &mutant);
        if run("hostile").0 && run("round_trip").0 {
            let stands = text.lines().nth(lost.line - 1).unwrap_or_default().trim();
            println!("nothing notices: {}:{} {stands}", lost.file, lost.line);
            survived.push(format!("{}:{}", lost.file, lost.line));
        }
        lay(lost.file, &text);
    }
    println!("{} places, {alone} of them compiled alone", places.len());
    assert!(survived.is_empty(), "nothing notices when these are gone: {survived:?}");
}
