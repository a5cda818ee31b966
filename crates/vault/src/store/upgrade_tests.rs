//! Every schema that was ever released, upgraded: a whole vault folder made by the program of that time, with what was in it
//! beside it as JSON. **The folders below `tests/fixtures` are never changed**: vaults like them exist.

use super::testing::{place, time};
use super::*;
use crate::check;
use crate::evidence;
use crate::hex;
use crate::secret::Secret;
use crate::vault::{Host, Vault};
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Schema version, folder, passphrase.
const RELEASED: &[(i64, &str, &str)] = &[(1, "v1", "семь придуманных слов старого сундука")];

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

fn host() -> Host {
    Host {
        now: || time(900),
        machine_mark: b"a newer computer".to_vec(),
    }
}

/// The rows of a table as the frozen dump shows them.
fn rows(view: &View<'_>, table: &str, columns: &[String]) -> Vec<Value> {
    let sql = format!("SELECT {} FROM {table} ORDER BY 1, 2", columns.join(", "));
    let mut statement = view.connection.prepare(&sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cell = |column| match row.get::<_, Cell>(column).unwrap() {
            Cell::Null => Value::Null,
            Cell::Integer(n) => json!(n),
            Cell::Real(x) => json!(x),
            Cell::Text(text) => json!(text),
            Cell::Blob(bytes) => {
                json!({ "hex": hex(&bytes) })
            }
        };
        found.push((0..columns.len()).map(cell).collect());
    }
    found
}

