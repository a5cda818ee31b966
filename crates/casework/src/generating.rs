//! Invented cases by the thousand, to see how the program behaves after years of work. **Only in a vault without records**:
//! what is invented must never lie beside what is true.
//!
//! The same seed gives the same people, texts, dates and ids; keys and the names of evidence files are random as always.
//! Every record goes through the same check and the same write as one that a person made.

mod around;
mod chance;
mod files;
mod form;
mod speech;
mod story;

use crate::evidence::{add_failure, hex, sniffed};
use crate::failure::{ErrorCode, Failure};
use crate::session::Session;
use sandyq_domain::kinds::{EvidenceItem, Kind};
use sandyq_vault::evidence::{self, Added};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::{Tx, records};
use serde::Serialize;
use serde_json::{Map, Value, json};
use story::{Made, Plan};

/// Cases in one transaction.
const BATCH: u32 = 250;

/// What was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct GenerateView {
    /// Cases.
    pub cases: u32,
    /// Records of all kinds, the cases among them.
    pub records: u32,
    /// Versions of records.
    pub revisions: u32,
    /// Pieces of evidence, each with a file.
    pub evidence: u32,
}

impl Session {
    /// Fills an empty vault with invented cases. `progress` is told how many there are after each batch.
    ///
    /// # Errors
    /// [`ErrorCode::NotEmpty`] when the vault holds any record or draft, even a deleted one; those of writing the vault:
    /// the batches before stay.
    pub fn generate(&mut self, cases: u32, seed: u64, progress: &mut dyn FnMut(u32)) -> Result<GenerateView, Failure> {
        if self.vault().read(records::any)? {
            return Err(ErrorCode::NotEmpty.into());
        }
        let plan = Plan { seed, cases };
        let mut done = GenerateView::default();
        while done.cases < cases {
            let until = done.cases.saturating_add(BATCH).min(cases);
            let made: Vec<Made> = (done.cases..until).flat_map(|number| plan.case(number)).collect();
            self.write_batch(&made, &mut done)?;
            done.cases = until;
            progress(until);
        }
        Ok(done)
    }

    fn write_batch(&mut self, made: &[Made], done: &mut GenerateView) -> Result<(), Failure> {
        let author = self.author().to_owned();
        let contents: Vec<_> = made
            .iter()
            .filter_map(|record| Some((record.file.as_deref()?, record.versions[0].1)))
            .collect();
        let added = evidence::add_batch(self.vault_mut(), &contents).map_err(|error| add_failure(error, ""))?;
        let mut files = added.iter();
        self.vault_mut().write(|tx| {
            for record in made {
                let file = record
                    .file
                    .as_ref()
                    .and_then(|bytes| Some((bytes.as_slice(), files.next()?)));
                write(tx, record, file, &author)?;
                done.records += 1;
                done.revisions += u32::try_from(record.versions.len()).unwrap_or(0);
                done.evidence += u32::from(file.is_some());
            }
            Ok(())
        })
    }
}

fn write(tx: &Tx<'_>, record: &Made, file: Option<(&[u8], &Added)>, author: &str) -> Result<(), Failure> {
    let Made {
        spec,
        id,
        case,
        versions,
        file: _,
    } = record;
    for (number, (body, time)) in versions.iter().enumerate() {
        let mut body = body.clone();
        if let Some((bytes, added)) = file {
            body.extend(told_by_the_bytes(bytes, added));
        }
        // The code the program gave it.
        if number > 0
            && let Some(code) = sandyq_vault::codes::shown(tx, *id)?
        {
            body.insert("code".to_owned(), json!(code));
        }
        crate::records::put(tx, spec.name, *id, *case, &Value::Object(body), author, *time)?;
    }
    let Some((_, added)) = file else {
        return Ok(());
    };
    debug_assert!(spec.name == EvidenceItem::SPEC.name, "only evidence has a file");
    evidence::keep(tx, added, *id)?;
    for action in ["received", "hashed"] {
        let payload = json!({ "action": action, "by": author, "sha256": hex(&added.sha256), "size": added.size });
        let (entry, time) = (EntryType::Custody, versions[0].1);
        journal::append(
            tx,
            &NewEntry {
                item: *id,
                entry,
                time,
                payload: &payload,
            },
        )?;
    }
    Ok(())
}

fn told_by_the_bytes(bytes: &[u8], added: &Added) -> Map<String, Value> {
    let fields = [
        ("media_type", json!(sniffed(bytes))),
        ("size", json!(added.size)),
        ("sha256", json!(hex(&added.sha256))),
    ];
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
