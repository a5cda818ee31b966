//! The words of the program in three languages, from the same Fluent files that speak in the window.
//!
//! Also what only Rust can say: dates, numbers and sizes, because a web view has no Kazakh. Nothing here knows a record's
//! meaning. A missing key shows itself in brackets; tests hold that none is missing.

mod date;
mod quantity;
mod span;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::lang::Lang;

pub use date::{civil_day_text, date_text, day_text, reading_text, recent_text, short_date_text, written_date};
pub use quantity::{number_text, size_text};

/// What a sentence is completed with.
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Str(&'a str),
    /// A count: chooses the plural form and is written with the language's separators.
    Number(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(words: &'a str) -> Self {
        Self::Str(words)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Number(count.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Number(count)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Number(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// The files of one language, by name.
type Sources = [(&'static str, &'static str); 11];

macro_rules! sources {
    ($lang:literal: $($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../ui/locales/", $lang, "/", $name, ".ftl")))),*]
    };
}

const EN: Sources = sources!("en": "app", "errors", "fields", "dates", "casework", "dossier", "cli", "intake", "links", "stats", "report");
const RU: Sources = sources!("ru": "app", "errors", "fields", "dates", "casework", "dossier", "cli", "intake", "links", "stats", "report");
const KK: Sources = sources!("kk": "app", "errors", "fields", "dates", "casework", "dossier", "cli", "intake", "links", "stats", "report");

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> =
    LazyLock::new(|| [bundle(Lang::En, &EN), bundle(Lang::Ru, &RU), bundle(Lang::Kk, &KK)]);

fn bundle(lang: Lang, sources: &Sources) -> Bundle {
    let id: LanguageIdentifier = lang.code().parse().expect("two letters are a language identifier");
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // All three run left to right: isolation marks would only get into what people copy.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| quantity::formatted(value, Lang::En),
        Lang::Ru => |value, _| quantity::formatted(value, Lang::Ru),
        Lang::Kk => |value, _| quantity::formatted(value, Lang::Kk),
    }));
    for (_, text) in sources {
        // A line with a mistake is left out, and its key then shows itself; a test refuses both mistakes and doubles.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn spoken(lang: Lang) -> &'static Bundle {
    let [en, ru, kk] = &*BUNDLES;
    match lang {
        Lang::En => en,
        Lang::Ru => ru,
        Lang::Kk => kk,
    }
}

/// Whether there are words for this key.
#[must_use]
pub fn has(lang: Lang, key: &str) -> bool {
    spoken(lang)
        .get_message(key)
        .is_some_and(|message| message.value().is_some())
}

/// The words for a key; the key in brackets when there are none.
#[must_use]
pub fn text(lang: Lang, key: &str) -> String {
    text_with(lang, key, &[])
}

/// The words for a key, completed; the key in brackets when there are none.
#[must_use]
pub fn text_with(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle = spoken(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("[{key}]");
    };
    let mut given = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Str(words) => FluentValue::String((*words).into()),
            Arg::Number(count) => FluentValue::from(*count),
        };
        given.set(*name, value);
    }
    // An argument left out stays visible as `{$name}`: nothing to report, and nothing of the other arguments is lost.
    bundle
        .format_pattern(pattern, Some(&given), &mut Vec::new())
        .into_owned()
}

/// The keys of one file, for tests that hold them against what they name.
#[cfg(test)]
pub(crate) fn keys_of(file: &str) -> Vec<String> {
    let (_, text) = EN.iter().find(|(name, _)| *name == file).expect("it is listed");
    tests::keys(text)
}

#[cfg(test)]
mod tests;
