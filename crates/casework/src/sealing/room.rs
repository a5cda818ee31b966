//! Whether everything that a bundle has to list finds room in its manifest: told before anything is made, and with how many cases
//! would.

use super::planning;
use super::preparing::Prepared;
use super::preview::withheld;
use crate::failure::{ErrorCode, Failure};
use crate::view::SealRequest;
use sandyq_bundle::{CASE_LIMIT, MANIFEST_LIMIT, Sha256Sum};
use sandyq_domain::RecordId;
use serde::Serialize;
use std::collections::BTreeSet;

/// Everything in a manifest but its lists and its note, in bytes: names, keys, totals. Under 2 KiB with the longest names.
const REST: usize = 4 * 1024;
/// Members that every bundle has besides records and evidence: key, sums, README and dossier.
const ALWAYS: usize = 4;
/// What a member takes in the list, in bytes: name, size of ten digits, sum, braces and indents come to 176.
const MEMBER: usize = 180;
/// The same of a piece of evidence, which names its item besides: 233.
const FILE_MEMBER: usize = 240;
/// Of a hundred cases that would just fit so many are advised: cases are not alike.
const ADVISED: usize = 90;

/// # Errors
/// [`ErrorCode::TooManyAtOnce`] with how many cases would have room.
pub(super) fn check(prepared: &Prepared, request: &SealRequest) -> Result<(), Failure> {
    let limit = usize::try_from(MANIFEST_LIMIT).unwrap_or(usize::MAX);
    let (needed, cases) = (needed(prepared, request)?, prepared.cases.len());
    if needed <= limit && cases <= CASE_LIMIT {
        return Ok(());
    }
    let fitting = (cases * limit / needed).min(CASE_LIMIT);
    let advised = (fitting * ADVISED / 100).max(1);
    Err(Failure::about(ErrorCode::TooManyAtOnce, advised.to_string()))
}

/// At least what the manifest takes, in bytes.
fn needed(prepared: &Prepared, request: &SealRequest) -> Result<usize, Failure> {
    let items: BTreeSet<RecordId> = prepared.files.iter().map(|file| file.item).collect();
    let records = prepared.selection.envelopes.iter();
    let with_files: BTreeSet<_> = records
        .filter(|record| items.contains(&record.id))
        .map(|record| record.case)
        .collect();
    let with_history: BTreeSet<_> = prepared.history.iter().map(|version| version.case).collect();
    // Names that ids get for a recipient are as long as these.
    let mut parts = planning::case_parts(prepared, &prepared.passages, &|id| id);
    for part in &mut parts {
        // A root is as long as any other sum.
        part.evidence_root = with_files.contains(&Some(part.id)).then_some(Sha256Sum([0; 32]));
    }
    // Beside those of the cases one for what is in none.
    let members = ALWAYS + parts.len() + 1 + with_history.len();
    let withheld = withheld(prepared, request.dossier_lang).into_iter();
    let withheld: Vec<_> = withheld
        .map(|(what, why)| sandyq_bundle::Withheld { what, why })
        .collect();
    Ok(REST
        + members * MEMBER
        + prepared.files.len() * FILE_MEMBER
        + written(&parts)
        + written(&planning::consent_basis(prepared, request))
        + written(&withheld)
        + written(&planning::override_of(prepared, request))
        + written(&planning::endings(prepared, &|id| id))
        + written(&planning::contact_parts(prepared)?)
        + written(&planning::receipts(prepared)?)
        + written(&request.note))
}

/// What a field takes, indented as the manifest is.
fn written(field: &impl Serialize) -> usize {
    let json = serde_json::to_string_pretty(field).unwrap_or_default();
    json.len() + 2 * json.matches('\n').count()
}
