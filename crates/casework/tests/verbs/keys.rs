//! What opens the vault, as people go about it: cards of the wrong set, a forgotten passphrase, somebody who leaves.

use crate::common::{Closed, LANG, Place, host, refused, secret};
use sandyq_casework::view::{SlotUse, SlotView};
use sandyq_casework::{ErrorCode, RecoveryCode, Secret, Session, Share, session};
use sandyq_domain::Lang;
use std::fs;
use std::path::Path;

const SECOND: &str = "другая фраза для того же сундука";

fn phrase(words: &str) -> Secret {
    Secret::from_passphrase(words).unwrap()
}

fn slots(place: &Place) -> Vec<SlotView> {
    place.session.list_slots(LANG).unwrap()
}

fn cards(place: &mut Place) -> [String; 3] {
    let (shares, ()) = place.session.make_shares(&secret(), |_| Ok(())).unwrap();
    shares.each_ref().map(|share| session::share_card(share, LANG))
}

fn opens(closed: &Closed, secret: &Secret) -> bool {
    let answer = Session::unlock(&closed.dir(), secret, host());
    match answer {
        Ok((session, _)) => session.lock().is_ok(),
        Err(failure) => {
            assert_eq!(failure.code, ErrorCode::WrongSecret);
            false
        }
    }
}

fn code(code: &RecoveryCode) -> Secret {
    session::recovery_code(&code.words(Lang::Kk).join(" ")).unwrap()
}

fn copy(dir: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for name in ["key", "data"] {
        fs::copy(dir.join(name), to.join(name)).unwrap();
    }
}

#[test]
fn cards_that_do_not_belong_together_are_refused_in_words_of_their_own() {
    let mut place = Place::new("Монитор");
    let first = cards(&mut place);
    let second = cards(&mut place);
    let mixed = |a: &str, b: &str| refused(session::shares(a, b));
    assert_eq!(mixed(&first[0], &second[1]), ErrorCode::SharesMixed);
    assert_eq!(mixed(&first[0], &first[0]), ErrorCode::SharesMixed);
    assert_eq!(mixed(&first[0], ""), ErrorCode::BadShare);
    assert_eq!(mixed("абрикос", &first[1]), ErrorCode::BadShare);
    assert_eq!(mixed(&first[0], &"абрикос ".repeat(16)), ErrorCode::BadShare);
    // The earlier set is whole and opens nothing any more.
    let (old, new) = (
        session::shares(&first[0], &first[2]),
        session::shares(&second[2], &second[0]),
    );
    let closed = place.locked();
    assert!(!opens(&closed, &old.unwrap()));
    assert!(opens(&closed, &new.unwrap()));
}

#[test]
fn a_refused_card_is_named_by_its_place_and_not_by_its_words() {
    let mut place = Place::new("Монитор");
    let (shares, ()) = place.session.make_shares(&secret(), |_| Ok(())).unwrap();
    let good = shares[0].words(LANG).join(" ");
    let mut words = shares[1].words(LANG);
    words[4] = "құпиясөз";
    let failure = session::shares(&good, &words.join(" ")).err().unwrap();
    assert_eq!(
        (failure.code, failure.about.as_str()),
        (ErrorCode::BadShare, "2: word 5 is in no list")
    );
}

#[test]
fn a_printed_card_is_read_back_whole_in_every_language_and_says_nothing_of_its_purpose() {
    let mut place = Place::new("Монитор");
    let (shares, ()) = place.session.make_shares(&secret(), |_| Ok(())).unwrap();
    let closed = place.locked();
    for lang in Lang::ALL {
        let cards = shares.each_ref().map(|share| session::share_card(share, lang));
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            // From another editor, and retyped by hand in another language.
            let windows = cards[a].replace('\n', "\r\n");
            let retyped = shares[b].words(Lang::Kk).join(" ").to_uppercase();
            assert!(opens(&closed, &session::shares(&windows, &retyped).unwrap()), "{lang}");
        }
        let card = cards[0].to_lowercase();
        // Its own words are drawn by lot, "staircase" among them.
        let drawn = shares[0].words(lang);
        let said = drawn.iter().fold(card.clone(), |card, word| card.replace(*word, ""));
        for word in [
            "sandyq",
            "сандық",
            "сундук",
            "vault",
            "хранилищ",
            "қойма",
            "case",
            "дело",
            "passphrase",
        ] {
            assert!(!said.contains(word), "{lang}: {word}");
        }
        let set = shares[0].set();
        assert!(
            card.contains(&format!("{} {}", &set[..4], &set[4..]))
                && card.lines().all(|line| line.chars().count() < 260)
        );
    }
}

