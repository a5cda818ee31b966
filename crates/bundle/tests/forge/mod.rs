//! A writer of bundles that can break any rule at any stage and then goes on correctly: sums, totals, signature and
//! padding are made anew behind the one thing that is wrong.

#![allow(dead_code, reason = "each test uses its part")]

use minisign::KeyPair;
use sandyq_bundle::{Leaf, Refusal, Sha256Sum, SigningKey, evidence_root, padme};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common;

mod header;

use header::{checksum, header};

pub type Pairs = Vec<(String, Vec<u8>)>;

/// One stage at which a vector does its one thing.
#[derive(Clone, Copy)]
pub enum Break {
    /// Members as (name, bytes), before the manifest lists them.
    Contents(fn(&mut Pairs)),
    /// The manifest, before it is written.
    Manifest(fn(&mut Value)),
    /// The contents, and the manifest in a way that is no fault by itself.
    Both(fn(&mut Pairs), fn(&mut Value)),
    /// Manifest text, signature and sender.pub, after signing.
    Signed(fn(&mut Signed)),
    /// The manifest's text, before signing.
    Text(fn(&mut Vec<u8>)),
    /// The members as they will stand in the tar, padding included.
    Entries(fn(&mut Vec<Entry>)),
    /// The finished tar.
    Bytes(fn(&mut Vec<u8>)),
}

pub struct Signed {
    pub manifest: Vec<u8>,
    pub signature: String,
    pub sender: Vec<u8>,
    pub key: KeyPair,
}

impl Signed {
    pub fn sign(&mut self, comment: &str) {
        self.signature = sign(&self.key, &self.manifest, comment);
    }
}

#[derive(Clone)]
pub struct Entry {
    pub header: [u8; 512],
    pub data: Vec<u8>,
    pub fill: Vec<u8>,
}

impl Entry {
    pub fn new(name: &str, data: Vec<u8>) -> Self {
        let fill = vec![0; data.len().next_multiple_of(512) - data.len()];
        Self {
            header: header(name, data.len()),
            data,
            fill,
        }
    }

    /// Overwrites header bytes and makes the checksum right again.
    pub fn put(&mut self, at: usize, bytes: &[u8]) {
        self.header[at..at + bytes.len()].copy_from_slice(bytes);
        checksum(&mut self.header);
    }
}

pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn sign(key: &KeyPair, bytes: &[u8], comment: &str) -> String {
    minisign::sign(
        None,
        &key.sk,
        bytes,
        Some(comment),
        Some("signature from minisign secret key"),
    )
    .unwrap()
    .into_string()
}

pub fn comment(sequence: u64) -> String {
    format!("sandyq-bundle:{}\tsequence:{sequence}", common::id(200))
}

pub fn envelope(number: u8, case: Option<u8>, kind: &str) -> Value {
    serde_json::to_value(common::record(number, case.map(common::id), kind)).unwrap()
}

pub fn lines(records: &[Value]) -> Vec<u8> {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n")).into_bytes()
}

