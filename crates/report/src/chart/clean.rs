//! Text as a chart may contain it: nothing in it is markup, a command, or a trick of directions.

use crate::page::entity;

/// Marks that are set above or below a letter, one upon another, without end.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Signs without width, and those that turn the direction of what follows: a label could read as another one by them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Most marks over one letter; a letter of a real language has two.
const MOST_MARKS: usize = 2;

/// One line of visible text: white space and control characters are single spaces, nothing invisible is left. Spaces that do
/// not break stay what they are.
pub(super) fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        let keeps_together = matches!(c, '\u{a0}' | '\u{202f}');
        marks = if is_combining(c) { marks + 1 } else { 0 };
        if is_unseen(c) || marks > MOST_MARKS || (marks > 0 && line.is_empty()) {
            continue;
        }
        if keeps_together || !(c.is_whitespace() || c.is_control()) {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end_matches(' ').len());
    line
}

/// Text of an element or an attribute. What it is handed has passed [`clean`], or passes it here.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match entity(c) {
            Some(entity) => safe.push_str(entity),
            None => safe.push(c),
        }
    }
    safe
}

/// An id that is one: letters of ASCII, digits, hyphens.
pub(super) fn id(text: &str) -> String {
    let kept = text
        .chars()
        .take(64)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    "chart-".chars().chain(kept).collect()
}
