//! Destroying and forgetting: what goes, what still names it, and where copies remain that no program here can reach.

use crate::counting::STATISTICS;
use crate::exporting::everything;
use crate::failure::{ErrorCode, Failure};
use crate::finding::find_record;
use crate::reading;
use crate::session::Session;
use crate::spelling::title_of;
use crate::trash::find_in_trash;
use crate::view::{Gone, GoneRecord};
use sandyq_domain::words::{Arg, day_text, text_with};
use sandyq_domain::{Envelope, Lang, RecordId};
use sandyq_vault::forgetting::{self, End, Extent};
use sandyq_vault::journal::{self, EntryType};
use sandyq_vault::{View, bundles, contacts, links, records, trash};
use std::collections::BTreeSet;
use std::path::Path;

impl Session {
    /// What destroying (of something in the trash) or forgetting (of anything else) would take away, and where copies are.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn preview_gone(&self, id: &str, lang: Lang) -> Result<Gone, Failure> {
        self.vault().read(|view| {
            let id = find_anywhere(view, id)?;
            let end = if records::read(view, id)?.is_some() {
                End::Forgotten
            } else {
                End::Destroyed
            };
            gone(view, &forgetting::extent(view, id, end)?, lang)
        })
    }

    /// Erases something that is in the trash, with its history and evidence. A bundle can bring it again. **No undo.**
    ///
    /// # Errors
    /// [`ErrorCode::NotInTrash`]; those of writing the vault: nothing was erased then.
    pub fn destroy_record(&mut self, id: &str, lang: Lang) -> Result<Gone, Failure> {
        let id = self.vault().read(|view| find_in_trash(view, id))?;
        self.erase(id, End::Destroyed, lang)
    }

    /// Erases a record, wherever it is, with its history and evidence, because somebody asked to be forgotten: only its id
    /// stays, so that no bundle brings it back. **No undo.**
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`]; those of writing the vault: nothing was erased then.
    pub fn forget_record(&mut self, id: &str, lang: Lang) -> Result<Gone, Failure> {
        let id = self.vault().read(|view| find_anywhere(view, id))?;
        self.erase(id, End::Forgotten, lang)
    }

    pub(crate) fn erase(&mut self, id: RecordId, end: End, lang: Lang) -> Result<Gone, Failure> {
        let now = self.now();
        let mut told = self
            .vault()
            .read(|view| gone(view, &forgetting::extent(view, id, end)?, lang))?;
        let ids: Vec<RecordId> = told.records.iter().map(|record| record.id).collect();
        // A bundle that waits for a yes may be about it.
        self.pending = None;
        self.actions.forget(&ids);
        self.vault_mut().erase(id, end, now, |tx, extent| {
            crate::place::forget(tx, &extent.records)?;
            crate::filtering::prune_kept(tx)
        })?;
        told.unfinished = self.vault().is_erasing_unfinished();
        Ok(told)
    }
}

/// A record by id or code, live or in the trash.
fn find_anywhere(view: &View<'_>, name: &str) -> Result<RecordId, Failure> {
    let id = find_record(view, name).or_else(|_| find_in_trash(view, name));
    let id = id.map_err(|_| Failure::about(ErrorCode::NoSuchRecord, name))?;
    match trash::read(view, id)? {
        Some(_) => Ok(id),
        None => Err(Failure::about(ErrorCode::NoSuchRecord, name)),
    }
}

fn gone(view: &View<'_>, extent: &Extent, lang: Lang) -> Result<Gone, Failure> {
    let going: BTreeSet<RecordId> = extent.records.iter().copied().collect();
    let mut envelopes = Vec::with_capacity(extent.records.len());
    for id in &extent.records {
        envelopes.push(trash::read(view, *id)?.ok_or(ErrorCode::VaultDamaged)?);
    }
    let first = envelopes.first().ok_or(ErrorCode::NoSuchRecord)?;
    let mut naming = BTreeSet::new();
    for id in &going {
        naming.extend(links::naming(view, *id)?.into_iter().map(|link| link.from));
    }
    let naming: Vec<RecordId> = naming.into_iter().collect();
    let naming = records::read_all(view, &naming)?;
    let cases = envelopes
        .iter()
        .chain(&naming)
        .filter_map(|envelope| envelope.case)
        .collect();
    let (id, title) = (first.id, title_of(view, &first.kind, &first.body, lang)?);
    Ok(Gone {
        id,
        title,
        records: envelopes
            .iter()
            .map(|envelope| line(view, envelope, lang))
            .collect::<Result<_, _>>()?,
        revisions: u32::try_from(extent.revisions).unwrap_or(u32::MAX),
        files: u32::try_from(extent.files).unwrap_or(u32::MAX),
        still_named_by: naming
            .iter()
            .filter(|envelope| !going.contains(&envelope.id))
            .map(|envelope| line(view, envelope, lang))
            .collect::<Result<_, _>>()?,
        bundles: handed_over(view, &cases, extent, lang)?,
        backups: backed_up(view, extent, lang)?,
        exports: exported(view, &cases, extent, lang)?,
        unfinished: false,
    })
}

fn line(view: &View<'_>, envelope: &Envelope, lang: Lang) -> Result<GoneRecord, Failure> {
    Ok(GoneRecord {
        id: envelope.id,
        kind_label: reading::kind_label(&envelope.kind, lang),
        title: title_of(view, &envelope.kind, &envelope.body, lang)?,
    })
}

/// The bundles about these cases that were sealed since the first of the versions came here.
fn handed_over(
    view: &View<'_>,
    cases: &BTreeSet<RecordId>,
    extent: &Extent,
    lang: Lang,
) -> Result<Vec<String>, Failure> {
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for (passage, path) in bundles::sent(view)? {
        let about = passage.case.is_some_and(|case| cases.contains(&case));
        if !about || passage.time < extent.since || !seen.insert(passage.bundle) {
            continue;
        }
        let contact = contacts::by_recipient(view, &passage.recipient)?;
        let recipient = contact.map_or(passage.recipient, |contact| contact.name);
        let file = Path::new(&path)
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let day = day_text(passage.time, lang);
        let named = [
            ("recipient", Arg::from(recipient.as_str())),
            ("file", Arg::from(file.as_str())),
            ("day", Arg::from(day.as_str())),
        ];
        lines.push(text_with(lang, "gone-bundle", &named));
    }
    Ok(lines)
}

fn backed_up(view: &View<'_>, extent: &Extent, lang: Lang) -> Result<Vec<String>, Failure> {
    let held = forgetting::backups_holding(view, extent)?;
    let line = |(place, time): (String, _)| {
        let day = day_text(time, lang);
        let named = [("place", Arg::from(place.as_str())), ("day", Arg::from(day.as_str()))];
        text_with(lang, "gone-backup", &named)
    };
    Ok(held.into_iter().map(line).collect())
}

/// Where evidence, these cases or everything was exported to in the clear. The journal forgets the paths with the items they
/// are about; those of exports that hold others too stay.
fn exported(view: &View<'_>, cases: &BTreeSet<RecordId>, extent: &Extent, lang: Lang) -> Result<Vec<String>, Failure> {
    let own = extent.records.iter().map(|id| (*id, true));
    let around = cases.iter().copied().chain([everything()]).map(|id| (id, false));
    let (mut seen, mut lines) = (BTreeSet::new(), Vec::new());
    for (item, is_own) in own.chain(around) {
        for entry in journal::of_item(view, item)? {
            // No copy made before the first of the versions came holds a word of them.
            if !seen.insert((entry.machine, entry.seq)) || (!is_own && entry.time < extent.since) {
                continue;
            }
            // Numbers hold no word of anybody; the paper they stand in is entered under its cases.
            let is_words = |payload: &serde_json::Value| payload["action"] != STATISTICS;
            let payload = entry.payload.filter(|_| entry.entry == EntryType::Copy);
            let payload = payload.filter(is_words);
            let path = payload.as_ref().and_then(|payload| payload.get("path")?.as_str());
            let Some(path) = path else { continue };
            let day = day_text(entry.time, lang);
            let named = [("path", Arg::from(path)), ("day", Arg::from(day.as_str()))];
            lines.push(text_with(lang, "gone-export", &named));
        }
    }
    Ok(lines)
}
