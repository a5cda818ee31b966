//! The hostile bundles: for each the rule it breaks, and how.

pub mod manifest;
pub mod members;
pub mod records;
pub mod signature;
pub mod tar;

use sandyq_bundle::Refusal;
use serde_json::Value;

use crate::forge::{self, Break, Entry, envelope, lines};

/// A rule, and the way to break it.
pub type Vector = (Refusal, Break);

/// All of them.
pub fn every() -> impl Iterator<Item = &'static Vector> {
    let parts = [
        tar::VECTORS,
        signature::VECTORS,
        manifest::VECTORS,
        members::VECTORS,
        records::VECTORS,
    ];
    parts.into_iter().flatten()
}

pub fn put(pairs: &mut forge::Pairs, name: &str, bytes: Vec<u8>) {
    pairs.iter_mut().find(|(found, _)| found == name).unwrap().1 = bytes;
}

pub fn entry<'e>(entries: &'e mut [Entry], name: &str) -> &'e mut Entry {
    let name = format!("{name}\0");
    entries
        .iter_mut()
        .find(|entry| entry.header.starts_with(name.as_bytes()))
        .unwrap()
}

pub fn member<'m>(manifest: &'m mut Value, name: &str) -> &'m mut Value {
    manifest["members"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|member| member["name"] == name)
        .unwrap()
}

pub fn record(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut evidence = envelope(3, Some(1), "evidence_item");
    change(&mut evidence);
    lines(&[envelope(1, Some(1), "case"), evidence])
}

pub fn records(pairs: &mut forge::Pairs, change: impl Fn(&mut Value)) {
    put(pairs, "case/0001.json", record(change));
}

pub fn text(pairs: &mut forge::Pairs, change: impl Fn(String) -> String) {
    let sound = String::from_utf8(record(|_| ())).unwrap();
    put(pairs, "case/0001.json", change(sound).into_bytes());
}

/// Same size, so that only the field in question is wrong.
pub fn header(entries: &mut [Entry], at: usize, bytes: &[u8]) {
    entry(entries, "files/0001.jpg").put(at, bytes);
}

/// An earlier version of one record, in a member of its own.
pub fn history(pairs: &mut forge::Pairs, number: u8, kind: &str) {
    let at = pairs.iter().position(|(name, _)| name.starts_with("case/")).unwrap();
    let past = lines(&[envelope(number, Some(1), kind)]);
    pairs.insert(at, ("case/0001.history.json".to_owned(), past));
}
