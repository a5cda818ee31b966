//! The records around the story: organisations, marks, relations, links between events, medical findings, help, risks,
//! tasks and own rules, notes, own terms. Each kind is a list of cards with everything that is known, so that nothing handed over is lost.

use super::cell;
use super::page::Page;
use super::scene::{self, Place, Scene};
use crate::seen::Seen;
use sandyq_domain::kinds::name_fields;
use sandyq_domain::{CaseFile, Entry, Kind, Lang, RecordId};
use serde::Serialize;
use std::collections::HashMap;

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

/// Takes the records of these lists among what can be referred to.
pub(super) fn put(places: &mut HashMap<RecordId, Place>, file: &CaseFile) {
    scene::put(places, 'o', &file.organisations);
    scene::put(places, 'm', &file.marks);
    scene::put(places, 'r', &file.relations);
    scene::put(places, 'k', &file.event_links);
    scene::put(places, 'f', &file.findings);
    scene::put(places, 'h', &file.interventions);
    scene::put(places, 'q', &file.risks);
    scene::put(places, 'd', &file.tasks);
    scene::put(places, 'z', &file.deadline_rules);
    scene::put(places, 'n', &file.notes);
    scene::put(places, 'u', &file.submissions);
    scene::put(places, 'g', &file.recommendations);
    scene::put(places, 'v', &file.terms);
}

fn at<'d>(scene: &Scene<'_, 'd>, letter: char, n: usize) -> Option<Seen<'d>> {
    let file = scene.file;
    match letter {
        'o' => seen(scene, &file.organisations, n),
        'm' => seen(scene, &file.marks, n),
        'r' => seen(scene, &file.relations, n),
        'k' => seen(scene, &file.event_links, n),
        'f' => seen(scene, &file.findings, n),
        'h' => seen(scene, &file.interventions, n),
        'q' => seen(scene, &file.risks, n),
        'd' => seen(scene, &file.tasks, n),
        'z' => seen(scene, &file.deadline_rules, n),
        'n' => seen(scene, &file.notes, n),
        'u' => seen(scene, &file.submissions, n),
        'g' => seen(scene, &file.recommendations, n),
        'v' => seen(scene, &file.terms, n),
        _ => None,
    }
}

fn seen<'d, K: Kind + Serialize>(scene: &Scene<'_, 'd>, list: &'d [Entry<K>], n: usize) -> Option<Seen<'d>> {
    list.get(n).map(|entry| scene.see(entry))
}

/// The name, in a reference, of the record at a place that [`put`] gave.
pub(super) fn name_at(page: &mut Page, scene: &Scene, letter: char, n: usize) {
    if let Some(seen) = at(scene, letter, n) {
        scene.first_of(page, &seen, &titles(seen.spec.name, scene.speech.0));
    }
}
