//! What must not open comes first.

use super::*;
use crate::kdf::KdfCost;
use crate::key::{KeyError, KeyImage, SlotKind};
use crate::secret::Secret;
use sandyq_domain::{Lang, Timestamp, wordlist};

fn made() -> (SharedSecret, [Share; SHARE_COUNT]) {
    SharedSecret::make().unwrap()
}

fn refused<T>(answer: Result<T, ShareRefused>) -> ShareRefused {
    answer.err().expect("it was taken")
}

fn typed(share: &Share, lang: Lang) -> String {
    share.words(lang).join(" ")
}

/// The same share with other bytes, and a checksum and words that fit them: what a forger makes.
fn altered(share: &Share) -> Share {
    let mut y = Locked::copy_of(&share.y).unwrap();
    y[7] ^= 0x40;
    Share {
        set: share.set,
        x: share.x,
        y,
    }
}

#[test]
fn cards_of_different_sets_are_refused_as_mixed() {
    let ((_, first), (_, second)) = (made(), made());
    assert_eq!(
        refused(SharedSecret::join(&first[0], &second[1])),
        ShareRefused::OtherSet
    );
    assert_ne!(first[0].set(), second[0].set());
}

#[test]
fn the_same_card_twice_is_refused() {
    let (_, [first, ..]) = made();
    let again = Share::parse(&typed(&first, Lang::Kk)).map_err(|_| ()).unwrap();
    assert_eq!(refused(SharedSecret::join(&first, &again)), ShareRefused::SameCard);
}

#[test]
fn an_altered_card_is_found_by_the_mark_before_any_key_is_derived() {
    for _ in 0..50 {
        let (_, [first, second, third]) = made();
        let runs = crate::kdf::runs();
        for (a, b) in [
            (&altered(&first), &second),
            (&second, &altered(&third)),
            (&altered(&third), &first),
        ] {
            assert_eq!(refused(SharedSecret::join(a, b)), ShareRefused::Altered);
        }
        assert_eq!(crate::kdf::runs(), runs);
    }
}

#[test]
fn a_mistyped_word_is_noticed() {
    let (_, [first, second, _]) = made();
    let indexes = first.indexes();
    let (mut passed, mut joined) = (0, 0);
    for at in 0..SHARE_WORDS {
        for other in (0..wordlist::WORD_COUNT).step_by(7) {
            let mut wrong = *indexes;
            wrong[at] = other;
            if let (true, Ok(share)) = (other != indexes[at], Share::from_indexes(&wrong)) {
                passed += 1;
                joined += u32::from(SharedSecret::join(&share, &second).is_ok());
            }
        }
    }
    // 4 688 wrong cards at one in 256: eighteen or so pass the checksum, and the mark stops every one of them.
    assert!(passed < 60, "{passed} wrong cards pass the checksum");
    assert_eq!(joined, 0);
}

#[test]
fn two_words_that_changed_places_open_nothing() {
    let (_, [first, second, _]) = made();
    let words = first.words(Lang::Ru);
    let mut opened = 0;
    for a in 0..SHARE_WORDS {
        for b in 0..a {
            let mut swapped = words;
            swapped.swap(a, b);
            let is_other = swapped != words;
            let share = Share::parse(&swapped.join(" "));
            opened += u32::from(is_other && share.is_ok_and(|share| SharedSecret::join(&share, &second).is_ok()));
        }
    }
    assert_eq!(opened, 0);
}

#[test]
fn one_card_alone_says_nothing_about_the_secret() {
    // Whatever the secret is, each byte of a single card takes every value: here for one byte, over many sets.
    let mut seen = [false; 256];
    for _ in 0..4000 {
        let (_, [first, ..]) = made();
        seen[usize::from(first.y[0])] = true;
    }
    assert!(seen.iter().filter(|seen| **seen).count() > 250);
    // And a second card that was guessed does not bear out the mark.
    let (_, [first, ..]) = made();
    for guess in 0..=255 {
        let mut second = altered(&first);
        second.x = 2;
        second.y.fill(guess);
        assert_eq!(refused(SharedSecret::join(&first, &second)), ShareRefused::Altered);
    }
}

