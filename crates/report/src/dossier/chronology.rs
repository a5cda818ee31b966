//! Everything with a date in one line of time: events, accounts, steps, deadlines, evidence. Refusals are its loudest
//! marks.

use super::cell;
use super::page::Page;
use super::proceedings;
use super::scene::Scene;
use sandyq_domain::casefile::{is_refusal, sort_day};
use sandyq_domain::kinds::{Account, Act, Event, EvidenceItem, ProceedingStep};
use sandyq_domain::value::Date;
use sandyq_domain::{Entry, RecordId};

/// A thing on the line of time, in the order in which things of one day are told.
enum Item<'d> {
    Event(&'d Entry<Event>),
    Act(&'d Entry<Act>),
    Account(&'d Entry<Account>),
    Step(&'d Entry<ProceedingStep>),
    Exhibit(&'d Entry<EvidenceItem>),
    Deadline(&'d Entry<ProceedingStep>),
}

pub(super) fn write(page: &mut Page, scene: &Scene) {
    let items = in_time(scene);
    if items.is_empty() {
        return;
    }
    page.anchored("h3", "", &scene.part("chronology"), |page| {
        page.text(&scene.speech.say("dossier-chronology"));
    });
    page.within("ol", "line-of-time", |page| {
        for item in &items {
            entry(page, scene, item);
        }
    });
}

/// Events and steps always; the rest only when it has a date of its own. Within a day events come first, then what has
/// an exact time, then the rest.
fn in_time<'d>(scene: &Scene<'_, 'd>) -> Vec<Item<'d>> {
    let file = scene.file;
    let mut items = Vec::new();
    let mut put = |date: &Date, rank: u8, id: RecordId, item| {
        let time = date.as_ref().and_then(|date| date.time).map(|time| time.naive_local());
        items.push(((sort_day(date), rank > 0, time.is_none(), time, rank, id), item));
    };
    for event in &file.events {
        put(&event.record.date, 0, event.id, Item::Event(event));
    }
    for act in file.acts.iter().filter(|act| act.record.date.is_some()) {
        put(&act.record.date, 1, act.id, Item::Act(act));
    }
    for step in &file.steps {
        put(&step.record.date, 2, step.id, Item::Step(step));
        if step.record.next_deadline.is_some() {
            put(&step.record.next_deadline, 5, step.id, Item::Deadline(step));
        }
    }
    let told = file.accounts.iter();
    for account in told.filter(|account| account.record.received.is_some()) {
        put(&account.record.received, 3, account.id, Item::Account(account));
    }
    let captured = file.evidence.iter();
    for exhibit in captured.filter(|item| item.record.captured.is_some()) {
        put(&exhibit.record.captured, 4, exhibit.id, Item::Exhibit(exhibit));
    }
    items.sort_by_key(|(key, _)| *key);
    items.into_iter().map(|(_, item)| item).collect()
}

fn entry(page: &mut Page, scene: &Scene, item: &Item) {
    match item {
        Item::Event(event) => {
            let seen = scene.see(event);
            row(
                page,
                "event",
                |page| dated(page, scene, &seen, "date"),
                |page| {
                    page.within("strong", "", |page| scene.refer(page, event.id));
                    page.within("p", "detail", |page| scene.place_of_event(page, event));
                },
            );
        }
        Item::Act(act) => {
            let seen = scene.see(act);
            row(
                page,
                "act",
                |page| dated(page, scene, &seen, "date"),
                |page| {
                    scene.refer(page, act.id);
                    page.markup(" → ");
                    cell::value_or_dash(page, scene, &seen, "victim");
                },
            );
        }
        Item::Account(account) => {
            let seen = scene.see(account);
            row(
                page,
                "account",
                |page| dated(page, scene, &seen, "received"),
                |page| {
                    page.jump(&scene.anchor_here(account.id), |page| {
                        page.text(&scene.speech.kind("account"));
                    });
                    page.markup(": ");
                    cell::value_or_dash(page, scene, &seen, "source");
                },
            );
        }
        Item::Step(step) => taken(page, scene, step),
        Item::Exhibit(exhibit) => {
            let seen = scene.see(exhibit);
            row(
                page,
                "item",
                |page| dated(page, scene, &seen, "captured"),
                |page| {
                    scene.refer(page, exhibit.id);
                    page.markup(" ");
                    cell::value(page, scene, &seen, "title");
                },
            );
        }
        Item::Deadline(step) => {
            let seen = scene.see(step);
            row(
                page,
                "due",
                |page| dated(page, scene, &seen, "next_deadline"),
                |page| {
                    page.line("strong", "due-word", &scene.speech.say("dossier-deadline"));
                    page.markup(": ");
                    scene.refer(page, step.id);
                },
            );
        }
    }
}

fn taken<'d>(page: &mut Page, scene: &Scene<'_, 'd>, step: &'d Entry<ProceedingStep>) {
    let seen = scene.see(step);
    let class = if is_refusal(&step.record) {
        "step refused"
    } else {
        "step"
    };
    row(
        page,
        class,
        |page| dated(page, scene, &seen, "date"),
        |page| {
            page.within("strong", "", |page| {
                page.jump(&scene.anchor_here(step.id), |page| {
                    scene.first_of(page, &seen, &["step_type"]);
                });
            });
            if !seen.is_blank("authority") {
                page.markup(" · ");
                cell::value(page, scene, &seen, "authority");
            } else if !seen.is_blank("forum_level") {
                page.markup(" · ");
                cell::value(page, scene, &seen, "forum_level");
            }
            proceedings::outcome_of(page, scene, step);
            proceedings::asked_and_given(page, scene, &seen);
        },
    );
}

fn row(page: &mut Page, class: &'static str, when: impl FnOnce(&mut Page), what: impl FnOnce(&mut Page)) {
    page.within("li", class, |page| {
        page.within("div", "when", when);
        page.within("div", "happened", what);
    });
}

fn dated(page: &mut Page, scene: &Scene, seen: &crate::seen::Seen, name: &str) {
    if seen.is_blank(name) {
        page.line("span", "quiet", &scene.speech.say("dossier-no-date"));
    } else {
        cell::value(page, scene, seen, name);
    }
}
