//! Each of these takes any bytes and must answer: no panic, no hang, no more memory than its limits, and nothing accepted that
//! another look refuses.
//!
//! A mutated bundle would always stop at its hashes and its signature, so where those are not what is looked at they are made
//! anew around the mutated part, by a key of this file.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use sandyq_agefile::Identity;
use sandyq_bundle::{Card, Contents, OpenError, Sha256Sum, SigningKey, padme};
use sandyq_domain::fuzzy::day_in_kazakhstan;
use sandyq_domain::{FuzzyDate, Timestamp};
use sandyq_vault::key::KeyImage;
use serde_json::{Value, json};

#[path = "../../../crates/bundle/tests/forge/header.rs"]
mod header;

use header::header;

/// An age identity made for this file and used for nothing else.
pub const IDENTITY: &str = "AGE-SECRET-KEY-1DYWH472V5Q7MUNSTQ4SEDEGERLTUKRP8QHGD05ENC5WG6HAYSF0Q2M7C3X";
const RECIPIENT: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
const ID: &str = "01890000-0000-7000-8000-0000000000c8";
const CASE: &str = "01890000-0000-7000-8000-000000000001";

/// The file in a vault's folder that holds its slots. Nobody's passphrase is tried: that is slow on purpose.
pub fn key_file(input: &[u8]) {
    if let Ok(image) = KeyImage::from_bytes(input) {
        assert_eq!(image.bytes().as_slice(), input);
        let _ = image.cost();
    }
}

/// A whole age file: our look at the header, the age crate's, and our payload. What opens must open alike for the age crate.
pub fn age_file(input: &[u8]) {
    let identity = Identity::from_secret(IDENTITY).expect("a constant");
    let mut ours = Vec::new();
    let opened = sandyq_agefile::open(&identity, input).is_ok_and(|mut file| file.read_to_end(&mut ours).is_ok());
    let _ = sandyq_agefile::open_with_passphrase("words", &input[..input.len().min(64)]);
    if opened {
        let identity: age::x25519::Identity = IDENTITY.parse().expect("a constant");
        let mut theirs = Vec::new();
        age::Decryptor::new_buffered(input)
            .and_then(|file| file.decrypt(std::iter::once(&identity as &dyn age::Identity)))
            .expect("what we open, the age crate opens")
            .read_to_end(&mut theirs)
            .expect("what we open, the age crate opens");
        assert_eq!(ours, theirs);
    }
}

/// What lies in the age file, with nothing made right.
pub fn tar(input: &[u8]) {
    let _ = read(input);
}

/// A manifest that somebody signed.
pub fn manifest(input: &[u8]) {
    let _ = read(&signed(input, &members(&sound_records())));
}

/// The records of one case, around which everything else is right.
pub fn records(input: &[u8]) {
    let members = members(input);
    let count = match serde_json::from_slice::<Vec<Value>>(input) {
        Ok(records) => records.len(),
        Err(_) => 1,
    };
    let text = sound_manifest(&members, count).to_string();
    if let Ok(contents) = read(&signed(text.as_bytes(), &members)) {
        // What was taken can be handed on.
        for record in &contents.records {
            let again = serde_json::to_value(record).expect("a record is JSON");
            let again = serde_json::from_value::<sandyq_domain::Envelope>(again);
            assert!(
                again.is_ok_and(|again| again == *record),
                "a record changes when it is handed on"
            );
        }
    }
}

/// A contact card: its text, or what a QR code holds.
pub fn card(input: &[u8]) {
    if let Ok(card) = Card::from_text(input) {
        let text = card.to_text().expect("what was read can be written");
        assert!(Card::from_text(text.as_bytes()).is_ok());
    }
}

/// A date as people write one.
pub fn date(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let date = FuzzyDate::told(text, day_in_kazakhstan(Timestamp::from_millis(1_790_000_000_000)));
    if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
        assert!(first <= last, "a date ends before it begins");
    }
}

fn read(tar: &[u8]) -> Result<Contents, OpenError> {
    sandyq_bundle::read_tar(tar, &mut |_| ControlFlow::Continue(()))
}

type Members = Vec<(String, Vec<u8>)>;

