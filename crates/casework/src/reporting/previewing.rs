//! What a paper would hold, in the reader's words.

use super::level::Level;
use super::{Prepared, paper};
use crate::view::{PreviewLine, ReportCase, ReportKind, ReportLength, ReportPreview};
use sandyq_domain::Lang;
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::{Arg, civil_day_text, text, text_with};
use sandyq_report::papers::{Material, Paper};

pub(super) fn of(prepared: &Prepared, written: &Paper, lang: Lang) -> ReportPreview {
    let Prepared {
        asked, material, gated, ..
    } = prepared;
    let cases = gated.iter().map(|(_, gated)| ReportCase {
        code: gated.code.clone(),
        is_told: gated.is_told,
        people: gated.people.clone(),
    });
    let purposes = vocabulary("consent_purpose");
    let mut formats = vec!["docx", "pdf"];
    if !written.sheets.is_empty() {
        formats.extend(["xlsx", "csv"]);
    }
    ReportPreview {
        kind_label: text(lang, &format!("paper-{}", asked.kind.slug())),
        title: written.document.title.clone(),
        purpose: asked.purpose.to_owned(),
        purpose_label: purposes
            .and_then(|terms| terms.label(asked.purpose, lang))
            .unwrap_or_default()
            .to_owned(),
        identity_label: asked.level.label(lang),
        cases: cases.collect(),
        told: count(material.cases.len()),
        stays: gated
            .iter()
            .flat_map(|(_, gated)| gated.stays.iter().cloned())
            .collect(),
        look_again: look_again(prepared, written, lang),
        missing: missing(prepared, written, lang),
        lengths: written
            .lengths
            .iter()
            .map(|length| ReportLength {
                heading: if length.heading.is_empty() {
                    text(lang, "paper-whole")
                } else {
                    length.heading.clone()
                },
                words: count(length.words),
                limit: length.limit.as_ref().map(|limit| count(limit.words)),
                is_over: length.limit.as_ref().is_some_and(|limit| length.words > limit.words),
            })
            .collect(),
        annex: prepared.numbers.clone(),
        formats: formats.into_iter().map(str::to_owned).collect(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Gaps in the reader's language: the paper itself may be in another.
fn missing(prepared: &Prepared, written: &Paper, lang: Lang) -> Vec<String> {
    if prepared.material.lang == lang {
        return written.gaps.clone();
    }
    let material = Material {
        lang,
        ..prepared.material.clone()
    };
    paper(&material, prepared.asked.kind).gaps
}

fn look_again(prepared: &Prepared, written: &Paper, lang: Lang) -> Vec<PreviewLine> {
    let asked = &prepared.asked;
    let mut lines = Vec::new();
    let mut say = |text: String| {
        lines.push(PreviewLine {
            text,
            note: String::new(),
        });
    };
    if asked.is_practice {
        say(text(lang, "look-papers-practice"));
    }
    if asked.level == Level::Initials {
        say(text(lang, "look-initials"));
    }
    if asked.kind == ReportKind::AlternativeReport && asked.level.names() {
        say(text(lang, "look-published"));
    }
    let is_kept = prepared.material.cases.iter().any(|told| !told.custody.is_empty());
    if asked.kind == ReportKind::Register && asked.level.names() && is_kept {
        say(text(lang, "look-keepers"));
    }
    for length in &written.lengths {
        if let Some(limit) = length.limit.as_ref().filter(|limit| length.words > limit.words) {
            let part = if length.heading.is_empty() {
                text(lang, "paper-whole")
            } else {
                length.heading.clone()
            };
            let day = civil_day_text(limit.seen, lang);
            let args: [(&str, Arg<'_>); 5] = [
                ("part", part.as_str().into()),
                ("words", length.words.into()),
                ("limit", limit.words.into()),
                ("source", limit.source.as_str().into()),
                ("day", day.as_str().into()),
            ];
            say(text_with(lang, "look-over-limit", &args));
        }
    }
    say(text(lang, "look-plain-file"));
    lines.extend(
        prepared
            .gated
            .iter()
            .flat_map(|(_, gated)| gated.look_again.iter().cloned()),
    );
    lines
}
