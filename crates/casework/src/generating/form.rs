//! Fills a form from its declaration, so that a new field is generated the day it is declared.

use super::chance::Chance;
use super::speech;
use chrono::{Days, NaiveDate};
use sandyq_domain::field::FieldType;
use sandyq_domain::{Field, KindSpec, Lang, Timestamp, vocab};
use serde_json::{Map, Value, json};

/// Answers that are not values; one coded answer in twelve.
const RESERVED: [&str; 3] = ["unknown", "not_asked", "declined"];

/// What everything in one record is made from.
pub struct Pen<'c> {
    /// Its dice.
    pub chance: &'c mut Chance,
    /// The language it is told in.
    pub lang: Lang,
    /// When it is written down.
    pub now: Timestamp,
}

/// Fills the fields that are still empty: most of the main ones, and of the other groups those somebody would open.
/// Links are for who knows the case.
pub fn fill(spec: &KindSpec, body: &mut Map<String, Value>, pen: &mut Pen<'_>) {
    let mut open = ("main", true);
    for field in spec.fields.iter().filter(|field| !field.machine_made) {
        if field.group != open.0 {
            open = (field.group, pen.chance.percent(opened(field.group, body)));
        }
        let share = match field.group {
            _ if field.required => 100,
            "main" => 65,
            _ if open.1 => 45,
            _ => 0,
        };
        // One name of several is enough, and it is there in the language of the story.
        let is_said = field.either
            && spec
                .fields
                .iter()
                .any(|other| other.either && body.contains_key(other.name));
        if !is_said
            && !body.contains_key(field.name)
            && pen.chance.percent(share)
            && let Some(value) = value(field, pen)
        {
            body.insert(field.name.to_owned(), value);
        }
    }
    if pen.chance.percent(8) {
        let empty: Vec<&Field> = spec
            .fields
            .iter()
            .filter(|field| !body.contains_key(field.name))
            .collect();
        // Once in a hundred thousand cases nothing is left to be asked.
        if !empty.is_empty() {
            let asked = pen.chance.one(&empty);
            body.insert("answers".to_owned(), json!({ asked.name: pen.chance.one(&RESERVED) }));
        }
    }
}

/// In how many of a hundred forms a group of rarer fields is opened: those of an act by what was done.
fn opened(group: &str, body: &Map<String, Value>) -> usize {
    let act = body.get("act_type").and_then(Value::as_str).unwrap_or_default();
    let fits = |acts: &[&str], often, seldom| if acts.contains(&act) { often } else { seldom };
    match group {
        "detention" => fits(&["unlawful_detention", "abduction", "illegal_search"], 85, 4),
        "medical" => fits(&["forced_medical", "forced_sterilisation", "forced_exam"], 90, 1),
        "conversion" => fits(&["conversion_practice", "forced_religion"], 90, 1),
        "loss" => fits(
            &["robbery", "extortion", "property_damage", "denial_work", "eviction"],
            75,
            8,
        ),
        "qualification" => fits(&["beating", "rape", "unlawful_detention"], 25, 5),
        "voice" => 5,
        _ => 30,
    }
}

/// Another text in one of the fields, as after a second talk.
pub fn rewrite(spec: &KindSpec, body: &mut Map<String, Value>, pen: &mut Pen<'_>) {
    let texts = |field: &&Field| matches!(field.kind, FieldType::Text | FieldType::Prose) && !field.machine_made;
    let fields: Vec<&Field> = spec.fields.iter().filter(texts).collect();
    if fields.is_empty() {
        return;
    }
    let field = pen.chance.one(&fields);
    if let Some(value) = value(field, pen) {
        body.insert(field.name.to_owned(), value);
    }
}

fn value(field: &Field, pen: &mut Pen<'_>) -> Option<Value> {
    let Pen { chance, lang, now } = pen;
    let lang = *lang;
    Some(match field.kind {
        // The slug of a built-in term: nothing that can be made up.
        FieldType::Text if field.name == "replaces" => return None,
        FieldType::Text => json!(text(field.name, lang, chance)),
        FieldType::Prose => {
            let count = if field.group == "main" { chance.between(2, 7) } else { 1 };
            json!([{ "lang": lang.code(), "text": speech::sentences(lang, count, chance) }])
        }
        FieldType::Date => date(*now, lang, chance),
        FieldType::Code(vocabulary) => term(vocabulary, lang, chance)?,
        FieldType::Codes(vocabulary) => {
            let terms: Option<Vec<Value>> = (0..chance.between(1, 3))
                .map(|_| term(vocabulary, lang, chance))
                .collect();
            json!(terms?)
        }
        FieldType::Number => json!(number(field.name, chance)),
        FieldType::Tags => {
            let tags: Vec<String> = (0..chance.between(1, 3))
                .map(|_| text(field.name, lang, chance))
                .collect();
            json!(tags)
        }
        FieldType::Flag | FieldType::Link(_) | FieldType::Links(_) => return None,
    })
}

