//! Manifests that say too much, too little, or something else.

#![allow(clippy::enum_glob_use, reason = "a table of rules")]

use sandyq_bundle::Refusal::*;
use serde_json::{Value, json};

use super::{Vector, history, member};
use crate::common;
use crate::forge::Break::{Contents, Manifest, Text};

pub const VECTORS: &[Vector] = &[
    (ManifestSyntax, Text(|text| text.clear())),
    (ManifestSyntax, Text(|text| text.push(b'}'))),
    (ManifestSyntax, Text(|text| text[10] = 0xff)),
    (ManifestSyntax, Text(|text| text.truncate(100))),
    (
        ManifestDepth,
        Manifest(|m| m["extra"] = json!({ "a": [[[[[[[[[[[[[[[]]]]]]]]]]]]]]] })),
    ),
    (
        ManifestValues,
        Manifest(|m| m["extra"] = json!({ "a": vec![0; 100_000] })),
    ),
    (
        ManifestTwice,
        Text(|text| text.splice(1..1, *b"\"version\":1,").for_each(drop)),
    ),
    (
        ManifestValues,
        Manifest(|m| m["extra"] = json!({ "a": vec![0; 100_000] })),
    ),
    (
        ManifestTwice,
        Text(|text| text.splice(1..1, *b"\"extra\":{\"a\":1,\"a\":2},").for_each(drop)),
    ),
    (ManifestFormat, Manifest(|m| m["format"] = json!("other"))),
    (
        ManifestFormat,
        Manifest(|m| drop(m.as_object_mut().unwrap().shift_remove("format"))),
    ),
    (ManifestNewer, Manifest(|m| m["version"] = json!(2))),
    (
        ManifestNewer,
        Manifest(|m| {
            m["version"] = json!(2);
            m["sender"] = json!("changed in version 2");
        }),
    ),
    (ManifestShape, Manifest(|m| m["version"] = json!(0))),
    (ManifestShape, Manifest(|m| m["version"] = json!("1"))),
    (ManifestShape, Manifest(|m| m["id"] = json!("1"))),
    (ManifestShape, Manifest(|m| m["kind"] = json!("other"))),
    // What a lax parser takes for the same thing, and another reader does not.
    (ManifestShape, Manifest(|m| m["kind"] = json!({ "hand-over": null }))),
    (
        ManifestShape,
        Manifest(|m| {
            let id = m["id"].as_str().unwrap().to_uppercase();
            m["id"] = json!(id);
        }),
    ),
    (
        ManifestShape,
        Manifest(|m| {
            let id = m["id"].as_str().unwrap().replace('-', "");
            m["id"] = json!(id);
        }),
    ),
    (
        ManifestShape,
        Manifest(|m| {
            let id = format!("urn:uuid:{}", m["cases"][0]["id"].as_str().unwrap());
            m["cases"][0]["id"] = json!(id);
        }),
    ),
    (
        ManifestShape,
        Manifest(|m| m["totals"] = m["totals"].as_object().unwrap().values().cloned().collect()),
    ),
    (
        ManifestShape,
        Manifest(|m| m["sender"] = m["sender"].as_object().unwrap().values().cloned().collect()),
    ),
    (
        ManifestShape,
        Manifest(|m| {
            let sum = m["members"][0]["sha256"].as_str().unwrap().to_uppercase();
            m["members"][0]["sha256"] = json!(sum);
        }),
    ),
    (ManifestShape, Manifest(|m| m["created"] = json!("yesterday"))),
    (ManifestShape, Manifest(|m| m["language"] = json!("de"))),
    (ManifestShape, Manifest(|m| m["unknown"] = json!(1))),
    (ManifestShape, Manifest(|m| m["sender"]["unknown"] = json!(1))),
    (ManifestShape, Manifest(|m| m["cases"][0]["unknown"] = json!(1))),
    (ManifestShape, Manifest(|m| m["members"][0]["unknown"] = json!(1))),
    (ManifestShape, Manifest(|m| m["totals"]["unknown"] = json!(1))),
    (
        ManifestShape,
        Manifest(|m| drop(m.as_object_mut().unwrap().shift_remove("withheld"))),
    ),
    (ManifestShape, Manifest(|m| m["members"][0]["sha256"] = json!("00"))),
    (ManifestShape, Manifest(|m| m["members"][0]["size"] = json!(-1))),
    (ManifestShape, Manifest(|m| m["members"][0]["size"] = json!(1.5))),
    (ManifestShape, Manifest(|m| m["recipient"]["recipient"] = json!("age1"))),
    // A point of small order: sealing an answer to it would seal it for everybody.
    (
        ManifestShape,
        Manifest(|m| {
            m["sender"]["recipient"] = json!("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z");
        }),
    ),
    (
        SenderDiffers,
        Manifest(|m| {
            m["sender"]["key"] = json!("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3");
        }),
    ),
    (LabelForm, Manifest(|m| m["sender"]["name"] = json!(""))),
    (LabelForm, Manifest(|m| m["sender"]["name"] = json!("x".repeat(201)))),
    (LabelForm, Manifest(|m| m["recipient"]["name"] = json!("\u{202e}abc"))),
    (LabelForm, Manifest(|m| m["cases"][0]["code"] = json!("a\nb"))),
    (LabelForm, Manifest(|m| m["consent_basis"][0]["person"] = json!(" P-1"))),
    (TextForm, Manifest(|m| m["note"] = json!("x".repeat(10_001)))),
    (TextForm, Manifest(|m| m["note"] = json!("\u{1b}[2J"))),
    (
        TextForm,
        Manifest(|m| m["consent_basis"][0]["basis"] = json!("\u{200b}")),
    ),
    (TextForm, Manifest(|m| m["withheld"][0]["what"] = json!("\u{0}"))),
    (TextForm, Manifest(|m| m["withheld"][0]["why"] = json!("\u{2066}"))),
    (PurposeForm, Manifest(|m| m["purpose"] = json!("Legal aid"))),
    (PurposeForm, Manifest(|m| m["purpose"] = json!(""))),
    (
        CasesTooMany,
        Manifest(|m| {
            let case = json!({ "id": common::id(1), "code": "c", "sequence": 1 });
            m["cases"] = json!(vec![case; 10_000]);
        }),
    ),
    (
        CaseTwice,
        Manifest(|m| {
            let case = m["cases"][0].clone();
            m["cases"].as_array_mut().unwrap().push(case);
        }),
    ),
    (CaseSequence, Manifest(|m| m["cases"][0]["sequence"] = json!(0))),
    (CaseSequence, Manifest(|m| m["cases"][0]["sequence"] = json!(2))),
    (
        CaseSequence,
        Manifest(|m| m["cases"][0]["previous_sha256"] = json!("0".repeat(64))),
    ),
    (KindReceipts, Manifest(|m| m["receipts"] = json!([receipt(200)]))),
    (
        KindReceipts,
        Manifest(|m| {
            m["kind"] = json!("receipt");
            m["cases"] = json!([]);
        }),
    ),
    (KindCases, Manifest(|m| m["cases"] = json!([]))),
    (
        KindCases,
        Manifest(|m| {
            m["kind"] = json!("receipt");
            m["receipts"] = json!([receipt(200)]);
        }),
    ),
    (KindContacts, Manifest(|m| m["contacts"] = json!([contact(m)]))),
    (
        KindContacts,
        Manifest(|m| {
            m["kind"] = json!("answer");
            m["contacts"] = json!([contact(m)]);
        }),
    ),
    (KindHistory, Contents(|all| history(all, 3, "evidence_item"))),
    (KindHistory, Manifest(|m| m["totals"]["history"] = json!(1))),
    (
        KindRecords,
        Manifest(|m| {
            m["kind"] = json!("receipt");
            m["cases"] = json!([]);
            m["receipts"] = json!([receipt(200)]);
        }),
    ),
    (
        OverrideEmpty,
        Manifest(|m| m["consent_override"] = json!({ "reason": " \n", "people": ["P-1"] })),
    ),
    (
        OverrideEmpty,
        Manifest(|m| m["consent_override"] = json!({ "reason": "Urgent", "people": [] })),
    ),
    (ListTooLong, Manifest(|m| m["endings"] = json!(vec![ending(1); 5_001]))),
    (
        EndingTwice,
        Manifest(|m| m["endings"] = json!([ending(7), ending(8), ending(7)])),
    ),
    (
        ReceiptTwice,
        Manifest(|m| {
            m["kind"] = json!("receipt");
            m["cases"] = json!([]);
            m["totals"] = json!({ "records": 0, "files": 0, "file_bytes": 0 });
            m["receipts"] = json!([receipt(7), receipt(7)]);
        }),
    ),
    (
        ContactTwice,
        Manifest(|m| {
            m["kind"] = json!("move");
            m["contacts"] = json!([contact(m), contact(m)]);
        }),
    ),
    (
        ManifestShape,
        Manifest(|m| {
            m["endings"] = json!([{ "record": common::id(7), "what": "keep", "time": "2026-09-21T14:13:20.123Z" }])
        }),
    ),
    (
        ManifestShape,
        Manifest(|m| m["consent_override"] = json!({ "reason": "Urgent" })),
    ),
    // JSON, and no object.
    (ManifestShape, Text(|text| *text = b"[]".to_vec())),
    (
        LabelForm,
        Manifest(|m| m["consent_override"] = json!({ "reason": "Urgent", "people": [""] })),
    ),
    (
        TextForm,
        Manifest(|m| m["consent_override"] = json!({ "reason": "\u{202e}", "people": ["P-1"] })),
    ),
    (
        LabelForm,
        Manifest(|m| {
            m["kind"] = json!("update");
            m["contacts"] = json!([contact(m)]);
            m["contacts"][0]["name"] = json!("\u{200b}");
        }),
    ),
    (TooManyEntries, Manifest(|m| m["totals"]["records"] = json!(100_000))),
    (TooManyEntries, Manifest(|m| m["totals"]["records"] = json!(u64::MAX))),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "files/../x".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "/etc/passwd".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "files/0002.PDF".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "files/a/b".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "files/".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = "padding".to_owned()),
    ),
    (
        MemberName,
        Contents(|all| all.last_mut().unwrap().0 = format!("files/{}", "a".repeat(94))),
    ),
    (
        MemberTwice,
        Contents(|all| {
            let last = all.last().unwrap().clone();
            all.push(last);
        }),
    ),
    (
        MembersOrder,
        Contents(|all| {
            let last = all.len() - 1;
            all.swap(last, last - 1);
        }),
    ),
    (
        MembersOrder,
        Contents(|all| {
            let last = all.len() - 1;
            all.swap(3, last);
        }),
    ),
    (MembersOrder, Contents(|all| all.swap(1, 2))),
    (MembersFixed, Contents(|all| drop(all.remove(2)))),
    (
        MemberItem,
        Manifest(|m| {
            drop(
                member(m, "files/0001.jpg")
                    .as_object_mut()
                    .unwrap()
                    .shift_remove("item"),
            )
        }),
    ),
    (
        MemberItem,
        Manifest(|m| member(m, "index.html")["item"] = json!(common::id(3))),
    ),
    (
        MemberTooLarge,
        Manifest(|m| member(m, "files/0001.jpg")["size"] = json!(8_u64 << 30)),
    ),
    (
        MemberTooLarge,
        Manifest(|m| member(m, "index.html")["size"] = json!(u64::MAX)),
    ),
    (
        RecordFileTooLong,
        Manifest(|m| member(m, "case/0001.json")["size"] = json!((64 << 20) + 1)),
    ),
    (
        RecordsTooLong,
        Manifest(|m| {
            let all = m["members"].as_array_mut().unwrap();
            for at in 2..3 {
                all.insert(
                    all.len() - 3,
                    json!({ "name": format!("case/000{at}.json"), "size": 64 << 20, "sha256": "0".repeat(64) }),
                );
            }
        }),
    ),
    (
        TarTooLarge,
        Manifest(|m| {
            for at in 100..165 {
                let item = common::id(3);
                let file = json!({ "name": format!("files/{at}"), "size": (8_u64 << 30) - 1, "sha256": "0".repeat(64), "item": item });
                m["members"].as_array_mut().unwrap().push(file);
            }
        }),
    ),
    (TotalsDiffer, Manifest(|m| m["totals"]["records"] = json!(4))),
    (TotalsDiffer, Manifest(|m| m["totals"]["files"] = json!(1))),
    (TotalsDiffer, Manifest(|m| m["totals"]["file_bytes"] = json!(0))),
];

fn receipt(bundle: u8) -> Value {
    json!({ "bundle": common::id(bundle), "sha256": "0".repeat(64), "time": "2026-09-21T14:13:20.123Z" })
}

fn ending(record: u8) -> Value {
    json!({ "record": common::id(record), "what": "forget", "time": "2026-09-21T14:13:20.123Z" })
}

fn contact(manifest: &Value) -> Value {
    json!({ "name": "B", "recipient": manifest["sender"]["recipient"], "key": manifest["sender"]["key"] })
}
