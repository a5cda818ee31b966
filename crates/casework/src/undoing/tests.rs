//! Versions that did not know everything: bringing one back must not take away what has become known since.

use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use crate::view::RecordView;
use sandyq_domain::{Envelope, Lang, MachineId, RecordId, Timestamp, VersionVector};
use sandyq_vault::Host;
use sandyq_vault::kdf::KdfCost;
use sandyq_vault::records::{self, Import, Outcome};
use sandyq_vault::secret::Secret;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

const NOW: i64 = 1_790_000_000_000;

fn session() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let secret = Secret::from_passphrase("семь придуманных слов для проверки").unwrap();
    let host = Host {
        now: || Timestamp::from_millis(NOW),
        machine_mark: b"an invented computer".to_vec(),
    };
    let made = Session::create(
        &folder.path().join("v"),
        &secret,
        KdfCost::cheap_for_tests(),
        host,
        Lang::Ru,
    );
    let Ok((session, _)) = made else {
        panic!("no vault could be made")
    };
    (folder, session)
}

fn map(body: &Value) -> Map<String, Value> {
    body.as_object().unwrap().clone()
}

/// A version of one person that another machine wrote as its `n`th edit.
fn version(n: u64, body: &Value, withheld: &[&str]) -> Envelope {
    let machine = MachineId::from_bytes([0xfe; 16]);
    Envelope {
        id: RecordId::from_parts(Timestamp::from_millis(NOW), [7; 10]),
        case: None,
        kind: "person".to_owned(),
        version: VersionVector::default().edited(machine, n),
        author: "Монитор".to_owned(),
        machine,
        time: Timestamp::from_millis(NOW),
        body: map(body),
        withheld: withheld.iter().map(|&field| field.to_owned()).collect(),
        edits: sandyq_domain::Edits::default(),
    }
}

fn take(session: &mut Session, theirs: &Envelope) -> Outcome {
    let from = Import {
        bundle: "b",
        time: Timestamp::from_millis(NOW),
    };
    let taken = session.vault_mut().write(|tx| records::take(tx, theirs, from));
    taken.unwrap_or_else(|_| panic!("it is taken"))
}

fn body(view: Result<RecordView, Failure>) -> Map<String, Value> {
    view.unwrap_or_else(|failure| panic!("{:?}", failure.code)).body
}

/// A person whose occupation was withheld at first and has been filled in since.
fn filled() -> (TempDir, Session, String) {
    let (folder, mut session) = session();
    let whole = json!({"code": "P-001", "occupation": "швея"});
    let without = version(1, &json!({"code": "P-001"}), &["occupation"]);
    assert_eq!(take(&mut session, &without), Outcome::New);
    assert_eq!(take(&mut session, &version(1, &whole, &[])), Outcome::Filled);
    let id = without.id.to_string();
    (folder, session, id)
}

#[test]
fn a_fill_is_no_edit_and_cannot_be_undone() {
    let (_folder, mut session, id) = filled();
    let refused = session.undo_record(&id).err().map(|failure| failure.code);
    assert_eq!(refused, Some(ErrorCode::NothingToUndo));
    // The first version says nothing that the filled one does not say.
    assert_eq!(body(session.restore_revision(&id, 1))["occupation"], "швея");
    assert_eq!(
        body(session.read_record(&id)),
        map(&json!({"code": "P-001", "occupation": "швея"}))
    );
}

#[test]
fn undo_and_redo_after_a_fill_walk_between_versions_that_know_everything() {
    let (_folder, mut session, id) = filled();
    let edit = map(&json!({"occupation": "портниха", "gender": "female"}));
    session
        .edit_record(&id, &edit)
        .unwrap_or_else(|_| panic!("it is edited"));
    let undone = body(session.undo_record(&id));
    assert_eq!(undone, map(&json!({"code": "P-001", "occupation": "швея"})));
    let redone = body(session.redo_record(&id));
    assert_eq!(redone["occupation"], "портниха");
    let refused = session.redo_record(&id).err().map(|failure| failure.code);
    assert_eq!(refused, Some(ErrorCode::NothingToRedo));
}

#[test]
fn what_an_old_version_did_not_know_stays_when_it_comes_back() {
    let (_folder, mut session) = session();
    let without = version(1, &json!({"code": "P-001"}), &["occupation"]);
    assert_eq!(take(&mut session, &without), Outcome::New);
    let newer = json!({"code": "P-001", "occupation": "швея", "gender": "female"});
    assert_eq!(take(&mut session, &version(2, &newer, &[])), Outcome::Newer);
    let id = without.id.to_string();
    let known = map(&json!({"code": "P-001", "occupation": "швея"}));
    assert_eq!(body(session.undo_record(&id)), known);
    assert_eq!(body(session.redo_record(&id)), map(&newer));
    assert_eq!(body(session.restore_revision(&id, 1)), known);
}
