//! What a rescued database must not go on with.

use super::super::testing::{place, revision, store, time};
use super::super::{Store, machines, records};
use serde_json::json;

#[test]
fn a_rescued_vault_is_another_machine_whatever_its_file_system_says_of_births() {
    let (folder, mut damaged) = store();
    damaged
        .write(|tx| records::put(tx, revision(1, "case", &json!({"code": "K-26-001"}))))
        .unwrap();
    let old = damaged.machine();
    damaged.close().unwrap();
    let (key, into) = ([7; 32], folder.path().join("rescued"));
    let mut rescued = Store::create_empty(&into, &key).unwrap();
    rescued.rescue(&folder.path().join("data"), &key).unwrap();
    let current = "SELECT count(*) FROM machine WHERE current = 1";
    let count: i64 = rescued.connection.query_row(current, [], |row| row.get(0)).unwrap();
    assert_eq!(count, 0);
    rescued.close().unwrap();
    // A lost counter may have been lowered: no number of the old id is given out again.
    let again = Store::open(&into, &key, &place(), time(9)).unwrap();
    assert_ne!(again.machine(), old);
    assert_eq!(again.read(machines::count).unwrap(), 2, "its edits stay in the history");
}
