//! Headers made to hurt are refused by our own look, each with its name.

use std::io::{Read, Write};

use sandyq_agefile::{HEADER_LIMIT, Identity, OpenError, open, seal};

const X25519: &str =
    "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
const MAC: &str = "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n";

fn header(stanzas: &str) -> Vec<u8> {
    format!(
        "age-encryption.org/v1\n{stanzas}{MAC}0123456789abcdef{}",
        "x".repeat(100)
    )
    .into_bytes()
}

fn refusal(file: &[u8]) -> OpenError {
    open(&Identity::generate(), file)
        .err()
        .expect("a hostile header is refused")
}

/// Endless input that counts what was taken from it.
struct Endless<'a> {
    line: &'a [u8],
    given: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        for byte in buf.iter_mut() {
            *byte = self.line[self.given % self.line.len()];
            self.given += 1;
        }
        Ok(buf.len())
    }
}

#[test]
fn a_sound_header_for_somebody_else_is_not_for_me() {
    assert!(matches!(refusal(&header(X25519)), OpenError::NotForMe));
    assert!(matches!(refusal(&header(&X25519.repeat(32))), OpenError::NotForMe));
    let padded = "-> Q'q-grease a b\n\n-> x-grease\nAAAA\n";
    assert!(matches!(
        refusal(&header(&format!("{X25519}{padded}"))),
        OpenError::NotForMe
    ));
}

#[test]
fn a_first_line_with_anything_else_is_not_age() {
    for first in [
        "age-encryption.org/v1\r\n",
        "age-encryption.org/v2\n",
        " age-encryption.org/v1\n",
        "age-encryption.org/v1 \n",
    ] {
        let file = format!("{first}{X25519}{MAC}0123456789abcdef{}", "x".repeat(100));
        assert!(matches!(refusal(file.as_bytes()), OpenError::NotAge), "{first:?}");
    }
    let armored = "-----BEGIN AGE ENCRYPTED FILE-----\n";
    for file in [
        "",
        "age-encryption.org/v",
        "PK\u{3}\u{4}",
        "\u{feff}age-encryption.org/v1\n",
        armored,
    ] {
        assert!(matches!(refusal(file.as_bytes()), OpenError::NotAge), "{file:?}");
    }
}

#[test]
fn a_header_without_end_is_too_long_and_only_its_limit_is_read() {
    let lines: [&[u8]; 3] = [
        b"A",
        b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        b"a a a a ",
    ];
    for line in lines {
        let mut endless = Endless { line, given: 0 };
        let file = b"age-encryption.org/v1\n-> X25519 a\n".chain(&mut endless);
        let refused = open(&Identity::generate(), file).err().unwrap();
        assert!(matches!(refused, OpenError::HeaderTooLong | OpenError::Damaged));
        assert!(
            endless.given <= HEADER_LIMIT + 8192,
            "{} bytes were read",
            endless.given
        );
    }
}

#[test]
fn a_header_just_over_the_limit_is_too_long() {
    let body = format!("{}\n", "A".repeat(64)).repeat(HEADER_LIMIT / 65 + 1);
    assert!(matches!(
        refusal(&header(&format!("-> x-grease\n{body}\n{X25519}"))),
        OpenError::HeaderTooLong
    ));
}

#[test]
fn thirty_three_stanzas_are_too_many() {
    assert!(matches!(
        refusal(&header(&X25519.repeat(33))),
        OpenError::TooManyStanzas
    ));
}

#[test]
fn another_kind_of_key_is_named() {
    for kind in [
        "ssh-ed25519 a b",
        "piv-p256 a",
        "mlkem768x25519 a",
        "x25519 a",
        "grease",
        "X25519x a",
    ] {
        let stanza = format!("-> {kind}\nAAAA\n");
        assert!(
            matches!(refusal(&header(&format!("{X25519}{stanza}"))), OpenError::UnknownStanza),
            "{kind}"
        );
    }
}

#[test]
fn a_passphrase_is_recognised_without_trying_it() {
    // A cost of 2^63 would never end if it were tried.
    let scrypt = "-> scrypt rF0/NwblUHHTpgQgRpe5CQ 63\nhLytIeuqdnqjULt0C1VZ6LsMjnhlhoO0bdSsb5P/9pU\n";
    assert!(matches!(refusal(&header(scrypt)), OpenError::PassphraseSealed));
    assert!(matches!(
        refusal(&header(&format!("{X25519}{scrypt}"))),
        OpenError::PassphraseSealed
    ));
}

#[test]
fn a_header_out_of_shape_is_damaged() {
    let long = "A".repeat(65);
    let full = "A".repeat(64);
    for stanzas in [
        String::new(),
        "\n".to_owned(),
        "X25519 a\nAAAA\n".to_owned(),
        "->X25519 a\nAAAA\n".to_owned(),
        "-> \nAAAA\n".to_owned(),
        "-> X25519  a\nAAAA\n".to_owned(),
        "-> X25519 a \nAAAA\n".to_owned(),
        "-> X25519 a\r\nAAAA\n".to_owned(),
        "-> X25519 a\tb\nAAAA\n".to_owned(),
        "-> X25519 ключ\nAAAA\n".to_owned(),
        "-> X25519 a\nAAA=\n".to_owned(),
        "-> X25519 a\nAAA A\n".to_owned(),
        format!("-> X25519 a\n{long}\n\n"),
        format!("-> X25519 a\n{full}\n"),
        format!("-> X25519 a\nAAAA\nAAAA\n{X25519}"),
        "-> X25519 a\n".to_owned(),
        "--- short\n".to_owned(),
    ] {
        assert!(matches!(refusal(&header(&stanzas)), OpenError::Damaged), "{stanzas:?}");
    }
}

#[test]
fn an_end_line_of_the_wrong_length_is_damaged() {
    for mac in [
        "---\n",
        "--- \n",
        "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0=\n",
        "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI\n",
    ] {
        let file = format!("age-encryption.org/v1\n{X25519}{mac}{}", "x".repeat(100));
        assert!(matches!(refusal(file.as_bytes()), OpenError::Damaged), "{mac:?}");
    }
}

#[test]
fn a_stanza_too_many_on_a_real_file_breaks_its_seal() {
    let key = Identity::generate();
    let mut sealing = seal(&[key.recipient()], Vec::new()).unwrap();
    sealing.write_all(b"words").unwrap();
    let mut file = sealing.finish().unwrap();
    file.splice(22..22, X25519.bytes());
    assert!(matches!(open(&key, file.as_slice()), Err(OpenError::Damaged)));
}
