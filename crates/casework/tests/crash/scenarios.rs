//! What is tried: each scenario prepares a folder and then does one act after the other. A new verb is a line in `ALL` and
//! a function of a few lines.

use crate::judge::{connect, database_key};
use crate::stage::{Expected, FIRST, LANG, SECOND, Stage, going_on, host, now, object, secret};
use sandyq_casework::view::NewCase;
use sandyq_casework::{ErrorCode, Failure, RecoveryCode, Session, backup, emergency};
use serde_json::{Value, json};
use std::fs;

pub type Doing = fn(&mut Stage) -> Result<(), Failure>;

/// What a person does, acknowledged when it returns.
pub struct Act {
    pub name: &'static str,
    pub run: Doing,
}

pub struct Scenario {
    pub name: &'static str,
    /// The folder, below what is watched, that must be a vault in the old or the new state.
    pub vault: &'static str,
    /// Not watched; ends with the vault locked, or with none.
    pub prepare: Doing,
    pub acts: &'static [Act],
    /// Where backups go: the last that was acknowledged can be put back.
    pub backup: Option<&'static str>,
}

const VAULT: Scenario = Scenario {
    name: "",
    vault: "vault",
    prepare: |_| Ok(()),
    acts: &[],
    backup: None,
};

const OPEN: Act = Act {
    name: "open",
    run: Stage::open,
};
const LOCK: Act = Act {
    name: "lock",
    run: Stage::lock,
};

const fn act(name: &'static str, run: Doing) -> Act {
    Act { name, run }
}

pub const ALL: &[Scenario] = &[
    Scenario {
        name: "create",
        prepare: |_| Ok(()),
        acts: &[act("create", Stage::create), LOCK],
        ..VAULT
    },
    Scenario {
        name: "save",
        prepare: with_a_case,
        acts: &[
            OPEN,
            act("edit", edit),
            act("add", add),
            act("draft", draft),
            act("commit", commit),
            act("draft that does not fit", unfit_draft),
            act("edit much", edit_much),
            act("lock with drafts", lock_with_drafts),
        ],
        ..VAULT
    },
    Scenario {
        name: "attach",
        prepare: with_a_case,
        acts: &[
            OPEN,
            act("attach", attach),
            act("attach other", attach_other),
            act("attach the same again", attach),
            LOCK,
        ],
        ..VAULT
    },
    Scenario {
        name: "passphrase",
        prepare: with_a_case,
        acts: &[
            OPEN,
            act("change passphrase", change_passphrase),
            act("edit", edit),
            LOCK,
        ],
        ..VAULT
    },
    Scenario {
        name: "slots",
        prepare: with_a_case,
        acts: &[
            OPEN,
            act("add passphrase", add_passphrase),
            act("remove passphrase", remove_passphrase),
            act("renew code", renew_code),
            act("make shares", make_shares),
        ],
        ..VAULT
    },
    Scenario {
        name: "rekey",
        prepare: with_evidence,
        acts: &[
            OPEN,
            act("edit", edit),
            act("add passphrase", add_passphrase),
            act("rekey", rekey),
            act("add", add),
            LOCK,
        ],
        ..VAULT
    },
    Scenario {
        name: "recover",
        prepare: with_a_code,
        acts: &[act("recover", recover), LOCK],
        ..VAULT
    },
    Scenario {
        name: "trash",
        prepare: with_two_cases,
        acts: &[
            OPEN,
            act("edit", edit),
            act("undo", |stage| stage.session().undo_record("K-26-001").map(drop)),
            act("redo", |stage| stage.session().redo_record("K-26-001").map(drop)),
            act("restore revision", |stage| {
                stage.session().restore_revision("K-26-001", 1).map(drop)
            }),
            act("delete", delete),
            act("undo deletion", |stage| stage.session().undo_action(LANG).map(drop)),
            act("redo deletion", |stage| stage.session().redo_action(LANG).map(drop)),
            act("restore deleted", restore_deleted),
            LOCK,
        ],
        ..VAULT
    },
    Scenario {
        name: "forget",
        prepare: with_two_cases,
        acts: &[
            OPEN,
            act("forget", forget),
            act("delete", delete),
            act("destroy", destroy),
            act("add", add),
            LOCK,
        ],
        ..VAULT
    },
    Scenario {
        name: "backup",
        prepare: with_evidence,
        acts: &[
            OPEN,
            act("backup", make_backup),
            act("edit", edit),
            act("attach other", attach_other),
            act("backup again", make_backup),
        ],
        backup: Some("backup"),
        ..VAULT
    },
    Scenario {
        name: "restore",
        vault: "restored",
        prepare: with_a_backup,
        acts: &[
            act("restore", restore),
            act("open restored", Stage::open),
            act("edit", edit),
        ],
        ..VAULT
    },
    Scenario {
        name: "migrate",
        prepare: as_version_1,
        acts: &[act("migrate", Stage::open), act("edit", edit), LOCK],
        ..VAULT
    },
    Scenario {
        name: "wipe",
        prepare: with_evidence,
        acts: &[act("wipe", wipe)],
        ..VAULT
    },
];

