//! Files sealed with a passphrase: hostile ones are refused before any work, ours are age files.
#![expect(clippy::unwrap_used, reason = "a test may end here")]

use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

use age::secrecy::SecretString;
use sandyq_agefile::{
    Identity, OpenError, open, open_seek_with_passphrase, open_with_passphrase, seal, seal_with_passphrase,
};

const SALT: &str = "rF0/NwblUHHTpgQgRpe5CQ";
const BODY: &str = "gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY";
const MAC: &str = "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n";
const X25519: &str =
    "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";

fn file(stanzas: &str) -> Vec<u8> {
    format!(
        "age-encryption.org/v1\n{stanzas}{MAC}0123456789abcdef{}",
        "x".repeat(100)
    )
    .into_bytes()
}

fn stanza(args: &str) -> String {
    format!("-> scrypt {args}\n{BODY}\n")
}

fn refusal(file: &[u8]) -> OpenError {
    open_with_passphrase("password", file).err().unwrap()
}

/// By the age crate, with so little work that a test can wait for it.
fn sealed(passphrase: &str, plain: &[u8]) -> Vec<u8> {
    let mut to = age::scrypt::Recipient::new(SecretString::from(passphrase));
    to.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&to as &dyn age::Recipient)).unwrap();
    let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

#[test]
fn more_work_than_the_limit_is_refused_at_once() {
    let began = Instant::now();
    for work in [
        "19",
        "23",
        "30",
        "63",
        "64",
        "255",
        "256",
        "1000",
        "18446744073709551616",
    ] {
        let file = file(&stanza(&format!("{SALT} {work}")));
        assert!(matches!(refusal(&file), OpenError::WorkFactor), "{work}");
    }
    // 2^19 alone would take longer, and 2^30 a terabyte.
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_number_with_another_spelling_is_damaged() {
    for work in [
        "0", "00", "010", "012", "018", "+10", "-10", "0x0a", "1e1", "10a", "a10", "1.0", "١٠",
    ] {
        let file = file(&stanza(&format!("{SALT} {work}")));
        assert!(matches!(refusal(&file), OpenError::Damaged), "{work}");
    }
}

#[test]
fn a_stanza_with_more_or_fewer_words_is_damaged() {
    for args in [
        String::new(),
        SALT.to_owned(),
        "10".to_owned(),
        format!("{SALT} 10 10"),
        format!("{SALT} "),
        format!("{SALT}  10"),
        format!("{} 10", &SALT[..16]),
        format!("{SALT}AAAA 10"),
    ] {
        assert!(matches!(refusal(&file(&stanza(&args))), OpenError::Damaged), "{args:?}");
    }
}

#[test]
fn a_passphrase_that_does_not_stand_alone_is_damaged() {
    let scrypt = stanza(&format!("{SALT} 10"));
    for stanzas in [
        format!("{scrypt}{scrypt}"),
        format!("{scrypt}{X25519}"),
        format!("{scrypt}-> x-grease\n\n"),
        format!("-> x-grease\n\n{scrypt}"),
        scrypt.repeat(33),
    ] {
        assert!(matches!(refusal(&file(&stanzas)), OpenError::Damaged), "{stanzas}");
    }
    // Told before the passphrase behind it is seen.
    assert!(matches!(
        refusal(&file(&format!("{X25519}{scrypt}"))),
        OpenError::KeySealed
    ));
}

#[test]
fn a_file_for_keys_is_told_so() {
    let mut sealing = seal(&[Identity::generate().recipient()], Vec::new()).unwrap();
    sealing.write_all(b"words").unwrap();
    assert!(matches!(refusal(&sealing.finish().unwrap()), OpenError::KeySealed));
    assert!(matches!(refusal(&file("-> x-grease\n\n")), OpenError::KeySealed));
    assert!(matches!(refusal(&file("-> piv-p256 a\n\n")), OpenError::UnknownStanza));
    assert!(matches!(refusal(b"PK"), OpenError::NotAge));
}

#[test]
fn a_key_does_not_open_what_a_passphrase_sealed() {
    let file = sealed("password", b"words");
    let refused = open(&Identity::generate(), file.as_slice()).err().unwrap();
    assert!(matches!(refused, OpenError::PassphraseSealed));
}

#[test]
fn another_passphrase_is_not_for_me() {
    let file = sealed("password", b"words");
    for wrong in ["", "passwor", "Password", "password "] {
        assert!(matches!(
            open_with_passphrase(wrong, file.as_slice()),
            Err(OpenError::NotForMe)
        ));
    }
}

#[test]
fn a_flipped_bit_in_any_byte_of_the_header_is_refused() {
    let file = sealed("password", b"words");
    for byte in 0..file.len() - 37 {
        let mut altered = file.clone();
        altered[byte] ^= 1 << (byte % 8);
        // A flip may ask for more work, up to 2^9 here.
        assert!(open_with_passphrase("password", altered.as_slice()).is_err(), "{byte}");
    }
}

#[test]
fn every_truncation_is_refused() {
    let file = sealed("password", b"words");
    for len in 0..file.len() {
        assert!(open_seek_with_passphrase("password", Cursor::new(&file[..len])).is_err());
    }
}

#[test]
fn what_the_age_crate_sealed_comes_back() {
    for size in [0, 1, 65_536, 65_537, 200_000] {
        let plain = vec![b'w'; size];
        let file = sealed("пароль", &plain);
        let mut back = Vec::new();
        open_with_passphrase("пароль", file.as_slice())
            .unwrap()
            .read_to_end(&mut back)
            .unwrap();
        assert!(back == plain, "{size}");
        let mut opening = open_seek_with_passphrase("пароль", Cursor::new(&file)).unwrap();
        assert_eq!(opening.seek(SeekFrom::End(0)).unwrap(), size as u64);
    }
}

#[test]
fn what_we_seal_asks_for_the_full_work() {
    let mut sealing = seal_with_passphrase("password", Vec::new()).unwrap();
    sealing.write_all(b"words").unwrap();
    let file = sealing.finish().unwrap();
    let header = String::from_utf8_lossy(&file);
    assert_eq!(header.lines().nth(1).unwrap().split(' ').next_back(), Some("18"));
}
