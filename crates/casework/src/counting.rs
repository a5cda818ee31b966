//! Counting: a question, the records of one case after another, and a table with its definition.
//!
//! Inside the program nothing is hidden from whoever owns the records. A table that leaves is another matter: see
//! [`releasing`].

mod again;
mod annex;
mod asking;
mod drawing;
mod heeding;
mod measured;
mod releasing;
mod telling;

use crate::consent;
use crate::failure::{ErrorCode, Failure};
use crate::finding::whole_case;
use crate::sealing::Progress;
use crate::session::Session;
use crate::view::{StatsRequest, StatsView};
use crate::vocabularies::own_terms;
pub use releasing::{AnnexFormat, StatsFormat};
use sandyq_domain::counting::{Across, CaseRecords, Measures, Question, Tally, Unit, known_as};
use sandyq_domain::kinds::{EventLink, Involvement, Kind, PerpetratorMark, Person};
use sandyq_domain::{CaseFile, Envelope, Lang, RecordId, Timestamp};
use sandyq_vault::{View, walking};
use sha2::{Digest, Sha256};

/// Of the rules in docs/counting.md: another number where the same records would give others.
pub(crate) const RULES: u32 = 2;

/// What was counted, and from which records.
pub(crate) struct Counted {
    pub(crate) sum: Sum,
    /// SHA-256 over ids and versions of all records that were looked at, in hexadecimal digits.
    pub(crate) snapshot: String,
    /// Cases that somebody in them did not agree to have counted.
    pub(crate) without_consent: u64,
}

/// Units by where they stand, or values.
pub(crate) enum Sum {
    Counts(Tally),
    Values(Measures),
}

impl Sum {
    fn new(question: &Question, across: Across) -> Self {
        match question.measure {
            Some(measure) => Self::Values(Measures::new(question.clone(), measure, across)),
            None => Self::Counts(Tally::new(question.clone(), across)),
        }
    }

    fn take(&mut self, records: &CaseRecords) {
        match self {
            Self::Counts(tally) => tally.take(records),
            Self::Values(measures) => measures.take(records),
        }
    }
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
            let cases = match &counted.sum {
                Sum::Counts(tally) => tally.cases(row, column),
                Sum::Values(measures) => measures.cases(row),
            };
            let codes = cases.into_iter();
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
    let mut found = all_counted(view, std::slice::from_ref(question), purpose, progress)?;
    found.pop().ok_or_else(|| ErrorCode::NoSuchUnit.into())
}

/// Answers several questions from one reading of the records.
pub(crate) fn all_counted(
    view: &View<'_>,
    questions: &[Question],
    purpose: Option<(&str, Timestamp)>,
    progress: &mut Progress<'_>,
) -> Result<Vec<Counted>, Failure> {
    let across = across(
        view,
        questions.iter().any(|question| question.unit == Unit::Perpetrators),
    )?;
    let mut sums: Vec<Sum> = questions
        .iter()
        .map(|question| Sum::new(question, across.clone()))
        .collect();
    let mut snapshot = Sha256::new();
    let mut without_consent = 0;
    for (done, case) in walking::cases(view)?.into_iter().enumerate() {
        let envelopes = whole_case(view, case)?;
        note(&mut snapshot, &envelopes);
        let records = CaseRecords::of(case, envelopes);
        if purpose.is_some_and(|(purpose, today)| !agreed(records.file(), purpose, today)) {
            without_consent += 1;
        } else {
            for sum in &mut sums {
                sum.take(&records);
            }
        }
        if progress(done as u64 + 1).is_break() {
            return Err(ErrorCode::Cancelled.into());
        }
    }
    let snapshot = crate::evidence::hex(&snapshot.finalize());
    let counted = |sum| Counted {
        sum,
        snapshot: snapshot.clone(),
        without_consent,
    };
    Ok(sums.into_iter().map(counted).collect())
}

/// Which events are told twice, which codes are one person, and, where it is asked, what is known of one perpetrator, over all
/// cases.
fn across(view: &View<'_>, perpetrators: bool) -> Result<Across, Failure> {
    let (mut links, mut people, mut doers) = (Vec::new(), Vec::new(), Vec::new());
    let kinds = [
        EventLink::SPEC.name,
        Person::SPEC.name,
        Involvement::SPEC.name,
        PerpetratorMark::SPEC.name,
    ];
    let kinds = if perpetrators { &kinds[..] } else { &kinds[..2] };
    walking::each_real(view, kinds, &mut |envelope| match envelope.kind.as_str() {
        kind if kind == EventLink::SPEC.name => links.extend(EventLink::read(&envelope.body)),
        kind if kind == Person::SPEC.name => {
            let other = Person::read(&envelope.body).and_then(|person| person.same_as);
            people.extend(other.map(|other| (envelope.id, other)));
        }
        kind if kind == Involvement::SPEC.name => {
            let known = Involvement::read(&envelope.body).map_or_else(Vec::new, |one| known_as(&one));
            doers.extend(known.windows(2).map(|pair| (pair[0], pair[1])));
        }
        _ => {
            let person = PerpetratorMark::read(&envelope.body).and_then(|mark| mark.person);
            doers.extend(person.map(|person| (envelope.id, person)));
        }
    })?;
    Ok(Across::of(links.iter(), people.into_iter(), doers.into_iter()))
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
    let mut people = file.people_to_ask().into_iter();
    people.all(|person| consent::standing(file, person, purpose, today).is_covered())
}
