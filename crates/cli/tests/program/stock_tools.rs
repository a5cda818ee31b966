//! A bundle sealed by the program, opened with nothing of ours: age, tar, minisign, sha256sum.

use crate::common::{Desk, demo, evidence};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn tool(dir: &Path, program: &str, words: &[&str]) -> String {
    let output = Command::new(program)
        .args(words)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    assert!(
        output.status.success(),
        "{program} {words:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Seals the case to a key of `age-keygen` and unpacks it with `age -d | tar -x`.
fn unpacked(desk: &Desk, more: &[&str]) -> PathBuf {
    let dir = desk.path("unpacked");
    fs::create_dir(&dir).unwrap();
    tool(&dir, "age-keygen", &["-o", "key"]);
    let to = tool(&dir, "age-keygen", &["-y", "key"]);
    let seal = ["seal", "K-26-001", "--to", to.trim(), "--out", "b.age"];
    desk.run("monitor", &[&seal[..], more].concat());
    tool(
        &dir,
        "bash",
        &["-c", "set -o pipefail; age -d -i key ../b.age | tar -x"],
    );
    dir
}

#[test]
fn age_tar_minisign_and_sha256sum_open_and_check_what_the_program_sealed() {
    let desk = Desk::new();
    let dir = unpacked(&desk, &[]);
    tool(&dir, "minisign", &["-V", "-p", "sender.pub", "-m", "manifest.json"]);
    tool(&dir, "sha256sum", &["--check", "--strict", "SHA256SUMS"]);
    // The key in the bundle is the one on the sender's card.
    let card = desk.json("monitor", &["contact", "card"]);
    let key = fs::read_to_string(dir.join("sender.pub")).unwrap();
    assert!(card["text"].as_str().unwrap().contains(key.lines().nth(1).unwrap()));
}

#[test]
fn evidence_comes_out_of_the_tar_bit_for_bit() {
    let desk = Desk::new();
    let dir = unpacked(&desk, &["--evidence", "originals"]);
    let mut found: Vec<Vec<u8>> = crate::common::files_below(&dir.join("files"))
        .into_iter()
        .map(|path| fs::read(path).unwrap())
        .collect();
    let mut originals: Vec<Vec<u8>> = evidence().into_iter().map(|path| fs::read(path).unwrap()).collect();
    found.sort();
    originals.sort();
    assert!(found == originals);
}

#[test]
fn the_readable_dossier_shows_every_refusal_in_its_words_and_runs_nothing() {
    let desk = Desk::new();
    let page = fs::read_to_string(unpacked(&desk, &[]).join("index.html")).unwrap();
    let case: serde_json::Value = serde_json::from_str(&fs::read_to_string(demo("case.json")).unwrap()).unwrap();
    let mut refusals = 0;
    for words in case["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|record| record["refusal_words"].as_str())
    {
        assert!(page.contains(words.trim_matches(['«', '»'])), "{words}");
        refusals += 1;
    }
    assert_eq!(refusals, 6);
    for forbidden in [
        "<script",
        "javascript:",
        "http://",
        "https://",
        "<iframe",
        "<object",
        "onload=",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    // What it shows of the evidence is in the bundle.
    for source in page.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(source.starts_with("files/") || source.starts_with("data:"), "{source}");
    }
}

#[test]
fn with_identity_withheld_no_name_is_in_anything_that_unpacks() {
    let desk = Desk::new();
    let dir = unpacked(&desk, &["--withhold", "identity"]);
    for path in crate::common::files_below(&dir) {
        let bytes = fs::read(&path).unwrap();
        for name in [
            "Выдуманов",
            "Айсана",
            "000000000000",
            "Образцова",
            "lestnitsa",
            "монитор А.",
        ] {
            assert!(
                !crate::common::holds(&bytes, name.as_bytes()),
                "{name} in {}",
                path.display()
            );
        }
    }
}

#[test]
fn the_same_case_sealed_again_takes_the_next_number_and_names_the_one_before() {
    let desk = Desk::new();
    let dir = unpacked(&desk, &[]);
    let to = tool(&dir, "age-keygen", &["-y", "key"]);
    desk.run("monitor", &["seal", "K-26-001", "--to", to.trim(), "--out", "c.age"]);
    let first = tool(&dir, "sha256sum", &["../b.age"]);
    let manifest = tool(&dir, "bash", &["-c", "age -d -i key ../c.age | tar -xO manifest.json"]);
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["cases"][0]["sequence"], 2);
    assert_eq!(
        manifest["cases"][0]["previous_sha256"],
        first.split(' ').next().unwrap()
    );
}
