//! One field as the reader sees it: its value in words, «withheld», or nothing.

use super::page::Page;
use super::scene::Scene;
use crate::seen::{Known, Seen};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::{Field, FieldType, FuzzyDate, RecordId};
use serde_json::Value;

/// The value of a field where no label stands beside it; nothing when it is blank. «Withheld» then says of what.
pub(super) fn value(page: &mut Page, scene: &Scene, seen: &Seen, name: &str) {
    if matches!(seen.known(name), Known::Withheld | Known::Answer(_)) {
        page.within("span", "", |page| {
            page.text(&scene.speech.field(seen.spec.name, name));
            page.markup(": ");
            bare(page, scene, seen, name);
        });
    } else {
        bare(page, scene, seen, name);
    }
}

/// The value of a field whose label stands beside it.
pub(super) fn bare(page: &mut Page, scene: &Scene, seen: &Seen, name: &str) {
    if let Some(field) = seen.spec.field(name) {
        known(page, scene, field, &seen.known(name), Links::Live);
    }
}

/// The value of a field for a place where links must not stand (inside another link).
pub(super) fn words(page: &mut Page, scene: &Scene, seen: &Seen, name: &str) {
    if let Some(field) = seen.spec.field(name) {
        known(page, scene, field, &seen.known(name), Links::Plain);
    }
}

/// The value of a field, or "not recorded" in quiet letters.
pub(super) fn value_or_dash(page: &mut Page, scene: &Scene, seen: &Seen, name: &str) {
    if seen.is_blank(name) {
        page.line("span", "quiet", &scene.speech.say("dossier-not-recorded"));
    } else {
        value(page, scene, seen, name);
    }
}

/// A text or term as it is read aloud, to notice that two fields say the same.
pub(super) fn spoken(scene: &Scene, seen: &Seen, name: &str) -> Option<String> {
    let field = seen.spec.field(name)?;
    match (seen.known(name), field.kind) {
        (Known::Value(Value::String(text)), FieldType::Text) => Some(text.trim().to_lowercase()),
        (Known::Value(Value::String(slug)), FieldType::Code(vocabulary)) => {
            Some(scene.speech.term(vocabulary, slug).to_lowercase())
        }
        _ => None,
    }
}

/// All fields that say something, as terms and descriptions, without those in `but`.
pub(super) fn facts(page: &mut Page, scene: &Scene, seen: &Seen, but: &[&str]) {
    let fields: Vec<_> = seen.fields_but(but).collect();
    let news: Vec<&str> = seen.unknown_fields().collect();
    let hidden: Vec<&str> = seen.unknown_withheld().collect();
    if fields.is_empty() && news.is_empty() && hidden.is_empty() {
        return;
    }
    page.within("dl", "facts", |page| {
        for (field, what) in &fields {
            page.within("div", if is_long(field) { "wide" } else { "" }, |page| {
                page.line("dt", "", &scene.speech.field(seen.spec.name, field.name));
                page.within("dd", "", |page| {
                    known(page, scene, field, what, Links::Live);
                    if names_a_law_to_confirm(field, what) {
                        page.markup(" ");
                        page.line("span", "quiet", &scene.speech.say("to-be-confirmed"));
                    }
                });
            });
        }
        for name in hidden {
            page.within("div", "", |page| {
                page.within("dt", "", |page| page.told(name));
                page.within("dd", "", |page| withheld(page, scene));
            });
        }
        if !news.is_empty() {
            page.within("div", "wide", |page| {
                page.line("dt", "", &scene.speech.say("dossier-newer-fields"));
                page.within("dd", "", |page| page.told(&news.join(", ")));
            });
        }
    });
}

/// Whether the value is a built-in law that a lawyer has still to confirm.
fn names_a_law_to_confirm(field: &Field, what: &Known) -> bool {
    let (FieldType::Code(name) | FieldType::Codes(name), Known::Value(value)) = (field.kind, what) else {
        return false;
    };
    let waits = |slug: &str| vocabulary(name)?.term(slug).map(|term| term.flag("to_be_confirmed"));
    items(value).filter_map(|item| waits(item.as_str()?)).any(|waits| waits)
}

