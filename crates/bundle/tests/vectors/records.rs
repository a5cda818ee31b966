//! Records that are out of shape or out of place.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;
use serde_json::{Value, json};

use super::{Vector, history, member, put, records, text};
use crate::common;
use crate::forge::Break::{Both, Contents, Manifest};
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
            put(
                all,
                "case/shared.json",
                lines(&(60..101).map(large).collect::<Vec<_>>()),
            )
        }),
    ),
    // Neither the records nor their earlier versions are too many: all of them together are.
    (
        RecordValues,
        Both(
            |all| {
                let past = lines(&(60..80).map(large).collect::<Vec<_>>());
                put(all, "case/shared.json", lines(&(60..81).map(large).collect::<Vec<_>>()));
                let at = all.iter().position(|(name, _)| name == "case/shared.json").unwrap();
                all.insert(at, ("case/shared.history.json".to_owned(), past));
            },
            |m| {
                m["kind"] = json!("move");
                m["totals"]["history"] = json!(20);
            },
        ),
    ),
    (RecordShape, Contents(|all| records(all, |r| r["unknown"] = json!(1)))),
    (
        RecordShape,
        Contents(|all| records(all, |r| drop(r.as_object_mut().unwrap().shift_remove("version")))),
    ),
    (RecordShape, Contents(|all| records(all, |r| r["body"] = json!("text")))),
    (RecordShape, Contents(|all| records(all, |r| r["machine"] = json!("x")))),
    (RecordShape, Contents(|all| records(all, |r| *r = json!(1)))),
    // What a lax parser takes for the same thing, and another reader does not.
    (
        RecordShape,
        Contents(|all| records(all, |r| *r = r.as_object().unwrap().values().cloned().collect())),
    ),
    (
        RecordShape,
        Contents(|all| {
            records(all, |r| {
                let id = r["id"].as_str().unwrap().to_uppercase();
                r["id"] = json!(id);
            });
        }),
    ),
    (
        RecordShape,
        Contents(|all| {
            records(all, |r| {
                let id = format!("{{{}}}", r["case"].as_str().unwrap());
                r["case"] = json!(id);
            });
        }),
    ),
    (
        RecordShape,
        Contents(|all| records(all, |r| r["edits"] = json!([{}, []]))),
    ),
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
    // Its version has this machine's third edit and no fourth, and no edit of another machine.
    (
        RecordEdits,
        Contents(|all| records(all, |r| r["edits"] = json!({ "since": { "title": [r["machine"], 4] } }))),
    ),
    (
        RecordEdits,
        Contents(|all| records(all, |r| r["edits"] = json!({ "since": { "title": [r["machine"], 0] } }))),
    ),
    (
        RecordEdits,
        Contents(|all| {
            records(all, |r| {
                r["edits"] = json!({ "since": { "title": ["0".repeat(32), 1] } })
            })
        }),
    ),
    (
        RecordEdits,
        Contents(|all| {
            records(all, |r| {
                r["edits"] = json!({ "since": { "address": [r["machine"], 1] } })
            })
        }),
    ),
    (
        RecordEdits,
        Contents(|all| records(all, |r| r["edits"] = rivals(r, &[("title", 2)]))),
    ),
    (
        RecordEdits,
        Contents(|all| records(all, |r| r["edits"] = rivals(r, &[("nothing", 3)]))),
    ),
    (
        RecordShape,
        Contents(|all| records(all, |r| r["edits"] = json!({ "unknown": 1 }))),
    ),
    (
        RecordShape,
        Contents(|all| records(all, |r| r["edits"] = json!({ "since": { "title": 1 } }))),
    ),
    (
        RecordFieldName,
        Contents(|all| {
            records(all, |r| {
                r["edits"] = json!({ "since": { "\u{200b}": [r["machine"], 1] } })
            })
        }),
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
    (HistoryRecord, Both(|all| history(all, 3, "act"), a_move)),
    (HistoryRecord, Both(|all| history(all, 99, "evidence_item"), a_move)),
    (
        TotalsDiffer,
        Both(|all| history(all, 3, "evidence_item"), |m| m["kind"] = json!("move")),
    ),
    (
        RecordCase,
        Contents(|all| records(all, |r| r["case"] = json!(common::id(99)))),
    ),
    (
        EvidenceRoot,
        Manifest(|m| m["cases"][0]["evidence_root"] = json!("0".repeat(64))),
    ),
    (EvidenceRoot, Manifest(|m| m["cases"][0]["evidence_root"] = json!(null))),
    (
        FileWithoutRecord,
        Manifest(|m| member(m, "files/0001.jpg")["item"] = json!(common::id(99))),
    ),
    (
        FileWithoutRecord,
        Contents(|all| records(all, |r| r["id"] = json!(common::id(99)))),
    ),
];

/// Of nearly as many values as one record may have.
fn large(number: u8) -> Value {
    let mut record = envelope(number, None, "person");
    record["body"] = json!({ "a": vec![0; 49_900] });
    record
}

fn a_move(manifest: &mut Value) {
    manifest["kind"] = json!("move");
    manifest["totals"]["history"] = json!(1);
}

/// Rival values of these fields, each by this edit of the record's own machine: never later than its own third.
fn rivals(record: &Value, fields: &[(&str, u64)]) -> Value {
    let rival = |(field, n): &(&str, u64)| json!({ "field": field, "edit": [record["machine"], n], "value": "x" });
    json!({ "rivals": fields.iter().map(rival).collect::<Vec<_>>() })
}
