//! What the store promises, tried on a real encrypted database: the file itself, and what no other table may break.

use super::records::{self, Import, Outcome};
use super::testing::{body, id, place, revision, store, time};
use super::*;
use rusqlite::ErrorCode;
use serde_json::json;
use std::fs;
use std::process::Command;

#[test]
fn a_wrong_key_changes_nothing() {
    let (folder, mut store) = store();
    store
        .write(|tx| records::put(tx, revision(1, "case", &json!({"title": "A"}))))
        .unwrap();
    store.close().unwrap();
    let path = folder.path().join("data");
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        Store::open(&path, &[8; 32], &place(), time(9)),
        Err(StoreError::Damaged)
    ));
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// SQLCipher writes to the C library's stderr, which the test harness does not catch: so a child process is watched.
#[test]
fn a_wrong_key_prints_nothing() {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::tests::a_wrong_key_changes_nothing",
            "--nocapture",
            "--test-threads=1",
        ])
        .output()
        .unwrap();
    assert!(child.status.success());
    assert_eq!(String::from_utf8_lossy(&child.stderr), "");
    assert!(String::from_utf8_lossy(&child.stdout).contains("1 passed"));
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let (folder, store) = store();
    store.connection.pragma_update(None, "user_version", 99).unwrap();
    store.close().unwrap();
    let path = folder.path().join("data");
    let before = fs::read(&path).unwrap();
    assert!(matches!(
        Store::open(&path, &[7; 32], &place(), time(9)),
        Err(StoreError::Newer { found: 99, known: 7 })
    ));
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn no_other_database_can_be_attached() {
    let (folder, store) = store();
    let target = folder.path().join("beside");
    let sql = format!("ATTACH '{}' AS beside KEY ''", target.display());
    let refused = store.connection.execute_batch(&sql).expect_err("ATTACH");
    assert_eq!(
        refused.sqlite_error_code(),
        Some(ErrorCode::AuthorizationForStatementDenied)
    );
    assert!(store.connection.execute_batch("SELECT load_extension('x')").is_err());
    assert!(!target.exists());
}

#[test]
fn the_second_connection_is_refused() {
    let (folder, _open) = store();
    let second = Store::open(&folder.path().join("data"), &[7; 32], &place(), time(9));
    assert!(matches!(second, Err(StoreError::Busy)));
}

#[test]
fn the_settings_are_those_the_specification_states() {
    let (_folder, store) = store();
    let text = |pragma: &str| -> String {
        let value: rusqlite::types::Value = store
            .connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .unwrap();
        match value {
            rusqlite::types::Value::Integer(n) => n.to_string(),
            rusqlite::types::Value::Text(text) => text,
            _ => panic!("{pragma}"),
        }
    };
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", "2"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cipher_log_level", "NONE"),
        ("cipher_page_size", "4096"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("integrity_check", "ok"),
    ] {
        assert_eq!(text(pragma), value, "{pragma}");
    }
}

#[test]
fn closing_leaves_one_file() {
    let (folder, mut store) = store();
    store
        .write(|tx| records::put(tx, revision(1, "case", &json!({"title": "A"}))))
        .unwrap();
    assert!(folder.path().join("data-wal").exists() && !folder.path().join("data-shm").exists());
    store.close().unwrap();
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["data"]);
}

#[test]
fn a_failed_verb_leaves_nothing() {
    let (_folder, mut store) = store();
    let failed: Result<(), StoreError> = store.write(|tx| {
        records::put(tx, revision(1, "case", &json!({"title": "A"})))?;
        Err(StoreError::Full)
    });
    assert!(failed.is_err());
    assert!(store.read(|view| records::read(view, id(1))).unwrap().is_none());
    assert!(store.read(|view| revisions::of(view, id(1))).unwrap().is_empty());
}

#[test]
fn another_computer_or_a_copied_folder_is_another_machine() {
    let (folder, store) = store();
    let first = store.machine();
    store.close().unwrap();
    let path = folder.path().join("data");
    let again = Store::open(&path, &[7; 32], &place(), time(1)).unwrap();
    assert_eq!(again.machine(), first);
    again.close().unwrap();

    let elsewhere = Store::open(&path, &[7; 32], &Place(b"another computer".to_vec()), time(2)).unwrap();
    let second = elsewhere.machine();
    assert_ne!(second, first);
    let rows: i64 = elsewhere
        .connection
        .query_row("SELECT count(*) FROM machine", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 2);
    elsewhere.close().unwrap();

    // Back on the first computer: its old id is not taken up again, its counters may have been used elsewhere.
    let back = Store::open(&path, &[7; 32], &place(), time(3)).unwrap();
    assert!(back.machine() != first && back.machine() != second);
    let here = back.machine();
    back.close().unwrap();

    if path.metadata().unwrap().created().is_ok() {
        let copy = folder.path().join("copy");
        fs::copy(&path, &copy).unwrap();
        assert_ne!(Store::open(&copy, &[7; 32], &place(), time(4)).unwrap().machine(), here);
    }
}

