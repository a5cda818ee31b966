//! The trash: what goes together comes back together, and nothing comes back by itself.

use crate::common::{Place, body, foreign, id, place, put, time};
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::drafts::{self, Draft};
use sandyq_vault::forgetting::End;
use sandyq_vault::records::{self, Import, NewRevision, Outcome};
use sandyq_vault::{StoreError, cases, codes, conflicts, evidence, evidence_files, links, revisions, search, trash};
use serde_json::{Value, json};
use std::fs;
use std::ops::ControlFlow;

/// A case with two events, and a person outside it with an identity.
fn filled() -> Place {
    let mut place = place();
    place.put(1, "case", &json!({"code": "K-26-001", "title": "Дело о ночи"}));
    place.put(2, "event", &json!({"title": "Первая ночь"}));
    place.put(3, "event", &json!({"title": "Вторая ночь"}));
    outside(&mut place, 7, "person", &json!({"code": "P-001"}));
    outside(
        &mut place,
        8,
        "person_identity",
        &json!({"person": id(7), "legal_name": "Выдуманова"}),
    );
    place
}

fn outside(place: &mut Place, n: u8, kind: &str, json: &Value) {
    let new = NewRevision {
        id: id(n),
        case: None,
        kind,
        body: body(json),
        author: "Invented",
        time: time(n),
    };
    place.vault.write(|tx| records::put(tx, new)).unwrap();
}

fn delete(place: &mut Place, n: u8) -> u64 {
    place
        .vault
        .write(|tx| trash::delete(tx, id(n), "Invented", time(20)))
        .unwrap()
}

fn restore(place: &mut Place, n: u8) -> Result<u64, StoreError> {
    place.vault.write(|tx| trash::restore(tx, id(n), time(30)))
}

fn live(place: &Place) -> Vec<u8> {
    let all = (1..=20).filter(|n| place.vault.read(|view| records::read(view, id(*n))).unwrap().is_some());
    all.collect()
}

fn hits(place: &Place, words: &str) -> usize {
    place.vault.read(|view| search::find(view, words, 20)).unwrap().len()
}

fn take(place: &mut Place, theirs: &Envelope) -> Outcome {
    let from = Import {
        bundle: "b",
        time: time(60),
    };
    place.vault.write(|tx| records::take(tx, theirs, from)).unwrap()
}

#[test]
fn a_case_goes_with_everything_in_it_and_comes_back_exactly_so() {
    let mut place = filled();
    delete(&mut place, 3);
    assert_eq!(delete(&mut place, 1), 2);
    assert_eq!(live(&place), [7, 8]);
    assert_eq!((hits(&place, "ночь"), hits(&place, "ноч")), (0, 0));
    let listed = |place: &Place| {
        place
            .vault
            .read(|view| {
                cases::cases_page(
                    view,
                    &cases::CasesPage {
                        limit: 9,
                        ..Default::default()
                    },
                )
            })
            .unwrap()
            .len()
    };
    assert_eq!(listed(&place), 0);
    assert_eq!(place.vault.read(|view| records::of_case(view, id(1))).unwrap().len(), 0);
    assert_eq!(place.vault.read(|view| records::count(view, "event")).unwrap(), 0);
    let roots: Vec<(RecordId, u64)> = place
        .vault
        .read(trash::list)
        .unwrap()
        .iter()
        .map(|one| (one.root, one.records))
        .collect();
    assert!(roots.contains(&(id(1), 2)) && roots.contains(&(id(3), 1)));
    assert_eq!(restore(&mut place, 1).unwrap(), 2);
    // What was deleted before the case stays where it was put.
    assert_eq!(live(&place), [1, 2, 7, 8]);
    assert_eq!((hits(&place, "ночь"), listed(&place)), (1, 1));
    assert_eq!(
        place.vault.read(|view| codes::shown(view, id(1))).unwrap().unwrap(),
        "K-26-001"
    );
}

#[test]
fn a_person_goes_with_who_they_are() {
    let mut place = filled();
    assert_eq!(delete(&mut place, 7), 2);
    assert_eq!(live(&place), [1, 2, 3]);
    assert!(place.vault.read(|view| links::naming(view, id(7))).unwrap().is_empty());
    assert_eq!(restore(&mut place, 7).unwrap(), 2);
    assert_eq!(place.vault.read(|view| links::naming(view, id(7))).unwrap().len(), 1);
    // The identity alone brings its person along: nobody could see it without.
    delete(&mut place, 7);
    assert_eq!(restore(&mut place, 8).unwrap(), 2);
    assert_eq!(live(&place), [1, 2, 3, 7, 8]);
}

