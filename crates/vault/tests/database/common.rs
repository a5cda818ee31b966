//! A vault with invented content.

use sandyq_domain::{Envelope, MachineId, RecordId, Timestamp, VersionVector};
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::secret::Secret;
use sandyq_vault::{Host, StoreError, Tx, Vault};
use serde_json::{Map, Value};
use std::path::PathBuf;
use tempfile::TempDir;

pub struct Place {
    pub folder: TempDir,
    pub vault: Vault,
}

pub fn host() -> Host {
    Host {
        now: || time(0),
        machine_mark: b"an invented computer".to_vec(),
    }
}

pub fn secret() -> Secret {
    Secret::from_passphrase("семь придуманных слов для проверки").unwrap()
}

pub fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _code) =
        Vault::create(&folder.path().join("v"), &secret(), KdfCost::cheap_for_tests(), &host()).unwrap();
    Place { folder, vault }
}

impl Place {
    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("v")
    }

    /// Locks and unlocks.
    pub fn reopened(self) -> Self {
        let dir = self.dir();
        self.vault.lock().unwrap();
        Self {
            vault: Vault::unlock(&dir, &secret(), &host()).unwrap(),
            folder: self.folder,
        }
    }

    pub fn put(&mut self, n: u8, kind: &str, json: &Value) -> Envelope {
        self.vault.write(|tx| put(tx, n, kind, json)).unwrap()
    }

    pub fn body(&self, n: u8) -> Map<String, Value> {
        self.vault
            .read(|view| records::read(view, id(n)))
            .unwrap()
            .unwrap()
            .body
    }
}

/// Record `n` of case 1.
pub fn put(tx: &Tx<'_>, n: u8, kind: &str, json: &Value) -> Result<Envelope, StoreError> {
    let new = NewRevision {
        id: id(n),
        case: Some(id(1)),
        kind,
        body: body(json),
        author: "Invented",
        time: time(n),
    };
    records::put(tx, new)
}

pub fn time(seconds: u8) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000 + i64::from(seconds) * 1000)
}

pub fn id(n: u8) -> RecordId {
    RecordId::from_parts(time(0), [n; 10])
}

pub fn body(json: &Value) -> Map<String, Value> {
    json.as_object().unwrap().clone()
}

/// A version that another machine wrote on top of `base`.
pub fn foreign(base: &VersionVector, n: u8, kind: &str, json: &Value) -> Envelope {
    let machine = MachineId::from_bytes([0xfe; 16]);
    let next = base.counter(machine) + 1;
    let (case, version, author) = (Some(id(1)), base.edited(machine, next), "Another".to_owned());
    Envelope {
        id: id(n),
        case,
        kind: kind.to_owned(),
        version,
        author,
        machine,
        time: time(50),
        body: body(json),
        withheld: vec![],
        edits: sandyq_domain::Edits::default(),
    }
}
