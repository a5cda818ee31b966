//! What was told: events as they were described, and accounts in the words of those who gave them.

use super::cell;
use super::page::Page;
use super::scene::Scene;

pub(super) fn write(page: &mut Page, scene: &Scene) {
    if scene.file.events.is_empty() && scene.file.accounts.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("told"), |page| {
        page.text(&scene.speech.say("dossier-told"));
    });
    for event in scene.file.events_in_time() {
        page.anchored("article", "card", &scene.anchor_here(event.id), |page| {
            let seen = scene.see(event);
            page.within("h4", "", |page| scene.first_of(page, &seen, &["title"]));
            page.within("p", "byline", |page| {
                cell::value_or_dash(page, scene, &seen, "date");
                page.markup(" · ");
                scene.place_of_event(page, event);
            });
            cell::value(page, scene, &seen, "description");
            let shown = [
                "title",
                "date",
                "description",
                "locality",
                "district",
                "region",
                "place_type",
            ];
            cell::facts(page, scene, &seen, &shown);
            proof(page, scene, event.id);
        });
    }
    for account in &scene.file.accounts {
        page.anchored("article", "card account", &scene.anchor_here(account.id), |page| {
            let seen = scene.see(account);
            page.within("h4", "", |page| {
                page.text(&scene.speech.kind("account"));
                page.markup(": ");
                cell::value_or_dash(page, scene, &seen, "source");
            });
            let told = ["connection", "received", "language", "interpreter"];
            page.within("p", "byline", |page| {
                let said = told.iter().filter(|name| !seen.is_blank(name));
                for (n, name) in said.enumerate() {
                    if n > 0 {
                        page.markup(" · ");
                    }
                    page.text(&scene.speech.field("account", name));
                    page.markup(": ");
                    cell::value(page, scene, &seen, name);
                }
            });
            cell::value(page, scene, &seen, "text");
            let shown = ["source", "connection", "received", "language", "interpreter", "text"];
            cell::facts(page, scene, &seen, &shown);
            proof(page, scene, account.id);
        });
    }
}

/// The evidence that supports a record.
pub(super) fn proof(page: &mut Page, scene: &Scene, record: sandyq_domain::RecordId) {
    let proof = scene.proof_of(record, &[]);
    if !proof.is_empty() {
        page.within("p", "proof", |page| {
            page.text(&scene.speech.say("dossier-proof"));
            page.markup(": ");
            scene.refer_each(page, &proof);
        });
    }
}