#[test]
fn a_record_restored_from_a_deleted_case_brings_the_case_back_without_the_rest() {
    let mut place = filled();
    delete(&mut place, 1);
    assert_eq!(restore(&mut place, 2).unwrap(), 2);
    assert_eq!(live(&place), [1, 2, 7, 8]);
    // The rest can still be named by the case it went with.
    assert_eq!(place.vault.read(trash::list).unwrap()[0].records, 1);
    assert_eq!(restore(&mut place, 1).unwrap(), 1);
    assert_eq!(live(&place), [1, 2, 3, 7, 8]);
    assert!(matches!(restore(&mut place, 1), Err(StoreError::NotTrashed)));
    assert!(matches!(restore(&mut place, 19), Err(StoreError::NotTrashed)));
}

#[test]
fn the_code_of_a_record_in_the_trash_stays_its_own() {
    let mut place = filled();
    delete(&mut place, 1);
    let next = place.vault.read(|view| codes::next_code(view, "K-26-")).unwrap();
    assert_eq!(next, "K-26-002");
    let new = NewRevision {
        id: id(11),
        case: Some(id(11)),
        kind: "case",
        body: body(&json!({"code": "K-26-001"})),
        author: "I",
        time: time(3),
    };
    place.vault.write(|tx| records::put(tx, new)).unwrap();
    assert_eq!(place.vault.read(|view| codes::by_code(view, "K-26-001")).unwrap(), None);
    restore(&mut place, 1).unwrap();
    assert_eq!(
        place.vault.read(|view| codes::by_code(view, "K-26-001")).unwrap(),
        Some(id(1))
    );
    assert_eq!(
        place.vault.read(|view| codes::shown(view, id(11))).unwrap().unwrap(),
        "K-26-001·b"
    );
}

#[test]
fn nothing_is_written_into_the_trash() {
    let mut place = filled();
    delete(&mut place, 1);
    for n in [1, 2, 12] {
        let kind = if n == 1 { "case" } else { "event" };
        let refused = place.vault.write(|tx| put(tx, n, kind, &json!({"title": "new"})));
        assert!(matches!(refused, Err(StoreError::Trashed)), "{n}");
        let refused = place.vault.write(|tx| drafts::save(tx, &draft(n, "new")));
        assert!(matches!(refused, Err(StoreError::Trashed)), "draft {n}");
    }
    assert!(matches!(
        place.vault.write(|tx| trash::delete(tx, id(2), "I", time(9))),
        Err(StoreError::Trashed)
    ));
}

fn draft(n: u8, title: &str) -> Draft {
    let kind = if n == 1 { "case" } else { "event" }.to_owned();
    Draft {
        record: id(n),
        case: Some(id(1)),
        kind,
        body: body(&json!({"title": title})),
        field: Some("title".to_owned()),
        cursor: Some(2),
        author: "Invented".to_owned(),
        time: time(9),
    }
}

#[test]
fn what_was_being_typed_waits_in_the_trash_and_comes_back() {
    let mut place = filled();
    place.vault.write(|tx| drafts::save(tx, &draft(2, "typed"))).unwrap();
    place
        .vault
        .write(|tx| drafts::save(tx, &draft(12, "only begun")))
        .unwrap();
    delete(&mut place, 1);
    assert!(place.vault.read(drafts::all).unwrap().is_empty());
    for n in [2, 12] {
        assert!(place.vault.read(|view| drafts::read(view, id(n))).unwrap().is_none());
        assert!(place.vault.write(|tx| drafts::commit(tx, id(n))).unwrap().is_none());
    }
    let mut place = place.reopened();
    restore(&mut place, 1).unwrap();
    assert_eq!(place.vault.read(drafts::all).unwrap().len(), 2);
    place.vault.write(|tx| drafts::commit(tx, id(2))).unwrap();
    assert_eq!(place.body(2)["title"], "typed");
}

#[test]
fn a_newer_version_from_elsewhere_waits_in_the_trash_too() {
    let mut place = filled();
    let base = place
        .vault
        .read(|view| records::read(view, id(2)))
        .unwrap()
        .unwrap()
        .version;
    delete(&mut place, 1);
    let theirs = foreign(&base, 2, "event", &json!({"title": "Издалека"}));
    assert_eq!(take(&mut place, &theirs), Outcome::Newer);
    let beside = foreign(&Default::default(), 3, "event", &json!({"title": "Спорное"}));
    assert_eq!(take(&mut place, &beside), Outcome::Disputed);
    let unknown = foreign(&Default::default(), 13, "event", &json!({"title": "Новое оттуда"}));
    let unknown = Envelope {
        version: unknown.version.edited(unknown.machine, 5),
        ..unknown
    };
    assert_eq!(take(&mut place, &unknown), Outcome::New);
    assert_eq!(
        (live(&place), hits(&place, "издалека"), hits(&place, "оттуда")),
        (vec![7, 8], 0, 0)
    );
    assert!(place.vault.read(conflicts::open).unwrap().is_empty());
    assert_eq!(restore(&mut place, 1).unwrap(), 4);
    assert_eq!(place.body(2)["title"], "Издалека");
    assert_eq!((hits(&place, "издалека"), hits(&place, "оттуда")), (1, 1));
    assert_eq!(place.vault.read(conflicts::open).unwrap(), [id(3)]);
}