#[test]
fn a_passphrase_that_was_replaced_opens_nothing() {
    let mut place = Place::new("Монитор");
    assert_eq!(
        refused(place.session.change_passphrase(&phrase("не то"), &phrase(SECOND))),
        ErrorCode::WrongSecret
    );
    place.session.change_passphrase(&secret(), &phrase(SECOND)).unwrap();
    let closed = place.locked();
    assert!(!opens(&closed, &secret()) && opens(&closed, &phrase(SECOND)));
}

#[test]
fn somebody_gets_a_passphrase_and_leaves_again() {
    let mut place = Place::new("Монитор");
    place
        .session
        .add_passphrase(&secret(), &phrase(SECOND), " Айгүл ")
        .unwrap();
    let list = slots(&place);
    let told: Vec<(u8, SlotUse, &str, bool, bool)> = list
        .iter()
        .map(|slot| (slot.number, slot.kind, slot.label.as_str(), slot.is_own, slot.can_go))
        .collect();
    assert_eq!(
        told,
        [
            (0, SlotUse::Passphrase, "", true, true),
            (1, SlotUse::Recovery, "", false, true),
            (2, SlotUse::Passphrase, "Айгүл", false, true),
        ]
    );
    assert!(
        list.iter()
            .all(|slot| !slot.when.is_empty() && !slot.kind_label.is_empty())
    );
    place.session.remove_slot(&secret(), 2).unwrap();
    assert_eq!(refused(place.session.remove_slot(&secret(), 2)), ErrorCode::NoSuchSlot);
    assert_eq!(refused(place.session.remove_slot(&secret(), 0)), ErrorCode::LastSlot);
    assert!(!slots(&place)[0].can_go);
    let closed = place.locked();
    assert!(!opens(&closed, &phrase(SECOND)) && opens(&closed, &secret()));
}

#[test]
fn a_label_with_hidden_signs_or_too_many_is_refused() {
    let mut place = Place::new("Монитор");
    for label in [
        "Айгүл\u{202e}",
        "Ай\u{200b}гүл",
        "Ай\nгүл",
        "а\0б",
        &"ә".repeat(17),
        &"x".repeat(33),
    ] {
        let answer = place.session.add_passphrase(&secret(), &phrase(SECOND), label);
        assert_eq!(refused(answer), ErrorCode::BadRecord, "{label:?}");
    }
    assert_eq!(slots(&place).len(), 2);
    place
        .session
        .add_passphrase(&secret(), &phrase(SECOND), &"ә".repeat(16))
        .unwrap();
    assert_eq!(slots(&place)[2].label, "ә".repeat(16));
}

