//! Every legal track as a table: when, before whom, what was asked against what was given, how it was refused, what
//! proves it.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use super::told;
use crate::seen::Seen;
use sandyq_domain::casefile::{answered, is_refusal};
use sandyq_domain::kinds::ProceedingStep;
use sandyq_domain::{Entry, RecordId};

pub(super) fn write(page: &mut Page, scene: &Scene) {
    let file = scene.file;
    if file.proceedings.is_empty() && file.steps.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("proceedings"), |page| {
        page.text(&scene.speech.say("dossier-proceedings"));
    });
    let steps = file.steps_in_time();
    for track in &file.proceedings {
        page.anchored("article", "track", &scene.anchor_here(track.id), |page| {
            let seen = scene.see(track);
            page.within("h4", "", |page| {
                scene.first_of(page, &seen, &["title", "proceeding_kind"]);
            });
            cell::facts(page, scene, &seen, &["title"]);
            told::proof(page, scene, track.id);
            let mine = steps.iter().filter(|step| step.record.proceeding == Some(track.id));
            table(page, scene, &mine.copied().collect::<Vec<_>>());
        });
    }
    let is_known = |id: Option<RecordId>| file.proceedings.iter().any(|track| Some(track.id) == id);
    let loose: Vec<_> = steps
        .iter()
        .copied()
        .filter(|step| !is_known(step.record.proceeding))
        .collect();
    if !loose.is_empty() {
        page.within("article", "track", |page| {
            page.line("h4", "", &scene.speech.say("dossier-steps-elsewhere"));
            table(page, scene, &loose);
        });
    }
}

fn table<'d>(page: &mut Page, scene: &Scene<'_, 'd>, steps: &[&'d Entry<ProceedingStep>]) {
    if steps.is_empty() {
        return page.line("p", "quiet", &scene.speech.say("dossier-no-steps"));
    }
    page.within("table", "steps", |page| {
        page.within("thead", "", |page| {
            page.within("tr", "", |page| {
                for key in COLUMNS {
                    page.line("th", "", &scene.speech.say(key));
                }
            });
        });
        for step in steps {
            row(page, scene, step);
        }
    });
}

const COLUMNS: [&str; 6] = [
    "dossier-column-when",
    "dossier-column-step",
    "dossier-asked",
    "dossier-given",
    "dossier-column-result",
    "dossier-proof",
];

/// Fields that have a column of the table; what else a step says stands below them.
const SHOWN: [&str; 11] = [
    "proceeding",
    "step_type",
    "date",
    "forum_level",
    "authority",
    "official",
    "result",
    "refusal_mode",
    "refusal_words",
    "requested_qualification",
    "given_qualification",
];

fn row<'d>(page: &mut Page, scene: &Scene<'_, 'd>, step: &'d Entry<ProceedingStep>) {
    let seen = scene.see(step);
    let class = if is_refusal(&step.record) { "refused" } else { "" };
    page.anchored("tbody", class, &scene.anchor_here(step.id), |page| {
        page.within("tr", "", |page| {
            page.within("td", "when", |page| cell::value_or_dash(page, scene, &seen, "date"));
            page.within("td", "", |page| before_whom(page, scene, &seen));
            page.within("td", "", |page| {
                cell::value_or_dash(page, scene, &seen, "requested_qualification");
            });
            page.within("td", "", |page| {
                cell::value_or_dash(page, scene, &seen, "given_qualification");
            });
            page.within("td", "outcome", |page| outcome_of(page, scene, step));
            page.within("td", "", |page| proof(page, scene, step, &seen));
        });
        let but = [&SHOWN[..], &["proof"]].concat();
        if seen.fields_but(&but).next().is_some()
            || seen.unknown_fields().next().is_some()
            || seen.unknown_withheld().next().is_some()
        {
            page.markup("<tr class=\"more\"><td></td><td colspan=\"5\">");
            cell::facts(page, scene, &seen, &but);
            page.markup("</td></tr>\n");
        }
    });
}

fn before_whom(page: &mut Page, scene: &Scene, seen: &Seen) {
    page.within("strong", "", |page| {
        cell::value_or_dash(page, scene, seen, "step_type");
    });
    let is_same = cell::spoken(scene, seen, "authority") == cell::spoken(scene, seen, "forum_level");
    for name in ["authority", "forum_level", "official"] {
        let is_echo = is_same && name == "forum_level";
        if !is_echo && !seen.is_blank(name) {
            page.within("div", if name == "authority" { "" } else { "detail" }, |page| {
                cell::value(page, scene, seen, name);
            });
        }
    }
}

fn proof<'d>(page: &mut Page, scene: &Scene<'_, 'd>, step: &'d Entry<ProceedingStep>, seen: &Seen) {
    if !cell::is_open(seen, "proof") {
        return cell::withheld(page, scene);
    }
    let proof = scene.proof_of(step.id, &step.record.proof);
    if proof.is_empty() {
        page.line("span", "quiet", &scene.speech.say("dossier-no-proof"));
    }
    scene.refer_each(page, &proof);
}

/// What a step led to; a refusal with its mode and the words used.
pub(super) fn outcome_of<'d>(page: &mut Page, scene: &Scene<'_, 'd>, step: &'d Entry<ProceedingStep>) {
    let seen = scene.see(step);
    if is_refusal(&step.record) {
        page.within("p", "refusal", |page| {
            page.line("strong", "", &scene.speech.say("dossier-refusal"));
            if !seen.is_blank("refusal_mode") && answered(&step.record.refusal_mode).is_some() {
                page.markup(": ");
                cell::value(page, scene, &seen, "refusal_mode");
            }
        });
        if !seen.is_blank("refusal_words") {
            page.within("blockquote", "words-used", |page| {
                cell::value(page, scene, &seen, "refusal_words");
            });
        }
    }
    let says_more = !seen.is_blank("result") && step.record.result.as_ref().is_none_or(|r| r.slug() != "refused");
    if says_more {
        page.within("p", "result", |page| {
            cell::value(page, scene, &seen, "result");
        });
    }
    if !is_refusal(&step.record) {
        for name in ["refusal_mode", "refusal_words"] {
            let is_said = !seen.is_blank(name)
                && step.record.refusal_mode.as_ref().map(sandyq_domain::value::Coded::slug) != Some("not_applicable");
            if is_said {
                page.within("p", "detail", |page| cell::value(page, scene, &seen, name));
            }
        }
    }
}

/// "Asked: CC 146. Given: administrative offence." when either is recorded.
pub(super) fn asked_and_given(page: &mut Page, scene: &Scene, seen: &Seen) {
    let pair = [
        ("requested_qualification", "dossier-asked"),
        ("given_qualification", "dossier-given"),
    ];
    if pair.iter().all(|(name, _)| seen.is_blank(name)) {
        return;
    }
    page.within("p", "detail", |page| {
        for (n, (name, words)) in pair.into_iter().enumerate() {
            if n > 0 {
                page.markup(" · ");
            }
            page.text(&scene.speech.say(words));
            page.markup(": ");
            cell::value_or_dash(page, scene, seen, name);
        }
    });
}
