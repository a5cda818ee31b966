//! What an export holds, and in which order: what belongs to no case, then case by case, each by id.

use crate::exporting::everything;
use crate::failure::Failure;
use crate::finding::{find_case, whole_case};
use sandyq_domain::{Envelope, RecordId};
use sandyq_vault::walking::{self, Whereabouts};
use sandyq_vault::{View, records};
use std::collections::BTreeSet;

/// Ids only: the records are read one case at a time.
pub(super) struct Scope {
    /// Sorted.
    cases: Vec<RecordId>,
    /// Sorted: what belongs to no case.
    outside: Vec<RecordId>,
    /// Records of cases that are not here themselves.
    astray: Vec<RecordId>,
    /// Without names: everything but these, which only practice knows.
    practice: BTreeSet<RecordId>,
    pub(super) is_everything: bool,
}

impl Scope {
    /// The cases of these names and the people they name; without names, everything that is not for practice.
    pub(super) fn of(view: &View<'_>, names: &[String]) -> Result<Self, Failure> {
        if names.is_empty() {
            let practice = walking::known_to_practice_only(view)?;
            let mut outside = walking::outside_cases(view)?;
            outside.retain(|id| !practice.contains(id));
            return Ok(Self {
                cases: walking::cases(view)?,
                outside,
                astray: walking::astray(view)?,
                practice,
                is_everything: true,
            });
        }
        let (mut cases, mut outside) = (BTreeSet::new(), BTreeSet::new());
        for name in names {
            let case = find_case(view, name)?;
            if cases.insert(case) {
                let whole = whole_case(view, case)?.into_iter();
                outside.extend(whole.filter(|record| record.case.is_none()).map(|record| record.id));
            }
        }
        Ok(Self {
            cases: cases.into_iter().collect(),
            outside: outside.into_iter().collect(),
            astray: Vec::new(),
            practice: BTreeSet::new(),
            is_everything: false,
        })
    }

    /// Hands on what belongs to no case and what is astray one by one, and each case whole, its own record first.
    pub(super) fn each(
        &self,
        view: &View<'_>,
        visit: &mut dyn FnMut(&[Envelope]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        for id in &self.outside {
            visit(&records::read_all(view, &[*id])?)?;
        }
        for case in &self.cases {
            let mut envelopes = records::of_case(view, *case)?;
            envelopes.sort_by_key(|envelope| (envelope.id != *case, envelope.id));
            visit(&envelopes)?;
        }
        for id in &self.astray {
            visit(&records::read_all(view, &[*id])?)?;
        }
        Ok(())
    }

    /// Where a record is, if the export holds it.
    pub(super) fn find(&self, view: &View<'_>, id: RecordId) -> Result<Option<Whereabouts>, Failure> {
        let found = walking::whereabouts(view, id)?;
        Ok(found.filter(|found| match found.case {
            _ if self.is_everything => !found.is_practice && !self.practice.contains(&id),
            Some(case) => self.cases.binary_search(&case).is_ok(),
            None => self.outside.binary_search(&id).is_ok(),
        }))
    }

    /// How many records are left out because they are for practice.
    pub(super) fn left_out(&self, view: &View<'_>) -> Result<u64, Failure> {
        if !self.is_everything {
            return Ok(0);
        }
        let mut left_out = walking::count_within(view, &walking::practice_cases(view)?)?;
        for id in &self.practice {
            left_out += u64::from(walking::whereabouts(view, *id)?.is_some());
        }
        Ok(left_out)
    }

    /// What the ledger enters it under.
    pub(super) fn items(&self) -> Vec<RecordId> {
        if self.is_everything {
            vec![everything()]
        } else {
            self.cases.clone()
        }
    }
}
