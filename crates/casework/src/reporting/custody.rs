//! What a register says of files: their sums, what was done with them, and the root over all of them.

use super::asking::Asked;
use crate::evidence::hex;
use crate::failure::Failure;
use crate::sealing::recipient;
use sandyq_bundle::{Leaf, Sha256Sum, evidence_root};
use sandyq_domain::words::text_with;
use sandyq_domain::{CaseFile, Lang};
use sandyq_report::papers::{Custody, HeldFile};
use sandyq_vault::journal::{self, EntryType};
use sandyq_vault::{View, evidence_files};
use serde_json::Value;

/// The files of the items of a case.
pub(super) fn files(view: &View<'_>, file: &CaseFile) -> Result<Vec<HeldFile>, Failure> {
    let mut files = Vec::new();
    for item in &file.evidence {
        if let Some(row) = evidence_files::of_item(view, item.id)? {
            files.push(HeldFile {
                item: item.id,
                sha256: hex(&row.sha256),
                size: row.size,
            });
        }
    }
    Ok(files)
}

/// The root over these files, as the format of bundles says; empty when there are none.
pub(super) fn root(files: &[HeldFile]) -> String {
    let leaves = files.iter().filter_map(|file| {
        Some(Leaf {
            item: file.item,
            sha256: file.sha256.parse::<Sha256Sum>().ok()?,
            size: file.size,
        })
    });
    evidence_root(leaves.collect()).map_or_else(String::new, |root| root.to_string())
}

/// Every entry of the journal about the evidence of a case. Where names stay, keepers and recipients have numbers.
pub(super) fn lines(view: &View<'_>, file: &CaseFile, asked: &Asked, lang: Lang) -> Result<Vec<Custody>, Failure> {
    let mut lines = Vec::new();
    let (mut keepers, mut recipients) = (Vec::new(), Vec::new());
    for item in &file.evidence {
        for entry in journal::of_item(view, item.id)? {
            if !matches!(entry.entry, EntryType::Custody | EntryType::Copy) {
                continue;
            }
            let payload = entry.payload.unwrap_or(Value::Null);
            let word = |name: &str| payload[name].as_str().unwrap_or_default().to_owned();
            let (by, to) = (word("by"), word("to"));
            let (by, to) = if asked.level.names() {
                let to = if to.is_empty() {
                    to
                } else {
                    recipient::by_key(view, &to, lang)?
                };
                (by, to)
            } else {
                (
                    numbered(&mut keepers, by, "register-keeper", lang),
                    numbered(&mut recipients, to, "register-recipient", lang),
                )
            };
            lines.push(Custody {
                item: item.id,
                time: entry.time,
                action: word("action"),
                by,
                to,
                hash: hex(&entry.hash).chars().take(16).collect(),
            });
        }
    }
    Ok(lines)
}

/// The number somebody has in this register, in words.
fn numbered(known: &mut Vec<String>, name: String, key: &str, lang: Lang) -> String {
    if name.is_empty() {
        return name;
    }
    let at = known.iter().position(|one| *one == name).unwrap_or_else(|| {
        known.push(name);
        known.len() - 1
    });
    text_with(lang, key, &[("n", (at + 1).into())])
}
