//! Invented words, names and places in three languages: beginnings and ends put together, sentences with gaps.
//!
//! The nouns are those of the word lists; with their endings they make tens of thousands of different words, some of
//! them much more frequent than others.

use super::chance::Chance;
use sandyq_domain::{Lang, wordlist};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PARTS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("parts.txt").lines();
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, parts)| (name, parts.split(", ").collect()))
        .collect()
});

static SENTENCES: LazyLock<[Vec<&str>; 3]> = LazyLock::new(|| {
    [
        include_str!("sentences-ru.txt").lines().collect(),
        include_str!("sentences-kk.txt").lines().collect(),
        include_str!("sentences-en.txt").lines().collect(),
    ]
});

/// Russian in six cases of ten, Kazakh in three, English in one.
pub fn language(chance: &mut Chance) -> Lang {
    match chance.below(10) {
        0..6 => Lang::Ru,
        6..9 => Lang::Kk,
        _ => Lang::En,
    }
}

/// Somebody who does not exist.
pub fn name(lang: Lang, chance: &mut Chance) -> String {
    let given = joined(lang, "given", chance);
    format!("{given} {}", joined(lang, "family", chance))
}

/// A town that is on no map.
pub fn place(lang: Lang, chance: &mut Chance) -> String {
    joined(lang, "place", chance)
}

/// How somebody remembers a date.
pub fn told(lang: Lang, chance: &mut Chance) -> String {
    part(lang, "told", chance).to_owned()
}

/// A noun, in half of the throws with an ending.
pub fn word(lang: Lang, chance: &mut Chance) -> String {
    let index = chance.seldom(usize::from(wordlist::WORD_COUNT));
    // The frequent ones are not all at the beginning of the alphabet: 5 has no divisor in common with the list.
    let index = (index * 5 + 77) % usize::from(wordlist::WORD_COUNT);
    let noun = wordlist::word(lang, u16::try_from(index).unwrap_or(0));
    if chance.percent(50) {
        return noun.to_owned();
    }
    noun.to_owned() + part(lang, "case", chance)
}

/// A few words in a row, as in a title.
pub fn phrase(lang: Lang, chance: &mut Chance) -> String {
    let words: Vec<String> = (0..chance.between(2, 5)).map(|_| word(lang, chance)).collect();
    words.join(" ")
}

/// So many sentences.
pub fn sentences(lang: Lang, count: usize, chance: &mut Chance) -> String {
    let all: Vec<String> = (0..count).map(|_| sentence(lang, chance)).collect();
    all.join(" ")
}

fn sentence(lang: Lang, chance: &mut Chance) -> String {
    let of_lang = &SENTENCES[match lang {
        Lang::Ru => 0,
        Lang::Kk => 1,
        Lang::En => 2,
    }];
    let mut rest = of_lang[chance.seldom(of_lang.len())];
    let mut text = String::with_capacity(rest.len() * 2);
    while let Some((before, after)) = rest.split_once('{') {
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&match gap {
            "n" => name(lang, chance),
            "p" => place(lang, chance),
            "t" => part(lang, "they", chance).to_owned(),
            "k" => chance.between(2, 99).to_string(),
            _ => word(lang, chance),
        });
        rest = after;
    }
    text + rest
}

fn joined(lang: Lang, what: &str, chance: &mut Chance) -> String {
    let beginning = part(lang, what, chance);
    beginning.to_owned() + part(lang, &format!("{what}-end"), chance)
}

fn part(lang: Lang, what: &str, chance: &mut Chance) -> &'static str {
    let list = PARTS.get(format!("{}-{what}", lang.code()).as_str());
    list.map_or("", |list| list[chance.below(list.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_gap_stays_and_every_language_has_its_own_words() {
        for lang in Lang::ALL {
            let text = sentences(lang, 300, &mut Chance::of(1, 1));
            assert!(!text.contains(['{', '}']), "{lang}");
            assert!(!name(lang, &mut Chance::of(1, 1)).starts_with(' '), "{lang}");
            let mut chance = Chance::of(2, 1);
            let words: std::collections::BTreeSet<String> = (0..20_000).map(|_| word(lang, &mut chance)).collect();
            assert!(words.len() > 3_000, "{lang}: {}", words.len());
        }
    }
}
