//! A case at a glance: when, where, whom it befell, how often it was refused.

use super::cell;
use super::page::Page;
use super::scene::Scene;
use sandyq_domain::RecordId;
use sandyq_domain::casefile::{answered, is_refusal};

pub(super) fn write(page: &mut Page, scene: &Scene) {
    let speech = scene.speech;
    page.line("h2", "case-title", &scene.heading());
    page.line("h3", "", &speech.say("dossier-summary"));
    page.within("dl", "facts glance", |page| {
        let mut row = |label: &str, is_said: bool, inner: &dyn Fn(&mut Page)| {
            if is_said {
                page.within("div", "", |page| {
                    page.line("dt", "", &speech.say(label));
                    page.within("dd", "", inner);
                });
            }
        };
        let events = scene.file.events_in_time();
        row("dossier-when", !events.is_empty(), &|page| {
            each(page, &events, |page, event| {
                cell::value_or_dash(page, scene, &scene.see(event), "date");
            });
        });
        row("dossier-where", !events.is_empty(), &|page| {
            each(page, &events, |page, event| scene.place_of_event(page, event));
        });
        let victims = scene.victims();
        row("dossier-victims", !victims.is_empty(), &|page| {
            scene.refer_each(page, victims);
        });
        let acts = &scene.file.acts;
        row("dossier-suffered", !acts.is_empty(), &|page| {
            let seen: Vec<_> = acts.iter().map(|act| scene.see(act)).collect();
            each(page, &seen, |page, act| {
                cell::value(page, scene, act, "act_type");
            });
        });
        row("dossier-refusals", true, &|page| refusals(page, scene));
        row("dossier-exhibits", !scene.file.evidence.is_empty(), &|page| {
            page.text(&scene.file.evidence.len().to_string());
        });
    });
    for case in &scene.file.cases {
        cell::facts(page, scene, &scene.see(case), &["code", "title", "is_practice"]);
    }
}

fn each<T>(page: &mut Page, items: &[T], one: impl Fn(&mut Page, &T)) {
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            page.markup("; ");
        }
        one(page, item);
    }
}

fn refusals(page: &mut Page, scene: &Scene) {
    let modes = scene.refusal_modes();
    if modes.is_empty() {
        return page.text(&scene.speech.say("dossier-none-recorded"));
    }
    page.line("strong", "refusal-count", &scene.refusals_in_words());
    page.markup(": ");
    for (n, (mode, count)) in modes.iter().enumerate() {
        if n > 0 {
            page.markup(", ");
        }
        page.text(mode);
        if *count > 1 {
            page.text(&format!(" × {count}"));
        }
    }
}

impl<'d> Scene<'_, 'd> {
    /// Refusals among the steps, counted in words.
    pub(super) fn refusals_in_words(&self) -> String {
        let count = self.file.steps.iter().filter(|step| is_refusal(&step.record)).count();
        self.speech.count("dossier-refusals-count", count)
    }

    /// The ways of refusing in words, each with how often, in the order they first came up.
    fn refusal_modes(&self) -> Vec<(String, usize)> {
        let mut modes: Vec<(String, usize)> = Vec::new();
        let steps = self.file.steps_in_time();
        for step in steps.into_iter().filter(|step| is_refusal(&step.record)) {
            let mode = match answered(&step.record.refusal_mode) {
                Some(mode) if cell::is_open(&self.see(step), "refusal_mode") => self.speech.coded("refusal_mode", mode),
                _ => self.speech.term("result", "refused"),
            };
            match modes.iter_mut().find(|(known, _)| *known == mode) {
                Some((_, count)) => *count += 1,
                None => modes.push((mode, 1)),
            }
        }
        modes
    }

    pub(super) fn find_victims(&self) -> Vec<RecordId> {
        let open = self
            .file
            .acts
            .iter()
            .filter(|act| cell::is_open(&self.see(act), "victim"));
        let mut victims: Vec<RecordId> = Vec::new();
        for victim in open.filter_map(|act| act.record.victim) {
            if !victims.contains(&victim) {
                victims.push(victim);
            }
        }
        victims
    }

    /// Town, district, region and kind of place of an event, as far as known.
    pub(super) fn place_of_event(&self, page: &mut Page, event: &'d sandyq_domain::Entry<sandyq_domain::kinds::Event>) {
        let seen = self.see(event);
        let names = ["locality", "district", "region", "place_type"];
        let said: Vec<&str> = names.into_iter().filter(|name| !seen.is_blank(name)).collect();
        if said.is_empty() {
            page.line("span", "quiet", &self.speech.say("dossier-not-recorded"));
        }
        for (n, name) in said.into_iter().enumerate() {
            if n > 0 {
                page.markup(", ");
            }
            cell::value(page, self, &seen, name);
        }
    }
}
