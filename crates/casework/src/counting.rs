//! Counting: a question, the records of one case after another, and a table with its definition.
//!
//! Inside the program nothing is hidden from whoever owns the records. A table that leaves is another matter: see
//! [`releasing`].

mod again;
mod asking;
mod drawing;
mod releasing;
mod telling;

use crate::consent::Gate;
use crate::failure::{ErrorCode, Failure};
use crate::finding::whole_case;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{StatsRequest, StatsView};
use crate::vocabularies::own_terms;
pub use releasing::StatsFormat;
use sandyq_domain::counting::{Across, CaseRecords, Question, Tally};
use sandyq_domain::kinds::{EventLink, Kind, Person};
use sandyq_domain::{CaseFile, Envelope, Lang, RecordId, Timestamp};
use sandyq_vault::{View, walking};
use sha2::{Digest, Sha256};

/// Of the rules in docs/counting.md: another number where the same records would give others.
pub(crate) const RULES: u32 = 1;

/// What was counted, and from which records.
pub(crate) struct Counted {
    pub(crate) tally: Tally,
    /// SHA-256 over ids and versions of all records that were looked at, in hexadecimal digits.
    pub(crate) snapshot: String,
    /// Cases that somebody in them did not agree to have counted.
    pub(crate) without_consent: u64,
}

impl Session {
    /// Counts. Nothing is hidden.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFilter`] for what cannot be counted by, or says nothing of the unit; [`ErrorCode::NoSuchUnit`];
    /// [`ErrorCode::BadPeriod`]; [`ErrorCode::Cancelled`].
    pub fn count(&self, asked: &StatsRequest, lang: Lang, progress: &mut Progress<'_>) -> Result<StatsView, Failure> {
        self.count_for(asked, None, lang, progress)
    }

    /// Counts those who agreed to a purpose, or all; hides no number of what it counted.
    fn count_for(
        &self,
        asked: &StatsRequest,
        purpose: Option<&str>,
        lang: Lang,
        progress: &mut Progress<'_>,
    ) -> Result<StatsView, Failure> {
        let question = asking::question(asked)?;
        let today = self.now();
        self.vault().read(|view| {
            let counted = counted(view, &question, purpose.map(|purpose| (purpose, today)), progress)?;
            let telling = telling::Telling {
                asked,
                question: &question,
                own: &own_terms(view)?,
                purpose,
                lang,
            };
            Ok(telling.whole(&counted))
        })
    }

    /// The cases that stand in a cell; none for a line or column means all of it. By code.
    ///
    /// # Errors
    /// As [`Session::count`].
    pub fn counted_cases(
        &self,
        asked: &StatsRequest,
        row: Option<&str>,
        column: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<String>, Failure> {
        let question = asking::question(asked)?;
        self.vault().read(|view| {
            let counted = counted(view, &question, None, progress)?;
            let codes = counted.tally.cases(row, column).into_iter();
            let codes = codes.map(|case| Ok(sandyq_vault::codes::shown(view, case)?.unwrap_or_default()));
            codes.collect::<Result<Vec<_>, Failure>>()
        })
    }
}

/// Counts over all live cases that are not for practice; with a purpose only those in which everybody agreed to it.
pub(crate) fn counted(
    view: &View<'_>,
    question: &Question,
    purpose: Option<(&str, Timestamp)>,
    progress: &mut Progress<'_>,
) -> Result<Counted, Failure> {
    let mut tally = Tally::new(question.clone(), across(view)?);
    let mut snapshot = Sha256::new();
    let mut without_consent = 0;
    for (done, case) in walking::cases(view)?.into_iter().enumerate() {
        let envelopes = whole_case(view, case)?;
        note(&mut snapshot, &envelopes);
        let records = CaseRecords::of(case, envelopes);
        if purpose.is_some_and(|(purpose, today)| !agreed(records.file(), purpose, today)) {
            without_consent += 1;
        } else {
            tally.take(&records);
        }
        if progress(done as u64 + 1).is_break() {
            return Err(ErrorCode::Cancelled.into());
        }
    }
    Ok(Counted {
        tally,
        snapshot: crate::evidence::hex(&snapshot.finalize()),
        without_consent,
    })
}

/// Which events are told twice and which codes are one person, over all cases.
fn across(view: &View<'_>) -> Result<Across, Failure> {
    let (mut links, mut people) = (Vec::new(), Vec::new());
    walking::each_real(view, &[EventLink::SPEC.name, Person::SPEC.name], &mut |envelope| {
        if let Some(link) = EventLink::read(&envelope.body).filter(|_| envelope.kind == EventLink::SPEC.name) {
            links.push(link);
        } else if let Some(other) = Person::read(&envelope.body).and_then(|person| person.same_as) {
            people.push((envelope.id, other));
        }
    })?;
    Ok(Across::of(links.iter(), people.into_iter()))
}

/// Adds the records of a case to the fingerprint of what was looked at.
fn note(snapshot: &mut Sha256, envelopes: &[Envelope]) {
    let mut lines: Vec<(RecordId, String)> = envelopes
        .iter()
        .map(|envelope| {
            (
                envelope.id,
                serde_json::to_string(&envelope.version).unwrap_or_default(),
            )
        })
        .collect();
    lines.sort();
    for (id, version) in lines {
        snapshot.update(id.to_bytes());
        snapshot.update(version);
        snapshot.update(b"\n");
    }
}

/// Whether everybody who has to be asked agreed to this purpose.
fn agreed(file: &CaseFile, purpose: &str, today: Timestamp) -> bool {
    let gate = Gate::of(file, today);
    let mut people = file.people_to_ask().into_iter();
    people.all(|person| gate.standing(person, purpose).is_covered())
}