/// The mark of a field that was not handed over.
pub(super) fn withheld(page: &mut Page, scene: &Scene) {
    page.line("span", "hidden", &scene.speech.say("dossier-withheld"));
}

/// Whether the field may be read: neither withheld nor closed.
pub(super) fn is_open(seen: &Seen, name: &str) -> bool {
    !matches!(seen.known(name), Known::Withheld)
}

#[derive(Clone, Copy, PartialEq)]
enum Links {
    Live,
    Plain,
}

/// Whether a value needs the whole width: free text, and terms whose labels are sentences.
fn is_long(field: &Field) -> bool {
    match field.kind {
        FieldType::Prose => true,
        FieldType::Codes(vocabulary) => matches!(vocabulary, "treaty_article" | "kz_law" | "bias_indicator"),
        _ => field.name == "safe_contact",
    }
}

fn known(page: &mut Page, scene: &Scene, field: &Field, what: &Known, links: Links) {
    match what {
        Known::Blank => {}
        Known::Withheld => withheld(page, scene),
        Known::Answer(answer) => page.line("span", "quiet", &scene.speech.answer(answer)),
        Known::Value(value) => written(page, scene, field, value, links),
    }
}

fn written(page: &mut Page, scene: &Scene, field: &Field, value: &Value, links: Links) {
    match field.kind {
        FieldType::Text => page.told(value.as_str().unwrap_or_default()),
        FieldType::Prose => prose(page, scene, value, links),
        FieldType::Date => date(page, scene, value),
        FieldType::Code(vocabulary) => term(page, scene, vocabulary, value),
        FieldType::Codes(vocabulary) => listed(page, value, |page, item| term(page, scene, vocabulary, item)),
        FieldType::Number => page.text(&value.as_i64().unwrap_or_default().to_string()),
        FieldType::Flag => page.text(&scene.speech.yes_no(value.as_bool() == Some(true))),
        FieldType::Link(_) | FieldType::Links(_) => listed(page, value, |page, item| {
            let id = item.as_str().and_then(|text| text.parse::<RecordId>().ok());
            if let (Some(id), Links::Live) = (id, links) {
                scene.refer(page, id);
            }
        }),
        FieldType::Tags => listed(page, value, |page, item| page.told(item.as_str().unwrap_or_default())),
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    }
    .iter()
}

fn listed(page: &mut Page, value: &Value, mut one: impl FnMut(&mut Page, &Value)) {
    for (n, item) in items(value).enumerate() {
        if n > 0 {
            page.markup("; ");
        }
        one(page, item);
    }
}

/// Free text; its language stands above it where a reader might wonder.
fn prose(page: &mut Page, scene: &Scene, value: &Value, links: Links) {
    let is_single = items(value).count() == 1;
    for item in items(value) {
        let text = item.get("text").and_then(Value::as_str).unwrap_or_default();
        let lang = item.get("lang").and_then(Value::as_str);
        if links == Links::Plain {
            page.told(text);
            continue;
        }
        if let Some(lang) = lang.filter(|lang| !is_single || *lang != scene.book.dossier.lang.code()) {
            page.line("div", "language", &scene.speech.term("language", lang));
        }
        page.passage(text, lang);
    }
}

fn term(page: &mut Page, scene: &Scene, vocabulary: &str, value: &Value) {
    match (value.as_str(), value.get("other").and_then(Value::as_str)) {
        (Some(slug), _) => page.text(&scene.speech.term(vocabulary, slug)),
        (None, Some(other)) => page.told(other),
        (None, None) => page.text(&scene.speech.say("own-term-absent")),
    }
}

fn date(page: &mut Page, scene: &Scene, value: &Value) {
    if let Ok(date) = serde_json::from_value::<FuzzyDate>(value.clone()) {
        page.told(&scene.speech.date(&date));
    }
}