fn key() -> &'static SigningKey {
    static KEY: OnceLock<SigningKey> = OnceLock::new();
    KEY.get_or_init(|| {
        let hex = include_str!("signing-key.hex").trim();
        let bytes: Vec<u8> = (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("a constant"))
            .collect();
        SigningKey::from_bytes(&bytes).expect("a constant")
    })
}

/// A case and nothing else, as a member of records.
pub fn sound_records() -> Vec<u8> {
    let case = json!({
        "id": CASE, "case": CASE, "kind": "case", "version": { "0102030405060708090a0b0c0d0e0f10": 1 },
        "author": "A", "machine": "0102030405060708090a0b0c0d0e0f10", "time": "2026-09-21T14:13:20.123Z",
        "body": { "title": "T" },
    });
    format!("[\n{case}\n]\n").into_bytes()
}

/// The members behind the signature.
fn members(records: &[u8]) -> Members {
    let sender = key().public().expect("a constant").to_file().into_bytes();
    let mut members = vec![
        ("sender.pub".to_owned(), sender),
        ("README.txt".to_owned(), b"Read me.".to_vec()),
        ("index.html".to_owned(), b"<!doctype html>".to_vec()),
        ("case/0001.json".to_owned(), records.to_vec()),
    ];
    let sums: String = members
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", Sha256Sum::of(bytes)))
        .collect();
    members.insert(1, ("SHA256SUMS".to_owned(), sums.into_bytes()));
    members
}

/// The manifest of these members.
pub fn sound_manifest(members: &Members, records: usize) -> Value {
    let listed: Vec<Value> = members
        .iter()
        .map(|(name, bytes)| json!({ "name": name, "size": bytes.len(), "sha256": Sha256Sum::of(bytes).to_string() }))
        .collect();
    json!({
        "format": "sandyq-bundle", "version": 1, "id": ID, "kind": "hand-over", "created": "2026-09-21T14:13:20.123Z",
        "sender": { "name": "A", "recipient": RECIPIENT, "key": key().public().expect("a constant").to_string() },
        "recipient": { "name": null, "recipient": RECIPIENT },
        "purpose": "legal_aid", "language": "ru",
        "cases": [{ "id": CASE, "code": "K-26-001", "sequence": 1, "previous_sha256": null }],
        "consent_basis": [], "withheld": [], "note": "",
        "totals": { "records": records, "files": 0, "file_bytes": 0 },
        "members": listed,
    })
}

/// A manifest that is sound, for the first seed.
pub fn first_manifest() -> String {
    sound_manifest(&members(&sound_records()), 1).to_string()
}

/// A sound bundle inside its age file.
pub fn first_tar() -> Vec<u8> {
    signed(first_manifest().as_bytes(), &members(&sound_records()))
}

/// The tar of these members behind a manifest, signed, padded and ended as it must be.
fn signed(manifest: &[u8], members: &Members) -> Vec<u8> {
    let named: Option<Value> = serde_json::from_slice(manifest).ok();
    let id = named.as_ref().and_then(|m| m["id"].as_str()).unwrap_or(ID);
    let cases = named.as_ref().and_then(|m| m["cases"].as_array()).into_iter().flatten();
    let sequence = cases.filter_map(|case| case["sequence"].as_u64()).max().unwrap_or(0);
    let comment = format!("sandyq-bundle:{id}\tsequence:{sequence}");
    let secret = minisign::SecretKey::from_bytes(&key().to_bytes()).expect("a constant");
    let line = Some("signature from minisign secret key");
    let signature = minisign::sign(None, &secret, manifest, Some(&comment), line);
    // A comment of several lines cannot be signed, nor be part of a signature.
    let signature = signature.map(|signature| signature.into_string()).unwrap_or_default();
    let first = [
        ("manifest.json", manifest),
        ("manifest.json.minisig", signature.as_bytes()),
    ];
    let rest = members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let mut tar = Vec::new();
    for (name, bytes) in first.into_iter().chain(rest) {
        add(&mut tar, name, bytes);
    }
    let bare = tar.len() as u64 + 3 * 512;
    let padding = usize::try_from(padme(bare) - bare).expect("small");
    add(&mut tar, "padding", &vec![0; padding]);
    tar.extend([0; 1024]);
    tar
}

fn add(tar: &mut Vec<u8>, name: &str, bytes: &[u8]) {
    tar.extend(header(name, bytes.len()));
    tar.extend(bytes);
    tar.resize(tar.len().next_multiple_of(512), 0);
}