#[test]
fn a_forgotten_record_does_not_come_back() {
    let (_folder, mut store) = store();
    store
        .write(|tx| {
            let envelope = records::put(tx, revision(1, "case", &json!({"title": "A"})))?;
            tx.connection.execute("UPDATE record SET state = 'forgotten'", [])?;
            let import = Import {
                bundle: "b",
                time: time(5),
            };
            assert_eq!(records::take(tx, &envelope, import)?, Outcome::Forgotten);
            assert!(matches!(
                records::put(tx, revision(1, "case", &json!({"title": "B"}))),
                Err(StoreError::Forgotten)
            ));
            assert!(records::read(tx, id(1))?.is_none());
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn the_search_index_agrees_with_its_texts_after_many_changes() {
    let (_folder, mut store) = store();
    for round in 0..40_u8 {
        let text = format!("слово{round} ещё {}", "текст ".repeat(usize::from(round % 7)));
        let n = 1 + round % 5;
        store
            .write(|tx| records::put(tx, revision(n, "note", &json!({"text": [{"text": text}]}))))
            .unwrap();
    }
    store
        .write(|tx| {
            tx.connection
                .execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", [])?;
            tx.connection.execute(
                "INSERT INTO search_part (search_part, rank) VALUES ('integrity-check', 1)",
                [],
            )?;
            settings::write(tx, "search.version", &0)?;
            search_text::refresh(tx)?;
            tx.connection
                .execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", [])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let found = |word: &str| store.read(|view| search::find(view, word, 10)).unwrap().len();
    assert_eq!((found("слово3"), found("слово39"), found("еще")), (5, 1, 5));
}

#[test]
fn an_edited_or_dropped_journal_entry_is_found() {
    use super::journal::{self, EntryType, NewEntry};
    let faults = |damage: &str| {
        let (_folder, mut store) = store();
        store
            .write(|tx| {
                for n in 1..=6 {
                    let payload = json!({"action": "verified", "n": n});
                    let entry = EntryType::Custody;
                    journal::append(
                        tx,
                        &NewEntry {
                            item: id(n % 2),
                            entry,
                            time: time(i64::from(n)),
                            payload: &payload,
                        },
                    )?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        assert_eq!(store.read(journal::verify).unwrap(), []);
        // What a person with the key and another program could do; this program's triggers refuse it.
        assert!(
            damage.is_empty() || store.connection.execute(damage, []).is_err(),
            "{damage}"
        );
        store
            .connection
            .execute_batch("DROP TRIGGER journal_is_not_deleted; DROP TRIGGER journal_is_not_changed")
            .unwrap();
        if !damage.is_empty() {
            assert_eq!(store.connection.execute(damage, []).unwrap(), 1);
        }
        store.read(journal::verify).unwrap().len()
    };
    assert_eq!(faults(""), 0);
    for damage in [
        "DELETE FROM journal WHERE row = 1",
        "DELETE FROM journal WHERE row = 3",
        "DELETE FROM journal WHERE row = 6",
        "UPDATE journal SET payload = '{}' WHERE row = 2",
        "UPDATE journal SET payload = NULL WHERE row = 2",
        "UPDATE journal SET time = time + 1 WHERE row = 6",
        "UPDATE journal SET type = 'access' WHERE row = 4",
        "UPDATE journal SET item = randomblob(16) WHERE row = 5",
        "REPLACE INTO journal SELECT row, machine, seq, item, place, type, time + 1, salt, payload, payload_hash,
           before_machine, before_item, hash FROM journal WHERE row = 3",
    ] {
        assert!(faults(damage) > 0, "{damage}");
    }
}

#[test]
fn forgetting_a_payload_keeps_the_chain() {
    use super::journal::{self, EntryType, NewEntry};
    let (_folder, mut store) = store();
    let payload = json!({"by": "Invented"});
    let new = |item| NewEntry {
        item,
        entry: EntryType::Access,
        time: time(1),
        payload: &payload,
    };
    store
        .write(|tx| {
            for n in [1, 2, 1] {
                journal::append(tx, &new(id(n)))?;
            }
            assert_eq!(journal::forget(tx, id(1))?, 2);
            journal::append(tx, &new(id(1)))
        })
        .unwrap();
    assert_eq!(store.read(journal::verify).unwrap(), []);
    let entries = store.read(|view| journal::of_item(view, id(1))).unwrap();
    let there: Vec<bool> = entries.iter().map(|entry| entry.payload.is_some()).collect();
    assert_eq!(there, [false, false, true]);
    let salts: i64 = store
        .connection
        .query_row("SELECT count(salt) FROM journal", [], |row| row.get(0))
        .unwrap();
    assert_eq!(salts, 2);
}

#[test]
fn a_body_is_kept_as_it_is() {
    let (_folder, mut store) = store();
    let odd = json!({"z": 1, "a": {"future": [1, 2.5, null]}, "title": "Ә", "code": 7});
    store.write(|tx| records::put(tx, revision(1, "case", &odd))).unwrap();
    let read = store.read(|view| records::read(view, id(1))).unwrap().unwrap();
    assert!(read.body == body(&odd));
    assert_eq!(serde_json::to_string(&read.body).unwrap(), odd.to_string());
}

#[test]
fn a_text_that_was_written_over_is_found_no_more_and_gone_from_a_renewed_index() {
    let (_folder, mut store) = store();
    for text in ["zzcanaryzz остальное", "остальное"] {
        let body = json!({"text": [{"text": text}]});
        store.write(|tx| records::put(tx, revision(1, "note", &body))).unwrap();
    }
    for typed in ["zzcanaryzz", "zzcan", "anaryz", "zzcanaryzx"] {
        assert!(
            store.read(|view| search::find(view, typed, 10)).unwrap().is_empty(),
            "{typed}"
        );
    }
    let count = |store: &Store, sql: &str, part: &str| -> i64 {
        let found = store.connection.query_row(sql, [part], |row| row.get(0));
        found.unwrap()
    };
    assert_eq!(count(&store, "SELECT count(*) FROM search_word WHERE ?1 <> ''", "x"), 1);
    let left = |store: &Store| -> i64 {
        let parts = [
            ("search_data", "zzcanaryzz"),
            ("search_data", "anaryz"),
            ("search_part_data", "nar"),
        ];
        let of = |(table, part): (&str, &str)| {
            let sql = format!("SELECT count(*) FROM {table} WHERE instr(block, CAST(?1 AS BLOB)) > 0");
            count(store, &sql, part)
        };
        parts.into_iter().map(of).sum()
    };
    assert!(
        left(&store) > 0,
        "the positive control: until then the index has it, as the history does"
    );
    store.write(search_text::renew).unwrap();
    assert_eq!(left(&store), 0);
}

#[test]
fn the_specification_shows_the_schema_that_is_used() {
    let specification = include_str!("../../../../docs/formats/vault.md");
    for step in migration::STEPS {
        assert!(
            specification.contains(step),
            "copy each vN.sql into docs/formats/vault.md"
        );
    }
    let version = format!(
        "`PRAGMA user_version` is the schema version, {}.",
        migration::STEPS.len()
    );
    assert!(specification.contains(&version), "{version}");
}

/// A vault of some size whose texts share their words, as those of one group do.
fn store_of_shared_words(records: u8) -> (tempfile::TempDir, Store) {
    let (folder, mut store) = store();
    store
        .write(|tx| {
            (1..=records).try_for_each(|n| {
                let kind = if n == 1 { "case" } else { "event" };
                records::put(tx, revision(n, kind, &json!({"title": shared_words(n.into())}))).map(drop)
            })
        })
        .unwrap();
    (folder, store)
}

fn shared_words(start: usize) -> String {
    let words: Vec<String> = (0..60).map(|n| format!("слово{}", (start * 7 + n * n) % 90)).collect();
    words.join(" ")
}

/// Each word and each beginning of one stands on other pages: rewriting those cost ten times as much as the sentence.
#[test]
fn a_save_does_not_rewrite_the_pages_of_every_word_it_replaces() {
    const PAGE: u64 = 4096 + 24;
    let (folder, mut store) = store_of_shared_words(200);
    let mut written = Vec::new();
    for n in 0..40 {
        store
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
            .unwrap();
        let new = revision(2 + n, "event", &json!({"title": shared_words(500 + usize::from(n))}));
        store.write(|tx| records::put(tx, new)).unwrap();
        written.push(fs::metadata(folder.path().join("data-wal")).unwrap().len() / PAGE);
    }
    written.sort_unstable();
    assert!(written[20] <= 24 && written[38] <= 60, "pages a save: {written:?}");
}

#[test]
fn both_indexes_take_a_text_out_by_a_note() {
    let (_folder, store) = store();
    for table in ["search", "search_part"] {
        let sql = format!("SELECT v FROM {table}_config WHERE k = 'secure-delete'");
        let found: i64 = store.connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(found, 0, "{table}");
    }
}

/// Among a hundred thousand cases, walking all of them to count six took four seconds.
#[test]
fn practice_cases_are_counted_from_an_index_of_their_own() {
    let (_folder, store) = store();
    let sql = "EXPLAIN QUERY PLAN SELECT count(*) FROM record WHERE kind = 'case' AND state = 'live' AND practice = 1";
    let plan: String = store.connection.query_row(sql, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("COVERING INDEX record_practice"), "{plan}");
}
