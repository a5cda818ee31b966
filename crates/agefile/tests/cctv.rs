//! Every test vector of the age format, by outcome and by kind of failure. Where they are from: `cctv/README.md`.
//!
//! What a vector calls a failure, and what it is here:
//!
//! | vector | here |
//! |---|---|
//! | header failure | [`OpenError::Damaged`], unless [`EXCEPTIONS`] names a better one |
//! | HMAC failure | [`OpenError::Damaged`]: nobody could act on the difference |
//! | no match | [`OpenError::NotForMe`] |
//! | payload failure | it opens; reading gives exactly the authenticated bytes, then `InvalidData` |
//! | armor failure, and any armored file | [`OpenError::NotAge`]: armor is not taken |
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;

use sandyq_agefile::{Identity, OpenError, Opening, open, open_seek, open_seek_with_passphrase, open_with_passphrase};
use sha2::{Digest, Sha256};

const VECTORS: usize = 123;

/// Files that end otherwise than the table above says, and how.
const EXCEPTIONS: [(&str, &str); 19] = [
    // Not an age file of version 1 from its first line on.
    ("empty", "NotAge"),
    ("header_crlf", "NotAge"),
    ("version_unsupported", "NotAge"),
    // Stricter than age: kinds of recipients that we do not know are refused, not skipped.
    ("stanza_empty_body", "UnknownStanza"),
    ("stanza_empty_last_line", "UnknownStanza"),
    ("stanza_valid_characters", "UnknownStanza"),
    ("x25519_grease", "UnknownStanza"),
    ("x25519_lowercase", "UnknownStanza"),
    ("scrypt_uppercase", "UnknownStanza"),
    // The kind is refused before the mistake in it is seen.
    ("stanza_base64_padding", "UnknownStanza"),
    ("stanza_long_line", "UnknownStanza"),
    ("stanza_missing_body", "UnknownStanza"),
    ("stanza_missing_final_line", "UnknownStanza"),
    ("stanza_multiple_short_lines", "UnknownStanza"),
    ("stanza_not_canonical", "UnknownStanza"),
    ("stanza_spurious_cr", "UnknownStanza"),
    // It comes with a key and a passphrase, and each is told that the file has the other.
    ("scrypt_and_x25519", "KeySealed and PassphraseSealed"),
    // More work than 2^18.
    ("scrypt_work_factor_23", "WorkFactor"),
    ("scrypt_work_factor_overflow", "WorkFactor"),
];

struct Vector {
    name: String,
    expect: String,
    payload: String,
    secrets: Vec<Secret>,
    armored: bool,
    file: Vec<u8>,
}

enum Secret {
    Key(Identity),
    Passphrase(String),
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap();
        let mut vector = Self {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            expect: String::new(),
            payload: String::new(),
            secrets: Vec::new(),
            armored: false,
            file: bytes[end + 2..].to_vec(),
        };
        for line in str::from_utf8(&bytes[..end]).unwrap().lines() {
            match line.split_once(": ").unwrap() {
                ("expect", value) => value.clone_into(&mut vector.expect),
                ("payload", value) => value.clone_into(&mut vector.payload),
                ("identity", value) => vector.secrets.push(Secret::Key(Identity::from_secret(value).unwrap())),
                ("passphrase", value) => vector.secrets.push(Secret::Passphrase(value.to_owned())),
                ("armored", "yes") => vector.armored = true,
                ("compressed", "zlib") => vector.file = unpacked(&vector.file),
                ("file key" | "comment", _) => {}
                other => panic!("{}: unknown line {other:?}", vector.name),
            }
        }
        // Refused whoever comes.
        if vector.secrets.is_empty() {
            vector.secrets.push(Secret::Key(Identity::generate()));
        }
        vector
    }

    /// With the first of its secrets that opens it; else what each of them was told.
    fn outcome<R: Read>(&self, open: impl Fn(&Secret) -> Result<Opening<R>, OpenError>) -> Outcome {
        let mut refused = BTreeSet::new();
        for secret in &self.secrets {
            match open(secret) {
                Ok(opening) => return read(opening),
                Err(err) => refused.insert(name_of(&err)),
            };
        }
        Outcome::new(&refused.into_iter().collect::<Vec<_>>().join(" and "), "")
    }

    fn expected(&self) -> Outcome {
        if self.armored {
            return Outcome::new("NotAge", "");
        }
        if let Some((_, name)) = EXCEPTIONS.iter().find(|(file, _)| *file == self.name) {
            return Outcome::new(name, "");
        }
        match self.expect.as_str() {
            "success" => Outcome::new("success", &self.payload),
            "payload failure" => Outcome::new("payload failure", &self.payload),
            "no match" => Outcome::new("NotForMe", ""),
            "header failure" | "HMAC failure" => Outcome::new("Damaged", ""),
            other => panic!("{}: unknown expectation {other}", self.name),
        }
    }
}

