//! The pages of a database file, decrypted by nothing of ours: what somebody with the key and a hex editor would read.
//!
//! SQLCipher 4 with a raw key: pages of 4096 bytes, of which the last 80 are the initialisation vector (16) and the
//! HMAC-SHA-512 (64) over content, vector and page number; the first page begins with the salt. The key of the HMAC is
//! PBKDF2-HMAC-SHA512 of the raw key over the salt with each byte ⊕ 0x3a, two rounds.

use aes::Aes256;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use std::path::Path;

const PAGE: usize = 4096;
const RESERVED: usize = 80;

/// Every page, decrypted and checked; the salt stands where it stands in the file.
pub fn decrypted(file: &Path, key: &[u8; 32]) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(file).unwrap();
    assert_eq!(bytes.len() % PAGE, 0, "whole pages");
    let mac_key = mac_key(key, &bytes[..16]);
    let cipher = Aes256::new(GenericArray::from_slice(key));
    bytes
        .chunks(PAGE)
        .zip(1_u32..)
        .map(|(page, number)| {
            let start = if number == 1 { 16 } else { 0 };
            let (content, tail) = page.split_at(PAGE - RESERVED);
            let (vector, mac) = tail.split_at(16);
            let mut found = <Hmac<Sha512> as hmac::KeyInit>::new_from_slice(&mac_key).unwrap();
            found.update(&content[start..]);
            found.update(vector);
            found.update(&number.to_le_bytes());
            found.verify_slice(mac).expect("an authentic page");
            let mut plain = page[..start].to_vec();
            let mut before = vector.to_vec();
            for block in content[start..].chunks(16) {
                let mut open = GenericArray::clone_from_slice(block);
                cipher.decrypt_block(&mut open);
                plain.extend(open.iter().zip(&before).map(|(byte, mask)| byte ^ mask));
                before = block.to_vec();
            }
            plain
        })
        .collect()
}

fn mac_key(key: &[u8; 32], salt: &[u8]) -> Vec<u8> {
    let hmac = |message: &[u8]| {
        let mut mac = <Hmac<Sha512> as hmac::KeyInit>::new_from_slice(key).unwrap();
        mac.update(message);
        mac.finalize().into_bytes().to_vec()
    };
    let mut first = salt.iter().map(|byte| byte ^ 0x3a).collect::<Vec<u8>>();
    first.extend(1_u32.to_be_bytes());
    let first = hmac(&first);
    let second = hmac(&first);
    first.iter().zip(&second).take(32).map(|(a, b)| a ^ b).collect()
}

/// How many of `needles` stand somewhere in the pages, in UTF-8.
pub fn holding(pages: &[Vec<u8>], needles: &[String]) -> usize {
    let all = readable(&pages.concat());
    needles.iter().filter(|needle| all.contains(needle.as_str())).count()
}

/// Whatever is text in these bytes: what is not UTF-8 is replaced, what is stands as it is.
pub fn readable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
