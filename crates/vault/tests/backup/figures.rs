//! The figures of docs/performance.md: `cargo test --release -p sandyq-vault --test backup -- --ignored --nocapture long_`.

use crate::common::{body, id, place, time};
use crate::stage::on;
use sandyq_domain::RecordId;
use sandyq_vault::records::{self, NewRevision};
use sandyq_vault::{StoreError, Tx, evidence};
use serde_json::json;
use std::fs;
use std::time::Instant;

const RECORDS: u32 = 2000;
const FILES: u32 = 200;
const FILE: usize = 100 * 1024;

fn numbered(n: u32) -> RecordId {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&n.to_be_bytes());
    RecordId::from_parts(time(0), random)
}

fn put(tx: &Tx<'_>, n: u32, text: &str) -> Result<(), StoreError> {
    let json = json!({ "title": format!("Событие {n}"), "description": text.repeat(12) });
    records::put(
        tx,
        NewRevision {
            id: numbered(n),
            case: Some(id(1)),
            kind: "event",
            body: body(&json),
            author: "Invented",
            time: time(2),
        },
    )
    .map(drop)
}

#[test]
#[ignore = "measures: a vault of 2000 records and 200 files"]
fn long_backup_figures() {
    let mut place = place();
    place.put(1, "case", &json!({ "code": "K-26-001", "title": "Вымышленное" }));
    place
        .vault
        .write(|tx| {
            (0..RECORDS).try_for_each(|n| put(tx, n, &format!("вымышленный рассказ номер {n}, улица {}. ", n * 7)))
        })
        .unwrap();
    for n in 0..FILES {
        let content: Vec<u8> = (0..FILE).map(|at| (at as u32 * 31 + n).to_le_bytes()[0]).collect();
        let added = evidence::add(&mut place.vault, &mut &*content, time(1), &mut on).unwrap();
        place.vault.write(|tx| evidence::keep(tx, &added, numbered(n))).unwrap();
    }
    let out = place.backups();
    let timed = |place: &mut crate::common::Place, what: &str| {
        let begun = Instant::now();
        let written = place.try_back_up(&out, &mut on).unwrap();
        println!(
            "{what}: {} bytes written of {}, {:.2} s",
            written.written,
            written.row.bytes,
            begun.elapsed().as_secs_f64()
        );
    };
    timed(&mut place, "full");
    let pages = |place: &crate::common::Place| {
        let bytes = fs::read(place.dir().join("data")).unwrap();
        bytes.chunks(4096).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    timed(&mut place, "nothing changed but the ledger");
    let before = pages(&place);
    place.vault.write(|tx| put(tx, 777, "исправленный рассказ. ")).unwrap();
    timed(&mut place, "one record edited");
    let after = pages(&place);
    // Which block size would have written how much.
    let changed: Vec<usize> = (0..after.len()).filter(|n| before.get(*n) != after.get(*n)).collect();
    for pages_in_block in [1, 2, 4, 8, 16, 64, 256] {
        let mut blocks: Vec<usize> = changed.iter().map(|page| page / pages_in_block).collect();
        blocks.dedup();
        println!(
            "blocks of {} KiB: {} of {} changed, {} KiB of packs + {} KiB of index",
            pages_in_block * 4,
            blocks.len(),
            after.len().div_ceil(pages_in_block),
            blocks.len() * pages_in_block * 4,
            after.len().div_ceil(pages_in_block) * 40 / 1024,
        );
    }
    let begun = Instant::now();
    assert!(place.rehearse().unwrap().faults.is_empty());
    println!("rehearsal: {:.2} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    crate::stage::restore(&place.backups(), &place.folder.path().join("again")).unwrap();
    println!("restoring: {:.2} s", begun.elapsed().as_secs_f64());
}
