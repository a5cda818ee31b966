//! Whether a rule that nobody checks any more is noticed: each place in the reader that refuses is taken out in a copy of this
//! crate, and the vectors must then fail.
//!
//! An `if` whose only work is to refuse goes as a whole; elsewhere the refusal becomes that of another rule, which no vector
//! expects there. `SANDYQ_MUTANTS=records.rs` in front asks it of one file alone.

#![expect(clippy::unwrap_used, reason = "a campaign may end here")]
#![allow(clippy::print_stdout, reason = "a campaign is read on the terminal")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files that refuse while a bundle is read.
const READER: [&str; 5] = ["open.rs", "header.rs", "records.rs", "manifest.rs", "manifest/rules.rs"];

struct Mutant {
    file: &'static str,
    /// Where `Refusal::…` stands.
    at: usize,
    line: usize,
    source: String,
}

/// Every place in the part of a file that is no test.
fn mutants() -> Vec<Mutant> {
    let mut found = Vec::new();
    for file in READER {
        let text = fs::read_to_string(src().join(file)).unwrap();
        let end = text.find("#[cfg(test)]").unwrap_or(text.len());
        let mut from = 0;
        while let Some(next) = text[from..end].find("Refusal::") {
            let at = from + next;
            from = at + "Refusal::".len();
            let Some(source) = without(&text, at) else { continue };
            let line = text[..at].matches('\n').count() + 1;
            found.push(Mutant { file, at, line, source });
        }
    }
    found
}

/// The text without the refusal at this place; none where it is no refusal but a question or a name.
fn without(text: &str, at: usize) -> Option<String> {
    let rest = &text[at + "Refusal::".len()..];
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let line = &text[text[..at].rfind('\n').map_or(0, |line| line + 1)..];
    let line = line.lines().next().unwrap_or_default();
    if name == "ALL" || line.trim_start().starts_with("//") || line.trim_start().starts_with("use ") {
        return None;
    }
    let after = at + "Refusal::".len() + name.len();
    let before = text[..at].trim_end();
    if before.ends_with("return Err(") && before[..before.len() - "return Err(".len()].trim_end().ends_with('{') {
        let open = before.rfind('{')?;
        let start = text[..open].rfind("if ")?;
        let close = after + text[after..].find('}')?;
        let is_else = text[close + 1..].trim_start().starts_with("else") || text[..start].trim_end().ends_with("else");
        if !is_else && !text[start..open].contains(['{', ';', '}']) {
            return Some([&text[..start], &text[close + 1..]].concat());
        }
    }
    // A rule that only sealing could meet here.
    let other = if name == "ManifestFormat" {
        "ManifestNewer"
    } else {
        "ManifestFormat"
    };
    Some([&text[..at], "Refusal::", other, &text[after..]].concat())
}

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

/// All, or those of one file.
fn chosen(file: Option<&str>) -> Vec<Mutant> {
    let all = mutants().into_iter();
    all.filter(|mutant| file.is_none_or(|file| mutant.file == file))
        .collect()
}

#[test]
fn every_place_that_refuses_is_found() {
    assert!(mutants().len() > 90, "{} places", mutants().len());
}

#[test]
#[ignore = "compiles the crate once for every rule: a quarter of an hour"]
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
            .env("CARGO_TARGET_DIR", place.path().join("target"))
            // Nobody looks at a trace, and writing it takes longer than compiling.
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.args(["test", "--quiet", "-p", "sandyq-bundle", "--test", test]);
        cargo.output().unwrap()
    };
    // Nearly all are noticed by the vectors: the rest is compiled for the few that are not.
    let test = || {
        let vectors = run("hostile");
        if vectors.status.success() {
            run("round_trip")
        } else {
            vectors
        }
    };
    let sound = test();
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    let mutants = chosen(std::env::var("SANDYQ_MUTANTS").ok().as_deref());
    let mut survived = Vec::new();
    let mut broken = 0;
    for mutant in &mutants {
        let path = place.path().join("crates/bundle/src").join(mutant.file);
        fs::write(&path, &mutant.source).unwrap();
        let outcome = test();
        let text = String::from_utf8_lossy(&outcome.stderr);
        if outcome.status.success() {
            println!("nothing notices: {}:{}", mutant.file, mutant.line);
            survived.push(format!("{}:{}", mutant.file, mutant.line));
        } else if text.contains("could not compile") {
            broken += 1;
            println!("does not compile: {}:{} ({})", mutant.file, mutant.line, mutant.at);
        }
        fs::copy(src().join(mutant.file), path).unwrap();
    }
    println!("{} places, {broken} without which nothing compiles", mutants.len());
    assert!(survived.is_empty(), "nothing notices when these are gone: {survived:?}");
}
