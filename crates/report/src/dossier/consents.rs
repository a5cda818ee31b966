//! What the people of a case allowed: who, for what, to whom, at which level of identity, until when.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use crate::seen::Seen;
use sandyq_domain::Entry;
use sandyq_domain::kinds::Consent;

const COLUMNS: [&str; 5] = ["person", "purpose", "recipient", "identity_level", "given"];
/// What the columns show; the rest stands below each row.
const SHOWN: [&str; 6] = ["person", "purpose", "recipient", "identity_level", "given", "withdrawn"];

pub(super) fn write(page: &mut Page, scene: &Scene) {
    page.anchored("h3", "", &scene.part("consents"), |page| {
        page.text(&scene.speech.say("dossier-consents"));
    });
    if scene.file.consents.is_empty() {
        return page.line("p", "quiet", &scene.speech.say("dossier-none-recorded"));
    }
    page.within("table", "consents", |page| {
        page.within("thead", "", |page| {
            page.within("tr", "", |page| {
                for name in COLUMNS {
                    page.line("th", "", &scene.speech.field("consent", name));
                }
            });
        });
        for consent in &scene.file.consents {
            row(page, scene, consent);
        }
    });
}

fn row<'d>(page: &mut Page, scene: &Scene<'_, 'd>, consent: &'d Entry<Consent>) {
    let seen = scene.see(consent);
    page.within("tbody", "", |page| {
        page.within("tr", "", |page| {
            for name in COLUMNS {
                page.within("td", "", |page| {
                    cell::value_or_dash(page, scene, &seen, name);
                    if name == "given" && !seen.is_blank("withdrawn") {
                        withdrawn(page, scene, &seen);
                    }
                });
            }
        });
        if seen.fields_but(&SHOWN).next().is_some() {
            page.markup("<tr class=\"more\"><td></td><td colspan=\"4\">");
            cell::facts(page, scene, &seen, &SHOWN);
            page.markup("</td></tr>\n");
        }
    });
}

/// A consent that was taken back says so as loudly as a refusal.
fn withdrawn(page: &mut Page, scene: &Scene, seen: &Seen) {
    page.within("strong", "withdrawn-word", |page| {
        page.text(&scene.speech.field("consent", "withdrawn"));
        page.markup(": ");
        cell::bare(page, scene, seen, "withdrawn");
    });
}