#[test]
fn what_belongs_to_something_forgotten_is_forgotten_too() {
    let mut place = filled();
    let mut erase = |n| {
        place
            .vault
            .erase(id(n), End::Forgotten, time(40), |_, _| Ok(()))
            .unwrap()
    };
    assert_eq!(erase(1).records.len(), 3);
    assert_eq!(erase(7).records, [id(7), id(8)]);
    for (n, kind) in [(1, "case"), (2, "event"), (14, "event")] {
        let theirs = foreign(&Default::default(), n, kind, &json!({"title": "снова"}));
        assert_eq!(take(&mut place, &theirs), Outcome::Forgotten, "{n}");
    }
    let again = Envelope {
        case: None,
        ..foreign(
            &Default::default(),
            15,
            "person_identity",
            &json!({"person": id(7), "legal_name": "снова"}),
        )
    };
    assert_eq!(take(&mut place, &again), Outcome::Forgotten);
    assert_eq!(hits(&place, "снова"), 0);
    assert!(place.vault.read(|view| revisions::of(view, id(1))).unwrap().is_empty());
    assert!(matches!(
        place.vault.erase(id(1), End::Forgotten, time(41), |_, _| Ok(())),
        Err(StoreError::Forgotten)
    ));
}

#[test]
fn only_what_is_in_the_trash_is_destroyed_and_it_may_come_again() {
    let mut place = filled();
    let refused = place.vault.erase(id(2), End::Destroyed, time(40), |_, _| Ok(()));
    assert!(matches!(refused, Err(StoreError::NotTrashed)));
    assert_eq!(live(&place), [1, 2, 3, 7, 8]);
    let theirs = place.vault.read(|view| records::read(view, id(2))).unwrap().unwrap();
    delete(&mut place, 2);
    place
        .vault
        .erase(id(2), End::Destroyed, time(40), |_, _| Ok(()))
        .unwrap();
    assert!(!place.vault.read(|view| trash::knows(view, id(2))).unwrap());
    let (machine, n) = (theirs.machine, theirs.version.counter(theirs.machine));
    assert_eq!(
        take(
            &mut place,
            &Envelope {
                version: theirs.version.edited(machine, n),
                ..theirs
            }
        ),
        Outcome::New
    );
    assert_eq!(live(&place), [1, 2, 3, 7, 8]);
}

#[test]
fn destroying_the_rest_of_a_deletion_leaves_the_case_that_came_back() {
    let mut place = filled();
    delete(&mut place, 1);
    restore(&mut place, 2).unwrap();
    let gone = place
        .vault
        .erase(id(1), End::Destroyed, time(40), |_, _| Ok(()))
        .unwrap();
    assert_eq!(gone.records, [id(3)]);
    assert_eq!(live(&place), [1, 2, 7, 8]);
}

