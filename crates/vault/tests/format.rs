//! A key file frozen at the first version, opened by the program and by a reader written from `docs/formats/vault.md` alone.
//! If either fails, a released vault has become unreadable: the format, not the fixture, is what must be mended.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sandyq_vault::key::{KeyImage, SlotKind};
use sandyq_vault::recovery::RecoveryCode;
use sandyq_vault::secret::Secret;
use sandyq_vault::shares::{Share, SharedSecret};
use sha2::{Digest, Sha256};

const FROZEN: &[u8; 32 * 1024] = include_bytes!("fixtures/key-v1");
const PASSPHRASE: &str = "образец Үлгі sample 1";
const CODE: [u16; 13] = [
    1096, 1012, 253, 2044, 1574, 894, 1918, 1054, 2002, 1685, 1465, 1999, 253,
];
const DATABASE_KEY: &str = "6657328ab30606cada2eee6d5e91a22d447b713c215cbc827e87461b4ff71fbe";

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn u32_at(at: usize) -> u32 {
    u32::from_le_bytes(FROZEN[at..at + 4].try_into().unwrap())
}

fn derive(key: &[u8], label: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(None, key).expand(label, &mut out).unwrap();
    out
}

fn open(key: &[u8; 32], sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_at(24);
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::try_from(nonce).unwrap(), Payload { msg, aad })
        .ok()
}

/// The specification's steps, one after the other.
fn read_by_the_book(sort: u8, secret: &[u8]) -> (usize, Vec<u8>) {
    assert_eq!(&FROZEN[..8], b"\x8bkey\r\n\x1a\n");
    assert_eq!(FROZEN[112..128], Sha256::digest(&FROZEN[..112])[..16]);
    let cost = Params::new(u32_at(12), u32_at(16), u32_at(20), Some(32)).unwrap();
    let mut root = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password_into(&[&[sort], secret].concat(), &FROZEN[32..64], &mut root)
        .unwrap();
    let opened: Vec<(usize, Vec<u8>)> = (0..8_u8)
        .filter_map(|number| {
            let slot = &FROZEN[128 + 128 * usize::from(number)..][..128];
            let key = derive(&root, &[b"sandyq/1/slot/".as_slice(), &[b'0' + number]].concat());
            let aad = [&FROZEN[..128], &[number], &slot[..16]].concat();
            Some((usize::from(number), open(&key, &slot[16..], &aad)?))
        })
        .collect();
    let [(slot, content)] = opened.try_into().unwrap();
    assert_eq!((content.len(), content[32]), (72, 1));
    (slot, content[..32].to_vec())
}

#[test]
fn a_reader_written_from_the_specification_opens_the_frozen_key_file() {
    let code: Vec<bool> = CODE
        .iter()
        .flat_map(|index| (0..11).rev().map(move |bit| index >> bit & 1 == 1))
        .collect();
    let bytes: Vec<u8> = code[..128]
        .chunks(8)
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
        .collect();
    let check = Sha256::digest([b"sandyq/1/recovery".as_slice(), &bytes].concat());
    let first_bits: Vec<bool> = (0..15).map(|bit| check[bit / 8] >> (7 - bit % 8) & 1 == 1).collect();
    assert_eq!(code[128..], first_bits);

    let (slot, master) = read_by_the_book(1, PASSPHRASE.as_bytes());
    assert_eq!(
        (slot, hex(&derive(&master, b"sandyq/1/database")).as_str()),
        (0, DATABASE_KEY)
    );
    assert_eq!(read_by_the_book(2, &bytes), (1, master.clone()));

    let directory = open(&derive(&master, b"sandyq/1/slots"), &FROZEN[1152..1704], &FROZEN[..128]).unwrap();
    assert_eq!(directory.len(), 512);
    assert_eq!(
        directory.chunks(64).map(|entry| entry[0]).collect::<Vec<_>>(),
        [1, 2, 0, 0, 0, 0, 0, 0]
    );
    assert_eq!(directory[8..16], 1_790_000_000_000_i64.to_le_bytes());
    assert_eq!(directory[16..32], FROZEN[128..144]);

    let mut mac = Hmac::<Sha256>::new_from_slice(&derive(&master, b"sandyq/1/key-file")).unwrap();
    mac.update(&FROZEN[..32736]);
    assert_eq!(mac.finalize().into_bytes()[..], FROZEN[32736..]);
}

#[test]
fn the_program_opens_the_frozen_key_file_with_both_secrets() {
    let image = KeyImage::from_bytes(FROZEN).unwrap();
    let code = Secret::Recovery(RecoveryCode::from_indexes(&CODE).unwrap_or_else(|_| panic!("the code's checksum")));
    for (slot, secret) in [Secret::from_passphrase(PASSPHRASE).unwrap(), code].iter().enumerate() {
        let opened = image.open(secret).unwrap_or_else(|refused| panic!("{refused}"));
        assert_eq!((opened.slot, opened.damaged), (slot, false));
        assert_eq!(hex(&opened.master.derive_database_key().unwrap()), DATABASE_KEY);
        assert_eq!(opened.directory.kind(1), SlotKind::Recovery);
    }
}

/// Two cards of one set, frozen: the places of their words.
const CARDS: [[u16; 16]; 2] = [
    [
        1233, 1663, 1258, 26, 411, 704, 602, 1358, 1281, 1625, 21, 175, 915, 1621, 751, 267,
    ],
    [
        1233, 1663, 1258, 51, 1452, 1704, 1725, 1332, 1545, 1193, 345, 1872, 1748, 1749, 1643, 442,
    ],
];
const SHARED: &str = "ef8fbd8fc9731eb204593b8a60854569";

fn multiply(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        product ^= if b & 1 == 1 { a } else { 0 };
        a = a << 1 ^ if a & 0x80 == 0 { 0 } else { 0x1d };
        b >>= 1;
    }
    product
}

#[test]
fn two_cards_are_joined_by_the_book_and_by_the_program() {
    let payloads = CARDS.map(|words| {
        let bits: Vec<u16> = words
            .iter()
            .flat_map(|word| (0..11).rev().map(move |bit| word >> bit & 1))
            .collect();
        let bytes: Vec<u8> = bits
            .chunks(8)
            .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit == 1)))
            .collect();
        let check = Sha256::digest([b"sandyq/1/share".as_slice(), &bytes[..21]].concat());
        assert_eq!((bytes.len(), bytes[21]), (22, check[0]));
        bytes
    });
    let [first, second] = &payloads;
    let (x, other_x) = (first[4], second[4]);
    let inverse = (1..=255).find(|inverse| multiply(*inverse, x ^ other_x) == 1).unwrap();
    let secret: Vec<u8> = (5..21)
        .map(|at| multiply(first[at], multiply(other_x, inverse)) ^ multiply(second[at], multiply(x, inverse)))
        .collect();
    assert_eq!(hex(&secret), SHARED);
    let mut mark = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
    mark.update(b"sandyq/1/shares");
    assert_eq!(mark.finalize().into_bytes()[..4], first[..4]);

    let [first, second] = CARDS.map(|words| {
        let words = words.map(|index| sandyq_domain::wordlist::word(sandyq_domain::Lang::Ru, index));
        Share::parse(&words.join(" ")).unwrap()
    });
    assert_eq!(
        (first.set().as_str(), first.number(), second.number()),
        ("9a39fe75", x, other_x)
    );
    // The program keeps the secret to itself: that it is the same is shown by the mark, which both would refuse.
    assert!(SharedSecret::join(&first, &second).is_ok());
}
