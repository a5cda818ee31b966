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
use std::collections::HashMap;

/// The dossier and its language.
pub(super) struct Book<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) speech: Speech,
    files: HashMap<RecordId, Vec<&'d BundledFile>>,
}

impl<'d> Book<'d> {
    pub(super) fn of(dossier: &'d Dossier) -> Self {
        let mut files: HashMap<RecordId, Vec<&'d BundledFile>> = HashMap::new();
        for file in &dossier.files {
            files.entry(file.item).or_default().push(file);
        }
        Self {
            dossier,
            speech: Speech(dossier.lang),
            files,
        }
    }
}

/// One case of the dossier. What references lead to is looked up once: a page refers to everything on it.
pub(super) struct Scene<'b, 'd> {
    pub(super) book: &'b Book<'b>,
    pub(super) speech: &'b Speech,
    pub(super) file: &'d CaseFile,
    number: usize,
    first_exhibit: usize,
    places: HashMap<RecordId, Place>,
    /// Items by what they say they support.
    supporting: HashMap<RecordId, Vec<RecordId>>,
    victims: Vec<RecordId>,
}

/// The letter of a record's anchor, and its place in its list, from 0.
pub(super) type Place = (char, usize);

impl<'b, 'd> Scene<'b, 'd> {
    /// The case with this number, from 1; exhibits before it were numbered up to `exhibits`.
    pub(super) fn of(book: &'b Book<'b>, file: &'d CaseFile, number: usize, exhibits: usize) -> Self {
        let mut scene = Self {
            book,
            speech: &book.speech,
            file,
            number,
            first_exhibit: exhibits + 1,
            places: places(file),
            supporting: HashMap::new(),
            victims: Vec::new(),
        };
        scene.victims = scene.find_victims();
        for item in file.evidence.iter().filter(|item| !item.record.supports.is_empty()) {
            if cell::is_open(&scene.see(item), "supports") {
                for record in &item.record.supports {
                    let items = scene.supporting.entry(*record).or_default();
                    if items.last() != Some(&item.id) {
                        items.push(item.id);
                    }
                }
            }
        }
        scene
    }

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

    /// The anchor of a record that has a place of its own on the page.
    pub(super) fn anchor_of(&self, id: RecordId) -> Option<String> {
        let (letter, n) = self.places.get(&id)?;
        Some(format!("c{}-{letter}{}", self.number, n + 1))
    }

    /// The anchor of a record of this case.
    pub(super) fn anchor_here(&self, id: RecordId) -> String {
        self.anchor_of(id).unwrap_or_else(|| self.anchor())
    }

    /// The number of an item in the register: running through the whole dossier.
    pub(super) fn exhibit(&self, id: RecordId) -> Option<usize> {
        match self.places.get(&id) {
            Some(('x', n)) => Some(self.first_exhibit + n),
            _ => None,
        }
    }

    /// The files of an item in this bundle.
    pub(super) fn files_of(&self, item: RecordId) -> &[&'b BundledFile] {
        self.book.files.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Evidence that supports a record: named by the record itself or by the item.
    pub(super) fn proof_of(&self, record: RecordId, named: &[RecordId]) -> Vec<RecordId> {
        let supporting = self.supporting.get(&record).into_iter().flatten();
        let others = supporting.filter(|item| !named.contains(item));
        named.iter().chain(others).copied().collect()
    }

    /// Those who suffered an act, each once, in the order of the acts.
    pub(super) fn victims(&self) -> &[RecordId] {
        &self.victims
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
        let Some((letter, n)) = self.places.get(&id).copied() else {
            return;
        };
        match letter {
            'p' => self.first_of(page, &self.see(&file.people[n]), &["pseudonym", "code"]),
            'x' => self.name_exhibit(page, &file.evidence[n]),
            's' => self.name_step(page, &file.steps[n]),
            'a' => self.name_act(page, &file.acts[n]),
            'e' => self.first_of(page, &self.see(&file.events[n]), &["title", "date"]),
            'l' => self.first_of(page, &self.see(&file.proceedings[n]), &["title", "proceeding_kind"]),
            't' => {
                page.text(&self.speech.kind("account"));
                page.markup(" ");
                self.first_of(page, &self.see(&file.accounts[n]), &["received"]);
            }
            _ => others::name_at(page, self, letter, n),
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

fn places(file: &CaseFile) -> HashMap<RecordId, Place> {
    let mut places = HashMap::new();
    put(&mut places, 'p', &file.people);
    put(&mut places, 'e', &file.events);
    put(&mut places, 'a', &file.acts);
    put(&mut places, 't', &file.accounts);
    put(&mut places, 'l', &file.proceedings);
    put(&mut places, 's', &file.steps);
    put(&mut places, 'x', &file.evidence);
    others::put(&mut places, file);
    places
}

/// Of two records with one id the first one keeps the place.
pub(super) fn put<K>(places: &mut HashMap<RecordId, Place>, letter: char, list: &[Entry<K>]) {
    for (n, entry) in list.iter().enumerate() {
        places.entry(entry.id).or_insert((letter, n));
    }
}