#[test]
fn a_refusal_names_the_place_and_not_the_word() {
    let (_, [first, ..]) = made();
    let mut words = first.words(Lang::Kk);
    let count = |text: &str| refused(Share::parse(text));
    assert_eq!(count(&words[..15].join(" ")), ShareRefused::WordCount { found: 15 });
    assert_eq!(count(""), ShareRefused::WordCount { found: 0 });
    words[8] = "Құпиясөз";
    let refused = count(&words.join(" "));
    assert_eq!(refused, ShareRefused::UnknownWord { position: 9 });
    assert!(!refused.to_string().contains("пия"));
}

#[test]
fn two_cards_in_one_file_are_not_taken_for_one() {
    let (_, [first, second, _]) = made();
    let both = format!("{} {}", typed(&first, Lang::Ru), typed(&second, Lang::Ru));
    assert_eq!(refused(Share::parse(&both)), ShareRefused::WordCount { found: 32 });
}

#[test]
fn a_book_is_not_read_for_a_card() {
    let long = "абрикос ".repeat(100_000);
    assert!(matches!(Share::parse(&long), Err(ShareRefused::WordCount { .. })));
}

#[test]
fn every_two_of_three_open_what_they_were_made_for_and_nothing_else() {
    let (secret, shares) = made();
    let secret = Secret::Shares(secret);
    let phrase = Secret::from_passphrase("семь слов").unwrap();
    let now = Timestamp::from_millis(1_790_000_000_000);
    let (image, master) = KeyImage::make(&[&phrase, &secret], KdfCost::cheap_for_tests(), now)
        .map_err(|_| ())
        .unwrap();
    for (a, b) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
        let joined = SharedSecret::join(&shares[a], &shares[b]).map_or_else(|why| panic!("{why}"), Secret::Shares);
        let opened = image.open(&joined).map_err(|_| ()).unwrap();
        assert!(opened.master.bytes() == master.bytes());
        assert_eq!((opened.slot, opened.directory.kind(1)), (1, SlotKind::Shares));
    }
    let (other, _) = made();
    assert!(matches!(image.open(&Secret::Shares(other)), Err(KeyError::WrongSecret)));
}

#[test]
fn the_bytes_of_shares_typed_as_a_recovery_code_do_not_open() {
    let (secret, _) = made();
    let same = Locked::copy_of(secret.bytes()).unwrap();
    assert!(
        Secret::Shares(secret).material().unwrap()[..] != [&[2], &same[..]].concat()[..],
        "the sort of secret is part of what is derived from"
    );
}

#[test]
fn a_card_is_read_back_in_every_language_and_however_it_was_typed() {
    let (_, shares) = made();
    for (share, lang) in shares.iter().zip(Lang::ALL) {
        let words = share.words(lang);
        let short: Vec<String> = words.iter().map(|word| word.chars().take(4).collect()).collect();
        let grid: Vec<String> = words
            .iter()
            .zip(1..)
            .map(|(word, n)| format!("{n:2}. {word}\t"))
            .collect();
        let prose = "Любые две карточки открывают. Any two open. Қайсысы болса да екеуі ашады.";
        for text in [
            words.join(" "),
            words.join("-").to_uppercase(),
            short.join(", "),
            grid.concat(),
            format!("\u{feff}{}\r\n", words.join("\r\n")),
            format!("{prose}\n{CARD_FRAME}\n{}\n{CARD_FRAME}\n{prose}", grid.concat()),
            format!(
                "{prose}\r\n{CARD_FRAME}\r\n{}\r\n{CARD_FRAME}\r\n{prose}",
                grid.concat()
            ),
            format!("{prose}\n{}\n{prose}", words.join(" ")),
        ] {
            let again = Share::parse(&text).unwrap_or_else(|why| panic!("{lang}: {why}: {text}"));
            assert!(again.y[..] == share.y[..] && again.x == share.x && again.set == share.set);
        }
    }
}

#[test]
fn cards_carry_their_number_and_the_same_set() {
    let (_, shares) = made();
    assert_eq!(shares.each_ref().map(Share::number), [1, 2, 3]);
    assert!(
        shares
            .iter()
            .all(|share| share.set() == shares[0].set() && share.set().len() == 8)
    );
}
