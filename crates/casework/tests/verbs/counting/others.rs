//! Tables of other groups chosen one after another: hostile ones, old ones, and those of twenty groups at once.

use super::together::{WORDS, a_group, by_perpetrator, give, seal};
use crate::common::{LANG, Place, refused};
use sandyq_bundle::{SigningKey, sign_file};
use sandyq_casework::view::StatsTogether;
use sandyq_casework::{ErrorCode, StatsFormat};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A table as another program could have written it: rightly signed, whatever it says.
fn forged(from: &Path, name: &str, key: &SigningKey, change: impl FnOnce(&mut Value)) -> PathBuf {
    let mut table: Value = serde_json::from_slice(&fs::read(from).unwrap()).unwrap();
    table["signer"] = key.public().unwrap().to_string().into();
    change(&mut table);
    let bytes = serde_json::to_vec(&table).unwrap();
    let file = from.with_file_name(name);
    fs::write(
        format!("{}.minisig", file.display()),
        sign_file(key, &bytes, "numbers").unwrap(),
    )
    .unwrap();
    fs::write(&file, bytes).unwrap();
    file
}

fn key() -> SigningKey {
    SigningKey::make().unwrap()
}

/// Why each of the files is not added.
fn failures(put: &StatsTogether) -> Vec<Option<ErrorCode>> {
    let codes = put.groups.iter();
    codes
        .map(|group| group.failure.as_ref().map(|failure| failure.code))
        .collect()
}

#[test]
fn twenty_groups_are_one_table_that_says_whose_numbers_it_holds() {
    let mut one = a_group("Бірінші", 9, 6);
    let mut coordinator = Place::with_a_case("Үйлестіруші");
    let real = give(&mut one, &by_perpetrator(), "group-0.json");
    let mut files = vec![real.clone()];
    files.extend((1..20_u32).map(|n| {
        forged(&real, &format!("group-{n}.json"), &key(), |table| {
            table["snapshot"] = format!("{n:064x}").into();
            table["all"]["sure"] = (15 + n).into();
            table["rows"][0]["all"]["sure"] = (6 + n).into();
        })
    }));
    let put = coordinator.session.choose_numbers(&files, None, LANG).unwrap();
    let table = put.table.as_ref().unwrap();
    assert_eq!((put.groups.len(), table.columns.len(), table.rows.len()), (20, 20, 2));
    assert_eq!(table.all.sure, Some((0..20).map(|n| 15 + n).sum()));
    for (at, group) in put.groups.iter().enumerate() {
        assert_eq!(table.column_totals[at].sure, group.number);
        assert!(table.notes.iter().any(|note| note.starts_with(&group.group)));
        assert!(group.failure.is_none() && !group.is_verified && group.given.is_some());
    }
    // One of them is left out again, and nothing of the others was written down.
    coordinator.session.drop_numbers(Some(19));
    let put = coordinator.session.chosen_numbers(LANG).unwrap();
    assert_eq!(put.groups.len(), 19);
    let out = coordinator.path("region.json");
    coordinator
        .session
        .write_together(&put, StatsFormat::Json, &out, LANG)
        .unwrap();
    let written: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(written["groups"].as_array().unwrap().len(), 19);
    coordinator.session.drop_numbers(None);
    let none = coordinator.session.chosen_numbers(LANG).unwrap();
    assert!(none.groups.is_empty() && none.table.is_none());
    assert_eq!(
        refused(
            coordinator
                .session
                .write_together(&none, StatsFormat::Csv, &coordinator.path("no.csv"), LANG)
        ),
        ErrorCode::NotATable
    );
}

#[test]
fn what_no_program_counted_is_no_table_whoever_signed_it() {
    let mut one = a_group("Бірінші", 9, 6);
    let coordinator = Place::with_a_case("Үйлестіруші");
    let real = give(&mut one, &by_perpetrator(), "one.json");
    let line = |n: usize| {
        json!({ "value": { "value": format!("v{n}"), "label": "x", "is_missing": false }, "cells": [],
        "all": { "sure": 7, "possible": null } })
    };
    type Change = Box<dyn FnOnce(&mut Value)>;
    let hostile: Vec<(&str, Change)> = vec![
        ("negative", Box::new(|table| table["all"]["sure"] = (-7).into())),
        ("a part of one", Box::new(|table| table["all"]["sure"] = 7.5.into())),
        (
            "huge",
            Box::new(|table| table["rows"][0]["all"]["sure"] = u64::MAX.into()),
        ),
        (
            "huge sum",
            Box::new(|table| table["all"]["sure"] = 1_000_000_001_u64.into()),
        ),
        (
            "ten thousand lines",
            Box::new(move |table| table["rows"] = (0..10_000).map(line).collect()),
        ),
        (
            "the same line twice",
            Box::new(|table| table["rows"][1] = table["rows"][0].clone()),
        ),
        (
            "a cell of no column",
            Box::new(|table| table["rows"][0]["cells"] = json!([{ "sure": 7, "possible": null }])),
        ),
        (
            "a sum of no column",
            Box::new(|table| table["column_totals"] = json!([{ "sure": 7, "possible": null }])),
        ),
        (
            "no such unit",
            Box::new(|table| table["asked"]["unit"] = "souls".into()),
        ),
        (
            "a long value",
            Box::new(|table| table["rows"][0]["value"]["value"] = "x".repeat(5_000).into()),
        ),
        (
            "a long filter",
            Box::new(|table| {
                let values: Vec<String> = (0..5_000).map(|n| n.to_string()).collect();
                table["asked"]["filters"] = json!([{ "field": "region", "values": values }]);
            }),
        ),
    ];
    for (at, (what, change)) in hostile.into_iter().enumerate() {
        let file = forged(&real, &format!("hostile-{at}.json"), &key(), change);
        let failure = refused(coordinator.session.numbers_together(&[file], None, LANG));
        assert_eq!(failure, ErrorCode::NotATable, "{what}");
    }
    // Somebody else's signature, and a signature under another name.
    let thief = forged(&real, "thief.json", &key(), |table| {
        table["signer"] = key().public().unwrap().to_string().into();
    });
    assert_eq!(
        refused(coordinator.session.numbers_together(&[thief], None, LANG)),
        ErrorCode::NumbersAltered
    );
    // A word of its own is shown, and neither turns nor hides what stands beside it.
    let turning = forged(&real, "turning.json", &key(), |table| {
        table["rows"][0]["value"] = json!({ "value": "own_word", "label": "a\u{202e}b\n=1+1", "is_missing": false });
    });
    let put = coordinator.session.numbers_together(&[turning], None, LANG).unwrap();
    let rows = put.table.unwrap().rows;
    assert!(rows.iter().any(|row| row.value.label == "ab=1+1"));
}

