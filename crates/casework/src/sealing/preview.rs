//! What would leave, what stays and what to look at again, in the reader's words.

use super::derivative::Evidence;
use super::preparing::Prepared;
use super::selection::Asked;
use crate::consent::Standing;
use crate::reading;
use crate::view::{Mark, Meaning, PreviewLine, SealPreview};
use sandyq_domain::casefile::is_refusal;
use sandyq_domain::words::{Arg, size_text, text, text_with};
use sandyq_domain::{CaseFile, Lang, RecordId};
use std::collections::HashMap;

/// The whole preview.
pub(super) fn of(prepared: &Prepared, lang: Lang) -> SealPreview {
    let bytes: u64 = prepared.files.iter().map(Evidence::size).sum();
    let records: usize = prepared
        .selection
        .envelopes
        .iter()
        .map(|e| serde_json::to_vec(e).map_or(0, |json| json.len()))
        .sum();
    let size = bytes + records as u64;
    SealPreview {
        recipient: prepared
            .addressee
            .name
            .clone()
            .or_else(|| prepared.addressee.key_text())
            .unwrap_or_default(),
        standing: prepared.addressee.mark(lang),
        words: prepared.addressee.words(lang),
        size,
        size_text: size_text(size, lang),
        leaves: leaves(prepared, bytes, lang),
        stays: stays(prepared, lang),
        look_again: look_again(prepared, lang),
        uncovered: uncovered(prepared, lang),
    }
}

fn leaves(prepared: &Prepared, bytes: u64, lang: Lang) -> Vec<PreviewLine> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for kind in sandyq_domain::KINDS
        .iter()
        .map(|spec| spec.name)
        .filter(|name| *name != "evidence_item")
    {
        let n = prepared
            .selection
            .envelopes
            .iter()
            .filter(|envelope| envelope.kind == kind)
            .count();
        if n > 0 {
            counts.push((kind, n));
        }
    }
    let told = ["person", "person_identity", "proceeding_step"];
    let records = prepared.selection.envelopes.iter();
    let file = CaseFile::of(records.filter(|envelope| told.contains(&envelope.kind.as_str())));
    let refused = file.steps.iter().filter(|step| is_refusal(&step.record)).count();
    let refusals = if refused > 0 {
        text_with(lang, "refusals", &[("n", Arg::from(refused))])
    } else {
        String::new()
    };
    let line = |(kind_name, n): (&str, usize)| {
        let kind = text(lang, &format!("kind-{kind_name}-many"));
        let text = text_with(
            lang,
            "leaves-records",
            &[("kind", Arg::from(kind.as_str())), ("n", Arg::from(n))],
        );
        let note = if kind_name == "proceeding_step" {
            refusals.clone()
        } else {
            String::new()
        };
        PreviewLine { text, note }
    };
    let mut lines: Vec<PreviewLine> = counts.into_iter().map(line).collect();
    lines.extend(names(prepared, &file, lang));
    if !prepared.files.is_empty() {
        let text = text_with(lang, "leaves-evidence", &[("n", Arg::from(prepared.files.len()))]);
        lines.push(PreviewLine {
            text,
            note: size_text(bytes, lang),
        });
    }
    let copies = prepared.files.iter().filter(|file| file.derivative.is_some()).count();
    let mut count = |key: &str, n: usize| {
        if n > 0 {
            lines.push(PreviewLine {
                text: text_with(lang, key, &[("n", Arg::from(n))]),
                note: String::new(),
            });
        }
    };
    count("leaves-derivatives", copies);
    count("leaves-history", prepared.history.len());
    count("leaves-contacts", prepared.contacts.len());
    count("leaves-endings", prepared.endings.len());
    count("leaves-receipts", prepared.receipts.len());
    lines
}

