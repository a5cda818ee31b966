//! Full-text search over every live record, in the spelling people type.
//!
//! First whole words (the last may be a beginning), then fragments, then words with a letter wrong; the next step is taken
//! only when the one before found nothing. Matches are taken newest first and ranked among themselves: the cost does not
//! grow with how common a word is.

use super::search_match::{Matching, Question};
use super::{StoreError, View, search_words};
use rusqlite::Row;
use sandyq_domain::RecordId;
use std::collections::{BTreeSet, HashMap};

pub use super::search_match::{MARK_END, MARK_START};

/// How many of the newest matches are looked at for each answer that a kind may have. There are two dozen kinds, and a word
/// stands in a few of them: enough that none is crowded out, few enough that a common word costs no more than a rare one.
const LOOKED_AT: usize = 16;

/// Of each kind, how many times more texts are compared with what was typed than are answered.
const COMPARED: usize = 2;

/// The newest records in which an expression is found. Without their texts: those are long, and most are not needed.
const MATCHING: &str = "SELECT r.row, r.id, r.case_id, r.kind, r.code_shown
   FROM search s CROSS JOIN record r ON r.row = s.rowid
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
    by_steps(view, typed, |question, found| {
        matching(view, question, found, limit, None)
    })
}

/// As [`find`], of these records alone, however many newer ones answer too.
pub fn find_among(
    view: &View<'_>,
    typed: &str,
    among: &BTreeSet<RecordId>,
    limit: usize,
) -> Result<Vec<Hit>, StoreError> {
    by_steps(view, typed, |question, found| {
        matching(view, question, found, limit, Some(among))
    })
}

/// Every live record that answers, the newest first, with its case; no text is read. For lists that are narrowed or put in an order
/// of their own: there the newest matches are not the ones wanted.
pub fn all(view: &View<'_>, typed: &str) -> Result<Vec<(RecordId, Option<RecordId>)>, StoreError> {
    by_steps(view, typed, |_, found| every(view, found))
}

/// Words first, then fragments, then likenesses: the first step that finds anything is the answer.
fn by_steps<T>(
    view: &View<'_>,
    typed: &str,
    ask: impl Fn(&Question, &Matching) -> Result<Vec<T>, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let Some(question) = Question::parse(typed) else {
        return Ok(Vec::new());
    };
    let found = ask(&question, &question.by_words())?;
    if !found.is_empty() {
        return Ok(found);
    }
    if let Some(fragments) = search_words::by_fragment(view, &question)? {
        let found = ask(&question, &fragments)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let alike = search_words::by_likeness(view, &question)?;
    alike.map_or_else(|| Ok(Vec::new()), |alike| ask(&question, &alike))
}

fn every(view: &View<'_>, matching: &Matching) -> Result<Vec<(RecordId, Option<RecordId>)>, StoreError> {
    let mut statement = view.connection.prepare_cached(MATCHING)?;
    let mut rows = statement.query((matching.expression(), i64::MAX))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Candidate { record, case, .. } = Candidate::read(row)?;
        found.push((record, case));
    }
    Ok(found)
}

fn matching(
    view: &View<'_>,
    question: &Question,
    matching: &Matching,
    limit: usize,
    among: Option<&BTreeSet<RecordId>>,
) -> Result<Vec<Hit>, StoreError> {
    let mut ranked = Vec::new();
    for candidate in candidates(view, matching, limit, among)? {
        let written = written(view, &candidate)?;
        ranked.push((usize::MAX - question.exactly_in(&written), candidate, written));
    }
    // Stable: among equals the newest stays first.
    ranked.sort_by_key(|(inexactly, _, _)| *inexactly);
    let mut taken = PerKind::new(limit);
    ranked.retain(|(_, candidate, _)| taken.takes(&candidate.kind));
    let hit = |(_, candidate, written): (usize, Candidate, String)| candidate.hit(matching.snippet(&written));
    Ok(ranked.into_iter().map(hit).collect())
}

/// The newest matches, of each kind as many as are compared for `limit` answers.
pub(super) fn candidates(
    view: &View<'_>,
    matching: &Matching,
    limit: usize,
    among: Option<&BTreeSet<RecordId>>,
) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = view.connection.prepare_cached(MATCHING)?;
    let most = match among {
        Some(_) => i64::MAX,
        None => i64::try_from(limit.saturating_mul(LOOKED_AT)).unwrap_or(i64::MAX),
    };
    let mut rows = statement.query((matching.expression(), most))?;
    let mut taken = PerKind::new(limit.saturating_mul(COMPARED));
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let candidate = Candidate::read(row)?;
        let is_wanted = among.is_none_or(|among| among.contains(&candidate.record));
        if is_wanted && taken.takes(&candidate.kind) {
            found.push(candidate);
        }
    }
    Ok(found)
}

/// The whole text of a match.
pub(super) fn written(view: &View<'_>, candidate: &Candidate) -> Result<String, StoreError> {
    let sql = "SELECT written FROM search_text WHERE record = ?1";
    let mut statement = view.connection.prepare_cached(sql)?;
    Ok(statement.query_row([candidate.row], |found| found.get(0))?)
}

/// So many of each kind and no more.
struct PerKind {
    limit: usize,
    taken: HashMap<String, usize>,
}

impl PerKind {
    fn new(limit: usize) -> Self {
        Self {
            limit,
            taken: HashMap::new(),
        }
    }

    fn takes(&mut self, kind: &str) -> bool {
        let taken = self.taken.entry(kind.to_owned()).or_default();
        *taken += 1;
        *taken <= self.limit
    }
}

/// A match before it is shown: its text is left until it is known to be among those that may be answered.
pub(super) struct Candidate {
    row: i64,
    record: RecordId,
    case: Option<RecordId>,
    kind: String,
    code: Option<String>,
}

impl Candidate {
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            row: row.get(0)?,
            record: RecordId::from_bytes(row.get(1)?),
            case: row.get::<_, Option<[u8; 16]>>(2)?.map(RecordId::from_bytes),
            kind: row.get(3)?,
            code: row.get(4)?,
        })
    }

    fn hit(self, snippet: String) -> Hit {
        let Self {
            row: _,
            record,
            case,
            kind,
            code,
        } = self;
        Hit {
            record,
            case,
            kind,
            code,
            snippet,
        }
    }
}