/// The scenario of that name.
pub fn named(name: &str) -> &'static Scenario {
    ALL.iter().find(|scenario| scenario.name == name).expect("a scenario")
}

fn with_a_case(stage: &mut Stage) -> Result<(), Failure> {
    stage.create()?;
    let document = json!({ "records": [
        { "kind": "case", "key": "case", "code": "K-26-001", "title": "Вымышленное дело" },
        { "kind": "person", "key": "victim", "code": "P-001", "occupation": "швея" },
        { "kind": "event", "key": "night", "case": "case", "title": "Ночь", "date": "2025-03-17",
          "description": "Просила принять заявление четыре раза." },
        { "kind": "account", "case": "case", "source": "victim", "text": "Я же сама их вызвала." },
    ] });
    stage.session().import_document(&document.to_string(), LANG)?;
    stage.look();
    stage.lock()
}

fn with_evidence(stage: &mut Stage) -> Result<(), Failure> {
    with_a_case(stage)?;
    stage.open()?;
    attach(stage)?;
    stage.look();
    stage.lock()
}

fn event(stage: &mut Stage) -> Result<String, Failure> {
    let page = stage.session().show_case("K-26-001", LANG)?;
    let event = page.records.iter().find(|record| record.kind == "event");
    Ok(event.ok_or(ErrorCode::NoSuchRecord)?.id.to_string())
}

fn edit(stage: &mut Stage) -> Result<(), Failure> {
    let change = object(&json!({ "title": "Другое название дела" }));
    stage.session().edit_record("K-26-001", &change).map(drop)
}

fn edit_much(stage: &mut Stage) -> Result<(), Failure> {
    let id = event(stage)?;
    let told = "Всё по порядку, как рассказала. ".repeat(400);
    let change = object(&json!({ "description": told }));
    stage.session().edit_record(&id, &change).map(drop)
}

fn add(stage: &mut Stage) -> Result<(), Failure> {
    let new = NewCase {
        title: "Второе дело".to_owned(),
        told: "Отказали устно.".to_owned(),
        when: "весна 2025".to_owned(),
        locality: "Примерск".to_owned(),
    };
    stage.session().create_case(&new, LANG).map(drop)
}

fn type_into(stage: &mut Stage, id: &str, field: &str, value: Value) -> Result<(), Failure> {
    let mut body = stage.session().read_record(id)?.body;
    body.insert(field.to_owned(), value);
    let focus = Some(field.to_owned());
    stage.session().save_draft(id, body, focus, Some(3), LANG).map(drop)
}

fn draft(stage: &mut Stage) -> Result<(), Failure> {
    let id = event(stage)?;
    type_into(stage, &id, "title", json!("Ночь в отделении"))
}

