//! The import document: `{"records": [{"kind": …, "key"?, "id"?, "case"?, field: value …}]}` (`docs/formats/import.md`).
//!
//! What can be taken is planned completely before anything is written.

mod plan;

use crate::dating;
use crate::failure::{ErrorCode, Failure, problem_text};
use crate::fitting::own_term_called;
use crate::outfile::file_name;
use crate::session::Session;
use crate::view::{ImportView, PreviewLine};
use plan::{Known, NotADocument, Planned, Refused, plan};
use sandyq_domain::field::FieldType;
use sandyq_domain::{Field, FuzzyDate, Lang, RecordId, words};
use sandyq_vault::records::NewRevision;
use sandyq_vault::{codes, records, trash};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;
use ts_rs::TS;

pub use plan::RECORD_LIMIT;

/// Longest import document that is read, in bytes: it is held and parsed whole.
pub const DOCUMENT_LIMIT: u64 = 512 << 20;

/// Most refused records that are told one by one; the others are counted.
const REFUSED_SHOWN: usize = 50;

/// What became of an import document.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ImportReport {
    /// What was added.
    pub added: Vec<AddedRecord>,
    /// What was refused, and why.
    pub refused: Vec<RefusedRecord>,
    /// Dates whose words were not understood: kept, and counted nowhere.
    pub as_told: Vec<ToldDate>,
}

/// A date that was kept as told.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ToldDate {
    /// The record's place in the document, from 0.
    pub index: usize,
    /// Its kind.
    pub kind: String,
    /// The field.
    pub field: String,
}

/// A record that was added.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AddedRecord {
    /// Its place in the document, from 0.
    pub index: usize,
    /// The id it has now.
    #[ts(type = "string")]
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// Its code, for kinds that have one; empty otherwise.
    pub code: String,
}

/// A record that was refused.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct RefusedRecord {
    /// Its place in the document, from 0.
    pub index: usize,
    /// Its kind, as written.
    pub kind: String,
    /// Its key, or empty.
    pub key: String,
    /// Every reason, in words that name fields and never values.
    pub why: Vec<String>,
}

impl ImportReport {
    /// What a person reads of it.
    #[must_use]
    pub fn told(&self, lang: Lang) -> ImportView {
        let label = |kind: &str| words::text(lang, &format!("kind-{kind}"));
        let mut counted: Vec<(String, u32)> = Vec::new();
        for record in &self.added {
            match counted.iter_mut().find(|(kind, _)| *kind == record.kind) {
                Some((_, n)) => *n += 1,
                None => counted.push((record.kind.clone(), 1)),
            }
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let refused = self.refused.iter().take(REFUSED_SHOWN).map(|record| PreviewLine {
            text: record.why.join("; "),
            note: format!("records[{}] {} {}", record.index, record.kind, record.key)
                .trim()
                .to_owned(),
        });
        ImportView {
            added: count(self.added.len()),
            kinds: counted
                .into_iter()
                .map(|(kind, n)| format!("{} {n}", label(&kind)))
                .collect(),
            refused: count(self.refused.len()),
            refusals: refused.collect(),
            as_told: count(self.as_told.len()),
        }
    }
}

impl Session {
    /// Adds the records of an import document in a file.
    ///
    /// # Errors
    /// [`ErrorCode::FileUnreadable`]; [`ErrorCode::BadImport`] when it is longer than [`DOCUMENT_LIMIT`] or no import document.
    pub fn import_file(&mut self, file: &Path, lang: Lang) -> Result<ImportReport, Failure> {
        let name = file_name(file);
        let unreadable = || Failure::about(ErrorCode::FileUnreadable, name.clone());
        let size = file.metadata().map_err(|_| unreadable())?.len();
        if size > DOCUMENT_LIMIT {
            return Err(Failure::about(ErrorCode::BadImport, name));
        }
        let bytes = std::fs::read(file).map_err(|_| unreadable())?;
        // Editors of Windows put a mark before the text that is no part of it.
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        let text = text.map_err(|_| Failure::about(ErrorCode::BadImport, name))?;
        self.import_document(text, lang)
    }

    /// Adds the records of an import document, all that can be taken in one transaction.
    ///
    /// # Errors
    /// [`ErrorCode::BadImport`] when it is no import document at all; a single bad record is refused alone.
    pub fn import_document(&mut self, text: &str, lang: Lang) -> Result<ImportReport, Failure> {
        let document: Value = serde_json::from_str(text).map_err(|error| {
            Failure::about(
                ErrorCode::BadImport,
                format!("line {}, column {}", error.line(), error.column()),
            )
        })?;
        let (author, now) = (self.author().to_owned(), self.now());
        self.vault_mut().write(|tx| {
            let kind_of = |id| match records::read(tx, id).ok().flatten() {
                Some(found) => Some(found.kind),
                // In the trash or forgotten: taken, and no kind that anything could refer to.
                None => trash::knows(tx, id).unwrap_or(true).then(String::new),
            };
            let by_code = |code: &str| codes::bearing(tx, code).unwrap_or_default();
            let own_term = |vocabulary: &str, name: &str| own_term_called(tx, vocabulary, name).ok().flatten();
            let mut made = 0..;
            let mut new_id = || crate::session::numbered_id(now, made.next());
            let mut known = Known {
                kind_of: &kind_of,
                by_code: &by_code,
                own_term: &own_term,
                new_id: &mut new_id,
                now,
            };
            let (planned, refused) = plan(&document, &mut known).map_err(|NotADocument| ErrorCode::BadImport)?;
            let mut added = Vec::new();
            let as_told = planned.iter().flat_map(told_dates).collect();
            for record in planned {
                let Planned {
                    index,
                    id,
                    spec,
                    case,
                    mut body,
                    withheld,
                } = record;
                if !withheld.iter().any(|field| field == "code") {
                    crate::records::give_code(tx, spec, &mut body, now)?;
                }
                let new = NewRevision {
                    id,
                    case,
                    kind: spec.name,
                    body,
                    author: &author,
                    time: now,
                };
                records::put_with_gaps(tx, new, withheld)?;
                let code = codes::shown(tx, id)?.unwrap_or_default();
                added.push(AddedRecord {
                    index,
                    id,
                    kind: spec.name.to_owned(),
                    code,
                });
            }
            let refused = refused.into_iter().map(
                |Refused {
                     index,
                     kind,
                     key,
                     problems,
                 }| RefusedRecord {
                    index,
                    why: problems
                        .iter()
                        .map(|problem| problem_text(&kind, problem, lang))
                        .collect(),
                    kind,
                    key,
                },
            );
            Ok(ImportReport {
                added,
                refused: refused.collect(),
                as_told,
            })
        })
    }
}

/// The dates of a record of which nothing is known but what was said.
fn told_dates(record: &Planned) -> Vec<ToldDate> {
    let fields = record.spec.fields;
    let is_told = |field: &&Field| {
        let date = record
            .body
            .get(field.name)
            .and_then(|value| FuzzyDate::deserialize(value).ok());
        field.kind == FieldType::Date && date.is_some_and(|date| !dating::is_understood(&date))
    };
    let told = fields.iter().filter(is_told).map(|field| ToldDate {
        index: record.index,
        kind: record.spec.name.to_owned(),
        field: field.name.to_owned(),
    });
    told.collect()
}
