//! A clock that is wrong: set back ten years by an empty battery, put forward, or before 1970.

use crate::common::{LANG, object, secret};
use sandyq_casework::view::NewCase;
use sandyq_casework::{Host, KdfCost, Session};
use sandyq_domain::Timestamp;
use serde_json::json;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

/// Only this file's tests turn it, and they are one test.
static MILLIS: AtomicI64 = AtomicI64::new(0);
const YEAR: i64 = 365 * 24 * 3600 * 1000;
/// In November 2026.
const TODAY: i64 = 1_795_000_000_000;

fn now() -> Timestamp {
    Timestamp::from_millis(MILLIS.fetch_add(1, Ordering::SeqCst))
}

fn host() -> Host {
    Host {
        now,
        machine_mark: b"one computer".to_vec(),
    }
}

fn opened(dir: &Path) -> Session {
    Session::unlock(dir, &secret(), host()).unwrap().0
}

fn new_case(title: &str) -> NewCase {
    NewCase {
        title: title.to_owned(),
        told: "Отказали устно.".to_owned(),
        when: "весна".to_owned(),
        locality: String::new(),
    }
}

#[test]
fn a_clock_that_jumps_ten_years_either_way_loses_and_reorders_nothing() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("vault");
    MILLIS.store(TODAY, Ordering::SeqCst);
    let cost = KdfCost::cheap_for_tests();
    let (mut session, _) = Session::create(&dir, &secret(), cost, host(), LANG).unwrap();
    let case = session.create_case(&new_case("первое"), LANG).unwrap().line;
    let id = case.id.to_string();
    session.lock().unwrap();
    let jumps = [
        TODAY - 10 * YEAR,
        TODAY + 10 * YEAR,
        -30 * YEAR,
        TODAY,
        -1,
        TODAY - 10 * YEAR,
    ];
    let (mut revisions, mut codes) = (1, vec![case.code]);
    for (n, millis) in jumps.into_iter().enumerate() {
        MILLIS.store(millis, Ordering::SeqCst);
        let mut session = opened(&dir);
        let title = format!("правка {n}");
        session.edit_record(&id, &object(&json!({ "title": title }))).unwrap();
        revisions += 1;
        // Written at one time, typed on at another: the draft is not older than what it was begun on.
        let mut body = session.read_record(&id).unwrap().body;
        body.insert("title".to_owned(), json!(format!("черновик {n}")));
        session
            .save_draft(&id, body, Some("title".to_owned()), None, LANG)
            .unwrap();
        MILLIS.fetch_sub(YEAR, Ordering::SeqCst);
        session.lock().unwrap();
        revisions += 1;
        let mut session = opened(&dir);
        let stored = session.read_record(&id).unwrap();
        assert_eq!((stored.revisions, stored.is_draft), (revisions, false), "jump {n}");
        assert_eq!(stored.body["title"], format!("черновик {n}"), "jump {n}");
        let made = session.create_case(&new_case(&title), LANG).unwrap().line;
        assert!(
            !codes.contains(&made.code),
            "jump {n}: {} was given out twice",
            made.code
        );
        codes.push(made.code);
        let all = session.list_cases("", 0, 500, LANG).unwrap();
        assert_eq!(all.rows.len(), codes.len(), "jump {n}");
        session.show_case(&id, LANG).unwrap();
        session.lock().unwrap();
    }
    MILLIS.store(TODAY, Ordering::SeqCst);
    let session = opened(&dir);
    let history = session.read_history(&id, LANG).unwrap();
    // The newest first, in the order in which they were made, whatever the clock said.
    let own = history.iter().filter(|line| line.id == case.id).map(|line| line.n);
    assert!(own.eq((1..=revisions).rev()));
    session.lock().unwrap();
}