fn commit(stage: &mut Stage) -> Result<(), Failure> {
    let id = event(stage)?;
    stage.session().commit_draft(&id).map(drop)
}

fn unfit_draft(stage: &mut Stage) -> Result<(), Failure> {
    type_into(stage, "K-26-001", "opened", json!("весной"))
}

fn lock_with_drafts(stage: &mut Stage) -> Result<(), Failure> {
    let id = event(stage)?;
    type_into(stage, &id, "title", json!("Ночь в отделении полиции"))?;
    stage.look();
    stage.lock()
}

fn attach(stage: &mut Stage) -> Result<(), Failure> {
    let photo = stage.outside("снимок.txt", &vec![b'x'; 150_000]);
    let outcome = stage
        .session()
        .attach_evidence("K-26-001", &[photo], LANG, &mut going_on);
    outcome.map(drop)
}

fn attach_other(stage: &mut Stage) -> Result<(), Failure> {
    let note = stage.outside("записка.txt", b"from memory");
    let outcome = stage
        .session()
        .attach_evidence("K-26-001", &[note], LANG, &mut going_on);
    outcome.map(drop)
}

fn change_passphrase(stage: &mut Stage) -> Result<(), Failure> {
    stage.session().change_passphrase(&secret(FIRST), &secret(SECOND))?;
    stage.expected.opens = Some(SECOND.to_owned());
    stage.expected.dead.push(FIRST.to_owned());
    Ok(())
}

fn add_passphrase(stage: &mut Stage) -> Result<(), Failure> {
    stage
        .session()
        .add_passphrase(&secret(FIRST), &secret(SECOND), "вторая")?;
    stage.expected.too.push(SECOND.to_owned());
    Ok(())
}

fn remove_passphrase(stage: &mut Stage) -> Result<(), Failure> {
    let slots = stage.session().list_slots(LANG)?;
    let second = slots
        .iter()
        .find(|slot| slot.label == "вторая")
        .ok_or(ErrorCode::NoSuchSlot)?
        .number;
    stage.session().remove_slot(&secret(FIRST), second)?;
    stage.expected.too.clear();
    stage.expected.dead.push(SECOND.to_owned());
    Ok(())
}

fn renew_code(stage: &mut Stage) -> Result<(), Failure> {
    let code = stage.session().renew_recovery_code(&secret(FIRST))?;
    stage.expected.too.push(code_words(&code));
    Ok(())
}

fn make_shares(stage: &mut Stage) -> Result<(), Failure> {
    stage.session().make_shares(&secret(FIRST), |_| Ok(())).map(drop)
}

/// What opened besides the passphrase opens nothing any more.
fn rekey(stage: &mut Stage) -> Result<(), Failure> {
    let code = stage.session().rekey(&secret(FIRST))?;
    let expected = &mut stage.expected;
    expected.dead.append(&mut expected.too);
    expected.too.push(code_words(&code));
    Ok(())
}

fn recover(stage: &mut Stage) -> Result<(), Failure> {
    let code = stage.expected.too[0].clone();
    let (session, _) = Session::recover(&stage.dir(), &secret(&code), &secret(SECOND), None, host())?;
    stage.session = Some(session);
    stage.expected.opens = Some(SECOND.to_owned());
    stage.expected.dead.push(FIRST.to_owned());
    Ok(())
}

fn with_a_code(stage: &mut Stage) -> Result<(), Failure> {
    with_a_case(stage)?;
    stage.open()?;
    renew_code(stage)?;
    stage.lock()
}

fn code_words(code: &RecoveryCode) -> String {
    code.words(LANG).join(" ")
}

/// The second one is bare, so that deleting it is deleting a record.
fn with_two_cases(stage: &mut Stage) -> Result<(), Failure> {
    with_evidence(stage)?;
    stage.open()?;
    stage
        .session()
        .add_record("case", None, &object(&json!({ "title": "Пустое", "code": "K-26-050" })))?;
    stage.look();
    stage.lock()
}