#[derive(Debug, PartialEq)]
struct Outcome {
    name: String,
    /// SHA-256 of what was given out.
    payload: String,
}

impl Outcome {
    fn new(name: &str, payload: &str) -> Self {
        Self {
            name: name.to_owned(),
            payload: payload.to_owned(),
        }
    }
}

fn read(mut opening: impl Read) -> Outcome {
    let mut payload = Vec::new();
    let name = match opening.read_to_end(&mut payload) {
        Ok(_) => "success",
        Err(err) if err.kind() == ErrorKind::InvalidData => "payload failure",
        Err(err) => panic!("{err}"),
    };
    let hash = Sha256::digest(&payload);
    let hash: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Outcome::new(name, &hash.concat())
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    flate2::read::ZlibDecoder::new(packed).read_to_end(&mut file).unwrap();
    file
}

fn name_of(err: &OpenError) -> String {
    // Exhaustive, so that a new kind of refusal is looked at here.
    match err {
        OpenError::NotAge
        | OpenError::HeaderTooLong
        | OpenError::TooManyStanzas
        | OpenError::UnknownStanza
        | OpenError::PassphraseSealed
        | OpenError::KeySealed
        | OpenError::WorkFactor
        | OpenError::NotForMe
        | OpenError::Damaged => format!("{err:?}"),
        OpenError::Io(err) => panic!("{err}"),
    }
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cctv/vectors");
    let vectors: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| Vector::read(&entry.unwrap().path()))
        .collect();
    assert_eq!(vectors.len(), VECTORS);
    vectors
}

#[test]
fn every_vector_ends_as_it_says() {
    let mut wrong = Vec::new();
    for vector in vectors() {
        let outcome = vector.outcome(|secret| match secret {
            Secret::Key(key) => open(key, vector.file.as_slice()),
            Secret::Passphrase(words) => open_with_passphrase(words, vector.file.as_slice()),
        });
        if outcome != vector.expected() {
            wrong.push(format!("{}: {outcome:?}", vector.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_vector_ends_so_for_a_reader_that_seeks() {
    let mut wrong = Vec::new();
    for vector in vectors() {
        let outcome = vector.outcome(|secret| match secret {
            Secret::Key(key) => open_seek(key, Cursor::new(&vector.file)),
            Secret::Passphrase(words) => open_seek_with_passphrase(words, Cursor::new(&vector.file)),
        });
        let expected = vector.expected();
        // A damaged end is seen at once.
        let sooner = expected.name == "payload failure" && outcome.name == "Damaged";
        if outcome != expected && !sooner {
            wrong.push(format!("{}: {outcome:?}", vector.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_secret_of_the_other_kind_is_told_so() {
    for vector in vectors() {
        let expected = match vector.expected().name.as_str() {
            "success" | "payload failure" => match &vector.secrets[0] {
                Secret::Key(_) => "KeySealed",
                Secret::Passphrase(_) => "PassphraseSealed",
            },
            _ => continue,
        };
        let refused = match &vector.secrets[0] {
            Secret::Key(_) => open_with_passphrase("words", vector.file.as_slice()).err(),
            Secret::Passphrase(_) => open(&Identity::generate(), vector.file.as_slice()).err(),
        };
        assert_eq!(name_of(&refused.unwrap()), expected, "{}", vector.name);
    }
}

#[test]
fn every_exception_is_a_vector() {
    let names: BTreeSet<_> = vectors().into_iter().map(|vector| vector.name).collect();
    for (name, _) in EXCEPTIONS {
        assert!(names.contains(name), "{name}");
    }
}
