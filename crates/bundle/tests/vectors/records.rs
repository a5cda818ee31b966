//! Records that are out of shape or out of place.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;
use serde_json::json;

use super::{Vector, member, put, records, text};
use crate::common;
use crate::forge::Break::{Contents, Manifest};
use crate::forge::{envelope, lines};

pub const VECTORS: &[Vector] = &[
    (RecordLines, Contents(|all| text(all, |t| t.replacen("[\n", "[", 1)))),
    (RecordLines, Contents(|all| text(all, |t| t.trim_end().to_owned()))),
    (RecordLines, Contents(|all| text(all, |t| format!("{t}\n")))),
    (RecordLines, Contents(|all| text(all, |t| t.replace("\n]\n", ",\n]\n")))),
    (RecordLines, Contents(|all| text(all, |t| t.replace("},\n{", "}\n{")))),
    (RecordLines, Contents(|all| text(all, |t| t.replace('\n', "\r\n")))),
    (RecordLines, Contents(|all| put(all, "case/0001.json", Vec::new()))),
    (
        RecordLines,
        Contents(|all| put(all, "case/0001.json", b"[]\n".to_vec())),
    ),
    (
        RecordTooLong,
        Contents(|all| records(all, |r| r["body"] = json!({ "t": "x".repeat(4 << 20) }))),
    ),
    (
        RecordTooLong,
        Contents(|all| put(all, "case/0001.json", [b"[\n".to_vec(), vec![b'x'; 5 << 20]].concat())),
    ),
    (RecordSyntax, Contents(|all| text(all, |t| t.replacen('{', "", 1)))),
    (
        RecordSyntax,
        Contents(|all| text(all, |t| t.replacen("},\n{", "},{},\n{", 1))),
    ),
    (
        RecordSyntax,
        Contents(|all| text(all, |t| t.replacen(",\n{", ",\n\n{", 1))),
    ),
    (
        RecordDepth,
        Contents(|all| records(all, |r| r["body"]["a"] = json!([[[[[[[[[[[[[[[]]]]]]]]]]]]]]]))),
    ),
    (
        RecordTwiceField,
        Contents(|all| text(all, |t| t.replacen("\"title\":", "\"n\":0,\"title\":", 1))),
    ),
    (
        RecordTwiceField,
        Contents(|all| text(all, |t| t.replacen("{\"id\":", "{\"kind\":\"x\",\"id\":", 1))),
    ),
    (
        RecordValues,
        Contents(|all| records(all, |r| r["body"]["a"] = json!(vec![0; 50_000]))),
    ),
    (
        RecordValues,
        Contents(|all| {
            let record = |number| {
                let mut record = envelope(number, None, "person");
                record["body"] = json!({ "a": vec![0; 49_900] });
                record
            };
            put(
                all,
                "case/shared.json",
                lines(&(60..101).map(record).collect::<Vec<_>>()),
            );
        }),
    ),
    (RecordShape, Contents(|all| records(all, |r| r["unknown"] = json!(1)))),
    (
        RecordShape,
        Contents(|all| records(all, |r| drop(r.as_object_mut().unwrap().shift_remove("version")))),
    ),
    (RecordShape, Contents(|all| records(all, |r| r["body"] = json!("text")))),
    (RecordShape, Contents(|all| records(all, |r| r["machine"] = json!("x")))),
    (RecordShape, Contents(|all| records(all, |r| *r = json!(1)))),
    (
        RecordLabel,
        Contents(|all| records(all, |r| r["kind"] = json!("Not A Slug"))),
    ),
    (
        RecordLabel,
        Contents(|all| records(all, |r| r["author"] = json!("\u{202e}"))),
    ),
    (
        RecordLabel,
        Contents(|all| records(all, |r| r["withheld"] = json!([""]))),
    ),
    (
        RecordFieldName,
        Contents(|all| records(all, |r| r["body"][""] = json!(1))),
    ),
    (
        RecordFieldName,
        Contents(|all| records(all, |r| r["body"]["title\u{200b}"] = json!("x"))),
    ),
    (
        RecordCode,
        Contents(|all| records(all, |r| r["body"]["code"] = json!("P-10\u{200b}3"))),
    ),
    (
        RecordCode,
        Contents(|all| records(all, |r| r["body"]["code"] = json!(""))),
    ),
    (
        RecordCode,
        Contents(|all| records(all, |r| r["body"]["code"] = json!("P\u{3164}103"))),
    ),
    (
        RecordCode,
        Contents(|all| records(all, |r| r["body"]["code"] = json!("P\u{a0}103"))),
    ),
    (
        RecordTwice,
        Contents(|all| put(all, "case/shared.json", lines(&[envelope(3, None, "person")]))),
    ),
    (
        RecordCase,
        Contents(|all| records(all, |r| r["case"] = json!(common::id(99)))),
    ),
    (
        FileWithoutRecord,
        Manifest(|m| member(m, "files/0001.jpg")["item"] = json!(common::id(99))),
    ),
    (
        FileWithoutRecord,
        Contents(|all| records(all, |r| r["id"] = json!(common::id(99)))),
    ),
];