pub fn contents() -> Pairs {
    let case = lines(&[envelope(1, Some(1), "case"), envelope(3, Some(1), "evidence_item")]);
    let shared = lines(&[envelope(5, None, "person")]);
    [
        ("README.txt", b"Read me.".to_vec()),
        ("index.html", b"<!doctype html>".to_vec()),
        ("case/0001.json", case),
        ("case/shared.json", shared),
        ("files/0001.jpg", common::pattern(3000)),
        ("files/0002.pdf", common::pattern(512)),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .to_vec()
}

fn members(contents: &Pairs) -> Vec<Value> {
    let item = common::id(3);
    let member = |(name, bytes): &(String, Vec<u8>)| {
        let mut member = json!({ "name": name, "size": bytes.len(), "sha256": hex(bytes) });
        if name.starts_with("files/") {
            member["item"] = json!(item);
        }
        member
    };
    contents.iter().map(member).collect()
}

fn manifest(contents: &Pairs, key: &SigningKey) -> Value {
    let records = contents
        .iter()
        .filter(|(name, _)| name.starts_with("case/") && !name.contains(".history."));
    let records: usize = records
        .filter_map(|(_, bytes)| serde_json::from_slice::<Vec<Value>>(bytes).ok())
        .map(|r| r.len())
        .sum();
    let files: Vec<usize> = contents
        .iter()
        .filter(|(n, _)| n.starts_with("files/"))
        .map(|(_, b)| b.len())
        .collect();
    let recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    let leaves = contents.iter().filter(|(name, _)| name.starts_with("files/"));
    let leaf = |(_, bytes): &(String, Vec<u8>)| Leaf {
        item: common::id(3),
        sha256: Sha256Sum::of(bytes),
        size: bytes.len() as u64,
    };
    let root = evidence_root(leaves.map(leaf).collect());
    json!({
        "format": "sandyq-bundle", "version": 1, "id": common::id(200), "kind": "hand-over",
        "created": "2026-09-21T14:13:20.123Z",
        "sender": { "name": "A", "recipient": recipient, "key": key.public().unwrap().to_string() },
        "recipient": { "name": null, "recipient": recipient },
        "purpose": "legal_aid", "language": "ru",
        "cases": [{ "id": common::id(1), "code": "K-26-001", "sequence": 1, "previous_sha256": null, "evidence_root": root }],
        "consent_basis": [{ "person": "P-1", "covers": true, "basis": "written" }],
        "withheld": [{ "what": "P-2", "why": "no consent" }],
        "note": "",
        "totals": { "records": records, "files": files.len(), "file_bytes": files.iter().sum::<usize>() },
        "members": members(contents),
    })
}

/// Builds the whole tar with one thing broken, or none.
pub fn tar(broken: Option<Break>) -> Vec<u8> {
    let key = KeyPair::generate_unencrypted_keypair().unwrap();
    let signing = SigningKey::from_bytes(&key.sk.to_bytes()).unwrap();
    let sender = signing.public().unwrap().to_file().into_bytes();
    let mut contents = contents();
    contents.insert(0, ("sender.pub".to_owned(), sender.clone()));
    if let Some(Break::Contents(change) | Break::Both(change, _)) = broken {
        change(&mut contents);
    }
    let sums: String = contents
        .iter()
        .map(|(name, bytes)| format!("{}  {name}\n", hex(bytes)))
        .collect();
    if !contents.iter().any(|(name, _)| name == "SHA256SUMS") {
        contents.insert(1, ("SHA256SUMS".to_owned(), sums.into_bytes()));
    }
    let mut manifest = manifest(&contents, &signing);
    if let Some(Break::Manifest(change) | Break::Both(_, change)) = broken {
        change(&mut manifest);
    }
    let mut text = manifest.to_string().into_bytes();
    if let Some(Break::Text(change)) = broken {
        change(&mut text);
    }
    let highest = manifest["cases"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|case| case["sequence"].as_u64())
        .max();
    let mut signed = Signed {
        signature: String::new(),
        manifest: text,
        sender,
        key,
    };
    signed.sign(&comment(highest.unwrap_or(0)));
    if let Some(Break::Signed(change)) = broken {
        change(&mut signed);
    }
    contents
        .iter_mut()
        .filter(|(name, _)| name == "sender.pub")
        .for_each(|(_, bytes)| bytes.clone_from(&signed.sender));
    let mut entries = vec![
        Entry::new("manifest.json", signed.manifest),
        Entry::new("manifest.json.minisig", signed.signature.into_bytes()),
    ];
    entries.extend(contents.into_iter().map(|(name, bytes)| Entry::new(&name, bytes)));
    let len = |entries: &[Entry]| entries.iter().map(|e| 512 + e.data.len() + e.fill.len()).sum::<usize>();
    let bare = len(&entries) as u64 + 3 * 512;
    entries.push(Entry::new(
        "padding",
        vec![0; usize::try_from(padme(bare) - bare).unwrap()],
    ));
    if let Some(Break::Entries(change)) = broken {
        change(&mut entries);
    }
    let mut tar: Vec<u8> = entries
        .into_iter()
        .flat_map(|e| [e.header.to_vec(), e.data, e.fill].concat())
        .collect();
    tar.extend([0; 1024]);
    if let Some(Break::Bytes(change)) = broken {
        change(&mut tar);
    }
    tar
}

/// The rule by which a tar is refused; `None` when it opens.
pub fn refusal(tar: &[u8]) -> Option<Refusal> {
    match sandyq_bundle::read_tar(tar, &mut common::go_on()) {
        Ok(_) => None,
        Err(sandyq_bundle::OpenError::Refused(rule)) => Some(rule),
        Err(other) => panic!("{other}"),
    }
}
