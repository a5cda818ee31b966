//! Who did what to whom: one card per act, with everybody who had a part in it.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use super::told;
use sandyq_domain::kinds::{Act, Involvement};
use sandyq_domain::{Entry, RecordId};

pub(super) fn write(page: &mut Page, scene: &Scene) {
    let file = scene.file;
    if file.acts.is_empty() && file.involvements.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("acts"), |page| {
        page.text(&scene.speech.say("dossier-acts"));
    });
    for act in &file.acts {
        page.anchored("article", "card", &scene.anchor_here(act.id), |page| {
            one(page, scene, act);
        });
    }
    let is_known = |id: Option<RecordId>| file.acts.iter().any(|act| Some(act.id) == id);
    let loose: Vec<_> = file
        .involvements
        .iter()
        .filter(|entry| !is_known(entry.record.act))
        .collect();
    involved(page, scene, &loose, &[]);
}

fn one<'d>(page: &mut Page, scene: &Scene<'_, 'd>, act: &'d Entry<Act>) {
    let seen = scene.see(act);
    let doers: Vec<_> = scene.file.involved_in(act.id).collect();
    page.within("h4", "deed", |page| {
        page.within("span", "who", |page| {
            if doers.is_empty() {
                page.line("span", "quiet", &scene.speech.say("dossier-doer-not-recorded"));
            }
            for (n, doer) in doers.iter().enumerate() {
                if n > 0 {
                    page.markup(", ");
                }
                name(page, scene, doer);
            }
        });
        page.markup(" → ");
        page.within("span", "what", |page| {
            cell::value_or_dash(page, scene, &seen, "act_type");
        });
        page.markup(" → ");
        page.within("span", "whom", |page| {
            cell::value_or_dash(page, scene, &seen, "victim");
        });
    });
    cell::value(page, scene, &seen, "description");
    cell::facts(page, scene, &seen, &["act_type", "victim", "description"]);
    involved(page, scene, &doers, &["act"]);
    told::proof(page, scene, act.id);
}

/// How a perpetrator is called here.
fn name<'d>(page: &mut Page, scene: &Scene<'_, 'd>, doer: &'d Entry<Involvement>) {
    let seen = scene.see(doer);
    let names = ["described_as", "person", "perpetrator_type"];
    if let Some(name) = names.into_iter().find(|name| !seen.is_blank(name)) {
        cell::value(page, scene, &seen, name);
    } else {
        page.text(&scene.speech.kind("involvement"));
    }
}

fn involved<'d>(page: &mut Page, scene: &Scene<'_, 'd>, doers: &[&'d Entry<Involvement>], but: &[&str]) {
    for doer in doers {
        page.within("div", "doer", |page| {
            page.within("p", "doer-name", |page| name(page, scene, doer));
            let mut shown = but.to_vec();
            shown.push("described_as");
            cell::facts(page, scene, &scene.see(doer), &shown);
        });
    }
}
