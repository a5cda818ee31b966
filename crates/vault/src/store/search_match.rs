//! What a person typed into the search box, as a question that cannot be mistaken for search syntax; and which words of a
//! text answer it.

use sandyq_domain::fold;

/// Put before a word that matched. Private use: never part of an answer's own text.
pub const MARK_START: char = '\u{e000}';
/// Put behind a word that matched.
pub const MARK_END: char = '\u{e001}';

/// Most pieces, and most characters in each.
///
/// # Security
/// The box takes pasted text of any length.
const PIECES: usize = 12;
const PIECE_CHARS: usize = 64;
/// How much of a text a snippet shows before and after the first match, in characters.
const BEFORE: usize = 40;
const AFTER: usize = 110;

/// The folded pieces of a question, each with at least one letter or digit in it.
pub struct Question {
    pieces: Vec<String>,
    words: Vec<String>,
    typed: Vec<String>,
}

/// What to ask the index, and which folded words of a text are the answer.
pub struct Matching {
    expression: String,
    words: Vec<String>,
    begun: Option<String>,
}

impl Question {
    /// `None` when there is nothing to look for.
    pub fn parse(typed: &str) -> Option<Self> {
        let bounded: String = typed.chars().take(PIECES * PIECE_CHARS).collect();
        let folded = fold(&bounded).replace('\0', " ");
        let pieces: Vec<String> = folded
            .split_whitespace()
            .map(|piece| piece.chars().take(PIECE_CHARS).collect::<String>())
            .filter(|piece| piece.contains(char::is_alphanumeric))
            .take(PIECES)
            .collect();
        let words = pieces
            .iter()
            .flat_map(|piece| words_of(piece))
            .take(PIECES)
            .map(str::to_owned)
            .collect();
        let typed = words_of(&bounded.to_lowercase()).map(str::to_owned).collect();
        (!pieces.is_empty()).then_some(Self { pieces, words, typed })
    }

    /// The folded words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whole words, each piece as a phrase; the last word may be a beginning.
    ///
    /// # Security
    /// Everything typed stands inside double quotes, with its own quotes doubled: `NEAR(`, `*`, `ст.146` are only text.
    pub fn by_words(&self) -> Matching {
        // One letter begins too many words to be looked up while typing.
        let begun = self.words.last().filter(|word| word.chars().count() > 1).cloned();
        let phrases: Vec<String> = self
            .pieces
            .iter()
            .map(|piece| quoted(&words_of(piece).collect::<Vec<_>>().join(" ")))
            .collect();
        let expression = phrases.join(" AND ") + if begun.is_some() { " *" } else { "" };
        Matching {
            expression,
            words: self.words.clone(),
            begun,
        }
    }

    /// How many of the words stand in `written` just as they were typed, letter case aside.
    pub fn exactly_in(&self, written: &str) -> usize {
        let written = written.to_lowercase();
        self.typed.iter().filter(|word| written.contains(word.as_str())).count()
    }
}

impl Matching {
    /// For each word of a question any of several words; `None` when there are none for one of them.
    pub fn any_of(meanings: Vec<Vec<String>>) -> Option<Self> {
        if meanings.is_empty() || meanings.iter().any(Vec::is_empty) {
            return None;
        }
        let either = |words: &Vec<String>| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" OR ");
        let groups: Vec<String> = meanings.iter().map(|words| format!("({})", either(words))).collect();
        let words = meanings.into_iter().flatten().collect();
        Some(Self {
            expression: groups.join(" AND "),
            words,
            begun: None,
        })
    }

    /// In the syntax of FTS5.
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// A part of `written` around the first match, with every match between [`MARK_START`] and [`MARK_END`].
    pub fn snippet(&self, written: &str) -> String {
        let shown = |c: char| {
            if matches!(c, MARK_START | MARK_END) || c.is_control() {
                ' '
            } else {
                c
            }
        };
        let clean: String = written.chars().map(shown).collect();
        let at = |word: &str| word.as_ptr() as usize - clean.as_ptr() as usize;
        let window = |start: usize| {
            let behind = clean[start..].char_indices().nth(BEFORE + AFTER);
            (start, behind.map_or(clean.len(), |(offset, _)| start + offset))
        };
        let (mut found, mut shown_part) = (Vec::new(), None);
        for word in words_of(&clean) {
            // Words behind the part that is shown are not looked at: folding each is most of the work.
            if shown_part.is_some_and(|(_, end)| at(word) >= end) {
                break;
            }
            if self.answers(&fold(word)) {
                shown_part.get_or_insert_with(|| window(back(&clean, at(word), BEFORE)));
                found.push(word);
            }
        }
        let (start, end) = shown_part.unwrap_or_else(|| window(0));
        let mut snippet = String::with_capacity(end - start + 16);
        snippet.push_str(if start > 0 { "…" } else { "" });
        let mut done = start;
        for word in found.iter().filter(|word| at(word) + word.len() <= end) {
            snippet.push_str(&clean[done..at(word)]);
            snippet.push(MARK_START);
            snippet.push_str(word);
            snippet.push(MARK_END);
            done = at(word) + word.len();
        }
        snippet.push_str(&clean[done..end]);
        snippet.push_str(if end < clean.len() { "…" } else { "" });
        snippet
    }

    fn answers(&self, folded: &str) -> bool {
        self.words.iter().any(|word| word == folded)
            || self
                .begun
                .as_ref()
                .is_some_and(|begun| folded.starts_with(begun.as_str()))
    }
}

/// The runs of letters and digits, as the tokenizer sees them; signs that folding drops do not end a word.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let dropped =
        |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.split(move |c: char| !c.is_alphanumeric() && !dropped(c))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// As a string of FTS5: only text, whatever is in it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The byte `chars` characters before `at`, moved to the beginning of a word.
fn back(text: &str, at: usize, chars: usize) -> usize {
    let Some((start, _)) = text[..at].char_indices().rev().nth(chars) else {
        return 0;
    };
    text[start..at]
        .find(char::is_whitespace)
        .map_or(start, |space| start + space + 1)
        .min(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_becomes_text() {
        let question = Question::parse("ст.146 NEAR( \"а\"* -").unwrap();
        assert_eq!(question.by_words().expression(), "\"ст 146\" AND \"near\" AND \"а\"");
        for nothing in ["", "  ", "\"", "*", "()", "\0", "—"] {
            assert!(Question::parse(nothing).is_none(), "{nothing:?}");
        }
    }

    #[test]
    fn a_snippet_marks_words_as_they_were_written() {
        let question = Question::parse("еще улы").unwrap();
        let text = "И ещё раз: Ұлытау\nконец";
        assert_eq!(
            question.by_words().snippet(text),
            "И \u{e000}ещё\u{e001} раз: \u{e000}Ұлытау\u{e001} конец"
        );
        assert_eq!((question.exactly_in(text), question.exactly_in("ЕЩЕ раз")), (0, 1));
    }

    #[test]
    fn a_long_text_is_cut_around_the_match() {
        let question = Question::parse("следователь").unwrap();
        let text = format!("{} следователь {}", "слово ".repeat(100), "ещё ".repeat(100));
        let snippet = question.by_words().snippet(&text);
        assert!(
            snippet.starts_with('…') && snippet.ends_with('…') && snippet.chars().count() < 170,
            "{snippet}"
        );
    }
}