fn delete(stage: &mut Stage) -> Result<(), Failure> {
    stage.session().delete_record("K-26-050", LANG).map(drop)
}

fn deleted(stage: &mut Stage) -> Result<String, Failure> {
    let trash = stage.session().list_trash(LANG)?;
    Ok(trash.first().ok_or(ErrorCode::NotInTrash)?.id.to_string())
}

fn restore_deleted(stage: &mut Stage) -> Result<(), Failure> {
    let id = deleted(stage)?;
    stage.session().restore_record(&id, LANG).map(drop)
}

fn destroy(stage: &mut Stage) -> Result<(), Failure> {
    let id = deleted(stage)?;
    stage.session().destroy_record(&id, LANG).map(drop)
}

/// An item of evidence, and its file with it.
fn forget(stage: &mut Stage) -> Result<(), Failure> {
    let item = stage.session().list_evidence("K-26-001", LANG)?;
    let id = item.first().ok_or(ErrorCode::NoSuchRecord)?.id.to_string();
    stage.session().forget_record(&id, LANG).map(drop)
}

fn make_backup(stage: &mut Stage) -> Result<(), Failure> {
    let out = stage.root.join("backup");
    stage.session().make_backup(&out, LANG, &mut going_on).map(drop)
}

/// A backup of a vault with evidence; what is judged is the place to which it is put back.
fn with_a_backup(stage: &mut Stage) -> Result<(), Failure> {
    stage.vault = "original";
    with_evidence(stage)?;
    stage.open()?;
    make_backup(stage)?;
    stage.lock()?;
    stage.vault = "restored";
    stage.expected = Expected::default();
    Ok(())
}

fn restore(stage: &mut Stage) -> Result<(), Failure> {
    let from = stage.root.join("backup");
    backup::restore(&from, &stage.dir(), &secret(FIRST), now(), LANG, &mut going_on)?;
    let original = crate::stage::open(&stage.root.join("original"), FIRST)?;
    stage.expected.seen = crate::stage::seen(&original)?;
    stage.expected.opens = Some(FIRST.to_owned());
    original.lock()
}

/// The same vault as the first released schema would have it: made with the step that made it, and filled from this one.
fn as_version_1(stage: &mut Stage) -> Result<(), Failure> {
    with_evidence(stage)?;
    let key = database_key(&stage.dir(), FIRST);
    let (newer, older) = (stage.dir().join("data"), stage.dir().join("older"));
    let connection = connect(&older, &key);
    connection
        .execute_batch(include_str!("../../../vault/src/store/v1.sql"))
        .unwrap();
    let attach = format!(
        "PRAGMA foreign_keys = OFF; ATTACH '{}' AS newer KEY \"x'{key}'\"",
        newer.display()
    );
    connection.execute_batch(&attach).unwrap();
    let all = "SELECT m.name, group_concat(c.name) FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT GLOB 'search_*_*'
        AND m.name NOT IN ('search_data', 'search_idx', 'search_docsize', 'search_config') GROUP BY m.name";
    let mut statement = connection.prepare(all).unwrap();
    let tables = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    for (table, columns) in tables.unwrap().map(Result::unwrap) {
        let columns = columns
            .split(',')
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(",");
        let copy = format!("INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}");
        connection.execute_batch(&copy).unwrap();
    }
    drop(statement);
    let end =
        "INSERT INTO search (search) VALUES ('rebuild'); INSERT INTO search_part (search_part) VALUES ('rebuild');
        PRAGMA user_version = 1; DETACH newer; PRAGMA journal_mode = WAL";
    connection.execute_batch(end).unwrap();
    connection.close().unwrap();
    fs::rename(older, newer).unwrap();
    Ok(())
}

fn wipe(stage: &mut Stage) -> Result<(), Failure> {
    emergency::wipe(&stage.dir())?;
    stage.expected = Expected::default();
    Ok(())
}