#[test]
fn all_eight_ways_in_can_be_taken_and_no_ninth() {
    let mut place = Place::new("Монитор");
    let add = |place: &mut Place, n: usize| {
        place
            .session
            .add_passphrase(&secret(), &phrase(&format!("ещё одна длинная фраза {n}")), "")
    };
    for n in 2..8 {
        add(&mut place, n).unwrap();
    }
    assert_eq!(refused(add(&mut place, 8)), ErrorCode::NoFreeSlot);
    assert_eq!(
        refused(place.session.make_shares(&secret(), |_| Ok(()))),
        ErrorCode::NoFreeSlot
    );
    // The recovery code has its slot already.
    place.session.renew_recovery_code(&secret()).unwrap();
    assert_eq!(slots(&place).len(), 8);
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_code_or_with_two_cards() {
    let mut place = Place::new("Монитор");
    let written = code(&place.session.renew_recovery_code(&secret()).unwrap());
    let cards = cards(&mut place);
    let closed = place.locked();
    let dir = closed.dir();
    let (session, unlocked) = Session::recover(&dir, &written, &phrase(SECOND), None, host()).unwrap();
    assert!(!unlocked.key_damaged);
    session.lock().unwrap();
    assert!(!opens(&closed, &secret()) && opens(&closed, &phrase(SECOND)) && opens(&closed, &written));
    let shared = session::shares(&cards[1], &cards[2]).unwrap();
    let (session, _) = Session::recover(&dir, &shared, &secret(), None, host()).unwrap();
    session.lock().unwrap();
    assert!(opens(&closed, &secret()) && !opens(&closed, &phrase(SECOND)) && opens(&closed, &shared));
}

#[test]
fn with_two_passphrases_a_recovery_must_say_which_one_it_replaces() {
    let mut place = Place::new("Монитор");
    let written = code(&place.session.renew_recovery_code(&secret()).unwrap());
    place
        .session
        .add_passphrase(&secret(), &phrase(SECOND), "Айгүл")
        .unwrap();
    let closed = place.locked();
    let before = fs::read(closed.dir().join("key")).unwrap();
    let third = phrase("третья фраза для того же сундука");
    for slot in [None, Some(1), Some(5), Some(200)] {
        let answer = Session::recover(&closed.dir(), &written, &third, slot, host());
        assert_eq!(refused(answer), ErrorCode::NoSuchSlot, "{slot:?}");
        assert!(fs::read(closed.dir().join("key")).unwrap() == before);
    }
    let (session, _) = Session::recover(&closed.dir(), &written, &third, Some(2), host()).unwrap();
    assert_eq!(session.list_slots(LANG).unwrap()[2].label, "Айгүл");
    session.lock().unwrap();
    assert!(opens(&closed, &secret()) && opens(&closed, &third) && !opens(&closed, &phrase(SECOND)));
}

#[test]
fn a_wrong_code_recovers_nothing() {
    let closed = Place::new("Монитор").locked();
    let before = crate::common::files_below(&closed.dir());
    let answer = Session::recover(
        &closed.dir(),
        &code(&RecoveryCode::make().unwrap()),
        &phrase(SECOND),
        None,
        host(),
    );
    assert_eq!(refused(answer), ErrorCode::WrongSecret);
    assert_eq!(crate::common::files_below(&closed.dir()), before);
    assert!(opens(&closed, &secret()));
}

#[test]
fn a_code_does_not_take_the_place_of_a_passphrase() {
    let mut place = Place::new("Монитор");
    let other = code(&RecoveryCode::make().unwrap());
    assert_eq!(
        refused(place.session.change_passphrase(&secret(), &other)),
        ErrorCode::WeakPassphrase
    );
    let written = code(&place.session.renew_recovery_code(&secret()).unwrap());
    assert_eq!(refused(place.session.rekey(&written)), ErrorCode::LastSlot);
    place.locked().opened();
}

#[test]
fn a_damaged_key_file_is_not_changed_and_recovering_makes_a_new_one() {
    let mut place = Place::with_a_case("Монитор");
    let written = code(&place.session.renew_recovery_code(&secret()).unwrap());
    let closed = place.locked();
    let key = closed.dir().join("key");
    let mut bytes = fs::read(&key).unwrap();
    bytes[128 + 60] ^= 1; // the passphrase's own slot
    fs::write(&key, &bytes).unwrap();
    assert!(!opens(&closed, &secret()));
    let (mut session, unlocked) = Session::unlock(&closed.dir(), &written, host()).unwrap();
    assert!(unlocked.key_damaged);
    assert_eq!(
        refused(session.change_passphrase(&written, &phrase(SECOND))),
        ErrorCode::KeyDamaged
    );
    assert_eq!(
        refused(session.make_shares(&written, |_| Ok(()))),
        ErrorCode::KeyDamaged
    );
    session.lock().unwrap();
    assert!(fs::read(&key).unwrap() == bytes);
    let (session, unlocked) = Session::recover(&closed.dir(), &written, &phrase(SECOND), None, host()).unwrap();
    assert!(!unlocked.key_damaged);
    assert_eq!(session.list_slots(LANG).unwrap().len(), 2);
    session.lock().unwrap();
    assert!(opens(&closed, &phrase(SECOND)) && opens(&closed, &written));
}

#[test]
fn after_a_new_key_old_secrets_and_old_copies_of_the_key_file_open_nothing_of_it() {
    let mut place = Place::with_a_case("Монитор");
    place
        .session
        .add_passphrase(&secret(), &phrase(SECOND), "Айгүл")
        .unwrap();
    let cards = cards(&mut place);
    let shared = session::shares(&cards[0], &cards[1]).unwrap();
    let before = place.session.list_cases("", 0, 10, LANG).unwrap().total;
    let place = place.reopened();
    let old = place.path("old");
    copy(&place.dir(), &old);
    let mut place = place;
    let written = code(&place.session.rekey(&secret()).unwrap());
    assert_eq!(place.session.list_cases("", 0, 10, LANG).unwrap().total, before);
    assert_eq!(slots(&place).len(), 2);
    let closed = place.locked();
    assert!(opens(&closed, &secret()) && opens(&closed, &written));
    assert!(!opens(&closed, &phrase(SECOND)) && !opens(&closed, &shared));
    // The old key file beside the new database.
    let new_key = fs::read(closed.dir().join("key")).unwrap();
    fs::copy(old.join("key"), closed.dir().join("key")).unwrap();
    for old_secret in [&secret(), &phrase(SECOND), &shared] {
        assert_eq!(
            refused(Session::unlock(&closed.dir(), old_secret, host())),
            ErrorCode::VaultDamaged
        );
    }
    fs::write(closed.dir().join("key"), new_key).unwrap();
    closed.opened();
}

#[test]
fn a_vault_that_is_open_is_neither_recovered_nor_changed_by_another() {
    let mut place = Place::new("Монитор");
    let written = code(&place.session.renew_recovery_code(&secret()).unwrap());
    let answer = Session::recover(&place.dir(), &written, &phrase(SECOND), None, host());
    assert_eq!(refused(answer), ErrorCode::VaultInUse);
    assert!(opens(&place.locked(), &secret()));
}

#[test]
fn one_rule_for_passphrases_counts_letters_as_they_are_kept() {
    assert_eq!(session::PASSPHRASE_LEAST, 20);
    let short = "й".repeat(19);
    for typed in [
        short.clone(),
        short.replace('й', "и\u{306}"),
        format!("   {short}   "),
        " ".repeat(30),
    ] {
        assert_eq!(
            refused(session::new_passphrase(&typed)),
            ErrorCode::WeakPassphrase,
            "{typed:?}"
        );
    }
    assert!(session::new_passphrase(&"и\u{306}".repeat(20)).is_ok());
    for lang in Lang::ALL {
        for _ in 0..50 {
            assert!(session::new_passphrase(&sandyq_casework::suggest_passphrase(lang).unwrap()).is_ok());
        }
    }
}

#[test]
fn words_on_a_card_are_numbered_in_the_order_in_which_they_are_read() {
    let mut place = Place::new("Монитор");
    let ([share, ..], ()) = place.session.make_shares(&secret(), |_| Ok(())).unwrap();
    let card = session::share_card(&share, Lang::En);
    let grid: Vec<&str> = card
        .lines()
        .skip_while(|line| !line.starts_with('='))
        .skip(1)
        .take(4)
        .collect();
    let words: Vec<&str> = grid
        .iter()
        .flat_map(|line| line.split_whitespace().skip(1).step_by(2))
        .collect();
    assert_eq!(words, share.words(Lang::En));
}

#[test]
fn an_earlier_set_opens_until_all_three_new_cards_are_saved() {
    let mut place = Place::new("Монитор");
    let earlier = cards(&mut place);
    let folder = place.path("cards");
    fs::create_dir(&folder).unwrap();
    // The name of the third card is taken: the first two go again, and nothing changes.
    fs::write(folder.join("3.txt"), "уже здесь").unwrap();
    let named = |share: &Share| format!("{}.txt", share.number());
    let refusal = refused(place.session.save_shares(&secret(), &folder, named, LANG));
    assert_eq!(refusal, ErrorCode::FileExists);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    // A wrong passphrase leaves no card behind either.
    fs::remove_file(folder.join("3.txt")).unwrap();
    let wrong = phrase("совсем не та парольная фраза");
    let refusal = refused(place.session.save_shares(&wrong, &folder, named, LANG));
    assert_eq!(refusal, ErrorCode::WrongSecret);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    // Two cards beside the vault they open would be no secret at all.
    let inside = place.dir().join("files");
    let refusal = refused(place.session.save_shares(&secret(), &inside, named, LANG));
    assert_eq!(refusal, ErrorCode::PlaceInsideVault);
    let closed = place.locked();
    assert!(opens(&closed, &session::shares(&earlier[0], &earlier[2]).unwrap()));
    let mut place = closed.opened();
    let saved = place.session.save_shares(&secret(), &folder, named, LANG).unwrap();
    let text = |n: usize| fs::read_to_string(folder.join(&saved[n].file)).unwrap();
    let new = session::shares(&text(1), &text(2)).unwrap();
    let closed = place.locked();
    assert!(opens(&closed, &new));
    assert!(!opens(&closed, &session::shares(&earlier[0], &earlier[2]).unwrap()));
}
