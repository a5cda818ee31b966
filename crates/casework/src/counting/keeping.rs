//! Facts of the units that were asked for: the next question about them is answered without reading a record. **They are let go when
//! anything in the vault is written**, whatever it is but the entry of a copy that left, and with the session.

use crate::consent::Gate;
use crate::failure::{ErrorCode, Failure};
use crate::finding::whole_case;
use crate::sealing::{Progress, choice};
use sandyq_domain::counting::{Across, CaseRecords, Dimension, Facts, Measures, Question, Unit, known_as};
use sandyq_domain::kinds::{EventLink, Involvement, Kind, PerpetratorMark, Person};
use sandyq_domain::{CaseFile, Envelope, RecordId, Timestamp};
use sandyq_vault::{View, walking};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Purposes for which numbers leave; each is a mark of a case in which everybody agreed to it.
pub(super) const PURPOSES: [&str; 2] = ["own_statistics", "partner_statistics"];
/// Bytes that are kept between two questions: a vault of some ten thousand cases.
const BUDGET: usize = 96 << 20;

/// What the session keeps. No `Debug`: facts are about people.
#[derive(Default)]
pub(crate) struct Kept {
    read: Option<Read>,
    facts: BTreeMap<Unit, Facts>,
}

/// What one reading of all records says of them together.
struct Read {
    /// Consents run out with a day.
    day: String,
    snapshot: String,
    cases: u64,
    agreed: [u64; PURPOSES.len()],
}

impl Kept {
    /// Sees to it that the facts of these units are there, and takes the measures; reads the records only where it must.
    pub(super) fn gather(
        &mut self,
        view: &View<'_>,
        now: Timestamp,
        questions: &[Question],
        purpose: Option<&str>,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Measures>, Failure> {
        let day = now.day();
        if self.read.as_ref().is_none_or(|read| read.day != day) {
            *self = Self::default();
        }
        let counted = questions.iter().filter(|question| question.measure.is_none());
        let units: BTreeSet<Unit> = counted.map(|question| question.unit).collect();
        let missing: Vec<Unit> = units
            .into_iter()
            .filter(|unit| !self.facts.contains_key(unit))
            .collect();
        let to_measure = questions
            .iter()
            .filter_map(|question| Some((question.clone(), question.measure?)));
        let to_measure: Vec<_> = to_measure.collect();
        if missing.is_empty() && to_measure.is_empty() && self.read.is_some() {
            return Ok(Vec::new());
        }
        let across = across(view, missing.contains(&Unit::Perpetrators))?;
        let mut facts: Vec<Facts> = missing.iter().map(|unit| all_of(*unit, across.clone())).collect();
        let mut measures: Vec<Measures> = to_measure
            .into_iter()
            .map(|(question, measure)| Measures::new(question, measure, across.clone()))
            .collect();
        let mark = purpose.map(mark_of);
        let mut snapshot = Sha256::new();
        let mut read = Read {
            day,
            snapshot: String::new(),
            cases: 0,
            agreed: [0; PURPOSES.len()],
        };
        for case in walking::cases(view)? {
            let envelopes = whole_case(view, case)?;
            note(&mut snapshot, &envelopes);
            // A no counts wherever it was written down, and so does whoever has to be asked for another case.
            let elsewhere = choice::elsewhere(view, &envelopes)?;
            let mut file = CaseFile::of(&envelopes);
            for record in &elsewhere {
                file.heed(record);
            }
            let marks = marks(&file, now);
            let records = CaseRecords::of(case, envelopes);
            read.cases += 1;
            for (at, agreed) in read.agreed.iter_mut().enumerate() {
                *agreed += u64::from(marks >> at & 1);
            }
            for facts in &mut facts {
                facts.take(&records, marks);
            }
            if mark.is_none_or(|mark| marks & mark != 0) {
                for measures in &mut measures {
                    measures.take(&records);
                }
            }
            if progress(read.cases).is_break() {
                return Err(ErrorCode::Cancelled.into());
            }
        }
        read.snapshot = crate::evidence::hex(&snapshot.finalize());
        self.read = Some(read);
        self.facts.extend(missing.into_iter().zip(facts));
        Ok(measures)
    }

    pub(super) fn facts(&self, unit: Unit) -> Option<&Facts> {
        self.facts.get(&unit)
    }

    /// The fingerprint of the records, and in how many cases somebody did not agree.
    pub(super) fn read(&self, purpose: Option<&str>) -> (String, u64) {
        let Some(read) = &self.read else {
            return (String::new(), 0);
        };
        let at = PURPOSES.iter().position(|known| Some(*known) == purpose);
        let without = at.map_or(0, |at| read.cases - read.agreed[at]);
        (read.snapshot.clone(), without)
    }

    /// Lets go what is more than a laptop has room for, the largest first.
    pub(super) fn spare(&mut self) {
        while self.facts.values().map(Facts::size).sum::<usize>() > BUDGET {
            let largest = self.facts.iter().max_by_key(|(_, facts)| facts.size());
            let Some(unit) = largest.map(|(unit, _)| *unit) else {
                return;
            };
            self.facts.remove(&unit);
        }
    }
}

fn all_of(unit: Unit, across: Across) -> Facts {
    Facts::new(unit, Dimension::all().filter(|dimension| dimension.fits(unit)), across)
}

/// The mark of a purpose; none of all where nothing is known of it.
pub(super) fn mark_of(purpose: &str) -> u8 {
    let at = PURPOSES.iter().position(|known| *known == purpose);
    at.map_or(0, |at| 1 << at)
}

/// Of the purposes to which everybody agreed who has to be asked.
fn marks(file: &CaseFile, now: Timestamp) -> u8 {
    let gate = Gate::of(file, now);
    let people = file.people_to_ask();
    let agreed = |purpose: &&&str| people.iter().all(|person| gate.standing(*person, purpose).is_covered());
    let agreed = PURPOSES.iter().filter(agreed);
    agreed.map(|purpose| mark_of(purpose)).sum()
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
