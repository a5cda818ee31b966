//! The journal as the window shows it: page by page, in words, and what of it is covered while names are hidden.

use crate::common::{LANG, Place, request};
use sandyq_agefile::Identity;
use sandyq_casework::view::{JournalRow, PreviewLine};
use sandyq_domain::Lang;
use std::collections::BTreeSet;

/// All pages, one after the other.
fn every_row(place: &Place, lang: Lang) -> Vec<JournalRow> {
    let (mut rows, mut total) = (Vec::new(), 1);
    while rows.len() < total {
        let skip = u32::try_from(rows.len()).unwrap();
        let page = place.session.journal_page(skip, lang).unwrap();
        assert!(!page.rows.is_empty() && page.rows.len() <= page.page as usize);
        total = page.total as usize;
        rows.extend(page.rows);
    }
    rows
}

fn detail<'r>(row: &'r JournalRow, name: &str) -> Option<&'r str> {
    let found = row.details.iter().find(|line: &&PreviewLine| line.text == name)?;
    Some(&found.note)
}

/// A case with evidence, sealed for a stranger past a consent that is missing.
fn sealed() -> (Place, Identity) {
    let mut place = Place::with_a_case("Монитор");
    let file = place.file("Динара в отделе.txt", b"invented");
    place.attach("K-26-001", &[file]);
    let stranger = Identity::generate();
    let mut asked = request(&stranger.recipient().to_string());
    asked.consent_override = "Жизнь в опасности".to_owned();
    let out = place.path("Ойдан.age");
    place.seal_as(&asked, &out).unwrap();
    (place, stranger)
}

#[test]
fn the_journal_says_in_words_what_left_to_whom_and_why_past_which_consent() {
    let (place, stranger) = sealed();
    let rows = every_row(&place, LANG);
    let sealed = rows
        .iter()
        .find(|row| row.what == "Запечатано в пакет" && row.item == "K-26-001")
        .unwrap();
    assert_eq!(detail(sealed, "Кому"), Some(stranger.recipient().to_string().as_str()));
    assert_eq!(detail(sealed, "Вид"), Some("передача"));
    assert_eq!(detail(sealed, "Файл"), Some("Ойдан.age"));
    let evidence = rows.iter().find(|row| row.what == "Доказательство получено").unwrap();
    assert_eq!(evidence.case_code, "K-26-001");
    for row in &rows {
        assert!(row.hash.len() == 64 && !row.when.is_empty() && !row.number.is_empty());
    }
    let check = place.session.verify_journal(LANG).unwrap();
    assert!(check.faults.is_empty() && check.entries as usize == rows.len());
}

#[test]
fn no_entry_is_told_in_another_tongue_than_the_readers() {
    let (place, _) = sealed();
    let said = |lang| -> Vec<BTreeSet<String>> {
        let words = |row: JournalRow| {
            row.details
                .into_iter()
                .map(|line| line.text)
                .chain([row.what])
                .collect()
        };
        every_row(&place, lang).into_iter().map(words).collect()
    };
    let [en, ru, kk] = [Lang::En, Lang::Ru, Lang::Kk].map(said);
    for ((en, ru), kk) in en.iter().zip(&ru).zip(&kk) {
        assert!(en.iter().all(|word| word.is_ascii()), "{en:?}");
        assert!(ru.iter().chain(kk).all(|word| !word.is_ascii()), "{ru:?} {kk:?}");
    }
}

#[test]
fn every_page_holds_what_the_one_before_it_did_not() {
    let mut place = Place::with_a_case("Монитор");
    for n in 0..60 {
        let file = place.file(&format!("{n}.txt"), format!("invented {n}").as_bytes());
        place.attach("K-26-001", &[file]);
    }
    let whole = place.session.read_journal(false, LANG).unwrap().entries;
    let rows = every_row(&place, LANG);
    assert!(rows.len() >= 120, "more than two pages");
    let hashes: Vec<&str> = rows.iter().map(|row| row.hash.as_str()).collect();
    let expected: Vec<&str> = whole.iter().map(|entry| entry.hash.as_str()).collect();
    assert_eq!(hashes, expected, "the newest first, none twice, none left out");
    let behind = place.session.journal_page(u32::MAX, LANG).unwrap();
    assert!(behind.rows.is_empty() && behind.total as usize == rows.len());
}

#[test]
fn while_names_are_hidden_the_journal_shows_no_words_of_ones_own() {
    let (mut place, _) = sealed();
    let all = |place: &Place| serde_json::to_string(&every_row(place, LANG)).unwrap();
    assert!(all(&place).contains("Ойдан") && all(&place).contains("Динара в отделе"));
    place.session.hide_names(true).unwrap();
    let hidden = all(&place);
    for secret in ["Ойдан", "Динара", "Жизнь в опасности"] {
        assert!(!hidden.contains(secret), "{secret}");
    }
    assert!(hidden.contains("K-26-001"));
}
