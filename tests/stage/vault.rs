//! A vault laid ready for a window, and a look into it afterwards, through the same verbs.

use sandyq_casework::view::NewCase;
use sandyq_casework::{Host, KdfCost, Reach, Session, session};
use sandyq_domain::{Lang, Timestamp};
use std::path::Path;

/// Opens the vaults of the tests.
pub const PASSPHRASE: &str = "quiet lamp river stone maple";
/// A word that stands nowhere but in a case.
pub const CANARY: &str = "Zyrqvelmoth";

/// The computer of the tests.
pub fn host() -> Host {
    // The window's own mark: the same computer, so that no new machine is minted.
    Host {
        now: || Timestamp::from_millis(1_795_000_000_000),
        machine_mark: std::fs::read("/etc/machine-id").unwrap_or_default(),
    }
}

/// The import document of a scenario.
pub fn scenario(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/casework/tests/fixtures/scenarios");
    std::fs::read_to_string(format!("{folder}/{name}.json")).expect("a scenario of this name")
}

/// Makes a vault that speaks `lang`, with these scenarios and the six practice cases, and locks it.
pub fn lay_scenarios(folder: &Path, names: &[&str], lang: Lang) {
    let mut session = made(folder, lang);
    for name in names {
        let report = session
            .import_document(&scenario(name), lang)
            .expect("a fixture is taken");
        assert!(report.refused.is_empty(), "{name}");
    }
    session.add_practice(lang).expect("an open vault");
    session.lock().expect("nothing else is open");
}

/// Adds the records of an import document to a vault that no window has open.
pub fn lay_document(folder: &Path, document: &str, lang: Lang) {
    let mut session = open_vault(folder);
    let report = session.import_document(document, lang).expect("it is taken");
    assert!(report.refused.is_empty());
    session.lock().expect("nothing else is open");
}

/// Makes a vault with so many invented cases, and locks it.
pub fn lay_generated(folder: &Path, cases: u32) {
    let mut session = made(folder, Lang::Ru);
    session.generate(cases, 1, &mut |_| {}).expect("an empty vault");
    session.lock().expect("nothing else is open");
}

/// Opens a vault that no window has open.
pub fn open_vault(folder: &Path) -> Session {
    let secret = session::passphrase(PASSPHRASE).expect("not empty");
    Session::unlock(folder, &secret, host())
        .expect("the passphrase is right")
        .0
}

/// The cheapest key there may be: 64 MiB.
fn made(folder: &Path, lang: Lang) -> Session {
    std::fs::create_dir_all(folder.parent().expect("it lies somewhere")).expect("the place is ours");
    let secret = session::new_passphrase(PASSPHRASE).expect("long enough");
    let cost = KdfCost::new(64 * 1024, 3, 1).expect("the floor is allowed");
    Session::create(folder, &secret, cost, host(), lang)
        .expect("an empty place")
        .0
}

/// Makes a vault with one case in whose story `told` stands, and locks it.
pub fn lay_a_vault(folder: &Path, told: &str) {
    let mut session = made(folder, Lang::En);
    let new = NewCase {
        title: "Invented".into(),
        told: told.into(),
        when: "2026-03".into(),
        locality: "Ortalyq".into(),
    };
    session.create_case(&new, Lang::En).expect("an open vault");
    session.lock().expect("nothing else is open");
}

/// Whether the words stand in a talk that was begun and not yet recorded. The vault must be locked.
pub fn stands_in_a_talk(folder: &Path, words: &str) -> bool {
    let session = open_vault(folder);
    let begun = session.list_intakes(Lang::En).expect("an open vault");
    let found = begun.iter().any(|talk| {
        let draft = session.read_record(&talk.id.to_string()).expect("it was listed");
        serde_json::to_string(&draft.body).is_ok_and(|body| body.contains(words))
    });
    session.lock().expect("nothing else is open");
    found
}

/// In how many records of the vault the words stand. It must be locked.
pub fn words_found(folder: &Path, words: &str) -> usize {
    let session = open_vault(folder);
    let found = session
        .search_records(words, Reach::Full, Lang::En)
        .expect("an open vault")
        .len();
    session.lock().expect("nothing else is open");
    found
}