/// Every name that leaves, by code, and the consent it rests on.
fn names(prepared: &Prepared, file: &CaseFile, lang: Lang) -> Vec<PreviewLine> {
    let consents = prepared.selection.consents.iter();
    let consents: HashMap<RecordId, &Standing> = consents.map(|asked| (asked.person, &asked.standing)).collect();
    let people = file.people.iter();
    let people: HashMap<RecordId, &str> = people.filter_map(|one| Some((one.id, one.record.shown()?))).collect();
    let line = |(person, code): (RecordId, &str)| PreviewLine {
        text: text_with(lang, "stays-identity", &[("code", code.into())]),
        note: consents
            .get(&person)
            .map_or_else(String::new, |standing| standing.reason(lang)),
    };
    let leaving = file.identities.iter().filter_map(|identity| {
        let person = identity.record.person?;
        Some((person, *people.get(&person)?))
    });
    leaving.map(line).collect()
}

/// The people whose consent does not cover this bundle, by code, and why it does not.
fn uncovered(prepared: &Prepared, lang: Lang) -> Vec<PreviewLine> {
    let consents = prepared.selection.consents.iter();
    let uncovered = consents.filter(|asked| !asked.standing.is_covered());
    let line = |asked: &Asked| PreviewLine {
        text: asked.code.clone(),
        note: asked.standing.reason(lang),
    };
    uncovered.map(line).collect()
}

/// What was left out and why, for the reader of that language.
pub(super) fn withheld(prepared: &Prepared, lang: Lang) -> Vec<(String, String)> {
    let all = prepared.selection.withheld.iter();
    all.map(|withheld| (withheld.what_text(lang), withheld.why_text(lang)))
        .collect()
}

/// What stays, and why.
pub(super) fn stays(prepared: &Prepared, lang: Lang) -> Vec<PreviewLine> {
    let withheld = withheld(prepared, lang).into_iter();
    let lines = withheld.map(|(text, note)| PreviewLine { text, note });
    let absent = prepared.absent.iter().map(|title| PreviewLine {
        text: title.clone(),
        note: text(lang, "check-absent"),
    });
    lines.chain(absent).collect()
}

fn look_again(prepared: &Prepared, lang: Lang) -> Vec<PreviewLine> {
    let mut lines = Vec::new();
    let mut say = |text: String, note: String| lines.push(PreviewLine { text, note });
    if prepared.addressee.mark(lang).meaning != Meaning::Sound {
        say(
            text(
                lang,
                match (prepared.addressee.contact, &prepared.addressee.recipient) {
                    (Some(_), _) => "look-unverified",
                    (None, Some(_)) => "look-bare-key",
                    (None, None) => "look-passphrase",
                },
            ),
            String::new(),
        );
    }
    let leaving = prepared.selection.envelopes.iter();
    let kinds: HashMap<RecordId, &str> = leaving.map(|record| (record.id, record.kind.as_str())).collect();
    for (record, code) in &prepared.selection.residual {
        let title = kinds.get(record).map(|kind| reading::kind_label(kind, lang));
        say(
            text_with(lang, "look-residual", &[("code", code.as_str().into())]),
            title.unwrap_or_default(),
        );
    }
    // Numbers and addresses, whoever they belong to.
    for line in crate::residual::found_in(&prepared.selection.envelopes, &[], lang) {
        let about = [
            ("what", line.class_label.as_str().into()),
            ("kind", line.kind_label.as_str().into()),
            ("field", line.field_label.as_str().into()),
        ];
        say(text_with(lang, "residual-seal", &about), line.found);
    }
    let as_they_are = prepared.files.iter().filter(|file| file.derivative.is_none()).count();
    if as_they_are > 0 && !prepared.addressee.is_own {
        say(
            text_with(lang, "look-evidence", &[("n", Arg::from(as_they_are))]),
            String::new(),
        );
    }
    for code in &prepared.is_practice {
        say(
            text_with(lang, "look-practice", &[("code", code.as_str().into())]),
            String::new(),
        );
    }
    lines
}

/// A mark for how well a recipient is known.
pub(super) fn standing_mark(verified: Option<bool>, lang: Lang) -> Mark {
    let (meaning, key) = match verified {
        Some(true) => (Meaning::Sound, "sealed-to-contact"),
        Some(false) => (Meaning::Due, "sealed-to-unverified"),
        None => (Meaning::Due, "sealed-to-key"),
    };
    Mark {
        meaning,
        text: text(lang, key),
    }
}
