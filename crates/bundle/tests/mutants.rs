//! Whether a rule that nobody checks any more is noticed: each place in the reader that refuses is taken out in a copy of this
//! crate, and the vectors must then fail.
//!
//! An `if` whose only work is to refuse does nothing; elsewhere the refusal becomes that of another rule, which no vector
//! expects there. The copy is compiled once, with a switch at every place; what stands in a table made while compiling is
//! compiled for each.

#![expect(clippy::unwrap_used, reason = "a campaign may end here")]
#![allow(clippy::print_stdout, reason = "a campaign is read on the terminal")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Files that refuse while a bundle is read.
const READER: [&str; 5] = ["open.rs", "header.rs", "records.rs", "manifest.rs", "manifest/rules.rs"];

/// Places that nothing can reach, with a part of their line, and why they are there.
const UNREACHABLE: [(&str, &str); 0] = [];

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
fn switched(file: &str, text: &str, places: &[Place]) -> String {
    let mut made = text.to_owned();
    let here = places.iter().enumerate().filter(|(_, place)| place.file == file);
    for (n, place) in here.collect::<Vec<_>>().into_iter().rev() {
        match place.how {
            How::Silent(from, to) => {
                made.insert_str(to, "}");
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

/// What [`switched`] files ask.
const SWITCH: &str = r#"
fn lost() -> Option<usize> {
    static LOST: std::sync::OnceLock<Option<usize>> = std::sync::OnceLock::new();
    *LOST.get_or_init(|| std::env::var("SANDYQ_LOST").ok()?.parse().ok())
}

pub(crate) fn is_there(place: usize) -> bool {
    lost() != Some(place)
}

pub(crate) fn told(place: usize, rule: Refusal, other: Refusal) -> Refusal {
    if is_there(place) { rule } else { other }
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
#[ignore = "runs every vector once for every rule: a quarter of an hour"]
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
    let run = |test: &str, lost: Option<usize>| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(place.path())
            .env("CARGO_TARGET_DIR", place.path().join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        if let Some(lost) = lost {
            cargo.env("SANDYQ_LOST", lost.to_string());
        }
        cargo.args(["test", "--quiet", "-p", "sandyq-bundle", "--test", test]);
        cargo.output().unwrap()
    };
    // Nearly all are noticed by the vectors.
    let test = |lost: Option<usize>| {
        let vectors = run("hostile", lost);
        if vectors.status.success() {
            run("round_trip", lost)
        } else {
            vectors
        }
    };
    let places = places();
    let copied = place.path().join("crates/bundle/src");
    let source = |file: &str| fs::read_to_string(src().join(file)).unwrap();
    let lib = source("lib.rs");
    fs::write(copied.join("lib.rs"), lib + SWITCH).unwrap();
    for file in READER {
        fs::write(copied.join(file), switched(file, &source(file), &places)).unwrap();
    }
    let sound = test(None);
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    let mut survived = Vec::new();
    for (n, lost) in places.iter().enumerate() {
        let outcome = match lost.how {
            How::Silent(..) | How::Other(..) => test(Some(n)),
            How::Table(to, other) => {
                let text = source(lost.file);
                let mutant = [&text[..lost.at], "Refusal::", other, &text[to..]].concat();
                fs::write(copied.join(lost.file), mutant).unwrap();
                let outcome = test(None);
                fs::write(copied.join(lost.file), switched(lost.file, &text, &places)).unwrap();
                outcome
            }
        };
        let text = String::from_utf8_lossy(&outcome.stderr);
        assert!(
            !text.contains("could not compile"),
            "{}:{}: {text}",
            lost.file,
            lost.line
        );
        if outcome.status.success() {
            println!("nothing notices: {}:{}", lost.file, lost.line);
            survived.push(format!("{}:{}", lost.file, lost.line));
        }
    }
    println!("{} places", places.len());
    assert!(survived.is_empty(), "nothing notices when these are gone: {survived:?}");
}
