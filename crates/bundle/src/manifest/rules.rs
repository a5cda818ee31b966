//! Every rule that a manifest alone can break, in the order in which they are asked.

use std::collections::HashSet;

use super::{BundleKind, Manifest, Member, Override, Totals};
use crate::header::{BLOCK_LEN, blocks};
use crate::limits::{
    CASE_LIMIT, ENTRY_LIMIT, FILE_LIMIT, LABEL_LIMIT, LIST_LIMIT, RECORD_FILE_LIMIT, RECORDS_LIMIT, TAR_LIMIT,
    TEXT_LIMIT,
};
use crate::name::{CASE, FILES, FIXED, HISTORY, is_member_name, rank};
use crate::refusal::Refusal;
use crate::text::{is_label, is_prose, is_slug};

impl Manifest {
    /// Every rule that the manifest alone can break. Sealing asks it too.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        self.check_words()?;
        self.check_cases()?;
        self.check_lists()?;
        let entries = self.totals.records.saturating_add(self.totals.history);
        if (self.members.len() as u64).saturating_add(entries) > ENTRY_LIMIT as u64 {
            return Err(Refusal::TooManyEntries);
        }
        self.check_names()?;
        self.check_sizes()
    }

    fn check_words(&self) -> Result<(), Refusal> {
        let mut labels = std::iter::once(&self.sender.name)
            .chain(&self.recipient.name)
            .chain(self.cases.iter().map(|case| &case.code))
            .chain(self.consent_basis.iter().map(|consent| &consent.person))
            .chain(self.consent_override.iter().flat_map(|why| &why.people))
            .chain(self.contacts.iter().map(|contact| &contact.name));
        let mut texts = std::iter::once(&self.note)
            .chain(self.consent_basis.iter().map(|consent| &consent.basis))
            .chain(self.consent_override.iter().map(|why| &why.reason))
            .chain(
                self.withheld
                    .iter()
                    .flat_map(|withheld| [&withheld.what, &withheld.why]),
            );
        if !labels.all(|label| is_label(label, LABEL_LIMIT)) {
            return Err(Refusal::LabelForm);
        }
        if !texts.all(|text| is_prose(text, TEXT_LIMIT)) {
            return Err(Refusal::TextForm);
        }
        if is_slug(&self.purpose) {
            Ok(())
        } else {
            Err(Refusal::PurposeForm)
        }
    }

    fn check_cases(&self) -> Result<(), Refusal> {
        if self.cases.len() > CASE_LIMIT {
            return Err(Refusal::CasesTooMany);
        }
        let mut seen = HashSet::new();
        for case in &self.cases {
            if !seen.insert(case.id) {
                return Err(Refusal::CaseTwice);
            }
            if case.sequence == 0 || (case.sequence == 1) != case.previous_sha256.is_none() {
                return Err(Refusal::CaseSequence);
            }
        }
        Ok(())
    }

    /// The lists that only some kinds of bundle have.
    fn check_lists(&self) -> Result<(), Refusal> {
        let is_receipt = self.kind == BundleKind::Receipt;
        if self.receipts.is_empty() == is_receipt {
            return Err(Refusal::KindReceipts);
        }
        if self.cases.is_empty() != is_receipt {
            return Err(Refusal::KindCases);
        }
        if !self.contacts.is_empty() && !matches!(self.kind, BundleKind::Move | BundleKind::Update) {
            return Err(Refusal::KindContacts);
        }
        let has_history = self.totals.history > 0 || self.members.iter().any(|member| member.name.ends_with(HISTORY));
        if has_history && self.kind != BundleKind::Move {
            return Err(Refusal::KindHistory);
        }
        if is_receipt && self.totals != Totals::default() {
            return Err(Refusal::KindRecords);
        }
        if let Some(Override { reason, people }) = &self.consent_override
            && (reason.trim().is_empty() || people.is_empty())
        {
            return Err(Refusal::OverrideEmpty);
        }
        if [self.endings.len(), self.receipts.len(), self.contacts.len()]
            .iter()
            .any(|len| *len > LIST_LIMIT)
        {
            return Err(Refusal::ListTooLong);
        }
        if !is_set(self.endings.iter().map(|ending| ending.record)) {
            return Err(Refusal::EndingTwice);
        }
        if !is_set(self.receipts.iter().map(|receipt| receipt.bundle)) {
            return Err(Refusal::ReceiptTwice);
        }
        if is_set(self.contacts.iter().map(|contact| &contact.recipient)) {
            Ok(())
        } else {
            Err(Refusal::ContactTwice)
        }
    }

    fn check_names(&self) -> Result<(), Refusal> {
        let mut seen = HashSet::new();
        for member in &self.members {
            if !is_member_name(&member.name) {
                return Err(Refusal::MemberName);
            }
            if !seen.insert(&member.name) {
                return Err(Refusal::MemberTwice);
            }
            if member.item.is_some() != member.name.starts_with(FILES) {
                return Err(Refusal::MemberItem);
            }
        }
        if !FIXED
            .iter()
            .all(|fixed| self.members.iter().any(|member| member.name == *fixed))
        {
            return Err(Refusal::MembersFixed);
        }
        let place = |member: &Member| (rank(&member.name), member.name.clone());
        if self.members.is_sorted_by_key(place) {
            Ok(())
        } else {
            Err(Refusal::MembersOrder)
        }
    }

    fn check_sizes(&self) -> Result<(), Refusal> {
        let mut totals = Totals {
            records: self.totals.records,
            history: self.totals.history,
            ..Totals::default()
        };
        let (mut records, mut tar) = (0, 0);
        for member in &self.members {
            if member.size > FILE_LIMIT {
                return Err(Refusal::MemberTooLarge);
            }
            // No overflow: at most 100 000 members below 8 GiB each.
            tar += BLOCK_LEN + blocks(member.size);
            if member.name.starts_with(FILES) {
                totals.files += 1;
                totals.file_bytes += member.size;
            } else if member.name.starts_with(CASE) {
                records += member.size;
                if member.size > RECORD_FILE_LIMIT {
                    return Err(Refusal::RecordFileTooLong);
                }
            }
        }
        if records > RECORDS_LIMIT {
            return Err(Refusal::RecordsTooLong);
        }
        // A little room for what the manifest does not list: itself, its signature, the padding's header, the end.
        if tar > TAR_LIMIT - (4 << 20) {
            return Err(Refusal::TarTooLarge);
        }
        if totals == self.totals {
            Ok(())
        } else {
            Err(Refusal::TotalsDiffer)
        }
    }
}

fn is_set<T: std::hash::Hash + Eq>(mut items: impl Iterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    items.all(|item| seen.insert(item))
}