fn text(field: &str, lang: Lang, chance: &mut Chance) -> String {
    match field {
        "legal_name" | "used_name" | "owner" | "taken_by" | "official" | "emergency_contact" | "examiner"
        | "made_by" | "assigned_to" | "qualified_by" => speech::name(lang, chance),
        "locality" | "district" | "captured_place" | "address" => speech::place(lang, chance),
        // Numbers that nobody can have: a month 13, a country code without subscribers.
        "iin" => format!("{:02}13{:08}", chance.below(100), chance.below(100_000_000)),
        "contacts" | "value" => format!("+999 {:03} {:04}", chance.below(1_000), chance.below(10_000)),
        "file_sha256" => format!("{:032x}", u128::from(chance.next())).repeat(2),
        "captured_place_by_file" => format!("0.{:04}, 0.{:04}", chance.below(10_000), chance.below(10_000)),
        "official_numbers" | "kui_number" | "erdr_number" | "court_number" => {
            format!("{}/{:04}", chance.between(18, 26), chance.below(10_000))
        }
        "aliases" | "tags" | "methods" | "topics" | "code_word" => speech::word(lang, chance),
        _ => speech::phrase(lang, chance),
    }
}

fn term(vocabulary: &str, lang: Lang, chance: &mut Chance) -> Option<Value> {
    let terms = vocab::vocabulary(vocabulary)?.terms();
    Some(match chance.below(100) {
        0..8 => json!(chance.one(&RESERVED)),
        8..11 => json!({ "other": speech::phrase(lang, chance) }),
        _ => json!(terms[chance.seldom(terms.len())].slug),
    })
}

fn number(field: &str, chance: &mut Chance) -> usize {
    match field {
        "birth_year" => chance.between(1950, 2008),
        "age_at_time" => chance.between(14, 78),
        "hours_held" => chance.between(1, 96),
        "imprisonment_months" => chance.between(2, 84),
        amount if amount.ends_with("_kzt") => chance.between(5, 900) * 1_000,
        _ => chance.between(1, 6),
    }
}

/// A date of any precision, at most a year before `now`; one in four with words, every tenth in words only.
fn date(now: Timestamp, lang: Lang, chance: &mut Chance) -> Value {
    let today: NaiveDate = now.day().parse().unwrap_or_default();
    let day = today - Days::new(chance.seldom(365) as u64);
    let later = day + Days::new(chance.between(1, 20) as u64);
    let written = match chance.below(20) {
        0..8 => day.to_string(),
        8..11 => day.format("%Y-%m").to_string(),
        11..12 => day.format("%Y").to_string(),
        12..13 => format!("before {day}"),
        13..14 => format!("after {day}"),
        14..16 => format!("{day}..{later}"),
        16..17 => format!("about {}", day.format("%Y-%m")),
        17..18 => format!("{day}T{:02}:{:02}+05:00", chance.below(24), chance.below(60)),
        _ => "unknown".to_owned(),
    };
    let with_words = written == "unknown" || chance.percent(25);
    match written.parse::<sandyq_domain::FuzzyDate>() {
        Ok(mut date) if with_words => {
            date.as_told = Some(speech::told(lang, chance));
            json!(date)
        }
        Ok(date) => json!(date),
        Err(_) => json!(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_nothing_left_to_ask_is_left_as_it_is() {
        for spec in sandyq_domain::KINDS {
            let whole: Map<String, Value> = spec.fields.iter().map(|f| (f.name.to_owned(), json!("x"))).collect();
            for seed in 0..40 {
                let (mut body, mut chance) = (whole.clone(), Chance::of(seed, 0));
                let mut pen = Pen {
                    chance: &mut chance,
                    lang: Lang::Ru,
                    now: Timestamp::from_millis(1_700_000_000_000),
                };
                fill(spec, &mut body, &mut pen);
                assert_eq!(body, whole, "{}", spec.name);
            }
        }
    }
}
