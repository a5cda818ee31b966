//! What the parts of the page share: the words, the numbers of the evidence, and what a reference leads to.

use super::cell;
use super::others;
use super::page::Page;
use super::{BundledFile, Dossier};
use crate::seen::Seen;
use crate::speech::Speech;
use sandyq_domain::kinds::{Act, EvidenceItem, ProceedingStep};
use sandyq_domain::{CaseFile, Entry, Kind, RecordId};
use serde::Serialize;

/// The dossier and its language.
pub(super) struct Book<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) speech: Speech,
}

impl<'d> Book<'d> {
    pub(super) fn of(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            speech: Speech(dossier.lang),
        }
    }

    /// One scene for each case, in the order handed in.
    pub(super) fn scenes(&self) -> impl Iterator<Item = Scene<'_, 'd>> {
        let cases = &self.dossier.cases;
        cases.iter().enumerate().map(move |(n, file)| Scene {
            book: self,
            speech: &self.speech,
            file,
            number: n + 1,
            first_exhibit: 1 + cases[..n].iter().map(|case| case.evidence.len()).sum::<usize>(),
        })
    }

    /// At least one case is invented.
    pub(super) fn is_practice(&self) -> bool {
        let mut cases = self.dossier.cases.iter().flat_map(|file| &file.cases);
        cases.any(|case| case.record.is_practice == Some(true))
    }
}

/// One case of the dossier.
pub(super) struct Scene<'b, 'd> {
    pub(super) book: &'b Book<'d>,
    pub(super) speech: &'b Speech,
    pub(super) file: &'d CaseFile,
    number: usize,
    first_exhibit: usize,
}

