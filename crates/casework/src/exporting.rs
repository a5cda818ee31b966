//! Exporting: cases as an import document, in one new file that **is not encrypted** (`docs/formats/import.md`).
//!
//! Read and written record by record: a vault of any size passes through the memory of one case. Nothing is left out by choice
//! and no consent is weighed, since nobody receives the file yet; whose consent would not let their name out is said before.
//! Where it lies is entered in the ledger of copies, so that a forgetting can name it.

mod document;
mod gate;
mod scope;
mod tally;

use crate::failure::{ErrorCode, Failure};
use crate::outfile::{Unfinished, file_name, new_place};
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{ExportOutcome, ExportPreview};
use document::{Document, Written};
use sandyq_domain::words::{size_text, text};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::View;
use scope::Scope;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tally::Tally;

/// What the ledger names when a copy of everything left: no record has this id.
pub(crate) fn everything() -> RecordId {
    RecordId::from_bytes([0; 16])
}

impl Session {
    /// What an export would hold, what it cannot carry, and what to look at again. Nothing is written. No names: everything.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::Cancelled`].
    pub fn preview_export(
        &self,
        cases: &[String],
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<ExportPreview, Failure> {
        let (tally, written) = self.vault().read(|view| {
            let scope = Scope::of(view, cases)?;
            self.walk(view, &scope, "", &mut io::sink(), progress)
        })?;
        Ok(ExportPreview {
            cases: tally.of_kind("case"),
            records: tally.records(),
            size: written.size,
            size_text: size_text(written.size, lang),
            leaves: tally.leaves(lang),
            stays: tally.stays(lang),
            look_again: tally.look_again(&written, lang),
        })
    }

    /// Writes the records of these cases and the people they name into a new file; without names, everything but what is for
    /// practice. An existing file is never overwritten; an export that fails leaves none.
    ///
    /// # Errors
    /// As [`Session::preview_export`], and [`ErrorCode::PlaceInsideVault`], [`ErrorCode::FileExists`], [`ErrorCode::DiskFull`], …
    pub fn export_document(
        &mut self,
        cases: &[String],
        out: &Path,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<ExportOutcome, Failure> {
        let name = file_name(out);
        let out = &new_place(out, self.vault().folder().path())?;
        let unfinished = Unfinished::make(out)?;
        let mut file = BufWriter::new(unfinished.file()?);
        let (scope, tally, written) = self.vault().read(|view| {
            let scope = Scope::of(view, cases)?;
            let (tally, written) = self.walk(view, &scope, &name, &mut file, progress)?;
            Ok::<_, Failure>((scope, tally, written))
        })?;
        drop(file);
        unfinished.sync()?;
        self.enter_export(&scope, &tally, &written, &unfinished, out)?;
        unfinished.keep();
        Ok(ExportOutcome {
            file: name,
            size: written.size,
            size_text: size_text(written.size, lang),
            sha256: written.sha256.clone(),
            warning: text(lang, "export-plain"),
            cases: tally.of_kind("case"),
            records: tally.records(),
            stays: tally.stays(lang),
            look_again: tally.look_again(&written, lang),
        })
    }

    fn walk(
        &self,
        view: &View<'_>,
        scope: &Scope,
        name: &str,
        out: &mut dyn Write,
        progress: &mut Progress<'_>,
    ) -> Result<(Tally, Written), Failure> {
        let mut tally = Tally::of(view, scope)?;
        let mut document = Document::begin(out, name)?;
        let today = self.now();
        scope.each(view, &mut |envelopes| {
            gate::look(view, envelopes, today, &mut tally)?;
            for envelope in envelopes {
                tally.count(envelope, document.record(view, scope, envelope)?);
            }
            if progress(u64::from(tally.records())).is_break() {
                return Err(ErrorCode::Cancelled.into());
            }
            Ok(())
        })?;
        Ok((tally, document.end()?))
    }

    fn enter_export(
        &mut self,
        scope: &Scope,
        tally: &Tally,
        written: &Written,
        unfinished: &Unfinished,
        out: &Path,
    ) -> Result<(), Failure> {
        let payload = json!({
            "action": "exported", "by": self.author(), "file": file_name(out), "path": out.to_string_lossy(),
            "records": tally.records(), "sha256": written.sha256,
        });
        let copies: Vec<(RecordId, Value)> = scope.items().into_iter().map(|item| (item, payload.clone())).collect();
        self.enter_copies(&copies, || unfinished.publish(out))
    }
}