#[test]
fn every_released_schema_upgrades() {
    for (version, name, passphrase) in RELEASED {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("v");
        copy(&fixture(name).join("vault"), &dir);
        let before = fs::read(dir.join("data")).unwrap();
        let secret = Secret::from_passphrase(passphrase).unwrap();

        // Looking does not upgrade.
        let report = check::look(&dir, &secret, &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(report.is_whole(), "{name}: {report:?}");
        assert!(fs::read(dir.join("data")).unwrap() == before && !dir.join("data.old").exists());

        // Nor does a rescue, which gives out all of it.
        let rescued = crate::rescue::rescue(&dir, &secret, &folder.path().join("rescued")).unwrap();
        assert!(
            rescued.tables.iter().all(|table| table.gaps == 0),
            "{name}: {rescued:?}"
        );
        assert_eq!((rescued.files, rescued.files_lost), (1, 0));
        assert!(fs::read(dir.join("data")).unwrap() == before && !dir.join("data.old").exists());

        let mut vault = Vault::unlock(&dir, &secret, &host()).unwrap();
        assert!(fs::read(dir.join("data.old")).unwrap() == before, "{name}");
        let known = i64::try_from(migration::STEPS.len()).unwrap();
        assert!(*version < known);
        let dump: Value = serde_json::from_slice(&fs::read(fixture(name).join("content.json")).unwrap()).unwrap();
        vault
            .read(|view| {
                assert_eq!(migration::version(view.connection)?, known);
                for (table, frozen) in dump.as_object().unwrap() {
                    let columns: Vec<String> = serde_json::from_value(frozen["columns"].clone()).unwrap();
                    let mut found = rows(view, table, &columns);
                    let mut frozen = frozen["rows"].as_array().unwrap().clone();
                    if table == "machine" {
                        // The copy is on another computer: one row more, and the old one is not the current one.
                        assert_eq!(found.len(), frozen.len() + 1);
                        found.truncate(frozen.len());
                        for row in found.iter_mut().chain(&mut frozen) {
                            row.as_array_mut().unwrap().pop();
                        }
                    }
                    if table == "setting" {
                        // What a newer schema projects, the first opening fills, and says so.
                        found.retain(|row| row[0] != facets::VERSION_SETTING);
                    }
                    assert!(found == frozen, "{name}: {table}");
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        for (file, _, _) in vault.read(evidence_files::whole).unwrap() {
            let checked = evidence::verify(&vault, file, &mut |_| ControlFlow::Continue(())).unwrap();
            assert_eq!(checked, evidence::Checked::Whole);
        }
        let report = check::verify(&mut vault, &mut |_| ControlFlow::Continue(())).unwrap();
        assert!(report.is_whole(), "{name}: {report:?}");
        vault.lock().unwrap();
        // And from then on it is a vault like any other, which is not copied again.
        fs::remove_file(dir.join("data.old")).unwrap();
        Vault::unlock(&dir, &secret, &host()).unwrap().lock().unwrap();
        assert!(!dir.join("data.old").exists());
    }
}

/// A schema as it stands in a file, in a fixed order.
fn dumped(steps: &[&str]) -> String {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    migration::migrate(&mut connection, steps).unwrap();
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name";
    let mut statement = connection.prepare(sql).unwrap();
    let lines: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    lines.join(";\n") + ";\n"
}

/// The dump of a version that is out is frozen with its fixture. That of the version in the making is written anew by
/// `SANDYQ_FREEZE=1 ./test the_schema_is_the_one_that_was_frozen` until it is released.
#[test]
fn the_schema_is_the_one_that_was_frozen() {
    for count in 1..=migration::STEPS.len() {
        let path = fixture(&format!("schema-v{count}.sql"));
        let dump = dumped(&migration::STEPS[..count]);
        if count == migration::STEPS.len() && std::env::var_os("SANDYQ_FREEZE").is_some() {
            fs::write(&path, &dump).unwrap();
        }
        assert_eq!(dump, fs::read_to_string(path).unwrap(), "version {count}");
    }
}

#[test]
fn a_released_step_is_never_edited() {
    assert_eq!(
        hex(&Sha256::digest(migration::STEPS[0])),
        "745eb7ff94f65081f820f721497171f9cccd1903af9fe5dcd0c58c37b439eafc"
    );
}

/// A database of schema 1 in a folder of its own.
fn old_database() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    connection::make_file(&path).unwrap();
    let mut connection = connection::open(&path, &[7; 32]).unwrap();
    connection::configure(&mut connection).unwrap();
    migration::migrate(&mut connection, &migration::STEPS[..1]).unwrap();
    connection.close().map_err(|_| ()).unwrap();
    (folder, path)
}

#[test]
fn half_a_copy_of_an_interrupted_upgrade_is_replaced() {
    let (folder, path) = old_database();
    let before = fs::read(&path).unwrap();
    fs::write(folder.path().join("data.old"), &before[..before.len() / 2]).unwrap();
    Store::open(&path, &[7; 32], &place(), time(1))
        .unwrap()
        .close()
        .unwrap();
    assert!(fs::read(folder.path().join("data.old")).unwrap() == before);
}

#[test]
fn what_the_log_still_held_is_in_the_copy() {
    let (folder, path) = old_database();
    let connection = connection::open(&path, &[7; 32]).unwrap();
    connection
        .set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    connection
        .execute("INSERT INTO setting (key, value) VALUES ('late', '1')", [])
        .unwrap();
    connection.close().map_err(|_| ()).unwrap();
    assert!(connection::has_log(&path), "as after a crash");
    Store::open(&path, &[7; 32], &place(), time(1))
        .unwrap()
        .close()
        .unwrap();
    let old = connection::look(&folder.path().join("data.old"), &[7; 32]).unwrap();
    let late: String = old
        .query_row("SELECT value FROM setting WHERE key = 'late'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(late, "1");
}

/// A folder in the place of the copy: the copy cannot be made, whatever the reason, so no step runs.
#[test]
fn without_a_copy_nothing_is_upgraded() {
    let (folder, path) = old_database();
    fs::create_dir(folder.path().join("data.old")).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(Store::open(&path, &[7; 32], &place(), time(1)).is_err());
    assert!(fs::read(&path).unwrap() == before);
    let still = connection::open(&path, &[7; 32]).unwrap();
    assert_eq!(migration::version(&still).unwrap(), 1, "the old program opens it");
}