impl<'d> Scene<'_, 'd> {
    /// The record with its field table.
    pub(super) fn see<K: Kind + Serialize>(&self, entry: &'d Entry<K>) -> Seen<'d> {
        Seen::of(entry, self.book.dossier.identity_withheld)
    }

    /// Where the case stands on the page.
    pub(super) fn anchor(&self) -> String {
        format!("c{}", self.number)
    }

    /// Where a part of the case stands.
    pub(super) fn part(&self, part: &str) -> String {
        format!("c{}-{part}", self.number)
    }

    /// Code and title, as one line of plain text.
    pub(super) fn heading(&self) -> String {
        let cases = self.file.cases.iter().map(|entry| {
            let seen = self.see(entry);
            let known = [("code", &entry.record.code), ("title", &entry.record.title)];
            let parts = known.into_iter().filter(|(name, _)| cell::is_open(&seen, name));
            let parts: Vec<&str> = parts.filter_map(|(_, text)| text.as_deref()).collect();
            parts.join(" · ")
        });
        let heading: Vec<String> = cases.filter(|text| !text.is_empty()).collect();
        if heading.is_empty() {
            self.speech.say("dossier-case-unnamed")
        } else {
            heading.join("; ")
        }
    }

    fn place<K>(list: &[Entry<K>], id: RecordId) -> Option<usize> {
        list.iter().position(|entry| entry.id == id)
    }

    /// The anchor of a record that has a place of its own on the page.
    pub(super) fn anchor_of(&self, id: RecordId) -> Option<String> {
        let file = self.file;
        let found = Self::place(&file.people, id).map(|n| ('p', n));
        let found = found.or_else(|| Self::place(&file.events, id).map(|n| ('e', n)));
        let found = found.or_else(|| Self::place(&file.acts, id).map(|n| ('a', n)));
        let found = found.or_else(|| Self::place(&file.accounts, id).map(|n| ('t', n)));
        let found = found.or_else(|| Self::place(&file.proceedings, id).map(|n| ('l', n)));
        let found = found.or_else(|| Self::place(&file.steps, id).map(|n| ('s', n)));
        let found = found.or_else(|| Self::place(&file.evidence, id).map(|n| ('x', n)));
        let found = found.or_else(|| others::find(self, id).map(|(letter, n, _)| (letter, n)));
        found.map(|(letter, n)| format!("c{}-{letter}{}", self.number, n + 1))
    }

    /// The anchor of a record of this case.
    pub(super) fn anchor_here(&self, id: RecordId) -> String {
        self.anchor_of(id).unwrap_or_else(|| self.anchor())
    }

    /// The number of an item in the register: running through the whole dossier.
    pub(super) fn exhibit(&self, id: RecordId) -> Option<usize> {
        Self::place(&self.file.evidence, id).map(|n| self.first_exhibit + n)
    }

    /// The files of an item in this bundle.
    pub(super) fn files_of(&self, item: RecordId) -> impl Iterator<Item = &'d BundledFile> {
        self.book.dossier.files.iter().filter(move |file| file.item == item)
    }

    /// Evidence that supports a record: named by the record itself or by the item.
    pub(super) fn proof_of(&self, record: RecordId, named: &[RecordId]) -> Vec<RecordId> {
        let mut proof = named.to_vec();
        let supporting = self
            .file
            .evidence
            .iter()
            .filter(|item| item.record.supports.contains(&record) && cell::is_open(&self.see(item), "supports"));
        proof.extend(supporting.map(|item| item.id).filter(|id| !named.contains(id)));
        proof
    }

    /// A link to another record, by the name a reader knows it under.
    pub(super) fn refer(&self, page: &mut Page, id: RecordId) {
        match self.anchor_of(id) {
            Some(anchor) => page.jump(&anchor, |page| self.name(page, id)),
            None => page.line("span", "quiet", &self.speech.say("dossier-elsewhere")),
        }
    }

    /// Links to several records.
    pub(super) fn refer_each(&self, page: &mut Page, ids: &[RecordId]) {
        for (n, id) in ids.iter().enumerate() {
            if n > 0 {
                page.markup(", ");
            }
            self.refer(page, *id);
        }
    }

    fn name(&self, page: &mut Page, id: RecordId) {
        let file = self.file;
        if let Some(person) = file.people.iter().find(|entry| entry.id == id) {
            self.first_of(page, &self.see(person), &["pseudonym", "code"]);
        } else if let Some(item) = file.evidence.iter().find(|entry| entry.id == id) {
            self.name_exhibit(page, item);
        } else if let Some(step) = file.steps.iter().find(|entry| entry.id == id) {
            self.name_step(page, step);
        } else if let Some(act) = file.acts.iter().find(|entry| entry.id == id) {
            self.name_act(page, act);
        } else if let Some(event) = file.events.iter().find(|entry| entry.id == id) {
            self.first_of(page, &self.see(event), &["title", "date"]);
        } else if let Some(track) = file.proceedings.iter().find(|entry| entry.id == id) {
            self.first_of(page, &self.see(track), &["title", "proceeding_kind"]);
        } else if let Some(account) = file.accounts.iter().find(|entry| entry.id == id) {
            page.text(&self.speech.kind("account"));
            page.markup(" ");
            self.first_of(page, &self.see(account), &["received"]);
        } else if let Some((_, _, seen)) = others::find(self, id) {
            others::name(page, self, &seen);
        }
    }

    fn name_exhibit(&self, page: &mut Page, item: &'d Entry<EvidenceItem>) {
        let number = self.exhibit(item.id).unwrap_or_default();
        page.text(&self.speech.count("dossier-number", number));
    }

    fn name_step(&self, page: &mut Page, step: &'d Entry<ProceedingStep>) {
        let seen = self.see(step);
        self.first_of(page, &seen, &["step_type"]);
        if !seen.is_blank("date") {
            page.markup(", ");
            self.first_of(page, &seen, &["date"]);
        }
    }

    fn name_act(&self, page: &mut Page, act: &'d Entry<Act>) {
        self.first_of(page, &self.see(act), &["act_type"]);
    }

    /// The first of the fields that says something, as plain text; else the name of the kind.
    pub(super) fn first_of(&self, page: &mut Page, seen: &Seen, names: &[&str]) {
        match names.iter().find(|name| !seen.is_blank(name)) {
            Some(name) => cell::words(page, self, seen, name),
            None => page.text(&self.speech.kind(seen.spec.name)),
        }
    }
}
