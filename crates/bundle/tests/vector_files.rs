//! The vectors as files, for other implementations: each says what must become of it (crates/bundle/vectors/README.md).
//!
//! Both readers of this project run all of them and write those of their own that are missing: `SANDYQ_FREEZE=1` before this
//! test writes those named `r-…`, before the page's those named `p-…`. What lies there stays as it is: keys are made anew
//! for each vector, so that a second writing would change every byte and say nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may end here")]

mod common;
mod forge;
mod vectors;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sandyq_bundle::Refusal;

/// No vector unpacks to more: 8 MiB.
const UNPACKED: u64 = 8 << 20;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

struct File {
    name: String,
    /// The rule by which it is refused, if it is.
    rule: Option<String>,
    tar: Vec<u8>,
}

fn read(name: String, bytes: &[u8]) -> File {
    let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut rule = None;
    let mut expect = None;
    for line in head.lines() {
        match line.split_once(": ").unwrap() {
            ("expect", what) => expect = Some(what),
            ("rule", slug) => rule = Some(slug.to_owned()),
            ("format", "tar") | ("compressed", "zlib") => {}
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(
        expect,
        Some(if rule.is_some() { "refused" } else { "success" }),
        "{name}"
    );
    let mut tar = Vec::new();
    ZlibDecoder::new(&bytes[end + 2..])
        .take(UNPACKED)
        .read_to_end(&mut tar)
        .unwrap();
    File { name, rule, tar }
}

fn files() -> Vec<File> {
    let files = fs::read_dir(folder()).unwrap().map(|file| {
        let file = file.unwrap();
        (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())
    });
    let vectors = files.filter(|(name, _)| name != "README.md");
    vectors.map(|(name, bytes)| read(name, &bytes)).collect()
}

/// Name, rule and tar of everything that this side has to say.
fn own() -> Vec<(String, Option<Refusal>, Option<forge::Break>)> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    let hostile = vectors::every().map(|(rule, broken)| {
        let count = counts.entry(rule.slug()).or_default();
        *count += 1;
        (format!("r-{}-{count:02}", rule.slug()), Some(*rule), Some(*broken))
    });
    std::iter::once(("r-sound".to_owned(), None, None))
        .chain(hostile)
        .collect()
}

fn write(name: &str, rule: Option<Refusal>, tar: &[u8]) {
    let head = match rule {
        Some(rule) => format!("expect: refused\nrule: {}\n", rule.slug()),
        None => "expect: success\n".to_owned(),
    };
    let head = format!("{head}format: tar\ncompressed: zlib\n\n");
    let mut packed = ZlibEncoder::new(head.into_bytes(), Compression::best());
    packed.write_all(tar).unwrap();
    fs::write(folder().join(name), packed.finish().unwrap()).unwrap();
}

#[test]
fn every_vector_in_a_file_has_the_outcome_it_states() {
    if std::env::var_os("SANDYQ_FREEZE").is_some() {
        for (name, rule, broken) in own() {
            if !folder().join(&name).exists() {
                write(&name, rule, &forge::tar(broken));
            }
        }
    }
    let files = files();
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|file| {
            let found = forge::refusal(&file.tar).map(|rule| rule.slug().to_owned());
            (found != file.rule).then(|| format!("{}: {found:?}", file.name))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rules: HashSet<&str> = files.iter().filter_map(|file| file.rule.as_deref()).collect();
    assert_eq!(rules.len(), Refusal::ALL.len(), "every rule has a file");
    assert!(
        files.iter().any(|file| file.rule.is_none()),
        "a sound one is among them"
    );
    let there: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let own: BTreeSet<String> = own().into_iter().map(|(name, _, _)| name).collect();
    let missing: Vec<&String> = own.iter().filter(|name| !there.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "SANDYQ_FREEZE=1 writes them: {missing:?}");
    let left_over = there
        .iter()
        .filter(|name| name.starts_with("r-") && !own.contains(**name));
    assert_eq!(
        left_over.collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "no vector says this any more"
    );
}
