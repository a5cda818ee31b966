//! Full-text search over every live record, in the spelling people type.
//!
//! First whole words (the last may be a beginning), then fragments, then words with a letter wrong; the next step is taken
//! only when the one before found nothing. Matches are taken newest first and ranked among themselves: the cost does not
//! grow with how common a word is.

use super::search_match::{Matching, Question};
use super::{StoreError, View, search_words};
use rusqlite::Row;
use sandyq_domain::RecordId;
use std::collections::HashMap;

pub use super::search_match::{MARK_END, MARK_START};

/// How many matches are looked at, at most.
pub(super) const CANDIDATES: u32 = 400;

/// The newest records in which an expression is found.
pub(super) const MATCHING: &str = "SELECT r.id, r.case_id, r.kind, r.code_shown, t.written
   FROM search s CROSS JOIN record r ON r.row = s.rowid CROSS JOIN search_text t ON t.record = s.rowid
   WHERE search MATCH ?1 AND r.state = 'live' ORDER BY s.rowid DESC LIMIT ?2";

/// A record that answers the question.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordId,
    /// Its case.
    pub case: Option<RecordId>,
    /// The slug of its kind.
    pub kind: String,
    /// The code it is shown under, if it has one.
    pub code: Option<String>,
    /// A part of its text, matches between [`MARK_START`] and [`MARK_END`].
    pub snippet: String,
}

/// At most `limit` hits *of each kind*, so that many steps never push the one case out of sight; best first.
///
/// Any text is a valid question; one without a letter or digit finds nothing.
pub fn find(view: &View<'_>, typed: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
    let Some(question) = Question::parse(typed) else {
        return Ok(Vec::new());
    };
    let hits = matching(view, &question, &question.by_words(), limit)?;
    if !hits.is_empty() {
        return Ok(hits);
    }
    if let Some(fragments) = search_words::by_fragment(view, &question)? {
        let hits = matching(view, &question, &fragments, limit)?;
        if !hits.is_empty() {
            return Ok(hits);
        }
    }
    match search_words::by_likeness(view, &question)? {
        Some(alike) => matching(view, &question, &alike, limit),
        None => Ok(Vec::new()),
    }
}

fn matching(view: &View<'_>, question: &Question, matching: &Matching, limit: usize) -> Result<Vec<Hit>, StoreError> {
    let mut statement = view.connection.prepare_cached(MATCHING)?;
    let mut rows = statement.query((matching.expression(), CANDIDATES))?;
    let mut ranked: Vec<Candidate> = Vec::new();
    while let Some(row) = rows.next()? {
        ranked.push(candidate(row, question)?);
    }
    // Stable: among equals the newest stays first.
    ranked.sort_by_key(|candidate| usize::MAX - candidate.exactly);
    let mut taken: HashMap<String, usize> = HashMap::new();
    ranked.retain(|candidate| {
        let of_kind = taken.entry(candidate.kind.clone()).or_default();
        *of_kind += 1;
        *of_kind <= limit
    });
    Ok(ranked.into_iter().map(|candidate| candidate.hit(matching)).collect())
}

/// A match before it is shown: cutting the snippet is left until it is known to be among the best.
struct Candidate {
    record: RecordId,
    case: Option<RecordId>,
    kind: String,
    code: Option<String>,
    written: String,
    exactly: usize,
}

impl Candidate {
    fn hit(self, matching: &Matching) -> Hit {
        let Self {
            record,
            case,
            kind,
            code,
            written,
            exactly: _,
        } = self;
        Hit {
            record,
            case,
            kind,
            code,
            snippet: matching.snippet(&written),
        }
    }
}

fn candidate(row: &Row<'_>, question: &Question) -> Result<Candidate, StoreError> {
    let written: String = row.get(4)?;
    Ok(Candidate {
        record: RecordId::from_bytes(row.get(0)?),
        case: row.get::<_, Option<[u8; 16]>>(1)?.map(RecordId::from_bytes),
        kind: row.get(2)?,
        code: row.get(3)?,
        exactly: question.exactly_in(&written),
        written,
    })
}
