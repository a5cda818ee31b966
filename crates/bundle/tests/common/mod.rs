//! An invented case to seal, and the stock tools to open it with.

#![allow(dead_code, reason = "each test uses its part")]

use std::io::{BufRead, Cursor, Read as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use sandyq_agefile::{Identity, Recipient};
use sandyq_bundle::{
    BundleKind, CasePart, Consent, FilePart, Open, Party, Plan, Sealed, Sha256Sum, SigningKey, Source, Withheld,
};
use sandyq_domain::{Envelope, Lang, MachineId, RecordId, Timestamp, VersionVector};
use serde_json::json;

pub fn id(number: u8) -> RecordId {
    RecordId::from_parts(Timestamp::from_millis(1_790_000_000_000), [number; 10])
}

pub fn record(number: u8, case: Option<RecordId>, kind: &str) -> Envelope {
    let machine = MachineId::from_bytes([9; 16]);
    let body = json!({ "title": "Ұлытау, \"қой\"\nсақталды", "n": number, "from_newer": { "kept": [1, null, 0.5] } });
    Envelope {
        id: id(number),
        case,
        kind: kind.to_owned(),
        version: VersionVector::default().edited(machine, 3),
        author: "Монитор 2".to_owned(),
        machine,
        time: Timestamp::from_millis(1_790_000_111_222),
        body: body.as_object().unwrap().clone(),
        withheld: vec!["address".to_owned()],
        edits: sandyq_domain::Edits::default(),
    }
}

pub fn pattern(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

/// A source that gives these bytes.
pub fn reading<'a>(bytes: Vec<u8>) -> Open<'a> {
    Box::new(move || Ok(Box::new(Cursor::new(bytes)) as Box<dyn BufRead>))
}

pub fn file<'a>(name: &str, bytes: Vec<u8>, item: RecordId) -> FilePart<'a> {
    FilePart {
        name: name.to_owned(),
        size: bytes.len() as u64,
        sha256: Sha256Sum::of(&bytes),
        item,
        source: Source::Plain(reading(bytes)),
    }
}

/// Two cases, five records, three pieces of evidence, one of them empty and one longer than a buffer.
pub fn plan<'a>(sender: &Recipient, recipient: &Recipient) -> Plan<'a> {
    let (first, second) = (id(1), id(2));
    Plan {
        id: id(200),
        kind: BundleKind::HandOver,
        created: Timestamp::from_millis(1_790_000_222_333),
        sender_name: "Group «Қарлығаш»".to_owned(),
        sender_recipient: sender.clone(),
        recipient: Party {
            name: Some("Адвокат".to_owned()),
            recipient: Some(recipient.clone()),
        },
        purpose: "legal_aid".to_owned(),
        language: Lang::Kk,
        cases: vec![
            CasePart {
                id: first,
                code: "K-26-014".to_owned(),
                sequence: 1,
                previous_sha256: None,
                evidence_root: None,
            },
            CasePart {
                id: second,
                code: "K-26-002·b".to_owned(),
                sequence: 4,
                previous_sha256: Some(Sha256Sum([7; 32])),
                evidence_root: None,
            },
        ],
        consent_basis: vec![Consent {
            person: "P-1".to_owned(),
            covers: true,
            basis: "2026-09-01, жазбаша".to_owned(),
        }],
        withheld: vec![Withheld {
            what: "P-2".to_owned(),
            why: "нет согласия".to_owned(),
        }],
        consent_override: None,
        endings: vec![],
        contacts: vec![],
        receipts: vec![],
        note: "Срок жалобы: 3 ноября.\nСпасибо.".to_owned(),
        extra: serde_json::Map::new(),
        records: vec![
            record(1, Some(first), "case"),
            record(3, Some(first), "evidence_item"),
            record(2, Some(second), "case"),
            record(4, Some(second), "kind_of_tomorrow"),
            record(5, None, "person"),
        ],
        history: vec![],
        dossier: "<!doctype html><title>K-26-014</title>".as_bytes().to_vec(),
        files: vec![
            file("0002.pdf", Vec::new(), id(3)),
            file("0001.jpg", pattern(300_000), id(3)),
            file("0003.ogg", pattern(512), id(4)),
        ],
    }
}

pub fn go_on() -> impl FnMut(u64) -> ControlFlow<()> {
    |_| ControlFlow::Continue(())
}

pub fn sealed(plan: Plan<'_>, key: &SigningKey) -> (Vec<u8>, Sealed) {
    let mut out = Vec::new();
    let to: Vec<Recipient> = plan.recipient.recipient.iter().cloned().collect();
    let sealed = sandyq_bundle::seal(plan, key, sandyq_bundle::To::Keys(&to), &mut out, &mut go_on()).unwrap();
    (out, sealed)
}

pub fn decrypted(identity: &Identity, file: &[u8]) -> Vec<u8> {
    let mut tar = Vec::new();
    sandyq_agefile::open(identity, file)
        .unwrap()
        .read_to_end(&mut tar)
        .unwrap();
    tar
}

/// Runs a shell script in a folder; every tool in it must be installed.
pub fn shell(folder: &Path, script: &str) -> String {
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder)
        .output()
        .unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success(),
        "a stock tool failed (are age, minisign and GNU tar installed?)\n{said}{complained}"
    );
    said.into_owned()
}
