//! Whether everything that a bundle has to list finds room in its manifest: told before anything is made, and with how many cases
//! would.

use super::planning;
use super::preparing::Prepared;
use super::preview::withheld;
use crate::failure::{ErrorCode, Failure};
use crate::view::SealRequest;
use sandyq_bundle::{CASE_LIMIT, CasePart, MANIFEST_LIMIT, Sha256Sum};
use serde::Serialize;

/// Everything in a manifest but its lists and its note, in bytes: names, keys, totals. Under 2 KiB with the longest names.
const REST: usize = 4 * 1024;
/// Members that every bundle has besides records and evidence: key, sums, README and dossier.
const ALWAYS: usize = 4;
/// What a member takes in the list, in bytes: name, size of ten digits, sum, item, braces and indents come to 233.
const MEMBER: usize = 240;
/// Members of a case: its records and, in a move, their history.
const OF_A_CASE: usize = 2;
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
    let cases: Vec<CasePart> = prepared.cases.iter().map(longest).collect();
    let members = prepared.files.len() + ALWAYS + OF_A_CASE * (cases.len() + 1);
    let withheld = withheld(prepared, request.dossier_lang).into_iter();
    let withheld: Vec<_> = withheld
        .map(|(what, why)| sandyq_bundle::Withheld { what, why })
        .collect();
    Ok(REST
        + members * MEMBER
        + written(&cases)
        + written(&planning::consent_basis(prepared, request))
        + written(&withheld)
        + written(&planning::override_of(prepared, request))
        + written(&planning::endings(prepared, &|id| id))
        + written(&planning::contact_parts(prepared)?)
        + written(&planning::receipts(prepared)?)
        + written(&request.note))
}

/// A case with everything that can be said of one; names that ids get for a recipient are as long.
fn longest((case, code): &(sandyq_domain::RecordId, String)) -> CasePart {
    let sum = Some(Sha256Sum([0; 32]));
    CasePart {
        id: *case,
        code: code.clone(),
        sequence: u64::MAX,
        previous_sha256: sum,
        evidence_root: sum,
    }
}

/// What a field takes, indented as the manifest is.
fn written(field: &impl Serialize) -> usize {
    let json = serde_json::to_string_pretty(field).unwrap_or_default();
    json.len() + 2 * json.matches('\n').count()
}
