//! Files that open with a passphrase: only where one was asked for, and never at a price the file names.

#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::io::{Read, Write};

use sandyq_agefile::{Identity, OpenError, open, open_with_passphrase, seal, seal_with_passphrase};

const PASSPHRASE: &str = "жеті сөз seven words";

fn sealed() -> Vec<u8> {
    let mut sealing = seal_with_passphrase(PASSPHRASE, Vec::new()).unwrap();
    sealing.write_all(b"words").unwrap();
    sealing.finish().unwrap()
}

fn refusal(file: &[u8]) -> OpenError {
    open_with_passphrase(PASSPHRASE, file).err().expect("refused")
}

/// The header of `file` with its stanza line changed.
fn with_stanza(file: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let end = file.windows(5).position(|five| five == b"\n--- ").unwrap();
    let head = std::str::from_utf8(&file[..end]).unwrap();
    [change(head).as_bytes(), &file[end..]].concat()
}

#[test]
fn a_passphrase_opens_what_it_sealed_and_another_does_not() {
    let file = sealed();
    let mut words = String::new();
    open_with_passphrase(PASSPHRASE, file.as_slice())
        .unwrap()
        .read_to_string(&mut words)
        .unwrap();
    assert_eq!(words, "words");
    assert!(matches!(
        open_with_passphrase("another", file.as_slice()).err(),
        Some(OpenError::NotForMe)
    ));
    assert!(matches!(
        open(&Identity::generate(), file.as_slice()).err(),
        Some(OpenError::PassphraseSealed)
    ));
}

#[test]
fn a_file_for_a_key_does_not_pass_for_one_with_a_passphrase() {
    let file = seal(&[Identity::generate().recipient()], Vec::new())
        .unwrap()
        .finish()
        .unwrap();
    assert!(matches!(refusal(&file), OpenError::KeySealed));
    // A key beside the passphrase: somebody else could open it too.
    let stanza = "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U";
    assert!(matches!(
        refusal(&with_stanza(&sealed(), |head| format!("{head}\n{stanza}"))),
        OpenError::KeySealed
    ));
}

#[test]
fn a_file_cannot_ask_for_more_work_than_we_give() {
    let file = sealed();
    let factor = |to: &str| with_stanza(&file, |head| head.replacen(" 18\n", &format!(" {to}\n"), 1));
    for more in ["19", "22", "63", "255", "256", "4294967296", "18446744073709551616"] {
        assert!(matches!(refusal(&factor(more)), OpenError::WorkFactor), "{more}");
    }
    for wrong in ["018", "+18", "-1", "1e1", "18 18", "aa", "0"] {
        assert!(matches!(refusal(&factor(wrong)), OpenError::Damaged), "{wrong}");
    }
    let twice = with_stanza(&file, |head| {
        let (_, stanza) = head.split_once('\n').unwrap();
        format!("{head}\n{stanza}")
    });
    assert!(matches!(refusal(&twice), OpenError::Damaged));
}

#[test]
fn a_changed_byte_behind_the_header_is_damage() {
    let mut file = sealed();
    let last = file.len() - 1;
    file[last] ^= 1;
    let read = open_with_passphrase(PASSPHRASE, file.as_slice())
        .unwrap()
        .read_to_end(&mut Vec::new());
    assert_eq!(read.unwrap_err().kind(), std::io::ErrorKind::InvalidData);
}