#[test]
fn what_does_not_fit_says_why_and_the_rest_is_put_together() {
    let mut one = a_group("Бірінші", 9, 6);
    let mut coordinator = Place::with_a_case("Үйлестіруші");
    let real = give(&mut one, &by_perpetrator(), "one.json");
    let (two, three) = (key(), key());
    let renewed = |table: &mut Value| {
        table["given"] = "2031-01-02T03:04:05.000Z".into();
        table["all"]["sure"] = 40.into();
    };
    let files = vec![
        forged(&real, "period.json", &key(), |table| {
            table["asked"]["from"] = "2024-01-01".into();
        }),
        real.clone(),
        forged(&real, "old.json", &two, |_| ()),
        forged(&real, "new.json", &two, renewed),
        forged(&real, "again.json", &two, renewed),
        forged(&real, "rules.json", &key(), |table| table["rules"] = 1.into()),
        forged(&real, "question.json", &key(), |table| {
            table["asked"]["rows"] = "region".into()
        }),
        forged(&real, "three.json", &three, |_| ()),
    ];
    let put = coordinator.session.choose_numbers(&files, None, LANG).unwrap();
    assert_eq!(
        failures(&put),
        [
            Some(ErrorCode::OtherPeriod),
            None,
            Some(ErrorCode::NumbersOlder),
            None,
            Some(ErrorCode::NumbersTwice),
            Some(ErrorCode::OtherRules),
            Some(ErrorCode::OtherQuestion),
            None,
        ]
    );
    assert_eq!(put.table.unwrap().all.sure, Some(15 + 40 + 15));
    // The same file chosen again is one file.
    let put = coordinator.session.choose_numbers(&files[1..2], None, LANG).unwrap();
    assert_eq!(put.groups.len(), 8);
}

#[test]
fn a_hidden_number_follows_from_no_sum_over_groups() {
    let mut one = a_group("Бірінші", 12, 2);
    let mut two = a_group("Екінші", 20, 7);
    let coordinator = Place::with_a_case("Үйлестіруші");
    let files = [
        give(&mut one, &by_perpetrator(), "one.json"),
        give(&mut two, &by_perpetrator(), "two.json"),
    ];
    let put = coordinator.session.numbers_together(&files, None, LANG).unwrap();
    let table = put.table.unwrap();
    for row in &table.rows {
        // Of the first group nothing is shown in any line, and the sum of a line is that of what is shown.
        assert_eq!(row.cells[0].sure, None);
        assert_eq!(row.all.sure, row.cells[1].sure);
    }
    // What its N leaves for both hidden numbers together is what its own table already says.
    assert_eq!(table.column_totals[0].sure, Some(14));
}

#[test]
fn a_file_that_waits_for_its_passphrase_opens_with_it_and_the_others_stay() {
    let mut one = a_group("Бірінші", 9, 6);
    let mut two = a_group("Екінші", 20, 7);
    let mut coordinator = Place::with_a_case("Үйлестіруші");
    let entries = |place: &Place| place.session.read_journal(true, LANG).unwrap().entries.len();
    let before = entries(&coordinator);
    let to_me = coordinator.recipient();
    let files = [
        seal(&mut one, &to_me, None, "one.age").unwrap(),
        seal(&mut two, "", Some(WORDS), "two.age").unwrap(),
    ];
    let session = &mut coordinator.session;
    let put = session.choose_numbers(&files, None, LANG).unwrap();
    assert_eq!(failures(&put), [None, Some(ErrorCode::BundleNeedsPassphrase)]);
    let put = session
        .choose_numbers(&[], Some("другие слова, тоже длинные"), LANG)
        .unwrap();
    assert_eq!(failures(&put), [None, Some(ErrorCode::WrongBundlePassphrase)]);
    let put = session.choose_numbers(&[], Some(WORDS), LANG).unwrap();
    assert_eq!(failures(&put), [None, None]);
    assert_eq!(put.table.unwrap().all.sure, Some(15 + 27));
    assert_eq!(entries(&coordinator), before, "nothing of it became a record");
}
