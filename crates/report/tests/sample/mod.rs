//! An invented case, rich enough to show everything a dossier can say.
#![allow(dead_code, reason = "each test uses its part of the sample")]

use chrono::NaiveDate;
use sandyq_domain::{CaseFile, Envelope, Lang, MachineId, RecordId, Timestamp, VersionVector, kind_spec};
use sandyq_report::dossier::{BundledFile, Dossier, Withheld, render};
use serde_json::{Map, Value};

pub const PHOTO_HASH: &str = "9f2c1b7d4e8a3f60c5d2b1a0987654321fedcba0123456789abcdef013579bdf";

/// The id that stands for a short name such as `p1`.
pub fn id(name: &str) -> RecordId {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    RecordId::from_bytes(bytes)
}

/// A record of the sample; `"@p1"` in a value refers to the record `p1`.
pub fn envelope(name: &str, kind: &str, body: &Value) -> Envelope {
    let body = with_links(body);
    let written: &Map<String, Value> = body.as_object().expect("an object");
    let stored = kind_spec(kind).map_or_else(
        || written.clone(),
        |spec| {
            spec.canonical(written, NaiveDate::default())
                .unwrap_or_else(|problems| {
                    let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    panic!("{name}: {}", words.join("; "))
                })
        },
    );
    Envelope {
        id: id(name),
        case: None,
        kind: kind.to_owned(),
        version: VersionVector::default(),
        author: String::new(),
        machine: MachineId::from_bytes([1; 16]),
        time: Timestamp::from_millis(0),
        body: stored,
        withheld: vec![],
        edits: sandyq_domain::Edits::default(),
    }
}

fn with_links(value: &Value) -> Value {
    match value {
        Value::String(text) if text.starts_with('@') => Value::String(id(&text[1..]).to_string()),
        Value::Array(items) => items.iter().map(with_links).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), with_links(value)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// The records of the sample.
pub fn envelopes() -> Vec<Envelope> {
    let rows: Vec<(String, String, Value)> = serde_json::from_str(include_str!("case.json")).expect("the sample reads");
    rows.iter()
        .map(|(name, kind, body)| envelope(name, kind, body))
        .collect()
}

fn file(item: &str, name: &str, size: u64, sha256: &str, media_type: &str) -> BundledFile {
    BundledFile {
        item: id(item),
        name: name.to_owned(),
        size,
        sha256: sha256.to_owned(),
        media_type: media_type.to_owned(),
    }
}

/// A dossier and its cases.
#[derive(Clone)]
pub struct Sample {
    pub dossier: Dossier,
    pub cases: Vec<CaseFile>,
}

impl Sample {
    pub fn render(&self) -> String {
        render(&self.dossier, &self.cases)
    }
}

/// A dossier of these records, as one case.
pub fn dossier_of(lang: Lang, records: &[Envelope]) -> Sample {
    let cases = vec![CaseFile::of(records)];
    let dossier = Dossier {
        lang,
        bundle_id: "7d1f0a52c94e4b6f8a3351c7e0d2946b".to_owned(),
        created: "2025-11-20T14:32:08.000Z".parse().expect("an instant"),
        sender: "Группа «Пример»".to_owned(),
        recipient: "Адвокат Образцова".to_owned(),
        purpose: "legal_help".to_owned(),
        files: vec![
            file("x1", "files/0001.jpg", 3_512_331, PHOTO_HASH, "image/jpeg"),
            file(
                "x2",
                "files/0002.opus",
                84_211,
                "1111111122222222333333334444444455555555666666667777777788888888",
                "audio/ogg",
            ),
            file("x4", "files/0003.png", 120_400, &"c0ffee00".repeat(8), "image/png"),
        ],
        withheld: vec![],
        identity_withheld: false,
    };
    Sample { dossier, cases }
}

/// The whole sample, handed over in full.
pub fn full(lang: Lang) -> Sample {
    dossier_of(lang, &envelopes())
}

/// The sample as a redacted hand-over: no identity, some fields withheld, one record of a newer program.
pub fn redacted(lang: Lang) -> Sample {
    let mut records: Vec<Envelope> = envelopes()
        .into_iter()
        .filter(|record| record.kind != "person_identity")
        .collect();
    for record in &mut records {
        let fields: &[&str] = match record.kind.as_str() {
            "person" => &["hiv"],
            "evidence_item" => &["device", "original_name"],
            "proceeding" => &["official_numbers"],
            "proceeding_step" => &["official"],
            _ => &[],
        };
        for field in fields {
            if record.body.remove(*field).is_some() {
                record.withheld.push((*field).to_owned());
            }
        }
    }
    records.push(envelope("z1", "of_tomorrow", &serde_json::json!({ "finding": "x" })));
    let mut sample = dossier_of(lang, &records);
    sample.dossier.withheld = vec![Withheld {
        what: "Имя и контакты P-103".to_owned(),
        why: "согласие без имени".to_owned(),
    }];
    sample.dossier.identity_withheld = true;
    sample
}
