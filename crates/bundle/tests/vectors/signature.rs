//! Signatures and keys that do not belong together.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;

use super::{Vector, entry};
use crate::forge::Break::{Entries, Signed};
use crate::forge::{self, comment};

pub const VECTORS: &[Vector] = &[
    (SenderForm, Signed(|s| s.sender.push(b'\n'))),
    (
        SenderForm,
        Signed(|s| s.sender = s.sender.strip_suffix(b"\n").unwrap().to_vec()),
    ),
    (SenderForm, Signed(|s| s.sender[0] = 0xff)),
    (SenderForm, Signed(|s| s.sender.clear())),
    (
        SenderForm,
        Signed(|s| *s.sender.last_chunk_mut::<3>().unwrap() = *b"==\n"),
    ),
    (SignatureForm, Signed(|s| s.signature.clear())),
    (SignatureForm, Signed(|s| s.signature.push('\n'))),
    (SignatureForm, Signed(|s| s.signature += "more\n")),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.replacen("secret key", "secret kez", 1)),
    ),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.trim_end().to_owned()),
    ),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.replace('\n', "\r\n")),
    ),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.replacen("untrusted comment: ", "comment: ", 1)),
    ),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.replace("\ntrusted comment: ", "\ncomment: ")),
    ),
    (
        SignatureForm,
        Signed(|s| s.signature = s.signature.replace("=\n", "\n")),
    ),
    (
        SignatureForm,
        Entries(|all| entry(all, "manifest.json.minisig").data[0] = 0xff),
    ),
    // `RW` begins a signature of the old kind, which signs the bytes themselves.
    (
        SignatureLegacy,
        Signed(|s| s.signature = s.signature.replacen("\nRU", "\nRW", 1)),
    ),
    (
        SignatureKey,
        Signed(|s| {
            let other = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
            s.signature = forge::sign(&other, &s.manifest, &comment(1));
        }),
    ),
    (SignatureWrong, Signed(|s| *s.manifest.last_mut().unwrap() = b' ')),
    (SignatureWrong, Signed(|s| s.manifest.push(b'\n'))),
    // What is not signed is not even looked at.
    (SignatureWrong, Signed(|s| s.manifest = b"not JSON".to_vec())),
    (
        SignatureWrong,
        Signed(|s| s.signature = s.signature.replace("sequence:1", "sequence:2")),
    ),
    (
        SignatureWrong,
        Signed(|s| {
            let other = forge::sign(&s.key, b"other", &comment(1));
            let lines: Vec<&str> = other.lines().collect();
            let ours: Vec<&str> = s.signature.lines().collect();
            s.signature = format!("{}\n{}\n{}\n{}\n", ours[0], ours[1], ours[2], lines[3]);
        }),
    ),
    (SignatureComment, Signed(|s| s.sign(&comment(2)))),
    (SignatureComment, Signed(|s| s.sign(""))),
    (SignatureComment, Signed(|s| s.sign(&format!("{} ", comment(1))))),
    (
        SignatureComment,
        Signed(|s| s.sign("sandyq-bundle:00000000-0000-0000-0000-000000000000\tsequence:1")),
    ),
];
