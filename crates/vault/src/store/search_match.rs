//! What a person typed into the search box, as a question that cannot be mistaken for search syntax; and which words of a
//! text answer it.

use sandyq_domain::fold;

/// Put before a word that matched. Private use: never part of an answer's own text.
pub const MARK_START: char = '\u{e000}';
/// Put behind a word that matched.
pub const MARK_END: char = '\u{e001}';

/// Most pieces and characters of a question.
///
/// # Security
/// The box takes pasted text of any length.
const PIECES: usize = 12;
const PIECE_CHARS: usize = 64;
/// Shortest fragment the trigram index can look up.
const FRAGMENT: usize = 3;
/// How much of a text a snippet shows before and after the first match, in characters.
const BEFORE: usize = 40;
const AFTER: usize = 110;

/// How strictly words are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    /// Whole words; the last one may be a beginning.
    Words,
    /// Anywhere inside.
    Fragments,
    /// With one or two letters wrong.
    Typos,
}

/// The folded pieces of a question, each with at least one letter or digit in it.
pub struct Question {
    pieces: Vec<String>,
    words: Vec<String>,
    typed: Vec<String>,
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
            .map(str::to_owned)
            .collect();
        let typed = words_of(&bounded.to_lowercase()).map(str::to_owned).collect();
        (!pieces.is_empty()).then_some(Self { pieces, words, typed })
    }

    /// The FTS5 expression for one strictness; `None` when the question has nothing long enough for it.
    ///
    /// # Security
    /// Everything typed stands inside double quotes, with its own quotes doubled: `NEAR(`, `*`, `ст.146` are only text.
    pub fn expression(&self, strictness: Strictness) -> Option<String> {
        let parts: Vec<String> = match strictness {
            Strictness::Words => self.word_phrases(),
            Strictness::Fragments => self
                .pieces
                .iter()
                .filter(|piece| long_enough(piece))
                .map(|piece| quoted(piece))
                .collect(),
            Strictness::Typos => self.words.iter().filter_map(|word| one_part_right(word)).collect(),
        };
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }

    fn word_phrases(&self) -> Vec<String> {
        let last = self.pieces.len().saturating_sub(1);
        let phrase = |(number, piece): (usize, &String)| {
            let words: Vec<&str> = words_of(piece).collect();
            // One letter begins too many words to be looked up while typing.
            let begun = number == last && words.last().is_some_and(|word| word.chars().count() > 1);
            quoted(&words.join(" ")) + if begun { " *" } else { "" }
        };
        self.pieces.iter().enumerate().map(phrase).collect()
    }

    /// Whether a folded text answers the question, where the index alone cannot tell.
    pub fn answered_by(&self, folded: &str, strictness: Strictness) -> bool {
        match strictness {
            Strictness::Words => true,
            Strictness::Fragments => self.pieces.iter().all(|piece| folded.contains(piece.as_str())),
            Strictness::Typos => self
                .words
                .iter()
                .all(|word| words_of(folded).any(|found| resembles(word, found))),
        }
    }

    /// How many of the words stand in `written` just as they were typed, letter case aside.
    pub fn exactly_in(&self, written: &str) -> usize {
        let written = written.to_lowercase();
        self.typed.iter().filter(|word| written.contains(word.as_str())).count()
    }

    /// A part of `written` around the first match, with every match between [`MARK_START`] and [`MARK_END`].
    pub fn snippet(&self, written: &str, strictness: Strictness) -> String {
        let clean: String = written
            .chars()
            .map(|c| {
                if matches!(c, MARK_START | MARK_END) || c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let found: Vec<&str> = words_of(&clean)
            .filter(|word| self.matches(&fold(word), strictness))
            .collect();
        let at = |word: &str| word.as_ptr() as usize - clean.as_ptr() as usize;
        let start = found.first().map_or(0, |word| back(&clean, at(word), BEFORE));
        let end = clean[start..]
            .char_indices()
            .nth(BEFORE + AFTER)
            .map_or(clean.len(), |(offset, _)| start + offset);
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

    fn matches(&self, folded: &str, strictness: Strictness) -> bool {
        let last = self.words.last();
        self.words.iter().any(|word| match strictness {
            Strictness::Words => {
                folded == word || (Some(word) == last && word.chars().count() > 1 && folded.starts_with(word.as_str()))
            }
            Strictness::Fragments => folded.contains(word.as_str()),
            Strictness::Typos => resembles(word, folded),
        })
    }
}

/// The runs of letters and digits, as the tokenizer sees them; signs that folding drops do not end a word.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.split(move |c| !inside(c))
        .filter(|word| word.contains(char::is_alphanumeric))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn long_enough(text: &str) -> bool {
    text.chars().count() >= FRAGMENT
}

/// How many wrong letters are forgiven in a word of this length.
const fn forgiven(chars: usize) -> usize {
    match chars {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// With k letters wrong, one of k + 1 parts of the word is still right: looks for any of them.
fn one_part_right(word: &str) -> Option<String> {
    let chars: Vec<char> = word.chars().collect();
    let count = forgiven(chars.len()) + 1;
    let size = (chars.len() / count).max(FRAGMENT);
    if chars.len() < FRAGMENT {
        return None;
    }
    let starts = (0..count).map(|n| (n * chars.len() / count).min(chars.len() - size));
    let parts: Vec<String> = starts
        .map(|start| quoted(&chars[start..start + size].iter().collect::<String>()))
        .collect();
    Some(format!("({})", parts.join(" OR ")))
}

/// Whether two folded words differ in no more letters than the length forgives.
fn resembles(asked: &str, found: &str) -> bool {
    let (asked, found): (Vec<char>, Vec<char>) =
        (asked.chars().collect(), found.chars().take(2 * PIECE_CHARS).collect());
    let allowed = forgiven(asked.len());
    asked.len().abs_diff(found.len()) <= allowed && distance(&asked, &found) <= allowed
}

/// Letters to change, add, drop or swap with a neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    (0..width).for_each(|j| table[j] = j);
    for i in 1..=a.len() {
        table[i * width] = i;
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = table[(i - 1) * width + j - 1] + cost;
            best = best
                .min(table[(i - 1) * width + j] + 1)
                .min(table[i * width + j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(table[(i - 2) * width + j - 2] + 1);
            }
            table[i * width + j] = best;
        }
    }
    table[table.len() - 1]
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
        assert_eq!(
            question.expression(Strictness::Words).unwrap(),
            "\"ст 146\" AND \"near\" AND \"а\""
        );
        for nothing in ["", "  ", "\"", "*", "()", "\0", "—"] {
            assert!(Question::parse(nothing).is_none(), "{nothing:?}");
        }
    }

    #[test]
    fn a_snippet_marks_words_as_they_were_written() {
        let question = Question::parse("еще улы").unwrap();
        let text = "И ещё раз: Ұлытау\nконец";
        let snippet = question.snippet(text, Strictness::Words);
        assert_eq!(snippet, "И \u{e000}ещё\u{e001} раз: \u{e000}Ұлытау\u{e001} конец");
        assert_eq!((question.exactly_in(text), question.exactly_in("ЕЩЕ раз")), (0, 1));
    }

    #[test]
    fn a_long_text_is_cut_around_the_match() {
        let question = Question::parse("следователь").unwrap();
        let text = format!("{} следователь {}", "слово ".repeat(100), "ещё ".repeat(100));
        let snippet = question.snippet(&text, Strictness::Words);
        assert!(
            snippet.starts_with('…') && snippet.ends_with('…') && snippet.chars().count() < 170,
            "{snippet}"
        );
    }

    #[test]
    fn one_or_two_letters_may_be_wrong_in_longer_words() {
        assert!(resembles("следаватель", "следователь") && resembles("следовтаель", "следователь"));
        assert!(resembles("милици", "милиция") && !resembles("дом", "дым") && !resembles("полиция", "позиции"));
    }
}
