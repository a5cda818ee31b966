//! A record in a few words, and a coded value in the reader's language.

use sandyq_domain::casefile::answered;
use sandyq_domain::field::{FieldType, RESERVED};
use sandyq_domain::kinds::{ProceedingStep, name_fields};
use sandyq_domain::value::{Coded, Prose};
use sandyq_domain::vocab::vocabulary;
use sandyq_domain::words::text;
use sandyq_domain::{Lang, kind_spec};
use serde_json::{Map, Value};

/// Longest title made from a longer text, in characters.
const TITLE_LENGTH: usize = 70;

/// A coded value in words; its own words when it is not a term.
pub fn coded(vocabulary_name: &str, value: &Coded, lang: Lang) -> String {
    match value {
        Coded::Other { other } => other.clone(),
        // Whoever reads for a page has spelled it out before.
        Coded::Own { .. } => text(lang, "own-term-absent"),
        Coded::Term(slug) => term(vocabulary_name, slug, lang),
    }
}

/// Several coded values in words, with commas between.
pub fn coded_all(vocabulary_name: &str, values: &[Coded], lang: Lang) -> String {
    let words: Vec<String> = values.iter().map(|value| coded(vocabulary_name, value, lang)).collect();
    words.join(", ")
}

/// A term in words; the slug itself when a newer program wrote it.
pub fn term(vocabulary_name: &str, slug: &str, lang: Lang) -> String {
    vocabulary(vocabulary_name)
        .and_then(|terms| terms.label(slug, lang))
        .map_or_else(|| slug.to_owned(), str::to_owned)
}

/// The first words of a text.
pub fn opening(prose: &Prose) -> String {
    prose
        .first()
        .map_or_else(String::new, |passage| shortened(&passage.text))
}

fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE_LENGTH {
        return line;
    }
    let cut: String = line.chars().take(TITLE_LENGTH).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |space| &cut[..space]);
    format!("{}…", whole.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// What a record is, in a few words: its own title, else what names it best, else its kind.
pub fn title_of(kind: &str, body: &Map<String, Value>, lang: Lang) -> String {
    let best: &[&str] = match kind {
        "case" => &["title", "code"],
        "event" => &["title", "description", "place_type"],
        "person" => &["pseudonym", "code"],
        // Whoever it is of is called by their code wherever it is known; a name never stands in a list.
        "act" => &["act_type"],
        "involvement" => &["described_as", "perpetrator_type"],
        "account" => &["connection", "text"],
        "proceeding" => &["title", "proceeding_kind"],
        "proceeding_step" => &["step_type"],
        "evidence_item" => &["title", "original_name", "evidence_kind"],
        "consent" => &["purpose"],
        "perpetrator_mark" => &["value", "mark_kind"],
        "relation" => &["relation_type"],
        "event_link" => &["link_type"],
        "intervention" => &["intervention_kind"],
        "medical_finding" => &["finding", "body_area"],
        "risk_assessment" => &["threats"],
        "task" => &["what"],
        "note" => &["title", "text"],
        "submission" => &["title", "document_type", "addressed_to"],
        "recommendation" => &["symbol", "text", "issued_by"],
        "deadline_rule" => &["label"],
        _ => &[],
    };
    let names = name_fields(kind, lang);
    let best = names.as_ref().map_or(best, <[_; 3]>::as_slice);
    let found = best.iter().find_map(|field| field_text(kind, body, field, lang));
    found.unwrap_or_else(|| kind_label(kind, lang))
}

/// A step in a few words: before whom, and what.
pub fn step_title(step: &ProceedingStep, lang: Lang) -> String {
    let forum = || answered(&step.forum_level).map(|level| coded("forum_level", level, lang));
    let kind = step.step_type.as_ref().map_or_else(
        || kind_label("proceeding_step", lang),
        |kind| coded("step_type", kind, lang),
    );
    let title = step.authority.clone().or_else(forum).map_or_else(
        || kind.clone(),
        |authority| format!("{authority}: {}", lower_first(&kind)),
    );
    upper_first(&title)
}

/// A kind in words.
pub fn kind_label(kind: &str, lang: Lang) -> String {
    if kind_spec(kind).is_some() {
        text(lang, &format!("kind-{kind}"))
    } else {
        kind.to_owned()
    }
}

/// With a capital at its beginning.
pub fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a small letter at its beginning.
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn field_text(kind: &str, body: &Map<String, Value>, field: &str, lang: Lang) -> Option<String> {
    let value = body.get(field)?;
    let spec = kind_spec(kind)?.field(field)?;
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let words: Vec<String> = items
        .iter()
        .filter_map(|item| item_text(spec.kind, item, lang))
        .collect();
    (!words.is_empty()).then(|| shortened(&words.join(", ")))
}

fn item_text(kind: FieldType, item: &Value, lang: Lang) -> Option<String> {
    match kind {
        FieldType::Code(name) | FieldType::Codes(name) => match item {
            // "Not asked" names nothing.
            Value::String(slug) if RESERVED.contains(&slug.as_str()) => None,
            Value::String(slug) => Some(term(name, slug, lang)),
            other => other.get("other").and_then(Value::as_str).map(str::to_owned),
        },
        FieldType::Prose => item.get("text").and_then(Value::as_str).map(str::to_owned),
        FieldType::Text | FieldType::Tags => item.as_str().map(str::to_owned),
        FieldType::Date | FieldType::Number | FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => None,
    }
}