fn attach(place: &mut Place, n: u8, content: &[u8]) -> std::path::PathBuf {
    place.put(n, "evidence_item", &json!({"title": "снимок"}));
    let added = evidence::add(&mut place.vault, &mut &content[..], time(4), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    place.vault.write(|tx| evidence::keep(tx, &added, id(n))).unwrap();
    let name = place
        .vault
        .read(|view| evidence_files::of_item(view, id(n)))
        .unwrap()
        .unwrap()
        .name;
    let hex: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    place.dir().join("files").join(&hex[..2]).join(hex)
}

#[test]
fn an_evidence_file_goes_with_the_last_item_that_refers_to_it() {
    let mut place = filled();
    let (one, two) = (
        attach(&mut place, 9, b"the same bytes"),
        attach(&mut place, 10, b"the same bytes"),
    );
    assert_eq!(one, two);
    let gone = place
        .vault
        .erase(id(9), End::Forgotten, time(40), |_, _| Ok(()))
        .unwrap();
    assert_eq!((gone.files, one.exists()), (0, true));
    delete(&mut place, 10);
    let gone = place
        .vault
        .erase(id(10), End::Destroyed, time(41), |_, _| Ok(()))
        .unwrap();
    assert_eq!((gone.files, one.exists()), (1, false));
    assert!(
        place
            .vault
            .read(|view| evidence_files::of_item(view, id(10)))
            .unwrap()
            .is_none()
    );
    assert!(evidence::strays(&place.vault).unwrap().is_empty());
}

#[test]
fn an_old_copy_of_the_database_goes_too_and_no_second_one_stays() {
    let mut place = filled();
    for name in ["data.old", "data.old-wal"] {
        fs::write(place.dir().join(name), vec![7; 200_000]).unwrap();
    }
    place
        .vault
        .erase(id(2), End::Forgotten, time(40), |_, _| Ok(()))
        .unwrap();
    let names = |place: &Place| {
        let mut names: Vec<String> = fs::read_dir(place.dir())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.retain(|name| name.starts_with("data"));
        names.sort();
        names
    };
    assert!(
        names(&place).iter().all(|name| name == "data" || name == "data-wal"),
        "{:?}",
        names(&place)
    );
    let place = place.reopened();
    assert_eq!(live(&place), [1, 3, 7, 8]);
}

/// The process dies after the transaction: the file lies there without its key, and the pages are as they were.
#[test]
fn an_erasing_that_was_cut_off_is_ended_at_the_next_unlock() {
    let mut place = filled();
    let file = attach(&mut place, 9, b"bytes of an invented picture");
    // Nothing can be unlinked from this folder, nor anything copied beside the database.
    let folder = file.parent().unwrap().to_owned();
    let rights = |mode| fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    fs::create_dir(place.dir().join("data.new")).unwrap();
    rights(0o500);
    let by_root = fs::write(folder.join("x"), "x").is_ok();
    let gone = place.vault.erase(id(9), End::Forgotten, time(40), |_, _| Ok(()));
    // The text has left every table: what went is told, and what is left to do as well.
    assert_eq!(gone.unwrap().records, [id(9)]);
    assert!(place.vault.is_erasing_unfinished());
    rights(0o700);
    let _ = fs::remove_file(folder.join("x"));
    fs::remove_dir(place.dir().join("data.new")).unwrap();
    assert!(by_root || file.exists());
    assert!(
        place
            .vault
            .read(|view| evidence_files::of_item(view, id(9)))
            .unwrap()
            .is_none()
    );
    let dir = place.dir();
    let Place { folder: kept, vault } = place;
    drop(vault); // no lock: what a killed process leaves
    // A copy that was begun and not finished.
    fs::write(dir.join("data.new"), vec![7; 9000]).unwrap();
    let before = fs::read(dir.join("data")).unwrap();
    let vault = sandyq_vault::Vault::unlock(&dir, &crate::common::secret(), &crate::common::host()).unwrap();
    let place = Place { folder: kept, vault };
    assert!(!file.exists() && !dir.join("data.new").exists());
    assert!(evidence::strays(&place.vault).unwrap().is_empty());
    let place = place.reopened();
    assert!(fs::read(dir.join("data")).unwrap() != before, "the pages are new");
    assert_eq!(live(&place), [1, 2, 3, 7, 8]);
}

#[test]
fn live_records_are_found_however_many_with_the_same_words_are_in_the_trash() {
    let mut place = filled();
    let many = |place: &mut Place, case: u8, from: u16| {
        let put = |tx: &sandyq_vault::Tx<'_>| {
            for n in from..from + 450 {
                let [high, low] = n.to_be_bytes();
                let new = NewRevision {
                    id: RecordId::from_parts(time(0), [high, low, 7, 7, 7, 7, 7, 7, 7, 7]),
                    case: Some(id(case)),
                    kind: "event",
                    body: body(&json!({"title": format!("Вторая ночь {n}")})),
                    author: "Invented",
                    time: time(1),
                };
                records::put(tx, new)?;
            }
            Ok::<_, StoreError>(())
        };
        place.vault.write(put).unwrap();
    };
    let case = NewRevision {
        id: id(11),
        case: Some(id(11)),
        kind: "case",
        body: body(&json!({"code": "K-26-002"})),
        author: "Invented",
        time: time(1),
    };
    place.vault.write(|tx| records::put(tx, case)).unwrap();
    many(&mut place, 11, 1000);
    assert_eq!(delete(&mut place, 11), 451);
    // By whole words, by a fragment, and with a letter wrong.
    assert_eq!(
        (hits(&place, "вторая"), hits(&place, "тора"), hits(&place, "втарая")),
        (1, 1, 1)
    );
    restore(&mut place, 11).unwrap();
    assert_eq!(hits(&place, "вторая"), 20);
    let report = sandyq_vault::check::verify(&mut place.vault, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(report.is_whole());
}
