//! What was written, what a document cannot carry, and what to look at again, in the reader's words.

use super::document::Written;
use super::scope::Scope;
use crate::consent::Standing;
use crate::failure::Failure;
use crate::importing::{DOCUMENT_LIMIT, RECORD_LIMIT};
use crate::view::PreviewLine;
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_domain::{Envelope, KINDS, Lang, RecordId};
use sandyq_vault::{View, drafts, trash};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

/// Most people told by their code; more are counted by reason.
const TOLD_LIMIT: usize = 20;

/// Counts of one export.
#[derive(Default)]
pub(super) struct Tally {
    kinds: BTreeMap<String, u32>,
    /// Records an import would refuse or change.
    altered: u32,
    /// What is not in the document.
    drafts: u64,
    practice: u64,
    trashed: u64,
    unconsented: BTreeSet<RecordId>,
    told: Vec<(String, Standing)>,
    /// How many for each reason.
    reasons: Vec<(Standing, u32)>,
}

impl Tally {
    /// What stays behind, before anything is written.
    pub(super) fn of(view: &View<'_>, scope: &Scope) -> Result<Self, Failure> {
        let mut tally = Self {
            practice: scope.left_out(view)?,
            ..Self::default()
        };
        for draft in drafts::all(view)? {
            let is_of_it = scope.find(view, draft.record)?.is_some();
            let case = draft.case.map(|case| scope.find(view, case)).transpose()?.flatten();
            tally.drafts += u64::from(scope.is_everything || is_of_it || case.is_some());
        }
        if scope.is_everything {
            tally.trashed = trash::list(view)?.iter().map(|deletion| deletion.records).sum();
        }
        Ok(tally)
    }

    /// Counts a record that was written.
    pub(super) fn count(&mut self, envelope: &Envelope, comes_back: bool) {
        *self.kinds.entry(envelope.kind.clone()).or_default() += 1;
        self.altered += u32::from(!comes_back);
    }

    /// Somebody's name is in it, and no consent lets it out.
    pub(super) fn note_unconsented(&mut self, person: RecordId, code: String, standing: Standing) {
        if !self.unconsented.insert(person) {
            return;
        }
        let alike = |(reason, _): &&mut (Standing, u32)| discriminant(reason) == discriminant(&standing);
        match self.reasons.iter_mut().find(alike) {
            Some((_, n)) => *n += 1,
            None => self.reasons.push((standing.clone(), 1)),
        }
        if self.told.len() < TOLD_LIMIT {
            self.told.push((code, standing));
        }
    }

    pub(super) fn records(&self) -> u32 {
        self.kinds.values().sum()
    }

    pub(super) fn of_kind(&self, kind: &str) -> u32 {
        self.kinds.get(kind).copied().unwrap_or(0)
    }

    /// Records by kind, those this program does not know last.
    pub(super) fn leaves(&self, lang: Lang) -> Vec<PreviewLine> {
        let known = KINDS.iter().map(|spec| (spec.name, self.of_kind(spec.name)));
        let known = known.filter(|(_, n)| *n > 0);
        let unknown = self
            .kinds
            .iter()
            .filter(|(kind, _)| sandyq_domain::kind_spec(kind).is_none());
        let unknown = unknown.map(|(kind, n)| (kind.as_str(), *n));
        let line = |(kind, n): (&str, u32)| {
            let key = format!("kind-{kind}-many");
            let label = if sandyq_domain::words::has(lang, &key) {
                text(lang, &key)
            } else {
                kind.to_owned()
            };
            let named = [("kind", Arg::from(label.as_str())), ("n", Arg::from(n))];
            plain(text_with(lang, "leaves-records", &named))
        };
        known.chain(unknown).map(line).collect()
    }

