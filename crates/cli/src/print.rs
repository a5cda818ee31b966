//! Answers: as JSON for machines, or as lines for people.

use crate::Trouble;
use sandyq_domain::Lang;
use serde::Serialize;
use std::io::Write as _;

/// How to answer.
#[derive(Clone, Copy)]
pub struct Out {
    pub json: bool,
    pub lang: Lang,
}

impl Out {
    /// Prints an answer: the value itself, or the lines made from it.
    pub fn show<T: Serialize>(self, value: &T, lines: impl FnOnce(&T) -> Vec<String>) -> Result<(), Trouble> {
        if self.json {
            let text =
                serde_json::to_string_pretty(value).map_err(|_| Trouble::Said("the answer is not JSON".to_owned()))?;
            say(&text)
        } else {
            lines(value).iter().try_for_each(|line| say(line))
        }
    }
}

/// One line on stdout.
pub fn say(line: &str) -> Result<(), Trouble> {
    writeln!(std::io::stdout(), "{}", visible(line)).map_err(|_| Trouble::Said("the output is closed".to_owned()))
}

/// The text without signs that a terminal would obey or that turn its reading direction or break its lines: records and names come from others too.
pub fn visible(text: &str) -> String {
    let obeyed = |c: char| {
        let turns =
            matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let breaks = matches!(c, '\u{2028}' | '\u{2029}');
        turns || breaks || (c.is_control() && !matches!(c, '\n' | '\t'))
    };
    text.replace(obeyed, "\u{fffd}")
}

/// Rows as columns, each as wide as its widest cell, two spaces between.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn no_sign_that_turns_the_text_or_breaks_its_line_reaches_a_terminal() {
        for c in "\u{1b}\u{7f}\u{85}\r\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2066}\u{2069}".chars() {
            assert_eq!(visible(&format!("а{c}б")), "а\u{fffd}б", "U+{:04X}", u32::from(c));
        }
        assert_eq!(visible("Ұлытау\t«қой»\n"), "Ұлытау\t«қой»\n");
    }
}
