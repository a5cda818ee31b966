//! What to look at again before a talk is recorded: names where only codes belong. It warns and stops nothing.

use super::answers::{Answers, Row};
use sandyq_domain::words::{Arg, text, text_with};
use sandyq_domain::{Lang, RecordId, fold};
use std::collections::BTreeMap;

/// Longest code without a digit that is taken for an abbreviation.
const SHORT: usize = 3;

/// Each remark in words. The code or name itself is not repeated: this may stand on a screen beside other people.
pub(super) fn look_again(answers: &Answers<'_>, known: &BTreeMap<String, RecordId>, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    let coded = ["people", "teller"].into_iter().flat_map(|id| {
        let rows = answers.rows(id).into_iter().enumerate();
        rows.map(move |(n, row)| (called(id, n, lang), row))
    });
    for (name, row) in coded {
        let about = [("row", Arg::from(name.as_str()))];
        let Some(code) = row.text("code") else { continue };
        if known.contains_key(code) {
            found.push(text_with(lang, "intake-look-known", &about));
        } else if reads_like_a_name(code) {
            found.push(text_with(lang, "intake-look-code", &about));
        }
    }
    if names_somebody(answers) {
        found.push(text(lang, "intake-look-title"));
    }
    found
}

fn called(id: &str, n: usize, lang: Lang) -> String {
    match id {
        "people" => text_with(lang, "intake-people-row", &[("n", Arg::from(n + 1))]),
        _ => text(lang, "intake-teller"),
    }
}

/// A code has a digit or is very short.
pub(super) fn reads_like_a_name(code: &str) -> bool {
    let has_digit = code.chars().any(char::is_numeric);
    !has_digit && code.chars().count() > SHORT
}

/// A word of a used name, long enough to be one, stands in the title.
fn names_somebody(answers: &Answers<'_>) -> bool {
    let row = answers.row("title");
    let title = fold(row.text("title").unwrap_or_default());
    let rows = answers.rows("people");
    let names = rows.iter().filter_map(|row: &Row<'_>| row.text("used_name"));
    let mut words = names.flat_map(|name| fold(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    words.any(|word| word.chars().count() > 2 && title.split(|c: char| !c.is_alphanumeric()).any(|other| other == word))
}