    /// What a document cannot carry.
    pub(super) fn stays(&self, lang: Lang) -> Vec<PreviewLine> {
        let mut lines = vec![noted(
            text(lang, "export-stays-history"),
            text(lang, "export-stays-history-note"),
        )];
        let counted = [
            ("export-stays-evidence", u64::from(self.of_kind("evidence_item"))),
            ("export-stays-drafts", self.drafts),
            ("export-stays-trash", self.trashed),
            ("export-stays-practice", self.practice),
        ];
        let counted = counted.into_iter().filter(|(_, n)| *n > 0);
        lines.extend(counted.map(|(key, n)| {
            let note = text(lang, &format!("{key}-note"));
            noted(text_with(lang, key, &[("n", Arg::from(n))]), note)
        }));
        lines
    }

    /// What whoever writes the file should know.
    pub(super) fn look_again(&self, written: &Written, lang: Lang) -> Vec<PreviewLine> {
        let counted = [
            ("export-names", u64::from(self.of_kind("person_identity"))),
            ("export-altered", u64::from(self.altered)),
            ("export-elsewhere", written.elsewhere as u64),
        ];
        let counted = counted.into_iter().filter(|(_, n)| *n > 0);
        let mut lines: Vec<PreviewLine> = counted
            .map(|(key, n)| plain(text_with(lang, key, &[("n", Arg::from(n))])))
            .collect();
        lines.extend(self.unconsented(lang));
        if self.records() as usize > RECORD_LIMIT || written.size > DOCUMENT_LIMIT {
            let limits = [
                ("records", Arg::from(RECORD_LIMIT)),
                ("size", Arg::from(DOCUMENT_LIMIT >> 20)),
            ];
            lines.push(plain(text_with(lang, "export-too-long", &limits)));
        }
        lines
    }

    /// Each by their code while they can be read in one go, then how many for each reason.
    fn unconsented(&self, lang: Lang) -> Vec<PreviewLine> {
        let why = |standing: &Standing| match standing {
            Standing::Missing => text(lang, "export-no-consent"),
            other => other.reason(lang),
        };
        if self.unconsented.len() > TOLD_LIMIT {
            let many = |n: u32| text_with(lang, "export-unconsented-many", &[("n", Arg::from(n))]);
            let lines = self.reasons.iter();
            return lines.map(|(standing, n)| noted(many(*n), why(standing))).collect();
        }
        let one = |code: &str| text_with(lang, "export-unconsented", &[("code", Arg::from(code))]);
        let lines = self.told.iter();
        lines.map(|(code, standing)| noted(one(code), why(standing))).collect()
    }
}

fn plain(text: String) -> PreviewLine {
    noted(text, String::new())
}

fn noted(text: String, note: String) -> PreviewLine {
    PreviewLine { text, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(records: u32, size: u64) -> usize {
        let mut tally = Tally::default();
        tally.kinds.insert("event".to_owned(), records);
        let written = Written {
            size,
            sha256: String::new(),
            elsewhere: 0,
        };
        tally.look_again(&written, Lang::En).len()
    }

    #[test]
    fn what_is_too_much_for_one_import_is_said() {
        let most = u32::try_from(RECORD_LIMIT).expect("a small number");
        assert_eq!(told(most, DOCUMENT_LIMIT), 0);
        assert_eq!((told(most + 1, 0), told(1, DOCUMENT_LIMIT + 1)), (1, 1));
    }

    #[test]
    fn people_are_told_once_each_and_many_are_counted_by_reason() {
        let mut tally = Tally::default();
        for n in (0..30).chain(0..30) {
            let standing = if n < 7 { Standing::Withdrawn } else { Standing::Missing };
            tally.note_unconsented(RecordId::from_bytes([n; 16]), format!("P-{n}"), standing);
        }
        let written = Written {
            size: 1,
            sha256: String::new(),
            elsewhere: 0,
        };
        let lines = tally.look_again(&written, Lang::En);
        assert_eq!(lines.len(), 2);
        assert!(lines[0].text.ends_with(": 7") && lines[1].text.ends_with(": 23"));
    }
}
