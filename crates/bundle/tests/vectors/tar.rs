//! Tars that are not quite the one profile.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;

use super::{Vector, entry, header};
use crate::forge::Break::{Bytes, Entries, Signed, Text};
use crate::forge::Entry;

pub const VECTORS: &[Vector] = &[
    (CutShort, Bytes(|tar| tar.truncate(tar.len() - 1))),
    (CutShort, Bytes(|tar| tar.truncate(tar.len() - 1024))),
    (CutShort, Bytes(|tar| tar.truncate(600))),
    (CutShort, Bytes(|tar| tar.clear())),
    (TrailingBytes, Bytes(|tar| tar.push(0))),
    (TrailingBytes, Bytes(|tar| tar.extend([0; 512]))),
    (EndMissing, Bytes(|tar| *tar.last_mut().unwrap() = 1)),
    (EndMissing, Entries(|all| all.push(Entry::new("padding", Vec::new())))),
    (
        EndMissing,
        Entries(|all| all.push(Entry::new("files/0003.jpg", Vec::new()))),
    ),
    (
        HeaderChecksum,
        Entries(|all| entry(all, "files/0001.jpg").header[150] ^= 1),
    ),
    (
        HeaderChecksum,
        Entries(|all| entry(all, "files/0001.jpg").header[155] = 0),
    ),
    (HeaderMagic, Entries(|all| header(all, 257, b"ustar  \0"))),
    (HeaderMagic, Entries(|all| header(all, 263, b"01"))),
    (HeaderType, Entries(|all| header(all, 156, b"\0"))),
    (HeaderType, Entries(|all| header(all, 156, b"1"))),
    (HeaderType, Entries(|all| header(all, 156, b"2"))),
    (HeaderType, Entries(|all| header(all, 156, b"5"))),
    (HeaderType, Entries(|all| header(all, 156, b"x"))),
    (HeaderType, Entries(|all| header(all, 156, b"L"))),
    (HeaderName, Entries(|all| header(all, 0, &[b'a'; 100]))),
    (HeaderName, Entries(|all| header(all, 20, b"hidden"))),
    (HeaderName, Entries(|all| header(all, 0, b"files/\xd0\xb6"))),
    (HeaderName, Entries(|all| header(all, 0, b"files/0 01.jpg"))),
    (HeaderName, Entries(|all| header(all, 0, &[0; 100]))),
    (HeaderMode, Entries(|all| header(all, 100, b"0000755\0"))),
    (HeaderMode, Entries(|all| header(all, 100, b"0004644\0"))),
    (HeaderMode, Entries(|all| header(all, 100, b"000644 \0"))),
    (HeaderOwner, Entries(|all| header(all, 108, b"0001750\0"))),
    (HeaderOwner, Entries(|all| header(all, 116, b"0001750\0"))),
    (HeaderOwner, Entries(|all| header(all, 265, b"root"))),
    (HeaderOwner, Entries(|all| header(all, 297, b"root"))),
    (HeaderSize, Entries(|all| header(all, 124, b"0000000567\0\0"))),
    (
        HeaderSize,
        Entries(|all| header(all, 124, b"\x80\0\0\0\0\0\0\0\0\0\x0b\xb8")),
    ),
    (HeaderSize, Entries(|all| header(all, 124, b"       5670 "))),
    (HeaderSize, Entries(|all| header(all, 124, b"00000005678\0"))),
    (HeaderTime, Entries(|all| header(all, 136, b"00000000001\0"))),
    (HeaderLink, Entries(|all| header(all, 157, b"/etc/passwd"))),
    (HeaderDevice, Entries(|all| header(all, 329, b"0000001\0"))),
    (HeaderDevice, Entries(|all| header(all, 337, b"0000001\0"))),
    (HeaderPrefix, Entries(|all| header(all, 345, b".."))),
    (HeaderRest, Entries(|all| header(all, 511, b"x"))),
    (
        MemberFill,
        Entries(|all| *entry(all, "files/0001.jpg").fill.last_mut().unwrap() = 1),
    ),
    (
        MemberFill,
        Entries(|all| *entry(all, "manifest.json").fill.last_mut().unwrap() = 1),
    ),
    (FirstMembers, Entries(|all| all.swap(0, 1))),
    (FirstMembers, Entries(|all| all.swap(1, 2))),
    (FirstMembers, Entries(|all| all.swap(2, 3))),
    (FirstMembers, Entries(|all| drop(all.remove(0)))),
    (FirstMembers, Entries(|all| drop(all.remove(1)))),
    (FirstMembers, Entries(Vec::clear)),
    (ManifestTooLong, Text(|text| text.extend(vec![b' '; 1 << 20]))),
    (SignatureTooLong, Signed(|s| s.sign(&"x".repeat(10 * 1024)))),
    (SenderTooLong, Signed(|s| s.sender = vec![b'x'; 1025])),
];
