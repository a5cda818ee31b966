//! The records around the story: organisations, marks, relations, links between events, medical findings, help, risks,
//! tasks and own rules, notes, own terms. Each kind is a list of cards with everything that is known, so that nothing handed over is lost.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use crate::seen::Seen;
use sandyq_domain::kinds::name_fields;
use sandyq_domain::{Entry, Kind, Lang, RecordId};
use serde::Serialize;

/// Beside the people: what they belong to and are to each other.
pub(super) fn beside_people(page: &mut Page, scene: &Scene) {
    list(page, scene, &scene.file.relations);
    list(page, scene, &scene.file.organisations);
    list(page, scene, &scene.file.marks);
}

/// Beside the acts: how events hang together, and what doctors saw.
pub(super) fn beside_acts(page: &mut Page, scene: &Scene) {
    list(page, scene, &scene.file.event_links);
    list(page, scene, &scene.file.findings);
}

/// After the proceedings: what was done and is still to do.
pub(super) fn after(page: &mut Page, scene: &Scene) {
    list(page, scene, &scene.file.interventions);
    list(page, scene, &scene.file.risks);
    list(page, scene, &scene.file.tasks);
    list(page, scene, &scene.file.deadline_rules);
    list(page, scene, &scene.file.notes);
    list(page, scene, &scene.file.submissions);
    list(page, scene, &scene.file.recommendations);
    list(page, scene, &scene.file.terms);
}

fn list<'d, K: Kind + Serialize>(page: &mut Page, scene: &Scene<'_, 'd>, entries: &'d [Entry<K>]) {
    if entries.is_empty() {
        return;
    }
    let kind = K::SPEC.name;
    page.anchored("h3", "", &scene.part(kind), |page| {
        page.text(&scene.speech.say(&format!("kind-{kind}-many")));
    });
    for entry in entries {
        page.anchored("article", "card", &scene.anchor_here(entry.id), |page| {
            let seen = scene.see(entry);
            let title = titles(kind, scene.speech.0);
            page.within("h4", "", |page| scene.first_of(page, &seen, &title));
            let shown = title.iter().copied().find(|name| !seen.is_blank(name));
            cell::facts(page, scene, &seen, shown.as_slice());
        });
    }
}

/// The fields that name a record of this kind, the best first.
fn titles(kind: &str, lang: Lang) -> Vec<&'static str> {
    if let Some(names) = name_fields(kind, lang) {
        return names.to_vec();
    }
    match kind {
        "perpetrator_mark" => vec!["mark_kind"],
        "relation" => vec!["relation_type"],
        "event_link" => vec!["link_type"],
        "intervention" => vec!["intervention_kind"],
        "medical_finding" => vec!["body_area"],
        "task" => vec!["what"],
        "deadline_rule" => vec!["label"],
        "note" | "submission" => vec!["title"],
        "recommendation" => vec!["symbol"],
        _ => Vec::new(),
    }
}

/// A record of one of these lists: the letter of its anchor, its place from 0, and the record itself.
pub(super) type Other<'d> = (char, usize, Seen<'d>);

/// The record of this id, if it is in one of the lists.
pub(super) fn find<'d>(scene: &Scene<'_, 'd>, id: RecordId) -> Option<Other<'d>> {
    let file = scene.file;
    let found = in_list(scene, 'o', &file.organisations, id);
    let found = found.or_else(|| in_list(scene, 'm', &file.marks, id));
    let found = found.or_else(|| in_list(scene, 'r', &file.relations, id));
    let found = found.or_else(|| in_list(scene, 'k', &file.event_links, id));
    let found = found.or_else(|| in_list(scene, 'f', &file.findings, id));
    let found = found.or_else(|| in_list(scene, 'h', &file.interventions, id));
    let found = found.or_else(|| in_list(scene, 'q', &file.risks, id));
    let found = found.or_else(|| in_list(scene, 'd', &file.tasks, id));
    let found = found.or_else(|| in_list(scene, 'z', &file.deadline_rules, id));
    let found = found.or_else(|| in_list(scene, 'n', &file.notes, id));
    let found = found.or_else(|| in_list(scene, 'u', &file.submissions, id));
    let found = found.or_else(|| in_list(scene, 'g', &file.recommendations, id));
    found.or_else(|| in_list(scene, 'v', &file.terms, id))
}

fn in_list<'d, K: Kind + Serialize>(
    scene: &Scene<'_, 'd>,
    letter: char,
    list: &'d [Entry<K>],
    id: RecordId,
) -> Option<Other<'d>> {
    let place = list.iter().position(|entry| entry.id == id)?;
    Some((letter, place, scene.see(&list[place])))
}

/// Its name in a reference.
pub(super) fn name(page: &mut Page, scene: &Scene, seen: &Seen) {
    scene.first_of(page, seen, &titles(seen.spec.name, scene.speech.0));
}
