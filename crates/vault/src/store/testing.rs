//! What the store's own tests share: a real encrypted database in a temporary folder, under a random key.

use super::records::NewRevision;
use super::{Place, Store};
use sandyq_domain::{MachineId, RecordId, Timestamp};
use serde_json::{Map, Value};
use tempfile::TempDir;

pub fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("data"), &[7; 32], &place(), time(0)).unwrap();
    (folder, store)
}

pub fn place() -> Place {
    Place(b"a computer".to_vec())
}

pub fn time(seconds: i64) -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000 + seconds * 1000)
}

pub fn id(n: u8) -> RecordId {
    RecordId::from_parts(time(0), [n; 10])
}

pub fn machine(n: u8) -> MachineId {
    MachineId::from_bytes([n; 16])
}

pub fn body(json: &Value) -> Map<String, Value> {
    json.as_object().expect("an object").clone()
}

pub fn revision(n: u8, kind: &'static str, json: &Value) -> NewRevision<'static> {
    NewRevision {
        id: id(n),
        case: Some(id(1)),
        kind,
        body: body(json),
        author: "Invented",
        time: time(i64::from(n)),
    }
}
