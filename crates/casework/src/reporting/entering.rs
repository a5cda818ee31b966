//! What stays of a paper that was written: where it lies, on whose consent it rests, and that something was submitted.

use super::Prepared;
use crate::counting::statistics_payload;
use crate::exporting::everything;
use crate::failure::Failure;
use crate::outfile::{Unfinished, file_name};
use crate::session::Session;
use crate::view::ReportKind;
use sandyq_domain::kinds::{Kind, Submission};
use sandyq_domain::{Lang, RecordId};
use sandyq_vault::{View, records};
use serde_json::{Map, Value, json};
use std::path::Path;

impl Session {
    /// Enters the file under every case that is told in it, and puts it in its place last.
    pub(super) fn enter_report(
        &mut self,
        prepared: &Prepared,
        sha256: &str,
        unfinished: &Unfinished,
        out: &Path,
    ) -> Result<(), Failure> {
        let (author, asked) = (self.author(), &prepared.asked);
        let told = prepared.gated.iter().filter(|(_, gated)| gated.is_told);
        let told = told.map(|(case, gated)| {
            let payload = json!({
                "action": "exported", "by": author, "file": file_name(out), "path": out.to_string_lossy(),
                "paper": asked.kind.slug(), "purpose": asked.purpose, "level": asked.level.slug(), "language": asked.lang.code(),
                "sha256": sha256, "consents": gated.snapshot,
            });
            (*case, payload)
        });
        let mut copies: Vec<(RecordId, Value)> = told.collect();
        if !prepared.tables.is_empty() {
            let tables = json!({ "tables": prepared.tables });
            let payload = statistics_payload(author, &file_name(out), &out.to_string_lossy(), tables);
            copies.push((everything(), payload));
        }
        self.enter_copies(&copies, || unfinished.publish(out))
    }

    /// The record of what is handed to a body: the one that is being written about the same cases, else a new one.
    pub(super) fn note_submission(
        &mut self,
        prepared: &Prepared,
        sha256: &str,
        lang: Lang,
    ) -> Result<Option<RecordId>, Failure> {
        let asked = &prepared.asked;
        let document_type = match asked.kind {
            ReportKind::AlternativeReport => "alternative_report",
            ReportKind::Communication => "individual_communication",
            ReportKind::HateCrime => "hate_crime_report",
            ReportKind::Register
            | ReportKind::Chronology
            | ReportKind::Statement
            | ReportKind::Complaint
            | ReportKind::JudgeComplaint
            | ReportKind::Examination
            | ReportKind::ConsentForm => return Ok(None),
        };
        if asked.is_practice {
            return Ok(None);
        }
        let told: Vec<RecordId> = prepared
            .gated
            .iter()
            .filter(|(_, gated)| gated.is_told)
            .map(|(case, _)| *case)
            .collect();
        let snapshot: Vec<&str> = prepared
            .gated
            .iter()
            .flat_map(|(_, gated)| &gated.snapshot)
            .map(String::as_str)
            .collect();
        let mut body = json!({
            "addressed_to": asked.body, "document_type": document_type, "cases": told, "identity_level": asked.level.slug(),
            "language": asked.lang.code(), "file_sha256": sha256, "submission_status": "drafting",
            "consent_snapshot": [{ "lang": lang.code(), "text": snapshot.join("\n") }],
        });
        if !asked.articles.is_empty() {
            body["treaty_articles"] = json!(asked.articles);
        }
        let body = body.as_object().cloned().unwrap_or_default();
        let drafted = self.vault().read(|view| drafted(view, &body))?;
        let view = match drafted {
            Some(id) => self.edit_record(&id.to_string(), &body)?,
            None => self.add_record(Submission::SPEC.name, None, &body)?,
        };
        Ok(Some(view.id))
    }
}

/// A submission of this type to this body about these cases that has not been sent.
fn drafted(view: &View<'_>, body: &Map<String, Value>) -> Result<Option<RecordId>, Failure> {
    let same = |found: &Map<String, Value>, field: &str| found.get(field) == body.get(field);
    let all = records::of_kind(view, Submission::SPEC.name)?;
    let fits = all.into_iter().find(|found| {
        let found = &found.body;
        ["addressed_to", "document_type", "cases", "submission_status"]
            .iter()
            .all(|field| same(found, field))
    });
    Ok(fits.map(|found| found.id))
}
