//! Members that are not what the manifest lists.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;
use serde_json::json;

use super::{Vector, entry, member};
use crate::common;
use crate::forge::Break::{Contents, Entries, Manifest, Signed};
use crate::forge::Entry;

pub const VECTORS: &[Vector] = &[
    (MemberMissing, Entries(|all| drop(all.remove(all.len() - 2)))),
    (
        MemberMissing,
        Entries(|all| entry(all, "files/0001.jpg").header = [0; 512]),
    ),
    (MemberExtra, Entries(|all| all.insert(5, Entry::new("../x", vec![1])))),
    (
        MemberExtra,
        Entries(|all| all.insert(3, Entry::new("/etc/passwd", vec![1]))),
    ),
    (
        MemberRepeated,
        Entries(|all| {
            let first = all[6].clone();
            all.insert(7, first);
        }),
    ),
    (
        MemberRepeated,
        Entries(|all| {
            let first = all[0].clone();
            all.insert(5, first);
        }),
    ),
    (MemberOrder, Entries(|all| all.swap(5, 6))),
    (MemberOrder, Entries(|all| drop(all.remove(4)))),
    (
        MemberSize,
        Entries(|all| *entry(all, "files/0002.pdf") = Entry::new("files/0002.pdf", common::pattern(511))),
    ),
    (
        MemberSize,
        Entries(|all| *entry(all, "files/0002.pdf") = Entry::new("files/0002.pdf", common::pattern(513))),
    ),
    (MemberSize, Manifest(|m| member(m, "sender.pub")["size"] = json!(1))),
    (MemberHash, Entries(|all| entry(all, "files/0002.pdf").data[511] ^= 1)),
    (MemberHash, Entries(|all| entry(all, "files/0001.jpg").data[0] ^= 1)),
    (MemberHash, Entries(|all| entry(all, "index.html").data[0] ^= 1)),
    (MemberHash, Entries(|all| entry(all, "README.txt").data[0] ^= 1)),
    (MemberHash, Entries(|all| entry(all, "SHA256SUMS").data[0] ^= 1)),
    (MemberHash, Entries(|all| entry(all, "case/0001.json").data[0] ^= 1)),
    (MemberHash, Signed(|s| s.sender[30] ^= 1)),
    (
        SumsDiffer,
        Contents(|all| all.insert(1, ("SHA256SUMS".to_owned(), Vec::new()))),
    ),
    (
        SumsDiffer,
        Manifest(|m| member(m, "index.html")["sha256"] = json!("0".repeat(64))),
    ),
    (PaddingMissing, Entries(|all| drop(all.pop()))),
    (
        PaddingSize,
        Entries(|all| *all.last_mut().unwrap() = Entry::new("padding", Vec::new())),
    ),
    (
        PaddingSize,
        Entries(|all| all.last_mut().unwrap().put(124, b"77777777777\0")),
    ),
    (
        PaddingNotZero,
        Entries(|all| *all.last_mut().unwrap().data.last_mut().unwrap() = 1),
    ),
    (PaddingNotZero, Entries(|all| all.last_mut().unwrap().data[0] = 1)),
];
